"""Signing in at a real provider, and every way in which its answer can be wrong."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from joserfc.jwk import KeySet, RSAKey

from bot.rasa_server.process import free_port
from portal.documents.badge_key import make_key
from portal.login import Role
from portal.login.cookies import ATTEMPT, SESSION
from skills_passport.sqlite_store import SqliteStore
from tests.login.conftest import Browser
from tests.login.real_provider import (
    BACK,
    CLIENT_ID,
    CLIENT_SECRET,
    KEY,
    OTHER_KEY,
    RealProvider,
    signed,
    signed_with_secret,
    with_token,
)
from tests.portal.conftest import AT, HERE, whole_passport
from tests.portal.documents.conftest import CONFIRMED

Claims = dict[str, Any]


def refused(answer: httpx.Response, browser: Browser, status: int = 403) -> bool:
    return answer.status_code == status and "Aanmelden is niet gelukt" in answer.text and SESSION not in browser.portal.cookies


@pytest.mark.parametrize("browser", ["userinfo", "id_token"], indirect=True)
@pytest.mark.parametrize(("person", "name", "roles"), [
    ("els", "Els de Vries", {Role.EMPLOYEE}), ("carla", "Carla Coach", {Role.EMPLOYEE, Role.COACH}), ("hans", "Hans van HR", {Role.EMPLOYEE, Role.HR}),
])
def test_who_signs_in_has_a_name_and_the_roles_that_the_provider_gives(browser: Browser, person: str, name: str, roles: set[Role]) -> None:
    assert "Meld je aan met je werkaccount" in browser.portal.get("/").text
    answer = browser.sign_in(person)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/gesprek#einde")
    assert name in browser.portal.get("/afmelden").text
    assert {role for role in Role if browser.may(role) == 200} == roles
    assert {browser.may(role) for role in Role if role not in roles} == {403}


def test_roles_come_from_the_one_place_that_is_asked_again(browser: Browser, provider: RealProvider) -> None:
    def without_roles(path: str, content: bytes) -> bytes:
        return json.dumps({name: value for name, value in json.loads(content).items() if name != "roles"}).encode() if path == "/me" else content

    provider.tamper = without_roles
    assert browser.sign_in("carla").status_code == 303
    assert (browser.may(Role.EMPLOYEE), browser.may(Role.COACH)) == (200, 403), "the ID token holds them still"


def test_no_badge_is_signed_for_who_has_no_name(browser: Browser, provider: RealProvider, app: FastAPI, store: SqliteStore) -> None:
    def nameless(path: str, content: bytes) -> bytes:
        if path == "/me":
            return json.dumps({name: value for name, value in json.loads(content).items() if name != "name"}).encode()
        return with_token(lambda claims: signed({name: value for name, value in claims.items() if name != "name"}))(path, content)

    app.state.settings = app.state.settings.model_copy(update={"organisation_name": "Gemeente Voorbeeld"})
    make_key(app.state.settings.badge_key)
    browser.sign_in("els")
    owner = browser.portal.get("/api/passport").json()["passport"]["owner"]
    store.change(owner, lambda passport: whole_passport(passport).with_answer("confirmed", CONFIRMED, words="", at=AT), actor="test", action="fill")
    assert browser.portal.get("/paspoort/downloads/badges.zip").content[:2] == b"PK"
    provider.tamper = nameless
    browser.sign_in("els")
    answer = browser.portal.get("/paspoort/downloads/badges.zip")
    assert answer.content[:2] != b"PK" and "je naam is hier niet bekend" in answer.text


def test_the_same_person_finds_the_same_passport_and_another_does_not(browser: Browser) -> None:
    codes = []
    for person in ("els", "els", "hans"):
        browser.sign_in(person)
        codes.append(browser.portal.get("/api/passport").json()["passport"]["owner"])
        browser.portal.cookies.clear()
    assert codes[0] == codes[1] != codes[2]
    assert "els" not in codes[0]


def test_the_request_asks_for_a_code_with_pkce_state_and_nonce(browser: Browser) -> None:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(browser.begin()).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["redirect_uri"]) == ("code", "S256", BACK)
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 32
    again = {name: values[0] for name, values in parse_qs(urlsplit(browser.begin()).query).items()}
    assert not {asked[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


@pytest.mark.parametrize(("back", "to"), [
    ("/paspoort?gelukt=true", "/paspoort?gelukt=true"), ("//elders.example", "/gesprek#einde"), ("https://elders.example/", "/gesprek#einde"),
    ("/\\elders.example", "/gesprek#einde"), ("javascript:alert(1)", "/gesprek#einde"), ("/%0d%0aSet-Cookie:x", "/%0d%0aSet-Cookie:x"),
    ("/\r\nSet-Cookie: x=1", "/gesprek#einde"),
])
def test_one_returns_to_a_page_of_ours_only(browser: Browser, back: str, to: str) -> None:
    answer = browser.sign_in("els", back)
    assert answer.headers["Location"] == to
    assert "x=1" not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(("tampered", "reason"), [
    (lambda claims: signed({**claims, "nonce": "of-another-sign-in"}), "invalid_claim nonce"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "nonce"}), "missing_claim nonce"),
    (lambda claims: signed({**claims, "aud": "another-program"}), "invalid_claim aud"),
    (lambda claims: signed({**claims, "aud": [CLIENT_ID, "another"], "azp": "another"}), "invalid_claim azp"),
    (lambda claims: signed({**claims, "iss": "https://elders.example"}), "invalid_claim iss"),
    (lambda claims: signed({**claims, "exp": int(time.time()) - 60}), "expired_token"),
    (lambda claims: signed({**claims, "iat": int(time.time()) + 3600}), "invalid_claim iat"),
    (lambda claims: signed({**claims, "at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}), "invalid_claim at_hash"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "exp"}), "missing_claim exp"),
    (lambda claims: signed({name: value for name, value in claims.items() if name != "sub"}), "missing_claim sub"),
    (lambda claims: signed(claims, OTHER_KEY), "bad_signature"),
    (signed_with_secret, "id_token"),
    (lambda claims: "eyJhbGciOiJub25lIn0." + signed(claims).split(".")[1] + ".", "unsupported_algorithm"),
    (lambda claims: signed(claims)[:-8] + "AAAAAAAA", "bad_signature"),
    (lambda claims: "geen-token", "id_token"),
    (lambda claims: "", "id_token"),
])
def test_a_forged_token_opens_nothing(
    browser: Browser, provider: RealProvider, tampered: Callable[[Claims], str], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    provider.tamper = with_token(tampered)
    with caplog.at_level(logging.WARNING):
        assert refused(browser.sign_in("carla"), browser)
    assert reason in caplog.text
    assert "Carla" not in caplog.text


def test_the_front_alone_changes_nothing(browser: Browser, provider: RealProvider) -> None:
    """So that the forged tokens above are refused for what is wrong with them, and not for having been made anew."""
    provider.tamper = with_token(signed)
    assert browser.sign_in("carla").status_code == 303


def test_an_answer_with_another_state_opens_nothing(browser: Browser) -> None:
    address = browser.provider.walk(browser.begin(), "els")
    assert refused(browser.back(address.copy_set_param("state", "x" * 32)), browser, 400)
    assert browser.back(address).status_code == 303, "and does not spoil the sign-in that goes on"


def test_an_answer_in_a_browser_that_began_nothing_opens_nothing(browser: Browser) -> None:
    address = browser.provider.walk(browser.begin(), "els")
    browser.portal.cookies.clear()
    assert refused(browser.back(address), browser, 400)


def test_an_answer_that_names_another_issuer_opens_nothing(browser: Browser) -> None:
    address = browser.provider.walk(browser.begin(), "els")
    assert refused(browser.back(address.copy_set_param("iss", "https://elders.example")), browser)


def test_a_code_counts_once(browser: Browser) -> None:
    address = browser.provider.walk(browser.begin(), "els")
    kept = browser.portal.cookies[ATTEMPT]
    assert browser.back(address).status_code == 303
    assert ATTEMPT not in browser.portal.cookies
    browser.portal.cookies.clear()
    browser.portal.cookies.set(ATTEMPT, kept)
    assert refused(browser.back(address), browser)


def test_a_stolen_code_is_worth_nothing_without_the_verifier(browser: Browser, provider: RealProvider) -> None:
    address = browser.provider.walk(browser.begin(), "els")
    answer = httpx.post(
        f"{provider.issuer}/token", auth=(CLIENT_ID, CLIENT_SECRET), trust_env=False,
        data={"grant_type": "authorization_code", "code": address.params["code"], "redirect_uri": BACK},
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    other = browser.begin()  # the browser now holds the verifier of another sign-in
    state = parse_qs(urlsplit(other).query)["state"][0]
    assert refused(browser.back(browser.provider.walk(other, "els").copy_set_param("code", address.params["code"]).copy_set_param("state", state)), browser)


def test_a_no_of_the_provider_is_told(browser: Browser) -> None:
    answer = browser.sign_in("nobody")
    assert refused(answer, browser)
    assert "gaf geen toestemming" in answer.text and "invented refusal" not in answer.text


def test_a_provider_that_is_down_is_told_before_and_after(browser: Browser, provider: RealProvider) -> None:
    provider.is_down = True
    assert refused(browser.portal.get("/aanmelden/oidc"), browser, 503)
    provider.is_down = False
    address = provider.walk(browser.begin(), "els")
    provider.is_down = True
    answer = browser.back(address)
    assert refused(answer, browser, 503)
    assert "antwoordt nu niet goed" in answer.text


def test_a_provider_that_is_not_there_is_told(app: FastAPI) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    app.state.settings = app.state.settings.model_copy(update={"oidc_issuer": nobody, "oidc_client_id": "a", "oidc_client_secret": "b"})
    with TestClient(app, base_url="http://127.0.0.1", client=HERE, follow_redirects=False) as client:
        assert client.get("/aanmelden/oidc").status_code == 503


@pytest.mark.parametrize("change", [
    {"issuer": "https://elders.example"}, {"token_endpoint": "http://elders.example/token"}, {"jwks_uri": None},
    {"code_challenge_methods_supported": ["plain"]}, {"authorization_endpoint": "javascript:alert(1)"},
])
def test_metadata_that_cannot_be_right_is_refused(browser: Browser, provider: RealProvider, change: Claims) -> None:
    provider.tamper = lambda path, content: json.dumps({**json.loads(content), **change}).encode() if "openid-configuration" in path else content
    assert refused(browser.portal.get("/aanmelden/oidc"), browser, 503)


def test_who_signs_off_is_signed_off_at_the_provider_too(browser: Browser, provider: RealProvider) -> None:
    browser.sign_in("els")
    answer = browser.portal.post("/afmelden")
    place = answer.headers["Refresh"].removeprefix("0; url=")
    assert place.startswith(f"{provider.issuer}/session/end?")
    assert place.replace("&", "&amp;") in answer.text
    assert httpx.get(place, trust_env=False).status_code == 200
    assert browser.may(Role.EMPLOYEE) == 303
    assert "Je bent afgemeld" in browser.portal.get("/?afgemeld=true").text


def test_a_new_key_of_the_provider_is_fetched(browser: Browser, app: FastAPI) -> None:
    browser.sign_in("els")
    login = app.state.login
    known = login.provider._known
    old = KeySet([RSAKey.generate_key(2048, {"kid": "the-old-key"})])
    login.provider._known = type(known)(known.metadata, old, known.at)
    assert browser.sign_in("els").status_code == 303
    assert [key.kid for key in login.provider._known.keys.keys] == [KEY.kid]


def test_an_identity_without_a_provider_is_not_found(visitor: TestClient) -> None:
    assert visitor.get("/aanmelden/oidc").status_code == 404
    assert visitor.get("/aanmelden/oidc/terug?code=x&state=y").status_code == 404
