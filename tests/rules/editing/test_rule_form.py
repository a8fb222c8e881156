"""A rule as a form: the way there and back changes nothing, and what is wrong is told at its place, in words, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.editing.form import ConclusionForm, ConditionForm, RuleForm, at
from rules.editing.form_reading import read_form
from rules.editing.form_writing import form_of
from rules.editing.picks import UNKNOWN, conclusions, models, parts_of, scopes
from rules.editing.saving import Ground
from rules.errors import FormError
from rules.files.rule_text import rule_text
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge
from rules.rulebook import CONCLUSIONS, Operator, Scope
from rules.vocabulary import VOCABULARY, FieldKind
from tests.rules.editing.made_forms import forms

GOOD = RuleForm(
    title="Een regel", models=("M6",), when=(ConditionForm("match.task_percent", "at_least", ("40",)),), then=(ConclusionForm("points", {"part": "tasks", "by": "2"}),),
    because="Dit past bij wat je vertelde.", source="oordeel van dit project", valid_from="2026-01-01", author="Hans (HR)",
)


def wrong(form: RuleForm, ground: Ground) -> list[tuple[str, str]]:
    with pytest.raises(FormError) as caught:
        read_form(form, ground.picks)
    return list(at(caught.value))


def test_every_published_rule_comes_back_from_its_form_and_from_its_text(knowledge: Knowledge, ground: Ground) -> None:
    for rule in knowledge.rulebook.rules:
        form = form_of(rule)
        assert read_form(form, ground.picks) == rule
        assert form_of(read_form(form, ground.picks)) == form
        assert parse_rulebook({"een.yml": rule_text(rule)}, "").rules == (rule,)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_filled_in_is_refused_in_words_or_comes_back_from_form_and_text(data: st.DataObject, ground: Ground) -> None:
    form = data.draw(forms(ground.picks))
    try:
        rule = read_form(form, ground.picks)
    except FormError as error:
        known = {"", "id", "title", "models", "when", "then", "because", "source", "valid_from", "valid_until", "author"}
        assert all(place.partition("[")[0] in known for place, _ in at(error))
        return
    assert read_form(form_of(rule), ground.picks) == rule
    assert parse_rulebook({"een.yml": rule_text(rule)}, "").rules == (rule,)


def test_a_title_names_the_rule_and_half_filled_rows_are_told_but_empty_ones_passed_over(ground: Ground) -> None:
    rule = read_form(replace(GOOD, when=(ConditionForm(), *GOOD.when), then=(*GOOD.then, ConclusionForm())), ground.picks)
    assert rule.id == "een-regel" and rule.conditions == {"match": {"task_percent": rule.conditions["match"]["task_percent"]}}
    assert wrong(replace(GOOD, when=(ConditionForm(), ConditionForm("match.quote"))), ground)[0][0] == "when[2].demand"


@pytest.mark.parametrize("title", ["null", "True", "12", "Nee", "1e3"])
def test_a_title_that_means_something_to_yaml_still_names_the_rule(title: str, ground: Ground) -> None:
    rule = read_form(replace(GOOD, title=title), ground.picks)
    assert parse_rulebook({"een.yml": rule_text(rule)}, "").rules == (rule,)


def test_an_empty_form_names_everything_that_is_missing_at_once(ground: Ground) -> None:
    assert [place for place, _ in wrong(RuleForm(), ground)] == ["title", "when", "valid_from", "models", "then", "because", "source", "author"]


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        (ConditionForm("match.onzin", "is", ("1",)), "when[1].field", "'match.onzin' bestaat niet. Kies een veld uit de lijst."),
        (ConditionForm("task.said", "one_of", ("grows",)), "when[1].field", "'wat iemand over de eigen taak zegt' past niet bij een regel over een functie ernaast. Kies een ander veld."),
        (ConditionForm("match.task_percent", "has_any", ("1",)), "when[1].demand", "past niet bij 'de mate waarin de eigen taken terugkomen'. Kies uit: is minstens, is hoogstens, is precies."),
        (ConditionForm("match.task_percent", "at_least", ("veel",)), "when[1].values", "is nog geen getal. Schrijf een getal van 0 tot en met 100."),
        (ConditionForm("match.task_percent", "at_least", ("101",)), "when[1].values", "101 kan hier niet. Schrijf een getal van 0 tot en met 100."),
        (ConditionForm("match.scale_step", "at_least", ("inf",)), "when[1].values", "is nog geen getal. Schrijf een getal zoals 2 of -1."),
        (ConditionForm("function.sector", "one_of", ()), "when[1].values", "is nog niet gekozen. Kies er een of meer uit de lijst."),
        (ConditionForm("person.skills", "has_any", ("spreadsheets-gebruike",)), "when[1].values", "'spreadsheets-gebruike' staat niet in de lijst. Bedoel je 'spreadsheets-gebruiken'?"),
        (ConditionForm("match.same_function", UNKNOWN), "when[1].demand", "past niet bij 'of het de huidige functie is'. Kies uit: het een andere functie is dan de huidige."),
    ],
)
def test_what_is_wrong_in_a_row_is_told_at_that_row(row: ConditionForm, place: str, message: str, ground: Ground) -> None:
    (found,) = wrong(replace(GOOD, when=(row,)), ground)
    assert found[0] == place
    assert found[1] == message or found[1].startswith(message.rpartition("Kies uit: ")[0] + "Kies uit: het de huidige functie is")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (("at_least", "5"), ("at_least", "6"), "staat er al"),
        (("is", "5"), ("at_most", "6"), "kan niet samen met een andere rij"),
        (("at_least", "5"), ("at_most", "4"), "kan nooit samen"),
    ],
)
def test_rows_that_cannot_stand_together_are_told_at_the_second(first: tuple[str, str], second: tuple[str, str], message: str, ground: Ground) -> None:
    rows = tuple(ConditionForm("match.task_count", demand, (value,)) for demand, value in (first, second))
    ((place, told),) = wrong(replace(GOOD, when=rows), ground)
    assert place == "when[2].demand" and told.startswith(message)


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        (ConclusionForm("phase", {"is": "mobiliteit", "offer": "Kijk eens."}), "then[1].kind", "past niet bij een regel over een functie ernaast"),
        (ConclusionForm("points", {"part": "geluk", "by": "2"}), "then[1].part", "is nog niet gekozen. Kies uit: taken, "),
        (ConclusionForm("points", {"part": "tasks", "by": "13"}), "then[1].by", "is nog geen heel getal van -12 tot en met 12"),
        (ConclusionForm("points", {"part": "tasks", "by": "0"}), "then[1].by", "is nul"),
        (ConclusionForm("say", {"text": "Je zei {match.before_quote}."}), "then[1].text", "'de eigen zin daarover (bij: het aantal taken die terugkomen in vroeger werk)' kan leeg zijn"),
        (ConclusionForm("say", {"text": "Het is {function.regulated}."}), "then[1].text", "'of de wet een diploma of registratie vraagt' is ja of nee"),
        (ConclusionForm("say", {"text": "Bij {function.titel} past het."}), "then[1].text", "'{function.titel}' bestaat niet. Bedoel je 'function.title'?"),
        (ConclusionForm("say", {"text": "Bij {function.title past het."}), "then[1].text", "heeft een losse accolade"),
        (ConclusionForm("say", {"text": "Helaas lukt dat niet."}), "then[1].text", "'Helaas' klinkt als slecht nieuws"),
        (ConclusionForm("say", {"text": "a" * 601}), "then[1].text", "heeft 601 tekens"),
        (ConclusionForm("long_way", {"text": "zomaar"}), "then[1].kind", "heeft 'text' niet als deel"),
    ],
)
def test_what_is_wrong_in_a_conclusion_is_told_at_that_part(row: ConclusionForm, place: str, message: str, ground: Ground) -> None:
    ((found, told),) = wrong(replace(GOOD, then=(row,)), ground)
    assert found == place and told.startswith(message)


def test_everything_that_a_rule_can_hold_can_be_picked(ground: Ground) -> None:
    picks = ground.picks
    offered = {pick.key for scope in Scope for group in picks.fields(scope).values() for pick in group}
    assert offered == {f"{subject}.{field}" for subject, specs in VOCABULARY.items() for field in specs}
    assert {pick.key for scope in Scope for pick in conclusions(scope)} == set(CONCLUSIONS)
    assert [pick.key for pick in scopes()] == [str(scope) for scope in Scope] and len(models()) == 24
    for subject, specs in VOCABULARY.items():
        for field, spec in specs.items():
            demands = {pick.key for pick in picks.demands(subject, field)}
            assert ({Operator.KNOWN, UNKNOWN} <= demands) == spec.optional
            if spec.kind in {FieldKind.CHOICE, FieldKind.SET}:
                assert picks.values(subject, field), (subject, field)


def test_no_two_picks_of_a_list_read_the_same(ground: Ground) -> None:
    def differ(words: list[str]) -> bool:
        return len(words) == len(set(words)) and all(words)

    for scope in Scope:
        assert all(differ([pick.words for pick in group]) for group in ground.picks.fields(scope).values())
        assert differ([pick.words for pick in conclusions(scope)])
    for kind in CONCLUSIONS:
        assert all(differ([pick.words for pick in part.picks]) for part in parts_of(kind))
    assert all(differ([pick.words for pick in group]) for group in ground.picks.known.values())


def test_only_what_is_certain_can_be_filled_in(ground: Ground) -> None:
    def keys(form: RuleForm) -> set[str]:
        return {pick.key for pick in ground.picks.fillable(form)}

    assert "{function.title}" in keys(GOOD) and "{match.quote}" not in keys(GOOD) and "{function.regulated}" not in keys(GOOD)
    assert "{match.quote}" in keys(replace(GOOD, when=(ConditionForm("match.quote", "known"),)))
    assert "{match.quote}" not in keys(replace(GOOD, when=(ConditionForm("match.quote", UNKNOWN),)))
    assert not [key for key in keys(replace(GOOD, about="own-work")) if key.startswith("{function.")]


def test_a_rule_reads_with_the_names_of_the_catalogue(ground: Ground) -> None:
    names: Mapping[str, str] = ground.picks.names
    assert names["spreadsheets-gebruiken"] == "werken met spreadsheets" and names["data-analist"] == "Data-analist"
