"""What somebody does for pleasure, named in a row: 'voetbal en mantelzorg voor mijn vader' are two things.

Only for an answer about life outside work. In a list of tasks things joined by 'en' are as often done in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rules.language.clauses import Clause
from rules.language.dutch import Token
from rules.language.dutch_words import DETERMINERS
from rules.language.word_forms import Shape, shape

_JOINS = frozenset({"en", "of", "plus"})
_NAMES = frozenset({Shape.NOUN, Shape.INFINITIVE, Shape.NAME})
_BY_ITSELF = 2  # words of an activity: 'voetbal', 'muziek maken'


def activities_apart(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses, those that only name activities cut before each 'en', as at the commas of a list."""
    return tuple(part for clause in clauses for part in _apart(clause))


def _apart(clause: Clause) -> list[Clause]:
    for place, token in enumerate(clause.tokens):
        if token.word in _JOINS and _is_activity(clause.tokens[:place]) and _names_next(clause.tokens[place + 1 :]):
            first, rest = _part(clause, clause.tokens[:place], ","), _part(clause, clause.tokens[place:], clause.ending)
            return [first, *_apart(rest)]
    return [clause]


def _is_activity(tokens: Sequence[Token]) -> bool:
    """Whether the words name one activity and nothing about it: then what follows does not belong to its last word."""
    words = [token.word for token in tokens if token.word not in _JOINS and token.word not in DETERMINERS]
    if len(words) == 1:
        return shape(words[0]) in _NAMES
    return len(words) == _BY_ITSELF and shape(words[0]) is Shape.NOUN and shape(words[1]) is Shape.INFINITIVE


def _names_next(tokens: Sequence[Token]) -> bool:
    """Whether a thing is named next, and not another verb for what was named before."""
    following = next((token.word for token in tokens if token.word not in DETERMINERS), "")
    return bool(following) and shape(following) in {Shape.NOUN, Shape.NAME}


def _part(clause: Clause, tokens: Sequence[Token], ending: str) -> Clause:
    start, end = tokens[0].start, tokens[-1].end
    return Clause(clause.text[start - clause.start : end - clause.start], start, end, clause.sentence, ending, tuple(tokens))
