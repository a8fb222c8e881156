"""What is said aside of the open question: steering, questions back, small talk. Every aside returns to the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.asking.base import Asking
from bot.beside.once_more import answered
from bot.beside.removals import Removals
from bot.beside.review import Review
from bot.beside.summary import what_is_known
from bot.ears import Ears
from bot.replies import Message, listed
from bot.talk import DO, LEFT_OUT, REVIEW, STALE_BUTTON, Heard, Talk
from bot.texts.script import Script
from skills_passport.answers import COACH
from skills_passport.model import Button


@dataclass(frozen=True, slots=True)
class Aside:
    """What an aside makes of the talk: what is said, and whether the open question follows (`ask`)."""

    talk: Talk
    said: str = ""
    ask: bool = True
    whole: bool = False  # the question in full, as if it were put for the first time
    message: Message | None = None  # asked instead of the open question
    understood: bool = True
    wants_advice: bool = False


@dataclass(frozen=True, slots=True)
class Asides:
    """Answers by intent; which question is open only matters for 'waarom?' and 'terug'."""

    script: Script
    ears: Ears
    review: Review
    removals: Removals

    def hear(self, talk: Talk, heard: Heard, asking: Asking | None) -> Aside:
        """What becomes of it. Intents without a handler have their answer in data/answers.yml."""
        known = self.script.answer_to(heard.intent)
        if known is not None:
            return Aside(*answered(talk, known.id, known.answer, self.script.phrases))
        handler = _HANDLERS.get(heard.intent)
        return handler(self, talk, asking) if handler else Aside(talk, understood=False)

    def greet(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["greet"])

    def thanks(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["thanks"])

    def goodbye(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk.noting(paused=True), self._farewell(talk, "goodbye"), ask=False)

    def stop(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk.noting(paused=True), self._farewell(talk, "stopped"), ask=False)

    def resume(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.welcome_back(talk))

    def why(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, asking.question.why if asking else self.script.phrases["why_cards" if talk.notes.seen else "nothing_to_ask"])

    def repeat(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, "" if asking else self.script.phrases["nothing_to_ask"], whole=True)

    def help(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["help"])

    def go_back(self, talk: Talk, asking: Asking | None) -> Aside:
        """Out of a stage of the question first, then to the question before; all that was told stays."""
        within = self._step_back(talk, asking)
        if within is not None:
            return Aside(within, asking.stepped_back(talk) if asking else "")
        before = self.review.previous(talk)
        if before is None:
            return Aside(talk, self.script.phrases["no_way_back"])
        return Aside(talk.at(before, REVIEW), self.script.phrases["back"])

    def can_go_back(self, talk: Talk, asking: Asking | None) -> bool:
        """Whether 'terug' leads anywhere now."""
        waits = talk.notes.paused or talk.notes.starting_over  # for an answer to something else
        return not waits and (self._step_back(talk, asking) is not None or self.review.previous(talk) is not None)

    def _step_back(self, talk: Talk, asking: Asking | None) -> Talk | None:
        return asking.step_back(talk) if asking and talk.notes.stage != REVIEW else None

    def put_back(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(*self.removals.put_back(talk))

    def start_over(self, talk: Talk, asking: Asking | None) -> Aside:
        buttons = (
            Button(self.script.phrases["start_over_yes"], f"{DO}start_over_yes"),
            Button(self.script.phrases["start_over_no"], f"{DO}start_over_no"),
        )
        message = Message(self.script.phrases["start_over_sure"], buttons)
        return Aside(talk.noting(starting_over=True), message=message)

    def start_over_yes(self, talk: Talk, asking: Asking | None) -> Aside:
        """All answers are taken away, but not what somebody agreed to or refused; the passport keeps their history."""
        consent = self.script.questions[0].id
        first = Talk(given={name: known for name, known in talk.given.items() if name in {consent, COACH}})
        question = self.script.questions[1].id if first.settled(consent) else consent
        return Aside(first.noting(asked=(consent,), told=talk.notes.told).at(question), self.script.phrases["started_over"], whole=True)

    def start_over_no(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["not_started_over"])

    def what_do_you_know(self, talk: Talk, asking: Asking | None) -> Aside:
        known = what_is_known(talk, self.script, self.ears)
        phrases = self.script.phrases
        return Aside(talk, phrases["known"].format(list=listed(known)) if known else phrases["known_nothing"])

    def delete_me(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["delete_me"])

    def ask_advice(self, talk: Talk, asking: Asking | None) -> Aside:
        consent = self.script.questions[0].id
        if not talk.settled(consent):
            return Aside(talk)
        return Aside(talk, wants_advice=True)

    def out_of_scope(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["out_of_scope"], understood=False)

    def complaint(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["complaint"], understood=False)

    def too_old(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["too_old"])

    def possible_work(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["possible_work_seen" if asking is None and talk.notes.seen else "possible_work"])

    def nothing_to_compare(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["compare_none"])

    def empty(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["empty"])

    def stale_button(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["stale_button"])

    def left_out(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk)

    def unknown_question(self, talk: Talk, asking: Asking | None) -> Aside:
        return Aside(talk, self.script.phrases["unknown_question"], understood=False)

    def _farewell(self, talk: Talk, phrase: str) -> str:
        consent = self.script.questions[0]
        return self.script.phrases[phrase] if talk.settled(consent.id) else consent.phrases["refused"]

    def welcome_back(self, talk: Talk) -> str:
        if talk.question is None:
            return self.script.phrases["welcome_back_done"]
        return self.script.phrases["welcome_back"].format(about=self.script.question(talk.question).about_words)


_HANDLERS: Mapping[str, Callable[[Asides, Talk, Asking | None], Aside]] = {
    "greet": Asides.greet, "thanks": Asides.thanks, "goodbye": Asides.goodbye, "stop": Asides.stop,
    "resume": Asides.resume, "why": Asides.why, "repeat": Asides.repeat, "help": Asides.help,
    "go_back": Asides.go_back, "put_back": Asides.put_back, "start_over": Asides.start_over, "start_over_yes": Asides.start_over_yes,
    "start_over_no": Asides.start_over_no, "what_do_you_know": Asides.what_do_you_know,
    "delete_me": Asides.delete_me, "ask_advice": Asides.ask_advice, "out_of_scope": Asides.out_of_scope,
    "unknown_question": Asides.unknown_question, "empty": Asides.empty, "too_old": Asides.too_old, "possible_work": Asides.possible_work, "nothing_to_compare": Asides.nothing_to_compare, "complaint": Asides.complaint, STALE_BUTTON: Asides.stale_button,
    LEFT_OUT: Asides.left_out,
}
