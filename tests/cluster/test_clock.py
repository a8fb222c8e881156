"""A clock that is put forward and back under a portal that people use: nobody gets in longer, no limit is lifted or lasts for ever, nothing starts or goes too early."""

from __future__ import annotations

import glob
import re
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from portal.login.break_glass import write_account
from portal.roles import Role
from portal.settings import Settings
from portal.versions.opening import drafts_of
from publishing.model import Editor, State
from publishing.store import VersionStore
from skills_passport.opening import open_passports
from tests.dialogue.talks import walk
from tests.server import Employee, Server

pytestmark = [pytest.mark.cluster]
PASSWORD = "vier willekeurige woorden"
HANS, MIEN = Editor("e1", "Hans"), Editor("e2", "Mien")
A_MOMENT = 1.5  # seconds in which the portal looks three times whether a version is to start


class Machine:
    """A portal whose clock the test puts forward and back (Debian: apt install faketime); time goes on as it does."""

    def __init__(self, folder: Path) -> None:
        found = sorted(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1"))
        assert found, "Needs libfaketime: apt install faketime."
        self._offset = folder / "clock"
        self.put(timedelta())
        self.server = Server(folder / "var", environment={
            "WIJZER_DIALOGUE": "buttons", "LD_PRELOAD": found[0], "FAKETIME_TIMESTAMP_FILE": str(self._offset), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        })

    def put(self, ahead: timedelta) -> None:
        """So much ahead of the clock of the test."""
        beside = self._offset.with_suffix(".new")
        beside.write_text(f"{ahead.total_seconds():+.0f}\n")
        beside.replace(self._offset)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    found = Machine(tmp_path)
    (tmp_path / "var").mkdir(mode=0o700)
    write_account(tmp_path / "var" / "break-glass.json", PASSWORD, frozenset({Role.EMPLOYEE}))
    found.server.start()
    try:
        yield found
    finally:
        found.server.stop()


def may(employee: Employee, page: str) -> bool:
    answer = employee.client.get(page)
    assert answer.status_code in {200, 303}, answer.text
    return answer.status_code == httpx.codes.OK


def planned(server: Server) -> int:
    """A version that starts in an hour."""
    settings = Settings(var=server.var, store=SecretStr(""))
    with closing(VersionStore(settings.versions_place)) as store:
        drafts = drafts_of(settings, store, lambda version, content: None)
        begun = drafts.begin(by=HANS, title="Voor straks")
        drafts.change(begun.number, lambda content: content.with_file("interview.yml", content["interview.yml"] + "\n"), by=HANS, what="regel", expected_revision=begun.revision)
        sent = drafts.submit(begun.number, by=HANS)
        return drafts.plan(sent.number, starts_at=datetime.now(UTC) + timedelta(hours=1), by=MIEN).number


def state(server: Server, number: int) -> State:
    with closing(VersionStore(Settings(var=server.var).versions_place)) as store:
        return store.version(number).state


def guess(server: Server) -> httpx.Response:
    return httpx.post(f"{server.url}/aanmelden/noodtoegang", data={"password": "niet dit"}, headers={"Origin": server.url}, trust_env=False, timeout=30)


def test_a_clock_that_jumps_opens_nothing_and_loses_nothing(machine: Machine) -> None:
    server = machine.server
    ria, carla = server.employee("ria"), server.employee("carla")
    list(walk(ria, until="tasks"))
    said = ["ik regel zaak een"]
    ria.say(said[0])
    version = planned(server)
    assert [guess(server).status_code for _ in range(6)] == [403] * 5 + [429]

    machine.put(timedelta(hours=1))
    assert not may(carla, "/begeleiding"), "half an hour is what a coach may be away"
    assert guess(server).status_code == 429, "no limit is lifted"
    said.append("ik regel zaak twee")
    ria.say(said[-1])
    carla.sign_in()
    assert may(carla, "/begeleiding")

    machine.put(timedelta(days=1))
    assert not may(ria, "/gesprek") and not may(carla, "/begeleiding"), "no session holds longer than twelve hours"
    assert guess(server).status_code == 429
    time.sleep(A_MOMENT)
    assert state(server, version) is State.IN_REVIEW, "a start that was planned waits until the clock is believed"
    assert "The clock was put forward" in server.log.read_text()

    machine.put(timedelta())
    assert not may(carla, "/begeleiding"), "begun at a time that is still to come"
    assert not may(ria, "/gesprek"), "used at one: for an hour nobody could tell how long it is not used"
    refused = guess(server)
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) <= 60 and re.search(r"Wacht \d+ seconden", refused.text), refused.text
    for each in (ria, carla):
        each.sign_in()
    assert may(carla, "/begeleiding")
    said.append("ik regel zaak drie")
    ria.say(said[-1])
    assert [line["text"] for line in ria.passport()["passport"]["talk"] if line["text"] in said] == said, "in the order in which they were sent"
    time.sleep(A_MOMENT)
    assert state(server, version) is State.IN_REVIEW
    with closing(open_passports(server.var / "passports.sqlite")) as store:
        assert store.verify_audit().whole
