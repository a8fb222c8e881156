"""What must hold before real employees may sign in; `wijzer serve` refuses to start otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from portal.addresses import is_loopback
from portal.errors import NotReadyForProduction
from portal.login.break_glass import read_account
from portal.settings import SECRETS, Settings
from skills_passport.sql import PostgresPlace

SHORTEST_SECRET = 32  # characters
FEWEST_LETTERS = 10  # different ones
_OBVIOUS = ("changeme", "change-me", "secret", "geheim", "wachtwoord", "password", "welkom", "voorbeeld", "example", "default", "test")


def check_production(settings: Settings) -> None:
    """Raises NotReadyForProduction with everything that is missing, a line each; nothing on this machine itself.

    `settings`: with their secrets.
    """
    if not settings.is_production:
        return
    missing = list(_missing(settings))
    if missing:
        why = "de instellingen zijn die voor echte medewerkers" if is_loopback(settings.host) else f"{settings.host} is niet alleen deze computer"
        raise NotReadyForProduction("\n- ".join([f"Loopbaanwijzer start niet: {why}, en dan moet eerst nog dit:", *missing]))


def _missing(settings: Settings) -> Iterator[str]:
    for name in SECRETS:
        if is_weak(getattr(settings, name)):
            yield (
                f"WIJZER_{name.upper()} is te kort of te raden. Haal de instelling weg, dan wordt er een gemaakt en in var/secrets.json bewaard, "
                f"of geef {SHORTEST_SECRET} willekeurige tekens of meer."
            )
    if settings.demo:
        yield "Demopersonen staan aan. Laat --demo en WIJZER_DEMO weg."
    if not settings.has_oidc and read_account(settings.break_glass) is None:
        yield "Niemand kan zich aanmelden. Stel WIJZER_OIDC_ISSUER, WIJZER_OIDC_CLIENT_ID en WIJZER_OIDC_CLIENT_SECRET in (docs/LOGIN.md)."
    if settings.has_oidc and not settings.oidc_issuer.startswith("https://"):
        yield "WIJZER_OIDC_ISSUER begint niet met https://. Geef het versleutelde adres van de aanmelddienst."
    if settings.has_oidc and not settings.public_url.startswith("https://"):
        yield "WIJZER_PUBLIC_URL ontbreekt of begint niet met https://. Geef hoe browsers hier komen, zoals https://loopbaan.gemeente.nl."
    for name, place in (("WIJZER_STORE", settings.passports_place), ("WIJZER_TRACKER_URL", settings.tracker)):
        if isinstance(place, PostgresPlace) and not place.is_private:
            yield f"{name} noemt een database op een andere machine zonder ?sslmode=verify-full. Zet dat achter het adres, anders kan iemand onderweg meelezen."
    if not settings.tls_in_front:
        yield "Niet gezegd is dat er versleuteld wordt. Zet een proxy met TLS ervoor en zeg dat met WIJZER_TLS_IN_FRONT=1."


def is_weak(secret: str) -> bool:
    """Whether a secret is too short, too plain, or a word that stands in examples.

    >>> [is_weak(each) for each in ("", "changeme" * 5, "abab" * 10, "kX7-fw2Lq0_TzR9vBn3cYd8sHj5mPg1e")]
    [True, True, True, False]
    """
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_LETTERS or any(word in secret.lower() for word in _OBVIOUS)
