"""What one passport adds to the totals: the cells it is counted in, as ids of tables and cells. No words, no owner. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rules.answer import Advice, Outlook
from rules.catalogue import Sector
from rules.errors import AdviceFormatError
from rules.knowledge import Knowledge
from rules.person import Person, Trend
from rules.weighing.outlook import quadrant_of
from skills_passport.answers import CHOICE
from skills_passport.casework.plan import StepState
from skills_passport.casework.signals import rules_fired
from skills_passport.casework.verdicts import Outcome
from skills_passport.guidance import advice_in
from skills_passport.model import SkillsPassport

Cell = tuple[str, str]
"""(table, cell)."""
ADVISED, BEFORE = "advies", "niet-begonnen"
WEEK = timedelta(days=7)


def contribution(passport: SkillsPassport, knowledge: Knowledge, now: datetime) -> frozenset[Cell]:
    """The cells of one person, each once. What of a passport cannot be read (any more) is left out."""
    person = passport.person()
    return frozenset((
        *_work(person, knowledge), *_wishes(person, knowledge, now.date()), *_way(passport, knowledge), *_judged(passport, knowledge), *_waited(passport, now),
    ))


def _work(person: Person, knowledge: Knowledge) -> Iterator[Cell]:
    function = knowledge.catalogue.functions.get(person.function_id or "")
    if function is not None:
        yield "area", function.area
        yield "quadrant", quadrant_of(function.axes)
        for outlook in {task.outlook for task in function.tasks} & {Outlook.DISAPPEARS, Outlook.CHANGES, Outlook.APPEARS}:
            yield f"area-{outlook.value}", function.area
    for trend in {each.trend for each in person.task_trends} & {Trend.GROWS, Trend.SHRINKS}:
        yield "trend", trend.value


def _wishes(person: Person, knowledge: Knowledge, today: date) -> Iterator[Cell]:
    for name in set(person.wish_sectors) & set(Sector):
        yield "sector", name
        figure = knowledge.labour_market.figure(person.region_id, Sector(name), today)
        if figure is not None and figure.sector == name and figure.statement.short:
            yield "sector-short", name


def _way(passport: SkillsPassport, knowledge: Knowledge) -> Iterator[Cell]:
    advice = _last_advice(passport)
    yield "talk", ADVISED if passport.advices else passport.interview.question or BEFORE
    if advice is not None:
        if advice.own_work.phase is not None:
            yield "phase", advice.own_work.phase.value
        answer = passport.answer(CHOICE)
        chosen = str((answer.value or {}).get("function_id", "")) if answer else ""
        wanted = next((each for each in advice.suggestions if each.function_id == chosen), None) or next(iter(advice.suggestions), None)
        for gap in wanted.missing if wanted else ():
            if gap.skill_id in knowledge.catalogue.skills:
                yield "gap", gap.skill_id
    for step in passport.casework.steps:
        if step.now.state is not StepState.DROPPED:
            yield "step", str(step.now.kind)


def _judged(passport: SkillsPassport, knowledge: Knowledge) -> Iterator[Cell]:
    """What coaches signal, each kind once; by function and by rule the last verdict only, so that the outcomes divide the people who were judged."""
    advices = {advice.id: advice for advice in passport.advices}
    rules = {rule.id for rule in knowledge.rulebook.rules}
    for signal in {verdict.signal for verdict in passport.casework.verdicts_now.values()} - {None}:
        yield "signal", str(signal)
    by_function: dict[str, Outcome] = {}
    by_rule: dict[str, Outcome] = {}
    for verdict in sorted(passport.casework.verdicts_now.values(), key=lambda each: each.at):
        by_function[verdict.function_id] = verdict.outcome
        if verdict.outcome is Outcome.ADD or verdict.advice_id not in advices:
            continue
        try:
            fired = rules_fired(advices[verdict.advice_id], verdict.function_id)
        except (ValueError, KeyError, TypeError):
            continue
        by_rule |= dict.fromkeys(set(fired) & rules, verdict.outcome)
    for about, found in (("function", by_function), ("rule", by_rule)):
        for name, outcome in found.items():
            if about == "rule" or name in knowledge.catalogue.functions:
                yield f"judged-{about}", name
                yield f"{outcome.value}-{about}", name


def _waited(passport: SkillsPassport, now: datetime) -> Iterator[Cell]:
    """How long until a coach first looked, of the share made last."""
    shares = passport.casework.shares
    if not shares:
        return
    share = max(shares, key=lambda each: each.since)
    if share.seen_at is None:
        if share.is_open:
            yield "waited", "open-long" if now - share.since > 2 * WEEK else "open"
        return
    took = share.seen_at - share.since
    yield "waited", "week" if took <= WEEK else "two-weeks" if took <= 2 * WEEK else "longer"


def _last_advice(passport: SkillsPassport) -> Advice | None:
    try:
        return advice_in(passport.advices[-1]) if passport.advices else None
    except (AdviceFormatError, json.JSONDecodeError):
        return None
