"""`wijzer coach`: who signed in as a coach, and taking away who left."""

from __future__ import annotations

from typing import Annotated

import typer

from portal.commands.shared import store
from portal.errors import BadInput

app = typer.Typer(help="De transfercoaches die zich hebben aangemeld.", epilog="Voorbeeld: wijzer coach list", no_args_is_help=True)


@app.command("list")
def list_coaches() -> None:
    """Toon wie er als coach bekend is, met de code en de laatste aanmelding.

    Voorbeeld: wijzer coach list
    """
    with store() as passports:
        for coach in passports.coaches():
            print(f"{coach.id}: {coach.name}, laatst aangemeld op {coach.last_sign_in.date().isoformat()}")


@app.command("remove")
def remove(coach: Annotated[str, typer.Argument(metavar="CODE", help="De code uit wijzer coach list.")]) -> None:
    """Haal een coach weg die hier niet meer werkt. Dossiers die deze coach van het team had opgepakt, gaan terug naar het team.

    Voorbeeld: wijzer coach remove c202c895d818b41e0958ec7f72f1d857d
    """
    with store() as passports:
        freed = passports.remove_coach(coach, actor="operator")
    if freed is None:
        raise BadInput(f"Er is geen coach met de code {coach}. Kijk met: wijzer coach list")
    print(f"De coach is weg. Terug naar het team: {freed}.")
