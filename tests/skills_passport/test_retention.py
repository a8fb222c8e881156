"""A passport that nobody touches goes after its time, not a day earlier, and not when somebody touches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from skills_passport.model import SkillsPassport
from skills_passport.opening import open_passports
from skills_passport.retention import REMINDED_DAYS, Retained, erase_daily, erase_past, last_day, reminder, retained
from skills_passport.sql import Place
from skills_passport.sql_store import SqlStore

Filler = Callable[[SkillsPassport, str], SkillsPassport]
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


class Now:
    """A clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def store(home: Place, now: Now, filled: Filler) -> Iterator[SqlStore]:
    opened = open_passports(home, clock=now)
    for owner, days in (("old-m1", 0), ("new-m2", 100)):
        now.at = NOON + timedelta(days=days)
        opened.change(owner, lambda passport, owner=owner: filled(passport, f"canary-{owner}"), actor="bot", action="answer")
    yield opened
    opened.close()


def erase(store: SqlStore, today: date, forgotten: list[str]) -> int:
    return erase_past(store, 24, today, actor="retention", forget_talk=forgotten.append)


def test_looking_first_changes_nothing(store: SqlStore) -> None:
    assert retained(store, 24, date(2028, 12, 1)) == Retained((), (("old-m1", date(2028, 12, 1)),))
    assert retained(store, 24, date(2028, 12, 2)) == Retained((("old-m1", date(2028, 12, 1)),), ())
    assert retained(store, 24, date(2028, 10, 1)) == Retained((), ())
    assert store.check() == 2


def test_what_is_past_is_erased_and_the_talk_is_forgotten(store: SqlStore) -> None:
    forgotten: list[str] = []
    assert erase(store, date(2028, 12, 1), forgotten) == 0
    assert erase(store, date(2028, 12, 2), forgotten) == 1
    assert forgotten == ["old-m1"] and store.check() == 1
    assert store.verify_audit().whole
    assert erase(store, date(2028, 12, 2), forgotten) == 0


def test_what_is_past_is_in_no_file_afterwards(store: SqlStore, path: Path) -> None:
    assert erase(store, date(2028, 12, 2), []) == 1
    assert [file.name for file in path.parent.rglob("*") if b"old-m1" in file.read_bytes()] == []


def test_a_change_or_the_wish_to_keep_it_begins_the_time_anew_and_a_look_does_not(store: SqlStore, now: Now) -> None:
    now.at = datetime(2028, 11, 1, tzinfo=UTC)
    store.load("old-m1", actor="employee", action="show-passport")
    assert retained(store, 24, date(2028, 12, 2)).past
    assert store.keep("old-m1", actor="employee") and not store.keep("m9", actor="employee")
    assert not retained(store, 24, date(2028, 12, 2)).past
    passport = store.load("old-m1", actor="employee", action="show-passport")
    assert (passport.updated_at, passport.version) == (now.at, 1)
    assert "keep-longer" in [entry.action for entry in store.accesses("old-m1", actor="employee")]


def test_who_changes_something_between_looking_and_erasing_keeps_it(store: SqlStore, now: Now) -> None:
    def comes_back(owner: str) -> None:
        now.at = datetime(2028, 12, 2, 9, tzinfo=UTC)
        store.keep(owner, actor="employee")

    assert erase_past(store, 24, date(2028, 12, 2), actor="retention", forget_talk=comes_back) == 0
    assert store.check() == 2


def daily(store: SqlStore, today: date, months: int = 24) -> int | None:
    return erase_daily(store, months, today, forget_talk=lambda owner: None)


def turns(store: SqlStore) -> int:
    with store._engine.reading() as connection:
        (found,) = connection.execute("SELECT count(*) FROM audit WHERE action = 'retention-run' AND actor = 'retention'").fetchone()
    return int(found)


def test_each_day_has_one_turn_over_all_processes_and_it_stands_in_the_trail(store: SqlStore, home: Place) -> None:
    other = open_passports(home)
    found = [daily(each, date(2027, 1, day)) for day in (1, 1, 2) for each in (store, other)]
    assert found == [0, None, None, None, 0, None]
    assert turns(store) == 2 and other.verify_audit().whole
    other.close()


def day_by_day(store: SqlStore, first: date, last: date, months: int = 24) -> dict[date, int]:
    """What went, by day."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: gone for day in days if (gone := daily(store, day, months))}


def test_a_passport_goes_the_day_after_its_last(store: SqlStore) -> None:
    assert day_by_day(store, date(2028, 9, 1), date(2028, 12, 5)) == {date(2028, 12, 2): 1}


def test_what_is_past_when_the_daily_look_begins_is_reminded_of_first(store: SqlStore) -> None:
    begins = date(2030, 1, 1)
    assert daily(store, begins) == 0
    last = begins + timedelta(days=REMINDED_DAYS)
    assert reminder(NOON, 24, begins, store.retention_from()) == last
    assert set(retained(store, 24, begins).soon) == {("old-m1", last), ("new-m2", last)}
    assert day_by_day(store, begins + timedelta(days=1), last + timedelta(days=2)) == {last + timedelta(days=1): 2}


def test_a_shorter_term_is_reminded_of_first_and_a_longer_one_takes_nothing_back(store: SqlStore) -> None:
    day_by_day(store, date(2027, 1, 1), date(2027, 4, 1))
    assert store.retention_from() == date(2027, 3, 2)
    shorter = day_by_day(store, date(2027, 4, 2), date(2027, 6, 2), months=3)
    assert shorter == {date(2027, 6, 2): 1} and store.retention_from() == date(2027, 6, 1)
    assert daily(store, date(2027, 6, 3), months=24) == 0 and store.retention_from() == date(2027, 6, 1)


@pytest.mark.parametrize(("days", "goes"), [(30, 1), (31, 0)])
def test_after_a_month_in_which_nothing_ran_the_reminder_begins_anew(store: SqlStore, days: int, goes: int) -> None:
    day_by_day(store, date(2028, 9, 1), date(2028, 11, 20))
    again = date(2028, 11, 20) + timedelta(days=days)
    assert day_by_day(store, again, again + timedelta(days=1)) == ({again + timedelta(days=1): goes} if goes else {})


@pytest.mark.parametrize(("days", "goes"), [(2, date(2028, 12, 2)), (20, date(2029, 1, 29)), (400, date(2029, 1, 29))])
def test_a_clock_that_is_put_forward_and_back_erases_nothing(store: SqlStore, days: int, goes: date) -> None:
    """And it does not stop for as long as the clock was ahead: after more than a day it goes on with the days of the reminder."""
    day_by_day(store, date(2028, 9, 1), today := date(2028, 11, 28))
    assert daily(store, today + timedelta(days=days)) == 0
    assert day_by_day(store, today + timedelta(days=1), date(2029, 2, 28)) == {goes: 1}


@pytest.mark.parametrize(
    ("changed", "months", "last"),
    [
        (datetime(2026, 12, 1, tzinfo=UTC), 24, date(2028, 12, 1)),
        (datetime(2026, 12, 31, tzinfo=UTC), 2, date(2027, 2, 28)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, date(2025, 2, 28)),
        (datetime(2026, 1, 31, tzinfo=UTC), 11, date(2026, 12, 31)),
        (datetime(2026, 12, 1, tzinfo=UTC), 3, date(2027, 3, 1)),
    ],
)
def test_the_last_day(changed: datetime, months: int, last: date) -> None:
    assert last_day(changed, months) == last


def test_the_reminder_comes_sixty_days_before_the_end() -> None:
    assert reminder(NOON, 24, date(2028, 10, 1)) is None
    assert reminder(NOON, 24, date(2028, 10, 2)) == date(2028, 12, 1)
