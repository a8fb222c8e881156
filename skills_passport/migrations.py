"""The schema, step by step: numbered, forward only, from any released schema to the present one.

A step that was released never changes; a change of the schema is a next step. Whatever holds something of a
person has a column `owner` that refers to `passports` with ON DELETE CASCADE, so that erasure cannot miss it
(a test walks the schema for that).
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from skills_passport.schema_steps import apply_missing

MIGRATIONS = Migrations("skills-passport")

_LISTS = {
    "answers": "question TEXT NOT NULL, value TEXT, words TEXT NOT NULL, status TEXT NOT NULL, given_at TEXT NOT NULL",
    "consents": "purpose TEXT NOT NULL, given INTEGER NOT NULL, at TEXT NOT NULL, text_version TEXT NOT NULL",
    "talk": "who TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, buttons TEXT NOT NULL, card TEXT",
    "advices": (
        "id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, versions TEXT NOT NULL, "
        "person TEXT NOT NULL, advice TEXT NOT NULL"
    ),
    "exchanges": "message_id TEXT NOT NULL, at TEXT NOT NULL, reply TEXT, UNIQUE (owner, message_id)",
}


@MIGRATIONS(name="0001-passports-and-audit")
def _passports_and_audit(db: Database) -> None:
    db.execute(
        "CREATE TABLE passports (owner TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, "
        "created_at TEXT NOT NULL, updated_at TEXT NOT NULL, interview TEXT NOT NULL) STRICT"
    )
    for table, columns in _LISTS.items():
        db.execute(
            f"CREATE TABLE {table} (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, "
            f"number INTEGER NOT NULL, {columns}, PRIMARY KEY (owner, number)) STRICT"
        )
    db.execute(
        "CREATE TABLE audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, "
        "subject TEXT NOT NULL, version INTEGER NOT NULL, seal TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX audit_by_subject ON audit (subject, number)")
    for event in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER audit_no_{event.lower()} BEFORE {event} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        )
    # One row: erasures whose remains may still be in the files.
    db.execute("CREATE TABLE upkeep (wipes_asked INTEGER NOT NULL) STRICT")
    db.execute("INSERT INTO upkeep VALUES (0)")


_CASEWORK = {
    "shares": (
        "case_id TEXT NOT NULL UNIQUE, coach TEXT, since TEXT NOT NULL, ended TEXT, name TEXT NOT NULL, reach TEXT NOT NULL, "
        "taken_by TEXT, seen_at TEXT, closed_at TEXT"
    ),
    "verdicts": (
        "case_id TEXT NOT NULL, coach TEXT NOT NULL, at TEXT NOT NULL, advice_id TEXT NOT NULL, versions TEXT NOT NULL, "
        "function_id TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, signal TEXT, words TEXT NOT NULL"
    ),
    "plan_changes": (
        "step TEXT NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL, state TEXT NOT NULL, "
        "made_by TEXT NOT NULL, at TEXT NOT NULL, due TEXT, coach TEXT NOT NULL"
    ),
    "messages": (
        "id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL, sent_by TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, "
        "coach TEXT NOT NULL, read_at TEXT"
    ),
    "follow_ups": (
        "id TEXT NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, "
        "coach TEXT NOT NULL, step TEXT NOT NULL, text TEXT NOT NULL"
    ),
}


@MIGRATIONS(name="0002-casework")
def _casework(db: Database) -> None:
    db.execute("ALTER TABLE passports ADD COLUMN casework_version INTEGER NOT NULL DEFAULT 0")
    for table, columns in _CASEWORK.items():
        db.execute(
            f"CREATE TABLE {table} (owner TEXT NOT NULL REFERENCES passports(owner) ON DELETE CASCADE, "
            f"number INTEGER NOT NULL, {columns}, PRIMARY KEY (owner, number)) STRICT"
        )
    # A coach's list reads only what is open, and of each passport only the answer about the region.
    db.execute("CREATE INDEX open_shares ON shares (coach, taken_by) WHERE ended IS NULL")
    db.execute("CREATE INDEX answers_by_question ON answers (owner, question, number)")
    db.execute("CREATE INDEX verdicts_by_case ON verdicts (case_id)")
    # Colleagues, not owners of a passport: who looked, by name.
    db.execute("CREATE TABLE coaches (id TEXT PRIMARY KEY, name TEXT NOT NULL, last_sign_in TEXT NOT NULL) STRICT")
    # Who agreed to a coach looking on before there were shares: that must tell the same from here on.
    db.execute(
        "INSERT INTO shares SELECT owner, 1, lower(hex(randomblob(8))), NULL, at, NULL, '', '', NULL, NULL, NULL FROM consents AS last "
        "WHERE purpose = 'meekijken' AND given = 1 AND NOT EXISTS "
        "(SELECT 1 FROM consents WHERE owner = last.owner AND number > last.number AND (purpose = last.purpose OR (purpose = 'gesprek' AND given = 0)))"
    )
    # Who agreed and took back the talk later did not agree any more, also not by agreeing to the talk once more: it says so from here on.
    lapsed = (
        "FROM consents AS last WHERE purpose = 'meekijken' AND given = 1 AND NOT EXISTS (SELECT 1 FROM consents WHERE owner = last.owner AND number > last.number "
        "AND purpose = last.purpose) AND NOT EXISTS (SELECT 1 FROM shares WHERE owner = last.owner)"
    )
    latest = "(SELECT max(at) FROM consents WHERE owner = last.owner)"
    db.execute(
        "INSERT INTO answers SELECT owner, (SELECT coalesce(max(number), 0) + 1 FROM answers WHERE owner = last.owner), 'coach', '{\"may_look\":false}', '', 'answered', "
        f"{latest} {lapsed}"
    )
    db.execute(
        f"INSERT INTO consents SELECT owner, (SELECT max(number) + 1 FROM consents WHERE owner = last.owner), purpose, 0, {latest}, text_version {lapsed}"
    )


@MIGRATIONS(name="0003-sign-ins")
def _sign_ins(db: Database) -> None:
    # Somebody is signed in before there is a passport, so no reference to one; `SqlStore.erase` empties this, too.
    db.execute(
        "CREATE TABLE sign_ins (number_hash TEXT PRIMARY KEY, owner TEXT NOT NULL, roles TEXT NOT NULL, "
        "started TEXT NOT NULL, last_seen TEXT NOT NULL, how TEXT NOT NULL, credential TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX sign_ins_by_owner ON sign_ins (owner)")


@MIGRATIONS(name="0004-asked-again")
def _asked_again(db: Database) -> None:
    # When the login of the organisation last stood behind a session, and a hash of what it calls that session itself.
    db.execute("ALTER TABLE sign_ins ADD COLUMN confirmed TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE sign_ins ADD COLUMN provider_session TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE sign_ins SET confirmed = started")
    # The day on which was last looked what is past its time, with which term, and the day before which nothing goes by itself.
    for column in ("retention_day TEXT", "retention_months INTEGER", "retention_from TEXT"):
        db.execute(f"ALTER TABLE upkeep ADD COLUMN {column}")


@MIGRATIONS(name="0005-watched-sign-ins")
def _watched_sign_ins(db: Database) -> None:
    # For every process that serves: when the provider is to be asked again whether a session still holds, and with what (sealed).
    db.execute(
        "CREATE TABLE watched_sign_ins (number_hash TEXT PRIMARY KEY REFERENCES sign_ins(number_hash) ON DELETE CASCADE, "
        "ask_at REAL NOT NULL, confirmed INTEGER NOT NULL, tokens TEXT NOT NULL) STRICT"
    )
    # What the provider said of who was signed off there counts once, whichever process heard it.
    db.execute("CREATE TABLE logout_tokens (id_hash TEXT PRIMARY KEY, until REAL NOT NULL) STRICT")


def bring_up_to_date(db: Database, path: str) -> None:
    """Applies what is missing, as `schema_steps.apply_missing` says."""
    apply_missing(MIGRATIONS, db, path, "geen skillspaspoorten. Noem een ander bestand in de instellingen.")
