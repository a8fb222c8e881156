"""`wijzer badges`: the key that the municipality signs badges with."""

from __future__ import annotations

import typer

from portal.settings import Settings, make_var

app = typer.Typer(
    help="Badges die de gemeente tekent (Open Badges 3.0).", epilog="Voorbeeld: wijzer badges key", no_args_is_help=True,
)


@app.callback()
def badges() -> None:
    """Badges die de gemeente tekent (Open Badges 3.0)."""


@app.command("key")
def key() -> None:
    """Maak de sleutel waarmee badges worden getekend, alleen leesbaar voor jou. Een sleutel die er al is, blijft.

    Voorbeeld: wijzer badges key
    """
    from portal.documents.badge_key import make_key
    from portal.documents.badges import issuer_of

    settings = Settings()
    make_var(settings)
    make_key(settings.badge_key)
    print(f"{settings.badge_key} is gemaakt. Bewaar een kopie op een veilige plek.")
    print(f"Zet dit op de website van de gemeente, zodat anderen de badges herkennen: {issuer_of(settings.badge_key)}")
    if not settings.organisation_name:
        print("Stel ook WIJZER_ORGANISATION_NAME in: zonder naam worden er geen badges gemaakt.")
