"""Two sides that each changed the same base, taken together line by line; what both changed at one place is a conflict.

As `diff3` does it (Khanna, Kunal and Pierce, 'A Formal Investigation of Diff3', 2007): between the lines that all three share, a piece
that one side left as it was is taken from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publishing.content import Content

NAMES = ("id", "term", "language", "name")
"""What an entry of a list is called by, the first of these that it has."""
_NAMED = re.compile(rf"- (?:{'|'.join(NAMES)}): (.+)")
Place = tuple[str, int]
"""A path and a line of it, counted from 1."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it. In a conflict the text of `mine` stands there, and `conflicts` has its place in the result."""

    content: Content
    conflicts: tuple[Place, ...]


def merge(base: Content, mine: Content, other: Content) -> Merged:
    """Both changes of the base in one content; a file that one side took away and the other changed is a conflict on its first line."""
    files: dict[str, str] = {}
    conflicts: list[Place] = []
    for path in sorted(base.files.keys() | mine.files.keys() | other.files.keys()):
        was, own, theirs = (each.files.get(path) for each in (base, mine, other))
        if theirs in (own, was):
            kept = own
        elif own == was:
            kept = theirs
        elif own is None or theirs is None:
            kept = own
            conflicts.append((path, 1))
        else:
            kept, lines = merge_texts(was or "", own, theirs)
            conflicts += [(path, line) for line in lines]
        if kept is not None:
            files[path] = kept
    return Merged(Content(files), tuple(conflicts))


def merge_texts(base: str, mine: str, other: str) -> tuple[str, list[int]]:
    """The text with both changes, and the lines (from 1) where both changed the same and `mine` was kept.

    >>> merge_texts("a\\nb\\nc\\n", "A\\nb\\nc\\n", "a\\nb\\nC\\n")
    ('A\\nb\\nC\\n', [])
    >>> merge_texts("a\\n", "b\\n", "c\\n")
    ('b\\n', [1])
    """
    was, own, theirs = (text.splitlines(keepends=True) for text in (base, mine, other))
    found: list[str] = []
    conflicts: list[int] = []
    at = at_own = at_theirs = 0
    for start, start_own, start_theirs, length in _shared(was, own, theirs):
        before, piece, piece_theirs = was[at:start], own[at_own:start_own], theirs[at_theirs:start_theirs]
        if piece not in (before, piece_theirs) and piece_theirs != before:
            if not before and are_entries(piece) and are_entries(piece_theirs):
                found += piece_theirs  # both added something at one place: neither goes before the other
            else:
                conflicts.append(len(found) + 1)
        found += piece_theirs if piece == before else piece
        found += was[start : start + length]
        at, at_own, at_theirs = start + length, start_own + length, start_theirs + length
    return "".join(found), conflicts


def are_entries(lines: Sequence[str]) -> bool:
    """Whether these lines are whole entries of a list in YAML, with blank lines and remarks between them.

    >>> are_entries(["\\n", "- id: a\\n", "  title: A\\n"]), are_entries(["  title: A\\n"]), are_entries(["- a\\n", "b\\n"])
    (True, False, False)
    """
    told = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not told or not told[0].lstrip().startswith("- ") or not told[-1].endswith("\n"):
        return False
    indent = len(told[0]) - len(told[0].lstrip())
    return all(len(line) - len(line.lstrip()) > indent or line[indent:].startswith("- ") for line in told)


def entry_at(text: str, line: int) -> str:
    """The name of the entry that this line (from 1) of a text stands in; empty when it has none.

    >>> entry_at("- id: kok\\n  title: Kok\\n", 2)
    'kok'
    """
    named = (_NAMED.match(each) for each in reversed(text.splitlines()[:line]))
    return next((found[1].strip("\"' ") for found in named if found), "")


def _shared(was: Sequence[str], own: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that all three share, in order: where each begins in the three, and its length; at the end one of no lines."""
    left, right = (SequenceMatcher(None, was, side, autojunk=False).get_matching_blocks() for side in (own, theirs))
    place = place_right = 0
    while place < len(left) and place_right < len(right):
        a, b = left[place], right[place_right]
        start, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if start < end:
            yield start, a.b + start - a.a, b.b + start - b.a, end - start
        if a.a + a.size < b.a + b.size:
            place += 1
        else:
            place_right += 1
    yield len(was), len(own), len(theirs), 0
