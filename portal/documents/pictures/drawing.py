"""A small builder of SVG without styles in it: looks come from classes, in `portal.css` on a page and in PRINT on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from portal.documents.pictures.lines import width_of, wrapped

WIDTH = 280.0
SIZE = 16.0
SMALL = 14.0
BOLD = 1.1  # so much wider than plain text
LEAD = 1.35  # of a line, in font sizes
PRINT = (
    "text{font-family:'Noto Sans','Liberation Sans','DejaVu Sans',sans-serif;fill:#1d2a2c}.beeld__vet{font-weight:bold}"
    ".beeld__lijn{stroke:#3f4a47;fill:none;stroke-width:2}.beeld__rand{stroke:#3f4a47;fill:#fff;stroke-width:1.5}"
    ".beeld__teken{stroke:#fff;fill:none;stroke-width:2}.beeld__goed{fill:#2f7a45;stroke:#2f7a45}.beeld__min{fill:#b23a2e;stroke:#b23a2e}"
    ".beeld__open{fill:#fff;stroke:#744700;stroke-width:2;stroke-dasharray:4 3}.beeld__open-teken{stroke:#744700;fill:none;stroke-width:2}"
)
SIGNS = {
    "check": "-4 0 -1 3 4.5 -3.5",
    "minus": "-4 0 4 0",
    "wave": "-5 1.5 -2.5 -1.5 0 1.5 2.5 -1.5 5 1.5",
}
"""Drawn and not written, as no font has to have them: points around the middle."""


@dataclass(frozen=True, slots=True)
class Table:
    """The same in rows; the first cell of a row is its head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`drawing` is made anew for a page (`svg()`) and for paper (`svg(PRINT)`)."""

    name: str
    title: str
    about: str
    drawing: Drawing
    tables: tuple[Table, ...]

    def svg(self, css: str = "") -> str:
        """The picture as SVG text with a title, a description and, for paper, its own style."""
        return self.drawing.text(self.name, self.title, self.about, css)

    def __html__(self) -> str:
        """For templates: all text in it is escaped already."""
        return self.svg()


class Drawing:
    """Grows downward: `y` is the lowest edge of what was drawn, in units of which the picture is WIDTH wide."""

    def __init__(self) -> None:
        self.y = 0.0
        self._parts: list[str] = []

    def add(self, tag: str, css: str, **attributes: float | str) -> None:
        """A shape as it is."""
        self._parts.append(_element(tag, {"class": css, **attributes}))

    def write(self, x: float, top: float, text: str, width: float, *, size: float = SIZE, bold: bool = False) -> float:
        """The text in as many lines as it takes; its lowest edge."""
        for line in wrapped(text, width / (BOLD if bold else 1.0), size):
            top += size * LEAD
            css = "beeld__vet" if bold else "beeld__tekst"
            self._parts.append(_element("text", {"class": css, "x": x, "y": top - size * 0.3, "font-size": size}, line))
        self.y = max(self.y, top)
        return top

    def sign(self, x: float, y: float, radius: float, kind: str) -> None:
        """A round mark with a sign in it: `check`, `minus`, `wave`; or `open`, an empty one with a broken edge."""
        looks = {"check": "beeld__goed", "minus": "beeld__min"}.get(kind, "beeld__open")
        self.add("circle", looks, cx=x, cy=y, r=radius)
        if kind in SIGNS:
            numbers = [float(number) for number in SIGNS[kind].split()]
            points = " ".join(f"{x + across:g},{y + down:g}" for across, down in zip(numbers[::2], numbers[1::2], strict=True))
            self.add("polyline", "beeld__teken" if kind != "wave" else "beeld__open-teken", points=points)
        self.y = max(self.y, y + radius)

    def bar(self, parts: tuple[tuple[int, str], ...]) -> None:
        """How many of each kind, side by side over the whole width, each with its number in or above it."""
        total = sum(count for count, _ in parts) or 1
        top, x = self.y + SIZE * LEAD, 2.0
        for count, kind in parts:
            if not count:
                continue
            width = max((WIDTH - 4) * count / total, 1.0)
            looks = {"check": "beeld__goed", "minus": "beeld__min"}.get(kind, "beeld__open")
            self.add("rect", looks, x=x, y=top, width=width, height=16.0)
            if width_of(str(count), SIZE) + 2 <= width:
                self.write(x, top - SIZE * LEAD - 1, str(count), width, bold=True)
            x += width
        self.y = top + 18

    def text(self, name: str, title: str, about: str, css: str) -> str:
        """The whole as SVG text."""
        height = self.y + 6
        found: dict[str, float | str] = {
            "xmlns": "http://www.w3.org/2000/svg", "class": "beeld", "viewBox": f"0 0 {WIDTH:g} {height:g}", "role": "img",
            "aria-labelledby": f"beeld-{name}-titel beeld-{name}-over", "focusable": "false",
        }
        if css:
            found |= {"width": WIDTH, "height": height}
        style = f"<style>{css}</style>" if css else ""
        said = _element("title", {"id": f"beeld-{name}-titel"}, title) + _element("desc", {"id": f"beeld-{name}-over"}, about)
        return f"<svg{_attributes(found)}>{style}{said}{''.join(self._parts)}</svg>"


def _element(tag: str, attributes: Mapping[str, float | str], text: str = "") -> str:
    return f"<{tag}{_attributes(attributes)}>{escape(text)}</{tag}>"


def _attributes(attributes: Mapping[str, float | str]) -> str:
    return "".join(f' {name}="{escape(value if isinstance(value, str) else f"{value:g}")}"' for name, value in attributes.items())
