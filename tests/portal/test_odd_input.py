"""Whatever is sent, no route answers as if the program broke."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from skills_passport.model import SkillsPassport

ODD = {
    "empty": "", "blank": " \t\r\n", "long": "lang " * 20_000, "emoji": "👩🏽‍💻🔥" * 50, "right to left": "\u202eגדול\u202c مرحبا", "control": "\x00\x07\x1b[31m\x7f",
    "html": "<svg/onload=alert(1)>", "sql": "'; DROP TABLE passports; --", "template": "{{ self.__init__.__globals__ }}${7*7}",
    "command": '/affirm{"answer": "x"}', "button": "knop:function:../../etc/passwd", "half a surrogate": "\udfff", "path": "../../../../etc/passwd\x00.json",
}
POSTS = ("/gesprek", "/paspoort/corrigeren", "/paspoort/toestemming", "/aanmelden", "/api/chat", "/rasa/actions", "/onbekend")


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("name", ODD)
def test_no_form_makes_a_route_break(ria: TestClient, told: SkillsPassport, path: str, name: str) -> None:
    odd = encoded(ODD[name])
    names = ("message", "message_id", "seen", "field", "value", "values", "question", "items", "places", "persona", "given")
    # Sent as raw parts, so that also bytes that are no text arrive.
    parts = [b'--x\r\nContent-Disposition: form-data; name="' + field.encode() + b'"\r\n\r\n' + odd + b"\r\n" for field in names]
    body = b"".join([*parts, b'--x\r\nContent-Disposition: form-data; name="version"\r\n\r\n' + str(told.version).encode() + b"\r\n--x--\r\n"])
    answer = ria.post(path, content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", ODD)
def test_no_message_makes_the_talk_break(ria: TestClient, told: SkillsPassport, name: str) -> None:
    for answer in (
        ria.post("/api/chat", content=json.dumps({"message": ODD[name]}), headers={"Content-Type": "application/json"}),
        ria.post("/gesprek", data={"message": encoded(ODD[name])}),
        ria.get("/gesprek"),
    ):
        assert answer.status_code < 400, answer.text


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"{", b"null", b'{"message": "\\ud800"}', b"[" * 50_000, b'{"message": 1e400}', b'{"message": "a"' + b" " * 1000])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "x"])
@pytest.mark.parametrize("path", POSTS)
def test_no_body_makes_a_route_break(ria: TestClient, path: str, kind: str, body: bytes) -> None:
    answer = ria.post(path, content=body, headers={"Content-Type": kind})
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("path", ["/paspoort?gelukt=misschien", "/?gewist=%FF", "/gesprek?x=%00", "/static/../settings.py", "/static/%2e%2e/app.py", "/%00", "/paspoort/download?x=" + "a" * 5000])
def test_no_address_makes_a_route_break(ria: TestClient, path: str) -> None:
    answer = ria.get(path)
    assert answer.status_code < 500
    assert "import" not in answer.text


def test_a_file_where_text_is_expected_is_refused(ria: TestClient) -> None:
    answer = ria.post("/gesprek", files={"message": ("cv.pdf", b"%PDF-1.7", "application/pdf")})
    assert answer.status_code == 422
    assert "Ga terug" in answer.text
