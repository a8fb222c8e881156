"""The tables say everything a catalogue holds, each thing once, in words that can be read back."""

from __future__ import annotations

from dataclasses import fields

import pytest

from rules.catalogue import FunctionProfile, LearningStep, Qualification, RequiredSkill, RouteTemplate, Skill, Task
from rules.review.catalogue_columns import TABLES, Table, dutch


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_titles_are_unique_and_in_lower_case_as_they_are_looked_up(table: Table) -> None:
    titles = [column.title for column in table.columns]
    assert len(set(titles)) == len(titles)
    assert titles == [" ".join(title.split()).lower() for title in titles]
    assert len(table.title) <= 31  # what a spreadsheet allows


def test_choices_have_a_word_of_their_own() -> None:
    for column in (column for table in TABLES for column in table.columns if column.choices):
        assert column.choices
        words = [dutch(choice) for choice in column.choices]
        assert len(set(words)) == len(words) and not any("," in word for word in words)


def test_no_field_of_the_catalogue_is_left_out() -> None:
    derived = {"id", "function_id", "tasks", "skills", "learning"}  # by row, or made from the text
    for kind, table in zip((FunctionProfile, Task, RequiredSkill, Skill, LearningStep, Qualification, RouteTemplate), TABLES, strict=False):
        shown = {(column.attribute or column.field).split(".")[0] for column in table.columns}
        assert {field.name for field in fields(kind)} - shown <= derived, table.title
