"""What a coach makes of a suggestion: accepted, adjusted or rejected, why, and what HR should look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime

from rules.answer import Versions
from skills_passport.answers import Strict


class Outcome(StrEnum):
    ACCEPT = "accept"
    ADJUST = "adjust"
    REJECT = "reject"
    ADD = "add"  # not suggested: the coach put it beside the suggestions


class Reason(StrEnum):
    """The short list of why."""

    FITS = "fits"
    FITS_BETTER = "fits-better"
    OTHER_WAY_THERE = "other-way-there"
    SMALLER_STEP = "smaller-step"
    NOT_WANTED = "not-wanted"
    CRITERION = "criterion"
    TOO_FAR = "too-far"
    BARRIER = "barrier"
    NO_WORK = "no-work"
    NOT_TRUE = "not-true"
    OTHER = "other"


class Signal(StrEnum):
    """What HR should look at in rules, profiles, figures or texts."""

    WRONG_SKILL = "wrong-skill"
    MISSING_RULE = "missing-rule"
    WRONG_RULE = "wrong-rule"
    BARRIER_OVERLOOKED = "barrier-overlooked"
    OUTDATED_PROFILE = "outdated-profile"
    MISSING_PROFILE = "missing-profile"
    WRONG_FIGURE = "wrong-figure"
    LEARNING_STEP = "learning-step"
    TEXT_UNCLEAR = "text-unclear"


OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.ACCEPT: "akkoord",
    Outcome.ADJUST: "aangepast",
    Outcome.REJECT: "niet passend",
    Outcome.ADD: "toegevoegd door de coach",
}
REASON_WORDS: Mapping[Reason, str] = {
    Reason.FITS: "past bij wat je kunt en wilt",
    Reason.FITS_BETTER: "past beter dan wat er stond",
    Reason.OTHER_WAY_THERE: "goed doel, maar een andere weg ernaartoe",
    Reason.SMALLER_STEP: "goed doel, maar een kleinere stap eerst",
    Reason.NOT_WANTED: "je wilt dit niet",
    Reason.CRITERION: "botst met wat voor jou moet",
    Reason.TOO_FAR: "te grote stap voor nu",
    Reason.BARRIER: "een drempel die blijft staan",
    Reason.NO_WORK: "er is hier te weinig werk in",
    Reason.NOT_TRUE: "de uitleg klopt niet",
    Reason.OTHER: "iets anders",
}
SIGNAL_WORDS: Mapping[Signal, str] = {
    Signal.WRONG_SKILL: "vaardigheid klopt niet",
    Signal.MISSING_RULE: "er mist een regel",
    Signal.WRONG_RULE: "een regel klopt niet",
    Signal.BARRIER_OVERLOOKED: "drempel over het hoofd gezien",
    Signal.OUTDATED_PROFILE: "functieprofiel is verouderd",
    Signal.MISSING_PROFILE: "functieprofiel ontbreekt",
    Signal.WRONG_FIGURE: "cijfer klopt niet",
    Signal.LEARNING_STEP: "leerstap klopt niet",
    Signal.TEXT_UNCLEAR: "tekst is onduidelijk",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Strict):
    """One verdict of a coach on one function of one advice, with the versions that advice was made with."""

    case: str
    coach: str
    at: AwareDatetime
    advice_id: str
    versions: Versions
    function_id: str
    outcome: Outcome
    reason: Reason
    signal: Signal | None = None
    words: str = ""  # the coach's own words

    @property
    def about(self) -> tuple[str, str]:
        """(advice id, function id)."""
        return self.advice_id, self.function_id


def present_verdicts(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    """The last verdict per (advice id, function id), in the order in which each was first judged."""
    return {verdict.about: verdict for verdict in verdicts}


def verdict_history(verdicts: Iterable[Verdict], advice_id: str, function_id: str) -> tuple[Verdict, ...]:
    """All verdicts on one suggestion, oldest first; the last one counts."""
    return tuple(verdict for verdict in verdicts if verdict.about == (advice_id, function_id))
