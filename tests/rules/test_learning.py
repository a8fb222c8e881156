"""Steps to learn: one of each share, doing first, help on the spot where there is some, never a course alone."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain

from rules.advice import advise
from rules.answer import SkillGap
from rules.catalogue import Demand, SkillCategory
from rules.crafts import PLACES
from rules.knowledge import Knowledge
from rules.language.dutch import stem
from rules.language.text import WORD, fold
from rules.learning import first_steps
from rules.person import DigitalLevel, Direction, Person
from tests.rules.people import task


def gaps(knowledge: Knowledge, *skill_ids: str) -> list[SkillGap]:
    skills = knowledge.catalogue.skills
    return [SkillGap(item, skills[item].label, skills[item].category, True, 3) for item in skill_ids]


def test_every_skill_gives_one_step_of_seventy_twenty_and_ten(knowledge: Knowledge) -> None:
    for skill in knowledge.catalogue.skills.values():
        steps = first_steps(gaps(knowledge, skill.id), [], knowledge.catalogue.skills)
        assert [step.share for step in steps] == [70, 20, 10]
        assert steps[0].support == skill.support
        assert all(step.text and step.time for step in steps)


def test_the_most_important_gap_is_learned_by_doing_and_the_next_with_others(knowledge: Knowledge) -> None:
    first, second = "spreadsheets-gebruiken", "onderhandelen"
    steps = first_steps(gaps(knowledge, first, second), [], knowledge.catalogue.skills)
    labels = [knowledge.catalogue.skills[item].label for item in (first, second, first)]
    assert [step.skill_label for step in steps] == labels


def test_a_course_is_kept_for_knowledge_and_technique_where_there_is_a_choice(knowledge: Knowledge) -> None:
    skills = knowledge.catalogue.skills
    soft = next(item.id for item in skills.values() if item.category is SkillCategory.SOFT)
    hard = next(item.id for item in skills.values() if item.category is SkillCategory.PROFESSIONAL)
    assert first_steps(gaps(knowledge, soft, hard), [], skills)[2].skill_label == skills[hard].label
    assert first_steps(gaps(knowledge, soft), [], skills)[2].skill_label == skills[soft].label


def test_who_has_everything_deepens_what_grows(knowledge: Knowledge) -> None:
    skills = knowledge.catalogue.skills
    grows = next(item.id for item in skills.values() if item.demand is Demand.GROWS)
    shrinks = next(item.id for item in skills.values() if item.demand is Demand.SHRINKS)
    assert first_steps([], gaps(knowledge, shrinks, grows), skills)[0].skill_label == f"verder in: {skills[grows].label}"


def test_no_skills_at_all_give_no_steps(knowledge: Knowledge) -> None:
    assert first_steps([], [], knowledge.catalogue.skills) == ()


def test_every_skill_of_a_function_can_be_learned(knowledge: Knowledge) -> None:
    asked = set(chain.from_iterable((item.skill_id for item in function.skills) for function in knowledge.catalogue.functions.values()))
    assert asked <= set(knowledge.catalogue.skills)


def test_three_gaps_give_three_different_steps(knowledge: Knowledge) -> None:
    for function in knowledge.catalogue.functions.values():
        steps = first_steps(gaps(knowledge, *(item.skill_id for item in function.skills)), [], knowledge.catalogue.skills, function)
        first = {knowledge.catalogue.skills[item.skill_id].label for item in function.skills[:3]}
        assert {step.skill_label for step in steps} == first


def test_no_step_of_doing_or_with_others_names_quite_other_work(knowledge: Knowledge) -> None:
    caretaker = knowledge.catalogue.functions["schoolconcierge"]

    def fits(text: str) -> bool:
        return not knowledge.crafts.foreign(text, caretaker)

    steps = first_steps(gaps(knowledge, "technisch-inzicht", "kinderen-begeleiden", "klein-onderhoud-doen"), [], knowledge.catalogue.skills, caretaker, fits)
    assert not any("cv-ketel" in step.text or "pedagogisch medewerker" in step.text for step in steps)
    assert all(fits(step.text) for step in steps)
    assert "kleine reparaties" in steps[0].text


def test_what_colleagues_in_the_municipality_do_may_be_named(knowledge: Knowledge) -> None:
    functions = knowledge.catalogue.functions
    assert not knowledge.crafts.foreign("Vraag een inkoopmedewerker wat er na jouw bestelling gebeurt.", functions["schoolconcierge"])
    assert knowledge.crafts.foreign("Loop een dag mee met de pedagogisch medewerker.", functions["schoolconcierge"])
    assert not knowledge.crafts.foreign("Loop een dag mee met de pedagogisch medewerker.", functions["pedagogisch-medewerker"])


def test_essential_gaps_come_first_then_those_of_the_craft(knowledge: Knowledge) -> None:
    person = Person(function_words="kantoor", mentions=(task("bel leveranciers"), task("bestel spullen"), task("zet stoelen neer")))
    for item in advise(person, knowledge, date(2026, 12, 1)).suggestions:
        order = [(not gap.essential, knowledge.crafts.general(gap.skill_id)) for gap in item.missing]
        assert order == sorted(order)


def test_a_skill_that_many_functions_ask_is_of_no_craft(knowledge: Knowledge) -> None:
    asked = Counter(required.skill_id for function in knowledge.catalogue.functions.values() for required in function.skills)
    of_a_craft = [identity for identity, _ in asked.most_common() if knowledge.catalogue.skills[identity].category is not SkillCategory.SOFT]
    assert knowledge.crafts.general(of_a_craft[0]) and asked[of_a_craft[0]] > len(knowledge.catalogue.functions) / 6
    assert not knowledge.crafts.general(of_a_craft[-1])


def test_no_step_stands_on_two_cards(knowledge: Knowledge) -> None:
    for function in list(knowledge.catalogue.functions.values())[::6]:
        told = tuple(task(item.also[0]) for item in function.tasks[:4])
        # Who says to be no hand with computers gets the same rule for every card: its step stands on one.
        person = Person(function_words="kantoor", mentions=told, digital_level=DigitalLevel(1, 1))
        cards = advise(person, knowledge, date(2026, 12, 1)).suggestions
        texts = [step.text for card in cards for step in card.steps]
        assert len(set(texts)) == len(texts)
        assert all([step.share for step in card.steps] == [70, 20, 10] for card in cards)


def test_a_rule_says_so_when_its_step_stands_on_another_card(knowledge: Knowledge) -> None:
    told = tuple(task(item.also[0]) for item in knowledge.catalogue.functions["projectondersteuner"].tasks[:4])
    cards = advise(Person(function_words="kantoor", mentions=told, digital_level=DigitalLevel(1, 1)), knowledge, date(2026, 12, 1)).suggestions
    effects = [rule.effect for card in cards for rule in card.fired if rule.rule_id == "digitaal-een-stap"]
    assert len(effects) > 1
    assert ["eerste stap om te leren" in effect for effect in effects] == [True] + [False] * (len(effects) - 1)


def test_a_step_in_a_place_that_the_work_does_not_have_does_not_belong(knowledge: Knowledge) -> None:
    functions = knowledge.catalogue.functions
    step = "Sta een ochtend mee aan de balie en tel de vragen."
    assert knowledge.crafts.foreign(step, functions["installatiemonteur"])
    assert not knowledge.crafts.foreign(step, functions["medewerker-burgerzaken"])
    meeting = "Luister een raadsavond mee en schrijf op wat er besloten is."
    assert knowledge.crafts.foreign(meeting, functions["kok"])
    assert not knowledge.crafts.foreign(meeting, functions["bestuursadviseur"])


def test_skills_that_very_different_work_asks_have_steps_for_all_of_it(knowledge: Knowledge) -> None:
    asked: dict[str, set[str]] = {}
    for function in knowledge.catalogue.functions.values():
        for item in function.skills:
            asked.setdefault(item.skill_id, set()).add(function.sector)
    wide = [knowledge.catalogue.skills[skill_id] for skill_id, sectors in asked.items() if len(sectors) >= 6]
    assert len(wide) > 15
    out_of_place = [step.text for skill in wide for step in skill.learning if any(place & stems(step.text) for place in PLACES)]
    assert not out_of_place


def test_nobody_is_sent_to_look_at_the_own_work(knowledge: Knowledge) -> None:
    teacher = knowledge.catalogue.functions["docent-mbo"]
    assert knowledge.crafts.about("Ga mee op twee stagebezoeken van een docent mbo.", teacher)
    assert not knowledge.crafts.about("Ga mee op twee stagebezoeken van een collega.", teacher)


def test_growing_along_brings_no_other_employer(knowledge: Knowledge) -> None:
    for function in knowledge.catalogue.functions.values():
        if function.municipal:
            continue
        person = Person(function_id=function.id, function_words=function.title, direction=Direction.GROW_ALONG, mentions=(task(function.tasks[0].text),))
        own = advise(person, knowledge, date(2026, 12, 1)).suggestions[0]
        assert own.function_id == function.id
        assert not any("andere werkgever" in barrier.text or "Gemeenten betalen" in barrier.text for barrier in own.barriers)
        assert not any(rule.rule_id == "route-blijven-gaat-voor" for rule in own.fired)


def stems(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(fold(text))}
