"""What coach and employee type in a case: bounded, and without what cannot be seen or would turn the text round."""

from __future__ import annotations

from rules.language.text import cap, tidy
from skills_passport.errors import TextRefused

NAME, REACH, WORDS, STEP, MESSAGE = 80, 120, 2_000, 500, 4_000
"""The most characters of a name, of how to reach somebody, of a reason in own words, of a plan step, of a message."""


def one_line(text: str, limit: int, field: str, *, needed: bool = False) -> str:
    """The text on one line, cleaned. Raises TextRefused when it is too long, or empty where something is needed."""
    return _checked(cap(text, len(text)), limit, field, needed)


def several_lines(text: str, limit: int, field: str, *, needed: bool = False) -> str:
    """The same, with its lines kept."""
    return _checked("\n".join(line.rstrip() for line in tidy(text, len(text)).text.splitlines()).strip(), limit, field, needed)


def _checked(text: str, limit: int, field: str, needed: bool) -> str:
    """Nothing is cut off: who wrote too much must see it, and not find half of it at the other side."""
    if len(text) > limit:
        raise TextRefused(field, f"is langer dan {limit} tekens. Maak het korter")
    if needed and not text:
        raise TextRefused(field, "is nog leeg. Schrijf er iets in")
    return text
