"""Where something of a version stands: the pages that every version has, by the name they have in a form. Pure."""

from __future__ import annotations

import re

_BESIDE = frozenset({"functies", "vaardigheden", "leerroutes", "eisen", "catalogus", "teksten", "cijfers"})
"""Pages that take the version behind their address; those of an entry of the catalogue too."""
_TEXTS = frozenset({"antwoorden", "begrippen", "gesprek"})
_AMOUNTS = re.compile(r"kosten(?:\?([A-Za-z0-9%+=&._~*-]{1,8000}))?")
"""The amounts of the calculator; those of a calculation go along, as they stand in its address."""
_PLACE = re.compile(r"([a-z]{1,20})((?:/[a-z0-9-]{1,80}){0,2})")


def address_of(place: str, number: int) -> str:
    """The page of this version; its own page for a place that does not exist.

    >>> address_of("functies/data-analist", 3), address_of("regels", 3), address_of("begrippen", 3), address_of("https://elders", 3)
    ('/beheer/functies/data-analist?concept=3', '/beheer/regels/3', '/beheer/versies/3/teksten/begrippen', '/beheer/versies/3')
    >>> address_of("kosten", 3), address_of("kosten?schaal=7&loon=160.000", 3)
    ('/beheer/kosten/standaard?concept=3', '/beheer/kosten/standaard?schaal=7&loon=160.000&concept=3')
    """
    if amounts := _AMOUNTS.fullmatch(place):
        return f"/beheer/kosten/standaard?{f'{amounts[1]}&' if amounts[1] else ''}concept={number}"
    found = _PLACE.fullmatch(place)
    head, rest = (found[1], found[2]) if found else ("", "")
    if head in _BESIDE:
        return f"/beheer/{head}{rest}?concept={number}"
    if head == "regels":
        return f"/beheer/regels/{number}{rest}"
    if head in _TEXTS and not rest:
        return f"/beheer/versies/{number}/teksten/{head}"
    return f"/beheer/versies/{number}"
