"""Whether somebody plainly writes in another language than Dutch, and in which: by letters and by small words, with a guard of Dutch ones.

Libraries that guess the language were tried and are no better on a few words, where they take Dutch with English job names for English
(docs/EVALUATION.md). So this only says what is plain: who writes one Dutch word that no other language here has, writes Dutch enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from simplemma import is_known

from rules.language.dutch_words import STOP_WORDS, word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
FEWEST = 2  # words of a language, or one with nothing beside it that is not of that language as well
BY_LETTERS = 0.5  # the share of all letters from which a script by itself tells
LETTERS_ALONE = 3  # words at most, where one word with letters of its own tells
_SURELY_DUTCH = word_set("ik jij het een van niet maar voor bij naar mijn wij zijn heb heeft hebben wel ook nog geen deze dit")
"""Words that no other language here has: with one of them it is Dutch enough to hear as an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLanguage:
    """A language that people may write in, what is said to them in it, and what it is known by.

    `words` are no Dutch; `also_dutch` counts only beside those; one of `alone` is enough by itself; `signs` are letters of its own.
    A message of fewer than `least` words is not taken for it: 'thank you' and 'i know' are said in Dutch as well.
    """

    code: str
    name: str
    says: str
    words: frozenset[str] = frozenset()
    also_dutch: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    least: int = 1

    @property
    def own_script(self) -> bool:
        """Whether it is known by its script and needs no words."""
        return bool(self.signs) and not self.words


def other_language(said: str, languages: Sequence[OtherLanguage]) -> OtherLanguage | None:
    """The language that the words are plainly in; None for Dutch, and for whatever leaves a doubt."""
    letters = [sign for sign in said.casefold() if sign.isalpha()]
    for language in languages:
        if language.own_script and letters and sum(sign in language.signs for sign in letters) > len(letters) * BY_LETTERS:
            return language
    small = {word.casefold() for word in _WORD.findall(said) if word.islower()}  # 'Ayşe Yılmaz' is a name and tells nothing
    typed = [word.replace("’", "'") for word in _WORD.findall(said.casefold())]
    if not typed or any(word in _SURELY_DUTCH for word in typed):
        return None
    scored = [(_score(typed, small, language), language) for language in languages if language.words]
    best = max(scored, key=lambda each: each[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _score(typed: Sequence[str], small: Set[str], language: OtherLanguage) -> int:
    """How many words are of this language, when that is plain; else 0. `small` are those without capitals."""
    strange = [word for word in typed if word in small and not language.signs.isdisjoint(word)]
    own = [word for word in typed if word in language.words and word not in language.also_dutch]
    shared = [word for word in typed if word in language.also_dutch]
    if any(word in language.alone for word in typed) and len(own) + len(shared) == len(typed):
        return len(typed)
    told = len({*own, *strange})
    rest = [word for word in typed if word not in own and word not in shared and word not in strange]
    dutch = sum(_is_dutch(word) for word in rest)
    if strange and not dutch and len(typed) <= LETTERS_ALONE:
        return told
    plain = len(typed) >= language.least and told >= FEWEST and told + len(shared) / 2 > dutch and (told + len(shared)) * FEWEST >= len(typed)
    whole = told > 0 and not rest and len(typed) > FEWEST
    return told if plain or whole else 0


@lru_cache(1024)
def _is_dutch(word: str) -> bool:
    return word in STOP_WORDS or is_known(word, lang="nl")
