"""Each criterion meets, fails or cannot tell, as the profile says."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from rules.advice import advise
from rules.catalogue import (
    Amount,
    Conditions,
    Driving,
    Education,
    Frequency,
    FromHome,
    FunctionKind,
    FunctionProfile,
    RequiredDigital,
)
from rules.knowledge import Knowledge
from rules.pay import PayComparison, PayVerdict
from rules.person import Criterion, CriterionKind
from rules.weighing.criteria import Candidate, check_criteria, schooling_months
from tests.rules.people import RIA
from tests.rules.sentences import unreadable

EASY = Conditions(Amount.LOW, Amount.LOW, Frequency.NO, Frequency.NO, FromHome.OFTEN, Driving.NO)
HARD = Conditions(Amount.HIGH, Amount.HIGH, Frequency.YES, Frequency.YES, FromHome.NO, Driving.LICENCE_C)
K = CriterionKind


def met(function: FunctionProfile, kind: CriterionKind, months: int = 0, pay: PayVerdict = PayVerdict.SAME, step: int | None = 0) -> bool | None:
    candidate = Candidate(function, months, step, PayComparison(pay, "Tekst."))
    (check,) = check_criteria([Criterion("zo zeg ik het", kind, True)], candidate)
    assert (check.words, check.hard) == ("zo zeg ik het", True)
    assert not unreadable([check.because])
    return check.met


@pytest.mark.parametrize(
    ("kind", "easy", "hard"),
    [
        (K.NO_IRREGULAR_HOURS, True, False),
        (K.NO_NIGHTS, True, False),
        (K.NO_WEEKENDS, True, False),
        (K.NO_HEAVY_WORK, True, False),
        (K.LITTLE_PUBLIC_CONTACT, True, False),
        (K.MUCH_PUBLIC_CONTACT, False, True),
        (K.WORK_FROM_HOME, True, False),
        (K.OUTDOORS, False, True),
        (K.INDOORS, True, False),
        (K.NO_DRIVING, True, False),
        (K.STAY_WITH_MUNICIPALITY, True, False),
        (K.LITTLE_COMPUTER_WORK, True, False),
        (K.OTHER, None, None),
    ],
)
def test_a_criterion_is_checked_against_the_profile(knowledge: Knowledge, kind: CriterionKind, easy: bool | None, hard: bool | None) -> None:
    base = knowledge.catalogue.functions["inkoopmedewerker"]
    mild = dataclasses.replace(base, conditions=EASY, kind=FunctionKind.MUNICIPAL, digital_level=RequiredDigital(1, 1))
    stern = dataclasses.replace(base, conditions=HARD, kind=FunctionKind.EXTERNAL, digital_level=RequiredDigital(3, 3))
    assert (met(mild, kind), met(stern, kind)) == (easy, hard)


@pytest.mark.parametrize(("kind", "expected"), [(K.NO_IRREGULAR_HOURS, False), (K.NO_WEEKENDS, None), (K.NO_NIGHTS, True)])
def test_working_an_evening_or_weekend_now_and_then_is_no_night_and_may_be_no_weekend(knowledge: Knowledge, kind: CriterionKind, expected: bool | None) -> None:
    sometimes = dataclasses.replace(EASY, irregular_hours=Frequency.SOMETIMES)
    function = dataclasses.replace(knowledge.catalogue.functions["inkoopmedewerker"], conditions=sometimes)
    assert met(function, kind) is expected


@pytest.mark.parametrize(("pay", "expected"), [("lower", False), ("same", True), ("higher", True), ("unknown", None)])
def test_keeping_pay_is_unknown_where_the_pay_is(knowledge: Knowledge, pay: str, expected: bool | None) -> None:
    assert met(knowledge.catalogue.functions["inkoopmedewerker"], K.KEEP_PAY, pay=PayVerdict(pay)) is expected


def test_an_unknown_pay_for_less_schooling_does_not_keep_the_pay(knowledge: Knowledge) -> None:
    function = knowledge.catalogue.functions["activiteitenbegeleider"]
    assert met(function, K.KEEP_PAY, pay=PayVerdict.UNKNOWN, step=-1) is False
    assert met(function, K.KEEP_PAY, pay=PayVerdict.UNKNOWN, step=0) is None
    assert met(function, K.KEEP_PAY, pay=PayVerdict.HIGHER, step=-1) is True


@pytest.mark.parametrize(("months", "step", "expected"), [(0, 0, True), (12, 0, True), (13, 0, False), (0, 2, False), (0, None, True)])
def test_long_schooling_is_more_than_a_year_or_two_levels(knowledge: Knowledge, months: int, step: int | None, expected: bool) -> None:
    assert met(knowledge.catalogue.functions["inkoopmedewerker"], K.NO_LONG_SCHOOLING, months=months, step=step) is expected


def test_schooling_is_over_for_who_has_the_diploma(knowledge: Knowledge) -> None:
    nurse = knowledge.catalogue.functions["verpleegkundige"]
    assert nurse.education.rank >= Education.MBO_4.rank
    assert schooling_months(nurse, knowledge.catalogue, ()) > 12
    assert schooling_months(nurse, knowledge.catalogue, nurse.requires) == 0


def test_every_kind_of_criterion_has_a_check(knowledge: Knowledge) -> None:
    for kind in CriterionKind:
        met(knowledge.catalogue.functions["inkoopmedewerker"], kind)


def test_some_contact_is_neither_little_nor_much_enough_to_be_sure(knowledge: Knowledge) -> None:
    base = knowledge.catalogue.functions["inkoopmedewerker"]
    between = dataclasses.replace(base, conditions=dataclasses.replace(EASY, public_contact=Amount.SOME))
    assert met(between, K.LITTLE_PUBLIC_CONTACT) is None


def test_only_what_was_checked_is_counted(knowledge: Knowledge) -> None:
    kinds = (CriterionKind.STAY_WITH_MUNICIPALITY, CriterionKind.OTHER, CriterionKind.NO_IRREGULAR_HOURS)
    person = dataclasses.replace(RIA, criteria=tuple(Criterion(f"eis {kind}", kind, False) for kind in kinds))
    for item in advise(person, knowledge, date(2026, 12, 1)).suggestions:
        met = sum(check.met is True for check in item.criteria)
        assert f"Van de 3 dingen die jij belangrijk vindt, {'klopt' if met == 1 else 'kloppen'} er {met}, en 1 kan ik niet nagaan." in item.parts[3].because


def test_some_contact_is_told_as_such_and_not_as_missing_from_the_profile(knowledge: Knowledge) -> None:
    person = dataclasses.replace(RIA, criteria=(Criterion("Niet weer achter een balie", CriterionKind.LITTLE_PUBLIC_CONTACT, False),))
    unsure = [item for item in advise(person, knowledge, date(2026, 12, 1)).suggestions if item.criteria[0].met is None]
    for item in unsure:
        rule = next(rule for rule in item.fired if rule.rule_id == "eis-niet-na-te-gaan")
        assert item.criteria[0].because in rule.because
    assert unsure


def test_schooling_that_nobody_can_compare_is_not_said_to_be_short(knowledge: Knowledge) -> None:
    assert met(knowledge.catalogue.functions["inkoopadviseur"], K.NO_LONG_SCHOOLING, step=None) is None


@pytest.mark.parametrize("hard", [True, False])
def test_what_no_profile_can_tell_makes_no_function_fit_more_or_less(knowledge: Knowledge, hard: bool) -> None:
    day = date(2026, 11, 23)
    unknown = Criterion("leuke collega's", K.OTHER, hard)
    plain = {item.function_id: item.fit for item in advise(RIA, knowledge, day).suggestions}
    told = advise(dataclasses.replace(RIA, criteria=(unknown,)), knowledge, day).suggestions
    assert {item.function_id: item.fit for item in told} == plain
    assert all(check.met is None and "coach" in check.because for item in told for check in item.criteria)


def test_what_is_so_for_the_coach_is_no_condition_of_any_function(knowledge: Knowledge) -> None:
    day = date(2026, 11, 23)
    fact = Criterion("ik heb geen diploma", K.FACT, False)
    told = advise(dataclasses.replace(RIA, criteria=(fact,)), knowledge, day).suggestions
    assert [item.fit for item in told] == [item.fit for item in advise(RIA, knowledge, day).suggestions]
    assert not any(item.criteria for item in told)
    assert not any(fact.words in barrier.text for item in told for barrier in item.barriers)


@pytest.mark.parametrize(("hard", "asked"), [(True, True), (False, False)])
def test_a_must_that_nobody_can_look_up_is_to_be_asked_before_all_else(knowledge: Knowledge, hard: bool, asked: bool) -> None:
    base = knowledge.catalogue.functions["inkoopmedewerker"]
    sometimes = dataclasses.replace(base, conditions=dataclasses.replace(EASY, irregular_hours=Frequency.SOMETIMES))
    candidate = Candidate(sometimes, 0, 0, PayComparison(PayVerdict.SAME, "Tekst."))
    (check,) = check_criteria([Criterion("geen weekenden", K.NO_WEEKENDS, hard)], candidate)
    assert check.met is None and ("voordat je iets anders doet" in check.because) is asked
