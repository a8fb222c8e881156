"""Which words name somebody's work, and how they say that it is theirs; only words, no talk."""

from __future__ import annotations

import re

from bot.words.wording import words_of

MOST_WORDS = 6
"""A name of more words is a sentence."""
BEFORE_A_JOB = frozenset({"ik", "ben", "nou", "ja", "nee", "eigenlijk", "toch", "een", "als", "werk", "werkzaam", "momenteel", "nu", "gewoon", "functie", "mijn", "is"})
"""Words that may stand before the name of a job and say nothing beside it."""
_ALSO_BEFORE = ("oh", "eh", "hallo", "hoi", "de", "het", "nog", "wel", "maar", "beroep", "mn", "m'n", "dus")
_LEAD = re.compile(rf"^(?:(?:{'|'.join((*sorted(BEFORE_A_JOB), *_ALSO_BEFORE))})\W+)+", re.IGNORECASE)
_TRAIL = re.compile(r"(?:\W+(?:hoor|van beroep|op dit moment|momenteel|nu|dus))*\W*$", re.IGNORECASE)
_NO_NAME = frozenset(
    ["ik", "je", "wij", "we", "iets", "niets", "niks", "anders", "doen", "doe", "wil", "wilde", "willen", "zou", "weet", "weten", "geen", "niet", "idee", "gewoon", "zoek", "zoeken", "graag",
     "liever", "maar", "ander", "andere", "moet", "kan", "kun", "mag", "vind", "heb", "hebben", "had", "ga", "gaan", "gaat", "het", "dat", "dit", "wat", "hoe", "waarom", "toe", "moe", "weg"]
)
_WORKPLACE = re.compile(r"\b(?:werk|werkte?|zit|sta|ben)(?: (?:al|nu|ruim|bijna|heel|lang|\w+ jaar|momenteel|gewoon)){0,4} (?:als|bij|op|in) (?:(?:een|de|het|ons|onze|'t|t) )?(?P<place>[\w-]+)", re.IGNORECASE)

_WORK = r"(?:functie|functienaam|beroep|baan|werk|job)"
_STILL = r"(?:(?:nou|gewoon|eigenlijk|toch|nu|nog|steeds|wel|dus|al \w+ jaar|een|de|gwn)\s+)*"
_SAYS_FUNCTION = re.compile(
    rf"\b(?:mijn|m'?n|me) (?:\w+ )?{_WORK}(?: (?:is|heet|was|blijft))+\s+{_STILL}(?P<after>[^,.;!?]+)|^(?P<before>[^,.;!?]{{3,60}}?),? (?:dat )?is (?:toch |gewoon |dus )*(?:mijn|m'?n|me) {_WORK}\b",
    re.IGNORECASE,
)
_SAYS_TO_BE = re.compile(
    rf"^(?:(?:ja|nee|nou|oh?|sorry|wacht|maar|eh|eigenlijk|trouwens|jawel|en)\b[\s,:.!]*)*"
    rf"(?:ik ben|ben ik|ik werk(?: nu)? als)\s+{_STILL}(?:geen\s+.{{2,40}}?[\s,]+maar\s+(?:(?:ik ben|wel|een|gewoon)\s+)*)?(?P<name>[^,.;!?]+)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    rf"(?:(?:nee+|nou|oh?|sorry|hoor|maar|wacht)\b[\s,.!]*)*(?:(?:dat|dit|die (?:functie|naam)|(?:mijn|m'?n|me) {_WORK}) )?"
    r"(?:(?:klopt|is)(?: toch| echt)? (?:niet|nie|fout|verkeerd|onjuist)(?: goed| mijn functie)?|ben ik (?:\w+ )?(?:niet|nie)|is niet (?:mijn|m'?n) \w+|ik ben (?:\w+ )?geen [^,.;!?]{2,40})(?: hoor)?[\s.!]*",
    re.IGNORECASE,
)


def without_lead(words: str) -> str:
    """The words without 'ik ben', articles and what else goes around a name.

    >>> without_lead("nou, ik ben gewoon de bode hoor"), without_lead("mijn functie is boa.")
    ('bode', 'boa')
    """
    return _TRAIL.sub("", _LEAD.sub("", words.strip()))


def name_in(words: str) -> str:
    """The words as the name of a function; empty when they are a sentence about something else.

    >>> name_in("ik ben zweefmedewerker"), name_in("iets anders doen maar"), name_in("zwrkpf; qqxjv")
    ('zweefmedewerker', '', 'zwrkpf; qqxjv')
    """
    parts = [without_lead(part) for part in words.split(";")]
    return "; ".join(part for part in parts if _is_name(part))


def _is_name(words: str) -> bool:
    typed = words_of(words)
    return 0 < len(typed) <= MOST_WORDS and _NO_NAME.isdisjoint(typed)


def workplace_in(words: str) -> str:
    """Where or as what somebody says to work, in one word; empty when they do not say so.

    >>> workplace_in("ik zit al tien jaar bij het klantcontactcentrum van de gemeente"), workplace_in("ik bel mensen")
    ('klantcontactcentrum', '')
    """
    found = _WORKPLACE.search(words)
    return found["place"] if found else ""


def said_function(words: str) -> str:
    """What somebody says to be their function in so many words; empty when they do not.

    >>> said_function("bestuurssecretaresse is mijn functie, dat zei ik toch"), said_function("mijn functie is inkomensconsulent")
    ('bestuurssecretaresse', 'inkomensconsulent')
    """
    found = _SAYS_FUNCTION.search(words)
    return without_lead((found["after"] or found["before"]).strip()) if found else ""


def said_to_be(words: str) -> str:
    """What somebody says to be; empty when they do not say so. It need be no function: 'ik ben moe'.

    >>> said_to_be("ja ik ben boa"), said_to_be("eigenlijk ben ik geen kcc medewerker maar receptionist"), said_to_be("boa")
    ('boa', 'receptionist', '')
    """
    found = _SAYS_TO_BE.match(words.strip())
    return without_lead(found["name"].strip()) if found else ""


def denies_function(words: str) -> bool:
    """Whether somebody says that the function we went by is not theirs.

    >>> denies_function("nee, dat ben ik niet"), denies_function("klopt niet"), denies_function("nee"), denies_function("dat doe ik niet")
    (True, True, False, False)
    """
    return _DENIES.fullmatch(words.strip()) is not None
