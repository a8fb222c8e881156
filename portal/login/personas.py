"""The demo personas of `data/personas.yml`; every mistake is named with file, line and field."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from pathlib import Path

from portal.errors import PersonasError
from portal.roles import Role
from rules.errors import Problem
from rules.files.refusals import why_not
from rules.files.yaml_entries import Entry, read_entries

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented colleague to try it with; without roles in the file an employee."""

    id: str
    name: str
    about: str
    roles: frozenset[Role] = frozenset({Role.EMPLOYEE})

    @property
    def credential(self) -> str:
        """Another one as soon as the persona is another one in the file: sessions of the earlier one end."""
        return hashlib.sha256(f"{self.id} {sorted(self.roles)}".encode()).hexdigest()


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
        persona = Persona(entry.text("id"), entry.text("name"), entry.text("about"), _roles(entry))
        if persona.id in found:
            entry.problem("id", f"'{persona.id}' staat er twee keer. Geef elke persoon een eigen naam.")
        found[persona.id] = persona
        entry.finish()
    if problems:
        raise PersonasError(problems)
    return tuple(found.values())


def _roles(entry: Entry) -> frozenset[Role]:
    if not entry.has("roles"):
        return frozenset({Role.EMPLOYEE})
    texts = entry.texts("roles", at_least=1)
    for text in texts:
        if text not in set(Role):
            entry.problem("roles", f"'{text}' is geen rol. De rollen zijn {', '.join(Role)}.")
    return frozenset(Role(text) for text in texts if text in set(Role))


@dataclass
class Personas:
    """The personas as the file has them now: it is read again when it changed, and while it is broken there are none."""

    path: Path
    _read: tuple[int, dict[str, Persona]] = field(default=(0, {}), init=False)

    def __post_init__(self) -> None:
        self._read = (self._changed(), {persona.id: persona for persona in load_personas(self.path)})

    def all(self) -> dict[str, Persona]:
        """By id, in the order of the file."""
        changed = self._changed()
        if changed != self._read[0]:
            try:
                self._read = (changed, {persona.id: persona for persona in load_personas(self.path)})
            except PersonasError as error:
                log.error("personas: %d mistakes in the file, so there are none", len(error.problems))
                self._read = (changed, {})
        return self._read[1]

    def _changed(self) -> int:
        try:
            return self.path.stat().st_mtime_ns
        except OSError:
            return -1
