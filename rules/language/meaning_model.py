"""How each clause of a message is meant, learned from example sentences when the knowledge is loaded.

Two linear models look at one clause: one tells whether it mentions work, only comments on what stands next to it, or
says nothing of the kind; the other how it is meant. What a clause leaves open is taken over from the one before it
('… en de agenda'), and a comment passes its meaning on ('notulen, dat doet nu iemand anders').
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from rules.language.clauses import Clause, split_clauses
from rules.language.dutch import DutchText
from rules.language.examples import Example, Label, Mark
from rules.language.fits import Arrays, fitted, packed, unpacked
from rules.language.meaning_features import SMALL_WORDS, features, field_terms
from rules.language.word_forms import Shape
from rules.person import Meaning

STRENGTH = 0.5  # of fitting to the examples (1 / regularisation), by cross-validation over examples
TELLING = 0.5  # power to which a feature counts by how much it tells one label from the rest, likewise
EVEN = 0.3  # what a feature counts that tells nothing
SEEN = 2  # clauses a word must stand in to count as itself, and a feature to count at all
_PARTS = ("columns", "labels", "weights", "offsets")
_MEANINGS = tuple(Meaning)
_STARTS_ANEW = frozenset(f"{who}+{form}" for who in (Shape.I, Shape.WE) for form in (Shape.FIRST, Shape.INFINITIVE))
_Row = NDArray[np.float64]


class Role(StrEnum):
    """What a clause does in its message."""

    MENTION = "mention"
    COMMENT = "comment"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause as the model reads it: the chance that it mentions work, and of each meaning if it does, 0–1."""

    mention: float
    meaning: dict[Meaning, float]


class _Linear:
    """A linear model per label over named features; chances of a row add up to 1.

    Before the fit every feature is weighed by how much oftener it stands with the label than without it, so that few
    telling words outweigh many common ones (Wang and Manning, 'Baselines and Bigrams', 2012).
    """

    __slots__ = ("_columns", "_offsets", "_weights", "labels")

    def __init__(self, fit: Arrays) -> None:
        self._columns = {name: place for place, name in enumerate(unpacked(fit["columns"]))}
        self.labels = tuple(unpacked(fit["labels"]))
        self._weights, self._offsets = fit["weights"], fit["offsets"]

    @classmethod
    def fit(cls, rows: Sequence[Sequence[str]], labels: Sequence[str]) -> Arrays:
        counts = Counter(name for row in rows for name in row)
        columns = sorted(name for name, seen in counts.items() if seen >= SEEN)
        different = sorted(set(labels))
        table = _table(rows, {name: place for place, name in enumerate(columns)})
        target = np.array(labels)
        telling = [_telling(table, target == label) for label in different]
        models = [
            LogisticRegression(C=STRENGTH, solver="liblinear").fit(table @ sparse.diags(scale), target == label)
            for label, scale in zip(different, telling, strict=True)
        ]
        return {
            "columns": packed(columns), "labels": packed(different),
            "weights": np.vstack([model.coef_[0] * scale for model, scale in zip(models, telling, strict=True)]).T,
            "offsets": np.array([float(model.intercept_[0]) for model in models]),
        }

    def chances(self, rows: Sequence[Sequence[str]]) -> _Row:
        """Shape (n_rows, n_labels)."""
        each = expit(_table(rows, self._columns) @ self._weights + self._offsets)
        return np.asarray(np.round(each / each.sum(axis=1, keepdims=True), 6))


def _fitted(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> Arrays:
    """As `_Linear.fit`; another catalogue mostly leaves the rows as they were, and then nothing is fitted again."""
    return fitted(["linear", *("\x1f".join((label, *row)) for row, label in zip(rows, labels, strict=True))], lambda: _Linear.fit(rows, labels))


def _table(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """How often each feature stands in a row, shape (n_rows, n_columns)."""
    places = [[columns[name] for name in row if name in columns] for row in rows]
    starts = np.cumsum([0, *(len(row) for row in places)], dtype=np.int32)
    flat = np.array([place for row in places for place in row], dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(columns)))


def _telling(table: sparse.csr_matrix, labelled: NDArray[np.bool_]) -> _Row:
    """Shape (n_features,): how much each feature tells the labelled rows from the others."""
    within, without = (1 + np.asarray(table[rows].sum(axis=0)).ravel() for rows in (labelled, ~labelled))
    odds = np.log(within / within.sum()) - np.log(without / without.sum())
    return np.asarray(np.abs(odds) ** TELLING + EVEN)


class MeaningModel:
    """`read(clauses, about)`; built once from examples, then used from any thread."""

    __slots__ = ("_field", "_kept", "_language", "_meaning", "_role")

    def __init__(self, examples: Iterable[Example], language: DutchText, field: frozenset[str] = frozenset()) -> None:
        """`field` are the terms of work that the catalogue knows: a clause with many of them sooner mentions a task."""
        self._language, self._field = language, field
        shown = list(examples)
        made_of = ["meaning", language.key, *sorted(field), *(part for example in shown for part in (example.text, repr(example.marks)))]
        fit = fitted(made_of, lambda: self._learned(shown))
        self._kept = frozenset(unpacked(fit["kept"]))
        self._role, self._meaning = (_Linear({part: fit[f"{model} {part}"] for part in _PARTS}) for model in ("role", "meaning"))

    def _learned(self, examples: Sequence[Example]) -> Arrays:
        seen = [(clauses, marks) for clauses, marks in (_marked(example, self._language) for example in examples)]
        counts = Counter(word for clauses, _ in seen for clause in clauses for word in {token.word for token in clause.tokens})
        self._kept = SMALL_WORDS | {word for word, count in counts.items() if count >= SEEN}
        told = [
            (row, mark)
            for clauses, marks in seen
            for row, mark in zip(self._rows(clauses), marks, strict=True)
            if mark is not None
        ]
        meant = [(row, mark.label) for row, mark in told if mark.label is not Label.NONE]
        fits = {
            "role": _fitted([row for row, _ in told], [_role(mark) for _, mark in told]),
            "meaning": _fitted([row for row, _ in meant], [label for _, label in meant]),
        }
        return {"kept": packed(sorted(self._kept)), **{f"{model} {part}": array for model, fit in fits.items() for part, array in fit.items()}}

    def read(self, clauses: Sequence[Clause], about: Meaning) -> list[Reading]:
        """How each clause is meant when `about` was asked."""
        if not clauses:
            return []
        rows = self._rows(clauses)
        roles = self._role.chances(rows)
        mention, comment = (roles[:, self._role.labels.index(role)] for role in (Role.MENTION, Role.COMMENT))
        found: list[_Row] = []
        before = asked = _only(about)
        for place, row in enumerate(self._meaning.chances(rows)):
            if _begins(clauses, place):
                before = asked
            carried = _to_a_new_subject(before, asked) if not _STARTS_ANEW.isdisjoint(rows[place]) else before
            ahead = 0.0 if "#own" in rows[place] else _announced(clauses, place, comment)
            own = np.array([self._of(row, meaning) for meaning in _MEANINGS])
            plain, same = self._of(row, Label.ASKED), self._of(row, Label.SAME)
            found.append(own + (1 - ahead) * plain * asked + (same + ahead * plain) * carried)
            tells = mention[place] + comment[place]
            before = tells * found[-1] + (1 - tells) * before
            if place and clauses[place].sentence - clauses[place - 1].sentence <= 1:
                _look_back(found, own, float(comment[place]), mention, asked)
        return [
            Reading(float(mention[place]), dict(zip(_MEANINGS, map(float, row), strict=True)))
            for place, row in enumerate(found)
        ]

    def _rows(self, clauses: Sequence[Clause]) -> list[list[str]]:
        asking = {clause.sentence for clause in clauses if clause.ending == "?"}
        rows = [
            features(clause, self._kept, begins=_begins(clauses, place), asks=clause.sentence in asking)
            + field_terms(self._language.terms_of(clause.tokens), self._field)
            + _less_liked(clauses, place)
            for place, clause in enumerate(clauses)
        ]
        return [row + self._what_follows(clauses, rows, place) for place, row in enumerate(rows)]

    def _what_follows(self, clauses: Sequence[Clause], rows: Sequence[Sequence[str]], place: int) -> list[str]:
        """Features for the clause behind this one: 'vergaderen, dat …' is read by what 'dat' begins."""
        if place + 1 == len(clauses):
            return ["#next none"]
        word = clauses[place + 1].tokens[0].word
        if word == "en":
            return ["#next en"]  # goes on to something else, so its signs are its own
        near = "" if clauses[place + 1].sentence == clauses[place].sentence else "."
        said = [name for name in rows[place + 1] if name == "#comment" or (name.startswith("#sign") and "/" not in name)]
        return [f"#next {near}{word if word in self._kept else Shape.NOUN.value.upper()}", *(f"#next {name}" for name in said)]

    def _of(self, row: _Row, label: str) -> float:
        """The chance of a label; none of a meaning that is not labelled ('now' is what was asked)."""
        return float(row[self._meaning.labels.index(label)]) if label in self._meaning.labels else 0.0


def _only(meaning: Meaning) -> _Row:
    return np.array([float(each is meaning) for each in _MEANINGS])


def _to_a_new_subject(before: _Row, asked: _Row) -> _Row:
    """What a clause with an 'ik' of its own takes over: it is not wished or done by others because the last one was."""
    stays = before * np.maximum(asked, _only(Meaning.OUTSIDE_WORK))
    return np.asarray(stays + (before.sum() - stays.sum()) * asked)


def _announced(clauses: Sequence[Clause], place: int, comment: _Row) -> float:
    """The chance that a comment went ahead of what it is about: 'dat doet Henk, de bruggen'."""
    second = place > 0 and _begins(clauses, place - 1) and not _begins(clauses, place)
    return float(comment[place - 1]) if second else 0.0


def _look_back(found: list[_Row], said: _Row, comment: float, mention: _Row, asked: _Row) -> None:
    """Give the last clause that mentions something the meaning of the comment behind it."""
    last = next((place for place in range(len(found) - 2, -1, -1) if mention[place] >= 0.5), len(found) - 2)
    row = found[last]
    unwanted = said * _only(Meaning.UNWANTED)
    plain = row * asked  # only what was plainly told can turn out to be meant otherwise; a refusal counts always
    taken = comment * (plain.sum() * said + (row - plain).sum() * unwanted)
    found[last] = row - comment * (said.sum() * plain + unwanted.sum() * (row - plain)) + taken


def _marked(example: Example, language: DutchText) -> tuple[tuple[Clause, ...], list[Mark | None]]:
    """The clauses of an example with their marks; a clause that two different marks share teaches nothing (None)."""
    clauses = split_clauses(example.text, language)
    found: list[Mark | None] = []
    for clause in clauses:
        marks = [mark for mark in example.marks if min(clause.end, mark.end) - max(clause.start, mark.start) > 2]
        telling = [mark for mark in marks if mark.label is not Label.SAME] or marks
        one = telling and len({(mark.label, mark.looks_back) for mark in telling}) == 1
        found.append(telling[0] if one else None)
    return clauses, found


def _less_liked(clauses: Sequence[Clause], place: int) -> list[str]:
    """A feature for what stands behind 'liever … dan': it looks like a next step ('dan vul ik …') and is a refusal."""
    before = {token.word for token in clauses[place - 1].tokens} if place and not _begins(clauses, place) else set()
    return ["#less liked"] if clauses[place].tokens[0].word == "dan" and before & {"liever", "eerder"} else []


def _begins(clauses: Sequence[Clause], place: int) -> bool:
    return place == 0 or clauses[place - 1].sentence != clauses[place].sentence


def _role(mark: Mark) -> Role:
    if mark.label is Label.NONE:
        return Role.NOTHING
    return Role.COMMENT if mark.looks_back else Role.MENTION
