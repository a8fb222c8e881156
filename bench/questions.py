"""How many questions it saves to ask what can change the three suggestions most, and to stop when nothing can; run it as `python -m bench.questions`.

Each employee has a full set of answers. They are given one by one, once in the fixed order and once by effect, and the three that
follow from what was asked are laid beside the three that follow from everything.
"""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from bench.advise import DATA, TODAY
from rules.advice import advise
from rules.answer import Advice
from rules.asking.effect import Effects, most_telling
from rules.asking.standing import Standing, without_closed
from rules.catalogue import Catalogue, FunctionProfile, Sector, Task
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Knowledge
from rules.person import (
    Criterion,
    CriterionKind,
    DigitalLevel,
    Direction,
    Meaning,
    Mention,
    MentionKind,
    Person,
    TaskTrend,
    Trend,
)

EMPLOYEES = 240
FIRST = ("function", "region", "tasks")
REST = ("trends", "outside", "wishes", "digital", "direction", "criteria")
"""As data/interview.yml has them, after the consent; whether somebody may be contacted is always asked."""
ALWAYS = 2
MOST_TRENDS = 4
NOT_AT_ONCE = 1.0
"""Milliseconds: a choice that takes less was made without weighing anything."""
LEVELS = (DigitalLevel(0, 0), DigitalLevel(1, 1), DigitalLevel(2, 2), DigitalLevel(2, 3), DigitalLevel(4, 4))
KINDS = tuple(kind for kind in CriterionKind if kind is not CriterionKind.FACT)


@dataclass(frozen=True, slots=True)
class Walked:
    """What a way of asking came to: questions in order, how often something was asked (each own task counts), and what was told by then."""

    asked: tuple[str, ...]
    times: int
    told: Person
    decisions: tuple[float, ...] = ()
    """Milliseconds of processor time for each choice of a next question."""


def employees(catalogue: Catalogue, count: int) -> list[Person]:
    """Generated employees with a full set of answers: from one task in a few words to six, from no wish at all to several conditions."""
    random_ = random.Random(7)
    functions = list(catalogue.functions.values())
    return [_employee(random_, functions) for _ in range(count)]


def _employee(random_: random.Random, functions: Sequence[FunctionProfile]) -> Person:
    own = random_.choice([function for function in functions if function.municipal])
    count = random_.choices(range(7), (6, 14, 20, 22, 18, 12, 8))[0]
    now = [_mention(random_, task, Meaning.NOW) for task in random_.sample(own.tasks, min(count, len(own.tasks)))]
    life = [_mention(random_, random_.choice(random_.choice(functions).tasks), random_.choice([Meaning.OUTSIDE_WORK, Meaning.BEFORE])) for _ in range(_few(random_, 0.55))]
    wished = random_.sample(functions, _few(random_, 0.4))
    refused = [_mention(random_, random_.choice(own.tasks), Meaning.UNWANTED)] if random_.random() < 0.15 else []
    ways = random_.choices([Trend.SAME, Trend.SHRINKS, Trend.GROWS], (5, 3, 2), k=len(now))
    return Person(
        function_id=own.id if random_.random() < 0.93 else None,
        function_words=own.title,
        region_id=random_.choice(["groningen", "twente", "zuid-limburg", "west-brabant", None]),
        mentions=(*now, *life, *refused),
        task_trends=tuple(TaskTrend(mention.quote, way) for mention, way in list(zip(now, ways, strict=True))[:MOST_TRENDS]) if random_.random() < 0.85 else (),
        wish_words=tuple(function.title.lower() for function in wished),
        wish_sectors=tuple(str(sector) for sector in random_.sample(list(Sector), _few(random_, 0.35))),
        refused_sectors=(str(random_.choice(list(Sector))),) if random_.random() < 0.08 else (),
        digital_level=random_.choice(LEVELS) if random_.random() < 0.92 else None,
        direction=random_.choice(list(Direction)) if random_.random() < 0.9 else None,
        criteria=tuple(Criterion(str(kind), kind, random_.random() < 0.5) for kind in random_.sample(KINDS, _few(random_, 0.6))),
    )


def _few(random_: random.Random, chance: float) -> int:
    """0 for most, now and then up to 3; `chance` is that of any at all."""
    return random_.choices((0, 1, 2, 3), (1 - chance, chance * 0.6, chance * 0.3, chance * 0.1))[0]


def _mention(random_: random.Random, task: Task, meaning: Meaning) -> Mention:
    """A task as colleagues say it; one in three in fewer words, of which the catalogue knows less."""
    said, sure = random_.choice(task.also), random_.random() < 0.67
    words = said.split()
    quote = said if sure or len(words) < 4 else " ".join(word for word in words if random_.random() < 0.6) or said
    return Mention(MentionKind.TASK, quote, task.id if sure else None, task.text, meaning, 0.85 if sure else 0.55)


def told_by(question: str, everything: Person) -> Mapping[str, object]:
    """What the answer to a question tells, as fields of a person."""
    outside = {Meaning.OUTSIDE_WORK, Meaning.BEFORE}
    fields: Mapping[str, Mapping[str, object]] = {
        "function": {"function_id": everything.function_id, "function_words": everything.function_words},
        "region": {"region_id": everything.region_id},
        "tasks": {"mentions": [mention for mention in everything.mentions if mention.meaning is Meaning.NOW]},
        "trends": {"task_trends": everything.task_trends},
        "outside": {"mentions": [mention for mention in everything.mentions if mention.meaning in outside]},
        "wishes": {
            "mentions": [mention for mention in everything.mentions if mention.meaning is Meaning.UNWANTED],
            "wish_words": everything.wish_words, "wish_sectors": everything.wish_sectors, "refused_sectors": everything.refused_sectors,
        },
        "digital": {"digital_level": everything.digital_level},
        "direction": {"direction": everything.direction},
        "criteria": {"criteria": everything.criteria},
    }
    return fields[question]


def answered(person: Person, question: str, everything: Person) -> Person:
    """The person with the answer to one more question."""
    told = dict(told_by(question, everything))
    fresh = told.pop("mentions", ())
    assert isinstance(fresh, list | tuple)
    return replace(person, mentions=(*person.mentions, *fresh), **told)  # type: ignore[arg-type]


def walk_fixed(everything: Person) -> Walked:
    """Everything is asked; which own tasks grow or shrink for each of them."""
    told = Person()
    for question in (*FIRST, *REST):
        told = answered(told, question, everything)
    tasks = _tasks(everything)
    return Walked((*FIRST, *(question for question in REST if question != "trends" or tasks)), len(FIRST) + ALWAYS + len(REST) - 1 + len(tasks), told)


def walk_by_effect(everything: Person, knowledge: Knowledge) -> Walked:
    """After the first ones always the question that can change most, until none can; of own tasks only those that can."""
    told, open_, asked, times = Person(), list(REST), list(FIRST), len(FIRST) + ALWAYS
    taken: list[float] = []
    standing = lru_cache(1)(lambda person: Standing(person, knowledge, TODAY))
    for question in FIRST:
        told = answered(told, question, everything)
    while open_:
        start = time.process_time()
        effects = cache(partial(_effects, told, standing))
        possible = [question for question in open_ if question != "trends" or _tasks(everything)]
        question = most_telling(possible, effects)
        tasks = [quote for quote in _tasks(everything) if question == "trends" and effects().tells(quote)]
        taken.append(1000 * (time.process_time() - start))
        if question is None:
            break
        told = answered(told, question, replace(everything, task_trends=tuple(trend for trend in everything.task_trends if trend.quote in tasks)))
        times += len(tasks) if question == "trends" else 1
        asked.append(question)
        open_.remove(question)
    return Walked(tuple(asked), times, told, tuple(taken))


def _effects(person: Person, standing: Callable[[Person], Standing]) -> Effects:
    return Effects(person, standing(without_closed(person)), LEVELS)


def _tasks(everything: Person) -> list[str]:
    """The own tasks that the interview asks about."""
    quotes = dict.fromkeys(mention.quote for mention in everything.mentions if mention.meaning is Meaning.NOW)
    return list(quotes)[:MOST_TRENDS]


def measure(count: int = EMPLOYEES) -> Iterator[tuple[str, str, str]]:
    """One row per figure: what, aim, measured."""
    knowledge = load_knowledge(DATA)
    told = employees(knowledge.catalogue, count)
    fixed = [walk_fixed(everything) for everything in told]
    effect = [walk_by_effect(everything, knowledge) for everything in told]
    yield f"questions to {count} employees, fixed / by effect, mean", "", _pair([len(one.asked) + ALWAYS for one in fixed], [len(one.asked) + ALWAYS for one in effect])
    yield "the same, each own task that is asked about counted", "", _pair([one.times for one in fixed], [one.times for one in effect])
    saved = sorted(one.times - other.times for one, other in zip(fixed, effect, strict=True))
    yield "saved of these per employee", "", (
        f"mean {statistics.mean(saved):.1f}, median {statistics.median(saved):.0f}, from {saved[0]} to {saved[-1]}; at least one for {sum(one > 0 for one in saved)} of {count}"
    )
    passed = Counter(question for one, other in zip(fixed, effect, strict=True) for question in one.asked if question not in other.asked)
    yield "passed over", "", ", ".join(f"{question} {times}" for question, times in passed.most_common())
    pairs = [(advise(one.told, knowledge, TODAY), advise(other.told, knowledge, TODAY)) for one, other in zip(fixed, effect, strict=True)]
    same = [_ids(one) == _ids(other) for one, other in pairs]
    others = ", ".join(str(number) for number, is_same in enumerate(same) if not is_same)
    yield "the same three in the same order as with every answer", "all", f"{sum(same)} of {count}" + (f"; not employee {others}" if others else "")
    by_way = sum([each.route for each in one.suggestions] == [each.route for each in other.suggestions] for one, other in pairs)
    yield "the same way to each of them as well", "", f"{by_way} of {count}"
    taken = [each for one in effect for each in one.decisions if each > NOT_AT_ONCE]
    quantiles = statistics.quantiles(taken, n=20, method="inclusive")
    yield "choosing a question when only closed ones are left", "", (
        f"p50 {statistics.median(taken):.0f} ms, p95 {quantiles[18]:.0f} ms of processor time, {len(taken) / count:.1f} times in a talk"
    )


def _pair(one: Sequence[int], other: Sequence[int]) -> str:
    return f"{statistics.mean(one):.1f} / {statistics.mean(other):.1f}"


def _ids(advice: Advice) -> list[str]:
    return [suggestion.function_id for suggestion in advice.suggestions]


if __name__ == "__main__":
    for what, aim, measured in measure():
        print(f"{what}: {measured}" + (f" (aim {aim})" if aim else ""), flush=True)
