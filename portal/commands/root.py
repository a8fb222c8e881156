"""The whole command `wijzer`: its own commands, its groups, and mistakes told in lines."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.errors import BotError
from portal.commands import (
    account,
    advice,
    audit,
    backup,
    badges,
    catalogue,
    coach,
    labour_market,
    match,
    passport,
    retention,
    rules,
    verdicts,
    versions,
)
from portal.commands.shared import tell
from portal.errors import BadInput, PortalError
from portal.settings import Settings, what_is_wrong, with_secrets
from publishing.errors import PublishingError
from rules.errors import RulesError
from rules.files.refusals import why_not
from skills_passport.errors import PassportError

app = typer.Typer(
    help="Loopbaanwijzer: van een gesprek over je werk naar drie uitgelegde stappen.", epilog="Voorbeeld: wijzer serve --demo --port 8000",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)
app.command("advise")(advice.advise)
app.command("what-if")(advice.what_if)
app.command("why-not")(advice.why_not)
app.command("backup")(backup.backup)
app.command("backup-key")(backup.backup_key)
app.command("restore")(backup.restore)
app.add_typer(backup.erasures, name="erasures")
app.add_typer(match.app, name="match")
app.add_typer(passport.app, name="passport")
app.add_typer(badges.app, name="badges")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(rules.app, name="rules")
app.add_typer(labour_market.app, name="labour-market")
app.add_typer(verdicts.app, name="verdicts")
app.add_typer(versions.app, name="versions")
app.add_typer(retention.app, name="retention")
app.add_typer(audit.app, name="audit")
app.add_typer(account.app, name="account")
app.add_typer(coach.app, name="coach")


def _port(text: str) -> int:
    """Here and not by typer, which says in English what is wrong."""
    return _checked(port=text).port


def _rasa(text: str) -> str:
    """A server that cannot be one is said at once, and not after a minute of waiting for it."""
    return _checked(rasa_url=text).rasa_url if text else ""


def _checked(**typed: str) -> Settings:
    try:
        return Settings(**typed)  # type: ignore[arg-type]  # pydantic makes of the text what it should be
    except ValidationError as problem:
        raise BadInput(what_is_wrong(problem)) from problem


@app.command()
def serve(
    port: Annotated[int, typer.Option(parser=_port, metavar="GETAL", help="De poort waarop het portaal antwoordt.")] = 8000,
    host: Annotated[str, typer.Option(help="Het adres; buiten deze computer alleen zonder --demo.")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Met verzonnen medewerkers om het te proberen.")] = False,
    rasa: Annotated[str, typer.Option(parser=_rasa, metavar="ADRES", help="Adres van een Rasa die al draait; dan start er geen eigen.")] = "",
) -> None:
    """Start portaal en Rasa samen.

    Voorbeeld: wijzer serve --demo --port 8000
    """
    from portal.serving import serve as run

    run(with_secrets(Settings(host=host, port=port, demo=demo)), tell, rasa)


@app.command("migrate-store")
def migrate_store(
    undo: Annotated[bool, typer.Option("--undo", help="Breek een verhuizing af die nog niet klaar is; alles blijft zoals het was.")] = False,
) -> None:
    """Verhuis paspoorten, aanmeldingen en versies van SQLite naar de PostgreSQL-database uit WIJZER_STORE. Stop het portaal eerst.

    Voorbeeld: WIJZER_STORE=postgresql://wijzer@db.gemeente.nl/wijzer wijzer migrate-store
    """
    from portal import moving_store

    settings = Settings()
    if undo:
        moving_store.undo(settings)
        print("De verhuizing is afgebroken. SQLite is weer in gebruik; haal WIJZER_STORE weg.")
        return
    moving_store.move(settings, tell)
    print(f"Alles staat in de {settings.passports_place}. Start het portaal weer, met dezelfde WIJZER_STORE.")
    print(f"In {settings.var} staan de oude SQLite-bestanden nog. Verwijder ze zodra je een reservekopie van de database hebt: wie zich later laat wissen, staat er nog in.")


@app.command()
def train(
    force: Annotated[bool, typer.Option("--force", help="Ook als er niets veranderd is.")] = False,
) -> None:
    """Train het gespreksmodel als de bronnen ervan veranderd zijn.

    Voorbeeld: wijzer train
    """
    from portal.serving import train_if_needed

    if not train_if_needed(Settings().rasa_place, tell, force):
        tell("Het gespreksmodel past bij de bronnen; trainen is niet nodig.")


def run() -> None:
    """The command as typed: every known mistake becomes lines a person can act on, never a stack trace."""
    try:
        app()
    except (RulesError, PortalError, BotError, PublishingError, PassportError) as problem:
        sys.exit(f"wijzer: {problem}")
    except ValidationError as problem:
        sys.exit(f"wijzer: {what_is_wrong(problem)}")
    except OSError as problem:
        sys.exit(
            f"wijzer: {problem.filename or 'Een bestand'} is niet te lezen, te schrijven of te starten ({why_not(problem)}). "
            "Kijk of het bestaat, of je erbij mag en of er ruimte is."
        )
