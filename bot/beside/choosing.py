"""After the advice: one of the cards is chosen, refused, or none will do; a choice is kept in the passport and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.asking.base import criterion_json
from bot.asking.conditions import with_condition
from bot.beside.refusals import Refusals
from bot.beside.why_not import named_function
from bot.ears import Ears
from bot.talk import BUTTON, Given, Heard, Reaction, Talk
from bot.texts.script import Script
from bot.words.card_words import About, about_cards
from bot.words.wording import same_words, words_of
from rules.answer import Advice, Suggestion
from rules.person import CriterionKind
from skills_passport.answers import CHOICE
from skills_passport.model import Button

_UNDO = "toch-niet"
_WORK, _PAY, _LEARNING, _OTHER = "werk", "loon", "leren", "anders"
_REASONS = ((_WORK, "none_work"), (_PAY, "none_pay"), (_LEARNING, "none_learning"), (_OTHER, "none_other"))
_CONDITIONS = {_PAY: (CriterionKind.KEEP_PAY, "none_pay_words"), _LEARNING: (CriterionKind.NO_LONG_SCHOOLING, "none_learning_words")}
"""Reasons that are a condition for new work, and the words that they are kept in."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LEARN_BY_DOING = 70


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is said, with which buttons. `choice` is the new choice (None with `undone`); `reaction` is the new answer to `question` instead."""

    said: str = ""
    buttons: tuple[Button, ...] = ()
    choice: Given | None = None
    undone: bool = False
    question: str = ""
    reaction: Reaction | None = None

    def within(self, talk: Talk) -> Talk:
        """The talk with this choice."""
        return talk.with_given(CHOICE, self.choice) if self.choice is not None or self.undone else talk


@dataclass(frozen=True, slots=True)
class Choosing:
    script: Script
    ears: Ears
    refusals: Refusals

    def hear(self, talk: Talk, heard: Heard, last_advice: Callable[[], Advice | None]) -> Chosen | None:
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
        return self._because(talk, heard.words, pressed, advice.suggestions) if pressed else self._about(talk, heard.words, about, advice)

    def _about(self, talk: Talk, words: str, about: About, advice: Advice) -> Chosen | None:
        if about.none:
            return Chosen(self.script.phrases["none_fits"], self._reasons())
        found = self._at(advice, about.taken) or self._named(advice, about.names)
        if found is not None:
            return self._take(found, words)
        unwanted = self._at(advice, about.refused)
        return Chosen(question="wishes", reaction=self.refusals.cards(talk, words, [unwanted])) if unwanted else None

    def _take(self, suggestion: Suggestion, words: str) -> Chosen:
        doing = next((step.text for step in suggestion.steps if step.share == _LEARN_BY_DOING), "")
        first = self.script.phrases["chosen_step"].format(step=_SENTENCE.split(doing)[0]) if doing else ""
        said = " ".join(part for part in (self.script.phrases["chosen"].format(title=suggestion.title), first) if part)
        choice = Given({"function_id": suggestion.function_id, "words": suggestion.title}, words)
        return Chosen(said, (Button(self.script.phrases["chosen_undo"], f"{BUTTON}{CHOICE}:{_UNDO}"),), choice)

    def _undo(self, talk: Talk) -> Chosen:
        title = str(talk.value(CHOICE).get("words", ""))
        return Chosen(self.script.phrases["chosen_undone"].format(title=title) if title else self.script.phrases["nothing_to_ask"], undone=True)

    def _reasons(self) -> tuple[Button, ...]:
        return tuple(Button(self.script.phrases[phrase], f"{BUTTON}{CHOICE}:{reason}") for reason, phrase in _REASONS)

    def _because(self, talk: Talk, words: str, reason: str, suggestions: Sequence[Suggestion]) -> Chosen:
        """The reason why none will do, as an answer: the work is refused, or a condition is added; another reason is to be told."""
        if reason == _WORK:
            return Chosen(question="wishes", reaction=self.refusals.cards(talk, words, suggestions))
        if reason not in _CONDITIONS:
            return Chosen(self.script.phrases["none_tell"])
        kind, phrase = _CONDITIONS[reason]
        told = list(talk.value("criteria").get("criteria", ()))
        own = self.script.phrases[phrase]
        value = {"criteria": with_condition(told, criterion_json(own, kind, hard=True))}
        said = self.script.phrases["added"].format(list=f"*{own}*")
        return Chosen(question="criteria", reaction=Reaction(given=Given(value, words), said=said, done=True))

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
