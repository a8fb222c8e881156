"""A personnel plan as PDF/UA-1: the picture, all functions in a table, and those that shift first in words."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from portal import wording
from portal.documents.dossier import made_at
from portal.documents.paper.passport_paper import HERE as PAPER
from portal.documents.paper.printer import Printed, Printer
from portal.documents.paper.printing import UNKNOWN_SIGN
from portal.documents.pictures.drawing import PRINT
from portal.hr.amounts import counted, people
from portal.hr.personnel.making import PlanMade
from portal.hr.personnel.plan_view import fte, functions_table, place, plan_view, route, scales, when
from portal.pages import day
from rules.answer import Outlook
from rules.explanation import capital

HERE = Path(__file__).resolve().parent


def plan_pdf(made: PlanMade, printer: Printer, version: str) -> Printed:
    """The plan as PDF/UA-1. Raises DocumentRefused."""
    printed = printer.print(plan_html(made, version, squares=False))
    if not printed.unknown:
        return printed
    return Printed(printer.print(plan_html(made, version, squares=True)).pdf, printed.unknown)


def plan_html(made: PlanMade, version: str, *, squares: bool) -> str:
    """The page to print. `squares`: say what a square means."""
    view = plan_view(made)
    coded = base64.b64encode(view.picture.svg(PRINT).encode()).decode()
    css = "".join(path.read_text(encoding="utf-8") for path in (PAPER / "passport.css", HERE / "plan.css"))
    return _template().render(
        view=view, table=functions_table(made.plan.functions), source=f"data:image/svg+xml;base64,{coded}", alt=f"{view.picture.title}. {view.picture.about}".replace("ernaast", "eronder"),
        today=day(made_at(made.plan.today)), version=version, css=Markup(css), squares=squares, square=UNKNOWN_SIGN, words=wording, fte=fte, scales=scales,
        when=when, place=place, route=route, outlooks=(Outlook.DISAPPEARS, Outlook.CHANGES, Outlook.APPEARS),
    ).strip()


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(upper_first=capital, counted=counted, people=people)
    return environment.get_template("plan.html")
