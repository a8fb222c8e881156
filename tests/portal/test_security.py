"""What every request and answer must satisfy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.security import HEADERS, LARGEST_BODY
from skills_passport.model import SkillsPassport
from tests.portal.conftest import HERE

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


def test_static_files_may_be_kept_and_pages_may_not(ria: TestClient, told: SkillsPassport) -> None:
    assert ria.get("/paspoort").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in ria.get("/static/portal.css").headers
