"""A paper: a title and sections of sentences, points and tables; shown as a page and printed as PDF/UA-1."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from portal.documents.paper.passport_paper import HERE as PAPER
from portal.documents.paper.printer import Printed, Printer
from portal.documents.paper.printing import UNKNOWN_SIGN
from portal.documents.pictures.drawing import Table

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper."""

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """`name` is its place in the address; `made` says from which versions and when it was made."""

    name: str
    title: str
    lead: str
    made: str
    sections: tuple[Section, ...]


def paper_pdf(paper: Paper, printer: Printer) -> Printed:
    """The paper as PDF/UA-1. Raises DocumentRefused."""
    printed = printer.print(paper_html(paper, squares=False))
    if not printed.unknown:
        return printed
    return Printed(printer.print(paper_html(paper, squares=True)).pdf, printed.unknown)


def paper_html(paper: Paper, *, squares: bool) -> str:
    """The page to print. `squares`: say what a square means."""
    css = (PAPER / "passport.css").read_text(encoding="utf-8").replace('content: "Skillspaspoort"', f'content: "{paper.title}"')
    return _template().render(paper=paper, css=Markup(css), squares=squares, square=UNKNOWN_SIGN).strip()


@lru_cache(maxsize=1)
def _template() -> Template:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template("paper.html")
