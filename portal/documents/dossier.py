"""What every document shows of a passport, once, so that picture, PDF and workbook tell the same. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from bot.words.cleaning import clean
from portal import wording
from portal.passport_page.advices import VerdictShown, verdicts_on
from portal.passport_page.together import source_of, who_said
from portal.passport_view import BELONGS, SAID, SHOWN, AdviceGiven, PassportView
from rules.answer import OwnTask, Suggestion
from rules.explanation import capital
from rules.knowledge import Knowledge
from rules.person import CriterionKind, Meaning
from rules.plan import Plan, plan_of
from skills_passport.answers import CONFIRMED, ConfirmedSkill, ConfirmedValue, Proof, parsed
from skills_passport.casework.plan import STATE_WORDS, StepState
from skills_passport.casework.record import Casework
from skills_passport.model import AnswerStatus, SkillsPassport

ME = "mij"
"""What the employee is called in a document of their own."""
DONE = (Meaning.NOW, Meaning.BEFORE, Meaning.OUTSIDE_WORK)
LEVELS: Mapping[int, str] = {1: "met hulp", 2: "zelfstandig", 3: "goed", 4: "leert het anderen"}
"""What the catalogue's levels of a skill mean."""


class Standing(StrEnum):
    """How a skill is known, kept apart: what somebody says, what follows from it, and what another stands for."""

    SAID = "Zelf gezegd"
    SHOWN = "Blijkt uit wat ik doe"
    BELONGS = "Hoort bij mijn functie"
    COACH = "Bevestigd door een coach"
    CERTIFICATE = "Staat op een diploma of certificaat"


_STANDINGS: Mapping[str, Standing] = {SAID: Standing.SAID, SHOWN: Standing.SHOWN, BELONGS: Standing.BELONGS}
_PROOFS: Mapping[Proof, Standing] = {Proof.COACH: Standing.COACH, Proof.CERTIFICATE: Standing.CERTIFICATE}


@dataclass(frozen=True, slots=True)
class Done:
    """Own words about something that is or was done, and in words when."""

    words: str
    when: str


@dataclass(frozen=True, slots=True)
class SkillHeld:
    """A skill with what it rests on.

    `level` is what a coach or certificate says, 1–4; nobody is asked to judge themselves. `asked`: what the present function asks, 1–4.
    """

    skill_id: str
    label: str
    category: str  # in words
    quote: str
    standing: Standing
    asked: int | None
    level: int | None
    proof: ConfirmedSkill | None = None

    @property
    def level_words(self) -> str:
        """The level that is known, and says whose word it is; empty when nothing is."""
        if self.level:
            return capital(LEVELS[self.level])
        return f"Mijn functie vraagt: {LEVELS[self.asked]}" if self.asked else ""


@dataclass(frozen=True, slots=True)
class StepPlanned:
    """A step that employee and coach wrote in the plan; `kind`, `state` and `who` are in words, `who` says whose word it is and whose idea it was."""

    text: str
    kind: str
    state: str
    who: str
    due: date | None
    settled: bool
    """Whether it is done or dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The contents of the documents; own words are cleaned of signs that nobody sees."""

    made_on: date
    function: str
    function_words: str
    region: str
    done: tuple[Done, ...]
    outlook: tuple[OwnTask, ...]
    skills: tuple[SkillHeld, ...]  # by category
    digital: tuple[str, str] | None  # understanding, using; in words
    direction: str
    sectors: tuple[str, ...]
    wishes: tuple[str, ...]
    refused: tuple[str, ...]
    criteria: tuple[tuple[str, str], ...]  # own words, and whether it is a must
    target: Suggestion | None
    chosen: bool
    steps: tuple[StepPlanned, ...]  # what is still to do first, by doing, with others, in a course
    plan: Plan | None  # what the advice proposes for the target
    advices: tuple[AdviceGiven, ...]  # newest first
    verdicts: Mapping[str, tuple[VerdictShown, ...]]  # of coaches, by id of the advice

    @property
    def confirmed(self) -> tuple[SkillHeld, ...]:
        """The skills that somebody else stands for."""
        return tuple(skill for skill in self.skills if skill.proof is not None)

    def verdict_on(self, advice: str, function: str) -> VerdictShown | None:
        """What a coach last made of a function that this advice suggested."""
        return next((each for each in self.verdicts[advice] if each.function_id == function), None)

    def added_to(self, advice: str) -> tuple[VerdictShown, ...]:
        """The functions that coaches put beside the suggestions of this advice."""
        return tuple(each for each in self.verdicts[advice] if each.added)


def dossier_of(passport: SkillsPassport, view: PassportView, knowledge: Knowledge, today: date, coaches: Mapping[str, str]) -> Dossier:
    """All that the documents need; `coaches` are names by id.

    `target` is the chosen function as it was suggested, or the first suggestion of the newest advice.
    """
    target = _target(view)
    return Dossier(
        made_on=today,
        function=view.function_title or _clean(view.function_words),
        function_words=_clean(view.function_words),
        region=view.region_title,
        done=tuple(dict.fromkeys(_done(view))),
        outlook=tuple(_outlook(view.tasks)),
        skills=tuple(_skills(passport, view, knowledge)),
        digital=(wording.DIGITAL_LEVELS[view.digital[0]], wording.DIGITAL_LEVELS[view.digital[1]]) if view.digital else None,
        direction=wording.DIRECTIONS[view.direction] if view.direction else "",
        sectors=tuple(wording.SECTORS.get(sector, sector) for sector in view.sectors),
        wishes=tuple(dict.fromkeys(_clean(words) for words in (*view.wish_words, *(told.quote for told in view.told_as(Meaning.WANTED))))),
        refused=tuple(dict.fromkeys((
            *(capital(wording.WORKS.get(sector, sector)) for sector in view.refused_sectors),
            *(_clean(told.quote) for told in view.told_as(Meaning.UNWANTED)),
        ))),
        criteria=tuple((_clean(criterion.words), _hardness(criterion.kind, criterion.hard)) for criterion in view.criteria),
        target=target,
        chosen=bool(target and target.function_id == view.choice_id),
        steps=tuple(_steps(passport.casework, coaches)),
        plan=plan_of(target) if target else None,
        advices=view.advices,
        verdicts={given.id: tuple(_verdicts(given, passport.casework, knowledge, coaches)) for given in view.advices},
    )


def confirmed_in(passport: SkillsPassport) -> tuple[ConfirmedSkill, ...]:
    """The skills that others stand for, as the passport holds them."""
    answer = passport.answer(CONFIRMED)
    if answer is None or answer.value is None or answer.status is AnswerStatus.SKIPPED:
        return ()
    value: ConfirmedValue = parsed(CONFIRMED, answer.value)
    return value.skills


def made_at(today: date) -> datetime:
    """The beginning of the day in UTC, for formats that ask for a moment."""
    return datetime(today.year, today.month, today.day, tzinfo=UTC)


def _clean(text: str) -> str:
    return " ".join(clean(text).text.split())


def _target(view: PassportView) -> Suggestion | None:
    suggested = [each for given in view.advices for each in given.advice.suggestions]
    chosen = next((each for each in suggested if each.function_id == view.choice_id), None)
    if chosen is not None:
        return chosen
    newest = view.advices[0].advice.suggestions if view.advices else ()
    return newest[0] if newest else None


def _steps(work: Casework, coaches: Mapping[str, str]) -> Iterator[StepPlanned]:
    """In the words of the page, but for who speaks: a document is the employee's own."""
    lines = []
    for step in work.steps:
        now, source = step.now, source_of(step, coaches, ME)
        lines.append((-now.kind, StepPlanned(
            text=_clean(now.text), kind=wording.SHARES[now.kind], state=capital(STATE_WORDS[now.state]), due=now.due,
            who=who_said(now, coaches, ME) + (f", {source}" if source else ""), settled=now.state in (StepState.DONE, StepState.DROPPED),
        )))
    yield from (line for _, line in sorted(lines, key=lambda each: (each[1].settled, each[0])))


def _verdicts(given: AdviceGiven, work: Casework, knowledge: Knowledge, coaches: Mapping[str, str]) -> Iterator[VerdictShown]:
    for verdict in verdicts_on(given, work, knowledge, coaches):
        yield replace(verdict, words=_clean(verdict.words))


def _done(view: PassportView) -> Iterator[Done]:
    for told in view.told_as(*DONE):
        words = _clean(told.quote)
        if words:
            yield Done(words, wording.MEANINGS[told.meaning])


def _outlook(tasks: Sequence[OwnTask]) -> Iterator[OwnTask]:
    for task in tasks:
        yield replace(task, text=_clean(task.text)) if task.from_person else task


def _skills(passport: SkillsPassport, view: PassportView, knowledge: Knowledge) -> Iterator[SkillHeld]:
    function = knowledge.catalogue.functions.get(_function_id(passport))
    asked = {required.skill_id: required.level for required in function.skills} if function else {}
    proofs = {proof.skill_id: proof for proof in confirmed_in(passport) if proof.skill_id in knowledge.catalogue.skills}
    shown = {skill.skill_id: (skill, category) for category, skills in view.skills.items() for skill in skills}
    for category in wording.CATEGORIES.values():
        known = [skill_id for skill_id, (_, where) in shown.items() if where == category]
        known += [skill_id for skill_id in proofs if skill_id not in shown and _category(skill_id, knowledge) == category]
        for skill_id in known:
            proof = proofs.get(skill_id)
            skill = shown[skill_id][0] if skill_id in shown else None
            said = _STANDINGS.get(skill.standing, Standing.BELONGS) if skill else Standing.BELONGS
            yield SkillHeld(
                skill_id=skill_id,
                label=capital(knowledge.catalogue.skills[skill_id].label),
                category=category,
                quote=_clean(skill.quote) if skill else "",
                standing=_PROOFS[proof.proof] if proof else said,
                asked=asked.get(skill_id),
                level=proof.level if proof else None,
                proof=proof,
            )


def _function_id(passport: SkillsPassport) -> str:
    return passport.person().function_id or ""


def _category(skill_id: str, knowledge: Knowledge) -> str:
    return wording.CATEGORIES[knowledge.catalogue.skills[skill_id].category]


def _hardness(kind: CriterionKind, hard: bool) -> str:
    if kind is CriterionKind.FACT:
        return "Voor je coach"
    return "Moet echt" if hard else "Is een wens"
