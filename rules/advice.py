"""The front door: `advise(person, knowledge, today)`, pure and deterministic, explained, stamped with its versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules.answer import Advice, FiredRule, OwnWork, Route
from rules.case import Proposals, build_case
from rules.case_facts import function_facts, market_facts, match_facts, own_facts, own_work_facts, person_facts
from rules.catalogue import FunctionProfile
from rules.choice import MOST, Choice, Judged, choose
from rules.explanation import fill, shorten
from rules.fit import measure
from rules.knowledge import Knowledge
from rules.outlook import own_tasks, quadrant_of
from rules.person import Person
from rules.rulebook import Exclude, Facts, LongWay, Rule, Say, Scope, SetRoute, Tool
from rules.suggestion import suggest
from rules.task_matching import FunctionMatch
from rules.told import Told, gather

MOST_CANDIDATES = 30
"""Text matching proposes so many functions; the rules look at no more, so that the time stays bounded."""
MOST_SAID = 3
MOST_TOOLS = 1
"""So many sentences about the present work; what the other rules say stands under 'Waarom?'."""
FROM_EVIDENCE = 18
FROM_WISHES = 6
LOOKED_AT = 60
"""So many matches of each kind are kept, so that a function proposed by one kind has the links of the others."""


def advise(person: Person, knowledge: Knowledge, today: date) -> Advice:
    """At most three explained suggestions for what this person told, or a note that says what is missing."""
    told = gather(person, knowledge.catalogue)
    own = knowledge.catalogue.functions.get(person.function_id or "")
    own_work = _own_work(person, told, own, knowledge, today)
    if not told.enough:
        return Advice(versions=knowledge.versions, today=today, own_work=own_work, suggestions=(), note=_too_little(person), considered=())
    proposals = _propose(told, knowledge)
    functions = _candidates(proposals, own, person, knowledge)
    judged: list[Judged] = []
    facts_of: dict[str, Facts] = {}
    shared: Facts = {"person": person_facts(person, told), "own": own_facts(own)}
    for function in functions:
        case = build_case(person, told, function, proposals, knowledge)
        facts: Facts = {
            **shared,
            "function": function_facts(function, knowledge.catalogue),
            "match": match_facts(case, person, told, knowledge.catalogue),
            "market": market_facts(knowledge.labour_market, person.region_id, function, today),
        }
        facts_of[function.id] = facts
        fired = knowledge.engines.on(today, Scope.CANDIDATE).conclude(facts)
        judged.append(
            Judged(
                case=case,
                fired=fired,
                fit=measure(case, told, fired),
                route=_route(fired, case.same_function),
                excluded=_excluded(fired, facts),
                long_way=any(isinstance(conclusion, LongWay) for rule in fired for conclusion in rule.conclusions),
                market=knowledge.labour_market.note(person.region_id, function.sector, today),
            )
        )
    choice = choose(judged, person)
    return Advice(
        versions=knowledge.versions,
        today=today,
        own_work=own_work,
        suggestions=tuple(suggest(item, told, facts_of[item.case.function.id], knowledge) for item in choice.chosen),
        note=_note(choice, judged),
        considered=choice.considered,
    )


def _propose(told: Told, knowledge: Knowledge) -> Proposals:
    """What text matching finds in own sentences, wishes and refusals."""

    def found(sentences: Sequence[str]) -> list[FunctionMatch]:
        return knowledge.matcher.rank(sentences, LOOKED_AT) if sentences else []

    # Work and life outside it each on their own: among many sentences about the job, the weekend would drown.
    evidence: dict[str, FunctionMatch] = {}
    for outside in (False, True):
        for match in found([sentence for sentence in told.evidence if (sentence in told.outside) is outside]):
            evidence[match.function_id] = _best(evidence.get(match.function_id), match)
    ranked = sorted(evidence.values(), key=lambda match: (-match.score, match.function_id))
    wishes = {match.function_id: match for match in found(told.wishes)}
    return Proposals({match.function_id: match for match in ranked}, wishes, {match.function_id: match for match in found(told.refused)})


def _best(one: FunctionMatch | None, other: FunctionMatch) -> FunctionMatch:
    """The higher score of two, with the links of both."""
    if one is None:
        return other
    links = {(link.quote, link.task_id): link for link in (*one.links, *other.links)}
    return FunctionMatch(one.function_id, max(one.score, other.score), tuple(links.values()))


def _candidates(proposals: Proposals, own: FunctionProfile | None, person: Person, knowledge: Knowledge) -> list[FunctionProfile]:
    """Some thirty functions for the rules to judge: the present one, by work and life, by wishes, by wished sector."""
    functions = knowledge.catalogue.functions
    ids = [own.id] if own else []
    ids += list(proposals.evidence)[:FROM_EVIDENCE]
    ids += list(proposals.wishes)[:FROM_WISHES]
    ids += [identity for identity in proposals.evidence if functions[identity].sector in person.wish_sectors][:FROM_WISHES]
    ids += list(proposals.evidence)[FROM_EVIDENCE:]
    return [functions[identity] for identity in list(dict.fromkeys(ids))[:MOST_CANDIDATES]]


def _route(fired: Sequence[Rule], same_function: bool) -> Route:
    """The route of the first rule that names one (M5)."""
    if same_function:
        return Route.GROW_ALONG
    named = (conclusion.route for rule in fired for conclusion in rule.conclusions if isinstance(conclusion, SetRoute))
    return next((route for route in named if route is not Route.GROW_ALONG), Route.CHANGE_OCCUPATION)


def _excluded(fired: Sequence[Rule], facts: Facts) -> str:
    reasons = (fill(conclusion.reason, facts) for rule in fired for conclusion in rule.conclusions if isinstance(conclusion, Exclude))
    return next(reasons, "")


def _own_work(person: Person, told: Told, own: FunctionProfile | None, knowledge: Knowledge, today: date) -> OwnWork:
    """The present function in red and green, with what the rules say about it."""
    facts = own_work_facts(person, told, own)
    fired = knowledge.engines.on(today, Scope.OWN_WORK).conclude(facts)
    conclusions = [conclusion for rule in fired for conclusion in rule.conclusions]
    said = [fill(text.text, facts) for text in conclusions if isinstance(text, Say)][:MOST_SAID]
    said += [fill(text.text, facts) for text in conclusions if isinstance(text, Tool)][:MOST_TOOLS]
    return OwnWork(
        function_id=own.id if own else None,
        title=own.title if own else shorten(person.function_words),
        quadrant=quadrant_of(own.axes) if own else None,
        text=" ".join(said),
        tasks=own_tasks(own, person.task_trends),
        fired=tuple(
            FiredRule(rule.id, rule.title, fill(rule.because, facts), rule.source, knowledge.rulebook.version, "uitleg bij je werk van nu")
            for rule in fired
        ),
    )


def _too_little(person: Person) -> str:
    known = " Je functie alleen zegt mij nog niet genoeg." if person.function_words.strip() else ""
    return (
        f"Ik weet nog te weinig van je werk om iets voor te stellen.{known} "
        "Vertel wat je op een gewone dag doet, in je eigen woorden. Drie taken is al genoeg om te beginnen."
    )


def _note(choice: Choice, judged: Sequence[Judged]) -> str:
    """Why there are fewer than three; empty when there are three."""
    count = len(choice.chosen)
    if count == MOST:
        return ""
    found = {0: "Ik vond nu geen functie die goed genoeg past.", 1: "Ik vond er nu één die goed past.", 2: "Ik vond er nu twee die goed passen."}[count]
    broken = sum(item.case.breaks_hard for item in judged)
    if broken:
        words = next(check.words for item in judged for check in item.case.checks if check.hard and check.met is False)
        many = "viel één andere af" if broken == 1 else f"vielen {broken} andere af"
        return f"{found} Door wat voor jou echt moet, zoals “{shorten(words)}”, {many}. Bespreek met je coach of daar ruimte in zit."
    return f"{found} Vertel meer over je taken, wat je buiten je werk doet of wat je graag wilt. Dan zoek ik verder."
