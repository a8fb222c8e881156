"""Modest use for a long time, and what it leaves in memory and open files; run it as `python -m tests.cluster.soak [SECONDS]`.

One portal and one Rasa on PostgreSQL and Redis. Employees talk, share and have themselves erased; a coach opens cases, HR looks at its dashboard and
puts a version live now and then, and the monitoring asks for health. The first sixth of the time warms up; the second sixth is compared with the last.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path

import httpx
import psutil

from bench import live, talk
from publishing.content import Content
from publishing.drafts import Drafts
from publishing.model import Editor
from publishing.store import VersionStore
from skills_passport.sql import PostgresPlace
from tests.cluster.postgres_server import PostgresServer
from tests.cluster.several.house import House, house_of
from tests.forms import mark_in

HOUR = 3600.0
EMPLOYEES = 5
EVERY = 5.0
"""Seconds from one message of an employee to the next; in a short run less, so that each of them comes to the end of a talk."""
PARTS = 6
LEEWAY = 1.05
"""So much of its first memory a process may have in the end."""
SHARED_AT, TALKS_SHARED = 7, 2
"""After so many messages, in every so manieth talk, the passport is opened to the team of coaches."""
COLLEAGUES = "- {id: carla, name: Carla, about: soak, roles: [coach]}\n- {id: mien, name: Mien, about: soak, roles: [hr]}\n"
HANS = Editor("e-hans", "Hans")
EDITS = (("glossary.yml", "# ", "# {} "), *live.EDITS.values())
SHORTEST = 30.0
"""Seconds from one publication to the next, twice in a run that is shorter."""


@dataclass(frozen=True, slots=True)
class Use:
    """What one process holds at a moment: MiB resident, proportional and its own; open files with sockets; threads."""

    rss: float
    pss: float
    uss: float
    files: int
    threads: int


@dataclass(frozen=True, slots=True)
class Span:
    """One part of the time: the middle of what was seen of memory (MiB), and the fewest and most open files."""

    rss: float
    pss: float
    uss: float
    fewest: int
    most: int


@dataclass
class Soaked:
    """What was asked, what failed, and what each process held at each look."""

    seconds: float
    done: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    seen: dict[str, list[Use]] = field(default_factory=dict)

    def span(self, process: str, part: int) -> Span:
        """`part`: 0 to PARTS - 1."""
        seen = self.seen[process]
        own = seen[len(seen) * part // PARTS : len(seen) * (part + 1) // PARTS]
        files = [each.files for each in own]
        return Span(
            statistics.median(each.rss for each in own), statistics.median(each.pss for each in own), statistics.median(each.uss for each in own), min(files), max(files),
        )

    def wrong(self) -> list[str]:
        """What does not hold, in words."""
        found = list(self.failures[:5])
        for process in self.seen:
            first, last = self.span(process, 1), self.span(process, PARTS - 1)
            if last.uss > first.uss * LEEWAY:
                found.append(f"{process}: its own memory grew from {first.uss:.0f} to {last.uss:.0f} MiB")
            if last.fewest > first.most:  # pools of connections breathe by a few
                found.append(f"{process}: open files grew from at most {first.most} to at least {last.fewest}")
        return found


def _use(process: psutil.Process) -> Use:
    memory = process.memory_full_info()
    return Use(memory.rss / 2**20, memory.pss / 2**20, memory.uss / 2**20, process.num_fds(), process.num_threads())


class _Soak:
    def __init__(self, house: House, place: PostgresPlace, names: Sequence[str], seconds: float, tell: Callable[[str], None]) -> None:
        self._house, self._place, self._names, self._tell = house, place, cycle(names), tell
        self._seconds, self._began = seconds, time.monotonic()
        self._every = min(EVERY, seconds / PARTS / len(talk.TALK))
        self._between = min(max(seconds / PARTS / len(EDITS) / 2, SHORTEST), seconds / 2)  # each part of the time sees each kind equally often
        self.soaked = Soaked(seconds)

    @property
    def _url(self) -> str:
        return self._house.portals[0].url

    async def run(self) -> Soaked:
        await asyncio.gather(
            self._looking(), *map(self._employee, range(EMPLOYEES)), self._repeated(min(30.0, self._seconds / 12), self._health), self._signed_in("carla", min(15.0, self._seconds / 12), self._coach),
            self._signed_in("mien", min(20.0, self._seconds / 12), self._hr), self._signed_in("mien", self._between, self._publication),
        )
        return self.soaked

    def _over(self) -> bool:
        return time.monotonic() - self._began >= self._seconds

    async def _rest(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, min(seconds, self._began + self._seconds - time.monotonic())))

    def _noted(self, what: str, answer: httpx.Response, *wanted: int) -> httpx.Response:
        self.soaked.done[what] = self.soaked.done.get(what, 0) + 1
        if answer.status_code not in (wanted or (200,)):
            self._failed(f"{what}: {answer.status_code}")
        return answer

    def _failed(self, what: str) -> None:
        self.soaked.failures.append(what)
        self._tell(f"failed: {what}")

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self._url, timeout=120.0, trust_env=False, verify=False, headers={"Origin": self._url})

    async def _repeated(self, every: float, work: Callable[[httpx.AsyncClient], Coroutine[None, None, None]]) -> None:
        async with self._client() as client:
            while not self._over():
                try:
                    await work(client)
                except httpx.HTTPError as error:
                    self._failed(f"{work.__name__}: {type(error).__name__}")
                await self._rest(every)

    async def _signed_in(self, name: str, every: float, work: Callable[[httpx.AsyncClient], Coroutine[None, None, None]]) -> None:
        signed_in = False

        async def working(client: httpx.AsyncClient) -> None:
            nonlocal signed_in
            if not signed_in:
                signed_in = self._noted("sign-in", await client.post("/aanmelden", data={"persona": name}), 303).status_code == 303
            await work(client)

        await self._repeated(every, working)

    async def _employee(self, number: int) -> None:
        """One talk after another, each of somebody else, with a page in between; everything erased in the end."""
        await self._rest(self._every * number / EMPLOYEES)
        for talks in count(number):
            if self._over():
                return
            try:
                async with self._client() as client:
                    await self._talk(client, shares=talks % TALKS_SHARED == 0)
            except httpx.HTTPError as error:
                self._failed(f"talk: {type(error).__name__}")

    async def _talk(self, client: httpx.AsyncClient, *, shares: bool) -> None:
        self._noted("sign-in", await client.post("/aanmelden", data={"persona": next(self._names)}), 303)
        for said, message in enumerate(talk.TALK):
            if self._over():
                return
            self._noted("message", await client.post("/api/chat", json={"message": message}))
            if shares and said == SHARED_AT:
                mark = mark_in(self._noted("passport", await client.get("/paspoort")).text)
                self._noted("share", await client.post("/paspoort/delen", data={"recipient": "team", "name": "soak", "reach": "soak", **mark}), 303)
            await self._rest(self._every)
        self._noted("page of the talk", await client.get("/gesprek"))
        self._noted("passport", await client.get("/paspoort"))
        self._noted("download", await client.get("/paspoort/download"))
        mark = mark_in(self._noted("page of erasing", await client.get("/paspoort/wissen")).text)
        self._noted("erasure", await client.post("/paspoort/wissen", data=mark), 303)

    async def _coach(self, client: httpx.AsyncClient) -> None:
        queue = self._noted("coach's queue", await client.get("/begeleiding"))
        for case in re.findall(r'href="/begeleiding/([0-9a-f]{8,})"', queue.text)[:1]:
            self._noted("case", await client.get(f"/begeleiding/{case}"), 200, 404)  # 404: erased meanwhile

    async def _hr(self, client: httpx.AsyncClient) -> None:
        self._noted("dashboard", await client.get("/beheer"))
        self._noted("versions", await client.get("/beheer/versies"))

    async def _health(self, client: httpx.AsyncClient) -> None:
        for address in ("/health", "/health/live", "/health/ready"):
            self._noted("health", await client.get(address))

    async def _publication(self, client: httpx.AsyncClient) -> None:
        """Hans writes at another portal, Mien puts it live at this one: in turn a word, a rule and a function."""
        edit = EDITS[self.soaked.done.get("publication", 0) % len(EDITS)]
        version, revision = await asyncio.to_thread(_reviewed, self._place, edit)
        page = self._noted("version", await client.get(f"/beheer/versies/{version}"))
        answer = await client.post(f"/beheer/versies/{version}/stap/publiceren", data={"revision": str(revision), **mark_in(page.text)})
        self._noted("publication", answer, 303)

    async def _looking(self) -> None:
        """Memory and files of both processes, some three hundred times."""
        assert self._house.portals[0].process is not None
        processes = {"portal": psutil.Process(self._house.portals[0].process.pid), "Rasa": psutil.Process(self._house.rasas[0].pid)}
        every = max(0.2, self._seconds / 300)
        said = -1
        while not self._over():
            for name, process in processes.items():
                self.soaked.seen.setdefault(name, []).append(_use(process))
            tenth = int((time.monotonic() - self._began) * 30 / self._seconds)
            if tenth != said:
                said = tenth
                now = {name: seen[-1] for name, seen in self.soaked.seen.items()}
                self._tell(f"{time.monotonic() - self._began:.0f} s: " + "; ".join(
                    f"{name} {use.rss:.1f} RSS, {use.pss:.1f} PSS, {use.uss:.1f} MiB its own, {use.files} files, {use.threads} threads" for name, use in now.items()
                ) + f"; {self.soaked.done.get('message', 0)} messages, {self.soaked.done.get('publication', 0)} publications, {len(self.soaked.failures)} failed")
            await self._rest(every)


def _reviewed(place: PostgresPlace, edit: tuple[str, str, str]) -> tuple[int, int]:
    """A version in review with this edit on the content of the first one; its number and revision."""
    path, old, new = edit
    with closing(VersionStore(place)) as store:
        drafts = Drafts(store, lambda content: None, product="", rehearse=lambda version, content: None)
        begun = drafts.begin(by=HANS, title="soak")
        first: Content = store.content(1)
        changed = drafts.change(
            begun.number, lambda content: first.with_file(path, first[path].replace(old, new.format(begun.number), 1)), by=HANS, what="soak", expected_revision=begun.revision,
        )
        submitted = drafts.submit(changed.number, by=HANS)
        return submitted.number, submitted.revision


def soak(seconds: float, tell: Callable[[str], None] = lambda line: None) -> Soaked:
    """Uses a house of its own for so long. Raises ServerMissing."""
    with closing(PostgresServer()) as server, tempfile.TemporaryDirectory(prefix="wijzer-soak-") as folder:
        server.start()
        personas = Path(folder) / "personas.yml"
        names = talk.personas(personas, 400)
        with personas.open("a", encoding="utf-8") as file:
            file.write(COLLEAGUES)
        place = server.make()
        with house_of(1, place, {"WIJZER_PERSONAS": str(personas)}) as house:
            return soak_in(house, place, names, seconds, tell)


def soak_in(house: House, place: PostgresPlace, names: Sequence[str], seconds: float, tell: Callable[[str], None] = lambda line: None) -> Soaked:
    """Uses the first portal and Rasa of a house on this database; `names` of personas, COLLEAGUES besides."""
    return asyncio.run(_Soak(house, place, names, seconds, tell).run())


def rows(soaked: Soaked) -> Iterator[tuple[str, str, str]]:
    """What, aim, measured."""
    asked = ", ".join(f"{number:,} × {what}" for what, number in sorted(soaked.done.items(), key=lambda each: -each[1]))
    yield f"asked in {soaked.seconds / 60:.0f} minutes by {EMPLOYEES} employees, a coach, HR and the monitoring", "none failed", f"{asked}; {len(soaked.failures)} failed"
    for process in soaked.seen:
        first, last = soaked.span(process, 1), soaked.span(process, PARTS - 1)
        yield (
            f"memory of the {process}, second sixth and last sixth of that time", "its own within 5%",
            f"its own {first.uss:.0f} and {last.uss:.0f} MiB ({last.uss / first.uss - 1:+.1%}), proportional {first.pss:.0f} and {last.pss:.0f}, resident {first.rss:.0f} and {last.rss:.0f}",
        )
        yield f"open files and sockets of the {process}, the same", "constant", f"{first.fewest} to {first.most}, and {last.fewest} to {last.most}"


def measure(seconds: float = HOUR) -> Iterator[tuple[str, str, str]]:
    """For bench/RESULTS.md; progress goes to the error stream."""
    yield from rows(soak(seconds, lambda line: print(line, file=sys.stderr, flush=True)))


def main(seconds: float = HOUR) -> int:
    soaked = soak(seconds, lambda line: print(line, flush=True))
    for row in rows(soaked):
        print(*row, sep=" | ")
    for line in soaked.wrong():
        print(f"does not hold: {line}")
    return 1 if soaked.wrong() else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else HOUR))
