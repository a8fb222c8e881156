"""What is said: first what goes before, then the open question, or the advice and what can be done after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.advised.looking import look_buttons
from bot.asking.base import Asking
from bot.beside.review import Review
from bot.order import Order
from bot.replies import MOST_SENTENCES, Message, at_most, count_sentences, listed, starred
from bot.talk import DO, LOOK, REVIEW, Outcome, Talk
from bot.texts.script import Script
from rules.explanation import sentences_of
from skills_passport.model import AnswerStatus, Button

STUCK = 2  # so many times in a row nothing was understood before buttons and a person are offered


@dataclass(frozen=True, slots=True)
class Saying:
    """Puts a state of the talk into messages and buttons, never more than three sentences before the employee can speak."""

    script: Script
    askings: Mapping[str, Asking]
    review: Review
    order: Order

    def at(self, talk: Talk, question: str) -> Asking:
        """The asking of a question, worded for what is known by now."""
        asking = self.askings[question]
        return replace(asking, question=asking.question.as_known(talk.knows)) if asking.question.instead else asking

    def onwards(self, talk: Talk) -> Talk:
        """The talk at the question to ask now, of those that are not settled and have something to ask; without one at the end.

        A question whose turn it is, and that was answered before, is settled with that.
        """
        question = self._next(talk)
        while question and question not in talk.notes.asked and self.askings[question].told_before(talk):
            told = talk.given[question]
            talk = talk.with_given(question, replace(told, status=AnswerStatus.ANSWERED)).past(question)
            question = self._next(talk)
        return talk.at(question, memory=self.askings[question].to_begin_with(talk, self.order) if question else None)

    def _next(self, talk: Talk) -> str | None:
        return self.order.next(talk, [q.id for q in self.script.questions if not talk.settled(q.id) and self.askings[q.id].applies(talk)])

    def asking(
        self, talk: Talk, said: str, *, note: str = "", message: Message | None = None, whole: bool = False,
        volunteered: list[str] | None = None,
    ) -> Outcome:
        """What is said, and then the open question; in full the first time, shorter when it would be too much."""
        if talk.question is not None and not self.askings[talk.question].applies(talk):
            talk = self.onwards(talk)  # what it was about was taken away
        if talk.question is None:
            return self._after_questions(talk, said, note, message)
        asking = self.at(talk, talk.question)
        first = talk.question not in talk.notes.asked
        if message is None and talk.notes.stage == REVIEW:
            text = " ".join(part for part in (note, said, self._read_back(volunteered)) if part)
            message = self.review.message(talk, asking.question, short=count_sentences(text) >= MOST_SENTENCES - 1)
        question = message or asking.ask(talk, first=first or whole)
        before = [part for part in (note, said, self._read_back(volunteered)) if part]
        if message is None and count_sentences(" ".join((*before, question.text))) > MOST_SENTENCES:
            question = asking.ask(talk, first=False)
        if question.short and count_sentences(" ".join((*before, question.text))) > MOST_SENTENCES:
            question = replace(question, text=question.short)
        if len(before) > 1 and said in before and count_sentences(" ".join((*before, question.text))) > MOST_SENTENCES:
            before.remove(said)
        can_go_on = any(button.title == self.script.phrases["go_on"] for button in question.buttons)
        helping = self._helping_buttons(talk, message, first)[1 if can_go_on else 0 :]
        question = replace(question, buttons=(*question.buttons, *helping), short="")
        talk = talk.noting(offered=question.buttons, asked=tuple(dict.fromkeys((*talk.notes.asked, talk.question))))
        return Outcome(talk=talk, messages=(*(Message(part) for part in _balloon(before)), question))

    def showing(self, talk: Talk, message: Message, *, note: str = "") -> Outcome:
        """A message with buttons or a card of its own; the open question follows, unless its buttons are to be pressed first."""
        if message.buttons:
            return self.asking(talk, "", note=note, message=message)
        if talk.question is None and message.card is not None:
            return self.asking(talk, "", note=note, message=replace(message, buttons=self._closing_buttons(talk)))
        outcome = self.asking(talk, message.text, note=note)
        first, *others = outcome.messages
        return outcome if message.card is None else replace(outcome, messages=(replace(first, card=message.card), *others))

    def _after_questions(self, talk: Talk, said: str, note: str, message: Message | None) -> Outcome:
        if message is not None:
            before = _balloon([part for part in (note, said) if part])
            return Outcome(talk=talk.noting(offered=message.buttons), messages=(*(Message(part) for part in before), message))
        if not talk.notes.advised:
            return self.advice(talk, said, note, "advice_anew" if talk.notes.seen else "advice")
        text = " ".join(part for part in (note, said) if part) or self.script.phrases["after_advice"]
        buttons = self._closing_buttons(talk)
        return Outcome(talk=talk.noting(offered=buttons), messages=(Message(text, buttons),))

    def advice(self, talk: Talk, said: str, note: str, introduction: str) -> Outcome:
        """The cards, and behind them the open question or what can be done now."""
        if talk.question is None:
            closing = Message(self.script.phrases["after_advice"], self._closing_buttons(talk))
            talk = talk.noting(advised=True, seen=True)
        else:
            asking = self.at(talk, talk.question)
            in_review = talk.notes.stage == REVIEW
            closing = self.review.message(talk, asking.question) if in_review else asking.ask(talk, first=False)
        talk = talk.noting(offered=closing.buttons)
        before = _balloon([part for part in (note, said) if part])
        messages = tuple(Message(part) for part in before)
        return Outcome(talk=talk, messages=messages, wants_advice=True, introduction=introduction, afterwards=(closing,))

    def with_looks(self, outcome: Outcome, seen: tuple[str, ...]) -> Outcome:
        """The same with buttons for what can be looked at of the advice that was made meanwhile, where no question is open."""
        talk = outcome.talk.noting(looks=seen)
        if talk.question is not None:
            return replace(outcome, talk=talk)
        closing = (outcome.afterwards or outcome.messages)[-1]
        kept = (button for button in closing.buttons if not button.payload.startswith(LOOK))
        return closing_with(replace(outcome, talk=talk), (*look_buttons(talk, self.script), *kept))

    def with_put_back(self, outcome: Outcome) -> Outcome:
        """The same with a button to put back what was taken away."""
        button = Button(self.script.phrases["put_back_button"], f"{DO}put_back")
        return closing_with(outcome, (*(outcome.afterwards or outcome.messages)[-1].buttons, button))

    def _read_back(self, volunteered: list[str] | None) -> str:
        labels = list(dict.fromkeys(volunteered or ()))
        phrase = "volunteered_limit" if all(self.script.is_fact(label) for label in labels) else "volunteered"
        return self.script.phrases[phrase].format(list=listed(starred(labels))) if labels else ""

    def _helping_buttons(self, talk: Talk, message: Message | None, first: bool) -> tuple[Button, ...]:
        phrases = self.script.phrases
        skip = Button(phrases["skip_button"], f"{DO}skip")
        if message is not None or talk.question == self.script.questions[0].id:
            return ()
        if first and not talk.notes.stage:
            return (skip, Button(phrases["why_button"], f"{DO}why"))
        return (skip,) if not talk.notes.stage or talk.notes.misses >= STUCK else ()

    def _closing_buttons(self, talk: Talk) -> tuple[Button, ...]:
        phrases = self.script.phrases
        return (
            *look_buttons(talk, self.script),
            Button(phrases["again_button"], f"{DO}ask_advice"),
            Button(phrases["known_button"], f"{DO}what_do_you_know"),
            Button(phrases["start_over_button"], f"{DO}start_over"),
        )


def without_cards(outcome: Outcome, note: str) -> tuple[Message, ...]:
    """What is said when there is nothing to suggest: `note` tells why, before the open question, or with the buttons of the end.

    What goes before is left out where it would be too much to read before the employee can speak.
    """
    closing = outcome.afterwards[-1]
    asks = outcome.talk.question is not None
    most = MOST_SENTENCES - (count_sentences(closing.text) if asks else 0)
    told = at_most(sentences_of(note), most)
    before = [message for message in outcome.messages if message.card or count_sentences(f"{message.text} {told}") <= most]
    return (*before, Message(told), closing) if asks else (*before, Message(told, closing.buttons))


def _balloon(parts: list[str]) -> list[str]:
    """What goes before the question, as one balloon."""
    return [" ".join(parts)] if parts else []


def closing_with(outcome: Outcome, buttons: tuple[Button, ...]) -> Outcome:
    """The same with other buttons under the last line."""
    *others, closing = outcome.afterwards or outcome.messages
    lines = (*others, replace(closing, buttons=buttons))
    talk = outcome.talk.noting(offered=buttons)
    return replace(outcome, talk=talk, afterwards=lines) if outcome.afterwards else replace(outcome, talk=talk, messages=lines)
