"""Own words are shown with a task or a skill only where they are about it; what is only like it counts, but is not shown."""

from __future__ import annotations

from datetime import date

import pytest

from rules.advice import advise
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.person import Meaning, Mention, MentionKind, Person
from rules.weighing.alike import SKILL_WEIGHTS, TASK_WEIGHTS, Alike, chance
from rules.weighing.told import UNSURE, gather
from tests.evaluation.links import shown_skill, shown_task
from tests.evaluation.measures import read_set, share
from tests.rules.people import RIA, task

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(("half", "least"), [("tuning", 0.85), ("reported", 0.8)])
def test_of_the_tasks_that_are_shown_most_are_right(knowledge: Knowledge, half: str, least: float) -> None:
    right = [entry["is"] != "other" for entry in read_set(f"links_{half}.yml") if shown_task(knowledge, entry)]
    assert len(right) > 30
    assert share(right) >= least


@pytest.mark.parametrize(("half", "least"), [("tuning", 0.85), ("reported", 0.7)])
def test_of_the_skills_that_are_shown_most_are_right(knowledge: Knowledge, half: str, least: float) -> None:
    right = [entry["shows"] for entry in read_set(f"shown_skills_{half}.yml") if shown_skill(knowledge, entry)]
    assert len(right) > 30
    assert share(right) >= least


@pytest.mark.parametrize(
    ("said", "own", "task_id"),
    [
        ("sta aan de balie", "medewerker-burgerzaken", "chatbotspecialist"),
        ("rij met de bus", "buschauffeur", "glazenwasser"),
        ("regio", "beleidsmedewerker", "beleidsmedewerker-economie"),
    ],
)
def test_words_in_common_are_not_the_same_work(knowledge: Knowledge, said: str, own: str, task_id: str) -> None:
    alike = Alike(knowledge, knowledge.catalogue.functions[own])
    assert not any(alike.shows_task(said, each, 0.9) for each in knowledge.catalogue.functions[task_id].tasks)


def test_who_has_a_function_does_its_tasks(knowledge: Knowledge) -> None:
    own = knowledge.catalogue.functions["inkoopmedewerker"]
    assert Alike(knowledge, own).shows_task("bestel spullen", own.tasks[0], 0.5)
    assert not Alike(knowledge, own).shows_task("bestel spullen", own.tasks[0], 0.3)


@pytest.mark.parametrize(("said", "skill_id"), [("schrijf parkeerbonnen", "zakelijk-schrijven"), ("pas op mijn kleinkinderen", "begrijpelijk-uitleggen")])
def test_a_skill_that_is_only_like_what_was_said_is_not_shown(knowledge: Knowledge, said: str, skill_id: str) -> None:
    mention = Mention(MentionKind.SKILL, said, skill_id, knowledge.catalogue.skills[skill_id].label, Meaning.NOW, 0.9)
    assert gather(Person(mentions=(mention,)), knowledge).skills[skill_id].strength <= UNSURE


def test_a_skill_that_is_named_is_shown_even_in_one_word(knowledge: Knowledge) -> None:
    skill = next(skill for skill in knowledge.catalogue.skills.values() if " " not in skill.label)
    assert Alike(knowledge, None).shows_skill(skill.label, skill.id)


def test_more_of_any_sign_never_makes_it_less_likely() -> None:
    for weights in (TASK_WEIGHTS, SKILL_WEIGHTS):
        names = [name for name in weights if name]
        none = dict.fromkeys(names, 0.0)
        assert chance(weights, none) < 0.1
        assert all(chance(weights, {**none, name: 1.0}) > chance(weights, none) for name in names)


def test_words_go_by_how_they_were_meant(knowledge: Knowledge) -> None:
    said = {meaning: task(words, meaning) for meaning, words in ((Meaning.NOW, "ik bel leveranciers"), (Meaning.BEFORE, "ik bestel spullen"))}
    for mentions, expected in (
        ((said[Meaning.BEFORE],), "Dit lijkt op wat je eerder deed: “ik bestel spullen”."),
        (tuple(said.values()), "Dit lijkt op wat je al doet: “ik bel leveranciers”. Dit lijkt op wat je eerder deed: “ik bestel spullen”."),
        ((task("ik bestel spullen", Meaning.OUTSIDE_WORK),), "Dit lijkt op wat je buiten je werk doet: “ik bestel spullen”."),
    ):
        person = Person(function_id="administratief-medewerker", function_words="administratie", mentions=mentions)
        shown = next(item for item in advise(person, knowledge, TODAY).suggestions if item.function_id == "inkoopmedewerker")
        assert shown.opening.startswith(expected)


def test_notes_that_somebody_else_takes_now_are_not_what_you_do_already(knowledge: Knowledge) -> None:
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    said = "ik bel leveranciers. vroeger ook notulen maken maar dat doet nu iemand anders"
    person = Person(function_id="administratief-medewerker", function_words="administratie", mentions=extractor.extract(said))
    for item in advise(person, knowledge, TODAY).suggestions:
        for text in (item.opening, item.parts[0].because):
            done = text.partition("wat je al doet")[2].partition(".")[0]
            assert "notulen" not in done


def test_what_follows_from_the_function_is_told_apart_from_own_words(knowledge: Knowledge) -> None:
    for item in advise(RIA, knowledge, TODAY).suggestions:
        said = {mention.quote for mention in RIA.mentions}
        for each in item.evidence:
            assert (each.kind == "function") == (each.quote not in said)


def test_a_part_says_where_its_points_come_from(knowledge: Knowledge) -> None:
    for function in knowledge.catalogue.functions.values():
        told = (task(function.tasks[0].also[0]), task("ik doe nog van alles"))
        for item in advise(Person(function_id=function.id, mentions=told), knowledge, TODAY).suggestions[:1]:
            tasks, skills = item.parts[:2]
            assert "komen hier niet terug" not in tasks.because or tasks.points == 0 or "bij door" in tasks.because
            assert "weet ik nog niet of je ze hebt" not in skills.because or skills.points == 0 or "bij door" in skills.because


@pytest.mark.parametrize(
    ("said", "skill_id"),
    [
        ("eigen glazenwassersbedrijf", "ondernemen"),
        ("geef bijles wiskunde", "lesgeven"),
        ("geef pianoles", "lesgeven"),
        ("bezwaren afhandelen", "bezwaren-behandelen"),
        ("brommers opknappen", "technisch-inzicht"),
    ],
)
def test_a_name_of_several_words_is_known_in_any_form_and_in_a_compound(knowledge: Knowledge, said: str, skill_id: str) -> None:
    assert Alike(knowledge, None).shows_skill(said, skill_id)


@pytest.mark.parametrize(("said", "skill_id"), [("volg les", "lesgeven"), ("eigen auto wassen", "ondernemen"), ("bedrijf bezoeken", "ondernemen")])
def test_half_a_name_shows_nothing(knowledge: Knowledge, said: str, skill_id: str) -> None:
    assert not Alike(knowledge, None).shows_skill(said, skill_id)
