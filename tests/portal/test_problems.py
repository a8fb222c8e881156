"""What people and programs see when something goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.responses import Response
from starlette.types import Scope

from portal.given_back import LONGEST
from portal.pages import Pages
from portal.problems import Safety, add_handlers, problem
from portal.security import HEADERS, Guard
from skills_passport.errors import ErasureIncomplete, PassportChanged, PassportNotFound, StoreBusy
from skills_passport.model import SkillsPassport
from tests.portal.conftest import fields, own_form

WHAT_PEOPLE_TYPE = "mijn geheime zin"


@pytest.fixture(scope="module")
def failing() -> TestClient:
    """An application whose routes fail in every way the real ones can."""
    app = FastAPI()
    app.state.pages = Pages("0")
    add_handlers(app)
    app.add_middleware(Safety)

    def refuse(scope: Scope, status: int, text: str) -> Response:
        return problem(Request(scope), status, text)

    app.add_middleware(Guard, refuse=refuse)
    errors: dict[str, Exception] = {
        "bug": ZeroDivisionError(WHAT_PEOPLE_TYPE), "busy": StoreBusy("database is locked"), "changed": PassportChanged("m1", 1, 2),
        "erasure": ErasureIncomplete("m1", "het paspoort is weg", "resten nog niet"), "none": PassportNotFound("m1"),
    }

    @app.get("/{where}/{name}")
    def fail(where: str, name: str) -> None:
        raise errors[name]

    return TestClient(app, raise_server_exceptions=True)


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("bug", 500, "ging bij ons iets mis"), ("busy", 503, "storing bij ons"), ("changed", 409, "intussen veranderd"),
        ("erasure", 503, "Het wissen is nog niet klaar"), ("none", 404, "nog geen paspoort"),
    ],
)
@pytest.mark.parametrize("where", ["pagina", "api"])
def test_every_failure_is_told_in_dutch_to_people_and_programs(failing: TestClient, where: str, name: str, status: int, says: str) -> None:
    answer = failing.get(f"/{where}/{name}")
    assert answer.status_code == status
    assert says in answer.text
    assert answer.headers["content-type"].startswith("application/json" if where == "api" else "text/html")
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("where", ["pagina", "api"])
def test_a_mistake_of_ours_shows_no_trace_and_logs_no_words(failing: TestClient, where: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = failing.get(f"/{where}/bug")
    assert "ZeroDivisionError at test_problems.py" in caplog.text
    for place in (answer.text, caplog.text):
        assert WHAT_PEOPLE_TYPE not in place
        assert "Traceback" not in place


def test_htmx_gets_a_line_and_no_page(failing: TestClient) -> None:
    answer = failing.get("/pagina/busy", headers={"HX-Request": "true"})
    assert answer.status_code == 503
    assert 'role="alert"' in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/weg", 404), ("POST", "/pagina/bug", 405)])
def test_what_is_not_there_is_told_in_dutch(failing: TestClient, method: str, path: str, status: int) -> None:
    answer = failing.request(method, path)
    assert answer.status_code == status
    assert '<html lang="nl"' in answer.text
    assert "Not Found" not in answer.text
    assert "Method Not Allowed" not in answer.text


LATE = "/paspoort/berichten"


@pytest.mark.parametrize("path", [LATE, "/paspoort/plan", "/begeleiding/0123456789abcdef/oordeel", "/begeleiding/0123456789abcdef/plan/a%20b", "/beheer/vaardigheden/x/weg?concept=3"])
def test_what_was_written_when_the_session_had_ended_is_given_back_to_send_again(visitor: TestClient, path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = visitor.post(path, data={"version": "3", "text": f"{WHAT_PEOPLE_TYPE} <b>&", "words": "Ja", "tag": ["a", "b"]})
    assert answer.status_code == 401 and answer.headers["Cache-Control"] == "no-store"
    form = answer.text.split("<main", 1)[1]
    assert f'method="post" action="{path}"' in form and 'name="version" value="3"' in form and form.count('name="tag"') == 2
    assert f"\n{WHAT_PEOPLE_TYPE} &lt;b&gt;&amp;</textarea>" in form and "\nJa</textarea>" in form and "<b>" not in form
    assert WHAT_PEOPLE_TYPE not in caplog.text


def test_a_large_table_is_given_back_and_only_what_was_written_in_it_is_shown(visitor: TestClient) -> None:
    sent = {"kolommen": ["when[1].values", "then[1].text"], **{f"rij-{row}-then[1].text": f"Tekst {row}" for row in range(600)}}
    form = visitor.post("/beheer/regels/3/tabel/x", data=sent).text.split("<main", 1)[1]
    assert form.count("<textarea") == 600 and form.count('type="hidden" name="kolommen"') == 2


def test_who_signs_in_again_in_another_tab_sends_it_and_somebody_else_does_not(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    sent = own_form(ria, casework=str(passport().casework.version), kind="70", text="Een dag meelopen")
    ria.post("/afmelden")
    again = fields(ria.post("/paspoort/plan", data=sent).text, "Stuur opnieuw") | {"text": sent["text"]}
    assert again == sent
    ria.post("/aanmelden", data={"persona": "mehmet"})
    assert ria.post("/paspoort/plan", data=again).status_code == 409
    ria.post("/aanmelden", data={"persona": "ria"})
    assert ria.post("/paspoort/plan", data=again).status_code == 303
    assert [step.now.text for step in passport().casework.steps] == ["Een dag meelopen"]


@pytest.mark.parametrize("more", [
    {"headers": {"Sec-Fetch-Site": "cross-site"}}, {"headers": {"Origin": "https://elders.example"}}, {"headers": {"HX-Request": "true"}},
    {"data": {"text": WHAT_PEOPLE_TYPE, "password": "geheim"}}, {"data": {"text": WHAT_PEOPLE_TYPE + "x" * LONGEST}}, {"data": {"case": "0123456789abcdef"}},
    {"data": {"text": WHAT_PEOPLE_TYPE}, "files": {"file": b"x"}},
], ids=["another site", "another origin", "htmx", "password", "too long", "nothing written", "upload"])
def test_nothing_else_is_given_back(visitor: TestClient, more: dict[str, Any]) -> None:
    answer = visitor.post(LATE, **{"data": {"text": WHAT_PEOPLE_TYPE}, **more})
    assert answer.status_code in (401, 403) and WHAT_PEOPLE_TYPE not in answer.text and "Stuur opnieuw" not in answer.text
