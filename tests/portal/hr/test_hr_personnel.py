"""The personnel plan as Hans of HR makes it: sent, worked out in the background, read, downloaded, gone."""

from __future__ import annotations

import io
import logging
import random
import re
import time
from datetime import date

import openpyxl
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pypdf import PdfReader

from portal.errors import FileRefused
from portal.hr.personnel.jobs import Job, Jobs, Progress, Step, TooManyJobs
from portal.hr.personnel.making import PlanMade
from portal.hr.personnel.recognising import Recogniser
from rules.catalogue import Term
from rules.files.labour_market_files import load_regions
from rules.personnel_plan import PersonnelPlan, personnel_plan
from rules.staff import StaffGroup, StaffRow, staff_groups
from tests.portal.hr import staff_files as files

PLAN = "/beheer/personeelsplan"
ROWS = [("Medewerker burgerzaken", 7, 18.5, "Breda"), ("Administratief medewerker", 6, 4.2, "Breda"), ("Medewerker burgerzaken II", 8, 3, "Tilburg"), ("Kwantumduider", 9, 1, "")]


def send(client: TestClient, content: bytes, name: str = "lijst.xlsx") -> str:
    """The address of the job."""
    answer = client.post(PLAN, files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def finished(client: TestClient, address: str, seconds: float = 90) -> str:
    """The page when it does not move any more."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page = client.get(address)
        if "Je plan wordt gemaakt" not in page.text:
            return page.text
        time.sleep(0.1)
    raise AssertionError("it never ended")


def test_a_list_becomes_a_plan_with_neighbours_and_learning(hans: TestClient) -> None:
    page = finished(hans, send(hans, files.workbook(ROWS)))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "28 mensen, 26,7 fte, 2 functies." in text
    assert "Medewerker burgerzaken" in text and "22 mensen" in text
    assert "Specialist identiteitsfraude burgerzaken" in text, "the way that the source itself names"
    assert "Nog te leren:" in text and "Door te doen:" in text and "Binnen drie jaar" in text
    assert "Niet herkend: 1 rij, 1 persoon, 1 fte. Die telt" in text
    assert "Je vorige lijst (lijst.xlsx, 4 rijen) gaat dan weg" in hans.get(PLAN).text
    assert "Kwantumduider" not in text, "what names no work may be somebody's name"
    assert "Medewerker burgerzaken II" in text, "HR can see how a name was read"


def test_the_workbook_and_the_paper_say_the_same(hans: TestClient) -> None:
    address = send(hans, files.workbook(ROWS))
    finished(hans, address)
    answer = hans.get(f"{address}/plan.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Uitleg", "Functies", "Taken", "Buren", "Functienamen"]
    functions = {row[0]: row for row in book["Functies"].iter_rows(min_row=2, values_only=True)}
    assert functions["Medewerker burgerzaken"][1:4] == (22, "21,5", "7 tot en met 8")
    assert {row[0] for row in book["Buren"].iter_rows(min_row=2, values_only=True)} <= set(functions)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    paper = hans.get(f"{address}/plan.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
    assert "Personeelsplan" in printed and "Medewerker burgerzaken" in printed and "Waar mensen naartoe kunnen" in printed


def test_five_thousand_rows_within_a_minute_with_progress(hans: TestClient, app: FastAPI) -> None:
    titles = [function.title for function in app.state.live.now.knowledge.catalogue.functions.values() if function.municipal]
    chance = random.Random(7)
    rows = [(chance.choice(titles) + chance.choice(["", " I", " II", " (binnendienst)"]), chance.randint(4, 12), 0.89, chance.choice(["Breda", "Zwolle", ""])) for _ in range(5000)]
    content = files.workbook(rows)
    began = time.monotonic()
    address = send(hans, content)
    seen: set[str] = set()
    while time.monotonic() - began < 60:
        page = hans.get(address, headers={"hx-request": "true"})
        if page.headers.get("HX-Refresh"):
            break
        seen |= set(re.findall(r'id="stand-tekst">([^:<]+)', page.text))
        time.sleep(0.05)
    took = time.monotonic() - began
    assert "5.000 mensen" in hans.get(address).text
    assert took < 60
    assert "Functies herkennen" in seen


def test_what_is_wrong_is_told_and_nothing_stays(hans: TestClient, app: FastAPI) -> None:
    address = send(hans, b"functie;naam;fte\nBode;Jansen;1\n", "lijst.csv")
    page = finished(hans, address)
    assert "lijkt over personen te gaan" in page and "Jansen" not in page
    assert hans.get(address).status_code == 404
    assert not app.state.personnel_jobs._jobs


@pytest.mark.parametrize(("name", "content", "status", "said"), [
    ("", b"", 422, "Kies eerst een bestand"), ("groot.csv", b"functie;fte\n" + b"Bode;1\n" * 800_000, 413, "hoogstens 5 MB"),
])
def test_what_cannot_be_sent_is_told(hans: TestClient, name: str, content: bytes, status: int, said: str) -> None:
    answer = hans.post(PLAN, files={"file": (name, content)}) if name else hans.post(PLAN, files={"other": ("", b"")})
    assert answer.status_code == status and said in answer.text


def test_a_list_of_names_is_refused_though_no_cell_looks_like_one(hans: TestClient) -> None:
    names = ["fatima yilmaz", "pieter bakker", "sanne bos", "kees mulder", "anouk visser", "bode"]
    page = finished(hans, send(hans, ("functie;fte\n" + "".join(f"{name};1\n" for name in names)).encode(), "lijst.csv"))
    assert "Staan er namen van mensen in?" in page and "yilmaz" not in page


def test_a_plan_is_of_who_sent_the_list_and_can_be_thrown_away(hans: TestClient, app: FastAPI) -> None:
    address = send(hans, files.workbook(ROWS))
    finished(hans, address)
    job = address.rsplit("/", 1)[-1]
    assert app.state.personnel_jobs.find("somebody-else", job) is None
    assert hans.post(f"{address}/weg").headers["Location"] == PLAN
    assert hans.get(address).status_code == 404 and hans.get(f"{address}/plan.xlsx").status_code == 404


def test_nothing_of_a_list_stands_in_a_log_or_a_file(hans: TestClient, app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    finished(hans, send(hans, files.workbook([("Postzegelkundige medewerker geheimwoord", 7, 1, "Breda"), *ROWS])))
    assert "geheimwoord" not in caplog.text
    var = app.state.settings.var
    assert not [path for path in var.rglob("*") if path.is_file() and b"geheimwoord" in path.read_bytes()]


# -- the jobs by themselves


def empty() -> PlanMade:
    return PlanMade(PersonnelPlan((), (0, 0, 0), date(2026, 11, 26)), (), (), 0, 0, 0)


def ended(jobs: Jobs, owner: str, job: str) -> Job | None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        found = jobs.find(owner, job)
        if found is None or found.ended:
            return found
        time.sleep(0.01)
    raise AssertionError("it never ended")


def test_a_plan_is_gone_after_its_time_without_anybody_asking() -> None:
    jobs = Jobs(kept=0.2)
    job = jobs.start("hans", lambda progress: empty())
    found = ended(jobs, "hans", job)
    assert found is not None and found.made is not None
    time.sleep(0.6)
    assert jobs.find("hans", job) is None and found.made is None
    jobs.close()


def test_a_job_that_is_thrown_away_stops_and_a_mistake_keeps_its_words_to_itself(caplog: pytest.LogCaptureFixture) -> None:
    jobs = Jobs()
    steps: list[int] = []

    def endless(progress: Progress) -> PlanMade:
        for number in range(100_000):
            progress("planning", number, 100_000)
            steps.append(number)
            time.sleep(0.001)
        return empty()

    def broken(progress: Progress) -> PlanMade:
        raise ValueError("geheimwoord")

    job = jobs.start("hans", endless)
    while not steps:
        time.sleep(0.01)
    jobs.drop("hans", job)
    found = ended(jobs, "hans", jobs.start("hans", broken))
    assert len(steps) < 100_000
    assert found is not None and found.step is Step.REFUSED and "geheimwoord" not in found.refused + caplog.text
    jobs.close()


def test_one_list_each_and_not_too_many_together() -> None:
    jobs = Jobs()
    first = jobs.start("hans", lambda progress: empty())
    second = jobs.start("hans", lambda progress: empty())
    assert jobs.find("hans", first) is None and jobs.find("hans", second) is not None
    with pytest.raises(TooManyJobs):
        for number in range(20):
            jobs.start(f"p{number}", lambda progress: empty())
    jobs.close()


# -- the plan itself


def test_what_shifts_first_stands_first_and_no_way_leads_to_work_that_goes_too(app: FastAPI) -> None:
    knowledge = app.state.live.now.knowledge
    functions = knowledge.catalogue.functions
    groups = [StaffGroup(each.id, 1, 10, 1000, (), None) for each in functions.values() if each.municipal]
    plan = personnel_plan(groups, (0, 0, 0), knowledge, date(2026, 11, 26))
    assert [each.gone for each in plan.functions] == sorted((each.gone for each in plan.functions), reverse=True)
    gone = {each.function.id: each.gone[-1] for each in plan.functions}
    for each in plan.functions:
        assert each.gone == tuple(sorted(each.gone)) and each.moved == tuple(sorted(each.moved)) and each.moved[-1] <= 100
        assert each.hundredths_gone(Term.SLOW) == (2 * 1000 * each.gone[-1] + 100) // 200
        for way in each.ways:
            assert not way.function.routine and gone.get(way.function.id, 0) <= each.gone[-1]
            assert not {gap.skill_id for gap in way.missing} & {skill.skill_id for skill in each.function.skills}
            assert [step.share for step in way.steps] == [70, 20, 10]
    burgerzaken = next(each for each in plan.functions if each.function.id == "medewerker-burgerzaken")
    assert burgerzaken.gone == (29, 29, 29), "two of its seven tasks of today disappear within three years"


def test_rows_add_up_by_function_and_what_is_unknown_is_counted() -> None:
    rows = [StaffRow("Bode", 4, 100, 1, "Breda"), StaffRow("bode", 5, 250, 3, "Goes"), StaffRow("Iets", None, 50, 1, "")]
    groups, unknown = staff_groups(rows, {"Bode": "bode", "bode": "bode", "Iets": None}, {"Breda": "west-brabant", "Goes": "zeeland", "": None})
    assert groups == (StaffGroup("bode", 2, 4, 350, (4, 5), "zeeland"),)
    assert unknown == (1, 1, 50)


def test_function_names_of_the_job_system_are_read_and_doubt_is_not(app: FastAPI) -> None:
    knowledge = app.state.live.now.knowledge
    recogniser = Recogniser(knowledge, load_regions(app.state.settings.data))
    found = recogniser.functions(["medewerker burgerzaken", "Senior medewerker burgerzaken", "Bode II", "Medewerker", "Coordinator"], lambda done: None)
    assert found.functions == {"medewerker burgerzaken": "medewerker-burgerzaken", "Senior medewerker burgerzaken": "medewerker-burgerzaken", "Bode II": "bode", "Medewerker": None, "Coordinator": None}
    assert recogniser.regions(["Breda", "nergenshuizen", ""]) == {"Breda": "west-brabant", "nergenshuizen": None, "": None}
    with pytest.raises(FileRefused):
        recogniser.functions(["jan", "piet", "klaas", "kees", "mo", "bode"], lambda done: None)
