"""`wijzer catalogue`: what HR keeps, checked, carried to and from a spreadsheet, and laid beside other sets."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from portal.commands.shared import knowledge, tell
from portal.errors import BadInput
from portal.settings import Settings
from rules.occupation import Layer

app = typer.Typer(
    help="De catalogus nakijken, meegeven, bijwerken en met andere lijsten vergelijken.",
    epilog="Voorbeeld: wijzer catalogue near administratief-medewerker --top 3", no_args_is_help=True,
)
ESCO = "esco"


@app.command("near")
def near(
    function: Annotated[str, typer.Argument(help="De id van een functie, of (met --layer) de naam van een beroep.")],
    top: Annotated[int, typer.Option("--top", min=1, max=50, help="Hoeveel buren.")] = 5,
    layer: Annotated[str, typer.Option("--layer", help="Een ingelezen lijst van elders, zoals esco.")] = "",
) -> None:
    """Welke functies liggen in de buurt van deze functie, en waarom?

    Voorbeeld: wijzer catalogue near administratief-medewerker --top 3
    """
    from rules.language.dutch import DutchText
    from rules.occupation import occupations_of, skills_in, skills_of
    from rules.transitions import Transitions

    if layer:
        read = _layer(layer)
        transitions = Transitions(list(read.occupations.values()), skills_in(read), DutchText())
        wanted = function.casefold()
        function = next((item.id for item in read.occupations.values() if wanted in {item.id, item.title.casefold()}), function)
    else:
        known = knowledge()
        transitions = Transitions(occupations_of(known.catalogue), skills_of(known.catalogue), known.language)
    if function not in transitions:
        raise BadInput(f"'{function}' staat niet in de lijst. Zoek de id op met: echo \"{function}\" | wijzer match titles")
    for neighbour in transitions.near(function, top):
        print(f"{neighbour.closeness:.2f}  {neighbour.title} ({neighbour.id})")
        for reason in neighbour.reasons:
            print(f"      {reason}")
    if layer:
        print(f"\n{read.attribution}")


@app.command("import")
def import_(
    source: Annotated[str, typer.Argument(help="'esco', gevolgd door de map met de download.")],
    folder: Annotated[Path | None, typer.Argument(help="De map met de CSV-bestanden van ESCO.")] = None,
) -> None:
    """Lees de Nederlandse ESCO-download in als extra laag; eigen profielen blijven zoals ze zijn.

    Voorbeeld: wijzer catalogue import esco ~/Downloads/esco
    """
    from rules.files.layer_files import read_esco, write_layer

    if source != ESCO or folder is None:
        raise BadInput("Schrijf: wijzer catalogue import esco MAP")
    began = time.monotonic()
    layer = read_esco(folder)
    file = write_layer(layer, _layers())
    tell(f"{len(layer.occupations)} beroepen en {len(layer.skill_labels)} vaardigheden ingelezen in {time.monotonic() - began:.0f} s, versie {layer.version}: {file}")
    tell(layer.attribution)


def _layers() -> Path:
    return Settings().var / "layers"


def _layer(name: str) -> Layer:
    from rules.files.layer_files import read_layer

    return read_layer(_layers(), name)
