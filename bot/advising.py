"""Answers that the expert system must work out first: the cards, 'what if' and 'why not', and what changed while somebody was away.

Each is stored in two steps: first what was said, then, outside any transaction, the reasoning, and then what it comes to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.advised.cards import NUMBERS, cards, function_ids
from bot.advised.meanwhile import may_differ, told
from bot.coach.contact import CoachContact
from bot.interview import Interview
from bot.record import ACTOR, Moment, answered_in, talk_in, with_turn
from bot.replies import MOST_SENTENCES, Message, Turn
from bot.saying import without_cards
from bot.talk import Outcome
from bot.wonder import Wonder, answer
from rules.answer import Advice
from rules.knowledge import Knowledge
from skills_passport.guidance import advice_in, advise_and_store, person_in
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

ANEW = "advice_anew"
"""How an advice is introduced that is laid beside the one before it."""


class Advising:
    """Safe to share between threads; the caller sees to it that one owner has one turn at a time."""

    __slots__ = ("_clock", "_contact", "_interview", "_knowledge", "_phrases", "_store")

    def __init__(self, store: PassportStore, interview: Interview, knowledge: Knowledge, clock: Callable[[], datetime], contact: CoachContact) -> None:
        self._contact = contact
        self._store, self._interview, self._knowledge, self._clock = store, interview, knowledge, clock
        self._phrases = interview.script.phrases

    def advise(self, owner: str, outcome: Outcome, moment: Moment, passport: SkillsPassport) -> Turn:
        """The cards, after what was said and before what can be done now."""
        earlier = last_advice(passport) if outcome.introduction == ANEW else None
        advice = advise_and_store(self._store, owner, self._knowledge, moment.at.date(), ACTOR, clock=self._clock)
        shown = cards(advice)
        notes = tuple(Message(text) for text in (advice.note, self._offer(outcome.introduction, earlier, advice)) if text)
        introduction = (Message(self._introduction(outcome.introduction, earlier, advice)),) if shown else ()
        outcome = self._interview.advised(outcome, advice)
        messages = (*outcome.messages, *introduction, *shown, *notes, *outcome.afterwards) if shown else without_cards(outcome, advice.note)
        return self._shown(owner, outcome, messages, advice, moment, action="show-advice")

    def answer(self, owner: str, outcome: Outcome, moment: Moment, wonder: Wonder, passport: SkillsPassport) -> Turn:
        """What the expert system says to a question about the last advice; asked of what that was made from."""
        most = MOST_SENTENCES - (outcome.talk.question is not None)
        answered = answer(wonder, person_in(passport.advices[-1]), self._knowledge, moment.at.date(), self._phrases, most=most)
        around = self._contact.around(owner, moment.at)
        turn: Turn | None = None

        def change(now: SkillsPassport) -> SkillsPassport:
            nonlocal turn
            turn = answered_in(now, moment.message_id)
            if turn is not None:
                return now
            now, said = self._contact.with_news(now, self._interview.answered(talk_in(now), wonder, answered), around)
            turn = Turn((*outcome.messages, *said.messages), self._interview.progress(said.talk))
            return with_turn(now, self._interview, said, turn, moment)

        self._store.change(owner, change, actor=ACTOR, action="answer")
        assert turn is not None
        return turn

    def is_outdated(self, outcome: Outcome, passport: SkillsPassport) -> bool:
        """Whether who is welcomed back after the last question may see something else now."""
        back = bool(outcome.messages) and outcome.talk.question is None and outcome.talk.notes.advised
        return back and may_differ(passport, self._knowledge.versions)

    def tell_what_changed(self, owner: str, outcome: Outcome, moment: Moment, passport: SkillsPassport) -> Turn:
        """The welcome with what somebody would see otherwise now. As the advice of now is stored, it is said once."""
        before = advice_in(passport.advices[-1])
        after = advise_and_store(self._store, owner, self._knowledge, moment.at.date(), ACTOR, clock=self._clock)
        outcome = self._interview.advised(outcome, after)
        *others, welcome = outcome.messages
        news = told(before, after, self._phrases)
        messages = (*others, replace(welcome, text=f"{welcome.text} {news}".strip()))
        return self._shown(owner, outcome, messages, after, moment, action="open-talk")

    def _shown(self, owner: str, outcome: Outcome, messages: tuple[Message, ...], advice: Advice, moment: Moment, *, action: str) -> Turn:
        """The turn in which this is said of an advice, stored; what else of the talk changed meanwhile stays.

        Who waited too long sends the message again while the first is still reasoned about: what comes second gives the answer of the first.
        """
        turn = Turn(messages, self._interview.progress(outcome.talk))

        def change(now: SkillsPassport) -> SkillsPassport:
            nonlocal turn
            known = answered_in(now, moment.message_id)
            if known is not None:
                turn = known
                return now
            return with_turn(now, self._interview, self._interview.advised(replace(outcome, talk=talk_in(now)), advice), turn, moment)

        self._store.change(owner, change, actor=ACTOR, action=action)
        return turn

    def _introduction(self, phrase: str, earlier: Advice | None, advice: Advice) -> str:
        """What goes before the cards; the same ones again after something new is said as it is."""
        same = earlier is not None and function_ids(earlier) == function_ids(advice)
        return self._phrases["advice_same" if same else phrase].format(number=NUMBERS[len(advice.suggestions)])

    def _offer(self, phrase: str, earlier: Advice | None, advice: Advice) -> str:
        """What could come next for where somebody is on the way (M21): once all is told, and anew only when it is something else."""
        offer = advice.own_work.offer
        same = earlier is not None and earlier.own_work.offer == offer
        return "" if phrase == "advice_early" or same or not advice.suggestions else offer


def last_advice(passport: SkillsPassport) -> Advice | None:
    """The advice that was given last; None when none was."""
    return advice_in(passport.advices[-1]) if passport.advices else None
