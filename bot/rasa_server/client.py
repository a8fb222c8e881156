"""The way to the Rasa server on loopback, and what it must forget."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from bot.errors import CannotForget, RasaConfused, RasaDown, RasaSlow
from skills_passport.sqlite_engine import sqlite3

log = logging.getLogger(__name__)

CONNECT_PATIENCE = 2.0  # seconds
TRACKER_BUSY = 15.0  # seconds that Rasa may hold its tracker file
WEBHOOK = "/webhooks/rest/webhook"


class RasaClient:
    """Sends one message at a time of an employee; order is the caller's care."""

    def __init__(self, url: str, patience: float = 8.0) -> None:
        # trust_env off: a proxy of the municipality must not see what employees type.
        self._http = httpx.AsyncClient(
            base_url=url, timeout=httpx.Timeout(patience, connect=CONNECT_PATIENCE), trust_env=False,
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
        )

    async def send(self, sender: str, message: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        """What Rasa answers: for us one custom message per action run. Raises RasaDown, RasaSlow or RasaConfused."""
        body = {"sender": sender, "message": message, "metadata": metadata}
        try:
            answer = await self._http.post(WEBHOOK, json=body)
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
                raise RasaDown("Rasa does not accept a connection; is it running?") from error
            raise RasaSlow("Rasa took too long to answer a turn.") from error
        except httpx.HTTPError as error:
            raise RasaDown(f"Rasa does not answer ({type(error).__name__}); look in var/rasa.log.") from error
        if answer.status_code != httpx.codes.OK:
            raise RasaDown(f"Rasa answers with status {answer.status_code}; look in var/rasa.log.")
        try:
            found: list[dict[str, Any]] = [line["custom"] for line in answer.json() if "custom" in line]
        except ValueError as error:
            raise RasaConfused("Rasa answered with something that is no JSON.") from error
        if not found:
            raise RasaConfused("Rasa answered without running our action; look in var/rasa.log.")
        return found

    async def is_up(self) -> bool:
        """Whether the server answers at all (for a health page)."""
        try:
            return (await self._http.get("/", timeout=CONNECT_PATIENCE)).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        await self._http.aclose()


def forget_talk(tracker: Path, owner: str, *, traceless: bool = True) -> None:
    """Removes everything that Rasa's tracker holds of the owner; `traceless` also its remains in the file.

    Rasa's HTTP API is closed, so this is done in its file; the tracker is disposable, and Rasa begins a new one
    at the next message. Raises CannotForget when the file stays busy or cannot be written.
    """
    if not tracker.exists():
        return
    try:
        with closing(sqlite3.connect(str(tracker), timeout=TRACKER_BUSY, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'").fetchone()
            if known:
                connection.execute("DELETE FROM events WHERE sender_id = ?", (owner,))
            if known and traceless:
                connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise CannotForget(f"{tracker}: {error}. Try again in a minute, or stop Rasa and remove the file.") from error


def forget_all(tracker: Path) -> None:
    """Removes Rasa's tracker, where there is one and no Rasa that uses it. Raises OSError."""
    for end in ("", "-journal", "-wal", "-shm"):
        tracker.with_name(tracker.name + end).unlink(missing_ok=True)
