"""From a message to mentions: which task or skill, the exact words for it, how it is meant, and how sure that is.

A clause counts when it resembles something that the catalogue knows, or when it says that somebody does something.
It gives a mention of a task (with the task it resembles most, or None) and, where people say it that way, of a skill.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rules.catalogue import Catalogue
from rules.language.clauses import Clause, split_clauses
from rules.language.dutch import DutchText, Token, verb
from rules.language.dutch_words import CONJUNCTIONS, PARTICLES, PREPOSITIONS, STOP_WORDS, word_set
from rules.language.meaning import meanings
from rules.language.text import fold, tidy
from rules.matching.profile_texts import dutch_of, skill_texts
from rules.matching.tfidf import TfidfSpace, char_ngrams
from rules.person import Meaning, Mention, MentionKind

CHAR_WEIGHT = 0.35
KNOWN_TASK = 0.45  # from this likeness on the mention carries the task's id
KNOWN_SKILL = 0.5
LIKE_WORK = 0.38  # from this likeness on a clause without a verb of work counts
SKILLS_PER_CLAUSE = 2


@dataclass(frozen=True, slots=True)
class _Concept:
    kind: MentionKind
    concept_id: str
    label: str


class Extractor:
    """`extract(message)` against one catalogue; built once, then used from any thread."""

    __slots__ = ("_chars", "_concepts", "_language", "_of_phrase", "_skill_columns", "_task_columns", "_terms")

    def __init__(self, catalogue: Catalogue, language: DutchText | None = None) -> None:
        self._language = language or dutch_of(catalogue)
        concepts: list[_Concept] = []
        phrases: list[str] = []
        owners: list[int] = []
        for profile in catalogue.functions.values():
            for task in profile.tasks:
                owners += [len(concepts)] * (1 + len(task.also))
                phrases += [task.text, *task.also]
                concepts.append(_Concept(MentionKind.TASK, task.id, task.text))
        for skill in catalogue.skills.values():
            texts = skill_texts(skill)
            owners += [len(concepts)] * len(texts)
            phrases += texts
            concepts.append(_Concept(MentionKind.SKILL, skill.id, skill.label))
        self._concepts = concepts
        self._of_phrase = np.array(owners, dtype=np.intp)
        kinds = np.array([concepts[owner].kind is MentionKind.TASK for owner in owners], dtype=bool)
        self._task_columns = np.flatnonzero(kinds)
        self._skill_columns = np.flatnonzero(~kinds)
        self._terms = TfidfSpace(phrases, self._language.terms)
        self._chars = TfidfSpace([fold(phrase) for phrase in phrases], char_ngrams(3, 5))

    def extract(self, message: str, about: Meaning = Meaning.NOW) -> tuple[Mention, ...]:
        """The mentions in `message`, in the order in which they were said; `about` is what was asked about."""
        clauses = split_clauses(message, self._language)
        if not clauses:
            return ()
        text = tidy(message).text
        kept: list[tuple[str, Clause, Meaning]] = []
        for clause, meaning in zip(clauses, meanings(clauses, about), strict=True):
            if (
                meaning is None
                or _is_question(clause, clauses, meaning)
                or _is_chat(clause)
                or _tells_nothing(clause, meaning)
            ):
                continue
            quote = _quote(clause, text)
            if quote:
                kept.append((quote, clause, meaning))
        found: list[Mention] = []
        listed = {clause.sentence for _, clause, _ in kept if _does_something(clause)}
        for (quote, clause, meaning), row in zip(kept, self._likeness([quote for quote, _, _ in kept]), strict=True):
            noun_counts = meaning in _NOUN_IS_ENOUGH or clause.sentence in listed
            found.extend(self._mentions(quote, clause, meaning, row, noun_counts=noun_counts))
        return tuple(found)

    def _likeness(self, quotes: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n_quotes, n_phrases), 0–1."""
        likeness = (1 - CHAR_WEIGHT) * self._terms.similarities(quotes)
        likeness += CHAR_WEIGHT * self._chars.similarities([fold(quote) for quote in quotes])
        return np.round(likeness, 6)

    def _mentions(
        self, quote: str, clause: Clause, meaning: Meaning, row: NDArray[np.float32], *, noun_counts: bool
    ) -> list[Mention]:
        task, task_likeness = self._best(row, self._task_columns, 1)[0]
        skills = [item for item in self._best(row, self._skill_columns, SKILLS_PER_CLAUSE) if item[1] >= KNOWN_SKILL]
        best = max([task_likeness, *(likeness for _, likeness in skills)])
        if best < LIKE_WORK and not _does_something(clause) and not (noun_counts and _is_short(clause)):
            return []
        known = task_likeness >= KNOWN_TASK
        mentions = [
            Mention(
                kind=MentionKind.TASK,
                quote=quote,
                concept_id=task.concept_id if known else None,
                label=task.label if known else quote,
                meaning=meaning,
                confidence=_confidence(best, _does_something(clause)),
            )
        ]
        for skill, likeness in skills:
            mentions.append(
                Mention(MentionKind.SKILL, quote, skill.concept_id, skill.label, meaning, _confidence(likeness, True))
            )
        return mentions

    def _best(self, row: NDArray[np.float32], columns: NDArray[np.intp], count: int) -> list[tuple[_Concept, float]]:
        """The `count` concepts with the likeliest phrases; equal ones in the order of the catalogue."""
        chosen: dict[int, float] = {}
        for position in np.argsort(-row[columns], kind="stable"):
            column = columns[position]
            chosen.setdefault(int(self._of_phrase[column]), float(row[column]))
            if len(chosen) == count:
                break
        return [(self._concepts[owner], likeness) for owner, likeness in chosen.items()]


def _confidence(likeness: float, does_something: bool) -> float:
    """Never above 0.92: even a perfect likeness may be meant another way (see the evaluation)."""
    return round(min(0.92, 0.38 + 0.45 * likeness + (0.12 if does_something else 0.0)), 3)


def _does_something(clause: Clause) -> bool:
    """Whether the clause has a verb of work that somebody can do, or names an occupation someone has or had."""
    words = [token.word for token in clause.tokens]
    if any(verb(word) is not None and word not in STOP_WORDS | _NO_DEED for word in words):
        return True
    if {"doe", "doen", "deed", "gedaan"} & set(words) and any(word not in STOP_WORDS for word in words):
        return True
    if ("werk" in words and "aan" in words) or (
        {"hou", "houd", "houdt"} & set(words) and {"bij", "op", "in"} & set(words)
    ):
        return True
    return bool(
        {"was", "ben", "als", "worden", "word"} & set(words) and any(_OCCUPATION.search(word) for word in words)
    ) or bool({"gewerkt", "gestaan", "gezeten", "werkte"} & set(words) and len(words) > 2)


_NOUN_IS_ENOUGH = frozenset({Meaning.OUTSIDE_WORK, Meaning.WANTED, Meaning.UNWANTED})


def _is_short(clause: Clause) -> bool:
    """A word or two in a list of hobbies or wishes says enough; whole sentences need more."""
    return 1 <= sum(token.word not in STOP_WORDS for token in clause.tokens) <= 3 and len(clause.tokens) <= 6


_OCCUPATION = re.compile(
    r"\w{3,}(?:er|eur|ist|ster|kundige|man|vrouw|ent|arts|aar|loog|iste|euse|agent|kok|chauffeur)$"
)
_NO_DEED = word_set("leer kijk passen past praat druk volg kost last leert lijst post wijst hangt")
_TALK = word_set(
    "hallo hoi hey hai goedemorgen goedemiddag dag doei bedankt dankjewel dank snap begrijp vraag bedoel bedoelt anoniem leeftijd woon geboren "
    "klopt weet wacht idee stomme uitleg moe komt dankjewel graag welkom halen hierheen gestuurd drie kamer "
    "typ sorry voorbeeld naam snel haha hahaha rustig druk saai gezellig tv niks niets nee tijd prima grap sfeer collega fijne goeie terug later echte"
)
_ASKS = re.compile(
    r"^(?:en |maar |dus |eh |hm )?(?:(?:kan|kun|mag|moet|is|wordt|worden|zijn|ga|gaat|heb|hoor|krijg|kunnen|mogen|hou|ben|bent|weet|wil) "
    r"(?:je|jij|u|dit|dat|ik|mijn|het|de|er|iemand|jullie|ze)|(?:wat|hoe|wie|waar|wanneer) "
    r"(?:is|bedoel|moet|kan|ga|gaat|wordt|gebeurt|zijn|weet|werkt|lang|heet|wil je|krijg)|waarom|hoezo|hoeveel|waarvoor|wat voor)\b"
)
_NOTHING = re.compile(r"\b(?:geen|niks|niets|nooit)\b|^(?:dus |maar |en )?(?:daar|dat|hier)\b.*\bniet\b")
_EXPLAINS = word_set("als voordat omdat zodat doordat nadat aangezien")


def _is_question(clause: Clause, clauses: Sequence[Clause], meaning: Meaning) -> bool:
    """A question to the bot tells nothing about work, unless it is a wish."""
    if meaning in {Meaning.WANTED, Meaning.UNWANTED}:
        return False
    sentence = [other for other in clauses if other.sentence == clause.sentence]
    return sentence[-1].ending == "?" or _ASKS.search(fold(sentence[0].text)) is not None


def _tells_nothing(clause: Clause, meaning: Meaning) -> bool:
    """A reason without a deed of the speaker ('omdat het moet'), or something that is plainly not done ('geen kassa')."""
    words = [token.word for token in clause.tokens]
    if words[0] in _EXPLAINS:
        return not ("ik" in words and _does_something(clause))
    return meaning is Meaning.NOW and _NOTHING.search(fold(clause.text)) is not None


def _is_chat(clause: Clause) -> bool:
    words = [token.word for token in clause.tokens if token.word not in STOP_WORDS]
    return (
        not words
        or any(word in {"sfeer", "haha"} for word in words)
        or all(word in _TALK for word in words)
        or any(word in {"anoniem", "woon", "snap", "begrijp"} for word in words)
    )


def _quote(clause: Clause, text: str) -> str:
    """The clause without the words at its ends that say when, who or how it is meant."""
    tokens = list(clause.tokens)
    while tokens and _is_trimmed(tokens[0], first=True):
        tokens.pop(0)
    while tokens and (_is_trimmed(tokens[-1], first=False) or _left_behind(tokens, clause)):
        tokens.pop()
    if all(
        token.word in PARTICLES or token.word in STOP_WORDS or token.word in _FRAME or token.word.isdigit()
        for token in tokens
    ):
        return ""
    return text[tokens[0].start : tokens[-1].end]


def _left_behind(tokens: Sequence[Token], clause: Clause) -> bool:
    """A preposition whose noun was left out ('fluit op' of 'ik fluit op zaterdag'); a verb's particle ends its clause."""
    last = next((token for token in reversed(clause.tokens) if token.word not in CONJUNCTIONS), clause.tokens[-1])
    return tokens[-1].word in PARTICLES | PREPOSITIONS and tokens[-1] is not last


def _is_trimmed(token: Token, *, first: bool) -> bool:
    if not token.is_word or (first and token.word.isdigit()):
        return True
    if not first and token.word in PARTICLES:
        return False  # 'sluit ik af'
    if verb(token.word) is not None and token.word not in _WISHES:
        return False
    if first:
        return token.word in STOP_WORDS or token.word in CONJUNCTIONS or token.word in _FRAME
    return (token.word in STOP_WORDS and token.word not in PREPOSITIONS) or token.word in _FRAME


_WISHES = word_set("wil wilde zou willen graag liefst liever hoop wens leer")
_FRAME = word_set(
    "vroeger voorheen destijds ooit nu tegenwoordig momenteel eerst daarna dan verder meestal vooral maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag weekend weekends avonds ochtends middags vrije tijd hobby vrijwilliger werk collega iemand anders graag liefst liever nooit weer "
    "hoef hoeft hoeven dus ja nou sorry mag mogen "
    "eigenlijk misschien later sindsdien tussendoor bij ons naast mijn"
)
