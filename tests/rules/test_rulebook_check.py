"""The check of the rulebook finds what can never fire, contradicts, overlaps or never counts, and is silent where nothing is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from rules.knowledge import Knowledge
from rules.review.catalogue_check import Severity
from rules.review.rulebook_check import RuleFinding, RuleSubject, check_rulebook, errors_in
from tests.rules.small_rulebook import rule, rulebook

TODAY = date(2026, 12, 1)
QUIET = {RuleSubject.NOT_READ}


def found(knowledge: Knowledge, *rules: str, today: date = TODAY) -> list[RuleFinding]:
    return [item for item in check_rulebook(rulebook(*rules), knowledge.catalogue, today) if item.subject not in QUIET]


def test_the_published_rulebook_has_no_errors(knowledge: Knowledge) -> None:
    assert [str(item.problem) for item in check_rulebook(knowledge.rulebook, knowledge.catalogue, TODAY) if item.severity is Severity.ERROR] == []


def test_a_sound_rule_gives_nothing(knowledge: Knowledge) -> None:
    assert found(knowledge, rule()) == []


@pytest.mark.parametrize(
    ("when", "field"),
    [
        ("{match: {task_count: {at_least: 5, at_most: 4}}}", "when.match.task_count"),
        ("{match: {task_percent: {at_least: 101}}}", "when.match.task_percent"),
        ("{function: {digital_create: 5}}", "when.function.digital_create"),
        ("{match: {quote: {known: false, not: iets}}}", "when.match.quote"),
        ("{person: {criteria: {has_any: [outdoors], has_none: [outdoors, indoors]}}}", "when.person.criteria"),
        ("{function: {kind: {not: [gemeente, extern]}}}", "when.function.kind"),
        ("{match: {same_function: true, education_step: {at_least: 1}}}", "when"),
        ("{market: {short: true, tightness: [ruim, zeer ruim]}}", "when"),
        ("{match: {outside_count: 0, outside_quote: {known: true}}}", "when"),
    ],
)
def test_conditions_that_no_case_meets_are_an_error_at_their_field(when: str, field: str, knowledge: Knowledge) -> None:
    (one,) = found(knowledge, rule(when=when))
    assert one.subject is RuleSubject.NEVER and one.severity is Severity.ERROR
    assert one.problem.file == "regels.yml" and one.problem.line == 2
    assert one.problem.field == f"een-regel.{field}" and "Verwacht: " in one.problem.message


@pytest.mark.parametrize(
    ("when", "field", "told"),
    [
        ("{function: {area: maanlanding}}", "when.function.area", "belastingen, bestuur"),
        ("{function: {route_months_to: {at_least: 400}}}", "when.function.route_months_to", "een getal van"),
        ("{own: {id: koning, routine: false}}", "when.own.id", "administratief-medewerker"),
        ("{function: {kind: extern, target: true, routine: true}}", "when.function", "samen"),
        ("{person: {qualifications: {has_any: [vliegbrevet]}}}", "when.person.qualifications", "niet in de catalogus"),
        ("{person: {skills: {has_any: [toveren]}}}", "when.person.skills", "niet in de catalogus"),
        ("{own: {scales: {has_any: [18]}}}", "when.own.scales", "geen functie"),
    ],
)
def test_what_no_profile_has_is_an_error_that_says_what_there_is(when: str, field: str, told: str, knowledge: Knowledge) -> None:
    (one,) = found(knowledge, rule(when=when))
    assert one.subject is RuleSubject.NO_PROFILE and one.severity is Severity.ERROR
    assert one.problem.field == f"een-regel.{field}" and told in one.problem.message


def test_dates_that_passed_are_an_error_and_dates_that_near_are_a_note(knowledge: Knowledge) -> None:
    text = rule(until="2026-12-31")
    assert [item.subject for item in found(knowledge, text, today=date(2027, 1, 1))] == [RuleSubject.EXPIRED]
    assert [item.subject for item in found(knowledge, text, today=date(2026, 12, 31))] == [RuleSubject.ENDS]
    assert [item.subject for item in found(knowledge, text, today=date(2025, 6, 1))] == [RuleSubject.ENDS]
    assert found(knowledge, text, today=date(2026, 6, 1)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[{points: {part: tasks, by: 2}}]", "[{points: {part: tasks, by: -1}}]"),
        ("[{route: add-role}]", "[{route: change-occupation}]"),
        ("[{exclude: Te ver.}]", "[{say: Dit past mooi.}]"),
    ],
)
def test_the_same_conditions_with_opposite_conclusions_contradict(one: str, other: str, knowledge: Knowledge) -> None:
    subjects = [item.subject for item in found(knowledge, rule("een", then=one), rule("twee", then=other))]
    assert RuleSubject.CONTRADICTS in subjects
    elsewhere = rule("twee", when="{match: {task_percent: {at_most: 39}}}", then=other)
    assert found(knowledge, rule("een", then=one), elsewhere) == []


def test_conditions_written_differently_are_still_the_same(knowledge: Knowledge) -> None:
    one = rule("een", when="{function: {kind: extern}}")
    other = rule("twee", when="{function: {kind: {not: gemeente}}}", then="[{points: {part: tasks, by: -3}}]")
    assert [item.subject for item in found(knowledge, one, other)] == [RuleSubject.CONTRADICTS]


def test_rules_that_never_count_together_do_not_contradict(knowledge: Knowledge) -> None:
    later = rule("twee", then="[{points: {part: tasks, by: -1}}]").replace("valid_from: 2026-01-01", "valid_from: 2026-07-01")
    assert found(knowledge, rule("een", until="2026-06-30"), later, today=date(2026, 3, 1))[0].subject is RuleSubject.ENDS
    assert RuleSubject.CONTRADICTS not in {item.subject for item in found(knowledge, rule("een", until="2026-06-30"), later)}


def test_a_narrower_rule_with_the_same_words_is_double_and_with_points_it_adds_up(knowledge: Knowledge) -> None:
    narrow = "{match: {task_percent: {at_least: 60}, same_area: true}}"
    said = "[{say: Dit past.}]"
    (double,) = found(knowledge, rule("een", then=said), rule("twee", when=narrow, then=said))
    assert double.subject is RuleSubject.DOUBLE and double.problem.field == "twee.then" and "'een' (regels.yml, regel 2)" in double.problem.message
    (sums,) = found(knowledge, rule("een"), rule("twee", when=narrow))
    assert sums.subject is RuleSubject.OVERLAPS and sums.severity is Severity.NOTE


def test_a_route_after_one_that_always_fires_too_never_counts(knowledge: Knowledge) -> None:
    wide, narrow = rule("een", then="[{route: add-role}]"), rule("twee", when="{match: {task_percent: {at_least: 60}}}", then="[{route: change-occupation}]")
    assert RuleSubject.NO_EFFECT in {item.subject for item in found(knowledge, wide, narrow)}
    assert RuleSubject.NO_EFFECT not in {item.subject for item in found(knowledge, narrow, wide)}


@pytest.mark.parametrize(
    ("then", "field"),
    [
        ("[{points: {part: tasks, by: 2, ceiling: 0}}]", "then.points.ceiling"),
        ("[{points: {part: tasks, by: 4, ceiling: 3}}]", "then.points.ceiling"),
        ("[{points: {part: interests, by: -2, floor: 15}}]", "then.points.floor"),
        ("[{exclude: Te ver.}, {points: {part: tasks, by: 2}}]", "then.points"),
    ],
)
def test_points_that_never_count_are_an_error(then: str, field: str, knowledge: Knowledge) -> None:
    (one,) = found(knowledge, rule(then=then))
    assert one.subject is RuleSubject.NO_EFFECT and one.problem.field == f"een-regel.{field}"


def test_bounds_that_leave_room_are_fine(knowledge: Knowledge) -> None:
    assert found(knowledge, rule(then="[{points: {part: tasks, by: 4, ceiling: 30}}]")) == []
    assert found(knowledge, rule(then="[{points: {part: interests, by: -2, floor: 14}}]")) == []


def test_a_source_names_a_section_or_this_project(knowledge: Knowledge) -> None:
    assert [item.subject for item in found(knowledge, rule(source="ergens gelezen"))] == [RuleSubject.NO_SOURCE]
    assert found(knowledge, rule(source="Digitale transformatie deel 2, §3.2")) == []


def test_fields_that_no_rule_reads_are_notes_and_texts_count_as_reading(knowledge: Knowledge) -> None:
    text = rule(then='[{say: "Bij {function.title} past het."}]')
    notes = [item for item in check_rulebook(rulebook(text), knowledge.catalogue, TODAY) if item.subject is RuleSubject.NOT_READ]
    unread = {item.problem.field for item in notes}
    assert "market.short" in unread and not unread & {"match.task_percent", "function.title"}
    assert errors_in(notes) == 0


def test_a_text_out_of_tone_is_an_error_that_says_what_to_write(knowledge: Knowledge) -> None:
    (one,) = found(knowledge, rule(then='[{say: "Hier krijg je een baangarantie."}]'))
    assert one.subject is RuleSubject.TONE and one.severity is Severity.ERROR
    assert one.problem.field.endswith("then.say") and one.problem.message.startswith("'baangarantie' belooft") and "wie erover beslist" in one.problem.message


def test_a_long_sentence_is_a_note(knowledge: Knowledge) -> None:
    long = " ".join(["woord"] * 21)
    (one,) = found(knowledge, rule(then=f"[{{say: {long}.}}]"))
    assert one.subject is RuleSubject.HARD_TEXT and one.problem.message.startswith("21 woorden")
