"""What is wrong or odd in a rulebook that reads: rules that never fire, contradict or overlap, effects that never count, weak sources.

A wrong name, value or date is refused when the rulebook is read; here stands what only shows when rules lie side by side, and
beside the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from rules.catalogue import Catalogue
from rules.errors import Problem
from rules.explanation import join
from rules.language.tone import slips
from rules.review.catalogue_check import Severity
from rules.review.rulebook_domain import Domain, Field, domain, domains, implies
from rules.review.rulebook_profiles import SUBJECTS, asked, meets, profile_facts
from rules.review.rulebook_texts import hard_texts, read_fields, shown_texts
from rules.review.rulebook_together import never_together
from rules.review.rulebook_words import conclusion_words, field_words
from rules.rulebook import Exclude, FactValue, Points, Rule, Rulebook, Say, SetRoute, Tool
from rules.vocabulary import VOCABULARY
from rules.weighing.case_facts import own_facts
from rules.weighing.fit import PARTS

SOON = timedelta(days=90)
_MOST_VALUES = 12


class RuleSubject(StrEnum):
    """What a finding is about; the group it is shown in."""

    NEVER = "Regel die nooit kan afgaan"
    NO_PROFILE = "Regel die bij geen enkele functie past"
    EXPIRED = "Regel die verlopen is"
    CONTRADICTS = "Regels die elkaar tegenspreken"
    DOUBLE = "Regels die hetzelfde zeggen"
    NO_EFFECT = "Gevolg dat nooit telt"
    NO_SOURCE = "Bron die niet te vinden is"
    TONE = "Toon die niet past"
    OVERLAPS = "Regels die bij elkaar optellen"
    ENDS = "Regel die binnenkort verloopt of nog moet ingaan"
    NOT_READ = "Veld dat geen regel leest"
    HARD_TEXT = "Lange zin"


NOTES = frozenset({RuleSubject.OVERLAPS, RuleSubject.ENDS, RuleSubject.NOT_READ, RuleSubject.HARD_TEXT})


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One thing to look at, with the place it stands: file, line, rule and field."""

    subject: RuleSubject
    problem: Problem

    @property
    def severity(self) -> Severity:
        return Severity.NOTE if self.subject in NOTES else Severity.ERROR


def check_rulebook(rulebook: Rulebook, catalogue: Catalogue, today: date) -> tuple[RuleFinding, ...]:
    """Everything worth looking at, by subject and in rulebook order."""
    found = [
        *_dates(rulebook, today), *_never(rulebook), *_no_profile(rulebook, catalogue), *_side_by_side(rulebook), *_no_effect(rulebook),
        *_sources(rulebook), *_unread(rulebook), *_texts(rulebook),
    ]
    order = list(RuleSubject)
    return tuple(sorted(found, key=lambda finding: order.index(finding.subject)))


def errors_in(findings: Sequence[RuleFinding]) -> int:
    """How many of the findings are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _finding(subject: RuleSubject, rule: Rule, field: str, message: str) -> RuleFinding:
    return RuleFinding(subject, Problem(rule.file, rule.line, f"{rule.id}.{field}", message))


def _dates(rulebook: Rulebook, today: date) -> Iterator[RuleFinding]:
    for rule in rulebook.rules:
        if rule.valid_until is not None and rule.valid_until < today:
            message = f"de regel gold tot en met {rule.valid_until}. Zet er een nieuwe datum bij, of haal de regel weg."
            yield _finding(RuleSubject.EXPIRED, rule, "valid_until", message)
        elif rule.valid_until is not None and rule.valid_until - today <= SOON:
            yield _finding(RuleSubject.ENDS, rule, "valid_until", f"de regel geldt tot en met {rule.valid_until}. Kijk of hij langer moet gelden.")
        elif rule.valid_from > today:
            yield _finding(RuleSubject.ENDS, rule, "valid_from", f"de regel geldt pas vanaf {rule.valid_from}.")


def _never(rulebook: Rulebook) -> Iterator[RuleFinding]:
    for rule in rulebook.rules:
        for (subject, field), open_ in domains(rule).items():
            if open_.empty:
                yield _finding(RuleSubject.NEVER, rule, f"when.{subject}.{field}", f"geen enkele waarde voldoet. Verwacht: {_expected(subject, field)}.")
        for places in never_together(rule):
            names = join(f"{subject}.{field}" for subject, field in places)
            message = f"wat hier gevraagd wordt van {names}, komt nooit samen voor. Verwacht: haal één van beide voorwaarden weg."
            yield _finding(RuleSubject.NEVER, rule, "when", message)


def _expected(subject: str, field: str) -> str:
    """What a field can hold, in words."""
    spec = VOCABULARY[subject][field]
    if spec.options:
        return f"één of meer van {', '.join(spec.options)}"
    possible = domain(spec)
    if possible.words is not None:
        return "true of false"
    bounds = [f"vanaf {possible.low:g}" if possible.low > float("-inf") else "", f"tot en met {possible.high:g}" if possible.high < float("inf") else ""]
    return f"een {spec.kind} {' '.join(filter(None, bounds))}".strip() + ", en voorwaarden die samen kunnen"


def _no_profile(rulebook: Rulebook, catalogue: Catalogue) -> Iterator[RuleFinding]:
    """Rules whose demands on a function, or on the present one, no profile of the catalogue meets."""
    profiles = [*profile_facts(catalogue).values(), {"own": own_facts(None)}]
    diplomas = {item.id for item in catalogue.qualifications.values() if item.screening is None}  # nobody is asked about a VOG
    for rule in rulebook.rules:
        if any(open_.empty for open_ in domains(rule).values()):
            continue
        for subject in SUBJECTS:
            wanted = asked(rule, subject)
            facts = [profile[subject] for profile in profiles if subject in profile]
            if wanted and not any(meets(wanted, each) for each in facts):
                yield _no_profile_finding(rule, subject, wanted, facts)
        for field, thing, ids in (("qualifications", "dit diploma", diplomas), ("skills", "deze vaardigheid", set(catalogue.skills))):
            held = asked(rule, "person").get(field)
            if held and any(not group & ids for group in held.any_of):
                yield _finding(RuleSubject.NO_PROFILE, rule, f"when.person.{field}", f"{thing} staat niet in de catalogus. Verwacht: {_some(ids)}.")


def _no_profile_finding(rule: Rule, subject: str, wanted: Mapping[str, Domain], profiles: Sequence[Mapping[str, FactValue]]) -> RuleFinding:
    for field, open_ in wanted.items():
        if not any(open_.contains(facts[field]) for facts in profiles):
            message = f"geen functie van de catalogus voldoet hieraan. Verwacht: {_some(facts[field] for facts in profiles)}."
            return _finding(RuleSubject.NO_PROFILE, rule, f"when.{subject}.{field}", message)
    message = f"geen functie van de catalogus voldoet aan dit alles samen: {join(field_words(subject, field) for field in wanted)}."
    return _finding(RuleSubject.NO_PROFILE, rule, f"when.{subject}", message)


def _some(values: Iterable[FactValue]) -> str:
    """What does occur: the span of numbers, or the first few words."""
    known = {value for value in values if value is not None}
    numbers = [value for value in known if isinstance(value, int | float) and not isinstance(value, bool)]
    if numbers:
        return f"een getal van {min(numbers):g} tot en met {max(numbers):g}"
    shown = sorted({True: "true", False: "false"}[value] if isinstance(value, bool) else str(value) for value in known)
    return ", ".join(shown[:_MOST_VALUES]) + (" …" if len(shown) > _MOST_VALUES else "")


def _side_by_side(rulebook: Rulebook) -> Iterator[RuleFinding]:
    """Pairs of rules of one scope whose dates overlap: contradictions, doubles and sums."""
    able = [rule for rule in rulebook.rules if not any(open_.empty for open_ in domains(rule).values())]
    for first, second in combinations(able, 2):
        if first.scope is not second.scope or not _together(first, second):
            continue
        forth, back = implies(first, second), implies(second, first)
        if forth and back:
            yield from _equal(first, second)
        elif forth or back:
            narrow, wide = (first, second) if forth else (second, first)
            yield from _overlap(narrow, wide)
        if back:
            yield from _late_route(first, second)


def _together(first: Rule, second: Rule) -> bool:
    ends = [rule.valid_until or date.max for rule in (first, second)]
    return max(first.valid_from, second.valid_from) <= min(ends)


def _equal(first: Rule, second: Rule) -> Iterator[RuleFinding]:
    same = [conclusion for conclusion in second.conclusions if conclusion in first.conclusions]
    if same:
        message = f"heeft dezelfde voorwaarden en hetzelfde gevolg als {_place(first)}: {conclusion_words(same[0])}. Houd er één over."
        yield _finding(RuleSubject.DOUBLE, second, "then", message)
    for against in _opposites:
        if against(first, second) or against(second, first):
            message = f"heeft dezelfde voorwaarden als {_place(first)}, maar concludeert het tegendeel. Verwacht: verschillende voorwaarden, of één regel."
            yield _finding(RuleSubject.CONTRADICTS, second, "then", message)
            return


def _points_against(one: Rule, other: Rule) -> bool:
    """Points on for a part in one rule, off in the other."""
    on = {item.part for item in one.conclusions if isinstance(item, Points) and item.by > 0}
    return any(isinstance(item, Points) and item.by < 0 and item.part in on for item in other.conclusions)


def _route_against(one: Rule, other: Rule) -> bool:
    routes = {item.route for rule in (one, other) for item in rule.conclusions if isinstance(item, SetRoute)}
    return len(routes) > 1


def _excluded_and_praised(one: Rule, other: Rule) -> bool:
    return _excludes(one) and any(isinstance(item, Say | Tool) or (isinstance(item, Points) and item.by > 0) for item in other.conclusions)


_opposites: tuple[Callable[[Rule, Rule], bool], ...] = (_points_against, _route_against, _excluded_and_praised)


def _excludes(rule: Rule) -> bool:
    return any(isinstance(item, Exclude) for item in rule.conclusions)


def _overlap(narrow: Rule, wide: Rule) -> Iterator[RuleFinding]:
    """The narrower rule always fires with the wider one: the same words twice are an error, points that add up are not."""
    for item in narrow.conclusions:
        if item in wide.conclusions and not isinstance(item, Points):
            message = f"zegt hetzelfde als {_place(wide)}, die dan altijd ook afgaat: {conclusion_words(item)}. Haal het bij één van beide weg."
            yield _finding(RuleSubject.DOUBLE, narrow, "then", message)
        elif isinstance(item, Points) and any(isinstance(other, Points) and other.part is item.part and other.by * item.by > 0 for other in wide.conclusions):
            yield _finding(RuleSubject.OVERLAPS, narrow, "then.points", f"telt altijd op bij de punten van {_place(wide)} ({PARTS[item.part].label}).")


def _late_route(first: Rule, second: Rule) -> Iterator[RuleFinding]:
    """The first rule that names a route decides; `second` stands later and always fires with `first`."""
    if all(any(isinstance(item, SetRoute) for item in rule.conclusions) for rule in (first, second)):
        message = f"{_place(first)} gaat dan altijd ook af en staat eerder, dus die bepaalt de route. Zet deze regel ervoor, of haal de route weg."
        yield _finding(RuleSubject.NO_EFFECT, second, "then.route", message)


def _no_effect(rulebook: Rulebook) -> Iterator[RuleFinding]:
    for rule in rulebook.rules:
        for item in rule.conclusions:
            if not isinstance(item, Points):
                continue
            part = PARTS[item.part]
            if (item.by > 0 and item.ceiling == 0) or (item.by < 0 and item.floor >= part.maximum):
                bound, value, possible = ("ceiling", item.ceiling, f"1 tot en met {part.maximum}") if item.by > 0 else ("floor", item.floor, f"0 tot en met {part.maximum - 1}")
                message = f"met {value} als grens tellen de punten bij {part.label} nooit. Verwacht: {possible}."
                yield _finding(RuleSubject.NO_EFFECT, rule, f"then.points.{bound}", message)
            elif item.by > 0 and item.by > item.ceiling:
                message = f"van de {item.by} punten tellen er hoogstens {item.ceiling}. Verwacht: een grens van minstens {item.by}, of minder punten."
                yield _finding(RuleSubject.NO_EFFECT, rule, "then.points.ceiling", message)
            elif _excludes(rule):
                yield _finding(RuleSubject.NO_EFFECT, rule, "then.points", "de regel laat de functie ook afvallen, dus de punten tellen niet mee.")


def _sources(rulebook: Rulebook) -> Iterator[RuleFinding]:
    for rule in rulebook.rules:
        if not ("§" in rule.source or "oordeel van dit project" in rule.source):
            message = f"'{rule.source}' is niet terug te vinden. Verwacht: een stuk met paragraaf (§), of 'oordeel van dit project'."
            yield _finding(RuleSubject.NO_SOURCE, rule, "source", message)


def _unread(rulebook: Rulebook) -> Iterator[RuleFinding]:
    read: set[Field] = {place for rule in rulebook.rules for place in read_fields(rule)}
    for subject, specs in VOCABULARY.items():
        for field in specs:
            if (subject, field) not in read:
                problem = Problem("rules/vocabulary.py", 0, f"{subject}.{field}", field_words(subject, field))
                yield RuleFinding(RuleSubject.NOT_READ, problem)


def _texts(rulebook: Rulebook) -> Iterator[RuleFinding]:
    for rule in rulebook.rules:
        for place, text in shown_texts(rule):
            for slip in slips(text):
                yield _finding(RuleSubject.TONE, rule, place, f"'{slip.words}' {slip.why}.")
            for long, count in hard_texts(text):
                yield _finding(RuleSubject.HARD_TEXT, rule, place, f"{count} woorden in één zin: '{long}'")


def _place(rule: Rule) -> str:
    return f"'{rule.id}' ({rule.file}, regel {rule.line})"
