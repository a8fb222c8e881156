"""Which function a wish names: by its title, or by an alias that is the name of that one function and of no other.

'Security' stands in the names of several functions, so who wishes for security names none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
        self._titles = {function.id: _words_of((function.title,)) for function in functions}
        self._also = {function.id: _words_of(function.aliases) for function in functions}
        self._skills = {function.id: _words_of(_essential(function, catalogue)) for function in functions}

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
        return _having(word, self._titles)

    def also_called(self, word: str) -> frozenset[str]:
        """The same for other names of the function."""
        return _having(word, self._also)

    def with_skill(self, word: str) -> frozenset[str]:
        """The same for what its essential skills are called."""
        return _having(word, self._skills)


def _having(word: str, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    plain = _plain(word)
    return frozenset(identity for identity, names in words.items() if plain and any(_is_part(plain, name) for name in names))


def _is_part(word: str, name: str) -> bool:
    return word == name or (len(word) >= SHORTEST_PART and (name.startswith(word) or name.endswith(word)))


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _plain(text).split())


def _essential(function: FunctionProfile, catalogue: Catalogue) -> Iterable[str]:
    essential = [required.skill_id for required in function.skills if required.importance is Importance.ESSENTIAL]
    return (catalogue.skills[identity].label for identity in essential if identity in catalogue.skills)


def _plain(text: str) -> str:
    return words_only(blind(text))


def _runs(words: list[str]) -> Iterable[str]:
    """All words that stand beside each other, as one text each."""
    return (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
