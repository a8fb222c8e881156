"""Several portals over one store: the turn that Rasa calls back for may be in flight in another one, to which the call is passed on.

The number of a turn, which goes along with the message to Rasa and comes back with each call, says where it is in flight. It is signed: who finds Rasa's
port could otherwise have a portal send its calls, with the token of Rasa's calls, to any address.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Mapping
from typing import Any

import httpx
from fastapi import HTTPException
from fastapi.responses import Response

log = logging.getLogger(__name__)
PATIENCE = 20.0  # seconds for a turn of another portal, with an advice in it
SEPARATOR = "~"


class TurnsElsewhere:
    """`address`: how the other portals reach this one, such as http://127.0.0.1:8001."""

    def __init__(self, address: str, secret: str, token: str) -> None:
        self._address = address.rstrip("/")
        self._key = hashlib.blake2b(secret.encode(), person=b"turns").digest()
        self._token = token
        # trust_env off: a proxy must not see what employees type.
        self._http = httpx.AsyncClient(timeout=PATIENCE, trust_env=False, verify=self._address.startswith("https://"))

    def mark(self, number: str) -> str:
        """The number of a turn, with where it is in flight.

        >>> TurnsElsewhere("http://127.0.0.1:8001", "secret", "token").mark("abc").split("~")[:2]
        ['abc', 'http://127.0.0.1:8001']
        """
        return SEPARATOR.join((number, self._address, self._seal(number, self._address)))

    def place(self, call: Mapping[str, Any]) -> str:
        """Where the turn of this call of Rasa is in flight, when that is another portal of ours; else empty."""
        number, address, seal = (*_number(call).split(SEPARATOR), "", "")[:3]
        known = hmac.compare_digest(seal.encode("utf-8", "surrogatepass"), self._seal(number, address).encode())
        return address if known and address != self._address else ""

    async def pass_on(self, address: str, body: bytes) -> Response:
        """The answer of the portal there; HTTPException 502 when it is gone, and Rasa then says so to who asked."""
        try:
            answer = await self._http.post(
                f"{address}/rasa/actions", params={"token": self._token}, content=body, headers={"Content-Type": "application/json"}
            )
        except httpx.HTTPError as error:
            log.error("A turn could not be passed on to the portal it belongs to (%s).", type(error).__name__)
            raise HTTPException(502) from error
        return Response(answer.content, answer.status_code, media_type="application/json")

    async def close(self) -> None:
        await self._http.aclose()

    def _seal(self, number: str, address: str) -> str:
        return hashlib.blake2b(f"{number} {address}".encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).hexdigest()


def _number(call: Mapping[str, Any]) -> str:
    """The number of the turn as Rasa passes it on, whatever else stands there."""
    found: Any = call
    for name in ("tracker", "latest_message", "metadata", "turn"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""
