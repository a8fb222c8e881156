"""Every kind of answer that the application can give carries the headers; no route takes another site's post, or more than it can bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from portal.login.cookies import SESSION
from portal.security import HEADERS, LARGEST_ACTION
from tests.access.matrix import Row, rows
from tests.access.people import ASKERS, People
from tests.access.test_matrix import contents

UNSAFE = [row for row in rows() if row.method not in ("GET", "HEAD")]
EACH_UNSAFE = pytest.mark.parametrize("row", UNSAFE, ids=lambda row: f"{row.method} {row.path}")
FOREIGN = (
    {"Origin": "https://elders.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:81"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.example", "Sec-Fetch-Site": "same-origin"},
)


def is_guarded(answer: Any) -> bool:
    """All headers as they should be, and of the policy nothing looser than our own files."""
    policy = answer.headers.get("Content-Security-Policy", "")
    return {name: answer.headers.get(name) for name in HEADERS} == HEADERS and "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("GET", "/", {}, 200), ("GET", "/static/portal.css", {}, 200), ("GET", "/paspoort/download", {}, 200), ("GET", "/paspoort/downloads/paspoort.xlsx", {}, 200),
        ("GET", "/aanmelden/oidc", {}, 404), ("GET", "/static/niet.css", {}, 404), ("GET", "/bestaat-niet", {}, 404), ("GET", "/api/bestaat-niet", {}, 404),
        ("POST", "/gesprek", {"files": {"message": ("a.txt", b"a")}}, 422), ("POST", "/api/chat", {"json": {}}, 422), ("POST", "/api/chat", {"content": b"{"}, 422),
        ("PUT", "/paspoort", {}, 405), ("TRACE", "/", {}, 405), ("POST", "/rasa/actions", {"json": {}}, 403), ("POST", "/gesprek", {"headers": {"Origin": "null"}}, 403),
        ("POST", "/gesprek", {"headers": {"Content-Length": "99999999999"}}, 413), ("POST", "/paspoort/corrigeren", {"data": {"version": "0", "field": "region"}}, 409),
        ("GET", "/health", {}, 503), ("POST", "/paspoort/advies", {}, 303), ("GET", "/openapi.json", {}, 200),
    ],
)
def test_every_status_carries_the_headers(people: People, method: str, path: str, more: dict[str, Any], status: int) -> None:
    answer = people.ask("ria", method, path, **more)
    assert answer.status_code == status, answer.text[:300]
    assert is_guarded(answer), answer.headers


def test_a_mistake_of_ours_carries_the_headers_and_tells_nothing(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the real application, with its store taken away under it."""
    monkeypatch.setattr(people.app.state, "store", None)
    for path in ("/paspoort", "/api/passport"):
        answer = people.ask("ria", "GET", path)
        assert answer.status_code == 500 and is_guarded(answer), answer.headers
        assert "NoneType" not in answer.text and "ging bij ons iets mis" in answer.text


def test_nobody_and_too_much_carry_the_headers(people: People) -> None:
    for who, path in (("nobody", "/paspoort"), ("nobody", "/api/passport"), ("hans", "/paspoort")):
        assert is_guarded(people.ask(who, "GET", path)), (who, path)
    answers = [people.ask("joyce", "POST", "/api/chat", json={"message": ""}) for _ in range(61)]
    assert answers[-1].status_code == 429 and answers[-1].headers["Retry-After"] and is_guarded(answers[-1])


def somewhere(people: People, row: Row) -> str:
    """An address of the route: a case that is, and else what may not be there."""
    return re.sub(r"\{(\w+)\}", lambda found: {"case": people.cases["ria"], "number": "1", "draft": "1"}.get(found.group(1), "x"), row.path)


@EACH_UNSAFE
def test_a_post_of_another_site_does_nothing_whoever_is_signed_in(people: People, row: Row) -> None:
    before = contents(people)
    for who in ASKERS:
        for headers in FOREIGN:
            answer = people.ask(who, row.method, somewhere(people, row), headers=headers)
            assert (answer.status_code, "andere website" in answer.text) == (403, True), (who, headers)
    assert contents(people) == before


@EACH_UNSAFE
def test_no_route_reads_more_than_it_can_bear(people: People, row: Row) -> None:
    """Neither what says how large it is, nor what goes on without saying so; a route that takes no form never reads it."""
    path = somewhere(people, row)
    who = {"coach": "carla", "hr": "hans"}.get(row.may, "ria")

    def going_on() -> Iterator[bytes]:
        for _ in range(LARGEST_ACTION // 1_000_000 + 1):
            yield b"a" * 1_000_000

    kind = {"Content-Type": "application/json" if row.json or row.may == "rasa" else "application/x-www-form-urlencoded"}
    assert people.ask(who, row.method, path, headers={**kind, "Content-Length": str(LARGEST_ACTION + 1)}).status_code == 413
    answer = people.ask(who, row.method, path, headers=kind, content=going_on())
    reads = row.send or row.path == "/afmelden"
    unread = (row.answer, 413, 401, *((422,) if row.file else ()))  # a file comes as multipart or is refused unread
    assert answer.status_code in ((413, 403) if reads or row.may == "rasa" else unread), answer.text[:300]
    many = people.ask(who, row.method, path, data={f"veld{number}": "x" for number in range(20_000)})
    assert many.status_code < 500


def test_a_session_is_no_good_under_another_name_or_when_altered(people: People) -> None:
    cookie = people.cookies["ria"]
    altered = cookie[:-2] + ("A" if cookie[-2] != "A" else "B") + cookie[-1]  # not the last sign: of that some bits tell nothing
    for wrong in (altered, cookie.split(".")[0], "", "x" * 5000, people.cookies["wil"]):
        answer = people.client.get("/paspoort", headers={"Cookie": f"{SESSION}={wrong}"})
        assert (answer.status_code, answer.headers.get("Location")) == (303, "/")
