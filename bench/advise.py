"""How long `advise()` takes at 45, 180 and 3,000 profiles; run it as `python -m bench.advise`.

Surplus profiles are made by recombining tasks and skills of real ones; persons say what the catalogue says they say.
Tasks taken over as they are share their wordings, which is lighter work than it would be for 3,000 real profiles; with
wordings of their own, each made of two halves, it is heavier than that. Both are measured.
"""

from __future__ import annotations

import dataclasses
import random
import statistics
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rules.advice import advise
from rules.catalogue import Catalogue, FunctionProfile, task_id
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge, prepare
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction, Meaning, Mention, MentionKind, Person

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 12, 1)
PERSONS = 60
WARM_UP = 3


def measure(counts: Sequence[int], persons: int = PERSONS, *, own_wordings: bool = False) -> list[tuple[int, float, float]]:
    """For each number of profiles: (count, p50, p95) of one `advise()` in milliseconds."""
    knowledge = load_knowledge(DATA)
    told = sample_persons(knowledge.catalogue, persons)
    return [(count, *_time(of_size(knowledge, count, own_wordings=own_wordings), told)) for count in counts]


def of_size(knowledge: Knowledge, count: int, *, own_wordings: bool = False) -> Knowledge:
    """The same knowledge with exactly this many profiles: some of the real ones, or all of them and made-up ones."""
    random_ = random.Random(count)
    real = list(knowledge.catalogue.functions.values())
    functions = real[:count]
    surplus = [_recombined(number, real, random_) for number in range(count - len(functions))]
    functions += [_reworded(profile, real, random_) for profile in surplus] if own_wordings else surplus
    catalogue = dataclasses.replace(knowledge.catalogue, functions={item.id: item for item in sorted(functions, key=lambda item: item.id)})
    return prepare(catalogue, knowledge.rulebook, knowledge.labour_market, knowledge.scales, knowledge.examples, product=knowledge.product)


def sample_persons(catalogue: Catalogue, count: int) -> list[Person]:
    """Persons who tell three to six tasks and one thing they do at home; some wish, refuse and set criteria."""
    random_ = random.Random(1)
    functions = list(catalogue.functions.values())
    return [_person(random_, functions) for _ in range(count)]


def _person(random_: random.Random, functions: Sequence[FunctionProfile]) -> Person:
    own = random_.choice(functions)
    tasks = random_.sample(own.tasks, random_.randint(3, 6))
    mentions = [Mention(MentionKind.TASK, random_.choice(task.also), task.id, task.text, Meaning.NOW, 0.8) for task in tasks]
    outside = random_.choice(random_.choice(functions).tasks)
    mentions.append(Mention(MentionKind.TASK, random_.choice(outside.also), outside.id, outside.text, Meaning.OUTSIDE_WORK, 0.8))
    return Person(
        function_id=own.id,
        function_words=own.title,
        region_id=random_.choice(["groningen", "twente", "zuid-limburg"]),
        mentions=tuple(mentions),
        wish_words=(random_.choice(functions).title,) if random_.random() < 0.5 else (),
        wish_sectors=("zorg",) if random_.random() < 0.3 else (),
        digital_level=DigitalLevel(random_.randint(0, 3), random_.randint(0, 3)),
        direction=random_.choice([None, *Direction]),
        criteria=(Criterion("niet 's avonds", CriterionKind.NO_IRREGULAR_HOURS, random_.random() < 0.5),),
    )


def _recombined(number: int, real: Sequence[FunctionProfile], random_: random.Random) -> FunctionProfile:
    """A profile with the frame of a real one and tasks and skills of several."""
    frame = random_.choice(real)
    identity = f"verzonnen-{number:04d}"
    texts = {task.text: task for other in random_.sample(real, 4) for task in random_.sample(other.tasks, 2)}
    tasks = tuple(dataclasses.replace(task, id=task_id(identity, text), function_id=identity) for text, task in texts.items())
    skills = {skill.skill_id: skill for other in random_.sample(real, 3) for skill in random_.sample(other.skills, 3)}
    return dataclasses.replace(frame, id=identity, title=f"{frame.title} {number}", tasks=tasks, skills=tuple(skills.values()))


def _reworded(profile: FunctionProfile, real: Sequence[FunctionProfile], random_: random.Random) -> FunctionProfile:
    """The same with tasks that nobody else has: the first half of each wording, the second half of another."""

    def mixed(text: str) -> str:
        first, second = text.split(), random_.choice(random_.choice(real).tasks).text.split()
        return " ".join([*first[: max(1, len(first) // 2)], *second[len(second) // 2 :]])

    texts = {mixed(task.text): task for task in profile.tasks}
    tasks = (dataclasses.replace(task, id=task_id(profile.id, text), text=text, also=tuple(map(mixed, task.also))) for text, task in texts.items())
    return dataclasses.replace(profile, tasks=tuple(tasks))


def _time(knowledge: Knowledge, persons: Sequence[Person]) -> tuple[float, float]:
    for person in persons[:WARM_UP]:
        advise(person, knowledge, TODAY)
    taken: list[float] = []
    for person in persons:
        start = time.perf_counter()
        advise(person, knowledge, TODAY)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    print("profiles  p50 ms  p95 ms")
    for size, p50, p95 in measure((45, 180, 3000)):
        print(f"{size:8,}  {p50:6.1f}  {p95:6.1f}")
