"""The command `wijzer`: contracts on its output, help with examples, and mistakes in one clear line."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.rasa_server.process import free_port
from portal.cli import INTERRUPTED
from portal.commands import (
    account,
    audit,
    backup,
    catalogue,
    coach,
    labour_market,
    match,
    passport,
    retention,
    rules,
    verdicts,
    versions,
)
from portal.commands.root import app
from portal.settings import Settings, with_secrets
from rules.files.knowledge_files import load_knowledge
from rules.files.version_files import keep
from skills_passport.export import passport_to_export
from skills_passport.guidance import advise_and_store
from skills_passport.model import AnswerStatus
from skills_passport.sqlite_store import SqliteStore
from tests.passports import MOMENT, told_passport
from tests.portal.command_line import ROOT, Answer, wijzer, wijzer_process

UWV = ("--source", "UWV", "--address", "https://www.uwv.nl", "--period", "2026Q2", "--as-of", "2026-06")


def test_match_titles_prints_a_json_line_per_title(tmp_path: Path) -> None:
    answer = wijzer_process("match", "titles", "--top", "3", said="mdw burgerzaken\n\nbaliemedewerkster 😀\n", var=tmp_path)
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [line["query"] for line in lines] == ["mdw burgerzaken", "baliemedewerkster 😀"]
    assert lines[0]["matches"][0]["id"] == "medewerker-burgerzaken"
    assert all(len(line["matches"]) <= 3 for line in lines)
    scores = [match["score"] for match in lines[0]["matches"]]
    assert scores == sorted(scores, reverse=True)


def test_match_tasks_finds_the_hidden_match(tmp_path: Path) -> None:
    said = "ik plan, bestel spullen, hou lijsten bij en bel leveranciers\n"
    answer = wijzer("match", "tasks", "--top", "5", said=said, var=tmp_path)
    assert "inkoopmedewerker" in [match["id"] for match in json.loads(answer.stdout)["matches"]]


def test_advise_prints_the_same_bytes_for_the_same_passport(tmp_path: Path) -> None:
    file = tmp_path / "paspoort.json"
    file.write_text(passport_to_export(told_passport()), encoding="utf-8")
    runs = [run("advise", str(file), "--json", var=tmp_path).stdout for run in (wijzer, wijzer_process)]
    assert runs[0] == runs[1]
    advice = json.loads(runs[0])
    assert 1 <= len(advice["suggestions"]) <= 3
    assert all(sum(part["points"] for part in one["parts"]) == one["fit"] for one in advice["suggestions"])


@pytest.mark.parametrize(("words", "told"), [("wat als ik in Utrecht zoek?", "Als je in de regio Midden-Utrecht zoekt"), ("excel leren", "spreadsheets"), ("een diploma verpleegkunde", "BIG-register")])
def test_what_if_is_asked_in_plain_words(tmp_path: Path, words: str, told: str) -> None:
    file = tmp_path / "paspoort.json"
    file.write_text(passport_to_export(told_passport()), encoding="utf-8")
    assert told in wijzer("what-if", str(file), words, var=tmp_path).stdout


def test_what_if_is_read_by_a_program(tmp_path: Path) -> None:
    file = tmp_path / "paspoort.json"
    file.write_text(passport_to_export(told_passport()), encoding="utf-8")
    found = json.loads(wijzer("what-if", str(file), "excel leren", "--json", var=tmp_path).stdout)
    assert found["before"]["suggestions"] and {"appears", "goes", "stays", "nearest"} <= found.keys()


def test_why_not_names_what_keeps_a_function_out(tmp_path: Path) -> None:
    file = tmp_path / "paspoort.json"
    file.write_text(passport_to_export(told_passport()), encoding="utf-8")
    answer = wijzer("why-not", str(file), "verpleegkundige", var=tmp_path)
    assert answer.stdout.startswith("Verpleegkundige staat er niet bij") and "1. " in answer.stdout
    assert json.loads(wijzer("why-not", str(file), "kok", "--json", var=tmp_path).stdout)["function_id"] == "kok"


@pytest.mark.parametrize(("command", "asked", "told"), [("what-if", "het gaat regenen", "wel avonden werken"), ("why-not", "astronaut", "ken ik niet")])
def test_what_cannot_be_asked_gets_one_line_that_says_what_can(tmp_path: Path, command: str, asked: str, told: str) -> None:
    file = tmp_path / "paspoort.json"
    file.write_text(passport_to_export(told_passport()), encoding="utf-8")
    answer = wijzer(command, str(file), asked, var=tmp_path)
    assert answer.returncode != 0
    assert told in answer.stderr and len(answer.stderr.strip().splitlines()) == 1


def test_an_advice_of_the_store_is_replayed_and_who_did_it_stands_in_the_trail(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    known = load_knowledge(settings.data)
    keep(settings.data, settings.kept_versions, known.versions)
    with closing(SqliteStore(settings.database)) as store:
        told = told_passport()
        store.change(told.owner, lambda passport: replace(passport, answers_given=told.answers_given), actor="bot", action="answer")
        advise_and_store(store, told.owner, known, date(2026, 12, 1), "bot")
        (stored,) = store.load(told.owner, actor="employee", action="show").advices
    answer = wijzer_process("advise", "--replay", stored.id, "--json", var=tmp_path)
    assert answer.returncode == 0 and "byte voor byte" in answer.stderr
    assert json.loads(answer.stdout) == json.loads(stored.advice)
    with closing(SqliteStore(settings.database)) as store:
        assert ("auditor", "replay-advice") in [(entry.actor, entry.action) for entry in store.accesses(told.owner, actor="employee")]
    unknown = wijzer_process("advise", "--replay", "0" * 16, var=tmp_path)
    assert unknown.returncode == 1 and "is hier niet" in unknown.stderr and "Traceback" not in unknown.stderr


@pytest.mark.parametrize(("content", "expected"), [("{", "regel 1"), ("{}", "format"), ("[]", "")])
def test_a_broken_passport_gets_a_clear_line(tmp_path: Path, content: str, expected: str) -> None:
    file = tmp_path / "kapot.json"
    file.write_text(content, encoding="utf-8")
    answer = wijzer("advise", str(file), "--json", var=tmp_path)
    assert answer.returncode != 0
    assert answer.stderr.startswith("wijzer: ") and "Traceback" not in answer.stderr
    assert expected in answer.stderr


def test_a_busy_port_gets_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = wijzer_process("serve", "--demo", "--port", str(port), var=tmp_path)
    assert answer.returncode != 0
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "bezet" in answer.stderr and "PORT=" in answer.stderr


@pytest.mark.parametrize("port", ["80000", "0", "-1", "acht", "80.5", ""])
def test_a_port_that_cannot_be_is_said_in_one_dutch_line(tmp_path: Path, port: str) -> None:
    answer = wijzer("serve", "--demo", f"--port={port}", var=tmp_path)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and "65535" in answer.stderr and repr(port) in answer.stderr


def test_a_setting_that_cannot_be_is_said_in_one_dutch_line(tmp_path: Path) -> None:
    answer = wijzer("serve", "--demo", var=tmp_path, WIJZER_RASA_PATIENCE="lang")
    assert answer.returncode != 0
    assert one_dutch_line(answer) and "WIJZER_RASA_PATIENCE" in answer.stderr


@pytest.mark.parametrize("named", [
    "*", "intranet.gemeente.nl", "http://intranet.gemeente.nl", "https://*.gemeente.nl", "https://intranet.gemeente.nl/hr", "https://intranet.gemeente.nl; script-src *",
    "'self'", "https://", "https://ik@intranet.gemeente.nl", "https://intranet.gemeente.nl:99999", "https://intranet.gemeente.nl,https://hr.gemeente.nl",
])
def test_who_cannot_embed_the_pages_is_said_in_one_dutch_line(tmp_path: Path, named: str) -> None:
    answer = wijzer("serve", "--demo", var=tmp_path, WIJZER_FRAME_ANCESTORS=f"https://goed.gemeente.nl {named}")
    assert answer.returncode != 0
    assert one_dutch_line(answer) and "WIJZER_FRAME_ANCESTORS" in answer.stderr and repr(named.split(maxsplit=1)[0].lower())[1:-1] in answer.stderr.lower()


def test_who_may_embed_the_pages_is_a_list_of_origins() -> None:
    named = "https://Intranet.gemeente.nl  https://hr.gemeente.nl:8443 http://127.0.0.1:9000 http://[::1]:9000"
    assert Settings(frame_ancestors=named).frame_ancestors == "https://intranet.gemeente.nl https://hr.gemeente.nl:8443 http://127.0.0.1:9000 http://[::1]:9000"


@pytest.mark.parametrize("place", ["is-een-bestand", "is-een-bestand/var", "/proc/var"])
def test_a_folder_that_cannot_be_made_is_said_in_one_dutch_line(tmp_path: Path, place: str) -> None:
    (tmp_path / "is-een-bestand").touch()
    answer = wijzer("serve", "--demo", var=tmp_path / place)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and place in answer.stderr and "WIJZER_VAR" in answer.stderr


@pytest.mark.parametrize(("content", "expected"), [
    (b'{"action_token": "a",\n "secret', "secrets.json, regel 2"), (b"", "secrets.json, regel 1"), (b"[]", "secrets.json, regel 1"),
    (b'{"action_token": "a"}', "secrets.json, secret_key"), (b'{"action_token": 1, "secret_key": "b"}', "secrets.json, action_token"),
    (b"\xff\xfe", "secrets.json"),
])
def test_broken_secrets_are_named_and_left_as_they_are(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "secrets.json").write_bytes(content)
    answer = wijzer("serve", "--demo", var=tmp_path)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and expected in answer.stderr and "reservekopie" in answer.stderr
    assert (tmp_path / "secrets.json").read_bytes() == content


def test_a_store_that_is_no_store_and_a_rasa_that_is_not_there_give_no_stack_trace(tmp_path: Path) -> None:
    (tmp_path / "passports.sqlite").write_bytes(b"this is no database" * 100)
    port = f"--port={free_port()}"
    answer = wijzer_process("serve", "--demo", port, "--rasa", "http://127.0.0.1:9", var=tmp_path)
    assert answer.returncode != 0
    assert "passports.sqlite" in answer.stderr and "Traceback" not in answer.stderr
    answer = wijzer_process("serve", "--demo", port, var=tmp_path / "other", WIJZER_RASA_PYTHON=str(tmp_path / "no-python"))
    assert answer.returncode != 0
    assert "no-python" in answer.stderr and "Traceback" not in answer.stderr and "WIJZER_DIALOGUE=buttons" in answer.stderr


@pytest.mark.parametrize(("engine", "expected"), [("chatgpt", "rasa of buttons, in WIJZER_DIALOGUE"), ("buttons", "kunnen niet samen")])
def test_an_engine_that_cannot_be_is_said_in_one_line(tmp_path: Path, engine: str, expected: str) -> None:
    answer = wijzer("serve", "--demo", "--rasa", "http://127.0.0.1:9", var=tmp_path, WIJZER_DIALOGUE=engine)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and expected in answer.stderr


def test_secrets_that_others_could_read_are_closed_to_them(tmp_path: Path) -> None:
    with_secrets(Settings(var=tmp_path))
    (tmp_path / "secrets.json").chmod(0o644)
    tmp_path.chmod(0o755)
    with_secrets(Settings(var=tmp_path))
    assert [path.stat().st_mode & 0o777 for path in (tmp_path, tmp_path / "secrets.json")] == [0o700, 0o600]


def one_dutch_line(answer: Answer) -> bool:
    """Nothing but `wijzer: …` on one line, so no stack trace and no usage in English."""
    return answer.stderr.startswith("wijzer: ") and len(answer.stderr.strip().splitlines()) == 1 and not answer.stdout


def test_demo_outside_this_machine_is_refused(tmp_path: Path) -> None:
    answer = wijzer_process("serve", "--demo", "--host", "0.0.0.0", var=tmp_path)
    assert answer.returncode != 0
    assert "127.0.0.1" in answer.stderr and "Traceback" not in answer.stderr


def test_a_broken_catalogue_is_named_with_file_line_and_field_and_nothing_starts(tmp_path: Path) -> None:
    data = tmp_path / "data"
    subprocess.run(["cp", "-r", str(ROOT / "data"), str(data)], check=True)
    broken = data / "catalogue" / "functions" / "inkoop.yml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("education: mbo-4", "education: mbo-9", 1), encoding="utf-8")
    answer = wijzer("match", "titles", said="inkoper\n", var=tmp_path, WIJZER_DATA=str(data))
    assert answer.returncode != 0
    assert "inkoop.yml, regel " in answer.stderr and "education" in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.parametrize("group", [app, match.app, passport.app, catalogue.app, labour_market.app, rules.app, verdicts.app, retention.app, audit.app, account.app, coach.app, versions.app, backup.erasures])
def test_every_command_has_help_with_an_example(group: object) -> None:
    commands = group.registered_commands  # type: ignore[attr-defined]
    assert commands
    for command in commands:
        assert "Voorbeeld: " in (command.callback.__doc__ or ""), command.callback.__name__


@pytest.mark.parametrize("group", [(), ("match",), ("passport",), ("catalogue",), ("labour-market",), ("verdicts",), ("retention",), ("audit",), ("account",), ("coach",), ("versions",), ("erasures",)])
def test_the_help_of_every_group_shows_an_example(tmp_path: Path, group: tuple[str, ...]) -> None:
    assert "Voorbeeld: " in wijzer(*group, "--help", var=tmp_path).stdout


@pytest.mark.parametrize(("place", "expected"), [("bestaat-niet.json", "bestaat niet"), ("", "is een map")])
def test_a_file_that_cannot_be_read_is_said_in_dutch(tmp_path: Path, place: str, expected: str) -> None:
    answer = wijzer("advise", str(tmp_path / place), var=tmp_path)
    assert answer.returncode != 0
    assert expected in answer.stderr and "No such file" not in answer.stderr and "Is a directory" not in answer.stderr


def test_show_prints_what_is_known_and_not_what_was_typed_last(tmp_path: Path) -> None:
    value = {"criteria": [{"words": "geen avonden", "kind": "no-irregular-hours", "hard": True}, {"words": "een leuk team", "kind": "other", "hard": False}]}
    passport = (
        told_passport().with_answer("criteria", value, words="klaar", at=MOMENT)
        .with_answer("wishes", {"words": ["iets met auto's"], "sectors": ["zorg"], "mentions": [], "refused_sectors": ["horeca"]}, words="verder", at=MOMENT)
        .with_answer("contact", {"may_contact": False}, words="nee", at=MOMENT)
        .with_answer("digital", {"insight": 2, "create": 0}, words="2", at=MOMENT)
        .with_answer("outside", None, words="sla over", at=MOMENT, status=AnswerStatus.SKIPPED)
    )
    with closing(SqliteStore(Settings(var=tmp_path).database)) as store:
        store.change(passport.owner, lambda new: replace(new, answers_given=passport.answers_given), actor="employee", action="answer")
    shown = wijzer("passport", "show", passport.owner, var=tmp_path).stdout.splitlines()
    assert "function: administratief medewerker (administratief-medewerker)" in shown
    assert "tasks: ik bestel spullen (doe ik nu); bel leveranciers (doe ik nu); hou alles bij in excel (doe ik nu); ik plan de vergaderingen (doe ik nu)" in shown
    assert "criteria: geen avonden (moet echt); een leuk team (wens)" in shown
    assert "wishes: Zorg en welzijn; iets met auto's; niet in de horeca" in shown
    assert "contact: benaderen mag niet" in shown
    assert "digital: inzien: zelf; maken: nog bijna niet" in shown
    assert "outside: overgeslagen" in shown


def test_a_passport_that_is_not_there_is_said(tmp_path: Path) -> None:
    for command in (("show",), ("export",)):
        answer = wijzer("passport", *command, "demo:ria", var=tmp_path)
        assert answer.returncode != 0
        assert answer.stderr.startswith("wijzer: ") and "Traceback" not in answer.stderr
    assert "Er was niets" in wijzer("passport", "erase", "demo:ria", "--yes", var=tmp_path).stdout


@pytest.mark.parametrize("group", ["show", "export", "erase"])
@pytest.mark.parametrize("owner", ["../../x", "Ria Jansen", "", "demo/ria", "x" * 200])
def test_what_cannot_be_a_code_of_a_passport_is_said_in_one_line(tmp_path: Path, group: str, owner: str) -> None:
    answer = wijzer("passport", group, owner, *(["--yes"] if group == "erase" else []), var=tmp_path)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and "demo:ria" in answer.stderr


@pytest.mark.parametrize("address", ["foo", "127.0.0.1:5005", "ftp://127.0.0.1", "http://"])
def test_a_rasa_that_has_no_address_is_refused_before_anything_starts(tmp_path: Path, address: str) -> None:
    answer = wijzer("serve", "--demo", "--rasa", address, var=tmp_path)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and repr(address) in answer.stderr and "http://127.0.0.1:5005" in answer.stderr


@pytest.mark.parametrize(
    "arguments",
    [("catalogue", "export", "{missing}/x.xlsx"), ("catalogue", "import", "{missing}.xlsx"), ("labour-market", "import", "{missing}", *UWV)],
)
def test_why_the_disk_refuses_is_said_in_dutch(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    answer = wijzer(*(argument.format(missing=tmp_path / "weg") for argument in arguments), var=tmp_path)
    assert answer.returncode != 0
    assert one_dutch_line(answer) and "bestaat niet" in answer.stderr


def test_ctrl_c_while_it_loads_ends_it_in_one_line(tmp_path: Path) -> None:
    """A stand-in for a slow part of the program presses Ctrl-C at the very moment that it is loaded."""
    loads = "import sys, signal, types; sys.meta_path.insert(0, types.SimpleNamespace(find_spec=lambda name, *_: signal.raise_signal(signal.SIGINT) if name == 'portal.settings' else None)); "
    ended = subprocess.run(
        [sys.executable, "-c", f"{loads}from portal.cli import main; main()", "serve"], cwd=ROOT, text=True, capture_output=True, timeout=60,
        check=False, env={**os.environ, "WIJZER_VAR": str(tmp_path)}, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert ended.returncode == INTERRUPTED
    assert ended.stderr.strip() == "Gestopt."


def test_the_command_begins_without_the_language_tools() -> None:
    """They take seconds to load; Rasa is to start before that, and `--help` needs none of them."""
    began = "import sys, portal.commands.root, portal.serving; print([name for name in ('sklearn', 'spacy', 'scipy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", began], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"
