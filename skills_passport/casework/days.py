"""How far away a day in plan or appointments may be: what nobody can have meant is refused, as it would stand on reminder lists for ever."""

from __future__ import annotations

from datetime import date, timedelta

from skills_passport.errors import TextRefused

YEARS_AHEAD = 10
"""Longer than any route of learning, and short enough to catch a year that was mistyped."""
_YEAR = timedelta(days=366)


def within_reach(day: date | None, today: date, field: str) -> date | None:
    """The day as it was given. Raises TextRefused when it is more than ten years ahead, or more than one back.

    A day of the past year stays possible: somebody writes down afterwards what was to be done by then.

    >>> within_reach(date(2027, 3, 1), date(2026, 11, 27), "De datum")
    datetime.date(2027, 3, 1)
    """
    if day is not None and day - today > YEARS_AHEAD * _YEAR:
        raise TextRefused(field, f"ligt meer dan {YEARS_AHEAD} jaar vooruit. Kies een dag die dichterbij is")
    if day is not None and today - day > _YEAR:
        raise TextRefused(field, "ligt meer dan een jaar terug. Kijk of het jaar klopt")
    return day
