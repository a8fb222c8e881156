"""What came of the mutants that were tried, and the figures that follow from it."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Outcome(StrEnum):
    """How a trial ended."""

    KILLED = "killed"
    """A test failed."""
    TOO_LONG = "too long"
    """The child used far more time than its tests should take."""
    DIED = "died"
    """The interpreter itself fell."""
    SURVIVED = "survived"
    UNREACHED = "unreached"
    """No test calls the function, so none can fail; counts as survived."""

    @property
    def kills(self) -> bool:
        return self not in (Outcome.SURVIVED, Outcome.UNREACHED)


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutant: how it ended, how many tests were chosen, and whether those were all that reach it."""

    mutant: str
    outcome: Outcome
    tests: int
    all_asked: bool

    @property
    def cut_short(self) -> bool:
        """Survived, but might yet be killed by a test that was not asked."""
        return self.outcome is Outcome.SURVIVED and not self.all_asked

    def to_json(self) -> str:
        return json.dumps([self.mutant, self.outcome, self.tests, self.all_asked], ensure_ascii=False)

    @classmethod
    def of_json(cls, line: str) -> Trial:
        mutant, outcome, tests, all_asked = json.loads(line)
        return cls(mutant, Outcome(outcome), tests, all_asked)


@dataclass(frozen=True, slots=True)
class Results:
    """A sample that was tried: `population` is the number of mutants that it was drawn from."""

    day: str
    commit: str
    seed: int
    population: int
    trials: tuple[Trial, ...]

    def write(self, path: Path) -> None:
        """One line per mutant, in order of name, so that two runs can be laid side by side."""
        head = {"day": self.day, "commit": self.commit, "seed": self.seed, "population": self.population}
        lines = ",\n".join("  " + trial.to_json() for trial in sorted(self.trials, key=lambda trial: trial.mutant))
        path.write_text(f'{{\n"about": {json.dumps(head)},\n"trials": [\n{lines}\n]\n}}\n', encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(**kept["about"], trials=tuple(Trial.of_json(json.dumps(trial)) for trial in kept["trials"]))


def sample(mutants: Iterable[str], seed: int, count: int) -> list[str]:
    """A random sample that depends on nothing but the names, the seed and the count; a larger one holds the smaller one."""
    order = sorted(mutants)
    random.Random(seed).shuffle(order)
    return order[:count]


def read_trials(path: Path) -> list[Trial]:
    """What was tried so far, the last time that each was; a line that was broken off counts as not tried."""
    trials = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            trial = Trial.of_json(line)
        except ValueError:
            continue
        trials[trial.mutant] = trial
    return list(trials.values())


def room(mutant: str) -> str:
    """The room of `rules/` that a mutant is in.

    >>> room("rules.language.dutch.x_stem__mutmut_3"), room("rules.learning.x__step__mutmut_1")
    ('rules/language', 'rules (itself)')
    """
    parts = mutant.split(".")
    return f"rules/{parts[1]}" if len(parts) > 3 else "rules (itself)"


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The interval (95% by default) of a share that was found as `right` of `count`, each 0–1 (Wilson 1927).

    >>> tuple(round(bound, 3) for bound in wilson(8, 10))
    (0.49, 0.943)
    """
    if not count:
        return 0.0, 1.0
    part, square = right / count, z * z / count
    middle = part + square / 2
    half = z * math.sqrt(part * (1 - part) / count + square / (4 * count))
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def killed(trials: Sequence[Trial]) -> int:
    return sum(trial.outcome.kills for trial in trials)
