"""The downloads over HTTP: whole files, the right refusals, nothing kept, and pictures on the passport page."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.documents.badge_key import make_key
from portal.documents.paper.printer import Printer
from skills_passport.casework import coach as coaching
from skills_passport.casework.plan import StepState
from skills_passport.casework.queue import Coach
from skills_passport.guidance import advise_and_store
from skills_passport.model import SkillsPassport
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT, own_form
from tests.portal.documents.conftest import CONFIRMED

DOWNLOADS = "/paspoort/downloads"
FILES = ("paspoort.pdf", "paspoort.xlsx", "europass.jsonld", "badges.zip")
CANARY = "Ria Kanariepiet"


@pytest.fixture
def confirming(keep: Callable[..., SkillsPassport], told: SkillsPassport) -> Callable[[], SkillsPassport]:
    """Writes what others stand for, as a coach's page would."""
    return lambda: keep(lambda passport: passport.with_answer("confirmed", CONFIRMED, words="", at=AT))


@pytest.fixture
def with_advice(told: SkillsPassport, store: SqliteStore, owner: str, app: FastAPI) -> SkillsPassport:
    advise_and_store(store, owner, app.state.live.now.knowledge, date(2026, 11, 26), "employee")
    return store.load(owner, actor="employee", action="test")


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_nobody_gets_anything_without_signing_in(visitor: TestClient) -> None:
    for path in ("", *(f"/{name}" for name in FILES)):
        answer = visitor.get(f"{DOWNLOADS}{path}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    for name in ("paspoort.pdf", "europass.jsonld"):
        assert visitor.post(f"{DOWNLOADS}/{name}", data={"deel": "taken"}).status_code == 401


def test_who_has_no_passport_is_told(ria: TestClient, store: SqliteStore, owner: str) -> None:
    for path in ("", *(f"/{name}" for name in FILES)):
        answer = ria.get(f"{DOWNLOADS}{path}")
        assert answer.status_code == 404 and "nog geen paspoort" in answer.text
    assert store.load(owner, actor="test", action="test").is_new


def test_the_page_offers_all_with_the_others_ticked_off(ria: TestClient, told: SkillsPassport) -> None:
    page = ria.get(DOWNLOADS).text
    ticked = re.findall(r'name="deel" value="(\w+)" checked', page)
    assert ticked == ["taken", "vaardigheden", "interesses", "plan"]
    assert re.findall(r'name="deel" value="(\w+)">', page) == ["verwachting", "voorwaarden", "advies"]
    assert 'href="/paspoort/downloads/paspoort.xlsx"' in page and 'action="/paspoort/downloads/europass.jsonld"' in page
    assert "geeft hier nog geen badges uit" in page and "badges.zip" not in page
    assert 'href="/paspoort/downloads"' in ria.get("/paspoort").text


def test_the_own_plan_goes_along_with_the_coach_by_name(
    ria: TestClient, with_advice: SkillsPassport, store: SqliteStore, passport: Callable[[], SkillsPassport]
) -> None:
    store.note_coach(Coach("c4f2a", "Carla de Wit", AT))
    ria.post("/paspoort/delen", data=own_form(ria, recipient="c4f2a", name="Ria"))
    ria.post("/paspoort/plan", data={"casework": "0", "kind": "70", "text": "Meekijken bij de balie"})
    case, step = passport().casework.open_shares[0].case, passport().casework.steps[0].id
    coaching.change_step(store, case, "c4f2a", step, state=StepState.AGREED, at=AT, expected_version=1)
    told = pdf_text(ria.get(f"{DOWNLOADS}/paspoort.pdf").content)
    assert "Meekijken bij de balie" in told and "Afgesproken" in told and "Carla de Wit" in told
    rows = list(load_workbook(io.BytesIO(ria.get(f"{DOWNLOADS}/paspoort.xlsx").content))["Plan"].iter_rows(values_only=True))
    assert any("Meekijken bij de balie" in row and "Carla de Wit, eerst van mij" in row for row in rows)


def test_a_pdf_with_what_was_chosen(ria: TestClient, with_advice: SkillsPassport) -> None:
    answer = ria.post(f"{DOWNLOADS}/paspoort.pdf", data={"naam": CANARY, "deel": ["taken", "voorwaarden"]})
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="skillspaspoort-\d{4}-\d\d-\d\d\.pdf"', answer.headers["content-disposition"])
    assert answer.headers["cache-control"] == "no-store"
    text = pdf_text(answer.content)
    assert CANARY in text and "geen avonden" in text and "bestel spullen" in text and "Mijn plan" not in text
    plain = pdf_text(ria.get(f"{DOWNLOADS}/paspoort.pdf").content)
    assert "Mijn plan" in plain and "geen avonden" not in plain


@pytest.mark.parametrize("sent", [{"naam": "Ria"}, {"deel": "salaris"}, {"deel": "taken", "naam": "x" * 101}])
def test_what_cannot_be_printed_is_refused(ria: TestClient, told: SkillsPassport, sent: dict[str, str]) -> None:
    assert ria.post(f"{DOWNLOADS}/paspoort.pdf", data=sent).status_code == 422


def test_the_typed_name_is_kept_nowhere(
    ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("paspoort.pdf", "europass.jsonld"):
        answer = ria.post(f"{DOWNLOADS}/{name}", data={"naam": CANARY, "deel": "taken"})
        assert answer.status_code == 200
    assert CANARY in answer.text
    assert passport().answers_given == told.answers_given
    places = [*tmp_path.rglob("*"), *ria.app.state.settings.var.rglob("*")]  # type: ignore[attr-defined]
    assert not [place for place in places if place.is_file() and CANARY.encode() in place.read_bytes()]
    assert CANARY not in caplog.text


def test_each_download_is_in_the_list_of_what_was_done(ria: TestClient, told: SkillsPassport, store: SqliteStore, owner: str) -> None:
    for name in FILES[:3]:
        assert ria.get(f"{DOWNLOADS}/{name}").status_code == 200
    done = [entry.action for entry in store.accesses(owner, actor="employee")]
    assert [action for action in done if action.startswith("export:")] in (
        ["export:pdf", "export:xlsx", "export:jsonld"], ["export:jsonld", "export:xlsx", "export:pdf"],
    )
    assert "paspoort opgehaald als bestand" in ria.get("/paspoort").text


def test_workbook_and_europass_are_whole(ria: TestClient, with_advice: SkillsPassport) -> None:
    book = load_workbook(io.BytesIO(ria.get(f"{DOWNLOADS}/paspoort.xlsx").content))
    assert book["Adviezen"].max_row > 1
    found: dict[str, Any] = ria.get(f"{DOWNLOADS}/europass.jsonld").json()
    assert "fullName" not in found["credentialSubject"]
    assert found["issuer"] == {"id": found["credentialSubject"]["id"]}


def test_badges_come_in_the_name_of_who_is_signed_in(
    ria: TestClient, confirming: Callable[[], SkillsPassport], app: FastAPI, with_state: Callable[[str, Any], None], tmp_path: Path
) -> None:
    assert ria.get(f"{DOWNLOADS}/badges.zip").status_code == 404
    with_state("settings", app.state.settings.model_copy(update={"organisation_name": "Gemeente Voorbeeld", "var": tmp_path}))
    make_key(app.state.settings.badge_key)
    assert "Wat je zelf zegt, is geen badge" in ria.get(f"{DOWNLOADS}/badges.zip").text
    confirming()
    assert "Jij hebt er 2." in ria.get(DOWNLOADS).text
    answer = ria.get(f"{DOWNLOADS}/badges.zip", params={"naam": CANARY})
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    names = {json.loads(text)["credentialSubject"]["identifier"][0]["identityHash"] for text in texts}
    assert names == {app.state.personas.all()["ria"].name}


def test_no_employee_can_confirm_their_own_skill(ria: TestClient, told: SkillsPassport, passport: Callable[[], SkillsPassport]) -> None:
    sent = {"version": told.version, "field": "remove", "question": "confirmed", "items": "skills", "places": "0", "value": "coach"}
    for field in ("remove", "meaning", "hard", "confirmed", "choice"):
        assert ria.post("/paspoort/corrigeren", data={**sent, "field": field}).status_code == 422
    assert passport().answer("confirmed") is None


def test_without_pango_the_download_says_what_is_missing_and_the_rest_works(
    ria: TestClient, told: SkillsPassport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    answer = ria.get(f"{DOWNLOADS}/paspoort.pdf")
    assert answer.status_code == 503 and "ontbreekt Pango" in answer.text
    assert ria.get(f"{DOWNLOADS}/paspoort.xlsx").status_code == 200


def test_what_takes_too_long_is_refused_in_words(ria: TestClient, told: SkillsPassport, with_state: Callable[[str, Any], None]) -> None:
    with_state("printer", Printer(megabytes=40))
    answer = ria.get(f"{DOWNLOADS}/paspoort.pdf")
    assert answer.status_code == 413 and "Kies minder onderdelen" in answer.text


def test_pictures_stand_on_the_passport_page_with_their_tables(ria: TestClient, with_advice: SkillsPassport) -> None:
    page = ria.get("/paspoort").text
    section = page.split('id="in-beeld"', 1)[1].split("</section>", 1)[0]
    assert len(re.findall(r'<svg xmlns="http://www.w3.org/2000/svg" class="beeld" [^>]*role="img"', section)) == 3
    assert section.count('<table class="naast"') == 4
    assert "style=" not in section
    for named in re.findall(r'aria-labelledby="([^"]+)"', section):
        assert all(page.count(f'id="{each}"') == 1 for each in named.split())


def test_without_anything_to_draw_there_is_no_section(ria: TestClient, keep: Callable[..., SkillsPassport]) -> None:
    keep(lambda passport: passport)
    assert 'id="in-beeld"' not in ria.get("/paspoort").text
