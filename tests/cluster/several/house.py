"""Portals and Rasa servers as on several machines, with one Redis: each portal has a folder of its own, and shares passports, versions and Rasa's tracker with the others."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.rasa_server.process import RasaProcess, free_port
from portal.login.break_glass import write_account
from portal.roles import Role
from portal.serving import train_if_needed
from portal.settings import Settings, with_secrets
from skills_passport.sql import PostgresPlace
from tests.cluster.several.redis_server import RedisServer
from tests.server import Server

SHARED = ("passports.sqlite", "publishing.sqlite", "tracker.sqlite")


@dataclass
class House:
    portals: tuple[Server, ...]
    rasas: tuple[RasaProcess, ...]
    redis: RedisServer


@contextmanager
def house_of(count: int, store: PostgresPlace | None = None, more: Mapping[str, str] | None = None) -> Iterator[House]:
    """So many portals and as many Rasas, on this database or else on files that they share; `more`: settings of every portal."""
    with ExitStack() as ends:
        redis = RedisServer()
        ends.callback(redis.close)
        redis.start()
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        address = SecretStr(store.url if store else "")
        settings = with_secrets(Settings(var=folder / "1", store=address, tracker_url=address))
        vars_ = [folder / str(number) for number in range(1, count + 1)]
        for var in vars_[1:]:
            var.mkdir(mode=0o700)
            for name in () if store else SHARED:
                os.symlink(vars_[0] / name, var / name)
        for var in vars_:
            write_account(var / "break-glass.json", "vier willekeurige woorden", frozenset({Role.EMPLOYEE}))
        ports = [free_port() for _ in vars_]
        train_if_needed(settings.rasa_place, print)
        rasas = tuple(
            RasaProcess(
                settings.rasa_place, f"http://127.0.0.1:{port}/rasa/actions", settings.action_token, vars_[0], tracker=settings.tracker, redis_url=redis.url, number=number,
            )
            for number, port in enumerate(ports, 1)
        )
        for rasa in rasas:
            rasa.start()
            ends.callback(rasa.stop)
        surroundings = {
            "WIJZER_REDIS_URL": redis.url, "WIJZER_SECRET_KEY": settings.secret_key, "WIJZER_ACTION_TOKEN": settings.action_token, "WIJZER_RASA_PATIENCE": "30",
            **({"WIJZER_STORE": store.url, "WIJZER_TRACKER_URL": store.url} if store else {}), **(more or {}),
        }
        portals = tuple(
            Server(var, rasa_url=" ".join(rasa.url for rasa in rasas), port=port, environment=surroundings) for var, port in zip(vars_, ports, strict=True)
        )
        for portal in portals:
            ends.callback(portal.stop)
            portal.start()
        for rasa in rasas:
            rasa.wait_until_ready()
        yield House(portals, rasas, redis)
