"""Everything that publishing refuses, in one tree; messages are Dutch, for HR, and say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rules.errors import KnowledgeError, Problem

if TYPE_CHECKING:
    from publishing.model import Broken, Editor, Step, Version


class PublishingError(Exception):
    """Root of all that publishing refuses."""


class ContentInvalid(KnowledgeError, PublishingError):
    """What people edit has mistakes in it: `problems` has all of them, each with file (its path under data/), line and field."""

    title = "Dit kan zo niet bewaard worden"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)


class VersionNotFound(PublishingError):
    """There is no version with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Versie {number} is er niet. Kijk in de lijst met versies.")
        self.number = number


class DraftChanged(PublishingError):
    """The draft was changed in between; nothing was stored. `since` has who changed what, the oldest first, and `now` is the draft as it stands.

    `is_own`: all of it was done by who asks, in another window.
    """

    def __init__(self, now: Version, expected: int, since: Sequence[Step], by: Editor | None = None) -> None:
        told = "; ".join(f"{step.by.name or 'een collega'}: {step.what}" for step in since)
        super().__init__(
            f"Versie {now.number} is intussen veranderd ({told}). Er is niets bewaard. Bekijk wat er nu staat, en doe je wijziging daarna nog eens."
        )
        self.now, self.expected, self.since, self.by = now, expected, tuple(since), by

    @property
    def is_own(self) -> bool:
        return bool(self.since) and all(step.by == self.by for step in self.since)


class StepRefused(PublishingError):
    """The step does not fit the state of the version, such as changing what is in review."""


class FourEyes(StepRefused):
    """Who wrote something of a version does not publish it."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Je schreef zelf mee aan versie {number}. Laat een collega kijken en publiceren; "
            "in een kleine gemeente kan dat vierogenprincipe zichtbaar uit."
        )


class BaseMoved(StepRefused):
    """Another version went live since this one was begun: publishing it as it is would undo that. `Drafts.catch_up` takes it over."""

    def __init__(self, number: int, live: int) -> None:
        super().__init__(
            f"Sinds versie {number} begon, ging versie {live} live. Neem die wijzigingen eerst over in versie {number}; anders gaan ze verloren."
        )
        self.number, self.live = number, live


class MergeConflict(StepRefused):
    """Both sides changed the same place. `places` names each file with its first line in the draft, and the entry that stands there, if it has a name."""

    def __init__(self, number: int, places: Sequence[tuple[str, int, str]]) -> None:
        told = "; ".join(f"{entry} ({path}, regel {line})" if entry else f"{path}, regel {line}" for path, line, entry in places)
        super().__init__(
            f"Versie {number} en wat nu live is, veranderen dezelfde plek: {told}. Er is niets bewaard. Maak die plek in je concept gelijk aan wat nu live is, "
            "en neem dan over. Zet daarna je wijziging er opnieuw in."
        )
        self.places = tuple(places)


class ScenarioBroken(StepRefused):
    """Protected scenarios come out otherwise, and nobody said why that is right. `broken` has them all."""

    def __init__(self, number: int, broken: Sequence[Broken]) -> None:
        told = "; ".join(f"{each.scenario}: {each.what}" for each in broken)
        super().__init__(f"Versie {number} breekt {len(broken)} {'vast voorbeeld' if len(broken) == 1 else 'vaste voorbeelden'} ({told}). Herstel dat, of schrijf op waarom dit zo hoort.")
        self.broken = tuple(broken)


class CannotBeServed(StepRefused):
    """A version could not be made into what is served; what was live stays live."""
