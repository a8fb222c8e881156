"""All verdicts of coaches with the advice that each is about, for regression cases and for the totals of HR."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from skills_passport.casework.verdicts import Verdict
from skills_passport.guidance import person_in
from skills_passport.model import StoredAdvice
from skills_passport.store import PassportStore


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that counts (the last on its suggestion). `person` numbers the people, from 1, and leads nowhere."""

    person: int
    verdict: Verdict
    advice: StoredAdvice


def judged_suggestions(store: PassportStore, *, actor: str, action: str, skipped: Counter[str] | None = None) -> Iterator[Judged]:
    """Every verdict that counts. That a passport was read for it stands in its audit trail, under this actor and action.

    A verdict on an advice that cannot be read is left out, so that one passport does not stop the totals of all; `skipped` counts
    those per advice id.
    """
    for person, owner in enumerate(store.judged(), start=1):
        passport = store.load(owner, actor=actor, action=action)
        advices = {advice.id: advice for advice in passport.advices}
        for verdict in passport.casework.verdicts_now.values():
            if verdict.advice_id not in advices:
                continue
            if _readable(advices[verdict.advice_id]):
                yield Judged(person, verdict, advices[verdict.advice_id])
            elif skipped is not None:
                skipped[verdict.advice_id] += 1


def _readable(advice: StoredAdvice) -> bool:
    """Whether all that cases and totals take from an advice is there."""
    try:
        person_in(advice)
        suggestions = json.loads(advice.advice).get("suggestions", ())
        ids = [suggestion["function_id"] for suggestion in suggestions]
        ids += [rule["rule_id"] for suggestion in suggestions for rule in suggestion.get("fired", ())]
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return all(isinstance(each, str) for each in ids)
