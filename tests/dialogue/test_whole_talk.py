"""A whole talk over HTTP with the running portal and Rasa: what its cards hold. Other talks are scripts (test_scripts.py)."""

from __future__ import annotations

import pytest

from tests.dialogue.talks import walk
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


def test_on_another_device_the_talk_goes_on_where_it_was(running: Server) -> None:
    ria = running.employee("ria")
    ria.start_anew()
    for text in ("hallo", "ja", "administratief medewerker"):
        ria.say(text)
    asked = ria.heard[-1]["text"]
    elsewhere = running.employee("ria")  # a session of its own
    page = elsewhere.page()
    assert asked in page and "administratief medewerker" in page
    elsewhere.say("Breda")
    assert "West-Brabant" in ria.page()


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
