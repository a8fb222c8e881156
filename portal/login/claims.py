"""What a provider says of a person, read into a name and roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.login_settings import LoginSettings, role_by_value
from portal.roles import Role

LONGEST_NAME = 80
NAMELESS = "Collega"


def roles_in(claims: Mapping[str, Any], settings: LoginSettings) -> frozenset[Role]:
    """Who can sign in is an employee; the claim gives the other roles, by the mapping. Unknown values give nothing."""
    found: Any = claims.get(settings.oidc_roles_claim)
    if found is None:
        found = claims
        for name in settings.oidc_roles_claim.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
    values = [*found.split(), found] if isinstance(found, str) else found if isinstance(found, list) else []
    known = role_by_value(settings.oidc_roles)
    return frozenset({Role.EMPLOYEE, *(known[value] for value in values if isinstance(value, str) and value in known)})


def name_in(claims: Mapping[str, Any], settings: LoginSettings) -> str:
    """The name to show, on one line and not too long; it stands in the browser's own cookie only."""
    name = claims.get(settings.oidc_name_claim)
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split()) if isinstance(name, str) else ""
    return shown[:LONGEST_NAME] or NAMELESS
