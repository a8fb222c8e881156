"""The talk as a page, in parts for htmx, and as an API."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from portal.routes.chat import numbered
from skills_passport.model import AnswerStatus, Button, Interview, SkillsPassport, Speaker, TalkLine
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import TOKEN, fields
from tests.portal.playing_rasa import call

Keep = Callable[[Callable[[SkillsPassport], SkillsPassport]], SkillsPassport]
NASTY = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}{% raw %}", "<b>*vet*</b>", "</textarea><h1>x",
]
HTMX = {"HX-Request": "true"}
NOW = datetime.now(UTC)  # after hours without a line the talk would begin with a welcome back


def bot(text: str, *buttons: Button) -> TalkLine:
    return TalkLine(Speaker.BOT, text, NOW, buttons)


def me(text: str) -> TalkLine:
    return TalkLine(Speaker.EMPLOYEE, text, NOW)


def offering(passport: SkillsPassport, *buttons: Button) -> SkillsPassport:
    """A talk with these buttons offered last."""
    notes = {"offered": [[button.title, button.payload] for button in buttons], "asked": ["consent"]}
    return passport.with_interview(Interview("function", ("consent",), notes))


@pytest.fixture
def begun(keep: Keep) -> None:
    """Ria was asked for her function, today."""
    keep(lambda passport: offering(passport).with_lines(TalkLine(Speaker.BOT, "Wat voor werk doe je nu?", NOW)))


@pytest.fixture
def talk(store: SqliteStore, owner: str) -> Callable[[], tuple[TalkLine, ...]]:
    return lambda: store.load(owner, actor="employee", action="test").talk


def test_the_talk_begins_with_who_is_speaking_and_asks_for_consent(ria: TestClient) -> None:
    page = ria.get("/gesprek").text
    assert "computerprogramma, geen mens" in page
    assert re.search(r'<button[^>]*name="message" value="knop:consent:[^"]*">Ja, dat is goed</button>', page)
    assert "Stap 1 van 11" in page


def test_nothing_of_the_talk_is_kept_before_consent(ria: TestClient, store: SqliteStore, owner: str) -> None:
    ria.get("/gesprek")
    page = ria.post("/gesprek", data={"message": "ik ben Ria uit Breda"})
    assert page.status_code == 200, "a redirect would lose what is not kept"
    assert "ik ben Ria uit Breda" in page.text
    assert "Ja, dat is goed" in page.text
    assert "Breda" not in str(store.load(owner, actor="employee", action="test"))


def test_the_page_works_without_javascript(ria: TestClient, begun: None) -> None:
    page = ria.get("/gesprek").text
    assert re.search(r'<form class="schrijf" method="post" action="/gesprek"', page)
    answer = ria.post("/gesprek", data={"message": "adm mdw", **fields(page, "schrijf")})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/gesprek#einde")
    after = ria.get("/gesprek").text
    assert "adm mdw" in after
    assert after.count('id="einde"') == 1


@pytest.mark.parametrize("text", NASTY)
def test_what_people_type_is_shown_as_text(ria: TestClient, keep: Keep, text: str) -> None:
    keep(lambda passport: offering(passport, Button(text, "knop:function:x\" autofocus x=\""))
         .with_lines(me(text), bot(f"Ik hoor: *{text}*", Button(text, text))))
    page = ria.get("/gesprek").text
    for dangerous in ("<script>alert", "<img src=x", "<b>", "</textarea><h1>", '" autofocus x="'):
        assert dangerous not in page
    assert "49" not in re.sub(r'value="[0-9a-f]{24}"|\?v=[0-9a-f]+|\+[0-9a-f]{12}', "", page)


@pytest.mark.parametrize("text", NASTY)
def test_what_people_type_is_shown_as_text_when_it_is_not_kept(ria: TestClient, text: str) -> None:
    for headers in ({}, HTMX):
        page = ria.post("/gesprek", data={"message": text}, headers=headers).text
        assert text not in page or "<" not in text


def test_own_words_between_stars_stand_out(ria: TestClient, keep: Keep) -> None:
    keep(lambda passport: offering(passport).with_lines(bot("Ik hoor: *bellen*. Klopt dat?")))
    assert "Ik hoor: <em>bellen</em>. Klopt dat?" in ria.get("/gesprek").text


def test_only_the_buttons_offered_last_can_be_pressed(ria: TestClient, keep: Keep) -> None:
    old, new = Button("Oude knop", "knop:function:oud"), Button("Nieuwe knop", "knop:function:nieuw")
    keep(lambda passport: offering(passport, new).with_lines(bot("Eerst", old), me("ja"), bot("Nu", new)))
    page = ria.get("/gesprek").text
    assert "knop:function:nieuw" in page
    assert "knop:function:oud" not in page


def test_htmx_gets_only_what_is_new_and_a_fresh_number(ria: TestClient, begun: None) -> None:
    before = fields(ria.get("/gesprek").text, "schrijf")
    part = ria.post("/gesprek", data={"message": "adm mdw", **before}, headers=HTMX)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "Wat voor werk doe je nu?" not in part.text
    assert part.text.count("adm mdw") == 1
    fresh = re.search(r'name="message_id" id="bericht-nummer" value="([0-9a-f]+)" hx-swap-oob="true"', part.text)
    assert fresh
    assert fresh[1] != before["message_id"]
    for place in ('id="keuzes"', 'id="voortgang"', 'id="gezien"', 'id="melding"'):
        assert place in part.text


def test_when_rasa_is_down_the_page_goes_on(ria: TestClient, begun: None) -> None:
    ria.post("/gesprek", data={"message": "medewerker burgerzaken"})
    page = ria.get("/gesprek").text
    assert "medewerker burgerzaken" in page
    assert "In welke plaats of regio" in page
    assert "storing" not in page


def test_when_the_store_fails_the_text_is_given_back(ria: TestClient, begun: None, store: SqliteStore) -> None:
    sent = {**fields(ria.get("/gesprek").text, "schrijf"), "message": "ik werk bij <i>burgerzaken</i>"}
    store.close()
    page = ria.post("/gesprek", data=sent)
    assert page.status_code == 503
    assert "ik werk bij &lt;i&gt;burgerzaken&lt;/i&gt;</textarea>" in page.text
    assert fields(page.text, "Stuur opnieuw")["message_id"] == sent["message_id"], "sent again it counts once"
    part = ria.post("/gesprek", data=sent, headers=HTMX)
    assert (part.status_code, "<html" in part.text) == (503, False)
    assert ria.post("/api/chat", json={"message": "hoi"}).status_code == 503


def test_a_message_that_rasa_never_got_is_heard_once_when_it_comes_twice(
    ria: TestClient, begun: None, store: SqliteStore, owner: str, in_flight: Callable[..., AbstractContextManager[str]]
) -> None:
    words = "administratief medewerker"
    for _ in range(2):
        with in_flight(words, numbered("m-12345678", words)) as turn:
            answer = ria.post(f"/rasa/actions?token={TOKEN}", json=call(owner, words, turn=turn))
        assert answer.json()["responses"]
    said = [line.text for line in store.load(owner, actor="employee", action="test").talk]
    assert said.count("administratief medewerker") == 1
    again = ria.post("/api/chat", json={"message": "administratief medewerker", "message_id": "m-12345678"})
    assert "dministratief medewerker" in again.json()["messages"][0]["text"]


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("edited", "answered_anew"), [("ik schrijf notulen", False), (" ik schrijf\r\nnotulen ", False), ("ik schrijf notulen en geef rondleidingen", True)]
)
def test_a_message_that_was_edited_before_it_was_sent_again_is_another_message(
    ria: TestClient, talk: Callable[[], tuple[TalkLine, ...]], in_flight: Callable[..., AbstractContextManager[str]], edited: str, answered_anew: bool
) -> None:
    owner = ria.get("/api/passport").json()["passport"]["owner"]
    first = numbered("m-12345678", "ik schrijf notulen")
    with in_flight("ik schrijf notulen", first) as turn:
        ria.post(f"/rasa/actions?token={TOKEN}", json=call(owner, "ik schrijf notulen", turn=turn))
    before = len(talk())
    for answer in (
        ria.post("/api/chat", json={"message": edited, "message_id": "m-12345678"}),
        ria.post("/gesprek", data={"message": edited, "message_id": "m-12345678"}, headers=HTMX),
    ):
        assert answer.status_code == 200
    after = [line.text for line in talk()[before:]]
    assert (edited in after) is answered_anew
    assert bool(after) is answered_anew


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_message_after_the_session_ended_is_given_back(visitor: TestClient, headers: dict[str, str]) -> None:
    answer = visitor.post("/gesprek", data={"message": "\nik werk bij <i>burgerzaken</i>"}, headers=headers)
    assert answer.status_code == 401
    assert "je bent niet meer aangemeld" in answer.text.lower()
    assert 'href="/"' in answer.text
    assert "Begin als" not in answer.text, "no start page within the talk"
    assert ("ik werk bij &lt;i&gt;burgerzaken&lt;/i&gt;</textarea>" in answer.text) is (headers == {}), "with htmx it stands in the field"


def test_a_button_after_the_session_ended_gives_no_code_back(visitor: TestClient) -> None:
    assert "knop:" not in visitor.post("/gesprek", data={"message": "knop:consent:ja"}).text


def test_a_page_of_before_an_erasure_shows_the_talk_as_it_is_now(ria: TestClient, begun: None) -> None:
    part = ria.post("/gesprek", data={"message": "adm mdw", "seen": "40"}, headers=HTMX)
    assert part.headers["HX-Reswap"] == "innerHTML"
    for text in ("Wat voor werk doe je nu?", "adm mdw", "In welke plaats of regio"):
        assert part.text.split('id="keuzes"', 1)[0].count(text) == 1


def test_what_can_be_chosen_is_read_out_too(ria: TestClient) -> None:
    ria.get("/gesprek")
    part = ria.post("/gesprek", data={"message": "ik ben Ria"}, headers=HTMX).text
    assert "Je kunt kiezen: Ja, dat is goed; " in part.split('id="voorlezen"', 1)[1]


def test_what_is_read_out_is_short(
    ria: TestClient, told: SkillsPassport, keep: Keep, owner: str, in_flight: Callable[..., AbstractContextManager[str]]
) -> None:
    page = ria.get("/gesprek").text
    assert re.search(r'<div [^>]*id="log"[^>]*aria-live="off"', page)
    assert re.search(r'<div id="voorlezen"[^>]*aria-live="polite"></div>', page)
    keep(lambda passport: offering(passport, Button("Maak nu een advies", "knop:doe:ask_advice")))
    pressed = "knop:doe:ask_advice"
    with in_flight("", numbered("m-87654321", pressed), pressed) as turn:
        ria.post(f"/rasa/actions?token={TOKEN}", json=call(owner, "", turn=turn))
    shown = ria.post("/gesprek", data={"message": "knop:doe:ask_advice", "message_id": "m-87654321"}, headers=HTMX).text
    cards = re.findall(r'class="kaart__titel"[^>]*>(.*?)<', shown)
    read = shown.split('id="voorlezen"', 1)[1]
    assert cards
    assert all(re.search(rf"<p>{title}: \d+ van 100, [^<]+</p>", read) for title in cards)
    assert "Zo komt de score tot stand" not in read
    assert len(re.sub(r"<[^>]+>", "", read)) < 1500


def test_the_api_goes_on_when_rasa_is_down(ria: TestClient, begun: None) -> None:
    answer = ria.post("/api/chat", json={"message": "medewerker burgerzaken"})
    assert answer.status_code == 200
    assert "edewerker burgerzaken" in answer.json()["messages"][0]["text"]
    assert answer.json()["progress"]["question"] == "region" and set(answer.json()["progress"]) == {"step", "of", "question"}


@pytest.mark.parametrize(
    "body", [{}, {"message": 5}, {"message": None}, {"message": ["a"]}, {"message": "a", "message_id": "kort"},
             {"message": "a", "message_id": "met spatie en zo"}, [], "tekst"],
)
def test_the_api_refuses_what_is_no_message(ria: TestClient, body: object) -> None:
    answer = ria.post("/api/chat", json=body)
    assert answer.status_code == 422
    assert "klopt niet" in answer.json()["detail"]


def test_an_empty_message_is_answered_kindly(ria: TestClient, begun: None) -> None:
    sent = {**fields(ria.get("/gesprek").text, "schrijf"), "message": "  \n "}
    assert "Ik zie nog geen tekst" in ria.post("/gesprek", data=sent, headers=HTMX).text


def test_the_api_is_described(visitor: TestClient) -> None:
    document = visitor.get("/openapi.json").json()
    assert document["info"]["title"] == "Loopbaanwijzer"
    assert set(document["paths"]) == {
        "/api/chat", "/api/passport", "/health", "/api/coaches", "/api/shares", "/api/shares/{case}", "/api/shares/{case}/messages", "/api/messages",
        "/api/verdicts", "/health/live", "/health/ready",
    }
    for path in document["paths"].values():
        assert all(operation["summary"] and operation["description"] for operation in path.values())
    assert visitor.get("/docs").status_code == visitor.get("/redoc").status_code == 404


def test_a_sentence_in_another_language_says_which_it_is(ria: TestClient, begun: None, keep: Keep) -> None:
    says = "I only speak Dutch, but you can ask HR who the transfer coach (transfercoach) of your municipality is and talk to that person."
    keep(lambda passport: passport.with_lines(me(says), bot(says)))
    page = ria.get("/gesprek").text
    assert page.count(f'<p class="ballon__tekst" lang="en">{says}</p>') == 1, "what somebody types is not ours to judge"


def test_the_answers_to_choose_from_stand_before_what_was_heard(ria: TestClient, keep: Keep) -> None:
    mention = {"kind": "task", "quote": "bel leveranciers", "concept_id": None, "label": "bel leveranciers", "meaning": "now", "confidence": 0.9}
    notes = {"offered": [["Klopt", "knop:tasks:klopt"]], "asked": ["consent", "tasks"]}
    keep(lambda passport: passport.with_answer("tasks", {"messages": ["ik bel"], "mentions": [mention]}, words="ik bel", at=NOW, status=AnswerStatus.OPEN)
         .with_interview(Interview("tasks", ("consent",), notes)).with_lines(me("ik bel"), bot("Ik hoor: *bel leveranciers*. Klopt dat?")))
    page = ria.get("/gesprek").text
    assert page.index("Ik hoor:") < page.index("Antwoorden om uit te kiezen") < page.index("Haal weg: bel leveranciers") < page.index('id="bericht"')
