"""Who may do what, for every route of the application, and for whose passport. The expectations stand in expected.yml."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from skills_passport.sqlite_engine import sqlite3
from tests.access.matrix import Row, rows
from tests.access.people import ASKERS, ROLES, SEES, People
from tests.portal.route_table import every_template

ROWS = rows()
CASES = ("ria", "joyce", "team", "taken", "nora", "els", "ended", "erased", "never")
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path}")
CHANGES = pytest.mark.parametrize("row", [row for row in ROWS if row.method != "GET"], ids=lambda row: f"{row.method} {row.path}")
WITH_CASE = pytest.mark.parametrize("row", [row for row in ROWS if row.case], ids=lambda row: f"{row.method} {row.path}")


def test_every_route_has_a_row_and_every_row_a_route(application: FastAPI) -> None:
    routes, written = set(every_template(application)), {(row.method, row.path) for row in ROWS}
    assert not routes - written, "say in tests/access/expected.yml who may use these"
    assert not written - routes, "these rows of tests/access/expected.yml are of no route"


def test_a_route_with_the_number_of_a_case_says_so() -> None:
    assert not [row for row in ROWS if row.path.startswith("/begeleiding/{") and not row.case]


@EACH
def test_everybody_gets_what_is_expected(people: People, row: Row) -> None:
    """First who may not, of whom nothing may change; then who may. No answer holds what is hidden from who asks."""
    asked = [(who, case) for who in ASKERS for case in (CASES if row.case else ("",))]
    asked.sort(key=lambda each: row.lets_in(*each))
    if row.method != "GET":  # who is first may have taken a case of the team
        asked = [each for each in asked if each not in {("stefan", "team"), ("dennis", "team"), ("els", "team"), ("stefan", "els"), ("dennis", "els")}]
    before = contents(people)
    for who, case in asked:
        refused = not row.lets_in(who, case)
        answer = row.ask(people, who, case)
        assert answer.status_code == row.expected(who, case), (ASKERS[who], case, answer.text[:600])
        if answer.status_code == 303 and who in ("nobody", "wil") and row.may != "everybody":
            assert answer.headers["Location"] == "/"
        assert hidden_in(people, who, case, answer) == [], (ASKERS[who], case)
        if refused:
            assert contents(people) == before, (ASKERS[who], case)


@CHANGES
def test_no_answer_to_a_form_holds_what_is_hidden_from_who_asks(people: People, row: Row) -> None:
    """Also of who comes after others, and of the team's cases; the answers to a look are all seen above."""
    for who in ASKERS:
        for case in CASES if row.case else ("",):
            assert hidden_in(people, who, case, row.ask(people, who, case)) == [], (ASKERS[who], case)


@WITH_CASE
@pytest.mark.parametrize("empty", [False, True], ids=["as it should be", "empty"])
def test_what_is_not_open_to_somebody_answers_as_what_never_was(people: People, row: Row, empty: bool) -> None:
    for who in ROLES:
        if not row.is_of(who):
            continue
        unseen = [case for case in CASES if case not in SEES[who, row.may] and case not in row.unseen]
        answers = {case: row.ask(people, who, case, empty=empty) for case in unseen}
        told = {case: (answer.status_code, without_ids(people, answer)) for case, answer in answers.items()}
        assert all(each == told["never"] for each in told.values()), (ASKERS[who], {case: each[0] for case, each in told.items()})


def test_every_asker_is_refused_and_let_in_somewhere(people: People) -> None:
    """The table tests nothing for a role that gets the same everywhere."""
    for who in ROLES:
        assert {row.lets_in(who) for row in ROWS if row.may != "everybody"} == {True, False}, who
    assert people.ask("wil", "GET", "/paspoort").headers["Location"] == "/"


def hidden_in(people: People, who: str, case: str, answer: Any) -> list[str]:
    """What stands in an answer and is hidden from who asks; of a case before a coach the owner's id, too."""
    shown = readable(answer) + str(answer.headers)
    owner = {people.owner(people.person_of(case))} if case in SEES.get((who, "coach"), ()) else set()
    return [word for word in sorted(people.hidden_from(who) | owner) if word in shown]


def contents(people: People) -> str:
    """All that is kept, and who did what but for these tests and for whether one agreed oneself; when somebody was last seen is no matter."""
    settings = people.app.state.settings
    kept = {**_tables(settings.database, "audit", "sign_ins"), **_tables(settings.versions, "texts")}  # a text is named by what it holds
    connection = sqlite3.connect(str(settings.database))
    try:
        kept["audit"] = connection.execute("SELECT actor, action, subject FROM audit WHERE action NOT IN ('test', 'check-consent') ORDER BY number").fetchall()
    finally:
        connection.close()
    return repr(kept)


def _tables(database: Path, *without: str) -> dict[str, list[Any]]:
    connection = sqlite3.connect(str(database))
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in without}
    finally:
        connection.close()


def readable(answer: Any) -> str:
    """The text of an answer, whatever kind of file it is."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    if kind.startswith(("application/zip", "application/vnd.openxml")):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return str(answer.text)


def without_ids(people: People, answer: Any) -> str:
    text = readable(answer)
    for number in people.cases.values():
        text = text.replace(number, "…")
    return text
