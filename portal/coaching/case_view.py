"""A case as a coach reads it in two minutes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.coaching.judging import JudgedAdvice, judged_advice
from portal.coaching.planned import StepLine, plan_lines
from portal.coaching.words import ago, known_as
from portal.documents.dossier import SkillHeld, Standing, confirmed_in, dossier_of
from portal.passport_view import PassportView, view_of
from portal.wording import SECTORS
from rules.answer import Advice, CoachNote, OwnWork
from rules.catalogue import Sector
from rules.knowledge import Knowledge
from rules.labour_market import NATIONAL
from rules.own_work import look_at_own_work
from rules.periods import period_in_words
from rules.weighing.told import gather
from skills_passport.answers import CONFIRMED, ConfirmedSkill
from skills_passport.casework.case import Case
from skills_passport.casework.phase import PHASE_WORDS, CasePhase

SEVERAL = 6
"""So many skills are a headline; the others stand under it."""

_STANDINGS: Mapping[Standing, str] = {Standing.SHOWN: "Blijkt uit het werk", Standing.BELONGS: "Hoort bij de functie"}


@dataclass(frozen=True, slots=True)
class Shortage:
    """Sectors that are short of people by one source; `national` when the figure is of the whole country. All in words."""

    sectors: tuple[str, ...]
    statement: str
    period: str
    source: str
    national: bool


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """A skill that can be confirmed."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A skill that somebody stands for; `mine` when it is who reads."""

    skill: ConfirmedSkill
    label: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything the case page shows but messages, follow-ups and what-if. `advice` is the last one; the next ones carry verdicts."""

    case: str
    version: int
    person: str  # how the employee wants to be known
    named: bool
    reach: str
    shared: str
    phase: CasePhase
    phase_words: str
    mine: bool
    may_give_back: bool
    coach: str  # the name of who reads
    passport: PassportView
    own_work: OwnWork
    skills: tuple[SkillHeld, ...]
    confirmed: tuple[Confirmation, ...]
    confirmed_seen: str
    held: tuple[SkillChoice, ...]
    wanted: tuple[SkillChoice, ...]
    advice: Advice | None
    judged: JudgedAdvice | None
    earlier: tuple[JudgedAdvice, ...]
    instruments: tuple[CoachNote, ...]
    region: str
    short: tuple[Shortage, ...]
    steps: tuple[StepLine, ...]
    planned_texts: frozenset[str]

    def standing(self, skill: SkillHeld) -> str:
        """How a skill is known, as one says it of another."""
        return _STANDINGS.get(skill.standing, skill.standing)

    @property
    def suggested_ids(self) -> frozenset[str]:
        return frozenset(each.suggestion.function_id for each in self.judged.suggestions) if self.judged else frozenset()

    @property
    def headlines(self) -> tuple[SkillHeld, ...]:
        """The skills to read first: confirmed ones, and those in own words."""
        ranked = sorted(self.skills, key=lambda skill: (skill.proof is None, not skill.quote))
        return tuple(ranked[:SEVERAL])

    @property
    def other_skills(self) -> tuple[SkillHeld, ...]:
        return tuple(skill for skill in self.skills if skill not in self.headlines)


def case_view_of(case: Case, knowledge: Knowledge, coach: str, names: Mapping[str, str], now: datetime) -> CaseView:
    """The case for the coach with this id; `names`: the coaches by id."""
    passport, share, today = case.passport, case.share, now.date()
    view = view_of(passport, (), knowledge, today)
    person = passport.person()
    work = passport.casework
    known = {**names, coach: names.get(coach, "jij")}
    given = view.advices[0] if view.advices else None
    skills = dossier_of(passport, view, knowledge, today, known).skills
    called = known_as(share.name)
    function = knowledge.catalogue.functions.get(person.function_id or "")
    own_work = look_at_own_work(person, gather(person, knowledge), function, knowledge, today)
    steps = plan_lines(work, share.name or "de medewerker", known, today)
    answer = passport.answer(CONFIRMED)
    held = tuple(SkillChoice(skill.skill_id, skill.label) for skill in skills)
    return CaseView(
        case=case.number,
        version=case.version,
        person=called,
        named=bool(share.name),
        reach=share.reach,
        shared=ago(share.since, now),
        phase=case.phase,
        phase_words=PHASE_WORDS[case.phase],
        mine=coach in (share.coach, share.taken_by),
        may_give_back=share.with_team and share.taken_by == coach,
        coach=known[coach],
        passport=view,
        own_work=own_work,
        skills=skills,
        confirmed=tuple(Confirmation(each, _label(each.skill_id, knowledge), each.coach == coach) for each in confirmed_in(passport)),
        confirmed_seen=answer.given_at.isoformat() if answer else "",
        held=held,
        wanted=_wanted(given.advice if given else None, held),
        advice=given.advice if given else None,
        judged=judged_advice(given, work, knowledge.catalogue, known) if given else None,
        earlier=tuple(judged_advice(each, work, knowledge.catalogue, known) for each in view.advices[1:]),
        instruments=_instruments(own_work, given.advice if given else None),
        region=view.region_title,
        short=tuple(_short(knowledge, person.region_id, now)),
        steps=steps,
        planned_texts=frozenset(step.text for step in steps),
    )


def _label(skill_id: str, knowledge: Knowledge) -> str:
    known = knowledge.catalogue.skills.get(skill_id)
    return known.label if known else skill_id


def _wanted(advice: Advice | None, held: Sequence[SkillChoice]) -> tuple[SkillChoice, ...]:
    """What the suggestions ask and was not seen yet: a coach may know better."""
    missing = {gap.skill_id: gap.label for suggestion in (advice.suggestions if advice else ()) for gap in suggestion.missing}
    return tuple(SkillChoice(id_, label) for id_, label in missing.items() if id_ not in {skill.id for skill in held})


def _instruments(own_work: OwnWork, advice: Advice | None) -> tuple[CoachNote, ...]:
    """What HR can do about the present work (M20); those of a suggestion stand with it."""
    notes = {note.instrument: note for note in own_work.for_coach}
    if advice:
        notes = {**{note.instrument: note for note in advice.own_work.for_coach}, **notes}
    return tuple(notes.values())


def _short(knowledge: Knowledge, region_id: str | None, now: datetime) -> list[Shortage]:
    """Sectors that are short of people, those of the region itself first (M16)."""
    market = knowledge.labour_market
    by_figure: dict[tuple[bool, str, str, str], list[str]] = {}
    for sector in Sector:
        figure = market.figure(region_id, sector, now.date())
        if figure is not None and figure.statement.short and figure.sector == sector:
            key = (figure.region == NATIONAL, str(figure.statement), period_in_words(figure.period), figure.source)
            by_figure.setdefault(key, []).append(SECTORS[sector])
    ordered = sorted(by_figure.items(), key=lambda pair: (pair[0][0], -len(pair[1])))
    return [Shortage(tuple(names), statement, period, source, national) for (national, statement, period, source), names in ordered]
