"""The catalogue folder is read whole and replaced whole, at whatever step a process stops."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.errors import CatalogueChanged, KnowledgeError, KnowledgeFilesMissing
from rules.files import catalogue_files
from rules.files.catalogue_files import read_catalogue_files, replace_catalogue_files
from rules.files.versions import content_hash

OLD = {"functions/a.yml": "old a\n", "functions/b.yml": "old b\r\n", "routes.yml": "same\n"}
NEW = {"functions/a.yml": "new a\n", "functions/c/c.yml": "new c\n", "routes.yml": "same\n"}


class Stopped(BaseException):
    """As if the process died here."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        path = tmp_path / "catalogue" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (tmp_path / "catalogue" / "notes.txt").write_text("mine")
    return tmp_path


def names(data: Path) -> set[str]:
    return {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}


def test_new_files_take_the_place_of_old_ones_and_other_files_stay(data: Path) -> None:
    (data / "catalogue" / "routes.yml").chmod(0o640)
    (data / "catalogue" / "functions" / "a.yml").chmod(0o640)
    untouched = (data / "catalogue" / "routes.yml").stat().st_ino
    assert read_catalogue_files(data) == OLD
    replace_catalogue_files(data, NEW, content_hash(OLD))
    assert read_catalogue_files(data) == NEW
    assert names(data) == {f"catalogue/{name}" for name in NEW} | {"catalogue/notes.txt"}
    assert (data / "catalogue" / "routes.yml").stat().st_ino == untouched
    assert (data / "catalogue" / "functions" / "a.yml").stat().st_mode & 0o777 == 0o640


def test_another_version_than_expected_is_left_alone(data: Path) -> None:
    with pytest.raises(CatalogueChanged):
        replace_catalogue_files(data, NEW, "another")
    assert read_catalogue_files(data) == OLD
    assert names(data) == {f"catalogue/{name}" for name in OLD} | {"catalogue/notes.txt"}


def stops() -> Iterator[tuple[str, int]]:
    """Every call by which the disk changes, up to more calls than there are."""
    for call in ("fsync", "rename", "replace", "unlink", "rmtree"):
        for nth in range(1, 14):
            yield call, nth


@pytest.mark.parametrize(("call", "nth"), list(stops()))
def test_whoever_stops_anywhere_leaves_old_or_new(data: Path, call: str, nth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    place = {"fsync": os, "rmtree": catalogue_files.shutil}.get(call, Path)
    real, seen = getattr(place, call), 0

    def dies(*arguments: object, **named: object) -> object:
        nonlocal seen
        seen += 1
        if seen >= nth:
            raise Stopped
        return real(*arguments, **named)

    with monkeypatch.context() as broken:
        broken.setattr(place, call, dies)
        try:
            replace_catalogue_files(data, NEW, content_hash(OLD))
        except Stopped:
            died = True
        else:
            died = False
        committed = (data / "catalogue.next").is_dir() or not died
        with broken.context() as unwritable:  # a reader that may not write sees it whole too
            unwritable.setattr(catalogue_files, "finish_replacement", lambda _data: None)
            seen = -1000
            found = read_catalogue_files(data)
            assert found in (OLD, NEW)
            assert found == NEW or not committed
    assert read_catalogue_files(data) == found
    replace_catalogue_files(data, OLD, content_hash(found))  # and the next one goes on as ever
    assert read_catalogue_files(data) == OLD
    assert names(data) == {f"catalogue/{name}" for name in OLD} | {"catalogue/notes.txt"}


def test_there_is_a_stop_before_and_a_stop_after_it_counts(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can tell both sides: at the first sync the old is kept, at the last the new."""
    seen = []
    for nth in (1, 10):
        count = 0

        def dies(descriptor: int, nth: int = nth) -> None:
            nonlocal count
            count += 1
            if count == nth:
                raise Stopped

        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", dies)
            with pytest.raises(Stopped):
                replace_catalogue_files(data, NEW, content_hash(OLD))
        seen.append(read_catalogue_files(data))
    assert seen == [OLD, NEW]


def test_readers_see_old_or_new_while_somebody_writes(data: Path) -> None:
    done = threading.Event()
    seen: list[dict[str, str]] = []

    def reads() -> None:
        while not done.is_set():
            seen.append(read_catalogue_files(data))

    reader = threading.Thread(target=reads)
    reader.start()
    current, other = OLD, NEW
    for _ in range(30):
        replace_catalogue_files(data, other, content_hash(current))
        current, other = other, current
    done.set()
    reader.join()
    assert seen and all(files in (OLD, NEW) for files in seen)


def test_what_is_missing_or_no_utf8_is_said(data: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeFilesMissing, match="weg"):
        read_catalogue_files(tmp_path / "weg")
    (data / "catalogue" / "routes.yml").write_bytes(b"a\n\xff")
    with pytest.raises(KnowledgeError, match=r"routes.yml, regel 2: is geen UTF-8"):
        read_catalogue_files(data)
    for path in data.rglob("*.yml"):
        path.unlink()
    with pytest.raises(KnowledgeFilesMissing, match="geen bestanden"):
        read_catalogue_files(data)
