"""The catalogue of a draft through a workbook, as Hans does it."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from publishing.drafts import Drafts
from publishing.reading import catalogue_of
from tests.portal.hr.filled_forms import followed
from tests.portal.hr.staff_files import million_rows
from tests.portal.hr.test_hr_catalogue import form_in, renamed, text_of
from tests.rules.workbooks import with_part

PAGE = "/beheer/catalogus"


@pytest.fixture
def draft(hans: TestClient) -> int:
    answer = hans.post("/beheer/versies", data={"title": "Uit Excel", "naar": "catalogus"})
    return int(answer.headers["Location"].removeprefix(f"{PAGE}?concept="))


def exported(hans: TestClient, draft: int, page: str = PAGE) -> bytes:
    answer = hans.get(f"{page}/{page.rpartition('/')[2]}.xlsx?concept={draft}")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    return answer.content


def with_cell(content: bytes, identity: str, column: str, value: object, sheet_name: str = "Functies") -> bytes:
    """The workbook with another value in the row of this identity."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[sheet_name]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == identity)
    row[heads.index(column)].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sent(hans: TestClient, draft: int, content: bytes, name: str = "catalogus.xlsx", page: str = PAGE) -> Response:
    return followed(hans, hans.post(f"{page}?concept={draft}", files={"file": (name, content)}))


def test_out_and_in_again_says_that_nothing_differs(hans: TestClient, draft: int) -> None:
    answer = sent(hans, draft, exported(hans, draft))
    assert answer.status_code == 200 and "precies wat er al staat" in answer.text


def test_every_difference_is_shown_before_the_yes(hans: TestClient, drafts: Drafts, draft: int) -> None:
    answer = sent(hans, draft, with_cell(exported(hans, draft), "kok", "naam", "Kok in de zorg"))
    assert answer.status_code == 200 and "→ Kok in de zorg" in text_of(answer.text) and "1 onderdeel" in text_of(answer.text)
    assert drafts.store.version(draft).revision == 1, "nothing is kept yet"
    yes = hans.post(f"{PAGE}/overnemen?concept={draft}", data=form_in(answer.text, f"{PAGE}/overnemen"))
    assert yes.status_code == 303
    assert catalogue_of(drafts.store.content(draft)).functions["kok"].title == "Kok in de zorg"
    again = hans.post(f"{PAGE}/overnemen?concept={draft}", data=form_in(answer.text, f"{PAGE}/overnemen"))
    assert again.headers["Location"] == yes.headers["Location"] and drafts.store.version(draft).revision == 2, "pressed twice, done once"


def test_a_workbook_of_before_a_colleagues_change_asks_for_a_second_yes(hans: TestClient, drafts: Drafts, draft: int) -> None:
    content = with_cell(exported(hans, draft), "kok", "naam", "Kok in de zorg")
    renamed(drafts, draft, "hovenier", "Hovenier van Ilse")
    answer = sent(hans, draft, content)
    assert "Hovenier van Ilse →" in text_of(answer.text) and "draait dit bestand terug" in answer.text
    form = form_in(answer.text, f"{PAGE}/overnemen")
    assert hans.post(f"{PAGE}/overnemen?concept={draft}", data=form).status_code == 422
    assert catalogue_of(drafts.store.content(draft)).functions["hovenier"].title == "Hovenier van Ilse"
    assert hans.post(f"{PAGE}/overnemen?concept={draft}", data=form | {"ouder": ["ja"]}).status_code == 303


def test_a_colleague_between_the_preview_and_the_yes_is_shown(hans: TestClient, drafts: Drafts, draft: int) -> None:
    answer = sent(hans, draft, with_cell(exported(hans, draft), "kok", "naam", "Kok in de zorg"))
    renamed(drafts, draft, "hovenier", "Hovenier van Ilse")
    yes = hans.post(f"{PAGE}/overnemen?concept={draft}", data=form_in(answer.text, f"{PAGE}/overnemen"))
    assert yes.status_code == 409 and "Ilse: veranderde hovenier" in text_of(yes.text)
    assert "Je bestand is er nog" in yes.text and "in de velden staat" not in yes.text
    held = catalogue_of(drafts.store.content(draft)).functions
    assert held["hovenier"].title == "Hovenier van Ilse" and held["kok"].title != "Kok in de zorg"


def with_million_rows(content: bytes, sheet_name: str = "Functies") -> bytes:
    """The exported workbook with a million rows below the right headings of this sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    heads = [str(cell.value) for cell in book[sheet_name][1]]
    return million_rows(heads, content, f"xl/worksheets/sheet{book.sheetnames.index(sheet_name) + 1}.xml")


HARM: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a formula": ("catalogus.xlsx", lambda content: with_cell(content, "kok", "naam", "=1+1"), "formule"),
    "macros": ("catalogus.xlsx", lambda content: with_part(content, "xl/vbaProject.bin", b"x"), "macro"),
    "a name of one with macros": ("catalogus.xlsm", lambda content: content, "geen .xlsx"),
    "half a file": ("catalogus.xlsx", lambda content: content[: len(content) // 2], "beschadigd"),
    "a text": ("catalogus.xlsx", lambda content: b"id;naam\nkok;Kok\n", "beschadigd"),
    "a million rows": ("catalogus.xlsx", with_million_rows, "hoogstens"),
    "another workbook, of a million rows": ("catalogus.xlsx", lambda content: million_rows(), "blad ontbreekt"),
    "a zip bomb": ("catalogus.xlsx", lambda content: with_part(content, "bom.bin", b"0" * 250_000_000), "uitgepakt groter"),
    "a word for a number": ("catalogus.xlsx", lambda content: with_cell(content, "kok", "contact (0–1)", "hoog"), "contact (0–1)"),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_file_that_cannot_be_taken_is_answered_in_words(hans: TestClient, drafts: Drafts, draft: int, harm: str) -> None:
    name, made, said = HARM[harm]
    answer = sent(hans, draft, made(exported(hans, draft)), name)
    assert answer.status_code == 422 and said in text_of(answer.text), text_of(answer.text)[:900]
    assert drafts.store.version(draft).revision == 1
