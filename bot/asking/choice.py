"""Questions with a few buttons, that can be answered in words too; the one about consent is the strictest."""

from __future__ import annotations

from bot.asking.base import Asking
from bot.early import worth_keeping
from bot.replies import Message
from bot.talk import Given, Heard, Reaction, Talk


class ChoiceAsking(Asking):
    """Contact, digital level, direction."""

    __slots__ = ()

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        option = self.option(heard)
        if option is not None:
            said = self.question.confirm.format(choice=f"*{option.title}*")
            return Reaction(given=Given(option.value, heard.words), said=said, done=True)
        if heard.intent in {"dont_know", "done"}:
            return self.skip(talk, heard)
        return Reaction(said=self.say("not_understood"), understood=False)

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        return self.option(heard) is not None


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
        return {"affirm": True, "deny": False}.get(heard.intent)
