"""Sharing, writing and reading verdicts by the API."""

from __future__ import annotations

from tests.access.people import People


def test_an_employee_shares_writes_reads_and_ends_it(people: People) -> None:
    known = {each["name"]: each["id"] for each in people.ask("ria", "GET", "/api/coaches").json()}
    shared = people.ask("ria", "POST", "/api/shares", json={"coach": known["Stefan"], "name": "Ria", "reach": "bsn 111222333"})
    assert shared.status_code == 201 and shared.json()["coach_name"] == "Stefan" and "111222333" not in shared.text
    case = shared.json()["case"]
    written = people.ask("ria", "POST", f"/api/shares/{case}/messages", json={"text": "Dag, mijn bsn is 111222333"})
    assert written.status_code == 201 and "111222333" not in written.text
    assert people.ask("ria", "GET", "/api/messages").json()[-1] == written.json()
    once = {"text": "Kan het dinsdag?", "message_id": "dinsdag-1"}
    first = people.ask("ria", "POST", f"/api/shares/{case}/messages", json=once)
    people.ask("ria", "POST", f"/api/shares/{case}/messages", json={"text": "Of woensdag?"})
    assert people.ask("ria", "POST", f"/api/shares/{case}/messages", json=once).json() == first.json()
    assert [each["text"] for each in people.ask("ria", "GET", "/api/messages").json()[-2:]] == ["Kan het dinsdag?", "Of woensdag?"]
    assert people.ask("ria", "DELETE", f"/api/shares/{case}").status_code == 204
    ended = next(each for each in people.ask("ria", "GET", "/api/shares").json() if each["case"] == case)
    assert ended["ended"] and not ended["name"] and not ended["reach"]
    assert people.ask("ria", "POST", f"/api/shares/{case}/messages", json={"text": "Nog iets"}).status_code == 404


def test_verdicts_are_told_with_the_words_and_the_name_of_the_coach(people: People) -> None:
    [verdict] = people.ask("ria", "GET", "/api/verdicts").json()
    assert (verdict["coach_name"], verdict["outcome"], verdict["words"]) == ("Carla", "accept", people.words("ria")["verdict"])


def test_who_did_not_agree_cannot_share(people: People) -> None:
    people.client.post("/aanmelden", data={"persona": "wil"})
    assert people.client.post("/api/shares", json={"name": "Wil"}).status_code == 403
    assert people.client.get("/api/passport").json()["passport"]["casework"]["shares"] == []
