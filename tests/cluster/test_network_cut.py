"""The network between portal and database is cut without a word: the database lives in a network namespace of its own."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from skills_passport.errors import StoreError, StoreUnavailable
from skills_passport.model import SkillsPassport
from skills_passport.postgres_store import PostgresStore
from skills_passport.sql import PostgresPlace
from tests.cluster.postgres_server import PostgresServer

pytestmark = [pytest.mark.cluster, pytest.mark.skipif(os.getuid() != 0, reason="only root makes a network namespace")]
AT = datetime(2026, 12, 1, tzinfo=UTC)


class Cable:
    """A line to a network namespace, that can be cut."""

    def __init__(self) -> None:
        mark = secrets.token_hex(3)
        self.namespace, self._here, self._there = f"wijzer-{mark}", f"wa{mark}", f"wb{mark}"
        self.address = f"10.231.{secrets.randbelow(200)}."

    def lay(self) -> None:
        ip("netns", "add", self.namespace)
        ip("link", "add", self._here, "type", "veth", "peer", "name", self._there, "netns", self.namespace)
        ip("addr", "add", f"{self.address}1/30", "dev", self._here)
        ip("-n", self.namespace, "addr", "add", f"{self.address}2/30", "dev", self._there)
        ip("-n", self.namespace, "link", "set", "lo", "up")
        ip("-n", self.namespace, "link", "set", self._there, "up")
        self.mend()

    def cut(self) -> None:
        ip("link", "set", self._here, "down")

    def mend(self) -> None:
        ip("link", "set", self._here, "up")


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


@pytest.fixture
def cable() -> Iterator[Cable]:
    laid = Cable()
    laid.lay()
    yield laid
    ip("netns", "del", laid.namespace)


@pytest.fixture
def far(cable: Cable) -> Iterator[PostgresPlace]:
    """A database at the other end."""
    server = PostgresServer(namespace=cable.namespace, network=f"{cable.address}0/30")
    try:
        server.start()
        yield PostgresPlace(server.url(host=f"{cable.address}2"))
    finally:
        server.close()


def told(words: str) -> object:
    return lambda passport: passport.with_answer("own", {"said": words}, words=words, at=AT)


def test_it_is_said_nothing_comes_twice_and_it_goes_on_when_the_cable_is_back(far: PostgresPlace, cable: Cable) -> None:
    def tell(words: str) -> None:
        store.change("m1", told(words), actor="bot", action="answer")  # type: ignore[arg-type]

    def as_soon_as_it_goes(words: str) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                return tell(words)
            except StoreError:
                assert time.monotonic() < until, "it never went again"
                time.sleep(0.1)

    def cutting(passport: SkillsPassport) -> SkillsPassport:
        cable.cut()
        return passport.with_answer("own", {"said": "cut"}, words="cut", at=AT)

    with closing(PostgresStore(far)) as store:
        tell("before")
        cable.cut()
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match="antwoordt niet"):
                tell("meanwhile")
        cable.mend()
        as_soon_as_it_goes("after")
        with pytest.raises(StoreUnavailable, match="antwoordt niet"):
            store.change("m1", cutting, actor="bot", action="answer")
        cable.mend()
        as_soon_as_it_goes("at last")
        answers = [answer.words for answer in store.load("m1", actor="employee", action="show").answers_given]
        assert answers == ["before", "after", "at last"] and store.verify_audit().whole
