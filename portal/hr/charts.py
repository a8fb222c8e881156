"""Bars, one under the other, with the number in words beside the name: the same as the table that goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.documents.pictures.drawing import WIDTH, Drawing, Picture, Table

_THICK = 14.0
_LOOKS = {"good": "beeld__goed", "bad": "beeld__min", "plain": "beeld__rand", "open": "beeld__open"}


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` from 0 up; None is not known or not shown. `kind`: good, bad, plain or open."""

    label: str
    value: int | None
    text: str
    kind: str = "plain"


def bars_picture(name: str, title: str, bars: Sequence[Bar], table: Table) -> Picture:
    """The bars to one measure; without a bar where there is no number."""
    drawing = Drawing()
    if not bars:
        drawing.write(2, 4, "Nog niets te laten zien.", WIDTH - 4)
    most = max((bar.value or 0 for bar in bars), default=0) or 1
    for bar in bars:
        drawing.write(2, drawing.y + 4, f"{bar.label}: {bar.text}", WIDTH - 4)
        if bar.value:
            top = drawing.y + 3
            drawing.add("rect", _LOOKS[bar.kind], x=2.0, y=top, width=max((WIDTH - 4) * bar.value / most, 1.5), height=_THICK)
            drawing.y = top + _THICK
    told = "; ".join(f"{bar.label}: {bar.text}" for bar in bars[:12])
    more = f" En nog {len(bars) - 12}." if len(bars) > 12 else ""
    about = f"{told}.{more} De tabel ernaast zegt hetzelfde." if bars else "Nog niets te laten zien."
    return Picture(name, title, about, drawing, (table,))
