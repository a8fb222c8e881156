"""The sheet for a talk, on the page and as PDF, and what-if: from the passport only, and nothing stored."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.advised.supposed_change import SupposedChange
from portal.documents.paper.preparation_paper import preparation_pdf
from portal.documents.paper.printer import Printer
from portal.preparing.sheet import Sheet, sheet_of
from portal.preparing.supposing import COMES, GOES, suppose
from skills_passport.casework.case import seen_by_coach
from skills_passport.casework.coach import judge
from skills_passport.casework.planning import suggested_in
from skills_passport.casework.verdicts import Outcome, Reason
from skills_passport.model import AnswerStatus, SkillsPassport, Speaker, TalkLine
from skills_passport.sqlite_store import SqliteStore
from tests.portal.coaching.conftest import coach_of
from tests.portal.coaching.test_between_talks import text_of
from tests.portal.conftest import AT, mention
from tests.portal.documents.test_downloads import pdf_text
from tests.portal.documents.test_paper import elements, tagged

CANARY = "Kanarievogel in het gesprek"
Keep = Callable[..., SkillsPassport]
Make = Callable[[], Sheet]


@pytest.fixture
def sheet(case: str, passport: Callable[[], SkillsPassport], app: FastAPI) -> Make:
    """The sheet of Ria's case as it stands."""
    state = app.state
    return lambda: sheet_of(seen_by_coach(passport(), case), state.live.now.coach_questions, state.live.now.knowledge, date(2026, 11, 26), coach=coach_of("carla"), names={})


def asked(sheet: Sheet) -> dict[str, str]:
    """Every question on the sheet, by id."""
    questions = [each for _, items in sheet.questions for each in items] + [each for choice in sheet.choices for each in choice.asks]
    return {each.id: each.text for each in questions}


def told(quote: str, meaning: str) -> dict[str, object]:
    return {"messages": [], "mentions": [mention(quote, "bestellen en voorraad bijhouden", "bestellen-en-voorraad-bijhouden", "skill", meaning)]}


def test_questions_come_from_this_passport(sheet: Make, keep: Keep) -> None:
    before = asked(sheet())
    assert "bestel spullen" in before["kracht-meest-verteld"] and "iets met techniek" in before["energie-wens"]
    assert before["goed-geen-sector"].startswith("In de horeca wil je liever niet werken.") and "geen avonden" in before["goed-eis"]
    assert "open-computer" not in before and "energie-buiten-werk" not in before
    keep(lambda p: p.with_answer("outside", told("bestel de spullen voor de club", "outside-work"), words="", at=AT)
         .with_answer("digital", None, words="", at=AT, status=AnswerStatus.SKIPPED)
         .with_answer("criteria", None, words="", at=AT, status=AnswerStatus.SKIPPED))
    after = asked(sheet())
    assert "bestel de spullen voor de club" in after["energie-buiten-werk"] and "bestellen" in after["kracht-buiten-werk"]
    assert {"open-computer", "open-voorwaarden"} <= set(after) and "goed-eis" not in after and "goed-niets-genoemd" not in after


def test_who_told_nothing_gets_a_sheet_as_well(share: Callable[..., str], keep: Keep, carla: TestClient) -> None:
    keep(lambda passport: passport)
    page = text_of(carla.get(f"/begeleiding/{share()}/voorbereiding").text)
    assert "Waar ben je in je werk van nu het meest trots op?" in page and "Er is nog geen advies." in page


def test_the_three_choices_stand_there_with_what_to_ask_and_what_softens(sheet: Make, advised: SkillsPassport) -> None:
    made = sheet()
    assert 1 <= len(made.choices) <= 3 and all(choice.line and choice.asks for choice in made.choices)
    assert any(barrier.softened_by for choice in made.choices for barrier in choice.barriers)
    texts = [each.text for choice in made.choices for each in choice.asks]
    assert len(texts) == len(set(texts)), "nobody asks the same thing at each choice"
    assert {"Voorwaarden"} < {each.name for each in made.arrange} and all(each.source for each in made.arrange)
    assert len({(each.name, each.text) for each in made.arrange}) == len(made.arrange)


def test_the_own_verdict_and_an_added_function_stand_on_it(sheet: Make, case: str, store: SqliteStore, passport: Callable[[], SkillsPassport]) -> None:
    advice = passport().advices[-1]
    suggestion = sheet().choices[0]
    given = suggested_in(advice)[0]
    found = judge(store, case, coach_of("carla"), advice_id=advice.id, function_id=given, outcome=Outcome.REJECT, reason=Reason.TOO_FAR, at=AT, expected_version=0)
    judge(store, case, coach_of("carla"), advice_id=advice.id, function_id="kok", outcome=Outcome.ADD, reason=Reason.OTHER, at=AT, expected_version=found.version)
    made = sheet()
    assert made.choices[0].title == suggestion.title and made.choices[0].verdict == "Niet passend: te grote stap voor nu"
    assert made.added == ("Kok",)


def test_a_verdict_is_told_as_whose_it_is(carla: TestClient, sanne: TestClient, case: str, store: SqliteStore, passport: Callable[[], SkillsPassport]) -> None:
    advice = passport().advices[-1]
    for version, (coach, function) in enumerate(zip(("sanne", "carla", "gone"), suggested_in(advice), strict=True)):
        judge(store, case, coach_of(coach), advice_id=advice.id, function_id=function, outcome=Outcome.REJECT, reason=Reason.TOO_FAR, at=AT, expected_version=version)
    told = [re.findall(r"<strong>(Jouw oordeel|Oordeel van[^<]*):", each.get(f"/begeleiding/{case}/voorbereiding").text) for each in (carla, sanne)]
    assert told == [["Oordeel van Sanne", "Jouw oordeel", "Oordeel van een coach"], ["Jouw oordeel", "Oordeel van Carla", "Oordeel van een coach"]]
    paper = pdf_text(sanne.get(f"/begeleiding/{case}/voorbereiding.pdf").content)
    assert "Jouw oordeel: niet passend" in paper and "Oordeel van Carla: niet passend" in paper


def test_never_the_talk_nor_what_was_taken_back_nor_a_message(carla: TestClient, case: str, keep: Keep) -> None:
    keep(lambda p: p.with_lines(TalkLine(Speaker.EMPLOYEE, CANARY, AT)).with_answer("wishes", {"words": [CANARY], "sectors": [], "mentions": []}, words=CANARY, at=AT)
         .with_answer("wishes", {"words": ["liever buiten"], "sectors": [], "mentions": []}, words="", at=AT))
    carla.post(f"/begeleiding/{case}/berichten", data={"tekst": CANARY})
    page = carla.get(f"/begeleiding/{case}/voorbereiding").text
    assert CANARY not in page and "liever buiten" in page
    assert CANARY not in pdf_text(carla.get(f"/begeleiding/{case}/voorbereiding.pdf").content)


def test_page_and_pdf_tell_the_same(carla: TestClient, case: str, sheet: Make) -> None:
    page = text_of(carla.get(f"/begeleiding/{case}/voorbereiding").text)
    answer = carla.get(f"/begeleiding/{case}/voorbereiding.pdf")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/pdf" and answer.headers["cache-control"] == "no-store"
    assert re.fullmatch(r'attachment; filename="voorbereiding-\d{4}-\d\d-\d\d\.pdf"', answer.headers["content-disposition"])
    paper = re.sub(r"[\u00ad\u2010-]\s?|\s", "", pdf_text(answer.content))
    made = sheet()
    wanted = [*asked(made).values(), *(words for words, _ in made.criteria), *(choice.title for choice in made.choices)]
    wanted += [barrier.softened_by for choice in made.choices for barrier in choice.barriers] + [each.text for each in made.arrange]
    wanted += ["Voorbereiding van het gesprek met Ria de Wit", made.questions_version]
    assert [words for words in wanted if words not in page] == []
    assert [words for words in wanted if re.sub(r"[-\s]", "", words) not in paper] == []
    assert "Ruimteomteschrijven" in paper and "Watweafspraken,enwanneer" in paper


def test_the_paper_is_tagged_for_who_listens(carla: TestClient, case: str) -> None:
    content = carla.get(f"/begeleiding/{case}/voorbereiding.pdf").content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and str(pdf.Root.Lang) == "nl"
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1" and about["dc:title"] == "Voorbereiding van het gesprek met Ria de Wit"
        levels = [int(str(heading.S)[2]) for heading in tagged(pdf, "H1", "H2", "H3", "H4")]
        assert levels[0] == 1 and levels.count(1) == 1 and all(below <= above + 1 for above, below in pairwise(levels))
        assert sum(1 for element in elements(pdf.Root.StructTreeRoot) if str(element.S) == "/LI") >= 5
        for page in pdf.pages:
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                if str(operator) in {"Tj", "TJ", "Do"}:
                    assert depth > 0
    assert 2 <= len(pypdfium2.PdfDocument(content)) <= 8


def test_own_words_are_no_markup_and_signs_without_a_font_are_squared(sheet: Make, keep: Keep) -> None:
    keep(lambda p: p.with_answer("criteria", {"criteria": [{"words": "<img src=x> \U00020000", "kind": "other", "hard": True}]}, words="", at=AT))
    printed = preparation_pdf(sheet(), Printer(), "0.1.0")
    assert printed.unknown == ("\U00020000",)
    assert "worden afgedrukt" in pdf_text(printed.pdf)


def test_the_employee_reads_that_the_talk_was_prepared(carla: TestClient, case: str, store: SqliteStore, owner: str, sign_in: Callable[[str], TestClient]) -> None:
    for place in ("voorbereiding", "voorbereiding.pdf", "wat-als", "afspraken"):
        assert carla.get(f"/begeleiding/{case}/{place}").status_code == 200
    done = {entry.action for entry in store.accesses(owner, actor="employee") if entry.actor == f"coach:{coach_of('carla')}"}
    assert {"prepare-talk", "prepare-talk:pdf", "what-if", "show-follow-ups"} <= done
    assert "gesprek met jou voorbereid" in sign_in("ria").get("/paspoort").text


def test_without_pango_the_page_still_works(carla: TestClient, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    answer = carla.get(f"/begeleiding/{case}/voorbereiding.pdf")
    assert answer.status_code == 503 and "ontbreekt Pango" in answer.text
    assert carla.get(f"/begeleiding/{case}/voorbereiding").status_code == 200


# --- What if


@pytest.mark.parametrize(("words", "clause"), [
    ("wat als: excel leren", "leert"), ("regio Utrecht", "in de regio Midden-Utrecht zoekt"), ("avonden mag wel", "geen eis of wens meer"),
    ("een rol erbij", "je er een rol bij neemt"),
])
def test_what_if_shows_today_beside_then_and_stores_nothing(
    carla: TestClient, case: str, passport: Callable[[], SkillsPassport], words: str, clause: str
) -> None:
    carla.get(f"/begeleiding/{case}/wat-als")  # the first look at a case is kept
    before = passport()
    answer = carla.post(f"/begeleiding/{case}/wat-als", data={"wat": words})
    page = text_of(answer.text)
    assert answer.status_code == 200 and clause in page and "Vandaag" in page and f'value="{words}"' in answer.text
    assert answer.text.count('<tr role="row">') >= 4, "the head and the three"
    assert passport() == before


def test_what_comes_and_goes_is_marked(carla: TestClient, case: str, app: FastAPI) -> None:
    pages = [carla.post(f"/begeleiding/{case}/wat-als", data={"wat": words}).text for words in ("een rol erbij", "regio Groningen", "meegroeien in het eigen werk")]
    assert any(f">{COMES.capitalize()}<" in page and f">{GOES.capitalize()}<" in page for page in pages)


@pytest.mark.parametrize(("words", "said"), [("", "Schrijf eerst"), ("bladiebla", "kan ik niet narekenen"), ("x" * 201, "langer dan 200")])
def test_what_is_not_understood_is_told(carla: TestClient, case: str, words: str, said: str) -> None:
    answer = carla.post(f"/begeleiding/{case}/wat-als", data={"wat": words})
    assert answer.status_code == 422 and said in answer.text
    assert not words or words[:200] in answer.text


def test_the_examples_are_of_this_passport_and_all_work(carla: TestClient, case: str) -> None:
    offered = re.findall(r'<button class="knop knop--keuze" type="submit" name="wat" value="([^"]+)"', carla.get(f"/begeleiding/{case}/wat-als").text)
    assert len(offered) >= 3 and any("geen avonden" in each for each in offered)
    for words in offered:
        assert carla.post(f"/begeleiding/{case}/wat-als", data={"wat": words}).status_code == 200, words


def test_today_is_reckoned_anew(carla: TestClient, case: str, keep: Keep) -> None:
    """What was told after the last advice counts in both columns."""
    keep(lambda p: p.with_answer("region", {"region_id": "midden-utrecht", "words": "Utrecht"}, words="", at=datetime.now(UTC)))
    assert "Daar zoek je nu al." in text_of(carla.post(f"/begeleiding/{case}/wat-als", data={"wat": "regio Utrecht"}).text)


def test_points_beside_a_function_go_the_way_its_fit_goes(case: str, app: FastAPI, passport: Callable[[], SkillsPassport]) -> None:
    meant = SupposedChange(app.state.live.now.interview.script, app.state.live.now.interview.ears)
    checked = 0
    for words in ("een rol erbij", "meegroeien in het eigen werk", "avonden mag wel", "excel leren", "offertes vergelijken leren"):
        found = suppose(passport(), words, meant, app.state.live.now.knowledge, date(2026, 11, 26))
        assert found is not None and found.rows
        for row in found.rows:
            moved = sum(int(points) for why in row.whys for points in re.findall(r"\(([+-]\d+) punt(?:en)?\)$", why))
            assert moved * (row.fit_then - row.fit_now) >= 0, (words, row)
            checked += bool(moved)
    assert checked, "nothing moved, so nothing was checked"
