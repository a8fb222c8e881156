"""Whether a sentence is about care for somebody near: nobody chooses that as a pastime, so it says nothing of what is liked."""

from __future__ import annotations

import re

from rules.language.text import fold

_KIN = (
    r"moeders?|vaders?|ouders?|schoon(?:moeder|vader|ouders|zus|broer)|stief(?:moeder|vader|zoon|dochter|kind(?:eren)?)|pleegkind(?:eren)?|"
    r"ma|pa|mam|pap|mama|papa|man|vrouw|partner|echtgeno(?:ot|te)|vriend|vriendin|verloofde|zus(?:je)?|zussen|broer(?:tje)?s?|zoon(?:tje)?|zonen|"
    r"dochter(?:tje)?s?|kind|kinderen|kids|oma|opa|grootmoeder|grootvader|kleinkind(?:eren)?|kleinzoon|kleindochter|tante|oom|nicht(?:je)?|neef(?:je)?|"
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
