"""A person for the rules without their own words: ids and meanings stay, what somebody said in own words goes.

Own words can identify ("ik doe als enige de grafuitgifte"), ids of tasks and skills much less; still a rare function in a small region may,
so the result is pseudonymous and not anonymous.
"""

from __future__ import annotations

from dataclasses import replace

from rules.catalogue import Catalogue
from rules.person import Criterion, CriterionKind, Mention, MentionKind, Person, TaskTrend


def without_words(person: Person, catalogue: Catalogue) -> tuple[Person, int]:
    """The person with the catalogue's words in the place of their own, and how much could not be said without own words and was left out.

    A mention of a task or skill that the catalogue knows gets its wording there; one that it does not know goes, as do wishes in own words,
    a function that was not recognised, changes in tasks that went, and criteria that only a coach can weigh.
    """
    known = {mention: label for mention in person.mentions if (label := _label(mention, catalogue))}
    mentions = tuple(replace(mention, quote=label, label=label) for mention, label in known.items())
    quotes = {mention.quote.strip(): label for mention, label in known.items()}
    trends = tuple(TaskTrend(quotes[trend.quote.strip()], trend.trend) for trend in person.task_trends if trend.quote.strip() in quotes)
    criteria = tuple(
        Criterion(criterion.kind.value, criterion.kind, criterion.hard) for criterion in person.criteria if criterion.kind not in _ONLY_WORDS
    )
    stripped = replace(person, function_words="", mentions=mentions, task_trends=trends, wish_words=(), criteria=criteria)
    left_out = (
        len(set(person.mentions)) - len(mentions) + len(person.task_trends) - len(trends) + len(person.criteria) - len(criteria)
        + len(person.wish_words) + bool(person.function_words and not person.function_id)
    )
    return stripped, left_out


_ONLY_WORDS = frozenset({CriterionKind.OTHER, CriterionKind.FACT})


def _label(mention: Mention, catalogue: Catalogue) -> str:
    if mention.concept_id is None:
        return ""
    if mention.kind is MentionKind.SKILL:
        skill = catalogue.skills.get(mention.concept_id)
        return skill.label if skill else ""
    task = catalogue.task(mention.concept_id)
    return task.text if task else ""
