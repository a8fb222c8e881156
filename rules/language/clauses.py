"""Cutting a message into clauses: one thing that is done, wished or refused at a time.

Borders are punctuation, joining words before a new verb ('en hou alles bij'), a new 'ik', and, where someone types
on without any of these, a new finite verb ('ik bestel spullen bel leveranciers').
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simplemma import is_known

from rules.language.dutch import DutchText, Token, verb
from rules.language.dutch_words import DETERMINERS, FINITE, PARTICLES, PREPOSITIONS, STOP_WORDS, word_set
from rules.language.text import tidy

MAX_CLAUSES = 80
MOST_CUT = 4  # clauses over which a list may stand between a verb and its particle
_SENTENCE_ENDS = frozenset(".!?;…•") | {"...", "..", "!!", "??", "?!"}
_LIGHT_BREAKS = frozenset(":()[]–—-/|") | {"--", "->"}
_ALWAYS = word_set("maar want dus terwijl omdat doch echter zodat voordat")
_BEFORE_VERB = word_set("en of dan daarna plus verder ook daarnaast tevens")
_SUBJECTS = frozenset({"ik", "k", "wij", "we"})
# First-person forms that are as often a noun: they begin no clause without a joining word.
_SOFT_MAAR = word_set("mij me alleen ook nou toch doe dan zeg vraag kom")  # 'geef mij maar', 'alleen maar'
_ALSO_NOUNS = word_set(
    "post plan werk boek mail regel druk bouw film app last les test plaats pas tap help zorg beheer scan print kap film blog "
    "meld plant deel stuur rust maat keur maak zit huur leer weg lading verf teken stapel bak ruim vul leid open los laad app"
) - {"stuur", "maak", "ruim", "vul", "leid", "help", "plan", "scan", "teken"}


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
            if current and _begins_clause(tokens, position, current):
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
            token.word in FINITE or token.word in _SUBJECTS or token.word in _WAYS for token in clause.tokens
        ):
            break
        if _belongs(clause.tokens[-1].word, infinitive):
            return later
    return place


def _belongs(particle: str, infinitive: str) -> bool:
    """Whether Dutch has the separable verb: 'in' and 'voeren', but not 'in' and 'bellen'."""
    return particle in PARTICLES and not infinitive.startswith(particle) and is_known(particle + infinitive, lang="nl")


def _begins_clause(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    word = tokens[position].word
    before = current[-1].word
    if word in _ALWAYS:
        return word != "maar" or before not in _SOFT_MAAR
    if word in _BEFORE_VERB:
        return _has_content(current) and _verb_follows(tokens, position + 1)
    if word in _SUBJECTS:
        after = tokens[position + 1].word if position + 1 < len(tokens) else ""
        begins = after in FINITE or after in _WAYS
        return (
            begins
            and _has_content(current)
            and before not in FINITE
            and before not in _WAYS
            and before not in _BEFORE_VERB
        )
    if (
        word in FINITE
        and word not in _ALSO_NOUNS
        and before not in DETERMINERS | PREPOSITIONS | _SUBJECTS | _BEFORE_VERB
    ):
        return _has_verb_and_object(current) and not _in_inversion(tokens, position)
    return False


def _has_content(tokens: Sequence[Token]) -> bool:
    return any(token.word not in STOP_WORDS for token in tokens)


def _has_verb_and_object(tokens: Sequence[Token]) -> bool:
    """Whether the clause so far could stand alone: a known verb, and after it something else with content."""
    seen_verb = False
    for token in tokens:
        if seen_verb and token.word not in STOP_WORDS:
            return True
        seen_verb = seen_verb or (verb(token.word) is not None)
    return False


def _in_inversion(tokens: Sequence[Token], position: int) -> bool:
    """'… voor klanten bel ik': the verb belongs to what stands before it."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    return after is None or after.word in _SUBJECTS


def _verb_follows(tokens: Sequence[Token], position: int) -> bool:
    for token in tokens[position : position + 14]:
        if not token.is_word or token.word in _ALWAYS or token.word in _BEFORE_VERB - {"ook", "dan"}:
            return False
        if token.word not in DETERMINERS and (
            token.word in _SUBJECTS or verb(token.word) is not None or token.word in _WAYS
        ):
            return True
    return False


_WAYS = word_set(
    "doe doet deed ben was ga ging zit zat heb had hou wil wilde zou sta stond kan kon mag moet werk werkte"
)
