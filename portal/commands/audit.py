"""`wijzer audit`: whether the trail of who looked and who changed something is whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from portal.commands.shared import store, tell
from skills_passport.audit import Flaw

app = typer.Typer(help="Het logboek nakijken.", epilog="Voorbeeld: wijzer audit verify", no_args_is_help=True)

_FLAWS: Mapping[Flaw, str] = {
    Flaw.MISSING: "rij {row} ontbreekt",
    Flaw.CHANGED: "rij {row} is veranderd, of een rij ervoor",
    Flaw.CUT_OFF: "het zegel dat je opgaf staat er niet in; na rij {rows} is het eind eraf gehaald, of alles is opnieuw gemaakt",
}


@app.command("verify")
def verify(
    head: Annotated[str, typer.Option("--head", metavar="ZEGEL", help="Een zegel van wijzer audit head dat je eerder opschreef.")] = "",
) -> None:
    """Kijk na of er aan het logboek geknoeid is; de code is 1 als dat zo is. Zonder --head blijft een weggehaald eind onopgemerkt.

    Voorbeeld: wijzer audit verify --head 81445492aff248271615db2ba61036b8586da28d79a8ea64d137c032c1eb3205
    """
    with store() as passports:
        check = passports.verify_audit(expected_head=head or None)
    if check.flaw is not None:
        tell(f"Het logboek klopt niet: {_FLAWS[check.flaw].format(row=check.row, rows=check.rows)}.")
        raise typer.Exit(1)
    print(f"Het logboek is heel: {check.rows} {'rij' if check.rows == 1 else 'rijen'}.")


@app.command("head")
def head() -> None:
    """Geef het zegel van nu. Bewaar het op een andere plek dan de paspoorten, en geef het later aan wijzer audit verify.

    Voorbeeld: wijzer audit head >> /veilige/plek/zegels.txt
    """
    with store() as passports:
        print(passports.audit_head())
