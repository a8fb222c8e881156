"""A line of the log says what happened and where, and holds nobody's words, whoever logs."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portal.settings import Settings
from portal.watching.logs import set_up

CANARY = "kwispelzwaluw"
Logged = Callable[[], str]


def _begin(settings: Settings) -> Iterator[Logged]:
    root = logging.getLogger()
    before = root.level, [*root.handlers]
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    stream = io.StringIO()
    set_up(settings, stream)
    yield stream.getvalue
    logging.captureWarnings(False)
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@pytest.fixture
def logged() -> Iterator[Logged]:
    yield from _begin(Settings(log_format="json", log_level="debug"))


@pytest.fixture
def logged_as_text() -> Iterator[Logged]:
    yield from _begin(Settings())


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def fail() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise ValueError(f"cannot read {CANARY}") from error


def test_our_own_lines_are_told_with_time_level_and_logger(logged: Logged) -> None:
    logging.getLogger("publishing.live").info("Version %s is live.", 3)
    (line,) = lines(logged())
    assert line.pop("at").endswith("Z")
    assert line == {"event": "Version 3 is live.", "level": "info", "logger": "publishing.live"}


def test_of_libraries_only_the_place_stands_there(logged: Logged) -> None:
    for level in (logging.DEBUG, logging.ERROR):
        logging.getLogger("httpcore.http11").log(level, "send_request_headers %s", CANARY, extra={"said": CANARY})
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    logging.getLogger("uvicorn.error").debug(CANARY)
    warnings.warn(CANARY, stacklevel=1)
    assert CANARY not in logged()
    found = lines(logged())
    assert [line["logger"] for line in found] == ["httpcore.http11", "httpcore.http11", "uvicorn.error", "uvicorn.error", "py.warnings"]
    assert found[0]["event"].startswith("httpcore.http11, line ") and found[2]["event"] == "Invalid HTTP request received."


def test_an_error_is_told_by_its_names_and_places(logged: Logged) -> None:
    for name in ("bot.conversation", "uvicorn.error", "asyncio"):
        try:
            fail()
        except ValueError:
            logging.getLogger(name).exception("Something of ours went wrong.", stack_info=True)
    assert CANARY not in logged()
    for line in lines(logged()):
        assert line["error"].startswith("ValueError KeyError test_log_lines.py:"), line
    assert [line["event"].startswith("Something") for line in lines(logged())] == [True, False, False]


def test_what_nobody_caught_is_logged_without_its_words(logged: Logged) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert CANARY not in logged()
    assert [line["event"] for line in lines(logged())] == ["A thread ended by a mistake in it.", "The program ends by a mistake in it."]


def test_a_request_is_told_by_its_route_and_its_lines_belong_together(ria: TestClient, logged: Logged) -> None:
    ria.get(f"/paspoort?gelukt={CANARY}", headers={"User-Agent": CANARY})
    ria.post("/api/chat", json={"message": f"ik doe {CANARY}"})
    ria.post("/gesprek", data={"message": f"ik doe {CANARY}"})
    ria.post("/aanmelden", data={"persona": CANARY})
    assert CANARY not in logged()
    requests = [line for line in lines(logged()) if line["event"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in requests] == [
        ("GET", "/paspoort", 200), ("POST", "/api/chat", 200), ("POST", "/gesprek", 200), ("POST", "/aanmelden", 403),
    ]
    assert len({line["request"] for line in requests}) == 4
    handed_over = [line for line in lines(logged()) if line["logger"] == "bot.engines.standing_in"]
    assert {line["request"] for line in handed_over} <= {line["request"] for line in requests} and handed_over


def test_as_text_it_is_one_readable_line_and_says_less(logged_as_text: Logged) -> None:
    logging.getLogger("publishing.live").info("Version %s is live.", 3)
    logging.getLogger("bot.conversation").warning("Rasa had a turn run.")
    (line,) = logged_as_text().splitlines()
    assert "Rasa had a turn run." in line and "warning" in line and "\x1b" not in line
