"""The texts of the talk as a workbook: three sheets out, and read in again with every mistake at its sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.texts.answers import FrequentAnswer, Term
from bot.texts.answers_file import answers_of, terms_of
from bot.texts.interview_editing import Value
from portal.hr.texts.entries import abouts, answers_in, place_words, talk_texts_in, terms_in
from portal.hr.texts.fields import new_id
from publishing.content import Content, Part
from rules.errors import Problem, WorkbookError
from rules.files.sheet_entries import Row, entries_of_rows, told_once
from rules.files.versions import content_hash
from rules.files.workbook_reading import read_sheets
from rules.files.workbook_writing import HOW_TO, Readme, sheets_of
from rules.language.text import cap
from rules.review.catalogue_columns import Column, Kind, Sheet

FILES = (Part.ANSWERS, Part.GLOSSARY, Part.INTERVIEW)
_SOURCE = Column("bron", "source", width=40)
ANSWERS = Sheet("Antwoorden", (
    Column("id", "id", width=34), Column("vraag", "question", width=50), Column("zo vragen mensen het", "asked_as", Kind.LIST, width=50),
    Column("antwoord", "answer", width=70), _SOURCE,
))
TERMS = Sheet("Woorden", (
    Column("woord", "term", width=30), Column("ook", "also", Kind.LIST, width=40), Column("betekenis", "meaning", width=70), _SOURCE,
))
TALK = Sheet("Gesprek", (Column("plek", "place", width=34), Column("waar het staat", "where", width=50), Column("tekst", "value", Kind.LIST, width=80)))
PLACE, TEXT = TALK.columns[0].title, TALK.columns[2].title
_SHEETS = (ANSWERS, TERMS, TALK)
_README = Readme(
    (
        "De teksten van het gesprek van de Loopbaanwijzer", "",
        "Pas aan wat je wilt. Bewaar het bestand als .xlsx, en stuur het terug op de pagina waar het vandaan kwam. Je ziet daar eerst elk verschil.", "",
        *HOW_TO,
        "• De volgorde van de rijen telt niet mee.",
        "• Een nieuwe vraag? Laat de id leeg. Die maakt Wijzer zelf.",
        "• Verander een id liever niet: dan geldt de vraag als weg en als nieuw. Voor een woord in de eerste kolom is dat ook zo.",
        "• Vragen waarop Wijzer getraind is, kunnen niet weg. Je ziet welke dat zijn als je er een weghaalt.",
        "• Bij het gesprek kan geen tekst weg en geen tekst erbij. Wat tussen { en } staat, vult Wijzer zelf in.", "",
        "De bladen:",
    ),
    {
        ANSWERS.title: "vragen die medewerkers stellen, en wat Wijzer dan zegt.", TERMS.title: "woorden die Wijzer uitlegt als iemand erom vraagt.",
        TALK.title: "wat Wijzer zelf vraagt en zegt. In de tweede kolom staat waar; die wordt niet gelezen.",
    },
)


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A text of the talk: its place, where that is in words, and what it says."""

    place: str
    where: str
    value: Value


@dataclass(frozen=True, slots=True)
class SentTexts:
    """What a workbook says; of a text of the talk what was typed (of a list one on each line) and its row, by place."""

    answers: tuple[FrequentAnswer, ...]
    terms: tuple[Term, ...]
    talk: Mapping[str, str]
    rows: Mapping[str, int]


def texts_version(content: Content) -> str:
    """The same for contents that say the same."""
    return content_hash({path: content.files.get(path, "") for path in FILES})


def talk_rows_of(content: Content) -> tuple[TalkRow, ...]:
    """Every text of the talk. Raises ScriptError."""
    texts = talk_texts_in(content)
    about = abouts(texts)
    return tuple(TalkRow(each.place, place_words(each, about), each.value) for each in texts)


def texts_workbook(content: Content) -> bytes:
    """The texts of this content as the bytes of an .xlsx file. Raises ScriptError, or WorkbookError for what no cell can hold."""
    filled: Sequence[tuple[Sheet, Iterable[object]]] = ((ANSWERS, answers_in(content)), (TERMS, terms_in(content)), (TALK, talk_rows_of(content)))
    return sheets_of(_README, texts_version(content), [(sheet, [[column.value(item) for column in sheet.columns] for item in items]) for sheet, items in filled])


def read_texts(content: bytes, name: str) -> tuple[SentTexts, str]:
    """What a workbook says, and the version of the texts it was made of. Raises WorkbookError with every mistake that shows without the draft."""
    read = read_sheets(content, name, _SHEETS)
    rows = {title: [_seen(row) for row in held] for title, held in read.rows.items()}
    rows[ANSWERS.title] = _with_ids(rows[ANSWERS.title])
    found = [Problem(title, 2, "", "heeft geen rijen. Zet de rijen terug.") for title, held in rows.items() if not held]
    answers = answers_of(entries_of_rows(ANSWERS, rows, found))
    terms = terms_of(entries_of_rows(TERMS, rows, found))
    found += _double_places(rows[TALK.title])
    if wrong := told_once(read.refused, found):
        raise WorkbookError(wrong)
    places = {row.cells[PLACE].strip(): row for row in rows[TALK.title]}
    talk = {place: row.cells.get(TEXT, "").strip() for place, row in places.items()}
    return SentTexts(answers, terms, talk, {place: row.number for place, row in places.items()}), read.base_version


def _seen(row: Row) -> Row:
    """The row without lines in which nothing can be seen: they would not be kept, so they count as left open."""
    cells = {title: "\n".join(line for line in text.split("\n") if not line.strip() or cap(line, len(line))) for title, text in row.cells.items()}
    return replace(row, cells=cells)


def _with_ids(rows: Sequence[Row]) -> list[Row]:
    """The rows of answers; one without an id gets one of its question, as in the form."""
    known = {row.cells.get("id", "").strip() for row in rows}
    found = []
    for row in rows:
        identity = row.cells.get("id", "").strip() or new_id(row.cells.get("vraag", ""), known)
        known.add(identity)
        found.append(replace(row, cells={**row.cells, "id": identity}))
    return found


def _double_places(rows: Sequence[Row]) -> Iterator[Problem]:
    """Rows that do not say which text they are, or say so after another one did."""
    known: set[str] = set()
    for row in rows:
        place = row.cells.get(PLACE, "").strip()
        if not place:
            yield Problem(TALK.title, row.number, PLACE, "ontbreekt. Vul in welke tekst dit is, zoals hij in het bestand stond, of haal de rij weg.")
        elif place in known:
            yield Problem(TALK.title, row.number, PLACE, f"'{place}' staat er twee keer. Laat er één staan.")
        known.add(place)
