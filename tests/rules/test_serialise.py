"""A stored advice comes back whole, or is refused with where it is wrong."""

from __future__ import annotations

import json
from datetime import date

import pytest

from rules.advice import advise
from rules.errors import AdviceFormatError
from rules.knowledge import Knowledge
from rules.serialise import advice_from_json, advice_to_json
from tests.rules.people import RIA


@pytest.fixture(scope="module")
def stored(knowledge: Knowledge) -> str:
    return advice_to_json(advise(RIA, knowledge, date(2026, 12, 1)))


def test_the_text_is_readable_json_with_dutch_letters(stored: str) -> None:
    assert json.loads(stored)["today"] == "2026-12-01"
    assert "\\u" not in stored


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"fit": ', '"fit": "x", "was": ', "velden"),
        ('"today": "2026-12-01"', '"today": "gisteren"', "gisteren"),
        ('"today": "2026-12-01"', '"today": 3', "advice.today"),
        ('"route": "', '"route": "weg-', "is not a valid Route"),
        ('"suggestions": [', '"suggestions": 3, "rest": [', "velden"),
    ],
)
def test_what_was_changed_by_hand_is_refused(stored: str, old: str, new: str, told: str) -> None:
    assert old in stored
    with pytest.raises(AdviceFormatError, match=told):
        advice_from_json(stored.replace(old, new, 1))


def test_an_advice_from_before_a_field_was_there_still_reads(stored: str) -> None:
    older = json.loads(stored)
    for name in ("phase", "offer", "for_coach"):
        del older["own_work"][name]
    for suggestion in older["suggestions"]:
        for name in ("arrangements", "questions", "for_coach"):
            del suggestion[name]
    read = advice_from_json(json.dumps(older))
    assert read.own_work.phase is None and all(one.for_coach == () for one in read.suggestions)
    assert [one.fit for one in read.suggestions] == [one["fit"] for one in older["suggestions"]]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", "[" * 100_000])
def test_what_is_no_advice_is_refused(text: str) -> None:
    with pytest.raises(AdviceFormatError):
        advice_from_json(text)
