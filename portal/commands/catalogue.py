"""`wijzer catalogue`: what HR keeps, checked, carried to and from a spreadsheet, and laid beside other sets."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.shared import knowledge, tell
from portal.errors import BadInput
from portal.settings import Settings
from rules.catalogue import Catalogue
from rules.files.refusals import why_not

if TYPE_CHECKING:  # loads the language tools, which takes seconds
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


@app.command("check")
def check(
    everything: Annotated[bool, typer.Option("--all", help="Alle punten, niet alleen de eerste van elke soort.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Alles als JSON.")] = False,
) -> None:
    """Kijk de catalogus na: verwijzingen, dubbele en bijna dubbele taken, wat nergens bij hoort, leesbaarheid en dekking.

    Voorbeeld: wijzer catalogue check --all
    """
    from portal.commands.catalogue_shown import check_as_json, check_as_lines
    from rules.review.catalogue_check import check_catalogue

    found = check_catalogue(_catalogue())
    print(check_as_json(found) if as_json else "\n".join(check_as_lines(found, all_of_them=everything)))
    if found.errors:
        raise typer.Exit(1)


@app.command("diff")
def diff(
    other: Annotated[Path, typer.Argument(help="De map met gegevens (data) waarmee je vergelijkt: de oude.")],
) -> None:
    """Wat is er anders in deze catalogus dan in die van een andere map: nieuw, weg en veranderd, van oud naar nieuw.

    Voorbeeld: wijzer catalogue diff ../vorige-versie/data
    """
    from portal.commands.catalogue_shown import changes_as_lines
    from rules.files.knowledge_files import load_catalogue
    from rules.review.catalogue_diff import catalogue_changes

    print("\n".join(changes_as_lines(catalogue_changes(load_catalogue(other), _catalogue()))))


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Het bestand dat gemaakt wordt, met .xlsx aan het eind.")],
    force: Annotated[bool, typer.Option("--force", help="Ook als het bestand er al is.")] = False,
) -> None:
    """Zet de catalogus in een werkmap voor Excel of LibreOffice, om na te kijken en bij te werken.

    Voorbeeld: wijzer catalogue export catalogus.xlsx
    """
    from rules.files.workbook_files import write_workbook_file

    if file.suffix.lower() != ".xlsx":
        raise BadInput(f"{file} moet op .xlsx eindigen.")
    if file.exists() and not force:
        raise BadInput(f"{file} is er al. Kies een andere naam, of schrijf er --force bij.")
    catalogue = _catalogue()
    try:
        write_workbook_file(file, catalogue)
    except OSError as error:
        raise BadInput(f"{file} kan niet bewaard worden: {why_not(error)}.") from error
    tell(f"{len(catalogue.functions)} functies en {len(catalogue.skills)} vaardigheden, versie {catalogue.version}: {file}")


@app.command("import")
def import_(
    source: Annotated[str, typer.Argument(help="Een werkmap (.xlsx), of 'esco' gevolgd door de map met de download.")],
    folder: Annotated[Path | None, typer.Argument(help="Bij 'esco': de map met de CSV-bestanden.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Neem de werkmap over. Zonder dit zie je alleen wat er verandert.")] = False,
    over_newer: Annotated[bool, typer.Option("--over-newer", help="Met --apply: ook als de catalogus intussen veranderd is.")] = False,
) -> None:
    """Lees een werkmap in: eerst zie je wat er verandert, met --apply wordt alles overgenomen, of niets.

    Met 'esco' wordt de Nederlandse ESCO-download een extra laag; eigen profielen blijven zoals ze zijn.

    Voorbeeld: wijzer catalogue import catalogus.xlsx --apply
    Voorbeeld: wijzer catalogue import esco ~/Downloads/esco
    """
    if source == ESCO and folder is not None:
        _import_esco(folder)
    elif source != ESCO and folder is None:
        _import_workbook(Path(source), apply=apply, over_newer=over_newer)
    else:
        raise BadInput("Schrijf: wijzer catalogue import BESTAND.xlsx, of: wijzer catalogue import esco MAP")


def _import_workbook(file: Path, *, apply: bool, over_newer: bool) -> None:
    from portal.commands.catalogue_shown import changes_as_lines
    from rules.files.workbook_files import read_workbook_file, save_catalogue
    from rules.review.catalogue_diff import catalogue_changes

    current = _catalogue()
    read = read_workbook_file(file)
    changes = catalogue_changes(current, read.catalogue)
    print("\n".join(changes_as_lines(changes)))
    if not changes:
        return
    if read.base_version != current.version:
        made_from = f"van versie {read.base_version}" if read.base_version else "van een onbekende versie"
        message = (
            f"Deze werkmap is gemaakt {made_from}, maar de catalogus is nu versie {current.version}. "
            "Hierboven staat ook wat anderen intussen veranderd hebben: dat draait de werkmap terug."
        )
        if apply and not over_newer:
            raise BadInput(f"{message} Er is niets overgenomen. Maak een nieuwe werkmap, of neem deze toch over met --apply --over-newer.")
        tell(message)
    if not apply:
        tell(f"Er is nog niets veranderd. Overnemen: wijzer catalogue import {file} --apply")
        return
    try:
        version = save_catalogue(Settings().data, read.catalogue, current.version)
    except OSError as error:
        raise BadInput(f"De catalogus kan niet bewaard worden: {why_not(error)}. Probeer het opnieuw als de schijf weer beschrijfbaar is.") from error
    tell(f"Overgenomen: {len(changes)} onderdelen. De catalogus is nu versie {version}, was {current.version}.")


def _import_esco(folder: Path) -> None:
    from rules.files.layer_files import read_esco, write_layer

    began = time.monotonic()
    layer = read_esco(folder)
    file = write_layer(layer, _layers())
    tell(f"{len(layer.occupations)} beroepen en {len(layer.skill_labels)} vaardigheden ingelezen in {time.monotonic() - began:.0f} s, versie {layer.version}: {file}")
    tell(layer.attribution)


def _catalogue() -> Catalogue:
    from rules.files.knowledge_files import load_catalogue

    return load_catalogue(Settings().data)


def _layers() -> Path:
    return Settings().var / "layers"


def _layer(name: str) -> Layer:
    from rules.files.layer_files import read_layer

    return read_layer(_layers(), name)
