"""The outlook of somebody's tasks: less, more or the same, or not sure yet (M2)."""

from __future__ import annotations

from collections.abc import Sequence

from portal import wording
from portal.documents.pictures.drawing import SIZE, WIDTH, Drawing, Picture, Table
from rules.answer import Outlook, OwnTask
from rules.explanation import capital, shorten

MOST_DRAWN = 8  # of a group; the table has all
_GROUPS: tuple[tuple[str, str, tuple[Outlook, ...]], ...] = (
    ("Wordt minder", "minus", (Outlook.DISAPPEARS,)),
    ("Verandert, nog niet zeker hoe", "wave", (Outlook.CHANGES,)),
    ("Blijft of komt erbij", "check", (Outlook.STAYS, Outlook.APPEARS)),
)
_TEXT = 34.0


def tasks_picture(tasks: Sequence[OwnTask]) -> Picture:
    """The tasks in three groups, each with its own sign."""
    groups = [(title, kind, [task for task in tasks if task.outlook in outlooks]) for title, kind, outlooks in _GROUPS]
    drawing = Drawing()
    drawing.bar(tuple((len(group), kind) for _, kind, group in groups))
    for title, kind, group in groups:
        if group:
            _group(drawing, title, kind, group)
    told = "; ".join(f"{title.lower()}: {len(group)}" for title, _, group in groups)
    rows = tuple((_text(task), wording.OUTLOOKS[task.outlook]) for _, _, group in groups for task in group)
    table = Table("Wat er met je taken gebeurt", ("Taak", "Verwachting"), rows)
    return Picture("taken", "Wat er met je taken gebeurt", f"Van {len(tasks)} taken: {told}. De tabel ernaast zegt welke.", drawing, (table,))


def _group(drawing: Drawing, title: str, kind: str, group: Sequence[OwnTask]) -> None:
    drawing.y += 8
    drawing.write(3, drawing.y, f"{title}: {len(group)}", WIDTH - 6, bold=True)
    for task in group[:MOST_DRAWN]:
        top = drawing.y + 5
        drawing.sign(13, top + SIZE * 0.75, 10, kind)
        drawing.write(_TEXT, top, _text(task), WIDTH - _TEXT)
    if len(group) > MOST_DRAWN:
        drawing.write(_TEXT, drawing.y + 5, f"En nog {len(group) - MOST_DRAWN}: zie de tabel.", WIDTH - _TEXT)


def _text(task: OwnTask) -> str:
    return f"“{shorten(task.text)}”" if task.from_person else capital(task.text)
