"""Splitting Dutch compounds into words of a known vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from rules.language.dutch_words import word_set

SHORTEST_PART = 4
SHORTEST_COMPOUND = 8
_LINKS = ("", "s", "en", "n", "e", "-")
_MAX_PARTS = 4
_MAX_LENGTH = 40
_NOT_PARTS = word_set("ende eren heid lijk lijke ling ingen elen atie erij baar loos aire eerd eren isch ische")


class CompoundSplitter:
    """Splits words into known parts, the longest last part first (it says what the thing is)."""

    __slots__ = ("_known", "_parts")

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._parts = (
            frozenset(word for word in vocabulary if len(word) >= SHORTEST_PART and word.isalpha()) - _NOT_PARTS
        )
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in order; empty when it is none.

        >>> CompoundSplitter(["inkoop", "medewerker"]).split("inkoopmedewerker")
        ('inkoop', 'medewerker')
        """
        if not SHORTEST_COMPOUND <= len(word) <= _MAX_LENGTH:
            return ()
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = self._split(word, _MAX_PARTS)
        return self._known[word]

    def _split(self, word: str, parts_left: int) -> tuple[str, ...]:
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            tail = word[cut:]
            if tail not in self._parts:
                continue
            for link in _LINKS:
                head = word[:cut].removesuffix(link) if word[:cut].endswith(link) else ""
                if head in self._parts:
                    return (head, tail)
                if parts_left > 2 and len(head) >= 2 * SHORTEST_PART and (inner := self._split(head, parts_left - 1)):
                    return (*inner, tail)
        return ()
