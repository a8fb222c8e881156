"""What if, live in a talk: one thing that a coach supposes, and the advice of today beside the advice with it. Pure; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.advised.supposed_change import SupposedChange
from bot.record import talk_in
from bot.words.supposing import supposed
from rules.answer import Suggestion
from rules.contrast.telling import in_sentences
from rules.contrast.what_if import Difference, Shift, what_if
from rules.contrast.whys import Kind, Why
from rules.explanation import capital, shorten
from rules.knowledge import Knowledge
from rules.person import CriterionKind
from skills_passport.guidance import advice_in
from skills_passport.model import SkillsPassport

LONGEST = 200
"""Characters of what is supposed; the bot reads no longer ones either."""
MOST_EXAMPLES = 6
COMES, GOES, STAYS = "komt erbij", "valt weg", "blijft"


@dataclass(frozen=True, slots=True)
class Row:
    """One function, today and with the change: its place among the three (0: not shown) and its fit, 0–100; `whys` are sentences."""

    title: str
    what: str  # COMES, GOES or STAYS
    place_now: int
    fit_now: int
    place_then: int
    fit_then: int
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Supposed:
    """`clause` is the change from 'Als' on; `said` tells the difference in at most three sentences."""

    clause: str
    said: tuple[str, ...]
    rows: tuple[Row, ...]


def suppose(passport: SkillsPassport, words: str, meant: SupposedChange, knowledge: Knowledge, today: date) -> Supposed | None:
    """What the words suppose, reckoned out for what the passport tells now; None when they are no change that can be reckoned with."""
    change = meant.find(talk_in(passport), supposed(words) or words) if words else None
    return _told(what_if(passport.person(), change, knowledge, today)) if change is not None else None


def examples(passport: SkillsPassport, meant: SupposedChange) -> tuple[str, ...]:
    """What could be supposed of this passport, in words that are understood: skills that suggestions miss, conditions that could give way."""
    talk = talk_in(passport)
    seen: dict[object, str] = {}
    for words in _candidates(passport):
        change = meant.find(talk, words)
        if change is not None and len(words) <= LONGEST:
            seen.setdefault(change, words)
    return tuple(seen.values())[:MOST_EXAMPLES]


def _candidates(passport: SkillsPassport) -> Iterator[str]:
    person = passport.person()
    for criterion in person.criteria:
        if criterion.hard and criterion.kind not in (CriterionKind.OTHER, CriterionKind.FACT):
            yield f"{shorten(criterion.words)}: geen eis maar een wens"
    for suggestion in advice_in(passport.advices[-1]).suggestions if passport.advices else ():
        for gap in suggestion.missing[:1]:
            yield f"{gap.label} leren"
    yield from ("een rol erbij", "iets heel anders gaan doen", "in heel Nederland zoeken")


def _told(difference: Difference) -> Supposed:
    now, then = _places(difference.before.suggestions), _places(difference.after.suggestions)
    rows = [
        Row(shift.title, what, now.get(shift.function_id, 0), shift.fit_before, then.get(shift.function_id, 0), shift.fit_after, tuple(_whys(shift, what)))
        for what, shifts in ((COMES, difference.appears), (STAYS, difference.stays), (GOES, difference.goes)) for shift in shifts
    ]
    return Supposed(capital(difference.clause), tuple(in_sentences(difference)), tuple(rows))


def _whys(shift: Shift, what: str) -> Iterator[str]:
    """What moves the fit goes first, then what moves the order; without any only what comes or goes asks for a reason."""
    moves = sorted((why for why in shift.whys if why.points), key=lambda why: (why.kind is Kind.PREFERENCE, -abs(why.points)))
    for why in moves or (shift.whys if what != STAYS else ()):
        yield f"{why.text}{_points(why)}"


def _places(suggestions: tuple[Suggestion, ...]) -> dict[str, int]:
    return {suggestion.function_id: place for place, suggestion in enumerate(suggestions, start=1)}


def _points(why: Why) -> str:
    """A preference moves the order and not the fit that stands beside it."""
    counted = "in de volgorde" if why.kind is Kind.PREFERENCE else "punt" if abs(why.points) == 1 else "punten"
    return f" ({why.points:+d} {counted})" if why.points else ""
