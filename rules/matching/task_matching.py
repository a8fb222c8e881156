"""Own sentences about work → functions, with the task of the function that each sentence resembles.

Every way in which the catalogue words a task (its text and `also`, what people say about the skills it shows,
titles, aliases, what the function is for) is a phrase. A sentence is compared with every phrase on terms and on
character n-grams (for spelling mistakes); a function scores by its best phrase for each sentence, weighted by how
telling the sentence is, and by all of its words together. Lexical throughout, so that it can be explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rules.catalogue import Catalogue, FunctionProfile
from rules.language.clauses import split_clauses
from rules.language.dutch import DutchText
from rules.language.text import fold
from rules.matching.profile_texts import dutch_of, skill_texts, whole_text
from rules.matching.same_work import SAME_DEED, SameWork
from rules.matching.tfidf import TfidfSpace, char_ngrams

MAX_SENTENCES = 60
MAX_SENTENCE = 600  # characters
CHAR_WEIGHT = 0.5  # of n-grams beside terms, in the likeness of a sentence and a phrase
WHOLE_WEIGHT = 0.6  # of all words together beside the best phrases
SKILL_WEIGHT = 0.6  # what people say about a skill tells less than a task of the function itself
TITLE_WEIGHT = 0.8
WEAKEST_LINK = 0.2  # below this likeness a sentence is not shown as leading to a task


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A clause of what was said, word for word, and the task of the function that it resembles most; `strength` 0–1.

    `same` tells whether both are about the same work, so that it may be shown as such.
    """

    quote: str
    task_id: str
    task: str
    strength: float
    same: bool


@dataclass(frozen=True, slots=True)
class FunctionMatch:
    """How much the function is what the sentences tell; `score` 0–1, comparable between functions of one call."""

    function_id: str
    score: float
    links: tuple[TaskLink, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One wording: `text` is the row of the space, `task` the number of the function's task or -1."""

    text: int
    task: int
    weight: float


class TaskMatcher:
    """`rank(sentences)` over the functions of one catalogue; built once, then used from any thread."""

    __slots__ = (
        "_chars", "_functions", "_language", "_phrases", "_place", "_same", "_starts", "_terms", "_texts", "_weights", "_whole", "_wordings",
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
        unique = list(texts)
        self._place = texts
        self._wordings = unique
        self._terms = TfidfSpace(unique, self._language.terms)
        self._chars = TfidfSpace([fold(text) for text in unique], char_ngrams(3, 5))
        self._same = SameWork(self._language, self._terms.weight)
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

    def same_work(self, said: str, wordings: Sequence[str]) -> bool:
        """Whether a clause of what was said is about the same work as one of these wordings of the catalogue."""
        clauses = self._clauses([said])
        places = [
            self._place[wording] for wording in wordings if wording in self._place and any(self._same.shares(clause, wording) for clause in clauses)
        ]
        if not places:
            return False
        likeness = self._of_texts(clauses)[:, places]
        return any(
            self._same.holds(clause, self._wordings[place], round(float(value), 6))
            for clause, row in zip(clauses, likeness, strict=True)
            for place, value in zip(places, row, strict=True)
        )

    def shares_words(self, said: str, wordings: Sequence[str]) -> bool:
        """As `same_work` for wordings that were found to be like it already: the words decide."""
        return any(self._same.shares(said, wording) for wording in wordings)

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
        phrases: NDArray[np.float32] = self._of_texts(sentences)[:, self._texts] * self._weights
        return phrases

    def _of_texts(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n_sentences, n_texts), 0–1, whatever the texts are for."""
        texts = (1 - CHAR_WEIGHT) * self._terms.similarities(sentences)
        texts += CHAR_WEIGHT * self._chars.similarities([fold(sentence) for sentence in sentences])
        return texts

    def _links(self, function: int, told: Sequence[str], likeness: NDArray[np.float32]) -> tuple[TaskLink, ...]:
        profile = self._functions[function]
        start = int(self._starts[function])
        end = int(self._starts[function + 1]) if function + 1 < len(self._starts) else len(self._phrases)
        of_tasks = [number for number in range(start, end) if self._phrases[number].task >= 0]
        links: list[TaskLink] = []
        for row, sentence in zip(likeness, told, strict=True):
            number = max(of_tasks, key=lambda n: float(row[n]))
            strength = round(float(row[number]), 6)
            if strength < WEAKEST_LINK:
                continue
            likely = sorted((n for n in of_tasks if row[n] >= SAME_DEED), key=lambda n: (-float(row[n]), n))
            same = next((n for n in likely if self._same.holds(sentence, self._wordings[self._phrases[n].text], round(float(row[n]), 6))), None)
            task = profile.tasks[self._phrases[number if same is None else same].task]
            links.append(TaskLink(sentence, task.id, task.text, strength, same is not None))
        return tuple(links)


def _wordings(profile: FunctionProfile, catalogue: Catalogue) -> list[tuple[str, int, float]]:
    found = [(text, number, 1.0) for number, task in enumerate(profile.tasks) for text in (task.text, *task.also)]
    found += [(text, -1, TITLE_WEIGHT) for text in (profile.title, *profile.aliases, profile.what)]
    for required in profile.skills:
        skill = catalogue.skills.get(required.skill_id)
        if skill is not None:
            found += [(text, -1, SKILL_WEIGHT) for text in skill_texts(skill)]
    return found
