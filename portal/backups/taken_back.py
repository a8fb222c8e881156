"""Which journal of erasures may go with a backup: one that knows that backup, and that tells all until lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.backups.errors import RestoreRefused
from portal.backups.manifest import Manifest
from skills_passport.erasures import Journal, read_journal
from skills_passport.errors import JournalBroken, StoreUnavailable

RECENT = timedelta(days=1)
"""How old a copy of the journal may be; older, and somebody must say that erasures may be missing."""
AHEAD = timedelta(minutes=5)
"""So far two clocks may differ. A journal that is complete until later than now was copied by a clock that was ahead, and may miss what came after it."""
ANYWAY = "--accept-missing-erasures"


@dataclass(frozen=True, slots=True)
class Given:
    """The journal that is to be applied, None for none; whether it is the one that is written in now; whether it was said that entries may be missing."""

    file: Path | None
    is_live: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Usable:
    """What is applied, until when that tells all (None: nobody knows), and what to say loudly."""

    journal: Journal
    complete_until: datetime | None
    warnings: tuple[str, ...]


def usable(given: Given, manifest: Manifest, now: datetime) -> Usable:
    """The journal for this backup. Raises RestoreRefused when it is missing, damaged, older than the backup or not recent, and nobody said that that is all right."""
    journal, wrong = _read(given.file)
    until = now if given.is_live and not wrong and journal.complete_until is None else journal.complete_until or (journal.entries[-1].at if journal.entries else None)
    if not wrong and not journal.has(manifest.journal):
        wrong = "het wislogboek is ouder dan deze reservekopie, of van een andere installatie"
    elif not wrong and (until is None or now - until > RECENT):
        wrong = f"het wislogboek is bijgewerkt tot {_moment(until) if until else 'onbekend'}; wat daarna is gewist, staat er niet in"
    elif not wrong and until is not None and until - now > AHEAD:
        wrong = f"het wislogboek zegt bijgewerkt te zijn tot {_moment(until)}, en dat moet nog komen: de klok is verzet, en wat daarna is gewist, staat er misschien niet in"
    if not wrong:
        return Usable(journal, until, ())
    if not given.accepted:
        raise RestoreRefused(
            f"Er is niets teruggezet: {wrong}. Wie na de reservekopie alles liet wissen, zou dan terugkomen. "
            f"Geef het nieuwste wislogboek met --erasures. Is het echt weg, herhaal dit dan met {ANYWAY}."
        )
    return Usable(journal, until, (f"LET OP: {wrong}. Mensen die na de reservekopie alles lieten wissen, kunnen terug zijn. Zoek uit wie dat zijn, en wis ze opnieuw.",))


def _read(file: Path | None) -> tuple[Journal, str]:
    if file is None or not file.exists():
        return Journal(()), f"het wislogboek ontbreekt{f' ({file})' if file else ''}"
    try:
        return read_journal(file), ""
    except (JournalBroken, StoreUnavailable) as error:
        return Journal(()), str(error).rstrip(".")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
