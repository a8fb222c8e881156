"""The settings of several processes beside one another. docs/OPERATIONS.md explains each."""

from __future__ import annotations

import re

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_REDIS = re.compile(r"rediss?://[^\s/]+(/\d{1,3})?/?")


class ClusterSettings(BaseSettings):
    """All `WIJZER_…` about several processes."""

    redis_url: SecretStr = SecretStr("")  # what portals on several machines share; without it everything is in one process, or on one machine
    rasa_workers: int = Field(default=1, ge=1, le=16)  # Rasa servers that this portal starts and watches
    callback_url: str = Field(default="", pattern=r"^(https?://[\w.\-\[\]:]+/?)?$")  # how other portals that share this Rasa reach this one

    @field_validator("redis_url")
    @classmethod
    def only_redis(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _REDIS.fullmatch(value.get_secret_value()):
            raise ValueError("redis_url: dit is geen adres van een Redis. Geef in WIJZER_REDIS_URL iets als redis://:WACHTWOORD@127.0.0.1:6379/0, of laat hem leeg.")
        return value
