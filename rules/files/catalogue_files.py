"""The catalogue on disk: read whole, replaced whole. Whoever dies in between leaves the old or the new, never half.

A new catalogue is first written, complete and synced, to `catalogue.writing`. Renaming that to `catalogue.next` is the moment
it counts: from then on readers take `catalogue.next`. Then its files are put in place in `catalogue` and it is removed; who
finds it still there (because a process died) finishes that first. A lock on the data folder keeps readers and writers apart.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from rules.errors import CatalogueChanged, KnowledgeError, KnowledgeFilesMissing, Problem
from rules.files.versions import content_hash
from rules.files.whole_files import sync_folder, write_synced

_CURRENT, _WRITING, _NEXT, _DONE = "catalogue", "catalogue.writing", "catalogue.next", "catalogue.done"
_DRAFT = ".new"  # ending of a file that is not in its place yet


def read_catalogue_files(data: Path) -> dict[str, str]:
    """The texts of the catalogue by name. Raises KnowledgeFilesMissing, or KnowledgeError for what is no UTF-8."""
    if (data / _NEXT).is_dir():
        with contextlib.suppress(OSError):  # somebody else is at it, or nobody may write here: then read it where it stands
            finish_replacement(data)
    with _locked(data, fcntl.LOCK_SH):
        return _texts(_truth(data))


def replace_catalogue_files(data: Path, files: Mapping[str, str], expected_version: str) -> None:
    """Put these files in the place of all catalogue files, whole or not at all.

    Raises CatalogueChanged when the catalogue is no longer the `expected_version`, and OSError when the disk refuses.
    """
    with _locked(data, fcntl.LOCK_EX):
        _finish(data)
        if content_hash(_texts(data / _CURRENT)) != expected_version:
            raise CatalogueChanged("De catalogus is net door iemand anders veranderd. Er is niets bewaard. Bekijk de verschillen opnieuw.")
        writing = data / _WRITING
        shutil.rmtree(writing, ignore_errors=True)
        for name, text in files.items():
            path = writing / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_synced(path, text.encode())
        for folder in (*(path for path in writing.rglob("*") if path.is_dir()), writing):
            sync_folder(folder)
        writing.rename(data / _NEXT)
        sync_folder(data)
        _finish(data)


def finish_replacement(data: Path) -> None:
    """Finish what a process that died had begun, if there is any. Raises OSError when the lock or the disk refuses."""
    with _locked(data, fcntl.LOCK_EX | fcntl.LOCK_NB):
        _finish(data)


def _finish(data: Path) -> None:
    """Put the files of `catalogue.next` in place; doing it twice does no harm."""
    shutil.rmtree(data / _DONE, ignore_errors=True)
    coming, current = data / _NEXT, data / _CURRENT
    if not coming.is_dir():
        return
    names = {path.relative_to(coming) for path in coming.rglob("*.yml")}
    for name in sorted(names):
        content, place = (coming / name).read_bytes(), current / name
        if not place.is_file() or place.read_bytes() != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(place.name + _DRAFT)
            write_synced(draft, content)
            if place.exists():
                shutil.copymode(place, draft)
            draft.replace(place)
    for path in list(current.rglob("*.yml")):
        if path.relative_to(current) not in names:
            path.unlink()
    for folder in (*(path for path in current.rglob("*") if path.is_dir()), current):
        sync_folder(folder)
    coming.rename(data / _DONE)
    sync_folder(data)
    shutil.rmtree(data / _DONE, ignore_errors=True)


def _truth(data: Path) -> Path:
    return data / _NEXT if (data / _NEXT).is_dir() else data / _CURRENT


def _texts(folder: Path) -> dict[str, str]:
    """Texts by path inside the folder, in order of path, ends of lines as they are."""
    if not folder.is_dir():
        raise KnowledgeFilesMissing(f"De map {folder} is er niet. Zet de bestanden terug, of wijs de goede map aan.")
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*.yml")):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        try:
            files[name] = content.decode()
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise KnowledgeError([Problem(name, line, "", "is geen UTF-8. Sla het bestand op als UTF-8.")]) from error
    if not files:
        raise KnowledgeFilesMissing(f"In de map {folder} staan geen bestanden (.yml). Zet ze terug.")
    return files


@contextlib.contextmanager
def _locked(data: Path, how: int) -> Iterator[None]:
    """Hold a lock on the data folder itself; it goes when the process goes."""
    if not data.is_dir():
        raise KnowledgeFilesMissing(f"De map {data} is er niet. Zet de bestanden terug, of wijs de goede map aan.")
    folder = os.open(data, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, how)
        except BlockingIOError:
            raise
        except OSError:
            if how != fcntl.LOCK_SH:  # some network disks know no locks; there one can read, not replace
                raise
        yield
    finally:
        os.close(folder)
