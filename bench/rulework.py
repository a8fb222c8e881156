"""How the rules grow: `advise()` with 20, 80 and 200 rules beside 20, 100 and 3,000 functions, and the same rule work on CLIPS.

Run it as `python -m bench.rulework`. Fewer rules are spread over the rulebook, more are the same ones again under other names. CLIPS gets
every case as one fact and the rules as patterns with tests; it must fire exactly the rules that experta fires, or nothing is reported.
"""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import clips

from bench.advise import DATA, TODAY, of_size, sample_persons
from rules.advice import advise
from rules.engine import RuleEngine
from rules.files.knowledge_files import load_knowledge
from rules.knowledge import Engines, Knowledge
from rules.person import Person
from rules.reasoning import reason
from rules.rulebook import Condition, Facts, FactValue, Operator, Rule, Rulebook, Scope
from rules.vocabulary import VOCABULARY, FieldKind

RULES = (20, 80, 200)
FUNCTIONS = (20, 100, 3000)
PERSONS = 30
CASES = 300


def measure() -> Iterator[tuple[str, str, str]]:
    """Rows: what, aim, measured."""
    knowledge = load_knowledge(DATA)
    persons = sample_persons(knowledge.catalogue, PERSONS)
    yield from _one_case(knowledge, persons)
    for functions in FUNCTIONS:
        sized = of_size(knowledge, functions)
        for count in RULES:
            p50, p95 = _advising(with_rules(sized, count), persons)
            aim = "p95 ≤ 100 ms" if (count, functions) == (80, 3000) else ""
            yield f"advise() with {count} rules × {functions:,} functions, p50 / p95", aim, f"{p50:.0f} / {p95:.0f} ms"


def with_rules(knowledge: Knowledge, count: int) -> Knowledge:
    """The same knowledge with so many rules about candidates; the rules about the present work stay."""
    rules = [rule for rule in knowledge.rulebook.rules if rule.scope is Scope.CANDIDATE]
    others = [rule for rule in knowledge.rulebook.rules if rule.scope is not Scope.CANDIDATE]
    chosen = [rules[place * len(rules) // count] for place in range(count)] if count <= len(rules) else _repeated(rules, count)
    rulebook = Rulebook((*chosen, *others), f"{knowledge.rulebook.version}-{count}")
    return dataclasses.replace(knowledge, rulebook=rulebook, engines=Engines(rulebook))


def _repeated(rules: Sequence[Rule], count: int) -> list[Rule]:
    turns = -(-count // len(rules))
    return [dataclasses.replace(rule, id=f"{rule.id}-{turn}") for turn in range(turns) for rule in rules][:count]


def _one_case(knowledge: Knowledge, persons: Sequence[Person]) -> Iterator[tuple[str, str, str]]:
    cases = [facts for person in persons for facts in reason(person, knowledge, TODAY).judge.facts.values()][:CASES]
    for count in RULES:
        rules = with_rules(knowledge, count).rulebook.valid_on(TODAY, Scope.CANDIDATE)
        ours, theirs = RuleEngine(rules), Clips(rules)
        for facts in cases:
            if [rule.id for rule in ours.conclude(facts)] != theirs.conclude(facts):
                raise AssertionError("experta and CLIPS fire other rules for the same case: the comparison means nothing")
        experta, peer = (_per_case(conclude, cases) for conclude in (ours.conclude, theirs.conclude))
        yield f"{count} rules on one case: experta with our matcher, CLIPS", "", f"{experta:.2f} ms, {peer:.2f} ms"


def _per_case(conclude: Callable[[Facts], object], cases: Sequence[Facts]) -> float:
    """Milliseconds a case."""
    start = time.perf_counter()
    for facts in cases:
        conclude(facts)
    return 1000 * (time.perf_counter() - start) / len(cases)


def _advising(knowledge: Knowledge, persons: Sequence[Person]) -> tuple[float, float]:
    taken = []
    for person in (*persons[:3], *persons):
        start = time.perf_counter()
        advise(person, knowledge, TODAY)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken[3:]), statistics.quantiles(taken[3:], n=20)[-1]


class Clips:
    """The same rules on CLIPS: one fact a case, one rule a rule, the order by salience.

    When it goes it says on the screen that it did not free all memory; that is CLIPS's own, and does not touch what was measured.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._environment = clips.Environment()
        self._fired: list[str] = []
        fields = {(subject, field): kind.kind for subject, specs in VOCABULARY.items() for field, kind in specs.items()}
        slots = " ".join(f"({'multislot' if kind is FieldKind.SET else 'slot'} {_slot(*place)})" for place, kind in fields.items())
        self._environment.build(f"(deftemplate case {slots})")
        self._environment.define_function(self._fired.append, name="fired")
        for place, rule in enumerate(rules):
            self._environment.build(_clips_rule(rule, len(rules) - place))
        self._case = self._environment.find_template("case")

    def conclude(self, facts: Facts) -> list[str]:
        """The ids of the rules that fire."""
        self._fired.clear()
        self._environment.reset()
        self._case.assert_fact(**{_slot(subject, field): _value(value) for subject, fields in facts.items() for field, value in fields.items()})
        self._environment.run()
        return list(self._fired)


def _slot(subject: str, field: str) -> str:
    return f"{subject}-{field}"


def _value(value: FactValue) -> Any:
    if value is None or isinstance(value, bool):
        return clips.Symbol({None: "nil", True: "TRUE", False: "FALSE"}[value])
    return sorted(value) if isinstance(value, frozenset) else value


def _clips_rule(rule: Rule, salience: int) -> str:
    slots, tests = [], []
    for subject, fields in rule.conditions.items():
        for field, conditions in fields.items():
            name = _slot(subject, field)
            sign = "$?" if VOCABULARY[subject][field].kind is FieldKind.SET else "?"
            slots.append(f"({name} {sign}{name})")
            tests += [_test(f"?{name}", condition) for condition in conditions]
    return f'(defrule {rule.id} (declare (salience {salience})) (case {" ".join(slots)}) (test (and TRUE {" ".join(tests)})) => (fired "{rule.id}"))'


def _test(name: str, condition: Condition) -> str:
    expected = condition.expected
    if isinstance(expected, frozenset):
        return _set_test(name, condition.operator, sorted(expected))
    if condition.operator is Operator.KNOWN:
        return f"(neq {name} nil)" if expected else f"(eq {name} nil)"
    if isinstance(expected, bool):
        return f"(eq {name} {'TRUE' if expected else 'FALSE'})"
    compare = {Operator.AT_LEAST: ">=", Operator.AT_MOST: "<="}.get(condition.operator, "=")
    return f"(and (numberp {name}) ({compare} {name} {expected}))"


def _set_test(name: str, operator: Operator, values: Sequence[str]) -> str:
    quoted = [f'"{value}"' for value in values]
    if operator in {Operator.HAS_ANY, Operator.HAS_NONE}:
        some = f"(or FALSE {' '.join(f'(member$ {value} {name})' for value in quoted)})"
        return some if operator is Operator.HAS_ANY else f"(not {some})"
    same = f"(or FALSE {' '.join(f'(eq {name} {value})' for value in quoted)})"
    return same if operator is Operator.ONE_OF else f"(and (neq {name} nil) (not {same}))"


if __name__ == "__main__":
    for what, aim, measured in measure():
        print(f"{what}: {measured}" + (f" (aim {aim})" if aim else ""), flush=True)
