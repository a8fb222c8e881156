"""The real application with two coaches, and Ria, who was advised and shared her passport."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.rasa_server.process import free_port
from portal.app import create_app
from portal.settings import Settings
from skills_passport.casework import employee
from skills_passport.guidance import advise_and_store
from skills_passport.model import SkillsPassport
from skills_passport.pseudonym import coach_id, owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import HERE, SECRET, TOKEN

PEOPLE = """
- {id: ria, name: Ria, about: Bestelt en belt.}
- {id: joyce, name: Joyce, about: Scant.}
- {id: carla, name: Carla, about: Kijkt mee., roles: [coach]}
- {id: sanne, name: Sanne, about: Kijkt ook mee., roles: [coach]}
- {id: bo, name: Bo, about: Kijkt mee en heeft zelf een paspoort., roles: [employee, coach]}
- {id: hans, name: Hans, about: HR., roles: [hr]}
"""


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("coaching")
    (folder / "personas.yml").write_text(PEOPLE, encoding="utf-8")
    return create_app(Settings(
        demo=True, var=folder, rasa_url=f"http://127.0.0.1:{free_port()}", rasa_patience=2.0, secret_key=SECRET, action_token=TOKEN,
        personas=folder / "personas.yml",
    ))


@pytest.fixture
def sign_in(app: FastAPI, store: SqliteStore) -> Callable[[str], TestClient]:
    """Somebody of PEOPLE with a browser of their own."""

    def begin(person: str) -> TestClient:
        client = TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False)
        assert client.post("/aanmelden", data={"persona": person}).status_code == 303
        return client

    return begin


@pytest.fixture
def carla(sign_in: Callable[[str], TestClient]) -> TestClient:
    return sign_in("carla")


@pytest.fixture
def sanne(sign_in: Callable[[str], TestClient]) -> TestClient:
    return sign_in("sanne")


@pytest.fixture
def advised(told: SkillsPassport, store: SqliteStore, owner: str, app: FastAPI) -> SkillsPassport:
    """Ria, who told everything and was advised."""
    advise_and_store(store, owner, app.state.live.now.knowledge, datetime.now(UTC).date(), "employee")
    return store.load(owner, actor="employee", action="test")


Sharing = Callable[..., str]


@pytest.fixture
def share(store: SqliteStore, owner: str) -> Sharing:
    """Opens Ria's passport to one coach or the team; gives the case number."""

    def opened(coach: str | None = None, name: str = "Ria de Wit", reach: str = "toestel 4021") -> str:
        recipient = coach_of(coach) if coach else None
        passport = employee.share(store, owner, coach=recipient, name=name, reach=reach, at=datetime.now(UTC), text_version="2026-12")
        return next(share.case for share in passport.casework.open_shares if share.coach == recipient)

    return opened


def coach_of(person: str) -> str:
    """The id of a coach of PEOPLE."""
    return coach_id(owner_id(f"demo:{person}", SECRET), SECRET)


@pytest.fixture
def case(advised: SkillsPassport, share: Sharing) -> str:
    """Ria's passport with the coach team."""
    return share()


__all__ = ["Sharing", "coach_of"]
