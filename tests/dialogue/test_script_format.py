"""A script with a slip of the pen is refused with its line, and never passes in silence; one that is broken fails."""

from __future__ import annotations

import pytest

from tests.dialogue.playing import QUESTIONS
from tests.dialogue.script_format import ScriptFileError, TalkScript, read_folder, read_scripts

GOOD = """
- naam: een-bode
  wie: Bode, kort van stof
  bewijst: Dat hij gehoord wordt.
  antwoorden: {function: bode}
  gesprek:
    - loop: region
    - jij: ede
      vraag: tasks
      zegt: [FoodValley]
      onthoudt: {region: region_id=foodvalley}
"""


def read(text: str) -> tuple[TalkScript, ...]:
    return read_scripts([("een.yml", text)], QUESTIONS)


def test_a_good_script_is_read_with_the_line_of_each_step() -> None:
    (script,) = read(GOOD)
    assert script.answers == {"function": "bode"} and not script.restarts
    first, second = script.lines
    assert (first.number, first.deed, first.words) == (7, "loop", "region")
    assert (second.number, second.question, second.says, second.kept) == (8, "tasks", ("FoodValley",), {"region": ("region_id=foodvalley",)})


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("zegt:", "zecht:", "regel 10, [1].gesprek[2].zecht: dit veld bestaat hier niet"),
        ("vraag: tasks", "vraag: taken", "regel 9, [1].gesprek[2].vraag: 'taken' kan hier niet"),
        ("loop: region", "loop: regio", "Bedoel je 'region'?"),
        ("{region: region_id", "{regio: region_id", "is geen vraag"),
        ("{function: bode}", "{functie: bode}", "is geen vraag"),
        ("jij: ede", "jei: ede", "doet 0 dingen"),
        ("jij: ede", "jij: ede\n      knop: Verder", "doet 2 dingen"),
        ("vraag: tasks", "vraag: tasks\n      terug_bij: region", "maar één vraag open"),
        ("jij: ede", "jij:", "moet een tekst zijn"),
        ("zegt: [FoodValley]", "zegt: []", "moet een tekst zijn"),
        ("loop: region", "herstart: uit", "Kies uit: stop, kill"),
        ("naam: een-bode", "naam: Een bode", "kleine letters"),
        ("  wie: Bode, kort van stof\n", "", "wie: ontbreekt"),
        ("      vraag: tasks\n      zegt: [FoodValley]\n      onthoudt: {region: region_id=foodvalley}\n", "", "kan dus niet mislukken"),
    ],
)
def test_a_slip_of_the_pen_is_refused_and_told(right: str, wrong: str, told: str) -> None:
    assert right in GOOD
    with pytest.raises(ScriptFileError) as refused:
        read(GOOD.replace(right, wrong))
    assert told in str(refused.value)


def test_a_name_may_be_given_once() -> None:
    with pytest.raises(ScriptFileError, match="staat er twee keer"):
        read(GOOD + GOOD)


def test_there_are_enough_scripts_and_each_has_its_own_person_and_point() -> None:
    scripts = read_folder(QUESTIONS)
    assert len(scripts) >= 60
    assert len({script.who for script in scripts}) == len({script.shows for script in scripts}) == len(scripts)
