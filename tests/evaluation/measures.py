"""Figures that several evaluations share, and the table they are shown in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SETS = Path(__file__).parent
TUNING, REPORTED = 0, 1
"""Even entries of a set may be looked at while tuning; the odd ones are reported."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: a heading, what was measured, a table and remarks."""

    title: str
    what: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = field(default=())

    def markdown(self) -> str:
        """The section as Markdown."""
        lines = [f"## {self.title}", "", self.what, "", _row(self.columns), _row(["---"] * len(self.columns))]
        lines += [_row(row) for row in self.rows]
        lines += ["", *(f"- {remark}" for remark in self.remarks)] if self.remarks else []
        return "\n".join(lines) + "\n"


def read_set(name: str) -> list[Any]:
    """An evaluation set by file name."""
    entries: list[Any] = yaml.safe_load((SETS / name).read_text(encoding="utf-8"))
    return entries


def read_table(name: str) -> dict[str, list[Any]]:
    """An evaluation set that has several lists, by file name."""
    table: dict[str, list[Any]] = yaml.safe_load((SETS / name).read_text(encoding="utf-8"))
    return table


def half(items: Sequence[Any], which: int) -> list[Any]:
    """The even (tuning) or odd (reported) entries."""
    return list(items[which::2])


def share(right: Iterable[bool]) -> float:
    """The part that is right, 0–1; 0 of nothing."""
    counted = list(right)
    return sum(counted) / len(counted) if counted else 0.0


def percent(value: float) -> str:
    return f"{100 * value:.1f}%"


def fifths(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Stated confidence and what was right, per fifth from unsure to sure: (mean confidence, share right, count)."""
    ordered = sorted(judged)
    size = len(ordered)
    parts = [ordered[size * number // 5 : size * (number + 1) // 5] for number in range(5)]
    return [(sum(c for c, _ in part) / len(part), share(r for _, r in part), len(part)) for part in parts if part]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
