"""What is shown as 'dit doe je al' is about the same work; what is only like it counts, but is not shown."""

from __future__ import annotations

from datetime import date

import pytest

from rules.advice import advise
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.person import Meaning, Mention, MentionKind, Person
from rules.weighing.told import UNSURE, gather
from tests.evaluation.links import SETS, shown
from tests.evaluation.measures import read_set, share
from tests.rules.people import RIA, task

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "wording"),
    [
        ("sta aan de balie", "baliecollega's trainen met echte gevallen"),
        ("leid het teamoverleg", "het verslag van het teamoverleg"),
        ("toets bouwtekeningen", "bouwtekeningen scannen"),
        ("lopen door de stad", "post lopen door het stadhuis"),
        ("kolken laten zuigen", "kolken zuigen"),
        ("kabels", "kabels lassen"),
        ("haal afval op", "ik haal op wat mensen ervan vinden"),
    ],
)
def test_words_in_common_are_not_the_same_deed(knowledge: Knowledge, said: str, wording: str) -> None:
    assert not knowledge.matcher.shares_words(said, [wording])


@pytest.mark.parametrize(
    ("said", "wording"),
    [("bel leveranciers", "ik bel leveranciers"), ("schrijf bonnen uit", "bonnen schrijven"), ("ik was in het weekend ramen", "ik was ramen")],
)
def test_the_same_deed_with_the_same_things_is(knowledge: Knowledge, said: str, wording: str) -> None:
    assert knowledge.matcher.shares_words(said, [wording])


@pytest.mark.parametrize(("file", "least"), [(file, least) for (_, file), least in zip(SETS, (0.9, 0.8), strict=True)])
def test_of_what_is_shown_most_is_right(knowledge: Knowledge, file: str, least: float) -> None:
    judged = [(shown(knowledge.matcher, knowledge.catalogue, entry["says"], entry["task"]), entry["same"]) for entry in read_set(file)]
    assert sum(is_shown for is_shown, _ in judged) > 20
    assert share(same for is_shown, same in judged if is_shown) >= least


@pytest.mark.parametrize(("said", "skill_id"), [("schrijf parkeerbonnen", "zakelijk-schrijven"), ("pas op mijn kleinkinderen", "begrijpelijk-uitleggen")])
def test_a_skill_that_is_only_like_what_was_said_is_not_shown(knowledge: Knowledge, said: str, skill_id: str) -> None:
    mention = Mention(MentionKind.SKILL, said, skill_id, knowledge.catalogue.skills[skill_id].label, Meaning.NOW, 0.9)
    assert gather(Person(mentions=(mention,)), knowledge).skills[skill_id].strength <= UNSURE


def test_words_go_by_how_they_were_meant(knowledge: Knowledge) -> None:
    said = {meaning: task(words, meaning) for meaning, words in ((Meaning.NOW, "ik bel leveranciers"), (Meaning.BEFORE, "ik bestel spullen"))}
    for mentions, expected in (
        ((said[Meaning.BEFORE],), "Dit deed je eerder, en het komt hier terug: “ik bestel spullen”."),
        (tuple(said.values()), "Dit doe je al, en het komt hier terug: “ik bel leveranciers”. Dit deed je eerder: “ik bestel spullen”."),
        ((task("ik bestel spullen", Meaning.OUTSIDE_WORK),), "Dit doe je buiten je werk, en het komt hier terug: “ik bestel spullen”."),
    ):
        person = Person(function_id="administratief-medewerker", function_words="administratie", mentions=mentions)
        shown_ = next(item for item in advise(person, knowledge, TODAY).suggestions if item.function_id == "inkoopmedewerker")
        assert shown_.opening.startswith(expected)


def test_notes_that_somebody_else_takes_now_are_not_what_you_do_already(knowledge: Knowledge) -> None:
    extractor = Extractor(knowledge.catalogue, knowledge.examples, knowledge.language)
    said = "ik bel leveranciers. vroeger ook notulen maken maar dat doet nu iemand anders"
    person = Person(function_id="administratief-medewerker", function_words="administratie", mentions=extractor.extract(said))
    for item in advise(person, knowledge, TODAY).suggestions:
        for text in (item.opening, item.parts[0].because):
            done = text.partition("Dit doe je al")[2].partition(".")[0]
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
