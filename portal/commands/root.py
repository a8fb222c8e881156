"""The whole command `wijzer`: its own commands, its groups, and mistakes told in lines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.errors import BotError
from portal.commands import catalogue, labour_market, match, passport, rules
from portal.commands.shared import day, knowledge, read, tell
from portal.errors import BadInput, PortalError
from portal.settings import Settings, what_is_wrong, with_secrets
from rules.answer import Advice, CoachNote, Phase
from rules.errors import RulesError
from rules.files.refusals import why_not
from skills_passport.errors import PassportError

app = typer.Typer(
    help="Loopbaanwijzer: van een gesprek over je werk naar drie uitgelegde stappen.", epilog="Voorbeeld: wijzer serve --demo --port 8000",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)
app.add_typer(match.app, name="match")
app.add_typer(passport.app, name="passport")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(rules.app, name="rules")
app.add_typer(labour_market.app, name="labour-market")


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


@app.command()
def advise(
    file: Annotated[Path, typer.Argument(help="Een paspoort als JSON, zoals gedownload; - leest de invoer.")],
    as_json: Annotated[bool, typer.Option("--json", help="Het hele advies als JSON.")] = False,
    for_coach: Annotated[bool, typer.Option("--coach", help="Ook wat voor de coach is: fase en instrumenten van HR.")] = False,
    today: Annotated[str, typer.Option(help="De datum van het advies, JJJJ-MM-DD.")] = "",
) -> None:
    """Geef het advies bij een paspoort. Dezelfde invoer geeft altijd dezelfde uitvoer.

    Voorbeeld: wijzer advise paspoort.json --json --today 2026-11-23
    """
    from rules.advice import advise as give
    from rules.serialise import advice_to_json
    from skills_passport.export import passport_from_export

    told = passport_from_export(read(file))
    advice = give(told.person(), knowledge(), day(today) if today else told.updated_at.date())
    print(advice_to_json(advice) if as_json else _as_text(advice, for_coach))


def _as_text(advice: Advice, for_coach: bool) -> str:
    lines = [advice.own_work.text, *(_coach_lines(advice.own_work.for_coach, advice.own_work.phase) if for_coach else ()), ""]
    for number, suggestion in enumerate(advice.suggestions, start=1):
        lines += [
            f"{number}. {suggestion.title} — {suggestion.fit_words} ({suggestion.fit} van 100)",
            f"   {suggestion.opening}",
            *(f"   {step.share}: {step.text} ({step.time})" for step in suggestion.steps),
            f"   {suggestion.labour_market.text}",
            *(f"   {arrangement.text}" for arrangement in suggestion.arrangements),
            *(f"   Nog niet bekend: {question}" for question in suggestion.questions),
            *(f"   {line}" for line in _coach_lines(suggestion.for_coach) if for_coach),
            "",
        ]
    return "\n".join([*lines, advice.note, advice.own_work.offer if advice.suggestions else ""]).strip()


def _coach_lines(notes: Sequence[CoachNote], phase: Phase | None = None) -> list[str]:
    lines = [f"Fase: {phase}"] if phase else []
    return lines + [f"Voor de coach – {note.instrument}: {note.text} ({note.because})" for note in notes]


def run() -> None:
    """The command as typed: every known mistake becomes lines a person can act on, never a stack trace."""
    try:
        app()
    except (RulesError, PortalError, BotError, PassportError) as problem:
        sys.exit(f"wijzer: {problem}")
    except ValidationError as problem:
        sys.exit(f"wijzer: {what_is_wrong(problem)}")
    except OSError as problem:
        sys.exit(
            f"wijzer: {problem.filename or 'Een bestand'} is niet te lezen, te schrijven of te starten ({why_not(problem)}). "
            "Kijk of het bestaat, of je erbij mag en of er ruimte is."
        )
