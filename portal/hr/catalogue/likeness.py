"""What in a form is like something that is there already, and who uses what the form is about."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from publishing.content import Content, Part
from rules.catalogue import Catalogue
from rules.editing.entry_form import FUNCTION, SKILL, EntryKind, Form
from rules.editing.near_duplicates import STEP, NearDuplicate, NearDuplicates
from rules.editing.used_by import Thing, UsedBy, used_by
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge
from rules.language.text import fold
from rules.review.catalogue_columns import LEARNING, TASKS
from rules.rulebook import Rulebook

KEPT = 3
"""Catalogues of which the index is kept: that of the draft, and that before its last change."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A text of the form, and what it is like."""

    words: str
    found: tuple[NearDuplicate, ...]


class Likeness:
    """Finds what is alike in the catalogue of a draft; an index is built once for each catalogue. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._built: dict[str, NearDuplicates] = {}

    def alike(self, kind: EntryKind, form: Form, before: Form, *, identity: str, catalogue: Catalogue, live: Knowledge) -> tuple[Alike, ...]:
        """The names and texts that are new in this form (compared with `before`) and are like those of another entry."""
        texts = dict.fromkeys(_texts(kind, form))
        for known in _texts(kind, before):
            texts.pop(known, None)
        if not texts:
            return ()
        index = self._index(catalogue, live)
        found = []
        for thing, text in texts:
            near = tuple(each for each in index.of(thing, text) if each.id.partition("/")[0] != identity)
            if near:
                found.append(Alike(text, near))
        return tuple(found)

    def _index(self, catalogue: Catalogue, live: Knowledge) -> NearDuplicates:
        with self._lock:
            if catalogue.version not in self._built:
                if len(self._built) >= KEPT:
                    del self._built[next(iter(self._built))]
                self._built[catalogue.version] = NearDuplicates(catalogue, live.matcher)
            return self._built[catalogue.version]


def _texts(kind: EntryKind, form: Form) -> Iterator[tuple[str, str]]:
    """What is compared: the name and other names, and each task or learning step."""
    for texts in form.get(kind.table.title, ()):
        names = [texts.get("naam", ""), *(texts.get("ook bekend als", "") + "\n" + texts.get("andere namen", "")).splitlines()]
        yield from ((str(kind.thing), name.strip()) for name in names if name.strip())
    for part, column, thing in ((TASKS, "taak", str(Thing.TASK)), (LEARNING, "stap", STEP)):
        if part in kind.parts:
            yield from ((thing, texts[column].strip()) for texts in form.get(part.title, ()) if texts.get(column, "").strip())


def users_of(kind: EntryKind, identity: str, catalogue: Catalogue, content: Content, live: Knowledge) -> UsedBy:
    """Who uses this entry in this content."""
    same = content.versions[Part.RULEBOOK] == live.rulebook.version
    return used_by(kind.thing, identity, catalogue, live.rulebook if same else _rulebook(content))


@lru_cache(2)
def _rulebook(content: Content) -> Rulebook:
    return parse_rulebook(content.part(Part.RULEBOOK), content.versions[Part.RULEBOOK])


def entries_found(kind: EntryKind, catalogue: Catalogue, wanted: str) -> tuple[tuple[str, str, str], ...]:
    """The id, name and place of the entries that have all these words in their names, tasks or id; all of them for no words."""
    words = fold(wanted[:200]).split()
    found = []
    for identity, item in kind.entries(catalogue).items():
        names = [identity, kind.name(item)]
        place = ""
        if kind is FUNCTION:
            place = item.area
            names += [item.area, *item.aliases, *(task.text for task in item.tasks)]
        elif kind is SKILL:
            place = item.theme
            names += [item.theme, *item.synonyms, *item.says]
        text = fold(" ".join(names))
        if all(word in text for word in words):
            first = not all(word in fold(kind.name(item)) for word in words)
            found.append((first, fold(kind.name(item)), (identity, kind.name(item), place)))
    return tuple(entry for _, _, entry in sorted(found))
