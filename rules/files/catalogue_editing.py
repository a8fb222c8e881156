"""Changing catalogue files entry by entry: what did not change keeps its text to the byte, comments included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from rules.catalogue import Catalogue
from rules.errors import CatalogueError, Problem
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.catalogue_text import abbreviation_text, function_text, qualification_text, route_text, skill_text
from rules.files.entry_editing import pieces_of

_SKILLS = "skills/"


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry as it must become: the file it goes to when it is new, its value, and its text in the house layout."""

    file: str
    value: object
    text: str


def edit_catalogue(files: Mapping[str, str], wanted: Catalogue) -> dict[str, str]:
    """The files that hold the `wanted` catalogue, changed as little as can be.

    Raises CatalogueError when an entry cannot be changed in its file without touching the others.
    """
    today = _items(parse_catalogue(files, ""))
    items = _items(wanted)
    placed: set[tuple[str, str]] = set()
    edited: dict[str, str] = {}
    for file, text in files.items():
        group = file.partition("/")[0]
        kept: list[str] = []
        entries = 0
        for piece in pieces_of(file, text, _identity, CatalogueError):
            key = (group, piece.id)
            if not piece.id:
                kept.append(piece.text)
            elif key in items and not _moves(file, items[key]):
                entries += 1
                placed.add(key)
                kept.append(piece.text if items[key].value == today[key].value else items[key].text)
        if entries:
            edited[file] = "".join(kept)
    for (group, identity), item in items.items():
        if (group, identity) not in placed:
            before = edited.get(item.file, "")
            edited[item.file] = before + ("\n" if before and not before.endswith("\n") else "") + item.text
    _verify(edited, wanted)
    return edited


def _items(catalogue: Catalogue) -> dict[tuple[str, str], _Item]:
    found = {("functions", item.id): _Item(f"functions/{item.area}.yml", item, function_text(item)) for item in catalogue.functions.values()}
    found |= {("skills", item.id): _Item(f"{_SKILLS}{item.theme}.yml", item, skill_text(item)) for item in catalogue.skills.values()}
    for qualification in catalogue.qualifications.values():
        found["qualifications.yml", qualification.id] = _Item("qualifications.yml", qualification, qualification_text(qualification))
    for route in catalogue.routes.values():
        found["routes.yml", route.id] = _Item("routes.yml", route, route_text(route))
    for short, long in catalogue.abbreviations.items():
        found["abbreviations.yml", short] = _Item("abbreviations.yml", long, abbreviation_text(short, long))
    return found


def _moves(file: str, item: _Item) -> bool:
    """A skill stands in the file of its theme; a function stays in its file, whatever its area."""
    return file.startswith(_SKILLS) and file != item.file


def _identity(item: yaml.MappingNode) -> str:
    """The id of an entry, or the short form of an abbreviation."""
    fields = {str(key.value): str(value.value) for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    return fields["id"].strip() if "id" in fields else fields["short"].strip().lower()


def _verify(edited: Mapping[str, str], wanted: Catalogue) -> None:
    """Raise CatalogueError unless the new files say what is wanted."""
    found = parse_catalogue(edited, wanted.version)
    if found == wanted:
        return
    before, after = _items(wanted), _items(found)
    wrong = [key for key in before.keys() | after.keys() if key not in after or key not in before or before[key].value != after[key].value]
    raise CatalogueError(
        Problem(group, 1, identity, "kan niet bewaard worden zonder iets anders te veranderen. Zet dit onderdeel zelf in het bestand.")
        for group, identity in wrong
    )
