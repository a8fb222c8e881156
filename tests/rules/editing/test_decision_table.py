"""Rules that differ only in values as one table: there and back changes nothing, and what is wrong is told at its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.editing.decision_table import DecisionTable, families, forms_of, rules_of_table, save_table, table_of
from rules.editing.form import at
from rules.editing.saving import Ground
from rules.errors import FormError
from rules.files.rulebook_parsing import parse_rulebook
from rules.knowledge import Knowledge
from rules.rulebook import Rule


def quadrants(knowledge: Knowledge) -> tuple[Rule, ...]:
    return next(family for family in families(knowledge.rulebook) if family[0].id == "eigen-werk-danger-zone")


def with_cell(table: DecisionTable, row: int, place: str, *cell: str) -> DecisionTable:
    column = [each.place for each in table.columns].index(place)
    changed = tuple(cell if number == column else old for number, old in enumerate(table.rows[row]))
    return replace(table, rows=(*table.rows[:row], changed, *table.rows[row + 1:]))


def test_every_family_of_the_rulebook_is_the_same_from_its_table(knowledge: Knowledge, ground: Ground) -> None:
    found = families(knowledge.rulebook)
    assert len(found) >= 4 and sum(map(len, found)) >= 12
    for family in found:
        table = table_of(family, ground.picks)
        assert rules_of_table(table, ground.picks) == family
        assert table_of(rules_of_table(table, ground.picks), ground.picks) == table


def test_the_table_has_what_differs_in_columns_and_what_is_shared_above_it(knowledge: Knowledge, ground: Ground) -> None:
    table = table_of(quadrants(knowledge), ground.picks)
    assert [column.words for column in table.columns] == ["regel", "titel", "omdat", "het kwadrant van het huidige werk is (een van)", "een zin in het advies: de zin"]
    assert [row[3] for row in table.rows] == [("danger-zone",), ("human-veneer",), ("slow-creep",), ("safe-zone",)]
    assert table.shape.models == ("M1",) and table.shape.source and not table.shape.title and table.group == "10-eigen-werk.yml"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_table_that_can_be_read_is_the_same_from_its_rules(data: st.DataObject, knowledge: Knowledge, ground: Ground) -> None:
    table = table_of(data.draw(st.sampled_from(families(knowledge.rulebook))), ground.picks)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.sampled_from([column.place for column in table.columns if column.place != "id"]))
        other = data.draw(st.sampled_from([row[[column.place for column in table.columns].index(place)] for row in table.rows]))
        cell = data.draw(st.one_of(st.just(other), st.tuples(st.text(max_size=20))))
        table = with_cell(table, data.draw(st.integers(0, len(table.rows) - 1)), place, *cell)
    try:
        rules = rules_of_table(table, ground.picks)
    except FormError as error:
        assert all(place.startswith("rows[") for place, _ in at(error))
        return
    again = table_of(rules, ground.picks, table.columns)
    assert rules_of_table(again, ground.picks) == rules
    assert table_of(rules_of_table(again, ground.picks), ground.picks, table.columns) == again


def test_a_changed_cell_a_new_row_and_a_row_taken_out_change_just_those_rules(files: Mapping[str, str], knowledge: Knowledge, ground: Ground) -> None:
    family = quadrants(knowledge)
    ids = [rule.id for rule in family]
    table = with_cell(table_of(family, ground.picks), 1, "title", "Contact en vaste stappen")
    edited = save_table(files, ids, table, ground)
    assert edited["10-eigen-werk.yml"] == files["10-eigen-werk.yml"].replace("title: Vast werk met veel contact", "title: Contact en vaste stappen")
    fewer = save_table(files, ids, replace(table, rows=table.rows[:3]), ground)
    assert "eigen-werk-safe-zone" not in {rule.id for rule in parse_rulebook(fewer, "").rules}
    back = save_table(fewer, ids[:3], replace(table_of(family, ground.picks), rows=(*table.rows[:3], (("",), *table.rows[3][1:]))), ground)
    order = [rule.id for rule in parse_rulebook(back, "").rules]
    assert order[order.index("eigen-werk-slow-creep") + 1] == "werk-met-contact-en-eigen-bedenkwerk"


def test_what_is_wrong_is_told_at_its_row(files: Mapping[str, str], knowledge: Knowledge, ground: Ground) -> None:
    family = quadrants(knowledge)
    table = with_cell(with_cell(table_of(family, ground.picks), 2, "when[1].values", "gevaar"), 0, "because", "")
    with pytest.raises(FormError) as caught:
        rules_of_table(table, ground.picks)
    assert [place for place, _ in at(caught.value)] == ["rows[1].because", "rows[3].when[1].values"]
    twice = with_cell(table_of(family, ground.picks), 2, "when[1].values", "danger-zone")
    twice = with_cell(twice, 2, "then[1].text", *twice.rows[0][[column.place for column in twice.columns].index("then[1].text")])
    with pytest.raises(FormError) as caught:
        save_table(files, [rule.id for rule in family], twice, ground)
    assert [place for place, _ in at(caught.value)] == ["rows[3].then"]


def test_rules_of_another_shape_do_not_stand_in_one_table(knowledge: Knowledge, ground: Ground) -> None:
    rules = knowledge.rulebook.rules
    with pytest.raises(ValueError, match="another shape"):
        table_of([rules[0], rules[-1]], ground.picks)
    family = quadrants(knowledge)
    with pytest.raises(ValueError, match="beside the columns"):
        table_of(family, ground.picks, table_of(family, ground.picks).columns[:2])
    assert len(forms_of(table_of(family, ground.picks))) == 4
