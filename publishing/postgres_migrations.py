"""The schema of versions in PostgreSQL, as in `migrations` for SQLite. A step that was released never changes."""

from __future__ import annotations

from skills_passport.postgres_migrations import Steps, append_only, columns

SCHEMA = "publishing"
KEYS = {"texts": ("hash",), "snapshots": ("hash",), "editors": ("id",), "versions": ("number",), "history": ("id",), "settings": ("name",), "trials": ("base", "tried")}
"""What a move from SQLite brings along, in the order in which it fits."""

STEPS: Steps = {
    "0001-versions": (
        columns("CREATE TABLE texts (hash TEXT PRIMARY KEY, content BYTEA NOT NULL)"),
        columns("CREATE TABLE snapshots (hash TEXT PRIMARY KEY, files BYTEA NOT NULL)"),
        columns("CREATE TABLE editors (id TEXT PRIMARY KEY, name TEXT NOT NULL)"),
        columns(
            "CREATE TABLE versions (number INTEGER PRIMARY KEY, state TEXT NOT NULL, title TEXT NOT NULL, base INTEGER REFERENCES versions(number), "
            "revision INTEGER NOT NULL, snapshot TEXT NOT NULL REFERENCES snapshots(hash), author TEXT NOT NULL, created_at TEXT NOT NULL, "
            "changed_at TEXT NOT NULL, product TEXT NOT NULL, reviewer TEXT, note TEXT NOT NULL, reason TEXT NOT NULL, submitted_at TEXT, "
            "starts_at TEXT, published_at TEXT, archived_at TEXT)"
        ),
        # The engine itself holds that one version is live: no mistake of ours can make it two.
        "CREATE UNIQUE INDEX one_is_live ON versions (state) WHERE state = 'published'",
        "CREATE INDEX planned ON versions (starts_at) WHERE starts_at IS NOT NULL",
        columns(
            "CREATE TABLE history (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, "
            "deed TEXT NOT NULL, what TEXT NOT NULL, snapshot TEXT NOT NULL, UNIQUE (number, revision))"
        ),
        *append_only("history", "the history of versions"),
        columns("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)"),
    ),
    "0002-trials": (
        columns(
            "CREATE TABLE trials (base TEXT NOT NULL REFERENCES snapshots(hash), tried TEXT NOT NULL REFERENCES snapshots(hash), at TEXT NOT NULL, "
            "PRIMARY KEY (base, tried))"
        ),
    ),
}
