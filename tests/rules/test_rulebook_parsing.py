"""Broken rules: file, rule, field and what was expected; and nothing in a rule is ever run."""

from __future__ import annotations

import pytest

from rules.errors import RulebookError
from rules.files.rulebook_parsing import parse_rulebook
from rules.rulebook import Condition, Operator

GOOD = """
- id: een-regel
  title: Een regel
  models: [M14]
  when:
    function: {regulated: true, requirements: {known: true}}
    match: {task_percent: {at_least: 40, at_most: 90}}
  then:
    - points: {part: criteria, by: -3}
    - barrier: {text: "Nodig: {function.requirements}.", softened_by: "Bespreek het."}
  because: "Voor {function.title} is {function.requirements} nodig."
  source: oordeel van dit project
  valid_from: 2026-01-01
  author: redactie
"""


def messages(text: str) -> list[tuple[str, str]]:
    with pytest.raises(RulebookError) as caught:
        parse_rulebook({"regels.yml": text}, "test")
    assert all(problem.file == "regels.yml" and problem.line > 1 for problem in caught.value.problems)
    return [(problem.field, problem.message) for problem in caught.value.problems]


def test_a_good_rule_is_read() -> None:
    (rule,) = parse_rulebook({"regels.yml": GOOD}, "v").rules
    assert rule.conditions["match"]["task_percent"] == (Condition(Operator.AT_LEAST, 40.0), Condition(Operator.AT_MOST, 90.0))
    assert len(rule.conclusions) == 2


@pytest.mark.parametrize(
    ("old", "new", "field", "told"),
    [
        ("function: {regulated", "functie: {regulated", "when.functie", "person, own, function, match, market"),
        ("regulated: true", "reguleted: true", "when.function.reguleted", "Bedoel je 'regulated'?"),
        ("regulated: true", "regulated: 3", "when.function.regulated", "true of false"),
        ("{at_least: 40, at_most: 90}", "veel", "when.match.task_percent", "is een getal"),
        ("{at_least: 40, at_most: 90}", "{minstens: 40}", "when.match.task_percent", "at_least, at_most, known"),
        ("{at_least: 40, at_most: 90}", "{at_least: veel}", "when.match.task_percent", "hoort een getal"),
        ("part: criteria", "part: eisen", "points.part", "tasks, skills, interests, criteria"),
        ("by: -3", "by: -99", "points.by", "van -12 tot en met 12"),
        ("by: -3", "by: 0", "points.by", "is nul"),
        ("- points: {part", "- punten: {part", "", "points, barrier"),
        ("{function.title} is", "{function.titel} is", "because", "Bedoel je 'function.title'?"),
        ("{function.title} is", "{function.regulated} is", "because", "ja of nee"),
        (", requirements: {known: true}", "", "because", "kan leeg zijn"),
        ("nodig.\"", "nodig {.\"", "because", "losse accolade"),
        ("valid_from: 2026-01-01", "valid_from: vandaag", "valid_from", "geen datum"),
        ("valid_from: 2026-01-01", "valid_from: 2026-01-01\n  valid_until: 2025-01-01", "valid_until", "Draai ze om"),
        ("models: [M14]", "models: [M99]", "models", "M1 tot en met M24"),
        ("source: oordeel van dit project", "source: ''", "source", "ontbreekt"),
        ("author: redactie", "auteur: redactie", "auteur", "Bedoel je 'author'?"),
        ("title: Een regel", "title: Een regel\n  about: own-work", "then[1].points", "say"),
        ("title: Een regel", "title: Een regel\n  about: own-work", "when.function", "Kies uit: person, own."),
        ("title: Een regel", "title: Een regel\n  about: own-work", "because", "kan niet bij een regel over 'own-work'"),
        ("function: {regulated: true", "task: {said: grows}\n    function: {regulated: true", "when.task", "kan niet bij een regel over 'candidate'"),
        ("- points: {part: criteria, by: -3}", "- phase: {is: mobiliteit, offer: Ga kijken.}", "then[1].phase", "kan niet bij een regel over 'candidate'"),
        ("- points: {part: criteria, by: -3}", "- instrument: {naam: pool, text: Vraag het.}", "instrument.naam", "Bedoel je 'name'?"),
        ("- points: {part: criteria, by: -3}", "- ask: \"Heb je {function.route}?\"", "ask", "kan leeg zijn"),
    ],
)
def test_a_mistake_is_named_with_its_field_and_what_was_expected(old: str, new: str, field: str, told: str) -> None:
    assert old in GOOD
    found = messages(GOOD.replace(old, new, 1))
    assert any(where.endswith(field) and told in message for where, message in found), found


@pytest.mark.parametrize("text", ["{function.__class__}", "{function.title!r}", "{function.title.__len__}", "{0}", "{__import__('os')}"])
def test_nothing_in_a_text_is_evaluated(text: str) -> None:
    found = messages(GOOD.replace("Bespreek het.", text))
    assert any("bestaat niet" in message for _, message in found)


def test_yaml_tags_run_nothing() -> None:
    with pytest.raises(RulebookError):
        parse_rulebook({"regels.yml": "- !!python/object/apply:os.system ['true']"}, "test")


def test_two_rules_with_one_id_are_refused() -> None:
    assert any("staat ook in regels.yml" in message for _, message in messages(GOOD + GOOD))


def test_a_rule_without_a_condition_is_refused() -> None:
    text = GOOD.replace("    function: {regulated: true, requirements: {known: true}}\n", "").replace("    match: {task_percent: {at_least: 40, at_most: 90}}\n", "")
    assert any("geen enkele voorwaarde" in message or "ontbreekt" in message for _, message in messages(text))


def test_an_empty_folder_is_no_rulebook() -> None:
    with pytest.raises(RulebookError, match="geen enkele regel"):
        parse_rulebook({}, "test")


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Condition(Operator.KNOWN, False), None, True),
        (Condition(Operator.KNOWN, True), 0, True),
        (Condition(Operator.AT_LEAST, 2.0), None, False),
        (Condition(Operator.AT_MOST, 2.0), 2, True),
        (Condition(Operator.NOT, frozenset({"zorg"})), None, False),
        (Condition(Operator.NOT, frozenset({"zorg"})), "ict", True),
        (Condition(Operator.ONE_OF, frozenset({"zorg", "ict"})), "ict", True),
        (Condition(Operator.HAS_ANY, frozenset({"zorg"})), frozenset({"zorg", "ict"}), True),
        (Condition(Operator.HAS_NONE, frozenset({"zorg"})), frozenset({"zorg"}), False),
        (Condition(Operator.HAS_NONE, frozenset({"zorg"})), frozenset(), True),
        (Condition(Operator.IS, False), False, True),
    ],
)
def test_a_condition_holds_or_not_and_a_missing_value_meets_only_known_false(condition: Condition, value: object, holds: bool) -> None:
    assert condition.holds(value) is holds  # type: ignore[arg-type]
