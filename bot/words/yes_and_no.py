"""Whether somebody says yes or no: plainly, with a limit, or with something told behind it."""

from __future__ import annotations

import re

from bot.words.wording import CLAUSES, denies, fits, plain, words_of

_YES = frozenset(
    ["ja", "jawel", "jaja", "jazeker", "jep", "yes", "yep", "jo", "zeker", "graag", "prima", "goed", "oke", "ok", "okay", "akkoord", "tuurlijk", "natuurlijk", "uiteraard", "vooruit",
     "mag", "mogen", "welkom", "best", "leuk", "fijn", "top"]
)
_BESIDE_YES = frozenset(
    ["hoor", "wel", "dat", "is", "het", "doe", "maar", "ik", "vind", "lijkt", "me", "mij", "dan", "nou", "heel", "gerust", "jullie", "je", "we", "benaderen", "benader", "contact", "bellen", "mailen",
     "opnemen", "met", "altijd", "absoluut", "als", "dit", "ook", "gewoon", "voor", "door", "een", "idee", "de", "coach", "transfercoach", "via", "mail", "per", "telefoon", "telefonisch", "alleen", "en", "joh", "man", "hee", "he", "super", "zo", "allemaal"]
)
_YES_IF = re.compile(
    r"(?:ja|jawel|prima|graag|goed|oke|ok)\W+(?:als|mits|maar|dat|dan|jullie|je|graag|alleen|wel)\b.*|als .+ (?:wel|graag|prima|ja|goed|oke|ok)(?: hoor)?|altijd welkom.*"
    r"|(?:(?:ja|natuurlijk|tuurlijk|van mij)\W+)?(?:jullie|je|u|de coach|een coach) (?:mag|mogen)\b.*"
)
_ALL_THE_SAME = re.compile(r"(?<=\w)\W+waarom (?:ook )?niet(?: hoor)?$")  # 'ja hoor, waarom niet'; by itself it may be a question
_ASKS_LEAVE = re.compile(r"(?:mag|mogen) (?:dat|jullie|je|we|ik|het|de|die)\b")
_NO = frozenset(["nee", "neen", "nope", "niet", "geen", "nooit"])
_BESIDE_NO = frozenset(
    ["liever", "liefst", "mag", "mogen", "wil", "zou", "hoef", "hoeft", "hoeven", "nodig", "dank", "bedankt", "dankje", "dankjewel", "benaderd", "gebeld", "gemaild", "worden", "word", "zeker", "zelf",
     "nu", "nog", "eerst", "even", "laat", "voorlopig", "u", "toch", "eigenlijk", "echt", "graag", "aub", "alsjeblieft", "kijk", "kijken", "zoek", "zoeken", "eens", "sorry", "prima", "goed", "om", "te"]
)
_NO_IDEA = re.compile(r"(?:(?:nee|nou|eh|pff|ja|ik heb|heb|echt|eigenlijk)\W+)*geen (?:flauw )?idee(?: hoor| eigenlijk| joh| nog)?")
_NO_MORE = frozenset(["nee", "neen", "nou", "meer", "verder", "niks", "niets", "niet", "geen", "anders", "hoor", "zo", "voorlopig", "dat", "was", "is", "het", "alles", "eigenlijk", "dank", "je", "dus", "nog"])
_NOT_RIGHT = frozenset(["nee", "nou", "maar", "dat", "dit", "het", "er", "klopt", "niet", "nie", "helemaal", "echt", "hoor", "allemaal", "iets", "zo", "toch", "volgens", "mij"])
_BEGINS_WITH_YES = re.compile(r"\W*(?:nou |oke |ok |op zich |in principe )?(?:ja|jawel|jazeker|prima|graag|goed|oke|ok|mag|best|natuurlijk|tuurlijk|zeker|is goed|dat mag|vind ik goed)\b", re.IGNORECASE)
_LIMITS = "maar|mits|als|alleen|niet|geen|nooit|tenzij|behalve|zonder|zolang"
_YES_THEN = re.compile(r"^(?P<yes>.{1,30}?)(?:\s*[,.!;:]+\s*|\s+)(?P<told>(?:ik|mijn|m'n|mn|wij|we)\b.+)$", re.IGNORECASE | re.DOTALL)
_NO_PLAIN_YES = re.compile(r"\?|\bmaar\b|\b(?:be|op)(?:waa?r|sla)|\bprivacy\b|\b(?:wie|wat) (?:ziet|leest|krijgt|doe)", re.IGNORECASE)


def says_yes(text: str) -> bool:
    """Whether the words are a plain yes: nothing but words of agreement, or a yes with a condition that ends or begins in one.

    >>> says_yes("ja hoor, prima"), says_yes("als er iets leuks is wel"), says_yes("red me wel"), says_yes("mag dat zomaar?")
    (True, True, False, False)
    """
    words = words_of(text)
    typed = _ALL_THE_SAME.sub("", plain(text).strip(" .,!"))
    if not words or text.rstrip().endswith("?") or _ASKS_LEAVE.match(typed) or denies(typed):
        return False
    words = words_of(typed)
    if set(words) <= _YES | _BESIDE_YES:
        return not _YES.isdisjoint(words) or fits("doe maar", text)
    return _YES_IF.fullmatch(typed) is not None


def says_no(text: str) -> bool:
    """Whether the words begin with a plain no: a first clause with nothing but words of refusal.

    >>> says_no("nee liever niet via een coach, eerst zelf kijken"), says_no("mag, maar niet bellen"), says_no("weet ik niet")
    (True, False, False)
    """
    first = _first_clause(text)
    refuses = not _NO.isdisjoint(first) or fits("zelf wel", " ".join(first))
    return refuses and set(first) <= _NO | _BESIDE_NO | _BESIDE_YES


def says_no_idea(text: str) -> bool:
    """Whether nothing is said but that somebody does not know: no refusal, though it looks like one.

    >>> says_no_idea("geen idee hoor"), says_no_idea("geen goed idee"), says_no_idea("nee, geen idee, liever niet")
    (True, False, False)
    """
    return _NO_IDEA.fullmatch(plain(text).strip(" .,!")) is not None


def says_only_no_first(text: str) -> bool:
    """Whether nothing but 'nee' stands before what is said then: that may refuse something else.

    >>> says_only_no_first("nee, geen avonden"), says_only_no_first("nee dank je, ik kijk zelf"), says_only_no_first("nee")
    (True, False, False)
    """
    return len(first := _first_clause(text)) == 1 and first != words_of(text)


def says_no_more(text: str) -> bool:
    """Whether the words say that there is nothing more to tell, and nothing else.

    >>> says_no_more("nee, meer niet"), says_no_more("verder niks hoor"), says_no_more("doe ik niet meer"), says_no_more("nee")
    (True, True, False, False)
    """
    words = words_of(text)
    return set(words) <= _NO_MORE and fits("meer|verder|anders|niks|niets", text) and denies(text)


def says_not_right(text: str) -> bool:
    """Whether nothing is said but that something is not right.

    >>> says_not_right("nee dat klopt niet hoor"), says_not_right("de kassa klopt niet"), says_not_right("klopt")
    (True, False, False)
    """
    words = words_of(text)
    return set(words) <= _NOT_RIGHT and fits("klopt niet|nie", text)


def says_yes_with_a_limit(text: str) -> bool:
    """Whether it is a yes that is taken back in part: no plain yes, and no refusal either.

    >>> says_yes_with_a_limit("ja graag, maar mijn chef mag het niet weten"), says_yes_with_a_limit("mag niet"), says_yes_with_a_limit("ja hoor")
    (True, False, False)
    """
    return _BEGINS_WITH_YES.match(text) is not None and fits(_LIMITS, text) and not says_no(text) and not says_yes(text)


def _first_clause(text: str) -> list[str]:
    return next((words for clause in CLAUSES.split(text) if (words := words_of(clause))), [])


def told_after_yes(text: str) -> str:
    """What somebody tells right behind a plain yes; empty without one, or when the yes is not plain after all.

    >>> told_after_yes("ja is goed ik werk bij burgerzaken"), told_after_yes("ja maar wie ziet dat?"), told_after_yes("ik werk in Breda")
    ('ik werk bij burgerzaken', '', '')
    >>> told_after_yes("ja joh prima ik ben parkeerwachter")
    'ik ben parkeerwachter'
    """
    found = _YES_THEN.match(text.strip())
    return found["told"] if found and says_yes(found["yes"]) and not _NO_PLAIN_YES.search(text) else ""
