"""Facts that never stand together in one case, so that a rule which asks for both can never fire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.labour_market import Tightness
from rules.review.rulebook_domain import Field, domain, domains
from rules.rulebook import Condition, Operator, Rule
from rules.vocabulary import VOCABULARY

_YES, _NO = Condition(Operator.IS, True), Condition(Operator.IS, False)
_ANY, _ZERO, _UNKNOWN, _KNOWN = Condition(Operator.AT_LEAST, 1), Condition(Operator.IS, 0.0), Condition(Operator.KNOWN, False), Condition(Operator.KNOWN, True)
_SHORT = frozenset(str(item) for item in Tightness if item.short)
_NOT_SHORT = frozenset(map(str, Tightness)) - _SHORT


def _of(*facts: tuple[str, str, Condition]) -> Mapping[Field, Condition]:
    return {(subject, field): condition for subject, field, condition in facts}


_SAME = ("match", "same_function", _YES)
_NEVER: tuple[Mapping[Field, Condition], ...] = (
    _of(_SAME, ("match", "same_area", _NO)),
    _of(_SAME, ("match", "same_sector", _NO)),
    *(_of(_SAME, ("match", field, _ANY)) for field in ("education_step", "scale_step", "contact_step", "creativity_step")),
    _of(("match", "digital_gap", _ANY), ("match", "digital_spare", _ANY)),
    _of(("market", "short", _YES), ("market", "tightness", Condition(Operator.ONE_OF, _NOT_SHORT))),
    _of(("market", "short", _NO), ("market", "tightness", Condition(Operator.ONE_OF, _SHORT))),
    _of(("market", "national", _NO), ("market", "age_months", _UNKNOWN)),
    _of(("person", "outside_count", _ZERO), ("match", "outside_count", _ANY)),
    _of(("person", "shrinking_tasks", _ZERO), ("match", "shrinking_own_count", _ANY)),
    _of(("person", "growing_tasks", _ZERO), ("match", "growing_own_count", _ANY)),
    *(
        _of(("match", f"{name}_count", _ZERO), ("match", f"{name}_quote", _KNOWN))
        for name in ("outside", "before", "growing_own", "refused")
    ),
    _of(("match", "missing_count", _ZERO), ("match", "first_missing", _KNOWN)),
    _of(("match", "missing_count", _ZERO), ("match", "essential_missing", _ANY)),
    _of(("function", "regulated", _NO), ("match", "requirements_missing", _ANY)),
    _of(("match", "requirements_missing", _ZERO), ("match", "requirements_likely", _ANY)),
)


def never_together(rule: Rule) -> Iterator[tuple[Field, ...]]:
    """Fields on which the rule asks what no case holds at once."""
    asked = domains(rule)
    for facts in _NEVER:
        if all(place in asked and asked[place].within(domain(VOCABULARY[place[0]][place[1]], (condition,))) for place, condition in facts.items()):
            yield tuple(facts)
