"""A passport as rows of text and numbers, and back; and the smallest change from one set of rows to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from rules.answer import Versions
from skills_passport.casework.rows import CASEWORK_COLUMNS, casework_from, casework_rows
from skills_passport.cells import Row, json_cell, json_or_none, text_cell, time_cell, value_in
from skills_passport.model import (
    Answer,
    AnswerStatus,
    Button,
    Consent,
    Exchange,
    Interview,
    Purpose,
    SkillsPassport,
    Speaker,
    StoredAdvice,
    TalkLine,
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "answers": ("question", "value", "words", "status", "given_at"),
    "consents": ("purpose", "given", "at", "text_version"),
    "talk": ("who", "text", "at", "buttons", "card"),
    "advices": ("id", "made_at", "versions", "person", "advice"),
    "exchanges": ("message_id", "at", "reply"),
    **CASEWORK_COLUMNS,
}
CASEWORK_TABLES = frozenset(CASEWORK_COLUMNS)
COUNTED = frozenset({"verdicts", "plan_changes", "follow_ups"})
"""Tables of which a change is a next version of the casework; what else coach and employee share cannot be overwritten by a page."""


@dataclass(frozen=True, slots=True)
class PassportRows:
    """The interview as JSON, and per table the rows in order, each as in COLUMNS."""

    interview: str
    lists: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class ListChange:
    """What turns stored rows into wanted rows: numbers to delete, then (number, row) to insert."""

    delete: tuple[int, ...]
    insert: tuple[tuple[int, Row], ...]


def list_change(stored: Sequence[tuple[int, Row]], wanted: Sequence[Row]) -> ListChange:
    """Keeps every stored row that is still wanted in its place; appending costs only what is appended."""
    kept = 0
    delete = []
    for number, row in stored:
        if kept < len(wanted) and row == wanted[kept]:
            kept += 1
        else:
            delete.append(number)
    following = stored[-1][0] + 1 if stored else 1
    return ListChange(tuple(delete), tuple(enumerate(wanted[kept:], start=following)))


def to_rows(passport: SkillsPassport) -> PassportRows:
    """All of the passport but its head (owner, version, times)."""
    state = passport.interview
    return PassportRows(
        interview=json_cell({"question": state.question, "done": state.done, "notes": state.notes}),
        lists={
            "answers": [
                (text_cell(a.question), json_or_none(a.value), text_cell(a.words), a.status.value, time_cell(a.given_at))
                for a in passport.answers_given
            ],
            "consents": [
                (c.purpose.value, int(c.given), time_cell(c.at), text_cell(c.text_version)) for c in passport.consents
            ],
            "talk": [
                (
                    line.who.value,
                    text_cell(line.text),
                    time_cell(line.at),
                    json_cell([(button.title, button.payload) for button in line.buttons]),
                    json_or_none(line.card),
                )
                for line in passport.talk
            ],
            "advices": [
                (text_cell(a.id), time_cell(a.made_at), json_cell(asdict(a.versions)), text_cell(a.person), text_cell(a.advice))
                for a in passport.advices
            ],
            "exchanges": [(text_cell(e.message_id), time_cell(e.at), json_or_none(e.reply)) for e in passport.exchanges],
            **casework_rows(passport.casework),
        },
    )


def from_rows(owner: str, head: Row, lists: Mapping[str, Sequence[Row]]) -> SkillsPassport:
    """The passport again; `head` is (version, created_at, updated_at, interview, casework version)."""
    version, created_at, updated_at, interview, casework_version = head
    state = json.loads(interview)
    return SkillsPassport(
        owner=owner,
        version=version,
        created_at=datetime.fromisoformat(created_at),
        updated_at=datetime.fromisoformat(updated_at),
        interview=Interview(state["question"], tuple(state["done"]), state["notes"]),
        answers_given=tuple(
            Answer(question, value_in(value), words, AnswerStatus(status), datetime.fromisoformat(given_at))
            for question, value, words, status, given_at in lists["answers"]
        ),
        consents=tuple(
            Consent(Purpose(purpose), bool(given), datetime.fromisoformat(at), text_version)
            for purpose, given, at, text_version in lists["consents"]
        ),
        talk=tuple(
            TalkLine(
                Speaker(who),
                text,
                datetime.fromisoformat(at),
                tuple(Button(title, payload) for title, payload in json.loads(buttons)),
                value_in(card),
            )
            for who, text, at, buttons, card in lists["talk"]
        ),
        advices=tuple(
            StoredAdvice(id_, datetime.fromisoformat(made_at), Versions(**json.loads(versions)), person, advice)
            for id_, made_at, versions, person, advice in lists["advices"]
        ),
        exchanges=tuple(exchange_from(row) for row in lists["exchanges"]),
        casework=casework_from(casework_version, lists),
    )


def exchange_from(row: Row) -> Exchange:
    message_id, at, reply = row
    return Exchange(message_id, datetime.fromisoformat(at), value_in(reply))

