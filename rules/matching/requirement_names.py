"""Which legal requirement somebody names: 'inschrijving in het BIG-register', 'rijbewijs C', 'boa-akte'."""

from __future__ import annotations

from rules.catalogue import Catalogue
from rules.language.dutch_words import STOP_WORDS
from rules.language.text import WORD, fold

SHORTEST = 3  # letters of a word that may name a requirement
_COMMON = frozenset({"diploma", "bevoegdheid", "inschrijving", "registratie", "bewijs", "akte", "werk", "opleiding", "mbo", "hbo", "rijbewijs", "code"})
"""Words that are in many of them, and so name none by themselves."""


class RequirementNames:
    """`named(words)` against one catalogue: the requirement that shares most words (those of its id go before those of its label), when no other shares as many.

    Of a family the plainest is meant: 'boa' is the one of which the id says no more than that."""

    __slots__ = ("_ids", "_words")

    def __init__(self, catalogue: Catalogue) -> None:
        learned = [item for item in catalogue.qualifications.values() if item.screening is None]  # nobody is asked about a VOG
        self._ids = {item.id: _content(item.id) - _COMMON for item in learned}
        self._words = {item.id: _content(item.label) | self._ids[item.id] for item in learned}

    def named(self, words: str) -> str | None:
        """The id, or None when none stands out."""
        typed = _content(words)
        shared = {identity: typed & known for identity, known in self._words.items() if (typed & known) - _COMMON}
        scores = {
            identity: (len(words - _COMMON), len(words & self._ids[identity]), len(words), -len(self._ids[identity] - words))
            for identity, words in shared.items()
        }
        best = max(scores.values(), default=(0, 0, 0, 0))
        found = [identity for identity, score in scores.items() if score == best]
        return found[0] if len(found) == 1 else None


def _content(text: str) -> frozenset[str]:
    parts = (part for word in WORD.findall(fold(text)) for part in word.split("-"))
    return frozenset(part for part in parts if part not in STOP_WORDS and (len(part) >= SHORTEST or part in {"c", "d"}))
