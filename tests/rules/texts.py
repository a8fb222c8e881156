"""Texts that are hard to keep: what YAML, spreadsheets and XML each have a meaning of their own for."""

from __future__ import annotations

from hypothesis import strategies as st

_HARD = [
    ": ", ":", " #", "#", '"', "'", "''", "\\", "- ", "-", "? ", "[", "]", "{", "}", ", ", "&a", "*a", "!x", "|", ">", "%", "@", "`",
    "=", "=1+1", "+31", "-1", "@SUM(A1)", "null", "~", "true", "no", "1.0", "2026-01-01", "_x000D_", "<b>", "&amp;", "é", "ß", "😀",
    "\u00a0", "\u2028", "\u0085", "\ufeff", "\u200f", "\t", " ", "  ", "---", "...", "woord", "CAO",
]
_CHARACTERS = st.characters(min_codepoint=32, exclude_categories=("Cs",), exclude_characters="\ufffe\uffff")


def lines() -> st.SearchStrategy[str]:
    """A text on one line, not empty, without blanks at its ends."""
    parts = st.lists(st.one_of(st.sampled_from(_HARD), st.text(_CHARACTERS, max_size=4)), min_size=1, max_size=6)
    return parts.map(lambda found: "".join(found).strip()).filter(bool)


def texts() -> st.SearchStrategy[str]:
    """A text that may go on on a next line."""
    return st.lists(lines(), min_size=1, max_size=2).map("\n".join)
