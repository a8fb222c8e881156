"""Do own words really show a task or a skill, or do they only share letters with it? The chance, so that a card stays true.

Likeness of words alone is right in half of the cases ('pagina's bijwerken' and 'jaarverslagen opmaken'). What the
catalogue knows tells more: whether the words resemble other tasks that take the same skills, whether the present function
lies near, and whether the task of it that the words are about takes the same skills. All of it is counted and none of it
hidden: five numbers, weighed by a logistic formula that was fitted to judged pairs (`python -m tests.evaluation.links`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rules.catalogue import FunctionProfile, Task
from rules.knowledge import Knowledge
from rules.language.dutch import stem
from rules.language.text import words_only
from rules.matching.profile_texts import skill_texts
from rules.matching.task_matching import Near
from rules.matching.tools import tool_of

SHOWN_TASK = 0.8
SHOWN_TASK_BESIDE = 0.6
SHOWN_SKILL = 0.75
"""From these chances on it may be shown to the employee and the coach; below it still counts in the fit a little. BESIDE is for words
about life outside the present work, or when that is not known: words alone decide then, and are right less often."""
LIKELIER = 0.5
"""From this chance on words more likely show a skill than not: too little to say that somebody has it, enough not to call it missing."""
FEWEST_WORDS = 2
MOST_WORDS = 8
"""Of one word alone ('regio') nobody knows what is done with it; more words than the most tell no more."""
NAMED = 0.95
"""Spelled like this the skill itself is named, if in one word ('plannen')."""
SPELLED_ALIKE = 0.6
"""Spelled like this, words beside the present work may be shown too ('ramen lappen' says all in two words)."""
SHORTEST_LAST_PART = 3  # letters: 'pianoles' is a 'les'
LEAST_LIKENESS = 0.48
"""Who says to have a function, does its tasks: there this likeness of words is enough. Beside the present work it is the least."""

TASK_WEIGHTS: Mapping[str, float] = {"letters": 4.75, "same_skills": 1.15, "near_function": 7.49, "own_task": 3.12, "words": 0.6, "": -6.66}
TASK_WEIGHTS_BESIDE: Mapping[str, float] = {"letters": 2.77, "same_skills": 3.52, "words": 0.53, "": -3.49}
SKILL_WEIGHTS: Mapping[str, float] = {"letters": 4.69, "same_skills": 2.71, "own_function": 1.3, "words": 0.26, "": -3.89}
"""Fitted on the tuning half of the judged pairs; the empty name is the offset."""


class Alike:
    """The chances for one person's words, beside one present function; texts are looked at once and forgotten with it."""

    __slots__ = ("_knowledge", "_near", "_of_skills", "_own")

    def __init__(self, knowledge: Knowledge, own: FunctionProfile | None) -> None:
        self._knowledge = knowledge
        self._own = own
        self._near: dict[str, Near] = {}
        self._of_skills: dict[tuple[str, str], dict[str, float]] = {}

    def shows_task(self, said: str, task: Task, likeness: float, *, at_work: bool = True) -> bool:
        """Whether the words are about work like this task; `likeness` 0–1 is that of the matcher, `at_work` whether the present work is meant."""
        if self._own is not None and task.function_id == self._own.id:
            return likeness >= LEAST_LIKENESS
        signs = self.task_signs(said, task)
        if signs["words"] < FEWEST_WORDS:
            return False
        if self._own is None or not at_work:
            clear = chance(TASK_WEIGHTS_BESIDE, signs) >= SHOWN_TASK_BESIDE or signs["letters"] >= SPELLED_ALIKE
            return clear and likeness >= LEAST_LIKENESS
        return chance(TASK_WEIGHTS, signs) >= SHOWN_TASK

    def shows_skill(self, said: str, skill_id: str) -> bool:
        """Whether somebody who says this thereby shows the skill."""
        signs = self.skill_signs(said, skill_id)
        if signs["letters"] >= NAMED or self._names(said, skill_id):
            return True
        return signs["words"] >= FEWEST_WORDS and chance(SKILL_WEIGHTS, signs) >= SHOWN_SKILL

    def may_show_skill(self, said: str, skill_id: str) -> bool:
        """Whether the words more likely show the skill than not."""
        return self._names(said, skill_id) or chance(SKILL_WEIGHTS, self.skill_signs(said, skill_id)) >= LIKELIER

    def _names(self, said: str, skill_id: str) -> bool:
        skill = self._knowledge.catalogue.skills[skill_id]
        if tool_of(skill, said):
            return True
        typed = words_only(said).split()
        return FEWEST_WORDS <= len(typed) <= MOST_WORDS and any(_stands_in(typed, _words_of_name(name)) for name in (skill.label, *skill.synonyms))

    def task_signs(self, said: str, task: Task) -> dict[str, float]:
        """What speaks for it, each 0–1 but the number of words."""
        near = self._of(said)
        known = [known for identity, _ in near.tasks if (known := self._knowledge.catalogue.task(identity))]
        own_task = self._knowledge.catalogue.task(near.own_task) if near.own_task else None
        own_id = self._own.id if self._own else None
        return {
            "letters": near.same_letters((task.text, *task.also)),
            "same_skills": sum(_shared(task, other) for other in known) / len(known) if known else 0.0,
            "near_function": self._knowledge.neighbours.closeness(own_id, task.function_id),
            "own_task": _shared(task, own_task) if own_task else 0.0,
            "words": min(near.words, MOST_WORDS),
        }

    def skill_signs(self, said: str, skill_id: str) -> dict[str, float]:
        """As `task_signs`, for a skill: how many of the tasks that the words resemble take it, by likeness."""
        if (said, skill_id) not in self._of_skills:
            self._of_skills[said, skill_id] = self._signs_of_skill(said, skill_id)
        return self._of_skills[said, skill_id]

    def _signs_of_skill(self, said: str, skill_id: str) -> dict[str, float]:
        near = self._of(said)
        catalogue = self._knowledge.catalogue
        whole = sum(likeness for _, likeness in near.tasks)
        taking = sum(likeness for identity, likeness in near.tasks if (task := catalogue.task(identity)) and skill_id in task.skills)
        asked = self._own is not None and any(required.skill_id == skill_id for required in self._own.skills)
        return {
            "letters": near.letters(skill_texts(catalogue.skills[skill_id])),
            "same_skills": taking / whole if whole else 0.0,
            "own_function": float(asked),
            "words": min(near.words, MOST_WORDS),
        }

    def _of(self, said: str) -> Near:
        if said not in self._near:
            self._near[said] = self._knowledge.matcher.near(said, self._own.id if self._own else None)
        return self._near[said]


def chance(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """The logistic formula, 0–1, rounded so that it is the same on every machine."""
    total = weights[""] + sum(weight * signs[name] for name, weight in weights.items() if name)
    return round(1 / (1 + math.exp(-total)), 6)


def names(said: str, name: str) -> bool:
    """Whether a name of several words stands in the words, in any form and order, its words perhaps as the last part of a compound.

    >>> names("geef pianoles aan kinderen", "les geven"), names("eigen glazenwassersbedrijf", "eigen bedrijf"), names("volg les", "les geven")
    (True, True, False)
    """
    return _stands_in(words_only(said).split(), _words_of_name(name))


@lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name in the catalogue, which is looked at for every sentence of everybody."""
    return tuple(words_only(name).split())


def _stands_in(typed: Sequence[str], asked: Sequence[str]) -> bool:
    if not FEWEST_WORDS <= len(asked) <= len(typed) <= MOST_WORDS:
        return False
    return all(any(stem(word) == stem(part) or (word.endswith(part) and len(part) >= SHORTEST_LAST_PART) for word in typed) for part in asked)


def _shared(one: Task, other: Task) -> float:
    """Skills that both tasks take, of all that either takes."""
    both, either = set(one.skills) & set(other.skills), set(one.skills) | set(other.skills)
    return len(both) / len(either) if either else 0.0
