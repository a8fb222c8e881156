"""The way to the Rasa servers on loopback."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import httpx

from bot.errors import BotError, RasaConfused, RasaDown, RasaSlow
from bot.rasa_server.choice import RasaChoice

log = logging.getLogger(__name__)

CONNECT_PATIENCE = 2.0  # seconds
WEBHOOK = "/webhooks/rest/webhook"


class RasaClient:
    """Sends one message at a time of an employee; order is the caller's care."""

    def __init__(self, url: str, patience: float = 8.0) -> None:
        """`url`: of one Rasa, or of several with a space between; then each takes messages in turn, and another when one fails."""
        self._urls = tuple(each.rstrip("/") for each in url.split())
        self._choice = RasaChoice(self._urls)
        # trust_env off: a proxy of the municipality must not see what employees type.
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(patience, connect=CONNECT_PATIENCE), trust_env=False,
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=20),
        )

    async def send(self, sender: str, message: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        """What Rasa answers: for us one custom message per action run. Raises RasaDown, RasaSlow or RasaConfused.

        A message that goes to another server counts once all the same: its number is taken by the first action that runs (in_flight.py).
        """
        body = {"sender": sender, "message": message, "metadata": metadata}
        problem: BotError = RasaDown("No Rasa was asked.")
        for url in self._choice.order():
            try:
                found = await self._send(url, body)
            except BotError as failure:
                self._choice.failed(url, silent=isinstance(failure, RasaSlow))
                problem = failure
                if isinstance(failure, RasaSlow):  # who waits has waited enough
                    break
            else:
                self._choice.answered(url)
                return found
        raise problem

    async def _send(self, url: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            answer = await self._http.post(url + WEBHOOK, json=body)
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

    def has_another(self) -> bool:
        """Whether there is a server that did not fail just now."""
        return self._choice.has_another()

    async def is_up(self) -> bool:
        """Whether a server answers at all (for a health page)."""
        return any(await asyncio.gather(*map(self._answers, self._urls)))

    async def close(self) -> None:
        await self._http.aclose()

    async def _answers(self, url: str) -> bool:
        try:
            return (await self._http.get(f"{url}/", timeout=CONNECT_PATIENCE)).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


def answers(urls: str) -> bool:
    """Whether a Rasa answers at one of these addresses, asked by who has no event loop."""
    return any(map(_answers, urls.split()))


def _answers(url: str) -> bool:
    try:
        # Without certificates: nothing is encrypted on loopback, and reading them takes 35 ms of a core.
        return httpx.get(f"{url.rstrip('/')}/", timeout=CONNECT_PATIENCE, trust_env=False, verify=url.startswith("https://")).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
