"""Which three: different work each, and an honest answer where nothing fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from rules.advice import advise
from rules.answer import Advice, Route
from rules.knowledge import Knowledge
from rules.person import Criterion, CriterionKind, Direction, Meaning, Person
from rules.reasoning import reason
from rules.weighing.bars import TOO_ALIKE
from tests.rules.people import RIA, task

TODAY = date(2026, 12, 1)


def ids(advice: Advice) -> list[str]:
    return [suggestion.function_id for suggestion in advice.suggestions]


def closeness(knowledge: Knowledge, one: str, other: str) -> float:
    return max(knowledge.neighbours.closeness(one, other), knowledge.neighbours.closeness(other, one))


def one_who_does(knowledge: Knowledge, *function_ids: str) -> Person:
    """Somebody whose function is not known and who tells of the work of these."""
    functions = knowledge.catalogue.functions
    return Person(function_words="van alles", mentions=tuple(task(item.also[0]) for each in function_ids for item in functions[each].tasks[:4]))


@pytest.mark.parametrize(
    "same",
    [("klantenservicemedewerker", "medewerker-klantcontactcentrum"), ("energieadviseur", "isolatieadviseur"), ("privacy-officer", "functionaris-gegevensbescherming")],
)
def test_nearly_the_same_work_is_one_choice_whoever_the_employer_is(knowledge: Knowledge, same: tuple[str, str]) -> None:
    advice = advise(one_who_does(knowledge, *same), knowledge, TODAY)
    assert len(set(ids(advice)) & set(same)) == 1
    other = next(item for item in advice.considered if item.function_id in same)
    assert "bijna hetzelfde werk" in other.because


def test_no_two_of_three_are_nearly_the_same_work(knowledge: Knowledge) -> None:
    for function in list(knowledge.catalogue.functions.values())[::4]:
        shown = ids(advise(one_who_does(knowledge, function.id), knowledge, TODAY))
        assert all(closeness(knowledge, one, other) < TOO_ALIKE for one, other in combinations(shown, 2))


def test_two_that_are_asked_for_by_name_both_stand_there(knowledge: Knowledge) -> None:
    person = Person(
        function_words="balie",
        mentions=(task("ik sta mensen te woord"), task("ik beantwoord de telefoon"), task("ik los klachten op")),
        wish_words=("medewerker klantenservice", "medewerker klantcontactcentrum"),
    )
    assert {"klantenservicemedewerker", "medewerker-klantcontactcentrum"} <= set(ids(advise(person, knowledge, TODAY)))


def test_a_long_way_that_is_asked_for_stands_beside_another(knowledge: Knowledge) -> None:
    person = replace(RIA, wish_words=("verpleegkundige", "politieagent"))
    chosen = [item for item in reason(person, knowledge, TODAY).choice.chosen if item.long_way]
    assert sorted(item.function_id for item in chosen) == ["politieagent", "verpleegkundige"]


def alone(direction: Direction | None = None, *criteria: Criterion) -> Person:
    """Somebody whose one task is like nothing else."""
    return Person(function_id="woz-taxateur", function_words="taxateur", direction=direction, criteria=criteria, mentions=(task("winkelpanden taxeren"),))


def test_who_fits_nothing_else_can_grow_along_and_hears_what_helps(knowledge: Knowledge) -> None:
    advice = advise(alone(), knowledge, TODAY)
    first = advice.suggestions[0]
    assert (first.function_id, first.route) == ("woz-taxateur", Route.GROW_ALONG)
    assert [step.share for step in first.steps] == [70, 20, 10]
    assert "In je eigen werk kun je nu al groeien" in first.opening
    assert "Naast je eigen werk" in advice.note and "Vertel me meer over je taken" in advice.note and "coach" in advice.note


def test_who_looks_further_is_not_sent_back_to_the_own_work(knowledge: Knowledge) -> None:
    advice = advise(alone(Direction.CHANGE_OCCUPATION), knowledge, TODAY)
    assert "woz-taxateur" not in ids(advice)
    assert advice.note


def test_growing_along_never_breaks_what_must_be(knowledge: Knowledge) -> None:
    outside = Criterion("ik wil echt geen rijbewijs nodig hebben", CriterionKind.NO_DRIVING, True)
    for item in advise(alone(None, outside), knowledge, TODAY).suggestions:
        assert item.criteria[0].met is not False


@pytest.mark.parametrize("direction", [None, Direction.GROW_ALONG])
def test_everybody_who_told_of_the_own_work_gets_at_least_one(knowledge: Knowledge, direction: Direction | None) -> None:
    for function in list(knowledge.catalogue.functions.values())[::5]:
        person = Person(function_id=function.id, function_words=function.title, direction=direction, mentions=(task(function.tasks[-1].also[-1]),))
        assert advise(person, knowledge, TODAY).suggestions


def test_nobody_is_asked_for_what_was_told(knowledge: Knowledge) -> None:
    told = alone()
    more = Person(
        function_id=told.function_id, mentions=(*told.mentions, task("ik zing in een koor", Meaning.OUTSIDE_WORK)), wish_words=("iets met dieren",)
    )
    note = advise(more, knowledge, TODAY).note
    assert note and "buiten je werk" not in note and "wat je graag wilt" not in note


def test_nobody_has_to_learn_the_diploma_of_the_own_work(knowledge: Knowledge) -> None:
    teacher = Person(function_id="docent-mbo", function_words="docent", direction=Direction.GROW_ALONG, mentions=(task("ik geef les op een roc"),))
    first = advise(teacher, knowledge, TODAY).suggestions[0]
    assert first.function_id == "docent-mbo"
    assert "langere weg" not in first.fit_words
    assert not any("vraagt de wet" in barrier.text for barrier in first.barriers)


@pytest.mark.parametrize("told", [(), ("ik beheer de agenda", "ik maak notulen", "ik boek reizen")])
def test_who_wants_to_grow_along_gets_the_own_function_first(knowledge: Knowledge, told: tuple[str, ...]) -> None:
    """Also where a function next door fits her words better, and where she must stay with the municipality."""
    stay = Criterion("ik ben 64 en blijf hier", CriterionKind.STAY_WITH_MUNICIPALITY, hard=True)
    for own in ("bestuurssecretaresse", "managementassistent"):
        person = Person(function_id=own, function_words=own, mentions=tuple(task(words) for words in told), direction=Direction.GROW_ALONG, criteria=(stay,))
        first = advise(person, knowledge, TODAY).suggestions[0]
        assert (first.function_id, first.route) == (own, Route.GROW_ALONG)
