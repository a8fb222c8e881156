"""What every kind of question can do, and the small tools they share."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.ears import Ears
from bot.order import Order
from bot.replies import Message
from bot.talk import BUTTON, Given, Heard, Reaction, Talk
from bot.texts.script import Option, Question, Script
from bot.words.removal_words import tells_work
from bot.words.wording import fits, how_well_meant, plain, same_words, words_of
from rules.matching.title_matching import SURE
from rules.person import Criterion, CriterionKind, Meaning, Mention, MentionKind
from skills_passport.answers import JsonObject
from skills_passport.model import AnswerStatus, Button

SMALL_WORDS = frozenset({"affirm", "deny", "dont_know", "done"})
"""Intents that steer an open question instead of filling it."""

_ORDINALS: Mapping[str, int] = {
    "eerste": 0, "bovenste": 0, "1": 0, "1e": 0, "een": 0, "tweede": 1, "2": 1, "2e": 1, "twee": 1,
    "middelste": 1, "derde": 2, "3": 2, "3e": 2, "drie": 2, "vierde": 3, "4": 3, "vijfde": 4, "5": 4,
    "laatste": -1, "onderste": -1,
}
MOST_SAID_AGAIN = 4  # words
_LEAD_IN = re.compile(
    r"^(?:(?:nee|nou|oh?|sorry|wacht|foutje|correctie|ho|pardon)\b[\s,:.!]*)*"
    r"(?:(?:ik bedoel(?:de)?|ik bedoel eigenlijk|ik zei(?: toch| al| net)*|het is|het moet|dat moet|dat is|toch|maak er|doe maar)\b[\s,:]*)*",
    re.IGNORECASE,
)
_MEANT = re.compile(r"\W*(?:(?:nee|nou|oh?|sorry|wacht|foutje|ho|pardon)\b[\s,:.!]*)*ik bedoel(?:de)?\b(?! (?:dat|er|hier|daar|met|meer|eigenlijk dat)\b)", re.IGNORECASE)
_SAID_SO = re.compile(r"[\s,]+(?:(?:zei|zeg|bedoel|bedoelde|typte|schreef) ik|heb ik (?:al |net |toch )*(?:gezegd|verteld|getypt))(?: toch| al| net| hoor| nou)*[\s.!]*$", re.IGNORECASE)
_NOT_BUT = re.compile(r"\b(?:niet|geen)\b.+?\b(?:maar|gewoon|wel)\b\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asking(ABC):
    """A kind of question at work; subclasses say how they ask and hear."""

    question: Question
    script: Script
    ears: Ears

    def applies(self, talk: Talk) -> bool:
        """Whether there is anything to ask."""
        return True

    def ask(self, talk: Talk, *, first: bool) -> Message:
        """The question as it must be put now; `first` when it was never put before."""
        return Message(self.question.ask if first else self.question.again, self.option_buttons())

    def told_before(self, talk: Talk) -> bool:
        """Whether so much was told and read back at other questions that this one need not be asked."""
        return False

    def to_begin_with(self, talk: Talk, order: Order) -> JsonObject:
        """What to remember from the start when this question is asked."""
        return {}

    @abstractmethod
    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        """What becomes of an answer."""

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        """The question is passed over; what was told already stays."""
        return Reaction(given=Given(None, heard.words, AnswerStatus.SKIPPED), said=self.question.skip, done=True)

    def step_back(self, talk: Talk) -> Talk | None:
        """Out of a stage of the open question, what was told kept; None when there is no step back within it."""
        return talk.at(self.question.id) if talk.notes.stage else None

    def stepped_back(self, talk: Talk) -> str:
        """What is said with that step back, of the talk as it was before."""
        return self.script.phrases["once_more"]

    def left(self, talk: Talk) -> Talk:
        """The talk as it must be before another question is opened: nothing that was told is lost."""
        return (self.step_back(talk) or talk) if self.holds_back(talk) else talk

    def reopened(self, talk: Talk) -> Talk:
        """The talk at this question, to change an answer that stands until then."""
        return talk.at(self.question.id)

    def holds_back(self, talk: Talk) -> bool:
        """Whether something was told that is not in the answer yet."""
        return False

    def is_open(self, talk: Talk) -> bool:
        """Whether people answer in whole sentences here, in which any word may turn up."""
        return False

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        """Whether the words are plainly an answer here, even where Rasa half takes them for something aside."""
        return False

    def names(self, talk: Talk, words: str) -> bool:
        """Whether the words name, and no more, what is asked here and who answers is known to do: whatever Rasa makes of it."""
        return False

    def is_told(self, heard: Heard) -> bool:
        """Whether the words so surely tell of oneself what is asked here that Rasa's reading does not count."""
        return False

    # -- tools

    def say(self, phrase: str, **words: str) -> str:
        return self.question.phrases[phrase].format(**words)

    def button(self, title: str, what: str) -> Button:
        return Button(title, f"{BUTTON}{self.question.id}:{what}")

    def option_buttons(self) -> tuple[Button, ...]:
        return tuple(self.button(option.title, str(place)) for place, option in enumerate(self.question.options))

    def option(self, heard: Heard) -> Option | None:
        """The option that was chosen with a button or meant in words; None when that is not clear."""
        options = self.question.options
        chosen = heard.chosen(self.question.id)
        if chosen is not None and chosen.isdecimal() and int(chosen) < len(options):
            return options[int(chosen)]
        for option in options:
            if same_words(option.title, heard.words):
                return option
        place = ordinal(heard.words, len(options))
        if place is not None:
            return options[place]
        scores = [how_well_meant((*option.says, option.title), heard.words) for option in options]
        best = max(scores)
        if best > 0 and scores.count(best) == 1:
            return options[scores.index(best)]
        meant = [option for option in options if option.means and option.means == heard.intent]
        return meant[0] if meant and best == 0 else None


def ordinal(words: str, count: int) -> int | None:
    """Which of so many is meant by 'de tweede'; None when the words say something else.

    >>> ordinal("doe de tweede maar", 3), ordinal("de laatste", 3), ordinal("in 2 dagen klaar", 3)
    (1, 2, None)
    """
    telling = [word for word in words_of(words) if word not in {"de", "het", "die", "dat", "doe", "maar", "optie", "nummer", "ik", "denk", "kies", "neem"}]
    if len(telling) != 1 or telling[0] not in _ORDINALS:
        return None
    place = _ORDINALS[telling[0]]
    return (place if place >= 0 else count + place) if place < count else None


def meant_instead(words: str) -> str:
    """What somebody means in a correction.

    >>> meant_instead("nee, ik bedoel Utrecht"), meant_instead("niet Breda maar Tilburg"), meant_instead("nee ik bedoel niet arnhem gewoon ede")
    ('Utrecht', 'Tilburg', 'ede')
    """
    words = _SAID_SO.sub("", words)
    found = _NOT_BUT.search(words)
    rest = found.group(1) if found else _LEAD_IN.sub("", words.strip())
    return re.sub(r",?\s*(?:niet|geen)\s+[^,]*$", "", rest).strip(" .!,") or rest.strip(" .!,")


def says_meant(words: str) -> bool:
    """Whether somebody says in a few words that they meant something else: 'nee, ik bedoel Lelystad'.

    >>> says_meant("nee, ik bedoel lelystad"), says_meant("ik bedoel het werk aan de balie wordt minder"), says_meant("wat bedoel je")
    (True, False, False)
    """
    return _MEANT.match(words) is not None and len(words_of(meant_instead(words))) <= MOST_SAID_AGAIN


def more_work(words: str) -> str:
    """The work that somebody tells besides what they told before; empty when they tell none.

    >>> more_work("nee wacht, ik doe ook trouwerijen"), more_work("nee, ik doe trouwerijen")
    ('ik doe ook trouwerijen', '')
    """
    meant = meant_instead(words)
    return meant if tells_work(meant) and fits("ook|nog|daarnaast", meant) else ""


def says_again(words: str) -> bool:
    """Whether somebody says in a few words that they said this before: 'emmen zei ik toch'; 'dat zei ik al' names nothing.

    >>> says_again("emmen zei ik toch"), says_again("ik zei toch emmen"), says_again("dat zei ik net al"), says_again("emmen")
    (True, True, False, False)
    """
    rest = meant_instead(words)
    said = _SAID_SO.search(words) or re.match(r"\W*(?:nee\W+)?ik zei\b", words, re.IGNORECASE)
    return bool(said) and 0 < len(words_of(rest)) <= MOST_SAID_AGAIN and not set(words_of(rest)) <= {"dat", "dit", "het", "al", "net", "toch", "die"}


def closest(titles: Sequence[str], words: str) -> int | None:
    """The place of the one title that is typed, whole or as the only thing that fits; None when none or several do."""
    exact = [place for place, title in enumerate(titles) if same_words(title, words)]
    within = [place for place, title in enumerate(titles) if plain(title) in plain(words)]
    found = exact or within
    return found[0] if len(found) == 1 else None


def names_function(ears: Ears, words: str) -> bool:
    """Whether the words are surely a function of the catalogue."""
    guesses = ears.functions(words)
    return bool(guesses) and guesses[0].confidence >= SURE


def without_skills_of_titles(mentions: Iterable[Mention], ears: Ears) -> list[Mention]:
    """The mentions, but no skill for what names a job: who would like to be a nurse tells of no skill with that."""
    return [mention for mention in mentions if mention.kind is not MentionKind.SKILL or not names_function(ears, mention.quote)]


def mention_json(mention: Mention) -> dict[str, Any]:
    return {**asdict(mention), "kind": mention.kind.value, "meaning": mention.meaning.value}


def mention_from(value: Mapping[str, Any]) -> Mention:
    return Mention(**{**value, "kind": MentionKind(value["kind"]), "meaning": Meaning(value["meaning"])})


def criterion_json(words: str, kind: CriterionKind, hard: bool) -> dict[str, Any]:
    criterion = Criterion(words, kind, hard)
    return {"words": criterion.words, "kind": criterion.kind.value, "hard": criterion.hard}
