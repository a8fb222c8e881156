"""What somebody may be here; a session carries one or more."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """An employee belongs to themselves; the other roles are work for the organisation."""

    EMPLOYEE = "employee"
    COACH = "coach"
    HR = "hr"
    ADMINISTRATOR = "administrator"


PRIVILEGED = frozenset({Role.COACH, Role.HR, Role.ADMINISTRATOR})
"""Roles that open more than one's own passport: their sessions are short, and looked after again while they last."""

TITLES = {
    Role.EMPLOYEE: "medewerker", Role.COACH: "transfercoach", Role.HR: "HR-adviseur", Role.ADMINISTRATOR: "beheerder",
}


def titles(roles: frozenset[Role]) -> str:
    """Roles as a Dutch reader calls them.

    >>> titles(frozenset({Role.HR, Role.EMPLOYEE}))
    'medewerker en HR-adviseur'
    """
    *most, last = [TITLES[role] for role in Role if role in roles] or ["niets"]
    return f"{', '.join(most)} en {last}" if most else last
