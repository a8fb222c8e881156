"""What an employee would see otherwise in an advice that is made anew with other figures, rules or profiles; the person is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rules.answer import Advice, LabourMarketNote, Suggestion


@dataclass(frozen=True, slots=True)
class Since:
    """Titles that are `new`, `gone` and still there (`same`), in the order of the advice. `figures`: the labour market is told otherwise
    on a card that stayed; `cards`: something else is; `tasks`: something else is expected of a task of the present work.

    False when nothing is seen to change.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    figures: bool = False
    cards: bool = False
    tasks: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.figures or self.cards or self.tasks)


def since(before: Advice, after: Advice) -> Since:
    """Lay two advices for one person beside each other; other versions alone are no change."""
    then, now = _by_id(before), _by_id(after)
    stayed = [(then[each], now[each]) for each in now if each in then]
    return Since(
        new=tuple(now[each].title for each in now if each not in then),
        gone=tuple(then[each].title for each in then if each not in now),
        same=tuple(card.title for _, card in stayed),
        figures=any(_figure(old.labour_market) != _figure(new.labour_market) for old, new in stayed),
        cards=any(_seen(old) != _seen(new, like=old) for old, new in stayed),
        tasks=_outlooks(before) != _outlooks(after),
    )


def _by_id(advice: Advice) -> Mapping[str, Suggestion]:
    return {each.function_id: each for each in advice.suggestions}


def _figure(note: LabourMarketNote) -> tuple[str, ...]:
    """Which figure is shown, and what it says; its text also tells its age, which grows by itself."""
    return note.tightness, note.region, note.period, note.source


def _seen(suggestion: Suggestion, like: Suggestion | None = None) -> Suggestion:
    """What stands on the card apart from the labour market, without versions and without what only later advices hold."""
    older = like or suggestion
    return replace(
        suggestion,
        labour_market=older.labour_market,
        fired=tuple(replace(rule, version="") for rule in suggestion.fired),
        for_coach=(),
        pay=suggestion.pay if older.pay else None,
        learning_route=suggestion.learning_route if older.learning_route else "",
    )


def _outlooks(advice: Advice) -> Mapping[str, str]:
    return {task.text: task.outlook for task in advice.own_work.tasks}
