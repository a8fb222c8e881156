"""Load, advise, store: the passport keeps the advice whole, with what it was made from."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest

from rules.advice import advise
from rules.contrast.changes import Elsewhere
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge
from rules.serialise import advice_to_json
from skills_passport.errors import PassportChanged
from skills_passport.export import passport_from_export, passport_to_export
from skills_passport.guidance import advice_in, advise_and_store, person_in, replay, what_if_for, why_not_for
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from skills_passport.store import Change

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(Path(__file__).parents[2] / "data")


def clerk(passport: SkillsPassport, at: datetime) -> SkillsPassport:
    """Somebody who orders, phones suppliers and keeps lists."""
    said = ["spullen bestellen", "leveranciers bellen", "lijsten bijhouden in excel"]
    mentions = [
        {"kind": "task", "quote": quote, "concept_id": None, "label": quote, "meaning": "now", "confidence": 0.9}
        for quote in said
    ]
    return passport.with_answer(
        "function", {"function_id": "administratief-medewerker", "words": "administratie"}, words="administratie", at=at
    ).with_answer("tasks", {"messages": said, "mentions": mentions}, words=", ".join(said), at=at)


def test_the_advice_stands_whole_in_the_passport(store: SqliteStore, knowledge: Knowledge, at: datetime) -> None:
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    advice = advise_and_store(store, "m1", knowledge, TODAY, "bot")
    assert advice.suggestions
    passport = store.load("m1", actor="employee", action="show")
    (stored,) = passport.advices
    assert advice_in(stored) == advice
    assert stored.versions == knowledge.versions
    assert person_in(stored) == passport.person()


def test_a_stored_advice_can_be_made_again_to_the_byte(store: SqliteStore, knowledge: Knowledge, at: datetime) -> None:
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    advise_and_store(store, "m1", knowledge, TODAY, "bot")
    exported = passport_to_export(store.load("m1", actor="employee", action="export"))
    stored = passport_from_export(exported).advices[0]
    again = advise(person_in(stored), knowledge, advice_in(stored).today)
    assert advice_to_json(again) == advice_to_json(advice_in(stored))


def test_a_replay_tells_the_same_from_what_was_changed_by_hand(store: SqliteStore, knowledge: Knowledge, at: datetime) -> None:
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    advise_and_store(store, "m1", knowledge, TODAY, "bot")
    (stored,) = store.load("m1", actor="auditor", action="replay-advice").advices
    assert store.owner_of_advice(stored.id) == "m1" and store.owner_of_advice("0" * 16) is None
    assert replay(stored, knowledge).same
    assert not replay(dataclasses.replace(stored, advice=stored.advice.replace('"fit":', '"fit":1', 1)), knowledge).same
    older = dataclasses.replace(stored.versions, product="0.0.9+000000000000")
    found = replay(dataclasses.replace(stored, versions=older, advice=stored.advice.replace(stored.versions.product, older.product)), knowledge)
    assert found.same and found.other_program == knowledge.versions.product



def test_the_same_advice_is_stored_once_and_a_new_one_beside_it(
    store: SqliteStore, knowledge: Knowledge, at: datetime
) -> None:
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    for _ in range(2):
        advise_and_store(store, "m1", knowledge, TODAY, "bot")
    assert len(store.load("m1", actor="employee", action="show").advices) == 1
    later = advise_and_store(store, "m1", knowledge, date(2027, 12, 1), "bot")
    advices = store.load("m1", actor="employee", action="show").advices
    assert len(advices) == 2
    assert advice_in(advices[-1]) == later


class Restless(SqliteStore):
    """A real store in which the employee answers something just before each advice is written."""

    def __init__(self, path: Path, at: datetime, times: int) -> None:
        super().__init__(path)
        self.at = at
        self.left = times

    def change(
        self, owner: str, change: Change, *, actor: str, action: str, expected_version: int | None = None, expected_casework: int | None = None
    ) -> SkillsPassport:
        if action == "store-advice" and self.left:
            self.left -= 1
            level = {"insight": 1 + self.left % 2, "create": 1}
            super().change(
                owner,
                lambda passport: passport.with_answer("digital", level, words="", at=self.at),
                actor="bot",
                action="answer",
            )
        return super().change(owner, change, actor=actor, action=action, expected_version=expected_version, expected_casework=expected_casework)


def test_an_answer_given_while_advising_is_advised_on_too(path: Path, knowledge: Knowledge, at: datetime) -> None:
    store = Restless(path, at, times=1)
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    advise_and_store(store, "m1", knowledge, TODAY, "bot")
    passport = store.load("m1", actor="employee", action="show")
    store.close()
    assert [person_in(stored) for stored in passport.advices] == [passport.person()]
    assert passport.person().digital_level is not None


def test_a_passport_that_never_stands_still_is_said_and_gets_no_stale_advice(
    path: Path, knowledge: Knowledge, at: datetime
) -> None:
    store = Restless(path, at, times=99)
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    with pytest.raises(PassportChanged):
        advise_and_store(store, "m1", knowledge, TODAY, "bot")
    assert store.load("m1", actor="employee", action="show").advices == ()
    store.close()


def test_who_looks_on_can_ask_what_if_and_why_not_and_only_that_is_kept(store: SqliteStore, knowledge: Knowledge, at: datetime) -> None:
    store.change("m1", lambda passport: clerk(passport, at), actor="bot", action="answer")
    before = store.load("m1", actor="employee", action="show")
    found = what_if_for(store, "m1", Elsewhere("twente"), knowledge, TODAY, actor="coach")
    assert found.before == advise(before.person(), knowledge, TODAY) and found.clause == "als je in de regio Twente zoekt"
    assert why_not_for(store, "m1", "kok", knowledge, TODAY, actor="coach").obstacles
    assert store.load("m1", actor="employee", action="show") == before
    assert {"what-if", "why-not"} <= {entry.action for entry in store.accesses("m1", actor="employee")}
