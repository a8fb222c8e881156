"""With little told, neighbours of the present function stand beside what was said; routine work does not lead to routine work."""

from __future__ import annotations

from datetime import date

import pytest

from rules.advice import advise
from rules.answer import Suggestion
from rules.knowledge import Knowledge
from rules.person import Direction, Person
from rules.weighing.outlook import quadrant_of
from tests.rules.people import RIA, task

TODAY = date(2026, 12, 1)


def cards(knowledge: Knowledge, function_id: str, *said: str, direction: Direction | None = None, wish: str = "") -> dict[str, Suggestion]:
    person = Person(
        function_id=function_id, function_words=function_id, direction=direction, mentions=tuple(map(task, said)), wish_words=(wish,) if wish else ()
    )
    return {item.function_id: item for item in advise(person, knowledge, TODAY).suggestions}


@pytest.mark.parametrize("function_id", ["medewerker-div", "parkeercontroleur", "medewerker-burgerzaken", "financieel-administratief-medewerker"])
def test_one_task_gives_two_or_three_honest_cards(knowledge: Knowledge, function_id: str) -> None:
    told = knowledge.catalogue.functions[function_id].tasks[0].also[0]
    assert len(cards(knowledge, function_id, told)) >= 2


def test_archive_workers_find_digitising_at_justice(knowledge: Knowledge) -> None:
    found = cards(knowledge, "medewerker-div", "ik scan dossiers")
    assert "medewerker-digitalisering-justitie" in found
    nearby = next(item for item in found.values() if any(each.kind == "function" for each in item.evidence))
    assert "dicht bij je werk als" in nearby.parts[0].because


@pytest.mark.parametrize("direction", [None, Direction.CHANGE_OCCUPATION])
def test_a_parking_warden_finds_work_outside_with_the_long_way_to_boa(knowledge: Knowledge, direction: Direction | None) -> None:
    said = ("schrijf bonnen uit", "controleer autos", "omgaan met boze mensen")
    found = cards(knowledge, "parkeercontroleur", *said, direction=direction)
    route = knowledge.catalogue.routes[knowledge.catalogue.functions["boa"].route or ""]
    assert "langere weg" in found["boa"].fit_words
    assert route.title in found["boa"].route_text
    assert not {"servicemedewerker-balie", "receptionist"} & set(found)


def test_a_clerk_who_wants_to_work_with_data_sees_the_way_of_learning_and_working(knowledge: Knowledge) -> None:
    said = ("ik maak overzichten in excel", "ik zoek uit waarom cijfers niet kloppen")
    found = cards(knowledge, "financieel-administratief-medewerker", *said, direction=Direction.CHANGE_OCCUPATION, wish="data-analist")
    assert "Leer- en werkweg data-analyse" in found["data-analist"].route_text


def test_routine_work_does_not_lead_to_routine_work_unless_asked(knowledge: Knowledge) -> None:
    functions = knowledge.catalogue.functions
    moving = {item.id for item in functions.values() if quadrant_of(item.axes) == "danger-zone" and item.id != "medewerker-digitalisering-justitie"}
    routine = {identity for identity in moving if sum(task.outlook == "verdwijnt" for task in functions[identity].tasks) * 4 >= len(functions[identity].tasks)}
    assert not routine & {item.function_id for item in advise(RIA, knowledge, TODAY).suggestions}
    asked = cards(knowledge, "administratief-medewerker", *(mention.quote for mention in RIA.mentions), wish="personeelsadministrateur")
    assert "personeelsadministrateur" in asked


def test_work_of_the_data_kind_has_a_way_in(knowledge: Knowledge) -> None:
    new = (
        "algoritme-auditor", "data-engineer", "datascientist", "datasteward", "iot-specialist", "softwareontwikkelaar", "chatbotspecialist",
        "contentregisseur", "communitymanager", "participatieadviseur",
    )
    for function_id in new:
        route = knowledge.catalogue.routes[knowledge.catalogue.functions[function_id].route or ""]
        assert "oordeel van dit project" in route.source
