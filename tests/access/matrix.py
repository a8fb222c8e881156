"""Reads expected.yml, and says what it means for one asker and one case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from portal.passport_page.file_back import packed
from skills_passport.export import passport_to_export
from tests.access.people import ROLES, SEES, People

FILE = Path(__file__).with_name("expected.yml")
MAY = {"everybody", "signed-in", "employee", "coach", "hr", "administrator", "rasa"}


@dataclass(frozen=True)
class Row:
    """What is expected of one route."""

    method: str
    path: str
    may: str
    answer: int
    case: str = ""
    json: bool = False
    send: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    file: str = ""
    in_case: Mapping[str, int] = field(default_factory=dict)
    unseen: Mapping[str, int] = field(default_factory=dict)

    def lets_in(self, who: str, case: str = "") -> bool:
        """Whether this asker may, with this case where the route has one."""
        if self.may == "everybody":
            return True
        if self.may == "signed-in":
            return who in ROLES
        return self.is_of(who) and (not case or case in SEES[who, self.may])

    def is_of(self, who: str) -> bool:
        """Whether this asker has the role that the route is for."""
        return self.may in ROLES.get(who, ())

    def expected(self, who: str, case: str = "") -> int:
        """The status for who asks."""
        if self.lets_in(who, case):
            return self.in_case.get(case, self.answer)
        if who not in ROLES and self.may != "rasa":
            return 303 if self.method == "GET" and not self.path.startswith("/api/") else 401
        return self.unseen.get(case, 404) if self.is_of(who) else 403

    def ask(self, people: People, who: str, case: str = "", *, empty: bool = False) -> Any:
        """The request as somebody makes it who knows everything but is perhaps not let in; `empty`: with nothing in it."""
        known = known_of(people, who, case)
        address = self.path.format_map(known) + ("" if empty or not self.query else "?" + self.query.format_map(known))
        sent = {} if empty else {name: _filled(value, known) for name, value in self.send.items()}
        more: dict[str, Any] = {} if self.method == "GET" else {"json" if self.json else "data": sent}
        if self.file:
            more = {"files": {"file": ("paspoort.json", "" if empty else _filled(self.file, known), "application/json")}}
        return people.ask(who, self.method, address, **more)


def rows() -> list[Row]:
    """All rows. Raises AssertionError for one that says nothing that can be expected."""
    found = []
    for route, given in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        method, path = route.split(" ")
        row = Row(method, path, **{name.replace("-", "_"): value for name, value in given.items()})
        assert row.may in MAY, route
        assert row.case in ("", "address", "form", "json"), route
        assert (row.case == "address") == ("{case}" in path), route
        found.append(row)
    return found


def known_of(people: People, who: str, case: str = "") -> dict[str, Any]:
    """What stands for the places of a row, as who asks knows it, with or without a case."""
    return _known(people, people.person_of(case) if case else who) | {"case": people.cases.get(case, "")}


def _known(people: People, person: str) -> dict[str, Any]:
    """What a form about this person's passport holds; of who has none, of Ria's as it was at first."""
    passport = people.passport(person)
    if passport.is_new:
        passport = people.at_first
    work = passport.casework
    suggested, exported = people.suggested(passport), passport_to_export(passport)
    return {
        "version": passport.version, "casework": work.version, "advice": passport.advices[-1].id, "function": suggested,
        "other_function": next(name for name in ("kok", "hovenier") if name != suggested),
        "step": work.steps[0].id if work.steps else "geen", "follow_up": work.follow_ups_now[0].id if work.follow_ups_now else "geen",
        "number": 1, "act": "indienen", "kind": "begrippen",
        "coach": people.coach("stefan"), "job": "nergens", "entry": "nergens", "draft": "1", "form": "nergens", "revision": "1", "rule": "kans-verborgen", "paper": "logica",
        "export": exported, "packed": packed(exported),
    }


def _filled(value: Any, known: Mapping[str, Any]) -> Any:
    """Text with its places filled; a number stays one in JSON when it is all there is."""
    if not isinstance(value, str):
        return value
    name = value[1:-1] if value.startswith("{") and value.endswith("}") else ""
    return known[name] if name in known else value.format_map(known)
