"""The queue: who waits, how long, for whom; taking and giving back; and nothing for who may not see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from portal.coaching.queue_view import Filter, Whose, queue_view
from skills_passport.casework import employee
from skills_passport.casework.phase import CasePhase
from skills_passport.casework.queue import QueuedCase
from skills_passport.model import Purpose
from skills_passport.pseudonym import owner_id
from skills_passport.sqlite_store import SqliteStore
from tests.portal.coaching.conftest import Sharing, coach_of
from tests.portal.conftest import SECRET, own_form

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_a_coach_begins_at_the_queue(visitor: TestClient) -> None:
    answer = visitor.post("/aanmelden", data={"persona": "carla"})
    assert answer.headers["Location"] == "/begeleiding"
    page = visitor.get("/begeleiding").text
    assert 'href="/begeleiding" aria-current="page"' in page and 'href="/gesprek"' not in page


def test_an_empty_queue_says_what_happens_next(carla: TestClient) -> None:
    page = carla.get("/begeleiding").text
    assert "Er wacht nu niemand op je" in page and "dan staat het hier meteen" in page
    assert 'href="/begeleiding/herinneringen"' in page


def test_a_case_of_the_team_has_no_name_yet(carla: TestClient, case: str) -> None:
    page = carla.get("/begeleiding").text
    assert f'href="/begeleiding/{case}"' in page and "Ria de Wit" not in page
    for said in ("Voor het team", "Nieuw", "West-Brabant", "Vandaag", "nog niet bekeken"):
        assert said in page


def test_a_case_that_is_shared_with_me_has_the_name_as_shared(carla: TestClient, sanne: TestClient, advised: object, share: Sharing) -> None:
    share("carla", name="Ria")
    page = carla.get("/begeleiding").text
    assert "Met jou gedeeld" in page and ">Ria<" in page
    assert "Geef terug" not in page and "Pak op" not in page
    assert "Er wacht nu niemand" in sanne.get("/begeleiding").text


def test_who_takes_a_case_has_it_alone_and_gives_it_back(carla: TestClient, sanne: TestClient, case: str) -> None:
    taken = carla.post(f"/begeleiding/{case}/oppakken")
    assert taken.headers["Location"].startswith(f"/begeleiding/{case}")
    assert "Ria de Wit" in carla.get("/begeleiding").text
    assert case not in sanne.get("/begeleiding").text
    assert sanne.get(f"/begeleiding/{case}").status_code == 404
    late = sanne.post(f"/begeleiding/{case}/oppakken")
    assert late.status_code == 409 and "Een collega pakte dit dossier net op" in late.text
    carla.post(f"/begeleiding/{case}/teruggeven")
    assert "Teruggegeven" in carla.get("/begeleiding?terug=true").text
    assert sanne.get(f"/begeleiding/{case}").status_code == 200


def test_a_closed_case_is_only_there_for_who_asks(carla: TestClient, case: str) -> None:
    carla.post(f"/begeleiding/{case}/oppakken")
    carla.post(f"/begeleiding/{case}/afsluiten")
    assert case not in carla.get("/begeleiding").text
    assert case in carla.get("/begeleiding?fase=closed").text
    carla.post(f"/begeleiding/{case}/heropenen")
    assert case in carla.get("/begeleiding").text


def test_a_message_that_waits_is_counted(carla: TestClient, case: str, store: SqliteStore, owner: str) -> None:
    employee.answer_coach(store, owner, case, "Bel me maar", at=datetime.now(UTC))
    assert "1 nieuw bericht" in carla.get("/begeleiding").text


@pytest.mark.parametrize(("asked", "there"), [
    ("wie=team", True), ("wie=mijn", False), ("fase=new", True), ("fase=judged", False), ("regio=west-brabant", True), ("regio=twente", False),
    ("wie=team&fase=new&regio=west-brabant", True), ("wie=&fase=&regio=", True), ("wie=iedereen&fase=oud", True),
])
def test_the_filters_are_an_address(carla: TestClient, case: str, asked: str, there: bool) -> None:
    page = carla.get(f"/begeleiding?{asked}")
    assert page.status_code == 200 and (case in page.text) == there
    assert there or "Geen dossier past bij wat je koos" in page.text


def test_no_other_role_comes_in(sign_in: Callable[[str], TestClient], visitor: TestClient, case: str) -> None:
    for path in ("/begeleiding", f"/begeleiding/{case}", f"/begeleiding/{case}/functies"):
        assert [sign_in(person).get(path).status_code for person in ("ria", "hans")] == [403, 403]
        visitor.cookies.clear()
        assert visitor.get(path).headers["Location"] == "/"


POSTS = ("oppakken", "teruggeven", "afsluiten", "heropenen", "oordeel", "functies", "plan", "plan/0123456789abcdef", "vaardigheid", "vaardigheid/terug")


@pytest.mark.usefixtures("advised")
@pytest.mark.parametrize("what", ["ended", "of another coach", "never there"])
def test_what_is_not_open_to_me_is_as_if_it_were_not_there(
    carla: TestClient, share: Sharing, store: SqliteStore, owner: str, what: str
) -> None:
    case = {"ended": share, "of another coach": lambda: share("sanne"), "never there": lambda: "0123456789abcdef"}[what]()
    if what == "ended":
        employee.end_share(store, owner, case, at=datetime.now(UTC), text_version="2026-12")
    nothing = carla.get("/begeleiding/ffffffffffffffff")
    looked = [carla.get(f"/begeleiding/{case}{path}") for path in ("", "/functies?functie=kok")]
    filled = {
        "version": "0", "advice_id": "a", "function_id": "kok", "outcome": "reject", "reason": "other", "kind": "70", "text": "Lezen", "state": "agreed",
        "skill_id": "plannen-en-organiseren",
    }
    sent = [carla.post(f"/begeleiding/{case}/{path}", data=filled) for path in POSTS]
    assert {answer.status_code for answer in (*looked, *sent)} == {404}
    assert {answer.text for answer in (*looked, *sent)} == {nothing.text}


def queued(case: str, days: int, **other: object) -> QueuedCase:
    given = {"name": "", "mine": False, "from_team": True, "phase": CasePhase.NEW, "region_id": None, "unread": 0, **other}
    return QueuedCase(case=case, since=NOW - timedelta(days=days), **given)  # type: ignore[arg-type]


def test_waiting_time_in_words() -> None:
    rows = queue_view([queued(str(days), days) for days in (100, 30, 14, 13, 2, 1, 0)], Filter(), {}, NOW).rows
    assert [row.waiting for row in rows] == ["3 maanden geleden", "4 weken geleden", "2 weken geleden", "13 dagen geleden", "2 dagen geleden", "gisteren", "vandaag"]


def test_counts_do_not_depend_on_the_filter() -> None:
    cases = [queued("a", 3), queued("b", 2, mine=True, name="Bo"), queued("c", 1, mine=True, phase=CasePhase.CLOSED)]
    view = queue_view(cases, Filter(whose=Whose.TEAM), {}, NOW)
    assert ([row.case for row in view.rows], view.in_all, view.mine, view.free) == (["a"], 2, 1, 1)
    assert [row.name for row in queue_view(cases, Filter(whose=Whose.MINE), {}, NOW).rows] == ["Bo"]


def test_a_share_from_the_talk_has_no_name() -> None:
    assert queue_view([queued("a", 1, mine=True)], Filter(), {}, NOW).rows[0].name == "Naam niet gegeven"


def test_a_coach_is_not_the_coach_of_their_own_passport(sign_in: Callable[[str], TestClient], store: SqliteStore) -> None:
    bo, own = sign_in("bo"), owner_id("demo:bo", SECRET)
    store.change(own, lambda p: p.with_consent(Purpose.TALK, given=True, at=datetime.now(UTC), text_version="1"), actor="employee", action="test")
    assert bo.post("/paspoort/delen", data=own_form(bo, recipient=coach_of("bo"), name="Bo")).status_code == 422
    assert bo.post("/api/shares", json={"coach": coach_of("bo"), "name": "Bo"}).status_code == 422
    assert bo.post("/paspoort/delen", data=own_form(bo, recipient="team", name="Bo")).status_code == 303
    case = store.load(own, actor="employee", action="test").casework.open_shares[0].case
    assert bo.get(f"/begeleiding/{case}").status_code == 404 and case not in bo.get("/begeleiding").text
    assert sign_in("carla").get(f"/begeleiding/{case}").status_code == 200
