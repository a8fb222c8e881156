"""A coach's list over 1,000 shared passports, each with what a talk and a case leave behind; run it as `python -m bench.casework`."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rules.answer import Versions
from skills_passport.casework.follow_ups import FollowUp, FollowUpKind, FollowUpState
from skills_passport.casework.messages import CaseMessage
from skills_passport.casework.plan import PlanChange, StepState
from skills_passport.casework.record import Casework
from skills_passport.casework.shares import Party, Share, new_case
from skills_passport.casework.verdicts import Outcome, Reason, Verdict
from skills_passport.model import Purpose, SkillsPassport, Speaker, StoredAdvice, TalkLine
from skills_passport.sqlite_store import SqliteStore

SHARED = 1_000
AT = datetime(2026, 12, 1, tzinfo=UTC)
VERSIONS = Versions("0.1.0", "catalogue", "rulebook", "labour")
ROUNDS = 40


def measure(shared: int = SHARED) -> list[tuple[str, str, str]]:
    """Rows of (what, aim, measured): the queue, the reminders and opening one case."""
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        store = SqliteStore(Path(folder) / "passports.sqlite")
        for number in range(shared):
            store.change(f"m{number}", lambda passport, number=number: _told(passport, number), actor="bot", action="answer")
        case = store.cases_for("c1")[0].case
        rows = [
            (f"a coach's list of {shared:,} shared passports", "≤ 50 ms", _timed(lambda: store.cases_for("c1"))),
            (f"reminders over {shared:,} shared passports", "", _timed(lambda: store.reminders("c1", date(2027, 1, 1)))),
            ("opening one case, with its audit row on disk", "", _timed(lambda: store.look_at_case(case, coach="c1"))),
        ]
        store.close()
    return rows


def _timed(call: Callable[[], object]) -> str:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return f"p50 {statistics.median(times):.1f} ms, p95 {sorted(times)[int(ROUNDS * 0.95)]:.1f} ms"


def _told(passport: SkillsPassport, number: int) -> SkillsPassport:
    """A talk of 30 lines with two advices of 20 kB, and a case in which half of what can happen has happened."""
    at = AT + timedelta(minutes=number)
    case = new_case()
    share = Share(case=case, coach="c1" if number % 2 else None, since=at, name=f"Medewerker {number}", seen_at=at)
    step = PlanChange(step=f"s{number}", kind=70, text="Loop een dag mee", origin=Party.ADVICE, state=StepState.PROPOSED, by=Party.COACH, at=at, coach="c1")
    agreed = replace(step, state=StepState.AGREED, due=date(2026, 12, 10))
    verdict = Verdict(
        case=case, coach="c1", at=at, advice_id=f"a{number}", versions=VERSIONS, function_id="kok", outcome=Outcome.REJECT, reason=Reason.CRITERION, words="reden " * 20,
    )
    message = CaseMessage(id=f"b{number}", case=case, by=Party.EMPLOYEE, text="bericht " * 30, at=at)
    follow_up = FollowUp(
        id=f"f{number}", case=case, kind=FollowUpKind.CONVERSATION, day=date(2026, 12, 10), state=FollowUpState.PLANNED, at=at, coach="c1",
    )
    passport = passport.with_consent(Purpose.TALK, given=True, at=at, text_version="1")
    for question in ("function", "region", "tasks", "digital", "direction"):
        value = {"region_id": "twente", "words": "Enschede"} if question == "region" else {"words": "woorden " * 20}
        passport = passport.with_answer(question if question == "region" else f"own-{question}", value, words="woorden " * 20, at=at)
    lines = [TalkLine(Speaker.EMPLOYEE, "ik scan dossiers en neem de telefoon op " * 3, at) for _ in range(30)]
    advices = [StoredAdvice(f"{mark}{number}", at, VERSIONS, "{}", f'{{"suggestions": [], "text": "{"x" * 20_000}"}}') for mark in "ao"]
    for advice in advices:
        passport = passport.with_advice(advice)
    work = Casework(shares=(share,), verdicts=(verdict,) * (1 + number % 3), plan_changes=(step, agreed), messages=(message,), follow_ups=(follow_up,) if number % 4 else ())
    return replace(passport.with_lines(*lines), casework=work).with_decision(Purpose.COACH, given=True, at=at, text_version="1")


if __name__ == "__main__":
    for what, aim, measured in measure():
        print(f"{what}: {measured}" + (f" (aim {aim})" if aim else ""))
