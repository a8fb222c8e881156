"""The command `wijzer`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from bot.errors import BotError
from portal.errors import BadInput, PortalError
from portal.settings import Settings, with_secrets
from rules.errors import RulesError
from skills_passport.errors import PassportError, PassportNotFound
from skills_passport.pseudonym import owner_id

app = typer.Typer(
    help="Loopbaanwijzer: van een gesprek over je werk naar drie uitgelegde stappen.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)
match_app = typer.Typer(help="Vergelijk eigen woorden met de functies in de catalogus.", no_args_is_help=True)
passport_app = typer.Typer(help="Een paspoort bekijken, meegeven of wissen.", no_args_is_help=True)
app.add_typer(match_app, name="match")
app.add_typer(passport_app, name="passport")

Top = Annotated[int, typer.Option("--top", min=1, max=200, help="Hoeveel functies per regel.")]
Owner = Annotated[str, typer.Argument(help="De code van het paspoort (staat onderaan de paspoortpagina), of demo:ria voor een demopersoon.")]


def tell(text: str) -> None:
    """Progress goes to the error stream, so that answers on the output stay clean."""
    print(text, file=sys.stderr, flush=True)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="De poort waarop het portaal antwoordt.")] = 8000,
    host: Annotated[str, typer.Option(help="Het adres; buiten deze computer alleen zonder --demo.")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Met verzonnen medewerkers om het te proberen.")] = False,
    rasa: Annotated[str, typer.Option(help="Adres van een Rasa die al draait; dan start er geen eigen.")] = "",
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


@match_app.command("titles")
def match_titles(top: Top = 5) -> None:
    """Functienamen zoals mensen ze typen: een regel per naam op de invoer, een JSON-regel per naam als antwoord.

    Voorbeeld: echo "mdw burgerzaken" | wijzer match titles --top 3
    """
    from rules.matching.title_matching import TitleMatcher

    matcher = TitleMatcher(_knowledge().catalogue)
    for query in _lines():
        _print_matches(query, [(match.function_id, match.score) for match in matcher.rank(query, top)])


@match_app.command("tasks")
def match_tasks(top: Top = 5) -> None:
    """Taken in eigen woorden: een regel per persoon op de invoer, een JSON-regel als antwoord.

    Voorbeeld: echo "ik bestel spullen en bel leveranciers" | wijzer match tasks --top 3
    """
    from rules.matching import TaskMatcher

    matcher = TaskMatcher(_knowledge().catalogue)
    for query in _lines():
        _print_matches(query, [(match.function_id, match.score) for match in matcher.rank([query], top)])


@app.command()
def advise(
    file: Annotated[Path, typer.Argument(help="Een paspoort als JSON, zoals gedownload; - leest de invoer.")],
    as_json: Annotated[bool, typer.Option("--json", help="Het hele advies als JSON.")] = False,
    today: Annotated[str, typer.Option(help="De datum van het advies, JJJJ-MM-DD.")] = "",
) -> None:
    """Geef het advies bij een paspoort. Dezelfde invoer geeft altijd dezelfde uitvoer.

    Voorbeeld: wijzer advise paspoort.json --json --today 2026-11-23
    """
    from rules.advice import advise as give
    from rules.serialise import advice_to_json
    from skills_passport.export import passport_from_export

    passport = passport_from_export(_read(file))
    advice = give(passport.person(), _knowledge(), _day(today) if today else passport.updated_at.date())
    print(advice_to_json(advice) if as_json else _as_text(advice))


def _as_text(advice: Any) -> str:
    lines = [advice.own_work.text, ""]
    for number, suggestion in enumerate(advice.suggestions, start=1):
        lines += [
            f"{number}. {suggestion.title} — {suggestion.fit_words} ({suggestion.fit} van 100)",
            f"   {suggestion.opening}",
            *(f"   {step.share}: {step.text} ({step.time})" for step in suggestion.steps),
            f"   {suggestion.labour_market.text}",
            "",
        ]
    return "\n".join([*lines, advice.note]).strip()


@passport_app.command("show")
def show(owner: Owner) -> None:
    """Toon wat er in een paspoort staat. Het kijken komt in het logboek van het paspoort.

    Voorbeeld: wijzer passport show demo:ria
    """
    with _store() as store:
        passport = _load(store, owner, "show-passport")
        for answer in passport.answers.values():
            print(f"{answer.question}: {answer.words or answer.status.value}")
        print(f"adviezen: {len(passport.advices)}")


@passport_app.command("export")
def export(owner: Owner) -> None:
    """Geef een paspoort als JSON.

    Voorbeeld: wijzer passport export demo:ria > paspoort.json
    """
    from skills_passport.rights import export_all

    with _store() as store:
        print(export_all(store, _code(owner), actor="operator"))


@passport_app.command("erase")
def erase(
    owner: Owner,
    yes: Annotated[bool, typer.Option("--yes", help="Zonder te vragen.")] = False,
) -> None:
    """Wis een paspoort en alles wat erbij hoort, ook het gesprek bij Rasa.

    Voorbeeld: wijzer passport erase demo:ria --yes
    """
    from bot.client import forget_talk
    from skills_passport.rights import erase_all

    if not yes and not typer.confirm("Alles van dit paspoort wissen? Dit kan niet terug."):
        raise typer.Exit(1)
    tracker = Settings().tracker
    with _store() as store:
        found = erase_all(store, _code(owner), actor="operator", forget_talk=lambda code: forget_talk(tracker, code))
    print("Gewist." if found else "Er was niets van dit paspoort.")


def _code(owner: str) -> str:
    """The owner id itself, or the one of a demo persona written as demo:NAME."""
    if not owner.startswith("demo:"):
        return owner
    return owner_id(owner, with_secrets(Settings()).secret_key)


def _load(store: Any, owner: str, action: str) -> Any:
    passport = store.load(_code(owner), actor="operator", action=action)
    if passport.is_new:
        raise PassportNotFound(_code(owner))
    return passport


def _knowledge() -> Any:
    from rules.files.knowledge_files import load_knowledge

    return load_knowledge(Settings().data)


def _store() -> Any:
    from contextlib import closing

    from skills_passport.sqlite_store import SqliteStore

    return closing(SqliteStore(Settings().database))


def _lines() -> list[str]:
    return [line.strip() for line in sys.stdin.read().splitlines() if line.strip()]


def _print_matches(query: str, matches: list[tuple[str, float]]) -> None:
    found = [{"id": function_id, "score": round(float(score), 4)} for function_id, score in matches]
    print(json.dumps({"query": query, "matches": found}, ensure_ascii=False))


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file} kan niet gelezen worden: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is geen tekst in UTF-8. Download het paspoort opnieuw.") from error


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise BadInput(f"{text} is geen datum. Schrijf het als 2026-11-23.") from error


def main() -> None:
    """Entry point: every known mistake becomes lines a person can act on, never a stack trace."""
    try:
        app()
    except (RulesError, PortalError, BotError, PassportError) as problem:
        sys.exit(f"wijzer: {problem}")
    except ValidationError as problem:
        sys.exit("wijzer: " + "; ".join(str(error["msg"]).removeprefix("Value error, ") for error in problem.errors()))
