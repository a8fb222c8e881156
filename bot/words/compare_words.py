"""How people ask to have the cards of an advice laid side by side: 'zet ze naast elkaar', 'welke verdient het meest?'; only words, no talk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words.card_words import PLACES, bare
from bot.words.wording import words_of
from rules.language.dutch_words import word_set


@dataclass(frozen=True, slots=True)
class ToCompare:
    """Which cards: `places` (0–2, -1 for the last) or `names` of work, none of both for all; `about` is the row that matters most, if any."""

    places: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    about: str = ""


LONGEST = 16  # words; who writes more than that tells
_COMPARES = word_set("vergelijk vergelijken vergelijking verschil verschillen verschilt")
_BESIDE = re.compile(r"\bnaast (?:elkaar|mekaar)\b")
_WITHIN = word_set(
    "kun kunt kan wil zou mag moet je jij u ik we wij me mij voor ze deze die dit dat de het een drie alle alledrie allemaal kaarten kaart banen baan functies functie voorstellen voorstel "
    "suggesties suggestie opties optie adviezen beroepen keuzes keuze alles hier tussen met elkaar mekaar naast en of wat is zijn waarin waar hoe zit zitten er eens even ff graag alsjeblieft aub svp "
    "nog laat zien zet zetten leg leggen maak maken doe tabel overzicht in onderling onderlinge precies eigenlijk nou nu dan van grootste belangrijkste belangrijk ertussen ook toch mogelijk geef "
    "rest andere anderen nummer nr twee dus maar ja oke ok sorry goed bij door tegen allebei beide rijtje daartussen vraag"
)
"""Words with which nothing else is said than that the cards are to be compared."""
_COMPARE = word_set("vergelijk vergelijken vergelijking")
_THEM = word_set("ze deze die dit dat drie alle alledrie kaarten kaart banen baan functies functie voorstellen suggesties opties adviezen beroepen keuzes elkaar mekaar")
_TELLS = word_set("ik we wij")
_ORDINALS = frozenset(PLACES) - {"een", "twee", "drie"}
_NUMBERED = re.compile(r"\b(?:nummer|nr|optie|kaart|keuze) (een|twee|drie)\b")
_BETWEEN = re.compile(r"\b(?:tussen|vergelijk)\s+(?P<one>.+?)\s+(?:en|met)\s+(?P<other>.+?)(?: (?:vergelijken|dan|precies|eigenlijk))*$")
_WHICH = re.compile(
    r"(?:en |maar |dan |ik weet niet )*(?:welke?|wat|bij welke?)(?: (?:van|baan|functie|kaart|werk|optie|voorstel|suggestie|deze|de|die|drie|dan|nou|is|vind|zou|denk))* ?"
    r"(?:.*\b(?:best|beste|meest|meeste|minst|minste|kortst|snelst|snelste|makkelijkst|makkelijkste|hoogst|hoogste|meer)\b.*|(?:zou|raad|adviseer) (?:jij|je|u)(?: (?:me|mij|kiezen|doen|nemen|aan|aanraden|dan|nou|zelf))*)"
)
_ABOUT = (
    ("pay", word_set("verdien verdient verdienen betaalt betalen betaald loon salaris schaal geld")),
    ("time", word_set("duurt duur tijd snelst snelste kortst")),
    ("learn", word_set("leren leer studeren makkelijkst makkelijkste moeilijkst moeilijkste")),
    ("region", word_set("kans kansen vacatures krap krapte plekken tekort")),
    ("fit", word_set("past passen beste best geschikt geschiktst raad adviseer aanraden kiezen")),
)
_WHICH_WITHIN = _WITHIN | word_set(
    "welke welk meest meeste minst minste hoogst hoogste meer minder vind denk raad adviseer aan aanraden kiezen doen nemen zelf voor mij bij moet hoeft hoef te kost het lang werk heeft heb geeft jou volgens "
    "daarvan ervan hiervan weet niet"
)


def to_compare(words: str) -> ToCompare | None:
    """Which cards somebody wants to see side by side; None when that is not asked.

    >>> to_compare("zet ze eens naast elkaar"), to_compare("wat is het verschil tussen mbo en hbo").names
    (ToCompare(places=(), names=(), about=''), ('mbo', 'hbo'))
    >>> to_compare("verschil tussen de eerste en de derde").places, to_compare("welke verdient het meest").about, to_compare("ik vergelijk offertes")
    ((0, 2), 'pay', None)
    """
    typed = words_of(words)
    said = bare(words)
    if not typed or len(typed) > LONGEST:
        return None
    if _COMPARES.isdisjoint(typed) and not _BESIDE.search(said):
        return _which(said)
    rest = [word for word in typed if word not in _WITHIN and word not in _COMPARES and word not in _ORDINALS]
    if not rest:
        places = tuple(dict.fromkeys([PLACES[word] for word in typed if word in _ORDINALS] + [PLACES[found[1]] for found in _NUMBERED.finditer(said)]))
        return ToCompare(places if len(places) > 1 else ())
    between = _BETWEEN.search(said)
    return ToCompare(names=(between["one"].strip(), between["other"].strip())) if between else None


def asks_to_compare(words: str) -> bool:
    """Whether that is asked in so many words, so that it can be answered when there is nothing to compare yet.

    Who compares things at work says 'ik' or names them; 'wat is het verschil' is about the open question then.

    >>> [asks_to_compare(words) for words in ("vergelijk ze", "kun je ze eens naast elkaar zetten", "ik vergelijk ze met elkaar", "vergelijken", "wat is het verschil")]
    [True, True, False, False, False]
    """
    typed, asked = set(words_of(words)), to_compare(words)
    if asked is None or asked.names or not _TELLS.isdisjoint(typed):
        return False
    return _BESIDE.search(bare(words)) is not None or not (_COMPARE.isdisjoint(typed) or _THEM.isdisjoint(typed))


def _which(said: str) -> ToCompare | None:
    """'Welke past het best?', 'wat zou jij kiezen?': answered by laying them side by side."""
    typed = said.split()
    if not _WHICH.fullmatch(said):
        return None
    known = _WHICH_WITHIN.union(*(words for _, words in _ABOUT))
    about = next((row for row, words in _ABOUT if not words.isdisjoint(typed)), "")
    return ToCompare(about=about) if about and known.issuperset(typed) else None
