"""A passport as rows of text and numbers, and back; and the smallest change from one set of rows to the next.

Stored text is always valid UTF-8: a lone surrogate, which no text can contain, becomes '?'.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from rules.answer import Versions
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

Row = tuple[Any, ...]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "answers": ("question", "value", "words", "status", "given_at"),
    "consents": ("purpose", "given", "at", "text_version"),
    "talk": ("who", "text", "at", "buttons", "card"),
    "advices": ("id", "made_at", "versions", "person", "advice"),
    "exchanges": ("message_id", "at", "reply"),
}


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
        interview=_json({"question": state.question, "done": state.done, "notes": state.notes}),
        lists={
            "answers": [
                (_text(a.question), _json_or_none(a.value), _text(a.words), a.status.value, _time(a.given_at))
                for a in passport.answers_given
            ],
            "consents": [
                (c.purpose.value, int(c.given), _time(c.at), _text(c.text_version)) for c in passport.consents
            ],
            "talk": [
                (
                    line.who.value,
                    _text(line.text),
                    _time(line.at),
                    _json([(button.title, button.payload) for button in line.buttons]),
                    _json_or_none(line.card),
                )
                for line in passport.talk
            ],
            "advices": [
                (_text(a.id), _time(a.made_at), _json(asdict(a.versions)), _text(a.person), _text(a.advice))
                for a in passport.advices
            ],
            "exchanges": [(_text(e.message_id), _time(e.at), _json_or_none(e.reply)) for e in passport.exchanges],
        },
    )


def from_rows(owner: str, head: Row, lists: Mapping[str, Sequence[Row]]) -> SkillsPassport:
    """The passport again; `head` is (version, created_at, updated_at, interview)."""
    version, created_at, updated_at, interview = head
    state = json.loads(interview)
    return SkillsPassport(
        owner=owner,
        version=version,
        created_at=datetime.fromisoformat(created_at),
        updated_at=datetime.fromisoformat(updated_at),
        interview=Interview(state["question"], tuple(state["done"]), state["notes"]),
        answers_given=tuple(
            Answer(question, _value(value), words, AnswerStatus(status), datetime.fromisoformat(given_at))
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
                _value(card),
            )
            for who, text, at, buttons, card in lists["talk"]
        ),
        advices=tuple(
            StoredAdvice(id_, datetime.fromisoformat(made_at), Versions(**json.loads(versions)), person, advice)
            for id_, made_at, versions, person, advice in lists["advices"]
        ),
        exchanges=tuple(exchange_from(row) for row in lists["exchanges"]),
    )


def exchange_from(row: Row) -> Exchange:
    message_id, at, reply = row
    return Exchange(message_id, datetime.fromisoformat(at), _value(reply))


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _json(value: Any) -> str:
    return _text(_ENCODER.encode(value))


def _json_or_none(value: Any) -> str | None:
    return None if value is None else _json(value)


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _time(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("A time in a passport must know its time zone; use datetime.now(UTC).")
    return at.isoformat()
