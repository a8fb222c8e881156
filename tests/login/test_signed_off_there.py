"""Who is signed off at the provider is signed off here, at once; and nobody but the provider can say so."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from joserfc import jwt

from portal.login import Role
from portal.login.cookies import SESSION
from portal.login.logout_token import EVENT
from tests.login.conftest import Browser
from tests.login.real_provider import (
    CLIENT_ID,
    KEY,
    OTHER_KEY,
    RealProvider,
    signed,
    signed_with_secret,
)
from tests.portal.conftest import HERE

PLACE = "/aanmelden/oidc/afgemeld"
Claims = dict[str, Any]


@pytest.fixture
def told(app: FastAPI, browser: Browser, provider: RealProvider) -> Iterator[list[str]]:
    """The logout tokens that the provider sent to the portal, which takes them as they come."""
    tokens: list[str] = []
    portal = TestClient(app, base_url="http://127.0.0.1", client=HERE)

    def hears(form: bytes) -> int:
        tokens.extend(parse_qs(form.decode())["logout_token"])
        return portal.post(PLACE, content=form, headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code

    provider.portal_hears = hears
    yield tokens
    provider.portal_hears = lambda form: 404


def sessions(browser: Browser, *people: str) -> list[str]:
    """Each signs in, in a browser of their own; their cookies."""
    cookies = []
    for person in people:
        browser.portal.cookies.clear()
        browser.sign_in(person)
        cookies.append(browser.portal.cookies[SESSION])
    return cookies


def holds(browser: Browser, cookie: str) -> bool:
    browser.portal.cookies.clear()
    browser.portal.cookies.set(SESSION, cookie)
    return browser.may(Role.EMPLOYEE) == 200


@pytest.mark.parametrize(("names_session", "left"), [(True, [True, False, True]), (False, [False, False, True])])
def test_who_is_signed_off_there_is_signed_off_here(browser: Browser, provider: RealProvider, told: list[str], names_session: bool, left: list[bool]) -> None:
    cookies = sessions(browser, "els", "els", "carla")
    assert [holds(browser, cookie) for cookie in cookies] == [True] * 3
    provider.sign_off("els", names_session=names_session)
    assert [holds(browser, cookie) for cookie in cookies] == left
    assert jwt.decode(told[0], KEY).claims["sub"] == "els"


def test_a_token_counts_once(browser: Browser, provider: RealProvider, told: list[str]) -> None:
    sessions(browser, "els")
    provider.sign_off("els", names_session=False)
    (cookie,) = sessions(browser, "els")
    assert browser.portal.post(PLACE, data={"logout_token": told[0]}).status_code == 400
    assert holds(browser, cookie)


def test_no_browser_is_asked_this_and_another_site_cannot_send_it(browser: Browser) -> None:
    assert browser.portal.get(PLACE).status_code == 405
    assert browser.portal.post(PLACE, data={"logout_token": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert browser.portal.post(PLACE, data={"logout_token": "x"}).status_code == 400


def claims_now(**more: Any) -> Claims:
    now = int(time.time())
    return {"iss": "", "aud": CLIENT_ID, "iat": now, "exp": now + 120, "jti": f"made-{now}", "sub": "els", "events": {EVENT: {}}, **more}


@pytest.mark.parametrize(("tampered", "reason"), [
    (lambda claims: signed({**claims, "aud": "another-program"}), "invalid_claim aud"),
    (lambda claims: signed({**claims, "iss": "https://elders.example"}), "invalid_claim iss"),
    (lambda claims: signed({**claims, "exp": int(time.time()) - 60}), "expired_token"),
    (lambda claims: signed({**claims, "iat": int(time.time()) + 3600}), "invalid_claim iat"),
    (lambda claims: signed({**claims, "nonce": "of-an-id-token"}), "nonce"),
    (lambda claims: signed({**claims, "events": {}}), "events"),
    (lambda claims: signed({**claims, "events": {EVENT: True}}), "events"),
    (lambda claims: signed({**claims, "events": EVENT}), "events"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "events"}), "missing_claim events"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "jti"}), "missing_claim jti"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "exp"}), "missing_claim exp"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "sub"}), "sub"),
    (lambda claims: signed({**claims, "sub": 7}), "sub"),
    (lambda claims: signed(claims, kind="at+jwt"), "typ"),
    (lambda claims: signed(claims, OTHER_KEY), "bad_signature"),
    (signed_with_secret, "logout_token"),
    (lambda claims: "eyJhbGciOiJub25lIn0." + signed(claims).split(".")[1] + ".", "unsupported_algorithm"),
    (lambda claims: "geen-token", "logout_token"),
])
def test_a_forged_token_ends_nothing(
    browser: Browser, provider: RealProvider, tampered: Callable[[Claims], str], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    (cookie,) = sessions(browser, "els")
    with caplog.at_level(logging.WARNING):
        answer = browser.portal.post(PLACE, data={"logout_token": tampered(claims_now(iss=provider.issuer))})
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert reason in caplog.text and "els" not in caplog.text
    assert holds(browser, cookie)


@pytest.mark.parametrize("kind", ["JWT", "logout+jwt"])
def test_the_same_token_untampered_ends_it(browser: Browser, provider: RealProvider, kind: str) -> None:
    """So that the forged ones above are refused for what is wrong with them."""
    (cookie,) = sessions(browser, "els")
    assert browser.portal.post(PLACE, data={"logout_token": signed(claims_now(iss=provider.issuer), kind=kind)}).status_code == 200
    assert not holds(browser, cookie)


def test_while_the_provider_cannot_be_asked_for_its_keys_it_is_told_to_try_again(app: FastAPI, browser: Browser, provider: RealProvider) -> None:
    (cookie,) = sessions(browser, "els")
    app.state.login.provider._known, provider.is_down = None, True
    token = signed(claims_now(iss=provider.issuer))
    assert browser.portal.post(PLACE, data={"logout_token": token}).status_code == 503
    provider.is_down = False
    assert browser.portal.post(PLACE, data={"logout_token": token}).status_code == 200
    assert not holds(browser, cookie)
