"""The shape of a word in a clause: which form of a verb it is, or what kind of word, whatever it is about."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from simplemma import is_known, lemmatize

from rules.language.dutch_words import DETERMINERS, FINITE, PARTICLES, PREPOSITIONS, VERBS, first_person, word_set


class Shape(StrEnum):
    """Kinds of words that a clause is built of; forms of verbs above all, for they tell who does it and when."""

    I = "ik"  # noqa: E741
    WE = "wij"
    OTHER = "hij"
    ME = "mij"
    MY = "mijn"
    NOT = "niet"
    DETERMINER = "de"
    PREPOSITION = "in"
    NUMBER = "1"
    NAME = "Naam"
    FIRST = "doe"
    THIRD = "doet"
    INFINITIVE = "doen"
    PARTICIPLE = "gedaan"
    PAST = "deed"
    MODAL = "wil"
    NOUN = "ding"


_VERB_FORMS = frozenset({Shape.FIRST, Shape.THIRD, Shape.INFINITIVE, Shape.PARTICIPLE, Shape.PAST})
_PRONOUNS = {
    **dict.fromkeys(("ik", "k", "ikzelf"), Shape.I),
    **dict.fromkeys(("wij", "we"), Shape.WE),
    **dict.fromkeys(("hij", "zij", "ze", "die", "iemand", "anderen"), Shape.OTHER),
    **dict.fromkeys(("mij", "me"), Shape.ME),
    **dict.fromkeys(("mijn", "m'n", "mn", "onze", "ons"), Shape.MY),
    **dict.fromkeys(("niet", "geen", "nooit", "niks", "niets", "nie", "nee"), Shape.NOT),
}
_MODALS = word_set("wil wilde willen wou zou zouden kan kun kunnen kon mag mogen mocht moet moeten moest hoef hoeft hoeven zal")
_PREFIXES = PARTICLES | {"be", "ver", "ont", "her"}


def shape(word: str, *, capital: bool = False) -> Shape:
    """The shape of a word in lower case; `capital` when it was typed with one inside its sentence."""
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if word in _MODALS:
        return Shape.MODAL
    if word in DETERMINERS:
        return Shape.DETERMINER
    if word in PREPOSITIONS:
        return Shape.PREPOSITION
    if word[:1].isdigit():
        return Shape.NUMBER
    return Shape.NAME if capital else _form(word)


def is_verb(word: str) -> bool:
    """Whether a word has the shape of a form of a verb.

    >>> is_verb("bellen"), is_verb("balie"), is_verb("")
    (True, False, False)
    """
    return bool(word) and shape(word) in _VERB_FORMS


@lru_cache(maxsize=50_000)
def _form(word: str) -> Shape:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in VERBS:
        return Shape.INFINITIVE
    if word in FINITE:
        return Shape.THIRD if word.endswith("t") and word[:-1] in FINITE else Shape.FIRST
    if word.endswith("en") and _without_particle(word):
        return Shape.INFINITIVE  # also 'aansluiten', that looks like a past form of 'aansluit'
    lemma = str(lemmatize(word, lang="nl")).lower()
    if not lemma.endswith("n") or len(lemma) < 4 or lemma in _NO_VERBS:
        return Shape.NOUN
    return _form_of(word, lemma)


def _form_of(word: str, lemma: str) -> Shape:
    """Which form of the verb `lemma` a word is; a word on -en that is no infinitive of any verb is a noun."""
    first = _first_persons(lemma)
    if word in (lemma, lemma.removesuffix("n")):  # the second as in 'lijstjes make'
        known = any(str(lemmatize(f"{form}t", lang="nl")).lower() == lemma for form in first)
        return Shape.INFINITIVE if known else Shape.NOUN
    if word in first:
        return Shape.FIRST
    if _is_participle(word, lemma):
        return Shape.PARTICIPLE
    return Shape.THIRD if word.endswith("t") and word[:-1] in first else Shape.PAST


def _without_particle(infinitive: str) -> bool:
    """Whether what is left of 'terugzetten' without its particle is the infinitive of a verb."""
    rests = (infinitive.removeprefix(particle) for particle in sorted(PARTICLES) if infinitive.startswith(particle))
    return any(len(rest) > 3 and _form(rest) is Shape.INFINITIVE for rest in rests)


def _first_persons(lemma: str) -> tuple[str, ...]:
    """The forms with 'ik' that the spelling allows: where the stress lies is not in the letters ('verdeel', 'regel')."""
    stem = lemma.removesuffix("n").removesuffix("e")
    return tuple(dict.fromkeys((first_person(lemma), stem, _LONG.sub(r"\1\1\2", stem))))


def may_be_first(word: str) -> bool:
    """Whether a word can also be a form with 'ik', whatever else it is: 'vraag' (vragen), 'schakel' (schakelen)."""
    return bool(infinitives(word))


def infinitives(word: str) -> tuple[str, ...]:
    """The infinitives of which a word can be the form with 'ik'.

    >>> infinitives("deel"), infinitives("leverancier")
    (('delen',), ())
    """
    open_syllable = _DOUBLED.sub(r"\1\2", word)
    last = {"f": "v", "s": "z"}.get(word[-1:], word[-1:])
    stems = dict.fromkeys((word, word + word[-1:], open_syllable, open_syllable[:-1] + last))
    return tuple(f"{stem}en" for stem in stems if _is_verb(f"{stem}en", word))


def may_be_infinitive(word: str) -> bool:
    """Whether a plural can be an infinitive just as well: 'tikken', 'persen', 'planten'."""
    return len(word) > 4 and word.endswith("en") and any(_is_verb(word, form) for form in _first_persons(word))


def is_separable(particle: str, infinitive: str) -> bool:
    """Whether Dutch has the separable verb: 'in' and 'voeren', but not 'in' and 'bellen'."""
    return particle in PARTICLES and not infinitive.startswith(particle) and is_known(particle + infinitive, lang="nl")


@lru_cache(maxsize=50_000)
def _is_verb(infinitive: str, first: str) -> bool:
    return is_known(infinitive, lang="nl") and str(lemmatize(f"{first}t", lang="nl")).lower() == infinitive


def _is_participle(word: str, lemma: str) -> bool:
    return word.startswith("ge") or (word.endswith(("d", "t", "en")) and any(word.startswith(f"{prefix}ge") for prefix in _PREFIXES))


_DOUBLED = re.compile(r"([aeou])\1([^aeiou])$")
_LONG = re.compile(r"([aeou])([^aeiou])$")
_IRREGULAR = {
    **dict.fromkeys(("ben", "heb", "kom", "word", "doe", "ga", "sta", "zie"), Shape.FIRST),
    **dict.fromkeys(("is", "heeft", "komt", "wordt", "doet", "gaat", "staat", "ziet", "bent", "hebt"), Shape.THIRD),
    **dict.fromkeys(("was", "waren", "reed", "had", "deed", "werd", "zat", "zaten"), Shape.PAST),
    **dict.fromkeys(("zijn", "hebben", "worden", "doen", "gaan", "staan", "zien"), Shape.INFINITIVE),
    **dict.fromkeys(("uitbesteed", "geweest"), Shape.PARTICIPLE),
}
_NO_VERBS = word_set("een geen mijn zijn hun ben dan aan van man en in op ik")
