"""What runs here and now, as the papers need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from portal.documents.organisation import Organisation
from portal.zone import DUTCH_TIME
from publishing.model import Step, Version
from rules.knowledge import Knowledge
from rules.rulebook import Rule

PARTS: Mapping[str, str] = {"rulebook": "Regelboek", "catalogue": "Catalogus van functies", "labour_market": "Cijfers van de arbeidsmarkt"}
"""What has a version of its own, in words."""


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version that was served: of which part, and since when it is kept here."""

    part: str
    version: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One installation on one day. `signs_in_at_organisation`: real employees, through the organisation's own provider; `published`: every version that ever went live, the newest first.

    `switched`: every time that four eyes were switched off or on, the oldest first; `alone`: numbers of versions that one of their writers put live;
    `tried`: when a trial of a version was done before it went live.
    """

    knowledge: Knowledge
    organisation: Organisation
    release: str
    retention_months: int
    longest_session_hours: float
    idle_privileged_minutes: float
    is_production: bool
    signs_in_at_organisation: bool
    consent_text: str
    kept: tuple[KeptVersion, ...]
    published: tuple[Version, ...]
    four_eyes: bool
    switched: tuple[Step, ...]
    alone: frozenset[int]
    tried: Mapping[int, datetime]
    today: date

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that count today, in their order."""
        return tuple(rule for rule in self.knowledge.rulebook.rules if rule.valid_on(self.today))

    @property
    def made(self) -> str:
        """From which versions a paper was made, and when."""
        versions = self.knowledge.versions
        return (
            f"Gemaakt op {self.today.isoformat()} uit het systeem zoals het draait: Loopbaanwijzer {self.release}, regelboek {versions.rulebook}, "
            f"catalogus {versions.catalogue}, arbeidsmarkt {versions.labour_market}."
        )


def kept_versions(folder: Path) -> tuple[KeptVersion, ...]:
    """All versions that are kept for replay, newest first."""
    found = [
        KeptVersion(part, path.name.removesuffix(".json.gz"), datetime.fromtimestamp(path.stat().st_mtime, DUTCH_TIME))
        for part in PARTS for path in sorted((folder / part).glob("*.json.gz"))
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.part, each.version), reverse=True))
