"""The schema in PostgreSQL, step by step: numbered, forward only. A step that was released never changes.

It holds the same tables and columns as the one in SQLite (a test lays them side by side); each store has a schema of its own in the
database. Texts are compared byte by byte, as SQLite does it, whatever the language of the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from skills_passport.errors import SchemaTooNew, StoreUnavailable
from skills_passport.postgres_engine import PostgresEngine
from skills_passport.sql import Connection, PostgresPlace

SCHEMA = "skills_passport"
Steps = Mapping[str, tuple[str, ...]]
"""Statements by the name of their step, first to last."""

_TEXT = 'TEXT COLLATE "C"'
_OF_OWNER = f"owner {_TEXT} NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, number BIGINT NOT NULL"


def columns(listed: str) -> str:
    """Columns with the types of this engine: `TEXT` that is compared by its bytes, whole numbers and others of 64 bits as in SQLite."""
    return listed.replace("TEXT", _TEXT).replace("INTEGER", "BIGINT").replace("REAL", "DOUBLE PRECISION")


def append_only(table: str, what: str) -> tuple[str, ...]:
    """Statements after which rows of a table can be added, and nothing else done to them."""
    return (
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{what} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()",
    )


def _list(table: str, listed: str) -> str:
    return f"CREATE TABLE {table} ({_OF_OWNER}, {columns(listed)}, PRIMARY KEY (owner, number))"


STEPS: Steps = {
    "0001-passports": (
        columns(
            "CREATE TABLE passports (owner TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, "
            "created_at TEXT NOT NULL, updated_at TEXT NOT NULL, interview TEXT NOT NULL, casework_version INTEGER NOT NULL DEFAULT 0)"
        ),
        _list("answers", "question TEXT NOT NULL, value TEXT, words TEXT NOT NULL, status TEXT NOT NULL, given_at TEXT NOT NULL"),
        _list("consents", "purpose TEXT NOT NULL, given INTEGER NOT NULL, at TEXT NOT NULL, text_version TEXT NOT NULL"),
        _list("talk", "who TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, buttons TEXT NOT NULL, card TEXT"),
        _list("advices", "id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, versions TEXT NOT NULL, person TEXT NOT NULL, advice TEXT NOT NULL"),
        _list("exchanges", "message_id TEXT NOT NULL, at TEXT NOT NULL, reply TEXT, UNIQUE (owner, message_id)"),
        _list(
            "shares",
            "case_id TEXT NOT NULL UNIQUE, coach TEXT, since TEXT NOT NULL, ended TEXT, name TEXT NOT NULL, reach TEXT NOT NULL, "
            "taken_by TEXT, seen_at TEXT, closed_at TEXT",
        ),
        _list(
            "verdicts",
            "case_id TEXT NOT NULL, coach TEXT NOT NULL, at TEXT NOT NULL, advice_id TEXT NOT NULL, versions TEXT NOT NULL, "
            "function_id TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, signal TEXT, words TEXT NOT NULL",
        ),
        _list(
            "plan_changes",
            "step TEXT NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL, state TEXT NOT NULL, "
            "made_by TEXT NOT NULL, at TEXT NOT NULL, due TEXT, coach TEXT NOT NULL",
        ),
        _list(
            "messages",
            "id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL, sent_by TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, "
            "coach TEXT NOT NULL, read_at TEXT",
        ),
        _list(
            "follow_ups",
            "id TEXT NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, "
            "coach TEXT NOT NULL, step TEXT NOT NULL, text TEXT NOT NULL",
        ),
        columns(
            "CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, "
            "subject TEXT NOT NULL, version INTEGER NOT NULL, seal TEXT NOT NULL)"
        ),
        "CREATE INDEX audit_by_subject ON audit (subject, number)",
        *append_only("audit", "the audit trail"),
        columns("CREATE TABLE upkeep (wipes_asked INTEGER NOT NULL, retention_day TEXT, retention_months INTEGER, retention_from TEXT)"),
        "INSERT INTO upkeep (wipes_asked) VALUES (0)",
        "CREATE INDEX open_shares ON shares (coach, taken_by) WHERE ended IS NULL",
        "CREATE INDEX answers_by_question ON answers (owner, question, number)",
        "CREATE INDEX verdicts_by_case ON verdicts (case_id)",
        columns("CREATE TABLE coaches (id TEXT PRIMARY KEY, name TEXT NOT NULL, last_sign_in TEXT NOT NULL)"),
        columns(
            "CREATE TABLE sign_ins (number_hash TEXT PRIMARY KEY, owner TEXT NOT NULL, roles TEXT NOT NULL, "
            "started TEXT NOT NULL, last_seen TEXT NOT NULL, how TEXT NOT NULL, credential TEXT NOT NULL, "
            "confirmed TEXT NOT NULL DEFAULT '', provider_session TEXT NOT NULL DEFAULT '')"
        ),
        "CREATE INDEX sign_ins_by_owner ON sign_ins (owner)",
        columns(
            "CREATE TABLE watched_sign_ins (number_hash TEXT PRIMARY KEY REFERENCES sign_ins(number_hash) ON DELETE CASCADE, "
            "ask_at REAL NOT NULL, confirmed INTEGER NOT NULL, tokens TEXT NOT NULL)"
        ),
        columns("CREATE TABLE logout_tokens (id_hash TEXT PRIMARY KEY, until REAL NOT NULL)"),
    ),
}


def bring_up_to_date(engine: PostgresEngine, steps: Steps, *, moving: bool = False) -> None:
    """Applies what is missing, all in one transaction, one process at a time. `moving`: for who fills it, before anybody may use it.

    Raises SchemaTooNew for the schema of a newer release, StoreUnavailable for a schema of something else or a database that is not in UTF-8.
    """
    with engine.writing("schema") as connection:
        _check_encoding(connection, engine.place)
        applied = _applied(connection, engine)
        known = list(steps)
        if unknown := [name for name in applied if name not in known]:
            raise SchemaTooNew(str(engine.place), unknown[-1], known[-1])
        for name in known[len(applied):]:
            for statement in steps[name]:
                connection.execute(statement)
            connection.execute("INSERT INTO schema_steps VALUES (?, ?)", (name, datetime.now(UTC).isoformat()))
        if not moving and connection.execute("SELECT 1 FROM moves WHERE finished IS NULL").fetchone() is not None:
            raise StoreUnavailable(f"De {engine.place} is nog niet gevuld: de verhuizing is niet af. Maak het af met: wijzer migrate-store")


def _check_encoding(connection: Connection, place: PostgresPlace) -> None:
    if connection.execute("SHOW server_encoding").fetchone()[0] != "UTF8":
        raise StoreUnavailable(f"De {place} is niet in UTF-8. Maak een andere: createdb --encoding UTF8 --template template0 NAAM")


def _applied(connection: Connection, engine: PostgresEngine) -> list[str]:
    there = connection.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = ?", (engine.schema,)).fetchall()
    if ("schema_steps",) not in there:
        if there:
            raise StoreUnavailable(f"In de {engine.place} heeft iets anders al een schema {engine.schema}. Noem een andere database in WIJZER_STORE.")
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {engine.schema}")
        connection.execute(f"CREATE TABLE schema_steps (name {_TEXT} PRIMARY KEY, applied_at {_TEXT} NOT NULL)")
        # Whether this was filled from a SQLite file; until `finished` nobody uses it.
        connection.execute(f"CREATE TABLE moves (id {_TEXT} PRIMARY KEY, started {_TEXT} NOT NULL, finished {_TEXT})")
    return [row[0] for row in connection.execute("SELECT name FROM schema_steps ORDER BY name")]
