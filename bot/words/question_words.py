"""Whether a message asks something, and whether it asks what a word means; only words, no talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from bot.words.wording import words_of
from rules.language.dutch_words import PREPOSITIONS, STOP_WORDS, word_set

ASKS = word_set("hoe hoeveel wat wie waar wanneer welk welke waarom waarvoor")
ABOUT_ONESELF = word_set("ik we wij er")  # 'wat ik doe is …' tells, it does not ask
_ALSO_ASKS = word_set("hoelang waarop waarvan waarmee hoezo")
_ASKED_WHETHER = word_set(
    "is zijn was heb hebt heeft hebben kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zou zullen ga gaat gaan word wordt worden "
    "krijg krijgt krijgen ben bent weet ken vind komt rijdt"
)
_ASKED_OF = word_set("je jij u jullie hij zij ze het er iemand")
_ASKED_OF_A_THING = word_set("is zijn heeft gaat wordt komt rijdt")  # 'is de kantine open'; 'heb de kassa gedaan' tells
_THINGS = word_set("de die dat deze dit mijn")
_OF_ONESELF = word_set("kan moet mag heb doe ben wil zou zal ga")
_TELLS_OF_ONESELF = word_set("niet geen nooit niks niets wel ook graag altijd alleen liever vooral alles")  # 'kan ik niet', 'moet ik ook'

_LEAD = word_set("en maar dus nou nu oke ok ja hoi hallo he hey eh uh hm hmm sorry zeg wacht vraag vraagje even eerst trouwens oh o huh goh joh ps")
"""What people say before they ask."""
_MAY_ASK = _ASKED_WHETHER | word_set(
    "blijf blijft hou houd houden houdt raak raken verlies verdien lever betaal betaalt leer hoor hoort doe doet telt tellen ziet zien leest lezen staat staan "
    "geldt kost duurt werkt verdwijnt verandert vult helpt helpen neemt nemen belt bellen bewaar bewaren klopt maakt bouw val vervalt snap begrijp kijk kijken zoek bestaat schrijf zit"
)
"""Verbs that stand first in a question, and sometimes in what somebody tells."""
_SUBJECTS = _ASKED_OF | ABOUT_ONESELF | _THINGS | word_set("me mn een zon hr geen alle iedereen ons onze")
_ARTICLES = word_set("de het een t n")
_WANTS_TO_KNOW = re.compile(
    r"^(?:(?:ik (?:wil|zou)(?: \w+){0,2} weten|ik vraag (?:me|mij) af|ik ben benieuwd|ben benieuwd|vertel eens|leg (?:\w+ )?uit)\b|(?:weet|kun|kan) (?:je|jij|u)\b)"
)
_ENDS_AS_QUESTION = re.compile(
    r"\b(?:wat (?:nu|dan)|hoe dan|en nu|(?:is|geeft) (?:dat|dit) (?:erg|een probleem|een bezwaar|gek|mogelijk)"
    r"|(?:telt|geldt|kan|mag|moet|lukt|klopt) (?:dat|dit|het|die)(?: (?:dan|wel|ook|nog|hier|mee)){0,2}|kan ik (?:dan|dit|dat|het)\b.{0,30})$"
)

_MEANS = re.compile(
    r"^wat (?:\w+ ){0,3}?(?:is|zijn|versta|verstaan|houdt|houd|wil|doet|doen)\b|\bwat (?:is|zijn) (?:dat|dit)\b|\bwat moet ik (?:me|mij) (?:daarbij|erbij|daar)\b"
    r"|^(?:weet|ken) (?:je|jij|u|iemand) (?:\w+ )?wat\b|\b(?:beteken|betekent|betekend|betekenen|betekenis|bedoel|bedoelt|bedoelen|bedoeld|afkorting)\b"
    r"|^(?:\w+ ){0,2}(?:uitleg|leg (?!ik\b|we\b|wij\b|k\b)(?:\w+ ){0,4}uit)\b|\b(?:kun|kan|wil) (?:je|jij|u) (?:\w+ ){0,5}uitleggen\b"
    r"|\bwaar (?:\w+ ){0,3}(?:staat|staan) (?:\w+ ){0,3}voor\b|^hoe werkt een\b|^wie (?:is|zijn)\b|\bwie is (?:dat|dit)\b"
    r"|\b(?:snap|begrijp|ken) (?:ik )?(?:\w+ ){0,5}niet\b|\bzegt? (?:me|mij) (?:niks|niets|weinig)\b|\bnooit van gehoord\b|\bniet wat (?:\w+ ){1,5}(?:is|zijn|betekent|inhoudt)\b"
)
_TELLS = re.compile(
    r"^(?:(?:ik|we|wij)\b(?! (?:snap|begrijp|ken|weet niet|heb geen idee|heb (?:\w+ )?nooit))|(?:wat|waar|hoe) (?:ik|we|wij)\b"
    r"|(?:(?!kun|kan|wil|je|jij|u\b)\w+ ){0,4}(?:uitleggen|vertellen|uitzoeken|opzoeken) (?:aan \w+ )?(?:wat|hoe|waarom)\b)"
)
"""'Ik leg uit wat een paspoort kost', 'wat ik doe is …', 'mensen uitleggen wat een uitkering is': somebody who tells, whatever is asked within it."""
_WITHIN = word_set(
    "beteken betekent betekend betekenen betekenis bedoel bedoelt bedoelen bedoeld afkorting uitleg uitleggen leg uit houd houdt in versta verstaan onder staat staan voor zegt zeggen wil snap begrijp ken kennen "
    "kent wie huh woord woorden term begrip dingen ding nederlands godsnaam hemelsnaam precies eigenlijk alweer gehoord nooit idee voorstellen graag aub alsjeblieft svp moet werkt kort simpel taal iets iemand jullie vraag "
    "sorry hoi he eh"
)
"""Words of the asking itself; what is left is what the question is about."""


class Asked(Enum):
    """How surely a message asks something."""

    NO = 0
    PERHAPS = 1  # as much a way to tell: 'kan ik ook goed', 'wordt door een ander gedaan'
    MARKED = 2  # nothing but the mark says so: 'boa?', 'zwolle, kan dat?'
    PLAINLY = 3


def how_asked(words: str) -> Asked:
    """Whether the words ask something, with or without a question mark.

    >>> [how_asked(words).name for words in ("ziet mijn baas dit", "kan ik ook parttime", "ik leg uit wat een paspoort kost", "ik heb geen diploma is dat erg")]
    ['PLAINLY', 'PERHAPS', 'NO', 'PLAINLY']
    >>> [how_asked(words).name for words in ("bij wie moet ik zijn", "wat je maar hebt", "wordt door de computer gedaan", "boa?")]
    ['PLAINLY', 'NO', 'PERHAPS', 'MARKED']
    """
    typed = _without_lead(words_of(words))
    first, second, third, *_ = [*typed, "", "", ""]
    text = " ".join(typed)
    wondered = _WANTS_TO_KNOW.match(text) or _ENDS_AS_QUESTION.search(text)
    leaves_out_i = (first == "wat" and second in _ASKED_OF) or (first in _OF_ONESELF and second == "er")  # 'wat je maar hebt', 'kan er weinig van'
    asked = begins_as_question(text) or (first in _ALSO_ASKS and second) or (first in PREPOSITIONS and second in ASKS)
    turned = first in _MAY_ASK and second in _SUBJECTS and not (second in ABOUT_ONESELF and third in _TELLS_OF_ONESELF)
    if wondered or ((asked or turned) and not leaves_out_i):
        return Asked.PLAINLY
    if "?" in words:
        return Asked.MARKED
    return Asked.PERHAPS if first in _MAY_ASK else Asked.NO


def begins_as_question(words: str) -> bool:
    """Few people type a question mark. A question word, or the verb before its subject ('kun je …', 'is de …').

    >>> begins_as_question("kun je koken"), begins_as_question("wat ik doe is bellen"), begins_as_question("moet ik ook vaak doen")
    (True, False, False)
    """
    first, second, third, *_ = [*words_of(words.lower()), "", "", ""]
    if first in ASKS:
        return second not in ABOUT_ONESELF
    if first in _ASKED_WHETHER and second in ABOUT_ONESELF - _ASKED_OF:
        return third not in _TELLS_OF_ONESELF
    return (first in _ASKED_WHETHER and second in _ASKED_OF) or (first in _ASKED_OF_A_THING and second in _THINGS)


def asks_meaning(words: str) -> bool:
    """Whether somebody asks what a word means, or says not to know it.

    >>> [asks_meaning(words) for words in ("wat is een vca", "ik snap dat woord niet kwadrant", "evc zegt me niks", "ik leg uit wat een paspoort is", "mensen uitleggen wat ze krijgen")]
    [True, True, True, False, False]
    """
    text = " ".join(_without_lead(words_of(words)))
    return _MEANS.search(text) is not None and not _TELLS.match(text)


def beside_the_asking(typed: Sequence[str]) -> list[str]:
    """The words that are neither the asking nor without content.

    >>> beside_the_asking(["wat", "is", "in", "godsnaam", "een", "kwadrant"])
    ['kwadrant']
    """
    return [word for word in typed if word not in STOP_WORDS and word not in _WITHIN]


def bare_name(typed: Sequence[str]) -> Sequence[str]:
    """The words without article and lead, where nothing but a name is said; none where there is more.

    >>> bare_name(["een", "vca"]), bare_name(["ben", "jij", "een", "robot"]), bare_name(["van", "werk", "naar", "werk"])
    (['vca'], [], ['van', 'werk', 'naar', 'werk'])
    """
    name = [word for word in _without_lead(typed) if word not in _ARTICLES]
    return [] if any(word in _SUBJECTS or word in _MAY_ASK or word in ASKS for word in name) else name


def _without_lead(typed: Sequence[str]) -> Sequence[str]:
    place = next((place for place, word in enumerate(typed) if word not in _LEAD), 0)
    return typed[place:]
