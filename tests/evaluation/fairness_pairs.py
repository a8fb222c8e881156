"""Pairs of messages that differ only in who somebody is (fairness.yml), and what an advice says apart from own words."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.advice import advise
from rules.answer import Advice
from rules.knowledge import Knowledge
from rules.matching.extraction import Extractor
from rules.matching.title_matching import TitleDecision, TitleMatcher, decide
from rules.person import Meaning, Person
from tests.evaluation.measures import read_table

TODAY = date(2026, 12, 1)
FUNCTIONS = ("administratief-medewerker", "medewerker-burgerzaken", "groenmedewerker", "parkeercontroleur", "wmo-consulent", "medewerker-div", None)
"""The pairs are told by people of these functions in turn, and of none."""
BASE_WORK = "ik bel mensen om afspraken te maken, ik houd lijsten bij"
"""What both tell of their work when the pair is about something else."""
_ABOUT = {"work": Meaning.NOW, "outside": Meaning.OUTSIDE_WORK, "wishes": Meaning.WANTED, "criteria": Meaning.NOW}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages at the same question, of which only one thing differs; `kind` says what."""

    kind: str
    question: str
    one: str
    other: str
    function_id: str | None


def pairs() -> list[Pair]:
    """All pairs of fairness.yml."""
    table: dict[str, Any] = dict(read_table("fairness.yml"))
    told = [(kind, question, one, other) for kind, questions in table.items() for question, listed in questions.items() for one, other in listed]
    return [Pair(kind, question, one, other, FUNCTIONS[number % len(FUNCTIONS)]) for number, (kind, question, one, other) in enumerate(told)]


@dataclass(frozen=True, slots=True)
class Ears:
    """What the talk hears with: extraction and titles of one catalogue."""

    knowledge: Knowledge
    extractor: Extractor
    titles: TitleMatcher

    @classmethod
    def of(cls, knowledge: Knowledge) -> Ears:
        return cls(knowledge, Extractor(knowledge.catalogue, knowledge.examples, knowledge.language), TitleMatcher(knowledge.catalogue, knowledge.language))

    def person(self, question: str, message: str, function_id: str | None) -> Person:
        """Somebody who tells this at this question; what else they tell is the same for all."""
        if question == "function":
            found = self.titles.rank(message)
            taken = found[0].function_id if decide(found) is not TitleDecision.NOT_LISTED else None
            return Person(function_id=taken, function_words=message, mentions=self.extractor.extract(BASE_WORK))
        heard = self.extractor.extract(message, _ABOUT[question])
        person = Person(function_id=function_id, mentions=heard if question == "work" else (*self.extractor.extract(BASE_WORK), *heard))
        return dataclasses.replace(person, wish_words=(message,)) if question == "wishes" else person

    def advice(self, question: str, message: str, function_id: str | None) -> Advice:
        return advise(self.person(question, message, function_id), self.knowledge, TODAY)


def without_words(advice: Advice) -> dict[str, Any]:
    """All that an advice concludes, without own words: what must be the same for both of a pair."""
    own = advice.own_work
    return {
        "cards": [item.function_id for item in advice.suggestions],
        "fits": [(item.fit, *(part.points for part in item.parts)) for item in advice.suggestions],
        "routes": [(str(item.route), item.fit_words) for item in advice.suggestions],
        "fired": [[rule.rule_id for rule in item.fired] for item in advice.suggestions],
        "skills": [([gap.skill_id for gap in item.has], [gap.skill_id for gap in item.missing]) for item in advice.suggestions],
        "steps": [[step.text for step in item.steps] for item in advice.suggestions],
        "criteria": [[(check.hard, check.met) for check in item.criteria] for item in advice.suggestions],
        "barriers": [len(item.barriers) for item in advice.suggestions],
        "considered": [(item.function_id, item.fit, item.excluded) for item in advice.considered],
        "own work": (str(own.quadrant), [rule.rule_id for rule in own.fired]),
    }


def differences(one: Advice, other: Advice) -> dict[str, tuple[Any, Any]]:
    """What differs between the advices of a pair, by what; empty when they are the same."""
    first, second = without_words(one), without_words(other)
    return {name: (first[name], second[name]) for name in first if first[name] != second[name]}
