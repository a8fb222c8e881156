"""A live SQLite store moves whole, also when it is shot on the way, and is never used beside the one it moved to."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from portal.moving_store import move, undo
from portal.serving import serve
from portal.settings import Settings
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Editor
from publishing.shipped import take_in
from publishing.store import VersionStore
from skills_passport.errors import MoveFailed, StoreMoved, StoreUnavailable
from skills_passport.opening import open_passports
from skills_passport.sign_ins import SignIns, Watched
from skills_passport.sql import PostgresPlace
from skills_passport.sqlite_store import SqliteStore
from tests.cluster.conftest import Look
from tests.skills_passport.conftest import _filled, _worked

pytestmark = pytest.mark.cluster
AT = datetime(2026, 12, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
PEOPLE = 12
KILLS = 8


@pytest.fixture
def settings(tmp_path: Path, database: PostgresPlace) -> Settings:
    """An installation that was used for a while, and the address of the database it is to move to."""
    return used(tmp_path, database)


def used(var: Path, database: PostgresPlace) -> Settings:
    """Fills the files of an installation in `var`."""
    settings = Settings(var=var, store=SecretStr(database.url))
    with closing(SqliteStore(settings.database)) as store, closing(SignIns(settings.database, clock=lambda: AT)) as sign_ins:
        for number in range(PEOPLE):
            store.change(f"m{number}", lambda passport, number=number: _worked(_filled(passport, f"p{number}"), f"p{number}"), actor="bot", action="answer")
            sign_ins.begin(f"number-{number}", f"m{number}", frozenset({"employee"}), "oidc", "", older_than=AT)
            sign_ins.watch(f"number-{number}", Watched(AT.timestamp() + number / 3, number % 2 == 0, f"sealed-{number}"))
        assert sign_ins.end_at_provider("m4", "", token="said", until=AT.timestamp() + 1e9) == 1
        store.change("odd", lambda passport: passport.with_answer("own", {"t": "nul\x00in \x1a"}, words="nul\x00in \x1a", at=AT), actor="bot", action="answer")
        store.erase("m3", actor="employee")
    with closing(VersionStore(settings.versions)) as versions:
        take_in(versions, Content({"rulebook/a.yml": "regel\n", "answers.yml": ""}), lambda content: None, product="1")
        drafts = Drafts(versions, lambda content: None, product="1", rehearse=lambda version, content: None)
        draft = drafts.begin(by=Editor("e1", "Hans"), title="Anders")
        drafts.change(draft.number, lambda content: content.with_file("answers.yml", "nieuw"), by=Editor("e1", "Hans"), what="x", expected_revision=draft.revision)
    return settings


def everything(passports: object, versions: object) -> tuple[object, ...]:
    """All that can be asked of two places; looks are made in a fixed order, so that they leave the same rows."""
    with closing(open_passports(passports, clock=lambda: AT)) as store, closing(SignIns(passports)) as sign_ins, closing(VersionStore(versions)) as kept:  # type: ignore[arg-type]
        owners = [f"m{number}" for number in range(PEOPLE)] + ["odd"]
        found = [store.load(owner, actor="employee", action="show").answers_given for owner in owners]
        return (
            found, [store.load(owner, actor="employee", action="show").casework for owner in owners], [store.accesses(owner, actor="employee") for owner in owners],
            store.audit_head(), store.verify_audit(), store.coaches(), [store.cases_for(f"p{number}-coach", closed=True) for number in range(PEOPLE)],
            [sign_ins.find(f"number-{number}") for number in range(PEOPLE)], [sign_ins.watched(f"number-{number}") for number in range(PEOPLE)],
            sign_ins.end_at_provider("m5", "", token="said", until=AT.timestamp()), kept.versions(), kept.history(), [kept.content(each.number) for each in kept.versions()],
            kept.editors(), kept.four_eyes(), kept.mark(),
        )


def copy_of(settings: Settings, folder: Path) -> tuple[Path, Path]:
    folder.mkdir()
    for file in (settings.database, settings.versions):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder / settings.database.name, folder / settings.versions.name


def test_what_arrives_answers_as_what_left(settings: Settings, tmp_path: Path) -> None:
    before = everything(*copy_of(settings, tmp_path / "copy"))
    told: list[str] = []
    move(settings, told.append)
    assert everything(settings.passports_place, settings.versions_place) == before
    assert any(line.startswith(f"passports: {PEOPLE} rijen, aan beide kanten gelijk") for line in told)
    move(settings, told.append)
    assert told[-1] == "Alles was al verhuisd."


def test_the_old_files_are_served_from_no_more_and_say_what_to_do(settings: Settings) -> None:
    running = SqliteStore(settings.database)  # a portal that nobody stopped
    versions = VersionStore(settings.versions)
    move(settings, lambda line: None)
    for write in (
        lambda: running.load("m1", actor="employee", action="show"), running.check, lambda: running.erase("m1", actor="employee"),
        lambda: versions.remove_editor("e1"),
    ):
        with pytest.raises(StoreMoved):
            write()  # type: ignore[no-untyped-call]
    running.close()
    versions.close()
    with pytest.raises(StoreMoved, match="WIJZER_STORE"):
        serve(settings.model_copy(update={"store": SecretStr(""), "port": 0}), lambda line: None, "http://127.0.0.1:9")
    for opened in (SqliteStore, SignIns):
        with pytest.raises(StoreMoved, match="verhuisd"):
            opened(settings.database)


def test_a_database_with_something_in_it_is_refused_and_the_file_stays_in_use(settings: Settings) -> None:
    with closing(open_passports(settings.passports_place)) as store:
        store.change("else", lambda passport: passport.with_answer("own", {}, words="x", at=AT), actor="bot", action="answer")
    with pytest.raises(MoveFailed, match="createdb"):
        move(settings, lambda line: None)
    undo(settings)
    with closing(open_passports(settings.passports_place)) as store:
        assert not store.load("else", actor="employee", action="show").is_new
    with closing(SqliteStore(settings.database)) as store:
        assert store.check() == PEOPLE


def test_a_row_that_did_not_arrive_as_it_left_is_found_and_nothing_opens(settings: Settings, look: Look) -> None:
    finish_copy(settings)
    look("UPDATE skills_passport.answers SET words = 'iets anders' WHERE owner = 'm1' AND number = 1")
    with pytest.raises(MoveFailed, match="answers"):
        move(settings, lambda line: None)
    with pytest.raises(StoreUnavailable, match="migrate-store"):
        open_passports(settings.passports_place)
    undo(settings)
    undo(settings)
    with closing(SqliteStore(settings.database)) as store:
        assert store.check() == PEOPLE and store.verify_audit().whole


def finish_copy(settings: Settings) -> None:
    """Everything copied, and stopped before anything opens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skills_passport.moving.Move.opened", lambda self, target: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            move(settings, lambda line: None)


def shot(settings: Settings, after: float) -> float:
    """Moves in a process of its own and shoots that so many seconds after its first sign of life; when that was (monotonic)."""
    process = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "tests/cluster/moving_worker.py"), str(settings.var), settings.store.get_secret_value()],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout
    until = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < until and not closed(settings.database):
        time.sleep(0.002)
    time.sleep(after)
    moment = time.monotonic()
    process.kill()
    process.stdout.close()
    process.wait()
    return moment


def closed(path: Path) -> bool:
    try:
        SqliteStore(path).close()
    except StoreMoved:
        return True
    return False


def test_shot_at_any_moment_it_goes_on_and_ends_whole(settings: Settings, tmp_path: Path) -> None:
    before = everything(*copy_of(settings, tmp_path / "copy"))
    dice = random.Random(2026)
    for _ in range(KILLS):
        shot(settings, dice.random() * 0.4)
        assert closed(settings.database), "nobody writes in the file once the move began"
        try:
            opened = open_passports(settings.passports_place)
        except StoreUnavailable:
            continue
        opened.close()
        break  # it was done before it was shot
    move(settings, lambda line: None)
    assert everything(settings.passports_place, settings.versions_place) == before
