"""What is like something that is there already: a warning while HR fills in a name or a text, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.catalogue import Catalogue
from rules.editing.used_by import Thing
from rules.matching.label_index import LabelIndex
from rules.matching.task_matching import TaskMatcher

MOST = 3
STEP = "leerstap"
LEAST: Mapping[str, float] = {Thing.FUNCTION: 0.6, Thing.SKILL: 0.6, Thing.TASK: 0.6, STEP: 0.5, Thing.ROUTE: 0.7, Thing.QUALIFICATION: 0.7}
"""From this likeness on (0–1) something is told; chosen on the catalogue itself, where the names and texts that there are should find nothing
and the same ones in fewer words should be found (figures: docs/RULEBOOK.md). The same thing in quite other words is mostly not found."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Something that is there already: its id (of a step: that of its skill), the wording that is like it, and how like, 0–1."""

    id: str
    words: str
    score: float


class NearDuplicates:
    """`of(thing, text)` over one catalogue; built once, then used from any thread. A matcher of another version knows its tasks only."""

    __slots__ = ("_indexes", "_matcher", "_texts")

    def __init__(self, catalogue: Catalogue, matcher: TaskMatcher) -> None:
        functions = ((item.id, label) for item in catalogue.functions.values() for label in (item.title, *item.aliases))
        skills = ((item.id, label) for item in catalogue.skills.values() for label in (item.label, *item.synonyms))
        steps = ((item.id, step.text) for item in catalogue.skills.values() for step in item.learning)
        self._indexes = {
            str(thing): LabelIndex(entries)
            for thing, entries in (
                (Thing.FUNCTION, functions), (Thing.SKILL, skills), (STEP, steps),
                (Thing.ROUTE, ((item.id, item.title) for item in catalogue.routes.values())),
                (Thing.QUALIFICATION, ((item.id, item.label) for item in catalogue.qualifications.values())),
            )
        }
        self._matcher = matcher
        self._texts = {task.id: task.text for function in catalogue.functions.values() for task in function.tasks}

    def of(self, thing: Thing | str, text: str, but: str = "") -> tuple[NearDuplicate, ...]:
        """The few that the text is most like, likeliest first; `but` is the one that is being changed. Raises KeyError for another thing."""
        if thing == Thing.TASK:
            found: Iterable[tuple[str, str, float]] = ((identity, self._texts[identity], score) for identity, score in self._matcher.near(text).tasks if identity in self._texts)
        else:
            found = ((match.concept_id, match.label, match.score) for match in self._indexes[str(thing)].rank(text, 40))
        best: dict[str, NearDuplicate] = {}
        for identity, words, score in found:
            if identity != but and score >= LEAST[thing] and identity not in best:
                best[identity] = NearDuplicate(identity, words, round(score, 3))
        return tuple(best.values())[:MOST]
