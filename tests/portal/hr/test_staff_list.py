"""Reading an anonymous staff list: what is understood, and that everything else is refused in words that repeat no cell."""

from __future__ import annotations

import pytest

from portal.errors import FileRefused
from portal.hr.personnel.reading import refusal, staff_list_of
from portal.hr.personnel.staff_list import MOST_FUNCTIONS, MOST_ROWS, StaffList, read_staff_list
from rules.errors import TableError
from rules.staff import StaffRow
from tests.portal.hr import staff_files as files
from tests.rules.workbooks import with_part


def read(text: str, name: str = "lijst.csv", encoding: str = "utf-8") -> StaffList:
    return read_staff_list(name, text.encode(encoding))


def refused(content: bytes, name: str = "lijst.csv") -> str:
    with pytest.raises(TableError) as error:
        read_staff_list(name, content)
    return refusal(error.value)


def test_a_workbook_and_a_text_file_say_the_same() -> None:
    rows = (StaffRow("Medewerker burgerzaken", 7, 1850, 19, "Breda"), StaffRow("Bode", None, 89, 1, ""))
    from_workbook = read_staff_list("x.xlsx", files.workbook([("Medewerker burgerzaken", 7, 18.5, "Breda"), ("Bode", None, 0.89, None)]))
    assert from_workbook == StaffList(rows, 1, 1)
    assert read("functie;schaal;fte;regio\nMedewerker burgerzaken;7;18,5;Breda\nBode;;0,89;\n") == from_workbook
    assert read("Functienaam\tSalarisschaal\tFormatie\tStandplaats\nMedewerker burgerzaken\tschaal 7\t18.5\tBreda\nBode\t\t0,89\t\n", encoding="utf-16") == from_workbook


def test_how_many_people_a_row_is() -> None:
    counted = read("functie,fte,aantal\nBode,\"2,4\",3\nBode,\"2,4\",\nBode,,4\n")
    assert [(row.hundredths, row.people) for row in counted.rows] == [(240, 3), (240, 3), (400, 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_common_encoding_is_read(encoding: str) -> None:
    assert read("functie;fte\nCoördinator;1\n", encoding=encoding).rows[0].function == "Coördinator"


@pytest.mark.parametrize("head", ["naam", "Achternaam", "voorletters", "personeelsnummer", "Medewerkernummer", "BSN", "geboortedatum", "leeftijd", "geslacht", "e-mailadres",
                                  "Telefoon", "postcode", "woonplaats", "datum in dienst", "verzuim", "id"])
def test_a_column_about_persons_is_refused(head: str) -> None:
    said = refused(f"functie;{head};fte\nBode;geheimwoord;1\n".encode())
    assert "kolom 2: lijkt over personen te gaan" in said and "geheimwoord" not in said


def test_a_column_that_was_not_asked_for_is_refused_too() -> None:
    assert "kolom 2: vraag ik niet" in refused(b"functie;afdeling;fte\nBode;Facilitair;1\n")
    assert "kolom 3: vraag ik niet" in refused(b"functie;fte;\nBode;1;Jansen\n")
    assert "boven de kopregel" in refused(b"Lijst van mevrouw Jansen\nfunctie;fte\nBode;1\n")


@pytest.mark.parametrize(("cell", "said"), [
    ("J. de Vries", "een naam"), ("J.P. Jansen", "een naam"), ("mevr. Jansen", "een naam"), ("Vries, Jan", "een naam"), ("Jansen, A.", "een naam"), ("De heer Smit", "een naam"),
    ("111222333", "burgerservicenummer"), ("Bode 111.222.333", "burgerservicenummer"), ("20045", "lang nummer"), ("Bode (12345)", "lang nummer"), ("a@b.nl", "e-mailadres"),
])
def test_a_cell_about_a_person_is_refused_in_any_column_of_words(cell: str, said: str) -> None:
    for text in (f"functie;fte\nBode;1\n{cell};1\n", f"functie;fte;regio\nBode;1;Breda\nBode;1;{cell}\n"):
        told = refused(text.encode())
        assert "Rij 3" in told and said in told and cell not in told


@pytest.mark.parametrize("function", [
    "Medewerker burgerzaken", "Adviseur P&O", "Medewerker I", "Beleidsadviseur III", "Medewerker DIV", "Coördinator, senior", "Jurist (Wmo)", "Hoofd Financiën", "WOZ-taxateur",
    "Medewerker Gegevens II, schaal 7", "Adviseur C",
])
def test_a_function_is_no_person(function: str) -> None:
    assert read(f"functie;fte\n{function};1\n").rows[0].function == function


@pytest.mark.parametrize(("row", "field", "said"), [
    ("Bode;zeven;1;", "schaal", "geen schaal"), ("Bode;19;1;", "schaal", "geen schaal"), ("Bode;0;1;", "schaal", "geen schaal"), ("Bode;7;veel;", "fte", "geen getal"),
    ("Bode;7;-1;", "fte", "geen getal"), ("Bode;7;0;", "fte", "geen getal"), ("Bode;7;;", "fte", "geen getal"), (";7;1;", "functie", "is leeg"),
    ("Bode;7;1e9;", "fte", "geen getal"), ("Bode;2026-01-01;1;", "schaal", "geen schaal"),
])
def test_a_wrong_type_is_told_at_its_row_and_column(row: str, field: str, said: str) -> None:
    told = refused(f"functie;schaal;fte;regio\nBode;7;1;\n{row}\n".encode())
    assert f"Rij 3, {field}: " in told and said in told


def test_all_mistakes_are_told_at_once_and_not_endlessly() -> None:
    told = refused(("functie;schaal;fte\n" + "Bode;zeven;veel\n" * 500).encode())
    assert 10 < len(told.splitlines()) <= 22


def test_formulas_are_refused_with_their_places() -> None:
    assert "heeft formules (cel A2)" in refused(files.workbook([("=HYPERLINK(\"http://x\")", 7, 1, "")]), "lijst.xlsx")
    assert "heeft formules (cel B2" in refused(b"functie;fte\nBode;=1+1\n")


def test_harmful_files_are_refused() -> None:
    plain = files.workbook([("Bode", 7, 1, "")])
    assert "macro's" in refused(with_part(plain, "xl/vbaProject.bin", b"x"), "lijst.xlsx")
    assert "macro's" in refused(plain, "lijst.xlsm")
    assert "groter dan 200 MB" in refused(with_part(plain, "xl/bomb.xml", b"0" * 210_000_000), "lijst.xlsx")
    assert "beschadigd" in refused(plain[:400], "lijst.xlsx")
    assert "geen tabel" in refused(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "lijst.xlsx")
    assert "is leeg" in refused(b"  \n")
    assert "wachtwoord" in refused(b"\xd0\xcf\x11\xe0" + b"x" * 100, "lijst.xls")


def test_a_second_sheet_is_refused_as_nobody_knows_what_is_in_it() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["functie", "fte"])
    book.active.append(["Bode", 1])
    book.create_sheet("Namen").append(["Jan Jansen"])
    stream = io.BytesIO()
    book.save(stream)
    assert "andere bladen" in refused(stream.getvalue(), "lijst.xlsx")


def test_too_many_rows_and_too_many_functions() -> None:
    assert f"meer dan {MOST_ROWS:,}".replace(",", ".") in refused(("functie;fte\n" + "Bode;1\n" * (MOST_ROWS + 1)).encode())
    assert len(read("functie;fte\n" + "Bode;1\n" * MOST_ROWS).rows) == MOST_ROWS
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = [f"functie{a}{b}" for a in letters for b in letters] + [f"werk{a}{b}" for a in letters for b in letters]
    assert "Dat lijken geen functies" in refused(("functie;fte\n" + "".join(f"{name};1\n" for name in many[: MOST_FUNCTIONS + 1])).encode())


def test_the_process_that_reads_gives_the_list_or_the_words() -> None:
    found = staff_list_of("Lijst van Jansen.XLSX", files.workbook([("Bode", 7, 0.5, "Breda")]))
    assert found.rows == (StaffRow("Bode", 7, 50, 1, "Breda"),)
    with pytest.raises(FileRefused, match="heeft formules"):
        staff_list_of("x.csv", b"functie;fte\nBode;=1\n")


def test_a_million_rows_are_answered_within_the_limits() -> None:
    content = files.million_rows()
    assert len(content) < 5_000_000, "small enough to be sent"
    with pytest.raises(FileRefused, match=r"meer dan 100\.000 rijen|duurt te lang"):
        staff_list_of("x.xlsx", content)
