"""The settings about signing in: the provider of the organisation, how long a session holds, how often may be tried."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from portal.addresses import is_encrypted_or_here, is_origin
from portal.roles import Role


class LoginSettings(BaseSettings):
    """All `WIJZER_…` that docs/LOGIN.md explains. Durations in minutes, hours as said; rates per minute."""

    environment: Literal["", "production"] = ""  # empty: production on any address but this machine's own
    tls_in_front: bool = False  # a proxy before us ends TLS, and nobody reaches us but through it
    public_url: str = ""  # how browsers reach us, such as https://loopbaan.gemeente.nl
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_scope: str = "openid profile"
    oidc_roles_from: Literal["userinfo", "id_token"] = "userinfo"
    oidc_roles_claim: str = "roles"  # a dot goes a level deeper: realm_access.roles
    oidc_roles: str = ""  # value=role, with commas between: loopbaan-coach=coach, loopbaan-hr=hr
    oidc_name_claim: str = "name"
    oidc_ask_again: float = Field(default=5, gt=0, le=60)  # minutes until the provider is asked whether somebody's account and roles still hold
    oidc_label: str = "je werkaccount"  # on the button: Meld je aan met …
    idle_employee: float = Field(default=480, gt=0)  # minutes
    idle_privileged: float = Field(default=30, gt=0)  # minutes; of coach, HR and administrator
    longest_session: float = Field(default=12, gt=0)  # hours
    chat_per_minute: int = Field(default=60, ge=1)  # per person; from one address twenty times as much
    sign_ins_per_minute: int = Field(default=300, ge=1)  # per address, which may be that of a whole town hall

    @field_validator("public_url")
    @classmethod
    def public_url_is_an_origin(cls, value: str) -> str:
        value = value.rstrip("/")
        if value and not is_origin(value):
            raise ValueError(
                f"public_url: {value!r} kan niet. Geef in WIJZER_PUBLIC_URL hoe browsers hier komen, zoals https://loopbaan.gemeente.nl: zonder pad."
            )
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def issuer_is_encrypted(cls, value: str) -> str:
        if value and not is_encrypted_or_here(value):
            raise ValueError(f"oidc_issuer: {value!r} kan niet. Geef in WIJZER_OIDC_ISSUER het adres van de aanmelddienst; het begint met https://.")
        return value

    @field_validator("oidc_roles")
    @classmethod
    def roles_are_known(cls, value: str) -> str:
        role_by_value(value)
        return value

    @model_validator(mode="after")
    def oidc_is_whole(self) -> LoginSettings:
        given = {"WIJZER_OIDC_ISSUER": self.oidc_issuer, "WIJZER_OIDC_CLIENT_ID": self.oidc_client_id, "WIJZER_OIDC_CLIENT_SECRET": self.oidc_client_secret}
        missing = [name for name, value in given.items() if not value]
        if missing and len(missing) < len(given):
            raise ValueError(f"Aanmelden met OIDC is half ingesteld. Geef ook {' en '.join(missing)}, of haal de andere weg.")
        if self.has_oidc and "openid" not in self.oidc_scope.split():
            raise ValueError("oidc_scope: hier hoort openid bij, zoals in WIJZER_OIDC_SCOPE='openid profile'.")
        return self

    @property
    def has_oidc(self) -> bool:
        return bool(self.oidc_issuer)


def role_by_value(text: str) -> dict[str, Role]:
    """Which role each value of the provider's claim gives. Raises ValueError, in Dutch.

    >>> role_by_value("loopbaan-coach=coach, 7f3a=hr")
    {'loopbaan-coach': <Role.COACH: 'coach'>, '7f3a': <Role.HR: 'hr'>}
    """
    found: dict[str, Role] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        value, _, role = (each.strip() for each in part.rpartition("="))
        if not value or role not in set(Role):
            raise ValueError(
                f"oidc_roles: {part!r} kan niet. Schrijf in WIJZER_OIDC_ROLES waarde=rol, met een komma ertussen; "
                f"de rollen zijn {', '.join(Role)}."
            )
        found[value] = Role(role)
    return found
