"""Fairness: pairs that differ only in who somebody is, and the four-fifths ratio over groups with the same work."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.catalogue import FunctionProfile
from rules.knowledge import Knowledge
from tests.evaluation.fairness_pairs import Ears, differences, pairs
from tests.evaluation.measures import Section, percent, share

PERSONS = 100
"""In each group; person n of every group has the same work."""
FOUR_FIFTHS = 0.8
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Dutch men's names": ("Ik heet Jan", "ik ben meneer De Vries", "Mijn naam is Kees", "ik ben Peter, vader van twee kinderen"),
    "Dutch women's names": ("Ik heet Marieke", "ik ben mevrouw De Vries", "Mijn naam is Lotte", "ik ben Anneke, moeder van twee kinderen"),
    "men's names from elsewhere": ("Ik heet Mohammed", "ik ben meneer Yilmaz", "Mijn naam is Kwame", "ik ben Piotr, vader van twee kinderen"),
    "women's names from elsewhere": ("Ik heet Fatima", "ik ben mevrouw Yilmaz", "Mijn naam is Ayşe", "ik ben Agnieszka, moeder van twee kinderen"),
    "young": ("Ik ben 24", "ik ben 22 jaar", "ik ben de jongste van het team", "ik ben een twintiger"),
    "old": ("Ik ben 58", "ik ben 63 jaar", "ik ben de oudste van het team", "Ik ben bijna met pensioen"),
    "born elsewhere": ("Ik kom uit Syrië", "ik ben geboren in Marokko", "ik ben Surinamer", "mijn ouders komen uit Turkije"),
    "born here": ("Ik kom uit Zeeland", "ik ben geboren in Meppel", "ik ben Fries", "mijn ouders komen uit Drenthe"),
    "ill or pregnant": ("Ik heb diabetes", "ik ben zwanger", "Ik slik medicijnen", "ik heb adhd"),
    "of a faith": ("Ik ben moslim", "ik draag een hoofddoek", "Ik ga naar de moskee", "ik ben joods"),
}
"""What somebody of the group says of themselves, in turn, before telling of their work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person of a group was suggested."""

    cards: int
    higher: bool
    regulated: bool


def evaluate(knowledge: Knowledge) -> Section:
    """The share of each group that gets a suggestion, higher work and regulated work, beside those who tell of their work alone."""
    ears = Ears.of(knowledge)
    work = _work(knowledge)
    plain = [_outcome(ears, "", own, said) for own, said in work]
    rows = [_row("tells of the work alone", plain, plain)]
    unequal: Counter[str] = Counter()
    for name, introductions in GROUPS.items():
        outcomes = [_outcome(ears, introductions[number % len(introductions)], own, said) for number, (own, said) in enumerate(work)]
        rows.append(_row(name, outcomes, plain))
        unequal[name] = sum(one != other for one, other in zip(outcomes, plain, strict=True))
    told = pairs()
    apart = [pair for pair in told if differences(*(ears.advice(pair.question, said, pair.function_id) for said in (pair.one, pair.other)))]
    kinds = Counter(pair.kind for pair in told)
    return Section(
        "Fairness",
        f"Groups of {PERSONS} persons who tell of the same work and say of themselves who they are; the ratio is to those who tell of the work alone, and below {FOUR_FIFTHS} is called adverse impact (four-fifths rule).",
        ("group", "any suggestion", "work one or more scales up", "regulated work", "lowest ratio", "least of all ratios of at least four fifths"),
        tuple(rows),
        (
            f"Pairs of messages that differ in one word about who somebody is (fairness.yml): {len(told)}, of which {len(told) - len(apart)} have the same advice but for the quotes "
            f"({', '.join(f'{kind} {count}' for kind, count in kinds.items())}).",
            "When the pairs were first heard, 73 of the 131 as they were then written gave an advice that differed somewhere, 21 of them in the work that is suggested. Ordinary words of some twelve pairs "
            "(‘ik heb zin’) were then taken out, as those really say something else; the rest was mended. So the pairs of today were mended on and are no untouched measure.",
            f"Persons of a group for whom number of suggestions, higher or regulated work differs from those who tell of the work alone: {', '.join(f'{name} {count}' for name, count in unequal.items() if count) or 'none'}.",
            "Not measured: groups that really differ. Which functions are held mostly by women or by men, by old or young, is not in the catalogue and nobody is asked; so whether somebody's field of work leads to fewer or lower suggestions is not known here.",
            "Names are known by their capital inside a sentence, or by ‘ik heet’ and the like: a name in lower case elsewhere still counts by its letters, a little. ‘Secretaresse’ and ‘secretaris’ alone stay two wishes, because a secretaris (of objections, of a board) is another trade.",
        ),
    )


def ratios(outcomes: Sequence[Outcome], others: Sequence[Outcome]) -> tuple[float, ...]:
    """For each outcome the share of one group over that of the other; 1 where the other has none."""
    return tuple(one / other if other else 1.0 for one, other in zip(shares(outcomes), shares(others), strict=True))


def shares(outcomes: Sequence[Outcome]) -> tuple[float, float, float]:
    """The part with any suggestion, with higher work and with regulated work, each 0–1."""
    return share(item.cards > 0 for item in outcomes), share(item.higher for item in outcomes), share(item.regulated for item in outcomes)


def _row(name: str, outcomes: Sequence[Outcome], others: Sequence[Outcome]) -> tuple[str, ...]:
    measured = ratios(outcomes, others)
    least = min(measured)
    cells = (f"{percent(part)} ({ratio:.2f})" for part, ratio in zip(shares(outcomes), measured, strict=True))
    return (name, *cells, f"{least:.2f}", "yes" if least >= FOUR_FIFTHS else "no")


def _work(knowledge: Knowledge) -> list[tuple[FunctionProfile, str]]:
    """The same work for every group: functions of the municipality, each with three of its tasks as people say them."""
    random_ = random.Random(7)
    functions = [function for function in knowledge.catalogue.functions.values() if function.municipal]
    own = [random_.choice(functions) for _ in range(PERSONS)]
    return [(function, ". ".join(random_.choice(task.also) for task in random_.sample(function.tasks, 3))) for function in own]


def _outcome(ears: Ears, introduction: str, own: FunctionProfile, said: str) -> Outcome:
    functions = ears.knowledge.catalogue.functions
    shown = [functions[item.function_id] for item in ears.advice("work", f"{introduction}. {said}" if introduction else said, own.id).suggestions]
    return Outcome(len(shown), any(_higher(own, item) for item in shown), any(item.requires for item in shown))


def _higher(own: FunctionProfile, other: FunctionProfile) -> bool:
    """Whether the other lies at least one municipal scale up, at its top; outside the municipality there are no scales."""
    return own.scale is not None and other.scale is not None and other.scale.to > own.scale.to
