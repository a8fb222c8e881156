"""Signs that someone needs people instead of a computer; seen before Rasa, so that nothing of it is kept anywhere.

Only plain signs stand here, to be sure; the intent `distress` in Rasa's data catches other wordings.
"""

from __future__ import annotations

import re

from bot.words.wording import plain

_LIFE = "(het |mijn |dit |me |mn )?leven|(de |mijn |me |mn )?toekomst"
_ALL_OF_IT = f"het|t|et|alles|{_LIFE}"
"""What is not seen as worth going on with; 'X zie ik niet zitten' is about X and no more than a dislike."""
_HOW = "(echt|helemaal|gewoon|eigenlijk|soms|nu|even|allemaal|al een tijd|al lang|zelf|ook)"
_SIGNS = re.compile(
    r"zelfmoord|suicid|zelfdoding|mezelf iets aan|eind(e)? aan mijn leven|mijn leven beeindigen"
    r"|\bwil (ik )?(liever |het liefst |maar )?(dood|niet meer leven)\b|\b(was|ben) ik maar dood\b|niet meer (verder )?willen leven"
    r"|\bik wil er niet meer zijn\b|leven (heeft|is) (voor mij )?(geen zin|zinloos|niks meer waard)"
    rf"|\bzie (ik )?(({_ALL_OF_IT}) )({_HOW} )*niet (echt )?(meer )?zitten\b(?! om (?:(?!leven|door|verder)\w+ ){{1,6}}te\b)"
    rf"|\bzie (ik )?({_ALL_OF_IT}) ({_HOW} )*niet (echt )?meer zitten\b|\b({_ALL_OF_IT}) ({_HOW} )*niet (echt )?meer (zie|zag|zien) zitten\b"
    rf"|(^|[,.;:!?] |\b(ja|nee|nou|en|maar|want) |\b({_ALL_OF_IT}|dit|dat) )(ik )?zie (ik )?({_HOW} )*niet (echt )?meer zitten\b"
    rf"|\b({_LIFE}) zie ik ({_HOW} )*niet (echt )?(meer )?zitten\b"
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


_DISLIKES = re.compile(
    rf"^(?:(?:nee|nou|ja|maar|en|dus|want|eigenlijk)\W+)*"
    rf"(?:(?P<first>[^,.;!?]{{2,60}}?),? zie ik|ik zie (?P<second>(?!(?:{_ALL_OF_IT})\b)[^,.;!?]{{2,60}}?)) (?:{_HOW} )*(?:absoluut |juist |toch )*niet (?:echt |zo )?(?:meer )?zitten"
    r"(?: hoor| eigenlijk| dus)*[\s.!]*$"
)
_IN_FRONT = re.compile(rf"^(?:zo |nog |weer )*(?:{_ALL_OF_IT})$")


def disliked(text: str) -> str:
    """The thing that somebody does not fancy ('een cursus zie ik niet zitten'), in plain letters; empty when the text says more, or worse.

    >>> disliked("Een cursus zie ik niet zitten hoor"), disliked("ik zie kantoorwerk echt niet zitten"), disliked("ik zie het niet zitten")
    ('een cursus', 'kantoorwerk', '')
    """
    found = None if is_distress(text) else _DISLIKES.match(plain(text))
    thing = (found["first"] or found["second"]).strip() if found else ""
    return "" if _IN_FRONT.match(thing) else thing
