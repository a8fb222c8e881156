"""kill -9 of a process that moves a store, makes a backup, puts versions live, or erases."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psycopg
from psycopg.sql import SQL, Identifier

from portal.backups.keys import private_keys
from portal.backups.restoring import Wanted, put_back
from portal.backups.taken_back import Given
from portal.moving_store import move
from portal.settings import SECRETS
from publishing.model import State
from publishing.store import VersionStore
from skills_passport.erasures import ErasureJournal, Kind, read_journal
from skills_passport.errors import StoreUnavailable
from skills_passport.opening import open_passports
from skills_passport.pseudonym import owner_id
from skills_passport.rights import erase_all
from tests.cluster.kills.scene import Scene, Shot
from tests.cluster.kills.worker import FILES
from tests.cluster.test_migrate_store import closed, copy_of, everything, shot, used
from tests.skills_passport.conftest import _filled, _worked

ROOT = Path(__file__).parents[3]
WORKER = Path(__file__).parent / "worker.py"
ERASED = 6
"""Passports that one process is to erase."""


def migration(scene: Scene) -> Shot:
    """The move of a store of its own to an empty database; begun again, it ends, and all that can be asked is the same."""
    turn = scene.turn("migration")
    place = scene.server.make()
    folder = scene.folder / f"move-{turn}"
    try:
        settings = used(folder, place)
        before = everything(*copy_of(settings, folder / "copy"))
        moment = shot(settings, scene.dice.random() * 0.4)
        answered = scene.writers.wait_for_answers(moment)
        wrong = []
        if not closed(settings.database):
            wrong.append("the files are still written in")
        with suppress(StoreUnavailable):  # until all of it is there
            open_passports(settings.passports_place).close()
        move(settings, lambda line: None)
        back = time.monotonic() - moment
        if everything(settings.passports_place, settings.versions_place) != before:
            wrong.append("what arrived is not what left")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        scene.server.remove(place)
    return Shot("migration", answered, back, tuple(wrong))


def backup(scene: Scene) -> Shot:
    """Of the database that employees write in. The next one is made, and put back: all that was acknowledged before it began is in it."""
    folder = scene.folder / "backups"
    process = _backup(scene, folder)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until and not _begun(scene, folder):
        time.sleep(0.002)
    time.sleep(scene.dice.uniform(0, 0.6))
    moment = time.monotonic()
    process.kill()
    process.communicate()
    answered = scene.writers.wait_for_answers(moment)
    wrong = []
    for file in folder.glob("[!.]*.age"):
        wrong += _put_back(scene, file, {})
    told = {each.persona: (each.erasures, list(each.acknowledged)) for each in scene.writers.all}
    again = _backup(scene, folder)
    out, error = again.communicate(timeout=120)
    back = time.monotonic() - moment
    if again.returncode:
        wrong.append(f"the next backup failed: {error.splitlines()[-1:]}")
    else:
        wrong += _put_back(scene, Path(out.splitlines()[0]), told)
        left = [path.name for path in (*folder.glob(".*"), *scene.settings.var.glob(".backup-*"))]
        wrong += [f"left behind: {left}"] if left else []
    shutil.rmtree(folder)
    return Shot("backup", answered, back, tuple(wrong))


def _backup(scene: Scene, folder: Path) -> subprocess.Popen[str]:
    surroundings = {"WIJZER_VAR": str(scene.settings.var), "WIJZER_STORE": scene.place.url, "WIJZER_ERASURES": str(scene.journal)}
    return subprocess.Popen(
        [sys.executable, "-c", "from portal.cli import main; main()", "backup", "--folder", str(folder), "--to", scene.public],
        cwd=ROOT, env={**os.environ, **surroundings}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )


def _begun(scene: Scene, folder: Path) -> bool:
    return any(scene.settings.var.glob(".backup-*")) or (folder.exists() and any(folder.iterdir()))


def _put_back(scene: Scene, file: Path, told: dict[str, tuple[int, list[str]]]) -> list[str]:
    """What does not hold of a backup, put back in a database of its own."""
    place = scene.server.make()
    into = scene.folder / "restored"
    secrets = {name: getattr(scene.settings, name) for name in SECRETS}
    wrong = []
    try:
        found = put_back(Wanted(file, private_keys(scene.key), secrets, Given(scene.journal, is_live=True), store=place.url), into, now=datetime.now(UTC))
        with closing(open_passports(place)) as store:
            if found.audit_rows == 0 or not store.verify_audit().whole:
                wrong.append("the audit trail of a backup is broken")
            for writer in scene.writers.all:
                erasures, acknowledged = told.get(writer.persona, (0, []))
                talk = store.load(owner_id(f"demo:{writer.persona}", secrets["secret_key"]), actor="operator", action="show").talk
                lines = Counter(line.text for line in talk)
                if writer.erasures == erasures and not all(lines[text] == 1 for text in acknowledged):
                    wrong.append(f"{writer.persona}: not all that was acknowledged is in the backup")
    finally:
        shutil.rmtree(into, ignore_errors=True)
        scene.server.remove(place)
    return wrong


def publishing(scene: Scene) -> Shot:
    """One version after another goes live; the last that was acknowledged or a later one is live, whole and alone, and both portals serve it."""
    with closing(VersionStore(scene.place)) as store:
        before = store.versions()[0].number
    process = _worker("publish", scene.place.url)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(scene.dice.uniform(0, 0.6))
    moment = time.monotonic()
    process.kill()
    acknowledged = [int(line) for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
    answered = scene.writers.wait_for_answers(moment)
    wrong = []
    with closing(VersionStore(scene.place)) as store:
        versions = store.versions()
        live = [version.number for version in versions if version.state is State.PUBLISHED]
        if len(live) != 1 or live[0] < max(acknowledged, default=1):
            wrong.append(f"live is {live}, acknowledged was {acknowledged[-3:]}")
        for version in versions:
            if version.number <= before:
                break
            steps = store.history(version.number)
            if [step.revision for step in steps] != [*range(1, version.revision + 1)] or steps[-1].snapshot != version.snapshot:
                wrong.append(f"the history of version {version.number} has a hole")
            if version.published_at is not None and len({store.content(version.number)[file].split("\n", 1)[0] for file in FILES}) != 1:
                wrong.append(f"version {version.number} is a mix of two")
    while any(_served(portal.url) != live[0] for portal in scene.house.portals) and time.monotonic() - moment < 120:
        time.sleep(0.1)
    return Shot("publishing", answered, time.monotonic() - moment, tuple(wrong))


def _served(url: str) -> int:
    return int(httpx.get(f"{url}/health/ready", timeout=60, trust_env=False).json()["version"])


def erasure(scene: Scene) -> Shot:
    """Passports with something in every place are erased one after the other: each is there whole or gone without a word left."""
    turn = scene.turn("erasure")
    owners = [f"m-erased-{turn}-{number}" for number in range(ERASED)]
    marks = {owner: f"kanarie{turn}x{number}x" for number, owner in enumerate(owners)}
    before = {}
    for owner, mark in marks.items():
        scene.store.change(owner, lambda passport, mark=mark: _worked(_filled(passport, mark), mark), actor="bot", action="answer")
        before[owner] = scene.store.load(owner, actor="operator", action="show")
    with psycopg.connect(scene.place.url) as connection:
        subjects = dict(connection.execute("SELECT owner, subject FROM skills_passport.passports WHERE owner = ANY(%s)", (owners,)).fetchall())
    process = _worker("erase", scene.place.url, str(scene.journal), *owners)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(scene.dice.uniform(0, 0.4))
    moment = time.monotonic()
    process.kill()
    acknowledged = process.communicate()[0].split()
    answered = scene.writers.wait_for_answers(moment)
    wrong = []
    written = {entry.of for entry in read_journal(scene.journal).entries if entry.kind is Kind.PASSPORT}
    for owner, mark in marks.items():
        after = scene.store.load(owner, actor="operator", action="show")
        words = _with(scene, mark)
        if after.is_new:
            wrong += [f"{owner} is gone, and words are left in {words}"] if words else []
            wrong += [] if subjects[owner] in written else [f"{owner} is gone, and not in the journal"]
        else:
            wrong += [f"{owner} was acknowledged and is there"] if owner in acknowledged else []
            wrong += [] if (after.answers_given, after.talk, after.advices, after.casework) == (
                before[owner].answers_given, before[owner].talk, before[owner].advices, before[owner].casework
            ) else [f"{owner} is there in half"]
    with closing(open_passports(scene.place, journal=ErasureJournal(scene.journal))) as store:
        for owner in owners:
            erase_all(store, owner, actor="operator", forget_talk=lambda _: None)
    back = time.monotonic() - moment
    left = _with(scene, f"kanarie{turn}x")
    wrong += [f"words are left in {left}"] if left else []
    return Shot("erasure", answered, back, tuple(wrong))


def _with(scene: Scene, word: str) -> list[str]:
    """The tables in which a word stands."""
    with psycopg.connect(scene.place.url) as connection:
        tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'skills_passport'").fetchall()]
        return [
            name for name in tables
            if connection.execute(SQL("SELECT 1 FROM skills_passport.{} each WHERE each::text LIKE %s LIMIT 1").format(Identifier(name)), (f"%{word}%",)).fetchone()
        ]


def _worker(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(WORKER), *arguments], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
