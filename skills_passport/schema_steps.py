"""The steps that a file is behind, for the schema of the passports and for that of the versions."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from skills_passport.errors import SchemaTooNew, StoreUnavailable


def apply_missing(steps: Migrations, db: Database, path: str, not_ours: str) -> None:
    """Applies what is missing; call it inside a write transaction, so that two processes do not both do it.

    Raises SchemaTooNew for a file of a newer release, StoreUnavailable with `not_ours` for a file of something else.
    """
    applied = [step.name for step in steps.applied(db)]
    known = step_names(steps)
    unknown = [name for name in applied if name not in known]
    if unknown:
        raise SchemaTooNew(path, unknown[-1], known[-1])
    if not applied and db.table_names():
        raise StoreUnavailable(f"{path} is een andere database, {not_ours}")
    if len(applied) < len(known):
        steps.apply(db)


def step_names(steps: Migrations) -> list[str]:
    """All steps of this release, first to last."""
    empty = Database(memory=True)
    try:
        return [step.name for step in steps.pending(empty)]
    finally:
        empty.close()
