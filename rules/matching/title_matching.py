"""Job titles as people type them → functions of the catalogue, with a confidence to act upon.

The score adds four likenesses, each 0–1: the label by spelling (`LabelIndex`), the same on stems with compounds
and abbreviations taken apart, the label without any spaces ('bus chauffeur' is 'buschauffeur'), and all that the
profile says, for who describes rather than names ('ik doe kwijtscheldingen bij belastingen'). The order also counts how
many of the typed words a function accounts for (`WordCover`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from rules.catalogue import Catalogue
from rules.language.dutch import DutchText
from rules.language.dutch_words import STOP_WORDS, word_set
from rules.language.text import cap, fold
from rules.matching.label_index import MAX_QUERY, LabelIndex
from rules.matching.profile_texts import dutch_of, whole_text
from rules.matching.second_opinion import SecondOpinion, reranked
from rules.matching.tfidf import Named, TfidfSpace, terms_of
from rules.matching.word_cover import WordCover

SPELLED, STEMMED, SQUEEZED, WHOLE = 0.25, 0.7, 0.4, 1.4  # weights, tuned on the development half
TYPED = 0.15  # all that was typed, 'gemeentehuis' and 'senior' too
OWN = 0.07  # who uses this works for a municipality: between two that are as near, its own function
OWN_NAMED = (
    0.15  # added to the score for the order, when the municipality stands in the words: 'beveiliger bij de gemeente'
)
COVER = 0.45  # added to the score for the order: the part of the typed words that the function accounts for
SURE = 0.85  # from this confidence on, one 'Klopt dat?' is enough
ASK = 0.3  # from here on buttons help; below it the function is likely not in the list
POSSIBLE = 0.26  # score: below it nothing in the list is meant, however far the first is ahead of the others ('koningin', 'piloot')
AS_LIKELY = 0.75  # from this chance of the second on, the first is not sure
RESEMBLES = 0.5  # from this likeness on, a word stands in the name of some function, perhaps with a typing error
MISTYPED = 0.85  # share of letters in common, in order, from which on two spellings are one word
# Logistic of the best score and its lead over the next function, fitted on the development halves of the evaluation.
_SLOPE_SCORE, _SLOPE_LEAD, _INTERCEPT = 9.2, 6.6, -3.4

_ASIDE = re.compile(r"\s/\s|[()]")
_LEAD_IN = re.compile(r"^(?:ik (?:ben|werk|doe|zit)|werk(?:zaam|en)?) (?:als|bij|op|aan|in)?\b")
_VAGUE = re.compile(r"\b(?:ergens|iets|zoiets|weet (?:ik )?niet|geen idee)\b")
_MUNICIPALITY = re.compile(r"\b(?:gemeente(?:huis|kantoor)?|gem|stadhuis|stadskantoor|raadhuis)\b")
_NOISE = word_set(
    "gemeente gemeentes gem gemeentehuis stadskantoor senior junior medior allround afdeling team functie beroep werkzaam"
)


_TITLES_OF_THEIR_OWN = word_set("lerares")
"""Said by itself it is mostly of a primary school, which 'leraar' is not: the catalogue has it among the names that people use."""
_GENERIC = word_set(
    "medewerker medewerkster consulent consulente adviseur adviseuse beheerder coordinator assistent assistente administrateur manager monteur "
    "specialist planner secretaresse secretaris controleur begeleider chauffeur ambtenaar ondersteuner analist ontwikkelaar projectleider docent"
)


class TitleDecision(StrEnum):
    """What to do with a list of matches."""

    SURE = "sure"
    ASK = "ask"
    NOT_LISTED = "not-listed"


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A function, the label of it that matched, `score` 0–1, and the chance 0–1 that it is the one that was meant.

    `exact` when the words are its very name, and of no other function.
    """

    function_id: str
    label: str
    score: float
    confidence: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Best:
    """The label of a function that came first: its lexical score, and the score that orders (cover and a second opinion in it)."""

    label: str
    score: float
    order: float


class TitleMatcher:
    """`rank(words)` over titles and aliases of one catalogue; built once, then used from any thread.

    With a second opinion the order may change; score and explanation stay those of the words.
    """

    __slots__ = (
        "_cover",
        "_entries",
        "_function_ids",
        "_language",
        "_municipal",
        "_of_municipality",
        "_of_whole",
        "_opinion",
        "_spelled",
        "_squeezed",
        "_stemmed",
        "_stems",
        "_titles",
        "_whole",
    )

    def __init__(
        self, catalogue: Catalogue, language: DutchText | None = None, opinion: SecondOpinion | None = None
    ) -> None:
        self._language = language or dutch_of(catalogue)
        self._opinion = opinion
        self._spelled = LabelIndex(title_labels(catalogue))
        self._entries = self._spelled.entries
        stems = [(function_id, self._stem(label)) for function_id, label in self._entries]
        self._stemmed = LabelIndex(stems)
        column = {entry: number for number, entry in enumerate(self._stemmed.entries)}
        self._stems = np.array([column[entry] for entry in stems], dtype=np.intp)
        ngrams = TfidfVectorizer(analyzer="char", ngram_range=(3, 5), lowercase=False).build_analyzer()
        self._squeezed = TfidfSpace([_squeeze(label) for _, label in self._entries], Named(ngrams, "char 3 5"))
        self._titles = {profile.id: _squeeze(profile.title) for profile in catalogue.functions.values()}
        self._function_ids = sorted(catalogue.functions)
        whole = [whole_text(catalogue.functions[function_id], catalogue) for function_id in self._function_ids]
        self._whole = TfidfSpace(whole, terms_of(self._language), sublinear=True)
        self._of_municipality = {profile.id for profile in catalogue.functions.values() if profile.municipal}
        self._municipal = np.array(
            [function_id in self._of_municipality for function_id, _ in self._entries], dtype=np.float32
        )
        place = {function_id: number for number, function_id in enumerate(self._function_ids)}
        self._of_whole = np.array([place[function_id] for function_id, _ in self._entries], dtype=np.intp)
        names: dict[str, list[str]] = {function_id: [] for function_id in self._function_ids}
        for function_id, label in self._entries:
            names[function_id].append(label)
        self._cover = WordCover(names, catalogue.abbreviations)

    def rank(self, words: str, limit: int = 5) -> list[TitleMatch]:
        """The functions that `words` may name, best first, each once; those without likeness are left out."""
        words = self._language.blind(words, kept=_TITLES_OF_THEIR_OWN)
        query = _bare(words)
        if not query or not self._entries or limit <= 0:
            return []
        everything = fold(cap(words, MAX_QUERY))
        at_municipality = bool(_MUNICIPALITY.search(everything))
        scores = self._scores(query, everything)
        order = self._order(scores, query, at_municipality)
        best: dict[str, _Best] = {}
        for number in np.argsort(-order, kind="stable"):
            function_id, label = self._entries[int(number)]
            if scores[number] <= 0 or len(best) > limit:
                break
            best.setdefault(function_id, _Best(label, float(scores[number]), float(order[number])))
        exact = self._named_exactly(_squeeze(words[:MAX_QUERY])) or self._named_exactly(
            _squeeze(query), only_municipal=at_municipality
        )
        bound = 1.0 if exact or self._is_possible(best, query) else ASK - 0.05
        matches = _with_confidence(best, exact, bound)[:limit]
        generic = query in _GENERIC and query not in self._titles.values()  # nobody is just 'consulent'
        if generic or _VAGUE.search(everything):
            return [replace(match, confidence=min(match.confidence, SURE - 0.1)) for match in matches]
        return matches

    def _scores(self, query: str, everything: str) -> NDArray[np.float64]:
        """How alike each label is to the words, 0–1, shape (n_labels,)."""
        scores = SPELLED * self._spelled.scores([query])[0]
        scores += STEMMED * self._stemmed.scores([self._stem(query)])[0][self._stems]
        scores += SQUEEZED * self._squeezed.similarities([_squeeze(query)])[0]
        scores += WHOLE * self._whole.similarities([query])[0][self._of_whole]
        scores += TYPED * self._stemmed.scores([self._stem(everything)])[0][self._stems]
        scores += OWN * self._municipal * (scores > 0)
        return np.asarray(np.round(scores.astype(np.float64) / (SPELLED + STEMMED + SQUEEZED + WHOLE), 6), dtype=np.float64)

    def _order(self, scores: NDArray[np.float64], query: str, at_municipality: bool) -> NDArray[np.float64]:
        """The scores with what only counts for the order put in, shape (n_labels,)."""
        order = (
            scores + COVER * self._cover.cover(query)[self._of_whole] + OWN_NAMED * at_municipality * self._municipal
        )
        order = np.where(scores > 0, np.round(order, 6), 0.0)
        return (
            order
            if self._opinion is None
            else reranked(order, query, [label for _, label in self._entries], self._opinion)
        )

    def _named_exactly(self, spelling: str, only_municipal: bool = False) -> set[str]:
        """The functions with this very title, else with this alias."""
        titled = {function_id for function_id, title in self._titles.items() if title == spelling}
        named = titled or {function_id for function_id, label in self._entries if _squeeze(label) == spelling}
        return named & self._of_municipality if only_municipal else named

    def _is_possible(self, best: Mapping[str, _Best], query: str) -> bool:
        """Whether the first can be meant at all: alike enough, or but a typing error away ('lantmeter').

        Beside a word that many functions share, one other word at least must be known: 'manager van de bende' is not.
        """
        words = query.split()
        specific = [word for word in words if word not in _GENERIC]
        if 0 < len(specific) < len(words) and not self._is_known(" ".join(specific)):
            return False
        first = max(best.values(), key=lambda found: found.order, default=None)
        if first is None or first.score >= POSSIBLE:
            return True
        return SequenceMatcher(None, _squeeze(first.label), _squeeze(query)).ratio() >= MISTYPED

    def _is_known(self, words: str) -> bool:
        """Whether a profile says one of these words, or a name of a function resembles one."""
        return bool(self._whole.similarities([words]).any()) or self._cover.nearest(words) >= RESEMBLES

    def _stem(self, text: str) -> str:
        return " ".join(self._language.terms(text)) or fold(text)


def title_labels(catalogue: Catalogue) -> set[tuple[str, str]]:
    """(function id, label) for every way in which a function is called."""
    return {
        (profile.id, part.strip())
        for profile in catalogue.functions.values()
        for title in (profile.title, *profile.aliases)
        for part in (title, *_ASIDE.split(title))
        if len(part.strip()) > 2
    }


def _with_confidence(best: Mapping[str, _Best], exact: set[str], bound: float) -> list[TitleMatch]:
    """Exactly named functions come first; no function is surer than the one before it, nor than `bound`.

    Where two are as likely, none is sure: 'mobiliteitsadviseur' is of personnel or of traffic.
    """
    found = sorted(best, key=lambda function_id: (function_id not in exact, -best[function_id].order, function_id))
    chances: list[float] = []
    for function_id in found:
        rivals = [best[other].order for other in found if other != function_id]
        chances.append(certainty(best[function_id].score, best[function_id].order - max(rivals, default=0.0)))
    if len(exact) > 1:  # one name for two functions: 'salarisadministrateur' is of the municipality or of an office
        bound = min(bound, SURE - 0.1)
    if found and found[0] in exact:
        chances[0] = max(chances[0], 0.97 / sum(other in exact for other in found))
    elif len(chances) > 1 and chances[1] >= AS_LIKELY:
        bound = min(bound, SURE - 0.1)
    return [
        TitleMatch(
            function_id,
            best[function_id].label,
            best[function_id].score,
            round(min(bound, *chances[: place + 1], 1.0), 3),
            exact == {function_id},
        )
        for place, function_id in enumerate(found)
    ]


def certainty(score: float, lead: float) -> float:
    """The chance that a match is right, from its score and its lead over the best other function."""
    return 1 / (1 + math.exp(-(_INTERCEPT + _SLOPE_SCORE * score + _SLOPE_LEAD * lead)))


def decide(matches: Sequence[TitleMatch]) -> TitleDecision:
    """Whether to confirm the first match, to offer the first few as buttons, or to say that it is not in the list."""
    if not matches or matches[0].confidence < ASK:
        return TitleDecision.NOT_LISTED
    return TitleDecision.SURE if matches[0].confidence >= SURE else TitleDecision.ASK


def _bare(words: str) -> str:
    """What was typed without 'ik ben', 'bij de gemeente' and the like, unless nothing else is left."""
    typed = [word.strip(".,;:!?()\"'") for word in fold(cap(words, MAX_QUERY)).split()]
    kept = [word for word in _LEAD_IN.sub("", " ".join(typed)).split() if word == "werk" or word not in STOP_WORDS]
    return " ".join([word for word in kept if word not in _NOISE] or kept)


def _squeeze(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())
