"""bench/RESULTS.md: a heading for each part, with when and where it was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Row = tuple[str, str, str]
"""What, the aim ('' where there is none), measured."""

HEADER = """# Benchmark results

Made by `make bench`; do not edit by hand. One run each; other work on the machine shows in the slowest figures. A turn is a whole request of the
chat page: portal, Rasa, action, interview, store with a full sync to disk, answer.
"""


def update(path: Path, headings: Sequence[str], heading: str, made: str, rows: Sequence[Row]) -> None:
    """Puts one part in its place in the file and leaves the others as they are."""
    parts = dict(_parts(path.read_text(encoding="utf-8"))) if path.exists() else {}
    table = "\n".join(f"| {what} | {aim} | {measured} |" for what, aim, measured in rows)
    parts[heading] = f"{made}\n\n| what | aim | measured |\n|---|---|---|\n{table}"
    path.write_text("\n".join([HEADER, *(f"## {each}\n\n{parts[each]}\n" for each in headings if each in parts)]), encoding="utf-8")


def _parts(text: str) -> list[tuple[str, str]]:
    found = [part.partition("\n") for part in text.split("\n## ")[1:]]
    return [(heading.strip(), body.strip()) for heading, _, body in found]
