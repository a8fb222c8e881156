"""What Rasa logs while people talk: where and what, and nobody's words."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest

from bot.rasa_components.wordless_log import keep_words_out

CANARY = "kwispelzwaluw"
Logged = Callable[[], str]


@pytest.fixture
def logged() -> Iterator[Logged]:
    """A logger as Rasa sets it up, after the first message."""
    before = logging.getLogRecordFactory()
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger("rasa.test")
    logger.addHandler(handler)
    logger.propagate = False
    keep_words_out()
    yield written.getvalue
    logging.setLogRecordFactory(before)
    logger.removeHandler(handler)


def fail() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        raise ValueError(f"cannot read {CANARY}") from error


@pytest.mark.parametrize("message", [
    json.dumps({"text": CANARY, "event": "rest.message.received.timeout", "level": "error"}),
    json.dumps({"event": "rest.message.received.timeout", "exception": [{"exc_type": "ValueError", "exc_value": CANARY}]}),
    json.dumps({"event": CANARY}), json.dumps([CANARY]), f"cannot read {CANARY}", f"{{{CANARY}",
])
def test_no_message_holds_words(logged: Logged, message: str) -> None:
    logging.getLogger("rasa.test").error(message)
    text = logged()
    assert CANARY not in text
    assert '"level": "error"' in text and "rasa.test:" in text
    assert ("rest.message.received.timeout" in text) == ("rest.message" in message)
    assert ("ValueError" in text) == ("ValueError" in message)


def test_values_and_errors_are_told_by_name_and_place_only(logged: Logged) -> None:
    logger = logging.getLogger("rasa.test")
    logger.warning("heard %s", CANARY, stack_info=True)
    logger.warning(CANARY, extra={"said": CANARY})
    try:
        fail()
    except ValueError:
        logger.exception("turn of %s", CANARY)
    text = logged()
    assert CANARY not in text
    assert "ValueError KeyError" in text and "test_wordless_log.py:" in text
