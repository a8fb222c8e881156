"""A small catalogue cut from the real files, with their text and comments, so that tests that write stay fast."""

from __future__ import annotations

from dataclasses import replace

from rules.catalogue import Catalogue
from rules.files.catalogue_editing import edit_catalogue
from rules.files.catalogue_parsing import parse_catalogue
from tests.rules.conftest import DATA

FILES = {
    path.relative_to(DATA / "catalogue").as_posix(): path.read_bytes().decode()
    for path in sorted((DATA / "catalogue").rglob("*.yml"))
}


def small(*functions: str) -> tuple[dict[str, str], Catalogue]:
    """The files and the catalogue of only these functions, with what they need and three abbreviations."""
    whole = parse_catalogue(FILES, "")
    chosen = {name: whole.functions[name] for name in sorted(functions)}
    skills = {required.skill_id for function in chosen.values() for required in function.skills}
    routes = {function.route for function in chosen.values()} | {next(iter(whole.routes))}
    requires = {name for function in chosen.values() for name in (*function.requires, *function.screening)} | {next(iter(whole.qualifications))}
    catalogue = replace(
        whole,
        functions=chosen,
        skills={name: skill for name, skill in whole.skills.items() if name in skills},
        routes={name: route for name, route in whole.routes.items() if name in routes},
        qualifications={name: item for name, item in whole.qualifications.items() if name in requires},
        abbreviations=dict(list(whole.abbreviations.items())[:3]),
    )
    return edit_catalogue(FILES, catalogue), catalogue
