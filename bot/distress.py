"""Signs that someone needs people instead of a computer; seen before Rasa, so that nothing of it is kept anywhere.

Only plain signs stand here, to be sure; the intent `distress` in Rasa's data catches other wordings.
"""

from __future__ import annotations

import re

from bot.wording import plain

_SIGNS = re.compile(
    r"zelfmoord|suicid|zelfdoding|mezelf iets aan|eind(e)? aan mijn leven|mijn leven beeindigen"
    r"|\bwil (ik )?(liever |het liefst |maar )?(dood|niet meer leven)\b|\b(was|ben) ik maar dood\b|niet meer (verder )?willen leven"
    r"|\bik wil er niet meer zijn\b|leven (heeft|is) (voor mij )?(geen zin|zinloos|niks meer waard)"
    r"|\bzie (ik )?(het |mijn leven |het leven )?(echt |helemaal |gewoon )*niet (echt )?(meer )?zitten\b"
    r"|\bik (trek|kan) (het |dit |dat )?(echt |gewoon )?niet meer( aan)?$"
    r"|\bik zit er (helemaal |volledig )?doorheen\b"
    r"|\bik (heb|zit (thuis )?met|zit in|had) (een )?(zware )?burn ?-?out\b|\bik ben (zwaar )?overspannen\b"
    r"|\b(ik word|word ik|werd ik|ze|collegas|mijn chef|mijn baas)\b.{0,30}\b(gepest|pesten|geintimideerd|lastiggevallen|mishandeld|bedreigd|aangerand)\b"
)


def is_distress(text: str) -> bool:
    """Whether the text says that someone is in need.

    >>> is_distress("Ik zie het niet meer zitten"), is_distress("ik zie dat werk niet meer zitten")
    (True, False)
    """
    return _SIGNS.search(plain(text)) is not None
