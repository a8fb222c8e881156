"""Passports to make documents of: a whole one with an advice, an empty one, a huge one, and one with odd signs in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter

from portal.documents.dossier import Dossier, dossier_of
from portal.passport_view import view_of
from rules.advice import advise
from rules.knowledge import Knowledge
from rules.person import Person
from rules.serialise import advice_to_json
from skills_passport.casework.plan import PlanChange, StepState
from skills_passport.casework.planning import suggested_in
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party
from skills_passport.casework.verdicts import Outcome, Reason, Verdict
from skills_passport.model import SkillsPassport, StoredAdvice
from tests.browser.conftest import browser  # noqa: F401  (fixture)
from tests.portal.conftest import AT, mention, whole_passport
from tests.server import ROOT

TODAY = date(2026, 11, 26)
LONG = "arbeidsmarktvaardighedenontwikkelingsprogrammacoördinatie"
ODD = "مرحبا بالعالم \U0001f600 \u202egnol\u202c \x00\x07=1+1 \u0e01\U00020000"
SHARED = Path(os.environ.get("WIJZER_SHARED_DATA", ROOT.parent / "shared" / "data"))
CONFIRMED = {
    "skills": [
        {"skill_id": "plannen-en-organiseren", "proof": "coach", "by": "Carla Coach", "on": "2026-11-20", "words": "Ze regelde een week vol afspraken.", "level": 3},
        {"skill_id": "facturen-verwerken", "proof": "certificate", "by": "ROC West", "on": "2024-05-01", "words": "Certificaat boekhouden"},
    ],
}


@pytest.fixture(scope="session")
def knowledge(application: FastAPI) -> Knowledge:
    found: Knowledge = application.state.live.now.knowledge
    return found


@pytest.fixture(scope="session")
def make_dossier(knowledge: Knowledge) -> Callable[[SkillsPassport], Dossier]:
    return lambda passport: dossier_of(passport, view_of(passport, (), knowledge, TODAY), knowledge, TODAY, {CARLA: "Carla de Wit"})


CARLA, GONE = "c4f2a", "c0ffee"
"""Ids of a coach who is known, and of one who is no longer."""


def empty_passport() -> SkillsPassport:
    return SkillsPassport(owner="m" + "0" * 32, created_at=AT, updated_at=AT, version=1)


def advised(passport: SkillsPassport, knowledge: Knowledge) -> SkillsPassport:
    """The passport with an advice for what it tells now, and its second suggestion chosen."""
    person = passport.person()
    advice = advise(person, knowledge, TODAY)
    kept = StoredAdvice("a1", AT, advice.versions, TypeAdapter(Person).dump_json(person).decode(), advice_to_json(advice))
    chosen = advice.suggestions[1]
    return passport.with_advice(kept).with_answer("choice", {"function_id": chosen.function_id, "words": chosen.title}, words="", at=AT)


def planned_together(passport: SkillsPassport, added: str) -> SkillsPassport:
    """With a step of the employee that a coach agreed to, one of a coach who is gone, one from the advice and one that was dropped; the first
    suggestion rejected by a coach, and `added` put beside them by one who is gone."""
    by_carla: dict[str, Any] = {"by": Party.COACH, "coach": CARLA}
    changes = (
        ("s1", 10, "Cursus inkoop", Party.EMPLOYEE, StepState.PROPOSED, {"by": Party.EMPLOYEE}),
        ("s2", 70, "Meekijken bij de\u202e balie", Party.COACH, StepState.PROPOSED, {"by": Party.COACH, "coach": GONE}),
        ("s3", 20, "Vraag het een collega", Party.ADVICE, StepState.DROPPED, {"by": Party.EMPLOYEE}),
        ("s1", 10, "Cursus inkoop", Party.EMPLOYEE, StepState.AGREED, {**by_carla, "due": date(2027, 3, 1)}),
    )
    advice = passport.advices[-1]
    judged = (
        (CARLA, suggested_in(advice)[0], Outcome.REJECT, Reason.TOO_FAR, "Nu nog niet.\nLater wel"),
        (GONE, added, Outcome.ADD, Reason.FITS, ""),
    )
    return replace(passport, casework=Casework(
        plan_changes=tuple(PlanChange(step=id_, kind=kind, text=text, origin=origin, state=state, at=AT, **who) for id_, kind, text, origin, state, who in changes),
        verdicts=tuple(
            Verdict(case="d1", coach=coach, at=AT, advice_id=advice.id, versions=advice.versions, function_id=function, outcome=outcome, reason=reason, words=words)
            for coach, function, outcome, reason, words in judged
        ),
    ))


def telling(quotes: list[str]) -> SkillsPassport:
    """A passport with these own words as tasks, and what is seen happening to them."""
    mentions: list[dict[str, Any]] = [mention(quote, f"taak {number}", None) for number, quote in enumerate(quotes)]
    trends = [{"quote": quote, "trend": ("grows", "shrinks", "same")[number % 3]} for number, quote in enumerate(quotes)]
    return (
        whole_passport(empty_passport())
        .with_answer("tasks", {"messages": quotes[:1], "mentions": mentions}, words="", at=AT)
        .with_answer("trends", {"trends": trends}, words="", at=AT)
    )


@pytest.fixture(scope="session")
def rich(knowledge: Knowledge, make_dossier: Callable[[SkillsPassport], Dossier]) -> Dossier:
    return make_dossier(advised(whole_passport(empty_passport()), knowledge).with_answer("confirmed", CONFIRMED, words="", at=AT))


@pytest.fixture(scope="session")
def together(knowledge: Knowledge, make_dossier: Callable[[SkillsPassport], Dossier]) -> Dossier:
    return make_dossier(planned_together(advised(whole_passport(empty_passport()), knowledge), "kok"))


@pytest.fixture(scope="session")
def empty(make_dossier: Callable[[SkillsPassport], Dossier]) -> Dossier:
    return make_dossier(empty_passport())


@pytest.fixture(scope="session")
def huge(knowledge: Knowledge, make_dossier: Callable[[SkillsPassport], Dossier]) -> Dossier:
    return make_dossier(advised(telling([f"{LONG} {number} begeleiden {LONG[::-1]}" for number in range(2000)]), knowledge))


@pytest.fixture(scope="session")
def odd(make_dossier: Callable[[SkillsPassport], Dossier]) -> Dossier:
    return make_dossier(telling([ODD, "=HYPERLINK(\"http://x\")", "+31 bellen", "-5 graden", "@naam", "a & b < c > d \"e\" 'f'"]))
