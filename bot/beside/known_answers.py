"""Questions that employees have and words that they do not know, found by their own words in what HR wrote: nothing is trained.

A message counts only when it reads as a question, and a bare word only when it does not answer the open one. What Rasa makes of
it is a vote for the questions that it is trained on; its example sentences of everything else that people ask in a talk ('waarom?',
'hoe laat is het') show what is none of these. Below the bound nothing is said, and the talk goes on as if this were not here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from bot.asking.base import Asking
from bot.beside.afterwards import tells_of_oneself
from bot.talk import Heard, Talk
from bot.texts.answers import FrequentAnswer, Term
from bot.words.question_words import Asked, asks_meaning, bare_name, beside_the_asking, how_asked
from bot.words.wording import words_of
from rules.language.dutch import stem
from rules.matching.label_index import LabelIndex
from rules.matching.phrase_index import PhraseIndex

KNOWN = "known_question"
"""What a message means that is answered here."""
BOUNDS = {Asked.PLAINLY: 0.3, Asked.MARKED: 0.4, Asked.PERHAPS: 0.5}
"""The least score of a question that is answered; fitted to the tuning half of tests/evaluation/questions.yml."""
NAMED = 0.6  # the least likeness of what is left of a message to the name of a word
VOTE = 0.45  # what Rasa's confidence adds to the score of the question that it hears
STRANGE = 0.4  # the bound for a question that has hardly a word in common with any of its wordings
FEWEST_SHARED = 1 / 3
FEWEST_WORDS = 2  # 'waarom?' is about the open question
LONGEST_NAME = 6  # words
MOST_BARE = 4  # words of a name with a question mark, and of what may follow it
_LEFT_OPEN = frozenset({"answer", "unknown_question", "why"})
"""What a message may be read as, other than Rasa takes it, and still be a question with an answer here; anything else was said in so many words."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")
_PAUSE = re.compile(r"[,?;:]")


@dataclass(frozen=True, slots=True)
class Found:
    """What is said, with the id of the question or the term of the word that it was taken for, and how sure that is (0–1)."""

    key: str
    text: str
    score: float


class KnownAnswers:
    """`find` in the answers and the glossary; built once, safe to share between threads."""

    __slots__ = ("_about", "_answers", "_meanings", "_names", "_questions", "_terms", "_trained", "_wordings")

    def __init__(self, answers: Sequence[FrequentAnswer], glossary: Sequence[Term], elsewhere: Sequence[tuple[str, Sequence[str]]]) -> None:
        """`elsewhere` holds, per intent, what people say in a talk; what Rasa is trained on as one of these questions is left out of it."""
        self._answers = {known.id: known.answer for known in answers}
        self._trained = {known.intent: known.id for known in answers if known.intent}
        asked = ((known.id, wording) for known in answers for wording in (known.question, *known.asked_as))
        others = ((intent, said) for intent, many in elsewhere for said in many if intent not in self._trained and how_asked(said) is not Asked.NO)
        self._questions = PhraseIndex(chain(asked, others))
        self._wordings = {"".join(words_of(wording)) for known in answers for wording in (known.question, *known.asked_as)}
        self._about = {known.id: {stem(word) for wording in (known.question, *known.asked_as) for word in words_of(wording)} for known in answers}
        self._meanings = {known.term: known.meaning for known in glossary}
        self._names = LabelIndex((known.term, " ".join(words_of(name))) for known in glossary for name in known.names)
        self._terms = {"".join(words_of(name)): known.term for known in glossary for name in known.names}

    def find(self, talk: Talk, said: Heard, heard: Heard, asking: Asking | None) -> Found | None:
        """The answer to a message (`said` as Rasa took it, `heard` as it counts at the open question); None when it is no such question."""
        if heard.payload or heard.intent not in {said.intent, *_LEFT_OPEN}:
            return None
        word = self.word(heard.words)
        if heard.intent == "why" != said.intent:  # about a word of the open question
            return word
        asked = how_asked(said.words)
        doubted = asked is Asked.PERHAPS or (asked is Asked.MARKED and len(words_of(heard.words)) <= MOST_BARE and not asks_meaning(heard.words))
        if (doubted and asking is not None and asking.recognises(talk, heard)) or (heard.intent == "answer" and _tells_beside_it(talk, heard, asking)):
            return None
        stands_there = "".join(words_of(said.words)) in self._wordings  # 'wat is om- en bijscholen' asks more than what one word means
        return word if word and not stands_there else self.question(said)

    def word(self, words: str) -> Found | None:
        """The word whose meaning is asked."""
        typed = words_of(words)
        first = words_of(_PAUSE.split(words, maxsplit=1)[0])
        if asks_meaning(words):
            named = self._named(typed)
        elif not words.rstrip().endswith("?"):
            named = None
        else:  # 'vca?'; 'vca, moet ik dat kennen?'
            named = self._named(bare_name(first)) if len(typed) <= len(first) + MOST_BARE else None
        return Found(named[0], self._meanings[named[0]], named[1]) if named else None

    def question(self, said: Heard) -> Found | None:
        """The question that is asked."""
        asked = how_asked(said.words)
        if asked is Asked.NO or len(words_of(said.words)) < FEWEST_WORDS:
            return None
        scores = self._questions.scores(said.words)
        trained = self._trained.get(said.intent)
        if trained is not None:
            scores[trained] += VOTE * said.confidence
        best = max(scores, key=lambda key: scores[key], default="")
        if best not in self._answers or scores[best] < max(BOUNDS[asked], 0.0 if self._shares_words(said.words, best) else STRANGE):
            return None
        return Found(best, self._answers[best], scores[best])

    def _shares_words(self, words: str, key: str) -> bool:
        """Whether enough of what the words are about stands in some wording of this question: 'kan ik docent worden' has only the asking in common."""
        about = [stem(word) for word in beside_the_asking(words_of(words))]
        return not about or sum(word in self._about[key] for word in about) > len(about) * FEWEST_SHARED

    def _named(self, typed: Sequence[str]) -> tuple[str, float] | None:
        """The term that all the words name which are not the asking, and how sure that is."""
        for length in range(min(LONGEST_NAME, len(typed)), 0, -1):
            for start in range(len(typed) - length + 1):
                term = self._terms.get("".join(typed[start : start + length]))
                rest = (*typed[:start], *typed[start + length :])
                if term is not None and not beside_the_asking(rest) and "mijn" not in rest:
                    return term, 1.0
        left = beside_the_asking(typed)
        nearest = self._names.rank(" ".join(left), 1) if 0 < len(left) <= MOST_BARE and "mijn" not in typed else []
        return (nearest[0].concept_id, nearest[0].score) if nearest and nearest[0].score >= NAMED else None


def _tells_beside_it(talk: Talk, heard: Heard, asking: Asking | None) -> bool:
    """Whether another sentence than the one that asks is an answer: 'wat is een vca? ik typ brieven'."""
    sentences = _SENTENCE_END.split(heard.words.strip())
    others = [sentence for sentence in sentences if how_asked(sentence) is Asked.NO] if len(sentences) > 1 else []
    return any(tells_of_oneself(each) or (asking is not None and asking.recognises(talk, replace(heard, words=each))) for each in others)


@lru_cache(maxsize=2)
def known_answers(
    answers: tuple[FrequentAnswer, ...], glossary: tuple[Term, ...], elsewhere: tuple[tuple[str, tuple[str, ...]], ...]
) -> KnownAnswers:
    """As `KnownAnswers`; the same files, read again in one process, lead to the same one, as it takes a second to build."""
    return KnownAnswers(answers, glossary, elsewhere)
