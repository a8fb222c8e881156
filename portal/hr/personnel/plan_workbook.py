"""A personnel plan as a workbook: everything in it, a sheet per subject."""

from __future__ import annotations

from portal.documents.pictures.drawing import Table
from portal.documents.sheets import add_sheet, empty_workbook, saved
from portal.hr.personnel.making import PlanMade
from portal.hr.personnel.plan_view import functions_table, plan_view, read_as_table, tasks_table, ways_table

_NUMBERS = frozenset({"Mensen"})


def plan_workbook(made: PlanMade) -> bytes:
    """The bytes of an .xlsx file with the sheets Uitleg, Functies, Taken, Buren and Functienamen."""
    workbook = empty_workbook("Personeelsplan")
    view, functions = plan_view(made), made.plan.functions
    add_sheet(workbook, "Uitleg", (("Over dit plan", 110),), [(line,) for line in (view.lead, *view.remarks, f"Gemaakt op {made.plan.today.isoformat()}.")])
    for title, table, widths in (
        ("Functies", functions_table(functions), (44, 10, 10, 16, 34, 14, 14, 18, 18)),
        ("Taken", tasks_table(functions), (44, 60, 16, 26, 70)),
        ("Buren", ways_table(functions), (44, 44, 14, 18, 60, 90, 40, 70)),
        ("Functienamen", read_as_table(made), (60, 44)),
    ):
        add_sheet(workbook, title, tuple(zip(table.head, widths, strict=True)), [_row(table, row) for row in table.rows])
    return saved(workbook)


def _row(table: Table, row: tuple[str, ...]) -> list[str | int]:
    """Counts as numbers, so that they can be added up."""
    return [int(cell.replace(".", "")) if head in _NUMBERS else cell for head, cell in zip(table.head, row, strict=True)]
