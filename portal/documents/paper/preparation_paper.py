"""The sheet for a coach as PDF/UA-1, with room to write. It is made anew each time and kept nowhere."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from portal.documents.dossier import made_at
from portal.documents.paper.passport_paper import HERE
from portal.documents.paper.printer import Printed, Printer
from portal.documents.paper.printing import UNKNOWN_SIGN
from portal.pages import day
from portal.preparing.sheet import Sheet
from rules.explanation import capital, lowered


def preparation_pdf(sheet: Sheet, printer: Printer, version: str) -> Printed:
    """The sheet as PDF/UA-1. Raises DocumentRefused."""
    printed = printer.print(preparation_html(sheet, version, squares=False))
    if not printed.unknown:
        return printed
    return Printed(printer.print(preparation_html(sheet, version, squares=True)).pdf, printed.unknown)


def preparation_html(sheet: Sheet, version: str, *, squares: bool) -> str:
    """The page to print. `squares`: say what a square means."""
    css = "".join((HERE / name).read_text(encoding="utf-8") for name in ("passport.css", "preparation.css"))
    return _template().render(sheet=sheet, version=version, css=Markup(css), day=_day, squares=squares, square=UNKNOWN_SIGN).strip()


def _day(when: date) -> str:
    return day(made_at(when))


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(upper_first=capital, lower_first=lowered)
    return environment.get_template("preparation.html")
