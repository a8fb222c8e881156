"""A colleague drawn from a seed: what they do, where, what they like, and how they behave in a talk."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.evaluation.measures import TUNING, half, read_set, read_table

Saying = Mapping[str, Any]
_SHORTEST_MISTYPED = 5  # letters
_ASIDE = ("why", "out_of_scope", "thanks", "help", "is_bot", "what_do_you_know")


@dataclass(frozen=True, slots=True)
class Manner:
    """How often, 0–1 a turn, somebody does something else than answering; `types` is how often words are typed where a button would do."""

    name: str
    types: float
    interrupts: float = 0.0
    skips: float = 0.0
    unsure: float = 0.0
    goes_back: float = 0.0
    corrects: float = 0.0
    leaves: float = 0.0
    mistypes: float = 0.0  # a word
    all_at_once: bool = False
    most_told: int = 1  # messages at an open question


MANNERS = (
    Manner("plain", types=0.5),
    Manner("by buttons", types=0.0, unsure=0.1),
    Manner("curt", types=0.9, skips=0.15, unsure=0.1),
    Manner("chatty", types=0.9, all_at_once=True, most_told=3),
    Manner("curious", types=0.6, interrupts=0.35, most_told=2),
    Manner("in doubt", types=0.7, unsure=0.3, goes_back=0.08),
    Manner("changes their mind", types=0.7, corrects=0.2, goes_back=0.1),
    Manner("two fingers", types=0.9, mistypes=0.15, most_told=2),
    Manner("in a hurry", types=0.4, skips=0.4),
    Manner("comes and goes", types=0.6, leaves=0.12, interrupts=0.1),
    Manner("all of it", types=0.7, interrupts=0.15, skips=0.08, unsure=0.08, goes_back=0.05, corrects=0.1, leaves=0.04, mistypes=0.05, most_told=2),
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Everything a talk with this seed needs; `rng` goes on from where the drawing stopped."""

    seed: int
    manner: Manner
    function_id: str
    title: str
    tasks: tuple[str, ...]
    rng: random.Random

    def saying(self, about: str) -> Saying:
        """Something to say about a question: `says`, and what must come of it."""
        drawn = self.rng.choice(sayings()[about])
        return drawn if isinstance(drawn, dict) else {"says": drawn}

    def aside(self) -> tuple[str, str]:
        """Something said aside, and the kind it is."""
        kind = self.rng.choice([kind for kind in asides() if kind in _ASIDE or kind.startswith("faq_")])
        return kind, self.rng.choice(asides()[kind])

    def does(self, chance: float) -> bool:
        return self.rng.random() < chance

    def typed(self, words: str) -> str:
        """The words as they come out of these fingers."""
        return " ".join(self._slip(word) if self.manner.mistypes and self.does(self.manner.mistypes) else word for word in words.split(" "))

    def _slip(self, word: str) -> str:
        if len(word) < _SHORTEST_MISTYPED or not word.isalpha():
            return word
        place = self.rng.randrange(1, len(word) - 2)
        changed = (word[:place] + word[place + 1] + word[place] + word[place + 2 :], word[:place] + word[place + 1 :], word[:place] + word[place] + word[place:])
        return self.rng.choice(changed)


def invent(seed: int) -> Colleague:
    """The colleague of this seed; manners take turns, so that every one of them is met equally often."""
    rng = random.Random(seed)
    titles, tasks = _titles(), _tasks()
    function_id = rng.choice(sorted(titles.keys() & tasks.keys()))
    told = rng.sample(tasks[function_id], k=min(len(tasks[function_id]), 3))
    return Colleague(seed, MANNERS[seed % len(MANNERS)], function_id, rng.choice(titles[function_id]), tuple(told), rng)


@cache
def sayings() -> Mapping[str, Sequence[Any]]:
    found: Mapping[str, Sequence[Any]] = yaml.safe_load((Path(__file__).parent / "sayings.yml").read_text(encoding="utf-8"))
    return found


@cache
def asides() -> Mapping[str, Sequence[str]]:
    """The development part of the held-out talk: what is said aside, by what it is."""
    return read_table("dialogue.yml")["development"]  # type: ignore[call-overload, no-any-return]


@cache
def _titles() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in half(read_set("titles.yml"), TUNING):
        if "id" in entry:
            found[entry["id"]].append(entry["query"])
    return found


@cache
def _tasks() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry in half(read_set("tasks.yml"), TUNING):
        for function_id in entry["ids"]:
            found[function_id].append(entry["says"])
    return found
