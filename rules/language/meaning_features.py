"""What a clause looks like to the meaning model: its small words, its forms of verbs, and the signs in it.

Words that are about the work itself count by their shape, by their stem when several examples have it, and by whether
the field knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rules.language.clauses import Clause
from rules.language.dutch import WASHES, Token, stem
from rules.language.dutch_words import CONJUNCTIONS, DETERMINERS, PARTICLES, PREPOSITIONS, STOP_WORDS
from rules.language.meaning import only_comment, sign, sign_names
from rules.language.word_forms import Shape, may_be_infinitive, shape

SMALL_WORDS: frozenset[str] = STOP_WORDS | PREPOSITIONS | DETERMINERS | PARTICLES | CONJUNCTIONS
REACH = 6  # words over which two small words count as a pair ('wil … niet')
PART = 4  # letters
MOST_TERMS = 3  # from which the number of terms tells no more
_FINITE = {Shape.FIRST, Shape.THIRD, Shape.PAST, Shape.MODAL, Shape.INFINITIVE, Shape.PARTICIPLE}
_OWN = {Shape.I, Shape.WE}


def features(clause: Clause, kept: frozenset[str], *, begins: bool, asks: bool) -> list[str]:
    """Names of what is there, each once and in a fixed order; `kept` are the words that count as themselves."""
    words = [token for token in clause.tokens if token.is_word]
    shapes = _shapes(clause)
    mixed = ["<", *(t.word if t.word in kept else s.value.upper() for t, s in zip(words, shapes, strict=True)), ">"]
    found = [*mixed, *(f"{one} {other}" for one, other in pairwise(mixed))]
    forms = ["<", *shapes, ">"]
    found += [f"{one}+{other}" for one, other in pairwise(forms)]
    found += [f"{one}+{two}+{three}" for one, two, three in zip(forms, forms[1:], forms[2:], strict=False)]
    small = [token.word for token in words if token.word in kept]
    found += [f"{one}..{other}" for place, one in enumerate(small) for other in small[place + 2 : place + REACH]]
    found += [part for token, form in zip(words, shapes, strict=True) for part in _parts(token.word, form, kept)]
    found += [f"={stem(token.word)}" for token in words]
    found += _whole(clause, shapes, begins=begins, asks=asks)
    return list(dict.fromkeys(found))


def field_terms(terms: Sequence[str], field: frozenset[str]) -> list[str]:
    """How many terms of a clause the field of work has, and how many it lacks: 'huisbezoeken' is a task, 'tandarts' hardly."""
    known = sum(term in field for term in terms)
    return [f"#known {min(known, MOST_TERMS)}", f"#unknown {min(len(terms) - known, MOST_TERMS)}"]


def _parts(word: str, form: Shape, kept: frozenset[str]) -> Iterable[str]:
    """Letters in a row of small words and verbs: what 'hoeft' and 'hoeven', 'trekt' and 'getrokken' share."""
    if len(word) >= PART and (word in kept or form is not Shape.NOUN):
        padded = f"_{word}_"
        yield from (f"~{padded[start : start + PART]}" for start in range(len(padded) - PART + 1))


def _shapes(clause: Clause) -> list[Shape]:
    """The shapes of the words; a plural that ends a clause without a verb is an infinitive if it can be ('offertes tikken')."""
    words = [token for token in clause.tokens if token.is_word]
    shapes = [Shape.FIRST if _is_washing(token) else shape(token.word, capital=_is_name(clause, token)) for token in words]
    if (
        len(words) > 1
        and shapes[-1] is Shape.NOUN
        and shapes[-2] is Shape.NOUN
        and not _FINITE.intersection(shapes)
        and may_be_infinitive(words[-1].word)
    ):
        shapes[-1] = Shape.INFINITIVE
    return shapes


def _whole(clause: Clause, shapes: list[Shape], *, begins: bool, asks: bool) -> Iterable[str]:
    """What the clause as a whole has: whose it is, when, how long, which signs."""
    own = bool(_OWN.intersection(shapes))
    yield "#own" if own else "#not own"
    if Shape.THIRD in shapes and not own:
        yield "#third"
    if Shape.PAST in shapes:
        yield "#past own" if own else "#past"
    if Shape.PARTICIPLE in shapes:
        yield "#participle"
    yield f"#words {min(len(shapes), 6)}"
    yield f"#content {min(sum(token.word not in STOP_WORDS for token in clause.tokens), 3)}"
    yield f"#ends {clause.ending}"
    yield "#begins" if begins else "#goes on"
    if asks:
        yield "#asks"
    if only_comment(clause):
        yield "#comment"
    said = " ".join(token.word for token in clause.tokens) if any(map(_is_washing, clause.tokens)) else clause.text
    yield f"#sign {sign(said)}"
    yield from (f"#sign {name}" for name in sign_names(said))


def _is_washing(token: Token) -> bool:
    """Whether it was typed as 'was', which looks like a past."""
    return token.word == WASHES and token.end - token.start < len(WASHES)


def _is_name(clause: Clause, token: Token) -> bool:
    """Whether a word inside its clause was typed with a capital."""
    letter = clause.text[token.start - clause.start : token.start - clause.start + 1]
    return token.start > clause.start and letter.isupper()
