"""A backup of a portal that writes is whole and can be served; whoever dies while making one or putting one back leaves nothing half."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from rules.files.knowledge_files import load_knowledge
from rules.files.version_files import keep
from skills_passport.guidance import advise_and_store
from skills_passport.rights import erase_all
from tests.backups import ERASED, KEPT, place
from tests.crash.test_passport_store import integrity, load, writer
from tests.portal.command_line import ROOT, wijzer, wijzer_process

WORKER = Path(__file__).parent / "backup_killed.py"
MANY = 1_000_000


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_whoever_is_shot_at_any_step_leaves_nothing_half(tmp_path: Path, what: str) -> None:
    made = place(tmp_path)
    made.back_up()
    with made.store() as store:
        erase_all(store, ERASED, actor="employee", forget_talk=lambda owner: None)
    ran = subprocess.run(
        [sys.executable, str(WORKER), what, str(tmp_path), made.public], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )
    assert ran.returncode == 0, ran.stderr
    killed, at_random = map(int, ran.stdout.split())
    assert killed >= 20 and at_random >= 1


def test_a_backup_made_while_somebody_writes_is_served_and_gives_the_same_advice(tmp_path: Path) -> None:
    """The writer says what the store acknowledged: all that it said before the backup began is in it, and of what came later a whole beginning."""
    made = place(tmp_path)
    settings = made.settings
    known = load_knowledge(ROOT / "data")
    keep(ROOT / "data", settings.kept_versions, known.versions)
    with made.store() as store:
        advise_and_store(store, KEPT, known, date(2026, 11, 24), "bot")
        advice = store.load(KEPT, actor="employee", action="show").advices[0]
    process = writer(settings.database, "m0", 0, MANY)
    try:
        assert process.stdout
        acknowledged = [int(process.stdout.readline()) for _ in range(20)]
        answer = wijzer("backup", "--folder", str(made.folder), "--to", made.public, var=settings.var)
        assert process.poll() is None, "it wrote all the while"
    finally:
        process.kill()
        rest = process.communicate()[0]
    assert answer.returncode == 0, answer.stderr
    file, head = answer.stdout.splitlines()[0], answer.stdout.splitlines()[2].split()[-1]
    restored = tmp_path / "restored"
    back = wijzer("restore", file, "--key", str(made.key), "--into", str(restored), "--head", head, "--verify", var=settings.var)
    assert back.returncode == 0, back.stderr
    assert "3 paspoorten" in back.stdout and "Een portaal erop antwoordt na" in back.stdout
    database = restored / settings.database.name
    assert integrity(database) == ["ok"]
    numbers = [each.value["number"] for each in load(database, "m0").answers_given if each.value]
    assert numbers == list(range(len(numbers))) and len(acknowledged) <= len(numbers) < len(acknowledged) + len(rest.split())
    replayed = wijzer_process("advise", "--json", "--replay", advice.id, var=restored)
    assert replayed.returncode == 0 and "byte voor byte" in replayed.stderr, replayed.stderr
    assert made.leftovers() == []


def test_a_rehearsal_that_fails_puts_nothing_back_and_tells_why(tmp_path: Path) -> None:
    made = place(tmp_path)
    file = made.back_up().file
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "interview.yml").write_text("no: interview\n", encoding="utf-8")
    answer = wijzer(
        "restore", str(file), "--key", str(made.key), "--into", str(tmp_path / "restored"), "--verify", var=made.settings.var, WIJZER_DATA=str(tmp_path / "data"),
    )
    assert answer.returncode == 1
    assert "het portaal start niet" in answer.stderr and "interview.yml" in answer.stderr and "Traceback" not in answer.stderr
    assert not (tmp_path / "restored").exists() and made.leftovers() == []
