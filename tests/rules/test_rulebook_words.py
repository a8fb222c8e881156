"""Rules read as sentences, the page for HR is what the rulebook says, and two rulebooks differ in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.knowledge import Knowledge
from rules.review.catalogue_diff import Happened
from rules.review.rulebook_diff import rulebook_changes
from rules.review.rulebook_markdown import file_title, rulebook_markdown
from rules.review.rulebook_models import MODELS, rules_by_model
from rules.review.rulebook_words import conclusion_words, conditions_words, field_words, rule_sentences
from rules.vocabulary import VOCABULARY, FieldKind
from tests.rules.small_rulebook import rule, rulebook

PAGE = Path(__file__).parents[2] / "docs" / "RULES.md"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("{match: {task_percent: {at_least: 40, at_most: 90}}}", "de mate waarin de eigen taken terugkomen minstens 40 procent is en hoogstens 90 procent is"),
        ("{match: {task_count: 2}}", "het aantal taken van de functie die in de eigen woorden terugkomen 2 is"),
        ("{match: {same_function: false}}", "het een andere functie is dan de huidige"),
        ("{function: {target: false}}", "het niet zo is dat het rapport de functie als nieuw noemt"),
        ("{person: {direction: [grow-along, add-role]}}", "de gekozen richting een rol erbij of meegroeien in de eigen functie is"),
        ("{person: {direction: {not: add-role}}}", "de gekozen richting bekend is, en niet een rol erbij"),
        ("{person: {direction: {known: false}}}", "de gekozen richting niet bekend is"),
        ("{person: {criteria: {has_none: [outdoors]}}}", "de lijst met eisen en wensen niets bevat van: buiten werken"),
        ("{function: {sector: {not: zorg}}}", "de sector van de functie niet zorg is"),
    ],
)
def test_a_condition_in_words(when: str, words: str) -> None:
    (one,) = rulebook(rule(when=when)).rules
    assert conditions_words(one) == [words]


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("[{points: {part: tasks, by: 1}}]", "komt er 1 punt bij voor taken"),
        ("[{points: {part: interests, by: -4, floor: 2}}]", "gaan er 4 punten af bij interesses (tot minstens 2)"),
        ("[{route: add-role}]", "is de route: een rol erbij"),
        ('[{say: "Bij {function.title} past het."}]', "zegt het advies: “Bij [naam van de functie] past het.”"),
    ],
)
def test_a_conclusion_in_words(then: str, words: str) -> None:
    (one,) = rulebook(rule(then=then)).rules
    assert conclusion_words(one.conclusions[0]) == words


def test_every_rule_reads_without_names_of_fields_or_holes(knowledge: Knowledge) -> None:
    names = {field for specs in VOCABULARY.values() for field in specs if "_" in field}
    for one in knowledge.rulebook.rules:
        text = " ".join(rule_sentences(one))
        assert text.startswith("Als ") and " dan " in text and "Omdat: " in text
        assert "{" not in text and not [name for name in names if name in text], one.id
        assert not re.search(r"\.”\.|\.\.|  ", text), text


def test_every_number_and_choice_has_an_article() -> None:
    for subject, specs in VOCABULARY.items():
        for field, spec in specs.items():
            if spec.kind in {FieldKind.NUMBER, FieldKind.SET}:
                assert field_words(subject, field).split()[0] in {"de", "het"}, (subject, field)


def test_the_committed_page_is_what_the_rulebook_writes(knowledge: Knowledge) -> None:
    assert PAGE.read_text(encoding="utf-8") == rulebook_markdown(knowledge.rulebook), "wijzer rules list --markdown > docs/RULES.md"


def test_the_page_holds_every_rule_and_every_link_leads_somewhere(knowledge: Knowledge) -> None:
    page = rulebook_markdown(knowledge.rulebook)
    assert set(re.findall(r"\(#([a-z0-9-]+)\)", page)) == set(re.findall(r'<a id="([a-z0-9-]+)">', page)) == {one.id for one in knowledge.rulebook.rules}
    assert all(one.source in page and one.title in page for one in knowledge.rulebook.rules)
    assert file_title("20-toekomst-van-werk.yml") == "Toekomst van werk"


def test_rules_by_model_follow_the_order_of_the_source_and_can_be_narrowed(knowledge: Knowledge) -> None:
    by_model = rules_by_model(knowledge.rulebook)
    assert list(by_model) == [model for model in MODELS if model in by_model]
    assert {model for one in knowledge.rulebook.rules for model in one.models} == set(by_model)
    assert set(rules_by_model(knowledge.rulebook, "M8")) == {"M8"}


def test_a_rulebook_does_not_differ_from_itself(knowledge: Knowledge) -> None:
    assert rulebook_changes(knowledge.rulebook, knowledge.rulebook) == ()


def test_what_came_went_and_changed_is_told_in_words() -> None:
    old = rulebook(rule("blijft"), rule("weg"), rule("anders"))
    new = rulebook(rule("blijft"), rule("anders", when="{match: {task_percent: {at_least: 50}}}", until="2027-12-31"), rule("nieuw"))
    changes = {change.id: change for change in rulebook_changes(old, new)}
    assert {name: change.happened for name, change in changes.items()} == {"weg": Happened.REMOVED, "nieuw": Happened.ADDED, "anders": Happened.CHANGED}
    told = [str(field) for field in changes["anders"].fields]
    assert told[0].startswith("als: erbij de mate waarin") and "minstens 50 procent" in told[0] and "weg " in told[0]
    assert told[1] == "geldig tot en met: (leeg) → 2027-12-31"


def test_another_order_is_a_change_because_the_first_route_counts() -> None:
    (change,) = rulebook_changes(rulebook(rule("een"), rule("twee")), rulebook(rule("twee"), rule("een")))
    assert change.id == "volgorde" and any("een → (vooraan)" in str(field) for field in change.fields)
