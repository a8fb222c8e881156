"""The files of the rulebook change only where a rule changed; all other rules, comments and layout stay to the byte."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.editing.form import ConclusionForm, ConditionForm, at
from rules.editing.form_writing import form_of
from rules.editing.rulebook_editing import Delete, End, Move, PutIn, Replace, edit_rulebook
from rules.editing.saving import Ground, change_place_or_end, new_errors, save_changed, save_new
from rules.errors import FormError, RulebookError
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge
from rules.rulebook import Rule, Say, Scope
from tests.rules.editing.made_forms import forms
from tests.rules.editing.test_rule_form import GOOD

MARKET = "90-arbeidsmarkt.yml"


def rules_of(files: Mapping[str, str]) -> dict[str, Rule]:
    return {rule.id: rule for rule in parse_rulebook(files, "").rules}


def changed_lines(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[0] in "+-" and not line.startswith(("+++", "---"))]


def test_every_rule_can_be_saved_as_it_is_without_a_byte_changing(files: Mapping[str, str], knowledge: Knowledge) -> None:
    for rule in knowledge.rulebook.rules[::9]:
        assert edit_rulebook(files, Replace(rule)) == files


def test_every_rule_can_be_taken_out_and_put_back_where_it_was(files: Mapping[str, str], knowledge: Knowledge) -> None:
    rules = knowledge.rulebook.rules
    for place, rule in list(enumerate(rules))[::6]:
        after = rules[place + 1] if place + 1 < len(rules) and rules[place + 1].file == rule.file else None
        without = edit_rulebook(files, Delete(rule.id))
        gone = changed_lines(files[rule.file], without[rule.file])
        assert all(line.startswith("-") for line in gone) and rule.id not in rules_of(without)
        again = edit_rulebook(without, PutIn(rule, rule.file, after.id if after else None))
        assert rules_of(again) == rules_of(files) and list(rules_of(again)) == list(rules_of(files))
        assert len(again[rule.file].splitlines()) <= len(files[rule.file].splitlines()) + 4


def test_a_new_rule_adds_its_own_lines_and_taking_it_out_leaves_the_files_as_they_were(files: Mapping[str, str], ground: Ground, knowledge: Knowledge) -> None:
    first = next(rule for rule in knowledge.rulebook.rules if rule.file == MARKET)
    for before in (None, first.id):
        edited = save_new(files, GOOD, MARKET, ground, before=before)
        assert [name for name in files if edited[name] != files[name]] == [MARKET]
        assert all(line.startswith("+") for line in changed_lines(files[MARKET], edited[MARKET]))
        assert edit_rulebook(edited, Delete("een-regel")) == files
    assert list(rules_of(edited)).index("een-regel") + 1 == list(rules_of(edited)).index(first.id)


def test_one_changed_field_changes_its_lines_and_comments_inside_the_rule_stay(files: Mapping[str, str], ground: Ground, knowledge: Knowledge) -> None:
    rule = next(rule for rule in knowledge.rulebook.rules if "# who does or did this work knows it" in files[rule.file].split(f"- id: {rule.id}\n")[1].split("\n- id:")[0])
    edited = save_changed(files, rule.id, replace(form_of(rule), title="Een andere titel"), ground)
    assert changed_lines(files[rule.file], edited[rule.file]) == [f"-  title: {rule.title}", "+  title: Een andere titel"]


def test_an_end_is_one_line_and_taking_it_back_leaves_the_files_as_they_were(files: Mapping[str, str], ground: Ground) -> None:
    edited = change_place_or_end(files, End("loon-gelijk-of-hoger", date(2027, 12, 31)), ground)
    assert changed_lines(files["95-loon-en-zekerheid.yml"], edited["95-loon-en-zekerheid.yml"]) == ["+  valid_until: 2027-12-31"]
    assert edit_rulebook(edited, End("loon-gelijk-of-hoger", None)) == files


def test_a_move_takes_the_text_along_and_back_again(files: Mapping[str, str]) -> None:
    rules = rules_of(files)
    rule = rules["loon-gelijk-of-hoger"]
    next_one = list(rules)[list(rules).index(rule.id) + 1]
    moved = edit_rulebook(files, Move(rule.id, MARKET))
    assert rules_of(moved)[rule.id].file == MARKET
    assert edit_rulebook(moved, Move(rule.id, rule.file, next_one)) == files


def test_a_group_that_runs_empty_stays_and_can_be_filled_again(files: Mapping[str, str]) -> None:
    few = {"10-een.yml": f"# Boven\n\n{files['15-eigen-taken.yml'].partition(chr(10))[2]}", "20-twee.yml": files[MARKET]}
    emptied: Mapping[str, str] = few
    ids = [rule.id for rule in parse_rulebook(few, "").rules if rule.file == "10-een.yml"]
    for identity in ids:
        emptied = edit_rulebook(emptied, Delete(identity))
    assert emptied["10-een.yml"] == "# Boven\n\n[]\n"
    filled = edit_rulebook(emptied, PutIn(rules_of(few)[ids[0]], "10-een.yml"))
    assert filled["10-een.yml"].startswith("# Boven\n\n- id: ") and "[]" not in filled["10-een.yml"].splitlines()


def test_line_ends_of_a_file_are_kept(files: Mapping[str, str], ground: Ground) -> None:
    dos = {**files, MARKET: files[MARKET].replace("\n", "\r\n")}
    edited = save_new(dos, GOOD, MARKET, ground)
    assert edited[MARKET].count("\n") == edited[MARKET].count("\r\n")
    assert edit_rulebook(edited, Delete("een-regel")) == dos


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (Delete("bestaat-niet"), "id", "is geen regel"),
        (End("bestaat-niet", None), "id", "is geen regel"),
        (End("loon-gelijk-of-hoger", date(2025, 1, 1)), "valid_until", "ligt voor de eerste dag"),
        (Move("loon-gelijk-of-hoger", "nergens.yml"), "group", "is geen groep"),
        (Move("loon-gelijk-of-hoger", MARKET, "bestaat-niet"), "before", "is geen andere regel van deze groep"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_at_its_field(change: Delete | End | Move, place: str, message: str, files: Mapping[str, str]) -> None:
    with pytest.raises(FormError) as caught:
        edit_rulebook(files, change)
    ((found, told),) = at(caught.value)
    assert found == place and message in told


def test_the_same_rule_twice_is_refused_so_twenty_saves_leave_one(files: Mapping[str, str], ground: Ground) -> None:
    saved: Mapping[str, str] = save_new(files, GOOD, MARKET, ground)
    for _ in range(20):
        with pytest.raises(FormError, match="al de naam van een andere regel"):
            save_new(saved, GOOD, MARKET, ground)
    assert len(rules_of(saved)) == len(rules_of(files)) + 1


def test_a_rule_that_others_lean_on_is_not_cut_loose(files: Mapping[str, str]) -> None:
    text = files[MARKET].replace("source: ", "source: &bron ", 1)
    shared = {**files, MARKET: text + text.split("\n\n")[1].replace("- id: ", "\n- id: ander-", 1).replace(text.split("source: ")[2].split("\n")[0], "*bron")}
    first = next(rule for rule in parse_rulebook(shared, "").rules if rule.file == MARKET)
    with pytest.raises(RulebookError):
        edit_rulebook(shared, Replace(replace(first, source="een andere bron, §1")))


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"when": (ConditionForm("function.area", "one_of", ("data",)), ConditionForm("function.regulated", "yes"), ConditionForm("function.routine", "yes"))}, "when[1].values", "geen functie van de catalogus voldoet"),
        ({"when": (ConditionForm("match.same_function", "yes"), ConditionForm("match.same_area", "no"))}, "when", "'of het de huidige functie is' en 'of de functie in het gebied"),
        ({"then": (ConclusionForm("points", {"part": "tasks", "by": "5", "ceiling": "3"}),)}, "then[1].ceiling", "tellen er hoogstens 3"),
        ({"valid_until": "2026-06-01"}, "valid_until", "de regel gold tot en met"),
    ],
)
def test_what_the_check_finds_is_told_in_the_form(change: Mapping[str, object], place: str, message: str, files: Mapping[str, str], ground: Ground) -> None:
    with pytest.raises(FormError) as caught:
        save_new({MARKET: files[MARKET]}, replace(GOOD, **change), MARKET, ground)  # type: ignore[arg-type]
    told = list(at(caught.value))
    assert [found for found, _ in told] == [place] and message in told[0][1] and "regel 1" not in told[0][1]


def test_what_goes_wrong_at_another_rule_is_told_with_its_title(files: Mapping[str, str], ground: Ground) -> None:
    route = replace(GOOD, when=(ConditionForm("match.same_function", "yes"),), then=(ConclusionForm("route", {"route": "grow-along"}),))
    with pytest.raises(FormError) as caught:
        save_new(files, route, "10-eigen-werk.yml", ground)
    assert [message for _, message in at(caught.value) if "Meegroeien in je eigen functie" in message]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_form_breaks_the_rulebook(data: st.DataObject, files: Mapping[str, str], ground: Ground) -> None:
    """Refused in words, or a rulebook that reads, has no new errors, and holds every other rule to the byte."""
    few = {name: files[name] for name in ("17-fase.yml", MARKET)}
    form = data.draw(forms(ground.picks))
    try:
        saved = save_new(few, form, MARKET, ground, before=data.draw(st.sampled_from([None, "markt-tekort-in-regio"])))
    except FormError:
        return
    before, after = rules_of(few), rules_of(saved)
    assert new_errors(few, saved, ground) == () and after.items() >= before.items() and len(after) == len(before) + 1
    (new,) = after.keys() - before.keys()
    assert edit_rulebook(saved, Delete(new)) == few
    saved[MARKET].encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_form_breaks_the_rulebook(data: st.DataObject, files: Mapping[str, str], ground: Ground) -> None:
    """A rule that is there, with another form in its place: refused in words, or it stands where it stood and every other rule is the same to the byte."""
    few = {name: files[name] for name in ("17-fase.yml", MARKET)}
    before = rules_of(few)
    changed = data.draw(st.sampled_from(list(before)))
    other = data.draw(forms(ground.picks))
    own = form_of(before[changed])
    part = data.draw(st.sampled_from(["all", "when", "then", "because", "title", "valid_until"]))  # as people do: mostly one thing of it
    form = replace(other, id=changed) if part == "all" else replace(own, **{part: getattr(other, part)})
    try:
        saved = save_changed(few, changed, form, ground)
    except FormError:
        return
    after = rules_of(saved)
    assert new_errors(few, saved, ground) == () and list(after) == list(before)
    assert {name: rule for name, rule in after.items() if name != changed} == {name: rule for name, rule in before.items() if name != changed}
    assert edit_rulebook(saved, Delete(changed)) == edit_rulebook(few, Delete(changed))
    assert save_changed(saved, changed, form_of(after[changed]), ground) == saved, "as it was saved it can be saved again"


def test_forms_that_people_could_fill_in_are_often_right(ground: Ground, files: Mapping[str, str]) -> None:
    """So that the test above does not only see forms that are refused."""
    right = 0

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(form=forms(ground.picks))
    def count(form: object) -> None:
        nonlocal right
        try:
            save_new({MARKET: files[MARKET]}, form, MARKET, ground)  # type: ignore[arg-type]
            right += 1
        except FormError:
            pass

    count()
    assert right >= 12


def test_a_replaced_rule_keeps_its_place_and_may_change_scope(files: Mapping[str, str]) -> None:
    rule = replace(rules_of(files)["loon-gelijk-of-hoger"], scope=Scope.OWN_WORK, conditions={"person": rules_of(files)["fase-mobiliteit"].conditions["person"]}, conclusions=(Say("Goed zo."),), because="Zo is het.")
    edited = edit_rulebook(files, Replace(rule))
    assert list(rules_of(edited)) == list(rules_of(files)) and rules_of(edited)[rule.id] == rule
