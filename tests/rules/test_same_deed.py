"""What two texts share: the thing that is worked on, or no more than the verb."""

from __future__ import annotations

import numpy as np

from rules.language.dutch import DutchText
from rules.matching.same_deed import OTHER_THING, SameDeed

TEXTS = ("koffie rondbrengen", "post rondbrengen", "post sorteren", "rondbrengen", "facturen boeken")
ALIKE = np.ones((1, len(TEXTS)), dtype=np.float32)


def kept(said: str) -> list[float]:
    return [round(float(value), 2) for value in SameDeed(TEXTS, DutchText(vocabulary=TEXTS)).kept([said], ALIKE)[0]]


def test_a_verb_in_common_counts_for_less_and_a_thing_wholly() -> None:
    assert kept("post rondbrengen") == [OTHER_THING, 1, 1, 1, OTHER_THING]


def test_a_verb_alone_names_no_other_thing() -> None:
    assert kept("rondbrengen") == [1] * len(TEXTS)


def test_an_unknown_word_may_be_a_known_one_with_a_typing_error() -> None:
    assert kept("facturn boeken") == [1] * len(TEXTS)


def test_what_shares_no_term_is_left_as_it_is() -> None:
    nothing = np.zeros((1, len(TEXTS)), dtype=np.float32)
    assert (SameDeed(TEXTS, DutchText(vocabulary=TEXTS)).kept(["post rondbrengen"], nothing) == 1).all()
