"""Dutch text to terms: what two ways of saying the same have in common.

`DutchText.terms` gives stems without words that carry no content; abbreviations are written out, compounds
also give their parts ('inkoopmedewerker' → inkop, medewerk) and separable verbs are put together
('ik stuur leveranciers aan' → aanstur). Spelling mistakes are not mended here: matching works on
character n-grams beside terms.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

import spacy
from simplemma import is_known, lemmatize

from rules.language.compounds import CompoundSplitter
from rules.language.dutch_words import FINITE, PARTICLES, PREPOSITIONS, STOP_WORDS, VERBS, word_set
from rules.language.fits import key_of
from rules.language.personal import blind
from rules.language.text import WORD, fold, tidy

_LETTERS = re.compile(r"[^\W_]", re.UNICODE)
_PARTS = re.compile(r"[^\s/+()\[\]{}<>\"“”„«»|=*_~^]+")
_ENDINGS = ("ingen", "ing", "en", "er", "e")
_DIMINUTIVES = (  # belletje, telefoontje, lijstje
    (re.compile(r"([bglmnpr])\1etjes?$"), r"\1"),
    (re.compile(r"(?<=[lnrwaeiou])tjes?$"), ""),
    (re.compile(r"(?<=[a-z]{3})jes?$"), ""),
)
_SUFFIX = re.compile(r"['’](?:s|er|ers|ster)$")
_LEARNED = re.compile(r"(?<=[a-z]{3})(?:aties?|ateurs?|atieve?|atief)$")  # registratie, administrateur, administratief
_SAME = {"control": "controler", "beheerd": "beher", "bestuurd": "bestur"}
_GENDERED = (
    ("sters", "er"),
    ("ster", "er"),
    ("euses", "eur"),
    ("euse", "eur"),
    ("trices", "teur"),
    ("trice", "teur"),
    ("vrouw", "man"),
)
_DOUBLE = re.compile(r"([^aeiou])\1$")
_SENTENCE_END = re.compile(r"\s*$|\s+[A-ZÀ-Ý]|\s*\n")
_AFTER_PARTICLE = word_set("en of maar dan ook wie wat hoe dat die waar welke wanneer")
_ENDLESS = re.compile(r"\S{61,}")
_SIGN = re.compile(r"\W|_")
MAX_WORD = 60  # letters; the longest honest Dutch compounds stay below it


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, at `start`–`end`, in lower case without accents; 'was' that washes is `WASHES`."""

    word: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return bool(_LETTERS.match(self.word))


class DutchText:
    """The Dutch pipeline with the words of one catalogue; safe to share between threads."""

    __slots__ = ("_abbreviations", "_field", "_kept", "_lock", "_splitter", "_tokenizer", "key")

    def __init__(
        self, abbreviations: Mapping[str, str] | None = None, vocabulary: Iterable[str] = (), texts: Iterable[str] = ()
    ) -> None:
        """`abbreviations` maps short to long ('kcc' → 'klantcontactcentrum'); compounds split into words of `vocabulary`.

        The terms of the vocabulary and of these `texts` are kept, because every matcher asks for them; those of what
        someone typed are not.
        """
        self._kept: dict[str, tuple[str, ...] | None] = {}
        self._abbreviations: dict[str, list[str]] = {}
        words = list(vocabulary)
        self.key = key_of([*(part for pair in sorted((abbreviations or {}).items()) for part in pair), "", *words])
        """A name for what this language does with a text: another vocabulary, another name."""
        self._field = frozenset(fold(word) for text in words for word in WORD.findall(text))
        self._splitter = CompoundSplitter(
            piece for text in words for word in _PARTS.findall(fold(text)) for piece in (word, stem(word))
        )
        self._tokenizer = spacy.blank("nl")
        self._lock = Lock()
        for text in words:  # so that the tokenizer knows the catalogue's words for good
            self._tokenizer.tokenizer(text)
        written_out = {fold(short): [fold(short), *self.terms(long)] for short, long in (abbreviations or {}).items()}
        self._abbreviations = written_out  # only now: what is written out is not written out again
        self._kept = dict.fromkeys([*words, *texts])

    def tokens(self, text: str) -> list[Token]:
        """Words and punctuation of a tidied text, with their places in it."""
        # The tokenizer peels signs off one by one, which takes the square of their number: endless runs are thinned first.
        text = _ENDLESS.sub(lambda run: _SIGN.sub(" ", run.group()), text)
        with self._lock, self._tokenizer.memory_zone():  # the zone lets go of the words that someone typed
            pieces = [(token.text, token.idx) for token in self._tokenizer.tokenizer(text) if not token.is_space]
        found: list[Token] = []
        for piece, start in pieces:
            for part in _PARTS.finditer(piece[:MAX_WORD]):
                found += _without_full_stop(part.group(), start + part.start(), text)
        return [replace(token, word=WASHES) if _washes(found, place) else token for place, token in enumerate(found)]

    def blind(self, text: str, kept: Collection[str] = ()) -> str:
        """As `personal.blind`, with the words of this catalogue as the ones that are no names."""
        return blind(text, self._field, kept)

    def terms(self, text: str) -> list[str]:
        """The terms of `text`, in order, repeated where the text repeats itself."""
        kept = self._kept.get(text)
        if kept is None:
            kept = tuple(self.terms_of(self.tokens(self.blind(tidy(text).text))))
            if text in self._kept:
                self._kept[text] = kept
        return list(kept)

    def terms_of(self, tokens: Sequence[Token]) -> list[str]:
        """As `terms`, of tokens that belong together."""
        found: list[str] = []
        for position, token in enumerate(tokens):
            if token.word in PARTICLES and (joined := _separable(tokens, position)):
                found.append(stem(joined))
            if token.is_word and token.word not in STOP_WORDS:
                found.extend(self._word_terms(token.word))
        return found

    def _word_terms(self, word: str) -> list[str]:
        bare = word.strip("'’.-")
        bare = _SUFFIX.sub("", bare)  # collega's, kcc'er
        if bare in self._abbreviations:
            return self._abbreviations[bare]
        found: list[str] = []
        for piece in bare.split("-"):
            if not piece or piece in STOP_WORDS:
                continue
            if piece in self._abbreviations:
                found.extend(self._abbreviations[piece])
                continue
            found.append(stem(piece))
            found.extend(stem(part) for part in self._splitter.split(piece))
        return found


@lru_cache(maxsize=50_000)
def verb(word: str) -> str | None:
    """The infinitive when `word` is a form of a verb of work that we know.

    >>> verb("belt"), verb("gebeld"), verb("bijgehouden"), verb("stoel")
    ('bellen', 'bellen', 'bijhouden', None)
    """
    if word in VERBS:
        return word
    if word in FINITE:
        return FINITE[word]
    lemma = _lemma(word)
    if lemma in VERBS:
        return lemma
    for particle in sorted(PARTICLES):
        if lemma.startswith(particle) and lemma[len(particle) :] in VERBS:
            return lemma
    return None


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of a word share; a term for matching, not a word to show.

    >>> stem("bestellingen") == stem("bestel") == stem("besteld")
    True
    >>> stem("inkoopster") == stem("inkoper") == stem("inkopen")
    True
    """
    root = fold(FINITE.get(word) or _lemma(word))
    for ending, neutral in _GENDERED:
        if root.endswith(ending) and len(root) > len(ending) + 3:
            root = root.removesuffix(ending) + neutral
            break
    for diminutive, base in _DIMINUTIVES:
        root = diminutive.sub(base, root)
    if _LEARNED.search(root):
        return _LEARNED.sub("er", root)
    if root.endswith("eur") and len(root) > 6:
        root = root.removesuffix("eur") + "eer"
    for ending in _ENDINGS:
        bare = root.removesuffix(ending)
        if bare != root and len(bare) >= 3 and not (ending == "er" and bare[-1] in "aeiou"):
            root = bare
            break
    root = _DOUBLE.sub(r"\1", root)
    root = _SAME.get(root, root)
    root = re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", root)
    return root[:-1] + {"v": "f", "z": "s"}.get(root[-1:], root[-1:])


@lru_cache(maxsize=50_000)
def _lemma(word: str) -> str:
    return str(lemmatize(word, lang="nl")).replace("_", "").lower()


def _without_full_stop(word: str, start: int, text: str) -> list[Token]:
    """The tokenizer takes 'bel.' for a short form; where a sentence ends behind it, it is a word and a full stop."""
    end = start + len(word)
    if len(word) > 2 and word.endswith(".") and word[:-1].isalpha() and _SENTENCE_END.match(text, end):
        return [Token(fold(word[:-1]), start, end - 1), Token(".", end - 1, end)]
    return [Token(fold(word), start, end)]


def _separable(tokens: Sequence[Token], position: int) -> str | None:
    """The verb that this particle belongs to ('stuur … aan' → aansturen), when Dutch has it."""
    particle = tokens[position].word
    after = tokens[position + 1 : position + 3]
    if [particle, *(token.word for token in after)] == _NOW_AND_THEN:
        return None
    if after and after[0].word == "te" and len(after) == 2 and (following := verb(after[1].word)):
        return particle + following  # 'bij te houden'
    at_end = not after or not after[0].is_word or after[0].word in PREPOSITIONS or after[0].word in _AFTER_PARTICLE
    if not at_end:
        return None
    for place in range(position - 1, max(0, position - 8) - 1, -1):
        if tokens[place].word == ".":
            return None  # a verb and its particle stand in one sentence
        infinitive = verb(tokens[place].word) if tokens[place].word != "was" else None
        if infinitive and not infinitive.startswith(particle) and is_known(particle + infinitive, lang="nl"):
            return particle + infinitive
    return None


def _washes(tokens: Sequence[Token], position: int) -> bool:
    """Whether 'was' is a form of wassen: it has an object ('ik was ramen', 'was ik de auto') or a particle ('was af')."""
    if tokens[position].word != "was":
        return False
    following = [token.word for token in tokens[position + 1 : position + 5]]
    if following and following[0] in _WE_WASH:
        following = following[1:]
    elif position and tokens[position - 1].word not in _WASHERS:
        return False
    if not following:
        return False
    if following[0] in _THE and len(following) > 1:
        return following[1] in _WASHED or _plural(following[1])
    return following[0] in _CARED_FOR or _plural(following[0]) or (following[0] == "af" and following[:3] != _NOW_AND_THEN)


def _plural(word: str) -> bool:
    return word.endswith(("en", "s")) and _lemma(word) not in {word, "zijn"} and word not in VERBS


WASHES = "wassen"
"""What 'was' counts as where something is washed: 'ik was ramen' is no past."""
_NOW_AND_THEN = ["af", "en", "toe"]
_WE_WASH = word_set("ik k we wij")
_WASHERS = _WE_WASH | word_set("en dan ook")
_THE = word_set("de het mijn onze")
_CARED_FOR = word_set("haar hem ze")
_WASHED = word_set("auto bus wagen vrachtwagen trein boot vloer vaat was client patient bewoner kleding")
