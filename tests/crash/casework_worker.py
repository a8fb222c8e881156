"""A process that does what coaches and employees do in cases, and says what was acknowledged.

Run as `python casework_worker.py FILE take CASE COACH` (says `won` or `told`), `… write CASE COACH FIRST` (messages and plan steps without end,
each number printed once it was acknowledged) or `… share OWNER` (shares and ends the share without end, printing the case when it is open
and `ended CASE` when it ended).
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.errors import CaseTaken, PassportChanged
from skills_passport.sqlite_store import SqliteStore

AT = datetime(2026, 12, 1, tzinfo=UTC)


def take(store: SqliteStore, case: str, coach: str) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        coaching.take_case(store, case, coach)
        print("won", flush=True)
    except CaseTaken:
        print("told", flush=True)


def write(store: SqliteStore, case: str, coach: str, first: str) -> None:
    """A step each time; who was not first reads what is there now and proposes again, as a person would."""
    version = coaching.open_case(store, case, coach).version
    for number in count(int(first)):
        text = f"{coach} {number}"
        coaching.write_to_employee(store, case, coach, text, at=AT)
        while True:
            try:
                version = coaching.propose_step(store, case, coach, kind=70, text=text, at=AT, expected_version=version).version
                break
            except PassportChanged as changed:
                assert changed.now is not None
                version = changed.now.casework.version
        print(number, flush=True)
        if number >= int(first) + 14:
            break


def share(store: SqliteStore, owner: str) -> None:
    while True:
        passport = employee.share(store, owner, coach="c1", name="canary", reach="canary", at=AT, text_version="1")
        case = passport.casework.open_shares[0].case
        print(case, flush=True)
        employee.end_share(store, owner, case, at=AT, text_version="1")
        print(f"ended {case}", flush=True)


def main(path: str, what: str, *arguments: str) -> None:
    store = SqliteStore(Path(path))
    {"take": take, "write": write, "share": share}[what](store, *arguments)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
