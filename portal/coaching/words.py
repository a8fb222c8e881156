"""What a coach types, as it may be kept, and time in words."""

from __future__ import annotations

from datetime import date, datetime

from bot.words.citizen_number import mask_citizen_numbers
from bot.words.cleaning import clean
from portal.zone import DUTCH_TIME
from skills_passport.casework.texts import several_lines
from skills_passport.errors import TextRefused


def typed_lines(text: str, limit: int, field: str) -> str:
    """Own words with their lines kept, cleaned and without citizen numbers. Raises TextRefused when longer than `limit` characters.

    >>> typed_lines(" bsn 111222333\\r\\nok ", 80, "De toelichting")
    'bsn [nummer weggelaten]\\nok'
    """
    return mask_citizen_numbers(clean(several_lines(text, limit, field), limit).text)[0]


def day_in(text: str, field: str = "De datum") -> date | None:
    """A day as a form sends it; None when it was left empty. Raises TextRefused."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise TextRefused(field, "lees ik niet. Schrijf bijvoorbeeld 2027-03-01") from None


def ago(since: datetime, now: datetime) -> str:
    """How long ago, by days of the calendar where the server stands.

    >>> from datetime import UTC
    >>> ago(datetime(2026, 11, 3, 12, tzinfo=UTC), datetime(2026, 11, 26, 12, tzinfo=UTC))
    '3 weken geleden'
    """
    days = max(0, (now.astimezone(DUTCH_TIME).date() - since.astimezone(DUTCH_TIME).date()).days)
    if days < 2:
        return ("vandaag", "gisteren")[days]
    if days < 14:
        return f"{days} dagen geleden"
    return f"{days // 7} weken geleden" if days < 91 else f"{days // 30} maanden geleden"


def known_as(name: str) -> str:
    """The name in the share, or what stands in for it: a share made in the talk has none.

    >>> known_as("")
    'Naam niet gegeven'
    """
    return name or "Naam niet gegeven"
