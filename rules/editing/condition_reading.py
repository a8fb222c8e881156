"""The rows under "Als" to the conditions of a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rules.editing.form import ConditionForm, Problems
from rules.editing.form_texts import SHORT, as_sent
from rules.editing.picks import NO, OF_KIND, UNKNOWN, YES, Pick, Picks, number_words, pick_words
from rules.files.yaml_entries import hint
from rules.language.text import cap
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.review.rulebook_domain import domain
from rules.rulebook import ALLOWED, Condition, Operator, Scope
from rules.vocabulary import VOCABULARY, FieldKind, FieldSpec

Conditions = Mapping[str, Mapping[str, tuple[Condition, ...]]]
MOST_ROWS = 30
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:[.,][0-9]{1,3})?")
_ALONE = frozenset({Operator.IS, Operator.ONE_OF})
"""Demands beside which no other on the same field can be written."""


def read_conditions(rows: Sequence[ConditionForm], about: Scope, picks: Picks, problems: Problems) -> Conditions:
    """Conditions by subject and field, in the order of the rows; rows in which nothing is filled in are passed over."""
    found: dict[str, dict[str, tuple[Condition, ...]]] = {}
    filled = [(f"when[{number}]", row) for number, row in enumerate(rows, start=1) if row.field.strip() or row.demand.strip() or any(value.strip() for value in row.values)]
    if not filled:
        problems.add("when", "heeft nog geen enkele rij. Zonder voorwaarde gaat een regel altijd af.")
    if len(filled) > MOST_ROWS:
        problems.add("when", f"heeft {len(filled)} rijen. Maak er hoogstens {MOST_ROWS} van.")
        return found
    for place, row in filled:
        subject, field = _field(place, row.field.strip(), about, problems)
        condition = _condition(place, row, picks, problems) if subject else None
        if condition is None:
            continue
        beside = found.setdefault(subject, {}).get(field, ())
        wrong = _not_beside(condition, beside, VOCABULARY[subject][field])
        if wrong:
            problems.add(f"{place}.demand", wrong)
        else:
            found[subject][field] = (*beside, condition)
    return {subject: fields for subject, fields in found.items() if fields}


def _field(place: str, chosen: str, about: Scope, problems: Problems) -> tuple[str, str]:
    """Subject and field of a row; two empty texts when it cannot be looked at."""
    subject, _, field = chosen.partition(".")
    if field not in VOCABULARY.get(subject, {}):
        problems.add(f"{place}.field", "is nog niet gekozen. Kies een veld uit de lijst." if not chosen else f"{as_sent(chosen)} bestaat niet. Kies een veld uit de lijst.")
        return "", ""
    if subject not in ALLOWED[about][0]:
        problems.add(f"{place}.field", f"'{pick_words(subject, field)}' past niet bij een regel over {SCOPE_WORDS[about]}. Kies een ander veld.")
        return "", ""
    return subject, field


def _condition(place: str, row: ConditionForm, picks: Picks, problems: Problems) -> Condition | None:
    subject, _, field = row.field.strip().partition(".")
    spec, demand = VOCABULARY[subject][field], row.demand.strip()
    if demand in {Operator.KNOWN, UNKNOWN} and spec.optional:
        return Condition(Operator.KNOWN, demand == Operator.KNOWN)
    if demand not in OF_KIND[spec.kind]:
        problems.add(f"{place}.demand", f"past niet bij '{pick_words(subject, field)}'. Kies uit: {', '.join(pick.words for pick in picks.demands(subject, field))}.")
        return None
    if spec.kind is FieldKind.FLAG:
        return Condition(Operator.IS, {YES: True, NO: False}[demand])
    if spec.kind is FieldKind.NUMBER:
        number = _number(place, row.values, spec, problems)
        return None if number is None else Condition(Operator(demand), number)
    values = _values(place, row.values, picks.values(subject, field), problems)
    return Condition(Operator(demand), values) if values else None


def _number(place: str, values: Sequence[str], spec: FieldSpec, problems: Problems) -> float | None:
    typed = [value.strip() for value in values if value.strip()]
    if len(typed) != 1 or not _NUMBER.fullmatch(typed[0]):
        problems.add(f"{place}.values", f"is nog geen getal. Schrijf een getal {number_words(spec)}.")
        return None
    number = float(typed[0].replace(",", "."))
    if not spec.low <= number <= spec.high:
        problems.add(f"{place}.values", f"{typed[0]} kan hier niet. Schrijf een getal {number_words(spec)}.")
        return None
    return number + 0.0  # no minus before a nought


def _values(place: str, values: Sequence[str], picks: Sequence[Pick], problems: Problems) -> frozenset[str]:
    """What was picked; every value one of the list, where there is one."""
    chosen = list(dict.fromkeys(cap(value, len(value)) for value in values if value.strip()))
    if not chosen or not all(chosen):
        problems.add(f"{place}.values", "is nog niet gekozen. Kies er een of meer uit de lijst." if picks else "is nog leeg. Vul dit in.")
        return frozenset()
    keys = {pick.key: pick.words for pick in picks}
    wrong = [value for value in chosen if (value not in keys if picks else len(value) > SHORT)]
    for value in wrong:
        problems.add(f"{place}.values", f"{as_sent(value)} staat niet in de lijst.{hint(value, keys) or ' Kies er een of meer uit de lijst.'}")
    return frozenset() if wrong else frozenset(chosen)


def _not_beside(condition: Condition, beside: Sequence[Condition], spec: FieldSpec) -> str:
    """Why a demand cannot stand beside those that there are on the same field; empty when it can."""
    if not beside:
        return "" if not domain(spec, (condition,)).empty else "kan nooit zo zijn. Kies een andere eis of andere waarden."
    if any(condition.operator is other.operator for other in beside):
        return "staat er al voor dit veld. Haal één van de twee rijen weg."
    if condition.operator in _ALONE or any(other.operator in _ALONE for other in beside):
        return "kan niet samen met een andere rij over hetzelfde veld. Haal één van de twee rijen weg."
    return "" if not domain(spec, (*beside, condition)).empty else "kan nooit samen met een andere rij over hetzelfde veld. Haal één van de twee rijen weg."
