"""The question about the computer: how far somebody gets with it, and what they say they can do with it is told as skills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.asking.base import mention_json
from bot.asking.choice import ChoiceAsking
from bot.asking.volunteered import CLEAR, told_value
from bot.ears import Ears
from bot.talk import Given, Heard, Reaction, Talk
from bot.words.wording import CLAUSES, denies, same_words
from rules.person import Meaning, Mention, MentionKind
from skills_passport.model import AnswerStatus

TASKS = "tasks"
"""The question whose answer what people can do belongs to."""
NAMED = 0.9
"""How sure it is that who names a skill here, and denies nothing, has it."""
_FROM = 2
"""From this level on (0–4) who names a program says that they can work with it; below it, that it is hard."""
_NOT_ONESELF = re.compile(
    r"\b(?:wil|wou|zou|leren|leer|cursus|moeite|moeilijk|lastig|ingewikkeld|hulp|nauwelijks|weinig|behalve|zonder)\b"
    r"|\b(?:mijn|m'n|mn|een|onze|de) (?:collega|man|vrouw|partner|zoon|dochter|kind|kleinkind|kleinzoon|buurman|buurvrouw|baas|ander)\w*\b(?! (?:help|leer|leg))",
    re.IGNORECASE,
)


class DigitalAsking(ChoiceAsking):
    """Digital level; the programs that are named with it are skills."""

    __slots__ = ()

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        reaction = super().hear(talk, heard)
        option = self.option(heard)
        if heard.payload or (option is not None and (option.value["create"] < _FROM or same_words(option.title, heard.words))):
            return reaction
        also = skills_told(talk, heard.words, self.ears)
        if also and not reaction.understood:  # kept, and the question is asked again
            return Reaction(also=also, stage=talk.notes.stage, memory=talk.notes.memory)
        return replace(reaction, also=(*reaction.also, *also))

    def _conditions(self, talk: Talk, heard: Heard) -> tuple[tuple[str, Given], ...]:
        return ()  # 'niet zo handig met de computer' asks for no work without one


def skills_told(talk: Talk, words: str, ears: Ears) -> tuple[tuple[str, Given], ...]:
    """The skills told within these words that were not told before, added to the tasks; an answer that was settled stays so."""
    known = talk.value(TASKS)
    had = {each["concept_id"] for each in known.get("mentions", ()) if each["kind"] == MentionKind.SKILL.value and each["meaning"] == Meaning.NOW.value}
    value = told_value(known, words, [mention_json(mention) for mention in _mentions(words, ears) if mention.concept_id not in had])
    if len(value["mentions"]) == len(known.get("mentions", ())):
        return ()
    status = AnswerStatus.ANSWERED if talk.settled(TASKS) else AnswerStatus.OPEN
    return ((TASKS, Given(value, words, status)),)


def _mentions(words: str, ears: Ears) -> Iterator[Mention]:
    """What is named as such, and what else is surely said to be done, clause by clause."""
    for clause in CLAUSES.split(words):
        if denies(clause) or _NOT_ONESELF.search(clause):
            continue
        named = ears.skills_within(clause)
        yield from (Mention(MentionKind.SKILL, quote, skill_id, label, Meaning.NOW, NAMED) for quote, skill_id, label in named)
        said = (mention for mention in ears.mentions(clause, Meaning.NOW) if mention.kind is MentionKind.SKILL and mention.confidence >= CLEAR)
        seen = {skill_id for _, skill_id, _ in named}
        yield from (mention for mention in said if mention.meaning is Meaning.NOW and mention.concept_id not in seen)
