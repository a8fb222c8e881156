"""Text in lines that fit: SVG breaks none by itself, and which font a reader has nobody knows beforehand.

Widths are estimates on the wide side of common sans-serif fonts (DejaVu Sans is the widest of them).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyphen

_NARROW = frozenset("iljtfr.,:;'|!()[]·’ ")
_WIDE = frozenset("mwMW@%—…")
_LAST_LATIN = "\u024f"


def width_of(text: str, size: float) -> float:
    """The width of a text at a font size, in the same unit.

    >>> width_of("wijzer", 10) > width_of("lijst", 10)
    True
    """
    return size * sum(_share(sign) for sign in text)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most this width; a word that is too long is broken where Dutch breaks it, or else anywhere.

    >>> wrapped("arbeidsongeschiktheidsverzekering", 150, 15)
    ['arbeidsonge-', 'schiktheidsverze-', 'kering']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width_of(joined, size) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size)
        lines += whole
    return [*lines, line] if line else lines


def _share(sign: str) -> float:
    if sign in _NARROW:
        return 0.4
    if sign in _WIDE or sign > _LAST_LATIN:
        return 1.0
    return 0.76 if sign.isupper() else 0.64


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    while width_of(word, size) > width:
        break_at, sign = _break(word, width, size)
        yield word[:break_at] + sign
        word = word[break_at:]
    yield word


def _break(word: str, width: float, size: float) -> tuple[int, str]:
    room = width - width_of("-", size)
    fitting = [place for place in _hyphens().positions(word) if width_of(word[:place], size) <= room]
    if fitting:
        return fitting[-1], "-"
    break_at = next(place for place in range(len(word), 0, -1) if place == 1 or width_of(word[:place], size) <= width)
    return break_at, ""


@lru_cache(maxsize=1)
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")
