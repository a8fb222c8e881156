"""What a step or a save refused, as a page tells it: at its field where it has one, and with all that was typed kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.hr.versions.deeds import Act, Wrong
from portal.hr.versions.words import told
from publishing.errors import ContentInvalid, DraftChanged, PublishingError, ScenarioBroken


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done: a lead, what there is to know line by line, the field it is about, and the step that was asked."""

    status: int
    lead: str
    lines: Sequence[str] = ()
    field: str = ""
    act: Act | None = None

    @property
    def anchor(self) -> str:
        """The id of the field on the page; several steps have a note or a reason of their own."""
        return _ANCHORS.get((self.act, self.field), self.field)


_ANCHORS: dict[tuple[Act | None, str], str] = {(Act.SEND_BACK, "note"): "back-note", (Act.ARCHIVE, "note"): "archive-note", (Act.PLAN, "reason"): "plan-reason"}


def refusal(error: PublishingError | Wrong, act: Act | None = None) -> Refusal:
    """The error in words for who asked."""
    if isinstance(error, Wrong):
        return Refusal(422, str(error), (), error.field, act)
    if isinstance(error, DraftChanged):
        first = "Je veranderde dit intussen zelf, in een ander venster." if error.is_own else "Een collega was je voor."
        return Refusal(409, f"{first} Er is niets bewaard. Wat jij invulde staat er nog; kijk wat er nu staat en doe het daarna opnieuw.",
                       tuple(told(step) for step in error.since), "", act)
    if isinstance(error, ScenarioBroken):
        return Refusal(422, "Deze versie breekt vaste voorbeelden. Herstel dat, of schrijf op waarom dit zo hoort.",
                       tuple(f"{each.scenario}: {each.what}" for each in error.broken), "reason", act)
    if isinstance(error, ContentInvalid):
        return Refusal(422, "Deze versie heeft nog fouten. Er is niets gedaan.", tuple(str(problem) for problem in error.problems), "", act)
    return Refusal(409, str(error), (), "", act)
