"""The person behind a request."""

from __future__ import annotations

from dataclasses import dataclass

from portal.login.claims import NAMELESS
from portal.roles import Role

OIDC = "oidc"
BREAK_GLASS = "break-glass"
PERSONA = "persona:"


@dataclass(frozen=True, slots=True)
class Session:
    """Who asks. `owner`: the pseudonymous id of their own passport, and of themselves where they look at others'.

    `how` they signed in: "oidc", "break-glass" or "persona:ria". `suspended`: roles that cannot be confirmed now,
    as the provider does not answer; they open nothing. `coach`: their id where they look at others' passports as a coach, else empty.
    """

    owner: str
    roles: frozenset[Role]
    name: str
    how: str
    suspended: frozenset[Role] = frozenset()
    coach: str = ""

    def has(self, *roles: Role) -> bool:
        """Whether one of these roles is theirs now."""
        return not self.roles.isdisjoint(roles)

    @property
    def vouched_name(self) -> str:
        """The name that the login vouches for; empty when it gave none, and for the emergency account, which is nobody."""
        return "" if self.name == NAMELESS or self.how == BREAK_GLASS else self.name

    @property
    def signed_in_as(self) -> frozenset[Role]:
        """All roles of the sign-in, also those that cannot be confirmed now."""
        return self.roles | self.suspended
