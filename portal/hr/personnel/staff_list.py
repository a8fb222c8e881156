"""An anonymous staff list out of a spreadsheet: functions, scales, full-time equivalents, regions, and nothing that tells who somebody is.

Only columns that are asked for may stand in it: what else is there is refused and not read. Messages never repeat a cell: it may hold a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.words.citizen_number import mask_citizen_numbers
from rules.errors import Problem, TableError
from rules.files.tables import FIRST_ROWS, Table, read_tables
from rules.language.text import cap, words_only
from rules.staff import StaffRow

MOST_ROWS = 25_000
MOST_FUNCTIONS = 1_000
"""So many different function names no municipality has: a column with more of them holds something else, such as names."""
MOST_TOLD = 20
HIGHEST_SCALE = 18
FUNCTION, SCALE, FTE, PEOPLE, REGION = "functie", "schaal", "fte", "aantal", "regio"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    FUNCTION: ("functie", "functienaam", "functietitel", "functieprofiel", "functiebenaming", "functieomschrijving", "normfunctie", "naam functie", "naam van de functie"),
    SCALE: ("schaal", "functieschaal", "salarisschaal", "loonschaal", "inschaling"),
    FTE: ("fte", "fte's", "ftes", "formatie", "aantal fte", "deeltijdfactor", "omvang fte", "formatie fte"),
    PEOPLE: ("aantal", "aantal medewerkers", "aantal personen", "aantal mensen", "mensen", "personen", "bezetting"),
    REGION: ("regio", "arbeidsmarktregio", "gemeente", "standplaats", "werkplaats", "locatie"),
}
"""Our columns, and what else people call them."""
_PERSONAL = re.compile(
    r"\b(?:\w*naam|namen|voorletters?|initialen|tussenvoegsel|aanhef|titel|personeels?\w*|medewerkers?(?:nummer|nr|code|id)?|werknemers?\w*|registratie\w*|stam(?:nummer|nr)|"
    r"bsn|burgerservice\w*|sofi\w*|geboorte\w*|geboren|leeftijd|geslacht|gender|e-?mail\w*|telefoon\w*|mobiel\w*|adres|straat|postcode|woonplaats|iban|rekening\w*|"
    r"gebruiker\w*|account|login|nationaliteit|nummer|nr|id|code|ziek\w*|verzuim\w*|beoordeling\w*|datum\b.*|.*datum)\b"
)
_NAME = re.compile(
    r"^(?i:dhr|mevr|mw|mr|mej|de heer|mevrouw|meneer|heer)\b\.? |\b[A-Z]\.(?: ?[A-Z]\.)* ?(?:(?:van|de|der|den|ten|ter|te|'t|el|la|in) )*[A-Z][a-zà-ÿ]|^(?:[A-Z][\w'’-]+),? (?:[A-Z]\. ?)+$|^[\w'’ -]+, [A-Z][a-z]+$"
)
_DIGITS = re.compile(r"\d{4,}")
_FTE = re.compile(r"\d{1,4}(?:[.,]\d{1,6})?")
_SCALE = re.compile(r"(?:schaal ?)?(\d{1,2}) ?[a-z]?", re.IGNORECASE)
_PEOPLE = re.compile(r"\d{1,5}")
_ALLOWED = "Ik lees alleen functie, schaal, fte, aantal en regio."


@dataclass(frozen=True, slots=True)
class StaffList:
    """What the list says. `without_scale`, `without_region`: rows in which that was not told."""

    rows: tuple[StaffRow, ...]
    without_scale: int
    without_region: int


def read_staff_list(file: str, content: bytes) -> StaffList:
    """The list in an .xlsx or text file; of `file` only the ending counts. Raises TableError with what is wrong and what to do."""
    file = f"lijst.{file.lower().rsplit('.', 1)[-1][:5]}" if "." in file else "lijst"
    table, head = _the_table(file, read_tables(file, content, _score))
    if table.formulas:
        places = ", ".join(table.formulas[:5]) + (" en meer" if len(table.formulas) > 5 else "")
        raise TableError([Problem(file, 1, "", f"heeft formules (cel {places}). Kopieer de tabel en plak alleen de waarden.")])
    columns = _columns(file, table, head)
    problems: list[Problem] = []
    rows = tuple(_rows(file, table, head, columns, problems))
    if problems:
        raise TableError(problems)
    if not rows:
        raise TableError([Problem(file, head + 1, "", "heeft geen rijen onder de kopregel. Zet onder elkaar welke functies je hebt.")])
    if len({row.function for row in rows}) > MOST_FUNCTIONS:
        raise TableError([Problem(file, head + 1, FUNCTION, f"heeft meer dan {MOST_FUNCTIONS} verschillende waarden. Dat lijken geen functies. Staan er namen of nummers van mensen in? Haal die weg.")])
    return StaffList(rows, sum(row.scale is None for row in rows), sum(not row.region for row in rows))


def _title(cell: str) -> str:
    return words_only(cell)


def _known(cell: str) -> str:
    """Our name of a column; empty for another one."""
    title = _title(cell)
    return next((name for name, others in COLUMNS.items() if title in map(words_only, others)), "")


def _score(row: Sequence[str]) -> int:
    return len({_known(cell) for cell in row} - {""})


def _the_table(file: str, tables: Sequence[Table]) -> tuple[Table, int]:
    """The one table, and the place of its heading."""
    filled = [table for table in tables if any(any(row) for row in table.rows)]
    if not filled:
        raise TableError([Problem(file, 1, "", "is leeg. Zet er een tabel in met de kolommen functie en fte.")])
    if len(filled) > 1:
        raise TableError([Problem(file, 1, "", "heeft meer bladen met iets erin. Bewaar alleen het blad met de lijst, en haal de andere bladen weg.")])
    heads = [place for place, row in enumerate(filled[0].rows[:FIRST_ROWS]) if FUNCTION in {_known(cell) for cell in row}]
    if not heads:
        raise TableError([Problem(file, 1, FUNCTION, "ontbreekt. Zet boven de kolommen hoe ze heten: functie, schaal, fte, regio.")])
    return filled[0], heads[0]


def _columns(file: str, table: Table, head: int) -> dict[str, int]:
    """Our columns by name with their places. Raises TableError for one that is missing, stands there twice, or was not asked for."""
    problems: list[Problem] = []
    found: dict[str, int] = {}
    titles = table.rows[head]
    width = max(len(row) for row in table.rows)
    for place in range(width):
        title = titles[place] if place < len(titles) else ""
        name = _known(title)
        holds = any(place < len(row) and row[place] for row in table.rows[head + 1 :])
        if name and name in found:
            problems.append(Problem(file, head + 1, name, "staat er twee keer. Laat één kolom staan."))
        elif name:
            found[name] = place
        elif title and _PERSONAL.search(_title(title)):
            problems.append(Problem(file, head + 1, f"kolom {place + 1}", f"lijkt over personen te gaan. Haal deze kolom weg. {_ALLOWED}"))
        elif title or holds:
            problems.append(Problem(file, head + 1, f"kolom {place + 1}", f"vraag ik niet. Haal deze kolom weg. {_ALLOWED}"))
    if any(any(row) for row in table.rows[:head]):
        problems.append(Problem(file, 1, "", "heeft tekst boven de kopregel. Haal die regels weg: er kan een naam in staan."))
    if FTE not in found and PEOPLE not in found:
        problems.append(Problem(file, head + 1, FTE, "ontbreekt. Zet erbij om hoeveel fte het gaat."))
    if problems:
        raise TableError(problems)
    return found


def _rows(file: str, table: Table, head: int, columns: Mapping[str, int], problems: list[Problem]) -> Iterator[StaffRow]:
    looked: dict[tuple[str, str], str] = {}
    many = 0
    for number, cells in enumerate(table.rows[head + 1 :], start=head + 2):
        if not any(cells):
            continue
        many += 1
        if many > MOST_ROWS:
            problems.append(Problem(file, number, "", f"heeft meer dan {MOST_ROWS:,} rijen. Tel gelijke functies bij elkaar op: één rij per functie, schaal en regio.".replace(",", ".", 1)))
            return
        if len(problems) >= MOST_TOLD:
            return
        row = {name: cap(cells[place], 200) if place < len(cells) else "" for name, place in columns.items()}
        for name in (FUNCTION, REGION):
            text = row.get(name, "")
            told = looked.setdefault((name, text), _personal(text))
            if told:
                problems.append(Problem(file, number, name, told))
        read = _read(file, number, row, problems)
        if read is not None:
            yield read


def _personal(text: str) -> str:
    """What is wrong with a cell that seems to tell who somebody is; empty when it does not."""
    if mask_citizen_numbers(text)[1]:
        return "lijkt een burgerservicenummer te hebben. Haal alle nummers van mensen weg."
    if "@" in text:
        return "heeft een e-mailadres. Haal alles weg wat over één persoon gaat."
    if _DIGITS.search(text):
        return "heeft een lang nummer, zoals een personeelsnummer. Haal alle nummers van mensen weg."
    if _NAME.search(text):
        return "lijkt een naam van een persoon. Haal alle namen weg en laat alleen de functie staan."
    return ""


def _read(file: str, number: int, row: Mapping[str, str], problems: list[Problem]) -> StaffRow | None:
    before = len(problems)
    if not row[FUNCTION]:
        problems.append(Problem(file, number, FUNCTION, "is leeg. Vul de functie in, of haal de rij weg."))
    people, fte, scale = row.get(PEOPLE, ""), row.get(FTE, ""), row.get(SCALE, "")
    if people and not (_PEOPLE.fullmatch(people) and int(people)):
        problems.append(Problem(file, number, PEOPLE, "is geen heel getal boven 0. Vul in om hoeveel mensen het gaat."))
    if (fte or not people) and not (_FTE.fullmatch(fte) and float(fte.replace(",", "."))):
        problems.append(Problem(file, number, FTE, "is geen getal boven 0. Schrijf bijvoorbeeld 0,89 of 12."))
    found = _SCALE.fullmatch(scale)
    if scale and not (found and 1 <= int(found[1]) <= HIGHEST_SCALE):
        problems.append(Problem(file, number, SCALE, f"is geen schaal van 1 tot en met {HIGHEST_SCALE}. Schrijf alleen het getal."))
    if len(problems) > before:
        return None
    hundredths = round(float(fte.replace(",", ".")) * 100) if fte else int(people) * 100
    return StaffRow(row[FUNCTION], int(found[1]) if found else None, max(1, hundredths), int(people) if people else max(1, -(-hundredths // 100)), row.get(REGION, ""))
