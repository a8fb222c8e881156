"""What holds for anybody, on the real catalogue: order, one skill more, hard criteria, three or fewer, an answer that can be kept."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.advise import sample_persons
from rules.advice import advise
from rules.answer import Advice
from rules.knowledge import Knowledge
from rules.person import Meaning, Person
from rules.serialise import advice_to_json
from rules.weighing.case import SHOWS
from rules.weighing.told import gather
from tests.rules.people import persons, skill
from tests.rules.test_advice import TODAY

ANYBODY = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def _judged(advice: Advice) -> dict[str, int]:
    return {item.function_id: item.fit for item in advice.suggestions} | {item.function_id: item.fit for item in advice.considered}


@ANYBODY
@given(data=st.data())
def test_the_order_in_which_facts_were_told_changes_no_conclusion(knowledge: Knowledge, data: st.DataObject) -> None:
    person = data.draw(persons(knowledge))
    mixed = dataclasses.replace(
        person,
        mentions=tuple(data.draw(st.permutations(person.mentions))),
        task_trends=tuple(data.draw(st.permutations(person.task_trends))),
        wish_words=tuple(data.draw(st.permutations(person.wish_words))),
        criteria=tuple(data.draw(st.permutations(person.criteria))),
        qualifications=tuple(data.draw(st.permutations(person.qualifications))),
        refused_sectors=person.refused_sectors[::-1],
        wish_sectors=person.wish_sectors[::-1],
    )
    one, other = advise(person, knowledge, TODAY), advise(mixed, knowledge, TODAY)
    assert [(item.function_id, item.fit, item.route, item.parts[0].points) for item in one.suggestions] == [
        (item.function_id, item.fit, item.route, item.parts[0].points) for item in other.suggestions
    ]
    assert [sorted(rule.rule_id for rule in item.fired) for item in one.suggestions] == [sorted(rule.rule_id for rule in item.fired) for item in other.suggestions]
    assert _judged(one) == _judged(other)
    assert one.own_work.quadrant == other.own_work.quadrant


def test_the_order_of_real_sentences_changes_no_fit(knowledge: Knowledge) -> None:
    """A particle at the beginning of one sentence was once put to the verb of the sentence before it."""
    for person in sample_persons(knowledge.catalogue, 30):
        one = advise(person, knowledge, TODAY)
        other = advise(dataclasses.replace(person, mentions=person.mentions[::-1]), knowledge, TODAY)
        assert _judged(one) == _judged(other)
        assert [item.function_id for item in one.suggestions] == [item.function_id for item in other.suggestions]


def test_a_skill_in_words_of_its_own_thins_the_tasks_a_little_and_nothing_else(knowledge: Knowledge) -> None:
    """The exception: a new sentence is also work that was told, so the other sentences weigh less in all words together, and so do skills
    that only follow from tasks they are like. Ten points at most, and two for the skills.
    """
    least = {"tasks": -10, "skills": -2}
    names = sorted(knowledge.catalogue.skills)
    for number, person in enumerate(sample_persons(knowledge.catalogue, 15)):
        label = knowledge.catalogue.skills[names[31 * number % len(names)]].label
        more = dataclasses.replace(skill(names[31 * number % len(names)]), quote=label, label=label)
        before = {item.function_id: item for item in advise(person, knowledge, TODAY).suggestions}
        for item in advise(dataclasses.replace(person, mentions=(*person.mentions, more)), knowledge, TODAY).suggestions:
            if item.function_id in before:
                changed = {one.name: one.points - other.points for one, other in zip(item.parts, before[item.function_id].parts, strict=True)}
                assert all(points >= least.get(name, 0) for name, points in changed.items()), (person, label, changed)


@ANYBODY
@given(data=st.data())
def test_the_same_told_twice_gives_the_same_bytes(knowledge: Knowledge, data: st.DataObject) -> None:
    person = data.draw(persons(knowledge))
    first = advice_to_json(advise(person, knowledge, TODAY))
    advise(Person(function_words="iemand anders"), knowledge, TODAY)
    assert advice_to_json(advise(person, knowledge, TODAY)) == first


@ANYBODY
@given(data=st.data())
def test_a_skill_more_never_lowers_the_fit_of_what_is_judged_both_times(knowledge: Knowledge, data: st.DataObject) -> None:
    """Said within words that were told anyway, now, before or outside work; only skills are new, one or several."""
    person = data.draw(persons(knowledge))
    own = [mention for mention in person.mentions if mention.meaning.is_evidence and mention.quote.strip()]
    if not own:
        return
    beside = own[0].quote
    extra = data.draw(st.lists(st.sampled_from(sorted(knowledge.catalogue.skills)), min_size=1, max_size=4, unique=True))
    more = tuple(dataclasses.replace(skill(name, own[0].meaning), quote=beside) for name in extra)
    before = _judged(advise(person, knowledge, TODAY))
    after = _judged(advise(dataclasses.replace(person, mentions=(*person.mentions, *more)), knowledge, TODAY))
    lower = {name: (fit, after[name]) for name, fit in before.items() if name in after and after[name] < fit}
    assert not lower


@ANYBODY
@given(data=st.data())
def test_a_hard_criterion_is_never_broken_nor_a_refused_sector_shown(knowledge: Knowledge, data: st.DataObject) -> None:
    person = data.draw(persons(knowledge))
    hard = dataclasses.replace(person, criteria=tuple(dataclasses.replace(criterion, hard=True) for criterion in person.criteria))
    for item in advise(hard, knowledge, TODAY).suggestions:
        assert not [check for check in item.criteria if check.met is False]
        refused = set(knowledge.catalogue.functions[item.function_id].sectors) & set(person.refused_sectors)
        assert not refused or item.function_id == person.function_id, item.function_id


@ANYBODY
@given(data=st.data())
def test_three_or_fewer_all_different_or_a_clear_word_about_what_is_missing(knowledge: Knowledge, data: st.DataObject) -> None:
    person = data.draw(persons(knowledge))
    advice = advise(person, knowledge, TODAY)
    shown = [item.function_id for item in advice.suggestions]
    assert len(shown) == len(set(shown)) <= 3
    assert shown or advice.note
    told = any(mention.meaning.is_evidence and mention.quote.strip() for mention in person.mentions)
    if not told and person.function_id not in knowledge.catalogue.functions:
        assert not shown and advice.note.startswith("Ik weet nog te weinig")


@pytest.mark.parametrize("meaning", [meaning for meaning in Meaning if not meaning.is_evidence])
def test_what_is_no_evidence_gives_no_skill_whatever_its_name(knowledge: Knowledge, meaning: Meaning) -> None:
    everything = tuple(skill(name, meaning) for name in sorted(knowledge.catalogue.skills))
    advice = advise(Person(mentions=everything), knowledge, TODAY)
    assert not advice.suggestions and advice.note.startswith("Ik weet nog te weinig")


def _called_missing(person: Person, knowledge: Knowledge) -> list[tuple[str, str, set[str]]]:
    """What the passport lists as known, or one card counts as had, and a card tells as missing, teaches, or does not count: function, how, skills."""
    known = {skill_id for skill_id, how in gather(person, knowledge).skills.items() if how.strength >= SHOWS}
    cards = advise(person, knowledge, TODAY).suggestions
    had = known | {gap.skill_id for card in cards for gap in card.has}
    labels = {knowledge.catalogue.skills[skill_id].label for skill_id in had}
    wrong: list[tuple[str, str, set[str]]] = []
    for card in cards:
        asked = {required.skill_id for required in knowledge.catalogue.functions[card.function_id].skills}
        wrong += [
            (card.function_id, "missing", {gap.skill_id for gap in card.missing} & had),
            (card.function_id, "taught", {step.skill_label for step in card.steps} & labels),
            (card.function_id, "had here or elsewhere alone", {gap.skill_id for gap in card.has} ^ (asked & had)),
        ]
    return [each for each in wrong if each[2]]


@ANYBODY
@given(data=st.data())
def test_what_somebody_can_do_is_nowhere_missing_nor_taught(knowledge: Knowledge, data: st.DataObject) -> None:
    assert not _called_missing(data.draw(persons(knowledge)), knowledge)


def test_what_somebody_can_do_by_real_sentences_is_nowhere_missing_nor_taught(knowledge: Knowledge) -> None:
    for person in sample_persons(knowledge.catalogue, 60):
        assert not _called_missing(person, knowledge)


def test_skills_in_their_own_words_are_nowhere_missing_nor_taught(knowledge: Knowledge) -> None:
    """Three skills of the present function or of any, each by a name of its own."""
    functions, skills = list(knowledge.catalogue.functions.values()), list(knowledge.catalogue.skills.values())
    for number, function in enumerate(functions[::6]):
        told = [knowledge.catalogue.skills[function.skills[-1].skill_id], skills[7 * number % len(skills)], skills[11 * number % len(skills)]]
        mentions = tuple(dataclasses.replace(skill(each.id), quote=each.label, label=each.label) for each in told)
        assert not _called_missing(Person(function_id=function.id, mentions=mentions), knowledge)
