"""WHY a question is asked: the rules that need its answer, by the fields of a case that the answer fills.

Which fields those are is declared here, once. A field of the vocabulary that no question fills and that is not named as
such is refused by a test, and so is a question whose answer moves a field that stands not with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rules.rulebook import Exclude, LongWay, Operator, Points, Rule, SetRoute, concluded
from rules.vocabulary import VOCABULARY

Field = tuple[str, str]
"""Subject and field of the vocabulary."""

_TOLD = (
    "task_count task_percent skill_percent has_count essential_missing essential_by_function missing_count support_count first_missing quote quote_task outside_count outside_quote "
    "outside_unasked before_count before_quote growing_own_count growing_own_quote shrinking_own_count growing_skill_count growing_skills"
)
_REFUSED = "refused_count refused_quote refused_task"
_WISHED = "wish_percent wish_quote"
_CRITERIA = "hard_broken hard_broken_words hard_broken_because soft_broken soft_broken_words met_count unknown_count unknown_words unknown_because"

_FILLS: Mapping[str, Mapping[str, str]] = {
    "function": {
        "person": "skills",
        "own": " ".join(VOCABULARY["own"]),
        "task": "kind outlook term quadrant because",
        "match": f"same_function same_area same_sector {_TOLD} requirements_missing requirements_likely education_step pay pay_text scale_step contact_step creativity_step {_CRITERIA}",
    },
    "region": {"person": "region_known", "market": " ".join(VOCABULARY["market"])},
    "tasks": {"person": "evidence_count outside_count skills", "match": f"{_TOLD} {_REFUSED} {_WISHED}"},
    "trends": {
        "person": "shrinking_tasks growing_tasks",
        "task": "said",
        "match": "quote quote_task outside_quote before_quote growing_own_count growing_own_quote shrinking_own_count",
    },
    "outside": {"person": "evidence_count outside_count skills", "match": f"{_TOLD} {_REFUSED} {_WISHED}"},
    "wishes": {"person": "wish_sectors", "match": f"{_WISHED} {_REFUSED} wish_sector refused_sector refused_sector_words"},
    "digital": {"person": "digital_insight digital_create", "match": "digital_gap digital_spare"},
    "direction": {"person": "direction"},
    "criteria": {"person": "criteria hard_criteria", "match": _CRITERIA},
}
"""Question of the interview → fields of a case that its answer can fill, those that are worked out from it included."""

FILLED_BY: Mapping[str, frozenset[Field]] = {
    question: frozenset((subject, field) for subject, fields in subjects.items() for field in fields.split()) for question, subjects in _FILLS.items()
}
REWORDED_BY: Mapping[str, frozenset[Field]] = {
    "trends": frozenset(("match", field) for field in ("quote", "quote_task", "outside_quote", "before_quote")),
}
"""Fields of which an answer only decides which own words stand there, not whether any do: what shrinks leads last."""
NOT_ASKED: Mapping[Field, str] = {
    ("person", "qualifications"): "no question asks for it yet",
    ("match", "alone"): "worked out from the judgement of all functions",
}
"""Fields about a person that rest on no answer, and why; what the catalogue says of a function (`function`) rests on none either."""


def rests_on(rule: Rule) -> tuple[str, ...]:
    """The questions whose answer decides whether a rule fires, in the order of the declaration."""
    return tuple(question for question in FILLED_BY if _needs(rule, question))


def needing(question: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that need the answer to a question, the heaviest first. Raises KeyError for a question that fills no field."""
    if question not in FILLED_BY:
        raise KeyError(question)
    return tuple(sorted((rule for rule in rules if _needs(rule, question)), key=weight, reverse=True))


def weight(rule: Rule) -> tuple[bool, bool, int, bool]:
    """How much a rule decides, to compare: it shuts out, it makes a long way, its points, it names the route. All nothing: it only tells."""
    return (
        any(concluded([rule], Exclude)),
        any(concluded([rule], LongWay)),
        sum(abs(item.by) for _, item in concluded([rule], Points)),
        any(concluded([rule], SetRoute)),
    )


def decides(rule: Rule) -> bool:
    """Whether a rule has a say in which functions are suggested; else it only tells something."""
    return any(weight(rule))


def _needs(rule: Rule, question: str) -> bool:
    """Whether the answer can decide that the rule fires, and not only how its text reads."""
    return any(
        (subject, field) in FILLED_BY[question]
        and not ((subject, field) in REWORDED_BY.get(question, ()) and all(condition.operator is Operator.KNOWN for condition in conditions))
        for subject, fields in rule.conditions.items()
        for field, conditions in fields.items()
    )
