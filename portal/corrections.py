"""Correcting a passport by hand: each form changes one answer and gives the next passport. Pure.

The earlier answer stays in the passport's history, as with a correction in the talk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.words.citizen_number import mask_citizen_numbers
from bot.words.cleaning import clean
from portal import wording
from portal.errors import ConsentNeeded, CorrectionRefused
from rules.knowledge import Knowledge
from rules.labour_market import NATIONAL
from rules.language.text import tidy
from skills_passport.answers import CHOICE, DENIED
from skills_passport.guidance import advice_in
from skills_passport.model import AnswerStatus, Purpose, SkillsPassport

LONGEST_NAME = 100  # characters of a function in somebody's own words
NOT_LISTED = "none"
MOST_DENIED = 100
LISTS: Mapping[str, frozenset[str]] = {
    "tasks": frozenset({"mentions", "messages"}),
    "outside": frozenset({"mentions", "messages"}),
    "wishes": frozenset({"mentions", "words", "refused_sectors"}),
    "trends": frozenset({"trends"}),
    "criteria": frozenset({"criteria"}),
}
"""What can be taken away or meant otherwise, item by item."""
CORRECTED = frozenset({*LISTS, "function", "region", "direction", "digital", CHOICE, DENIED})
"""Questions of which a form here changes the answer; consents and what a coach confirmed are not among them."""

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """What was sent: `field` names what is corrected; the other values depend on it, `items` and `places` name items of a list."""

    field: str
    value: str = ""
    values: tuple[str, ...] = ()
    question: str = ""
    items: str = ""
    places: tuple[int, ...] = ()


def corrected(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """The passport with this one thing changed. Raises CorrectionRefused when it cannot be, and ConsentNeeded.

    What was there stays right before it, also an answer that was not finished: `taken_back` gives the passport of before.
    """
    check_consent(passport)
    correct = _CORRECTIONS.get(form.field)
    if correct is None:
        raise CorrectionRefused("Ik weet niet wat je wilt veranderen. Ga terug en kies het opnieuw.")
    changed = correct(passport, form, knowledge, at)
    return replace(changed, answers_given=(*passport.answers_given, changed.answers_given[-1]))


def taken_back(passport: SkillsPassport, question: str) -> SkillsPassport:
    """The passport as it was before the last correction of this question. Raises CorrectionRefused, ConsentNeeded."""
    check_consent(passport)
    if question not in CORRECTED or passport.answer(question) is None:
        raise CorrectionRefused("Ik weet niet wat ik terug moet zetten. Ga terug en bekijk je paspoort opnieuw.")
    return passport.without_last_answer(question)


def check_consent(passport: SkillsPassport) -> None:
    """Raises ConsentNeeded for the passport of somebody who did not agree that anything is kept."""
    if not passport.agrees_to(Purpose.TALK):
        raise ConsentNeeded("The owner of this passport has not agreed to the talk being kept.")


def typed(text: str) -> str:
    """Own words from a form field as they may be kept: one line, cleaned, without citizen numbers."""
    return " ".join(mask_citizen_numbers(clean(text).text)[0].split())[:LONGEST_NAME].strip()


def written(text: str) -> str:
    """Own words of several lines, such as a message, as they may be kept: without citizen numbers. How long they may be is judged elsewhere.

    >>> written("Bel me op toestel 12.\\r\\nMijn bsn is 111222333.")
    'Bel me op toestel 12.\\nMijn bsn is [nummer weggelaten].'
    """
    return mask_citizen_numbers(tidy(text.replace("\r\n", "\n"), len(text)).text)[0]


def _function(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """`value`: id of a function, or `none` when it is not in the list; `values`: the own words."""
    words = typed(form.values[0] if form.values else "")
    function = knowledge.catalogue.functions.get(form.value)
    if form.value != NOT_LISTED and function is None:
        raise CorrectionRefused("Die functie ken ik niet (meer). Ga terug en kies een andere.")
    if not words and function is None:
        raise CorrectionRefused("Ik zie geen functie. Ga terug en typ hoe je werk heet.")
    words = words or (function.title if function else "")
    value = {"function_id": function.id if function else None, "words": words}
    return passport.with_answer("function", value, words=words, at=at)


def _region(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    name = knowledge.labour_market.regions.get(form.value)
    if form.value == "":
        return passport.with_answer("region", None, words="", at=at, status=AnswerStatus.SKIPPED)
    if name is None or form.value == NATIONAL:
        raise CorrectionRefused("Die regio ken ik niet. Ga terug en kies er een uit de lijst.")
    return passport.with_answer("region", {"region_id": form.value, "words": name}, words=name, at=at)


def _remove(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """Take items away from a list in an answer."""
    value, items = _items(passport, form)
    kept = [item for place, item in enumerate(items) if place not in form.places]
    return _with_list(passport, form, value, kept, at)


def _meaning(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """How a mention is meant: done now, before, wanted …"""
    value, items = _items(passport, form)
    if form.items != "mentions" or form.value not in wording.MEANINGS:
        raise CorrectionRefused("Kies hoe je het bedoelt, en probeer het opnieuw.")
    return _with_list(passport, form, value, _altered(items, form, "meaning", form.value), at)


def _trend(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    value, items = _items(passport, form)
    if form.items != "trends" or form.value not in wording.TRENDS:
        raise CorrectionRefused("Kies of de taak meer of minder wordt, en probeer het opnieuw.")
    return _with_list(passport, form, value, _altered(items, form, "trend", form.value), at)


def _hard(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """Whether a criterion must be met or is a wish."""
    value, items = _items(passport, form)
    if form.items != "criteria" or form.value not in {"hard", "soft"}:
        raise CorrectionRefused("Kies of het echt moet of een wens is, en probeer het opnieuw.")
    return _with_list(passport, form, value, _altered(items, form, "hard", form.value == "hard"), at)


def _sectors(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    chosen = [sector for sector in wording.SECTORS if sector in form.values]
    if len(chosen) != len(set(form.values)):
        raise CorrectionRefused("Een van de richtingen ken ik niet. Ga terug en kies opnieuw.")
    known = _value(passport, "wishes")
    refused = [sector for sector in known.get("refused_sectors", ()) if sector not in chosen]
    value = {"words": [], "mentions": [], **known, "sectors": chosen, "refused_sectors": refused}
    return passport.with_answer("wishes", value, words="", at=at)


def _direction(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    if form.value not in wording.DIRECTIONS:
        raise CorrectionRefused("Kies een van de drie richtingen, en probeer het opnieuw.")
    return passport.with_answer("direction", {"direction": form.value}, words="", at=at)


def _digital(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    levels = {str(level): level for level in wording.DIGITAL_LEVELS}
    if len(form.values) != 2 or not set(form.values) <= set(levels):
        raise CorrectionRefused("Kies bij allebei een niveau, en probeer het opnieuw.")
    insight, create = (levels[level] for level in form.values)
    return passport.with_answer("digital", {"insight": insight, "create": create}, words="", at=at)


def _choice(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """`value`: id of a function that the last advice suggests, or `none` to take the choice back."""
    if form.value == NOT_LISTED:
        return passport.with_answer(CHOICE, None, words="", at=at, status=AnswerStatus.OPEN)
    shown = advice_in(passport.advices[-1]).suggestions if passport.advices else ()
    chosen = next((suggestion for suggestion in shown if suggestion.function_id == form.value), None)
    if chosen is None:
        raise CorrectionRefused("Die suggestie staat niet (meer) in je laatste advies. Ga terug en kies opnieuw.")
    return passport.with_answer(CHOICE, {"function_id": chosen.function_id, "words": chosen.title}, words="", at=at)


def _denied(passport: SkillsPassport, form: Correction, knowledge: Knowledge, at: datetime) -> SkillsPassport:
    """`value`: id of a skill; `values`: `no` for who says not to have it, `yes` to take that back."""
    known = tuple(_value(passport, DENIED).get("skills", ()))
    if form.values == ("no",):
        function = knowledge.catalogue.functions.get(passport.person().function_id or "")
        if function is None or form.value not in {needed.skill_id for needed in function.skills} or len(known) >= MOST_DENIED:
            raise CorrectionRefused("Die vaardigheid hoort niet (meer) bij je functie. Ga terug en bekijk je paspoort opnieuw.")
        skills = tuple(dict.fromkeys((*known, form.value)))
    elif form.values == ("yes",) and form.value in known:
        skills = tuple(each for each in known if each != form.value)
    else:
        raise CorrectionRefused("Dat staat niet (meer) in je paspoort. Ga terug en bekijk het opnieuw.")
    return passport.with_answer(DENIED, {"skills": list(skills)}, words="", at=at)


def _value(passport: SkillsPassport, question: str) -> Value:
    answer = passport.answer(question)
    return dict(answer.value) if answer and answer.value and answer.status is not AnswerStatus.SKIPPED else {}


def _items(passport: SkillsPassport, form: Correction) -> tuple[Value, list[Any]]:
    """The answer's value and a copy of the list in it, when it has the items that are meant."""
    value = _value(passport, form.question)
    items = list(value.get(form.items, ())) if form.items in LISTS.get(form.question, ()) else []
    if not form.places or not all(0 <= place < len(items) for place in form.places):
        raise CorrectionRefused("Dat staat niet (meer) in je paspoort. Ga terug en bekijk het opnieuw.")
    return value, items


def _altered(items: list[Any], form: Correction, name: str, value: Any) -> list[Any]:
    return [{**item, name: value} if place in form.places else item for place, item in enumerate(items)]


def _with_list(passport: SkillsPassport, form: Correction, value: Value, items: list[Any], at: datetime) -> SkillsPassport:
    answer = passport.answers[form.question]
    return passport.with_answer(form.question, {**value, form.items: items}, words="", at=at, status=answer.status)


_CORRECTIONS: Mapping[str, Callable[[SkillsPassport, Correction, Knowledge, datetime], SkillsPassport]] = {
    "function": _function,
    "region": _region,
    "remove": _remove,
    "meaning": _meaning,
    "trend": _trend,
    "hard": _hard,
    "sectors": _sectors,
    "direction": _direction,
    "digital": _digital,
    "choice": _choice,
    DENIED: _denied,
}
