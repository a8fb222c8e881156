"""Whether a text can be read as it stands: whole sentences, in neither all small letters nor all capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.errors import Problem

_BEGIN, _GOES_ON = re.compile(r"[A-Z0-9“‘'\"]"), re.compile(r"[a-z0-9“‘'\"({-]")
_END = re.compile(r"[.!?…][”’'\")]?$")
_SMALL_AFTER_STOP = re.compile(r"(?<![.…(/])(?<!\b[a-z])[.!?] [a-z]")
_SHOUTED = re.compile(r"\b[A-Z]{2,} (?:[A-Z]+ ){2}")


def unreadable(texts: Iterable[str]) -> list[str]:
    """Those that do not begin with a capital, end with a stop and have sentences between; an empty text is unreadable too."""
    return [text for text in texts if not (_BEGIN.match(text) and _ends_well(text))]


def unclear(problems: Iterable[Problem]) -> list[Problem]:
    """Those that do not say where they are, or not in words that go on after the name of the field."""
    return [each for each in problems if not (each.file and each.line >= 1 and _GOES_ON.match(each.message) and _ends_well(each.message))]


def _ends_well(text: str) -> bool:
    return bool(_END.search(text)) and not _SMALL_AFTER_STOP.search(text) and not _SHOUTED.search(text)
