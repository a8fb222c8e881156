"""The employee and coaches on the passport page: sharing, messages, appointments, verdicts, and who looked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from skills_passport.casework import coach as coaching
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.queue import Coach
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.errors import CaseNotFound
from skills_passport.guidance import advice_in
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, fields, own_form

CARLA = "c4f2a"


@pytest.fixture(autouse=True)
def carla(store: SqliteStore) -> str:
    store.note_coach(Coach(CARLA, "Carla de Wit", datetime.now(UTC)))
    return CARLA


def section(client: TestClient, name: str) -> str:
    return client.get("/paspoort").text.split(f'<section class="deel" id="{name}"', 1)[1].split("\n</section>", 1)[0]


def shared(client: TestClient, recipient: str = CARLA, **more: str) -> int:
    return client.post("/paspoort/delen", data={**own_form(client, recipient=recipient, name="Ria Jansen", reach="toestel 12"), **more}).status_code


def case_of(passport: SkillsPassport) -> str:
    return passport.casework.open_shares[0].case


def test_the_page_says_that_nobody_looks_on_and_with_whom_to_share(ria: TestClient, told: SkillsPassport) -> None:
    page = section(ria, "coach")
    assert "Er kijkt nu niemand mee" in page
    assert f'<option value="{CARLA}">Carla de Wit</option>' in page and '<option value="team">' in page


@pytest.mark.parametrize("recipient", [CARLA, "team"])
def test_who_shares_lets_that_coach_in_and_ends_it_at_once(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], store: SqliteStore, recipient: str
) -> None:
    assert shared(ria, recipient) == 303
    case = case_of(passport())
    assert coaching.open_case(store, case, CARLA).share.name == "Ria Jansen"
    page = section(ria, "coach")
    for text in ("Ria Jansen", "toestel 12", "Bekeken", "Carla de Wit" if recipient == CARLA else "het coachteam"):
        assert text in page
    assert f'<option value="{recipient}"' not in page, "one does not share twice with the same"
    assert ria.post("/paspoort/delen/stoppen", data=fields(page, "Stop met delen")).status_code == 303
    with pytest.raises(CaseNotFound):
        coaching.open_case(store, case, CARLA)
    page = section(ria, "coach")
    assert "Er kijkt nu niemand mee" in page and "toestel 12" not in page and "Eerder gedeeld (1)" in page
    assert not passport().agrees_to(Purpose.COACH)


@pytest.mark.parametrize("sent", [
    {"recipient": "c0000"}, {"recipient": ""}, {"recipient": "Carla de Wit"}, {"name": ""}, {"name": "  "}, {"name": "x" * 81}, {"reach": "x" * 121},
])
def test_a_share_that_cannot_be_opens_nothing(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], sent: dict[str, str]) -> None:
    assert shared(ria, **{"recipient": CARLA, **sent}) == 422
    assert passport().casework.shares == () and not passport().agrees_to(Purpose.COACH)


def test_a_citizen_number_is_in_no_share_and_no_message(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    shared(ria, name="Ria 111222333", reach="bsn 111222333 of 06 12345678")
    ria.post("/paspoort/berichten", data={"case": case_of(passport()), "text": "Mijn bsn is 111 222 333.\r\nBel me."})
    assert "111222333" not in str(passport()) and "111 222 333" not in str(passport())
    assert "06 12345678" in passport().casework.open_shares[0].reach
    assert passport().casework.messages[0].text.splitlines()[1] == "Bel me."


def test_name_and_reach_can_be_corrected_and_the_case_stays_the_same(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    shared(ria)
    case = case_of(passport())
    sent = fields(section(ria, "coach"), f'id="naam-{case}"')
    assert ria.post("/paspoort/delen", data={**sent, "name": "R. Jansen", "reach": ""}).status_code == 303
    share, = passport().casework.shares
    assert (share.case, share.name, share.reach) == (case, "R. Jansen", "")


def test_what_a_coach_writes_is_new_until_it_is_read_or_answered(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], store: SqliteStore
) -> None:
    shared(ria)
    case = case_of(passport())
    coaching.write_to_employee(store, case, CARLA, "Dag Ria,\npraten & <koffie>?", at=datetime.now(UTC))
    for _ in range(2):
        page = ria.get("/paspoort").text
        assert "Je coach schreef je." in page and "Je hebt 1 nieuw bericht." in page
        assert "Dag Ria,\npraten &amp; &lt;koffie&gt;?" in page
    assert ria.post("/paspoort/berichten/gelezen").status_code == 303
    assert "Je coach schreef je." not in ria.get("/paspoort").text
    coaching.write_to_employee(store, case, CARLA, "Dinsdag?", at=datetime.now(UTC))
    assert ria.post("/paspoort/berichten", data={"case": case, "text": "Dinsdag is goed."}).status_code == 303
    page = section(ria, "coach")
    assert "nieuw bericht" not in page and page.index("Dinsdag?") < page.index("Dinsdag is goed.")
    assert "gelezen" not in page
    assert [message.text for message in coaching.open_case(store, case, CARLA).unread] == ["Dinsdag is goed."]
    assert "· gelezen" in section(ria, "coach")


@pytest.mark.parametrize("case", ["0123456789abcdef", "", "another's"])
def test_in_a_case_of_somebody_else_nothing_can_be_said_or_ended(
    ria: TestClient, told: SkillsPassport, store: SqliteStore, case: str
) -> None:
    if case == "another's":
        ria.post("/aanmelden", data={"persona": "joyce"})
        joyce = ria.get("/api/passport").json()["passport"]["owner"]
        store.change(joyce, lambda p: p.with_consent(Purpose.TALK, given=True, at=AT, text_version="1"), actor="bot", action="answer")
        shared(ria)
        case = store.load(joyce, actor="employee", action="test").casework.open_shares[0].case
        ria.post("/aanmelden", data={"persona": "ria"})
    texts = set()
    for path in ("/paspoort/berichten", "/paspoort/delen/stoppen"):
        answer = ria.post(path, data={"case": case, "text": "hallo"})
        assert answer.status_code == (404 if case else 422)
        texts.add(re.search(r"lead\">(.*?)</p>", answer.text)[1])  # type: ignore[index]
    assert len(texts) == 1


def test_a_message_that_is_empty_or_too_long_is_refused_and_nothing_is_cut(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]
) -> None:
    shared(ria)
    for text in ("", " \n ", "x" * 4001):
        assert ria.post("/paspoort/berichten", data={"case": case_of(passport()), "text": text}).status_code == 422
    assert passport().casework.messages == ()
    assert ria.post("/paspoort/berichten", data={"case": case_of(passport()), "text": "x" * 4000}).status_code == 303


def test_pressing_send_twice_sends_once_and_an_edited_text_is_another_message(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]
) -> None:
    shared(ria)
    sent = fields(section(ria, "coach"), 'action="/paspoort/berichten"')
    for text in ("Tot dinsdag", "Tot dinsdag", "Tot woensdag"):
        assert ria.post("/paspoort/berichten", data={**sent, "text": text}).status_code == 303
    assert [message.text for message in passport().casework.messages] == ["Tot dinsdag", "Tot woensdag"]
    assert ria.post("/paspoort/berichten", data={**sent, "text": "x", "nummer": "../x"}).status_code == 422


def test_a_share_that_ended_takes_no_message_and_its_form_is_gone(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    shared(ria)
    case = case_of(passport())
    ria.post("/paspoort/berichten", data={"case": case, "text": "Tot dinsdag"})
    ria.post("/paspoort/delen/stoppen", data={"case": case})
    page = section(ria, "coach")
    assert "Tot dinsdag" in page and "Verstuur" not in page
    late = ria.post("/paspoort/berichten", data={"case": case, "text": "Nog <iets>"})
    assert late.status_code == 409 and "Je bericht is niet verstuurd" in late.text and "Je deelt je paspoort niet meer met deze coach" in late.text
    assert "readonly>\nNog &lt;iets&gt;</textarea>" in late.text
    assert [message.text for message in passport().casework.messages] == ["Tot dinsdag"]


def test_appointments_verdicts_and_who_looked_are_told_with_the_name_of_the_coach(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], store: SqliteStore
) -> None:
    ria.post("/paspoort/advies")
    shared(ria)
    case, advice = case_of(passport()), passport().advices[-1]
    title, at = advice_in(advice).suggestions[0], datetime.now(UTC)
    now = coaching.open_case(store, case, CARLA)
    given: dict[str, Any] = {"advice_id": advice.id, "at": at}
    now = coaching.judge(store, case, CARLA, function_id=title.function_id, outcome=Outcome.ACCEPT, reason=Reason.FITS, expected_version=now.version, **given)
    now = coaching.judge(
        store, case, CARLA, function_id=title.function_id, outcome=Outcome.REJECT, reason=Reason.TOO_FAR, words="Eerst wat kleiner & dichterbij.",
        expected_version=now.version, **given,
    )
    added = next(each for each in ("kok", "conducteur", "hovenier", "kraanmachinist") if each in store_functions(ria))
    now = coaching.judge(store, case, CARLA, function_id=added, outcome=Outcome.ADD, reason=Reason.FITS_BETTER, expected_version=now.version, **given)
    coaching.plan_follow_up(
        store, case, CARLA, kind=FollowUpKind.CONVERSATION, day=date(2027, 1, 5), text="Kamer 2.14", at=at, expected_version=now.version,
    )
    advices = section(ria, "adviezen")
    judged = advices.split("Wat je coach ervan vindt", 1)[1].split("</ul>", 1)[0]
    for text in (escape(title.title), "Niet passend", "Te grote stap voor nu.", "Eerst wat kleiner &amp; dichterbij.", "Carla de Wit", "vond eerder iets anders",
                 "Toegevoegd door de coach"):
        assert text in judged
    assert "Akkoord" not in judged
    assert "<strong>5 januari 2027</strong>: gesprek met Carla de Wit" in section(ria, "coach")
    assert "Carla de Wit:</span> suggestie beoordeeld (3 keer)" in section(ria, "gekeken")


def store_functions(client: TestClient) -> set[str]:
    knowledge = client.app.state.live.now.knowledge  # type: ignore[attr-defined]
    return set(knowledge.catalogue.functions)


def test_what_changed_between_two_advices_is_said_and_why(
    ria: TestClient, told: SkillsPassport, keep: Callable[..., SkillsPassport], passport: Callable[[], SkillsPassport]
) -> None:
    ria.post("/paspoort/advies")
    assert "Wat er veranderde sinds" not in section(ria, "adviezen")
    keep(lambda p: p.with_answer("direction", {"direction": "grow-along"}, words="", at=AT))
    ria.post("/paspoort/advies")
    before, after = (advice_in(stored) for stored in passport().advices)
    then, now = ({each.title for each in advice.suggestions} for advice in (before, after))
    assert now - then and then - now, "another direction gives other suggestions"
    changed = section(ria, "adviezen").split("Wat er veranderde sinds", 1)[1].split("</div>", 1)[0]
    for label, titles in (("Nieuw: ", now - then), ("Staat er niet meer bij: ", then - now)):
        line = next(each for each in re.findall(r"<li>(.*?)</li>", changed) if each.startswith(label))
        assert all(escape(title) in line for title in titles)
    assert "Je vertelde tussendoor iets anders." in changed and "Vernieuwd:" not in changed


def test_who_stands_for_a_skill_is_kept_apart_from_what_is_said(ria: TestClient, told: SkillsPassport, keep: Callable[..., SkillsPassport]) -> None:
    skill = "bestellen-en-voorraad-bijhouden"
    keep(lambda p: p.with_answer("confirmed", {"skills": [
        {"skill_id": skill, "proof": "coach", "by": "Carla de Wit", "on": "2026-11-20", "words": "Liet het zien.", "level": 3},
        {"skill_id": skill, "proof": "certificate", "by": "NCOI", "on": "2025-05-02"},
        {"skill_id": "programmeren", "proof": "certificate", "by": "ROC", "on": "2024-05-02", "level": 1},
    ]}, words="", at=AT))
    rows = section(ria, "vaardigheden").split('<li class="skill')[1:]
    row = next(each for each in rows if "Bestellen en voorraad" in each)
    for text in ("Uit jouw woorden", "<q>bestel spullen</q>", "Bevestigd door je coach</strong>: niveau 3 van 4, goed", "Carla de Wit, 20 november 2026",
                 "<q>Liet het zien.</q>", "Staat op een diploma of certificaat", "NCOI, 2 mei 2025"):
        assert text in row
    only = next(each for each in rows if "Programmeren" in each)
    assert "Uit jouw woorden" not in only and "niveau 1 van 4, met hulp" in only
    assert "Bevestigd" not in next(each for each in rows if "Leveranciers" in each)


def test_a_passport_that_was_not_touched_for_long_says_so_and_can_be_kept(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], store: SqliteStore, with_state: Callable[[str, Any], None]
) -> None:
    assert "Bewaar mijn paspoort" not in ria.get("/paspoort").text
    long_ago = datetime.now(UTC) - timedelta(days=700)
    with store.file.writing() as connection:
        connection.execute("UPDATE passports SET updated_at = ?", (long_ago.isoformat(),))
    page = ria.get("/paspoort").text
    assert "Je paspoort wordt bewaard tot" in page and "Bewaar mijn paspoort" in page
    kept = ria.post("/paspoort/bewaren")
    assert "Je paspoort blijft bewaard." in ria.get(kept.headers["Location"]).text
    assert "Bewaar mijn paspoort" not in ria.get("/paspoort").text
    assert passport().updated_at.date() == datetime.now(UTC).date()


def test_who_has_no_passport_keeps_none(ria: TestClient) -> None:
    assert ria.post("/paspoort/bewaren").status_code == 404


def test_a_coach_who_was_away_for_long_is_not_offered(ria: TestClient, told: SkillsPassport, store: SqliteStore) -> None:
    for days, offered in ((59, True), (62, False)):
        store.note_coach(Coach(CARLA, "Carla de Wit", datetime.now(UTC) - timedelta(days=days)))
        assert ("Carla de Wit" in section(ria, "coach"), CARLA in ria.get("/api/coaches").text) == (offered, offered)
    assert shared(ria) == ria.post("/api/shares", json={"coach": CARLA, "name": "Ria"}).status_code == 422
