"""A disk that is full, or takes no write any more, under a portal that people use: said in Dutch, nothing half, nothing that was there is lost, no restart."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import httpx
import pytest

from bot.rasa_server.process import free_port
from portal.backups.errors import BackupFailed
from portal.backups.keys import make_key, public_keys
from portal.backups.making import make_backup
from portal.settings import Settings, with_secrets
from skills_passport.errors import StoreError, StoreUnavailable
from skills_passport.opening import open_passports
from skills_passport.postgres_store import PostgresStore
from tests.cluster.postgres_server import PostgresServer
from tests.cluster.small_disk import SmallDisk
from tests.dialogue.talks import walk
from tests.forms import mark_in
from tests.server import ROOT, Employee, Server

pytestmark = [pytest.mark.cluster, pytest.mark.skipif(os.getuid() != 0, reason="only root mounts a disk")]
AIM = 5.0  # seconds until somebody reads what to do
WHAT_TO_DO = "Probeer het"
AT = datetime(2026, 12, 1, tzinfo=UTC)
_numbers = count(1)


@dataclass
class Home:
    disk: SmallDisk
    server: Server

    @property
    def settings(self) -> Settings:
        return with_secrets(Settings(var=self.server.var))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A portal without Rasa, which has nothing here that is not tried: all of its files on a small disk."""
    folder = tmp_path_factory.mktemp("disk")
    disk = SmallDisk(folder / "image", folder / "mounted", 48)
    try:
        server = Server(disk.folder / "var", environment={"WIJZER_DIALOGUE": "buttons"})
        server.start()
        try:
            yield Home(disk, server)
        finally:
            server.stop()
    finally:
        disk.close()


@contextmanager
def full(disk: SmallDisk) -> Iterator[None]:
    disk.fill()
    try:
        yield
    finally:
        disk.free()


def asked(do: httpx.Client, method: str, path: str, **more: object) -> httpx.Response:
    """The answer, which comes in time."""
    began = time.monotonic()
    answer = do.request(method, path, **more)  # type: ignore[arg-type]
    took = time.monotonic() - began
    assert took <= AIM, (path, took)
    return answer


@pytest.mark.parametrize("how", ["full", "closed"])
def test_a_disk_that_takes_no_write_is_told_and_all_goes_on_when_it_does(home: Home, tmp_path: Path, how: str) -> None:
    server, disk = home.server, home.disk
    ria, joyce, hans, carla = (server.employee(name) for name in ("ria", "joyce", "hans", "carla"))
    for each in (ria, joyce):
        each.start_anew()
        list(walk(each, until="tasks"))
    before = lines(ria)
    erasing = mark_in(joyce.client.get("/paspoort/wissen").text)
    versions = hans.client.get("/beheer/versies").text.count("/beheer/versies/")
    backups = disk.folder / "backups"
    kept = sorted(backups.glob("*"))
    public = public_keys([make_key(tmp_path / "key")])
    acknowledged: list[str] = []
    away: AbstractContextManager[None] = full(disk) if how == "full" else disk.closed()
    with away:
        refused = None
        for _ in range(400):  # what the log of SQLite has room for already is still taken
            text = f"ik regel zaak {next(_numbers)}"
            answer = asked(ria.client, "POST", "/api/chat", json={"message": text, "message_id": f"nummer-{text.replace(' ', '-')}"})
            if answer.status_code == httpx.codes.OK:
                acknowledged.append(text)
                continue
            refused = text
            assert answer.status_code == 503 and WHAT_TO_DO in answer.json()["detail"], answer.text
            break
        assert refused, "the disk took everything"
        tried = [
            asked(ria.client, "GET", "/gesprek"), asked(ria.client, "POST", "/gesprek", data={"message": "ik bel"}), asked(joyce.client, "POST", "/paspoort/wissen", data=erasing),
            asked(httpx.Client(base_url=server.url, trust_env=False, headers={"Origin": server.url}), "POST", "/aanmelden", data={"persona": "alfred"}),
            asked(hans.client, "POST", "/beheer/versies", data={"title": f"Versie van {how}"}),
        ]
        assert [(each.status_code, WHAT_TO_DO in each.text) for each in tried] == [(503, True)] * len(tried), [each.text[-500:] for each in tried]
        assert "ik bel" in tried[1].text, "what was typed is given back"
        looked = asked(carla.client, "GET", "/begeleiding"), asked(hans.client, "GET", "/beheer/versies")
        assert [each.status_code for each in looked] == [200, 200], "what writes nothing goes on"
        assert asked(ria.client, "GET", "/health/ready").json()["store"] == "down"
        assert asked(ria.client, "GET", "/health/live").status_code == 200
        with pytest.raises((BackupFailed, StoreError), match="ruimte"), closing(open_passports(home.settings.passports_place)) as store:
            make_backup(home.settings, store, backups, public, at=AT)
        assert sorted(backups.glob("*")) == kept, "no half copy"
    began = time.monotonic()
    while httpx.get(f"{server.url}/health/ready", trust_env=False).status_code != httpx.codes.OK:
        assert time.monotonic() - began < 10
    print(f"\n{how}: {len(acknowledged)} messages were still taken; ready again after {time.monotonic() - began:.1f} s")
    again = ria.client.post("/api/chat", json={"message": refused, "message_id": f"nummer-{refused.replace(' ', '-')}"})
    assert again.status_code == 200, again.text
    assert lines(ria) == [*before, *acknowledged, refused]
    assert lines(joyce)
    joyce.erase()
    assert hans.client.post("/beheer/versies", data={"title": f"Versie van {how}"}).status_code == 303
    assert hans.client.get("/beheer/versies").text.count("/beheer/versies/") >= versions
    server.employee("alfred")
    with closing(open_passports(home.settings.passports_place)) as store:
        assert store.verify_audit().whole
        assert make_backup(home.settings, store, backups, public, at=AT).file.exists()


def lines(employee: Employee) -> list[str]:
    return [line["text"] for line in employee.passport()["passport"]["talk"] if line["who"] == "employee"]


def test_a_start_on_a_disk_that_is_read_only_or_full_says_what_to_do(tmp_path: Path) -> None:
    disk = SmallDisk(tmp_path / "image", tmp_path / "mounted", 8)
    try:
        used = disk.folder / "used"
        with_secrets(Settings(var=used))
        open_passports(used / "passports.sqlite").close()
        with disk.read_only():
            tried = [start(used), start(disk.folder / "new")]
        with full(disk):
            tried.append(start(used))
        for said in tried:
            assert said.returncode == 1 and said.stderr.startswith("wijzer: ") and "Traceback" not in said.stderr, said.stderr
            assert "ruimte" in said.stderr or "WIJZER_VAR" in said.stderr, said.stderr
        with closing(open_passports(used / "passports.sqlite")) as store:
            assert store.verify_audit().whole and store.check() == 0, "nothing was spoilt"
    finally:
        disk.close()


def start(var: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from portal.cli import main; main()", "serve", "--demo", "--port", str(free_port())], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60,
        env={**os.environ, "WIJZER_VAR": str(var), "WIJZER_DIALOGUE": "buttons"},
    )


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder that PostgreSQL's user may pass, with a name that leaves room for one of a socket."""
    with tempfile.TemporaryDirectory(prefix="wijzer-") as folder:
        os.chmod(folder, 0o711)
        yield Path(folder)


def test_a_database_without_room_is_told_and_goes_on_when_there_is_room(short: Path) -> None:
    disk = SmallDisk(short / "image", short / "disk", 160)
    server = None
    try:
        server = PostgresServer(disk.folder)
        server.start()
        words = "x" * 4000
        with closing(PostgresStore(server.make())) as store:
            acknowledged: list[str] = []

            def tell() -> None:
                text = f"{next(_numbers)} {words}"
                began = time.monotonic()
                try:
                    store.change("m1", lambda passport: passport.with_answer("own", {"said": text}, words=text, at=AT), actor="bot", action="answer")
                    acknowledged.append(text)
                finally:
                    assert time.monotonic() - began <= AIM

            tell()
            with full(disk):
                with pytest.raises(StoreUnavailable, match="ruimte"):
                    for _ in range(2000):
                        tell()
                with pytest.raises(StoreUnavailable):
                    tell()
            began = time.monotonic()
            while True:
                try:
                    tell()
                    break
                except StoreError:
                    assert time.monotonic() - began < 30, server.log.read_text()[-2000:]
                    time.sleep(0.1)
            print(f"\n{len(acknowledged)} were taken; PostgreSQL goes on {time.monotonic() - began:.1f} s after there is room")
            assert [answer.words for answer in store.load("m1", actor="employee", action="show").answers_given] == acknowledged
            assert store.verify_audit().whole
    finally:
        if server is not None:
            server.close()
        disk.close()
