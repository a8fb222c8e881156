"""What changed while somebody was away: the advice made anew with the figures, rules and profiles of now, beside the one they saw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.replies import listed, starred
from rules.advice import advise
from rules.answer import Advice, Versions
from rules.contrast.since import Since, since
from rules.knowledge import Knowledge
from skills_passport.guidance import advice_in, person_in
from skills_passport.model import SkillsPassport


def may_differ(passport: SkillsPassport, versions: Versions) -> bool:
    """Whether the last advice was made with something else than is served now, of answers that are still the same.

    Who changed answers meanwhile knows why the advice is another one; the passport page offers to make it anew.
    """
    last = passport.advices[-1] if passport.advices else None
    return last is not None and last.versions != versions and person_in(last) == passport.person()


def told(before: Advice, after: Advice, phrases: Mapping[str, str]) -> str:
    """What somebody would see otherwise, in one or two sentences; empty when that is nothing."""
    seen = since(before, after)
    if not seen:
        return ""
    if seen.new or seen.gone:
        return " ".join(_others(seen, phrases))
    parts = [phrases["since_figures"]] if seen.figures else [phrases["since_cards"]] if seen.cards else []
    return " ".join([*parts, phrases["since_tasks"]] if seen.tasks else parts)


def news_of(passport: SkillsPassport, knowledge: Knowledge, phrases: Mapping[str, str], today: date) -> str:
    """The same for who looks and does not talk: nothing is stored, so it stands there until a new advice is made. Takes as long as an advice."""
    if not may_differ(passport, knowledge.versions):
        return ""
    return told(advice_in(passport.advices[-1]), advise(passport.person(), knowledge, today), phrases)


def _others(seen: Since, phrases: Mapping[str, str]) -> list[str]:
    """Which work is new, which went, and which is still there, by name."""
    if not seen.new and not seen.same:
        return [phrases["since_none"]]
    new, gone, same = (listed(starred(titles)) for titles in (seen.new, seen.gone, seen.same))
    phrase = "since_new_gone" if new and gone else "since_new" if new else "since_gone"
    first = phrases[phrase].format(list=new, gone=gone) if new else phrases[phrase].format(list=gone)
    return [first, phrases["since_same"].format(list=same)] if same else [first]
