"""One condition at a time: how a breath with several is cut, and what is kept of words that tell of somebody's health."""

from __future__ import annotations

import re

from bot.script import Script
from bot.words.wording import fits, words_of

PARTS = re.compile(r"[;\n,]|\b(?:en|maar|want)\b|\b(?=dat (?:is|moet|hoeft|zou)\b)", re.IGNORECASE)
"""Between these may stand one condition, or how hard it is."""
_CLAUSES = re.compile(r"([,;:.!?\n]|\b(?:en|maar|want|dus|omdat|doordat|vanwege|wegens|ivm)\b)", re.IGNORECASE)
_BECAUSE_OF = frozenset({"vanwege", "wegens", "ivm", "omdat", "doordat"})
_OWN = re.compile(r"\b(?:mijn|me|m'?n|heb|hou|houd|krijg|kamp)\b", re.IGNORECASE)
_OTHERS = "mensen|klant|client|bewoner|patient|ouder|inwoner|burger|moeder|vader|vrouw|partner|zoon|dochter|kind|buur|buren|oma|opa|collega|haar|hun|hem|iemand"
"""Whose health it is when it is not one's own: who helps people with a bad back tells of a task."""
_BODY = "rug|knie|schouder|heup|nek|pols|enkel|gewricht"


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
