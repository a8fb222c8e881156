"""A rule of the rulebook as a filled-in form: what `read_form` makes the same rule of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from rules.editing.form import ConclusionForm, ConditionForm, RuleForm
from rules.editing.picks import NO, UNKNOWN, YES
from rules.explanation import words
from rules.rulebook import NAMES, Conclusion, Condition, Operator, Rule
from rules.vocabulary import VOCABULARY


def form_of(rule: Rule) -> RuleForm:
    """The form of a rule, one row for every demand and every conclusion."""
    return RuleForm(
        id=rule.id,
        title=rule.title,
        models=rule.models,
        about=str(rule.scope),
        when=tuple(_rows(rule)),
        then=tuple(ConclusionForm(NAMES[type(conclusion)], _parts(conclusion)) for conclusion in rule.conclusions),
        because=rule.because,
        source=rule.source,
        valid_from=rule.valid_from.isoformat(),
        valid_until=rule.valid_until.isoformat() if rule.valid_until else "",
        author=rule.author,
    )


def _rows(rule: Rule) -> Iterator[ConditionForm]:
    for subject, asked in rule.conditions.items():
        for field, conditions in asked.items():
            yield from (_row(subject, field, condition) for condition in conditions)


def _row(subject: str, field: str, condition: Condition) -> ConditionForm:
    place, operator, expected = f"{subject}.{field}", condition.operator, condition.expected
    if operator is Operator.KNOWN:
        return ConditionForm(place, str(operator) if expected else UNKNOWN)
    if isinstance(expected, bool):
        return ConditionForm(place, YES if expected else NO)
    if isinstance(expected, frozenset):
        options = VOCABULARY[subject][field].options
        return ConditionForm(place, str(operator), tuple(sorted(expected, key=lambda value: (options.index(value) if value in options else len(options), value))))
    return ConditionForm(place, str(operator), (words(float(expected)),))


def _parts(conclusion: Conclusion) -> Mapping[str, str]:
    """The parts by the names of the form: those of the conclusion, but what happens ("is") and why it shuts out ("text")."""
    return {_CALLED.get(part.name, part.name): str(getattr(conclusion, part.name)) for part in fields(conclusion)}


_CALLED: Mapping[str, str] = {"reason": "text", "phase": "is", "outlook": "is"}
