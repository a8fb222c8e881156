"""Real dialogues over HTTP with the running portal and Rasa."""

from __future__ import annotations

import pytest

from tests.dialogue.talks import open_question, walk
from tests.server import Employee, Server

pytestmark = pytest.mark.rasa


def finish(employee: Employee, until: str | None = None) -> list[str]:
    return list(walk(employee, until))


def advice_cards(employee: Employee) -> list[dict]:  # type: ignore[type-arg]
    found = [card for card in employee.cards() if card]
    assert found, f"no card in the last turn: {employee.heard}"
    return found


def suggestions(employee: Employee) -> list[dict]:  # type: ignore[type-arg]
    return [entry for card in advice_cards(employee) for entry in card.get("suggestions", [card])]


def test_the_happy_path_ends_in_three_explained_suggestions_with_purchasing_among_them(running: Server) -> None:
    ria = running.employee("ria")
    ria.start_anew()
    asked = finish(ria)
    found = suggestions(ria)
    assert 1 <= len(found) <= 3
    assert "inkoopmedewerker" in {entry["function_id"] for entry in found}
    for entry in found:
        assert sum(part["points"] for part in entry["parts"]) == entry["fit"]
        assert {step["share"] for step in entry["steps"]} == {70, 20, 10}
        assert entry["labour_market"]["source"] and entry["labour_market"]["period"]
        assert entry["fired"] and all(rule["source"] for rule in entry["fired"])
        assert entry["evidence"]
    assert len(asked) <= 22
    kept = ria.passport()["passport"]
    assert len(kept["advices"]) == 1


def test_skipping_everything_still_ends_in_a_clear_next_step(running: Server) -> None:
    mehmet = running.employee("mehmet")
    mehmet.start_anew()
    mehmet.say("hoi")
    mehmet.say("ja")
    for _ in range(30):
        if open_question(mehmet) is None:
            break
        last = mehmet.say("sla over")
    assert open_question(mehmet) is None
    last = "\n".join(line["text"] for line in mehmet.heard) + str(mehmet.cards())
    assert "weet" in last.lower()


def test_a_change_of_mind_is_heard_five_questions_later(running: Server) -> None:
    joyce = running.employee("joyce")
    joyce.start_anew()
    finish(joyce, until="wishes")
    answer = joyce.say("nee, ik bedoel Utrecht")
    assert "Utrecht" in answer
    kept = {entry["question"]: entry for entry in joyce.passport()["passport"]["answers_given"]}
    assert kept["region"]["value"]["region_id"] == "midden-utrecht"
    assert open_question(joyce) == "wishes"


def test_asides_are_answered_and_lead_back_to_the_open_question(running: Server) -> None:
    alfred = running.employee("alfred")
    alfred.start_anew()
    alfred.say("hallo")
    alfred.say("ja hoor")
    assert open_question(alfred) == "function"
    for aside, expected in (
        ("waarom vraag je dat?", "functie"), ("ziet mijn leidinggevende dit?", "leidinggevende"),
        ("ben jij een robot?", "computer"), ("wat is een transfercoach", "transfercoach"), ("verdwijnt mijn baan", "beslis"),
        ("mag ik leren in werktijd", "leidinggevende of hr"), ("wat is een vca", "veilig kunt werken"), ("krapte, wat is dat?", "meer te kiezen"),
    ):
        assert expected in alfred.say(aside).lower()
        assert open_question(alfred) == "function"
        assert "Wat voor werk doe je nu?" in alfred.heard[-1]["text"]
    for outside in ("hoe lang moet ik spaghetti koken", "wat vind je van het weer vandaag?"):
        answer = alfred.say(outside)
        assert "help alleen" in answer or "transfercoach" in answer or "begrijpen elkaar" in answer, answer
        assert open_question(alfred) == "function"
    alfred.say("administratief medewerker")
    alfred.say("ja")
    assert open_question(alfred) == "region"
    alfred.say("terug")
    assert open_question(alfred) == "function"


def test_who_tells_nothing_is_not_asked_what_cannot_change_anything(running: Server) -> None:
    """Own words may bring anything and are asked for; without them no choice leads to other suggestions."""
    mehmet = running.employee("mehmet")
    mehmet.start_anew()
    mehmet.say("hoi")
    mehmet.say("ja")
    asked = []
    while (question := open_question(mehmet)) is not None:
        asked.append(question)
        mehmet.say("sla over")
    assert asked == ["function", "region", "tasks", "outside", "wishes", "contact", "criteria"]
