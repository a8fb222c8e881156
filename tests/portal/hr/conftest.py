"""Hans of HR, signed in at the real application."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def hans(visitor: TestClient) -> TestClient:
    assert visitor.post("/aanmelden", data={"persona": "hans"}).status_code == 303
    return visitor
