"""The schema of the file with versions, step by step: numbered, forward only. A step that was released never changes."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from skills_passport.schema_steps import apply_missing

MIGRATIONS = Migrations("publishing")


@MIGRATIONS(name="0001-versions")
def _versions(db: Database) -> None:
    # Texts and lists of texts by their hash: what two versions share stands there once, and is never written again.
    db.execute("CREATE TABLE texts (hash TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID")
    db.execute("CREATE TABLE snapshots (hash TEXT PRIMARY KEY, files BLOB NOT NULL) STRICT, WITHOUT ROWID")
    db.execute("CREATE TABLE editors (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE versions (number INTEGER PRIMARY KEY, state TEXT NOT NULL, title TEXT NOT NULL, base INTEGER REFERENCES versions(number), "
        "revision INTEGER NOT NULL, snapshot TEXT NOT NULL REFERENCES snapshots(hash), author TEXT NOT NULL, created_at TEXT NOT NULL, "
        "changed_at TEXT NOT NULL, product TEXT NOT NULL, reviewer TEXT, note TEXT NOT NULL, reason TEXT NOT NULL, submitted_at TEXT, "
        "starts_at TEXT, published_at TEXT, archived_at TEXT) STRICT"
    )
    # The engine itself holds that one version is live: no mistake of ours can make it two.
    db.execute("CREATE UNIQUE INDEX one_is_live ON versions (state) WHERE state = 'published'")
    db.execute("CREATE INDEX planned ON versions (starts_at) WHERE starts_at IS NOT NULL")
    db.execute(
        "CREATE TABLE history (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, "
        "deed TEXT NOT NULL, what TEXT NOT NULL, snapshot TEXT NOT NULL, UNIQUE (number, revision)) STRICT"
    )
    for event in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER history_no_{event.lower()} BEFORE {event} ON history "
            "BEGIN SELECT RAISE(ABORT, 'the history of versions is append-only'); END"
        )
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


@MIGRATIONS(name="0002-trials")
def _trials(db: Database) -> None:
    # Which content was tried beside which, and when first. What came of it is not kept: it tells of people.
    db.execute(
        "CREATE TABLE trials (base TEXT NOT NULL REFERENCES snapshots(hash), tried TEXT NOT NULL REFERENCES snapshots(hash), at TEXT NOT NULL, "
        "PRIMARY KEY (base, tried)) STRICT, WITHOUT ROWID"
    )


def bring_up_to_date(db: Database, path: str) -> None:
    """Applies what is missing, as `schema_steps.apply_missing` says."""
    apply_missing(MIGRATIONS, db, path, "geen versies van wat HR bewerkt. Noem een andere map in de instellingen.")
