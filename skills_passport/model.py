"""A skills passport: what an employee told, agreed to, read and was advised.

Immutable: every change gives a new passport, which `store.change` writes. Times are aware datetimes.
JSON values inside (answers, cards, notes) are read, never altered in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime

from rules.answer import Versions
from rules.person import Person
from skills_passport.answers import COACH, JsonObject, Strict, parsed, person_from
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Share, new_case, with_share, without

REPLIES_KEPT = 50


class Purpose(StrEnum):
    """What someone may agree to, apart from each other."""

    TALK = "gesprek"  # keep my talk and my passport
    CONTACT = "benaderen"  # you may contact me
    COACH = "meekijken"  # a transfer coach may look on with me
    TOTALS = "meetellen"  # count me in totals for HR, of ten people or more


DECIDED_IN: Mapping[Purpose, tuple[str, str]] = {
    Purpose.TALK: ("consent", "agreed"), Purpose.CONTACT: ("contact", "may_contact"), Purpose.COACH: (COACH, "may_look"),
}
"""In which answer the talk keeps what was decided, and in which field of it: consent and answer must tell the same. The talk does not ask about totals."""


class AnswerStatus(StrEnum):
    ANSWERED = "answered"
    SKIPPED = "skipped"
    OPEN = "open"  # asked, and not finished: the value so far counts


class Speaker(StrEnum):
    EMPLOYEE = "employee"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Consent(Strict):
    """Given or withdrawn, when, and to which version of the text that was shown."""

    purpose: Purpose
    given: bool
    at: AwareDatetime
    text_version: str


@dataclass(frozen=True, slots=True)
class Answer(Strict):
    """One answer to one question: the value as understood, and `words` as typed."""

    question: str
    value: JsonObject | None
    words: str
    status: AnswerStatus
    given_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class Interview(Strict):
    """Where the talk stands: the open question, flags of what is done, and the interview's own bookkeeping."""

    question: str | None = None
    done: tuple[str, ...] = ()
    notes: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Button(Strict):
    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class TalkLine(Strict):
    """One line of the talk as it stood on the screen, to show it again."""

    who: Speaker
    text: str
    at: AwareDatetime
    buttons: tuple[Button, ...] = ()
    card: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Exchange(Strict):
    """A message that came in under its client's id; `reply` is None as long as it has no answer."""

    message_id: str
    at: AwareDatetime
    reply: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class StoredAdvice(Strict):
    """An advice whole, with the person it was made for: enough to replay it. Both are compact JSON text."""

    id: str
    made_at: AwareDatetime
    versions: Versions
    person: str
    advice: str


def _holds_all(value: JsonObject | None, earlier: JsonObject | None) -> bool:
    """Whether every item of every list in the earlier value stands in this one, too."""
    lists = {name: items for name, items in (earlier or {}).items() if isinstance(items, (list, tuple))}
    return all(item in (value or {}).get(name, ()) for name, items in lists.items() for item in items)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsPassport(Strict):
    """One employee's passport. `version` counts the writes; 0 means not stored yet."""

    owner: str
    created_at: AwareDatetime
    updated_at: AwareDatetime
    version: int = 0
    interview: Interview = field(default_factory=Interview)
    answers_given: tuple[Answer, ...] = ()  # oldest first; the last one per question counts
    consents: tuple[Consent, ...] = ()  # oldest first; the last one per purpose counts
    talk: tuple[TalkLine, ...] = ()
    advices: tuple[StoredAdvice, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    casework: Casework = field(default_factory=Casework)

    @property
    def is_new(self) -> bool:
        return self.version == 0

    # -- answers

    @property
    def answers(self) -> dict[str, Answer]:
        """The present answer per question."""
        return {answer.question: answer for answer in self.answers_given}

    def answer(self, question: str) -> Answer | None:
        return self.answers.get(question)

    def history(self, question: str) -> tuple[Answer, ...]:
        """Earlier answers to the question, oldest first, without the present one."""
        return tuple(answer for answer in self.answers_given if answer.question == question)[:-1]

    def with_answer(
        self,
        question: str,
        value: JsonObject | None,
        *,
        words: str,
        at: datetime,
        status: AnswerStatus = AnswerStatus.ANSWERED,
    ) -> SkillsPassport:
        """The passport with this answer as the present one; an earlier one that was settled stays in the history.

        One that was still open is replaced when the new one holds all of it, so that a list that grows is kept once; what was
        taken away or changed stays in the history.
        Raises AnswerInvalid when the value lacks the shape agreed for the question.
        """
        if value is not None:
            parsed(question, value)
        present = self.answers.get(question)
        earlier = self.answers_given
        if present is not None and present.status is AnswerStatus.OPEN and _holds_all(value, present.value):
            earlier = tuple(answer for answer in earlier if answer is not present)
        return replace(self, answers_given=(*earlier, Answer(question, value, words, status, at)))

    def without_last_answer(self, question: str) -> SkillsPassport:
        """Takes the present answer back: the one before it counts again, or none. The inverse of `with_answer`."""
        for place in range(len(self.answers_given) - 1, -1, -1):
            if self.answers_given[place].question == question:
                return replace(self, answers_given=self.answers_given[:place] + self.answers_given[place + 1 :])
        return self

    def without_answers(self, question: str) -> SkillsPassport:
        """Forgets all answers to the question, the history too."""
        return replace(self, answers_given=tuple(a for a in self.answers_given if a.question != question))

    def person(self) -> Person:
        """What the expert system may know: every present answer that was not skipped."""
        return person_from(
            {
                question: answer.value
                for question, answer in self.answers.items()
                if answer.value is not None and answer.status != AnswerStatus.SKIPPED
            }
        )

    # -- the talk

    def with_interview(self, interview: Interview) -> SkillsPassport:
        """The talk stands there now; start from `replace(passport.interview, …)` to keep the rest."""
        return replace(self, interview=interview)

    def with_lines(self, *lines: TalkLine) -> SkillsPassport:
        return replace(self, talk=self.talk + lines)

    # -- messages that may come twice

    def exchange(self, message_id: str) -> Exchange | None:
        """What is known of a message with this id: not seen (None), seen, or answered (`reply`)."""
        return next((known for known in self.exchanges if known.message_id == message_id), None)

    def with_message(self, message_id: str, *, at: datetime) -> SkillsPassport:
        """Remembers that the message came in. The last 50 are kept."""
        return self._with_exchange(Exchange(message_id, at))

    def with_reply(self, message_id: str, reply: Mapping[str, Any], *, at: datetime) -> SkillsPassport:
        """Remembers the reply, so that the same message sent again gets the same answer."""
        known = self.exchange(message_id)
        return self._with_exchange(Exchange(message_id, known.at if known else at, dict(reply)))

    def _with_exchange(self, exchange: Exchange) -> SkillsPassport:
        others = tuple(known for known in self.exchanges if known.message_id != exchange.message_id)
        return replace(self, exchanges=(*others, exchange)[-REPLIES_KEPT:])

    # -- consent and advice

    def with_consent(self, purpose: Purpose, *, given: bool, at: datetime, text_version: str) -> SkillsPassport:
        """Agreed or not, from now on. Consent for a coach and shares tell the same: who agrees and has no share open gets one with
        the coach team, who agrees no more has none. Without the talk nobody looks on either, and nothing is counted.
        """
        passport = replace(self, consents=(*self.consents, Consent(purpose, given, at, text_version)))
        if purpose is Purpose.COACH:
            return passport._open_to_team(at) if given else passport._closed_to_all(at)
        if purpose is Purpose.TALK and not given:
            for other in (Purpose.TOTALS, Purpose.COACH):
                if self.agrees_to(other):
                    passport = passport.with_decision(other, given=False, at=at, text_version=text_version)
        return passport

    def with_decision(self, purpose: Purpose, *, given: bool, at: datetime, text_version: str) -> SkillsPassport:
        """The consent, and the answer that the talk keeps it in, where there is one."""
        if purpose not in DECIDED_IN:
            return self.with_consent(purpose, given=given, at=at, text_version=text_version)
        question, decided = DECIDED_IN[purpose]
        return self.with_consent(purpose, given=given, at=at, text_version=text_version).with_answer(question, {decided: given}, words="", at=at)

    def with_share(self, share: Share) -> SkillsPassport:
        """Open to this coach or the team, too; the consent is for who shares to give with it (casework/employee.py)."""
        return self._with_shares(with_share(self.casework.shares, share))

    def _open_to_team(self, at: datetime) -> SkillsPassport:
        return self if self.casework.open_shares else self.with_share(Share(case=new_case(), coach=None, since=at))

    def _closed_to_all(self, at: datetime) -> SkillsPassport:
        return self._with_shares(without(self.casework.shares, at))

    def _with_shares(self, shares: tuple[Share, ...]) -> SkillsPassport:
        return replace(self, casework=replace(self.casework, shares=shares))

    def consent(self, purpose: Purpose) -> Consent | None:
        """The last word on this purpose, or None when it was never asked."""
        return next((consent for consent in reversed(self.consents) if consent.purpose == purpose), None)

    def agrees_to(self, purpose: Purpose) -> bool:
        consent = self.consent(purpose)
        return consent is not None and consent.given

    def with_advice(self, advice: StoredAdvice) -> SkillsPassport:
        return replace(self, advices=(*self.advices, advice))

    def without_content(self) -> SkillsPassport:
        """Only that it existed and what was agreed to: all that was told, said and advised is gone."""
        return replace(self, interview=Interview(), answers_given=(), talk=(), advices=(), exchanges=(), casework=Casework(version=self.casework.version))
