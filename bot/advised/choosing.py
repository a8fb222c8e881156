"""After the advice: one of the cards is chosen, refused, or none will do; a choice is kept in the passport with its plan, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.advised.cards import plan_card
from bot.advised.coaching import Coaching
from bot.advised.refusals import Refusals
from bot.advised.why_not import named_function
from bot.asking.base import criterion_json
from bot.asking.conditions import with_condition
from bot.beside.asked_back import AskedBack
from bot.ears import Ears
from bot.replies import Message
from bot.talk import BUTTON, Given, Heard, Reaction, Talk
from bot.texts.script import Script
from bot.words.card_words import About, about_cards
from bot.words.wording import same_words, words_of
from rules.answer import Advice, Suggestion
from rules.person import CriterionKind
from rules.plan import plan_of
from skills_passport.answers import CHOICE
from skills_passport.model import Button

_UNDO = "toch-niet"
_TAKE = "met:"
_WORK, _PAY, _LEARNING, _OTHER = "werk", "loon", "leren", "anders"
_REASONS = ((_WORK, "none_work"), (_PAY, "none_pay"), (_LEARNING, "none_learning"), (_OTHER, "none_other"))
_CONDITIONS = {_PAY: (CriterionKind.KEEP_PAY, "none_pay_words"), _LEARNING: (CriterionKind.NO_LONG_SCHOOLING, "none_learning_words")}
"""Reasons that are a condition for new work, and the words that they are kept in."""
_AGAIN = 2


@dataclass(frozen=True, slots=True)
class Choosing:
    script: Script
    ears: Ears
    refusals: Refusals
    coaching: Coaching

    def hear(self, talk: Talk, heard: Heard, last_advice: Callable[[], Advice | None]) -> AskedBack | None:
        """What becomes of words about the cards; None when they are about something else, or nothing was advised yet."""
        if talk.question is not None or not talk.notes.seen or heard.words.rstrip().endswith("?"):
            return None
        pressed = heard.chosen(CHOICE) or self._typed(talk, heard)
        if pressed == _UNDO:
            return self._undo(talk)
        about = About() if heard.payload else about_cards(heard.words)
        advice = last_advice() if pressed or about else None
        if advice is None or not advice.suggestions:
            return None
        if pressed.startswith(_TAKE):
            taken = next((each for each in advice.suggestions if each.function_id == pressed.removeprefix(_TAKE)), None)
            return self._take(talk, taken, heard.words) if taken else None
        return self._because(talk, heard.words, pressed, advice.suggestions) if pressed else self._about(talk, heard.words, about, advice)

    def _about(self, talk: Talk, words: str, about: About, advice: Advice) -> AskedBack | None:
        if about.none:
            return self._none(talk.noting(nones=talk.notes.nones + 1))
        found = self._at(advice, about.taken) or self._named(advice, about.names)
        if found is not None:
            return self._take(talk, found, words)
        if about.this:
            only = advice.suggestions[0]
            return self._take(talk, only, words) if len(advice.suggestions) == 1 else AskedBack(message=which(self.script, advice.suggestions))
        unwanted = self._at(advice, about.refused)
        return AskedBack(question="wishes", reaction=self.refusals.cards(talk, words, [unwanted])) if unwanted else None

    def _take(self, talk: Talk, suggestion: Suggestion, words: str) -> AskedBack:
        """Kept as the choice, with the plan for it; once a choice is made, a coach may be of use."""
        phrases = self.script.phrases
        question, buttons = self.coaching.question(talk)
        said = [phrases["chosen"].format(title=suggestion.title), *first_step(self.script, suggestion), question]
        undo = Button(phrases["chosen_undo"], f"{BUTTON}{CHOICE}:{_UNDO}")
        choice = Given({"function_id": suggestion.function_id, "words": suggestion.title}, words)
        message = Message(" ".join(part for part in said if part), (*buttons, undo), plan_card(suggestion))
        return AskedBack(message=message, talk=talk.with_given(CHOICE, choice))

    def _undo(self, talk: Talk) -> AskedBack:
        title = str(talk.value(CHOICE).get("words", ""))
        said = self.script.phrases["chosen_undone"].format(title=title) if title else self.script.phrases["nothing_to_ask"]
        return AskedBack(said, talk=talk.with_given(CHOICE, None))

    def _none(self, talk: Talk) -> AskedBack:
        """What does not fit; the second time whether a coach may look on, and no more than that once."""
        question, buttons = self.coaching.question(talk) if talk.notes.nones == _AGAIN else ("", ())
        if not question:
            return AskedBack(message=Message(self.script.phrases["none_fits"], self._reasons()), talk=talk)
        return AskedBack(message=Message(f"{self.script.phrases['none_again']} {question}", (*buttons, *self._reasons())), talk=talk)

    def _reasons(self) -> tuple[Button, ...]:
        return tuple(Button(self.script.phrases[phrase], f"{BUTTON}{CHOICE}:{reason}") for reason, phrase in _REASONS)

    def _because(self, talk: Talk, words: str, reason: str, suggestions: Sequence[Suggestion]) -> AskedBack:
        """The reason why none will do, as an answer: the work is refused, or a condition is added; another reason is to be told."""
        if reason == _WORK:
            return AskedBack(question="wishes", reaction=self.refusals.cards(talk, words, suggestions))
        if reason not in _CONDITIONS:
            return AskedBack(self.script.phrases["none_tell"])
        kind, phrase = _CONDITIONS[reason]
        told = list(talk.value("criteria").get("criteria", ()))
        own = self.script.phrases[phrase]
        value = {"criteria": with_condition(told, criterion_json(own, kind, hard=True))}
        said = self.script.phrases["added"].format(list=f"*{own}*")
        return AskedBack(question="criteria", reaction=Reaction(given=Given(value, words), said=said, done=True))

    def _typed(self, talk: Talk, heard: Heard) -> str:
        """The reason whose button was offered just now and whose words were typed."""
        start = f"{BUTTON}{CHOICE}:"
        offered = [button for button in talk.notes.offered if button.payload.startswith(start)]
        return next((button.payload.removeprefix(start) for button in offered if same_words(button.title, heard.words)), "") if not heard.payload else ""

    @staticmethod
    def _at(advice: Advice, place: int | None) -> Suggestion | None:
        shown = advice.suggestions
        return shown[place] if place is not None and -len(shown) <= place < len(shown) else None

    def _named(self, advice: Advice, names: Sequence[str]) -> Suggestion | None:
        """The card with this name; none when the name is of other work, or says more."""
        for name in names:
            guess = named_function(self.ears, advice, name) if words_of(name) else None
            found = next((each for each in advice.suggestions if guess is not None and each.function_id == guess.function_id), None)
            if found is not None:
                return found
        return None


def which(script: Script, suggestions: Sequence[Suggestion], gone: str = "") -> Message:
    """Which of these somebody wants to go on with, with a button for each; `gone` is the earlier choice that is not among them any more."""
    text = script.phrases["plan_gone"].format(title=gone) if gone else script.phrases["plan_which"]
    return Message(text, tuple(Button(each.title, f"{BUTTON}{CHOICE}:{_TAKE}{each.function_id}") for each in suggestions))


def first_step(script: Script, suggestion: Suggestion) -> list[str]:
    """What can be done this week, as a sentence; none without steps."""
    first = plan_of(suggestion).first
    return [script.phrases["chosen_step"].format(step=first)] if first else []
