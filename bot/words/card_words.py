"""How people speak of the cards of an advice: which one they mean, that they take it, that they do not, that none will do; only words, no talk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words.no_wish import LEAD
from bot.words.wording import plain


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the cards: the place of the one that is taken or refused (0–2, -1 for the last), names of work that is taken, or that none will do."""

    taken: int | None = None
    refused: int | None = None
    names: tuple[str, ...] = ()
    none: bool = False
    this: bool = False  # one is taken, without saying which: 'hier wil ik mee verder'

    def __bool__(self) -> bool:
        return self != About()


def about_cards(words: str) -> About:
    """What these words say of the cards; nothing is said when it is false."""
    return About(taken_place(words), refused_place(words), tuple(taken_names(words)), refuses_all(words), _THIS.fullmatch(bare(words)) is not None)


_LEAD = re.compile(r"^(?:(?:nou|ja|ok|oke|oh?|en|hm+|tja|dan|nee|maar|eigenlijk|misschien|ik denk(?: dat)?|dus)\b\W*)+")
PLACES = {
    "eerste": 0, "1e": 0, "1": 0, "een": 0, "bovenste": 0, "tweede": 1, "2e": 1, "2": 1, "twee": 1, "middelste": 1,
    "derde": 2, "3e": 2, "3": 2, "drie": 2, "laatste": -1, "onderste": -1,
}
_NAMED = r"(?:eerste|tweede|derde|laatste|bovenste|middelste|onderste|1e|2e|3e)"


def _which(more: str = "") -> str:
    """A pattern for one card by its place; `more` tells its groups from those of another in the same pattern."""
    return rf"(?:(?:de|die|deze|voor de|op de) (?P<place{more}>{_NAMED})|(?:nummer|nr|optie|kaart|keuze)\.? (?P<number{more}>[1-3]|een|twee|drie))"


_THING = r"(?: (?:kaart|baan|functie|optie|suggestie|keuze|advies|daarvan|van de drie|ervan))?"
_TAKES = r"(?:(?:ik |k )?(?:kies|wil|neem|ga|doe|vind|zie|zou|denk|heb interesse)(?: (?:ik|voor|aan|in|graag|wel|dan|maar|het liefst|liever|toch))* )?"
_LIKED = (
    r"(?: (?:lijkt?|lijken|spreekt?|spreken|trekt?|past?|passen|vind|vinden|is|zijn|wil|wordt|doe|kies|neem|zou|ga|zie|klinkt?|graag|ik|me|mij|het|dat|dan|wel|ook|nog|heel|erg|best|het best|beste|meest|"
    r"meeste|wat|iets|leuk|leuke|leukst|leukste|mooi|mooiste|interessant|interessantste|goed|aardig|super|top|perfect|aan|bij|voor|zitten|willen|worden|doen|weten|proberen|hoor|maar|toch|eigenlijk|echt|t))*"
)
_TAKEN = re.compile(rf"{_TAKES}{_which()}{_THING}{_LIKED}")
_ONE_CARD = re.compile(rf"{_which()}{_THING}")
_BY_NAME = (
    re.compile(r"(?:ik |k )?(?:kies|neem|ga voor|doe maar|ga dan voor|kies dan voor|kies voor)(?: (?:dan|maar|toch|liever|graag))* (?P<name>.+?)(?: graag| dan| maar| hoor)*"),
    re.compile(r"(?P<name>.+?) (?:lijkt?|lijken|klinkt?) (?:me |mij )?(?:(?:wel|ook|heel|erg|best|echt|eigenlijk) )*(?:wat|leuk|mooi|interessant|goed|aardig|super|top|iets voor mij|iets)"),
    re.compile(r"(?P<name>.+?) (?:spreekt|trekt) (?:me|mij)(?: (?:wel|ook|heel erg|erg|het meest|meest|echt))*(?: aan)?"),
    re.compile(r"(?P<name>.+?) (?:wil|zou) ik (?:(?:wel|graag|ook|best) )+(?:worden|doen|proberen|weten)?"),
)
_NO = re.compile(r"\b(?:niet|nie|niks|niets|geen|nooit|nee|saai|vervelend|weg)\b")
_REFUSED = re.compile(rf"(?:(?:ik )?(?:wil|hoef|vind|zie|zoek|kies) )?{_which()}{_THING}(?P<rest>(?: \S+){{1,8}})|(?P<before>(?:geen|niet) ){_which('2')}{_THING}")
_ALL = r"(?:(?:van )?(?:deze|die|dit|de|alle|alledrie|allemaal|ze|hier|alles)(?: (?:drie|3|twee|2|alle drie|kaarten|banen|voorstellen|functies|suggesties|adviezen|opties|allemaal))*)"
_FIT = r"(?: (?:past|passen|is|zijn|wil ik|wil|vind ik|lijkt|lijken|spreekt|spreken|trekt|me|mij|bij|wat|iets|leuk|aan|voor|echt|goed|hoor|eigenlijk|allemaal|helemaal|worden|doen|het))*"
_NONE = re.compile(
    rf"(?:(?:ik|er) )?(?:(?:wil|vind|zie|hoef|kies|heb|neem|zit|past|is) )?(?:ik |er )?(?:eigenlijk |echt |zelf )?(?:geen een|geeneen|geen enkele|geen|niets|niks|niet een)(?: {_ALL})?{_FIT}(?: (?:bij|tussen))?"
    rf"|{_ALL} (?:vind ik|is|zijn|past|passen|lijkt|lijken|spreekt|spreken|trekt|trekken)(?: (?:me|mij|ik|bij|allemaal|alle drie|echt|helemaal|gewoon|eigenlijk|het|dus))* (?:niks|niets|niet)"
    r"(?: (?:voor|bij|mij|me|aan|leuk|wat|iets|goed|echt|hoor|helemaal|bepaald))*"
)
_THIS = re.compile(
    r"(?:hier|hiermee|daar|daarmee|met (?:deze|die|dit|dat))(?: (?:wil|ga|zou) ik)(?: (?:graag|wel|mee|dan|ook|maar))* (?:verder|verder mee|door|doorgaan|verder gaan)"
    r"|ik (?:wil|ga|zou)(?: (?:graag|wel|dan|ook|maar))* (?:hier|hiermee|daar|daarmee|met (?:deze|die|dit|dat))(?: mee)? (?:verder|door|doorgaan|verder gaan)"
)
_ABOUT_CARDS = re.compile(r"\b(?:deze|die|dit|drie|ze|van|tussen|bij)\b|^(?:geen een|geeneen|geen enkele)$")


_THESE = r"(?:(?:deze|die|dit|de) ?(?:drie|twee|3|2|alle drie|kaarten|banen|voorstellen|functies|suggesties|adviezen|opties)?|allen|alle drie)"
_SPEAKS_OF = re.compile(
    r"(?:(?:ik vind|ik wil|ik zou|doe|geef|neem) )?(?:de|die|nummer|optie) (?:eerste|tweede|derde|laatste|middelste|bovenste|onderste|1e?|2e?|3e?)\b.*"
    rf"|(?:ik )?(?:wil|hoef|vind|zou|zie)? ?(?:graag )?(?:geen|geeneen|niet een|niks|niets) van {_THESE}\b.*|(?:en|wat) als (?:ik|we)\b.*"
)


def speaks_of_cards(words: str) -> bool:
    """Whether somebody speaks of what was just suggested, or supposes something, and wishes nothing new; wider than `about_cards`, which says what is meant.

    >>> speaks_of_cards("de tweede lijkt me wel wat"), speaks_of_cards("ik wil geen van deze drie"), speaks_of_cards("en als ik meer wil verdienen"), speaks_of_cards("ik wil geen avonden")
    (True, True, True, False)
    """
    typed = plain(words).strip(" .!?")
    return _SPEAKS_OF.fullmatch(typed) is not None or _SPEAKS_OF.fullmatch(LEAD.sub("", typed)) is not None


def taken_place(words: str) -> int | None:
    """The place (0–2, or -1 for the last) of the card that somebody takes; None when no card is taken by its place.

    >>> taken_place("de tweede lijkt me wel wat"), taken_place("ik kies nummer 1"), taken_place("de derde niet"), taken_place("de eerste week is druk")
    (1, 0, None, None)
    """
    found = _TAKEN.fullmatch(bare(words))
    return PLACES[found["place"] or found["number"]] if found and not _NO.search(bare(words)) else None


def place_named(words: str) -> int | None:
    """The place of the card that is named and nothing else: 'die eerste', 'nummer 2'.

    >>> place_named("die eerste"), place_named("nummer 2"), place_named("de eerste week")
    (0, 1, None)
    """
    found = _ONE_CARD.fullmatch(bare(words))
    return PLACES[found["place"] or found["number"]] if found else None


def taken_names(words: str) -> list[str]:
    """What may be the name of work that somebody takes; whether it is one of the cards is for the advice to say.

    >>> taken_names("projectondersteuner lijkt me wel wat"), taken_names("ik ga voor inkoopmedewerker"), taken_names("ik kook graag")
    (['projectondersteuner'], ['inkoopmedewerker'], [])
    """
    said = bare(words)
    if _NO.search(said):
        return []
    return [match["name"].strip() for pattern in _BY_NAME if (match := pattern.fullmatch(said))]


def refused_place(words: str) -> int | None:
    """The place of the card that somebody refuses; None when none is refused by its place.

    >>> refused_place("de tweede is niks voor mij"), refused_place("nummer 3 liever niet"), refused_place("de tweede lijkt me wat")
    (1, 2, None)
    """
    said = bare(words)
    found = _REFUSED.fullmatch(said)
    if found is None or not (found["before"] or _NO.search(found["rest"] or "")):
        return None
    return PLACES[found["place"] or found["number"] or found["place2"] or found["number2"]]


def refuses_all(words: str) -> bool:
    """Whether somebody wants none of the cards.

    >>> refuses_all("ik wil geen van deze drie"), refuses_all("dit is allemaal niks voor mij"), refuses_all("geen van deze"), refuses_all("ik wil geen avonden"), refuses_all("geen")
    (True, True, True, False, False)
    """
    said = bare(words)
    return _NONE.fullmatch(said) is not None and _ABOUT_CARDS.search(said) is not None


def bare(words: str) -> str:
    """In plain letters, without signs and without what goes before."""
    return _LEAD.sub("", re.sub(r"[^\w ]+", " ", plain(words)).strip()).strip()
