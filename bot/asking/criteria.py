"""'Wanneer is het goed?' (M14): criteria one by one, in the person's own words, each hard or soft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.asking.base import Asking, criterion_json
from bot.asking.conditions import MOST_CRITERIA, PARTS, in_words_of_both, is_same, parts_of, with_condition
from bot.asking.hardness import (
    cannot_be,
    content_of,
    how_hard,
    is_hard_by_itself,
    is_reason,
    only_how_hard,
    says_none,
    tells_nothing,
)
from bot.asking.volunteered import direction_in, volunteered, with_refused
from bot.replies import Message, listed, starred
from bot.talk import Given, Heard, Reaction, Talk
from bot.texts.script import CriterionPattern
from bot.words.removal_words import means_last
from bot.words.sector_words import refused_sectors, without_refusals
from bot.words.wording import fits, words_of
from rules.explanation import shorten
from rules.person import CriterionKind
from skills_passport.model import AnswerStatus

_ON = "verder"
_EXAMPLE = "voorbeeld:"
_A_SENTENCE = 4
_STEM = 5  # letters by which a criterion is named: 'weekend' for 'geen weekenden'
_HALF_HEARD = 0.6
_FEW_WORDS = 5
"""What is less surely a yes, or about something else than work, may well be what somebody needs: 'zekerheid', 'zware verhalen'."""
_REFUSES = "geen|niet|nooit|zonder|weinig|minder"
_NO_CONDITION = frozenset({"tasks", "outside", "direction"})
"""Questions that are answered by what is told here and asks for nothing."""
_SAYS_NONE = frozenset({"done", "deny", "dont_know"})


class CriteriaAsking(Asking):
    """Stages: '' asking (for more), 'hardness' asking of one criterion whether it must or is a wish."""

    __slots__ = ()

    def ask(self, talk: Talk, *, first: bool) -> Message:
        if talk.notes.stage == "hardness":
            return Message(self.say("hardness", words=shorten(talk.notes.memory["pending"][0])), self.option_buttons())
        told = self._told(talk)
        open_ones = [told[place]["words"] for place in self._to_weigh(talk)]
        on = self.button(self.say("no_more"), _ON)
        if open_ones and first:
            return Message(self.say("already", list=listed(starred(open_ones))), (*self.option_buttons(), on))
        if any(not self.script.is_fact(criterion["words"]) for criterion in told):
            return self._more()
        if talk.notes.misses:
            examples = (self.button(words, f"{_EXAMPLE}{place}") for place, words in enumerate(self._examples()))
            return Message(self.say("choose"), (*examples, on))
        return Message(self.question.ask if first else self.question.again)

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        heard = self._as_example(heard)
        if heard.chosen(self.question.id) == _ON:
            return self.skip(talk, heard)
        freed = self.let_go(talk, heard.words)
        if freed is not None:
            return freed
        return self._hear_hardness(talk, heard) if talk.notes.stage == "hardness" else self._hear_open(talk, heard)

    def _hear_open(self, talk: Talk, heard: Heard) -> Reaction:
        sectors = self.script.question("wishes").options
        refused = refused_sectors(heard.words, sectors) if self.script.let_go(heard.words) is None else []
        if refused:
            return self._hear_refused(talk, heard, refused)
        hard, more = self._and_more(heard)
        about = self._asked_about(talk)
        if more and hard is not None and about:
            told = [{**each, "hard": hard} if place in about else each for place, each in enumerate(self._told(talk))]
            return self._hear_criteria(told, more, heard, self._noted([told[place] for place in about]))
        weighed = self.weighed(talk, heard)
        if weighed is not None:
            return weighed
        only_weighs = only_how_hard(self.question.options, heard.words) is not None
        nothing = (only_weighs or tells_nothing(heard.words)) and not self._asks_for(heard.words)
        if (heard.intent in _SAYS_NONE and not self._may_be_one(heard)) or (nothing and not only_weighs and says_none(heard.words)):
            return self.skip(talk, heard)
        if nothing or means_last(heard.words) or (heard.intent == "affirm" and heard.confidence >= _HALF_HEARD):
            return Reaction(said=self.say("not_understood"), understood=False)
        onwards = self._more() if self._told(talk) else None
        beside, again = self._told_beside(talk, heard.words), self._says_direction_again(talk, heard.words)
        return Reaction(said=self.script.phrases["kept"] if again else "", also=beside, message=onwards) if beside or again else self._hear_criteria(self._told(talk), parts_of(heard.words, self.script), heard)

    def _hear_refused(self, talk: Talk, heard: Heard, refused: Sequence[str]) -> Reaction:
        """Sectors where somebody does not want to work stand with the wishes, and leave them out for sure; the rest is heard as ever."""
        sectors = self.script.question("wishes").options
        also = tuple(with_refused(talk, refused, heard.words, (), sectors))
        rest = without_refusals(heard.words, sectors)
        if words_of(rest) and rest != heard.words and not tells_nothing(rest):
            reaction = self._hear_open(talk, Heard(rest))
            return replace(reaction, also=(*reaction.also, *also))
        said = "" if also else self.say("noted")
        return Reaction(said=said, also=also, message=self._more())

    def skip(self, talk: Talk, heard: Heard) -> Reaction:
        told = self._with_pending(talk)
        if not told:
            return super().skip(talk, heard)
        said = self._as_wish(talk, told) or self.question.confirm
        return Reaction(given=Given({"criteria": told[:MOST_CRITERIA]}, heard.words), said=said, done=True)

    def _with_pending(self, talk: Talk) -> list[dict[str, Any]]:
        """What was told, with what is being weighed: that is not called hard, so it is a wish; it may rank, never filter."""
        told = self._told(talk)
        for words in talk.notes.memory["pending"] if talk.notes.stage == "hardness" else ():
            told = with_condition(told, self._criterion(words, False))
        return told

    def _as_wish(self, talk: Talk, told: Sequence[Mapping[str, Any]]) -> str:
        """What counts as a wish now that it was asked whether it is a must, and not said; empty when nothing does."""
        if talk.notes.stage == "hardness":
            asked = {self._criterion(words, False)["kind"]: words for words in talk.notes.memory["pending"]}
            left = [each["words"] for each in told if not each["hard"] and each["kind"] in asked]
        else:
            left = [told[place]["words"] for place in self._to_weigh(talk) if not told[place]["hard"]] if self._was_asked(talk) else []
        return self.say("as_wish", list=listed(starred(left))) if left else ""

    def step_back(self, talk: Talk) -> Talk | None:
        """What was being weighed stays, as a wish: who goes back did not take back what they told."""
        if talk.notes.stage != "hardness":
            return super().step_back(talk)
        known = talk.given.get(self.question.id)
        words = known.words if known else talk.notes.memory["pending"][0]
        given = Given({"criteria": self._with_pending(talk)[:MOST_CRITERIA]}, words, AnswerStatus.OPEN)
        return talk.with_given(self.question.id, given).noting(advised=False).at(self.question.id)

    def stepped_back(self, talk: Talk) -> str:
        return self._as_wish(talk, self._with_pending(talk)) or super().stepped_back(talk)

    def holds_back(self, talk: Talk) -> bool:
        return talk.notes.stage == "hardness"

    def is_open(self, talk: Talk) -> bool:
        return talk.notes.stage != "hardness"

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        if self.script.let_go(heard.words) is not None:
            return True
        if talk.notes.stage == "hardness":
            return how_hard(self.question.options, heard.words) is not None
        if heard.intent == "out_of_scope" and heard.confidence < _HALF_HEARD and not tells_nothing(heard.words):
            return True
        return self._asks_for(heard.words) or (bool(self._told(talk)) and only_how_hard(self.question.options, heard.words) is not None)

    def is_told(self, heard: Heard) -> bool:
        """Whether few words name a condition and ask nothing: 'niet in het weekend' is one, however much it sounds like small talk."""
        few = len(words_of(heard.words)) <= _FEW_WORDS and not heard.words.rstrip().endswith("?")
        return heard.intent == "out_of_scope" and few and self._asks_for(heard.words)

    def let_go(self, talk: Talk, words: str) -> Reaction | None:
        """'Minder verdienen mag wel': no condition, and none any more; None when the words say more or something else."""
        clauses = [clause for clause in PARTS.split(words) if words_of(clause)]
        if self.script.let_go(words) is None or not all(self.script.let_go(clause) or tells_nothing(clause) for clause in clauses):
            return None
        gone = self.freed(talk, words)
        if not gone:
            return Reaction(said=self.say("let_go"), done=talk.settled(self.question.id), message=self._more())
        given = Given({"criteria": [each for each in self._told(talk) if each["words"] not in gone]}, words, talk.given[self.question.id].status)
        said = self.script.phrases["removed"].format(list=listed(starred(gone)))
        return Reaction(given=given, said=said, done=given.settled, taken=tuple(gone), message=self._more())

    def freed(self, talk: Talk, words: str) -> list[str]:
        """What was told to be a condition and is none any more with these words."""
        patterns = [pattern for clause in PARTS.split(words) if (pattern := self.script.let_go(clause)) is not None]
        return [str(each["words"]) for each in self._told(talk) if any(self._is_about(pattern, each) for pattern in patterns)]

    def _is_about(self, pattern: CriterionPattern, criterion: Mapping[str, Any]) -> bool:
        """Whether a told criterion is what the pattern is about: 'weekend mag wel' leaves 'geen avonden' alone."""
        own = self.script.criterion(criterion["words"])
        return own is pattern or (own is None and pattern.kind is not CriterionKind.OTHER and pattern.kind.value == criterion["kind"])

    def weighed(self, talk: Talk, heard: Heard) -> Reaction | None:
        """'Moet echt' or 'is een wens' about what was told already; None for anything else.

        It is about all of it when that was asked just now, else about what was told last.
        """
        told = self._told(talk)
        named = self._weighed_by_name(talk, heard.words)
        if named:
            known = [{**each, "hard": named.get(place, each["hard"])} for place, each in enumerate(told)]
            given = Given({"criteria": known}, heard.words, AnswerStatus.OPEN)
            return Reaction(given=given, said=self._noted([known[place] for place in named]))
        chosen = heard.chosen(self.question.id)
        option = self.option(heard) if chosen is not None else None
        hard = bool(option.value["hard"]) if option else only_how_hard(self.question.options, heard.words)
        if hard is None and self._was_asked(talk) and heard.intent == "affirm":
            hard = True
        if not told or hard is None or (chosen is not None and option is None):
            return None
        about = self._asked_about(talk)
        known = [{**criterion, "hard": hard} if place in about else criterion for place, criterion in enumerate(told)]
        given = Given({"criteria": known}, heard.words, AnswerStatus.OPEN)
        return Reaction(given=given, said=self._noted([known[place] for place in about]))

    def weighed_afterwards(self, talk: Talk, words: str) -> Reaction | None:
        """The same for what is named, once no question is open: 'dat van het weekend moet echt'."""
        named = self._weighed_by_name(talk, words)
        if not named:
            return None
        told = self._told(talk)
        changed = [{**each, "hard": named.get(place, each["hard"])} for place, each in enumerate(told)]
        said = " ".join(
            self.script.phrases["what_if_weighed"].format(list=listed(starred(told[place]["words"] for place in named if named[place] is hard)), weight=weight)
            for hard, weight in ((True, "eis"), (False, "wens")) if hard in named.values()
        )
        return Reaction(given=Given({"criteria": changed}, words, AnswerStatus.ANSWERED), said=said, done=True)

    def _was_asked(self, talk: Talk) -> bool:
        """Whether it was asked just now of what was told whether it is a must."""
        return any(button.payload == self.option_buttons()[0].payload for button in talk.notes.offered)

    def _asked_about(self, talk: Talk) -> list[int]:
        """The places of what a bare 'moet echt' is about: what was asked about just now, else what was told last."""
        if self._was_asked(talk):
            return self._to_weigh(talk)
        return [place for place, each in enumerate(self._told(talk)) if not self.script.is_fact(each["words"])][-1:]

    def _and_more(self, heard: Heard) -> tuple[bool | None, list[str]]:
        """How hard it is, and the new criteria told in the same breath: 'ja dat moet, en salaris en niet meer dan 15 km'."""
        clauses = [clause for clause in PARTS.split(heard.words) if words_of(clause)] if not heard.payload else []
        weighs = (tells_nothing(each) or only_how_hard(self.question.options, each) is not None for each in clauses)
        first = next((place for place, clause in enumerate(clauses) if not next(weighs) or self._asks_for(clause)), len(clauses))
        lead = ", ".join(clauses[:first])
        small = {"ja": True, "nee": False}.get((words_of(lead) or [""])[0])
        said = how_hard(self.question.options, lead)
        rest = [clause for clause in clauses[first:] if len(words_of(clause)) > 1 or not tells_nothing(clause)]
        more = [part for part in parts_of(", ".join(rest), self.script) if self._asks_for(part) or only_how_hard(self.question.options, part) is not None]
        return (small if said is None else said), more if any(self._asks_for(part) for part in more) else []

    def _weighed_by_name(self, talk: Talk, words: str) -> dict[int, bool]:
        """The places of told criteria that are named and whether each is a must: 'weekend moet echt, uren is een wens'.

        One by itself is named with nothing beside it ('dat van het weekend moet echt'): else it may be a new one.
        """
        clauses = [clause for clause in PARTS.split(words) if words_of(clause)]
        found: dict[int, bool] = {}
        for clause in clauses:
            hard, names = how_hard(self.question.options, clause), content_of(self.question.options, clause)
            places = [place for place, each in enumerate(self._told(talk)) if any(fits(name[:_STEM], each["words"]) for name in names)]
            known = [name for name in names if any(fits(name[:_STEM], self._told(talk)[place]["words"]) for place in places)]
            if hard is None or not places or (len(clauses) < 2 and (len(known) < len(names) or cannot_be(clause))):
                return {}
            found |= dict.fromkeys(places, hard)
        return found

    def _to_weigh(self, talk: Talk) -> list[int]:
        """The places of what may be a must or a wish; what was called a must before this was asked is not asked again."""
        known = enumerate(self._told(talk))
        settled = talk.settled(self.question.id)
        return [place for place, each in known if not self.script.is_fact(each["words"]) and (settled or not each["hard"])]

    def _hear_criteria(self, told: list[dict[str, Any]], parts: Iterable[str], heard: Heard, noted: str = "") -> Reaction:
        """New criteria: facts need no weighing, and neither does what is called a must or a wish in the same breath."""
        pending, facts = list[str](), list[str]()
        for part in parts:
            hard = only_how_hard(self.question.options, part) if not self._asks_for(part) else None
            if hard is not None:
                told = with_condition(told, self._criterion(pending.pop(), hard)) if pending else told
            elif self.script.is_fact(part):
                facts.append(part)
            elif self.script.let_go(part) is None and not (tells_nothing(part) and not self._asks_for(part)):
                told, pending = self._weighed_or_asked(told, pending, part)
        told += [self._criterion(fact, False) for fact in facts]
        given = Given({"criteria": told[:MOST_CRITERIA]}, heard.words, AnswerStatus.OPEN) if told else None
        said = self.say("limit", list=listed(starred(facts))) if facts else noted
        if pending:
            said = said if said != self.say("noted") else ""
            return Reaction(given=given, said=said, stage="hardness", memory={"pending": pending})
        return Reaction(given=given, said=said or self._noted(told[-1:]))

    def _weighed_or_asked(self, told: list[dict[str, Any]], pending: list[str], words: str) -> tuple[list[dict[str, Any]], list[str]]:
        """What is a must by itself, or the same as one, is not asked about; neither is the same asked twice."""
        new = self._criterion(words, is_hard_by_itself(self.question.options, words))
        if new["hard"] or any(each["hard"] and is_same(each, new) for each in told):
            told = with_condition(told, new)
            same = [each for each in pending if is_same(self._criterion(each, False), new)]
            for each in same:
                told = with_condition(told, self._criterion(each, False))
            return told, [each for each in pending if each not in same]
        place = next((place for place, each in enumerate(pending) if is_same(self._criterion(each, False), new)), None)
        if place is None:
            return told, [*pending, words]
        return told, [in_words_of_both(each, words) if at == place else each for at, each in enumerate(pending)]

    def _hear_hardness(self, talk: Talk, heard: Heard) -> Reaction:
        pending: list[str] = list(talk.notes.memory["pending"])
        lead, more = self._and_more(heard)
        if more and lead is not None:
            told = with_condition(self._told(talk), self._criterion(pending[0], lead))
            own = self.script.criterion(pending[0])
            others = [part for part in more if own is None or self.script.criterion(part) is not own]
            return self._hear_criteria(told, [*pending[1:], *others], heard, self._noted(told[-1:]))
        if more and lead is None and not is_same(self._criterion(more[0], False), self._criterion(pending[0], False)):
            told = with_condition(self._told(talk), self._criterion(pending[0], False))
            return self._hear_criteria(told, [*pending[1:], *more], heard, self.say("as_wish", list=listed(starred(pending[:1]))))
        hard = self._is_hard(heard)
        goes_on = not is_reason(heard.words) and (len(heard.words.split()) >= _A_SENTENCE or bool(more))
        unsaid = hard is None and (heard.intent in {"dont_know", "done"} or goes_on)
        beside = self._told_beside(talk, heard.words) if unsaid else ()
        if unsaid:
            hard = False
            if heard.intent not in {"dont_know", "done"} and not tells_nothing(heard.words) and not beside:
                pending[1:1] = parts_of(heard.words, self.script)
        if hard is None:
            return Reaction(said=self.say("not_understood"), understood=False, stage="hardness", memory=talk.notes.memory)
        asked = self._criterion(pending.pop(0), hard)
        told = with_condition(self._told(talk), asked)
        given = Given({"criteria": told[:MOST_CRITERIA]}, heard.words, AnswerStatus.OPEN)
        said = self._noted(told[-1:])
        if unsaid and not told[-1]["hard"]:
            said = self.say("as_wish", list=listed(starred([asked["words"]])))
        if pending and len(told) < MOST_CRITERIA:
            return Reaction(given=given, said=said if said != self.say("noted") else "", stage="hardness", memory={"pending": pending}, also=beside)
        if len(told) >= MOST_CRITERIA:
            return Reaction(given=Given(given.value, heard.words), said=self.question.confirm, done=True, also=beside)
        return Reaction(given=given, said=said, also=beside)

    def _told_beside(self, talk: Talk, words: str) -> tuple[tuple[str, Given], ...]:
        """Answers about work, life beside it or the direction, in words that ask for nothing: 'ik doe de ledenadministratie van de club' is no condition."""
        if self._asks_for(words):
            return ()
        return tuple(each for each in volunteered(talk, words, self.ears, self.script, beside=self.question.id) if each[0] in _NO_CONDITION)

    def _says_direction_again(self, talk: Talk, words: str) -> bool:
        """Whether it is the direction that they chose, in other words: 'gewoon hier blijven' of who wants to grow along."""
        meant = direction_in(words, self.script) if talk.closed("direction") and not self._asks_for(words) else None
        return meant is not None and meant.value == talk.value("direction")

    def _is_hard(self, heard: Heard) -> bool | None:
        if heard.chosen(self.question.id) is not None:
            option = self.option(heard)
            return None if option is None else bool(option.value["hard"])
        said = how_hard(self.question.options, heard.words)
        if said is None and heard.intent in {"affirm", "deny"}:
            return heard.intent == "affirm"
        return said

    def _more(self) -> Message:
        return Message(self.say("more"), (self.button(self.say("no_more"), _ON),))

    def _noted(self, criteria: Iterable[Mapping[str, Any]]) -> str:
        """That it is kept; of what nothing can be looked up about, that the coach must help."""
        unchecked = [str(each["words"]) for each in criteria if each["kind"] == CriterionKind.OTHER.value]
        return self.say("noted_unchecked", list=listed(starred(unchecked))) if unchecked else self.say("noted")

    def _asks_for(self, words: str) -> bool:
        """Whether the words name a criterion that we know."""
        return self.script.criterion(words) is not None

    def _may_be_one(self, heard: Heard) -> bool:
        """Whether a small word is a criterion all the same: 'geen gedoe' is no mere 'nee'."""
        refuses = heard.intent == "deny" and fits(_REFUSES, (words_of(heard.words) or [""])[0]) and not tells_nothing(heard.words)
        return refuses or self._asks_for(heard.words)

    def _examples(self) -> list[str]:
        return [words.strip() for words in self.say("examples").split(";")]

    def _as_example(self, heard: Heard) -> Heard:
        """A pressed example is as if it were typed."""
        chosen = heard.chosen(self.question.id) or ""
        return Heard(self._examples()[int(chosen.removeprefix(_EXAMPLE))]) if chosen.startswith(_EXAMPLE) else heard

    def _criterion(self, words: str, hard: bool) -> dict[str, Any]:
        return criterion_json(words, self.script.criterion_kind(words), hard)

    def _told(self, talk: Talk) -> list[dict[str, Any]]:
        return list(talk.value(self.question.id).get("criteria", ()))
