"""What somebody could guess or gather: numbers, ids, and what answers tell by being different. Time is left aside."""

from __future__ import annotations

import re

from skills_passport.casework.shares import new_case
from tests.access.people import COACHES, EMPLOYEES, People


def test_a_case_number_is_random_and_of_128_bits() -> None:
    numbers = {new_case() for _ in range(2000)}
    assert len(numbers) == 2000 and all(re.fullmatch("[0-9a-f]{32}", number) for number in numbers)
    for place in range(32):  # no place that is always the same, as with a clock or a counter in it
        assert len({number[place] for number in numbers}) == 16


def test_a_number_of_a_case_leads_to_nobody(people: People) -> None:
    for case in people.cases.values():
        for person in EMPLOYEES:
            owner = people.owner(person)
            assert case not in owner and owner[1:] not in case


def test_the_id_of_a_coach_is_not_that_of_their_own_passport(people: People) -> None:
    for coach in COACHES:
        assert people.coach(coach)[1:] != people.owner(coach)[1:]


def test_signing_in_tells_nothing_of_who_there_is(people: People) -> None:
    answers = [people.ask("nobody", "POST", "/aanmelden", data={"persona": name}) for name in ("bestaat-niet", "ook-niet", "RIA", "ria ")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(403, answers[0].text)}


def test_an_unknown_coach_and_an_unknown_case_answer_without_what_was_asked(people: People) -> None:
    refused = people.ask("ria", "POST", "/api/shares", json={"coach": "zeldzaam-kenmerk", "name": "Ria"})
    assert refused.status_code == 422 and "zeldzaam" not in refused.text
    for path in ("/api/shares/" + people.cases["joyce"], "/api/shares/" + people.cases["never"]):
        answer = people.ask("ria", "DELETE", path)
        assert answer.status_code == 404 and path.rsplit("/", 1)[-1] not in answer.text


def test_a_coach_who_is_an_employee_is_never_the_coach_of_their_own_passport(people: People) -> None:
    own, nora = people.cases["els"], people.cases["nora"]
    for path in ("/begeleiding", "/begeleiding?wie=team", "/begeleiding/herinneringen"):
        assert own not in people.ask("els", "GET", path).text
    assert nora in people.ask("els", "GET", "/begeleiding").text and own in people.ask("carla", "GET", "/begeleiding").text
    assert own in people.ask("els", "GET", "/paspoort").text and nora not in people.ask("els", "GET", "/paspoort").text
    offered = {who: {each["name"] for each in people.ask(who, "GET", "/api/coaches").json()} for who in ("els", "ria")}
    assert offered == {"els": {"Carla", "Stefan", "Dennis"}, "ria": {"Carla", "Stefan", "Dennis", "Els"}}
    assert people.ask("els", "POST", "/api/shares", json={"coach": people.coach("els"), "name": "Els"}).status_code == 422
