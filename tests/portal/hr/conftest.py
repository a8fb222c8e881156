"""Hans of HR, signed in at the real application."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.portal.hr.filled_forms import PageForm


@pytest.fixture
def hans(visitor: TestClient) -> TestClient:
    assert visitor.post("/aanmelden", data={"persona": "hans"}).status_code == 303
    return visitor


@pytest.fixture
def draft(hans: TestClient) -> int:
    """The number of a draft that Hans began on the page with rules."""
    rules = hans.get(hans.get("/beheer/regels").headers["Location"]).text
    begun = PageForm(rules, "/beheer/versies").fill(title="Regels van december").press(hans)
    assert begun.status_code == 303
    return int(begun.headers["Location"].rpartition("/")[2])
