"""Which function a wish names: by its title, or by an alias that is the name of that one function and of no other.

'Security' stands in the names of several functions, so who wishes for security names none of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.catalogue import Catalogue
from rules.language.text import WORD, cap, fold

LONGEST_WISH = 500  # characters


class FunctionNames:
    """`named(wish)` against one catalogue; built once, then used from any thread."""

    __slots__ = ("_longest", "_one")

    def __init__(self, catalogue: Catalogue) -> None:
        found: dict[str, set[str]] = {}
        whole: dict[str, set[str]] = {}
        titles: dict[str, str] = {}
        for function in catalogue.functions.values():
            titles[_plain(function.title)] = function.id
            for label in (function.title, *function.aliases):
                whole.setdefault(_plain(label), set()).add(function.id)
                for part in _runs(_plain(label).split()):
                    found.setdefault(part, set()).add(function.id)
        self._one = {label: titles.get(label) or (next(iter(ids)) if len(found[label]) == 1 else "") for label, ids in whole.items()}
        self._longest = max((len(label.split()) for label in whole), default=0)

    def named(self, wish: str) -> frozenset[str]:
        """Ids of the functions that are named; of names within a longer one only the longest counts."""
        words = _plain(cap(wish, LONGEST_WISH)).split()
        found: set[str] = set()
        place = 0
        while place < len(words):
            runs = (words[place:end] for end in range(min(len(words), place + self._longest), place, -1))
            label = next((run for run in runs if " ".join(run) in self._one), None)
            found |= {self._one[" ".join(label)]} if label else set()
            place += len(label) if label else 1
        return frozenset(found - {""})


def _plain(text: str) -> str:
    return " ".join(WORD.findall(fold(text)))


def _runs(words: list[str]) -> Iterable[str]:
    """All words that stand beside each other, as one text each."""
    return (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
