"""Why there are fewer than three suggestions, what is not known yet, and what helps: never a card to fill the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rules.catalogue import Sector
from rules.explanation import in_sentence, join, shorten
from rules.labour_market import WORKING_WORDS
from rules.person import Person
from rules.rulebook import Exclude, concluded
from rules.weighing.bars import MOST
from rules.weighing.case import FEW_TOLD
from rules.weighing.choice import Choice
from rules.weighing.fit import FITTING
from rules.weighing.judged import Judged
from rules.weighing.told import Told

_NUMBERS = {1: "één", 2: "twee"}
_COACH = "een coach kan ook met je meekijken"


def too_little(person: Person) -> str:
    """What to say when there is nothing to compare with."""
    known = " Je functie alleen zegt mij nog niet genoeg." if person.function_words.strip() else ""
    return (
        f"Ik weet nog te weinig van je werk om iets voor te stellen.{known} "
        "Vertel wat je op een gewone dag doet, in je eigen woorden. Drie taken is al genoeg om te beginnen."
    )


def shortfall(choice: Choice, judged: Sequence[Judged], person: Person, told: Told) -> str:
    """Why there are fewer than three, or nothing of a sector that was wished for; empty when there is nothing to say."""
    if len(choice.chosen) == MOST:
        return _wish_barred(choice, judged, person)
    found = _found(choice)
    barred = Counter(shorten(check.words) for item in judged for check in item.case.checks if check.hard and check.met is False)
    if not barred:
        return " ".join(part for part in (found, _refused(judged, person), _what_helps(person, told)) if part)
    total = sum(item.case.breaks_hard for item in judged)
    many = "viel één andere af" if total == 1 else f"vielen {total} andere af"
    words, _ = max(barred.items(), key=lambda pair: (pair[1], pair[0]))
    which = f"zoals “{words}”" if len(barred) == 1 else "het meest door " + join([f"“{each}” ({count})" for each, count in barred.most_common(2)])
    text = f"{found} Door wat voor jou echt moet, {which}, {many}."
    near = sorted((item for item in judged if _barred_only(item)), key=lambda item: (-item.fit.total, item.case.function.id))[:2]
    if near and not choice.chosen:
        closest = join([in_sentence(item.case.function.title) for item in near])
        return f"{text} Het dichtst bij {'kwamen' if len(near) > 1 else 'kwam'} {closest}; bespreek met je coach of daar ruimte in zit."
    return f"{text} Bespreek met je coach of daar ruimte in zit."


def _barred_only(item: Judged) -> bool:
    """Whether nothing but a hard criterion keeps it out, which a rule says as well; the own work is no find."""
    reasons = len({rule.id for rule, _ in concluded(item.fired, Exclude)})
    return item.case.breaks_hard and reasons <= 1 and not item.case.same_function


def _wish_barred(choice: Choice, judged: Sequence[Judged], person: Person) -> str:
    """That work in a wished sector fell off by what must be; empty when some of it was chosen, or none was barred."""
    for sector in person.wish_sectors:
        if sector not in WORKING_WORDS or any(sector in item.case.function.sectors for item in choice.chosen):
            continue
        checks = [check for item in judged if sector in item.case.function.sectors and item.case.breaks_hard for check in item.case.checks]
        barred = Counter(shorten(check.words) for check in checks if check.hard and check.met is False)
        if barred:
            words = max(barred, key=lambda each: (barred[each], each))
            return f"Werk {WORKING_WORDS[Sector(sector)]} viel af door wat voor jou echt moet: “{words}”. Bespreek met je coach of daar ruimte in zit."
    return ""


def _refused(judged: Sequence[Judged], person: Person) -> str:
    """That sectors were left out because the person does not want to work there; empty when that cost nothing."""
    sectors = [sector for sector in WORKING_WORDS if sector in person.refused_sectors]
    cost = any(set(item.case.function.sectors) & set(sectors) for item in judged)
    return f"Ik liet weg wat je niet wilt: werken {join([WORKING_WORDS[sector] for sector in sectors])}." if cost else ""


def _found(choice: Choice) -> str:
    """How much was found, called what it is: the own work is no find, and what fits in part does not fit well."""
    others = [item for item in choice.chosen if not item.case.same_function]
    own = len(others) < len(choice.chosen)
    if not others:
        return "Naast je eigen werk vond ik nu niets dat goed genoeg past." if own else "Ik vond nu geen functie die goed genoeg past."
    number = _NUMBERS[len(others)]
    beside = "Naast je eigen werk vond ik er nu" if own else "Ik vond er nu"
    if min(item.fit.total for item in others) < FITTING:
        return f"{beside} {number}."
    return f"{beside} {number} die goed {'past' if len(others) == 1 else 'passen'}."


def _what_helps(person: Person, told: Told) -> str:
    """What was not told yet, and so would help."""
    missing = ["meer over je taken"] if told.assumed or len(told.evidence) < FEW_TOLD else []
    if not told.outside and not told.before:
        missing.append("wat je buiten je werk doet of vroeger deed")
    if not told.wishes and not person.wish_sectors:
        missing.append("wat je graag wilt")
    return f"Vertel me {join(missing or ['meer over je taken, en wat je daarvan het liefst doet'])}, dan zoek ik verder; {_COACH}."
