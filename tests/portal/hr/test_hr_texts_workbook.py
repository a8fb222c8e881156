"""The texts of the talk of a draft through a workbook, as Hans does it, on the real data."""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable

import openpyxl
import pytest
from fastapi.testclient import TestClient
from openpyxl.workbook import Workbook

from portal.hr.staging import Staging
from portal.hr.texts.entries import answers_in, talk_texts_in, terms_in
from portal.hr.workbooks import CATALOGUE, TEXTS
from publishing.content import Part
from publishing.drafts import Drafts
from publishing.model import Version
from tests.portal.hr.test_hr_catalogue import form_in, text_of
from tests.portal.hr.test_hr_texts import MIEN, PARKING, TERM, save
from tests.portal.hr.test_hr_workbook import exported, sent, with_cell, with_million_rows
from tests.rules.workbooks import with_part

PAGE, YES = "/beheer/teksten", "/beheer/teksten/overnemen"
TRAINED = "is-dit-een-mens"
PLAN = "Ik zet {title} voor je in je plan."
MEANING = "Een suggestie is een idee voor werk."
FILES = (Part.ANSWERS, Part.GLOSSARY, Part.INTERVIEW)


@pytest.fixture
def draft(drafts: Drafts) -> Version:
    return drafts.begin(by=MIEN, title="Teksten uit Excel")


@pytest.fixture
def content(hans: TestClient, draft: Version) -> bytes:
    return exported(hans, draft.number, PAGE)


def edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """The workbook after this edit."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def without_row(content: bytes, sheet_name: str, identity: str) -> bytes:
    def take_out(book: Workbook) -> None:
        sheet = book[sheet_name]
        sheet.delete_rows(next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == identity))

    return edited(content, take_out)


def test_three_sheets_go_out_and_in_again_nothing_differs(hans: TestClient, drafts: Drafts, draft: Version, content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    held = drafts.store.content(draft.number)
    rows = {name: book[name].max_row - 1 for name in book.sheetnames if name != "Leesmij"}
    assert rows == {"Antwoorden": len(answers_in(held)), "Woorden": len(terms_in(held)), "Gesprek": len(talk_texts_in(held))}
    answer = sent(hans, draft.number, content, "teksten.xlsx", PAGE)
    assert answer.status_code == 200 and "precies wat er al staat" in answer.text
    assert f'href="{PAGE}?concept={draft.number}">Alles als werkmap (XLSX)' in hans.get(f"/beheer/versies/{draft.number}/teksten/gesprek").text


def test_every_difference_is_shown_first_and_then_only_those_lines_change(hans: TestClient, drafts: Drafts, draft: Version, content: bytes) -> None:
    gone = next(each for each in answers_in(drafts.store.content(draft.number)) if not each.intent)
    content = without_row(with_cell(content, "suggestie", "betekenis", MEANING, "Woorden"), "Antwoorden", gone.id)
    content = with_cell(content, "phrases.plan", "tekst", PLAN, "Gesprek")
    new = ["", PARKING["question"], PARKING["asked_as"].replace("\r\n", "\n"), PARKING["answer"], PARKING["source"]]
    content = edited(content, lambda book: book["Antwoorden"].append(new))
    answer = sent(hans, draft.number, content, "teksten.xlsx", PAGE)
    said = text_of(answer.text)
    assert answer.status_code == 200 and "4 onderdelen" in said and drafts.store.version(draft.number).revision == 1, "nothing is kept yet"
    for told in (f"→ {MEANING}", f"→ {PLAN}", "Antwoorden: Waar kan ik mijn fiets stallen? (nieuw)", f"Antwoorden: {gone.question} (weg)"):
        assert told in said
    form = form_in(answer.text, YES)
    assert hans.post(f"/beheer/catalogus/overnemen?concept={draft.number}", data=form).status_code == 422, "it is no catalogue"
    assert hans.post(f"{YES}?concept={draft.number}", data=form).status_code == 303
    before, after = drafts.store.content(1), drafts.store.content(draft.number)
    assert [path for path in after if after[path] != before[path]] == sorted(FILES)
    for path, lines in ((Part.GLOSSARY, 2), (Part.INTERVIEW, 2)):
        changed = [line for line in difflib.unified_diff(before[path].splitlines(), after[path].splitlines(), n=0, lineterm="") if line[0] in "+-"]
        assert len(changed) == 2 + lines, "the two names of the file, and one line that became another"
    assert {each.id for each in answers_in(after)} == {each.id for each in answers_in(before)} - {gone.id} | {"waar-kan-ik-mijn-fiets-stallen"}
    assert drafts.store.history(draft.number)[-1].what == "nam een werkmap met de teksten over: 4 onderdelen"
    assert hans.post(f"{YES}?concept={draft.number}", data=form).status_code == 303, "sent twice, done once"
    assert [step.what for step in drafts.store.history(draft.number)].count("nam een werkmap met de teksten over: 4 onderdelen") == 1


def test_a_workbook_of_before_a_colleagues_change_asks_for_a_second_yes(hans: TestClient, drafts: Drafts, draft: Version, content: bytes) -> None:
    assert save(hans, draft, "begrippen", TERM, meaning="Een suggestie is een voorstel van Wijzer.").status_code == 303
    answer = sent(hans, draft.number, with_cell(content, "phrases.plan", "tekst", PLAN, "Gesprek"), "teksten.xlsx", PAGE)
    assert "een voorstel van Wijzer. →" in text_of(answer.text) and "draait dit bestand terug" in answer.text
    form = form_in(answer.text, YES)
    assert hans.post(f"{YES}?concept={draft.number}", data=form).status_code == 422
    assert "een voorstel van Wijzer" in drafts.store.content(draft.number)[Part.GLOSSARY]
    assert hans.post(f"{YES}?concept={draft.number}", data=form | {"ouder": ["ja"]}).status_code == 303
    assert PLAN in drafts.store.content(draft.number)[Part.INTERVIEW]


def test_a_colleague_between_the_preview_and_the_yes_is_shown(hans: TestClient, drafts: Drafts, draft: Version, content: bytes) -> None:
    answer = sent(hans, draft.number, with_cell(content, "phrases.plan", "tekst", PLAN, "Gesprek"), "teksten.xlsx", PAGE)
    assert save(hans, draft, "begrippen", TERM, meaning="Een suggestie is een voorstel van Wijzer.").status_code == 303
    yes = hans.post(f"{YES}?concept={draft.number}", data=form_in(answer.text, YES))
    said = text_of(yes.text)
    assert yes.status_code == 409 and "veranderde in begrippen: suggestie" in said and "→ Een suggestie is een voorstel van Wijzer." in said
    assert PLAN not in drafts.store.content(draft.number)[Part.INTERVIEW] and "2 onderdelen" in said, "laid beside it anew"


def test_a_workbook_of_the_catalogue_waits_beside_that_of_the_texts() -> None:
    staging = Staging()
    numbers = [staging.put("hans", kind.sent(None, 2, 1, False, ())) for kind in (TEXTS, CATALOGUE, TEXTS)]
    assert [type(staging.get("hans", number)) for number in numbers] == [type(None), CATALOGUE.sent, TEXTS.sent]


WRONG: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "a formula": (lambda content: with_cell(content, "suggestie", "betekenis", "=1+1", "Woorden"), ("blad Woorden, rij", "kolom betekenis: hier staat een formule")),
    "macros": (lambda content: with_part(content, "xl/vbaProject.bin", b"x"), ("macro",)),
    "a million rows": (lambda content: with_million_rows(content, "Woorden"), ("blad Woorden, rij 20002: een blad mag hoogstens 20000 rijen",)),
    "a sheet of no rows": (lambda content: edited(content, lambda book: book["Woorden"].delete_rows(2, 999)), ("blad Woorden, rij 2: heeft geen rijen",)),
    "mistakes on two sheets": (
        lambda content: with_cell(with_cell(content, "suggestie", "bron", None, "Woorden"), TRAINED, "zo vragen mensen het", "ben je echt", "Antwoorden"),
        ("kolom bron: ontbreekt. Vul dit veld in.", "kolom zo vragen mensen het: heeft er 1. Zet er minstens 5 in."),
    ),
    "what cannot go and what cannot come": (
        lambda content: edited(
            without_row(without_row(content, "Antwoorden", TRAINED), "Gesprek", "phrases.plan"), lambda book: book["Gesprek"].append(["phrases.plann", "", "Dag."]),
        ),
        (
            f"kolom id: '{TRAINED}' is weg. Wijzer is op die vraag getraind", "kolom plek: 'phrases.plan' is weg. Een tekst van het gesprek kan niet weg",
            "kolom plek: 'phrases.plann' is geen tekst van het gesprek. Bedoel je 'phrases.plan'? Een tekst erbij kan hier niet. Haal de rij weg.",
        ),
    ),
    "rows that do not say which text they are": (
        lambda content: edited(content, lambda book: [book["Gesprek"].append([place, "", "Dag."]) for place in ("phrases.plan", "")]),
        ("kolom plek: 'phrases.plan' staat er twee keer", "kolom plek: ontbreekt"),
    ),
    "a text that says nothing": (
        lambda content: with_cell(content, "consent.names", "tekst", None, "Gesprek"), ("kolom tekst: is leeg. Vul dit in.",),
    ),
    "a text in which nothing can be seen": (
        lambda content: with_cell(content, "suggestie", "betekenis", "\u200b", "Woorden"), ("blad Woorden, rij", "kolom betekenis: ontbreekt"),
    ),
    "a word that is not filled in": (
        lambda content: with_cell(content, "phrases.plan", "tekst", "Ik zet {tittel} in je plan.", "Gesprek"), ("kolom tekst: {tittel} wordt hier niet ingevuld",),
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_taken_is_told_with_sheet_row_and_column(hans: TestClient, drafts: Drafts, draft: Version, content: bytes, wrong: str) -> None:
    made, told = WRONG[wrong]
    answer = sent(hans, draft.number, made(content), "teksten.xlsx", PAGE)
    said = text_of(answer.text)
    assert answer.status_code == 422 and all(each in said for each in told), said[:1500]
    assert drafts.store.version(draft.number).revision == 1 and YES not in answer.text


def test_what_is_live_goes_out_and_is_not_written_over(hans: TestClient) -> None:
    content = exported(hans, 1, PAGE)
    assert sent(hans, 1, content, "teksten.xlsx", PAGE).status_code == 409
