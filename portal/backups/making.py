"""Making a backup while the portal writes: copies of one moment, checked, packed and encrypted beside the place it goes to, then named."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pyrage import x25519

from portal.backups import contents
from portal.backups.archive import write_archive
from portal.backups.beside import clear, held_file, held_folder, write_beside
from portal.backups.errors import BackupFailed
from portal.backups.keeping import JOURNAL_COPY, PREFIX, SUM, let_go, name_of, surplus
from portal.backups.manifest import Manifest, Trail, mark_of, member
from portal.settings import Settings
from rules.files.knowledge_files import product_version
from rules.files.refusals import why_not
from rules.files.whole_files import sync_folder
from skills_passport.erasures import ErasureJournal, Kind, Note, as_text
from skills_passport.errors import StoreError
from skills_passport.sqlite_copy import Counted
from skills_passport.store import PassportStore

STAGING = ".backup-"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is there: the file, its size in bytes, what it says of itself, and which older ones went."""

    file: Path
    size: int
    manifest: Manifest
    gone: tuple[str, ...]


def make_backup(
    settings: Settings, store: PassportStore, folder: Path, keys: Sequence[x25519.Recipient], *, at: datetime, keep: int | None = None, days: int | None = None
) -> Made:
    """A backup of everything that `contents` names, in `folder`; `settings` with their secrets. Older ones go as `keep` and `days` say.

    Beside it lands a copy of the journal of erasures. Raises BackupFailed, StoreError; then nothing new is there and nothing old went.
    """
    if folder.resolve() == settings.var.resolve():
        raise BackupFailed(f"{folder} is de map met de paspoorten zelf. Kies een andere map, liefst op een andere schijf.")
    id_ = secrets.token_hex(8)
    with _told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear(folder, f".{PREFIX}*.tmp")
        # In this order: what stands in the journal by now is in the copies, or is applied again when they are put back.
        journal = ErasureJournal(settings.journal)
        seal = journal.append(Note(Kind.BACKUP, id_))
        store.note("backup", actor="operator", action="backup")
        with held_folder(settings.var, STAGING) as staging:
            sources, counts = _copied(settings, staging)
            manifest = Manifest(
                id=id_, made_at=at, product=product_version(), store=contents.engine(settings), secret=mark_of(settings.secret_key), journal=seal,
                audit=_trail(counts.values()), counts={file: each.rows for file, each in counts.items()},
                files=tuple(member(name, path) for name, path in sources.items()),
            )
            file = folder / name_of(at, id_)
            size = _put_in_place(file, sources, manifest, keys)
        if (folder / JOURNAL_COPY).resolve() != settings.journal.resolve():
            write_beside(folder / JOURNAL_COPY, as_text(journal.copy()))
        gone = surplus([path.name for path in folder.iterdir()], keep=keep, days=days, now=at, made=file.name)
        let_go(folder, gone)
    return Made(file, size, manifest, gone)


def _copied(settings: Settings, staging: Path) -> tuple[Mapping[str, Path], Mapping[str, Counted]]:
    """Where each file of the backup is read from, and what the databases hold.

    Passports first and knowledge last: a version is kept before an advice names it, so whatever the passports name is there.
    """
    sources: dict[str, Path] = {}
    counts: dict[str, Counted] = {}
    for database in contents.databases(settings):
        if database.exists():
            counts[database.file] = database.copy(staging)
            sources[database.file] = staging / database.file
    for path in contents.small_files(settings):
        shutil.copyfile(path, staging / path.name)
        sources[path.name] = staging / path.name
    for path in contents.files(settings):
        sources[path.relative_to(settings.var).as_posix()] = path
    return sources, counts


def _trail(counts: Iterable[Counted]) -> Trail:
    check = next((each.audit for each in counts if each.audit is not None), None)
    if check is None:
        raise BackupFailed("In de kopie staat geen logboek. Er is geen reservekopie gemaakt.")
    return Trail(rows=check.rows, head=check.head, problem=check.problem)


def _put_in_place(file: Path, sources: Mapping[str, Path], manifest: Manifest, keys: Sequence[x25519.Recipient]) -> int:
    """Written beside, on the disk, and only then called what it is; the checksum first, as one without a backup does no harm."""
    with held_file(file) as (draft, stream), held_file(file.with_name(f"{file.name}{SUM}")) as (sum_draft, sum_stream):
        digest = write_archive(stream, sources, manifest, keys)
        sum_stream.write(f"{digest}  {file.name}\n".encode())
        for each in (stream, sum_stream):
            each.flush()
            os.fsync(each.fileno())
        size = os.fstat(stream.fileno()).st_size
        sum_draft.replace(file.with_name(f"{file.name}{SUM}"))
        draft.replace(file)
        sync_folder(file.parent)
    return size


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupFailed(
            f"De reservekopie in {folder} is niet gelukt ({why_not(error)}{f': {error.filename}' if error.filename else ''}). "
            "Er staat geen halve kopie, en eerdere zijn er nog. Controleer of je er mag schrijven en of er ruimte is."
        ) from error
    except StoreError as error:
        raise BackupFailed(f"Er is geen reservekopie gemaakt; eerdere zijn er nog. {error}") from error
