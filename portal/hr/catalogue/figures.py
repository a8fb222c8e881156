"""A table of the labour market as somebody sent it: how its columns are called, what it says, and what it does to the figures. Pure but for settings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.hr.errors import FiguresRefused
from publishing.content import Content
from publishing.model import Editor
from publishing.store import VersionStore
from rules.errors import KnowledgeError, RequestIncomplete
from rules.files.occupation_classes import FILE as CLASSES
from rules.files.occupation_classes import parse_occupation_classes
from rules.files.tables import Table
from rules.files.tightness_table import FILE, MEANINGS, Change, Compared, TightnessRow, compare, merged, rows_of
from rules.files.uwv_columns import Column, heading_key, heading_row, known_column, known_headings, renamed
from rules.files.uwv_request import Wanted
from rules.files.uwv_tables import Ours, UwvTable, read_uwv
from rules.language.text import fold
from rules.matching.regions import Region, parse_regions

Own = Mapping[str, Column | None]
"""What columns mean that are not called as usual, by `heading_key`; None: not used."""
PATH = f"labour_market/{FILE}"
_SETTING = "uwv-columns"
MOST_HEADINGS = 60
_FIELDS = {"--source": "bron", "--address": "adres", "--period": "tijd", "--as-of": "maand", "--region": "regio"}
_ON_THE_PAGE = (
    ("Voeg toe: --region nederland.", "Kies dan hieronder bij Regio: heel Nederland."), ("Voeg toe: --all-sectors.", "Zet dan hieronder dat vinkje."),
    ("Kies er één met --sheet NAAM.", "Vul hieronder in welk blad het is."),
    ("of zet deze schrijfwijze in regions.yml bij 'spellings'.", "of zet het vinkje bij overslaan."),
    ("staat niet in occupation_classes.yml. Voeg de naam daar toe bij de sector waar hij bij hoort.", "is geen groep van beroepen die ik ken. Verbeter de naam, of zet het vinkje bij overslaan."),
)


@dataclass(frozen=True, slots=True)
class SentFigures:
    """A table that waits: what is said about it, how its columns are called, and for which draft."""

    name: str
    tables: tuple[Table, ...]
    wanted: Wanted
    own: Own
    number: int
    revision: int


@dataclass(frozen=True, slots=True)
class Headed:
    """A column of the table: its place, what stands above it, and what it is taken for."""

    place: int
    heading: str
    column: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the table does to the figures: each row that differs, and how many rows do what."""

    found: UwvTable
    changes: tuple[Compared, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        return tuple(change for change in self.changes if change.change is not Change.SAME)

    @property
    def counts(self) -> tuple[tuple[int, str], ...]:
        counts = Counter(change.change for change in self.changes)
        return (
            *((counts[kind], MEANINGS[kind]) for kind in Change if counts[kind]),
            *((number, text) for number, text in (
                (self.found.without_figure, "rijen zonder cijfer, overgeslagen"),
                (self.found.left_out, "rijen van beroepen die bij geen van onze sectoren horen, overgeslagen"),
                (self.found.less_precise, "rijen waarvoor een andere rij van de tabel beter past, overgeslagen"),
                (len(self.found.skipped), "rijen met een naam die ik niet ken, overgeslagen"),
            ) if number),
        )


def preview(sent: SentFigures, content: Content, today: date) -> Preview:
    """What the table does to the figures of this content. Raises FiguresRefused with all that is wrong."""
    classes = parse_occupation_classes(content[f"labour_market/{CLASSES}"])
    tables = [renamed(table, sent.own) for table in sent.tables]
    try:
        found = read_uwv(sent.name, tables, sent.wanted, Ours(regions_of(content), classes), today)
    except RequestIncomplete as error:
        parts = [line.partition(": ") for line in error.missing]
        raise FiguresRefused({_FIELDS[option]: text[:1].upper() + text[1:] for option, _, text in parts}) from error
    except KnowledgeError as error:
        raise FiguresRefused({}, [_on_the_page(str(problem)) for problem in error.problems]) from error
    return Preview(found, compare(rows_of(content[PATH]), found.rows))


def with_figures(content: Content, rows: Sequence[TightnessRow]) -> Content:
    """The content with these figures put in; a row of the same region, sector, month and source gives way."""
    return content.with_file(PATH, merged(content[PATH], rows, [region.id for region in regions_of(content)]))


def regions_of(content: Content) -> tuple[Region, ...]:
    return parse_regions(content["labour_market/regions.yml"])


def headings_of(sent: SentFigures) -> tuple[Headed, ...]:
    """The columns of the sheet that is read, as they are taken now."""
    tables = [table for table in sent.tables if table.rows and (not sent.wanted.sheet or fold(table.name) == fold(sent.wanted.sheet))]
    if not tables:
        return ()
    table = max(tables, key=lambda each: known_headings(renamed(each, sent.own).rows[heading_row(each, sent.own)]))
    found: list[Headed] = []
    for place, heading in enumerate(table.rows[heading_row(table, sent.own)]):
        if heading and len(found) < MOST_HEADINGS:
            column = sent.own.get(heading_key(heading), known_column(heading))
            found.append(Headed(place, heading, column or ""))
    return tuple(found)


def told_columns(headings: Sequence[Headed], picked: Mapping[int, str], own: Own) -> dict[str, Column | None]:
    """What was known of columns (`own`) with what somebody picked now, where their headings do not say it by themselves."""
    columns = {column.value: column for column in Column}
    found = dict(own)
    for each in headings:
        column, key = columns.get(picked.get(each.place, each.column)), heading_key(each.heading)
        if key and (key in found or column is not known_column(each.heading)):
            found[key] = column
    return found


def remembered(store: VersionStore) -> dict[str, Column | None]:
    """How columns were called before."""
    columns = {column.value: column for column in Column}
    return {key: columns.get(value) for key, value in json.loads(store.setting(_SETTING) or "{}").items()}


def remember(store: VersionStore, own: Own, *, by: Editor) -> None:
    """Keep how these columns are called, for the next table; the history shows who told so."""
    before = remembered(store)
    after = {**before, **own}
    if after != before:
        kept = {key: column or "" for key, column in sorted(after.items())}
        with store.writing():
            store.set(_SETTING, json.dumps(kept, ensure_ascii=False), by=by, what=f"onthield hoe kolommen heten: {', '.join(sorted(own))}")


def sources_of(content: Content) -> tuple[tuple[str, str, int], ...]:
    """Source, youngest month and number of the figures there are; the youngest source first."""
    months: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for row in rows_of(content[PATH]):
        months[row.source] = max(row.as_of, months.get(row.source, ""))
        numbers[row.source] += 1
    return tuple((source, months[source], numbers[source]) for source in sorted(months, key=lambda each: (months[each], each), reverse=True))


def _on_the_page(text: str) -> str:
    """Options of the command line as fields of the page."""
    for old, new in _ON_THE_PAGE:
        text = text.replace(old, new)
    return text
