"""'Moet dat echt, of is het een wens?': what the words say of it, and whether they say anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.texts.script import Option
from bot.words.wording import how_well_meant, respelt, words_of
from rules.language.dutch_words import STOP_WORDS, word_set

_EMPTY = word_set("""
    aub af afhankelijk allebei beide alletwee dunno eh eigenlijk geen gerust gewoon hangt hm hmm ja jij jou keuze kies kweenie ligt
    eraan erbij maakt misschien mwah na nee neen niet niets niks nou nu oke pff prima punt schelen simpel snap speciaals tja uh
    uit vertel verder voorkeur voorkeuren voorwaarden eisen wensen wens eis weet weetik wel zeg zeggen zie zien zou boeit idee ervan eens alletwee
    bijzonders invullen invul aan antwoord vraag nog zeker
""")
"""Beside the stop words: words of somebody who gives no condition ('hangt ervan af', 'zeg jij het maar')."""
_AROUND = word_set("ja nee hoor wel niet geen dat dit die is het een voor mij me zou zijn echt gewoon toch nou maar oke het als kan zonder have to per")
_STEM = 4  # letters that a word with an ending has before it
_LONGEST_ENDING = 3
_MEANS_SOMETHING = frozenset({"mensen", "mens", "samen", "iemand"})
"""Stop words that are a condition by themselves: 'samen', 'onder de mensen'."""
_NONE = frozenset({"geen", "niks", "niets", "nee", "alles", "maakt", "boeit", "schelen"})
_REASON = re.compile(r"^\s*(?:want|omdat|anders|vanwege|ivm|i\.v\.m\.|doordat|aangezien)\b", re.IGNORECASE)

_CANNOT = re.compile(r"\b(?:kan|kunnen|gaat|gaan|mag|mogen|lukt|lukken)\b(?:\W+(?!wel\b|best\b)\w+){0,3}?\W+(?:niet|nooit|geen|nie)\b", re.IGNORECASE)
_DOES_NOT_MATTER = re.compile(r"\b(?:schelen|boeien|erg|uit|als|(?:gaat|gaan) (?:\w+ )?niet om|niet (?:goed|zo goed|beter|wachten|altijd|alles))\b", re.IGNORECASE)
_STRONG = re.compile(
    r"\b(?:keihard|is hard|harde (?:eis|voorwaarde|grens)|absoluut|beslist|per se|perse|eis|must|verplicht|noodzaak|noodzakelijk|onmisbaar|vereist|cruciaal|breekpunt|dealbreaker|voorwaarde|echt (?:niet|nooit|geen)|moet echt|echt moet|moet wel echt)\b",
    re.IGNORECASE,
)

_AGE = re.compile(r"\W*(?:ik )?(?:ben|word)(?: \w+)? \d{2}(?: jaar)?\W*", re.IGNORECASE)


def how_hard(options: Sequence[Option], words: str) -> bool | None:
    """Whether the words call something a must (True) or a wish (False); None when they do not say."""
    typed = _put_right(options, words)
    scores = [how_well_meant((*option.says, option.title), typed) for option in options]
    best = max(scores)
    return bool(options[scores.index(best)].value["hard"]) if best > 0 and scores.count(best) == 1 else None


def only_how_hard(options: Sequence[Option], words: str) -> bool | None:
    """The same for words that say nothing else: 'dat is egt een eis', but not 'salaris moet gelijk blijven'."""
    return None if content_of(options, words) else how_hard(options, words)


def content_of(options: Sequence[Option], words: str) -> list[str]:
    """The words that are about something else than how hard it is."""
    known = _vocabulary(options)
    around = _AROUND | STOP_WORDS
    typed = words_of(_put_right(options, words))
    return [word for word in typed if word not in around and not any(_forms(word, other) for other in known)]


def is_hard_by_itself(options: Sequence[Option], words: str) -> bool:
    """Whether a condition is told as a must: what cannot be ('avonden kan ik niet'), or is called one ('geen avonden is keihard')."""
    said = how_hard(options, words)
    return said is not False and (cannot_be(words) or _STRONG.search(words) is not None)


def cannot_be(words: str) -> bool:
    """Whether the words say that something is not possible, whatever else is.

    >>> cannot_be("avonden kan ik echt niet"), cannot_be("ik kan geen nachten draaien"), cannot_be("kan me niet schelen")
    (True, True, False)
    """
    return _CANNOT.search(words) is not None and not _DOES_NOT_MATTER.search(words)


def tells_nothing(words: str) -> bool:
    """Whether no word in it could name a condition.

    >>> tells_nothing("hangt ervan af"), tells_nothing("ik ben al 57"), tells_nothing("geen avonden")
    (True, True, False)
    """
    return bool(_AGE.fullmatch(words)) or all(word in _EMPTY or (word in STOP_WORDS and word not in _MEANS_SOMETHING) for word in words_of(words))


def says_none(words: str) -> bool:
    """Whether words that tell nothing say that there is no condition: 'niks speciaals', 'alles is goed'."""
    return bool(_NONE & set(words_of(words)))


def is_reason(words: str) -> bool:
    """Whether the words say why, and no other condition: 'want ik heb kleine kinderen'."""
    return bool(_REASON.match(words))


def _put_right(options: Sequence[Option], words: str) -> str:
    """The words with the hardness words spelt right; signs that part clauses stay."""
    known = _vocabulary(options)
    return re.sub(r"[^\W\d_]+", lambda found: respelt(found.group(), known) or found.group(), words)


def _vocabulary(options: Iterable[Option]) -> frozenset[str]:
    return frozenset(word for option in options for saying in (*option.says, option.title) for word in words_of(saying.partition("!")[0]))


def _forms(word: str, known: str) -> bool:
    """Whether a word is known, or has an ending: 'verplichte', but 'zekerheid' is another word than 'zeker'."""
    return word == known or (len(known) >= _STEM and word.startswith(known) and len(word) - len(known) <= _LONGEST_ENDING)
