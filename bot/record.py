"""Between a passport and a talk: what of a turn is kept, and in which shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.incoming import Incoming
from bot.interview import Interview
from bot.replies import Message, Turn
from bot.talk import Given, Heard, Notes, Outcome, Talk
from bot.words.cleaning import LONGEST_MESSAGE
from skills_passport.model import DECIDED_IN, AnswerStatus, SkillsPassport, Speaker, TalkLine
from skills_passport.model import Interview as InterviewState

ACTOR = "employee"
"""Who does what is done in the talk, in the audit trail."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Which message is answered, under which id, and when."""

    message_id: str
    at: datetime
    heard: Heard | None = None


def talk_in(passport: SkillsPassport) -> Talk:
    """The state of the talk as the passport holds it."""
    given = {
        question: Given(answer.value, answer.words, answer.status)
        for question, answer in passport.answers.items()
        if answer.value is not None or answer.status is AnswerStatus.SKIPPED
    }
    return Talk(passport.interview.question, given, Notes.from_json(passport.interview.notes))


def with_state(passport: SkillsPassport, talk: Talk, at: datetime, text_version: str) -> SkillsPassport:
    """The passport with the answers, the consents they hold and the place in the interview."""
    before = talk_in(passport).given
    for question, given in talk.given.items():
        if before.get(question) != given:
            passport = passport.with_answer(question, given.value, words=given.words, at=at, status=given.status)
            passport = _with_consent(passport, question, given, at, text_version)
    for question in before:
        if question not in talk.given:
            passport = passport.with_answer(question, None, words="", at=at, status=AnswerStatus.OPEN)
    done = tuple(question for question in talk.given if talk.settled(question))
    return passport.with_interview(InterviewState(talk.question, done, talk.notes.to_json()))


def with_turn(
    passport: SkillsPassport, interview: Interview, outcome: Outcome, turn: Turn, moment: Moment
) -> SkillsPassport:
    """The passport after a turn: state, the lines of the talk, and the reply to give if the message comes twice.

    Without consent, or off the record, no word of the talk is kept: only where it stands.
    """
    agreed_before = interview.consented(talk_in(passport))
    passport = with_state(passport, outcome.talk, moment.at, interview.script.consent_text_version)
    if outcome.off_the_record or not interview.consented(outcome.talk):
        return passport
    if not agreed_before:
        greeting = Message(interview.script.questions[0].ask)
        passport = passport.with_lines(*_lines((greeting,), moment.at))
    if moment.heard is not None and moment.heard.words:
        passport = passport.with_lines(TalkLine(Speaker.EMPLOYEE, moment.heard.words, moment.at))
    passport = passport.with_lines(*_lines(turn.messages, moment.at))
    return passport.with_reply(moment.message_id, turn.to_json(), at=moment.at) if moment.message_id else passport


def answered_in(passport: SkillsPassport, message_id: str) -> Turn | None:
    """What was answered to this message already; None when it is new, has no id, or was taken without coming to its answer."""
    known = passport.exchange(message_id) if message_id else None
    return Turn.from_json(known.reply) if known is not None and known.reply is not None else None


def waiting_in(passport: SkillsPassport) -> tuple[Incoming, ...]:
    """The messages that an earlier release kept until Rasa would be back, oldest first."""
    return tuple(Incoming(**kept) for kept in talk_in(passport).notes.waiting)


def check_talk(passport: SkillsPassport) -> None:
    """Reads all that the talk goes on from, for a passport that comes from a file. Raises ValueError, KeyError, TypeError or AttributeError."""
    waiting = waiting_in(passport)
    for message in waiting:
        if not all(isinstance(part, str) and len(part) <= LONGEST_MESSAGE for part in (message.id, message.words, message.payload, message.note)):
            raise ValueError("a message that waits is no text, or longer than one may be")
        if not message.id or not message.words:
            raise ValueError("a message that waits has no words or no number")
    if len({message.id for message in waiting}) < len(waiting):
        raise ValueError("two messages wait under one number")


def without_waiting(passport: SkillsPassport, message_id: str) -> SkillsPassport:
    """The passport in which this message does not wait any more."""
    notes = talk_in(passport).notes
    return _with_notes(passport, replace(notes, waiting=tuple(kept for kept in notes.waiting if kept["id"] != message_id)))


def _with_notes(passport: SkillsPassport, notes: Notes) -> SkillsPassport:
    return passport.with_interview(replace(passport.interview, notes=notes.to_json()))


def _with_consent(passport: SkillsPassport, question: str, given: Given, at: datetime, text_version: str) -> SkillsPassport:
    for purpose, (decided_in, field) in DECIDED_IN.items():
        if question == decided_in and given.value:
            passport = passport.with_consent(purpose, given=bool(given.value.get(field)), at=at, text_version=text_version)
    return passport


def _lines(messages: tuple[Message, ...], at: datetime) -> list[TalkLine]:
    return [TalkLine(Speaker.BOT, message.text, at, message.buttons, message.card) for message in messages]
