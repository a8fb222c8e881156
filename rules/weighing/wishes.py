"""How much each function is what somebody wished for: by a liking, by what the work is called, or by likeness of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.catalogue import Sector
from rules.knowledge import Knowledge
from rules.weighing.likings import Liking, liked, likings, only_word
from rules.weighing.outlook import round_half_up

LOOKED_AT = 60
"""So many matches of a wish are looked at."""
FULL_WISH = 0.4
"""A wish text with this likeness to a function fits it fully."""
FULL_LIKING = 50
"""The most percent that a wish in general words ('iets met mensen') counts: never as work that was asked for."""
ONE_WORD = 45
"""The most for a single word that only stands somewhere in a profile: a security guard who rings the police is no police work."""
CALLED = 100
ALSO_CALLED = 80
"""For a single word that is in the title of a function ('chauffeur' in buschauffeur), or in another name for it."""


@dataclass(frozen=True, slots=True)
class Wished:
    """How much a function is what was wished for, 0–100, and the wish that it is most like."""

    percent: int
    quote: str


def wished_for(wishes: Sequence[str], knowledge: Knowledge) -> dict[str, Wished]:
    """Each function by the wish that it is most like, best first: a second wish makes no function less wished for."""
    found: dict[str, Wished] = {}
    for wish in wishes:
        said = knowledge.language.blind(wish)
        wanted = likings(said)
        percents = _by_text(said, knowledge) if wanted is None else _by_liking(wanted, knowledge)
        for identity, percent in percents.items():
            if percent > (found[identity].percent if identity in found else 0):
                found[identity] = Wished(percent, wish)
    return dict(sorted(found.items(), key=lambda item: (-item[1].percent, item[0])))


def _by_text(wish: str, knowledge: Knowledge) -> dict[str, int]:
    """One word in common counts for little beside a function that is it wholly."""
    matches = knowledge.matcher.rank([wish], LOOKED_AT)
    nearest = max((match.score for match in matches), default=0.0)
    percents = {match.function_id: min(100, round(100 * match.score / FULL_WISH * (match.score / nearest) ** 2)) for match in matches}
    word = only_word(wish)
    return percents if word is None else _by_word(word, percents, knowledge)


def _by_word(word: str, percents: dict[str, int], knowledge: Knowledge) -> dict[str, int]:
    """A single word tells by the name of the work, or by a skill that is called so; elsewhere in a profile it is by chance."""
    names = knowledge.names
    about = names.with_skill(word)
    capped = {identity: percent if identity in about else min(percent, ONE_WORD) for identity, percent in percents.items()}
    return capped | dict.fromkeys(names.also_called(word), ALSO_CALLED) | dict.fromkeys(names.called(word), CALLED)


def _by_liking(wanted: frozenset[Liking | Sector], knowledge: Knowledge) -> dict[str, int]:
    return {function.id: round_half_up(FULL_LIKING * liked(function, wanted), 100) for function in knowledge.catalogue.functions.values()}
