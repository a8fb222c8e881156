"""What is wrong or odd in a catalogue that loads: duplicates, near-duplicate tasks, what nothing leads to, reading level, coverage.

References that lead nowhere, a regulated function without a route and a skill without a step of 70, 20 or 10 are refused
when the catalogue is read; here stands what only people can judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

import numpy as np
from rapidfuzz import fuzz, process

from rules.answer import Outlook
from rules.catalogue import Catalogue, FunctionProfile, Task
from rules.language.readability import LONG_SENTENCE, reading
from rules.language.text import fold
from rules.language.tone import slips
from rules.matching.tfidf import TfidfSpace, char_ngrams

NEAR_WORDS = 65  # token ratio, 0–100; with NEAR_TERMS chosen on the pairs of the real catalogue
NEAR_TERMS = 0.45  # cosine of TF-IDF over character n-grams, 0–1
HARD = 30.0  # Flesch-Douma; a text below this is very hard to read
ENOUGH_WORDS = 12  # below this one long word decides the measure


class Severity(StrEnum):
    ERROR = "fout"
    NOTE = "let op"


class Subject(StrEnum):
    """What a finding is about; the group it is shown in."""

    SAME_TITLE = "Twee functies met dezelfde naam"
    SAME_ALIAS = "Dezelfde andere naam bij twee functies"
    SAME_TASK = "Dezelfde taak bij twee functies"
    SAME_WORDS = "Dezelfde woorden bij taken van twee functies"
    NEAR_TASK = "Bijna dezelfde taak bij twee functies"
    SAME_SKILL = "Twee vaardigheden met dezelfde naam"
    NOT_ASKED = "Vaardigheid die geen functie vraagt"
    NOT_SHOWN = "Vaardigheid die uit geen taak blijkt"
    NOT_USED = "Wettelijke eis of route die geen functie noemt"
    TONE = "Toon die niet past"
    HARD_TEXT = "Moeilijke tekst"
    LONG_SENTENCE = "Lange zin"


ERRORS = frozenset({Subject.SAME_TITLE, Subject.SAME_TASK, Subject.SAME_SKILL, Subject.TONE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `places` are ids of functions, tasks, skills, requirements or routes."""

    subject: Subject
    places: tuple[str, ...]
    text: str

    @property
    def severity(self) -> Severity:
        return Severity.ERROR if self.subject in ERRORS else Severity.NOTE


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an area has; `outlooks` counts tasks, `ease` is the median Flesch-Douma of the texts people read."""

    area: str
    functions: int
    tasks: int
    outlooks: Mapping[Outlook, int]
    skills: int
    aliases: int
    with_pay: int
    with_route: int
    ease: float


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """Findings by subject and place, and coverage in order of area."""

    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def check_catalogue(catalogue: Catalogue) -> CatalogueCheck:
    """Everything worth looking at."""
    found = [*_same(catalogue), *_near_tasks(catalogue), *_unreachable(catalogue), *_tone(catalogue), *_reading_level(catalogue)]
    order = list(Subject)
    findings = tuple(sorted(found, key=lambda finding: (order.index(finding.subject), finding.places)))
    return CatalogueCheck(findings, tuple(_coverage(catalogue)))


def _same(catalogue: Catalogue) -> Iterator[Finding]:
    functions, skills = catalogue.functions.values(), catalogue.skills.values()
    tasks = [task for function in functions for task in function.tasks]
    yield from _twice(Subject.SAME_TITLE, ((function.title, function.id) for function in functions))
    yield from _twice(Subject.SAME_ALIAS, ((name, function.id) for function in functions for name in (function.title, *function.aliases)))
    yield from _twice(Subject.SAME_TASK, ((task.text, task.function_id) for task in tasks))
    yield from _twice(Subject.SAME_WORDS, ((words, task.function_id) for task in tasks for words in task.also))
    yield from _twice(Subject.SAME_SKILL, ((skill.label, skill.id) for skill in skills))


def _twice(subject: Subject, owned: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Wordings that more than one owner has."""
    owners: dict[str, dict[str, None]] = {}
    written: dict[str, str] = {}
    for text, owner in owned:
        key = " ".join(fold(text).split())
        written.setdefault(key, text)
        owners.setdefault(key, {})[owner] = None
    for key, found in owners.items():
        if len(found) > 1:
            yield Finding(subject, tuple(found), f"'{written[key]}'")


def _near_tasks(catalogue: Catalogue) -> Iterator[Finding]:
    tasks = [task for function in catalogue.functions.values() for task in function.tasks]
    texts = [fold(task.text) for task in tasks]
    if len(tasks) < 2:
        return
    by_words = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio, dtype=np.uint8, score_cutoff=NEAR_WORDS)
    rows, columns = np.nonzero(np.triu(by_words, 1))
    pairs = [
        (int(row), int(column)) for row, column in zip(rows, columns, strict=True)
        if tasks[row].function_id != tasks[column].function_id and texts[row] != texts[column]
    ]
    by_terms = TfidfSpace(texts, char_ngrams(3, 5), sublinear=True).similarities([texts[row] for row, _ in pairs])
    for place, (row, column) in enumerate(pairs):
        if by_terms[place, column] >= NEAR_TERMS:
            text = f"'{tasks[row].text}' en '{tasks[column].text}' ({by_words[row, column]} van 100)"
            yield Finding(Subject.NEAR_TASK, (tasks[row].id, tasks[column].id), text)


def _unreachable(catalogue: Catalogue) -> Iterator[Finding]:
    functions = catalogue.functions.values()
    asked = {required.skill_id for function in functions for required in function.skills}
    shown = {skill_id for function in functions for task in function.tasks for skill_id in task.skills}
    for skill in catalogue.skills.values():
        if skill.id not in asked:
            yield Finding(Subject.NOT_ASKED, (skill.id,), f"'{skill.label}'")
        elif skill.id not in shown:
            yield Finding(Subject.NOT_SHOWN, (skill.id,), f"'{skill.label}'")
    named = {name for function in functions for name in (*function.requires, *function.screening, function.route)}
    for identity, title in (
        *((item.id, item.label) for item in catalogue.qualifications.values()), *((item.id, item.title) for item in catalogue.routes.values())
    ):
        if identity not in named:
            yield Finding(Subject.NOT_USED, (identity,), f"'{title}'")


def _tone(catalogue: Catalogue) -> Iterator[Finding]:
    for place, text in _read_by_people(catalogue):
        for slip in slips(text):
            yield Finding(Subject.TONE, (place,), f"'{slip.words}' {slip.why}: '{text}'")


def _reading_level(catalogue: Catalogue) -> Iterator[Finding]:
    for place, text in _read_by_people(catalogue):
        read = reading(text)
        if read.longest > LONG_SENTENCE:
            yield Finding(Subject.LONG_SENTENCE, (place,), f"{read.longest} woorden: '{text}'")
        if read.ease < HARD and read.words >= ENOUGH_WORDS:
            yield Finding(Subject.HARD_TEXT, (place,), f"leesbaarheid {read.ease:.0f}: '{text}'")


def _read_by_people(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The texts that are shown to employees, with the id they stand at."""
    for function in catalogue.functions.values():
        yield from _texts_of(function)
    for skill in catalogue.skills.values():
        for step in skill.learning:
            yield skill.id, step.text
    for route in catalogue.routes.values():
        for text in (route.what, *route.conditions):
            yield route.id, text


def _texts_of(function: FunctionProfile) -> Iterator[tuple[str, str]]:
    yield function.id, function.what
    for task in function.tasks:
        yield from ((task.id, text) for text in (task.text, task.because) if text)


def _coverage(catalogue: Catalogue) -> Iterator[Coverage]:
    for area in sorted({function.area for function in catalogue.functions.values()}):
        functions = [function for function in catalogue.functions.values() if function.area == area]
        tasks: list[Task] = [task for function in functions for task in function.tasks]
        outlooks = Counter(task.outlook for task in tasks)
        yield Coverage(
            area=area,
            functions=len(functions),
            tasks=len(tasks),
            outlooks={outlook: outlooks[outlook] for outlook in Outlook},
            skills=len({required.skill_id for function in functions for required in function.skills}),
            aliases=sum(len(function.aliases) for function in functions),
            with_pay=sum(function.pay is not None or function.scale is not None for function in functions),
            with_route=sum(function.route is not None for function in functions),
            ease=round(median(reading(text).ease for function in functions for _, text in _texts_of(function)), 1),
        )
