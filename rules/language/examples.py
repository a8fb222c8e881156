"""Example sentences in which people marked how each part is meant: what the meaning model learns from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rules.person import Meaning


class Label(StrEnum):
    """How a part of an example is meant, by its own words."""

    ASKED = "asked"  # plainly what was asked about: own work of now, or life outside it
    SAME = "same"  # as the part before it
    BEFORE = "before"
    OUTSIDE_WORK = "outside-work"
    WANTED = "wanted"
    UNWANTED = "unwanted"
    SOMEONE_ELSE = "someone-else"
    NONE = "none"  # tells of no work at all


@dataclass(frozen=True, slots=True)
class Mark:
    """The label of `text[start:end]`; one that `looks_back` only says how the part before it is meant."""

    start: int
    end: int
    label: Label
    looks_back: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One message with a mark for every part; `about` is what was asked."""

    text: str
    about: Meaning
    marks: tuple[Mark, ...]


_LABEL = re.compile(r"\s*\{(\^?)([^{}]*)\}")


def read_example(say: str, about: Meaning = Meaning.NOW) -> Example:
    """An example from its notation; raises ValueError with what is wrong, in Dutch.

    >>> [mark.label.value for mark in read_example("ik bel {asked}, dat doet Jan {^someone-else}").marks]
    ['asked', 'someone-else']
    """
    text = ""
    marks: list[Mark] = []
    place = 0
    for found in _LABEL.finditer(say):
        start = len(text)
        text += say[place : found.start()]
        place = found.end()
        if found.group(2) not in set(Label):
            raise ValueError(f"'{found.group(2)}' kan hier niet. Kies uit: {', '.join(Label)}.")
        if not re.search(r"\w", text[start:]):
            raise ValueError(f"voor {{{found.group(2)}}} staan geen woorden. Zet het teken achter de woorden waar het bij hoort.")
        marks.append(Mark(start, len(text), Label(found.group(2)), bool(found.group(1))))
    if not marks or re.search(r"\w", say[place:]):
        raise ValueError("het laatste deel heeft geen teken. Zet er {asked}, {none} of een ander achter.")
    return Example(text + say[place:], about, tuple(marks))
