"""What the commands on the rulebook print: rules, findings and cases, as lines in Dutch and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from portal.commands.catalogue_shown import counted
from rules.asking.needs import decides, needing
from rules.catalogue import Catalogue
from rules.errors import Problem
from rules.explanation import join
from rules.review.rule_cases import CaseResult, RuleCase
from rules.review.rulebook_check import RuleFinding, errors_in
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.review.rulebook_models import MODELS, rules_by_model
from rules.review.rulebook_profiles import asked, reached
from rules.review.rulebook_words import condition_words, rule_sentences, validity_words
from rules.rulebook import Condition, Facts, Operator, Points, Rule, Rulebook, Scope
from rules.vocabulary import VOCABULARY, FieldKind
from rules.weighing.fit import PARTS

_FEW = 10  # functions that are named with an explanation


def findings_as_json(findings: Sequence[RuleFinding]) -> str:
    """Everything found, as one JSON document."""
    items = [
        {"severity": item.severity, "subject": item.subject, "file": item.problem.file, "line": item.problem.line, "field": item.problem.field, "text": item.problem.message}
        for item in findings
    ]
    return json.dumps({"errors": errors_in(findings), "findings": items}, ensure_ascii=False, indent=1)


def findings_as_lines(findings: Sequence[RuleFinding], rulebook: Rulebook) -> Iterator[str]:
    """Counts first, then the findings by subject."""
    errors = errors_in(findings)
    yield f"{counted(len(rulebook.rules), 'regel', 'regels')}: {counted(errors, 'fout', 'fouten')}, {counted(len(findings) - errors, 'punt', 'punten')} om naar te kijken"
    for subject, group in groupby(findings, key=lambda finding: finding.subject):
        found = list(group)
        yield ""
        yield f"{subject} ({found[0].severity}):"
        yield from (f"  {_problem(finding.problem)}" for finding in found)


def rules_as_lines(rulebook: Rulebook, model: str, scope: Scope | None) -> Iterator[str]:
    """The rules by model and file: id, title and dates."""
    by_model = rules_by_model(rulebook, model, scope)
    yield counted(len({rule.id for rules in by_model.values() for rule in rules}), "regel", "regels")
    for name, rules in by_model.items():
        yield ""
        yield f"{name} {MODELS[name]} ({len(rules)})"
        for file, group in groupby(rules, key=lambda rule: rule.file):
            yield f"  {file}"
            yield from (f"    {rule.id} · {rule.title} · {validity_words(rule)}" for rule in group)


def needing_as_lines(rulebook: Rulebook, about: str, question: str, scope: Scope | None) -> Iterator[str]:
    """The rules that need the answer to a question: those that decide, the heaviest first, and those that only tell something."""
    found = needing(question, [rule for rule in rulebook.rules if scope is None or rule.scope is scope])
    yield f"{counted(len(found), 'regel', 'regels')}: zo telt het antwoord mee op de vraag over {about}"
    groups = (
        ("Beslist mee welke functies je ziet", [rule for rule in found if decides(rule)]),
        ("Bepaalt alleen wat er op een kaart of bij het eigen werk staat", [rule for rule in found if not decides(rule)]),
    )
    for words, rules in groups:
        if rules:
            yield ""
            yield f"{words} ({len(rules)})"
            yield from (f"  {rule.id} · {rule.title}{_points(rule)}" for rule in rules)


def _points(rule: Rule) -> str:
    """What a rule adds and takes off, part by part; nothing when it gives no points."""
    points = [f"{PARTS[item.part].label} {item.by:+d}" for item in rule.conclusions if isinstance(item, Points)]
    return f" · {', '.join(points)}" if points else ""


def rule_as_lines(rule: Rule, catalogue: Catalogue, cases: Sequence[RuleCase], questions: Sequence[str]) -> Iterator[str]:
    """One rule in sentences, where it comes from, on which `questions` it rests, and where it fires."""
    yield f"{rule.title} ({rule.id})"
    yield ""
    yield from rule_sentences(rule)
    yield ""
    yield f"Gaat over: {SCOPE_WORDS[rule.scope]}"
    yield f"Modellen: {', '.join(f'{model} {MODELS[model]}' for model in rule.models)}"
    yield f"Rust op de {'vraag' if len(questions) == 1 else 'vragen'} over: {join(questions)}" if questions else "Rust op geen enkele vraag"
    yield f"Bron: {rule.source}"
    yield f"Geldig {validity_words(rule)}, geschreven door {rule.author}"
    yield f"Staat in {rule.file}, regel {rule.line}"
    yield ""
    yield from _functions(rule, catalogue)
    mine = [case for case in cases if case.rule_id == rule.id]
    if not mine:
        yield "Er zijn nog geen gevallen bij deze regel."
    for case in mine:
        yield f"{'Gaat af' if case.fires else 'Blijft stil'} als: {'; '.join(told_words(case.told)) or 'er niets verteld is'} ({case.file}, regel {case.line})"


def results_as_lines(results: Sequence[CaseResult], missing: Sequence[tuple[str, str]], *, all_of_them: bool) -> Iterator[str]:
    """How many cases passed, what went wrong, and which rules have no cases; all results with `all_of_them`."""
    failed = [result for result in results if not result.passed]
    yield f"{counted(len(results) - len(failed), 'geval', 'gevallen')} goed, {len(failed)} niet goed"
    for result in results if all_of_them else failed:
        case = result.case
        should = "moet afgaan" if case.fires else "moet stil blijven"
        yield f"  {'goed' if result.passed else 'NIET GOED'}: {case.rule_id} {should} ({case.file}, regel {case.line})"
        yield from (f"      {text}" for text in result.wrong)
    for rule_id, what in missing:
        yield f"  ontbreekt: {rule_id} heeft nog geen {what.removeprefix('een ')}"


def told_words(told: Facts) -> Iterator[str]:
    """The facts that a case sets, each as a clause."""
    for subject, fields in told.items():
        for field, value in fields.items():
            yield _clause(subject, field, value)


def _problem(problem: Problem) -> str:
    """A problem at its place; what is about no rule has no line."""
    return str(problem) if problem.line else f"{problem.field}: {problem.message}"


def _clause(subject: str, field: str, value: object) -> str:
    kind = VOCABULARY[subject][field].kind
    if value is None:
        return condition_words(subject, field, (Condition(Operator.KNOWN, False),))
    if isinstance(value, frozenset):
        return condition_words(subject, field, (Condition(Operator.HAS_ANY, value),))
    if kind in {FieldKind.FLAG, FieldKind.NUMBER} and isinstance(value, bool | int | float):
        return condition_words(subject, field, (Condition(Operator.IS, value),))
    words = frozenset({f"“{value}”" if kind is FieldKind.TEXT else str(value)})
    return condition_words(subject, field, (Condition(Operator.ONE_OF, words),))


def _functions(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """The functions that meet what the rule asks of a function, if it asks anything."""
    names: Mapping[str, str] = {"function": "Kan afgaan bij", "own": "Kan afgaan voor wie nu werkt in"}
    for subject, words in names.items():
        if asked(rule, subject):
            found = reached(rule, subject, catalogue)
            more = f", en nog {len(found) - _FEW}" if len(found) > _FEW else ""
            titles = "; ".join(f"{profile.title} ({profile.id})" for profile in found[:_FEW])
            yield f"{words} {len(found)} van de {counted(len(catalogue.functions), 'functie', 'functies')}: {titles}{more}"
