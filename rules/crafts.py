"""Which craft a text is about: so that no step to learn names a profession, thing or place of quite other work.

A school caretaker learns nothing from drawing a central-heating boiler, nor from a day with a childcare worker: those
are words of other employers in other sectors. What municipal colleagues do can be seen from nearby, so that never counts,
but the places where they work do: a step at a counter or in the council chamber teaches nothing for work without one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from rules.catalogue import Catalogue, FunctionProfile, SkillCategory
from rules.language.dutch import stem
from rules.language.text import WORD, fold, words_only
from rules.matching.profile_texts import own_texts, skill_texts

SHORTEST = 6
"""Shorter words are seldom of one craft alone."""
PLACES = tuple(
    frozenset(stem(fold(word)) for word in words.split())
    for words in (
        "balie loket receptie klantcontactcentrum publiekscontact publieksbalie spreekuur",
        "college wethouder gemeenteraad raadsavond raadsvergadering raadsstukken bestuurder",
        "hoorzitting bezwaarcommissie",
        "wijkteam keukentafel huisbezoek",
        "verdieping vergaderzaal zaal",
    )
)
"""Words for a place or setting of work: what belongs to one is out of place where the work itself names none of them."""
GENERAL = 0.15
"""A skill that this share of all functions asks is a general one."""


class Crafts:
    """`foreign(text, function)` and `general(skill)` over one catalogue; built once, then used from any thread."""

    __slots__ = ("_asked", "_catalogue", "_common", "_foreign", "_holders", "_longest", "_names")

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._holders: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        for function in catalogue.functions.values():
            for word in {word for text in own_texts(function) for word in _stems(text)}:
                self._holders.setdefault(word, set()).add(function.id)
            for name in {_plain(text).strip() for text in (function.title, *function.aliases, function.id.replace("-", " "))}:
                self._names.setdefault(name, set()).add(function.id)
        self._longest = max((len(name.split()) for name in self._names), default=0)
        in_skills = Counter(
            word
            for skill in catalogue.skills.values()
            for word in {word for text in (*skill_texts(skill), *(step.text for step in skill.learning)) for word in _stems(text)}
        )
        self._common = frozenset(word for word, count in in_skills.items() if count > 1)
        self._asked = Counter(required.skill_id for function in catalogue.functions.values() for required in function.skills)
        self._foreign = lru_cache(maxsize=20_000)(self._is_foreign)

    def foreign(self, text: str, function: FunctionProfile) -> bool:
        """Whether a text names a profession or thing of employers in other sectors only, or a place that is none of this work."""
        return self._foreign(text, function.id)

    def about(self, text: str, function: FunctionProfile) -> bool:
        """Whether a text names this very function, as `loop mee met …` does."""
        return any(function.id in self._names.get(name, ()) for name in self._names_within(text))

    def general(self, skill_id: str) -> bool:
        """Whether a skill belongs to no craft: a soft one, or one that very many functions ask."""
        soft = self._catalogue.skills[skill_id].category is SkillCategory.SOFT
        return soft or self._asked[skill_id] > GENERAL * len(self._catalogue.functions)

    def _is_foreign(self, text: str, function_id: str) -> bool:
        function = self._catalogue.functions[function_id]
        own = [*own_texts(function), function.id.replace("-", " ")]
        known = {stemmed for wording in own for stemmed in _stems(wording)}
        if any(place & set(_stems(text)) and not place & known for place in PLACES):
            return True
        for word in _stems(text):
            holders = self._holders.get(word)
            if len(word) >= SHORTEST and holders and word not in known and word not in self._common and self._all_elsewhere(holders, function):
                return True
        mine = _plain(" ".join(own))
        return any(
            (ids := self._names.get(name)) is not None and f" {name} " not in mine and self._all_elsewhere(ids, function)
            for name in self._names_within(text)
        )

    def _names_within(self, text: str) -> Iterator[str]:
        """What may be a name in a text: its runs of words, as they are and without the s of a plural."""
        words = _plain(text).split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                run = " ".join(words[start:end])
                yield run
                yield run.removesuffix("s")

    def _all_elsewhere(self, ids: set[str], function: FunctionProfile) -> bool:
        others = (self._catalogue.functions[identity] for identity in ids)
        return all(not other.municipal and other.sector != function.sector for other in others)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(fold(text))]


def _plain(text: str) -> str:
    return f" {words_only(text)} "
