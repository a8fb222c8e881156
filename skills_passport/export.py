"""A passport as a JSON file that its owner can read, keep and bring back.

The schema stands in docs/passport-export.schema.json (made by `export_schema`). `version` goes up when a
field changes meaning or goes; what an older version exported stays readable.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from pydantic import TypeAdapter, ValidationError

from skills_passport.answers import parsed
from skills_passport.audit import AuditEntry
from skills_passport.casework.case import who_looked
from skills_passport.casework.queue import Coach
from skills_passport.errors import AnswerInvalid, ExportInvalid
from skills_passport.model import SkillsPassport
from skills_passport.sign_ins import SignIn

FORMAT = "loopbaanwijzer-skillspaspoort"
VERSION = 2
READ = (1, 2)
"""Versions that can be read back; 1 is from before there was casework."""
LARGEST = 20_000_000
"""Characters; a long talk of a year with all its advices stays under a tenth of it."""

_PASSPORT = TypeAdapter(SkillsPassport)
_WHOLE = ("person", "advice")  # fields of a stored advice that are JSON themselves


@dataclass(frozen=True, slots=True)
class AsEditor:
    """What the history of versions keeps of somebody who edits: id, name, and per step when, in which version, and what in their words."""

    id: str
    name: str
    steps: tuple[tuple[datetime, int, str], ...]


def passport_to_export(
    passport: SkillsPassport, accesses: Iterable[AuditEntry] = (), coaches: Iterable[Coach] = (), sign_ins: Iterable[SignIn] = (),
    as_coach: Coach | None = None, *, as_editor: AsEditor | None = None,
) -> str:
    """All that is kept of a person, as JSON; the same passport gives the same text.

    `accesses`: who looked or changed something, which the law has people know; `coaches` gives the names with it. `sign_ins`:
    where the person is signed in; `as_coach`, `as_editor`: what is kept of them as a coach, and as who edits versions. None of these is read back.
    """
    content = _PASSPORT.dump_python(passport, mode="json")
    for advice in content["advices"]:
        for name in _WHOLE:
            advice[name] = json.loads(advice[name])
    names = [(coach.id, coach.name) for coach in coaches]
    document = {"format": FORMAT, "version": VERSION, "passport": content, "accesses": [_access(e, names) for e in accesses]}
    document["sign_ins"] = [_sign_in(each) for each in sign_ins]
    if as_coach is not None:
        document["as_coach"] = {"id": as_coach.id, "name": as_coach.name, "last_sign_in": as_coach.last_sign_in.isoformat()}
    if as_editor is not None:
        steps = [{"at": at.isoformat(), "version": version, "what": what} for at, version, what in as_editor.steps]
        document["as_editor"] = {"id": as_editor.id, "name": as_editor.name, "steps": steps}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def passport_from_export(text: str) -> SkillsPassport:
    """The passport that was exported. Raises ExportInvalid, which names every field that is wrong."""
    document = _document(text)
    content = document.get("passport")
    if not isinstance(content, dict):
        _refuse("passport", "ontbreekt")
    for number, advice in enumerate(_list(content, "advices")):
        for name in _WHOLE:
            if not isinstance(advice, dict) or not isinstance(advice.get(name), dict):
                _refuse(f"passport.advices.{number}.{name}", "ontbreekt")
            advice[name] = compact(advice[name])
    try:
        passport = _PASSPORT.validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        raise ExportInvalid(
            tuple(
                (".".join(("passport", *map(str, problem["loc"]))), problem["msg"])
                for problem in error.errors(include_input=False, include_url=False)
            )
        ) from None
    for number, answer in enumerate(passport.answers_given):
        try:
            if answer.value is not None:
                parsed(answer.question, answer.value)
        except AnswerInvalid as error:
            _refuse(f"passport.answers_given.{number}.value.{error.field}", error.expected)
    return passport


def compact(value: Any) -> str:
    """JSON as it is stored: one spelling per value, order of the fields kept."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def export_schema() -> dict[str, Any]:
    """The JSON Schema of an export."""
    passport = _PASSPORT.json_schema(ref_template="#/$defs/{model}")
    parts = passport.pop("$defs")
    for name in _WHOLE:
        parts["StoredAdvice"]["properties"][name] = {"type": "object"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Skills passport as exported by Loopbaanwijzer",
        "type": "object",
        "required": ["format", "version", "passport", "accesses"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "passport": passport,
            "accesses": {"type": "array", "items": {"$ref": "#/$defs/Access"}},
            "sign_ins": {"type": "array", "items": {"$ref": "#/$defs/SignIn"}},
            "as_coach": {"$ref": "#/$defs/AsCoach"},
            "as_editor": {"$ref": "#/$defs/AsEditor"},
        },
        "$defs": {
            **parts,
            "AsCoach": {
                "type": "object",
                "description": "Only of who signed in as a coach: what the list of coaches holds of them.",
                "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "last_sign_in": {"type": "string", "format": "date-time"}},
            },
            "AsEditor": {
                "type": "object",
                "description": "Only of who edited functions, rules, figures or texts: what the history of versions holds of them.",
                "properties": {
                    "id": {"type": "string"},
                    "name": {"type": "string"},
                    "steps": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"at": {"type": "string", "format": "date-time"}, "version": {"type": "integer"}, "what": {"type": "string"}},
                        },
                    },
                },
            },
            "SignIn": {
                "type": "object",
                "properties": {
                    "started": {"type": "string", "format": "date-time"},
                    "last_seen": {"type": "string", "format": "date-time"},
                    "how": {"type": "string", "description": "oidc, break-glass or a demo persona"},
                    "roles": {"type": "array", "items": {"type": "string"}},
                },
            },
            "Access": {
                "type": "object",
                "properties": {
                    "at": {"type": "string", "format": "date-time"},
                    "actor": {"type": "string"},
                    "action": {"type": "string"},
                    "version": {"type": "integer"},
                    "name": {"type": "string", "description": "The coach, where one looked; \"een coach\" when the name is not known (any more)."},
                },
            },
        },
    }


def _access(entry: AuditEntry, names: Iterable[tuple[str, str]]) -> dict[str, Any]:
    coach = who_looked(entry.actor, names)
    access = {"actor": entry.actor, "action": entry.action, "version": entry.version, "at": entry.at.isoformat()}
    return {**access, "name": coach} if coach else access


def _sign_in(kept: SignIn) -> dict[str, Any]:
    return {"started": kept.started.isoformat(), "last_seen": kept.last_seen.isoformat(), "how": kept.how, "roles": sorted(kept.roles)}


def _document(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        _refuse("", f"is langer dan {LARGEST} tekens")
    try:
        document = json.loads(text, parse_constant=lambda name: _refuse("", f"{name} is geen JSON"), parse_float=_finite)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        _refuse("", "is geen JSON" + (f" (regel {line})" if line else ""))
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        _refuse("format", f"hoort '{FORMAT}' te zijn")
    if document.get("version") not in READ:
        _refuse("version", f"deze uitgave leest versie {READ[0]} tot en met {VERSION}; werk Loopbaanwijzer bij of exporteer opnieuw")
    return document


def _finite(number: str) -> float:
    """A number that is too large to be one, such as 1e999, would be written as what is no JSON."""
    value = float(number)
    return value if math.isfinite(value) else _refuse("", f"{number[:20]} is te groot")


def _list(content: dict[str, Any], name: str) -> list[Any]:
    found = content.get(name, [])
    if not isinstance(found, list):
        _refuse(f"passport.{name}", "hoort een lijst te zijn")
    return found


def _refuse(field: str, wrong: str) -> NoReturn:
    raise ExportInvalid(((field, wrong),))
