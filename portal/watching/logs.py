"""The log: one line an event, as text or JSON, and nobody's words in it at any level.

What our own modules log is a sentence of the program with ids and names of errors. Libraries may quote what they were busy with (a body, an address with a
search in it, a cookie), so of theirs only the logger, the line and the names of errors stand here; of the web server also its sentences about starting and stopping.
An error's message is left out everywhere, and so are the lines of a traceback: they may hold values.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from opentelemetry import trace

from portal.watching_settings import WatchingSettings

OURS = frozenset({"portal", "bot", "publishing", "skills_passport", "rules"})
SERVER = "uvicorn.error"
_MOST = 12  # errors and places of one line
_program = logging.getLogger("portal.program")


def set_up(settings: WatchingSettings, stream: TextIO | None = None) -> logging.Handler:
    """All that this process logs goes to `stream` (the error stream); gives the handler, to be taken away by who tests."""
    handler = logging.StreamHandler(stream or sys.stderr)
    shown = structlog.processors.JSONRenderer(ensure_ascii=False) if settings.log_format == "json" else structlog.dev.ConsoleRenderer(colors=False)
    chain: list[structlog.typing.Processor] = [
        _wordless, structlog.contextvars.merge_contextvars, _traced, structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=chain, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
    ))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # a line that cannot be made is told with all its values
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _unraisable
    return handler


def _wordless(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leaves out of a line all that is not the program's own."""
    record: logging.LogRecord = line["_record"]
    own = record.name.partition(".")[0] in OURS or (record.name == SERVER and record.levelno >= logging.INFO and not record.exc_info)
    event = line["event"] if own else f"{record.name}, line {record.lineno}"
    kept = {name: line[name] for name in ("_record", "_from_structlog") if name in line}
    line.clear()
    line.update(kept, event=event)
    told = told_of(record.exc_info[1] if record.exc_info else None)
    if told:
        line["error"] = told
    if own and isinstance(getattr(record, "told", None), dict):
        line.update(record.told)  # type: ignore[attr-defined]  # by portal/watching/requests.py: names and numbers of the program
    return line


def told_of(error: BaseException | None) -> str:
    """The names of an error and its causes, and the places it passed; never a message.

    >>> told_of(ValueError("wat iemand typte"))
    'ValueError'
    """
    names: list[str] = []
    places = traceback.extract_tb(error.__traceback__)[-_MOST:] if error is not None else []
    while error is not None and len(names) < _MOST:
        names.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return " ".join([*names, *(f"{Path(place.filename).name}:{place.lineno}" for place in places)])


def _traced(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The number of the trace that the line belongs to, where traces are made."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        line["trace"] = trace.format_trace_id(context.trace_id)
    return line


def _ended(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _program.critical("The program ends by a mistake in it.", exc_info=error)


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        _program.error("A thread ended by a mistake in it.", exc_info=ended.exc_value)


def _unraisable(found: sys.UnraisableHookArgs) -> None:
    if found.exc_value is not None:
        _program.error("A mistake while something was cleaned up.", exc_info=found.exc_value)
