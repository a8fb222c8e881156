"""A log of the Rasa process that can hold nobody's words, yet says what went wrong and where.

Rasa logs the whole message when a turn fails or is cut off, and errors of libraries may quote it as well. So from the
first message on a record is rebuilt from what the program itself wrote: logger, place, name of the event, names of
errors and the lines they passed. Before that nobody has said anything, and problems at the start keep their full text.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from typing import Any

_NAME = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+|[A-Z]\w*(Error|Exception|Warning|Timeout|Exit)")
_MOST = 12  # errors and lines of one record
_make_record = logging.getLogRecordFactory()


def keep_words_out() -> None:
    """From now on, for all loggers and handlers of this process; may be called again."""
    logging.setLogRecordFactory(wordless_record)


def wordless_record(*arguments: Any, **options: Any) -> logging.LogRecord:
    """Stands in for `logging.LogRecord`."""
    record = _make_record(*arguments, **options)
    told = [*_event(record.msg), *_error(record.exc_info)]
    record.msg = json.dumps({"level": record.levelname.lower(), "at": f"{record.name}:{record.lineno}", "event": " ".join(told)})
    record.args = ()
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _event(message: object) -> list[str]:
    """The name of a structured event and of its errors, which stand in Rasa's source; nothing of any other text."""
    try:
        found = json.loads(message) if isinstance(message, str) else None
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, dict):
        return []
    errors = found.get("exception")
    types = [error.get("exc_type") for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
    return [name for name in (found.get("event"), *types) if isinstance(name, str) and _NAME.fullmatch(name)]


def _error(exc_info: Any) -> list[str]:
    """The names of an error and its causes, and where it came from; never its message."""
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    names = []
    cause = error if isinstance(error, BaseException) else None
    frames = traceback.extract_tb(cause.__traceback__)[-_MOST:] if cause is not None else []
    while cause is not None and len(names) < _MOST:
        names.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return [*names, *(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)]
