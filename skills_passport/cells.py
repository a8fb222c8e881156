"""Values as SQLite keeps them, and back.

Stored text is always valid UTF-8: a lone surrogate, which no text can contain, becomes '?'.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

Row = tuple[Any, ...]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def text_cell(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def json_cell(value: Any) -> str:
    return text_cell(_ENCODER.encode(value))


def json_or_none(value: Any) -> str | None:
    return None if value is None else json_cell(value)


def value_in(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def time_cell(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("A time in a passport must know its time zone; use datetime.now(UTC).")
    return at.isoformat()


def time_or_none(at: datetime | None) -> str | None:
    return None if at is None else time_cell(at)


def time_in(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
