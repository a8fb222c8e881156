"""ESCO's Dutch download → a layer of occupations beside the own catalogue; and that layer as one small file of ours.

Reads the official CSV files (occupations, skills, relations between the two). What is missing in a file is said with
its name and column. Attribution is part of the layer: ESCO may be reused when it is named.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from rules.errors import CatalogueError, Problem
from rules.files.versions import content_hash
from rules.occupation import ESSENTIAL, OPTIONAL, Layer, Occupation

NAME = "esco"
ATTRIBUTION = "This service uses the ESCO classification of the European Commission."
LANGUAGE = "nl"
_OCCUPATIONS = "occupations"
_RELATIONS = "occupationSkillRelations"
_SKILLS = "skills"
_REGULATED = "http://data.europa.eu/esco/regulated-professions/unregulated"
ISCO_DIGITS = 3  # a minor group: 'secretaries', not yet 'medical secretaries'
_FIELD_LIMIT = 1_000_000  # characters of one cell; ESCO's longest is some 10,000


def parse_esco(files: Mapping[str, str]) -> Layer:
    """The layer in the texts of ESCO's CSV files, by name; raises CatalogueError."""
    rows = list(_rows(files, _OCCUPATIONS, {"conceptUri", "preferredLabel", "altLabels", "description"}))
    labels = {row["conceptUri"]: row["preferredLabel"] for row in _rows(files, _SKILLS, {"conceptUri", "preferredLabel"}, may_miss=True)}
    skills: dict[str, dict[str, float]] = {}
    groups: dict[str, dict[str, float]] = {}
    for row in _rows(files, _RELATIONS, {"occupationUri", "relationType", "skillUri"}):
        weight = ESSENTIAL if row["relationType"] == "essential" else OPTIONAL
        occupation, skill = row["occupationUri"], short_id(row["skillUri"])
        skills.setdefault(occupation, {})[skill] = weight
        label = row.get("skillLabel_nl") or row.get("skillLabel") or ""
        if label:
            labels.setdefault(row["skillUri"], label)
        for group in filter(None, (row.get("skillGroupCodes") or "").split("|")):
            held = groups.setdefault(occupation, {})
            held[group] = held.get(group, 0.0) + weight
    found = [_occupation(row, skills, groups) for row in rows if row["preferredLabel"] and row.get("status", "released") != "obsolete"]
    if not found:
        raise CatalogueError([Problem(_OCCUPATIONS, 1, "preferredLabel", "heeft geen enkel beroep in het Nederlands. Kies de Nederlandse download.")])
    used = {skill for occupation in found for skill in occupation.skills}
    layer = Layer(
        name=NAME,
        version="",
        attribution=ATTRIBUTION,
        occupations={item.id: item for item in sorted(found, key=lambda item: item.id)},
        skill_labels={short_id(uri): label for uri, label in sorted(labels.items()) if short_id(uri) in used},
    )
    return layer_from_json(layer_to_json(layer))


def short_id(uri: str) -> str:
    """The part of a concept's address that tells it from the others, with the layer's name before it."""
    return f"{NAME}:{uri.rstrip('/').rsplit('/', 1)[-1]}"


def layer_to_json(layer: Layer) -> str:
    """One line of JSON; the same layer gives the same text."""
    content = {
        "name": layer.name,
        "attribution": layer.attribution,
        "skill_labels": dict(layer.skill_labels),
        "occupations": [
            {
                "id": item.id, "title": item.title, "labels": list(item.labels), "text": item.text,
                "skills": dict(item.skills), "groups": dict(item.groups), "field": item.field, "regulated": item.regulated,
            }
            for item in layer.occupations.values()
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def layer_from_json(text: str) -> Layer:
    """The inverse; the version is the hash of the text."""
    content = json.loads(text)
    occupations = (
        Occupation(
            id=item["id"], title=item["title"], labels=tuple(item["labels"]), text=item["text"], skills=item["skills"],
            groups=item["groups"], field=item["field"], regulated=item["regulated"],
        )
        for item in content["occupations"]
    )
    return Layer(
        content["name"], content_hash({"layer": text}), content["attribution"], {item.id: item for item in occupations}, content["skill_labels"]
    )


def _occupation(row: Mapping[str, str], skills: Mapping[str, dict[str, float]], groups: Mapping[str, dict[str, float]]) -> Occupation:
    uri, title = row["conceptUri"], row["preferredLabel"].strip()
    others = (label.strip() for label in row["altLabels"].splitlines())
    labels = tuple(dict.fromkeys((title, *(label for label in others if label))))
    regulated = row.get("regulatedProfessionNote", "").strip()
    return Occupation(
        id=short_id(uri),
        title=title,
        labels=labels,
        text=". ".join((*labels, row["description"].strip())),
        skills=skills.get(uri, {}),
        groups=groups.get(uri, {}),
        field=row.get("iscoGroup", "")[:ISCO_DIGITS],
        regulated=bool(regulated) and regulated != _REGULATED,
    )


def _rows(files: Mapping[str, str], name: str, needed: set[str], *, may_miss: bool = False) -> Iterator[dict[str, str]]:
    """The rows of one of ESCO's files, whichever of its names it has."""
    file = next((known for known in sorted(files) if known.startswith(f"{name}_{LANGUAGE}")), None)
    if file is None:
        if may_miss:
            return
        raise CatalogueError([Problem(f"{name}_{LANGUAGE}.csv", 1, "", "ontbreekt. Zet de hele Nederlandse ESCO-download in één map.")])
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.DictReader(io.StringIO(files[file].removeprefix("\ufeff"), newline=""))
    absent = sorted(needed - set(reader.fieldnames or ()))
    if absent:
        raise CatalogueError([Problem(file, 1, ", ".join(absent), "ontbreekt. Is dit de CSV-download van ESCO?")])
    try:
        for row in reader:
            yield {key: value or "" for key, value in row.items() if isinstance(key, str)}
    except csv.Error as error:
        raise CatalogueError([Problem(file, reader.line_num, "", f"is niet te lezen ({error}). Download het bestand opnieuw.")]) from error
