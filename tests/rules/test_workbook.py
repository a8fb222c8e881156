"""The catalogue to a workbook and back: nothing is lost, every edit arrives, every mistake is named with sheet, row and column."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rules.catalogue import Amount, Axes, Catalogue, FunctionProfile, LearningStep, Term
from rules.errors import CatalogueError, Problem, WorkbookError
from rules.files.catalogue_editing import edit_catalogue
from rules.files.catalogue_parsing import parse_catalogue
from rules.files.workbook_reading import read_workbook
from rules.files.workbook_writing import workbook_of
from rules.knowledge import Knowledge
from rules.review.catalogue_columns import TABLES, dutch
from tests.rules.catalogue_subset import small
from tests.rules.catalogue_workbook import Opened
from tests.rules.texts import lines, texts

BUYER = "inkoopmedewerker"
SKILL = "leveranciers-te-woord-staan"
FILES, CATALOGUE = small(BUYER, "verpleegkundige", "wmo-consulent")


def read(opened: Opened) -> Catalogue:
    return read_workbook(opened.content(), "test.xlsx").catalogue


def problems(opened: Opened) -> tuple[Problem, ...]:
    with pytest.raises(WorkbookError) as caught:
        read(opened)
    return caught.value.problems


def test_the_published_catalogue_comes_back_whole_with_its_version(knowledge: Knowledge) -> None:
    found = read_workbook(workbook_of(knowledge.catalogue), "catalogus.xlsx")
    assert found.base_version == knowledge.catalogue.version
    assert replace(found.catalogue, version=knowledge.catalogue.version) == knowledge.catalogue


def test_a_day_is_shown_as_a_day_and_a_text_never_as_a_number() -> None:
    opened = Opened(CATALOGUE)
    sheet = next(sheet for sheet in opened.workbook.worksheets if any(cell.value == "loon geldig vanaf" for cell in sheet[1]))
    days = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, date)]
    assert days and {cell.number_format for cell in days} == {"yyyy-mm-dd"}
    texts_ = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)]
    assert {cell.number_format for cell in texts_} == {"@"}


def test_no_byte_of_the_files_changes_without_an_edit() -> None:
    assert edit_catalogue(FILES, read(Opened(CATALOGUE))) == FILES


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_exactly_the_edits_arrive(data: st.DataObject) -> None:
    """Every kind of cell: text, list, number, choice, yes or no, date; in the function, its tasks, skills and elsewhere."""
    what, because, support, step, long, label = (data.draw(texts() if place < 4 else lines()) for place in range(6))
    aliases = tuple(data.draw(st.lists(lines(), min_size=5, max_size=7, unique=True)))
    contact = float(f"{data.draw(st.floats(0, 1)):.15g}")  # as many digits as a spreadsheet keeps
    term, amount = data.draw(st.sampled_from(Term)), data.draw(st.sampled_from(Amount))
    routine = data.draw(st.booleans())
    buyer, skill = CATALOGUE.functions[BUYER], CATALOGUE.skills[SKILL]
    route = next(iter(CATALOGUE.routes.values()))
    short = next(iter(CATALOGUE.abbreviations))
    opened = Opened(CATALOGUE)
    row = opened.row("Functies", BUYER)
    opened.put("Functies", row, "wat je doet", what)
    opened.put("Functies", row, "ook bekend als", "\n".join(aliases))
    opened.put("Functies", row, "contact (0–1)", contact)
    opened.put("Functies", row, "lichamelijk zwaar", dutch(amount))
    opened.put("Functies", row, "vooral routine", "ja" if routine else "nee")
    row = opened.row("Taken", BUYER)
    opened.put("Taken", row, "waardoor", because)
    opened.put("Taken", row, "wanneer", dutch(term))
    opened.put("Vaardigheden", opened.row("Vaardigheden", skill.id), "hulpmiddel", support)
    opened.put("Leerstappen", opened.row("Leerstappen", skill.id), "stap", step)
    opened.put("Afkortingen", opened.row("Afkortingen", short), "voluit", long)
    opened.put("Routes", opened.row("Routes", route.id), "naam", label)
    expected = replace(
        CATALOGUE,
        functions={**CATALOGUE.functions, BUYER: replace(
            buyer, what=what, aliases=aliases, axes=Axes(contact, buyer.axes.creativity), routine=routine,
            conditions=replace(buyer.conditions, physical=amount),
            tasks=(replace(buyer.tasks[0], because=because, term=term), *buyer.tasks[1:]),
        )},
        skills={**CATALOGUE.skills, skill.id: replace(
            skill, support=support, learning=(LearningStep(skill.learning[0].share, step, skill.learning[0].time), *skill.learning[1:]),
        )},
        routes={**CATALOGUE.routes, route.id: replace(route, title=label)},
        abbreviations={**CATALOGUE.abbreviations, short: long},
    )
    found = read(opened)
    assert found == expected
    assert parse_catalogue(edit_catalogue(FILES, found), "") == expected


@given(st.floats(0, 1))
@settings(max_examples=10, deadline=None)
def test_a_number_with_more_digits_than_a_cell_keeps_comes_back(contact: float) -> None:
    function = replace(CATALOGUE.functions[BUYER], axes=Axes(contact, 0.32146345745277355))
    catalogue = replace(CATALOGUE, functions={**CATALOGUE.functions, BUYER: function})
    assert read(Opened(catalogue)) == catalogue


def test_rows_come_and_go_with_what_belongs_to_them() -> None:
    opened = Opened(CATALOGUE)
    opened.sheet("Taken").delete_rows(opened.row("Taken", BUYER, 2))
    opened.sheet("Leerstappen").append([SKILL, 20, "=samen oefenen", "1 uur"])
    opened.sheet("Leerstappen").cell(opened.sheet("Leerstappen").max_row, 3).data_type = "s"
    opened.sheet("Afkortingen").append([])
    opened.sheet("Afkortingen").append([" "])
    found = read(opened)
    tasks = CATALOGUE.functions[BUYER].tasks
    assert found.functions[BUYER].tasks == (tasks[0], *tasks[2:])
    assert found.skills[SKILL].learning[-1] == LearningStep(20, "=samen oefenen", "1 uur")
    assert found.abbreviations == CATALOGUE.abbreviations


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    function = replace(CATALOGUE.functions[BUYER], what=text)
    catalogue = replace(CATALOGUE, functions={**CATALOGUE.functions, BUYER: function})
    opened = Opened(catalogue)
    cell = opened.sheet("Functies").cell(opened.row("Functies", BUYER), opened.column("Functies", "wat je doet"))
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    assert read(opened) == catalogue


@pytest.mark.parametrize(
    ("value", "column", "seen"),
    [
        (datetime(2026, 5, 1), "loon geldig vanaf", date(2026, 5, 1)),
        ("1-5-2026", "loon geldig vanaf", date(2026, 5, 1)),
        (2_500.0, "loon van", 2500),
        ("2500", "loon van", 2500),
    ],
)
def test_dates_and_numbers_are_read_as_spreadsheets_keep_them(value: object, column: str, seen: object) -> None:
    assert CATALOGUE.functions["verpleegkundige"].pay is not None
    opened = Opened(CATALOGUE)
    opened.put("Functies", opened.row("Functies", "verpleegkundige"), column, value)
    pay = read(opened).functions["verpleegkundige"].pay
    assert pay is not None
    assert seen in (pay.valid_from, pay.from_)


def test_a_number_among_the_names_is_text_and_a_comma_is_a_decimal_point() -> None:
    opened = Opened(CATALOGUE)
    row = opened.row("Functies", BUYER)
    opened.put("Functies", row, "naam", 112)
    opened.put("Functies", row, "contact (0–1)", "0,35")
    found: FunctionProfile = read(opened).functions[BUYER]
    assert (found.title, found.axes.contact) == ("112", 0.35)


MISTAKES: list[tuple[str, str, object, str]] = [
    ("Functies", "naam", None, "ontbreekt"),
    ("Functies", "naam", 2.5, "getal van gemaakt"),
    ("Functies", "naam", datetime(2026, 1, 2), "datum van gemaakt"),
    ("Functies", "naam", True, "WAAR of ONWAAR"),
    ("Functies", "naam", datetime(2026, 1, 2).time(), "tijd"),
    ("Functies", "gebied", "../elders", "kleine letters"),
    ("Functies", "schaal van", None, "ontbreekt"),
    ("Functies", "schaal tot", "99", "van 1 tot en met 18"),
    ("Functies", "loon geldig vanaf", datetime(2026, 1, 2, 3), "tijd bij de datum"),
    ("Functies", "lichamelijk zwaar", "low", "Kies uit: weinig, een beetje, veel"),
    ("Functies", "rijden", "rijbewijs b", "Bedoel je 'rijbewijs B'?"),
    ("Functies", "vooral routine", "misschien", "ja"),
    ("Functies", "route", "bestaat-niet", "geen bekende leerroute"),
    ("Functies", "ook bekend als", "a\na", "twee keer"),
    ("Taken", "taak", None, "ontbreekt"),
    ("Taken", "soort", "uitvoerendd", "Bedoel je 'uitvoerend'?"),
    ("Taken", "contact (0–1)", "veel", "geen getal"),
    ("Taken", "functie", "inkoopmedewerkr", "Bedoel je 'inkoopmedewerker'?"),
    ("Taken", "functie", None, "ontbreekt"),
    ("Taken", "vaardigheden", "verplegen", "staat niet bij de vaardigheden"),
    ("Vaardigheden per functie", "vaardigheid", "bestaat-niet", "bestaat niet"),
    ("Vaardigheden per functie", "niveau (1–4)", 2.5, "heel getal"),
]


@pytest.mark.parametrize(("sheet", "column", "value", "told"), MISTAKES)
def test_a_mistake_is_named_with_sheet_row_and_column(sheet: str, column: str, value: object, told: str) -> None:
    opened = Opened(CATALOGUE)
    row = opened.row(sheet, BUYER)
    opened.put(sheet, row, column, value)
    found = [problem for problem in problems(opened) if (problem.file, problem.line) == (sheet, row)]
    assert any(told in problem.message for problem in found if problem.field == column), found


def test_all_mistakes_come_at_once_and_one_cell_is_told_once() -> None:
    opened = Opened(CATALOGUE)
    row = opened.row("Functies", BUYER)
    opened.formula("Functies", row, "naam", "=A1")
    opened.put("Taken", opened.row("Taken", BUYER), "soort", "x")
    opened.put("Vaardigheden", 2, "thema", "Twee Woorden")
    opened.put("Leerstappen", 2, "aandeel (70, 20, 10)", 30)
    opened.put("Routes", 2, "maanden van", 200)
    opened.put("Wettelijke eisen", 2, "opleiding", "x")
    found = problems(opened)
    assert [problem.message for problem in found if (problem.line, problem.field) == (row, "naam")] == [
        "hier staat een formule. Zet er de uitkomst neer: kopieer de cel en plak alleen de waarde."
    ]
    assert {problem.file for problem in found} == {"Functies", "Taken", "Vaardigheden", "Leerstappen", "Routes", "Wettelijke eisen"}
    with pytest.raises(WorkbookError, match=rf"blad Functies, rij {row}, kolom naam: hier staat een formule"):
        read(opened)


def test_too_few_tasks_are_told_on_the_sheet_of_tasks_and_none_at_the_function() -> None:
    opened = Opened(CATALOGUE)
    first = opened.row("Taken", BUYER)
    opened.sheet("Taken").delete_rows(first + 3, len(CATALOGUE.functions[BUYER].tasks) - 3)
    assert [(problem.file, problem.line) for problem in problems(opened) if "heeft er 3" in problem.message] == [("Taken", first)]
    opened.sheet("Taken").delete_rows(first, 3)
    found = [problem for problem in problems(opened) if problem.field == "'Taken'"]
    assert [(problem.file, problem.line) for problem in found] == [("Functies", opened.row("Functies", BUYER))]


def test_the_same_id_twice_names_both_rows() -> None:
    opened = Opened(CATALOGUE)
    first, second = opened.row("Routes", next(iter(CATALOGUE.routes))), opened.sheet("Routes").max_row
    opened.put("Routes", second, "id", next(iter(CATALOGUE.routes)))
    assert f"staat ook in Routes, regel {first}" in next(problem.message for problem in problems(opened) if problem.line == second)


@pytest.mark.parametrize(
    ("change", "sheet", "field", "told"),
    [
        (lambda opened: opened.put("Taken", 1, "soort", "sort"), "Taken", "sort", "Bedoel je 'soort'?"),
        (lambda opened: opened.put("Taken", 1, "soort", None), "Taken", "soort", "ontbreekt"),
        (lambda opened: opened.put("Taken", 1, "soort", "waardoor"), "Taken", "waardoor", "twee keer"),
        (lambda opened: opened.workbook.remove(opened.sheet("Routes")), "Routes", "", "dit blad ontbreekt"),
        (lambda opened: opened.sheet("Routes").cell(2, 20, "los"), "Routes", "T", "kolom zonder naam"),
        (lambda opened: opened.sheet("Afkortingen").cell(20_002, 1, "x"), "Afkortingen", "", "hoogstens 20000 rijen"),
        (lambda opened: opened.sheet("Routes").delete_rows(2, 99), "Routes", "", "geen rijen"),
    ],
)
def test_sheets_and_columns_must_be_those_of_the_export(change: Callable[[Opened], None], sheet: str, field: str, told: str) -> None:
    opened = Opened(CATALOGUE)
    change(opened)
    assert any((problem.file, problem.field) == (sheet, field) and told in problem.message for problem in problems(opened))


def test_an_own_sheet_and_another_order_of_columns_do_no_harm() -> None:
    opened = Opened(CATALOGUE)
    opened.workbook.create_sheet("Van mij")["A1"] = "=1+1"
    opened.sheet("Afkortingen").move_range("A1:A50", cols=5)
    assert read(opened) == CATALOGUE


@pytest.mark.parametrize("text", ["\x07bel", "regel\rterug", "x" * 32_768])
def test_what_no_cell_can_hold_is_said_at_export(text: str) -> None:
    skill = replace(CATALOGUE.skills[SKILL], support=text)
    with pytest.raises(CatalogueError, match=r"blad Vaardigheden, rij \d+, kolom hulpmiddel"):
        workbook_of(replace(CATALOGUE, skills={**CATALOGUE.skills, skill.id: skill}))


def test_the_workbook_helps_its_reader() -> None:
    workbook = load_workbook(io.BytesIO(workbook_of(replace(CATALOGUE, version="abc123"))))
    assert workbook.sheetnames == ["Leesmij", *(table.title for table in TABLES)]
    readme = workbook["Leesmij"]
    (hidden,) = [row for row, dimension in readme.row_dimensions.items() if dimension.hidden]
    assert (readme.cell(hidden, 1).value, readme.cell(hidden, 2).value) == ("versie", "abc123")
    tasks = workbook["Taken"]
    assert tasks.freeze_panes == "B2"
    offered = {str(item.sqref).partition("2")[0]: item.formula1 for item in tasks.data_validations.dataValidation}
    assert offered["D"] == '"verdwijnt,verandert,blijft,verschijnt"'
    assert offered["A"].startswith("'Functies'!$A$2:")
    assert all(len(item.formula1) <= 255 for sheet in workbook for item in sheet.data_validations.dataValidation)
