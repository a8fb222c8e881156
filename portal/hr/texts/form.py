"""A form of one text as a page shows it: what is in each field, what is wrong there, and what a colleague put there meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import ScriptError
from portal.hr.texts.kinds import Field, Kind
from portal.hr.versions.words import told
from publishing.errors import ContentInvalid, DraftChanged, PublishingError
from rules.errors import FormError

OWN = "Je veranderde dit concept intussen zelf, in een ander venster."
OTHERS = "Een collega was je voor."
CLASH = "Er is niets bewaard. Wat jij typte staat er nog. Kijk wat er nu staat, en bewaar daarna opnieuw."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing was saved: the status, a lead with lines under it, and the messages of each field."""

    status: int
    lead: str
    lines: Sequence[str]
    at: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with what is in it; `now` is what the draft has there, where a colleague changed it meanwhile."""

    field: Field
    value: str
    wrong: Sequence[str] = ()
    now: str | None = None


def trouble(kind: Kind, error: FormError | ScriptError | PublishingError) -> Trouble:
    """What a save refused, with each message at its field."""
    if isinstance(error, DraftChanged):
        return Trouble(409, f"{OWN if error.is_own else OTHERS} {CLASH}", tuple(told(step) for step in error.since), {})
    if isinstance(error, FormError):
        at: dict[str, list[str]] = {}
        names = {field.name for field in kind.fields}
        for problem in error.problems:
            name = problem.field.partition("[")[0]
            at.setdefault(name if name in names else kind.key_field, []).append(problem.message)
        return Trouble(422, "Dit kan zo nog niet. Er is niets bewaard.", (), at)
    if isinstance(error, ScriptError | ContentInvalid):
        return Trouble(422, "Dit kan zo niet bewaard worden. Er is niets veranderd.", tuple(str(problem) for problem in error.problems), {})
    return Trouble(409, str(error), (), {})


def shown_fields(kind: Kind, values: Mapping[str, str], wrong: Mapping[str, Sequence[str]], now: Mapping[str, str]) -> tuple[ShownField, ...]:
    """The fields in their order; `now` is empty unless a colleague was first."""
    found = []
    for field in kind.fields:
        value = values.get(field.name, "")
        there = now.get(field.name, value)
        found.append(ShownField(field, value, tuple(wrong.get(field.name, ())), there if there != value else None))
    return tuple(found)
