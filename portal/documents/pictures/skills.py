"""What somebody can do already of what the target function asks, and what is to be learned."""

from __future__ import annotations

from collections.abc import Sequence

from portal import wording
from portal.documents.dossier import LEVELS
from portal.documents.pictures.drawing import SIZE, SMALL, WIDTH, Drawing, Picture, Table
from rules.answer import SkillGap, Suggestion
from rules.explanation import capital

_TEXT = 34.0  # where text begins beside a mark


def skills_picture(target: Suggestion) -> Picture:
    """The skills that a function asks, in two groups."""
    drawing = Drawing()
    drawing.bar(((len(target.has), "check"), (len(target.missing), "open")))
    _group(drawing, "Dit laat je al zien", target.has, "check")
    _group(drawing, "Dit kun je nog leren", target.missing, "open")
    asked = len(target.has) + len(target.missing)
    about = f"{target.title} vraagt {asked} vaardigheden. Je laat er al {len(target.has)} zien, {len(target.missing)} kun je nog leren. De tabel ernaast zegt welke."
    rows = (
        *((capital(gap.label), _category(gap), "Laat je al zien", _asked(gap)) for gap in target.has),
        *((capital(gap.label), _category(gap), "Kun je nog leren", _asked(gap)) for gap in target.missing),
    )
    table = Table(f"Vaardigheden voor {target.title}", ("Vaardigheid", "Soort", "Nu", "Wat de functie vraagt"), rows)
    return Picture("vaardigheden", f"Jouw vaardigheden en {target.title}", about, drawing, (table,))


def _group(drawing: Drawing, title: str, gaps: Sequence[SkillGap], kind: str) -> None:
    drawing.y += 8
    drawing.write(3, drawing.y, f"{title}: {len(gaps)}", WIDTH - 6, bold=True)
    for gap in gaps:
        top = drawing.y + 5
        drawing.sign(13, top + SIZE * 0.75, 10, kind)
        below = drawing.write(_TEXT, top, capital(gap.label), WIDTH - _TEXT)
        drawing.write(_TEXT, below, _asked(gap), WIDTH - _TEXT, size=SMALL)


def _category(gap: SkillGap) -> str:
    return wording.CATEGORIES.get(gap.category, gap.category)


def _asked(gap: SkillGap) -> str:
    """What the function asks; it says nothing about how well somebody can do it."""
    level = f"Gevraagd niveau: {LEVELS[gap.level]}" if gap.level in LEVELS else "Niveau niet bekend"
    return f"{level}, belangrijk" if gap.essential else level
