"""Why not: any function of the catalogue, the heaviest reason first, and help that was tried out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.advice import advise
from rules.contrast.changes import Learned, changed
from rules.contrast.obstacles import Hindrance
from rules.contrast.why_not import in_sentences, why_not
from rules.errors import UnknownName
from rules.knowledge import Knowledge
from rules.person import Criterion, CriterionKind, Meaning, Person
from tests.rules.people import ALFRED, RIA, persons, task
from tests.rules.sentences import unreadable
from tests.rules.test_what_if import ANYBODY, CARER, EARLY_RIA, TODAY


def kinds(person: Person, function_id: str, knowledge: Knowledge) -> list[Hindrance]:
    return [each.kind for each in why_not(person, function_id, knowledge, TODAY).obstacles]


@ANYBODY
@given(data=st.data())
def test_every_function_is_shown_or_kept_out_by_something(knowledge: Knowledge, data: st.DataObject) -> None:
    person, function_id = data.draw(persons(knowledge)), data.draw(st.sampled_from(sorted(knowledge.catalogue.functions)))
    advice, found = advise(person, knowledge, TODAY), why_not(person, function_id, knowledge, TODAY)
    assert found.shown == (function_id in {each.function_id for each in advice.suggestions})
    assert found.shown == (not found.obstacles)
    order = list(Hindrance)
    assert [each.kind for each in found.obstacles] == sorted((each.kind for each in found.obstacles), key=order.index)
    assert all(each.short >= 0 for each in found.obstacles)
    assert in_sentences(found)[0].startswith(found.title)
    assert not unreadable([*(each.text for each in found.obstacles), *in_sentences(found)])


@pytest.mark.parametrize("person", [RIA, ALFRED, EARLY_RIA, CARER])
def test_it_says_the_same_fit_as_the_advice_that_considered_it(knowledge: Knowledge, person: Person) -> None:
    for other in advise(person, knowledge, TODAY).considered[:6]:
        found = why_not(person, other.function_id, knowledge, TODAY)
        assert (found.fit, found.obstacles[0].kind.is_barred) == (other.fit, other.excluded)


def test_what_breaks_a_must_is_told_first_and_what_it_would_be_as_a_wish(knowledge: Knowledge) -> None:
    assert kinds(CARER, "verpleegkundige", knowledge) == [Hindrance.CRITERION]
    told = " ".join(in_sentences(why_not(CARER, "verpleegkundige", knowledge, TODAY)))
    assert "past niet bij je eis “geen avonden”" in told and "Was dat een wens en geen eis, dan zou ik het wel laten zien." in told
    assert kinds(EARLY_RIA, "kok", knowledge)[:2] == [Hindrance.CRITERION, Hindrance.TOO_FAR]
    assert "Ook als dat een wens was" in in_sentences(why_not(EARLY_RIA, "kok", knowledge, TODAY))[1]


def test_a_refused_sector_is_an_exclusion_with_its_rule(knowledge: Knowledge) -> None:
    first = why_not(replace(RIA, refused_sectors=("zorg",)), "verzorgende-ig", knowledge, TODAY).obstacles[0]
    assert first.kind is Hindrance.EXCLUDED
    assert first.rule_id in {rule.id for rule in knowledge.rulebook.rules} and first.source


def test_too_far_says_how_many_points_it_lacks_and_in_which_part(knowledge: Knowledge) -> None:
    found = why_not(RIA, "kok", knowledge, TODAY)
    first = found.obstacles[0]
    assert first.kind is Hindrance.TOO_FAR and found.fit + first.short == 30
    assert [lag.points for lag in found.lags] == sorted((lag.points for lag in found.lags), reverse=True)
    assert "koken voor veel mensen" in {gap.label for gap in found.missing}
    long_way = why_not(RIA, "verpleegkundige", knowledge, TODAY).obstacles[0]
    assert "langere weg" in long_way.text and long_way.rule_id


def test_nearly_the_same_work_as_one_that_is_shown_is_told_as_such(knowledge: Knowledge) -> None:
    functions = knowledge.catalogue.functions
    pair = ("energieadviseur", "isolatieadviseur")
    person = Person(function_words="van alles", mentions=tuple(task(item.also[0]) for each in pair for item in functions[each].tasks[:4]))
    shown = {each.function_id for each in advise(person, knowledge, TODAY).suggestions}
    other = next(each for each in pair if each not in shown)
    found = why_not(person, other, knowledge, TODAY)
    assert [each.kind for each in found.obstacles] == [Hindrance.SAME_WORK]
    assert "bijna hetzelfde werk" in in_sentences(found)[0] and not found.enough


def test_skills_that_are_said_to_be_enough_really_are(knowledge: Knowledge) -> None:
    found = why_not(RIA, "functioneel-applicatiebeheerder", knowledge, TODAY)
    assert found.enough and "zou ik het wel laten zien" in " ".join(in_sentences(found))
    person = RIA
    for gap in found.enough:
        assert not why_not(person, found.function_id, knowledge, TODAY).shown
        person = changed(person, Learned(gap.skill_id), knowledge)
    assert why_not(person, found.function_id, knowledge, TODAY).shown


def test_who_told_nothing_hears_that_first(knowledge: Knowledge) -> None:
    assert kinds(Person(), "kok", knowledge) == [Hindrance.TOO_LITTLE_TOLD]
    assert in_sentences(why_not(Person(), "kok", knowledge, TODAY))[0].startswith("Kok staat er niet bij")


def test_work_that_was_refused_is_told_with_the_own_words(knowledge: Knowledge) -> None:
    cook = knowledge.catalogue.functions["kok"]
    person = replace(RIA, mentions=(*RIA.mentions, replace(task("koken", Meaning.UNWANTED), concept_id=cook.tasks[0].id)))
    found = why_not(person, "kok", knowledge, TODAY)
    assert found.obstacles[0].kind in {Hindrance.EXCLUDED, Hindrance.TOO_FAR}
    assert any("koken" in each.text for each in found.obstacles) or found.against


def test_a_wish_that_is_not_met_bars_nothing(knowledge: Knowledge) -> None:
    wish = Criterion("geen avonden", CriterionKind.NO_IRREGULAR_HOURS, hard=False)
    assert Hindrance.CRITERION not in kinds(replace(RIA, criteria=(wish,)), "kok", knowledge)


def test_what_is_shown_is_said_to_be_shown(knowledge: Knowledge) -> None:
    found = why_not(RIA, "inkoopmedewerker", knowledge, TODAY)
    assert found.shown and in_sentences(found) == ["Inkoopmedewerker staat er juist wel bij."]


def test_a_function_that_does_not_exist_is_named(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownName, match="tovenaar"):
        why_not(RIA, "tovenaar", knowledge, TODAY)
