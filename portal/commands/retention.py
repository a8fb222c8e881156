"""`wijzer retention`: passports that nobody touches any more go after a time."""

from __future__ import annotations

from typing import Annotated

import typer

from portal.commands.shared import Today, day_or_today, store
from portal.settings import Settings
from skills_passport.retention import ACTOR, REMINDED_DAYS, erase_past, retained

app = typer.Typer(help="Paspoorten die niemand meer gebruikt.", epilog="Voorbeeld: wijzer retention run", no_args_is_help=True)


@app.command("run")
def run(
    erase: Annotated[bool, typer.Option("--erase", help="Wis ze ook echt; zonder dit alleen kijken.")] = False,
    today: Today = "",
) -> None:
    """Kijk welke paspoorten langer dan de termijn niet veranderd zijn (WIJZER_RETENTION_MONTHS, anders 24 maanden), en wis ze met --erase.

    Voorbeeld: wijzer retention run (en daarna wijzer retention run --erase)
    """
    from bot.rasa_server.tracker import forget_talk

    settings, at = Settings(), day_or_today(today)
    months = settings.retention_months
    with store() as passports:
        found = retained(passports, months, at)
        print(f"Langer dan {months} maanden niet veranderd: {len(found.past)}. Binnen {REMINDED_DAYS} dagen zover: {len(found.soon)}.")
        for owner, last in found.past:
            print(f"{owner}: te bewaren tot en met {last.isoformat()}")
        if not erase:
            print("Er is niets gewist. Wissen: wijzer retention run --erase" if found.past else "Er is niets te wissen.")
            return
        passports.note(ACTOR, actor=ACTOR, action="retention-run")
        gone = erase_past(passports, months, at, actor=ACTOR, forget_talk=lambda code: forget_talk(settings.tracker, code))
    print(f"Gewist: {gone}.")


@app.command("rewrite")
def rewrite() -> None:
    """Schrijf de tabellen opnieuw op de schijf, zonder wat er gewist is. Nodig bij PostgreSQL, elke nacht; wie iets wil bewaren, wacht even.

    Voorbeeld: wijzer retention rewrite
    """
    with store() as passports:
        print(f"Klaar. Van {passports.rewrite()} keer wissen staat niets meer in de bestanden van de tabellen.")
