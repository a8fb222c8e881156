"""The example of the works council: 'wie in schaal 6 of 7 werkt en goed is met Excel → tip data-analist via leer-werkweg', made by picking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from rules.advice import advise
from rules.catalogue import FunctionProfile
from rules.editing.form import ConclusionForm, ConditionForm, RuleForm
from rules.editing.saving import Ground, save_new
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge, prepare
from rules.person import Meaning, Mention, MentionKind, Person
from rules.reasoning import reason
from rules.review.rule_cases import RuleCase, run_cases
from rules.review.rulebook_words import rule_sentences
from rules.rulebook import Facts
from rules.weighing.case_facts import function_facts, own_facts, person_facts
from rules.weighing.told import gather

TODAY = date(2026, 12, 2)
GROUP = "40-verborgen-kansen.yml"
TIP = RuleForm(
    title="Van Excel naar data-analist", models=("M6", "M17"),
    when=(
        ConditionForm("own.scales", "has_any", ("6", "7")),
        ConditionForm("person.skills", "has_any", ("spreadsheets-gebruiken",)),
        ConditionForm("function.id", "one_of", ("data-analist",)),
        ConditionForm("function.route_id", "one_of", ("leer-werkweg-data-analyse",)),
        ConditionForm("function.route", "known"),
    ),
    then=(
        ConclusionForm("points", {"part": "tasks", "by": "5"}), ConclusionForm("points", {"part": "skills", "by": "4"}),
        ConclusionForm("say", {"text": "Je bent goed met Excel. Via een leer-werkweg kun je van daaruit {function.title} worden: {function.route}."}),
    ),
    because="Je functie zit in schaal 6 of 7 en je vertelde dat je met spreadsheets werkt. Voor {function.title} is er een leer-werkweg.",
    source="Digitale transformatie deel 2, §5.4 (leer- en werkwegen)", valid_from="2026-12-01", author="Hans (HR)",
)


@pytest.fixture(scope="module")
def with_tip(files: Mapping[str, str], ground: Ground, knowledge: Knowledge) -> Knowledge:
    rulebook = parse_rulebook(save_new(files, TIP, GROUP, ground), "met tip")
    return prepare(knowledge.catalogue, rulebook, knowledge.labour_market, knowledge.scales, knowledge.examples, product="test")


def excel(function_id: str) -> Person:
    said = Mention(MentionKind.SKILL, "Excel", "spreadsheets-gebruiken", "werken met spreadsheets", Meaning.NOW, 0.9)
    return Person(function_id=function_id, mentions=(said,))


def in_scale(knowledge: Knowledge, *scales: int) -> Iterator[FunctionProfile]:
    return (each for each in knowledge.catalogue.functions.values() if each.scale and any(each.scale.from_ <= scale <= each.scale.to for scale in scales))


def test_the_form_reads_as_the_sentence(with_tip: Knowledge, ground: Ground) -> None:
    (tip,) = [rule for rule in with_tip.rulebook.rules if rule.id == "van-excel-naar-data-analist"]
    when, then, why = rule_sentences(tip, ground.picks.names)
    assert "schalen van de functie van nu iets bevat van: 6 of 7" in when and "werken met spreadsheets" in when and "Data-analist" in when and "Leer- en werkweg data-analyse" in when
    assert then.startswith("dan komen er 5 punten bij voor taken, en komen er 4 punten bij voor vaardigheden, en zegt het advies: “Je bent goed met Excel.")
    assert why.startswith("Omdat: “Je functie zit in schaal 6 of 7")


@pytest.mark.parametrize(
    ("told", "fires"),
    [
        ({}, True),
        ({"own": {"scales": frozenset({"7", "8"})}}, True),
        ({"own": {"scales": frozenset({"8", "9"})}}, False),
        ({"person": {"skills": frozenset({"telefoneren"})}}, False),
        ({"function": {"id": "datasteward", "route_id": "leer-werkweg-data-analyse", "route": "leer- en werkweg"}}, False),
        ({"function": {"id": "data-analist", "route_id": "leer-werkweg-privacy", "route": "leer- en werkweg"}}, False),
    ],
)
def test_the_tip_fires_for_whom_it_is_meant_and_is_silent_close_by(told: Facts, fires: bool, with_tip: Knowledge) -> None:
    meant: Facts = {
        "own": {"scales": frozenset({"6", "7"})}, "person": {"skills": frozenset({"spreadsheets-gebruiken"})},
        "function": {"id": "data-analist", "route_id": "leer-werkweg-data-analyse", "route": "leer- en werkweg data-analyse"},
    }
    case = RuleCase("van-excel-naar-data-analist", {**meant, **told}, fires)
    (result,) = run_cases([case], with_tip.rulebook, TODAY)
    assert result.passed, result.wrong


def test_it_reaches_the_advice_of_somebody_who_said_excel(with_tip: Knowledge, knowledge: Knowledge) -> None:
    """In every function of scale 6 or 7 the tip fires at data-analist, and for most of them it comes among the three by it."""
    tipped = 0
    for own in in_scale(with_tip, 6, 7):
        assert "van-excel-naar-data-analist" in {rule.id for rule in reason(excel(own.id), with_tip, TODAY).of("data-analist").fired}
    for own in in_scale(with_tip, 6, 7):
        before, after = (advise(excel(own.id), each, TODAY) for each in (knowledge, with_tip))
        shown = next((item for item in after.suggestions if item.function_id == "data-analist"), None)
        if shown is not None and "data-analist" not in {item.function_id for item in before.suggestions}:
            tipped += 1
            assert "Via een leer-werkweg kun je van daaruit data-analist worden" in shown.opening
    assert 2 * tipped > sum(1 for _ in in_scale(with_tip, 6, 7))


def test_it_is_silent_for_who_works_in_another_scale_or_said_nothing_of_it(with_tip: Knowledge) -> None:
    for own in list(in_scale(with_tip, 10))[:6]:
        assert "van-excel-naar-data-analist" not in {rule.id for rule in reason(excel(own.id), with_tip, TODAY).of("data-analist").fired}
    quiet = Person(function_id=next(in_scale(with_tip, 6)).id)
    assert "van-excel-naar-data-analist" not in {rule.id for rule in reason(quiet, with_tip, TODAY).of("data-analist").fired}


def test_the_fields_of_the_tip_hold_what_the_catalogue_and_the_person_say(knowledge: Knowledge) -> None:
    clerk, analyst = knowledge.catalogue.functions["administratief-medewerker"], knowledge.catalogue.functions["data-analist"]
    assert own_facts(clerk)["scales"] == frozenset({"6", "7"}) and own_facts(None)["scales"] == frozenset()
    outside = next(each for each in knowledge.catalogue.functions.values() if each.scale is None)
    assert own_facts(outside)["scales"] == frozenset()
    assert function_facts(analyst, knowledge.catalogue)["route_id"] == "leer-werkweg-data-analyse"
    assert function_facts(clerk, knowledge.catalogue)["route_id"] is None
    person = excel(clerk.id)
    assert person_facts(person, gather(person, knowledge))["skills"] == frozenset({"spreadsheets-gebruiken"})
    quiet = Person(function_id=clerk.id)
    assert person_facts(quiet, gather(quiet, knowledge))["skills"] == frozenset()  # what belongs to the function is no own word
    wish = Person(mentions=(Mention(MentionKind.SKILL, "Excel", "spreadsheets-gebruiken", "werken met spreadsheets", Meaning.WANTED, 0.9),))
    assert person_facts(wish, gather(wish, knowledge))["skills"] == frozenset()
