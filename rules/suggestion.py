"""From a judged function to a suggestion that can be shown: every sentence of it comes from a chain."""

from __future__ import annotations

from collections.abc import Sequence

from rules.answer import Arrangement, Barrier, CoachNote, Evidence, FiredRule, PayNote, Route, Step, Suggestion
from rules.catalogue import RouteTemplate
from rules.explanation import capital, fill, in_sentence, join
from rules.knowledge import Knowledge
from rules.labour_market import WORKING_WORDS
from rules.learning import SHARES, first_steps
from rules.rulebook import Arrangement as ArrangementText
from rules.rulebook import (
    Ask,
    BarrierText,
    Exclude,
    Facts,
    Instrument,
    LongWay,
    Points,
    Rule,
    RuleStep,
    Say,
    SetRoute,
    Tool,
    concluded,
)
from rules.weighing.bars import NEXT_DOOR
from rules.weighing.case import Case
from rules.weighing.fit import FITTING, PARTS, fit_words, unique
from rules.weighing.judged import Judged
from rules.weighing.own_words import done, skills_by_source, with_words
from rules.weighing.told import Told

MOST_SENTENCES = 2
"""Sentences of rules in the opening; the others stand under 'Waarom?'."""

MOST_QUESTIONS = 2
"""So many questions to look at together; the other rules still stand under 'Waarom?'."""

SHOWN_WISH = 35
"""From this percentage on a wish is shown as leading to the function."""

_LONG_WAY = {True: ", maar vraagt een langere weg", False: " en vraagt een langere weg"}

_ROUTES = {
    Route.GROW_ALONG: "Je blijft in je functie en groeit mee met het werk.",
    Route.ADD_ROLE: "Je houdt je eigen werk en doet dit er voor een deel van de week bij.",
    Route.CHANGE_OCCUPATION: "Je stapt over naar ander werk",
}


def suggest(judged: Judged, told: Told, facts: Facts, knowledge: Knowledge, earlier: Sequence[Step] = ()) -> Suggestion:
    """The whole suggestion: what someone can do, what it takes, what softens it, and why; `earlier`: the steps of the cards before this one."""
    case, function = judged.case, judged.case.function
    words = fit_words(judged.fit.total)
    steps = _steps(judged, facts, knowledge, earlier)
    return Suggestion(
        function_id=function.id,
        title=function.title,
        what=function.what,
        route=judged.route,
        route_text=_route_text(judged, facts, knowledge),
        fit=judged.fit.total,
        fit_words=capital(f"{words}{_LONG_WAY[judged.fit.total >= FITTING]}" if judged.long_way else words),
        parts=judged.fit.parts,
        opening=_opening(judged, told, facts),
        evidence=_evidence(judged, told),
        has=case.has,
        missing=case.missing,
        steps=steps,
        labour_market=judged.market,
        barriers=tuple(_barriers(judged, facts)),
        criteria=case.checks,
        fired=fired_rules(judged, steps, facts, knowledge.rulebook.version),
        arrangements=tuple(Arrangement(fill(item.text, facts), rule.source) for rule, item in concluded(judged.fired, ArrangementText)),
        questions=tuple(fill(item.text, facts) for _, item in concluded(judged.fired, Ask))[:MOST_QUESTIONS],
        for_coach=coach_notes(judged.fired, facts, knowledge.rulebook.version),
        pay=None if case.same_function else PayNote(case.pay.verdict, case.pay.text),
        learning_route=_learning_route(judged, facts, knowledge),
    )


def coach_notes(fired: Sequence[Rule], facts: Facts, version: str) -> tuple[CoachNote, ...]:
    """M20: what the rules tell coach and HR."""
    return tuple(
        CoachNote(item.name, fill(item.text, facts), fill(rule.because, facts), rule.id, rule.source, version)
        for rule, item in concluded(fired, Instrument)
    )


def for_employee(fired: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that say something to the employee: all but those that only name an instrument of HR."""
    return tuple(rule for rule in fired if not all(isinstance(item, Instrument) for item in rule.conclusions))


def fired_rules(judged: Judged, steps: Sequence[Step], facts: Facts, version: str) -> tuple[FiredRule, ...]:
    """Every rule that fired, with its reason and what it did."""
    return tuple(
        FiredRule(rule.id, rule.title, fill(rule.because, facts), rule.source, version, _effect(rule, judged, steps, facts))
        for rule in for_employee(judged.fired)
    )


def _effect(rule: Rule, judged: Judged, steps: Sequence[Step], facts: Facts) -> str:
    effects: list[str] = []
    for gained in judged.fit.gained:
        if gained.rule is rule:
            label = PARTS[gained.part].label
            unit = "punt" if abs(gained.points) == 1 else "punten"
            effects.append(f"{gained.points:+d} {unit} bij {label}" if gained.points else f"geen punten meer bij {label}: de grens is bereikt")
    names = {
        BarrierText: "drempel, met wat die kleiner maakt",
        SetRoute: "bepaalt de route",
        Exclude: "valt af",
        LongWay: "geen makkelijke stap",
        RuleStep: "eerste stap om te leren",
        Say: "genoemd bij de uitleg",
        Tool: "idee voor je werk van nu",
        ArrangementText: "wat de stap veiliger kan maken",
        Ask: "vraag om samen te bekijken",
        Instrument: "iets voor je coach",
    }
    shown = {step.text for step in steps}
    for conclusion in rule.conclusions:
        if isinstance(conclusion, RuleStep) and fill(conclusion.text, facts) not in shown:
            effects.append("stap die hier voor een andere plaatsmaakte")
        elif not isinstance(conclusion, Points):
            effects.append(names[type(conclusion)])
    return join(unique(effects))


def _opening(judged: Judged, told: Told, facts: Facts) -> str:
    """What someone can do comes first (M22): own words that are like this work, else the skills they show, else what belongs to the present function."""
    case = judged.case
    own, by_function = skills_by_source(case)
    first = " ".join(done(case, told)) if not told.assumed else ""
    if not first and own:
        first = f"Dit laat je al zien: {with_words(case, own)}."
    if not first and by_function and case.own is not None:
        first = f"Dit hoort bij je werk als {in_sentence(case.own.title)}, en je gebruikt het hier ook: {join([gap.label for gap in by_function[:3]])}."
    said = [fill(text.text, facts) for _, text in concluded(judged.fired, Say)][:MOST_SENTENCES]
    if first:
        return " ".join([first, *said])
    return " ".join(_nothing_alike(case, said))


def _nothing_alike(case: Case, said: Sequence[str]) -> list[str]:
    """Why it is shown all the same when nothing that was told or belongs to the present work comes back in it; that comes last."""
    if case.own is not None and case.near_percent >= NEXT_DOOR:
        return [f"Dit werk ligt dicht bij je werk als {in_sentence(case.own.title)}.", *said]
    wish = [f"Je wilde ook wel {WORKING_WORDS[case.function.sector]} werken."] if case.wish_sector else []
    return [*wish, *said, "In je eigen taken zag ik dit werk nog niet terug."]


def _evidence(judged: Judged, told: Told) -> tuple[Evidence, ...]:
    """Own words and what they match, tasks before skills before wishes, each pair once; what follows from the function says so."""
    case = judged.case
    found: dict[tuple[str, str], Evidence] = {}
    for link in case.links:
        assumed = told.assumed and case.own is not None
        quote = f"je functie: {in_sentence(case.own.title)}" if assumed and case.own else link.quote
        found.setdefault((quote, link.task), Evidence(quote, link.task, "function" if assumed else "task", round(link.strength, 2)))
    labels = {gap.skill_id: gap.label for gap in case.has}
    for skill_id, label in labels.items():
        shown = case.shown[skill_id]
        kind = "function" if shown.from_function else "skill"
        found.setdefault((shown.quote, label), Evidence(shown.quote, label, kind, shown.strength / 100))
    if case.by_function and case.own is not None:
        quote = f"je werk als {in_sentence(case.own.title)}"
        found.setdefault((quote, case.function.title), Evidence(quote, case.function.title, "function", case.near_percent / 100))
    if case.wish_percent >= SHOWN_WISH:
        wish = case.wish_quote
        found.setdefault((wish, case.function.title), Evidence(wish, case.function.title, "interest", case.wish_percent / 100))
    return tuple(found.values())


def _steps(judged: Judged, facts: Facts, knowledge: Knowledge, earlier: Sequence[Step]) -> tuple[Step, ...]:
    """The usual three steps; the first rule with a step of a share puts its own in place. No step stands on two cards, and of
    gaps that weigh the same, one that no earlier card is about goes first."""
    case = judged.case
    shown = {step.text for step in earlier}
    known = {step.skill_label for step in earlier}

    def fits(text: str) -> bool:
        if text in shown or (case.own is not None and knowledge.crafts.about(text, case.own)):
            return False  # nobody learns from a day with who does the own work
        return not knowledge.crafts.foreign(text, case.function)

    missing = sorted(case.missing, key=lambda gap: (not gap.essential, gap.label in known))
    steps = {step.share: step for step in first_steps(missing, case.has, knowledge.catalogue.skills, case.function, fits, outsider=not case.same_function)}
    replaced: set[int] = set()
    for _, step in concluded(judged.fired, RuleStep):
        if step.share not in replaced and (text := fill(step.text, facts)) not in shown:
            replaced.add(step.share)
            steps[step.share] = Step(step.share, fill(step.skill, facts), text, fill(step.time, facts))
    return tuple(steps[share] for share in SHARES if share in steps)


def _barriers(judged: Judged, facts: Facts) -> list[Barrier]:
    return [
        Barrier(fill(text.text, facts), fill(text.softened_by, facts), rule.source) for rule, text in concluded(judged.fired, BarrierText)
    ]


def _route_text(judged: Judged, facts: Facts, knowledge: Knowledge) -> str:
    """The way there, with the route of learning and working where there is one, its duration and conditions (M17)."""
    function = judged.case.function
    sentences = [_ROUTES[judged.route]]
    if judged.route is Route.CHANGE_OCCUPATION:
        sentences = [f"{sentences[0]}, {'bij de gemeente' if function.municipal else 'buiten de gemeente'}."]
    route = _route_of(judged, knowledge)
    if route is not None:
        sentences.append(f"{route.title}: {route.what} Dit duurt ongeveer {facts['function']['route_months']}.")
        sentences += ["Dit zijn de voorwaarden.", *route.conditions] if route.conditions else []
    sentences += [fill(tool.text, facts) for _, tool in concluded(judged.fired, Tool)]
    return " ".join(sentence for sentence in sentences if sentence)


def _route_of(judged: Judged, knowledge: Knowledge) -> RouteTemplate | None:
    """The route of learning and working; nobody needs one to the work they do."""
    return None if judged.case.same_function else knowledge.catalogue.routes.get(judged.case.function.route or "")


def _learning_route(judged: Judged, facts: Facts, knowledge: Knowledge) -> str:
    """The name of that route and how long it takes; empty where there is none."""
    route = _route_of(judged, knowledge)
    return f"{route.title}, ongeveer {facts['function']['route_months']}" if route is not None else ""
