"""Own words in sentences, by how they were meant: done now, done before, done outside work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rules.answer import SkillGap
from rules.explanation import join, quoted, shorten
from rules.person import Meaning
from rules.weighing.case import Case
from rules.weighing.told import Told

SHOWN = 3
"""So many quotes or skills a sentence names."""

MOST_PAIRS = 2
"""So many own words with the task beside them; more does not read."""

_DONE: Mapping[Meaning, str] = {
    Meaning.NOW: "Dit doe je al",
    Meaning.OUTSIDE_WORK: "Dit doe je buiten je werk",
    Meaning.BEFORE: "Dit deed je eerder",
}
_ALIKE: Mapping[Meaning, str] = {
    Meaning.NOW: "Dit lijkt op wat je al doet",
    Meaning.OUTSIDE_WORK: "Dit lijkt op wat je buiten je werk doet",
    Meaning.BEFORE: "Dit lijkt op wat je eerder deed",
}


def done(case: Case, told: Told, *, beside: bool = False) -> list[str]:
    """A sentence for each way in which the shown words were meant; `beside` puts the task of another function with them."""
    task_of = {link.quote: link.task for link in reversed(case.links)}
    quotes = list(dict.fromkeys(link.quote for link in case.links))[:SHOWN]
    sentences: list[str] = []
    for meaning, words in (_DONE if case.same_function else _ALIKE).items():
        meant = [quote for quote in quotes if told.meaning_of(quote) is meaning]
        if meant and beside and not case.same_function:
            sentences.append(f"{words}: {join([f'“{shorten(quote)}” (hier: {task_of[quote]})' for quote in meant[:MOST_PAIRS]])}.")
        elif meant:
            sentences.append(f"{words}: {quoted(meant)}.")
    return sentences


def skills_by_source(case: Case) -> tuple[list[SkillGap], list[SkillGap]]:
    """The shown skills: those that follow from own words, and those that only belong to the present function."""
    own = [gap for gap in case.has if not case.shown[gap.skill_id].from_function]
    return own, [gap for gap in case.has if case.shown[gap.skill_id].from_function]


def with_words(case: Case, gaps: Sequence[SkillGap]) -> str:
    """Some skills, each with the words that show it."""
    return join([f"{gap.label} (je zei: “{shorten(case.shown[gap.skill_id].quote)}”)" for gap in gaps[:MOST_PAIRS]])


def first_of(gaps: Sequence[SkillGap]) -> str:
    """The first skills as an enumeration, and that there are more."""
    labels = [gap.label for gap in gaps]
    rest = len(labels) - SHOWN
    return join(labels) if rest <= 0 else f"{join(labels[:SHOWN])}, en nog {rest}"
