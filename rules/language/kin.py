"""Whether a sentence is about care for somebody near: nobody chooses that as a pastime, so it says nothing of what is liked."""

from __future__ import annotations

import re

from rules.language.text import fold

NEAREST = (
    "moeder|vader|ma|pa|man|vrouw|partner|vriend|vriendin|zoon|dochter|kind|broer|broertje|zus|zusje|opa|oma|schoonvader|schoonmoeder|ouders"
)
"""Who is near to somebody, wherever that matters; each place adds who else counts there."""
_KIN = (
    rf"{NEAREST}|moeders|vaders|ouder|schoon(?:ouders|zus|broer)|stief(?:moeder|vader|zoon|dochter|kind(?:eren)?)|pleegkind(?:eren)?|"
    r"mam|pap|mama|papa|echtgeno(?:ot|te)|verloofde|zussen|broer(?:tje)?s|zoontje|zonen|"
    r"dochter(?:tje)?s|dochtertje|kinderen|kids|grootmoeder|grootvader|kleinkind(?:eren)?|kleinzoon|kleindochter|tante|oom|nicht(?:je)?|neef(?:je)?|"
    r"gezin|familie|familielid|buurvrouw|buurman"
)
_OWN = r"(?:mijn|m'n|me|mn|onze|ons|de|een)"
_NAMED = re.compile(rf"\bmantelzorg\w*|\b(?:mijn|m'n|mn|onze|ons)\s+(?:\w+\s+){{0,3}}?(?:{_KIN})\b|\b{_OWN}\s+(?:zieke|demente|oude|gehandicapte|hulpbehoevende)\s+(?:{_KIN})\b")
_CARED_FOR = re.compile(r"\b(?:hem|haar)\b")


def for_kin(sentence: str) -> bool:
    """Whether it names somebody near, or says 'hem' or 'haar' of who was named before.

    >>> for_kin("ik was mijn demente moeder"), for_kin("ik geef haar eten"), for_kin("ik lees voor in het verpleeghuis")
    (True, True, False)
    """
    text = fold(sentence)
    return bool(_NAMED.search(text) or _CARED_FOR.search(text))
