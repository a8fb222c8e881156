"""Verdicts become cases that the rules can be put to, without a word that somebody said; with the real rules and catalogue."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge
from rules.person import Meaning, Mention, MentionKind, Person, TaskTrend, Trend
from skills_passport.casework import coach as coaching
from skills_passport.casework.anonymous import without_words
from skills_passport.casework.judged import judged_suggestions
from skills_passport.casework.regression import (
    Finding,
    RegressionCase,
    cases_from_json,
    cases_to_json,
    regression_cases,
    replayed,
)
from skills_passport.casework.verdicts import Outcome, Reason, Signal
from skills_passport.errors import CasesInvalid
from skills_passport.guidance import advise_and_store
from skills_passport.sqlite_store import SqliteStore
from tests.skills_passport.casework.casework_world import VERSIONS, World

DATA = Path(__file__).parents[3] / "data"
TODAY = date(2026, 12, 1)
AT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(DATA)


def told(knowledge: Knowledge, marks: bool = True) -> dict[str, Any]:
    """Answers of a clerk about tasks that the catalogue knows, with a canary in every own word."""
    mark = "canary" if marks else ""
    tasks = knowledge.catalogue.functions["inkoopmedewerker"].tasks[:3]
    mentions = [
        {"kind": "task", "quote": f"{task.text} {mark}", "concept_id": task.id, "label": f"{mark} label", "meaning": "now", "confidence": 0.9} for task in tasks
    ]
    mentions.append({"kind": "task", "quote": f"{mark} grafuitgifte", "concept_id": None, "label": f"{mark} graf", "meaning": "now", "confidence": 0.5})
    return {
        "function": {"function_id": "administratief-medewerker", "words": f"{mark} adm"},
        "region": {"region_id": "west-brabant", "words": f"{mark} Breda"},
        "tasks": {"messages": [f"{mark} bericht"], "mentions": mentions},
        "trends": {"trends": [{"quote": f"{tasks[0].text} {mark}", "trend": "shrinks"}, {"quote": f"{mark} iets", "trend": "grows"}]},
        "wishes": {"words": [f"{mark} wens"], "sectors": [], "mentions": []},
        "criteria": {"criteria": [{"words": f"{mark} avonden", "kind": "no-nights", "hard": True}, {"words": f"{mark} sfeer", "kind": "other", "hard": False}]},
    }


@pytest.fixture
def judged_world(store: SqliteStore, clock: Any, at: datetime, knowledge: Knowledge) -> World:
    """A clerk who was really advised, and a coach who rejected the first suggestion with a signal and accepted the second."""
    world = World(store, at, clock)
    answers = told(knowledge)

    def told_all(passport: Any) -> Any:
        for question, value in answers.items():
            passport = passport.with_answer(question, value, words="canary typed", at=at)
        return passport

    store.change("m1", told_all, actor="bot", action="answer")
    advice = advise_and_store(store, "m1", knowledge, TODAY, "bot")
    assert len(advice.suggestions) >= 2
    case = world.share("m1", "coach-canary", name="canary")
    advice_id = world.passport("m1").advices[-1].id
    found = world.judge(
        case, "coach-canary", 0, advice_id=advice_id, function_id=advice.suggestions[0].function_id, signal=Signal.BARRIER_OVERLOOKED, words="canary reden",
    )
    found = world.judge(case, "coach-canary", found.version, advice_id=advice_id, function_id=advice.suggestions[1].function_id, outcome=Outcome.ACCEPT, reason=Reason.FITS)
    coaching.close_case(store, case, "coach-canary", at=at)
    return world


def exported(world: World, knowledge: Knowledge, with_words: bool = False) -> tuple[RegressionCase, ...]:
    judged = judged_suggestions(world.store, actor="operator", action="export-verdicts")
    return tuple(regression_cases(judged, knowledge, TODAY, with_words=with_words))


def test_no_own_word_code_or_coach_is_in_the_cases(judged_world: World, knowledge: Knowledge) -> None:
    text = cases_to_json(exported(judged_world, knowledge))
    passport = judged_world.passport("m1")
    for word in ("canary", '"m1"', "coach", passport.casework.shares[0].case, passport.advices[-1].id):
        assert word not in text
    first = json.loads(text)["cases"][0]
    assert (first["person_number"], first["outcome"], first["reason"], first["signal"], first["place"]) == (1, "reject", "criterion", "barrier-overlooked", 1)
    assert first["versions"]["catalogue"] == knowledge.versions.catalogue
    assert first["person"]["function_id"] == "administratief-medewerker" and len(first["person"]["mentions"]) == 3
    assert first["left_out"] == 4  # an unknown task, a change in it, a wish and a criterion that only a coach can weigh


def test_with_words_they_are_there(judged_world: World, knowledge: Knowledge) -> None:
    text = cases_to_json(exported(judged_world, knowledge, with_words=True))
    assert "canary grafuitgifte" in text and "canary reden" in text
    assert [case.left_out for case in cases_from_json(text)] == [0, 0]


def test_cases_come_back_as_they_were(judged_world: World, knowledge: Knowledge) -> None:
    for with_words in (True, False):
        cases = exported(judged_world, knowledge, with_words)
        assert cases_from_json(cases_to_json(cases)) == cases and len(cases) == 2


def test_a_case_is_put_to_the_rules_of_today(judged_world: World, knowledge: Knowledge) -> None:
    rejected, accepted = exported(judged_world, knowledge, with_words=True)
    assert replayed(rejected, knowledge, TODAY) is Finding.STILL_SUGGESTED
    assert replayed(accepted, knowledge, TODAY) is Finding.AS_JUDGED
    assert replayed(replace(rejected, signal=None), knowledge, TODAY) is Finding.PERSONAL
    silent = Person(region_id="west-brabant")
    assert replayed(replace(accepted, person=silent), knowledge, TODAY) is Finding.NOT_SUGGESTED
    assert replayed(replace(rejected, person=silent), knowledge, TODAY) is Finding.AS_JUDGED
    added = replace(rejected, outcome=Outcome.ADD, place=0)
    assert replayed(added, knowledge, TODAY) is Finding.AS_JUDGED
    assert replayed(replace(added, function_id="kok"), knowledge, TODAY) is Finding.NOT_YET
    for unknown in (replace(rejected, words_needed=True), replace(rejected, function_id="gone")):
        assert replayed(unknown, knowledge, TODAY) is Finding.CANNOT_TELL


def test_a_case_that_rests_on_own_words_says_so(judged_world: World, knowledge: Knowledge) -> None:
    """Who told only what the catalogue does not know is advised on own words, and without them on nothing."""
    (judged, *_) = judged_suggestions(judged_world.store, actor="operator", action="export-verdicts")
    stored = {**json.loads(judged.advice.person), "function_id": None}
    for mention in stored["mentions"]:
        mention["concept_id"] = None
    only_words = replace(judged, advice=replace(judged.advice, person=json.dumps(stored)))
    (case,) = regression_cases([only_words], knowledge, TODAY, with_words=False)
    assert case.person.mentions == () and case.words_needed
    (case,) = regression_cases([only_words], knowledge, TODAY, with_words=True)
    assert not case.words_needed and len(case.person.mentions) == 4


def test_ids_and_meanings_stay_without_words(knowledge: Knowledge) -> None:
    skill = next(iter(knowledge.catalogue.skills.values()))
    mentions = (
        Mention(MentionKind.SKILL, "own", skill.id, "own", Meaning.UNWANTED, 0.5),
        Mention(MentionKind.SKILL, "own", "gone", "own", Meaning.NOW, 0.5),
        Mention(MentionKind.TASK, "own", "gone/gone", "own", Meaning.NOW, 0.5),
    )
    person = Person(function_words="own", mentions=mentions, task_trends=(TaskTrend("own", Trend.GROWS),), refused_sectors=("zorg",), qualifications=("vog",))
    stripped, left_out = without_words(person, knowledge.catalogue)
    assert stripped.mentions == (Mention(MentionKind.SKILL, skill.label, skill.id, skill.label, Meaning.UNWANTED, 0.5),)
    assert (stripped.refused_sectors, stripped.qualifications, stripped.function_words) == (("zorg",), ("vog",), "")
    assert "own" not in repr(stripped).replace("unwanted", "").replace("UNWANTED", "").replace("known", "") or skill.label.count("own")
    assert left_out == 3


@pytest.mark.parametrize(("text", "told"), [("", "JSON"), ("[]", "format"), ('{"format": "x", "version": 1}', "format"), ("[" * 100_000, "JSON")])
def test_a_file_that_holds_no_cases_is_said(text: str, told: str) -> None:
    with pytest.raises(CasesInvalid, match=told):
        cases_from_json(text)


def test_a_wrong_field_is_named_and_not_shown() -> None:
    case = RegressionCase(
        person_number=1, versions=VERSIONS, function_id="kok", place=1, outcome=Outcome.REJECT, reason=Reason.OTHER, signal=None, words=True,
        note="secret", left_out=0, words_needed=False, person=Person(),
    )
    document = json.loads(cases_to_json([case]))
    document["cases"][0]["reason"] = "secret-reason"
    with pytest.raises(CasesInvalid, match=r"cases\.0\.reason") as refusal:
        cases_from_json(json.dumps(document))
    assert "secret-reason" not in str(refusal.value)
