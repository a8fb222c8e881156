"""The facts of a case in the words of the vocabulary: what the rules look at, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from rules.answer import Outlook, Quadrant
from rules.catalogue import Catalogue, Demand, FunctionProfile, Screening, Sector, Task, TaskKind, Term
from rules.explanation import in_sentence, join, shorten
from rules.labour_market import NATIONAL, SECTOR_WORDS, WORKING_WORDS, LabourMarket, Tightness
from rules.language.kin import for_kin
from rules.periods import age_in_words
from rules.person import Person, Trend
from rules.rulebook import Facts, FactValue
from rules.weighing.case import SHOWS, Case
from rules.weighing.judged import HALF_WISHED
from rules.weighing.outlook import LASTING, MOVING, first_with, percent, quadrant_of, round_half_up
from rules.weighing.told import Told, is_part

Values = dict[str, FactValue]
CARRYING_OUT = frozenset({TaskKind.EXECUTING, TaskKind.SUPPORTING})

MANY_DISAPPEAR = 25
"""Percent of the tasks; from here on a function is not where a sector is short of people (judgement of this project)."""
CARE = frozenset({Sector.CARE, Sector.CHILDCARE})


def person_facts(person: Person, told: Told) -> Values:
    """What the person told, as facts."""
    level = person.digital_level
    return {
        "direction": _text(person.direction),
        "digital_insight": level.insight if level else None,
        "digital_create": level.create if level else None,
        "region_known": person.region_id is not None,
        "evidence_count": 0 if told.assumed else len(told.evidence),
        "outside_count": len(told.outside),
        "shrinking_tasks": len(told.shrinks),
        "growing_tasks": len(told.grows),
        "wish_sectors": frozenset(person.wish_sectors),
        "criteria": frozenset(str(criterion.kind) for criterion in person.criteria),
        "hard_criteria": frozenset(str(criterion.kind) for criterion in person.criteria if criterion.hard),
        "qualifications": frozenset(person.qualifications),
        "skills": frozenset(skill_id for skill_id, shown in told.skills.items() if shown.strength >= SHOWS and not shown.from_function),
    }


def own_facts(own: FunctionProfile | None) -> Values:
    """The present function, as facts; all of them missing when it is not known."""
    if own is None:
        fields = ("id", "title", "area", "sector", "quadrant", "disappearing_percent", "moving_percent", "carrying_out_percent", "immediate_count")
        texts = ("appearing_count", "appearing_task", "staying_task", "disappearing_task", "disappearing_because")
        return {**dict.fromkeys((*fields, *texts)), "routine": False, "scales": frozenset()}
    appearing = first_with(own, Outlook.APPEARS)
    staying = first_with(own, Outlook.STAYS)
    disappearing = first_with(own, Outlook.DISAPPEARS)
    return {
        "id": own.id,
        "title": in_sentence(own.title),
        "area": own.area,
        "sector": str(own.sector),
        "scales": frozenset(str(scale) for scale in range(own.scale.from_, own.scale.to + 1)) if own.scale else frozenset(),
        "quadrant": str(quadrant_of(own.axes)),
        "routine": own.routine,
        "disappearing_percent": percent(own.tasks, frozenset({Outlook.DISAPPEARS})),
        "moving_percent": percent(own.tasks, MOVING),
        "carrying_out_percent": round_half_up(100 * sum(task.kind in CARRYING_OUT for task in own.tasks), len(own.tasks)) if own.tasks else 0,
        "immediate_count": sum(task.term is Term.IMMEDIATE for task in own.tasks),
        "appearing_count": sum(task.outlook is Outlook.APPEARS for task in own.tasks),
        "appearing_task": appearing.text if appearing else None,
        "staying_task": staying.text if staying else None,
        "disappearing_task": disappearing.text if disappearing else None,
        "disappearing_because": disappearing.because if disappearing else None,
    }


def function_facts(function: FunctionProfile, catalogue: Catalogue) -> Values:
    """A function, as facts: the same for every person."""
    route = catalogue.routes.get(function.route or "")
    appearing = first_with(function, Outlook.APPEARS)
    requirements = [catalogue.qualifications[item].label for item in function.requires]
    checks = [catalogue.qualifications[item] for item in function.screening]
    screenings = {asked: [check.label for check in checks if check.screening is asked] for asked in Screening}
    conditions = function.conditions
    return {
        "id": function.id,
        "title": in_sentence(function.title),
        "kind": str(function.kind),
        "area": function.area,
        "sector": str(function.sector),
        "sector_words": SECTOR_WORDS[function.sector],
        "quadrant": str(quadrant_of(function.axes)),
        "routine": function.routine,
        "target": function.target,
        "bridge": function.bridge,
        "regulated": function.regulated,
        "education": str(function.education),
        "digital_insight": function.digital_level.insight,
        "digital_create": function.digital_level.create,
        "public_contact": str(conditions.public_contact),
        "physical": str(conditions.physical),
        "irregular_hours": str(conditions.irregular_hours),
        "outdoors": str(conditions.outdoors),
        "from_home": str(conditions.from_home),
        "driving": str(conditions.driving),
        "disappearing_percent": percent(function.tasks, frozenset({Outlook.DISAPPEARS})),
        "lasting_percent": percent(function.tasks, LASTING),
        "appearing_count": sum(task.outlook is Outlook.APPEARS for task in function.tasks),
        "appearing_task": appearing.text if appearing else None,
        "requirements": join(requirements) or None,
        "screening_law": join(screenings[Screening.LAW]) or None,
        "screening_usual": join(screenings[Screening.USUAL]) or None,
        "route_id": function.route,
        "route": in_sentence(route.title) if route else None,
        "route_months": months(route.months_from, route.months_to) if route else None,
        "route_months_to": route.months_to if route else None,
        "route_form": route.form if route else None,
        "route_condition": route.conditions[0] if route and route.conditions else None,
    }


def match_facts(case: Case, person: Person, told: Told, catalogue: Catalogue, *, alone: bool = False) -> Values:
    """How person and function lie towards each other, as facts."""
    own, function = case.own, case.function
    outside = _quotes(case, told.outside)
    before = _quotes(case, told.before)
    growing = [gap.label for gap in case.has if catalogue.skills[gap.skill_id].demand is Demand.GROWS]
    hard = [check for check in case.checks if check.hard and check.met is False]
    soft = [check for check in case.checks if not check.hard and check.met is False]
    unknown = [check for check in case.checks if check.met is None]
    refusal = case.refusals[0] if case.refusals else None
    refused = next((sector for sector in function.sectors if sector in person.refused_sectors), None)
    step = function.scale.to - own.scale.to if own and own.scale and function.scale else None
    return {
        "same_function": case.same_function,
        "alone": alone,
        "same_area": own is not None and own.area == function.area,
        "same_sector": own is not None and own.sector == function.sector,
        "task_count": len({link.task_id for link in case.links}),
        "task_percent": case.task_percent,
        "skill_percent": case.skill_percent,
        "has_count": len(case.has),
        "essential_missing": sum(gap.essential for gap in (*case.missing, *case.unsure)),
        "essential_by_function": case.essential_by_function,
        "missing_count": len(case.missing),
        "support_count": sum(bool(catalogue.skills[gap.skill_id].support) for gap in case.missing),
        "first_missing": case.missing[0].label if case.missing else None,
        "outside_count": len(outside),
        "outside_unasked": _unasked(case, outside, told),
        "before_count": len(before),
        **trend_facts(case, told),
        "growing_skill_count": len(growing),
        "growing_skills": join(growing[:3]) or None,
        "wish_percent": case.wish_percent,
        "wish_quote": shorten(case.wish_quote) if case.wish_quote else None,
        "wish_sector": case.wish_sector,
        "refused_sector": refused is not None,
        "refused_sector_words": WORKING_WORDS[refused] if refused else None,
        "refused_count": len(case.refusals),
        "refused_quote": shorten(refusal.quote) if refusal else None,
        "refused_task": refusal.what if refusal else None,
        "requirements_missing": len(set(function.requires) - case.held),
        "requirements_likely": len(set(function.requires) & set(own.requires) - case.held) if own else 0,
        "education_step": case.education_step,
        **digital_facts(function, person),
        "pay": str(case.pay.verdict),
        "pay_text": case.pay.text,
        "scale_step": step,
        "contact_step": round(100 * (function.axes.contact - own.axes.contact)) if own else None,
        "creativity_step": round(100 * (function.axes.creativity - own.axes.creativity)) if own else None,
        "hard_broken": len(hard),
        "hard_broken_words": join([shorten(check.words) for check in hard]) or None,
        "hard_broken_because": hard[0].because if hard else None,
        "soft_broken": len(soft),
        "soft_broken_words": join([shorten(check.words) for check in soft]) or None,
        "met_count": sum(check.met is True for check in case.checks),
        "unknown_count": len(unknown),
        "unknown_words": join([shorten(check.words) for check in unknown]) or None,
        "unknown_because": " ".join(dict.fromkeys(check.because for check in unknown)) or None,
    }


def market_facts(market: LabourMarket, region_id: str | None, function: FunctionProfile, today: date) -> Values:
    """The labour market of the function's sector in the region, as facts; unknown where only all sectors together are known."""
    figure = market.figure(region_id, function.sector, today, called(function))
    figure = figure if figure is not None and figure.sector == function.sector else None
    statement = figure.statement if figure else Tightness.UNKNOWN
    return {
        "tightness": str(statement),
        "short": statement.short,
        "sector_only": figure is not None and figure.sector == Sector.GOVERNMENT and figure.whole_sector and _shrinks(function),
        "national": figure is None or figure.region == NATIONAL,
        "age_months": figure.age(today) if figure else None,
        "age_words": age_in_words(figure.age(today)) if figure else None,
    }


def _shrinks(function: FunctionProfile) -> bool:
    """Whether it is work of mostly fixed steps, or work of which many tasks go: a shortage over a whole sector is not in there."""
    gone = percent(function.tasks, frozenset({Outlook.DISAPPEARS}))
    return function.routine or quadrant_of(function.axes) is Quadrant.DANGER_ZONE or gone >= MANY_DISAPPEAR


def called(function: FunctionProfile) -> tuple[str, ...]:
    """What the function is called, for figures that are about some occupations only."""
    return (function.title, *function.aliases)


def own_work_facts(person: Person, told: Told, own: FunctionProfile | None) -> Facts:
    """The facts for rules about the present work."""
    return {"person": person_facts(person, told), "own": own_facts(own)}


def task_facts(task: Task | None, said: Trend | None) -> Values:
    """One task of the present work: as the profile has it, or as the person says it goes."""
    if task is None:
        return {"said": _text(said), **dict.fromkeys(("kind", "outlook", "term", "quadrant", "because"))}
    return {
        "said": _text(said),
        "kind": str(task.kind),
        "outlook": str(task.outlook),
        "term": _text(task.term),
        "quadrant": str(quadrant_of(task.axes)),
        "because": task.because or None,
    }


def months(low: int, high: int) -> str:
    """A duration in words: months, or years when both are whole years."""
    if low % 12 == 0 and high % 12 == 0 and low >= 12:
        low, high, unit = low // 12, high // 12, "jaar"
    else:
        unit = "maanden"
    return f"{low} {unit}" if low == high else f"{low} tot {high} {unit}"


def trend_facts(case: Case, told: Told) -> Values:
    """What rests on which own tasks grow and shrink: those themselves, and which own words lead (what shrinks leads last)."""
    first = case.links[0] if case.links and not told.assumed else None
    outside = _quotes(case, told.outside)
    before = _quotes(case, told.before)
    grows = _quotes(case, told.grows)
    return {
        "quote": shorten(first.quote) if first else None,
        "quote_task": first.task if first else None,
        "outside_quote": shorten(outside[0]) if outside else None,
        "before_quote": shorten(before[0]) if before else None,
        "growing_own_count": len(grows),
        "growing_own_quote": shorten(grows[0]) if grows else None,
        "shrinking_own_count": len(_quotes(case, told.shrinks)),
    }


def digital_facts(function: FunctionProfile, person: Person) -> Values:
    """How far the own digital level is from what is asked (M9)."""
    if person.digital_level is None:
        return {"digital_gap": None, "digital_spare": None}
    insight = function.digital_level.insight - person.digital_level.insight
    create = function.digital_level.create - person.digital_level.create
    return {"digital_gap": max(0, insight, create), "digital_spare": max(0, -max(insight, create))}


def _quotes(case: Case, wanted: Collection[str]) -> list[str]:
    """The links' quotes that were said in `wanted`, strongest first; a quote may be a part of what was said."""
    return [link.quote for link in case.links if is_part(link.quote, wanted)]


def _unasked(case: Case, outside: Collection[str], told: Told) -> bool:
    """Whether care for somebody near leads to care work that nobody asked for: that one cares says not that one wants to for a living."""
    if case.function.sector not in CARE or case.wish_sector or case.named or case.wish_percent >= HALF_WISHED or not outside:
        return False
    return all(any(for_kin(sentence) for sentence in told.outside if quote in sentence) for quote in outside)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
