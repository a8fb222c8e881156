"""Versions in tables of SQL (a SQLite file, or a PostgreSQL database): whole snapshots, deduplicated by text, with a history that is only added to.

Every change is one transaction that takes the lock at once; whoever dies in between leaves the old or the new, never half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

from publishing import snapshots
from publishing.content import Content
from publishing.engines import opened
from publishing.errors import VersionNotFound
from publishing.model import SYSTEM, Deed, Editor, State, Step, Version
from publishing.rows import COLUMNS, STEP_COLUMNS, WRITING, step_from, version_from, version_row
from skills_passport.sql import Connection, Place

FOUR_EYES = "four-eyes"
WHOLE = "versions"
"""What every change holds: they come one after the other, also of several processes, so that the number of a step tells what came later."""


class VersionStore:
    """The file `var/publishing.sqlite`, or the schema `publishing` of a database; safe to share between threads and between processes.

    `Drafts` writes in it, everybody may read.
    Every method raises skills_passport.errors.StoreError (StoreBusy, StoreUnavailable) when the place cannot be used.
    """

    def __init__(self, place: Place, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Opens or makes what is there and brings its schema up to date. Raises SchemaTooNew, StoreUnavailable or StoreBusy."""
        self.place = place
        self.clock = clock
        self._engine = opened(place)

    def close(self) -> None:
        self._engine.close()

    # -- reading

    def versions(self) -> tuple[Version, ...]:
        """All versions, the newest first."""
        with self._engine.reading() as connection:
            return _versions(connection, "ORDER BY number DESC")

    def version(self, number: int) -> Version:
        """Raises VersionNotFound."""
        with self._engine.reading() as connection:
            found = _versions(connection, "WHERE number = ?", number)
        if not found:
            raise VersionNotFound(number)
        return found[0]

    def published(self) -> Version | None:
        """The version that is live; None before the first one."""
        return next(iter(self.in_state(State.PUBLISHED)), None)

    def in_state(self, state: State) -> tuple[Version, ...]:
        """The versions in this state, the newest first."""
        with self._engine.reading() as connection:
            return _versions(connection, "WHERE state = ? ORDER BY number DESC", state.value)

    def due(self, at: datetime) -> tuple[Version, ...]:
        """What is planned to start by then, the earliest first."""
        with self._engine.reading() as connection:
            return _versions(connection, "WHERE starts_at <= ? ORDER BY starts_at, number", at.astimezone(UTC).isoformat())

    def content(self, number: int) -> Content:
        """What stands in a version now. Raises VersionNotFound."""
        return self.snapshot(self.version(number).snapshot)

    def content_at(self, step: Step) -> Content:
        """What stood in a version right after this step."""
        return self.snapshot(step.snapshot)

    def snapshot(self, name: str) -> Content:
        """The content under this hash (`Version.snapshot`)."""
        with self._engine.reading() as connection:
            return snapshots.read(connection, name)

    def history(self, number: int | None = None, *, after: int = 0) -> tuple[Step, ...]:
        """Every step of this version (from after this revision on), or of all; the oldest first."""
        with self._engine.reading() as connection:
            names = _names(connection)
            wanted, values = ("WHERE number = ? AND revision > ?", (number, after)) if number is not None else ("", ())
            rows = connection.execute(f"SELECT {', '.join(STEP_COLUMNS)} FROM history {wanted} ORDER BY id", values).fetchall()
        return tuple(step_from(row, names) for row in rows)

    def trials(self) -> Mapping[tuple[str, str], datetime]:
        """When a trial was first done, by the hashes of what was live and of what was tried."""
        with self._engine.reading() as connection:
            rows = connection.execute("SELECT base, tried, at FROM trials").fetchall()
        return {(base, tried): datetime.fromisoformat(at) for base, tried, at in rows}

    def mark(self) -> int:
        """Another number after every step of any process: one row, cheap enough to ask twice a second."""
        with self._engine.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])

    def four_eyes(self) -> bool:
        """Whether who wrote a version may not publish it; on unless somebody switched it off."""
        return self.setting(FOUR_EYES) != "off"

    def setting(self, name: str) -> str | None:
        """What was set under this name."""
        with self._engine.reading() as connection:
            found = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def editors(self) -> tuple[Editor, ...]:
        """Everybody who ever did something here and was not taken away, by name."""
        with self._engine.reading() as connection:
            return tuple(Editor(*row) for row in connection.execute("SELECT id, name FROM editors ORDER BY name, id"))

    def steps_by(self, id_: str) -> tuple[Step, ...]:
        """Everything that this editor did, the oldest first."""
        with self._engine.reading() as connection:
            names = _names(connection)
            rows = connection.execute(f"SELECT {', '.join(STEP_COLUMNS)} FROM history WHERE by = ? ORDER BY id", (id_,)).fetchall()
        return tuple(step_from(row, names) for row in rows)

    def remove_editor(self, id_: str) -> bool:
        """Take the name of a colleague away, such as of who left; what they did stays, without a name. False when nobody has this id."""
        with self._engine.writing(WHOLE) as connection:
            return bool(connection.execute("DELETE FROM editors WHERE id = ?", (id_,)).rowcount)

    # -- writing, for `Drafts` and the first start: all inside `with store.writing()`

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that takes the lock at once; what raises inside it leaves everything as it was."""
        with self._engine.writing(WHOLE):
            yield

    def put(self, content: Content) -> str:
        """Keep a content; its hash."""
        with self._inside() as connection:
            return snapshots.write(connection, content)

    def add(self, version: Version) -> None:
        """A new version, under its number."""
        with self._inside() as connection:
            connection.execute(f"INSERT INTO versions ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})", version_row(version))

    def update(self, version: Version) -> None:
        """The version in the place of the one with its number."""
        values = ", ".join(f"{column} = ?" for column in COLUMNS)
        with self._inside() as connection:
            connection.execute(f"UPDATE versions SET {values} WHERE number = ?", (*version_row(version), version.number))

    def record(self, version: Version, by: Editor, deed: Deed, what: str) -> None:
        """A line of the history, of the version as it is after it."""
        self._line(version.number, version.revision, version.snapshot, by=by, deed=deed, what=what)

    def set(self, name: str, value: str, *, by: Editor, what: str) -> None:
        """Set something for all versions; the history shows it."""
        with self._inside() as connection:
            connection.execute("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))
            revision = connection.execute("SELECT coalesce(max(revision), 0) + 1 FROM history WHERE number = 0").fetchone()[0]
        self._line(0, revision, "", by=by, deed=Deed.SETTING, what=what)

    def note_trial(self, base: str, tried: str) -> None:
        """That a trial of one content (its hash) beside another is done; the first time stays. A transaction of its own."""
        with self._engine.writing(WHOLE) as connection:
            connection.execute("INSERT INTO trials VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (base, tried, self.clock().isoformat()))

    def next_number(self) -> int:
        with self._inside() as connection:
            return int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM versions").fetchone()[0])

    def _inside(self) -> AbstractContextManager[Connection]:
        """The transaction that the caller began with `writing`."""
        return self._engine.reading()

    def _line(self, number: int, revision: int, snapshot: str, *, by: Editor, deed: Deed, what: str) -> None:
        values = (number, revision, self.clock().isoformat(), by.id, deed.value, what, snapshot)
        with self._inside() as connection:
            if by != SYSTEM:
                connection.execute("INSERT INTO editors VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name", (by.id, by.name))
            connection.execute(
                f"INSERT INTO history ({', '.join(STEP_COLUMNS)}) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM history), ?, ?, ?, ?, ?, ?, ?)", values
            )


def _versions(connection: Connection, where: str, *values: int | str) -> tuple[Version, ...]:
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM versions {where}", values).fetchall()
    names = _names(connection)
    return tuple(version_from(row, names, _writers(connection, row[0])) for row in rows)


def _writers(connection: Connection, number: int) -> list[str]:
    marks = ", ".join("?" * len(WRITING))
    rows = connection.execute(
        f"SELECT by FROM history WHERE number = ? AND deed IN ({marks}) GROUP BY by ORDER BY min(id)", (number, *(deed.value for deed in WRITING))
    )
    return [row[0] for row in rows]


def _names(connection: Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, name FROM editors").fetchall())
