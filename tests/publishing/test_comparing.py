"""What differs, in words that HR reads."""

from __future__ import annotations

import pytest

from publishing.comparing import differences
from publishing.content import Content
from rules.review.catalogue_diff import Happened
from tests.publishing.conftest import ANSWERS, Edit, retitled


def test_the_same_has_no_differences(shipped: Content) -> None:
    assert differences(shipped, shipped) == ()


def test_a_rule_is_told_by_its_title(shipped: Content) -> None:
    (change,) = differences(shipped, retitled("Blijven groeien")(shipped))
    assert (change.table, change.id, change.happened) == ("Regels", "route-meegroeien", Happened.CHANGED)
    assert str(change.fields[0]) == "titel: Meegroeien in je eigen functie → Blijven groeien"


@pytest.mark.parametrize(
    ("edit", "table", "title", "field"),
    [
        (Edit(ANSWERS, "Ik ben Wijzer, een computerprogramma met vaste regels.", "Ik ben Wijzer."), "Vragen en antwoorden", "Praat ik met een mens of met een computer?", "answer"),
        (Edit("labour_market/scales.csv", "1,1601,2039", "1,1601,2100"), "Arbeidsmarkt en loon (scales.csv)", "1", "max: 2039 → 2100"),
        (Edit("glossary.yml", "[skill, vaardigheid, vaardigheden]", "[skill, vaardigheid]"), "Begrippen", "skills", "also: weg vaardigheden"),
        (Edit("interview.yml", 'consent_text_version: "2026-12"', 'consent_text_version: "2027-01"'), "Gesprek", "consent_text_version", "2026-12 → 2027-01"),
        (Edit("coaching/questions.yml", "Wat zou dit gesprek voor jou een goed gesprek maken?", "Wat maakt dit een goed gesprek?"), "Vragen voor het goede gesprek", "Wat maakt dit een goed gesprek?", "ask"),
    ],
)
def test_everything_else_is_told_per_entry_and_field(shipped: Content, edit: Edit, table: str, title: str, field: str) -> None:
    (change,) = differences(shipped, edit(shipped))
    assert (change.table, change.title, change.happened) == (table, title, Happened.CHANGED)
    assert any(field in str(each) for each in change.fields), change.fields


def test_rows_that_come_and_go(shipped: Content) -> None:
    file = "labour_market/scales.csv"
    lines = shipped[file].splitlines(keepends=True)
    other = shipped.with_file(file, "".join([*lines[:-1], lines[-1].replace(lines[-1].split(",")[0], "19", 1)]))
    assert [(change.id, change.happened) for change in differences(shipped, other)] == [("19", Happened.ADDED), (lines[-1].split(",")[0], Happened.REMOVED)]


def test_an_amount_is_told_with_its_scale_and_a_scale_that_goes_changes_no_other(shipped: Content) -> None:
    file = "labour_market/costs.csv"
    lines = [line for line in shipped[file].splitlines(keepends=True) if ",,7," not in line]
    other = shipped.with_file(file, "".join(lines).replace("172600", "172601"))
    found = [(change.title, change.happened) for change in differences(shipped, other)]
    assert ("Twee jaar loonkosten, schaal 8", Happened.CHANGED) in found and ("Twee jaar loonkosten, schaal 7", Happened.REMOVED) in found
    assert len(found) == 4


def test_only_another_comment_is_called_that(shipped: Content) -> None:
    (change,) = differences(shipped, shipped.with_file(ANSWERS, f"# ander begin\n{shipped[ANSWERS]}"))
    assert change.title == "Alleen opmaak of opmerkingen"
