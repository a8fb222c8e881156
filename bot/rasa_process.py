"""The Rasa server as a child process: started on loopback, watched, restarted, stopped with its parent."""

from __future__ import annotations

import ctypes
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
from bot.training import QUIET, RasaPlace

PR_SET_PDEATHSIG = 1
_LINUX = sys.platform == "linux"
_LIBC = ctypes.CDLL(None) if _LINUX else None  # loaded beforehand: between fork and exec nothing may be loaded
START_PATIENCE = 120.0  # seconds until a start counts as failed


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

    def __init__(self, place: RasaPlace, action_url: str, action_token: str, var: Path) -> None:
        self.place = place
        self.action_url = action_url
        self.action_token = action_token
        self.var = var
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._watcher: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it and keep it up: when it falls over it is started again."""
        self._launch()
        self._watcher = threading.Thread(target=self._watch, name="rasa-watcher", daemon=True)
        self._watcher.start()

    def _launch(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ, **QUIET,
            "WIJZER_ACTION_URL": self.action_url,
            "WIJZER_ACTION_TOKEN": self.action_token,
            "WIJZER_TRACKER_FILE": str(self.var / "tracker.sqlite"),
            "RASA_LOCK_STORE": "in_memory",
            "SANIC_WORKERS": "1",
        }
        with (self.var / "rasa.log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(self.place.python), "-W", "ignore", "-m", "rasa", "run", "--interface", "127.0.0.1",
                 "--port", str(self.port), "--model", str(self.place.model),
                 "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"],
                cwd=self.place.root, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call, nothing that locks
            )

    def _watch(self) -> None:
        while not self._stopping.wait(1.0):
            if self._process is not None and self._process.poll() is not None and not self._stopping.is_set():
                self._launch()

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
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
