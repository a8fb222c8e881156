"""A skill that only goes with the function is a guess: who does not have it says so, and can take that back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rules.weighing.told import gather
from skills_passport.export import passport_from_export, passport_to_export
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, CORRECT, mention, own_form

HEADING = "Hoort bij je functie, en dit kun je niet"
Read = Callable[[], SkillsPassport]


def guessed(page: str) -> list[str]:
    """The ids of the skills of which the page lets one say not to have them."""
    forms = re.findall(r"<form[^>]*>(?:(?!</form>).)*Dit kan ik niet", page, re.DOTALL)
    return [re.search(r'name="value" value="([^"]+)"', form)[1] for form in forms]  # type: ignore[index]


def say(ria: TestClient, passport: SkillsPassport, skill: str, answer: str) -> int:
    return ria.post(CORRECT, data={"version": passport.version, "field": "denied", "value": skill, "values": answer}).status_code


def test_who_does_not_have_a_skill_of_the_function_says_so_and_the_advice_rests_on_it_no_more(
    ria: TestClient, told: SkillsPassport, passport: Read, app: FastAPI,
) -> None:
    knowledge = app.state.live.now.knowledge
    skill = guessed(ria.get("/paspoort").text)[0]
    assert skill in gather(passport().person(), knowledge).skills
    assert say(ria, passport(), skill, "no") == 303
    page = ria.get("/paspoort").text
    assert HEADING in page and skill not in guessed(page)
    assert passport().person().denied == (skill,) and skill not in gather(passport().person(), knowledge).skills
    assert say(ria, passport(), skill, "yes") == 303
    page = ria.get("/paspoort").text
    assert HEADING not in page and skill in guessed(page) and passport().person().denied == ()


def test_it_is_undone_exported_put_back_and_erased(ria: TestClient, told: SkillsPassport, passport: Read, store: SqliteStore) -> None:
    first, second, *_ = guessed(ria.get("/paspoort").text)
    for skill in (first, second):
        assert say(ria, passport(), skill, "no") == 303
    assert passport().person().denied == (first, second)
    assert passport_from_export(passport_to_export(passport())).person().denied == (first, second)
    assert ria.post("/paspoort/ongedaan", data={"version": passport().version, "question": "denied"}).status_code == 303
    assert passport().person().denied == (first,)
    assert ria.post("/paspoort/wissen", data=own_form(ria)).status_code == 303
    assert store.load(told.owner, actor="employee", action="test").is_new


def test_own_words_go_before_it(ria: TestClient, told: SkillsPassport, passport: Read, keep: Callable[..., SkillsPassport], app: FastAPI) -> None:
    skill = guessed(ria.get("/paspoort").text)[0]
    assert say(ria, passport(), skill, "no") == 303
    label = app.state.live.now.knowledge.catalogue.skills[skill].label
    keep(lambda p: p.with_answer("outside", {"messages": [label], "mentions": [mention(label, label, skill, "skill", "outside-work")]}, words=label, at=AT))
    page = ria.get("/paspoort").text
    assert skill in gather(passport().person(), app.state.live.now.knowledge).skills and skill not in guessed(page)


@pytest.mark.parametrize(("skill", "answer"), [("lassen", "no"), ("bestaat-niet", "no"), ("lassen", "yes"), ("lassen", "misschien"), ("", "")])
def test_what_cannot_be_said_is_refused_in_words(ria: TestClient, told: SkillsPassport, passport: Read, skill: str, answer: str) -> None:
    before = passport()
    assert say(ria, before, skill, answer) == 422
    assert passport().version == before.version
