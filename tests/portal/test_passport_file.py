"""The own export put back by hand: shown first, then confirmed; what is not the own passport is refused and kept nowhere."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portal.errors import FileRefused
from portal.passport_page.file_back import LARGEST_FILE, packed, unpacked
from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind
from skills_passport.casework.planning import suggested_in
from skills_passport.casework.queue import Coach
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.model import Purpose, SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, CORRECT, fields, own_form

CARLA = "c4f2a"
BACK, YES = "/paspoort/terugzetten", "/paspoort/terugzetten/bevestigen"


def shown(client: TestClient, content: str | bytes) -> Any:
    return client.post(BACK, files={"file": ("paspoort.json", content if isinstance(content, bytes) else content.encode(), "application/json")})


def told_in(passport: SkillsPassport) -> SkillsPassport:
    """All but what the store counts."""
    return replace(passport, version=0, updated_at=passport.created_at, casework=replace(passport.casework, version=0))


@pytest.fixture
def text(ria: TestClient, told: SkillsPassport) -> str:
    """The export of a passport with an advice."""
    ria.post("/paspoort/advies")
    return ria.get("/paspoort/download").text


def test_what_will_be_replaced_is_shown_and_nothing_is_written_before_the_yes(
    ria: TestClient, text: str, passport: Callable[[], SkillsPassport]
) -> None:
    before = passport()
    ria.post(CORRECT, data={"version": before.version, "field": "region", "value": "twente"})
    changed = passport()
    page = shown(ria, text)
    assert page.status_code == 200 and "Er is nog niets veranderd." in page.text
    assert re.search(r"Dit wordt vervangen</h2>\s*<ul class=\"opsomming\"><li>Je regio</li></ul>", page.text)
    assert passport() == changed
    assert ria.post(YES, data=fields(page.text, "Ja, zet dit terug")).status_code == 303
    assert told_in(passport()) == told_in(before)
    assert "Je paspoort is teruggezet" in ria.get("/paspoort?gedaan=teruggezet").text


@pytest.mark.parametrize("waiting", [
    "tekst", [1], [{"id": "m-1"}], [{"id": "m-1", "words": 3}], [{"id": "m-1", "words": "x" * 20_000}], [{"id": "", "words": "hallo"}],
    [{"id": "m-1", "words": "hallo", "more": "?"}], [{"id": "m-1", "words": "een"}, {"id": "m-1", "words": "twee"}],
])
def test_messages_that_wait_in_a_file_must_be_messages(ria: TestClient, text: str, waiting: object) -> None:
    document = json.loads(text)
    document["passport"]["interview"]["notes"]["waiting"] = waiting
    page = shown(ria, json.dumps(document))
    assert page.status_code == 422 and "niet kan lezen" in page.text
    assert ria.get("/gesprek").status_code == 200


def test_after_erasing_the_file_gives_the_same_passport(ria: TestClient, text: str, passport: Callable[[], SkillsPassport]) -> None:
    before = passport()
    ria.post("/paspoort/wissen", data=own_form(ria))
    ria.post("/aanmelden", data={"persona": "ria"})
    assert passport().is_new
    page = shown(ria, text)
    assert "Je hebt hier nu geen paspoort" in page.text and passport().is_new
    assert ria.post(YES, data=fields(page.text, "Ja, zet dit terug")).status_code == 303
    assert told_in(passport()) == told_in(before)
    assert ria.get("/paspoort").status_code == 200


def test_a_passport_that_changed_after_it_was_shown_is_not_replaced(ria: TestClient, text: str, passport: Callable[[], SkillsPassport]) -> None:
    yes = fields(shown(ria, text).text, "Ja, zet dit terug")
    ria.post(CORRECT, data={"version": passport().version, "field": "region", "value": "twente"})
    assert ria.post(YES, data=yes).status_code == 409
    assert passport().person().region_id == "twente"


def test_what_others_did_is_not_in_a_file(
    ria: TestClient, text: str, passport: Callable[[], SkillsPassport], store: SqliteStore, owner: str
) -> None:
    forged = json.loads(text)
    skill = {"skill_id": "programmeren", "proof": "certificate", "by": "zelf", "on": "2026-01-01", "words": "", "level": 4}
    forged["passport"]["answers_given"].append(
        {"question": "confirmed", "value": {"skills": [skill]}, "words": "", "status": "answered", "given_at": AT.isoformat()},
    )
    employee.share(store, owner, coach=None, name="Ria", at=AT, text_version="1")
    real = {"skills": [{**skill, "proof": "coach", "by": "Carla"}]}
    store.change(owner, lambda p: p.with_answer("confirmed", real, words="", at=AT), actor="coach:c1", action="confirm")
    page = shown(ria, json.dumps(forged))
    assert "Wat een coach bevestigde" in page.text and "Met wie je deelt" in page.text
    assert ria.post(YES, data=fields(page.text, "Ja, zet dit terug")).status_code == 303
    assert passport().answers["confirmed"].value == real and len(passport().casework.open_shares) == 1
    ria.post("/paspoort/wissen", data=own_form(ria))
    ria.post("/aanmelden", data={"persona": "ria"})
    ria.post(YES, data=fields(shown(ria, json.dumps(forged)).text, "Ja, zet dit terug"))
    assert passport().answers and "confirmed" not in passport().answers and not passport().agrees_to(Purpose.COACH)


def left_out(page: str) -> list[str]:
    """What the page says will not come back."""
    return re.findall(r"<li>(.*?)</li>", page.split("Dit komt niet terug</h2>", 1)[1].split("</ul>", 1)[0]) if "Dit komt niet terug" in page else []


def test_what_will_not_come_back_is_told_before_the_yes(
    ria: TestClient, text: str, passport: Callable[[], SkillsPassport], store: SqliteStore, owner: str
) -> None:
    assert left_out(shown(ria, text).text) == []
    store.note_coach(Coach(CARLA, "Carla", AT))
    ria.post("/paspoort/delen", data=own_form(ria, recipient=CARLA, name="Ria"))
    case, advice = passport().casework.open_shares[0].case, passport().advices[-1]
    coaching.judge(
        store, case, CARLA, advice_id=advice.id, function_id=suggested_in(advice)[0], outcome=Outcome.REJECT, reason=Reason.TOO_FAR, at=AT, expected_version=0,
    )
    coaching.write_to_employee(store, case, CARLA, "Tot dinsdag", at=AT)
    coaching.plan_follow_up(store, case, CARLA, kind=FollowUpKind.CONVERSATION, day=date(2026, 12, 1), at=AT, expected_version=1)
    coaching.confirm_skill(store, case, CARLA, skill_id="plannen-en-organiseren", by="Carla", at=AT, seen=None)
    coaching.propose_step(store, case, CARLA, kind=70, text="Loop mee", at=AT, expected_version=2)
    file = ria.get("/paspoort/download").text
    assert left_out(shown(ria, file).text) == [], "the store has all of it, and keeps it"
    ria.post("/paspoort/wissen", data=own_form(ria))
    ria.post("/aanmelden", data={"persona": "ria"})
    page = shown(ria, file).text
    assert left_out(page) == [
        "Het delen met een coach: je kiest zelf opnieuw wie er meekijkt", "Wat coaches van je adviezen vonden (1)", "Berichten tussen jou en een coach (1)",
        "Afspraken met een coach (1)", "Vaardigheden die een ander bevestigde (1)",
        "Of een stap in je plan was afgesproken: wat nog te doen is, staat er straks als jouw voorstel",
    ]
    assert ria.post(YES, data=fields(page, "Ja, zet dit terug")).status_code == 303
    ria.post("/paspoort/plan/stap", data={"casework": passport().casework.version, "step": passport().casework.steps[0].id, "state": "proposed", "text": "Iets anders"})
    assert left_out(shown(ria, file).text)[-1] == "Stappen die alleen in het bestand staan (1): het plan van nu blijft"


@pytest.mark.parametrize("content", [
    b"", b"geen json", b"{}", b"[]", b"\xff\xfe\x00", b'{"format": "loopbaanwijzer-skillspaspoort", "version": 99, "passport": {}}', b"[" * 100_000,
    b'{"format": "loopbaanwijzer-skillspaspoort", "version": 2, "passport": {"owner": "x"}, "accesses": []}', b"PK\x03\x04",
])
def test_a_file_that_is_no_passport_is_refused_in_dutch(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], content: bytes) -> None:
    page = shown(ria, content)
    assert page.status_code == 422 and 'role="alert"' in page.text and 'type="file"' in page.text
    assert passport().version == told.version


def test_the_passport_of_somebody_else_is_refused_also_at_the_yes(ria: TestClient, text: str) -> None:
    yes = fields(shown(ria, text).text, "Ja, zet dit terug")
    ria.post("/aanmelden", data={"persona": "joyce"})
    assert "van een ander paspoort" in shown(ria, text).text
    assert "van een ander paspoort" in ria.post(YES, data={**yes, **own_form(ria), "version": "0"}).text
    assert ria.post(YES, data=yes).status_code == 409, "that page was made for another"
    assert ria.get("/api/passport").json()["passport"]["answers_given"] == []


def test_who_said_no_later_than_the_file_keeps_nothing(ria: TestClient, text: str, store: SqliteStore, owner: str, passport: Callable[[], SkillsPassport]) -> None:
    store.change(owner, lambda p: p.with_consent(Purpose.TALK, given=False, at=AT.replace(year=2027), text_version="1").without_content(), actor="bot", action="answer")
    page = shown(ria, text)
    assert page.status_code == 422 and "geen toestemming" in page.text
    assert passport().answers_given == ()


def test_an_upload_is_bounded(ria: TestClient, told: SkillsPassport) -> None:
    assert shown(ria, b" " * (LARGEST_FILE + 1)).status_code == 422
    assert shown(ria, b" " * (LARGEST_FILE + 200_000)).status_code == 413
    assert ria.post(BACK, data={"file": "tekst"}).status_code == 422
    assert ria.post(BACK, content=b"--x", headers={"Content-Type": "multipart/form-data"}).status_code == 422
    assert ria.post(BACK, content=b"--x", headers={"Content-Type": "multipart/form-data; boundary=y"}).status_code == 422


def test_what_travels_in_the_page_is_the_file_and_never_unfolds_into_more(ria: TestClient, text: str) -> None:
    assert unpacked(packed(text)) == text and len(packed(text)) < len(text) / 3
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * (LARGEST_FILE * 4), 9)).decode()
    for wrong in (bomb, packed(text)[:-8], "", "x", "é", packed(text)[40:]):
        with pytest.raises(FileRefused):
            unpacked(wrong)
        assert ria.post(YES, data={"version": "1", "packed": wrong}).status_code == 422
