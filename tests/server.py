"""The whole product as a user starts it, for tests and benchmarks: `wijzer serve` with its real Rasa."""

from __future__ import annotations

import html
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from bot.rasa_server.process import free_port
from tests.forms import mark_in

ROOT = Path(__file__).resolve().parent.parent
FASTER_THAN_PEOPLE = {"WIJZER_CHAT_PER_MINUTE": "100000", "WIJZER_SIGN_INS_PER_MINUTE": "100000"}  # all from one address
BUSY_MACHINE = {"WIJZER_RASA_PATIENCE": "8"}  # many servers on two cores: what Rasa makes of a message must not depend on that
PATIENCE = 120.0  # seconds until a start counts as failed


@dataclass
class Server:
    """Portal and Rasa on loopback, with their data in `var`."""

    var: Path
    rasa_url: str = ""
    port: int = field(default_factory=free_port)
    intranet: int = field(default_factory=free_port)
    """Port of a page on this machine that may embed ours."""
    demo: bool = True
    environment: dict[str, str] = field(default_factory=dict)
    """Settings on top of those of every test."""
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ancestors(self) -> str:
        return f"http://127.0.0.1:{self.intranet} http://localhost:{self.intranet}"

    @property
    def log(self) -> Path:
        return self.var / f"serve-{self.port}.log"

    def start(self) -> float:
        """Start and wait until portal and Rasa both answer; the seconds that took."""
        began = time.monotonic()
        self.var.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from portal.cli import main; main()", "serve", *(["--demo"] if self.demo else []), "--port", str(self.port),
                 *(["--rasa", self.rasa_url] if self.rasa_url else [])],
                cwd=ROOT, env={**BUSY_MACHINE, **os.environ, "WIJZER_VAR": str(self.var), "WIJZER_FRAME_ANCESTORS": self.ancestors, **FASTER_THAN_PEOPLE, **self.environment}, stdout=log, stderr=log,
            )
        with httpx.Client(timeout=5.0, trust_env=False, verify=False) as client:
            while time.monotonic() - began < PATIENCE:
                if self.process.poll() is not None:
                    raise AssertionError(f"the server stopped at once:\n{self.log.read_text()}")
                try:
                    if client.get(f"{self.url}/health").status_code == httpx.codes.OK:
                        return time.monotonic() - began
                except httpx.HTTPError:
                    pass
                time.sleep(0.1)
        self.kill()
        raise AssertionError(f"the server did not answer within {PATIENCE} s:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Ctrl-C, as a user does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """kill -9 of the portal; Rasa goes with its parent."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        children = self.children()
        self.process.send_signal(how)
        self.process.wait(30)
        _, alive = psutil.wait_procs(children, timeout=20)
        for child in alive:
            child.kill()
        self.process = None

    def children(self) -> list[psutil.Process]:
        if self.process is None or self.process.poll() is not None:
            return []
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def employee(self, persona: str = "ria") -> Employee:
        """A browser without JavaScript in the hands of a demo employee."""
        return Employee(self, persona)


@contextmanager
def product() -> Iterator[Server]:
    """The product with data of its own, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "var")
        server.start()
        try:
            yield server
        finally:
            server.stop()


class Employee:
    """Talks over HTTP as the chat page does; keeps what was said for the assertions."""

    def __init__(self, server: Server, persona: str) -> None:
        self.server = server
        self.client = httpx.Client(base_url=server.url, timeout=30.0, trust_env=False, headers={"Origin": server.url})
        self.persona = persona
        self.heard: list[dict[str, Any]] = []
        self.progress: dict[str, Any] = {}
        self.sign_in()

    def sign_in(self) -> None:
        answer = self.client.post("/aanmelden", data={"persona": self.persona})
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text

    def start_anew(self) -> None:
        """Erase everything, as on the passport page, and sign in again."""
        self.erase()
        self.sign_in()

    def erase(self) -> None:
        """Erase everything, which signs off."""
        answer = self.client.post("/paspoort/wissen", data=mark_in(self.client.get("/paspoort/wissen").text))
        assert answer.headers.get("Location") == "/?gewist=true", answer.text

    def say(self, message: str, message_id: str | None = None) -> str:
        """Send a message; the bot's texts of this turn in one string."""
        body = {"message": message} | ({"message_id": message_id} if message_id else {})
        answer = self.client.post("/api/chat", json=body)
        assert answer.status_code == httpx.codes.OK, f"{answer.status_code}: {answer.text}"
        content = answer.json()
        self.heard = content["messages"]
        self.progress = content["progress"] or {}
        return "\n".join(line["text"] for line in self.heard)

    def press(self, title: str) -> str:
        """Press the first offered button whose title contains these words."""
        offered = [button for line in self.heard for button in line["buttons"]]
        found = [button for button in offered if re.search(re.escape(title), button["title"], re.IGNORECASE)]
        assert found, f"no button with {title!r} among {[button['title'] for button in offered]}"
        return self.say(found[0]["payload"])

    def page(self) -> str:
        """Open the page of the talk; what stands there."""
        answer = self.client.get("/gesprek")
        assert answer.status_code == httpx.codes.OK, answer.text
        return html.unescape(answer.text)

    def cards(self) -> list[dict[str, Any]]:
        return [line["card"] for line in self.heard if line.get("card")]

    def passport(self) -> dict[str, Any]:
        answer = self.client.get("/api/passport")
        assert answer.status_code == httpx.codes.OK, answer.text
        content: dict[str, Any] = answer.json()
        return content
