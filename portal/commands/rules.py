"""`wijzer rules`: the rulebook checked, listed, explained, put to its cases and laid beside another version."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from portal.commands.shared import Today, day_or_today, tell
from portal.errors import BadInput
from portal.settings import Settings
from rules.rulebook import Rulebook, Scope

app = typer.Typer(
    help="Het regelboek nakijken, lezen, uitproberen en vergelijken.", epilog="Voorbeeld: wijzer rules explain diploma-al-gehaald", no_args_is_help=True,
)


@app.command("check")
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Alles als JSON.")] = False,
    today: Today = "",
) -> None:
    """Kijk het regelboek na: regels die nooit afgaan, elkaar tegenspreken of overlappen, bronnen, grenzen en ongelezen velden.

    Voorbeeld: wijzer rules check --json
    """
    from portal.commands.rules_shown import findings_as_json, findings_as_lines
    from rules.files.knowledge_files import load_catalogue
    from rules.review.rulebook_check import check_rulebook, errors_in

    rulebook = _rulebook()
    found = check_rulebook(rulebook, load_catalogue(Settings().data), day_or_today(today))
    print(findings_as_json(found) if as_json else "\n".join(findings_as_lines(found, rulebook)))
    if errors_in(found):
        raise typer.Exit(1)


@app.command("list")
def list_(
    model: Annotated[str, typer.Option("--model", help="Alleen regels van dit model, zoals M8.")] = "",
    about: Annotated[Scope | None, typer.Option("--about", help="Alleen regels over een functie ernaast (candidate) of het eigen werk (own-work).")] = None,
    question: Annotated[str, typer.Option("--question", help="Alleen regels die het antwoord op deze vraag nodig hebben, zoals digital; wat het meest beslist staat bovenaan.")] = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="Alle regels voluit als pagina, zoals docs/RULES.md.")] = False,
) -> None:
    """Welke regels zijn er, per model en bestand, en hoe lang gelden ze? Of: waarom wordt een vraag gesteld?

    Voorbeeld: wijzer rules list --model M8 --about candidate
    Voorbeeld: wijzer rules list --question digital
    Voorbeeld: wijzer rules list --markdown > docs/RULES.md
    """
    from portal.commands.rules_shown import needing_as_lines, rules_as_lines
    from rules.asking.needs import FILLED_BY
    from rules.review.rulebook_markdown import rulebook_markdown
    from rules.review.rulebook_models import MODELS

    model = model.upper()
    if model and model not in MODELS:
        raise BadInput(f"'{model}' is geen model. Kies uit: {', '.join(MODELS)}.")
    if question and question not in FILLED_BY:
        raise BadInput(f"'{question}' is geen vraag waar regels op rusten. Kies uit: {', '.join(FILLED_BY)}.")
    if markdown and (model or about or question):
        raise BadInput("Met --markdown komen alle regels mee. Laat --model, --about en --question weg.")
    if question and model:
        raise BadInput("Kies --model of --question, niet allebei.")
    if question:
        print("\n".join(needing_as_lines(_rulebook(), _about(question), question, about)))
        return
    print(rulebook_markdown(_rulebook()) if markdown else "\n".join(rules_as_lines(_rulebook(), model, about)), end="" if markdown else "\n")


@app.command("explain")
def explain(
    rule: Annotated[str, typer.Argument(help="De id van een regel, zoals in wijzer rules list.")],
) -> None:
    """Wat doet deze regel, waarom, en bij welke functies en gevallen gaat hij af?

    Voorbeeld: wijzer rules explain diploma-al-gehaald
    """
    from portal.commands.rules_shown import rule_as_lines
    from rules.asking.needs import rests_on
    from rules.files.knowledge_files import load_catalogue, load_rule_cases

    rules = {item.id: item for item in _rulebook().rules}
    if rule not in rules:
        near = difflib.get_close_matches(rule, rules, n=3, cutoff=0.4)
        hint = f" Bedoel je: {', '.join(near)}?" if near else " Bekijk ze met: wijzer rules list"
        raise BadInput(f"De regel '{rule}' staat niet in het regelboek.{hint}")
    cases = load_rule_cases(_cases()) if _cases().is_dir() else ()
    questions = [_about(question) for question in rests_on(rules[rule])]
    print("\n".join(rule_as_lines(rules[rule], load_catalogue(Settings().data), cases, questions)))


@app.command("test")
def test(
    places: Annotated[list[Path] | None, typer.Argument(help="Bestanden of mappen met gevallen; zonder dit die van het project.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Ook de gevallen die goed gaan.")] = False,
    today: Today = "",
) -> None:
    """Gaan de regels af zoals de gevallen zeggen, en blijven ze stil waar dat moet?

    Voorbeeld: wijzer rules test mijn-gevallen.yml --all
    """
    from portal.commands.rules_shown import results_as_lines
    from rules.files.knowledge_files import load_rule_cases
    from rules.review.rule_cases import rules_without_cases, run_cases

    rulebook = _rulebook()
    cases = load_rule_cases(*(places or (_cases(),)))
    results = run_cases(cases, rulebook, day_or_today(today))
    missing = () if places else rules_without_cases(cases, rulebook)
    print("\n".join(results_as_lines(results, missing, all_of_them=everything)))
    if missing or not all(result.passed for result in results):
        raise typer.Exit(1)


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(help="De map met het oude regelboek (of de map data eromheen).")],
    new: Annotated[Path, typer.Argument(help="De map met het nieuwe regelboek.")],
) -> None:
    """Wat is er anders in het nieuwe regelboek: nieuwe regels, regels die weg zijn en wat er veranderd is.

    Voorbeeld: wijzer rules diff ../vorige-versie/data data
    """
    from portal.commands.catalogue_shown import changes_as_lines
    from rules.files.knowledge_files import load_rulebook_folder
    from rules.review.rulebook_diff import rulebook_changes

    before, after = load_rulebook_folder(old), load_rulebook_folder(new)
    print("\n".join(changes_as_lines(rulebook_changes(before, after))))
    tell(f"Versie {before.version} → {after.version}")


def _rulebook() -> Rulebook:
    from rules.files.knowledge_files import load_rulebook

    return load_rulebook(Settings().data)


def _about(question: str) -> str:
    """What a question of the interview is about, in words, with its id."""
    from bot.texts.script_file import read_script

    about = {each.id: each.about_words for each in read_script(Settings().data).questions}
    return f"{about[question]} ({question})" if question in about else question


def _cases() -> Path:
    return Settings().root / "tests" / "rules" / "cases"
