"""The trial run as Hans of HR does it: begun, followed, read; who is read is told, and nothing of anybody comes out."""

from __future__ import annotations

import html
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portal.hr.trial.outcome import Outcome
from portal.hr.trial.running import FEW, Found, Run, TrialFailed
from portal.hr.trial.trials import Step, Trial, Trials
from portal.hr.trial.tried import try_passports
from portal.hr.trial.worker import Task, run
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Editor, State, Version
from skills_passport.model import Purpose
from skills_passport.sqlite_store import SqliteStore
from tests.portal.conftest import AT
from tests.portal.hr.colleagues import NOW, owner_of, someone, wants, with_rule

VERSIONS = "/beheer/versies"
MIEN = Editor("e-mien", "Mien")


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def tried(drafts: Drafts) -> Version:
    """A draft of Mien, in review, in which no care or technical work is suggested to anybody who works for a municipality."""
    return submitted(drafts, with_rule("function: {sector: [zorg, overheid]}"))


def submitted(drafts: Drafts, edit: Callable[[Content], Content]) -> Version:
    begun = drafts.begin(by=MIEN, title="Proef")
    changed = drafts.change(begun.number, edit, by=MIEN, what="schreef een regel", expected_revision=begun.revision)
    return drafts.submit(changed.number, by=MIEN)


def ended(app: FastAPI, drafts: Drafts, version: Version) -> Trial:
    """The trial when it does not move any more."""
    trials: Trials = app.state.trials
    live = drafts.store.published()
    assert live is not None
    pause = threading.Event()
    for _ in range(1200):
        trial = trials.find((live.snapshot, version.snapshot))
        assert trial is not None
        if trial.ended:
            return trial
        pause.wait(0.1)
    raise AssertionError("it never ended")


def task_of(app: FastAPI, drafts: Drafts, version: Version) -> Task:
    settings, live = app.state.settings, drafts.store.published()
    assert live is not None
    return Task(
        database=settings.database, versions=settings.versions, data=settings.data, fits=settings.fits, old=live.snapshot, new=version.snapshot,
        today=NOW.date(), key="00" * 32, part=0, parts=1,
    )


def test_a_trial_is_begun_followed_and_read_and_who_is_read_is_told(hans: TestClient, app: FastAPI, drafts: Drafts, store: SqliteStore, tried: Version) -> None:
    for number in range(24):
        someone(store, number, wants("zorg") if number < 12 else wants())
    someone(store, 24, counted=False)
    page = hans.get(f"{VERSIONS}/{tried.number}").text
    assert "Doe een proef" in page
    answer = hans.post(f"{VERSIONS}/{tried.number}/proef")
    assert answer.status_code == 303
    going = hans.get(answer.headers["Location"]).text
    assert "De proef loopt" in going or "Vaste voorbeelden" in going
    trial = ended(app, drafts, tried)
    assert trial.step is Step.DONE and trial.result is not None, trial.refused
    assert trial.result.impact.people == 25 and trial.result.impact.changed == 25
    page = hans.get(answer.headers["Location"]).text
    said = text_of(page)
    assert "Ongeveer 25 van ongeveer 25 mensen krijgen andere suggesties" in said
    assert "Per gebied" in said and "Bedrijfsvoering" in said and "Was Wordt Mensen" in said
    assert "Deze versie breekt" in said and "Met deze versie:" in said
    assert not [number for number in range(25) if owner_of(number) in page] and "leveranciers" not in page and "Breda" not in page
    told = [(entry.actor, entry.action) for entry in store.accesses(owner_of(3), actor="employee")]
    assert told.count(("hr", "try-version")) == 1
    assert "try-version" not in [entry.action for entry in store.accesses(owner_of(24), actor="employee")]
    assert "breekt" in text_of(hans.get(f"{VERSIONS}/{tried.number}").text)
    live = drafts.store.published()
    assert live is not None and drafts.store.trials().keys() == {(live.snapshot, tried.snapshot)}, "that it was done is kept, not what came of it"
    first = trial.result
    hans.post(f"{VERSIONS}/{tried.number}/proef")
    again = ended(app, drafts, tried).result
    assert again is not None and again is not first
    assert (again.impact, again.changes, again.as_before) == (first.impact, first.changes, True), "the same again"


def test_with_few_people_only_the_scenarios_are_told(hans: TestClient, app: FastAPI, drafts: Drafts, store: SqliteStore, tried: Version) -> None:
    for number in range(9):
        someone(store, number)
    hans.post(f"{VERSIONS}/{tried.number}/proef")
    assert ended(app, drafts, tried).result is not None
    said = text_of(hans.get(f"{VERSIONS}/{tried.number}/proef").text)
    assert "nog te weinig mensen" in said and "Vaste voorbeelden" in said and "Per gebied" not in said


def test_what_is_live_is_not_tried(hans: TestClient, drafts: Drafts) -> None:
    assert hans.post(f"{VERSIONS}/1/proef").status_code == 409
    assert "Alleen een concept" in hans.get(f"{VERSIONS}/1/proef").text
    assert hans.get(f"{VERSIONS}/99/proef").status_code == 404


def test_what_goes_out_of_the_process_holds_no_owner_name_or_word(app: FastAPI, drafts: Drafts, store: SqliteStore, tried: Version) -> None:
    for number in range(12):
        someone(store, number, lambda p: p.with_answer("wishes", {"words": ["iets met zeldzaamwoord"], "sectors": [], "mentions": []}, words="zeldzaamwoord", at=AT))
    lines: list[dict[str, Any]] = []
    run(task_of(app, drafts, tried), lines.append)
    told = repr(lines)
    assert "zeldzaamwoord" not in told and "leveranciers" not in told and not [number for number in range(12) if owner_of(number) in told]
    assert lines[-1].keys() == {"counts", "marks", "played"} and len(lines[-1]["marks"]) == 12
    again: list[dict[str, Any]] = []
    run(task_of(app, drafts, tried), again.append)
    assert again == lines, "the same twice"


def test_two_parts_find_what_one_finds(app: FastAPI, store: SqliteStore) -> None:
    for number in range(13):
        someone(store, number)
    knowledge = app.state.live.now.knowledge
    whole = try_passports(store, knowledge, knowledge, NOW.date(), b"key")
    halves = [try_passports(store, knowledge, knowledge, NOW.date(), b"key", part=part, parts=2) for part in (0, 1)]
    assert halves[0].counts + halves[1].counts == whole.counts == Counter({Outcome("bedrijfsvoering"): 13})
    assert halves[0].marks | halves[1].marks == whole.marks and len(whole.marks) == 13


def test_who_takes_the_consent_back_while_it_runs_is_not_read(store: SqliteStore) -> None:
    for number in range(3):
        someone(store, number)
    owners = store.counted()
    store.change(owner_of(0), lambda p: p.with_consent(Purpose.TOTALS, given=False, at=AT, text_version="1"), actor="employee", action="test")
    store.erase(owner_of(1), actor="employee")
    assert [owner for owner, _ in store.told_by(owners, actor="hr", action="try-version")] == [owner_of(2)]
    assert "try-version" not in [entry.action for entry in store.accesses(owner_of(0), actor="employee")]
    assert store.verify_audit().whole


def test_what_is_read_is_the_person_of_the_passport(store: SqliteStore) -> None:
    someone(store, 0, wants("zorg"))
    [(owner, person)] = store.told_by(store.counted(), actor="hr", action="try-version")
    assert person == store.load(owner, actor="employee", action="test").person()


def test_reading_does_not_wait_for_a_writer_nor_a_writer_for_it(store: SqliteStore, app: FastAPI) -> None:
    """Another process reads the answers while this one is writing; only its few rows for the trail wait for their turn."""
    for number in range(3):
        someone(store, number)
    with closing(SqliteStore(app.state.settings.database)) as other:
        def while_reading(passport: Any) -> Any:
            assert len(other.counted()) == 3
            return passport.with_consent(Purpose.CONTACT, given=True, at=AT, text_version="1")

        store.change(owner_of(0), while_reading, actor="employee", action="test")
        assert len(other.told_by(other.counted(), actor="hr", action="try-version")) == 3


# -- processes that end before their time

TALKS = 'import json, sys; task = json.load(sys.stdin); print(json.dumps({"done": 1, "of": 2}), flush=True); '
WHOLE = 'print(json.dumps({"counts": [["ict", [], False, 30]], "marks": [str(task["part"])], "played": []}))'
TASK = Task(database=Path("a"), versions=Path("b"), data=Path("c"), fits=Path("d"), old="1", new="2", today=date(2026, 12, 1), key="00", part=0, parts=1)


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


@pytest.mark.parametrize("end", [
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(0)", 'print("{half")', WHOLE + "; sys.exit(3)", 'print(json.dumps({"failed": "StoreBusy"})); sys.exit(1)',
])
@pytest.mark.parametrize("passports", [FEW, FEW + 1])
def test_a_process_that_ends_before_its_time_leaves_a_clear_line_and_nothing_half(end: str, passports: int) -> None:
    seen: list[tuple[int, int]] = []
    only_last = TALKS + (f'last = task["part"] == task["parts"] - 1\nif last:\n    {end}\nelse:\n    {WHOLE}' if "\n" not in end else end)
    with pytest.raises(TrialFailed, match="Er is niets van bewaard"):
        Run(python(only_last)).over(TASK, passports, lambda done, of: seen.append((done, of)))
    assert all(of == 2 * (1 if passports == FEW else 2) for _, of in seen)


def test_parts_that_end_well_are_put_together() -> None:
    seen: list[tuple[int, int]] = []
    found = Run(python(TALKS + WHOLE)).over(TASK, FEW + 1, lambda done, of: seen.append((done, of)))
    assert found == Found(Counter({Outcome("ict"): 60}), frozenset({"0", "1"}), ())
    assert seen[-1] == (2, 4)


def test_a_trial_that_failed_says_so_and_can_be_done_again(hans: TestClient, app: FastAPI, drafts: Drafts, tried: Version, with_state: Callable[[str, Any], None]) -> None:
    with closing(Trials(lambda: NOW, python("import sys; sys.exit(9)"))) as trials:
        with_state("trials", trials)
        hans.post(f"{VERSIONS}/{tried.number}/proef")
        trial = ended(app, drafts, tried)
        assert trial.step is Step.REFUSED and trial.result is None
        page = text_of(hans.get(f"{VERSIONS}/{tried.number}/proef").text)
        assert "De proef is niet gelukt." in page and "Begin de proef" in page and "mensen krijgen" not in page


def test_a_trial_is_stopped_and_its_processes_with_it(hans: TestClient, app: FastAPI, drafts: Drafts, tried: Version, with_state: Callable[[str, Any], None]) -> None:
    with closing(Trials(lambda: NOW, python(TALKS + "sys.stdin.close(); import threading; threading.Event().wait()"))) as trials:
        with_state("trials", trials)
        where = f"{VERSIONS}/{tried.number}/proef"
        hans.post(where)
        page = hans.get(where).text
        assert "De proef loopt" in page and "<progress" in page and "htmx" in page
        part = hans.get(where, headers={"hx-request": "true"}).text
        assert "<progress" in part and "<html" not in part
        hans.post(f"{where}/stop")
        assert hans.get(where, headers={"hx-request": "true"}).headers["hx-refresh"] == "true"
        assert "Begin de proef" in hans.get(where).text
    # closing waits for the thread, which waits for its process: it ended


# -- protected scenarios


def test_the_scenarios_stand_on_a_page_in_words(hans: TestClient) -> None:
    page = text_of(hans.get("/beheer/vaste-voorbeelden").text)
    assert "Alfred, bode" in page and "Dit moet erbij staan: Zelfstandig glazenwasser" in page and "Niets in deze sector: zorg" in page


def test_a_version_that_breaks_a_scenario_goes_live_only_with_a_reason_that_stands_in_the_log(hans: TestClient, app: FastAPI, drafts: Drafts) -> None:
    version = submitted(drafts, with_rule("function: {id: glazenwasser}"))
    where = f"{VERSIONS}/{version.number}/stap/publiceren"
    refused = hans.post(where, data={"revision": str(version.revision)})
    said = text_of(refused.text)
    assert refused.status_code == 422 and "Alfred, bode" in said and "Dit moet erbij staan: Zelfstandig glazenwasser" in said and "er komt nu:" in said
    assert 'id="reason"' in refused.text and drafts.store.version(version.number).state is State.IN_REVIEW
    assert hans.post(where, data={"revision": str(version.revision), "reason": "Ramen lappen doen we niet meer"}).status_code == 303
    assert drafts.store.version(version.number).reason == "Ramen lappen doen we niet meer"
    assert "Ramen lappen doen we niet meer" in text_of(hans.get("/beheer/verantwoording/wijzigingen").text)


def test_a_rule_with_a_later_first_day_breaks_as_well_and_is_tried_as_if_it_were_that_day(hans: TestClient, app: FastAPI, drafts: Drafts, store: SqliteStore) -> None:
    def later(content: Content) -> Content:
        edited = with_rule("function: {id: glazenwasser}")(content)
        path = "rulebook/97-instrumenten.yml"
        return edited.with_file(path, edited[path].replace("valid_from: 2026-01-01\n  author: Mien", "valid_from: 2031-03-01\n  author: Mien"))

    version = submitted(drafts, later)
    refused = hans.post(f"{VERSIONS}/{version.number}/stap/publiceren", data={"revision": str(version.revision)})
    assert refused.status_code == 422
    assert re.search(r"Alfred, bode.*, vanaf 1 maart 2031", text_of(refused.text))
    told: list[dict[str, Any]] = []
    run(task_of(app, drafts, version), told.append)
    assert [each["after"]["unmet"] for each in told[-1]["played"] if "Alfred" in each["after"]["who"]] != [()]
    assert [each["before"]["unmet"] for each in told[-1]["played"] if "Alfred" in each["before"]["who"]] == [()]


def test_a_version_that_breaks_none_goes_live_without(hans: TestClient, drafts: Drafts) -> None:
    version = submitted(drafts, with_rule("function: {id: buschauffeur}"))
    assert hans.post(f"{VERSIONS}/{version.number}/stap/publiceren", data={"revision": str(version.revision)}).status_code == 303
