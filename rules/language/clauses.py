"""Cutting a message into clauses: one thing that is done, wished or refused at a time.

Borders are punctuation and what `clause_borders` finds between the words; a verb that a border took apart is put together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.language.clause_borders import JOINS, SUBJECTS, WAYS, begins_clause
from rules.language.dutch import DutchText, Token, verb
from rules.language.dutch_words import FINITE, PARTICLES
from rules.language.text import tidy
from rules.language.word_forms import is_separable, may_be_first

MAX_CLAUSES = 80
MOST_CUT = 4  # clauses over which a list may stand between a verb and its particle
_SENTENCE_ENDS = frozenset(".!?;…•") | {"...", "..", "!!", "??", "?!"}
_LIGHT_BREAKS = frozenset(":()[]–—-/|") | {"--", "->"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the message: `text` is `message[start:end]`; `sentence` numbers the sentences, `ending` is what closed it."""

    text: str
    start: int
    end: int
    sentence: int
    ending: str
    tokens: tuple[Token, ...]


def split_clauses(message: str, language: DutchText) -> tuple[Clause, ...]:
    """The clauses of a message, in order; offsets are those of the message as given."""
    text = tidy(message).text
    clauses: list[Clause] = []
    current: list[Token] = []
    sentence = 0

    def close(ending: str) -> None:
        nonlocal current
        if any(token.is_word for token in current):
            start, end = current[0].start, current[-1].end
            clauses.append(Clause(text[start:end], start, end, sentence, ending, tuple(current)))
        current = []

    tokens = language.tokens(text)
    names = frozenset(place for place, token in enumerate(tokens) if text[token.start : token.start + 1].isupper())
    for position, token in enumerate(tokens):
        if current and "\n" in text[current[-1].end : token.start]:
            close("\n")
            sentence += 1
        if token.word in _SENTENCE_ENDS:
            close(token.word[0])
            sentence += 1
        elif token.word == "," or (token.word in _LIGHT_BREAKS):
            close(token.word)
        elif token.is_word:
            if current and begins_clause(tokens, position, current, names):
                close("")
            current.append(token)
        if len(clauses) >= MAX_CLAUSES:
            return _verbs_whole(clauses, text)
    close("")
    return _verbs_whole(clauses, text)


def _verbs_whole(clauses: Sequence[Clause], text: str) -> tuple[Clause, ...]:
    """Puts together what a border took apart of a separable verb: 'ik voer uitkeringen, beslagen en mutaties in'."""
    whole: list[Clause] = []
    place = 0
    while place < len(clauses):
        first, last = clauses[place], _end_of_verb(clauses, place)
        if last > place:
            parts = clauses[place : last + 1]
            end = parts[-1].end
            tokens = tuple(token for part in parts for token in part.tokens)
            first = Clause(text[first.start : end], first.start, end, first.sentence, parts[-1].ending, tokens)
        whole.append(first)
        place = last + 1
    return tuple(whole)


def _end_of_verb(clauses: Sequence[Clause], place: int) -> int:
    """The clause in which the particle of this clause's verb stands; the clause itself when nothing was cut."""
    verbs = [verb(token.word) for token in clauses[place].tokens if token.word in FINITE]
    infinitive = next((found for found in reversed(verbs) if found), None)
    if infinitive is None or clauses[place].tokens[-1].word in PARTICLES:
        return place
    for later in range(place + 1, min(place + 1 + MOST_CUT, len(clauses))):
        clause = clauses[later]
        if clause.sentence != clauses[place].sentence or any(
            token.word in FINITE or token.word in SUBJECTS or token.word in WAYS for token in clause.tokens
        ) or _has_own_verb(clause):
            break
        if is_separable(clause.tokens[-1].word, infinitive):
            return later
    return place


def _has_own_verb(clause: Clause) -> bool:
    """Whether a clause after 'en' begins with a verb in the form of 'ik': then its particle is its own ('en schakel hulp in')."""
    words = [token.word for token in clause.tokens if token.word not in JOINS]
    return clause.tokens[0].word in JOINS and len(words) > 1 and may_be_first(words[0])
