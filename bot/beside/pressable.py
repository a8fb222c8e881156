"""What can be pressed besides the buttons of the last message: what was heard, piece by piece, to take it away; and 'terug'.

These follow from the answers alone and are kept nowhere: they are there as long as the question is open, or as there is a way back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.asking.base import Asking
from bot.asking.told import ToldAsking, own_words
from bot.beside.asides import Asides
from bot.ears import Ears
from bot.order import person_of
from bot.talk import DO, Talk
from bot.texts.script import Script
from rules.explanation import shorten
from rules.person import MentionKind
from skills_passport.model import Button


@dataclass(frozen=True, slots=True)
class Chip:
    """A task in own words, or a skill that is heard in one (`is_skill`); `button` takes it away."""

    label: str
    is_skill: bool
    button: Button


@dataclass(frozen=True, slots=True)
class Pressable:
    script: Script
    ears: Ears
    askings: Mapping[str, Asking]
    asides: Asides

    def button(self, talk: Talk, payload: str) -> Button | None:
        """The button that has this payload and counts now; None for one of an older page (two tabs, the back button)."""
        back = self.way_back(talk)
        offered = (*talk.notes.offered, *((back,) if back else ()))
        found = next((button for button in offered if button.payload == payload), None)
        return found or next((chip.button for chip in self.chips(talk) if chip.button.payload == payload), None)

    def way_back(self, talk: Talk) -> Button | None:
        """The button that says 'terug', when that leads anywhere."""
        agreed = talk.value(self.script.questions[0].id).get("agreed") and talk.notes.to_coach is None  # there it can be left with its own button
        leads = agreed and self.asides.can_go_back(talk, self.askings.get(talk.question or ""))
        return Button(self.script.phrases["back_button"], f"{DO}go_back") if leads else None

    def chips(self, talk: Talk) -> tuple[Chip, ...]:
        """The chips beside the open question: what was told for it, and along with it for one that was not asked yet. Tasks first."""
        asking = self.askings.get(talk.question or "")
        if talk.notes.paused or talk.notes.to_coach is not None or not isinstance(asking, ToldAsking) or talk.notes.stage == "wrong":
            return ()  # 'wrong': the buttons ask which of them goes
        told = [each for each in self.askings.values() if isinstance(each, ToldAsking)]
        beside = [each for each in told if each.question.id == asking.question.id or each.question.id not in talk.notes.asked]
        found = [chip for each in beside for chip in self._of(talk, each)]
        return tuple(sorted(found, key=lambda chip: chip.is_skill))

    def _of(self, talk: Talk, asking: ToldAsking) -> list[Chip]:
        mentions = talk.value(asking.question.id).get("mentions", ())
        if not mentions:
            return []
        shown = self.ears.skills_shown(person_of(talk))
        skills = {
            str(each["concept_id"]): str(each["label"]) for each in mentions
            if each["kind"] == MentionKind.SKILL and (each["quote"].strip(), each["concept_id"]) in shown
        }
        tasks = [self._chip(asking, quote, quote, is_skill=False) for quote in own_words(mentions)]
        return tasks + [self._chip(asking, label, skill, is_skill=True) for skill, label in skills.items()]

    def _chip(self, asking: ToldAsking, label: str, what: str, *, is_skill: bool) -> Chip:
        label = shorten(label)
        return Chip(label, is_skill, asking.away(self.script.phrases["take_off"].format(what=label), what))
