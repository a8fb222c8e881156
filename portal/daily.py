"""What the portal does by itself once a day: passports that are past their time go."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime

from starlette.concurrency import run_in_threadpool

from bot.rasa_server.tracker import forget_talk
from portal.settings import Settings
from skills_passport.errors import PassportError
from skills_passport.retention import erase_daily
from skills_passport.steady_clock import SteadyClock
from skills_passport.store import PassportStore

log = logging.getLogger(__name__)
AFTER_START = 300.0  # seconds; a start is for who waits for a page
EVERY = 3600.0  # seconds between two looks whether the day's turn was taken


async def every_day(store: PassportStore, settings: Settings) -> None:
    """Takes the day's turn, in whichever process comes first, until it is cancelled; what cannot be done now is done the next day.

    By a clock that was put forward or back since the last look nothing is erased: the next look believes it.
    """
    clock = SteadyClock(EVERY)
    await asyncio.sleep(AFTER_START)
    while True:
        if not clock.jumped():
            await run_in_threadpool(take_turn, store, settings, datetime.now(UTC).date())
        await asyncio.sleep(EVERY)


def take_turn(store: PassportStore, settings: Settings, today: date) -> int | None:
    """How many passports went; None when the turn of this day was taken, or something is in the way."""
    try:
        gone = erase_daily(store, settings.retention_months, today, forget_talk=lambda owner: forget_talk(settings.tracker, owner))
    except PassportError as error:
        log.error("retention: %s", type(error).__name__)
        return None
    if gone:
        log.info("retention: %d passports past their time were erased", gone)
    return gone
