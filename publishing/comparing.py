"""What differs between two contents, in words: the catalogue and the rulebook as their own reviews tell it, the rest per entry and field."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping

import yaml

from publishing.content import Content, Part, part_of
from publishing.merging import NAMES
from publishing.reading import parse
from rules.errors import Problem
from rules.files.yaml_entries import plain_value, read_root
from rules.review.catalogue_columns import Value
from rules.review.catalogue_diff import EntryChange, FieldChange, Happened, catalogue_changes
from rules.review.rulebook_diff import rulebook_changes

TITLES: Mapping[Part, str] = {
    Part.LABOUR_MARKET: "Arbeidsmarkt en loon", Part.LANGUAGE: "Voorbeeldzinnen", Part.INTERVIEW: "Gesprek", Part.ANSWERS: "Vragen en antwoorden",
    Part.GLOSSARY: "Begrippen", Part.LANGUAGES: "Andere talen", Part.COACHING: "Vragen voor het goede gesprek",
}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "scales.csv": ("scale",), "terms.csv": ("id",), "tightness.csv": ("region", "sector", "period", "about"),
    "costs.csv": ("kind", "scale", "id"),
}
"""What makes a row of a table the same row; two alike are counted."""

_Fields = dict[str, Value]


def differences(old: Content, new: Content) -> tuple[EntryChange, ...]:
    """Everything that differs, part by part. Raises ContentInvalid when one of the two cannot be read."""
    found: list[EntryChange] = []
    if any(old.versions[part] != new.versions[part] for part in (Part.CATALOGUE, Part.RULEBOOK)):
        before, after = parse(old), parse(new)
        found += [*catalogue_changes(before.catalogue, after.catalogue), *rulebook_changes(before.rulebook, after.rulebook)]
    for path in sorted(old.files.keys() | new.files.keys()):
        found += file_changes(path, old, new)
    return tuple(found)


def file_changes(path: str, old: Content, new: Content) -> tuple[EntryChange, ...]:
    """What differs in one file; nothing for those of the catalogue and the rulebook, which are told as a whole."""
    part = part_of(path)
    if part not in TITLES or old.files.get(path) == new.files.get(path):
        return ()
    table = f"{TITLES[part]} ({path.removeprefix(f'{part}/')})" if part.is_folder else TITLES[part]
    return tuple(_changes(table, path, old.files.get(path, ""), new.files.get(path, "")))


def _changes(table: str, path: str, old: str, new: str) -> Iterator[EntryChange]:
    before, after = _entries(path, old), _entries(path, new)
    for name in [*after, *(gone for gone in before if gone not in after)]:
        was, now = before.get(name), after.get(name)
        if was is None and now is not None:
            yield EntryChange(table, name, _title(name, now), Happened.ADDED)
        elif now is None and was is not None:
            yield EntryChange(table, name, _title(name, was), Happened.REMOVED)
        elif was is not None and now is not None and was != now:
            fields = tuple(FieldChange("", field, was.get(field), now.get(field)) for field in {**was, **now} if was.get(field) != now.get(field))
            yield EntryChange(table, name, _title(name, now), Happened.CHANGED, fields)
    if before == after and list(before) != list(after):
        yield EntryChange(table, "volgorde", "Volgorde", Happened.CHANGED, (FieldChange("", "volgorde", tuple(before), tuple(after)),))
    elif before == after:
        yield EntryChange(table, "opmaak", "Alleen opmaak of opmerkingen", Happened.CHANGED)


def _entries(path: str, text: str) -> dict[str, _Fields]:
    """The entries of a file by name, each as one flat list of fields in its order."""
    if path.endswith(".csv"):
        return _rows(path.rsplit("/", 1)[-1], text)
    problems: list[Problem] = []
    root = read_root(path, text, problems)
    value = plain_value(root) if isinstance(root, yaml.Node) else None
    if isinstance(value, list):
        return _named(value)
    found: dict[str, _Fields] = {}
    for name, held in value.items() if isinstance(value, dict) else ():
        if isinstance(held, list) and held and all(isinstance(each, dict) for each in held):
            found |= {f"{name}: {inner}": fields for inner, fields in _named(held).items()}
        else:
            found[str(name)] = dict(_flat("", held))
    return found


def _named(entries: list[object]) -> dict[str, _Fields]:
    found: dict[str, _Fields] = {}
    times: Counter[str] = Counter()
    for entry in entries:
        fields = dict(_flat("", entry))
        name = next((str(fields[each]) for each in NAMES if fields.get(each)), str(next(iter(fields.values()), "")))
        times[name] += 1
        found[name if times[name] == 1 else f"{name} ({times[name]})"] = fields
    return found


def _rows(name: str, text: str) -> dict[str, _Fields]:
    found: dict[str, _Fields] = {}
    times: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        key = ", ".join(filter(None, (row.get(column) or "" for column in _KEYS.get(name, tuple(row)[:1]))))
        times[key] += 1
        found[key if times[key] == 1 else f"{key} ({times[key]})"] = {str(column): value for column, value in row.items() if not isinstance(value, list)}
    return found


def _flat(where: str, value: object) -> Iterator[tuple[str, Value]]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _flat(f"{where}.{name}" if where else str(name), held)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for place, each in enumerate(value, start=1):
            name = next((str(each[known]) for known in NAMES if isinstance(each, dict) and each.get(known)), str(place))
            yield from _flat(f"{where}.{name}" if where else name, each)
    else:
        yield where or "tekst", tuple(map(str, value)) if isinstance(value, list) else value if isinstance(value, str | int | float | bool) else None


def _title(name: str, fields: _Fields) -> str:
    title = next((str(fields[each]) for each in ("title", "question", "term", "ask", "name") if fields.get(each)), name)
    return f"{title}, schaal {fields['scale']}" if fields.get("kind") and fields.get("scale") else title
