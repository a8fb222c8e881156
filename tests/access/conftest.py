"""The real application with people in it who stand in every way towards one another's passports."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.rasa_server.process import free_port
from portal.app import create_app
from portal.settings import Settings
from tests.access.people import People
from tests.portal.conftest import HERE, SECRET, TOKEN

PERSONAS = Path(__file__).with_name("personas.yml")


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(
        demo=True, var=tmp_path_factory.mktemp("access"), rasa_url=f"http://127.0.0.1:{free_port()}", rasa_patience=2.0, secret_key=SECRET,
        action_token=TOKEN, personas=PERSONAS,
    ))


@pytest.fixture(scope="session")
def settled(application: FastAPI) -> People:
    """Everybody has told, shared, worked and signed in; the store is closed, to be copied."""
    with opened(application) as client:
        people = People(application, client)
        people.move_in()
    return people


@pytest.fixture
def people(settled: People, application: FastAPI, tmp_path: Path) -> Iterator[People]:
    """Everybody, in a store that only this test has."""
    first = application.state.settings
    shutil.copytree(first.var, tmp_path / "var")
    application.state.settings = first.model_copy(update={"var": tmp_path / "var"})
    with opened(application) as client:
        people = copy.copy(settled)
        people.client = client
        yield people
    application.state.settings = first


def opened(application: FastAPI) -> TestClient:
    return TestClient(application, base_url="http://127.0.0.1", client=HERE, follow_redirects=False, raise_server_exceptions=False)
