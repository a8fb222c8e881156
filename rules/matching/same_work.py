"""Whether own words and a wording of the catalogue are about the same work: what may be shown as 'dit doe je al'.

Likeness alone is not enough: 'sta aan de balie' is like 'baliecollega's trainen', and 'leid het overleg' like 'het
verslag van het overleg', by the noun alone. So the deed is looked at too, and how much of both sides is shared.
The bounds were chosen on tests/evaluation/links.yml.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rules.language.dutch import DutchText, stem, verb
from rules.language.dutch_words import DETERMINERS, PARTICLES, STOP_WORDS, word_set
from rules.language.text import tidy

SAME_DEED = 0.5
"""With a deed in common, from this likeness on it is the same work …"""
SAME_THING = 0.65
"""… without one to compare ('notulen', 'de voorraad'), from this likeness on."""
SAID = 0.4
WORDED = 0.6
"""With a deed in common, so much of the other words that were said comes back, and so much of those of the wording was
said, by weight …"""
BOTH = 0.8
"""… and where no deed was said, so much of both sides."""
FEWEST = 2
"""Fewer words with content than this say too little."""

_LIGHT = frozenset(
    map(stem, word_set("maken geven nemen krijgen regelen helpen halen kijken brengen voeren zien zorgen gaan doen"))
)
"""Verbs that go with anything: they say nothing about what is done ('ophalen' and 'uitgeven' do)."""
_WHEN = word_set("weekend weekends maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ochtend ochtends middag middags avond avonds nacht nachts zomer winter")
_ALSO_NOUNS = word_set("post plan test scan druk les")
_ROLES = word_set("laten laat leren leer leert worden wordt word")
_WASH = "was"
"""Empty in most sentences, but the whole deed in 'ik was ramen'."""


@dataclass(frozen=True, slots=True)
class _Content:
    deeds: frozenset[str]
    """Verbs without their particle: 'inboeken' and 'boeken' are one deed."""
    things: frozenset[str]
    terms: frozenset[str]
    roles: frozenset[str]
    """Words that make it somebody else's deed: 'kolken laten zuigen' is not 'kolken zuigen'."""
    words: int
    """Words with content: of one alone ('kabels', 'de bank') nobody knows what is done with it."""


class SameWork:
    """`holds(said, wording, likeness)` with the words of one catalogue; what a text holds is looked up once."""

    __slots__ = ("_content", "_language", "_weight")

    def __init__(self, language: DutchText, weight: Callable[[str], float]) -> None:
        """`weight` tells how telling a term is."""
        self._language = language
        self._weight = weight
        self._content = lru_cache(maxsize=20_000)(self._read)

    def holds(self, said: str, wording: str, likeness: float) -> bool:
        """Whether both are about the same work; `likeness` 0–1 is that of the matcher."""
        return likeness >= SAME_DEED and self.shares(said, wording, clear=likeness >= SAME_THING)

    def shares(self, said: str, wording: str, *, clear: bool = True) -> bool:
        """By words alone; `clear` tells whether they are like enough to do without a deed in common."""
        one, other = self._content(said), self._content(wording)
        if one.words < FEWEST or one.roles != other.roles:
            return False
        if one.terms == other.terms:
            return True
        shared = self._sum(one.things & other.things)
        of_said, of_wording = shared / max(self._sum(one.things), shared, 1.0), shared / max(self._sum(other.things), shared, 1.0)
        if one.deeds & other.deeds:
            return of_said >= SAID and of_wording >= WORDED
        return not one.deeds and clear and min(of_said, of_wording) >= BOTH

    def _sum(self, terms: frozenset[str]) -> float:
        return sum(self._weight(term) for term in sorted(terms))

    def _read(self, text: str) -> _Content:
        tokens = self._language.tokens(tidy(text).text)
        terms = frozenset(self._language.terms_of(tokens))
        words = [token.word for token in tokens if token.is_word and (token.word not in STOP_WORDS or token.word == _WASH)]
        nouns = {after.word for before, after in pairwise(tokens) if before.word in DETERMINERS}  # 'het plan', 'de post'
        verbs = {word: stem(infinitive) for word in words if word not in nouns and (infinitive := verb(word))}
        if len(verbs) > 1:
            verbs = {word: deed for word, deed in verbs.items() if word not in _ALSO_NOUNS}
        joined = {term for term in terms for bare in verbs.values() if term != bare and term.endswith(bare) and term.removesuffix(bare) in PARTICLES}
        parted = {bare for term in joined for bare in verbs.values() if term.endswith(bare)}
        deeds = {_bare(term) for term in ({*verbs.values(), *joined} - parted - _LIGHT)}
        things = {thing for word in words if word not in verbs and word not in _WHEN for thing in self._things(word)} - _LIGHT
        roles = _ROLES.intersection(token.word for token in tokens)
        return _Content(frozenset(deeds), frozenset(things), terms, roles, sum(stem(word) not in _LIGHT for word in words))

    def _things(self, word: str) -> list[str]:
        """A word and, of a compound, its last part, which says what it is ('parkeerbonnen' are 'bonnen'; a 'stadhuis' is no 'stad')."""
        terms = self._language.terms(word)
        return [*terms[:1], *terms[1:][-1:]]


def _bare(deed: str) -> str:
    """A verb without its particle; the longest particle first ('doorverbinden' is 'verbinden')."""
    for particle in sorted(PARTICLES, key=lambda word: (-len(word), word)):
        rest = deed.removeprefix(particle)
        if rest != deed and len(rest) >= 3:
            return rest
    return deed
