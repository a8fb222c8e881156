"""An export can be read by people and programs, and brings back the same passport."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills_passport.casework.queue import Coach
from skills_passport.errors import ExportInvalid
from skills_passport.export import AsEditor, export_schema, passport_from_export, passport_to_export
from skills_passport.model import SkillsPassport, Speaker, TalkLine
from skills_passport.rights import export_all
from skills_passport.sqlite_store import SqliteStore

Filler = Callable[[SkillsPassport, str], SkillsPassport]
SCHEMA = Path(__file__).parents[2] / "docs" / "passport-export.schema.json"
AT = datetime(2026, 12, 1, tzinfo=UTC)


def test_a_passport_comes_back_as_it_was(passport: SkillsPassport, filled: Filler, worked: Filler) -> None:
    full = worked(filled(passport, "x"), "x")
    assert passport_from_export(passport_to_export(full)) == full


def test_an_export_from_before_there_was_casework_is_still_read(passport: SkillsPassport, filled: Filler) -> None:
    full = filled(passport, "x")

    def as_then(document: dict[str, Any]) -> None:
        document["version"] = 1
        del document["passport"]["casework"]

    assert passport_from_export(spoiled(passport_to_export(full), as_then)) == full


def test_who_looked_is_told_by_name_where_it_is_known(store: SqliteStore, filled: Filler, worked: Filler, at: datetime) -> None:
    store.change("m1", lambda passport: worked(filled(passport, "x"), "x"), actor="bot", action="answer")
    store.look_at_case("x-case", coach="x-coach")
    for name in ("een coach", "Sanne Bos"):
        looks = [access for access in json.loads(export_all(store, "m1", actor="employee"))["accesses"] if access["actor"] == "coach:x-coach"]
        assert [(look["action"], look["name"]) for look in looks] == [("show-case", name)]
        store.note_coach(Coach("x-coach", "Sanne Bos", at))


def test_a_stored_passport_comes_back_as_it_was(store: SqliteStore, filled: Filler) -> None:
    store.change("m1", lambda passport: filled(passport, "x"), actor="bot", action="answer")
    stored = store.load("m1", actor="employee", action="export")
    text = passport_to_export(stored, store.accesses("m1", actor="employee"))
    assert passport_from_export(text) == stored
    assert [access["action"] for access in json.loads(text)["accesses"]] == ["answer", "export", "show-accesses"]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.tuples(st.text(), st.dictionaries(st.text(), json_values, max_size=3)), max_size=5))
def test_whatever_was_told_comes_back_as_it_was(told: list[tuple[str, dict[str, Any]]]) -> None:
    passport = SkillsPassport(owner="m1", created_at=AT, updated_at=AT)
    for number, (words, value) in enumerate(told):
        passport = passport.with_answer(f"own-{number}", value, words=words, at=AT)
        passport = passport.with_lines(TalkLine(Speaker.EMPLOYEE, words, AT, card=value))
    again = passport_from_export(passport_to_export(passport))
    assert again == passport
    assert passport_to_export(again) == passport_to_export(passport)


def spoiled(text: str, spoil: Callable[[dict[str, Any]], object]) -> str:
    document = json.loads(text)
    spoil(document)
    return json.dumps(document)


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda d: d.update(format="something-else"), "format"),
        (lambda d: d.update(version=99), "version"),
        (lambda d: d.pop("passport"), "passport"),
        (lambda d: d["passport"].pop("owner"), "passport.owner"),
        (lambda d: d["passport"].update(owner=3), "passport.owner"),
        (lambda d: d["passport"].update(nickname="x"), "passport.nickname"),
        (lambda d: d["passport"].update(created_at="2026-12-01T12:00:00"), "passport.created_at"),
        (lambda d: d["passport"]["talk"][0].update(who="boss"), "passport.talk.0.who"),
        (lambda d: d["passport"]["answers_given"][1]["value"].pop("words"), "passport.answers_given.1.value.words"),
        (lambda d: d["passport"]["casework"].update(shares=[{"case": "x"}]), "passport.casework.shares.0.coach"),
        (lambda d: d["passport"].update(advices="none"), "passport.advices"),
        (lambda d: d["passport"].update(advices=[1]), "passport.advices.0.person"),
        (lambda d: d["passport"]["advices"][0].pop("advice"), "passport.advices.0.advice"),
    ],
)
def test_a_spoiled_export_is_refused_with_the_field(
    passport: SkillsPassport, filled: Filler, spoil: Callable[[dict[str, Any]], object], field: str
) -> None:
    with pytest.raises(ExportInvalid) as refusal:
        passport_from_export(spoiled(passport_to_export(filled(passport, "secret")), spoil))
    assert refusal.value.problems[0][0] == field
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"format": NaN}', "[" * 100_000, "\x00", "<html>"], ids=range(8)
)
def test_what_is_no_export_is_refused_in_words(text: str) -> None:
    with pytest.raises(ExportInvalid, match="geen skillspaspoort"):
        passport_from_export(text)


def test_the_schema_in_the_docs_is_the_schema_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == export_schema()


def test_the_schema_names_every_field_that_is_exported(passport: SkillsPassport, filled: Filler, worked: Filler) -> None:
    schema = export_schema()
    coach = Coach("c1", "Carla", datetime(2026, 11, 2, tzinfo=UTC))
    document = json.loads(passport_to_export(worked(filled(passport, "x"), "x"), as_coach=coach, as_editor=AsEditor("e1", "Ed", ((AT, 3, "Nieuwe titels"),))))
    assert document["as_coach"].keys() == {"id", "name", "last_sign_in"}
    assert document["as_editor"].keys() == schema["$defs"]["AsEditor"]["properties"].keys()
    assert document.keys() == schema["properties"].keys()
    assert document["passport"].keys() == schema["properties"]["passport"]["properties"].keys()
    for part, place in {"Answer": "answers_given", "TalkLine": "talk", "StoredAdvice": "advices"}.items():
        assert document["passport"][place][0].keys() == schema["$defs"][part]["properties"].keys()
    work = document["passport"]["casework"]
    parts = {"Share": "shares", "Verdict": "verdicts", "PlanChange": "plan_changes", "CaseMessage": "messages", "FollowUp": "follow_ups"}
    assert work.keys() == schema["$defs"]["Casework"]["properties"].keys() == {"version", *parts.values()}
    for part, place in parts.items():
        assert work[place][0].keys() == schema["$defs"][part]["properties"].keys()
