"""`wijzer versions`: what HR edited, read and put live from the command line."""

from __future__ import annotations

from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.commands import versions as command
from portal.settings import Settings
from portal.versions.opening import drafts_of, open_versions
from publishing.content import Content
from publishing.model import Editor, State
from tests.portal.command_line import wijzer

HANS, MIEN = Editor("e1", "Hans"), Editor("e2", "Mien")
ROUTE, TITLE = "rulebook/30-route.yml", "Meegroeien in je eigen functie"


def retitled(content: Content) -> Content:
    return content.with_file(ROUTE, content[ROUTE].replace(TITLE, "Blijven groeien"))


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """With version 1 live, and a draft of Hans on top of it."""
    settings = Settings(var=tmp_path)
    store, first = open_versions(settings)
    assert first is not None and first.number == 1
    with closing(store):
        drafts = drafts_of(settings, store, lambda version, content: None)
        drafts.change(drafts.begin(by=HANS, title="Andere woorden").number, retitled, by=HANS, what="gaf een regel een andere titel", expected_revision=1)
    return tmp_path


def test_before_the_first_start_it_says_what_to_do(tmp_path: Path) -> None:
    answer = wijzer("versions", "list", var=tmp_path)
    assert answer.returncode == 1 and "Start het portaal" in answer.stderr


def test_versions_are_listed_shown_and_laid_side_by_side(var: Path) -> None:
    listed = wijzer("versions", "list", var=var).stdout.splitlines()
    assert [line.split()[:2] for line in listed] == [["2", "concept"], ["1", "LIVE"]] and "door Hans" in listed[0]
    shown = wijzer("versions", "show", "2", var=var).stdout
    assert "Schreven eraan: Hans." in shown and "Hans: gaf een regel een andere titel" in shown and "Begonnen als: versie 1." in shown
    assert f"titel: {TITLE} → Blijven groeien" in wijzer("versions", "diff", "1", "2", var=var).stdout
    assert wijzer("versions", "diff", "1", "1", var=var).stdout == "Er is geen verschil.\n"


def test_a_draft_is_put_live_and_the_operator_is_in_the_history(var: Path) -> None:
    answer = wijzer("versions", "publish", "2", var=var)
    assert answer.returncode == 0 and answer.stdout.startswith("2  LIVE"), answer.stderr
    assert "geen proef gedaan" in answer.stderr
    assert "de beheerder" in wijzer("versions", "show", "2", var=var).stdout
    store, offered = open_versions(Settings(var=var))
    with closing(store):
        live = store.published()
        assert offered is None and live is not None and (live.number, live.state) == (2, State.PUBLISHED)
    assert (var / "versions" / "rulebook").is_dir(), "kept for replay"


def test_going_back_tells_which_planned_start_does_not_come(var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    store, _ = open_versions(Settings(var=var))
    with closing(store):
        drafts = drafts_of(Settings(var=var), store, lambda version, content: None)
        drafts.submit(2, by=HANS)
        drafts.publish(2, by=MIEN)
        drafts.change(drafts.begin(by=HANS, title="Toch weer").number, lambda content: store.content(1), by=HANS, what="zette de titel terug", expected_revision=1)
        drafts.submit(3, by=HANS)
        drafts.plan(3, starts_at=datetime(2099, 1, 4, 9, tzinfo=UTC), by=MIEN)
        monkeypatch.setattr(command, "_drafts", lambda: nullcontext(drafts))
        command.roll_back(1)
    assert "De geplande start van versie 3 (Toch weer) gaat hierdoor niet door." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "9"), "Versie 9 is er niet"), (("publish", "9"), "Versie 9 is er niet"), (("publish", "1"), "Versie 1 is live"),
        (("roll-back", "2"), "nooit live geweest"), (("roll-back", "1"), "nu al live"), (("remove-editor", "e9"), "niemand met de code e9"),
    ],
)
def test_a_wrong_use_gets_one_line(var: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = wijzer("versions", *arguments, var=var)
    assert answer.returncode == 1 and told in answer.stderr and "Traceback" not in answer.stderr


def test_the_name_of_who_left_is_taken_away(var: Path) -> None:
    assert wijzer("versions", "editors", var=var).stdout == "e1: Hans\n"
    assert wijzer("versions", "remove-editor", "e1", var=var).returncode == 0
    assert "Hans" not in wijzer("versions", "show", "2", var=var).stdout
