"""The present work: what a person says of a task goes before the profile, and where somebody is on the way."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from rules.advice import advise
from rules.answer import Outlook, OwnWork, Phase
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge, prepare
from rules.person import Direction, Person, TaskTrend, Trend
from tests.rules.people import RIA

TODAY = date(2026, 12, 1)
DECIDES = """
- id: taak-binnen-drie-jaar
  title: Een taak die al snel verandert
  models: [M2, M4]
  about: own-task
  when:
    task: {outlook: verandert, term: immediate, because: {known: true}}
  then:
    - outlook: {is: verdwijnt, text: "binnenkort, want {task.because}"}
  because: "In het profiel staat dat dit binnen drie jaar verandert."
  source: oordeel van dit project
  valid_from: 2026-01-01
  author: redactie
"""


def own_work(knowledge: Knowledge, **told: object) -> OwnWork:
    return advise(dataclasses.replace(RIA, **told), knowledge, TODAY).own_work  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("direction", "phase", "offered"),
    [
        (None, Phase.AWARENESS, "niets te kiezen"),
        (Direction.GROW_ALONG, Phase.PROFESSIONALISATION, "leidinggevende"),
        (Direction.ADD_ROLE, Phase.PROFESSIONALISATION, "een paar uur"),
        (Direction.CHANGE_OCCUPATION, Phase.MOBILITY, "transfercoach"),
    ],
)
def test_the_phase_follows_the_direction_and_brings_its_own_offer(knowledge: Knowledge, direction: Direction | None, phase: Phase, offered: str) -> None:
    own = own_work(knowledge, direction=direction)
    assert own.phase is phase and offered in own.offer
    assert any(rule.rule_id.startswith("fase-") for rule in own.fired)


def test_who_sees_work_shrink_and_chose_nothing_is_offered_to_talk_about_it(knowledge: Knowledge) -> None:
    own = own_work(knowledge, task_trends=(TaskTrend("ik bestel spullen", Trend.SHRINKS),))
    assert own.phase is Phase.AWARENESS and "collega" in own.offer


def test_what_a_person_says_of_a_task_is_a_rule_that_can_be_asked_for(knowledge: Knowledge) -> None:
    own = own_work(knowledge, task_trends=(TaskTrend("ik bestel spullen", Trend.SHRINKS), TaskTrend("ik bel", Trend.GROWS), TaskTrend("ik plan", Trend.SAME)))
    told = [(task.text, task.outlook) for task in own.tasks if task.from_person]
    assert told == [("ik bestel spullen", Outlook.DISAPPEARS), ("ik bel", Outlook.STAYS), ("ik plan", Outlook.STAYS)]
    assert [rule.rule_id for rule in own.fired if rule.rule_id.startswith("taak-")] == ["taak-wordt-minder", "taak-wordt-meer", "taak-blijft-gelijk"]


def test_a_rule_about_a_task_goes_before_the_profile(knowledge: Knowledge) -> None:
    rulebook = parse_rulebook({"regels.yml": DECIDES}, "proef")
    other = prepare(knowledge.catalogue, rulebook, knowledge.labour_market, knowledge.scales, knowledge.examples, product=knowledge.product)
    profile = next(item for item in knowledge.catalogue.functions.values() if any(str(task.term) == "immediate" and task.outlook is Outlook.CHANGES for task in item.tasks))
    own = advise(Person(function_id=profile.id), other, TODAY).own_work
    changed = [task for task in own.tasks if task.because.startswith("binnenkort, want ")]
    assert changed and all(task.outlook is Outlook.DISAPPEARS for task in changed)
    assert [rule.rule_id for rule in own.fired] == ["taak-binnen-drie-jaar"]
    assert advise(Person(function_id=profile.id, task_trends=(TaskTrend("ik bel", Trend.GROWS),)), other, TODAY).own_work.tasks == own.tasks


def test_an_instrument_of_hr_is_for_the_coach_with_its_own_reason(knowledge: Knowledge) -> None:
    advice = advise(dataclasses.replace(RIA, direction=Direction.CHANGE_OCCUPATION), knowledge, TODAY)
    notes = [note for part in (advice.own_work, *advice.suggestions) for note in part.for_coach]
    assert notes and all(note.instrument and note.because and "§" in note.source and note.version == advice.versions.rulebook for note in notes)
    shown = {rule.rule_id for part in (advice.own_work, *advice.suggestions) for rule in part.fired}
    assert not shown & {note.rule_id for note in notes}


def test_no_card_asks_more_than_two_questions_and_every_arrangement_ends_with_hr(knowledge: Knowledge) -> None:
    for function_id in ("administratief-medewerker", "medewerker-postregistratie", "parkeerhandhaver"):
        for direction in (None, Direction.CHANGE_OCCUPATION):
            advice = advise(dataclasses.replace(RIA, function_id=function_id, direction=direction), knowledge, TODAY)
            for suggestion in advice.suggestions:
                assert len(suggestion.questions) <= 2
                assert all(arrangement.text.endswith("HR beslist.") for arrangement in suggestion.arrangements)


def test_what_the_own_work_asks_is_never_missing_elsewhere(knowledge: Knowledge) -> None:
    """Useful skills of the present function too: who visits people at home need not learn to visit people at home."""
    for own in ("wmo-consulent", "boa", "medewerker-klantcontactcentrum"):
        asked = {skill.skill_id for skill in knowledge.catalogue.functions[own].skills}
        advice = advise(Person(function_id=own, function_words=own, direction=Direction.CHANGE_OCCUPATION), knowledge, TODAY)
        assert advice.suggestions
        assert not asked & {gap.skill_id for one in advice.suggestions for gap in one.missing}
