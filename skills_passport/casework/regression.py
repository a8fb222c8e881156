"""Verdicts as cases for the rules: what was judged, and whether the rules of today still say so.

A file of cases is JSON: `{"format": "loopbaanwijzer-oordelen", "version": 1, "cases": […]}`, each case a `RegressionCase`. It holds no owner
id, no case number, no coach, and without `words` nothing that anybody said in own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from rules.advice import advise
from rules.answer import Versions
from rules.knowledge import Knowledge
from rules.person import Person
from skills_passport.casework.anonymous import without_words
from skills_passport.casework.judged import Judged
from skills_passport.casework.planning import suggested_in
from skills_passport.casework.verdicts import Outcome, Reason, Signal
from skills_passport.errors import CasesInvalid
from skills_passport.guidance import person_in

FORMAT = "loopbaanwijzer-oordelen"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RegressionCase:
    """One verdict with the person as the rules see them.

    `person_number` tells which cases of one file are of the same person. `place`: 1–3, where the function stood in the judged advice, 0 for one
    that the coach added. `left_out` things could only be said in own words; `words_needed`: without them the rules of the day of the export
    say something else about this function, so that only a case with words can be replayed.
    """

    person_number: int
    versions: Versions
    function_id: str
    place: int
    outcome: Outcome
    reason: Reason
    signal: Signal | None
    words: bool
    note: str
    left_out: int
    words_needed: bool
    person: Person


class Finding(StrEnum):
    """What the rules say now of a function that was judged."""

    AS_JUDGED = "as-judged"
    STILL_SUGGESTED = "still-suggested"  # rejected, with a signal that rules, profile or figures are wrong
    NOT_SUGGESTED = "not-suggested"  # accepted, and gone
    PERSONAL = "personal"  # rejected or adjusted for this person, which says nothing of the rules
    NOT_YET = "not-yet"  # added by the coach; the rules do not say so by themselves
    CANNOT_TELL = "cannot-tell"  # own words are needed, or the function is not in the catalogue any more


WRONG = frozenset({Finding.STILL_SUGGESTED, Finding.NOT_SUGGESTED})

_CASES = TypeAdapter(tuple[RegressionCase, ...])


def regression_cases(judged: Iterable[Judged], knowledge: Knowledge, today: date, *, with_words: bool) -> Iterator[RegressionCase]:
    """A case per verdict that counts; `knowledge` names tasks and skills, and tells whether own words are needed on this day."""
    for each in judged:
        person = person_in(each.advice)
        stripped, left_out = without_words(person, knowledge.catalogue)
        function_id, suggested = each.verdict.function_id, suggested_in(each.advice)
        needed = not with_words and suggests(person, function_id, knowledge, today) != suggests(stripped, function_id, knowledge, today)
        yield RegressionCase(
            person_number=each.person, versions=each.advice.versions, function_id=function_id,
            place=suggested.index(function_id) + 1 if function_id in suggested else 0,
            outcome=each.verdict.outcome, reason=each.verdict.reason, signal=each.verdict.signal,
            words=with_words, note=each.verdict.words if with_words else "", left_out=0 if with_words else left_out, words_needed=needed,
            person=person if with_words else stripped,
        )


def suggests(person: Person, function_id: str, knowledge: Knowledge, today: date) -> bool:
    """Whether the rules suggest this function to this person."""
    return any(suggestion.function_id == function_id for suggestion in advise(person, knowledge, today).suggestions)


def replayed(case: RegressionCase, knowledge: Knowledge, today: date) -> Finding:
    """What the rules of this knowledge say on this day of a function that was judged.

    A function that was rejected because this person does not want it may well be suggested again: only a verdict with a signal finds fault.
    """
    if case.words_needed or case.function_id not in knowledge.catalogue.functions:
        return Finding.CANNOT_TELL
    suggested = suggests(case.person, case.function_id, knowledge, today)
    if case.outcome is Outcome.ACCEPT:
        return Finding.AS_JUDGED if suggested else Finding.NOT_SUGGESTED
    if case.outcome is Outcome.ADD:
        return Finding.AS_JUDGED if suggested else Finding.NOT_YET
    if case.outcome is Outcome.REJECT and not suggested:
        return Finding.AS_JUDGED
    return Finding.STILL_SUGGESTED if case.outcome is Outcome.REJECT and case.signal else Finding.PERSONAL


def cases_to_json(cases: Sequence[RegressionCase]) -> str:
    """The file of cases; the same cases give the same bytes."""
    document = {"format": FORMAT, "version": VERSION, "cases": _CASES.dump_python(tuple(cases), mode="json")}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def cases_from_json(text: str) -> tuple[RegressionCase, ...]:
    """The cases of a file. Raises CasesInvalid."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CasesInvalid("het bestand is geen JSON") from error
    if not isinstance(document, dict) or (document.get("format"), document.get("version")) != (FORMAT, VERSION):
        raise CasesInvalid(f"'format' hoort {FORMAT} te zijn, en 'version' {VERSION}")
    try:
        return _CASES.validate_json(json.dumps(document.get("cases")), strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise CasesInvalid(f"{'.'.join(('cases', *map(str, first['loc'])))}: {first['msg']}") from None
