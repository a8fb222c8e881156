"""`wijzer account`: the emergency account."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from portal.errors import AccountRefused
from portal.login.break_glass import check_password, write_account
from portal.roles import Role, titles
from portal.settings import Settings, make_var

app = typer.Typer(
    help="De noodtoegang voor als aanmelden bij de organisatie niet werkt.", epilog="Voorbeeld: wijzer account break-glass", no_args_is_help=True,
)


@app.callback()
def group() -> None:
    """A group, also with one command in it."""


@app.command("break-glass")
def break_glass(
    role: Annotated[list[str] | None, typer.Option(help=f"Een rol van dit account; mag vaker. De rollen zijn {', '.join(Role)}.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Haal het account weg.")] = False,
) -> None:
    """Maak de noodtoegang, geef haar een ander wachtwoord, of haal haar weg. Wie ermee aangemeld is, wordt afgemeld.

    Voorbeeld: wijzer account break-glass --role administrator
    """
    settings = Settings()
    make_var(settings)
    if remove:
        existed = settings.break_glass.exists()
        settings.break_glass.unlink(missing_ok=True)
        print("De noodtoegang is weg." if existed else "Er was geen noodtoegang.")
        return
    roles = _roles(role or [Role.ADMINISTRATOR.value])
    password = _asked("Nieuw wachtwoord: ")
    check_password(password)
    if _asked("Nog een keer: ") != password:
        raise AccountRefused("De twee wachtwoorden zijn niet gelijk. Er is niets veranderd.")
    write_account(settings.break_glass, password, roles)
    print(f"De noodtoegang is klaar, als {titles(roles)}. Bewaar het wachtwoord op een veilige plek; het staat hier nergens leesbaar.")


def _roles(names: list[str]) -> frozenset[Role]:
    for name in names:
        if name not in set(Role):
            raise AccountRefused(f"{name} is geen rol. De rollen zijn {', '.join(Role)}.")
    return frozenset(map(Role, names))


def _asked(question: str) -> str:
    """Typed without being shown; only in a terminal, so that no password stands in a script or a history."""
    if not sys.stdin.isatty():
        raise AccountRefused("Een wachtwoord typ je zelf, in een terminal. Start dit commando zonder invoer uit een bestand.")
    return getpass.getpass(question)
