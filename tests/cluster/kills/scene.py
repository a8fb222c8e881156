"""Where everything is shot: two portals and two Rasas on PostgreSQL and Redis with employees who write, and a Dask cluster beside them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench.talk import personas
from portal.backups.keys import make_key
from portal.settings import Settings, with_secrets
from skills_passport.opening import open_passports
from skills_passport.sql import PostgresPlace
from skills_passport.sql_store import SqlStore
from tests.cluster.kills.employees import Writers
from tests.cluster.postgres_server import PostgresServer
from tests.cluster.several.house import House, house_of
from tests.cluster.soak import COLLEAGUES

WRITERS = 2
PATIENCE = str(Settings.model_fields["rasa_patience"].default)
"""As where nothing is set; other tests wait longer for Rasa."""
OTHERS = 400
"""Personas whose passports are erased while a portal is shot, one each time."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One kill -9: seconds until everybody was answered again, and until what was shot was back; what does not hold."""

    kind: str
    answered: float
    back: float
    wrong: tuple[str, ...] = ()


@dataclass
class Scene:
    house: House
    server: PostgresServer
    place: PostgresPlace
    writers: Writers
    others: Iterator[str]
    store: SqlStore
    folder: Path
    public: str
    dice: random.Random
    counted: dict[str, int] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """Those of the first portal."""
        return with_secrets(Settings(var=self.house.portals[0].var))

    @property
    def journal(self) -> Path:
        return self.folder / "erasures.jsonl"

    @property
    def key(self) -> Path:
        return self.folder / "key"

    def turn(self, kind: str) -> int:
        """How often this was asked of this kind before."""
        found = self.counted.get(kind, 0)
        self.counted[kind] = found + 1
        return found

    def wrong(self) -> list[str]:
        """What does not hold of what employees were told, of the audit trail, and of any passport that is there."""
        found = self.writers.wrong()
        if not self.store.verify_audit().whole:
            found.append("the audit trail is broken")
        with psycopg.connect(self.place.url) as connection:
            owners = [owner for (owner,) in connection.execute("SELECT owner FROM skills_passport.passports").fetchall()]
        for owner in owners:
            self.store.load(owner, actor="operator", action="show")
        return found


@contextmanager
def scene(seed: int) -> Iterator[Scene]:
    """Everything runs, and employees write, for as long as the block lasts. Raises ServerMissing."""
    with ExitStack() as ends:
        server = ends.enter_context(closing(PostgresServer()))
        server.start()
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="wijzer-kills-")))
        names = personas(folder / "personas.yml", WRITERS + OTHERS)
        with (folder / "personas.yml").open("a", encoding="utf-8") as file:
            file.write(COLLEAGUES)
        place = server.make()
        house = ends.enter_context(house_of(2, place, {"WIJZER_PERSONAS": str(folder / "personas.yml"), "WIJZER_ERASURES": str(folder / "erasures.jsonl"), "WIJZER_RASA_PATIENCE": PATIENCE}))
        writers = Writers(house, names[:WRITERS])
        writers.start()
        ends.callback(writers.stop)
        store = ends.enter_context(closing(open_passports(place)))
        yield Scene(house, server, place, writers, iter(names[WRITERS:]), store, folder, make_key(folder / "key"), random.Random(seed))
