"""What is served: swapped whole, the same for one request from begin to end, and built before it is needed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest

from publishing.content import Content
from publishing.drafts import Drafts
from publishing.errors import CannotBeServed
from publishing.live import BELIEVED, Live
from publishing.model import Version
from publishing.store import VersionStore
from skills_passport.steady_clock import SteadyClock
from tests.publishing.conftest import HANS, MIEN, ROUTE, Clock

WAIT = 10.0  # seconds until what happens in the background counts as not happening


class Building:
    """Builds a number and a title, which is all that these tests serve; can be held up, and can fail."""

    def __init__(self) -> None:
        self.built: list[int] = []
        self.may_go = threading.Event()
        self.may_go.set()
        self.fails = False
        self.known: list[Sequence[tuple[int, str]]] = []

    def __call__(self, version: Version, content: Content, known: Sequence[tuple[int, str]]) -> tuple[int, str]:
        assert self.may_go.wait(WAIT)
        if self.fails:
            raise ZeroDivisionError
        self.built.append(version.number)
        self.known.append(known)
        return version.number, content[ROUTE]


@pytest.fixture
def building() -> Building:
    return Building()


@pytest.fixture
def live(store: VersionStore, building: Building) -> Iterator[Live[tuple[int, str]]]:
    made = Live(building, store, every=0.01)
    yield made
    building.may_go.set()
    made.close()


@pytest.fixture
def going(drafts: Drafts, live: Live[tuple[int, str]]) -> Drafts:
    """The way to publish, with what is live watching."""
    drafts._rehearse = live.rehearse
    live.start(drafts)
    return drafts


def until(holds: Callable[[], bool]) -> None:
    ended = threading.Event()
    deadline = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        ended.wait(0.005)


def test_what_is_published_is_served(going: Drafts, live: Live[tuple[int, str]], reviewed: Version) -> None:
    assert live.now[0] == 1
    going.publish(reviewed.number, by=MIEN)
    until(lambda: live.now[0] == reviewed.number)
    assert "Blijven groeien" in live.now[1] and live.version.number == reviewed.number


def test_what_is_in_review_is_built_before_it_is_published(going: Drafts, live: Live[tuple[int, str]], reviewed: Version, building: Building) -> None:
    until(lambda: building.built == [1, reviewed.number])
    assert live.now[0] == 1
    going.publish(reviewed.number, by=MIEN)
    until(lambda: live.now[0] == reviewed.number)
    assert building.built == [1, reviewed.number]


def test_who_began_with_one_version_ends_with_it(going: Drafts, live: Live[tuple[int, str]], reviewed: Version) -> None:
    async def request() -> list[int]:
        with live.one_version():
            seen = [live.now[0]]
            await asyncio.to_thread(going.publish, reviewed.number, by=MIEN)
            await asyncio.to_thread(until, lambda: live.version.number == reviewed.number)
            seen += [live.now[0], await asyncio.to_thread(lambda: live.now[0])]
        return [*seen, live.now[0]]

    assert asyncio.run(request()) == [1, 1, 1, reviewed.number]


def test_a_turn_inside_a_request_of_another_version_keeps_its_own(live: Live[tuple[int, str]]) -> None:
    other = (99, "")
    with live.one_version(), live.one_version(other):
        assert live.now == other
    assert live.now[0] == 1


def test_what_cannot_be_built_is_not_published(going: Drafts, live: Live[tuple[int, str]], reviewed: Version, building: Building, store: VersionStore) -> None:
    building.fails = True
    building.built.clear()
    live._coming.clear()
    with pytest.raises(CannotBeServed, match="ZeroDivisionError"):
        going.publish(reviewed.number, by=MIEN)
    assert live.now[0] == 1 and store.published() == store.version(1)
    building.fails = False
    going.publish(reviewed.number, by=MIEN)
    until(lambda: live.now[0] == reviewed.number)


def test_a_planned_start_comes_by_itself(going: Drafts, live: Live[tuple[int, str]], reviewed: Version, clock: Clock) -> None:
    going.plan(reviewed.number, starts_at=clock.now + timedelta(hours=1), by=MIEN)
    assert live.now[0] == 1
    clock.now += timedelta(hours=2)
    until(lambda: live.now[0] == reviewed.number)


def test_a_clock_that_is_put_forward_starts_nothing_before_it_is_believed(
    going: Drafts, live: Live[tuple[int, str]], reviewed: Version, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead, passed, looked = [0.0], [0.0], threading.Event()

    def look() -> float:
        looked.set()
        return ahead[0]

    monkeypatch.setattr(live, "_clock", SteadyClock(BELIEVED, ahead=look, passed=lambda: passed[0]))
    going.plan(reviewed.number, starts_at=clock.now + timedelta(hours=1), by=MIEN)
    ahead[0] = 86_400.0
    clock.now += timedelta(days=1)
    for _ in range(3):
        looked.clear()
        assert looked.wait(10)
    assert live.now[0] == 1
    passed[0] = BELIEVED
    until(lambda: live.now[0] == reviewed.number)


def test_rolling_back_at_once_finds_the_old_one_still_there(going: Drafts, live: Live[tuple[int, str]], reviewed: Version, building: Building) -> None:
    first = live.now
    going.publish(reviewed.number, by=MIEN)
    until(lambda: live.now[0] == reviewed.number)
    back = going.roll_back(1, by=HANS, note="terug")
    until(lambda: live.now[0] == back.number)
    assert first in building.known[-1]


def test_another_process_publishes(store: VersionStore, live: Live[tuple[int, str]], going: Drafts, drafts: Drafts, reviewed: Version) -> None:
    other = VersionStore(store.place)
    Drafts(other, lambda content: None, product="1", rehearse=lambda version, content: None).publish(reviewed.number, by=MIEN)
    other.close()
    until(lambda: live.now[0] == reviewed.number)
    assert live.now[0] == reviewed.number


def test_stopping_does_not_wait_for_what_is_being_built(live: Live[tuple[int, str]], going: Drafts, building: Building, reviewed: Version, store: VersionStore) -> None:
    until(lambda: reviewed.number in building.built)
    live._coming.clear()
    building.may_go.clear()
    other = VersionStore(store.place)
    Drafts(other, lambda content: None, product="1", rehearse=lambda version, content: None).publish(reviewed.number, by=MIEN)
    other.close()
    live.close()
    assert live.now[0] == 1
