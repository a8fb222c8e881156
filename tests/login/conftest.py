"""The portal with a real provider behind it, and somebody with a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from portal.login import Login, Role, Session, required_role
from tests.login.real_provider import CLIENT_ID, CLIENT_SECRET, RealProvider
from tests.portal.conftest import HERE, SECRET, application, owner, store

__all__ = ["SECRET", "application", "owner", "store"]
FOR = "/proef/{role}"


@pytest.fixture(scope="session")
def running_provider() -> Iterator[RealProvider]:
    provider = RealProvider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running_provider: RealProvider) -> Iterator[RealProvider]:
    running_provider.tamper, running_provider.is_down = None, False
    yield running_provider
    running_provider.tamper, running_provider.is_down = None, False
    running_provider.give_roles("carla", ["loopbaan-coach", "iets-anders"])
    running_provider.block("els", blocked=False)


@pytest.fixture
def app(application: FastAPI, tmp_path: Path) -> Iterator[FastAPI]:
    """The application with an empty store, and a page for each role alone."""
    before = application.state.settings, list(application.router.routes)
    application.state.settings = application.state.settings.model_copy(update={"var": tmp_path})
    for role in Role:
        application.add_api_route(FOR.format(role=role), _for_one(role), dependencies=[Depends(required_role(role))])
    yield application
    application.state.settings, application.router.routes[:] = before


def _for_one(role: Role) -> object:
    def page() -> str:
        return role.value

    return page


@pytest.fixture
def visitor(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        yield client


class Browser:
    """Somebody at the portal and the provider."""

    def __init__(self, portal: TestClient, provider: RealProvider) -> None:
        self.portal = portal
        self.provider = provider

    def begin(self, back: str = "") -> str:
        """Press the button; the address at the provider."""
        answer = self.portal.get("/aanmelden/oidc", params={"verder": back} if back else {})
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def back(self, address: httpx.URL) -> httpx.Response:
        """Return from the provider."""
        return self.portal.get(f"{address.path}?{address.query.decode()}")

    def sign_in(self, person: str, back: str = "") -> httpx.Response:
        return self.back(self.provider.walk(self.begin(back), person))

    def may(self, role: Role) -> int:
        """The status of the page for this role."""
        return self.portal.get(FOR.format(role=role)).status_code


@pytest.fixture(params=["userinfo"])
def browser(app: FastAPI, provider: RealProvider, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The portal signs in at the provider; no demo. Ask for roles from the ID token with indirect parameters."""
    app.state.settings = app.state.settings.model_copy(update={
        "demo": False, "oidc_issuer": provider.issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET,
        "oidc_roles": "loopbaan-coach=coach, loopbaan-hr=hr", "oidc_roles_from": request.param,
    })
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        yield Browser(client, provider)


@pytest.fixture
def login(visitor: TestClient, app: FastAPI) -> Login:
    found: Login = app.state.login
    return found


def session_of(client: TestClient, login: Login) -> Session | None:
    """The session that a client's cookies open now."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http", "server": ("127.0.0.1", 80), "client": HERE,
        "headers": [(b"host", b"127.0.0.1"), (b"cookie", cookies.encode())],
    }
    return login.session(Request(scope))

