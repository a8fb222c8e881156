"""Own sentences about work → functions, with the task of the function that each sentence resembles.

Every way in which the catalogue words a task (its text and `also`, what people say about the skills it shows,
titles, aliases, what the function is for) is a phrase. A sentence is compared with every phrase on terms and on
character n-grams (for spelling mistakes); a function scores by its best phrase for each sentence, weighted by how
telling the sentence is, and by all of its words together. Lexical throughout, so that it can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rules.catalogue import Catalogue, FunctionProfile
from rules.language.clauses import split_clauses
from rules.language.dutch import DutchText, stem
from rules.language.dutch_words import STOP_WORDS, word_set
from rules.language.text import fold, tidy
from rules.matching.profile_texts import dutch_of, skill_texts, whole_text
from rules.matching.tfidf import TfidfSpace, char_ngrams

MAX_SENTENCES = 60
MAX_SENTENCE = 600  # characters
CHAR_WEIGHT = 0.5  # of n-grams beside terms, in the likeness of a sentence and a phrase
WHOLE_WEIGHT = 0.6  # of all words together beside the best phrases
SKILL_WEIGHT = 0.6  # what people say about a skill tells less than a task of the function itself
TITLE_WEIGHT = 0.8
NEAREST = 5  # tasks that tell what a clause is about
LIGHT_VERBS = frozenset(
    map(stem, word_set("maken geven nemen krijgen regelen helpen halen kijken brengen voeren zien zorgen gaan doen"))
)  # verbs that go with anything
WEAKEST_LINK = 0.2  # below this likeness a sentence is not shown as leading to a task


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A clause of what was said, word for word, and the task of the function that it resembles most; `strength` 0–1."""

    quote: str
    task_id: str
    task: str
    strength: float


@dataclass(frozen=True, slots=True)
class FunctionMatch:
    """How much the function is what the sentences tell; `score` 0–1, comparable between functions of one call."""

    function_id: str
    score: float
    links: tuple[TaskLink, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """What one clause resembles: the likeliest tasks of all functions with their likeness (0–1), likeliest first, the likeliest
    of one function ('' for none), and how many words of it say anything."""

    words: int
    tasks: tuple[tuple[str, float], ...]
    own_task: str
    _letters: NDArray[np.float32]
    _place: Mapping[str, int]

    def letters(self, wordings: Iterable[str]) -> float:
        """How much the clause is spelled like the likeliest of these wordings of the catalogue, 0–1."""
        places = [self._place[wording] for wording in wordings if wording in self._place]
        return round(float(self._letters[places].max()), 6) if places else 0.0


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One wording: `text` is the row of the space, `task` the number of the function's task or -1."""

    text: int
    task: int
    weight: float


class TaskMatcher:
    """`rank(sentences)` over the functions of one catalogue; built once, then used from any thread."""

    __slots__ = (
        "_chars", "_functions", "_is_task", "_language", "_phrases", "_place", "_runs_of", "_starts", "_task_of", "_task_starts", "_terms", "_texts",
        "_weights", "_whole",
    )

    def __init__(self, catalogue: Catalogue, language: DutchText | None = None) -> None:
        self._language = language or dutch_of(catalogue)
        self._functions = tuple(sorted(catalogue.functions.values(), key=lambda profile: profile.id))
        texts: dict[str, int] = {}
        phrases: list[_Phrase] = []
        starts: list[int] = []
        for profile in self._functions:
            starts.append(len(phrases))
            for text, task, weight in _wordings(profile, catalogue):
                phrases.append(_Phrase(texts.setdefault(text, len(texts)), task, weight))
        self._phrases = phrases
        self._starts = np.array(starts, dtype=np.intp)
        self._texts = np.array([phrase.text for phrase in phrases], dtype=np.intp)
        self._weights = np.array([phrase.weight for phrase in phrases], dtype=np.float32)
        self._is_task = np.array([phrase.task >= 0 for phrase in phrases], dtype=bool)
        self._task_of, task_starts = _tasks_in_order(self._functions, phrases, starts)
        self._task_starts = np.array(task_starts, dtype=np.intp)
        self._runs_of: dict[str, list[int]] = {}
        for number, (function_id, _) in enumerate(self._task_of):
            self._runs_of.setdefault(function_id, []).append(number)
        unique = list(texts)
        self._place = texts
        self._terms = TfidfSpace(unique, self._language.terms)
        self._chars = TfidfSpace([fold(text) for text in unique], char_ngrams(3, 5))
        self._whole = TfidfSpace(
            [whole_text(profile, catalogue) for profile in self._functions], self._language.terms, sublinear=True
        )

    def rank(self, sentences: Sequence[str], limit: int = 10) -> list[FunctionMatch]:
        """The functions that fit `sentences` best, best first; those without any likeness are left out."""
        told = self._clauses(sentences)
        telling = np.array([self._telling(sentence) for sentence in told], dtype=np.float32)
        if not self._functions or limit <= 0 or telling.sum() <= 0:
            return []
        likeness = self._likeness(told)
        best = np.maximum.reduceat(likeness, self._starts, axis=1)  # (n_sentences, n_functions)
        by_phrase = telling @ best / telling.sum()
        whole = self._whole.similarities([" ".join(told)])[0]  # what fits no clause still counts here
        scores = np.round(((1 - WHOLE_WEIGHT) * by_phrase + WHOLE_WEIGHT * whole).astype(np.float64), 6)
        order = [int(number) for number in np.argsort(-scores, kind="stable")[:limit] if scores[number] > 0]
        return [FunctionMatch(self._functions[n].id, float(scores[n]), self._links(n, told, likeness)) for n in order]

    def near(self, said: str, function_id: str | None = None) -> Near:
        """What one clause resembles in the whole catalogue, and in one function."""
        text = said[:MAX_SENTENCE]
        letters = self._chars.similarities([fold(text)])[0]
        terms = self._terms.similarities([text])[0]
        likeness = ((1 - CHAR_WEIGHT) * terms + CHAR_WEIGHT * letters)[self._texts]
        likeness[~self._is_task] = 0.0
        best = np.maximum.reduceat(likeness, self._task_starts)  # (n_tasks + the rests of functions,)
        least = np.partition(best, -NEAREST)[-NEAREST] if best.size > NEAREST else 0.0
        likely = np.flatnonzero(best >= max(least, np.finfo(np.float32).tiny))
        order = sorted((int(number) for number in likely), key=lambda number: (-float(best[number]), number))[:NEAREST]
        own = [number for number in self._runs_of.get(function_id or "", ()) if self._task_of[number][1]]
        nearest_own = max(own, key=lambda number: float(best[number]), default=None)
        return Near(
            words=len({term for term in map(stem, self._content(text)) if term not in LIGHT_VERBS}),
            tasks=tuple((self._task_of[number][1], round(float(best[number]), 6)) for number in order),
            own_task=self._task_of[nearest_own][1] if nearest_own is not None and best[nearest_own] > 0 else "",
            _letters=letters,
            _place=self._place,
        )

    def _content(self, text: str) -> list[str]:
        return [token.word for token in self._language.tokens(tidy(text).text) if token.is_word and token.word not in STOP_WORDS]

    def _clauses(self, sentences: Sequence[str]) -> list[str]:
        """What was said, one deed at a time; a sentence may hold several."""
        found = [
            clause.text
            for sentence in sentences[:MAX_SENTENCES]
            for clause in split_clauses(sentence[:MAX_SENTENCE], self._language)
        ]
        return found[:MAX_SENTENCES]

    def _telling(self, sentence: str) -> float:
        """How much a sentence says: the weight of its different terms, levelling off."""
        return float(np.sqrt(sum(self._terms.weight(term) for term in sorted(set(self._language.terms(sentence))))))

    def _likeness(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n_sentences, n_phrases), 0–1."""
        texts = (1 - CHAR_WEIGHT) * self._terms.similarities(sentences)
        texts += CHAR_WEIGHT * self._chars.similarities([fold(sentence) for sentence in sentences])
        phrases: NDArray[np.float32] = texts[:, self._texts] * self._weights
        return phrases

    def _links(self, function: int, told: Sequence[str], likeness: NDArray[np.float32]) -> tuple[TaskLink, ...]:
        profile = self._functions[function]
        start = int(self._starts[function])
        end = int(self._starts[function + 1]) if function + 1 < len(self._starts) else len(self._phrases)
        of_tasks = [number for number in range(start, end) if self._phrases[number].task >= 0]
        links: list[TaskLink] = []
        for row, sentence in zip(likeness, told, strict=True):
            number = max(of_tasks, key=lambda n: float(row[n]))
            strength = round(float(row[number]), 6)
            if strength >= WEAKEST_LINK:
                task = profile.tasks[self._phrases[number].task]
                links.append(TaskLink(sentence, task.id, task.text, strength))
        return tuple(links)


def _tasks_in_order(
    functions: Sequence[FunctionProfile], phrases: Sequence[_Phrase], starts: Sequence[int]
) -> tuple[list[tuple[str, str]], list[int]]:
    """The runs of phrases that belong to one task, or to none (''): (function, task) and where each begins."""
    owners: list[tuple[str, str]] = []
    begins: list[int] = []
    for function, start, end in zip(functions, starts, [*starts[1:], len(phrases)], strict=True):
        for number in range(start, end):
            task = phrases[number].task
            owner = (function.id, function.tasks[task].id if task >= 0 else "")
            if not owners or owners[-1] != owner:
                owners.append(owner)
                begins.append(number)
    return owners, begins


def _wordings(profile: FunctionProfile, catalogue: Catalogue) -> list[tuple[str, int, float]]:
    found = [(text, number, 1.0) for number, task in enumerate(profile.tasks) for text in (task.text, *task.also)]
    found += [(text, -1, TITLE_WEIGHT) for text in (profile.title, *profile.aliases, profile.what)]
    for required in profile.skills:
        skill = catalogue.skills.get(required.skill_id)
        if skill is not None:
            found += [(text, -1, SKILL_WEIGHT) for text in skill_texts(skill)]
    return found
