"""`wijzer backup` and `restore`: what is in one, that any damage is found, and that nobody comes back who erased everything."""

from __future__ import annotations

import io
import json
import random
import resource
import shutil
import signal
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from portal.backups.errors import BackupDamaged, BackupFailed, KeyRefused, RestoreRefused
from portal.backups.keeping import name_of, surplus
from portal.backups.keys import make_key, private_keys, public_keys
from portal.backups.making import make_backup
from portal.backups.manifest import Manifest
from portal.backups.taken_back import Given
from portal.settings import Settings
from portal.versions.editor import remove_editor
from publishing.content import Content
from publishing.model import Deed, Editor, State, Version
from publishing.store import VersionStore
from skills_passport.erasures import Journal, Kind, as_text, read_journal
from skills_passport.rights import erase_all
from skills_passport.sqlite_copy import counted
from skills_passport.sqlite_engine import sqlite3
from tests.backups import CANARY, ERASED, KEPT, Place, copy_of, place
from tests.portal.command_line import wijzer

SEED = 20261127
FLIPS = 40
ROOM = 250_000  # bytes
PAGE = 4096  # bytes, of a database


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation with one backup; tests that change something work on a copy."""
    made = place(tmp_path_factory.mktemp("backup"))
    made.back_up()
    return made


@pytest.fixture
def own(made_once: Place, tmp_path: Path) -> Place:
    return copy_of(made_once, tmp_path / "own")


def backup_in(made: Place) -> Path:
    return next(made.folder.glob("*.age"))


def nothing_was_put_back(made: Place) -> bool:
    return not (made.root / "restored").exists() and made.leftovers() == []


def test_a_backup_holds_what_is_listed_and_no_secret_session_or_talk_of_the_engine(own: Place) -> None:
    settings = own.settings
    kept = settings.kept_versions / "catalogue" / "abc.json.gz"
    kept.parent.mkdir(parents=True)
    for path in (kept, settings.totals, settings.break_glass, settings.badge_key, settings.tracker, settings.var / "rasa.log"):
        path.write_bytes(b"something")
    VersionStore(settings.versions).close()
    with own.store(), sqlite3.connect(settings.database) as connection:
        connection.execute("INSERT INTO sign_ins VALUES ('hash-of-a-session', ?, 'employee', '2026', '2026', 'oidc', '', '', '')", (KEPT,))
    made = own.back_up()
    opened = io.BytesIO()
    with made.file.open("rb") as stream:
        pyrage.decrypt_io(stream, opened, private_keys(own.key))
    with tarfile.open(fileobj=io.BytesIO(opened.getvalue()), mode="r:gz") as tar:  # as anybody can, without this program
        names = tar.getnames()
        content = {name: tar.extractfile(name).read() for name in names}  # type: ignore[union-attr]
    assert names == ["manifest.json", "passports.sqlite", "publishing.sqlite", "totals.json", "versions/catalogue/abc.json.gz"]
    manifest = Manifest.model_validate_json(content["manifest.json"])
    assert manifest.counts["passports.sqlite"]["passports"] == 2 and manifest.counts["passports.sqlite"]["sign_ins"] == 0
    for secret in (settings.secret_key, settings.action_token, "hash-of-a-session"):
        assert all(secret.encode() not in each for each in content.values())
    assert made.file.stat().st_mode & 0o077 == 0 and CANARY.encode() not in made.file.read_bytes()
    done = own.put_back(made.file)
    assert done.passports == 2 and (own.root / "restored" / kept.relative_to(settings.var)).read_bytes() == b"something"
    assert own.leftovers() == []


def test_who_erased_everything_after_the_backup_is_in_no_file_that_is_put_back(own: Place) -> None:
    with closing(VersionStore(own.settings.versions)) as versions, versions.writing():
        snapshot, at = versions.put(Content({"interview.yml": "a"})), datetime.now(UTC)
        who = Editor("e1", "Kanariehals")
        version = Version(
            number=1, state=State.DRAFT, title="Iets", base=None, revision=1, snapshot=snapshot, writers=(), author=who, created_at=at, changed_at=at, product="0.1.0",
        )
        versions.add(version)
        versions.record(version, who, Deed.BEGUN, "begonnen")
    file = own.back_up().file
    with own.store() as store:
        assert erase_all(store, ERASED, actor="employee", forget_talk=lambda owner: None)
    with closing(VersionStore(own.settings.versions)) as versions:
        assert remove_editor(versions, "e1", own.settings)
    done = own.put_back(file)
    assert done.again == {Kind.PASSPORT: 1, Kind.EDITOR: 1} and done.passports == 1 and done.warnings == ()
    everything = {path: path.read_bytes() for path in (own.root / "restored").rglob("*") if path.is_file()}
    assert len(everything) == 4 and all(CANARY.encode() not in content and ERASED.encode() not in content for content in everything.values())
    assert all(b"Kanariehals" not in content for content in everything.values())
    assert read_journal(own.root / "restored" / "erasures.jsonl") == read_journal(own.settings.journal)


def test_without_the_journal_or_with_an_older_one_nothing_is_put_back_unless_told(own: Place) -> None:
    before = own.folder / "erasures.jsonl"
    older = own.root / "older.jsonl"
    shutil.copy(before, older)
    file = own.back_up().file
    with own.store() as store:
        erase_all(store, ERASED, actor="employee", forget_talk=lambda owner: None)
    journal = read_journal(own.settings.journal)
    stale, damaged = own.root / "stale.jsonl", own.root / "damaged.jsonl"
    stale.write_bytes(as_text(Journal(journal.entries, datetime.now(UTC) - timedelta(days=2))))
    ahead = own.root / "ahead.jsonl"
    ahead.write_bytes(as_text(Journal(journal.entries, datetime.now(UTC) + timedelta(hours=2))))
    damaged.write_bytes(own.settings.journal.read_bytes().replace(b'"passport"', b'"share"'))
    for given, told, passports in (
        (None, "ontbreekt", 2), (own.root / "absent.jsonl", "ontbreekt", 2), (older, "ouder dan deze reservekopie", 2), (damaged, "klopt niet", 2),
        (stale, "bijgewerkt tot", 1), (ahead, "moet nog komen", 1),
    ):
        with pytest.raises(RestoreRefused, match=told):
            own.put_back(file, given=Given(given))
        assert nothing_was_put_back(own)
        done = own.put_back(file, given=Given(given, accepted=True))
        assert done.passports == passports and "LET OP" in done.warnings[0] and told in done.warnings[0]
        shutil.rmtree(own.root / "restored")


def test_a_bit_that_flipped_anywhere_is_found(own: Place) -> None:
    dice, file = random.Random(SEED), backup_in(own)
    whole = file.read_bytes()
    (own.folder / f"{file.name}.sha256").unlink()  # without it, what is inside must tell
    for place_of in [0, len(whole) - 1, *(dice.randrange(len(whole)) for _ in range(FLIPS))]:
        changed = bytearray(whole)
        changed[place_of] ^= 1 << dice.randrange(8)
        file.write_bytes(changed)
        with pytest.raises((BackupDamaged, KeyRefused), match="beschadigd"):
            own.put_back(file)
        assert nothing_was_put_back(own)
    file.write_bytes(whole)
    assert own.put_back(file).passports == 2


def test_a_file_that_was_cut_off_or_is_something_else_is_found(own: Place) -> None:
    file = backup_in(own)
    whole = file.read_bytes()
    for part in (b"", whole[:100], whole[: len(whole) // 2], whole[:-1], whole + b"x", b"this is no backup" * 50):
        file.write_bytes(part)
        with pytest.raises(BackupDamaged, match="controlesom"):
            own.put_back(file)
        (own.folder / f"{file.name}.sha256").rename(own.root / "sum")
        with pytest.raises(BackupDamaged):
            own.put_back(file)
        (own.root / "sum").rename(own.folder / f"{file.name}.sha256")
        assert nothing_was_put_back(own)


def test_another_key_other_secrets_and_a_place_that_is_taken_are_refused(own: Place) -> None:
    file = backup_in(own)
    make_key(own.root / "other")
    secrets, elsewhere = own.settings.var / "secrets.json", ("--into", str(own.root / "restored"))
    other_secrets = own.root / "other.json"
    other_secrets.write_text(json.dumps({"secret_key": "x" * 40, "action_token": "y" * 40}), encoding="utf-8")
    for arguments, told in (
        (("--key", str(own.root / "other"), *elsewhere), "De sleutel past niet"),
        (("--key", str(file), *elsewhere), "geheime sleutel"),
        (("--key", str(own.root / "absent"), *elsewhere), "bestaat niet"),
        (("--key", str(own.key), "--secrets", str(other_secrets), *elsewhere), "niemand zou zijn paspoort terugvinden"),
        (("--key", str(own.key), "--secrets", str(own.root / "absent"), *elsewhere), "--secrets"),
        (("--key", str(own.key), "--head", "0" * 63 + "1", *elsewhere), "zegel"),
        (("--key", str(own.key)), "is niet leeg"),
        (("--key", str(own.key), "--into", str(own.key)), "is niet leeg"),
    ):
        answer = wijzer("restore", str(file), *arguments, var=secrets.parent)
        assert answer.returncode == 1 and told in answer.stderr and "Traceback" not in answer.stderr, answer.stderr
        assert nothing_was_put_back(own)
    absent = wijzer("restore", str(own.root / "absent.age"), "--key", str(own.key), *elsewhere, var=secrets.parent)
    assert absent.returncode == 1 and "bestaat niet" in absent.stderr


@pytest.mark.parametrize("large", ["passports.sqlite", "versions/catalogue/abc.json.gz"])
def test_without_room_there_is_no_half_backup_and_nothing_is_half_put_back(own: Place, large: str) -> None:
    """The system refuses files above this size, as it refuses to write on a full disk; first the copy does not fit, then the backup itself."""
    file, settings = own.settings.var / large, own.settings
    with own.store() as store:
        if file == settings.database:
            for number in range(600):
                store.note(f"{number}", actor="operator", action="fill")
        else:
            file.parent.mkdir(parents=True)
            file.write_bytes(random.Random(SEED).randbytes(2 * ROOM))
    whole, before = own.back_up().file, sorted(own.folder.iterdir())
    assert file.stat().st_size > ROOM
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with own.store() as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, limits[1]))
        try:
            with pytest.raises(BackupFailed, match="eerdere zijn er nog"):
                make_backup(settings, store, own.folder, public_keys([own.public]), at=datetime.now(UTC))
            with pytest.raises(RestoreRefused, match="Er is niets teruggezet"):
                own.put_back(whole)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
    assert nothing_was_put_back(own) and sorted(own.folder.iterdir()) == before


def test_commands_make_keep_and_put_back(own: Place) -> None:
    var, public = own.settings.var, own.public
    away = own.root / "away"
    key = wijzer("backup-key", str(own.root / "new"), var=var)
    assert key.stdout.startswith("age1") and (own.root / "new").stat().st_mode & 0o077 == 0
    assert "bestaat al" in wijzer("backup-key", str(own.root / "new"), var=var).stderr
    for _ in range(3):
        made = wijzer("backup", "--keep", "2", var=var, WIJZER_BACKUP_TO=public, WIJZER_BACKUP_FOLDER=str(away))
        assert made.returncode == 0 and "2 paspoorten" in made.stdout, made.stderr
    assert len(list(away.glob("*.age"))) == len(list(away.glob("*.sha256"))) == 2 and "Weggehaald: loopbaanwijzer-" in made.stdout
    file, head = made.stdout.splitlines()[0], made.stdout.splitlines()[2].split()[-1]
    for wrong, told in (
        (("--to", "AGE-SECRET-KEY-1QQ"), "Dit is de geheime sleutel"), (("--to", "age1x"), "geen publieke sleutel"), ((), "WIJZER_BACKUP_TO"),
        (("--to", public, "--keep", "0"), "1 of meer"), (("--to", public, "--folder", str(var)), "andere map"),
    ):
        answer = wijzer("backup", "--folder", str(away), *wrong, var=var)
        assert answer.returncode == 1 and told in answer.stderr and len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    assert "zijn nog geen paspoorten" in wijzer("backup", "--folder", str(away), "--to", public, var=own.root / "none").stderr
    assert wijzer("erasures", "copy", str(own.root / "copy.jsonl"), var=var).stdout == "Gekopieerd: 4 regels.\n"
    shutil.rmtree(var)  # the machine is lost; the secrets and a copy of the journal were kept elsewhere
    secrets = own.root / "secrets.json"
    secrets.write_text(json.dumps({"secret_key": "s" * 40, "action_token": "t" * 40}), encoding="utf-8")
    assert "niemand zou" in wijzer("restore", file, "--key", str(own.key), "--secrets", str(secrets), var=var).stderr
    assert not var.exists() and head


def test_the_machine_is_lost_and_comes_back_from_backup_secrets_and_journal(own: Place) -> None:
    var = own.settings.var
    shutil.copy(var / "secrets.json", own.root / "secrets.json")
    made = wijzer("backup", "--folder", str(own.folder), "--to", own.public, var=var)
    file, head = made.stdout.splitlines()[0], made.stdout.splitlines()[2].split()[-1]
    shutil.rmtree(var)
    answer = wijzer("restore", file, "--key", str(own.key), "--secrets", str(own.root / "secrets.json"), "--head", head, var=var)
    assert answer.returncode == 0 and "2 paspoorten" in answer.stdout and f"Teruggezet in {var}" in answer.stdout, answer.stderr
    assert wijzer("audit", "verify", "--head", head, var=var).returncode == 0
    assert sorted(path.name for path in var.iterdir()) == ["erasures.jsonl", "passports.sqlite", "secrets.json"]
    assert [path.stat().st_mode & 0o077 for path in (var, *var.iterdir())] == [0] * 4
    assert Settings(var=var).journal.read_bytes().count(b'"backup"') == 2


def test_a_trail_that_was_tampered_with_is_copied_as_it_is_and_told(own: Place) -> None:
    with sqlite3.connect(own.settings.database) as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = 'coach:c1' WHERE number = 1")
    made = wijzer("backup", "--folder", str(own.folder), "--to", own.public, var=own.settings.var)
    assert made.returncode == 0 and "LET OP: het logboek klopte al niet" in made.stderr


def test_a_database_that_is_damaged_is_no_backup(own: Place) -> None:
    database = own.settings.database
    with own.store() as store:
        for number in range(300):
            store.note(f"{number}", actor="operator", action="fill")
    content = bytearray(database.read_bytes())
    damaged = content.index(b"operatorfill") // PAGE * PAGE
    content[damaged : damaged + PAGE] = bytes(PAGE)
    before = sorted(own.folder.iterdir())
    database.write_bytes(content)
    with pytest.raises(BackupFailed, match="eerdere zijn er nog"):
        own.back_up()
    assert sorted(own.folder.iterdir()) == before


def test_what_is_past_goes_and_the_newest_and_other_files_stay(own: Place) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    names = ["notes.txt", "loopbaanwijzer-oud.tar.gz.age", *(f"loopbaanwijzer-202611{day:02}T033000Z-1f2e3d4c.tar.gz.age" for day in range(1, 27))]
    assert surplus(names, keep=None, days=None, now=now) == ()
    assert len(surplus(names, keep=7, days=None, now=now)) == 19
    assert len(surplus(names, keep=None, days=10, now=now)) == 16
    assert len(surplus(names, keep=20, days=10, now=now)) == 16
    assert names[-1] not in surplus(names, keep=1, days=1, now=now + timedelta(days=900))


@pytest.mark.parametrize(("keep", "days"), [(2, None), (None, 30)])
def test_a_clock_that_is_put_forward_and_back_costs_no_backup(keep: int | None, days: int | None) -> None:
    def name(day: datetime) -> str:
        return name_of(day, "1f2e3d4c")

    now = datetime(2026, 11, 27, 3, 30, tzinfo=UTC)
    daily = [name(now - timedelta(days=before)) for before in range(1 if keep else 29)]
    ahead = [name(now + timedelta(days=400 + more)) for more in range(2)]
    assert not surplus([*daily, ahead[0]], keep=keep, days=days, now=now + timedelta(days=400), made=ahead[0])
    made = name(now + timedelta(days=1))
    assert made not in surplus([*daily, *ahead, made], keep=keep, days=days, now=now + timedelta(days=1), made=made)


def test_one_of_several_keys_is_enough(own: Place) -> None:
    second = make_key(own.root / "second")
    with own.store() as store:
        made = make_backup(own.settings, store, own.folder, public_keys([own.public, second]), at=datetime.now(UTC))
    answer = wijzer("restore", str(made.file), "--key", str(own.root / "second"), "--into", str(own.root / "restored"), var=own.settings.var)
    assert answer.returncode == 0 and counted(own.root / "restored" / "passports.sqlite").rows["passports"] == 2
