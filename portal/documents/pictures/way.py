"""The way from here to there: the steps of 70, 20 and 10 in their order, and what is learned now and later (M10, M11)."""

from __future__ import annotations

import math

from portal import wording
from portal.documents.pictures.drawing import SIZE, SMALL, WIDTH, Drawing, Picture, Table
from rules.explanation import capital
from rules.plan import Plan, PlannedStep, ToLearn

_LINE = 20.0  # where the way runs, from the left
_TEXT = 46.0
_COLUMNS = ((3.0, 80.0), (89.0, 92.0), (187.0, 92.0))  # of the grid: where each begins, and its width
_GRID = ("Soort", "Nu", "Kan later")


def way_picture(plan: Plan, here: str) -> Picture:
    """The plan as a way downward; `here` is the present function."""
    drawing = Drawing()
    begin = drawing.y + SIZE
    stops = [(begin, 0.0)]
    drawing.write(_TEXT, drawing.y, f"Nu: {here}" if here else "Nu", WIDTH - _TEXT, bold=True)
    for planned in plan.steps:
        drawing.y += 10
        stops.append((drawing.y + SIZE, 4 + 1.5 * math.sqrt(planned.step.share)))
        _step(drawing, planned)
    drawing.y += 10
    end = drawing.y + SIZE
    drawing.write(_TEXT, drawing.y, f"Straks: {plan.title}", WIDTH - _TEXT, bold=True)
    drawing.add("line", "beeld__lijn", x1=_LINE, y1=begin, x2=_LINE, y2=end)
    for y, radius in stops:
        drawing.add("circle", "beeld__goed" if radius else "beeld__rand", cx=_LINE, cy=y, r=radius or 7.0)
    drawing.add("rect", "beeld__rand", x=_LINE - 8, y=end - 8, width=16.0, height=16.0)
    if plan.learn:
        _grid(drawing, plan.learn)
    return Picture("weg", f"Van {here or 'nu'} naar {plan.title}", _about(plan), drawing, tuple(_tables(plan)))


def _step(drawing: Drawing, planned: PlannedStep) -> None:
    step = planned.step
    how = wording.SHARES.get(step.share, "").lower()
    drawing.write(_TEXT, drawing.y, f"{planned.when}: {how} ({step.share} van 100)", WIDTH - _TEXT, bold=True)
    drawing.write(_TEXT, drawing.y, f"{capital(step.skill_label)}. {capital(step.time)}".rstrip(), WIDTH - _TEXT, size=SMALL)


def _grid(drawing: Drawing, learn: tuple[ToLearn, ...]) -> None:
    drawing.y += 14
    drawing.write(3, drawing.y, "Wat je leert", WIDTH - 6, bold=True)
    _row(drawing, _GRID, bold=True)
    for row in learn:
        _row(drawing, _cells(row))


def _row(drawing: Drawing, cells: tuple[str, ...], *, bold: bool = False) -> None:
    top = drawing.y + 5
    drawing.add("line", "beeld__lijn", x1=0.0, y1=top, x2=WIDTH, y2=top)
    for (x, width), cell in zip(_COLUMNS, cells, strict=True):
        drawing.write(x, top + 2, cell, width, size=SMALL, bold=bold)


def _cells(row: ToLearn) -> tuple[str, ...]:
    named = wording.CATEGORIES.get(row.category, row.category)
    return (named, capital(", ".join(row.now)) or "Niets", capital(", ".join(row.later)) or "Niets")


def _about(plan: Plan) -> str:
    told = f"{len(plan.steps)} stappen" if plan.steps else "Er zijn nog geen stappen"
    learned = sum(len(row.now) + len(row.later) for row in plan.learn)
    return f"{told}; {learned} vaardigheden om te leren, nu of later. De tabellen ernaast zeggen welke."


def _tables(plan: Plan) -> list[Table]:
    steps = tuple(
        (planned.when, f"{planned.step.share} van 100: {wording.SHARES.get(planned.step.share, '').lower()}",
         capital(planned.step.skill_label), capital(planned.step.time))
        for planned in plan.steps
    )
    tables = [Table(f"Stappen naar {plan.title}", ("Wanneer", "Hoe", "Om te leren", "Tijd"), steps)] if steps else []
    if plan.learn:
        tables.append(Table("Wat je leert, nu en later", _GRID, tuple(_cells(row) for row in plan.learn)))
    return tables
