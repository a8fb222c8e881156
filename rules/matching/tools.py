"""Which digital tools somebody says to work in or with: 'veel in excel', 'dagelijks met gis'. Naming them so shows the skill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.catalogue import Skill, SkillCategory
from rules.language.dutch_words import word_set
from rules.language.text import WORD, words_only

_SHORT = 3  # letters: 'het gat' is no GAT, and 'in gis' is GIS
_BEFORE = word_set("in via met")
_BETWEEN = word_set("de het een t ons onze mijn mn")
_CONTACT = word_set(
    "bel belt bellen gebeld belde overleg overlegt overleggen mail mailt mailen praat praten spreek spreekt spreken sprak contact contacten schakel schakelen "
    "stem afstemmen afstemming samen samenwerken vergader vergaderen vergadering afspraak afspraken gesprek gesprekken"
)
"""Who is in touch 'met de helpdesk' does not work with it."""
_NOT_ABLE = word_set(
    "niet geen nooit niks niets moeite moeilijk lastig hulp help helpt helpen geholpen problemen probleem last storing storingen hekel klaar gestopt stop cursus cursussen training opleiding les "
    "leer leren begin beginnen"
)
"""Before the tool these say that somebody cannot work with it, or not yet; who helps others is heard by other words."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands behind 'in' or 'met', word by word, and whether there is a word like 'het' between."""

    words: Sequence[re.Match[str]]
    between: bool


def tool_of(skill: Skill, words: str) -> tuple[int, int] | None:
    """Where in the words the tool of this skill is named that somebody works in or with (begin, end); None where it is not."""
    if skill.category is not SkillCategory.DIGITAL:
        return None
    told = _named(words)
    if not told:
        return None
    names = [(name, words_only(name).split()) for name in (skill.label, *skill.synonyms)]
    return next((place for name, asked in names for each in told if (place := _place(each, name, asked)) is not None), None)


def _named(words: str) -> list[_Named]:
    typed = list(WORD.finditer(words))
    plain = [words_only(word.group()) for word in typed]
    found: list[_Named] = []
    for place, word in enumerate(plain):
        if word not in _BEFORE or not _NOT_ABLE.isdisjoint(plain[:place]) or (word == "met" and not _CONTACT.isdisjoint(plain)):
            continue
        between = plain[place + 1 : place + 2] != [] and plain[place + 1] in _BETWEEN
        found.append(_Named(typed[place + 1 + between :], between))
    return found


def _place(told: _Named, name: str, asked: Sequence[str]) -> tuple[int, int] | None:
    if not asked or [words_only(word.group()) for word in told.words[: len(asked)]] != list(asked):
        return None
    first, last = told.words[0], told.words[len(asked) - 1]
    doubtful = told.between and name.isupper() and len(name) <= _SHORT and not first.group().isupper()
    return None if doubtful else (first.start(), last.end())
