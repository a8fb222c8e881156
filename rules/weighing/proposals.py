"""Text matching proposes: which functions are worth judging, and which own sentences lead to them (M6).

A sentence resembles tasks of many functions a little. So a link counts by how clear it is, and by how near it
comes to what the sentence resembles most outside the present function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.catalogue import Catalogue, FunctionProfile
from rules.knowledge import Knowledge
from rules.matching.task_matching import FunctionMatch, TaskLink
from rules.person import Meaning, Person
from rules.weighing.told import LikeWork, Told
from rules.weighing.wishes import Wished, wished_for

NOISE = 0.2
CLEAR = 0.65
"""Likeness below NOISE says nothing; from CLEAR on it is surely about the task; in between it counts in proportion."""

LOOKED_AT = 60
"""So many matches of each kind are kept, so that a function proposed by one kind has the links of the others."""
MOST_CANDIDATES = 30
"""The rules look at no more, so that the time stays bounded however large the catalogue."""
MOST_REFUSED = 5
"""So many of them may lie in a sector that was refused, so that the reason can be told; they take no place of work that is open."""
FROM_EVIDENCE = 18
FROM_WISHES = 6
FROM_FUNCTION = 6


@dataclass(frozen=True, slots=True)
class Link:
    """An own sentence, the task of the function it resembles (`strength` 0–1), and how much that counts (0–100)."""

    quote: str
    task_id: str
    task: str
    strength: float
    weight: int
    shown: bool
    """Whether it is work like that task, so that it may be shown."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much a function is what was told: `score` 0–1 for all words together, and the links, heaviest first."""

    score: float
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What text matching found, by function: for evidence and wishes (best first), refusals, and what is asked for by name."""

    evidence: Mapping[str, Resemblance]
    wishes: Mapping[str, Wished]
    refused: Mapping[str, FunctionMatch]
    named: frozenset[str]
    only_named: bool
    """Whether nothing was asked for but by name."""

    def work_like(self, catalogue: Catalogue) -> Iterator[LikeWork]:
        """All own words beside the task of each function that they resemble."""
        for link in (link for found in self.evidence.values() for link in found.links):
            task = catalogue.task(link.task_id)
            if task is not None:
                yield LikeWork(link.quote, task, link.weight, link.shown)


def propose(told: Told, own: FunctionProfile | None, knowledge: Knowledge) -> Proposals:
    """Match own sentences, wishes and refusals with the catalogue."""

    def found(sentences: Sequence[str]) -> list[FunctionMatch]:
        return knowledge.matcher.rank(sentences, LOOKED_AT) if sentences else []

    # Work and life outside it each on their own: among many sentences about the job, the weekend would drown.
    groups = [[sentence for sentence in told.evidence if (sentence in told.outside) is outside] for outside in (False, True)]
    evidence = _weigh([match for group in groups for match in found(group)], own, told, knowledge.catalogue)
    refused = {match.function_id: match for match in found(told.refused)}
    named = [knowledge.names.named(knowledge.language.blind(wish)) for wish in told.wishes]
    return Proposals(evidence, wished_for(told.wishes, knowledge), refused, frozenset[str]().union(*named), bool(named) and all(named))


def candidates(proposals: Proposals, own: FunctionProfile | None, person: Person, knowledge: Knowledge) -> list[FunctionProfile]:
    """Some thirty functions for the rules to judge: the present one, by work and life, its neighbours, by wishes (first what is asked for by name), by wished sector."""
    functions = knowledge.catalogue.functions
    ids = [own.id] if own else []
    ids += sorted(proposals.named)[:FROM_WISHES]
    ids += list(proposals.evidence)[:FROM_EVIDENCE]
    ids += list(knowledge.neighbours.of(person.function_id))[:FROM_FUNCTION]
    ids += list(proposals.wishes)[:FROM_WISHES]
    ids += [identity for identity in proposals.evidence if functions[identity].sector in person.wish_sectors][:FROM_WISHES]
    ids += list(proposals.evidence)[FROM_EVIDENCE:]
    ids += list(knowledge.neighbours.of(person.function_id)) if person.refused_sectors else []
    found = [functions[identity] for identity in dict.fromkeys(ids)]
    refused = [function for function in found if set(function.sectors) & set(person.refused_sectors)][:MOST_REFUSED]
    open_ = [function for function in found if not set(function.sectors) & set(person.refused_sectors)]
    return [*open_[: MOST_CANDIDATES - len(refused)], *refused]


def _weigh(matches: Sequence[FunctionMatch], own: FunctionProfile | None, told: Told, catalogue: Catalogue) -> dict[str, Resemblance]:
    """One resemblance per function out of all matches, best first; ties go by id."""
    nearest: dict[str, float] = {}
    for match in matches:
        if own is None or match.function_id != own.id:
            for link in match.links:
                nearest[link.quote] = max(nearest.get(link.quote, 0.0), link.strength)
    scores: dict[str, float] = {}
    links: dict[str, dict[tuple[str, str], Link]] = {}
    for match in matches:
        scores[match.function_id] = max(scores.get(match.function_id, 0.0), match.score)
        for link in match.links:
            found = _link(link, nearest.get(link.quote, link.strength), told, catalogue)
            links.setdefault(match.function_id, {})[link.quote, link.task_id] = found
    order = sorted(scores, key=lambda identity: (-scores[identity], identity))
    return {identity: Resemblance(scores[identity], _heaviest_first(links.get(identity, {}).values())) for identity in order}


def _link(link: TaskLink, nearest: float, told: Told, catalogue: Catalogue) -> Link:
    clear = min(1.0, max(0.0, (link.strength - NOISE) / (CLEAR - NOISE)))
    near = min(1.0, link.strength / nearest)
    task = catalogue.task(link.task_id)
    shown = task is not None and told.alike.shows_task(link.quote, task, link.strength, at_work=told.meaning_of(link.quote) is Meaning.NOW)
    return Link(link.quote, link.task_id, link.task, link.strength, round(100 * clear * near * near), shown)


def _heaviest_first(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (-link.weight, link.quote, link.task_id)))
