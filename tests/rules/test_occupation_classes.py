"""The list that turns UWV's classes into our sectors."""

from __future__ import annotations

import pytest

from rules.catalogue import Sector
from rules.errors import LabourMarketError
from rules.files.labour_market_files import load_occupation_classes
from rules.files.occupation_classes import parse_occupation_classes
from tests.rules.conftest import DATA


def test_the_published_list_knows_all_classes_of_uwv() -> None:
    classes = load_occupation_classes(DATA)
    for name in (
        "Pedagogische beroepen", "Creatieve en taalkundige beroepen", "Commerciële beroepen", "Bedrijfseconomische en administratieve beroepen",
        "Managers", "Openbaar bestuur, veiligheid en juridische beroepen", "Technische beroepen", "ICT beroepen", "Agrarische beroepen",
        "Zorg en welzijn beroepen", "Dienstverlenende beroepen", "Transport en logistiek beroepen", "Overig",
    ):
        assert classes.find(name) is not None, name
    assert all(classes.find(sector) is not None for sector in Sector)


def test_what_is_not_in_the_list_is_not_guessed() -> None:
    classes = load_occupation_classes(DATA)
    assert [classes.find(name) for name in ("", "Zorgberoepen en techniek", "1234", "tovenaars")] == [None] * 4


def test_the_highest_in_the_list_goes_first_and_our_own_sectors_before_all() -> None:
    classes = parse_occupation_classes("- {name: A, sectors: [{sector: ict}]}\n- {name: B, sectors: [{sector: ict}]}\n")
    ranks = [found.rank for name in ("ict", "A", "B") if (found := classes.find(name))]
    assert ranks == sorted(ranks) and len(set(ranks)) == 3


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("- {name: A, sectors: [{sector: zorgg}]}", 1, "geen sector"),
        ("- {name: A}", 1, "sectors"),
        ("- {name: A, sectors: []}\n- {name: B, also: [a beroepen], sectors: []}", 2, "staat ook bij 'A'"),
        ("- {name: en, sectors: []}", 1, "te weinig"),
        ("- {name: A, sector: ict, sectors: []}", 1, "bestaat hier niet"),
        ("A: ict", 1, "lijst"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(LabourMarketError, match=told) as caught:
        parse_occupation_classes(text)
    assert {problem.line for problem in caught.value.problems} == {line}
