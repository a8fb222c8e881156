"""'Wanneer is het goed?' (M14): does a function meet a criterion, and why; None where the catalogue cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from rules.answer import CriterionCheck
from rules.catalogue import Amount, Catalogue, Driving, Education, Frequency, FromHome, FunctionProfile
from rules.pay import PayComparison, PayVerdict
from rules.person import Criterion, CriterionKind

LONG_SCHOOLING_MONTHS = 12
"""A route of more months than this is long schooling (judgement of this project)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A function with what a check needs beside its profile: how many months of schooling, and the pay."""

    function: FunctionProfile
    schooling_months: int
    education_step: int | None
    pay: PayComparison


_ASK_FIRST = "Dit moet voor jou. Vraag het dus na voordat je iets anders doet."
"""A must that the catalogue cannot tell does not filter: sometimes an evening may be never a weekend. So it is asked before all else."""
_ONLY_A_COACH = frozenset({CriterionKind.OTHER, CriterionKind.FACT})

Verdict = tuple[bool | None, str]


def check_criteria(criteria: Sequence[Criterion], candidate: Candidate) -> tuple[CriterionCheck, ...]:
    """Each criterion in the person's words, with whether this function meets it."""
    checks: list[CriterionCheck] = []
    for criterion in criteria:
        met, because = _CHECKS[criterion.kind](candidate)
        if criterion.hard and met is None and criterion.kind not in _ONLY_A_COACH:
            because = f"{because} {_ASK_FIRST}"
        checks.append(CriterionCheck(criterion.words, criterion.hard, met, because))
    return tuple(checks)


def schooling_months(function: FunctionProfile, catalogue: Catalogue, held: Collection[str]) -> int:
    """Months of the way in, at the longest; 0 when no route is known or every legal demand is already met."""
    if function.regulated and set(function.requires) <= set(held):
        return 0
    route = catalogue.routes.get(function.route or "")
    return route.months_to if route else 0


def _irregular(candidate: Candidate) -> Verdict:
    hours = candidate.function.conditions.irregular_hours
    return {
        Frequency.NO: (True, "Je werkt hier op gewone kantoortijden of overdag."),
        Frequency.SOMETIMES: (False, "Soms werk je hier 's avonds of in het weekend."),
        Frequency.YES: (False, "Je werkt hier ook 's avonds, 's nachts of in het weekend."),
    }[hours]


def _nights(candidate: Candidate) -> Verdict:
    """Who works evenings or weekends now and then works no nights; only who works at all hours does."""
    return {
        Frequency.NO: (True, "Je werkt hier op gewone kantoortijden of overdag."),
        Frequency.SOMETIMES: (True, "'s Nachts werk je hier niet. Soms wel 's avonds of in het weekend."),
        Frequency.YES: (False, "Je werkt hier ook 's avonds, 's nachts of in het weekend."),
    }[candidate.function.conditions.irregular_hours]


def _weekends(candidate: Candidate) -> Verdict:
    """'Now and then' may be an evening or a weekend: the catalogue does not say which."""
    return {
        Frequency.NO: (True, "Je werkt hier op gewone kantoortijden of overdag."),
        Frequency.SOMETIMES: (None, "Soms werk je hier 's avonds of in het weekend. Vraag na of dat ook in het weekend is."),
        Frequency.YES: (False, "Je werkt hier ook 's avonds, 's nachts of in het weekend."),
    }[candidate.function.conditions.irregular_hours]


def _heavy(candidate: Candidate) -> Verdict:
    return {
        Amount.LOW: (True, "Het werk is lichamelijk licht."),
        Amount.SOME: (True, "Je bent wel in beweging, maar zwaar is het niet."),
        Amount.HIGH: (False, "Het werk is lichamelijk zwaar."),
    }[candidate.function.conditions.physical]


def _little_contact(candidate: Candidate) -> Verdict:
    return {
        Amount.LOW: (True, "Je hebt weinig contact met publiek."),
        Amount.SOME: (None, "Je hebt nu en dan contact met publiek. Vraag na of dat voor jou weinig genoeg is."),
        Amount.HIGH: (False, "Je hebt de hele dag contact met publiek."),
    }[candidate.function.conditions.public_contact]


def _much_contact(candidate: Candidate) -> Verdict:
    return {
        Amount.LOW: (False, "Je hebt weinig contact met publiek."),
        Amount.SOME: (True, "Je hebt geregeld contact met publiek."),
        Amount.HIGH: (True, "Je hebt veel contact met publiek."),
    }[candidate.function.conditions.public_contact]


def _from_home(candidate: Candidate) -> Verdict:
    return {
        FromHome.NO: (False, "Thuis werken kan hier niet."),
        FromHome.SOMETIMES: (True, "Thuis werken kan hier soms."),
        FromHome.OFTEN: (True, "Thuis werken kan hier vaak."),
    }[candidate.function.conditions.from_home]


def _outdoors(candidate: Candidate) -> Verdict:
    return {
        Frequency.NO: (False, "Je werkt hier binnen."),
        Frequency.SOMETIMES: (True, "Je bent hier geregeld buiten."),
        Frequency.YES: (True, "Je werkt hier vooral buiten."),
    }[candidate.function.conditions.outdoors]


def _indoors(candidate: Candidate) -> Verdict:
    return {
        Frequency.NO: (True, "Je werkt hier binnen."),
        Frequency.SOMETIMES: (True, "Je werkt vooral binnen en bent soms buiten."),
        Frequency.YES: (False, "Je werkt hier vooral buiten."),
    }[candidate.function.conditions.outdoors]


def _no_driving(candidate: Candidate) -> Verdict:
    if candidate.function.conditions.driving is Driving.NO:
        return True, "Je hoeft voor dit werk niet te rijden."
    return False, "Voor dit werk heb je een rijbewijs nodig."


def _keep_pay(candidate: Candidate) -> Verdict:
    """Pay follows schooling: who must not earn less is not offered work for less schooling with a pay that nobody knows."""
    if candidate.pay.verdict is PayVerdict.UNKNOWN and candidate.education_step is not None and candidate.education_step < 0:
        return False, f"Dit werk vraagt minder opleiding dan je werk van nu, dus het loon is waarschijnlijk lager. {candidate.pay.text}"
    return {
        PayVerdict.LOWER: (False, f"Het loon is lager. {candidate.pay.text}"),
        PayVerdict.OVERLAPPING: (None, f"De schaal kan gelijk blijven of lager zijn: dat hangt af van waar jij nu zit. {candidate.pay.text}"),
        PayVerdict.SAME: (True, f"Het loon is ongeveer gelijk. {candidate.pay.text}"),
        PayVerdict.HIGHER: (True, f"Het loon is hoger. {candidate.pay.text}"),
        PayVerdict.UNKNOWN: (None, f"{candidate.pay.text} Bespreek dit met je coach."),
    }[candidate.pay.verdict]


def _stay(candidate: Candidate) -> Verdict:
    if candidate.function.municipal:
        return True, "Deze functie is bij de gemeente."
    return False, "Deze functie is buiten de gemeente."


def _no_long_schooling(candidate: Candidate) -> Verdict:
    months = candidate.schooling_months
    if months > LONG_SCHOOLING_MONTHS:
        return False, f"De leerroute kan {months} maanden duren."
    if candidate.education_step is not None and candidate.education_step >= 2:
        return False, "Deze functie vraagt een opleiding die twee niveaus hoger is dan je functie van nu."
    if candidate.education_step is None and not months and candidate.function.education.rank >= Education.HBO.rank:
        return None, "Deze functie vraagt meestal hbo of hoger. Welke opleiding jij hebt, weet ik niet."
    if months:
        return True, f"De leerroute duurt hooguit {months} maanden."
    return True, "Je kunt het meeste op het werk leren."


def _little_computer(candidate: Candidate) -> Verdict:
    if candidate.function.digital_level.create <= 1:
        return True, "Je werkt hier weinig met de computer."
    return False, "Je werkt hier een groot deel van de dag met de computer."


def _other(candidate: Candidate) -> Verdict:
    return None, "Dit kan ik niet nagaan. Neem het mee naar het gesprek met je coach."


_CHECKS: Mapping[CriterionKind, Callable[[Candidate], Verdict]] = {
    CriterionKind.NO_IRREGULAR_HOURS: _irregular,
    CriterionKind.NO_NIGHTS: _nights,
    CriterionKind.NO_WEEKENDS: _weekends,
    CriterionKind.NO_HEAVY_WORK: _heavy,
    CriterionKind.LITTLE_PUBLIC_CONTACT: _little_contact,
    CriterionKind.MUCH_PUBLIC_CONTACT: _much_contact,
    CriterionKind.WORK_FROM_HOME: _from_home,
    CriterionKind.OUTDOORS: _outdoors,
    CriterionKind.INDOORS: _indoors,
    CriterionKind.NO_DRIVING: _no_driving,
    CriterionKind.KEEP_PAY: _keep_pay,
    CriterionKind.STAY_WITH_MUNICIPALITY: _stay,
    CriterionKind.NO_LONG_SCHOOLING: _no_long_schooling,
    CriterionKind.LITTLE_COMPUTER_WORK: _little_computer,
    CriterionKind.OTHER: _other,
    CriterionKind.FACT: _other,
}
