"""Hans of HR, signed in at the real application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from publishing.drafts import Drafts
from skills_passport.sqlite_store import SqliteStore
from tests.portal.hr.filled_forms import PageForm
from tests.portal.window import listening


@pytest.fixture
def hans(visitor: TestClient) -> TestClient:
    assert visitor.post("/aanmelden", data={"persona": "hans"}).status_code == 303
    return visitor


@pytest.fixture
def drafts(hans: TestClient, app: FastAPI) -> Drafts:
    found: Drafts = app.state.drafts
    return found


@pytest.fixture
def address(app: FastAPI, store: SqliteStore) -> Iterator[str]:
    """The portal, really listening; `store` opened it."""
    with listening(app) as found:
        yield found


@pytest.fixture
def draft(hans: TestClient) -> int:
    """The number of a draft that Hans began on the page with rules."""
    rules = hans.get(hans.get("/beheer/regels").headers["Location"]).text
    begun = PageForm(rules, "/beheer/versies").fill(title="Regels van december").press(hans)
    assert begun.status_code == 303
    return int(begun.headers["Location"].rpartition("/")[2])
