"""A Rasa that falls over or hangs is started again; its files are private and its log stays. A small server plays Rasa."""

from __future__ import annotations

import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.private_files import make_private
from bot.rasa_server.log import keep_small, open_log
from bot.rasa_server.process import RasaProcess
from bot.rasa_server.training import RasaPlace

PLAYING_RASA = f"""#!{sys.executable}
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Hello")
    def log_message(self, *rest):
        pass

print("I am", os.getpid(), flush=True)
open(os.environ["WIJZER_TRACKER_URL"].removeprefix("sqlite:///"), "a").close()
HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Answer).serve_forever()
"""


@pytest.fixture
def rasa(tmp_path: Path) -> Iterator[RasaProcess]:
    script = tmp_path / "rasa.py"
    script.write_text(PLAYING_RASA, encoding="utf-8")
    script.chmod(0o700)
    before = os.umask(0o022)
    process = RasaProcess(RasaPlace(tmp_path, script), "http://127.0.0.1:1/", "token", tmp_path / "var", hang_patience=1.0)
    process.start()
    until(lambda: answers(process))
    yield process
    process.stop()
    os.umask(before)


def until(true: Callable[[], bool], patience: float = 20.0) -> None:
    limit = time.monotonic() + patience
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.05)


def answers(rasa: RasaProcess) -> bool:
    try:
        return httpx.get(rasa.url, timeout=0.5, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL])
def test_a_rasa_that_hangs_or_ends_is_started_again(rasa: RasaProcess, how: signal.Signals) -> None:
    first = rasa.pid
    assert first is not None
    until(lambda: rasa._answered_at > rasa._launched_at)
    os.kill(first, how)
    until(lambda: rasa.pid != first and answers(rasa))
    log = rasa.log_file.read_text(encoding="utf-8")
    assert f"I am {first}" in log and f"I am {rasa.pid}" in log, "what it printed before it fell over is kept"


def test_a_rasa_that_answers_is_left_alone(rasa: RasaProcess) -> None:
    first = rasa.pid
    time.sleep(2.5)  # longer than its patience
    assert rasa.pid == first


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_its_files_are_for_their_owner_only(rasa: RasaProcess) -> None:
    until((rasa.var / "tracker.sqlite").exists)
    assert {path.name: oct(mode(path)) for path in rasa.var.iterdir()} == {"tracker.sqlite": "0o600", "rasa.log": "0o600"}
    assert mode(rasa.var) == 0o700


def test_what_stood_open_is_closed_and_other_files_are_left(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir(mode=0o755)
    var.chmod(0o755)
    for name in ("tracker.sqlite", "rasa.log", "passports.sqlite-wal", "secrets.json", "serve.txt"):
        (var / name).touch()
        (var / name).chmod(0o644)
    make_private(var)
    assert mode(var) == 0o700
    assert {path.name for path in var.iterdir() if mode(path) == 0o644} == {"serve.txt"}


def test_the_log_is_added_to_but_not_what_an_earlier_release_wrote(tmp_path: Path) -> None:
    path = tmp_path / "rasa.log"
    path.write_text('{"text": "kwispelzwaluw"}\n', encoding="utf-8")
    for line in (b"first\n", b"second\n"):
        with open_log(path) as log:
            log.write(line)
    text = path.read_text(encoding="utf-8")
    assert "kwispelzwaluw" not in text
    assert text.index("first") < text.index("second")


def test_a_large_log_keeps_its_newest_half_and_is_still_ours(tmp_path: Path) -> None:
    path = tmp_path / "rasa.log"
    with open_log(path) as log:
        for number in range(400):
            log.write(f"line {number}\n".encode())
        keep_small(path, largest=1000)
        log.write(b"and on\n")
    text = path.read_text(encoding="utf-8")
    assert len(text) < 1000 and text.endswith("line 399\nand on\n") and "line 5\n" not in text
    with open_log(path):
        assert "line 399" in path.read_text(encoding="utf-8")
