"""The Rasa server as a child process: started on loopback, watched, restarted, stopped with its parent.

It is restarted when it ends, and also when it lives but does not answer: nobody could talk until somebody noticed.
"""

from __future__ import annotations

import ctypes
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bot.errors import RasaDown
from bot.private_files import make_private
from bot.rasa_server.lock_store import lock_store
from bot.rasa_server.log import keep_small, open_log
from bot.rasa_server.tracker import address_for_rasa
from bot.rasa_server.training import QUIET, RasaPlace
from skills_passport.sql import Place

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
_LINUX = sys.platform == "linux"
_LIBC = ctypes.CDLL(None) if _LINUX else None  # loaded beforehand: between fork and exec nothing may be loaded
START_PATIENCE = 120.0  # seconds until a start counts as failed
HANG_PATIENCE = 30.0  # seconds that a Rasa which answered before may be silent
PROBE_PATIENCE = 2.0
LONGEST_PAUSE = 60.0  # seconds before a restart
STEADY = 120.0  # seconds up after which earlier failures count no more


def free_port() -> int:
    """A port on loopback that is free at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _die_with_parent() -> None:
    # A portal that is killed hard must not leave a Rasa behind that holds the tracker file.
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class RasaProcess:
    """One Rasa server; `url` is its address on loopback."""

    def __init__(
        self, place: RasaPlace, action_url: str, action_token: str, var: Path, *, tracker: Place | None = None, hang_patience: float = HANG_PATIENCE,
        redis_url: str = "", number: int = 1,
    ) -> None:
        """`tracker`: where Rasa remembers, a file in `var` when nothing is said; `redis_url`: where it takes turns with other Rasa servers; `number`: which of several in `var` it is."""
        self.place = place
        self.action_url = action_url
        self.action_token = action_token
        self.var = var
        self.port = free_port()
        self._tracker = tracker or var / "tracker.sqlite"
        self._number = number
        self._lock_store = lock_store(redis_url)
        self._hang_patience = hang_patience
        self._launched_at = self._answered_at = 0.0  # monotonic
        self._failures = 0  # in a row
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def log_file(self) -> Path:
        return self.var / ("rasa.log" if self._number == 1 else f"rasa-{self._number}.log")

    def start(self) -> None:
        """Start it and keep it up: when it falls over or hangs it is started again."""
        self._launch()
        self._watcher = threading.Thread(target=self._watch, name="rasa-watcher", daemon=True)
        self._watcher.start()

    def _launch(self) -> None:
        make_private(self.var)
        keep_small(self.log_file)
        environment = {
            **os.environ, **QUIET,
            "WIJZER_ACTION_URL": self.action_url,
            "WIJZER_ACTION_TOKEN": self.action_token,
            "WIJZER_TRACKER_URL": address_for_rasa(self._tracker),
            **self._lock_store,
            "SANIC_WORKERS": "1",
        }
        with open_log(self.log_file) as output:
            self._process = subprocess.Popen(
                [str(self.place.python), "-W", "ignore", "-m", "rasa", "run", "--interface", "127.0.0.1",
                 "--port", str(self.port), "--model", str(self.place.model),
                 "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"],
                cwd=self.place.root, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                umask=0o077, start_new_session=True, preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call, nothing that locks
            )
        self._launched_at = self._answered_at = time.monotonic()

    def _watch(self) -> None:
        # One client for all looks, without certificates: nothing is encrypted on loopback, and reading them took 35 ms of a core each time.
        with httpx.Client(timeout=PROBE_PATIENCE, trust_env=False, verify=False) as client:
            while not self._stopping.wait(1.0):
                try:
                    self._look_after(client)
                except OSError as problem:  # no room or no right to write: perhaps later
                    log.warning("Rasa cannot be looked after (%s); it is tried again.", type(problem).__name__)

    def _look_after(self, client: httpx.Client) -> None:
        """Start it again when it ended or hangs; ever later when that keeps happening."""
        keep_small(self.log_file)
        ended = self._process is None or self._process.poll() is not None
        if not ended and not self._hangs(client):
            return
        self._failures = 1 if time.monotonic() - self._launched_at > STEADY else self._failures + 1
        pause = min(LONGEST_PAUSE, 2.0 ** min(self._failures - 1, 10) - 1)
        log.warning("Rasa %s; it is started again in %.0f s. Its log is %s.", "ended" if ended else "hangs", pause, self.log_file)
        self._kill()
        if not self._stopping.wait(pause):
            self._launch()

    def _hangs(self, client: httpx.Client) -> bool:
        """Whether it has been silent too long; a start may take longer than a turn."""
        now = time.monotonic()
        try:
            client.get(f"{self.url}/")
        except httpx.HTTPError:
            patience = self._hang_patience if self._answered_at > self._launched_at else START_PATIENCE
            return now - self._answered_at > patience
        self._answered_at = now
        return False

    def _kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()  # one that is stopped or stuck does not hear SIGTERM
            self._process.wait(5)

    def wait_until_ready(self, tell: Callable[[str], None] = lambda _: None) -> float:
        """Wait until its webhook answers; return the seconds that took. Raises RasaDown when it does not come."""
        began = time.monotonic()
        sender = "start-" + secrets.token_hex(4)
        with httpx.Client(timeout=10.0, trust_env=False) as client:
            while time.monotonic() - began < START_PATIENCE:
                try:
                    answer = client.post(
                        f"{self.url}/webhooks/rest/webhook", json={"sender": sender, "message": "/session_start"}
                    )
                    if answer.status_code == httpx.codes.OK:
                        return time.monotonic() - began
                except httpx.HTTPError:
                    pass
                if self._stopping.wait(0.25):
                    break
                tell("Rasa start op …")
        raise RasaDown("Rasa antwoordt niet; kijk in var/rasa.log wat er mis is.")

    def stop(self) -> None:
        self._stopping.set()
        if self._watcher is not None:
            self._watcher.join(PROBE_PATIENCE * 3)  # it may be starting another one just now
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._kill()
