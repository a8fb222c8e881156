"""Keeps what Rasa is trained on apart from what it is measured on: which new example sentences come too near a kept utterance.

`python -m tests.evaluation.apart FILE` reads new examples (YAML: intent → sentences) and prints the same without what comes near, or
stands in the training examples already. Which ones went, and what they came near, is not told: who writes examples would learn from that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml
from rapidfuzz import fuzz

from bot.words.wording import words_of
from rules.language.dutch import stem
from rules.language.dutch_words import STOP_WORDS
from tests.evaluation.dialogue import KEPT_PARTS, read_talk, training_examples

SHARED = 0.6  # of all telling words of both
ALL_SHARED = 0.75  # of all words of both, where hardly any word tells something
SPELT_ALIKE = 85  # percent
_FEW = 2  # telling words


class Apart:
    """`far` from every one of these utterances."""

    def __init__(self, utterances: Iterable[str]) -> None:
        self._kept = [(" ".join(words_of(each)), frozenset(words_of(each)), _telling(each)) for each in utterances]

    def far(self, example: str) -> bool:
        """Whether the example says something else than every utterance, and in other words.

        >>> apart = Apart(["mijn paspoort is gestolen"])
        >>> apart.far("het paspoort van mij is gestolen"), apart.far("gestolen paspoorten registreer ik"), apart.far("mijn kat is weg")
        (False, False, True)
        """
        text, words, telling = " ".join(words_of(example)), frozenset(words_of(example)), _telling(example)
        return not any(
            text == other
            or fuzz.ratio(text, other, score_cutoff=SPELT_ALIKE) > 0
            or _overlap(words, their_words) >= ALL_SHARED
            or (len(telling & their_telling) >= _FEW and (_overlap(telling, their_telling) >= SHARED or their_telling <= telling))
            for other, their_words, their_telling in self._kept
        )


def kept_utterances() -> list[str]:
    """What the figures are reported for."""
    return [said.words for part in KEPT_PARTS for said in read_talk(part)]


def without_near(examples: dict[str, Sequence[str]]) -> dict[str, list[str]]:
    """The examples that are new and far from what is kept, each once."""
    apart, known = Apart(kept_utterances()), {example.casefold() for example in training_examples()}
    found: dict[str, list[str]] = {}
    for intent, sentences in examples.items():
        for sentence in map(str, sentences):
            if sentence.casefold() not in known and apart.far(sentence):
                found.setdefault(intent, []).append(sentence)
            known.add(sentence.casefold())
    return found


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(text) if word not in STOP_WORDS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


if __name__ == "__main__":
    yaml.safe_dump(without_near(yaml.safe_load(Path(sys.argv[1]).read_text("utf-8"))), sys.stdout, allow_unicode=True, sort_keys=False, width=200)
