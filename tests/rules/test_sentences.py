"""What counts as readable in the other tests is neither too much nor too little."""

from __future__ import annotations

import pytest

from rules.errors import Problem
from tests.rules.sentences import unclear, unreadable


@pytest.mark.parametrize(
    "text",
    ["", "thuis werken kan hier niet.", "Thuis werken kan hier niet", "THUIS WERKEN KAN HIER NIET.", "Dat kan. vraag het na.", "XXThuis werken kan hier.XX"],
)
def test_half_sentences_and_shouting_are_unreadable(text: str) -> None:
    assert unreadable([text]) == [text]


@pytest.mark.parametrize("text", ["Dat kan hier.", "“geen avonden” telt mee.", "'s Nachts werk je niet.", "Voor een BHV-cursus bij HR of het KCC. Dat kan.", "Geldt dat (nog)?"])
def test_whole_sentences_are_readable(text: str) -> None:
    assert unreadable([text]) == []


def test_a_problem_without_a_place_or_an_advice_is_unclear() -> None:
    clear = Problem("a.yml", 1, "title", "ontbreekt. Vul dit veld in.")
    vague = [Problem("", 1, "title", clear.message), Problem("a.yml", 0, "title", clear.message), Problem("a.yml", 1, "title", "Ontbreekt."), Problem("a.yml", 1, "title", "ontbreekt")]
    assert unclear([clear, *vague]) == vague
