"""One value in a YAML file changed where it stands; all other text stays to the byte."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import yaml

from rules.files.catalogue_text import plain, quoted

LONGEST_LINE = 120
MOST_IN_LIST = 150
"""Characters of a line of text, and of a line of a list."""


def replaced(text: str, node: yaml.Node, value: str | Sequence[str], *, in_flow: bool) -> str:
    """The file with another value for this node of it; `in_flow` when it stands between brackets. A folded text stays folded."""
    start, end = node.start_mark.index, node.end_mark.index
    old = text[start:end]
    after = old[len(old.rstrip()):]
    if isinstance(value, str):
        new = _folded(value, text, start) if isinstance(node, yaml.ScalarNode) and node.style == ">" else plain(value, flow=in_flow)
    else:
        new = list_text(value)
    return text[:start] + new + after + text[end:]


def list_text(values: Sequence[str], indent: int = 0) -> str:
    """A list between brackets; with `indent` its lines are wrapped between values, each so far from the margin."""
    items = [plain(value, flow=True) for value in values]
    lines = [""]
    for place, item in enumerate(items):
        piece = item if place == len(items) - 1 else f"{item},"
        if indent and lines[-1] and indent + len(lines[-1]) + len(piece) + 2 > MOST_IN_LIST:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}" if lines[-1] else piece
    return "[" + ("\n" + " " * (indent + 1)).join(lines) + "]"


def _folded(value: str, text: str, start: int) -> str:
    """A text folded over lines, as deep as what it takes the place of; a text that folding would change goes in quotes."""
    if not value.isprintable() or " ".join(value.split()) != value:
        return quoted(value)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    depth = len(line) - len(line.lstrip(" -")) + 2
    ends = "\r\n" if "\r\n" in text else "\n"
    return f">-{ends}" + ends.join(textwrap.wrap(value, LONGEST_LINE, initial_indent=" " * depth, subsequent_indent=" " * depth, break_long_words=False, break_on_hyphens=False))
