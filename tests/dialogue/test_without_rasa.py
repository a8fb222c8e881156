"""A whole talk over HTTP with the real portal and no Rasa at all: from the greeting to the plan, and whatever people say in between."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.dialogue.talks import ANSWERS, answer, open_question
from tests.server import Employee, Server

ASIDE = (
    # The question at which it is said, what is typed, and a part of what must be said then.
    ("consent", "wie ziet wat ik hier vertel?", ""),
    ("function", "waarom wil je dat weten", "Je functie laat zien"),
    ("region", "help", ""),
    ("tasks", "hoe laat is het eigenlijk", "Daar weet ik niets van"),
    ("tasks", "wat weet je allemaal van mij", "West-Brabant"),
    ("wishes", "ik wil even stoppen", "verder"),
)
BACK = "hallo daar ben ik weer"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("own"), environment={"WIJZER_DIALOGUE": "buttons", "WIJZER_RASA_PYTHON": "/nonexistent/python"})
    server.start()
    yield server
    server.stop()
    assert "Gestopt. De paspoorten zijn bewaard." in server.log.read_text(encoding="utf-8")


@pytest.fixture
def ria(own: Server) -> Employee:
    employee = own.employee("ria")
    employee.start_anew()
    return employee


def test_the_portal_runs_alone_and_says_which_engine_answers(own: Server) -> None:
    assert own.children() == []
    answer = httpx.get(f"{own.url}/health", trust_env=False)
    assert (answer.status_code, answer.json()) == (200, {"portal": "ok", "rasa": "off", "dialogue": "buttons", "store": "ok"})
    assert "Het gesprek loopt zonder Rasa" in own.log.read_text(encoding="utf-8")
    assert not (own.var / "rasa.log").exists() and not (own.var / "tracker.sqlite").exists()


def test_from_greeting_to_advice_to_plan(ria: Employee) -> None:
    said = dict(ANSWERS)
    assert "Wijzer" in ria.say("hallo")
    asked: list[str] = []
    while (question := open_question(ria)) is not None:
        if question not in asked:
            asked.append(question)
            before = kept(ria)
            for _, words, part in (each for each in ASIDE if each[0] == question):
                assert part in ria.say(words), f"{words}: {ria.heard}"
                if question == "wishes":
                    assert ria.say(BACK)
                assert open_question(ria) == question and kept(ria) == before, f"{words!r} changed something"
        answer(ria, question, said)
        assert len(asked) < 30
    assert {"consent", "function", "region", "tasks", "wishes"} <= set(asked)
    found = [entry for card in ria.cards() for entry in card.get("suggestions", [card])]
    assert 1 <= len(found) <= 3 and "inkoopmedewerker" in {entry["function_id"] for entry in found}
    title = found[0]["title"]
    assert "jouw keuze" in ria.say(f"ik kies {title.lower()}")
    ria.press("Nee, liever niet")
    assert title in ria.say("laat mijn plan zien") and [card["kind"] for card in ria.cards()] == ["plan"], ria.heard


def test_who_goes_back_or_is_in_need_is_heard(ria: Employee) -> None:
    for words in ("hallo", "ja hoor", "administratief medewerker"):
        ria.say(words)
    assert open_question(ria) == "region"
    assert "dministratief medewerker" in ria.say("terug naar de vorige vraag") and open_question(ria) == "function"
    before = kept(ria)
    assert "113" in ria.say("ik zie het leven niet meer zitten") and kept(ria) == before


def test_what_fits_no_question_is_answered_kindly_with_something_to_press(ria: Employee) -> None:
    for words in ("hallo", "ja hoor", "administratief medewerker"):
        ria.say(words)
    for words in ("qxzw vkpl", "brrzt", "zzzz"):
        assert ria.say(words)
    assert open_question(ria) == "tasks", "the region is left for what it is"
    assert [button["title"] for line in ria.heard for button in line["buttons"]] == ["Sla over"]


def kept(employee: Employee) -> list[tuple[str, str]]:
    return [(entry["question"], entry["words"]) for entry in employee.passport()["passport"]["answers_given"]]
