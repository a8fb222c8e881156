"""The state of a talk and what a turn does to it: plain values, so that the interview can be pure.

The state lives in the passport (bot/record.py puts it there); Rasa's tracker holds nothing that counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.coach.deed import Deed
from bot.replies import Message
from bot.wonder import Wonder
from skills_passport.answers import JsonObject
from skills_passport.model import AnswerStatus, Button

BUTTON = "knop:"
DO = f"{BUTTON}doe:"
"""Payloads of buttons: `knop:<question>:<what>`, or `knop:doe:<intent>` for what can be said aside."""

LOOK = f"{BUTTON}bekijk:"
"""Begin of payloads that show more of an advice."""

REVIEW = "review"
"""The stage of a question that was come back to: its answer is shown, and stands until there is another one."""

LEFT_OUT = "left_out"
"""What a message means of which nothing is left without a number that may not be kept: only its note is said."""

STALE_BUTTON = "stale_button"
"""What an older button means: nothing, but the open question is asked again."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as Rasa understood it; `payload` is that of the offered button it came from."""

    words: str
    intent: str = "answer"
    confidence: float = 1.0
    payload: str = ""

    def chosen(self, question: str) -> str | None:
        """What was picked with a button of this question, else None."""
        start = f"{BUTTON}{question}:"
        return self.payload.removeprefix(start) if self.payload.startswith(start) else None


@dataclass(frozen=True, slots=True)
class Given:
    """The present answer to a question; see skills_passport/answers.py for the shape of `value`."""

    value: JsonObject | None
    words: str
    status: AnswerStatus = AnswerStatus.ANSWERED

    @property
    def settled(self) -> bool:
        """Whether the question need not be asked any more."""
        return self.status is not AnswerStatus.OPEN


@dataclass(frozen=True, slots=True)
class Notes:
    """The interview's own bookkeeping, kept as JSON in the passport."""

    stage: str = ""  # where within the open question: each kind of question has its own stages
    memory: JsonObject = field(default_factory=dict)  # what that stage must remember
    offered: tuple[Button, ...] = ()  # only these buttons count; any other payload is plain text
    path: tuple[str, ...] = ()  # questions in the order in which they were settled
    asked: tuple[str, ...] = ()  # questions that were asked at least once
    misses: int = 0  # how many times in a row nothing was understood
    answered: tuple[str, ...] = ()  # what was asked aside since the last answer, by intent: the second time the same is said shorter
    paused: bool = False
    starting_over: bool = False  # asked whether it is sure
    advised: bool = False  # an advice was shown for the answers as they are now
    seen: bool = False  # an advice was shown after the last question: the next one is made anew
    adding: bool = False  # something is added after the last question: it leads straight to a new advice
    looks: tuple[str, ...] = ()  # what can be looked at of the last advice: ends of payloads
    nones: int = 0  # how many times none of the cards would do
    removed: JsonObject | None = None  # what was taken away last and can be put back: see bot/beside/removals.py
    to_coach: JsonObject | None = None  # what is being written to a coach, or asked about sharing: see bot/coach/doing.py
    told: JsonObject = field(default_factory=dict)  # how much of what coaches did was told: see bot/coach/news.py
    waiting: tuple[JsonObject, ...] = ()  # messages that an earlier release kept for Rasa, in order: {"id", "words", "payload", "note"}

    def to_json(self) -> dict[str, Any]:
        return {
            "stage": self.stage, "memory": dict(self.memory), "path": list(self.path), "asked": list(self.asked),
            "offered": [[button.title, button.payload] for button in self.offered], "misses": self.misses,
            "paused": self.paused, "starting_over": self.starting_over, "advised": self.advised, "seen": self.seen, "adding": self.adding,
            "answered": list(self.answered), "looks": list(self.looks), "nones": self.nones, "removed": self.removed,
            "to_coach": self.to_coach, "told": dict(self.told), "waiting": list(self.waiting),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Notes:
        waiting = value.get("waiting") or ()  # earlier releases kept one message, or nothing
        return cls(
            stage=value.get("stage", ""), memory=value.get("memory", {}), path=tuple(value.get("path", ())),
            asked=tuple(value.get("asked", ())), misses=value.get("misses", 0), paused=value.get("paused", False),
            offered=tuple(Button(title, payload) for title, payload in value.get("offered", ())),
            starting_over=value.get("starting_over", False), advised=value.get("advised", False),
            seen=value.get("seen", False), adding=value.get("adding", False),
            answered=tuple(value.get("answered", ())), looks=tuple(value.get("looks", ())), nones=value.get("nones", 0), removed=value.get("removed"), to_coach=value.get("to_coach"), told=value.get("told", {}),
            waiting=(waiting,) if isinstance(waiting, Mapping) else tuple(waiting),
        )


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the talk stands: the open question (None: not begun, or all asked), the answers, the bookkeeping."""

    question: str | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)

    def value(self, question: str) -> JsonObject:
        """What is known for a question; empty when nothing is, or when it was skipped."""
        given = self.given.get(question)
        return given.value if given and given.value and given.status is not AnswerStatus.SKIPPED else {}

    def knows(self, question: str) -> bool:
        """Whether there is an answer to build on: something in it, and recognised where it had to be."""
        value = self.value(question)
        held = any(part not in (None, "", [], ()) for part in value.values())
        return held and all(part is not None for name, part in value.items() if name.endswith("_id"))

    def settled(self, question: str) -> bool:
        return question in self.given and self.given[question].settled

    def closed(self, question: str) -> bool:
        """Whether there is an answer that stands; what was only passed over may still be told."""
        return self.settled(question) and self.given[question].status is not AnswerStatus.SKIPPED

    def with_given(self, question: str, given: Given | None) -> Talk:
        """The talk with this answer, or without any (None)."""
        others = {name: known for name, known in self.given.items() if name != question}
        return replace(self, given=others if given is None else {**others, question: given})

    def noting(self, **changes: Any) -> Talk:
        """The talk with other notes."""
        return replace(self, notes=replace(self.notes, **changes))

    def past(self, question: str) -> Talk:
        """The talk with this question as the last one that was settled."""
        return self.noting(path=(*(known for known in self.notes.path if known != question), question))

    def at(self, question: str | None, stage: str = "", memory: JsonObject | None = None) -> Talk:
        """The talk with another open question, or another stage of it."""
        return replace(self.noting(stage=stage, memory=memory or {}), question=question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What a question makes of an answer.

    `done` settles the question; else the talk stays, at `stage`, and `message` is asked (None: the question again).
    `also` holds what was volunteered for other questions; `taken` names what was taken away, so that it can be put back.
    """

    given: Given | None = None
    said: str = ""
    done: bool = False
    stage: str = ""
    memory: JsonObject = field(default_factory=dict)
    message: Message | None = None
    understood: bool = True
    also: tuple[tuple[str, Given], ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a turn leads to: the new state and what is said; the caller stores the one before it sends the other."""

    talk: Talk
    messages: tuple[Message, ...]
    wants_advice: bool = False  # the cards come after `messages` and before `afterwards`
    introduction: str = ""  # the phrase that goes before the cards, if there are any
    afterwards: tuple[Message, ...] = ()
    wonder: Wonder | None = None  # a question for the expert system: its answer comes after `messages`
    deed: Deed | None = None  # something between the employee and a coach: what it comes to is said after it was done
    off_the_record: bool = False  # keep nothing of what was just said, anywhere
    early_words: str = ""  # told before consent: to be kept in memory only, until there is a yes
