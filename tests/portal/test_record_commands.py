"""`wijzer` for who keeps the record: an export put back, verdicts, retention, the audit trail."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portal.settings import Settings
from portal.wording import action_words
from rules.answer import Versions
from rules.files.knowledge_files import load_knowledge
from skills_passport.audit import FIRST_SEAL
from skills_passport.casework import coach as coaching
from skills_passport.casework import employee
from skills_passport.casework.follow_ups import FollowUpKind, FollowUpState
from skills_passport.casework.plan import StepState
from skills_passport.casework.queue import Coach
from skills_passport.casework.verdicts import Outcome, Reason, Signal
from skills_passport.guidance import advise_and_store
from skills_passport.model import Purpose, StoredAdvice
from skills_passport.sqlite_engine import sqlite3
from skills_passport.sqlite_store import SqliteStore
from tests.passports import MOMENT, told_passport
from tests.portal.command_line import Answer, wijzer, wijzer_process

OWNER = told_passport().owner


def opened(tmp_path: Path, clock: Callable[[], datetime] | None = None) -> closing[SqliteStore]:
    path = Settings(var=tmp_path).database
    return closing(SqliteStore(path, clock=clock) if clock else SqliteStore(path))


def told(store: SqliteStore, owner: str = OWNER) -> None:
    answers = told_passport().answers_given
    store.change(
        owner, lambda p: replace(p, answers_given=answers).with_consent(Purpose.TALK, given=True, at=MOMENT, text_version="1"), actor="bot", action="answer",
    )


def test_an_export_is_put_back_after_it_was_erased(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        told(store)
    file = tmp_path / "paspoort.json"
    file.write_text(wijzer("passport", "export", OWNER, var=tmp_path).stdout, encoding="utf-8")
    assert wijzer("passport", "erase", OWNER, "--yes", var=tmp_path).stdout == "Gewist.\n"
    answer = wijzer("passport", "import", str(file), var=tmp_path)
    assert answer.returncode == 0 and answer.stdout == "Teruggezet: 3 antwoorden, 0 adviezen, 0 stappen in het plan.\n"
    with opened(tmp_path) as store:
        assert store.load(OWNER, actor="employee", action="show").answers_given == told_passport().answers_given
    moved = wijzer("passport", "import", "-", "--owner", "m" + "1" * 32, said=file.read_text(encoding="utf-8"), var=tmp_path)
    assert moved.returncode == 0, moved.stderr


def test_notes_that_the_talk_cannot_read_are_refused_in_one_line(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        told(store)
    document = json.loads(wijzer("passport", "export", OWNER, var=tmp_path).stdout)
    document["passport"]["interview"]["notes"] = {"offered": "a secret"}
    answer = wijzer("passport", "import", "-", said=json.dumps(document), var=tmp_path)
    assert answer.returncode == 1 and "secret" not in answer.stderr and len(answer.stderr.strip().splitlines()) == 1


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Eleven clerks who were advised; a coach found the first suggestion of each wrong, and the second right."""
    knowledge = load_knowledge(Settings().data)
    with opened(tmp_path) as store:
        for number in range(11):
            owner = f"m{number:032}"
            told(store, owner)
            advice = advise_and_store(store, owner, knowledge, date(2026, 12, 1), "bot")
            passport = employee.share(store, owner, coach="c1", name="canary", at=MOMENT, text_version="1")
            case, advice_id = passport.casework.shares[0].case, passport.advices[0].id
            for place, outcome in enumerate((Outcome.REJECT, Outcome.ACCEPT)):
                coaching.judge(
                    store, case, "c1", advice_id=advice_id, function_id=advice.suggestions[place].function_id, outcome=outcome,
                    reason=Reason.OTHER, signal=None if place else Signal.WRONG_SKILL, words="canary", at=MOMENT, expected_version=place,
                )
    return tmp_path


def test_verdicts_are_exported_and_put_to_the_rules(judged: Path, tmp_path: Path) -> None:
    plain = wijzer_process("verdicts", "export", "--today", "2026-12-01", var=judged)
    assert plain.returncode == 0 and "22 oordelen" in plain.stderr
    assert "canary" not in plain.stdout and "bestel" not in plain.stdout and OWNER[:20] not in plain.stdout
    assert plain.stdout == wijzer("verdicts", "export", "--today", "2026-12-01", var=judged).stdout
    words = wijzer("verdicts", "export", "--with-words", "--today", "2026-12-01", var=judged)
    assert "canary" in words.stdout and "ik bestel spullen" in words.stdout and "eigen woorden" in words.stderr
    file = tmp_path / "oordelen.json"
    file.write_text(words.stdout, encoding="utf-8")
    answer = wijzer("verdicts", "replay", str(file), "--today", "2026-12-01", var=judged)
    assert answer.returncode == 1
    assert answer.stdout.count("afgewezen, maar nog steeds voorgesteld") == 11 and "vaardigheid klopt niet" in answer.stdout
    everything = wijzer("verdicts", "replay", str(file), "--all", "--today", "2026-12-01", var=judged)
    assert len(everything.stdout.splitlines()) == 22
    right = json.loads(words.stdout)
    right["cases"] = [case for case in right["cases"] if case["outcome"] == "accept"]
    good = wijzer("verdicts", "replay", "-", "--today", "2026-12-01", said=json.dumps(right), var=judged)
    assert good.returncode == 0 and good.stdout == ""


def test_signals_are_told_from_ten_people_up(judged: Path) -> None:
    answer = wijzer("verdicts", "signals", var=judged)
    assert answer.returncode == 0 and answer.stdout.startswith("Per signaal:\n  11 personen: vaardigheid klopt niet\n")
    assert "Per regel die meetelde:\n  11 personen: vaardigheid klopt niet (" in answer.stdout
    with opened(judged) as store:
        assert store.accesses(f"m{0:032}", actor="employee")[-2].action == "count-signals"
        for number in range(2):
            store.erase(f"m{number:032}", actor="employee")
    few = wijzer("verdicts", "signals", var=judged).stdout
    assert "personen: vaardigheid" not in few and "Weggelaten, want minder dan 10 personen: " in few


def test_every_deed_of_coach_and_employee_is_told_in_dutch(tmp_path: Path) -> None:
    """Played for real, so that a new deed without words is seen here."""
    with opened(tmp_path) as store:
        told(store)
        advice = StoredAdvice("a1", MOMENT, Versions("1", "1", "1", "1"), "{}", '{"suggestions": [{"function_id": "kok"}]}')
        store.change(OWNER, lambda p: p.with_advice(advice), actor="bot", action="store-advice")
        case = employee.share(store, OWNER, coach=None, name="Ria", at=MOMENT, text_version="1").casework.shares[0].case
        coaching.open_case(store, case, "c1")
        coaching.take_case(store, case, "c1")
        coaching.judge(store, case, "c1", advice_id="a1", function_id="kok", outcome=Outcome.ACCEPT, reason=Reason.FITS, at=MOMENT, expected_version=0)
        found = coaching.propose_step(store, case, "c1", kind=70, text="Loop mee", at=MOMENT, expected_version=1)
        step = found.passport.casework.steps[0].id
        employee.change_step(store, OWNER, step, state=StepState.AGREED, at=MOMENT, expected_casework=2)
        found = coaching.plan_follow_up(store, case, "c1", kind=FollowUpKind.CHECK, day=MOMENT.date(), at=MOMENT, expected_version=3)
        coaching.settle_follow_up(store, case, "c1", found.passport.casework.follow_ups[0].id, state=FollowUpState.DONE, at=MOMENT, expected_version=4)
        coaching.write_to_employee(store, case, "c1", "hoi", at=MOMENT)
        employee.read_messages(store, OWNER, at=MOMENT)
        coaching.close_case(store, case, "c1", at=MOMENT)
        coaching.reopen_case(store, case, "c1")
        coaching.give_back(store, case, "c1")
        employee.end_share(store, OWNER, case, at=MOMENT, text_version="1")
        store.keep(OWNER, actor="employee")
        done = {entry.action for entry in store.accesses(OWNER, actor="employee")}
    assert len(done) >= 17
    assert [action for action in done if action_words(action) == action.replace("-", " ")] == []


def test_a_file_that_holds_no_verdicts_gets_one_line(tmp_path: Path) -> None:
    answer = wijzer("verdicts", "replay", "-", said="{}", var=tmp_path)
    assert answer.returncode == 1 and "wijzer verdicts export" in answer.stderr and len(answer.stderr.strip().splitlines()) == 1


def test_retention_looks_first_and_erases_when_told(tmp_path: Path) -> None:
    with opened(tmp_path, lambda: datetime(2024, 1, 1, tzinfo=UTC)) as store:
        told(store)
    with opened(tmp_path, lambda: datetime(2026, 1, 1, tzinfo=UTC)) as store:
        told(store, "m2")
    at = ("--today", "2026-01-02")
    looked = wijzer("retention", "run", *at, var=tmp_path)
    assert "Langer dan 24 maanden niet veranderd: 1." in looked.stdout and f"{OWNER}: te bewaren tot en met 2026-01-01" in looked.stdout
    with opened(tmp_path) as store:
        assert store.check() == 2
    assert "Gewist: 1." in wijzer("retention", "run", "--erase", *at, var=tmp_path).stdout
    with opened(tmp_path) as store:
        assert store.check() == 1 and not store.load("m2", actor="employee", action="show").is_new
    shorter = wijzer("retention", "run", "--today", "2026-04-02", var=tmp_path, WIJZER_RETENTION_MONTHS="3")
    assert "Langer dan 3 maanden niet veranderd: 1." in shorter.stdout
    wrong = wijzer("retention", "run", var=tmp_path, WIJZER_RETENTION_MONTHS="1")
    assert wrong.returncode == 1 and "WIJZER_RETENTION_MONTHS" in wrong.stderr


def verify(tmp_path: Path, *more: str) -> Answer:
    return wijzer("audit", "verify", *more, var=tmp_path)


def test_the_trail_is_checked_and_tampering_told_with_its_row(tmp_path: Path) -> None:
    assert wijzer("audit", "head", var=tmp_path).stdout.strip() == FIRST_SEAL
    with opened(tmp_path) as store:
        told(store)
        store.load(OWNER, actor="employee", action="show")
    head = wijzer("audit", "head", var=tmp_path).stdout.strip()
    with opened(tmp_path) as store:
        store.load(OWNER, actor="employee", action="show")
    whole = verify(tmp_path, "--head", head)
    assert (whole.returncode, whole.stdout) == (0, "Het logboek is heel: 3 rijen.\n")
    connection = sqlite3.connect(str(Settings(var=tmp_path).database), isolation_level=None)
    for event in ("update", "delete"):
        connection.execute(f"DROP TRIGGER audit_no_{event}")
    connection.execute("DELETE FROM audit WHERE number > 1")
    assert verify(tmp_path).returncode == 0  # the limit: an end that is gone shows only with a seal
    cut = verify(tmp_path, "--head", head)
    assert cut.returncode == 1 and "na rij 1" in cut.stderr
    connection.execute("UPDATE audit SET actor = 'coach:c1' WHERE number = 1")
    changed = verify(tmp_path)
    assert changed.returncode == 1 and "rij 1 is veranderd" in changed.stderr and changed.stdout == ""
    connection.execute("UPDATE audit SET number = 5")
    connection.close()
    missing = verify(tmp_path)
    assert missing.returncode == 1 and "rij 1 ontbreekt" in missing.stderr


def test_a_coach_who_left_is_taken_away(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        told(store)
        case = employee.share(store, OWNER, coach=None, name="Ria", at=MOMENT, text_version="1").casework.open_shares[0].case
        store.note_coach(Coach("c1", "Sanne Bos", MOMENT))
        coaching.take_case(store, case, "c1")
    assert wijzer("coach", "list", var=tmp_path).stdout == f"c1: Sanne Bos, laatst aangemeld op {MOMENT.date().isoformat()}\n"
    assert wijzer("coach", "remove", "c1", var=tmp_path).stdout == "De coach is weg. Terug naar het team: 1.\n"
    again = wijzer("coach", "remove", "c1", var=tmp_path)
    assert again.returncode != 0 and "Er is geen coach met de code c1" in again.stderr
    with opened(tmp_path) as store:
        assert store.load(OWNER, actor="employee", action="test").casework.open_shares[0].taken_by is None
