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
from rules.matching.same_deed import SameDeed
from rules.matching.tfidf import TfidfSpace, char_ngrams, terms_of

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
    _kept: NDArray[np.float32]
    _place: Mapping[str, int]

    def letters(self, wordings: Iterable[str]) -> float:
        """How much the clause is spelled like the likeliest of these wordings of the catalogue, 0–1."""
        return self._best(self._letters, wordings)

    def same_letters(self, wordings: Iterable[str]) -> float:
        """As `letters`, but less where a verb is all that they share."""
        return self._best(self._letters * self._kept, wordings)

    def _best(self, likeness: NDArray[np.float32], wordings: Iterable[str]) -> float:
        places = [self._place[wording] for wording in wordings if wording in self._place]
        return round(float(likeness[places].max()), 6) if places else 0.0


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One wording: `text` is the row of the space, `task` the number of the function's task or -1."""

    text: int
    task: int
    weight: float


class TaskMatcher:
    """`rank(sentences)` over the functions of one catalogue; built once, then used from any thread."""

    __slots__ = (
        "_chars", "_deeds", "_functions", "_language", "_most_texts", "_of_task", "_phrases", "_place", "_starts", "_task_phrases", "_tasks", "_tasks_of", "_terms",
        "_texts", "_texts_of", "_weights", "_whole",
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
        self._tasks, self._tasks_of, self._texts_of = _tasks_of_texts(self._functions, phrases, starts)
        self._task_phrases = [
            np.array([number for number in range(start, end) if phrases[number].task >= 0], dtype=np.intp)
            for start, end in zip(starts, [*starts[1:], len(phrases)], strict=True)
        ]
        self._of_task = np.array(sorted(self._tasks_of), dtype=np.intp)
        self._most_texts = max((len(texts) for tasks in self._texts_of.values() for texts in tasks.values()), default=1)
        unique = list(texts)
        self._place = texts
        self._terms = TfidfSpace(unique, terms_of(self._language))
        self._deeds = SameDeed(unique, self._language)
        self._chars = TfidfSpace([fold(self._language.blind(text)) for text in unique], char_ngrams(3, 5))
        self._whole = TfidfSpace(
            [whole_text(profile, catalogue) for profile in self._functions], terms_of(self._language), sublinear=True
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
        whole = self._whole.similarities([" . ".join(told)])[0]  # what fits no clause still counts here
        scores = np.round(((1 - WHOLE_WEIGHT) * by_phrase + WHOLE_WEIGHT * whole).astype(np.float64), 6)
        order = [int(number) for number in np.argsort(-scores, kind="stable")[:limit] if scores[number] > 0]
        return [FunctionMatch(self._functions[n].id, float(scores[n]), self._links(n, told, likeness)) for n in order]

    def near(self, said: str, function_id: str | None = None) -> Near:
        """What one clause resembles in the whole catalogue, and in one function."""
        text = said[:MAX_SENTENCE]
        likeness, letters, kept = self._of_texts([text])
        return Near(
            words=len({term for term in map(stem, self._content(text)) if term not in LIGHT_VERBS}),
            tasks=self._likeliest(likeness[0]),
            own_task=self._nearest_own(function_id, likeness[0]),
            _letters=letters[0],
            _kept=kept[0],
            _place=self._place,
        )

    def _likeliest(self, likeness: NDArray[np.float32]) -> tuple[tuple[str, float], ...]:
        """The NEAREST tasks by their best text, likeliest first; equals in the order of the catalogue."""
        # No task has more than so many texts, so among these are the texts of NEAREST tasks at least.
        enough = NEAREST * self._most_texts
        values = likeness[self._of_task]
        least = np.partition(values, -enough)[-enough] if values.size > enough else 0.0
        found: dict[int, float] = {}
        for place in np.flatnonzero((values >= least) & (values > 0)):
            for task in self._tasks_of[int(self._of_task[place])]:
                found[task] = max(found.get(task, 0.0), float(values[place]))
        order = sorted(found, key=lambda task: (-found[task], task))[:NEAREST]
        return tuple((self._tasks[task], round(found[task], 6)) for task in order)

    def _nearest_own(self, function_id: str | None, likeness: NDArray[np.float32]) -> str:
        """The likeliest task of one function; '' when none is like it at all."""
        best = {task: float(likeness[texts].max()) for task, texts in self._texts_of.get(function_id or "", {}).items()}
        nearest = max(best, key=lambda task: best[task], default=-1)
        return self._tasks[nearest] if best.get(nearest, 0.0) > 0 else ""

    def _content(self, text: str) -> list[str]:
        return [token.word for token in self._language.tokens(self._language.blind(tidy(text).text)) if token.is_word and token.word not in STOP_WORDS]

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
        texts, _, kept = self._of_texts(sentences)
        phrases: NDArray[np.float32] = np.take(kept * texts, self._texts, axis=1)
        phrases *= self._weights
        return phrases

    def _of_texts(self, sentences: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """How like the texts the sentences are, how much they are spelled so, and how much of that counts for the same work; all of shape (n_sentences, n_texts), 0–1."""
        terms = self._terms.similarities(sentences)
        kept = self._deeds.kept(sentences, terms)
        letters = self._chars.similarities([fold(self._language.blind(sentence)) for sentence in sentences])
        return (1 - CHAR_WEIGHT) * terms + CHAR_WEIGHT * letters, letters, kept

    def _links(self, function: int, told: Sequence[str], likeness: NDArray[np.float32]) -> tuple[TaskLink, ...]:
        profile = self._functions[function]
        own = self._task_phrases[function]
        links: list[TaskLink] = []
        for row, sentence in zip(likeness, told, strict=True):
            number = int(own[np.argmax(row[own])])
            strength = round(float(row[number]), 6)
            if strength >= WEAKEST_LINK:
                task = profile.tasks[self._phrases[number].task]
                links.append(TaskLink(sentence, task.id, task.text, strength))
        return tuple(links)


def _tasks_of_texts(
    functions: Sequence[FunctionProfile], phrases: Sequence[_Phrase], starts: Sequence[int]
) -> tuple[list[str], dict[int, list[int]], dict[str, dict[int, list[int]]]]:
    """All tasks in order; by text the tasks that it words (as numbers); by function the texts of each of its tasks."""
    tasks: list[str] = []
    of_text: dict[int, list[int]] = {}
    of_function: dict[str, dict[int, list[int]]] = {}
    for profile, start, end in zip(functions, starts, [*starts[1:], len(phrases)], strict=True):
        first = len(tasks)
        tasks += [task.id for task in profile.tasks]
        texts_of = of_function[profile.id] = {}
        for phrase in phrases[start:end]:
            if phrase.task >= 0:
                of_text.setdefault(phrase.text, []).append(first + phrase.task)
                texts_of.setdefault(first + phrase.task, []).append(phrase.text)
    return tasks, of_text, of_function


def _wordings(profile: FunctionProfile, catalogue: Catalogue) -> list[tuple[str, int, float]]:
    found = [(text, number, 1.0) for number, task in enumerate(profile.tasks) for text in (task.text, *task.also)]
    found += [(text, -1, TITLE_WEIGHT) for text in (profile.title, *profile.aliases, profile.what)]
    for required in profile.skills:
        skill = catalogue.skills.get(required.skill_id)
        if skill is not None:
            found += [(text, -1, SKILL_WEIGHT) for text in skill_texts(skill)]
    return found
