"""What coaches tell HR about rules, profiles, figures and texts, as totals: never about fewer than ten people."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from skills_passport.casework.judged import Judged
from skills_passport.casework.verdicts import Outcome, Signal
from skills_passport.model import StoredAdvice

FEWEST = 10
"""A total of fewer people is left out: it could be about somebody."""


@dataclass(frozen=True, slots=True)
class Total:
    """With how many people a coach gave this signal; `about` is the id of a rule or function, "" for all together."""

    signal: Signal
    about: str
    people: int


@dataclass(frozen=True, slots=True)
class SignalTotals:
    """Totals in order of size. `left_out`: how many totals were of fewer than ten people."""

    by_signal: tuple[Total, ...]
    by_rule: tuple[Total, ...]
    by_function: tuple[Total, ...]
    left_out: int


def signal_totals(judged: Iterable[Judged]) -> SignalTotals:
    """People per signal; per signal and rule that fired for the judged suggestion; per signal and function. A person counts once in each."""
    groups: tuple[dict[tuple[Signal, str], set[int]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
    by_signal, by_rule, by_function = groups
    for each in judged:
        signal = each.verdict.signal
        if signal is None:
            continue
        by_signal[signal, ""].add(each.person)
        by_function[signal, each.verdict.function_id].add(each.person)
        if each.verdict.outcome is not Outcome.ADD:
            for rule in rules_fired(each.advice, each.verdict.function_id):
                by_rule[signal, rule].add(each.person)
    left_out = sum(len(people) < FEWEST for group in groups for people in group.values())
    return SignalTotals(_totals(by_signal), _totals(by_rule), _totals(by_function), left_out)


def rules_fired(advice: StoredAdvice, function_id: str) -> tuple[str, ...]:
    """Ids of the rules that fired for a suggestion of a stored advice."""
    suggestions = json.loads(advice.advice).get("suggestions", ())
    return tuple(rule["rule_id"] for suggestion in suggestions if suggestion["function_id"] == function_id for rule in suggestion.get("fired", ()))


def _totals(groups: dict[tuple[Signal, str], set[int]]) -> tuple[Total, ...]:
    totals = [Total(signal, about, len(people)) for (signal, about), people in groups.items() if len(people) >= FEWEST]
    return tuple(sorted(totals, key=lambda total: (-total.people, total.signal, total.about)))
