"""Dutch words (B1) for the states of a version and what was done with it."""

from __future__ import annotations

from collections.abc import Mapping

from publishing.model import Deed, Editor, State, Step

GONE = "een collega"
"""Who did something, but whose name was taken away."""

STATES: Mapping[State, str] = {
    State.DRAFT: "concept", State.IN_REVIEW: "wacht op beoordeling", State.PUBLISHED: "live", State.ARCHIVED: "gearchiveerd",
}
DEEDS: Mapping[Deed, str] = {
    Deed.BEGUN: "begon dit concept", Deed.CHANGED: "veranderde iets", Deed.CAUGHT_UP: "nam over wat live ging", Deed.SUBMITTED: "vroeg om een beoordeling",
    Deed.WITHDRAWN: "nam het terug", Deed.SENT_BACK: "stuurde het terug", Deed.PLANNED: "plande de start", Deed.NOT_STARTED: "de start ging niet door",
    Deed.PUBLISHED: "zette het live", Deed.ROLLED_BACK: "ging terug naar een oudere versie", Deed.ARCHIVED: "archiveerde het", Deed.SETTING: "veranderde een instelling",
}


def name_of(editor: Editor | None) -> str:
    """The name colleagues know; empty for nobody.

    >>> name_of(Editor("e-1", ""))
    'een collega'
    """
    return "" if editor is None else editor.name or GONE


def told(step: Step) -> str:
    """One line of the history as a sentence without its date."""
    if step.deed is Deed.NOT_STARTED and step.what:
        return f"De geplande start ging niet door. {name_of(step.by)} {step.what}"
    said = DEEDS[step.deed]
    return f"{name_of(step.by)} {said}: {step.what}" if step.what and step.what != said else f"{name_of(step.by)} {said}"
