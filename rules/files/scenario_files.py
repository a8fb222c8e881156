"""Protected scenarios from `data/scenarios/*.yml` (or another folder); every mistake has its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rules.errors import KnowledgeFilesMissing, Problem, ScenarioError
from rules.files.yaml_entries import Entry, hint, read_entries
from rules.person import CriterionKind, Direction, Trend
from rules.review.scenarios import CHECKS, Scenario

FOLDER = "scenarios"
_LISTS = ("work", "outside", "refuses", "wishes", "wish_sectors", "refused_sectors")
MOST_LEVEL = 4


def load_scenarios(data: Path) -> tuple[Scenario, ...]:
    """The scenarios of the product, in order of file name and place. Raises ScenarioError with every problem, KnowledgeFilesMissing."""
    return read_scenario_folder(data / FOLDER)


def read_scenario_folder(folder: Path) -> tuple[Scenario, ...]:
    """Those in the files of a folder. Raises as `load_scenarios`."""
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise KnowledgeFilesMissing(f"In de map {folder} staan geen vaste voorbeelden (.yml). Zet ze terug.")
    return parse_scenarios({path.name: path.read_text(encoding="utf-8") for path in paths})


def parse_scenarios(files: Mapping[str, str]) -> tuple[Scenario, ...]:
    """The scenarios in these texts by name. Raises ScenarioError."""
    problems: list[Problem] = []
    found = [_scenario(entry) for entry in read_entries([(name, files[name]) for name in sorted(files)], problems)]
    names = [each.who for each in found]
    problems += [Problem(next(iter(files)), 1, name, "staat er twee keer. Geef elk voorbeeld een eigen naam.") for name in sorted({each for each in names if names.count(each) > 1})]
    if problems:
        raise ScenarioError(problems)
    return tuple(found)


def _scenario(entry: Entry) -> Scenario:
    entry.path = who = entry.text("who")
    lists = {name: entry.texts(name) for name in _LISTS}
    found = Scenario(
        who=who, function=entry.text("function", required=False) or None, region=entry.text("region", required=False) or None, **lists,
        trends=_trends(entry), digital=_digital(entry), direction=_direction(entry), criteria=tuple(_criterion(each) for each in entry.entries("criteria")),
        expect=_expected(entry),
    )
    entry.finish()
    return found


def _trends(entry: Entry) -> dict[str, str] | None:
    part = entry.entry("trends", required=False)
    return {quote: part.choice(quote, Trend).value for quote in part.fields} if part is not None else None


def _digital(entry: Entry) -> tuple[int, int] | None:
    value = entry.value("digital")
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2 and all(type(each) is int and 0 <= each <= MOST_LEVEL for each in value):
        return value[0], value[1]
    entry.problem("digital", "moeten twee hele getallen van 0 tot en met 4 zijn, tussen [ en ].")
    return None


def _direction(entry: Entry) -> str | None:
    return entry.choice("direction", Direction).value if entry.has("direction") else None


def _criterion(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {"words": entry.text("words"), "kind": entry.choice("kind", CriterionKind).value, "hard": entry.flag("hard")}
    entry.finish()
    return found


def _expected(entry: Entry) -> dict[str, object]:
    part = entry.entry("expect")
    if part is None:
        return {}
    for name in part.fields:
        if name not in CHECKS:
            part.problem(name, f"kan hier niet verwacht worden.{hint(name, CHECKS)}")
    if not part.fields:
        entry.problem("expect", "is leeg. Schrijf op wat er wel of niet uit moet komen.")
    return {name: part.value(name) for name in part.fields if name in CHECKS}
