"""Comparing short Dutch wordings that people edit in the script with what someone typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[a-z0-9]+")
_CLAUSES = re.compile(r"[,.;:!?\n]|\b(?:maar|want|dus)\b", re.IGNORECASE)
_DENIALS = ("niet|geen|nooit|niks|niets|zonder", "te oud|laat|moeilijk|druk")
_YES = frozenset(
    ["ja", "jawel", "jaja", "jazeker", "jep", "yes", "yep", "jo", "zeker", "graag", "prima", "goed", "oke", "ok", "okay", "akkoord", "tuurlijk", "natuurlijk", "uiteraard", "vooruit",
     "mag", "mogen", "welkom", "best", "leuk", "fijn", "top"]
)
_BESIDE_YES = frozenset(
    ["hoor", "wel", "dat", "is", "het", "doe", "maar", "ik", "vind", "lijkt", "me", "mij", "dan", "nou", "heel", "gerust", "jullie", "je", "we", "benaderen", "benader", "contact", "bellen", "mailen",
     "opnemen", "met", "altijd", "absoluut", "als", "dit", "ook", "gewoon", "voor", "door", "een", "idee", "de", "coach", "transfercoach", "via", "mail", "per", "telefoon", "telefonisch", "alleen", "en"]
)
_YES_IF = re.compile(
    r"(?:ja|jawel|prima|graag|goed|oke|ok)\W+(?:als|mits|maar|dat|dan|jullie|je|graag|alleen|wel)\b.*|als .+ (?:wel|graag|prima|ja|goed|oke|ok)(?: hoor)?|altijd welkom.*"
    r"|(?:(?:ja|natuurlijk|tuurlijk|van mij)\W+)?(?:jullie|je|u|de coach|een coach) (?:mag|mogen)\b.*"
)
_ALL_THE_SAME = re.compile(r"(?<=\w)\W+waarom (?:ook )?niet(?: hoor)?$")  # 'ja hoor, waarom niet'; by itself it may be a question
_ASKS_LEAVE = re.compile(r"(?:mag|mogen) (?:dat|jullie|je|we|ik|het|de|die)\b")
_WHOLE = 4  # a word of fewer letters must be there whole; a longer one may go on ('weekend' in 'weekenden')

_TEXTS_KEPT = 32  # one message is laid beside hundreds of patterns
_PATTERNS_KEPT = 4096
_SHORTEST_SLIP = 3  # letters of a word that may have been typed wrong


def plain(text: str) -> str:
    """Small letters without accents and apostrophes, single blanks.

    >>> plain("Hé,  collega's!")
    'he, collegas!'
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("'", "").replace("’", "").replace("`", "").split())


def words_of(text: str) -> list[str]:
    """The words of a text in plain letters.

    >>> words_of("'s Avonds thuis!")
    ['s', 'avonds', 'thuis']
    """
    return list(_words(text))


def forget_words() -> None:
    """None of the texts that were looked at last stays in memory."""
    _words.cache_clear()


def fits(pattern: str, text: str) -> bool:
    """Whether every word of the pattern starts a word of the text, in this order; `a|b` is either.

    >>> fits("geen|niet weekend|avond", "liever niet in het weekend"), fits("niet weekend", "weekend, waarom niet")
    (True, False)
    """
    rest = iter(_words(text))
    return all(any(_starts(word, choices) for word in rest) for choices in _choices(pattern))


def fits_without(pattern: str, words: str) -> bool:
    """As `fits`, but no word after `!` may be there.

    >>> fits_without("salaris mag minder !niet", "mijn salaris mag minder zijn"), fits_without("salaris mag minder !niet", "salaris mag niet minder")
    (True, False)
    """
    wanted, _, unwanted = pattern.partition("!")
    return fits(wanted, words) and not (unwanted and fits(unwanted, words))


def how_well(sayings: Iterable[str], text: str) -> int:
    """The number of letters of all sayings that fit: the more of them, the surer."""
    return sum(_weight(saying) for saying in sayings if fits_without(saying, text))


def how_well_meant(sayings: Iterable[str], text: str) -> int:
    """As `how_well`, but what is denied in its clause does not count, unless the saying itself denies.

    >>> how_well_meant(["snel"], "ik ben niet snel"), how_well_meant(["niet snel"], "ik ben niet snel"), how_well_meant(["snel"], "niet traag maar snel")
    (0, 9, 4)
    """
    found: dict[str, int] = {}
    for clause in _CLAUSES.split(text):
        denied = any(fits(pattern, clause) for pattern in _DENIALS)
        found |= {saying: _weight(saying) for saying in sayings if fits_without(saying, clause) and (not denied or _denies(saying))}
    return sum(found.values())


def says_yes(text: str) -> bool:
    """Whether the words are a plain yes: nothing but words of agreement, or a yes with a condition that ends or begins in one.

    >>> says_yes("ja hoor, prima"), says_yes("als er iets leuks is wel"), says_yes("red me wel"), says_yes("mag dat zomaar?")
    (True, True, False, False)
    """
    words = words_of(text)
    typed = _ALL_THE_SAME.sub("", plain(text).strip(" .,!"))
    if not words or text.rstrip().endswith("?") or _ASKS_LEAVE.match(typed) or any(fits(denial, typed) for denial in _DENIALS):
        return False
    words = words_of(typed)
    if set(words) <= _YES | _BESIDE_YES:
        return not _YES.isdisjoint(words) or fits("doe maar", text)
    return _YES_IF.fullmatch(typed) is not None


_NO = frozenset(["nee", "neen", "nope", "niet", "geen", "nooit"])
_BESIDE_NO = frozenset(
    ["liever", "liefst", "mag", "mogen", "wil", "zou", "hoef", "hoeft", "hoeven", "nodig", "dank", "bedankt", "dankje", "dankjewel", "benaderd", "gebeld", "gemaild", "worden", "word", "zeker", "zelf",
     "nu", "nog", "eerst", "even", "laat", "voorlopig", "u", "toch", "eigenlijk", "echt", "graag", "aub", "alsjeblieft", "kijk", "kijken", "zoek", "zoeken", "eens", "sorry", "prima", "goed", "om", "te"]
)
_BEGINS_WITH_YES = re.compile(r"\W*(?:nou |oke |ok |op zich |in principe )?(?:ja|jawel|jazeker|prima|graag|goed|oke|ok|mag|best|natuurlijk|tuurlijk|zeker|is goed|dat mag|vind ik goed)\b", re.IGNORECASE)
_LIMITS = "maar|mits|als|alleen|niet|geen|nooit|tenzij|behalve|zonder|zolang"


def says_no(text: str) -> bool:
    """Whether the words begin with a plain no: a first clause with nothing but words of refusal.

    >>> says_no("nee liever niet via een coach, eerst zelf kijken"), says_no("mag, maar niet bellen"), says_no("weet ik niet")
    (True, False, False)
    """
    first = _first_clause(text)
    refuses = not _NO.isdisjoint(first) or fits("zelf wel", " ".join(first))
    return refuses and set(first) <= _NO | _BESIDE_NO | _BESIDE_YES


def says_only_no_first(text: str) -> bool:
    """Whether nothing but 'nee' stands before what is said then: that may refuse something else.

    >>> says_only_no_first("nee, geen avonden"), says_only_no_first("nee dank je, ik kijk zelf"), says_only_no_first("nee")
    (True, False, False)
    """
    return len(first := _first_clause(text)) == 1 and first != words_of(text)


def says_yes_with_a_limit(text: str) -> bool:
    """Whether it is a yes that is taken back in part: no plain yes, and no refusal either.

    >>> says_yes_with_a_limit("ja graag, maar mijn chef mag het niet weten"), says_yes_with_a_limit("mag niet"), says_yes_with_a_limit("ja hoor")
    (True, False, False)
    """
    return _BEGINS_WITH_YES.match(text) is not None and fits(_LIMITS, text) and not says_no(text) and not says_yes(text)


def _first_clause(text: str) -> list[str]:
    return next((words for clause in _CLAUSES.split(text) if (words := words_of(clause))), [])


_YES_THEN = re.compile(r"^(?P<yes>.{1,30}?)(?:\s*[,.!;:]+\s*|\s+)(?P<told>(?:ik|mijn|m'n|mn|wij|we)\b.+)$", re.IGNORECASE | re.DOTALL)
_NO_PLAIN_YES = re.compile(r"\?|\bmaar\b|\b(?:be|op)(?:waa?r|sla)|\bprivacy\b|\b(?:wie|wat) (?:ziet|leest|krijgt|doe)", re.IGNORECASE)


def told_after_yes(text: str) -> str:
    """What somebody tells right behind a plain yes; empty without one, or when the yes is not plain after all.

    >>> told_after_yes("ja is goed ik werk bij burgerzaken"), told_after_yes("ja maar wie ziet dat?"), told_after_yes("ik werk in Breda")
    ('ik werk bij burgerzaken', '', '')
    """
    found = _YES_THEN.match(text.strip())
    return found["told"] if found and says_yes(found["yes"]) and not _NO_PLAIN_YES.search(text) else ""


def respelt(text: str, known: Iterable[str]) -> str:
    """The words with slips of the pen put right where a known word is meant: 'egt' for 'echt', 'liefts' for 'liefst'.

    >>> respelt("moet egt, liefts", ["moet", "echt", "liefst"]), respelt("elke dag", ["echt"])
    ('moet echt liefst', 'elke dag')
    """
    choices = sorted(known)
    return " ".join(word if word in choices else next((other for other in choices if _slip(word, other)), word) for word in words_of(text))


def _slip(typed: str, word: str) -> bool:
    """Whether a word is meant but typed as it sounds, with two letters changed over, or (a longer one) with one letter wrong."""
    if typed[:1] != word[:1] or len(typed) < _SHORTEST_SLIP:
        return False
    if typed.replace("ch", "g") == word.replace("ch", "g"):
        return True
    if sorted(typed) == sorted(word):
        return len(word) >= _WHOLE
    return len(word) > _WHOLE and DamerauLevenshtein.distance(typed, word, score_cutoff=1) <= 1


def _weight(saying: str) -> int:
    """Letters of a saying, without those of words that may not be there."""
    return len(saying.partition("!")[0].strip())


def _denies(saying: str) -> bool:
    return any(fits(pattern, saying.partition("!")[0]) for pattern in _DENIALS)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for capitals, accents and punctuation."""
    return words_of(one) == words_of(other)


@lru_cache(_TEXTS_KEPT)
def _words(text: str) -> Sequence[str]:
    return tuple(_WORD.findall(plain(text)))


@lru_cache(_PATTERNS_KEPT)
def _choices(pattern: str) -> Sequence[Sequence[str]]:
    return tuple(tuple(choice for part in group.split("|") for choice in _WORD.findall(plain(part))) for group in plain(pattern).split())


def _starts(word: str, choices: Iterable[str]) -> bool:
    return any(word == choice or (len(choice) >= _WHOLE and word.startswith(choice)) for choice in choices)
