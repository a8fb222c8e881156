"""The HTML that is printed: the chapters somebody chose, with a picture and a table each."""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.words.cleaning import clean
from portal import wording
from portal.documents.chapters import TITLES, Chapter
from portal.documents.dossier import Dossier, SkillHeld, made_at
from portal.documents.paper.printer import Printed, Printer
from portal.documents.paper.printing import UNKNOWN_SIGN
from portal.documents.pictures.drawing import PRINT, Picture
from portal.documents.pictures.gallery import pictures_of
from portal.pages import day
from rules.explanation import capital

HERE = Path(__file__).resolve().parent
MOST = 150  # rows of one list or table: more is for a workbook
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as it stands in the HTML."""

    source: str
    alt: str


def passport_pdf(dossier: Dossier, chapters: Collection[Chapter], name: str, printer: Printer, version: str) -> Printed:
    """The passport as PDF/UA-1; `name` is printed and kept nowhere. Raises DocumentRefused."""
    html = passport_html(dossier, chapters, name, version, squares=False)
    printed = printer.print(html)
    if not printed.unknown:
        return printed
    again = printer.print(passport_html(dossier, chapters, name, version, squares=True))
    return Printed(again.pdf, printed.unknown)


def passport_html(dossier: Dossier, chapters: Collection[Chapter], name: str, version: str, *, squares: bool) -> str:
    """The page to print. `squares`: say what a square means."""
    pictures = pictures_of(dossier)
    done: dict[str, list[str]] = {}
    for each in dossier.done:
        done.setdefault(each.when, []).append(each.words)
    skills: dict[str, list[SkillHeld]] = {}
    for skill in dossier.skills:
        skills.setdefault(skill.category, []).append(skill)
    return _template().render(
        dossier=dossier, chapters=frozenset(chapters), titles=TITLES, name=" ".join(clean(name).text.split())[:LONGEST_NAME],
        done=done, skills=skills, pictures={key: _figure(picture) for key, picture in pictures.items()},
        tables={key: pictures[key].tables if key in pictures else () for key in ("taken", "vaardigheden", "weg")},
        most=MOST, day=day(made_at(dossier.made_on)), words=wording, version=version, css=Markup((HERE / "passport.css").read_text(encoding="utf-8")),
        squares=squares, square=UNKNOWN_SIGN,
    ).strip()


def _figure(picture: Picture) -> Figure:
    coded = base64.b64encode(picture.svg(PRINT).encode()).decode()
    return Figure(f"data:image/svg+xml;base64,{coded}", f"{picture.title}. {picture.about}".replace("ernaast", "eronder"))


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    environment.filters.update(upper_first=capital, day=day)
    return environment.get_template("passport.html")
