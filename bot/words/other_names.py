"""Names of other people are not ours to keep: what they do may stay, who they are is left out at the door.

A name is a given name that we know with what follows it ('Fatima Benali', 'Jan de Vries'), or what stands behind a form of address.
Who tells their own name does so on purpose, and it stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.words.given_names import NAMES, WITH_CAPITAL
from rules.language.text import fold

SOMEBODY = "iemand"
_BETWEEN = r"(?i:(?:van|de|der|den|het|ten|ter|te|el|al|ben|bin|in|op|’t|'t)\s+)"
_WORD = re.compile(r"(?<![\w@.’'-])[^\W\d_]{2,}(?:-[^\W\d_]+)?(?![\w@])")
_SURNAME = re.compile(rf"(?:\s+{_BETWEEN}{{0,3}}[A-ZÀ-Ý][\w’'-]+){{0,2}}")
_ADDRESSED = re.compile(rf"\b(?:[Mm]evrouw|[Mm]eneer|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Dd]e heer)\s+{_BETWEEN}{{0,3}}[A-ZÀ-Ý][\w’'-]+(?:-[A-ZÀ-Ý][\w’'-]+)?")
_ROLE = re.compile(
    r"(?i:\b(?:collega|chef|baas|teamleider|leidinggevende|manager|directeur|wethouder|burgemeester|secretaris|coach|afdelingshoofd|buurman|buurvrouw|broer|zus|vriend|vriendin|"
    r"zoon|dochter|zoontje|dochtertje|man|vrouw|neef|nicht|oom|tante|opa|oma)),?\s+$"
)
_OWN = re.compile(r"(?i:\b(?:ik ben|ben ik|ik heet|heet ik|mijn naam is|m'n naam is|naam:|noem me|zeg maar|groet(?:en|jes)?,?|gr\.?|mvg,?)\s+)$")
_NO_PERSON = re.compile(r"(?:straat|laan|weg|plein|kade|gracht|school|college|lyceum|huis|hof|stichting|instituut|park|zaal|prijs)$", re.IGNORECASE)
_NO_PEOPLE = frozenset({"albert heijn", "joost mag", "anna paulowna", "hendrik ido ambacht", "sara lee", "max havelaar", "sint maarten", "marco polo", "willem alexander", "johan cruijff", "anne frank", "albert hein", "willem van oranje"})
"""Shops, places, schools, sayings."""
_STARTS = re.compile(r"(?:^|[.!?:\n])\s*$")


def without_names(text: str, known: Collection[str] = ()) -> str:
    """The text with 'iemand' for who is named, or nothing where what they are is said already; `known` are names, folded, that may stay.

    >>> without_names("ik notuleer, Fatima Benali van hiernaast doet de post"), without_names("met mijn collega Jan de Vries")
    ('ik notuleer, iemand van hiernaast doet de post', 'met mijn collega')
    >>> without_names("ik ben Ria"), without_names("ik werk in de Jan van Galenstraat"), without_names("dat doet henk al")
    ('ik ben Ria', 'ik werk in de Jan van Galenstraat', 'dat doet iemand al')
    >>> without_names("Henks agenda"), without_names("vraag het aan Carla", {"carla"})
    ('iemands agenda', 'vraag het aan Carla')
    """
    if fold(text.strip(" .!")) in NAMES | WITH_CAPITAL:
        return text  # nothing is told of anybody
    text = _ADDRESSED.sub(SOMEBODY, text)
    parts: list[str] = []
    place = 0
    for found in _WORD.finditer(text):
        if found.start() < place:
            continue
        word, before = found.group(), text[:found.start()]
        surname = _SURNAME.match(text, found.end())
        rest = surname.group() if surname else ""
        owns = not _is_name(word, rest, before, known)
        if owns and not (word.endswith("s") and _is_name(word[:-1], "", before, known)):
            continue
        said = _ROLE.search(before) is not None
        parts += [text[place:found.start()].rstrip(" ,") if said else text[place:found.start()], "" if said else SOMEBODY + "s" * owns]
        place = found.end() + (0 if owns else len(rest))
    return "".join([*parts, text[place:]]).strip() if place else text


def _is_name(given: str, rest: str, before: str, known: Collection[str]) -> bool:
    folded = fold(given)
    capital = given[:1].isupper() and not given.isupper()
    if not (folded in NAMES or (capital and folded in WITH_CAPITAL and (rest or not _STARTS.search(before)))):
        return False
    whole = fold(given + rest).replace("-", " ")
    return not (folded in known or _OWN.search(before) or _NO_PERSON.search(given + rest) or any(whole.startswith(kept) for kept in _NO_PEOPLE))
