"""Versions in one SQLite file: whole snapshots, deduplicated by text, with a history that is only added to.

Every change is one transaction that takes the lock at once; whoever dies in between leaves the old or the new, never half.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from publishing import snapshots
from publishing.content import Content
from publishing.errors import VersionNotFound
from publishing.migrations import bring_up_to_date
from publishing.model import SYSTEM, Deed, Editor, State, Step, Version
from publishing.rows import COLUMNS, STEP_COLUMNS, WRITING, step_from, version_from, version_row
from skills_passport.sqlite_engine import connect, engine_errors, immediate

FOUR_EYES = "four-eyes"


class VersionStore:
    """The file `var/publishing.sqlite`; safe to share between threads and between processes. `Drafts` writes in it, everybody may read.

    Every method raises skills_passport.errors.StoreError (StoreBusy, StoreUnavailable) when the file cannot be used.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes the file and brings its schema up to date. Raises SchemaTooNew, StoreUnavailable or StoreBusy."""
        self._path = path
        self.clock = clock
        self._lock = threading.RLock()
        self._db = connect(path)
        self._connection = self._db.conn
        try:
            with self.writing():
                bring_up_to_date(self._db, str(path))
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # -- reading

    def versions(self) -> tuple[Version, ...]:
        """All versions, the newest first."""
        with self._reading():
            return self._versions("ORDER BY number DESC")

    def version(self, number: int) -> Version:
        """Raises VersionNotFound."""
        with self._reading():
            found = self._versions("WHERE number = ?", number)
        if not found:
            raise VersionNotFound(number)
        return found[0]

    def published(self) -> Version | None:
        """The version that is live; None before the first one."""
        return next(iter(self.in_state(State.PUBLISHED)), None)

    def in_state(self, state: State) -> tuple[Version, ...]:
        """The versions in this state, the newest first."""
        with self._reading():
            return self._versions("WHERE state = ? ORDER BY number DESC", state.value)

    def due(self, at: datetime) -> tuple[Version, ...]:
        """What is planned to start by then, the earliest first."""
        with self._reading():
            return self._versions("WHERE starts_at <= ? ORDER BY starts_at, number", at.astimezone(UTC).isoformat())

    def content(self, number: int) -> Content:
        """What stands in a version now. Raises VersionNotFound."""
        return self.snapshot(self.version(number).snapshot)

    def content_at(self, step: Step) -> Content:
        """What stood in a version right after this step."""
        return self.snapshot(step.snapshot)

    def snapshot(self, name: str) -> Content:
        """The content under this hash (`Version.snapshot`)."""
        with self._reading():
            return snapshots.read(self._connection, name)

    def history(self, number: int | None = None, *, after: int = 0) -> tuple[Step, ...]:
        """Every step of this version (from after this revision on), or of all; the oldest first."""
        with self._reading():
            names = self._names()
            wanted, values = ("WHERE number = ? AND revision > ?", (number, after)) if number is not None else ("", ())
            rows = self._connection.execute(f"SELECT {', '.join(STEP_COLUMNS)} FROM history {wanted} ORDER BY id", values).fetchall()
        return tuple(step_from(row, names) for row in rows)

    def trials(self) -> Mapping[tuple[str, str], datetime]:
        """When a trial was first done, by the hashes of what was live and of what was tried."""
        with self._reading():
            rows = self._connection.execute("SELECT base, tried, at FROM trials").fetchall()
        return {(base, tried): datetime.fromisoformat(at) for base, tried, at in rows}

    def mark(self) -> int:
        """Another number after every step of any process: one row, cheap enough to ask twice a second."""
        with self._reading():
            return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])

    def four_eyes(self) -> bool:
        """Whether who wrote a version may not publish it; on unless somebody switched it off."""
        return self.setting(FOUR_EYES) != "off"

    def setting(self, name: str) -> str | None:
        """What was set under this name."""
        with self._reading():
            found = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def editors(self) -> tuple[Editor, ...]:
        """Everybody who ever did something here and was not taken away, by name."""
        with self._reading():
            return tuple(Editor(*row) for row in self._connection.execute("SELECT id, name FROM editors ORDER BY name, id"))

    def steps_by(self, id_: str) -> tuple[Step, ...]:
        """Everything that this editor did, the oldest first."""
        with self._reading():
            names = self._names()
            rows = self._connection.execute(f"SELECT {', '.join(STEP_COLUMNS)} FROM history WHERE by = ? ORDER BY id", (id_,)).fetchall()
        return tuple(step_from(row, names) for row in rows)

    def remove_editor(self, id_: str) -> bool:
        """Take the name of a colleague away, such as of who left; what they did stays, without a name. False when nobody has this id."""
        with self.writing():
            return bool(self._connection.execute("DELETE FROM editors WHERE id = ?", (id_,)).rowcount)

    # -- writing, for `Drafts` and the first start: all inside `with store.writing()`

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that takes the lock at once; what raises inside it leaves everything as it was."""
        with self._lock, engine_errors(self._path), immediate(self._connection):
            yield

    def put(self, content: Content) -> str:
        """Keep a content; its hash."""
        return snapshots.write(self._connection, content)

    def add(self, version: Version) -> None:
        """A new version, under its number."""
        self._connection.execute(f"INSERT INTO versions ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})", version_row(version))

    def update(self, version: Version) -> None:
        """The version in the place of the one with its number."""
        values = ", ".join(f"{column} = ?" for column in COLUMNS)
        self._connection.execute(f"UPDATE versions SET {values} WHERE number = ?", (*version_row(version), version.number))

    def record(self, version: Version, by: Editor, deed: Deed, what: str) -> None:
        """A line of the history, of the version as it is after it."""
        self._line(version.number, version.revision, version.snapshot, by=by, deed=deed, what=what)

    def set(self, name: str, value: str, *, by: Editor, what: str) -> None:
        """Set something for all versions; the history shows it."""
        self._connection.execute("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))
        revision = self._connection.execute("SELECT coalesce(max(revision), 0) + 1 FROM history WHERE number = 0").fetchone()[0]
        self._line(0, revision, "", by=by, deed=Deed.SETTING, what=what)

    def note_trial(self, base: str, tried: str) -> None:
        """That a trial of one content (its hash) beside another is done; the first time stays. A transaction of its own."""
        with self.writing():
            self._connection.execute("INSERT INTO trials VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (base, tried, self.clock().isoformat()))

    def next_number(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM versions").fetchone()[0])

    # -- rows

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, engine_errors(self._path):
            yield

    def _line(self, number: int, revision: int, snapshot: str, *, by: Editor, deed: Deed, what: str) -> None:
        if by != SYSTEM:
            self._connection.execute("INSERT INTO editors VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name", (by.id, by.name))
        values = (number, revision, self.clock().isoformat(), by.id, deed.value, what, snapshot)
        self._connection.execute(f"INSERT INTO history ({', '.join(STEP_COLUMNS[1:])}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _versions(self, where: str, *values: int | str) -> tuple[Version, ...]:
        rows = self._connection.execute(f"SELECT {', '.join(COLUMNS)} FROM versions {where}", values).fetchall()
        names = self._names()
        return tuple(version_from(row, names, self._writers(row[0])) for row in rows)

    def _writers(self, number: int) -> list[str]:
        marks = ", ".join("?" * len(WRITING))
        rows = self._connection.execute(
            f"SELECT by FROM history WHERE number = ? AND deed IN ({marks}) GROUP BY by ORDER BY min(id)", (number, *(deed.value for deed in WRITING))
        )
        return [row[0] for row in rows]

    def _names(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT id, name FROM editors").fetchall())
