"""A passport as its owner reads it: what was told, what follows from it, and who looked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal import wording
from rules.answer import Advice, OwnTask, Quadrant
from rules.catalogue import SkillCategory
from rules.explanation import capital
from rules.knowledge import Knowledge
from rules.labour_market import NATIONAL
from rules.own_work import look_at_own_work
from rules.person import Criterion, Direction, Meaning, Mention, MentionKind, Person, TaskTrend
from rules.plan import Plan, plan_of
from rules.weighing.case import SHOWS
from rules.weighing.outlook import quadrant_of
from rules.weighing.told import Told as Gathered
from rules.weighing.told import gather
from skills_passport.answers import CHOICE, JsonObject, parsed
from skills_passport.audit import AuditEntry
from skills_passport.casework.case import who_looked
from skills_passport.guidance import advice_in, person_in
from skills_passport.model import AnswerStatus, Consent, Purpose, SkillsPassport

TOLD = ("tasks", "outside", "wishes")
"""Questions whose answers hold mentions."""
SAID, SHOWN, BELONGS = "uit jouw woorden", "blijkt uit wat je doet", "hoort bij je functie"
"""How a skill is known, in words."""
OWNER = "employee"
WITH_THE_PAGE = frozenset({"show-accesses", "check-consent"})
"""What the owner's own pages read beside what was asked for: it tells nobody anything that is not in the list already."""


@dataclass(frozen=True, slots=True)
class Told:
    """Own words with all that was heard in them; the places tell where they stand in the answer, for correcting."""

    question: str
    quote: str
    meaning: Meaning
    mentions: tuple[tuple[int, Mention], ...]  # with their places
    skills: tuple[str, ...]
    """Labels of the skills that the words really show, as on the cards."""

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(place for place, _ in self.mentions)


@dataclass(frozen=True, slots=True)
class SkillShown:
    """A skill with the own words for it; `standing` says how we know."""

    label: str
    quote: str
    standing: str
    skill_id: str


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """An advice as it was given, when, and whether it still rests on what the passport tells now."""

    id: str
    made_at: datetime
    advice: Advice
    current: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """Who did what with the passport on one day, in words, how often, and when last."""

    last: datetime
    who: str
    what: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportView:
    """Everything the passport page shows."""

    owner: str
    version: int
    is_new: bool
    may_be_kept: bool
    """Whether the owner agreed to the talk being kept."""
    is_empty: bool
    """Whether nothing was told yet, but perhaps whether it may be kept."""
    function_title: str
    function_words: str
    quadrant: Quadrant | None
    region_id: str
    region_title: str
    region_words: str
    tasks: tuple[OwnTask, ...]
    trends: tuple[TaskTrend, ...]
    told: tuple[Told, ...]
    messages: tuple[tuple[str, int, str], ...]  # question, place, own words as typed
    skills: Mapping[str, tuple[SkillShown, ...]]  # per category, in words
    sectors: tuple[str, ...]
    refused_sectors: tuple[str, ...]
    wish_words: tuple[str, ...]
    digital: tuple[int, int] | None
    direction: Direction | None
    criteria: tuple[Criterion, ...]
    skipped: tuple[str, ...]
    choice_id: str
    choice_title: str
    """The suggested function that somebody wants to go on with."""
    plan: Plan | None
    """The plan for that, of the newest advice that suggests it."""
    advices: tuple[AdviceGiven, ...]  # newest first
    consents: Mapping[Purpose, Consent | None]
    visits: tuple[Visit, ...]  # of others than the owner, newest first
    own_visits: tuple[Visit, ...]

    @property
    def advice_is_old(self) -> bool:
        """Whether answers changed after the last advice."""
        return bool(self.advices) and not self.advices[0].current

    def told_as(self, *meanings: Meaning) -> tuple[Told, ...]:
        return tuple(told for told in self.told if told.meaning in meanings)


def view_of(
    passport: SkillsPassport, accesses: Sequence[AuditEntry], knowledge: Knowledge, today: date, coaches: Sequence[tuple[str, str]] = ()
) -> PassportView:
    """The passport with the catalogue's words for its ids; `coaches` are ids and names, for who looked."""
    person = passport.person()
    function = knowledge.catalogue.functions.get(person.function_id or "")
    region = passport.answer("region")
    gathered = gather(person, knowledge)
    choice, advices = _value(passport, CHOICE), _advices(passport, person)
    return PassportView(
        owner=passport.owner,
        version=passport.version,
        is_new=passport.is_new,
        may_be_kept=passport.agrees_to(Purpose.TALK),
        is_empty=not (passport.talk or passport.advices or set(passport.answers) - {"consent"}),
        function_title=function.title if function else "",
        function_words=person.function_words,
        quadrant=quadrant_of(function.axes) if function else None,
        region_id=person.region_id or "",
        region_title=knowledge.labour_market.regions.get(person.region_id or "", ""),
        region_words=str((region.value or {}).get("words", "")) if region else "",
        tasks=look_at_own_work(person, gathered, function, knowledge, today).tasks,
        trends=person.task_trends,
        told=_told(passport, gathered),
        messages=tuple(
            (question, place, words)
            for question in ("tasks", "outside")
            for place, words in enumerate(_value(passport, question).get("messages", ()))
        ),
        skills=_skills(person, gathered, knowledge),
        sectors=person.wish_sectors,
        refused_sectors=person.refused_sectors,
        wish_words=person.wish_words,
        digital=(person.digital_level.insight, person.digital_level.create) if person.digital_level else None,
        direction=person.direction,
        criteria=person.criteria,
        skipped=tuple(name for name, answer in passport.answers.items() if answer.status is AnswerStatus.SKIPPED),
        choice_id=str(choice.get("function_id", "")),
        choice_title=str(choice.get("words", "")),
        plan=_plan(advices, str(choice.get("function_id", ""))),
        advices=advices,
        consents={purpose: passport.consent(purpose) for purpose in Purpose},
        visits=_visits([entry for entry in accesses if entry.actor != OWNER], coaches),
        own_visits=_visits([entry for entry in accesses if entry.actor == OWNER and entry.action not in WITH_THE_PAGE]),
    )


def regions(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Ids and names of the regions, by name, for a list to choose from."""
    named = [(identity, name) for identity, name in knowledge.labour_market.regions.items() if identity != NATIONAL]
    return sorted(named, key=lambda pair: pair[1])


def _value(passport: SkillsPassport, question: str) -> JsonObject:
    answer = passport.answer(question)
    return answer.value if answer and answer.value and answer.status is not AnswerStatus.SKIPPED else {}


def _told(passport: SkillsPassport, gathered: Gathered) -> tuple[Told, ...]:
    found: dict[tuple[str, str, Meaning], list[tuple[int, Mention]]] = {}
    for question in TOLD:
        value = _value(passport, question)
        for place, mention in enumerate(parsed(question, value).mentions if value else ()):
            found.setdefault((question, mention.quote, mention.meaning), []).append((place, mention))
    return tuple(Told(*key, tuple(mentions), _really_heard(mentions, gathered)) for key, mentions in found.items())


def _really_heard(mentions: Sequence[tuple[int, Mention]], gathered: Gathered) -> tuple[str, ...]:
    skills = (mention for _, mention in mentions if mention.kind is MentionKind.SKILL)
    return tuple(dict.fromkeys(mention.label for mention in skills if (mention.quote.strip(), mention.concept_id) in gathered.heard))


def _skills(person: Person, gathered: Gathered, knowledge: Knowledge) -> Mapping[str, tuple[SkillShown, ...]]:
    by_category: dict[str, list[SkillShown]] = {category: [] for category in SkillCategory}
    said = {mention.concept_id for mention in person.mentions if mention.kind is MentionKind.SKILL and mention.meaning.is_evidence}
    quotes = {mention.quote.strip() for mention in person.mentions}
    shown = {skill_id: how for skill_id, how in gathered.skills.items() if how.strength >= SHOWS}
    for skill_id, how in sorted(shown.items(), key=lambda pair: (-pair[1].strength, pair[0])):
        skill = knowledge.catalogue.skills[skill_id]
        by_evidence = SAID if skill_id in said else SHOWN
        standing = by_evidence if how.quote in quotes else BELONGS
        by_category[skill.category].append(SkillShown(skill.label, how.quote if how.quote in quotes else "", standing, skill_id))
    return {wording.CATEGORIES[category]: tuple(found) for category, found in by_category.items() if found}


def _advices(passport: SkillsPassport, person: Person) -> tuple[AdviceGiven, ...]:
    return tuple(
        AdviceGiven(stored.id, stored.made_at, advice_in(stored), person_in(stored) == person)
        for stored in reversed(passport.advices)
    )


def _plan(advices: Sequence[AdviceGiven], function_id: str) -> Plan | None:
    suggested = (each for given in advices for each in given.advice.suggestions if each.function_id == function_id)
    return next((plan_of(each) for each in suggested), None)


def _visits(accesses: Sequence[AuditEntry], coaches: Sequence[tuple[str, str]] = ()) -> tuple[Visit, ...]:
    per_day: dict[tuple[date, str, str], list[datetime]] = {}
    for entry in accesses:
        who = capital(who_looked(entry.actor, coaches)) or wording.actor_words(entry.actor)
        key = (entry.at.date(), who, wording.action_words(entry.action))
        per_day.setdefault(key, []).append(entry.at)
    visits = [Visit(max(times), who, what, len(times)) for (_, who, what), times in per_day.items()]
    return tuple(sorted(visits, key=lambda visit: visit.last, reverse=True))
