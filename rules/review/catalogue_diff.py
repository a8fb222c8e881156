"""What differs between two catalogues, per entry and per field, in the words of the spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from rules.catalogue import Catalogue, FunctionProfile, LearningStep, RequiredSkill, Skill, Task
from rules.language.text import fold
from rules.review.catalogue_columns import (
    ABBREVIATIONS,
    FUNCTION_SKILLS,
    FUNCTIONS,
    LEARNING,
    QUALIFICATIONS,
    ROUTES,
    SKILLS,
    TASKS,
    Abbreviation,
    Kind,
    Sheet,
    Table,
    Value,
)

Item = TypeVar("Item")
_COME, _GONE = "erbij", "weg"
_SAME_TEXT = 60  # 0–100: from here on two texts are one text that was rewritten


class Happened(StrEnum):
    ADDED = "nieuw"
    REMOVED = "weg"
    CHANGED = "veranderd"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: `part` says of what inside the entry (a task, a step), empty for the entry itself."""

    part: str
    field: str
    old: Value
    new: Value

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.part, self.field)))
        if self.old is None and self.field.endswith(_COME):
            return f"{where}: {self.new}"
        if self.new is None and self.field.endswith(_GONE):
            return f"{where}: {self.old}"
        if isinstance(self.old, tuple) and isinstance(self.new, tuple):
            return f"{where}: {_list_change(self.old, self.new)}"
        return f"{where}: {_shown(self.old)} → {_shown(self.new)}"


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What happened to one entry; `table` is the Dutch name of its sheet."""

    table: str
    id: str
    title: str
    happened: Happened
    fields: tuple[FieldChange, ...] = ()


def catalogue_changes(old: Catalogue, new: Catalogue) -> tuple[EntryChange, ...]:
    """Everything that differs, per kind of entry and in order of id; versions are left aside."""
    return (
        *entry_changes(FUNCTIONS, old.functions, new.functions, lambda item: item.title, _inside_function),
        *entry_changes(SKILLS, old.skills, new.skills, lambda item: item.label, _inside_skill),
        *entry_changes(QUALIFICATIONS, old.qualifications, new.qualifications, lambda item: item.label),
        *entry_changes(ROUTES, old.routes, new.routes, lambda item: item.title),
        *entry_changes(ABBREVIATIONS, _abbreviations(old), _abbreviations(new), lambda item: item.long),
    )


def entry_changes(
    sheet: Sheet,
    old: Mapping[str, Item],
    new: Mapping[str, Item],
    title: Callable[[Item], str],
    inside: Callable[[Item, Item], Iterable[FieldChange]] = lambda _old, _new: (),
) -> list[EntryChange]:
    """What differs between the entries of one sheet, both by id; `title` names an entry, `inside` tells what else belongs to it."""
    found = []
    for identity in sorted(old.keys() | new.keys()):
        before, after = old.get(identity), new.get(identity)
        if before is None and after is not None:
            found.append(EntryChange(sheet.title, identity, title(after), Happened.ADDED))
        elif after is None and before is not None:
            found.append(EntryChange(sheet.title, identity, title(before), Happened.REMOVED))
        elif before is not None and after is not None and before != after:
            fields = (*_fields(sheet, "", before, after), *inside(before, after))
            found.append(EntryChange(sheet.title, identity, title(after), Happened.CHANGED, fields))
    return found


def _fields(sheet: Sheet, part: str, old: object, new: object) -> list[FieldChange]:
    pairs = ((column.title, column.value(old), column.value(new)) for column in sheet.columns if column.kind is not Kind.OWNER)
    return [FieldChange(part, title, before, after) for title, before, after in pairs if before != after]


def _inside_function(old: FunctionProfile, new: FunctionProfile) -> list[FieldChange]:
    return [*_parts(_TASK, old.tasks, new.tasks), *_parts(_REQUIRED, old.skills, new.skills)]


def _inside_skill(old: Skill, new: Skill) -> list[FieldChange]:
    return _parts(_STEP, old.learning, new.learning)


@dataclass(frozen=True, slots=True)
class _Part(Generic[Item]):
    """Parts of an entry: the same `key` is the same part; where that fails, nearly the same words are (if `rewritten`)."""

    table: Table
    name: str
    key: Callable[[Item], Hashable]
    words: Callable[[Item], str]
    rewritten: bool = True


_TASK: _Part[Task] = _Part(TASKS, "taak", lambda task: task.id, lambda task: task.text)
_REQUIRED: _Part[RequiredSkill] = _Part(FUNCTION_SKILLS, "vaardigheid", lambda skill: skill.skill_id, lambda skill: skill.skill_id, rewritten=False)
_STEP: _Part[LearningStep] = _Part(LEARNING, "leerstap", lambda step: (step.share, step.text), lambda step: f"{step.share}: {step.text}")


def _parts(part: _Part[Item], old: Sequence[Item], new: Sequence[Item]) -> list[FieldChange]:
    """What happened to the parts: pairs that changed, and what was added or removed."""
    pairs = _paired(part, old, new)
    kept_old, kept_new = {before for before, _ in pairs}, {after for _, after in pairs}
    found = [FieldChange("", f"{part.name} {_GONE}", part.words(item), None) for place, item in enumerate(old) if place not in kept_old]
    found += [FieldChange("", f"{part.name} {_COME}", None, part.words(item)) for place, item in enumerate(new) if place not in kept_new]
    for before, after in pairs:
        found += _fields(part.table, f"{part.name} '{part.words(old[before])}'", old[before], new[after])
    if [after for _, after in pairs] != sorted(after for _, after in pairs):
        found.append(FieldChange("", f"volgorde ({part.name})", tuple(map(part.words, old)), tuple(map(part.words, new))))
    return found


def _paired(part: _Part[Item], old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """Places that hold the same part, in order of the old place."""
    free = {place: fold(part.words(item)) for place, item in enumerate(new)}
    by_key: dict[Hashable, int] = {}
    for place, item in enumerate(new):
        by_key.setdefault(part.key(item), place)
    pairs: dict[int, int] = {}
    for before, item in enumerate(old):
        after = by_key.get(part.key(item))
        if after is not None and after in free:
            pairs[before] = after
            del free[after]
    for before, item in enumerate(old):
        if part.rewritten and before not in pairs:
            near = process.extractOne(fold(part.words(item)), free, scorer=fuzz.token_sort_ratio, score_cutoff=_SAME_TEXT)
            if near:
                pairs[before] = near[2]
                del free[near[2]]
    return sorted(pairs.items())


def _abbreviations(catalogue: Catalogue) -> dict[str, Abbreviation]:
    return {short: Abbreviation(short, long) for short, long in catalogue.abbreviations.items()}


def _shown(value: Value) -> str:
    if value is None or value == "":
        return "(leeg)"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return "; ".join(value) or "(leeg)"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else f"{value}"


def _list_change(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    told = [f"{_COME} {_shown(tuple(come))}" if come else "", f"{_GONE} {_shown(tuple(gone))}" if gone else ""]
    return " | ".join(filter(None, told)) or f"andere volgorde: {_shown(old)} → {_shown(new)}"
