"""One condition at a time: how a breath with several is cut, that the same told twice is one, and what is kept of words that tell of somebody's health."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.asking.hardness import only_how_hard
from bot.texts.script import Script
from bot.words.wording import fits, words_of
from rules.person import CriterionKind

PARTS = re.compile(r"[;\n,]|[.!](?=\s)|\b(?:en|maar|want)\b|\b(?=dat (?:is|moet|hoeft|zou)\b)", re.IGNORECASE)
"""Between these may stand one condition, or how hard it is."""
_CLAUSES = re.compile(r"([,;:.!?\n]|\b(?:en|maar|want|dus|omdat|doordat|vanwege|wegens|ivm)\b)", re.IGNORECASE)
_BECAUSE_OF = frozenset({"vanwege", "wegens", "ivm", "omdat", "doordat"})
_WHY = re.compile(r"\W+(want|omdat)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:mijn|me|m'?n|heb|hou|houd|krijg|kamp)\b", re.IGNORECASE)
_OTHERS = "mensen|klant|client|bewoner|patient|ouder|inwoner|burger|moeder|vader|vrouw|partner|zoon|dochter|kind|buur|buren|oma|opa|collega|haar|hun|hem|iemand"
"""Whose health it is when it is not one's own: who helps people with a bad back tells of a task."""
_BODY = "rug|knie|schouder|heup|nek|pols|enkel|gewricht"
LONGEST = 200  # characters of one criterion
MOST_CRITERIA = 10
_HOW_OFTEN = re.compile(
    r"(?:\W*(?:minstens|minimaal|maximaal|hooguit|hoogstens|liefst|zeker|ongeveer|of))*\W*(?:\d+|een|twee|drie|vier|vijf|paar|halve|hele)(?: (?:\d+|twee|drie|vier|vijf))* (?:dag|dagen|keer|middag|middagen|ochtend|ochtenden|uur|uren)"
    r"(?: (?:per|in de|de) week)?(?:\W+(?:minstens|minimaal|maximaal|hooguit|hoogstens|ofzo|ongeveer|thuis))*\W*",
    re.IGNORECASE,
)
"""More about the condition before it: 'thuis kunnen werken, 3 dagen minstens'."""


def parts_of(words: str, script: Script) -> list[str]:
    """One condition a part when one of the parts can be checked by itself, else the sentence as it is.

    What cannot be checked never rides along with what can: 'niet meer dan 24 uur en geen avonden' are two.
    """
    parts: list[str] = []
    words = _without_reason(words, script)
    for part in (part.strip(" .!") for part in PARTS.split(words)):
        more = len(words_of(part)) < 2 or _HOW_OFTEN.fullmatch(part) is not None
        if parts and more and not script.criterion(part):  # 'geen avonden en weekenden'
            parts[-1] = f"{parts[-1]}{', ' if _HOW_OFTEN.fullmatch(part) else ' en '}{part}" if part else parts[-1]
        elif part:
            parts.append(part)
    several = any(_stands_alone(part, script) for part in parts) or sum(script.criterion(part) is not None for part in parts) > 1
    if len(parts) > 1 and several:
        return [part[:LONGEST] for part in parts[:MOST_CRITERIA]]
    return [words.strip(" .!")[:LONGEST]]


def _without_reason(words: str, script: Script) -> str:
    """The words without why somebody asks for it, when the condition before it is one that we know: 'overdag werken want ik heb kinderen'."""
    asked, because, reason, *_ = [*_WHY.split(words, maxsplit=1), "", ""]
    return asked if because and script.criterion(asked) is not None and script.criterion(reason) is None and not _says_how_hard(reason, script) else words


def _says_how_hard(words: str, script: Script) -> bool:
    return only_how_hard(script.question("criteria").options, words) is not None


def _stands_alone(part: str, script: Script) -> bool:
    known = script.criterion_kind(part) is not CriterionKind.OTHER
    return known or script.let_go(part) is not None or _says_how_hard(part, script)


def with_condition(told: Iterable[Mapping[str, Any]], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The conditions with a new one, which comes last; the same kind twice is one, as hard as the harder, in the words of both."""
    same = next((each for each in told if is_same(each, new)), None)
    if same is None:
        return [*map(dict, told), dict(new)]
    rest = [dict(each) for each in told if each is not same]
    return [*rest, {**new, "words": in_words_of_both(same["words"], new["words"]), "hard": same["hard"] or new["hard"]}]


def is_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two conditions ask for the same; of what nothing can be checked only the same words do."""
    if one["kind"] in {CriterionKind.OTHER.value, CriterionKind.FACT.value}:
        return bool(one["kind"] == other["kind"] and words_of(one["words"]) == words_of(other["words"]))
    return bool(one["kind"] == other["kind"])


def in_words_of_both(one: str, other: str) -> str:
    """Two wordings of one condition; the first alone when the other adds no word, or both would be too long."""
    both = f"{one}, {other}"
    return one if set(words_of(other)) <= set(words_of(one)) or len(both) > LONGEST else both


def each_condition(clause: str, script: Script) -> list[str]:
    """The conditions of a clause when every part of it is one that we know, else the clause as it is.

    'Niet meer dan 20 minuten rijden en zelfde salaris' are two, each to be judged by itself; 'geen avonden en weekenden' is one.
    """
    parts = [part.strip(" .!") for part in PARTS.split(clause) if words_of(part)]
    return parts if len(parts) > 1 and all(script.criterion(part) for part in parts) else [clause]


def without_ailments(words: str, script: Script, *, asked: bool) -> str:
    """The words with the condition in place of what they tell of somebody's own health, which is not ours to keep.

    'Ik ben 57 en me knieën zijn op' becomes 'ik ben 57 en geen zwaar werk'. `asked` when conditions are asked for: then
    'last van rug' is about oneself too.
    """
    said = _CLAUSES.split(words)
    clauses, signs = said[::2], ["", *said[1::2]]
    kept: list[tuple[str, str]] = []
    told = ""
    for sign, clause in zip(signs, clauses, strict=True):
        reason = sign.lower() in _BECAUSE_OF
        condition = _in_place_of(sign + clause if reason else clause, script, asked)
        if told and (condition == told or (fits(_BODY, clause) and len(words_of(clause)) <= 2)):
            continue  # 'last van mijn rug en knieën'
        kept.append(("," if condition and reason else sign, f" {condition} " if condition else clause))
        told = condition or told
    return re.sub(r"\s+([,;:.!?])", r"\1", " ".join("".join(sign + clause for sign, clause in kept).split())) if told else words


def _in_place_of(clause: str, script: Script, asked: bool) -> str:
    """The condition that stands for what a clause tells of one's own health; empty when it tells nothing of it."""
    pattern = script.criterion(clause)
    if pattern is None or not pattern.kept_as or fits(_OTHERS, clause):
        return ""
    return pattern.kept_as if asked or _OWN.search(clause) else ""
