"""From the text of catalogue files to a `Catalogue`; every mistake comes out with file, line and field.

Files are named as in the catalogue folder: `functions/<area>.yml`, `skills/<theme>.yml`, `qualifications.yml`, `routes.yml`,
`abbreviations.yml` (may be absent).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, TypeVar

from rules.answer import Outlook
from rules.catalogue import (
    Amount,
    Axes,
    Catalogue,
    Conditions,
    Demand,
    Driving,
    Education,
    Frequency,
    FromHome,
    FunctionKind,
    FunctionProfile,
    Importance,
    LearningStep,
    Pay,
    Qualification,
    RequiredDigital,
    RequiredSkill,
    RouteTemplate,
    Scale,
    Screening,
    Sector,
    Skill,
    SkillCategory,
    Task,
    TaskKind,
    Term,
    task_id,
)
from rules.errors import CatalogueError, Problem
from rules.files.catalogue_references import check_references
from rules.files.yaml_entries import Entry, read_entries

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Named = TypeVar("Named", FunctionProfile, Skill, Qualification, RouteTemplate)


def parse_catalogue(files: Mapping[str, str], version: str) -> Catalogue:
    """The catalogue in these files (name → text); raises `CatalogueError` with every problem found."""
    problems: list[Problem] = []

    def entries(prefix: str) -> list[Entry]:
        chosen = [(name, files[name]) for name in sorted(files) if name.startswith(prefix)]
        if not chosen:
            problems.append(Problem(prefix, 1, "", "ontbreekt. Zet de bestanden terug."))
        return list(read_entries(chosen, problems))

    catalogue = assemble_catalogue(
        functions=entries("functions/"),
        skills=entries("skills/"),
        qualifications=entries("qualifications.yml"),
        routes=entries("routes.yml"),
        abbreviations=entries("abbreviations.yml") if "abbreviations.yml" in files else [],
        version=version,
    )
    if problems:
        raise CatalogueError(problems)
    return catalogue


def assemble_catalogue(
    *,
    functions: Iterable[Entry],
    skills: Iterable[Entry],
    qualifications: Iterable[Entry],
    routes: Iterable[Entry],
    abbreviations: Iterable[Entry],
    version: str,
) -> Catalogue:
    """The catalogue of these entries, wherever they were read from; what is wrong is noted with the entries."""
    places: dict[str, Entry] = {}
    catalogue = Catalogue(
        functions=_by_id(_function(entry) for entry in _unique(functions, "functions", places)),
        skills=_by_id(_skill(entry) for entry in _unique(skills, "skills", places)),
        qualifications=_by_id(_qualification(entry) for entry in _unique(qualifications, "qualifications", places)),
        routes=_by_id(_route(entry) for entry in _unique(routes, "routes", places)),
        version=version,
        abbreviations=_abbreviations(abbreviations),
    )
    check_references(catalogue, places)
    return catalogue


def with_entry(catalogue: Catalogue, group: str, entry: Entry, *, instead: str = "") -> Catalogue:
    """The catalogue with this entry in the place of `instead`, or beside the others; what is wrong is noted with the entry.

    `group`: functions, skills, qualifications or routes. What other entries say about this one is not looked at.
    """
    held: dict[str, Any] = {identity: item for identity, item in getattr(catalogue, group).items() if identity != instead}
    places: dict[str, Entry] = {}
    for each in _unique([entry], group, places):
        item = _READERS[group](each)
        if item.id in held:
            each.problem("id", f"'{item.id}' bestaat al. Kies een andere id, of verander wat er al is.")
            continue
        changes: dict[str, Any] = {group: dict(sorted({**held, item.id: item}.items()))}
        catalogue = replace(catalogue, **changes)
        if group == "functions":
            check_references(replace(catalogue, functions={item.id: item}), places)
    return catalogue


def is_id(text: str) -> bool:
    """Whether this can be an id, and with that the name of a file."""
    return bool(_ID.fullmatch(text))


def _by_id(items: Iterable[Named]) -> dict[str, Named]:
    return {item.id: item for item in sorted(items, key=lambda item: item.id)}


def _unique(entries: Iterable[Entry], group: str, places: dict[str, Entry]) -> list[Entry]:
    """Entries with an id of their own; the others become problems."""
    kept: list[Entry] = []
    for entry in entries:
        identity = entry.text("id")
        key = f"{group}/{identity}"
        if not identity:
            continue
        if not is_id(identity):
            entry.problem("id", f"'{identity}' kan geen id zijn. Gebruik kleine letters, cijfers en streepjes.")
        elif key in places:
            other = places[key]
            entry.problem("id", f"'{identity}' staat ook in {other.file}, regel {other.line}. Geef één van beide een andere id.")
        else:
            places[key] = entry
            kept.append(entry)
    return kept


def _function(entry: Entry) -> FunctionProfile:
    identity = entry.text("id")
    kind = entry.choice("kind", FunctionKind)
    tasks = tuple(_task(part, identity) for part in entry.entries("tasks", at_least=6, at_most=10))
    if len({task.id for task in tasks}) < len(tasks):
        entry.problem("tasks", "heeft twee taken met dezelfde tekst. Schrijf op waarin ze verschillen.")
    profile = FunctionProfile(
        id=identity,
        title=entry.text("title"),
        kind=kind,
        area=_area(entry),
        sector=entry.choice("sector", Sector),
        aliases=entry.texts("aliases", at_least=5),
        what=entry.text("what"),
        scale=_scale(entry, kind),
        pay=_pay(entry),
        education=entry.choice("education", Education),
        digital_level=_digital(entry),
        axes=_axes(entry),
        conditions=_conditions(entry),
        requires=entry.texts("requires"),
        screening=entry.texts("screening"),
        route=entry.text("route", required=False) or None,
        routine=entry.flag("routine"),
        target=entry.flag("target"),
        bridge=entry.flag("bridge"),
        partly_required=entry.flag("partly_required"),
        judgement=entry.text("judgement"),
        tasks=tasks,
        skills=tuple(_required_skill(part) for part in entry.entries("skills", at_least=6, at_most=12)),
    )
    entry.finish()
    return profile


def _area(entry: Entry) -> str:
    area = entry.text("area")
    if area and not is_id(area):
        entry.problem("area", f"'{area}' kan geen gebied zijn. Gebruik kleine letters, cijfers en streepjes, zoals sociaal-domein.")
    return area


def _scale(entry: Entry, kind: FunctionKind) -> Scale | None:
    part = entry.entry("scale", required=kind is FunctionKind.MUNICIPAL)
    if part is None:
        return None
    scale = Scale(part.integer("from", 1, 18), part.integer("to", 1, 18))
    if scale.from_ > scale.to:
        part.problem("from", "is hoger dan 'to'. Draai ze om.")
    part.finish()
    return scale


def _pay(entry: Entry) -> Pay | None:
    part = entry.entry("pay", required=False)
    if part is None:
        return None
    valid_from = part.day("valid_from")
    if valid_from is None:
        part.problem("valid_from", "ontbreekt. Een bedrag zonder datum kan niet.")
    low = part.integer("from", 0, 30_000)
    pay = Pay(
        agreement=part.text("agreement"),
        text=part.text("text"),
        from_=low,
        to=part.integer("to", low, 30_000),
        valid_from=valid_from or date.min,
        source=part.text("source"),
    )
    part.finish()
    return pay


def _digital(entry: Entry) -> RequiredDigital:
    part = entry.entry("digital_level")
    if part is None:
        return RequiredDigital(0, 0)
    level = RequiredDigital(part.integer("insight", 0, 4), part.integer("create", 0, 4))
    part.finish()
    return level


def _axes(entry: Entry) -> Axes:
    part = entry.entry("axes")
    if part is None:
        return Axes(0.0, 0.0)
    axes = Axes(part.number("contact", 0, 1), part.number("creativity", 0, 1))
    part.finish()
    return axes


def _conditions(entry: Entry) -> Conditions:
    part = entry.entry("conditions")
    if part is None:
        return Conditions(Amount.LOW, Amount.LOW, Frequency.NO, Frequency.NO, FromHome.NO, Driving.NO)
    conditions = Conditions(
        public_contact=part.choice("public_contact", Amount),
        physical=part.choice("physical", Amount),
        irregular_hours=part.choice("irregular_hours", Frequency),
        outdoors=part.choice("outdoors", Frequency),
        from_home=part.choice("from_home", FromHome),
        driving=part.choice("driving", Driving),
    )
    part.finish()
    return conditions


def _task(entry: Entry, function_id: str) -> Task:
    text = entry.text("text")
    outlook = entry.choice("outlook", Outlook)
    moves = outlook is not Outlook.STAYS
    has_term = moves or entry.has("term")
    task = Task(
        id=task_id(function_id, text),
        function_id=function_id,
        text=text,
        kind=entry.choice("kind", TaskKind),
        outlook=outlook,
        because=entry.text("because", required=moves),
        technology=entry.texts("technology", at_least=1 if moves else 0),
        term=entry.choice("term", Term) if has_term else None,
        axes=_axes(entry),
        also=entry.texts("also", at_least=1),
        skills=entry.texts("skills", at_least=1),
        watch_first=entry.flag("watch_first"),
    )
    entry.text("term", required=False)
    entry.finish()
    return task


def _required_skill(entry: Entry) -> RequiredSkill:
    required = RequiredSkill(
        skill_id=entry.text("id"),
        importance=entry.choice("importance", Importance),
        level=entry.integer("level", 1, 4),
    )
    entry.finish()
    return required


def _skill(entry: Entry) -> Skill:
    learning = tuple(_learning_step(part) for part in entry.entries("learning", at_least=3))
    shares = {step.share for step in learning}
    for share in (70, 20, 10):
        if learning and share not in shares:
            entry.problem("learning", f"mist een stap van {share}. Schrijf er minstens één bij.")
    skill = Skill(
        id=entry.text("id"),
        label=entry.text("label"),
        category=entry.choice("category", SkillCategory),
        demand=entry.choice("demand", Demand),
        synonyms=entry.texts("synonyms"),
        says=entry.texts("says", at_least=2),
        learning=learning,
        support=entry.text("support", required=False),
        theme=PurePosixPath(entry.file).stem,
    )
    entry.finish()
    return skill


def _abbreviations(entries: Iterable[Entry]) -> dict[str, str]:
    """Short → long, the short one in lower case; the same short one twice is a problem."""
    found: dict[str, str] = {}
    for entry in entries:
        short = entry.text("short").lower()
        if short in found:
            entry.problem("short", f"'{short}' staat er twee keer. Zet de betekenissen bij elkaar.")
        found[short] = entry.text("long")
        entry.finish()
    return found


def _learning_step(entry: Entry) -> LearningStep:
    share = entry.integer("share", 10, 70)
    if share not in {70, 20, 10}:
        entry.problem("share", "moet 70, 20 of 10 zijn.")
    step = LearningStep(share, entry.text("text"), entry.text("time"))
    entry.finish()
    return step


def _qualification(entry: Entry) -> Qualification:
    screening = entry.choice("screening", Screening) if entry.has("screening") else None
    entry.text("screening", required=False)
    qualification = Qualification(
        id=entry.text("id"),
        label=entry.text("label"),
        law=entry.text("law"),
        education=entry.choice("education", Education),
        source=entry.text("source"),
        screening=screening,
    )
    entry.finish()
    return qualification


def _route(entry: Entry) -> RouteTemplate:
    months = entry.entry("months")
    low, high = (months.integer("from", 0, 120), months.integer("to", 0, 120)) if months else (0, 0)
    if months and low > high:
        months.problem("from", "is hoger dan 'to'. Draai ze om.")
    route = RouteTemplate(
        id=entry.text("id"),
        title=entry.text("title"),
        what=entry.text("what"),
        months_from=low,
        months_to=high,
        form=entry.text("form"),
        conditions=entry.texts("conditions"),
        source=entry.text("source"),
    )
    entry.finish()
    return route


_READERS: Mapping[str, Callable[[Entry], Any]] = {"functions": _function, "skills": _skill, "qualifications": _qualification, "routes": _route}
