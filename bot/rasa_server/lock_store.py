"""Where Rasa servers that stand beside one another take turns for one talk, as `endpoints.yml` asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from bot.redis_locks import RASA_LOCKS

LIFETIME = 2  # seconds that a turn of a Rasa which was killed keeps the next one waiting; the portal lets in one at a time anyhow


def lock_store(redis_url: str) -> Mapping[str, str]:
    """Variables for a Rasa: its own memory without Redis.

    >>> lock_store("")["WIJZER_LOCK_STORE"], lock_store("rediss://:a%40b@r.nl/3")["WIJZER_REDIS_PASSWORD"]
    ('in_memory', 'a@b')
    """
    parts = urlsplit(redis_url)
    return {
        "WIJZER_LOCK_STORE": "redis" if redis_url else "in_memory",
        "WIJZER_REDIS_HOST": parts.hostname or "localhost",
        "WIJZER_REDIS_PORT": str(parts.port or 6379),
        "WIJZER_REDIS_DB": parts.path.strip("/") or "0",
        "WIJZER_REDIS_USER": unquote(parts.username or ""),
        "WIJZER_REDIS_PASSWORD": unquote(parts.password or ""),
        "WIJZER_REDIS_TLS": "1" if parts.scheme == "rediss" else "",
        "WIJZER_REDIS_PREFIX": RASA_LOCKS,
        "TICKET_LOCK_LIFETIME": str(LIFETIME),
    }
