"""The shape of an answer per question, and how answers together make a `rules.person.Person`.

An answer's value is a JSON object. These questions have an agreed shape (a dataclass here names its fields);
a question that is not in the list may hold any object and says nothing to the expert system.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from rules.person import Criterion, DigitalLevel, Direction, Mention, Person, TaskTrend
from skills_passport.errors import AnswerInvalid

JsonObject = Mapping[str, Any]
CHOICE = "choice"
"""No question of the interview: what somebody chose of the suggestions, kept as an answer so that it is exported, erased and has a history."""
COACH = "coach"
"""No question of the interview either: whether a transfer coach may look on; the consent itself stands in the passport's consents."""
CONFIRMED = "confirmed"
"""Nor this: skills that somebody else stands for. Only a coach's page writes it; taken over from a file it would prove nothing."""
DENIED = "denied"
"""Nor this: skills that go with the present function and that somebody says not to have. Own words that tell of one go before it."""
Level = Annotated[int, Field(ge=0, le=4)]
SkillLevel = Annotated[int, Field(ge=1, le=4)]


@dataclass(frozen=True, slots=True)
class Strict:
    """What comes in as JSON and has a field that was not agreed is refused: it would get lost in silence."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class FunctionValue(Strict):
    """The present function; `function_id` is None when it is not in the catalogue."""

    function_id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class RegionValue(Strict):
    """The labour-market region; `region_id` is None when it was not recognised."""

    region_id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class ToldValue(Strict):
    """Tasks at work, or life outside work (M13): the messages and what was recognised in them."""

    messages: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class TrendsValue(Strict):
    """Which of the own tasks grow and shrink (M2)."""

    trends: tuple[TaskTrend, ...]


@dataclass(frozen=True, slots=True)
class WishesValue(Strict):
    """Where someone would also like to work (M12): own words, sectors chosen, what was recognised, sectors refused (M14).

    A passport from before sectors could be refused has none.
    """

    words: tuple[str, ...]
    sectors: tuple[str, ...]
    mentions: tuple[Mention, ...]
    refused_sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactValue(Strict):
    """Whether we may contact this person (M12); the consent itself stands in the passport's consents."""

    may_contact: bool


@dataclass(frozen=True, slots=True)
class DigitalValue(Strict):
    """Self-assessment of both dimensions of table 3.10 (M9), 0–4."""

    insight: Level
    create: Level


@dataclass(frozen=True, slots=True)
class DirectionValue(Strict):
    """Grow along, a role beside it, or other work (M5)."""

    direction: Direction


@dataclass(frozen=True, slots=True)
class CriteriaValue(Strict):
    """'Wanneer is het goed?' (M14)."""

    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class ChoiceValue(Strict):
    """The suggested function that somebody wants to go on with; `words` is its title as it was shown."""

    function_id: str
    words: str


@dataclass(frozen=True, slots=True)
class CoachValue(Strict):
    """Whether a transfer coach may look on with this person."""

    may_look: bool


@dataclass(frozen=True, slots=True)
class DeniedValue(Strict):
    """Ids of all skills that somebody says not to have; a next answer holds them all again."""

    skills: tuple[str, ...]


class Proof(StrEnum):
    """Who stands for a skill besides the employee."""

    COACH = "coach"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class ConfirmedSkill(Strict):
    """A skill of the catalogue that a coach confirmed or a certificate says.

    `by`: the coach who saw it, or the certificate, as shown; `words`: what was seen, or the certificate's name; `level` 1–4 when it was told.
    `coach`: the pseudonymous id of the coach, as two may have the same name; empty when it came from elsewhere.
    """

    skill_id: str
    proof: Proof
    by: str
    on: date
    words: str = ""
    level: SkillLevel | None = None
    coach: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmedValue(Strict):
    """All that others stand for; a next answer holds them all again."""

    skills: tuple[ConfirmedSkill, ...]


_SHAPES: dict[str, TypeAdapter[Any]] = {
    "function": TypeAdapter(FunctionValue),
    "region": TypeAdapter(RegionValue),
    "tasks": TypeAdapter(ToldValue),
    "trends": TypeAdapter(TrendsValue),
    "outside": TypeAdapter(ToldValue),
    "wishes": TypeAdapter(WishesValue),
    "contact": TypeAdapter(ContactValue),
    "digital": TypeAdapter(DigitalValue),
    "direction": TypeAdapter(DirectionValue),
    "criteria": TypeAdapter(CriteriaValue),
    CHOICE: TypeAdapter(ChoiceValue),
    COACH: TypeAdapter(CoachValue),
    CONFIRMED: TypeAdapter(ConfirmedValue),
    DENIED: TypeAdapter(DeniedValue),
}


def parsed(question: str, value: JsonObject) -> Any:
    """The value as its dataclass, or as it is for a question without agreed shape.

    Raises AnswerInvalid with the field that is wrong; the message never repeats the value.
    """
    try:
        text = json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise AnswerInvalid(question, "", "holds something that JSON cannot carry") from error
    shape = _SHAPES.get(question)
    if shape is None:
        return value
    try:
        return shape.validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise AnswerInvalid(question, ".".join(str(part) for part in first["loc"]), first["msg"]) from None


def person_from(values: Mapping[str, JsonObject]) -> Person:
    """What the expert system may know, from the values per question; a missing question means: not told."""
    told = {question: parsed(question, value) for question, value in values.items()}
    function: FunctionValue = told.get("function", FunctionValue(None, ""))
    region: RegionValue = told.get("region", RegionValue(None, ""))
    tasks: ToldValue = told.get("tasks", ToldValue((), ()))
    outside: ToldValue = told.get("outside", ToldValue((), ()))
    wishes: WishesValue = told.get("wishes", WishesValue((), (), ()))
    trends: TrendsValue = told.get("trends", TrendsValue(()))
    criteria: CriteriaValue = told.get("criteria", CriteriaValue(()))
    digital: DigitalValue | None = told.get("digital")
    direction: DirectionValue | None = told.get("direction")
    denied: DeniedValue = told.get(DENIED, DeniedValue(()))
    return Person(
        function_id=function.function_id,
        function_words=function.words,
        region_id=region.region_id,
        mentions=(*tasks.mentions, *outside.mentions, *wishes.mentions),
        task_trends=trends.trends,
        wish_words=wishes.words,
        wish_sectors=wishes.sectors,
        refused_sectors=wishes.refused_sectors,
        digital_level=DigitalLevel(digital.insight, digital.create) if digital else None,
        direction=direction.direction if direction else None,
        criteria=criteria.criteria,
        denied=denied.skills,
    )
