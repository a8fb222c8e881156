"""The demo personas of `data/personas.yml`; every mistake is named with file, line and field."""

from __future__ import annotations

from pathlib import Path

from portal.errors import PersonasError
from portal.login import Persona
from rules.errors import Problem
from rules.files.refusals import why_not
from rules.files.yaml_entries import read_entries


def load_personas(path: Path) -> tuple[Persona, ...]:
    """The personas in the file. Raises PersonasError with everything that is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PersonasError([Problem(str(path), 1, "", f"is niet te lezen ({why_not(error)}).")]) from error
    except UnicodeDecodeError as error:
        raise PersonasError([Problem(str(path), 1, "", "is geen UTF-8. Bewaar het als UTF-8.")]) from error
    problems: list[Problem] = []
    found: dict[str, Persona] = {}
    for entry in read_entries([(str(path), text)], problems):
        persona = Persona(entry.text("id"), entry.text("name"), entry.text("about"))
        if persona.id in found:
            entry.problem("id", f"'{persona.id}' staat er twee keer. Geef elke persoon een eigen naam.")
        found[persona.id] = persona
        entry.finish()
    if problems:
        raise PersonasError(problems)
    return tuple(found.values())
