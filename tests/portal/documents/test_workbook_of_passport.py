"""The workbook: opened again, everything stands in it and nothing in it is worked out."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from portal.documents.dossier import Dossier
from portal.documents.workbook import passport_workbook
from tests.portal.documents.conftest import ODD

SHEETS = ["Vaardigheden", "Taken", "Interesses", "Plan", "Adviezen"]


def opened(dossier: Dossier) -> Workbook:
    return load_workbook(io.BytesIO(passport_workbook(dossier)))


def cells(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def test_it_has_dutch_sheets_with_a_head_that_stays(rich: Dossier) -> None:
    book = opened(rich)
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
        assert all(cell.font.bold and isinstance(cell.value, str) for cell in sheet[1])
        assert all(sheet.column_dimensions[cell.column_letter].width >= 14 for cell in sheet[1])


def test_everything_stands_in_it(rich: Dossier) -> None:
    book = opened(rich)
    skills = {row[0]: row for row in cells(book, "Vaardigheden")[1:]}
    assert skills["Bestellen en voorraad bijhouden"][2:4] == ("bestel spullen", "Zelf gezegd")
    assert skills["Plannen en organiseren"][3:7] == (
        "Bevestigd door een coach: Ze regelde een week vol afspraken.", "Carla Coach", "2026-11-20", "goed",
    )
    assert skills["Nauwkeurig werken"][6] == "niet gevraagd"
    assert ("notulen", "Deed ik vroeger") in [row[:2] for row in cells(book, "Taken")]
    assert {("Hier ook wel werken", "Zorg en welzijn"), ("Graag doen", "iets met techniek"), ("Liever niet", "In de horeca"),
            ("Voorwaarde: moet echt", "geen avonden")} <= {row[:2] for row in cells(book, "Interesses")}
    assert rich.plan and cells(book, "Plan")[1][:4] == ("Mijn keuze", "Doel", "Gekozen", rich.plan.title)
    assert [row[1] for row in cells(book, "Adviezen")[1:]] == [each.title for each in rich.advices[0].advice.suggestions]


def test_the_plan_of_employee_and_coach_goes_before_what_the_advice_proposes(together: Dossier) -> None:
    own = "Mijn stappen", "Stap"
    rows = cells(opened(together), "Plan")[1:]
    assert rows[1:4] == [
        (*own, "Door te doen", "Meekijken bij de balie", None, None, "Voorgesteld", "je coach", None),
        (*own, "In een cursus", "Cursus inkoop", None, None, "Afgesproken", "Carla de Wit, eerst van mij", "2027-03-01"),
        (*own, "Samen met anderen", "Vraag het een collega", None, None, "Vervallen", "mij, uit je advies", None),
    ], "what is settled last, and a coach who is gone without a name"
    assert [row[0] for row in rows] == ["Mijn keuze", *["Mijn stappen"] * 3, *["Wat het advies voorstelt"] * (len(rows) - 4)] and len(rows) > 4


def test_what_coaches_made_of_it_stands_beside_the_advices(together: Dossier) -> None:
    suggested = [each.title for each in together.advices[0].advice.suggestions]
    rows = {row[1]: row[8:] for row in cells(opened(together), "Adviezen")[1:]}
    assert rows == {
        suggested[0]: ("Niet passend", "Te grote stap voor nu. Nu nog niet. Later wel", "Carla de Wit", "23 november 2026"),
        **{title: (None,) * 4 for title in suggested[1:]},
        "Kok": ("Toegevoegd door de coach", "Past bij wat je kunt en wilt.", "je coach", "23 november 2026"),
    }


def test_words_that_look_like_formulas_are_words(odd: Dossier) -> None:
    content = passport_workbook(odd)
    book = load_workbook(io.BytesIO(content))
    risky = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(("=", "+", "-", "@"))]
    assert {str(cell.value)[0] for cell in risky} == {"=", "+", "-", "@"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_odd_signs_come_through_and_unseen_ones_do_not(odd: Dossier) -> None:
    first = cells(opened(odd), "Taken")[1][0]
    assert isinstance(first, str) and first.startswith("مرحبا بالعالم \U0001f600") and "\U00020000" in first
    assert not set(first) & set(ODD) & set("\x00\x07\u202e\u202c")


def test_a_huge_passport_is_in_it_whole(huge: Dossier) -> None:
    assert len(cells(opened(huge), "Taken")) == 1 + len(huge.done) + len(huge.outlook)


@pytest.mark.parametrize("sheet", SHEETS)
def test_an_empty_passport_has_heads_only(empty: Dossier, sheet: str) -> None:
    assert len(cells(opened(empty), sheet)) == 1
