"""From a message to mentions: which task or skill, the exact words for it, how it is meant, and how sure that is.

Whether a clause counts and how it is meant is learned from example sentences (`meaning_model`). It gives a mention of
a task (with the task it resembles most, or None) and, where people say it that way, of a skill.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rules.catalogue import Catalogue
from rules.language.clauses import Clause, split_clauses
from rules.language.dutch import DutchText, Token
from rules.language.dutch_words import CONJUNCTIONS, MACHINES, PARTICLES, PREPOSITIONS, STOP_WORDS, word_set
from rules.language.examples import Example
from rules.language.lists import activities_apart
from rules.language.meaning import before_ailment, changes, does_not, is_gone, makes_none
from rules.language.meaning_model import MeaningModel, Reading
from rules.language.text import fold, tidy
from rules.language.word_forms import Shape, is_verb, shape
from rules.matching.profile_texts import dutch_of, skill_texts, task_terms
from rules.matching.tfidf import TfidfSpace, char_ngrams, terms_of
from rules.matching.tools import tool_of
from rules.person import Meaning, Mention, MentionKind

CHAR_WEIGHT = 0.35
KNOWN_TASK = 0.45  # from this likeness on the mention carries the task's id
KNOWN_SKILL = 0.5
SKILLS_PER_CLAUSE = 2
MENTIONS_WORK = 0.63  # from this chance on a clause counts as a mention
CHANGES = 0.75  # how sure it is that what is said to change is own work
DOUBT = 0.2  # above this chance of a wish, a refusal or someone else, a clause is not taken for own work
SAID_SO = 0.4  # from this chance on such a clause is taken for that wish, refusal or other; below it is left out


@dataclass(frozen=True, slots=True)
class _Told:
    quote: str
    meaning: Meaning
    confidence: float


@dataclass(frozen=True, slots=True)
class _Concept:
    kind: MentionKind
    concept_id: str
    label: str


class Extractor:
    """`extract(message)` against one catalogue; built once, then used from any thread."""

    __slots__ = ("_chars", "_concepts", "_denying", "_language", "_meaning", "_of_phrase", "_phrases", "_skill_columns", "_skills", "_task_columns", "_terms")

    def __init__(self, catalogue: Catalogue, examples: Iterable[Example], language: DutchText | None = None) -> None:
        self._language = language or dutch_of(catalogue)
        self._meaning = MeaningModel(examples, self._language, task_terms(catalogue, self._language))
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
        self._skills = tuple(catalogue.skills.values())
        self._of_phrase = np.array(owners, dtype=np.intp)
        kinds = np.array([concepts[owner].kind is MentionKind.TASK for owner in owners], dtype=bool)
        self._task_columns = np.flatnonzero(kinds)
        self._skill_columns = np.flatnonzero(~kinds)
        self._phrases = phrases
        self._denying = frozenset(column for column, phrase in enumerate(phrases) if self._denies(phrase))
        self._terms = TfidfSpace(phrases, terms_of(self._language))
        self._chars = TfidfSpace([fold(self._language.blind(phrase)) for phrase in phrases], char_ngrams(3, 5))

    def extract(self, message: str, about: Meaning = Meaning.NOW) -> tuple[Mention, ...]:
        """The mentions in `message`, in the order in which they were said; `about` is what was asked about."""
        text = tidy(message).text
        clauses = split_clauses(self._language.blind(text), self._language)
        if about is Meaning.OUTSIDE_WORK:
            clauses = activities_apart(clauses)
        changing = [changes(clause.text) for clause in clauses] if about is not Meaning.WANTED else [False] * len(clauses)
        readings = iter(self._meaning.read([clause for clause, change in zip(clauses, changing, strict=True) if not change], about))
        kept: list[_Told] = []
        for clause, change in zip(clauses, changing, strict=True):
            told = _changing(clause, text, about) if change else self._told(clause, text, next(readings), about)
            kept += [told] if told is not None else []
        found: list[Mention] = []
        for told, row in zip(kept, self._likeness([told.quote for told in kept]), strict=True):
            found.extend(self._mentions(told, row))
        return tuple(found)

    def _told(self, clause: Clause, text: str, reading: Reading, about: Meaning) -> _Told | None:
        """What a clause tells of work, when it tells any."""
        if _only_says(clause):
            return None
        meaning = self._as_meant(reading, clause, about)
        if meaning is None:
            return None
        by_name = reading.mention < MENTIONS_WORK and self._names_tool(clause)
        quote = _quote(clause, text) if by_name or reading.mention >= MENTIONS_WORK else ""
        if not quote:
            return None
        if by_name:
            return _Told(quote, meaning, round(reading.meaning[meaning], 3))
        by_rule = does_not(clause.text) or before_ailment(clause.text) != clause.text
        return _Told(quote, meaning, round(reading.mention, 3) if by_rule else _confidence(reading, meaning))

    def _names_tool(self, clause: Clause) -> bool:
        """Whether somebody says of themselves to work in or with a tool of a name: that is work, however little else they say ('ik werk veel in excel')."""
        words = [token.word for token in clause.tokens if token.is_word]
        oneself = not _SPEAKERS.isdisjoint(words) or is_verb(words[0])
        return oneself and any(tool_of(skill, clause.text) for skill in self._skills)

    @staticmethod
    def _as_meant(reading: Reading, clause: Clause, about: Meaning) -> Meaning | None:
        """How a clause is meant; that they do not do some work is no dislike of it."""
        if about is not Meaning.WANTED and does_not(clause.text):
            return Meaning.SOMEONE_ELSE
        if about is not Meaning.WANTED and makes_none(clause.text):
            return None
        meaning = meant(reading)
        if meaning is Meaning.SOMEONE_ELSE and before_ailment(clause.text) != clause.text:
            return about
        if meaning is not Meaning.UNWANTED:
            return meaning
        return None if is_gone(clause.text) else meaning

    def _likeness(self, quotes: Sequence[str]) -> NDArray[np.float32]:
        """Shape (n_quotes, n_phrases), 0–1."""
        likeness = (1 - CHAR_WEIGHT) * self._terms.similarities(quotes)
        likeness += CHAR_WEIGHT * self._chars.similarities([fold(self._language.blind(quote)) for quote in quotes])
        return np.round(likeness, 6)

    def _mentions(self, told: _Told, row: NDArray[np.float32]) -> list[Mention]:
        task, task_likeness = self._best(row, self._task_columns, 1)[0]
        known = task_likeness >= KNOWN_TASK
        concept_id, label = (task.concept_id, task.label) if known else (None, told.quote)
        mentions = [Mention(MentionKind.TASK, told.quote, concept_id, label, told.meaning, told.confidence)]
        subject = self._subject(told.quote)
        near = self._skill_columns[row[self._skill_columns] >= KNOWN_SKILL]
        denies = self._denies(told.quote)
        alike = [
            column for column in near if self._is_about(subject, column) and (denies or int(column) not in self._denying)
        ]
        for skill, likeness in self._best(row, np.array(alike, dtype=np.intp), SKILLS_PER_CLAUSE):
            sure = round(told.confidence * (1 + likeness) / 2, 3)
            mentions.append(Mention(MentionKind.SKILL, told.quote, skill.concept_id, skill.label, told.meaning, sure))
        heard = {mention.concept_id for mention in mentions}
        tools = (skill for skill in self._skills if skill.id not in heard and tool_of(skill, told.quote))
        return mentions + [Mention(MentionKind.SKILL, told.quote, skill.id, skill.label, told.meaning, told.confidence) for skill in tools]

    def _subject(self, text: str) -> frozenset[str]:
        """The terms of what is worked on or with: without the verbs, that many tasks share ('aannemen')."""
        things = [token for token in self._language.tokens(self._language.blind(tidy(text).text)) if token.is_word and not is_verb(token.word)]
        return frozenset(term for token in things for term in self._language.terms_of([token]))

    def _denies(self, text: str) -> bool:
        """Whether it is about what is not done or not there: 'geen cadeaus aannemen' says nothing of who does take things."""
        plain = fold(tidy(text).text)
        # Only where such letters stand at all is it worth taking apart: this is asked of ten thousand phrases at each start.
        return any(word in plain for word in _DENIALS) and any(token.word in _DENIALS for token in self._language.tokens(tidy(text).text))

    def _is_about(self, subject: frozenset[str], column: int) -> bool:
        """Whether a phrase shares more with the words told than letters and verbs, as far as it names a thing at all."""
        named = self._subject(self._phrases[column])
        return not named or not subject or not named.isdisjoint(subject)

    def _best(self, row: NDArray[np.float32], columns: NDArray[np.intp], count: int) -> list[tuple[_Concept, float]]:
        """The `count` concepts with the likeliest phrases; equal ones in the order of the catalogue."""
        chosen: dict[int, float] = {}
        for position in np.argsort(-row[columns], kind="stable"):
            column = columns[position]
            chosen.setdefault(int(self._of_phrase[column]), float(row[column]))
            if len(chosen) == count:
                break
        return [(self._concepts[owner], likeness) for owner, likeness in chosen.items()]


def meant(reading: Reading) -> Meaning | None:
    """How a clause is meant; None when it may as well be no work of one's own, without a clear other meaning.

    Taking a wish, a refusal or someone else's work for own work is the worst mistake: own work must be far likelier.
    """
    likeliest = max(reading.meaning, key=lambda meaning: reading.meaning[meaning])
    no_skill = {meaning: chance for meaning, chance in reading.meaning.items() if not meaning.is_evidence}
    if not likeliest.is_evidence or sum(no_skill.values()) <= DOUBT:
        return likeliest
    other = max(no_skill, key=lambda meaning: no_skill[meaning])
    return other if no_skill[other] >= SAID_SO else None


def _confidence(reading: Reading, meaning: Meaning) -> float:
    """The chance that it is a mention and meant so, 0–1, as the model states it."""
    return round(reading.mention * reading.meaning[meaning], 3)


def _only_says(clause: Clause) -> bool:
    """Whether all that somebody does is say something, and what is said is no work of theirs: 'ik zeg tegen de jongens dat ze moeten stoppen'."""
    words = [token.word for token in clause.tokens if token.is_word]
    place = next((place for place, word in enumerate(words) if word in _SAYING), None)
    if place is None or words[-1] in PARTICLES:  # 'ik zeg afspraken af'
        return False
    lead, said = [word for word in words[:place] if word not in CONJUNCTIONS], words[place + 1 :]
    speaks = not _SPEAKERS.isdisjoint((*lead[-1:], *said[:1])) or (not lead and said[:1] in (["tegen"], ["dat"]))
    return speaks and ("dat" in said or not any(is_verb(word) for word in said if word not in STOP_WORDS))


def _changing(clause: Clause, text: str, about: Meaning) -> _Told | None:
    """The work that a clause says to change, named before the verb that says so: 'het scannen' in 'het scannen wordt minder'; None when none is."""
    tokens = [token for token in clause.tokens if token.is_word]
    end = next((place for place, token in enumerate(tokens) if token.word in _CHANGING), len(tokens))
    named = tokens[:end]
    while named and _is_trimmed(named[0], first=True):
        named.pop(0)
    while named and _is_trimmed(named[-1], first=False):
        named.pop()
    return _Told(_cut(text, named), about, CHANGES) if any(token.word not in _NO_WORK for token in named) else None


def _quote(clause: Clause, text: str) -> str:
    """The clause without the words at its ends that say when, who or how it is meant."""
    work = clause.start + len(before_ailment(clause.text))
    tokens = [token for token in clause.tokens if token.start < work]
    while tokens and _is_trimmed(tokens[0], first=True) and not any(keeps(tokens) for keeps in (_tells_manner, _names_a_part, _tells_place, _minds, _owns)):
        tokens.pop(0)
    if len(tokens) > 1 and _ends_in_whom(tokens):
        return _cut(text, tokens)
    empty_doing = any(shape(token.word) is Shape.MODAL for token in clause.tokens)  # 'ik wil iets met kinderen doen'
    while tokens and (
        _is_trimmed(tokens[-1], first=False)
        or _left_behind(tokens, clause)
        or (empty_doing and tokens[-1].word == "doen")
        or (tokens[-1].word == "zelf" and does_not(clause.text))
    ):
        tokens.pop()
    if all(
        token.word in PARTICLES or token.word in STOP_WORDS or token.word in _FRAME or token.word in _AGREEING or token.word.isdigit()
        for token in tokens
    ):
        return ""
    return _cut(text, tokens)


def _cut(text: str, tokens: Sequence[Token]) -> str:
    """What was typed from the first to the last of these, whole words: a neutral one may be shorter than the word it stands for."""
    end = tokens[-1].end
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[tokens[0].start : end]


def _names_a_part(tokens: Sequence[Token]) -> bool:
    """Whether someone only says where they are a volunteer: 'vrijwilliger bij de voedselbank'; with a verb behind it that says more."""
    return tokens[0].word in _VOLUNTEERS and not any(is_verb(token.word) for token in tokens) and len(tokens) > 1 and tokens[1].word in PREPOSITIONS


def _tells_place(tokens: Sequence[Token]) -> bool:
    """Whether 'zit' or 'sta' says where someone takes part: 'zit in het bestuur', 'sta ik achter de bar'."""
    following = [token.word for token in tokens[1:3] if token.word not in _SPEAKERS]
    return tokens[0].word in _TAKING_PLACE and bool(following) and following[0] in PREPOSITIONS


def _owns(tokens: Sequence[Token]) -> bool:
    """Whether someone tells of a business of their own: 'eigen schildersbedrijf', 'eigen zaak'."""
    return tokens[0].word in _OWN and len(tokens) > 1 and tokens[1].word.removesuffix("je").endswith(_BUSINESSES)


def _minds(tokens: Sequence[Token]) -> bool:
    """Whether 'pas' is the verb and not the word for 'just': 'pas op de kleinkinderen', 'pas ik roosters aan'."""
    following = [token.word for token in tokens[1:]]
    return tokens[0].word == "pas" and bool(following) and (following[0] in {"op", *_SPEAKERS} or following[-1] in {"aan", "op", "toe"})


def _tells_manner(tokens: Sequence[Token]) -> bool:
    """Whether 'blijf' is all the verb there is: 'dan blijf ik rustig'; not 'ik blijf bij de balie' or 'dat blijf ik doen'."""
    others = [token.word for token in tokens[1:]]
    return tokens[0].word in _STAYING and "ik" in others[:1] and not any(word in PREPOSITIONS or is_verb(word) for word in others)


def _ends_in_whom(tokens: Sequence[Token]) -> bool:
    """Whether the clause ends in one about whom or what is meant, whole: 'collega's helpen die iets niet kunnen vinden', 'kijken waar ze zijn'."""
    place = next((place for place in range(1, len(tokens)) if _begins_about_whom(tokens, place)), None)
    if place is None:
        return False
    about = [token.word for token in tokens[place + 1 :]]
    return len(about) > 1 and not _SPEAKERS.intersection(about) and (is_verb(about[-1]) or shape(about[-1]) is Shape.MODAL or about[-1] in _ALSO_VERBS)


def _begins_about_whom(tokens: Sequence[Token], place: int) -> bool:
    """Whether 'die' stands here, or behind a verb a word that asks: 'controleer of …', 'leg uit hoe …'."""
    word = tokens[place].word
    return word == "die" or (word in _ASKING and any(is_verb(token.word) for token in tokens[:place]))


def _left_behind(tokens: Sequence[Token], clause: Clause) -> bool:
    """A preposition whose noun was left out ('fluit op' of 'ik fluit op zaterdag'); a verb's particle ends its clause."""
    last = next((token for token in reversed(clause.tokens) if token.word not in CONJUNCTIONS), clause.tokens[-1])
    return tokens[-1].word in PARTICLES | PREPOSITIONS and tokens[-1] is not last


def _whole(word: str) -> str:
    """A word that was typed without its last letter, with it: 'worde', 'wille', 'hebbe'."""
    return f"{word}n" if word not in STOP_WORDS and word.endswith("e") and f"{word}n" in STOP_WORDS else word


def _is_trimmed(token: Token, *, first: bool) -> bool:
    word = _whole(token.word)
    if not token.is_word or (first and word.isdigit()):
        return True
    if not first and word in PARTICLES:
        return False  # 'sluit ik af'
    if word in _NEVER_TRIMMED or (is_verb(word) and word not in _FRAME_VERBS | STOP_WORDS):
        return False
    if word in {"doe", "doet", "deed"}:
        return not first  # 'nakijken doe ik', but 'doe ik de lichten aan'
    if first:
        return word in STOP_WORDS or word in CONJUNCTIONS or word in _FRAME
    return (word in STOP_WORDS and word not in PREPOSITIONS) or word in _FRAME


_AGREEING = word_set("klopt inderdaad helemaal precies")
_CHANGING = word_set("wordt worden werd werden gaat gaan neemt nemen doet doen doe maakt regelt verwerkt verdwijnt verdwijnen krimpt vervalt groeit groeien blijft blijven")
_NO_WORK = STOP_WORDS | MACHINES | word_set(
    "werk werkzaamheden taak taken team sfeer drukte alles collega collegas mensen vraag aantal geduld straks steeds juist weer automatisch vanzelf "
    "minder meer drukker de het dat die dit meeste rest helft"
)
"""Named before a change, these are no task: 'het werk neemt toe', 'dat doet de computer'."""
_VOLUNTEERS = word_set("vrijwilliger vrijwilligster")
_TAKING_PLACE = word_set("zit sta")
_OWN = word_set("eigen eige")
_BUSINESSES = ("bedrijf", "zaak", "winkel", "shop", "praktijk", "onderneming", "salon", "studio", "atelier")
_STAYING = word_set("blijf hou houd")
_ALSO_VERBS = word_set("zijn zitten liggen staan hebben")
_ASKING = word_set("of wie wat waar waarom hoe welke")
_SPEAKERS = word_set("ik k we wij")
_SAYING = word_set("zeg zei zeggen zeiden")
_DENIALS = word_set("niet nie geen nooit niets niks nix niemand nergens")
_NEVER_TRIMMED = word_set("mensen doen werk werken houden hou houd houdt")
_FRAME_VERBS = word_set(
    "wil wilde zou willen graag liefst liever hoop wens leer hoort trekt spreekt ligt past valt blijf blijft lijkt lijken bevalt staat mag overweeg bedoel bedoelde"
)
_FRAME = word_set(
    "vroeger voorheen destijds ooit nu tegenwoordig momenteel eerst daarna dan verder meestal vooral voornamelijk hoofdzakelijk name maandag dinsdag woensdag donderdag vrijdag "
    "zaterdag zondag weekend weekends s avonds ochtends middags savonds smorgens sochtends smiddags snachts vrije tijd hobby vrijwilliger werk collega iemand anders graag liefst liever nooit weer "
    "hoef hoeft hoeven dus ja nou sorry mag mogen bedoel bedoelde "
    "eigenlijk misschien later sindsdien tussendoor bij ons naast mijn inmiddels ochtend middag avond "
    "verschrikkelijk vreselijk stom saai leuk mooi heerlijk geweldig nodig zat beu interessant prachtig fantastisch eng vervelend dolgraag"
)
