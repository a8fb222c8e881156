"""What every request and answer must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.responses import Response

from portal.security import HEADERS, LARGEST_BODY, Guard
from skills_passport.model import SkillsPassport
from tests.portal.conftest import HERE
from tests.portal.route_table import every_route

PAGES = ("/", "/gesprek", "/paspoort", "/paspoort/wissen", "/bestaat-niet")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200), ("GET", "/gesprek", 303), ("GET", "/api/passport", 401), ("GET", "/bestaat-niet", 404),
        ("GET", "/static/portal.css", 200), ("GET", "/static/weg.css", 404), ("PUT", "/gesprek", 405),
        ("POST", "/aanmelden", 422), ("POST", "/rasa/actions", 403), ("GET", "/openapi.json", 200), ("GET", "/health", 503),
    ],
)
def test_every_answer_carries_the_headers(visitor: TestClient, method: str, path: str, status: int) -> None:
    answer = visitor.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elders.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://127.0.0.1:9999"}, {"Origin": "https://127.0.0.1"},
    ],
)
@pytest.mark.parametrize("path", ["/aanmelden", "/gesprek", "/api/chat", "/paspoort/wissen", "/paspoort/corrigeren"])
def test_a_post_from_another_website_does_nothing(ria: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = ria.post(path, data={"persona": "ria", "message": "ja"}, headers=headers)
    assert answer.status_code == 403
    assert "andere website" in answer.text


def test_every_route_that_changes_something_refuses_other_websites(ria: TestClient, app: FastAPI) -> None:
    routes = [(method, path) for method, path in every_route(app) if method not in {"GET", "HEAD", "OPTIONS"}]
    assert len(routes) >= 9
    for method, path in routes:
        for headers in ({"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
            answer = ria.request(method, path, headers=headers)
            assert (answer.status_code, "andere website" in answer.text) == (403, True), (method, path, headers)


def test_every_answer_of_every_route_carries_the_headers(ria: TestClient, app: FastAPI) -> None:
    for method, path in (*every_route(app), ("TRACE", "/gesprek"), ("DELETE", "/paspoort")):
        answer = ria.request(method, path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, (method, path)
        assert answer.status_code != 500, (method, path)


def test_our_own_page_may_post(visitor: TestClient) -> None:
    headers = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
    assert visitor.post("/aanmelden", data={"persona": "ria"}, headers=headers).status_code == 303


def test_our_own_page_may_post_over_https(app: FastAPI, ria: TestClient) -> None:
    secure = TestClient(app, base_url="https://127.0.0.1", client=HERE, follow_redirects=False)
    assert secure.post("/aanmelden", data={"persona": "ria"}, headers={"Origin": "https://127.0.0.1"}).status_code == 303
    assert secure.post("/aanmelden", data={"persona": "ria"}, headers={"Origin": "http://127.0.0.1"}).status_code == 403


def test_a_body_that_says_it_is_too_large_is_not_read(ria: TestClient) -> None:
    answer = ria.post("/gesprek", data={"message": "a" * LARGEST_BODY})
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_a_body_that_grows_too_large_is_cut_off(ria: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"message": "'
        for _ in range(LARGEST_BODY // 50_000 + 2):
            yield b"a" * 50_000

    answer = ria.post("/api/chat", content=endless(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["detail"].startswith("Dit is te groot")


@pytest.mark.parametrize("length", ["²", "-1", "1e9", "9" * 5000, "zes"])
def test_a_length_that_is_no_length_is_refused(ria: TestClient, length: str) -> None:
    answer = ria.post("/gesprek", content=b"", headers={"Content-Length": length.encode("latin-1")})
    assert answer.status_code == 413


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_no_inline_script_or_style_that_the_policy_would_block(
    ria: TestClient, path: str
) -> None:
    html = ria.get(path).text
    assert not re.findall(r"<script(?![^>]*\ssrc=)", html)
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=", html)
    assert not re.findall(r'(?:\ssrc|action|<link[^>]*href)="(?:https?:)?//', html)


def test_only_who_is_named_may_embed_the_pages() -> None:
    named = Guard(Response("hoi"), refuse=lambda scope, status, text: Response(status_code=status), frame_ancestors="https://intranet.gemeente.nl https://hr.gemeente.nl")
    policy = TestClient(named).get("/").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://intranet.gemeente.nl https://hr.gemeente.nl")
    assert HEADERS["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_within_a_page_of_another_site_it_offers_a_tab_of_its_own(visitor: TestClient) -> None:
    framed = {"Sec-Fetch-Dest": "iframe"}
    assert "in een eigen tabblad" in visitor.get("/", headers={**framed, "Sec-Fetch-Site": "cross-site"}).text
    for headers in ({}, {**framed, "Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "cross-site"}):
        assert "Begin als Ria" in visitor.get("/", headers=headers).text


def test_a_file_under_its_hash_is_kept_for_good_and_comes_packed(visitor: TestClient) -> None:
    address = re.search(r'href="(/static/portal.css\?v=[0-9a-f]+)"', visitor.get("/").text)
    assert address is not None
    answer = visitor.get(address[1])
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Cache-Control" not in visitor.get("/static/weg.css?v=1").headers


def test_static_files_may_be_kept_and_pages_may_not(ria: TestClient, told: SkillsPassport) -> None:
    assert ria.get("/paspoort").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in ria.get("/static/portal.css").headers
