"""Which occupations lie near a given one, and why: by skills, groups of skills, tasks and text.

Nearness has a direction: from a clerk to a buyer is not from a buyer to a clerk. What counts most is how much of what
the other asks is there already. The same sums work over the own catalogue and over an imported layer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize

from rules.explanation import join, quoted
from rules.language.dutch import DutchText
from rules.language.text import fold
from rules.matching.tfidf import AmongThemselves, Places, char_ngrams, terms_of
from rules.occupation import Occupation

WEIGHTS: Mapping[str, float] = {"covered": 0.15, "skills": 0.3, "groups": 0.05, "field": 0.08, "tasks": 0.25, "text": 0.4}
"""How much each kind of likeness counts (chosen on the tuning half of the obvious pairs); a kind that a set of occupations does not have is left out of the sum."""
STEP_UP = 0.05
"""What each level of education more takes off: it can be bridged, but it is not near (judgement of this project)."""
REGULATED = 0.1
"""What a legal demand takes off: no regulated occupation is an easy step (M8)."""
KIN = 0.15
KIN_WEIGHT = 0.7
"""From this likeness on two skills are kin ('gesprekken voeren', 'loopbaangesprekken voeren'); so much of it counts."""
CHARS = 0.4  # of n-grams beside terms, in the likeness of two tasks
ALIKE = 0.3  # from this likeness on two tasks are shown as alike
SHOWN = 3  # skills and tasks that a reason names

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An occupation near another; `closeness` and each of its `parts` lie between 0 and 1."""

    id: str
    title: str
    closeness: float
    parts: Mapping[str, float]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    """Labels of the skills it asks that the other does not have, the heaviest first."""


class Transitions:
    """`near(id)` over one set of occupations; built once, then used from any thread."""

    __slots__ = (
        "_asked", "_chars", "_directions", "_fields", "_groups", "_kin", "_labels", "_occupations", "_place", "_rank", "_regulated", "_skills", "_steps",
        "_task_starts", "_tasks", "_telling", "_text",
    )

    def __init__(self, occupations: Sequence[Occupation], skills: Mapping[str, tuple[str, ...]], language: DutchText) -> None:
        self._occupations = tuple(occupations)
        self._labels = {skill_id: texts[0] for skill_id, texts in skills.items()}
        self._place = {occupation.id: place for place, occupation in enumerate(self._occupations)}
        by_id = sorted(range(len(self._occupations)), key=lambda place: self._occupations[place].id)
        self._rank = np.argsort(np.array(by_id, dtype=np.intp))
        ids = sorted({skill for occupation in self._occupations for skill in occupation.skills})
        raw = _matrix([occupation.skills for occupation in self._occupations], ids)
        holders = np.asarray((raw > 0).sum(axis=0)).ravel()
        telling: Vector = np.log1p(len(self._occupations) / (1 + holders)).astype(np.float32)
        self._telling = dict(zip(ids, telling.tolist(), strict=True))
        self._skills = sparse.csr_matrix(raw.multiply(telling), dtype=np.float32)
        self._asked: Vector = np.maximum(np.asarray(self._skills.sum(axis=1), dtype=np.float32).ravel(), 1e-9)
        self._kin = _kinship([". ".join(skills.get(skill_id, ())) for skill_id in ids], language)
        self._directions = _unit(sparse.csr_matrix(self._skills @ self._kin))
        self._fields = np.array([occupation.field for occupation in self._occupations])
        groups = sorted({group for occupation in self._occupations for group in occupation.groups})
        self._groups = _unit(_matrix([occupation.groups for occupation in self._occupations], groups))
        self._text = AmongThemselves([occupation.text for occupation in self._occupations], terms_of(language), sublinear=True)
        tasks = [text for occupation in self._occupations for text in occupation.tasks]
        self._task_starts = np.cumsum([0, *(len(occupation.tasks) for occupation in self._occupations)])
        self._tasks = AmongThemselves(tasks, terms_of(language))
        self._chars = AmongThemselves([fold(text) for text in tasks], char_ngrams(3, 5))
        self._regulated = np.array([item.regulated for item in self._occupations], dtype=bool)
        self._steps = np.array([np.nan if item.step is None else item.step for item in self._occupations], dtype=np.float32)

    def __contains__(self, occupation_id: object) -> bool:
        return occupation_id in self._place

    def near(self, occupation_id: str, limit: int = 5) -> tuple[Neighbour, ...]:
        """The nearest others, nearest first; ties go by id. Raises KeyError for an id that is not in the set."""
        here = self._place[occupation_id]
        parts, closeness, order = self._nearest(here)
        return tuple(
            self._neighbour(here, place, float(closeness[place]), {name: round(float(part[place]), 4) for name, part in parts.items()})
            for place in order[: max(0, limit)]
        )

    def closest(self, occupation_id: str) -> dict[str, float]:
        """All that are near at all, nearest first, with their closeness: a fraction of the time of `near`. Raises KeyError for an id that is not in the set."""
        _, closeness, order = self._nearest(self._place[occupation_id])
        return {self._occupations[place].id: near for place, near in zip(order, closeness[order].tolist(), strict=True)}

    def closeness(self, occupation_id: str, other_ids: Sequence[str]) -> dict[str, float]:
        """The same numbers as `closest`, of these others only and 0 for what is not near at all: so much quicker as they are few. Raises KeyError likewise."""
        here, places = self._place[occupation_id], np.array([self._place[identity] for identity in other_ids], dtype=np.intp)
        _, closeness = self._weighed(here, places)
        return dict(zip(other_ids, np.maximum(closeness, 0.0).tolist(), strict=True))

    def _nearest(self, here: int) -> tuple[dict[str, Vector], NDArray[np.float64], list[int]]:
        """The parts, the closeness of all, and the places of those that are near at all, nearest first."""
        parts, closeness = self._weighed(here, None)
        order = np.lexsort((self._rank, -closeness))  # ties go by id
        return parts, closeness, order[closeness[order] > 0].tolist()

    def _weighed(self, here: int, places: Places | None) -> tuple[dict[str, Vector], NDArray[np.float64]]:
        """The parts and the closeness of the occupations at `places`, or of all; -1 for the one itself."""
        parts = self._parts(here, places)
        whole = sum(WEIGHTS[name] for name in parts)
        closeness = sum((WEIGHTS[name] / whole * part for name, part in parts.items()), np.zeros(len(parts["text"])))
        closeness = np.round(closeness * self._within_reach(here, places), 6)
        closeness[np.arange(len(self._occupations))[_at(places)] == here] = -1.0
        return parts, closeness

    def _parts(self, here: int, places: Places | None) -> dict[str, Vector]:
        """Each kind of likeness of the occupations at `places`, or of all, to this one, shape (n_places,)."""
        of = _at(places)
        own = self._skills[here].toarray().ravel()
        kin = self._kin[:, own > 0].multiply(own[own > 0]).max(axis=1).toarray().ravel()
        there = self._skills[of].copy()
        there.data = np.minimum(there.data, kin[there.indices])  # of a skill counts what is asked and there, never more
        parts = {
            "covered": np.asarray(there.sum(axis=1), dtype=np.float32).ravel() / self._asked[of],
            "skills": (self._directions[of] @ self._directions[here].T).toarray().ravel(),
            "groups": (self._groups[of] @ self._groups[here].T).toarray().ravel(),
            "field": (self._fields[of] == self._fields[here]).astype(np.float32),
            "text": self._text.similarities([here], places)[0],
        }
        if self._occupations[here].tasks:
            counts = np.diff(self._task_starts)[of]
            tasks = None if places is None else np.concatenate([self._tasks_at(place) for place in places])
            best = self._task_likeness(here, tasks).max(axis=0)
            whose = np.repeat(np.arange(len(counts)), counts)
            parts["tasks"] = np.bincount(whose, weights=best, minlength=len(counts)) / np.maximum(counts, 1)
        return parts

    def _tasks_at(self, place: int) -> NDArray[np.intp]:
        """The places of the tasks of one occupation."""
        return np.arange(self._task_starts[place], self._task_starts[place + 1], dtype=np.intp)

    def _task_likeness(self, here: int, tasks: Places | None) -> Vector:
        """Of each own task to the tasks at these places, or to all, shape (n_own_tasks, n_tasks)."""
        own = self._tasks_at(here)
        likeness: Vector = (1 - CHARS) * self._tasks.similarities(own, tasks) + CHARS * self._chars.similarities(own, tasks)
        return likeness

    def _within_reach(self, here: int, places: Places | None) -> NDArray[np.float64]:
        """What diplomas take off, as a factor for each occupation."""
        of = _at(places)
        up = np.nan_to_num(np.maximum(self._steps[of] - self._steps[here], 0.0), nan=0.0)
        regulated = self._regulated[of] & ~self._regulated[here]
        reach: NDArray[np.float64] = np.maximum(1 - STEP_UP * up - REGULATED * regulated, 0.1).astype(np.float64)
        return reach

    def _neighbour(self, here: int, place: int, closeness: float, parts: Mapping[str, float]) -> Neighbour:
        there = self._occupations[place]
        own = self._occupations[here].skills
        # A skill of a layer may have no Dutch name: it counts, but it cannot be told.
        named = (skill for skill in there.skills if skill in self._labels)
        heaviest = sorted(named, key=lambda skill: (-self._weight(skill, there.skills[skill]), skill))
        shared = [skill for skill in heaviest if skill in own]
        missing = [skill for skill in heaviest if skill not in own]
        reasons = [f"Wat je daar ook gebruikt: {join([self._labels[skill] for skill in shared[:SHOWN]])}."] if shared else []
        reasons += [f"Je taak {quoted([one])} lijkt op {quoted([other])}." for one, other in self._alike(here, place)]
        if missing:
            reasons.append(f"Nieuw is vooral: {join([self._labels[skill] for skill in missing[:SHOWN]])}.")
        return Neighbour(there.id, there.title, closeness, parts, tuple(reasons), tuple(self._labels[skill] for skill in missing))

    def _alike(self, here: int, place: int) -> list[tuple[str, str]]:
        """The pairs of tasks that are most alike, each task once."""
        columns = self._tasks_at(place)
        if not self._occupations[here].tasks or not columns.size:
            return []
        likeness = self._task_likeness(here, columns)
        found: list[tuple[str, str]] = []
        while len(found) < SHOWN - 1:
            row, column = np.unravel_index(int(np.argmax(likeness)), likeness.shape)
            if likeness[row, column] < ALIKE:
                break
            found.append((_first(self._occupations[here].tasks[int(row)]), _first(self._occupations[place].tasks[int(column)])))
            likeness[row, :] = likeness[:, column] = 0.0
        return found

    def _weight(self, skill: str, weight: float) -> float:
        telling: float = self._telling[skill]
        return weight * telling


def _at(places: Places | None) -> Places | slice:
    return slice(None) if places is None else places


def _first(task: str) -> str:
    """The wording of the profile, without the ways in which colleagues say it."""
    return task.split(". ", 1)[0]


def _matrix(rows: Sequence[Mapping[str, float]], columns: Sequence[str]) -> sparse.csr_matrix:
    """Shape (n_rows, n_columns)."""
    place = {column: number for number, column in enumerate(columns)}
    data = [weight for row in rows for weight in row.values()]
    indices = [place[name] for row in rows for name in row]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return sparse.csr_matrix((np.array(data, dtype=np.float32), indices, starts), shape=(len(rows), len(columns)))


def _kinship(texts: Sequence[str], language: DutchText) -> sparse.csr_matrix:
    """How much of one skill is in another, by what they are called, shape (n_skills, n_skills); 1 on the diagonal."""
    space = AmongThemselves(texts, terms_of(language))
    rows = []
    for start in range(0, len(texts), 256):
        likeness = space.similarities(range(start, min(start + 256, len(texts))))
        likeness[likeness < KIN] = 0.0
        rows.append(sparse.csr_matrix(KIN_WEIGHT * likeness))
    kin = sparse.vstack(rows, format="lil") if rows else sparse.lil_matrix((0, 0))
    kin.setdiag(1.0)
    return sparse.csr_matrix(kin, dtype=np.float32)


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The rows at length 1; empty rows stay empty."""
    return sparse.csr_matrix(normalize(matrix)) if matrix.shape[1] else matrix
