"""How people speak to a coach through the talk, and ask who looks on: 'zeg tegen mijn coach dat …', 'wie kijkt er nu mee?'; only words, no talk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.words.wording import words_of
from rules.language.dutch_words import STOP_WORDS

_COACH = r"(?:(?:mijn|m'?n|de|die|een) )?(?:transfer ?)?coach"
_SMALL = r"(?:(?:maar|even|eens|alsjeblieft|aub|nog|ook|nou|nu|dan|alvast|graag|weer|een keer|een keertje|misschien|alweer|al|er|gewoon|binnenkort) )*"
_BEGIN = r"^\W*(?:(?:oke|ok|ja|nou|goed|en|dan|kun je|kan je|wil je|zou je|kunt u|wilt u|ik wil)\W+)*"
_TELL = r"(?:zeg|zeggen|vertel|vertellen|schrijf|schrijven|stuur|sturen|mail|mailen|laat|laten|meld|melden|vraag|vragen|geef|geven|antwoord|antwoorden)"
_MESSAGE = r"\s*(?P<how>[:,]|\b(?:dat|of|wanneer|waarom|hoe)\b)\s*(?P<told>.+)$"
_NO_WORDS_YET = (
    r"(?:antwoord|antwoorden|schrijf|schrijven|reageer|reageren) (?:even |maar |eens )*(?:(?:aan|naar|op) )?(?:{who})",
    r"(?:stuur|sturen|schrijf|schrijven) (?:even |maar |eens )*(?:(?:naar |aan )?(?:{who}) (?:een |n )?(?:bericht|berichtje|antwoord)|(?:een |n )?(?:bericht|berichtje|antwoord) (?:naar|aan) (?:{who}))",
    r"(?:{who}) (?:een |n )?(?:bericht|berichtje|antwoord)? ?(?:sturen|schrijven|antwoorden)",
    r"(?:vraag|vragen|vertel|vertellen|zeg|zeggen) (?:even |maar |eens |ook )*(?:iets )?(?:aan|tegen) (?:{who})(?: iets)?",
    r"(?:{who}) iets (?:vragen|vertellen|zeggen|laten weten)", r"iets (?:vragen|vertellen|zeggen) (?:aan|tegen) (?:{who})",
)
_CALL = (
    _BEGIN + r"(?:kan|kunnen|zou|mag|wil|laat|vraag of)\s+" + _SMALL + r"(?:{who})\s+" + _SMALL + r"(?:me|mij)\s+" + _SMALL
    + r"(?:(?:kunnen|willen|terug) ?)?(?P<how>terugbellen|opbellen|bellen|bel|belt|mailen|mailt)(?:\s+" + _SMALL + r")?[\s?.!]*$"
)
_SAID = (
    "(?:wat|heeft|had) " + _SMALL + r"(?:(?:zei|zegt|schreef|schrijft|vond|vindt|antwoordde|heeft|had) )?" + _SMALL + r"(?:{who})(?: (?:nou|ook|precies|ervan|daarvan|alweer|al|nog|er|van mijn (?:voorstellen|advies|kaarten)))*"
    + r"(?: (?:iets|wat))?(?: (?:gezegd|geschreven|geantwoord|gereageerd|laten weten|teruggeschreven))?",
    r"(?:(?:is er|zijn er|heb ik|heb je) )?(?:al |nog |ook )*(?:nieuws|bericht|berichten|iets|een bericht|antwoord) (?:gekregen )?(?:van|over) (?:{who})",
    r"(?:lees|laat zien|toon|geef) (?:het |de |mijn )?(?:laatste )?(?:bericht|berichten) van (?:{who})",
)
_LOOKS = re.compile(
    r"(?:en |maar |nou )?(?:wie (?:ziet|leest) dit (?:er )?nu(?: allemaal| eigenlijk| nou)*|wie (?:kijkt|kijken|mag|mogen|kan|kunnen) (?:er )?(?:nu |nou |allemaal |eigenlijk )*(?:mee ?)?(?:mee|meekijken|kijken|meelezen)(?: nu| nou)?"
    r"|met wie deel ik(?: dit| mijn (?:skills)?paspoort| het)?(?: nu| nou| allemaal| eigenlijk)*|wie (?:heeft|hebben) (?:er )?(?:al |nu |allemaal )*(?:gekeken|meegekeken)|wie keek er(?: mee)?|heeft (?:mijn|de) (?:transfer ?)?coach (?:al )?gekeken)"
)
_STOPS = re.compile(
    r"(?:(?:ik wil|wil|graag|nu|meteen|toch|liever|nee) )*(?:stop(?:pen)? (?:maar )?met (?:het )?delen|(?:het )?delen (?:stoppen|beeindigen|intrekken)|niet(?:s)? meer (?:\w+ ){0,3}delen|beeindig (?:het |mijn )?delen|trek (?:het )?delen in|deel (?:dit |het |mijn paspoort )?niet meer)"
    r"(?: met (?:(?:mijn|de|een) )?(?:transfer ?)?(?:coach|coaches|coachteam|hem|haar|iedereen))?(?: aub| alsjeblieft| hoor| nu)*"
)
_LEAVES = re.compile(r"(?:(?:nee|toch|oh?|sorry|wacht|doe) )*(?:annuleer|annuleren|laat maar|toch niet|stop|stoppen|terug|sla over|overslaan|niet sturen|stuur (?:maar )?niet(?:s)?|niet versturen|hoeft niet(?: meer)?|vergeet het|weg ermee|niks sturen)(?: hoor| maar)*")
_OTHERWISE = re.compile(r"(?:(?:nee|toch|ik wil|liever|even|het) )*(?:anders(?: schrijven)?|opnieuw(?: schrijven)?|wijzig(?:en)?|verander(?:en)?|aanpassen|herschrijven|pas aan)(?: graag| aub)*")
_SENDS = frozenset(["stuur", "verstuur", "versturen", "sturen", "verzend", "verzenden", "zenden", "maar", "op", "het", "zo", "ja", "graag", "dat", "is", "goed", "doe", "prima", "oke", "ok", "dit", "weg"])
_SENDING = frozenset({"stuur", "verstuur", "versturen", "sturen", "verzend", "verzenden"})
_CALLED = re.compile(r"^\W*(?:(?:ja|nou|oke|ok|hoi|gewoon|doe|dan)\W+)*(?:ik (?:heet|ben)|mijn naam is|noem (?:me|mij)|zeg|ze noemen me|je mag (?:me|mij))\s+(?:maar |gewoon )*(?P<name>.+?)(?:\s+noemen)?[\s.!]*$", re.IGNORECASE)
_YES_FIRST = re.compile(r"^\W*(?:ja|oke|ok|goed|prima|doe maar)\b\W+(?=\w)", re.IGNORECASE)
_IN_NAMES = frozenset(["van", "de", "der", "den", "het", "ter", "ten", "te", "el", "la", "al", "t", "n", "in"])
_NO_NAMES = frozenset(["verder", "klaar", "ok", "oke", "help", "terug", "plan", "taken", "advies", "stop", "geen", "sla", "skip", "volgende", "weet"])
_LONGEST_NAME = 3  # words, but for small words in a name


def to_coach(words: str, names: Iterable[str] = ()) -> str | None:
    """What is to be told to the coach: "" when somebody wants to and did not say what yet; None when it is something else.

    `names`: coaches of theirs by name.

    >>> to_coach("zeg tegen mijn coach dat ik donderdag kan"), to_coach("vraag aan Carla: hoe laat?", ["Carla"])
    ('Ik wil je zeggen dat ik donderdag kan', 'hoe laat?')
    >>> to_coach("stuur mijn coach een bericht"), to_coach("wat doet een coach?"), to_coach("ik wil coach worden")
    ('', None, None)
    """
    who = _who(names)
    ways = (
        rf"{_TELL}\s+{_SMALL}(?:(?:door|het door)\s+)?(?:(?:tegen|aan|naar)\s+)?(?:{who})(?:\s+{_SMALL}(?:weten|een bericht|door))?",
        rf"{_SMALL}(?:(?:tegen|aan|naar)\s+)?(?:{who})\s+{_SMALL}(?:laten weten|doorgeven|{_TELL})",
    )
    told = next((found for way in ways if (found := re.match(rf"{_BEGIN}{way}{_MESSAGE}", words.strip(), re.IGNORECASE | re.DOTALL))), None)
    if told:
        return told["told"].strip() if told["how"] in ":," else f"Ik wil je {_asks_or_says(told['how'])} {told['how'].lower()} {told['told'].strip()}"
    said = " ".join(words_of(re.sub(_BEGIN, "", words.strip(), flags=re.IGNORECASE)))
    return "" if any(re.fullmatch(pattern.replace("{who}", who), said) for pattern in _NO_WORDS_YET) else None


def named_in(words: str, names: Iterable[str]) -> str:
    """The coach who is named in the words, whole or by first name; empty for 'mijn coach'.

    >>> named_in("schrijf carla: hoe laat?", ["Carla Bos"]), named_in("zeg tegen mijn coach dat ik kan", ["Carla Bos"])
    ('Carla Bos', '')
    """
    typed = f" {' '.join(words_of(words))} "
    return next((name for name in names if name.split() and f" {name.split()[0].lower()} " in typed), "")


def asks_to_call(words: str, names: Iterable[str] = ()) -> str:
    """'bellen' or 'mailen' for who wants the coach to do so; else empty.

    >>> asks_to_call("kan de coach me bellen?"), asks_to_call("laat mijn coach mij even mailen"), asks_to_call("kan ik de coach bellen")
    ('bellen', 'mailen', '')
    """
    found = re.match(_CALL.replace("{who}", _who(names)), words.strip(), re.IGNORECASE)
    return ("mailen" if found["how"].lower().startswith("mail") else "bellen") if found else ""


def asks_what_was_said(words: str, names: Iterable[str] = ()) -> bool:
    """Whether somebody asks what the coach wrote or thought.

    >>> asks_what_was_said("wat zei mijn coach?"), asks_what_was_said("heeft de coach al iets geschreven"), asks_what_was_said("wat doet een coach")
    (True, True, False)
    """
    said = " ".join(words_of(words))
    about_one = re.search(r"\b(?:een) (?:transfer ?)?coach\b", said) is None
    asks = re.search(r"\b(?:zei|zegt|schreef|schrijft|vond|vindt|antwoordde|gezegd|geschreven|geantwoord|gereageerd|weten|teruggeschreven|nieuws|bericht\w*|iets|antwoord)\b", said)
    return about_one and asks is not None and any(re.fullmatch(pattern.replace("{who}", _who(names)), said) for pattern in _SAID)


def asks_who_looks(words: str) -> bool:
    """Whether somebody asks with whom their passport is shared now.

    >>> asks_who_looks("wie ziet dit nu?"), asks_who_looks("wie kijkt er mee"), asks_who_looks("wie leest dit"), asks_who_looks("kijkt er iemand mee?")
    (True, True, False, False)
    """
    return _LOOKS.fullmatch(" ".join(words_of(words))) is not None


def stops_sharing(words: str) -> bool:
    """Whether somebody wants to share no more.

    >>> stops_sharing("stop met delen"), stops_sharing("ik wil mijn paspoort niet meer delen met de coach"), stops_sharing("stop")
    (True, True, False)
    """
    said = " ".join(words_of(words))
    return _STOPS.fullmatch(said.replace("mijn paspoort niet meer", "niet meer").replace("dit niet meer", "niet meer")) is not None


def leaves_it(words: str) -> bool:
    """Whether a message that was begun is not to be sent.

    >>> leaves_it("laat maar"), leaves_it("nee, toch niet"), leaves_it("laat maar weten hoe laat")
    (True, True, False)
    """
    return _LEAVES.fullmatch(" ".join(words_of(words))) is not None


def sends_nothing(words: str) -> bool:
    """Whether somebody says that nothing is to be sent, also when no message was begun.

    >>> sends_nothing("niet sturen"), sends_nothing("laat maar"), sends_nothing("stuur het niet op")
    (True, False, True)
    """
    typed = set(words_of(words))
    return bool(typed & {"niet", "niks", "niets"}) and bool(typed & _SENDING) and typed <= _SENDS | _SENDING | {"niet", "niks", "niets", "nee", "toch", "bericht", "berichtje"}


def puts_otherwise(words: str) -> bool:
    """Whether the message is to be written anew.

    >>> puts_otherwise("nee, anders"), puts_otherwise("nee ik kan vrijdag")
    (True, False)
    """
    return _OTHERWISE.fullmatch(" ".join(words_of(words))) is not None


def sends_it(words: str) -> bool:
    """'Stuur maar': a yes to a message that was read back.

    >>> sends_it("stuur maar op"), sends_it("stuur ook mijn cv")
    (True, False)
    """
    typed = words_of(words)
    return bool(typed) and set(typed) <= _SENDS and not _SENDING.isdisjoint(typed)


def name_in(words: str) -> str:
    """The name by which somebody wants to be known; empty when the words are no name.

    >>> name_in("noem me maar Ria"), name_in("Ria van den Berg"), name_in("mijn plan"), name_in("wat weet je van mij")
    ('Ria', 'Ria van den Berg', '', '')
    """
    words = _YES_FIRST.sub("", words)
    found = _CALLED.match(words)
    name = (found["name"] if found else words).strip(" .!,'\"")
    typed = [word for word in words_of(name) if word not in _IN_NAMES]
    if not 0 < len(typed) <= _LONGEST_NAME or re.search(r"[\d?:;@/\\\[\]]", name):
        return ""
    return name if all(word not in STOP_WORDS and word not in _NO_NAMES for word in typed) else ""


def as_message(text: str) -> str:
    """The words as the message to the coach begins: with a capital.

    >>> as_message("ik kan donderdag")
    'Ik kan donderdag'
    """
    return text.strip()[:1].upper() + text.strip()[1:]


def _who(names: Iterable[str]) -> str:
    """The coach, or one of these by their whole or first name, as a pattern."""
    known = {each for name in names for each in (name, name.split()[0] if name.split() else "") if each}
    return "|".join((_COACH, *(re.escape(name.lower()) for name in sorted(known, key=len, reverse=True))))


def _asks_or_says(how: str) -> str:
    return "zeggen" if how.lower() == "dat" else "vragen"
