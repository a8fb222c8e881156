"""Employees who write all the while through both portals, as a browser does behind a load balancer, and remember what was acknowledged."""

from __future__ import annotations

import threading
import time
from collections import Counter
from itertools import count

import httpx

from tests.cluster.several.house import House
from tests.dialogue.talks import walk
from tests.server import Employee

EVERY = 0.5  # seconds between two messages of one employee
LONGEST = 60.0  # seconds that somebody tries again
FRESH = 60
"""Messages after which somebody has everything erased and begins anew, so that no talk grows without end."""


class EitherPortal(httpx.BaseTransport):
    """The next request goes to the other portal; so does one that a portal does not answer, or answers with an excuse."""

    def __init__(self, house: House) -> None:
        self._portals = house.portals
        self._inner = httpx.HTTPTransport()
        self._next = count()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content = request.read()
        until = time.monotonic() + LONGEST
        while True:
            portal = self._portals[next(self._next) % len(self._portals)]
            headers = [(name, value) for name, value in request.headers.raw if name.lower() not in {b"host", b"origin"}]
            headers += [(b"Host", f"127.0.0.1:{portal.port}".encode()), (b"Origin", portal.url.encode())]
            sent = httpx.Request(request.method, request.url.copy_with(port=portal.port), headers=headers, content=content, extensions=request.extensions)
            try:
                answer = self._inner.handle_request(sent)
                if answer.status_code not in {502, 503} or time.monotonic() > until:
                    answer.read()
                    return answer
                answer.close()
            except httpx.TransportError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.05)

    def close(self) -> None:
        self._inner.close()


class Writer(Employee):
    """One employee, in a thread of their own."""

    def __init__(self, house: House, persona: str) -> None:
        self.server, self.persona = house.portals[0], persona
        self.client = httpx.Client(base_url=self.server.url, timeout=60.0, transport=EitherPortal(house))
        self.heard, self.progress = [], {}
        self.wrong: list[str] = []
        self.acknowledged: list[str] = []  # of this talk
        self.total = self.erasures = 0
        self._numbers = count()
        self._lock = threading.Lock()  # held while a talk is begun or looked at
        self._heard_at = self._heard_of = 0.0  # when the last answer came, and when that was asked (monotonic)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=persona, daemon=True)

    def start(self) -> None:
        self.sign_in()
        self._begin()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(2 * LONGEST)
        self.client.close()

    def say(self, message: str, message_id: str | None = None) -> str:
        """Every message has a number, as those of the page of the talk: sent again, it counts once."""
        asked = time.monotonic()
        answered = super().say(message, message_id or f"{self.persona}-{next(self._numbers):08}")
        self._heard_at, self._heard_of = time.monotonic(), asked
        return answered

    def start_talk(self) -> None:
        """Until tasks are asked."""
        for _ in walk(self, until="tasks"):
            pass

    def lines(self) -> list[str]:
        """All that stands in the talk."""
        return [line["text"] for line in self.passport()["passport"]["talk"]]

    def answered_since(self, moment: float) -> float | None:
        """Seconds from this moment (monotonic) until an answer to what was asked then or later; None when none came yet."""
        heard_of, heard_at = self._heard_of, self._heard_at
        return heard_at - moment if heard_of >= moment else None

    def check(self) -> None:
        """All that was acknowledged stands in the passport once, each with its answer, and nothing stands there twice."""
        with self._lock:
            told = list(self.acknowledged)
            self._check(told)

    def _check(self, told: list[str]) -> None:
        talk = self.passport()["passport"]["talk"]
        lines = Counter(line["text"] for line in talk if line["who"] == "employee" and line["text"].startswith("ik regel "))
        lost = [text for text in told if not lines[text]]
        twice = [text for text, times in lines.items() if times > 1]
        alone = [line["text"] for line, after in zip(talk, [*talk[1:], None], strict=True) if line["text"] in told and (after is None or after["who"] == "employee")]
        self.wrong += [f"{self.persona}: {what}: {texts[:3]}" for what, texts in (("lost", lost), ("twice", twice), ("without an answer", alone)) if texts]

    def _run(self) -> None:
        while not self._stop.wait(EVERY):
            try:
                with self._lock:
                    if len(self.acknowledged) >= FRESH:
                        self._check(self.acknowledged)
                        self._begin()
                    text = f"ik regel zaak {self.total}"
                    answered = self.say(text)
                    self.acknowledged.append(text)
                    self.total += 1
                    if not answered:
                        self.wrong.append(f"{self.persona}: no word in answer to {text}")
            except (AssertionError, httpx.HTTPError) as error:
                self.wrong.append(f"{self.persona}: {type(error).__name__} {str(error)[:200]}")
                self._stop.wait(1.0)

    def _begin(self) -> None:
        """Everything of before is erased, which is looked at, and a talk stands where tasks are told."""
        if self.acknowledged:
            self.erase()
            self.erasures += 1
            self.sign_in()
            if self.passport()["passport"]["talk"]:
                self.wrong.append(f"{self.persona}: something is left of what was erased")
        self.acknowledged = []
        self.start_talk()


class Writers:
    """All of them."""

    def __init__(self, house: House, personas: list[str]) -> None:
        self.all = [Writer(house, persona) for persona in personas]

    def start(self) -> None:
        for each in self.all:
            each.start()

    def stop(self) -> None:
        for each in self.all:
            each.stop()

    def wait_for_answers(self, moment: float) -> float:
        """Seconds from this moment until everybody got an answer to what they asked at it or later."""
        until = time.monotonic() + 2 * LONGEST
        while True:
            found = [each.answered_since(moment) for each in self.all]
            waited = [each for each in found if each is not None]
            if len(waited) == len(found):
                return max(waited)
            if time.monotonic() > until:
                return time.monotonic() - moment
            time.sleep(0.01)

    def wrong(self) -> list[str]:
        """What does not hold of what they were told, since the last time."""
        found: list[str] = []
        for each in self.all:
            each.check()
            found += each.wrong
            each.wrong = []
        return found
