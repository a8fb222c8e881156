"""Which function a wish names: by its title, or by an alias that is the name of that one function and of no other.

'Security' stands in the names of several functions, so who wishes for security names none of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rules.catalogue import Catalogue, FunctionProfile, Importance
from rules.language.personal import blind
from rules.language.text import cap, words_only

LONGEST_WISH = 500  # characters
SHORTEST_PART = 4  # letters from which on a word may be a part of a longer one: 'politie' in politieagent


class FunctionNames:
    """`named(wish)` against one catalogue; built once, then used from any thread."""

    __slots__ = ("_also", "_longest", "_one", "_skills", "_titles")

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
        functions = catalogue.functions.values()
        self._titles = NamesByWord({function.id: (function.title,) for function in functions})
        self._also = NamesByWord({function.id: function.aliases for function in functions})
        self._skills = NamesByWord({function.id: _essential(function, catalogue) for function in functions})

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

    def called(self, word: str) -> frozenset[str]:
        """Ids of the functions with this word, or a word that begins or ends with it, in the title."""
        return self._titles.having(word)

    def also_called(self, word: str) -> frozenset[str]:
        """The same for other names of the function."""
        return self._also.having(word)

    def with_skill(self, word: str) -> frozenset[str]:
        """The same for what its essential skills are called."""
        return self._skills.having(word)


class NamesByWord:
    """Functions by the words of their names; a word is found by its begin and by its end without looking at all of them."""

    __slots__ = ("_backwards", "_forwards", "_ids")

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._ids: dict[str, set[str]] = {}
        for identity, names in texts.items():
            for word in {word for text in names for word in _plain(text).split()}:
                self._ids.setdefault(word, set()).add(identity)
        self._forwards = sorted(self._ids)
        self._backwards = sorted(word[::-1] for word in self._ids)

    def having(self, word: str) -> frozenset[str]:
        """Ids of the functions with this word, or with one that it is the begin or the end of."""
        plain = _plain(word)
        if not plain:
            return frozenset()
        found = {plain} & self._ids.keys()
        if len(plain) >= SHORTEST_PART:
            found |= {*_beginning(plain, self._forwards), *(each[::-1] for each in _beginning(plain[::-1], self._backwards))}
        return frozenset().union(*(self._ids[each] for each in found))


def _beginning(start: str, words: Sequence[str]) -> Iterator[str]:
    """The words, which are in order, that begin like this."""
    for place in range(bisect_left(words, start), len(words)):
        if not words[place].startswith(start):
            return
        yield words[place]


def _essential(function: FunctionProfile, catalogue: Catalogue) -> tuple[str, ...]:
    essential = [required.skill_id for required in function.skills if required.importance is Importance.ESSENTIAL]
    return tuple(catalogue.skills[identity].label for identity in essential if identity in catalogue.skills)


def _plain(text: str) -> str:
    return words_only(blind(text))


def _runs(words: list[str]) -> Iterable[str]:
    """All words that stand beside each other, as one text each."""
    return (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
