"""How people say that something they told must go, come back, or is not done any more; only words, no talk."""

from __future__ import annotations

import re

from bot.words.wording import fits, words_of

_MOST_WORDS = 10
_GONE = frozenset({"weg", "eraf", "eruit", "weghalen", "wis", "wissen", "verwijder", "verwijderen", "schrap", "schrappen", "streep"})
THAT = frozenset({"dat", "die", "dit", "deze"})
_DENIALS = frozenset({"niet", "nie", "geen", "fout", "verkeerd", "onzin"})
_AROUND = _DENIALS | frozenset(
    ["nee", "oh", "o", "wacht", "sorry", "oeps", "haal", "gooi", "doe", "laat", "kun", "je", "mag", "kan", "maar", "weer", "toch", "aub", "alsjeblieft", "even", "de", "het", "taak", "bericht", "wens", "eis", "voorwaarde", "ding", "zin", "ook", "klopt", "van", "net", "mijn", "zojuist", "hoeft", "er", "graag", "wil", "ik", "meer", "door", "doe", "doen", "is", "was", "ben", "heb", "bedoel", "bedoelde", "gezegd", "goed", "zo", "mee", "ermee", "daar", "aan",
     "gestopt", "al", "allang", "lang", "inmiddels", "intussen", "nu", "sinds", "kort", "tegenwoordig", "eigenlijk", "trouwens", "helaas", "hoor", "dus", "want", "en", "allebei", "allemaal"]
)
_POINTS = THAT | {"laatste", "daar", "ermee", "mee", "het"}
_PUT_BACK = ("toch wel|niet|houden", "zet|zetten terug|weer", "terugzetten", "ongedaan", "undo", "laat staan")
_STOPPED = re.compile(
    r"^(?:(?:nee|oh?|sorry|wacht|en|ja|met|klopt|dat klopt|inderdaad|maar|alleen|nou)\b[\s,.!]*)*(?:(.{3,60}?),?\s+(?:doe ik niet? meer|ben ik (?:\w+ ){0,2}gestopt)|(?:ik )?ben (?:\w+ )?gestopt met (.{3,60}?))(?: hoor)?"
    r"(?:[\s,.]+(?:want )?(?:dat|die|deze) (?:doet|doen|maakt|maken|regelt|heeft|neemt|is|zijn)\b.*)?[\s.!]*$",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"^(?:(?:nee|nou|oh?|sorry|wacht|maar|en)\b[\s,:.!]*)*(?P<old>.{3,60}?) (?:klopt nie(?:t)?|is niet goed|is fout|is verkeerd|doe ik niet)(?: hoor| meer)?"
    r"(?:\s*[,.;:]+\s*|\s+(?=ik\b|het (?:is|moet)\b))(?:(?:maar|want|het is|het moet zijn|ik bedoel(?:de)?|dat is)\s+)*(?P<new>.{6,})$",
    re.IGNORECASE | re.DOTALL,
)
_TELLS_WORK = re.compile(r"^(?:(?:en|maar|ja|verder|want)\W+)*(?:ik|wij|we)\s+(?!(?:ben|werk|wil|zou|zoek|woon|bedoel|bedoelde|had|heb|vind|denk|snap|weet|blijf|kan|moet|mag|hoef)\b)\w+\s+\S", re.IGNORECASE)
_A_FEW = 5


def means_last(words: str) -> bool:
    """Whether the last thing told is to go, without a name.

    >>> means_last("laatste weg"), means_last("nee, dat laatste niet"), means_last("dat klopt niet"), means_last("haal notulen weg")
    (True, True, False, False)
    """
    found = set(words_of(words))
    if not _only_points(words):
        return False
    return bool(found & _GONE and found & (THAT | {"laatste"})) or ("laatste" in found and bool(found & _DENIALS))


def means_stopped(words: str) -> bool:
    """Whether they do not do any more what was told last, without a name.

    >>> means_stopped("dat doe ik nie meer"), means_stopped("nee daar ben ik mee gestopt"), means_stopped("ik doe niet meer mee"), means_stopped("notulen doe ik niet meer")
    (True, True, False, False)
    """
    if not _only_points(words):
        return False
    points = bool(_POINTS.intersection(words_of(words)) - {"mee"}) or fits("doe ik", words)
    return fits("gestopt", words) or (points and fits("doe|doen|klopt|is", words) and fits("niet|nie meer", words))


def _only_points(words: str) -> bool:
    """Whether the words only point at something, and name nothing."""
    found = words_of(words)
    return len(found) <= _MOST_WORDS and set(found) <= _GONE | THAT | _AROUND | {"laatste"}


def stopped_with(words: str) -> str | None:
    """The work somebody says to have stopped with, by its name; None when the words say something else.

    >>> stopped_with("nee, notulen doe ik niet meer"), stopped_with("ben gestopt met notuleren"), stopped_with("notulen klopt niet")
    ('notulen', 'notuleren', None)
    """
    found = _STOPPED.match(words)
    return next((group.strip(" ,.!") for group in found.groups() if group), None) if found else None


def means_put_back(words: str) -> bool:
    """Whether what was taken away must come back ('toch wel').

    >>> means_put_back("toch wel"), means_put_back("zet maar terug"), means_put_back("terug")
    (True, True, False)
    """
    return len(words_of(words)) <= _A_FEW and any(fits(pattern, words) for pattern in _PUT_BACK)


def tells_work(words: str) -> bool:
    """Whether somebody tells what they do, and not what they are or want.

    >>> tells_work("ik doe ook trouwerijen"), tells_work("ik werk bij het kcc"), tells_work("ede")
    (True, False, False)
    """
    return _TELLS_WORK.match(words) is not None


def replaced(words: str) -> tuple[str, str] | None:
    """What is said to be wrong, and the work that comes in its place; None when the words say something else.

    >>> replaced("nee leveranciers bellen klopt niet, ik registreer de post"), replaced("notulen klopt niet")
    (('leveranciers bellen', 'ik registreer de post'), None)
    """
    found = _REPLACED.match(words.strip())
    return (found["old"], found["new"]) if found and tells_work(found["new"]) else None
