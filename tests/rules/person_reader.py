"""Whole persons: the protected scenarios of the product, and those of `tests/rules/persons/*.yml`, by the same reader."""

from __future__ import annotations

from pathlib import Path

from rules.files.scenario_files import load_scenarios, read_scenario_folder
from rules.review.scenarios import Scenario

HERE = Path(__file__).parent


def read_persons() -> list[Scenario]:
    """All of them, the protected ones first; a key that does not exist is an error."""
    return [*load_scenarios(HERE.parents[1] / "data"), *read_scenario_folder(HERE / "persons")]
