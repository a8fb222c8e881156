"""Questions with a few buttons, that can be answered in words too; the one about consent is the strictest."""

from __future__ import annotations

from dataclasses import replace

from bot.asking.base import Asking
from bot.asking.volunteered import volunteered
from bot.beside.early import worth_keeping
from bot.replies import Message
from bot.talk import Given, Heard, Reaction, Talk
from bot.texts.script import Option
from bot.words.wording import fits, same_words, words_of
from bot.words.yes_and_no import (
    says_no,
    says_no_idea,
    says_only_no_first,
    says_yes,
    says_yes_with_a_limit,
    told_after_yes,
)

FEW = 5
"""Up to so many words Rasa's 'deny' is a no in other words than we know; a longer one tells something else as well."""


class ChoiceAsking(Asking):
    """Direction."""

    __slots__ = ()

    def told_before(self, talk: Talk) -> bool:
        return any(option.value == talk.value(self.question.id) for option in self.question.options)

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        option = self.option(heard)
        if option is not None:
            said = self.question.confirm.format(choice=f"*{option.title}*")
            return Reaction(given=Given(option.value, heard.words), said=said, done=True, also=self._conditions(talk, heard))
        if heard.intent in {"dont_know", "done"}:
            return self.skip(talk, heard)
        return Reaction(said=self.say("not_understood"), understood=False)

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        return self.option(heard) is not None

    def _conditions(self, talk: Talk, heard: Heard) -> tuple[tuple[str, Given], ...]:
        """What new work must be like, told with the choice: 'iets anders, maar wel overdag'."""
        told = () if heard.payload else volunteered(talk, heard.words, self.ears, self.script, beside=self.question.id)
        return tuple(each for each in told if each[0] == "criteria")


class ContactAsking(ChoiceAsking):
    """Whether somebody may be contacted: only a plain yes is one, and only a plain no is one, whatever Rasa takes for it."""

    __slots__ = ()

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        if not heard.payload and says_yes_with_a_limit(heard.words):
            return Reaction(said=self.say("not_understood"), understood=False)
        reaction = super().hear(talk, heard)
        return replace(reaction, also=self._beside(talk, heard)) if reaction.done and not heard.payload else reaction

    def option(self, heard: Heard) -> Option | None:
        if heard.chosen(self.question.id) is not None:
            return super().option(heard)
        yes, no = sorted(self.question.options, key=lambda option: not option.value["may_contact"])
        if same_words(no.title, heard.words):
            return no
        if says_yes(heard.words):
            return yes
        return no if self._refuses(heard) else None

    def _refuses(self, heard: Heard) -> bool:
        """A plain no, or one that Rasa hears; 'nee, zwaar werk kan ik niet meer' sets a condition and refuses no contact."""
        if says_yes_with_a_limit(heard.words) or says_no_idea(heard.words):
            return False
        if says_no(heard.words) and not says_only_no_first(heard.words):
            return True
        few = heard.intent == "deny" and len(words_of(heard.words)) <= FEW
        about_contact = fits("niet|geen|nooit|nee benaderen|benader|benaderd|contact|gebeld|bellen|mailen", heard.words)
        return (few or about_contact) and not self._beside(Talk(), heard)

    def _beside(self, talk: Talk, heard: Heard) -> tuple[tuple[str, Given], ...]:
        return volunteered(talk, heard.words, self.ears, self.script, beside=self.question.id)


class ConsentAsking(Asking):
    """Without a yes nothing is kept and nothing is asked."""

    __slots__ = ()

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        agreed = self._agreed(heard)
        if agreed:
            return Reaction(given=Given({"agreed": True}, ""), said=self.question.confirm, done=True)
        if agreed is False:
            return Reaction(message=Message(self.say("refused"), self.option_buttons()))
        if heard.intent == "answer" and worth_keeping(heard.words, self.ears, self.script):
            return Reaction(message=Message(self.say("first_yes"), self.option_buttons()), stage="early")
        return Reaction(understood=False)

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        return Reaction(said=self.question.skip)

    def _agreed(self, heard: Heard) -> bool | None:
        chosen = heard.chosen(self.question.id)
        if chosen is not None:
            option = self.option(heard)
            return bool(option and option.value.get("agreed"))
        if heard.intent == "answer" and told_after_yes(heard.words):
            return True
        return {"affirm": True, "deny": False}.get(heard.intent)
