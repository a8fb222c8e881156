"""What the words of a clause show of how it is meant: done now, before, outside work, wanted, unwanted, by someone else.

These are signs, not verdicts: `meaning_model.py` weighs them with the form of the clause and with the clauses around it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rules.language.clauses import Clause
from rules.language.dutch import verb
from rules.language.dutch_words import FINITE, MACHINES, STOP_WORDS, VERBS, word_set
from rules.language.meaning_signs import EACH_SIGN, SIGNS
from rules.language.text import fold
from rules.person import Meaning

_MYSELF = word_set("ik k wij we mij me mijn mn ons onze zelf je")
_SUBORDINATE = word_set(
    "als wie die wanneer omdat of dat wat waar hoe er het toen terwijl voordat nadat zodat waarbij waarin om te"
)
_EMPTY_SUBJECTS = frozenset({"het", "dat", "er", "dit", "wat", "als"})
_WE = frozenset({"ik", "we", "wij"})
_WORK_ITSELF = word_set("werk baan dag functie taak taken week")
_THIRD = frozenset({"doet", "gaat", "heeft", "verzorgt", "neemt", "houdt", "staat"})
_STILL_NOW = re.compile(
    r"\b(?:nu|tegenwoordig|sindsdien|momenteel|inmiddels|hier|wel nog|nog wel|nog steeds|alleen nog|sinds kort|deze (?:week|maand)|vandaag|vanmorgen|gisteren|op mijn werk)\b"
)
_ABOUT_BEFORE = re.compile(r"\b(?:dat|daar|die|dit|deze|ze|ermee|ervan|erover|eraan)\b|nee bedankt|valt af|gestopt")
_WISHES = re.compile(r"\b(?:wil|wilde|willen|wou|zou|zouden|liever|liefst|graag|hoef|hoeft|hoeven|zin|leuk|mij|me|hopelijk|hoop|moet|mag)\b")
_LESS = re.compile(
    r"\b(?:word(?:t|en)|werd(?:en)?|gaa[nt]|blijft|blijven)\b.{0,40}\b(?:minder|weg|verdwijnen|af)\b|\b(?:neemt|nemen)\b.{0,20}\baf\b|\b(?:verdwijnt|krimpt|vervalt)\b"
)
_MORE = re.compile(r"\b(?:word(?:t|en)|werd(?:en)?)\b(?:.{0,20}\b)?(?:meer|drukker)\b|\b(?:neemt|nemen)\b.{0,20}\btoe\b|\bgroei(?:t|en)\b")
_TOOL = rf"(?:{'|'.join(sorted(MACHINES))})"
_BY_MACHINE = re.compile(
    rf"\b(?:doet|doen|maakt|regelt|verwerkt)\b(?: (?!(?:in|met|via|op|van|aan|uit|naar|achter)\b)\w+){{0,3}} {_TOOL}\b|\b{_TOOL} (?:\w+ )?(?:doet|doen|neemt|nemen)\b|\b(?:wordt|worden|gaat|gaan) .{{0,20}}\bdoor (?:de|het|een) {_TOOL}\b"
    r"|\b(?:gaat|gaan|wordt|worden)\b(?: \w+){0,3} (?:automatisch|vanzelf)\b|\b(?:automatisch|vanzelf) (?:straks|binnenkort|tegenwoordig)\b"
)
_TOOL_FIRST = re.compile(rf"^\W*(?:(?:en|maar|want|de|het|een|die|onze)\s+)*{_TOOL}\b", re.IGNORECASE)
_TAKES_OVER = re.compile(r"\b(?:doet|doen|maakt|regelt|verwerkt|gaat|gaan|neemt|nemen|wordt|worden)\b.*$", re.IGNORECASE | re.DOTALL)
_DO_LESS = re.compile(r"\b(?:doen|doe) (?:we|wij|ik) (?:(?!niet|nie|geen|nooit)\w+ ){0,2}(?:minder|meer|vaker)\b")
_DOES_NOT = re.compile(
    r"\bdoen? (?:ik|we|wij)(?: (?:zelf|dus|hier|ook|eigenlijk|echt|gewoon|nog|zo))* (?:niet|nie|nooit)(?: (?:zelf|hoor))*\W*$"
)
_MAKES_NONE = re.compile(
    r"^\W*(?:(?:nee|maar|en|want)\W+)*(?:ik|we|wij) (?:maak|maken|doe|doen|schrijf|schrijven|regel|regelen|verwerk|verwerken|stuur|sturen|bestel|bestellen) (?:\w+ )?(?:nooit|geen)\b(?!.*\bmeer\b)"
)
_AILMENT = re.compile(
    r"(?<=\w)\W+(?:en|maar|want|alleen)\s+(?:mijn|m'n|mn|me)\s+(?:rug|nek|lijf|lichaam|hoofd|benen|armen|handen|voeten|ogen|knie\w*|schouder\w*|heup\w*|pols\w*)\b.*$", re.IGNORECASE | re.DOTALL
)
_GONE = re.compile(
    r"\b(?:er|hebben|krijgen|komt|komen|ontvangen|bestaat|bestaan)\b.{0,40}\b(?:geen|nauwelijks|amper|weinig|minder|niet)\b|\b(?:geen|nauwelijks|amper) .{1,30}\bmeer (?:binnen|aan|in)\b"
)
_STAY_AS_TASK = re.compile(r"\bwil (?:zeggen|dat zeggen)\b")


def sign(text: str) -> Meaning | None:
    """What the words of one clause say about how it is meant; None when they say nothing."""
    folded = fold(text)
    if _STAY_AS_TASK.search(folded):
        return None
    for meaning, pattern in SIGNS:
        if pattern.search(folded):
            if meaning is Meaning.BEFORE and _STILL_NOW.search(folded) and "vroeger" not in folded:
                continue
            return meaning
    if _past_tense(folded):
        return Meaning.BEFORE
    return Meaning.SOMEONE_ELSE if _third_person(folded) else None


def sign_names(text: str) -> list[str]:
    """Every pattern that is found in a clause, by its place in the list."""
    folded = fold(text)
    return [f"{meaning}/{number}" for meaning, patterns in EACH_SIGN for number, pattern in enumerate(patterns) if pattern.search(folded)]


def _past_tense(folded: str) -> bool:
    """'beheerden wij', 'ik kopieerde': a regular past form next to its subject."""
    words = re.findall(r"[\w']+", folded)
    for one, other in pairwise(words):
        form = other if one in _WE else one if other in _WE else ""
        if (
            form.endswith(("de", "te", "den", "ten"))
            and form not in VERBS
            and form not in FINITE
            and verb(form) is not None
        ):
            return True
    return False


def _third_person(folded: str) -> bool:
    """Whether a clause tells what another does: a verb in the form of 'hij' with no 'ik' or 'mij' near it."""
    words = re.findall(r"[\w']+", folded)
    if (
        len(words) < 3
        or _MYSELF.intersection(words[1:])
        or words[0] in _MYSELF - {"mijn", "mn", "onze", "ons"}
        or (words[0] in _SUBORDINATE - {"het", "die"})
    ):
        return False
    for number, word in enumerate(words[1:4], start=1):
        if word in _SUBORDINATE - {"het"}:
            return False
        third = word in _THIRD or (word.endswith("t") and word in FINITE and word[:-1] in FINITE)
        if third and number < len(words) - 1:
            return words[number - 1] not in _EMPTY_SUBJECTS and not _WORK_ITSELF.intersection(words[:number])
    return "doet" in words[2:]  # 'de facturen voor derden doet Debiteuren'


def does_not(text: str) -> bool:
    """Whether a clause names work and says that they do not do it, which is no dislike of it: 'facturen doe ik niet'."""
    return _states(_DOES_NOT, text)


def makes_none(text: str) -> bool:
    """Whether a clause only tells what they never make, which is neither work nor a dislike: 'ik maak nooit notulen'."""
    return _states(_MAKES_NONE, text)


def before_ailment(text: str) -> str:
    """The clause up to where it goes on about the body: 'ik schoffel en me rug is kapot' tells of work and of a back; all of it without that."""
    found = _AILMENT.search(text)
    return text[: found.start()] if found else text


def changes(text: str) -> bool:
    """Whether a clause says that there is less or more of the work, or that a machine will do it: no dislike, no wish, and done by nobody else yet.

    >>> changes("de balie wordt minder"), changes("scannen doet straks een robot"), changes("ik wil minder scannen"), changes("ik zet de computer aan")
    (True, True, False, False)
    """
    return any(_states(pattern, text) for pattern in (_LESS, _MORE, _BY_MACHINE, _DO_LESS))


def as_less_work(text: str) -> str:
    """The clause as if it said that there will be less of the work, where it says that a machine does it; else as it is.

    >>> as_less_work("scannen doet straks een robot"), as_less_work("ik zet de computer aan")
    ('scannen wordt minder', 'ik zet de computer aan')
    """
    return _TAKES_OVER.sub("wordt minder", _TOOL_FIRST.sub("", text)) if _states(_BY_MACHINE, text) else text


def is_gone(text: str) -> bool:
    """Whether a clause says that something is no longer there, which is neither work nor a dislike: 'er komt geen papier meer'."""
    return _states(_GONE, text)


def _states(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a clause says this of the work, and wishes nothing."""
    folded = fold(text)
    return bool(pattern.search(folded)) and not _WISHES.search(folded)


def only_comment(clause: Clause) -> bool:
    """Whether the clause has no content of its own beside words that point back ('dat doet nu iemand anders')."""
    if len(clause.tokens) > 2 and not _ABOUT_BEFORE.search(fold(clause.text)):
        return False
    content = [
        token.word for token in clause.tokens if token.word not in STOP_WORDS and token.word not in _COMMENT_WORDS
    ]
    return not content


_COMMENT_WORDS = word_set(
    "nu anders iemand ander anderen collega droom bedankt gestopt leuk niks vreselijk buikpijn valt bevalt hoop wens zin zat beu krijg al jaren "
    "vrolijk word doodmoe moe gek brr bah mis top super zijn lang "
    "overgenomen uitbesteed afgelopen voorbij lijkt mooi heerlijk prima fijn saai vervelend meer nooit weer tijd vroeger eerder ooit"
)
