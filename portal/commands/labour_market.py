"""`wijzer labour-market`: looking at the figures of a region, and taking over tables of UWV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.shared import Today, day_or_today, tell
from portal.errors import BadInput
from portal.settings import Settings

if TYPE_CHECKING:
    from rules.files.tightness_table import Compared
    from rules.files.uwv_tables import UwvTable
    from rules.labour_market import LabourMarket

app = typer.Typer(
    help="De cijfers over de arbeidsmarkt bekijken, en tabellen van UWV overnemen.",
    epilog="Voorbeeld: wijzer labour-market show --region twente", no_args_is_help=True,
)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="De tabel van UWV, als .xlsx of .csv.")],
    *,
    source: Annotated[str, typer.Option(help="Hoe de bron heet, zoals die straks in het advies staat.")] = "",
    address: Annotated[str, typer.Option(help="Het webadres waar de tabel staat.")] = "",
    period: Annotated[str, typer.Option(help="Over welke tijd het gaat, zoals 2026Q2. Een eigen kolom in de tabel gaat voor.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="De laatste maand van die tijd, zoals 2026-06.")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Schrijf het echt. Zonder dit zie je alleen wat er zou gebeuren.")] = False,
    skip_unknown: Annotated[bool, typer.Option("--skip-unknown", help="Sla regio's en klassen over die ik niet ken.")] = False,
    sheet: Annotated[str, typer.Option(help="Het blad, als er meer bladen met een tabel zijn.")] = "",
    region: Annotated[str, typer.Option(help="De regio, als de tabel daar geen kolom voor heeft.")] = "",
    all_sectors: Annotated[bool, typer.Option("--all-sectors", help="De tabel gaat over alle sectoren samen.")] = False,
    today: Today = "",
) -> None:
    """Neem de Spanningsindicator van UWV over. Eerst zie je wat er verandert; met --apply gebeurt het.

    Voorbeeld: wijzer labour-market import spanning.xlsx --source "UWV Spanningsindicator" --address https://www.uwv.nl/arbeidsmarktinformatie --period 2026Q2 --as-of 2026-06
    """
    from rules.files.labour_market_files import (
        load_occupation_classes,
        load_regions,
        read_table_file,
        read_tightness,
        write_tightness,
    )
    from rules.files.tables import read_tables
    from rules.files.tightness_table import compare, merged, rows_of
    from rules.files.uwv_columns import known_headings
    from rules.files.uwv_request import Wanted
    from rules.files.uwv_tables import Ours, read_uwv

    data = Settings().data
    regions, before = load_regions(data), read_tightness(data)
    wanted = Wanted(source.strip(), address.strip(), period.strip(), as_of.strip(), sheet, region, all_sectors, skip_unknown)
    tables = read_tables(file.name, read_table_file(file), known_headings)
    found = read_uwv(file.name, tables, wanted, Ours(regions, load_occupation_classes(data)), day_or_today(today))
    print(_preview(compare(rows_of(before), found.rows), found))
    if not apply:
        tell("Er is nog niets veranderd. Klopt dit? Doe het dan met --apply erbij.")
        return
    path = write_tightness(data, merged(before, found.rows, [item.id for item in regions]), before)
    tell(f"{len(found.rows)} rijen staan in {path}. Start het portaal opnieuw, dan rekent het advies ermee.")


@app.command("show")
def show(
    region: Annotated[str, typer.Option(help="De id van een regio, of een plaats. Zonder: heel Nederland.")] = "",
    today: Today = "",
) -> None:
    """Toon per sector welk cijfer het advies gebruikt, hoe oud het is en waar het vandaan komt.

    Voorbeeld: wijzer labour-market show --region twente
    """
    from rules.files.knowledge_files import load_labour_market
    from rules.labour_market import NATIONAL

    market = load_labour_market(Settings().data)
    region_id = _region(region, market) if region else NATIONAL
    print(_table(market, region_id, day_or_today(today)))


@app.command("terms")
def terms(
    topic: Annotated[str, typer.Option(help="Alleen dit onderwerp, zoals van-werk-naar-werk.")] = "",
    today: Today = "",
) -> None:
    """Toon wat bekend is over afspraken zoals van-werk-naar-werk en aanvullingen, met bron en hoe oud het is.

    Voorbeeld: wijzer labour-market terms --topic van-werk-naar-werk
    """
    from rules.files.knowledge_files import load_terms

    known = load_terms(Settings().data)
    topics = list(dict.fromkeys(term.topic for term in known))
    if topic and topic not in topics:
        raise BadInput(f"'{topic}' is geen onderwerp. Kies uit: {', '.join(topics)}.")
    day = day_or_today(today)
    for name in [topic] if topic else topics:
        print(f"{name}\n")
        for term in (term for term in known if term.topic == name):
            print(f"- {' '.join(filter(None, (term.text, f'({term.value})' if term.value else '', term.caution(day))))}")
            print(f"  {term.agreement}, {term.period}. Bron: {term.source}, {term.address}")
        print()


def _preview(changes: Sequence[Compared], found: UwvTable) -> str:
    """Every row with what it does, and counts."""
    from rules.files.tightness_table import MEANINGS, Change, told

    lines = [f"{change.row.region}, {change.row.sector}: {told(change)}" for change in changes if change.change is not Change.SAME]
    counts = Counter(change.change for change in changes)
    lines += ["", f"{len(changes)} rijen voor onze regio's en sectoren:"]
    lines += [f"  {counts[kind]:>5} {MEANINGS[kind]}" for kind in Change if counts[kind]]
    for number, text in (
        (found.without_figure, "rijen zonder cijfer, overgeslagen"),
        (found.left_out, "rijen van beroepen die bij geen van onze sectoren horen, overgeslagen"),
        (found.less_precise, "rijen waarvoor een andere rij van de tabel beter past, overgeslagen"),
    ):
        lines += [f"  {number:>5} {text}"] if number else []
    if found.skipped:
        lines += ["", f"Overgeslagen omdat ik de naam niet ken ({len(found.skipped)}):", *(f"- {problem}" for problem in found.skipped)]
    return "\n".join(lines).strip()


def _table(market: LabourMarket, region_id: str, today: date) -> str:
    """Sector, figure, age, marks and source, in columns."""
    from rules.catalogue import Sector
    from rules.labour_market import ALL_SECTORS, NATIONAL, STALE_AFTER_MONTHS
    from rules.periods import age_in_words

    rows = [("sector", "cijfer", "periode", "leeftijd", "let op", "bron")]
    for sector in Sector:
        figure = market.figure(region_id, sector, today)
        if figure is None:
            rows.append((sector, "geen cijfer", "", "", "", ""))
            continue
        marks = ["oud"] if figure.age(today) > STALE_AFTER_MONTHS else []
        marks += ["landelijk"] if figure.region == NATIONAL and region_id != NATIONAL else []
        marks += ["alle sectoren samen"] if figure.sector == ALL_SECTORS else []
        marks += [figure.about] if figure.about else []
        rows.append((sector, figure.statement, figure.period, age_in_words(figure.age(today)), "; ".join(marks), f"{figure.source} {figure.address}"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip() for row in rows]
    return "\n".join([f"{market.regions[region_id]}, op {today.isoformat()}", "", *lines])


def _region(typed: str, market: LabourMarket) -> str:
    """The id of a region, by its id or by a place in it; raises BadInput."""
    from rules.files.labour_market_files import load_regions
    from rules.matching.regions import RegionFinder

    if typed in market.regions:
        return typed
    found = RegionFinder(load_regions(Settings().data)).find(typed)
    if len(found) == 1 and found[0].exact:
        return found[0].region_id
    hint = f" Bedoel je {' of '.join(match.region_id for match in found)}?" if found else ""
    raise BadInput(f"'{typed}' is geen regio of plaats die ik zeker ken.{hint}")
