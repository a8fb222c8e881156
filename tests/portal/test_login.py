"""Who is talking: demo personas on this computer only, and a session that cannot be made up."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from itsdangerous import URLSafeTimedSerializer

from portal.login import Login
from portal.login.cookies import SESSION as COOKIE
from portal.login.form_mark import FIELD
from skills_passport.model import SkillsPassport
from tests.portal.conftest import own_form

PRIVATE = ("/gesprek", "/paspoort", "/paspoort/download", "/paspoort/wissen")


@pytest.mark.parametrize("path", PRIVATE)
def test_who_is_not_signed_in_goes_to_the_first_page(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_program_that_is_not_signed_in_is_told_so(visitor: TestClient) -> None:
    for answer in (visitor.get("/api/passport"), visitor.post("/api/chat", json={"message": "hoi"})):
        assert answer.status_code == 401
        assert "aangemeld" in answer.json()["detail"]


def test_choosing_a_persona_begins_a_session_and_signing_off_ends_it(visitor: TestClient) -> None:
    assert "Begin als Ria" in visitor.get("/").text
    begun = visitor.post("/aanmelden", data={"persona": "ria"})
    assert begun.headers["Location"] == "/gesprek#einde"
    assert "HttpOnly" in begun.headers["Set-Cookie"]
    assert visitor.get("/paspoort").status_code == 200
    visitor.post("/afmelden")
    assert visitor.get("/paspoort").status_code == 303


@pytest.mark.parametrize("path", ["/afmelden", "/paspoort/wissen"])
def test_a_copy_of_an_ended_session_opens_nothing(ria: TestClient, path: str) -> None:
    copy = ria.cookies[COOKIE]
    assert ria.post(path, data=own_form(ria)).status_code == 303
    ria.cookies.clear()
    ria.cookies.set(COOKIE, copy)
    assert ria.get("/paspoort").status_code == 303
    assert ria.get("/api/passport").status_code == 401
    ria.cookies.clear()
    ria.post("/aanmelden", data={"persona": "ria"})
    assert ria.get("/paspoort").status_code == 200, "a new session counts"


@pytest.mark.parametrize("path", ["/paspoort/corrigeren", "/paspoort/advies", "/paspoort/wissen"])
def test_who_sends_a_form_after_the_session_ended_is_told_so(visitor: TestClient, path: str) -> None:
    answer = visitor.post(path, data={"version": "1", "field": "region"})
    assert answer.status_code == 401
    assert "niet (meer) aangemeld" in answer.text
    assert 'href="/">Naar de startpagina' in answer.text


def test_an_unknown_persona_is_refused(visitor: TestClient) -> None:
    assert visitor.post("/aanmelden", data={"persona": "burgemeester"}).status_code == 403
    assert COOKIE not in visitor.cookies


@pytest.mark.parametrize("change", [lambda kept: kept[:-2] + "xx", lambda kept: "x" + kept, lambda kept: "", lambda kept: kept * 2])
def test_a_tampered_session_counts_as_none(ria: TestClient, change: Callable[[str], str]) -> None:
    kept = ria.cookies[COOKIE]
    ria.cookies.clear()
    ria.cookies.set(COOKIE, change(kept))
    assert ria.get("/paspoort").status_code == 303


def test_a_session_signed_with_another_secret_counts_as_none(visitor: TestClient) -> None:
    forged = URLSafeTimedSerializer("another-secret-of-the-same-kind", salt=COOKIE).dumps({"number": "a" * 43, "name": "Ria"})
    visitor.cookies.set(COOKIE, forged)
    assert visitor.get("/paspoort").status_code == 303


def test_one_persona_never_sees_the_passport_of_another(ria: TestClient, told: object) -> None:
    assert "adm mdw" in ria.get("/paspoort").text
    ria.post("/aanmelden", data={"persona": "mehmet"})
    assert "adm mdw" not in ria.get("/paspoort").text


@pytest.mark.parametrize("base_url", ["http://127.0.0.1", "http://loopbaan.example"])
def test_personas_are_for_this_computer_only(ria: TestClient, app: FastAPI, base_url: str) -> None:
    session = ria.cookies[COOKIE]
    far = TestClient(app, base_url=base_url, client=("10.1.2.3", 40000), follow_redirects=False)
    assert "Aanmelden kan hier nog niet" in far.get("/").text
    assert far.post("/aanmelden", data={"persona": "ria"}).status_code == 403
    far.cookies.set(COOKIE, session)
    assert far.get("/paspoort").status_code == 303


def test_a_foreign_name_that_leads_to_this_computer_gets_no_personas(ria: TestClient, app: FastAPI) -> None:
    rebound = TestClient(app, base_url="http://kwaad.example", client=("127.0.0.1", 40000), follow_redirects=False)
    assert rebound.post("/aanmelden", data={"persona": "ria"}).status_code == 403


@pytest.mark.parametrize(("header", "value"), [
    ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("Via", "1.1 proxy"), ("X-Real-IP", "127.0.0.1"),
    ("Referer", "https://loopbaan.example/"), ("Origin", "https://loopbaan.example"), ("Origin", "null"), ("Referer", "http://[kapot"),
])
def test_who_comes_through_a_proxy_gets_no_personas(visitor: TestClient, header: str, value: str) -> None:
    assert "Begin als" in visitor.get("/", headers={"Referer": "http://127.0.0.1/"}).text
    assert "Begin als" not in visitor.get("/", headers={header: value}).text
    assert visitor.post("/aanmelden", data={"persona": "ria"}, headers={header: value}).status_code == 403


def test_a_proxy_that_adds_nothing_is_known_by_its_http(visitor: TestClient, app: FastAPI) -> None:
    """So nginx passes on by itself: HTTP/1.0, and the name that stands in its own configuration."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        for version, offered in (("1.1", True), ("1.0", False)):
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(f"GET / HTTP/{version}\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
                page = b"".join(iter(lambda: line.recv(65536), b"")).decode()
            assert "200 OK" in page and ("Begin als" in page) is offered, version
    finally:
        server.should_exit = True
        thread.join()


def test_without_demo_nobody_can_choose_a_persona(
    ria: TestClient, app: FastAPI, with_state: Callable[[str, Any], None]
) -> None:
    login: Login = app.state.login
    with_state("login", Login(login.settings.model_copy(update={"demo": False}), login.sign_ins, app.state.personas, None))
    assert "Aanmelden kan hier nog niet" in ria.get("/").text
    assert ria.post("/aanmelden", data={"persona": "ria"}).status_code == 403
    assert ria.get("/paspoort").status_code == 303


@pytest.mark.parametrize(("persona", "home"), [("ria", "/gesprek"), ("carla", "/begeleiding"), ("hans", "/beheer"), ("bea", "/")])
def test_a_problem_leads_back_to_where_one_may_be(visitor: TestClient, persona: str, home: str) -> None:
    visitor.post("/aanmelden", data={"persona": persona})
    for path, status in (("/bestaat-niet", 404), ("/paspoort/bestaat-niet" if persona != "ria" else "/begeleiding", 404 if persona != "ria" else 403)):
        problem = visitor.get(path)
        assert problem.status_code == status
        links = re.findall(r'href="([^"]+)"', problem.text.split("<main", 1)[1].split("</main>", 1)[0])
        assert links == [home]
    assert visitor.get(home).status_code == 200


OWN_FORMS = ("/paspoort/wissen", "/paspoort/delen", "/paspoort/toestemming")
"""What cannot be undone, and what lets others in."""


def test_a_form_of_who_was_here_before_does_nothing_to_who_is_here_now(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], app: FastAPI
) -> None:
    as_ria = own_form(ria)
    ria.post("/aanmelden", data={"persona": "mehmet"})
    mehmet = dict(ria.get("/api/passport").json()["passport"])
    for path, sent in (
        *((path, {"recipient": "team", "name": "Ria Jansen", "given": "true"}) for path in OWN_FORMS),
        ("/paspoort/delen/stoppen", {"case": "0123456789abcdef"}), ("/paspoort/bewaren", {}), ("/paspoort/advies", {}), ("/gesprek", {"message": "ja dat is goed"}),
    ):
        answer = ria.post(path, data={**as_ria, **sent})
        assert answer.status_code == 409 and "Deze pagina is van iemand anders" in answer.text, path
    assert ria.get("/api/passport").json()["passport"] | {name: mehmet[name] for name in ("created_at", "updated_at")} == mehmet, "still a new one"
    ria.post("/aanmelden", data={"persona": "ria"})
    assert ria.post("/paspoort/wissen", data=as_ria).headers["Location"] == "/?gewist=true", "it stays good for who signs in anew"
    assert passport().is_new


@pytest.mark.parametrize("path", OWN_FORMS)
def test_without_a_mark_nothing_is_erased_or_shared(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], path: str
) -> None:
    before = passport()
    answer = ria.post(path, data={"recipient": "team", "name": "Ria", "given": "true"})
    assert answer.status_code == 409 and "Open de pagina opnieuw" in answer.text
    assert passport() == before
    assert ria.post("/paspoort/bewaren").status_code == 303, "what harms nobody is taken from a page of before the update"


@pytest.mark.parametrize("path", ["/gesprek", "/paspoort", "/paspoort/wissen", "/paspoort/downloads", "/afmelden"])
def test_every_form_says_for_whom_it_was_made_and_tells_nobody_who_that_is(ria: TestClient, told: SkillsPassport, owner: str, path: str) -> None:
    page = ria.get(path).text
    sending = [form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'method="post"' in form]
    assert sending and all(form.count(f'name="{FIELD}" value="{own_form(ria)[FIELD]}"') == 1 for form in sending)
    assert own_form(ria)[FIELD] not in owner
