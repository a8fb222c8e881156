"""What a person told, in the shape the comparison with functions needs. A wish is no skill; a refusal filters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rules.catalogue import Catalogue, FunctionProfile, Importance, Task
from rules.explanation import in_sentence
from rules.knowledge import Knowledge
from rules.person import Meaning, Mention, MentionKind, Person, Trend
from rules.weighing.alike import Alike
from rules.weighing.likings import says_something
from rules.weighing.outlook import round_half_up

SAID_SKILL = 100
SHOWN_BY_TASK = 80
ALSO_BY_TASK = 35
FROM_FUNCTION = 50
UNSURE = 30
LEARNED = "als je dit leert"
"""How sure a skill is, in percent: said, shown by a task someone does (the skill that the task names first; the
others belong to the task, but one sentence does not prove them), essential in the present function, or only like
what was said ('schrijf parkeerbonnen' is a little like writing letters): that counts a bit, and is never shown.
LEARNED stands in the place of own words for a skill that somebody only asks about ('what if'): it counts as said."""


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """A skill someone shows: how sure (0–100) and the own words for it, or the work it belongs to (`from_function`)."""

    strength: int
    quote: str
    from_function: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Own sentences by how they are meant, and the skills they show.

    `assumed` is true when no own task was told and the tasks of the present function stand in for them.
    """

    evidence: tuple[str, ...]
    now: frozenset[str]
    outside: frozenset[str]
    before: frozenset[str]
    wishes: tuple[str, ...]
    refused: tuple[str, ...]
    refused_ids: Mapping[str, str]
    grows: frozenset[str]
    shrinks: frozenset[str]
    skills: Mapping[str, ShownSkill]
    heard: frozenset[tuple[str, str]]
    """Own words and the skill heard in them, where they really show it: whatever they were meant as."""
    perhaps: frozenset[str]
    """Skills of which own words tell likely enough not to call them missing, whether or not surely enough to call them shown."""
    assumed: bool
    alike: Alike = field(repr=False, compare=False)

    @property
    def enough(self) -> bool:
        """Whether there is anything to compare functions with."""
        return bool(self.evidence)

    def meaning_of(self, quote: str) -> Meaning:
        """How a quote was meant, which may be a part of what was said; the same words said twice count as now."""
        meant = ((Meaning.NOW, self.now), (Meaning.OUTSIDE_WORK, self.outside), (Meaning.BEFORE, self.before))
        whole = next((meaning for meaning, said in meant if quote in said), None)
        return whole or next((meaning for meaning, said in meant if is_part(quote, said)), Meaning.NOW)


def is_part(quote: str, said: Collection[str]) -> bool:
    """Whether a quote was said in one of these sentences, whole or as a part of it."""
    return any(quote in sentence for sentence in said)


def gather(person: Person, knowledge: Knowledge) -> Told:
    """Sort what was told; ids the catalogue does not know (any more) count as plain words."""
    catalogue = knowledge.catalogue
    own = catalogue.functions.get(person.function_id or "")
    alike = Alike(knowledge, own)
    heard = _heard(person.mentions, catalogue, alike)
    counted = [mention for mention in person.mentions if mention.meaning.is_evidence and mention.quote.strip()]
    evidence = _unique(mention.quote.strip() for mention in counted)
    assumed = not evidence and own is not None
    if assumed and own is not None:
        evidence = tuple(task.text for task in own.tasks)
    wanted = [mention.quote for mention in person.mentions if mention.meaning is Meaning.WANTED]
    refused = [mention for mention in person.mentions if mention.meaning is Meaning.UNWANTED and mention.quote.strip()]
    return Told(
        evidence=evidence,
        now=_quotes(counted, Meaning.NOW),
        outside=_quotes(counted, Meaning.OUTSIDE_WORK),
        before=_quotes(counted, Meaning.BEFORE),
        wishes=tuple(wish for wish in _longest(_unique(words.strip() for words in (*person.wish_words, *wanted))) if says_something(wish)),
        refused=_unique(mention.quote.strip() for mention in refused),
        refused_ids={mention.concept_id: mention.quote.strip() for mention in reversed(refused) if mention.concept_id},
        grows=_trending(person, Trend.GROWS),
        shrinks=_trending(person, Trend.SHRINKS),
        skills=_skills(counted, own, catalogue, alike, heard, denied=person.denied) | {known: ShownSkill(SAID_SKILL, LEARNED) for known in person.learned if known in catalogue.skills},
        heard=heard,
        perhaps=frozenset(skill_id for mention in counted for skill_id in _told_of(mention, catalogue) if _may_show(mention, skill_id, alike)),
        assumed=assumed,
        alike=alike,
    )


def with_trends_of(told: Told, person: Person) -> Told:
    """What was told, with the trends of this person, who told the same otherwise."""
    return replace(told, grows=_trending(person, Trend.GROWS), shrinks=_trending(person, Trend.SHRINKS))


def _trending(person: Person, way: Trend) -> frozenset[str]:
    return frozenset(trend.quote.strip() for trend in person.task_trends if trend.trend is way)


def _heard(mentions: Iterable[Mention], catalogue: Catalogue, alike: Alike) -> frozenset[tuple[str, str]]:
    return frozenset(
        (mention.quote.strip(), mention.concept_id)
        for mention in mentions
        if mention.kind is MentionKind.SKILL and mention.concept_id in catalogue.skills and mention.concept_id and _shows(mention, mention.concept_id, alike)
    )


def _shows(mention: Mention, skill_id: str, alike: Alike) -> bool:
    """Whether the words show the skill: what is called by its own name does without doubt."""
    quote = mention.quote.strip()
    return quote == mention.label or alike.shows_skill(quote, skill_id)


def _may_show(mention: Mention, skill_id: str, alike: Alike) -> bool:
    return _shows(mention, skill_id, alike) or alike.may_show_skill(mention.quote.strip(), skill_id)


def _told_of(mention: Mention, catalogue: Catalogue) -> tuple[str, ...]:
    """The skills of the catalogue that a mention names, or that its task takes."""
    if mention.kind is MentionKind.SKILL:
        return (mention.concept_id,) if mention.concept_id in catalogue.skills and mention.concept_id else ()
    task = catalogue.task(mention.concept_id) if mention.concept_id else None
    return tuple(skill_id for skill_id in (task.skills if task else ()) if skill_id in catalogue.skills)


@dataclass(frozen=True, slots=True)
class LikeWork:
    """Own words beside a task of some function: how much that counts (0–100), and whether it is work like that task."""

    quote: str
    task: Task
    weight: int
    shown: bool


def strength_by_task(place: int, weight: int) -> int:
    """How surely (0–100) own words show the skill at this place of a task that they resemble for `weight` percent: the first is what the task takes most."""
    return round_half_up((ALSO_BY_TASK if place else SHOWN_BY_TASK) * weight, 100)


def with_skills_of_tasks(told: Told, work: Iterable[LikeWork], catalogue: Catalogue) -> Told:
    """What was told, with the skills that own words show by tasks of any function, so that they are the same beside every function.

    Of work like a task, the skill it names first is shown where the words tell of it too, likelier than not; else it is only not missing.
    """
    if told.assumed:
        return told
    skills, perhaps = dict(told.skills), set(told.perhaps)
    for like in work:
        for place, skill_id in enumerate(skill_id for skill_id in like.task.skills if skill_id in catalogue.skills):
            first = like.shown and not place
            strength = strength_by_task(place, like.weight)
            if first:
                perhaps.add(skill_id)
            sure = told.alike.may_show_skill(like.quote, skill_id) if first else told.alike.shows_skill(like.quote, skill_id)
            if sure and (skill_id not in skills or skills[skill_id].strength < strength):
                skills[skill_id] = ShownSkill(strength, like.quote)
    return replace(told, skills=skills, perhaps=frozenset(perhaps))


def _skills(
    counted: Iterable[Mention], own: FunctionProfile | None, catalogue: Catalogue, alike: Alike, heard: frozenset[tuple[str, str]], *, denied: Collection[str]
) -> dict[str, ShownSkill]:
    shown: dict[str, ShownSkill] = {}

    def note(skill_id: str, found: ShownSkill) -> None:
        if skill_id in catalogue.skills and (skill_id not in shown or shown[skill_id].strength < found.strength):
            shown[skill_id] = found

    for mention in counted:
        sure, quote = min(1.0, max(0.0, mention.confidence)), mention.quote.strip()
        if mention.kind is MentionKind.SKILL and mention.concept_id:
            strength = round(SAID_SKILL * sure)
            note(mention.concept_id, ShownSkill(strength if (quote, mention.concept_id) in heard else min(strength, UNSURE), quote))
        elif mention.concept_id:
            task = catalogue.task(mention.concept_id)
            for place, skill_id in enumerate(task.skills if task else ()):
                strength = round((ALSO_BY_TASK if place else SHOWN_BY_TASK) * sure)
                shows = skill_id in catalogue.skills and _shows(mention, skill_id, alike)
                note(skill_id, ShownSkill(strength if shows else min(strength, UNSURE), quote))
    for required in own.skills if own else ():
        if own is not None and required.importance is Importance.ESSENTIAL and required.skill_id not in denied:
            note(required.skill_id, ShownSkill(FROM_FUNCTION, f"je werk als {in_sentence(own.title)}", from_function=True))
    return shown


def _quotes(mentions: Iterable[Mention], meaning: Meaning) -> frozenset[str]:
    return frozenset(mention.quote.strip() for mention in mentions if mention.meaning is meaning)


def _longest(texts: Sequence[str]) -> tuple[str, ...]:
    """Without those that stand in another one: 'inkoop' says no more than 'iets met inkoop'."""
    return tuple(text for text in texts if not any(text != other and text in other for other in texts))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
