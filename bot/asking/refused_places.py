"""Places where somebody does not want to work, so that none of them is taken for the region where work is sought."""

from __future__ import annotations

import re

from bot.ears import Ears

_LONGEST_NAME = 4  # words
_NOT_THERE = re.compile(
    r"\b(?:niet|nooit|geen|behalve|uitgezonderd|zonder)\s+(?:(?:meer|weer|terug|in|te|naar|bij|uit|richting|per se|perse|de|het|regio|stad|gemeente|omgeving|buurt|van)\s+)*(?![^,;.!?]{0,12}\b(?:ver\w*|weg|buiten|langer|min\w*|km|uur)\b)(?P<place>[^,;.!?]+)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:maar|wel|gewoon|liever|doe)\b", re.IGNORECASE)
"""'Niet in Almere' names where somebody does not want to work; behind 'maar' or 'wel' follows where they do."""


def without_refused_places(words: str, ears: Ears) -> str:
    """The words without the places where somebody does not want to work: 'alles behalve Almere', 'niet in Breda maar Tilburg'."""

    def left(found: re.Match[str]) -> str:
        refused, instead = found["place"], ""
        turn = _INSTEAD.search(refused)
        if turn is not None:
            refused, instead = refused[: turn.start()], refused[turn.end() :]
        first = " ".join(refused.split()[:_LONGEST_NAME])
        return instead if any(place.exact for place in ears.places(first)) else found.group()

    return _NOT_THERE.sub(left, words)
