"""Hans takes a year's figures over: columns told once, source and date required, every difference shown before the yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from portal.hr.catalogue.figures import PATH, remembered
from publishing.drafts import Drafts
from publishing.model import Editor
from rules.files.tightness_table import rows_of
from rules.files.uwv_columns import Column
from tests.portal.hr.filled_forms import followed
from tests.portal.hr.staff_files import million_rows, workbook
from tests.portal.hr.test_hr_catalogue import form_in, text_of
from tests.rules.workbooks import with_part

PAGE = "/beheer/cijfers"
ABOUT = {"bron": "UWV Spanningsindicator", "adres": "https://www.uwv.nl/tabel", "tijd": "2026Q2", "maand": "2026-06"}
USUAL = b"Arbeidsmarktregio;Beroepsklasse;Typering\nTwente;ICT beroepen;Krap\n"
UNUSUAL = b"Waar;Wat voor werk;Hoe krap\nTwente;ICT beroepen;Krap\n"


@pytest.fixture
def draft(hans: TestClient) -> int:
    answer = hans.post("/beheer/versies", data={"title": "Cijfers van dit jaar", "naar": "cijfers"})
    return int(answer.headers["Location"].removeprefix(f"{PAGE}?concept="))


def sent(hans: TestClient, draft: int, content: bytes, name: str = "spanning.csv", **about: str) -> Response:
    return followed(hans, hans.post(f"{PAGE}?concept={draft}", data={**ABOUT, **about}, files={"file": (name, content)}))


def again(hans: TestClient, draft: int, answer: Response, change: Mapping[str, str]) -> Response:
    """The form of the answer once more, without choosing the file again."""
    form = {name: values[0] for name, values in form_in(answer.text, PAGE).items() if name != "file"}
    return followed(hans, hans.post(f"{PAGE}?concept={draft}", data={**form, **change}, files={"file": ("", b"")}))


def yes(hans: TestClient, draft: int, answer: Response) -> Response:
    return hans.post(f"{PAGE}/overnemen?concept={draft}", data=form_in(answer.text, f"{PAGE}/overnemen"))


def figures(drafts: Drafts, draft: int) -> set[tuple[str, str, str, str]]:
    return {(row.region, row.sector, row.as_of, row.statement) for row in rows_of(drafts.store.content(draft)[PATH])}


def test_the_difference_is_shown_and_kept_after_the_yes_only(hans: TestClient, drafts: Drafts, draft: int) -> None:
    answer = sent(hans, draft, USUAL)
    assert answer.status_code == 200 and "krap [2026Q2]" in text_of(answer.text), text_of(answer.text)[:900]
    assert drafts.store.version(draft).revision == 1
    assert yes(hans, draft, answer).status_code == 303
    assert ("twente", "ict", "2026-06", "krap") in figures(drafts, draft)
    assert drafts.store.history(draft)[-1].what == "nam 1 cijfer over: UWV Spanningsindicator, 2026Q2"
    assert "stonden er al precies zo in" in text_of(sent(hans, draft, USUAL).text)


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("bron", "", "Ontbreekt"), ("adres", "uwv", "geen webadres"), ("tijd", "", "Ontbreekt"), ("maand", "juni", "Schrijf de laatste maand"), ("maand", "2199-01", "toekomst"),
])
def test_source_and_date_are_required_and_the_rest_is_kept(hans: TestClient, draft: int, field: str, typed: str, said: str) -> None:
    answer = sent(hans, draft, USUAL, **{field: typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text and f'id="{field}-fout"' in answer.text and said in answer.text
    form = form_in(answer.text, PAGE)
    assert form[field] == [typed] and all(form[name] == [value] for name, value in ABOUT.items() if name != field)
    mended = again(hans, draft, answer, {field: ABOUT[field]})
    assert mended.status_code == 200 and "krap [2026Q2]" in text_of(mended.text), "the file need not be chosen again"


def test_columns_with_other_names_are_told_once_and_remembered(hans: TestClient, drafts: Drafts, draft: int) -> None:
    answer = sent(hans, draft, UNUSUAL)
    assert answer.status_code == 422
    told = again(hans, draft, answer, {"kolom-0": "regio", "kolom-1": "beroepsklasse of sector", "kolom-2": "typering"})
    assert told.status_code == 200 and "krap [2026Q2]" in text_of(told.text), text_of(told.text)[:900]
    assert not remembered(drafts.store), "not before the yes"
    assert yes(hans, draft, told).status_code == 303
    assert remembered(drafts.store) == {"waar": Column.REGION, "wat voor werk": Column.CLASS, "hoe krap": Column.STATEMENT}
    later = sent(hans, draft, UNUSUAL.replace(b"Krap", b"Ruim"), tijd="2026Q3", maand="2026-09")
    assert later.status_code == 200 and "ruim [2026Q3]" in text_of(later.text)


def test_a_column_that_was_taken_wrong_can_be_left_out(hans: TestClient, draft: int) -> None:
    content = b"Arbeidsmarktregio;Sector;Beroepsklasse;Typering\nTwente;x;ICT beroepen;Krap\n"
    answer = sent(hans, draft, content)
    assert answer.status_code == 422 and "zijn allebei" in answer.text
    assert again(hans, draft, answer, {"kolom-1": ""}).status_code == 200


def test_a_colleague_with_the_same_figures_is_shown_first_and_another_change_is_no_clash(hans: TestClient, drafts: Drafts, draft: int) -> None:
    answer = sent(hans, draft, USUAL)
    colleague(drafts, draft, "glossary.yml", "# een opmerking\n")
    assert yes(hans, draft, answer).status_code == 303
    answer = sent(hans, draft, USUAL.replace(b"Krap", b"Ruim"), tijd="2026Q3", maand="2026-09")
    text = drafts.store.content(draft)[PATH]
    row = next(line for line in text.splitlines() if line.startswith("twente,ict,") and "UWV Spanningsindicator" in line)
    colleague(drafts, draft, PATH, f"{row.replace('UWV Spanningsindicator', 'Eigen onderzoek')}\n")
    clash = yes(hans, draft, answer)
    assert clash.status_code == 409 and "Ilse: veranderde" in text_of(clash.text)
    assert yes(hans, draft, clash).status_code == 303
    held = drafts.store.content(draft)[PATH]
    assert "Eigen onderzoek" in held and ("twente", "ict", "2026-09", "ruim") in figures(drafts, draft)


def colleague(drafts: Drafts, draft: int, path: str, more: str) -> None:
    drafts.change(
        draft, lambda content: content.with_file(path, content[path] + more), by=Editor("collega", "Ilse"), what=f"veranderde {path}",
        expected_revision=drafts.store.version(draft).revision,
    )


HEAD = ("Arbeidsmarktregio", "Beroepsklasse", "Spanningsindicator")
ROW = ("Twente", "ICT beroepen", 2)
HARM: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a formula": ("t.xlsx", lambda: workbook([(*ROW[:2], "=1+1")], HEAD), "formules"),
    "macros": ("t.xlsx", lambda: with_part(workbook([ROW], HEAD), "xl/vbaProject.bin", b"x"), "macro"),
    "a zip bomb": ("t.xlsx", lambda: with_part(workbook([ROW], HEAD), "bom.bin", b"0" * 250_000_000), "uitgepakt groter"),
    "a million rows": ("t.xlsx", million_rows, "meer dan 100.000 rijen"),
    "an old workbook": ("t.xls", lambda: b"\xd0\xcf\x11\xe0", "oude"),
    "no text": ("t.csv", lambda: b"\x00\x01\x02", "geen tabel die ik kan lezen"),
    "nothing": ("t.csv", lambda: b" \n", "is leeg"),
    "a word for a number": ("t.csv", lambda: b"Regio;Sector;Waarde\nTwente;ict;veel\n", "veel"),
    "an unknown region": ("t.csv", lambda: b"Regio;Sector;Waarde\nAtlantis;ict;2\n", "Atlantis"),
    "another table": ("t.csv", lambda: b"naam;leeftijd\nJan;7\n", "kopregel"),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_table_that_cannot_be_taken_is_answered_in_words(hans: TestClient, drafts: Drafts, draft: int, harm: str) -> None:
    name, content, said = HARM[harm]
    answer = sent(hans, draft, content(), name)
    assert answer.status_code == 422 and said in text_of(answer.text), text_of(answer.text)[:900]
    assert "--" not in text_of(answer.text), "no options of the command line"
    assert drafts.store.version(draft).revision == 1


def test_without_a_file_it_says_so_at_the_field(hans: TestClient, draft: int) -> None:
    answer = hans.post(f"{PAGE}?concept={draft}", data=ABOUT, files={"file": ("", b"")})
    assert answer.status_code == 422 and 'id="bestand-fout"' in answer.text
