"""All verdicts of coaches with the advice that each is about, for regression cases and for the totals of HR."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from skills_passport.casework.verdicts import Verdict
from skills_passport.model import StoredAdvice
from skills_passport.store import PassportStore


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict that counts (the last on its suggestion). `person` numbers the people, from 1, and leads nowhere."""

    person: int
    verdict: Verdict
    advice: StoredAdvice


def judged_suggestions(store: PassportStore, *, actor: str, action: str) -> Iterator[Judged]:
    """Every verdict that counts. That a passport was read for it stands in its audit trail, under this actor and action."""
    for person, owner in enumerate(store.judged(), start=1):
        passport = store.load(owner, actor=actor, action=action)
        advices = {advice.id: advice for advice in passport.advices}
        for verdict in passport.casework.verdicts_now.values():
            if verdict.advice_id in advices:
                yield Judged(person, verdict, advices[verdict.advice_id])
