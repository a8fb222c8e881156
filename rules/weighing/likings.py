"""Wishes in general words: 'iets met mensen' is a liking that many functions share, and names none of them.

Such words stand in the tasks of almost anybody, so text matching would make a chance hit of them. They are
looked up in what profiles say of every function: contact with people, sector, place, own ideas, kinds of tasks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from rules.catalogue import Amount, Frequency, FunctionProfile, Sector, TaskKind
from rules.language.dutch_words import STOP_WORDS, word_set
from rules.language.text import WORD, fold
from rules.weighing.outlook import round_half_up


class Liking(StrEnum):
    """What somebody likes in work of any kind."""

    PEOPLE = "people"
    COMPUTERS = "computers"
    OUTDOORS = "outdoors"
    OFFICE = "office"
    FIGURES = "figures"
    IDEAS = "ideas"
    HANDS = "hands"
    ORGANISING = "organising"


WORDS: Mapping[Liking | Sector, frozenset[str]] = {
    Liking.PEOPLE: word_set(
        "mens mensen klant klanten inwoner inwoners burger burgers publiek contact contacten helpen help hulp praten sociaal sociale sociaals bewoners bezoekers anderen"
    ),
    Liking.COMPUTERS: word_set("computer computers ict it digitaal digitale digitaals automatisering software"),
    Liking.OUTDOORS: word_set("buiten buitenlucht buitenwerk"),
    Liking.OFFICE: word_set("kantoor kantoorwerk kantoorbaan binnen bureau bureauwerk"),
    Liking.FIGURES: word_set("cijfer cijfers rekenen getallen geld financieel financiele financien"),
    Liking.IDEAS: word_set("creatief creatieve creatiefs creativiteit bedenken ideeen"),
    Liking.HANDS: word_set("hand handen praktisch praktische praktisch fysiek fysieke lichamelijk bewegen beweging"),
    Liking.ORGANISING: word_set("regelen organiseren organisatie plannen coordineren"),
    Sector.TECHNOLOGY: word_set("techniek technisch technische machines"),
    Sector.CARE: word_set("zorg welzijn zorgsector gezondheidszorg"),
    Sector.EDUCATION: word_set("onderwijs school scholen"),
    Sector.CONSTRUCTION: word_set("bouw bouwsector"),
    Sector.GREEN: word_set("groen natuur"),
    Sector.SAFETY: word_set("veiligheid"),
    Sector.HOSPITALITY: word_set("horeca"),
    Sector.TRANSPORT: word_set("transport vervoer logistiek"),
    Sector.GOVERNMENT: word_set("gemeente overheid"),
    Sector.SELF_EMPLOYED: word_set("mezelf zzp zelfstandig zelfstandige ondernemer ondernemen"),
}
"""Words, folded, that say no more than this liking, or than a sector."""
_EMPTY = word_set(
    "iets wat anders nieuws nieuw nieuwe leuks leuk misschien graag liever liefst wil willen zou zouden doen werk werken werkt baan job lijkt interessant sector "
    "branche richting kant hoek gebied wereld veel meer vooral eigen mijn rustig rustigs simpel simpels makkelijk makkelijks weet idee bezig eventueel ooit buurt beginnen bedrijf"
)
_TO_WORK = re.compile(r"\baan (?:het )?(?:werk|een baan)\b")
"""'Mensen aan werk helpen' is a trade of its own, whatever the words say one by one."""
_DENIALS = word_set("niet geen nooit niks niets zonder behalve dan")
_FIGURES_AREAS = frozenset({"financien", "belastingen"})
ORGANISES = 30
"""Percentage of organising tasks from which on a function is about that."""


def likings(wish: str) -> frozenset[Liking | Sector] | None:
    """What a wish in general words is about; None when a word of it says something more.

    'Iets anders dan cijfers' is about nothing: what somebody does not like tells not what they like.
    """
    if _TO_WORK.search(fold(wish)):
        return None
    words = [word for word in WORD.findall(fold(wish)) if not word.isdigit()]
    found: set[Liking | Sector] = set()
    for word in words:
        meant = {liking for liking, known in WORDS.items() if word in known}
        if not meant and word not in _EMPTY and word not in STOP_WORDS:
            return None
        found |= meant
    return frozenset(found if _DENIALS.isdisjoint(words) else ())


def only_word(wish: str) -> str | None:
    """The one word of a wish that says something, folded; None when there are more, or none.

    >>> only_word("iets met motoren"), only_word("politie?"), only_word("mensen met schulden helpen")
    ('motoren', 'politie', None)
    """
    words = {word for word in WORD.findall(fold(wish)) if word not in _EMPTY and word not in STOP_WORDS}
    return words.pop() if len(words) == 1 else None


def says_something(wish: str) -> bool:
    """Whether a wish tells functions apart: 'iets anders' and 'geen idee' do not.

    >>> says_something("iets anders"), says_something("iets met mensen"), says_something("imker")
    (False, True, True)
    """
    return likings(wish) != frozenset()


def liked(function: FunctionProfile, wanted: Iterable[Liking | Sector]) -> int:
    """How much a function is like that, in whole percent: the mean over what is wanted."""
    found = [_of_sector(function, one) if isinstance(one, Sector) else _LIKED[one](function) for one in sorted(wanted)]
    return round_half_up(sum(found), len(found)) if found else 0


def _of_sector(function: FunctionProfile, sector: Sector) -> int:
    return 100 if function.sector is sector else 0


def _people(function: FunctionProfile) -> int:
    return {Amount.LOW: 0, Amount.SOME: 60, Amount.HIGH: 100}[function.conditions.public_contact]


def _computers(function: FunctionProfile) -> int:
    return 100 if function.sector is Sector.ICT else {4: 80, 3: 60}.get(function.digital_level.create, 0)


def _outdoors(function: FunctionProfile) -> int:
    return {Frequency.NO: 0, Frequency.SOMETIMES: 60, Frequency.YES: 100}[function.conditions.outdoors]


def _office(function: FunctionProfile) -> int:
    inside = function.conditions.outdoors is Frequency.NO and function.conditions.physical is Amount.LOW
    return 100 if inside and function.digital_level.create >= 1 else 0


def _figures(function: FunctionProfile) -> int:
    return 100 if function.area in _FIGURES_AREAS else 60 if function.area == "data" else 0


def _ideas(function: FunctionProfile) -> int:
    return round(100 * function.axes.creativity)


def _hands(function: FunctionProfile) -> int:
    return {Amount.LOW: 0, Amount.SOME: 60, Amount.HIGH: 100}[function.conditions.physical]


def _organising(function: FunctionProfile) -> int:
    share = round_half_up(100 * sum(task.kind is TaskKind.ORGANISING for task in function.tasks), max(1, len(function.tasks)))
    return min(100, round_half_up(100 * share, ORGANISES))


_LIKED: Mapping[Liking, Callable[[FunctionProfile], int]] = {
    Liking.PEOPLE: _people,
    Liking.COMPUTERS: _computers,
    Liking.OUTDOORS: _outdoors,
    Liking.OFFICE: _office,
    Liking.FIGURES: _figures,
    Liking.IDEAS: _ideas,
    Liking.HANDS: _hands,
    Liking.ORGANISING: _organising,
}
