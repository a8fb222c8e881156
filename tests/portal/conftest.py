"""The real application without Rasa: its address leads nowhere, and the tests play Rasa's part where one is needed."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.conversation import Conversation
from bot.incoming import Incoming
from bot.rasa_server.process import free_port
from portal.app import create_app
from portal.settings import Settings
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.pseudonym import owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.forms import mark_in

SECRET = "a-secret-that-only-these-tests-know"
TOKEN = "the-token-that-rasa-was-given"
CORRECT = "/paspoort/corrigeren"
HERE = ("127.0.0.1", 40000)
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(
        demo=True, var=tmp_path_factory.mktemp("portal"), rasa_url=f"http://127.0.0.1:{free_port()}",
        rasa_patience=2.0, secret_key=SECRET, action_token=TOKEN,
    ))


@pytest.fixture
def made_with(application: FastAPI) -> Settings:
    """The settings that this application was made with, before a test gives it a store of its own.

    Kept with the application: a fixture of the session would be that of whichever application a worker met first.
    """
    state = application.state
    if not hasattr(state, "made_with"):
        state.made_with, state.first_versions = state.settings, state.settings.versions.read_bytes()
    found: Settings = state.made_with
    return found


@pytest.fixture
def app(application: FastAPI, made_with: Settings, tmp_path: Path) -> FastAPI:
    """The application with an empty store of its own, and with version 1 live, as the first start left it."""
    (tmp_path / "publishing.sqlite").write_bytes(application.state.first_versions)
    application.state.settings = made_with.model_copy(update={"var": tmp_path})
    return application


@pytest.fixture
def with_state(app: FastAPI) -> Iterator[Callable[[str, Any], None]]:
    """Puts something else in the application's state for one test."""
    before: dict[str, Any] = {}

    def put(name: str, value: Any) -> None:
        before.setdefault(name, getattr(app.state, name))
        setattr(app.state, name, value)

    yield put
    for name, value in before.items():
        setattr(app.state, name, value)


@pytest.fixture
def visitor(app: FastAPI) -> Iterator[TestClient]:
    """Somebody on this computer who has not chosen a persona."""
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def ria(visitor: TestClient) -> TestClient:
    """A demo employee, signed in."""
    assert visitor.post("/aanmelden", data={"persona": "ria"}).status_code == 303
    return visitor


@pytest.fixture
def owner() -> str:
    return owner_id("demo:ria", SECRET)


@pytest.fixture
def store(visitor: TestClient, app: FastAPI) -> SqliteStore:
    found: SqliteStore = app.state.store
    return found


@pytest.fixture
def keep(store: SqliteStore, owner: str) -> Callable[[Callable[[SkillsPassport], SkillsPassport]], SkillsPassport]:
    """Writes into Ria's passport, who agreed to the talk."""

    def write(change: Callable[[SkillsPassport], SkillsPassport]) -> SkillsPassport:
        def agreed(passport: SkillsPassport) -> SkillsPassport:
            if passport.agrees_to(Purpose.TALK):
                return change(passport)
            passport = passport.with_consent(Purpose.TALK, given=True, at=AT, text_version="2026-12")
            return change(passport.with_answer("consent", {"agreed": True}, words="ja", at=AT))

        return store.change(owner, agreed, actor="bot", action="answer")

    return write


@pytest.fixture
def in_flight(visitor: TestClient, app: FastAPI, owner: str) -> Callable[..., AbstractContextManager[str]]:
    """A turn of Ria that the portal asked Rasa for; gives its nonce."""

    def begin(words: str, message_id: str = "m-12345678", payload: str = "") -> AbstractContextManager[str]:
        conversation: Conversation = app.state.conversation
        return conversation.in_flight.turn(owner, Incoming(message_id, words, payload), conversation.taking())

    return begin


@pytest.fixture
def told(keep: Callable[..., SkillsPassport]) -> SkillsPassport:
    """Ria's passport with an answer to every question."""
    return keep(whole_passport)


def wait_until_live(app: FastAPI, number: int) -> None:
    """Until the application serves this version; it looks for another one in the background."""
    pause = threading.Event()
    for _ in range(600):
        if app.state.live.now.number == number:
            return
        pause.wait(0.05)
    raise AssertionError("it never went live")


def mention(quote: str, label: str, concept_id: str | None, kind: str = "task", meaning: str = "now") -> dict[str, Any]:
    return {
        "kind": kind, "quote": quote, "concept_id": concept_id, "label": label, "meaning": meaning, "confidence": 0.9,
    }


def whole_passport(passport: SkillsPassport) -> SkillsPassport:
    answers: dict[str, dict[str, Any]] = {
        "function": {"function_id": "administratief-medewerker", "words": "adm mdw"},
        "region": {"region_id": "west-brabant", "words": "Breda"},
        "tasks": {
            "messages": ["ik bestel spullen en bel leveranciers, notulen doe ik niet meer"],
            "mentions": [
                mention("bestel spullen", "bestellen en voorraad bijhouden", "bestellen-en-voorraad-bijhouden", "skill"),
                mention("bestel spullen", "spullen bestellen", None),
                mention("bel leveranciers", "leveranciers te woord staan", "leveranciers-te-woord-staan", "skill"),
                mention("notulen", "notuleren", None, "task", "before"),
            ],
        },
        "trends": {"trends": [{"quote": "bel leveranciers", "trend": "grows"}]},
        "outside": {"messages": [], "mentions": []},
        "wishes": {"words": ["iets met techniek"], "sectors": ["zorg"], "mentions": [], "refused_sectors": ["horeca"]},
        "contact": {"may_contact": True},
        "digital": {"insight": 2, "create": 2},
        "direction": {"direction": "change-occupation"},
        "criteria": {"criteria": [{"words": "geen avonden", "kind": "no-irregular-hours", "hard": True}]},
    }
    for question, value in answers.items():
        passport = passport.with_answer(question, value, words="", at=AT)
    return passport


def fields(page: str, form_with: str) -> dict[str, str]:
    """The hidden fields of the first form on the page that contains this text."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if form_with in form)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)"[^>]* value="([^"]*)"', form))


def own_form(client: TestClient, **sent: str) -> dict[str, str]:
    """This with the mark that the forms of a page carry when this person opens it now."""
    return {**mark_in(client.get("/afmelden").text), **sent}


@pytest.fixture
def passport(store: SqliteStore, owner: str) -> Callable[[], SkillsPassport]:
    return lambda: store.load(owner, actor="employee", action="test")
