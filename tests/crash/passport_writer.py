"""A process that writes passports as fast as it can and says what was acknowledged.

Run as `python passport_writer.py FILE OWNER FIRST COUNT`; FILE may be the address of a database. Every line it prints is a number whose change the
store has acknowledged. One change touches every part of a passport, so that half of one would show. Where the
store says that it was busy and kept nothing, the writer does what that asks: it tries again.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from skills_passport.errors import StoreBusy
from skills_passport.model import Interview, SkillsPassport, Speaker, TalkLine
from skills_passport.opening import open_passports
from skills_passport.sql import place_at

AT = datetime(2026, 12, 1, tzinfo=UTC)
TRIES = 5


def told(passport: SkillsPassport, number: int) -> SkillsPassport:
    return (
        passport.with_answer("own", {"number": number}, words=f"answer {number}", at=AT)
        .with_lines(TalkLine(Speaker.EMPLOYEE, f"said {number}", AT), TalkLine(Speaker.BOT, f"replied {number}", AT))
        .with_reply(f"message-{number}", {"number": number}, at=AT)
        .with_interview(Interview("own", (), {"number": number}))
    )


def main(place: str, owner: str, first: int, count: int) -> None:
    store = open_passports(place_at(place if place.startswith("postgresql:") else "", Path(place)))
    for number in range(first, first + count):
        for patience in reversed(range(TRIES)):
            try:
                store.change(owner, lambda passport, number=number: told(passport, number), actor="bot", action="answer")
                break
            except StoreBusy:
                if not patience:
                    raise
        print(number, flush=True)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
