"""What several commands need: the knowledge, the store, lines from the input."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.errors import BadInput
from portal.settings import Settings, with_secrets

if TYPE_CHECKING:  # the language tools take seconds to load, and Rasa is to start before that
    from rules.knowledge import Knowledge
    from skills_passport.store import PassportStore

Today = Annotated[str, typer.Option("--today", help="De dag waarop je kijkt, JJJJ-MM-DD; anders vandaag.")]


def tell(text: str) -> None:
    """Progress goes to the error stream, so that answers on the output stay clean."""
    print(text, file=sys.stderr, flush=True)


def knowledge() -> Knowledge:
    """All knowledge of this installation. Raises KnowledgeError."""
    from rules.files.fit_files import keep_fits_in
    from rules.files.knowledge_files import load_knowledge

    keep_fits_in(Settings().fits)
    return load_knowledge(Settings().data)


def store() -> AbstractContextManager[PassportStore]:
    """The passports of this installation, closed afterwards."""
    from skills_passport.erasures import ErasureJournal
    from skills_passport.opening import open_passports

    settings = Settings()
    return closing(open_passports(settings.passports_place, coach_of=_as_coach, journal=ErasureJournal(settings.journal)))


def _as_coach(owner: str) -> str:
    """Reads the secrets only when it is asked for: most commands do without."""
    from skills_passport.pseudonym import coach_id

    return coach_id(owner, with_secrets(Settings()).secret_key)


def lines() -> list[str]:
    """The lines of the input that hold something."""
    return [line.strip() for line in sys.stdin.read().splitlines() if line.strip()]


def read(file: Path) -> str:
    """A text file, or the input for `-`. Raises BadInput."""
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file} {_why_unread(error)}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is geen tekst in UTF-8. Download het paspoort opnieuw.") from error


def day(text: str) -> date:
    """A day such as 2026-11-23. Raises BadInput."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise BadInput(f"{text} is geen datum. Schrijf het als 2026-11-23.") from error


def day_or_today(text: str) -> date:
    """A day such as 2026-11-23, or today when nothing is given. Raises BadInput."""
    return day(text) if text else datetime.now(UTC).date()


def _why_unread(error: OSError) -> str:
    """Why a file cannot be read, in Dutch; the system itself says it in English."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "bestaat niet. Kijk of de naam en de map kloppen."
    if isinstance(error, IsADirectoryError):
        return "is een map. Geef het bestand zelf op."
    if isinstance(error, PermissionError):
        return "mag je niet lezen. Vraag om toegang of kopieer het bestand naar je eigen map."
    return f"kan niet gelezen worden (fout {error.errno}). Probeer een ander bestand."
