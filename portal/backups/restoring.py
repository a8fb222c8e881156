"""Putting a backup back: unpacked and checked beside the place it goes to, what was taken back since then taken back again, then named."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from pyrage import x25519

from portal.backups import contents
from portal.backups.archive import unpack
from portal.backups.beside import held_folder
from portal.backups.errors import BackupDamaged, RestoreRefused
from portal.backups.keeping import SUM
from portal.backups.manifest import Manifest, mark_of
from portal.backups.taken_back import Given, Usable, usable
from portal.settings import JOURNAL, Settings
from publishing.store import VersionStore
from rules.files.refusals import why_not
from rules.files.whole_files import sync_folder, write_synced
from skills_passport.erasures import Journal, Kind, entries_as_text
from skills_passport.honouring import ACTOR, honour, last_of
from skills_passport.opening import open_passports
from skills_passport.pseudonym import coach_id
from skills_passport.sqlite_copy import Counted
from skills_passport.store import PassportStore

_ROOM = 2.2  # times the unpacked size: itself, and the passports once more when something is wiped from them
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to put back, and with what. `secrets`: those that the owners are found by (settings.SECRETS), which are in no backup."""

    file: Path
    keys: Sequence[x25519.Identity]
    secrets: Mapping[str, str]
    journal: Given
    head: str = ""
    store: str = field(default="", repr=False)  # the address of an empty PostgreSQL database, for a backup of one


@dataclass(frozen=True, slots=True)
class PutBack:
    """What is there now: passports, rows of the audit trail, what was taken back again, and what to say loudly."""

    manifest: Manifest
    passports: int
    audit_rows: int
    again: Mapping[Kind, int]
    complete_until: datetime | None
    warnings: tuple[str, ...]
    answered_after: float | None = None


def put_back(wanted: Wanted, into: Path, *, now: datetime, rehearse: Callable[[Path, str, str], float] | None = None, stays: bool = True) -> PutBack:
    """The data of a backup in the folder `into`, which is not there yet or empty; `rehearse` tries it before it gets its name.

    With `stays` False all is tried, beside `into`, and nothing is left. Raises BackupError or StoreError; then nothing is there.
    """
    with _told(into):
        _check(wanted.file, into if stays else None)
        into.parent.mkdir(parents=True, exist_ok=True)
        with held_folder(into.parent.absolute(), f".{into.name}.restore-") as staging, ExitStack() as undo:
            settings = Settings(var=staging, erasures=None, secret_key=wanted.secrets["secret_key"], store=SecretStr(wanted.store))
            manifest = unpack(wanted.file, wanted.keys, staging, lambda found: _check_manifest(found, wanted, into.parent, contents.engine(settings)))
            _check_contents(manifest, settings, wanted.head, undo)
            found = usable(wanted.journal, manifest, now)
            done = _brought_up_to_date(settings, manifest, found)
            write_synced(staging / "secrets.json", json.dumps(dict(wanted.secrets)).encode())
            write_synced(staging / JOURNAL, entries_as_text(found.journal.entries))
            for name in ("secrets.json", JOURNAL):
                (staging / name).chmod(0o600)
            after = rehearse(staging, wanted.secrets["secret_key"], wanted.store) if rehearse else None
            if stays:
                _sync(staging)
                staging.rename(into)
                undo.pop_all()  # nothing is taken away any more
                sync_folder(into.parent)
    return PutBack(manifest, *done, found.complete_until, found.warnings, after)


def _check(file: Path, into: Path | None) -> None:
    if into is not None and (into.is_file() or (into.is_dir() and any(into.iterdir()))):
        raise RestoreRefused(f"{into} is niet leeg. Er is niets teruggezet en niets overschreven. Kies een map die er nog niet is, of zet deze eerst opzij.")
    with file.open("rb"):  # is told as it is, before anything is made
        pass
    listed = file.with_name(f"{file.name}{SUM}")
    if listed.exists() and listed.read_bytes().split(b" ")[0].strip() != _sum(file).encode():
        raise BackupDamaged(file.name, f"de controlesom is anders dan in {listed.name}")


def _sum(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _check_manifest(manifest: Manifest, wanted: Wanted, parent: Path, engine: str) -> None:
    if manifest.store != engine:
        raise RestoreRefused(
            "Deze reservekopie is van PostgreSQL. Er is niets teruggezet. Geef met WIJZER_RESTORE_STORE het adres van een lege database."
            if engine == "sqlite" else
            "Deze reservekopie is van SQLite. Er is niets teruggezet. Haal WIJZER_STORE weg, zet terug, en verhuis daarna met wijzer migrate-store."
        )
    if manifest.secret != mark_of(wanted.secrets["secret_key"]):
        raise RestoreRefused(
            "Deze geheimen horen niet bij de reservekopie: niemand zou zijn paspoort terugvinden. Er is niets teruggezet. Geef met --secrets het bestand secrets.json van toen."
        )
    needed, free = int(manifest.size * _ROOM), shutil.disk_usage(parent).free
    if free < needed:
        raise RestoreRefused(f"In {parent} is te weinig ruimte: nodig is {_megabytes(needed)}, vrij is {_megabytes(free)}. Er is niets teruggezet.")


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)} MB"


def _check_contents(manifest: Manifest, settings: Settings, head: str, undo: ExitStack) -> None:
    """Every database is whole, holds as many rows as when it was copied, and the audit trail says the same. Raises BackupDamaged or StoreUnavailable."""
    known: list[Counted] = []
    for database in contents.databases(settings):
        if database.file not in manifest.counts:
            continue
        found = database.put_back(settings.var)
        undo.callback(database.take_away)
        known.append(found)
        for table, rows in manifest.counts[database.file].items():
            if found.rows.get(table) != rows:
                raise BackupDamaged(database.file, f"de tabel {table} heeft {found.rows.get(table, 0)} rijen, en had er {rows}")
    trail = next((each.audit for each in known if each.audit is not None), None)
    if trail is None or (trail.rows, trail.head, trail.problem) != (manifest.audit.rows, manifest.audit.head, manifest.audit.problem):
        raise BackupDamaged(settings.database.name, "het logboek is anders dan toen de reservekopie werd gemaakt")
    if head:
        with closing(open_passports(settings.passports_place)) as store:
            if not store.verify_audit(expected_head=head).whole:
                raise RestoreRefused("Het zegel dat je opgaf, staat niet in het logboek van deze reservekopie. Er is niets teruggezet.")


def _brought_up_to_date(settings: Settings, manifest: Manifest, found: Usable) -> tuple[int, int, Mapping[Kind, int]]:
    """(passports, rows of the audit trail, what was taken back again) of what is there now."""
    # Without a journal: what is taken back again stands in it already.
    with closing(open_passports(settings.passports_place, coach_of=lambda owner: coach_id(owner, settings.secret_key))) as store:
        again = dict(honour(store, found.journal.entries))
        again[Kind.EDITOR] = _without_editors(settings, found.journal)
        passports, rows = _noted(store, manifest)
    return passports, rows, again


def _noted(store: PassportStore, manifest: Manifest) -> tuple[int, int]:
    store.note("backup", actor=ACTOR, action="restore")
    check = store.verify_audit()
    if check.problem != manifest.audit.problem:
        raise RestoreRefused("Het logboek klopt niet meer na het terugzetten. Er is niets teruggezet.")
    return store.check(), check.rows


def _without_editors(settings: Settings, journal: Journal) -> int:
    """Names of who left, unless they worked here again since; how many went."""
    if contents.engine(settings) == "sqlite" and not settings.versions.exists():
        return 0
    with closing(VersionStore(settings.versions_place)) as versions:
        left = last_of(journal.entries, Kind.EDITOR)
        return sum(
            versions.remove_editor(editor) for editor, at in left.items() if not any(step.at > at for step in versions.steps_by(editor))
        )


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    sync_folder(folder)


@contextmanager
def _told(into: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RestoreRefused(
            f"Terugzetten in {into} is niet gelukt ({why_not(error)}{f': {error.filename}' if error.filename else ''}). Er is niets teruggezet. "
            "Controleer of de bestanden er zijn, of je er mag lezen en schrijven en of er ruimte is."
        ) from error
