"""The settings about watching over the service: logs, metrics, traces. docs/OPERATIONS.md explains each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings

from portal.addresses import is_loopback

SHORTEST_TOKEN = 32  # characters


class WatchingSettings(BaseSettings):
    """All `WIJZER_…` about watching."""

    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    metrics_port: int = Field(default=0, ge=0, le=65535)  # 0: no metrics
    metrics_host: str = "127.0.0.1"
    metrics_token: str = ""  # asked of who reads metrics; needed on any address but this machine's own
    traces_url: str = Field(default="", pattern=r"^(https?://[^\s\"<>\\]{1,200})?$")  # where spans go (OTLP over HTTP); empty: no traces

    @model_validator(mode="after")
    def metrics_are_never_public(self) -> WatchingSettings:
        if self.metrics_port and not is_loopback(self.metrics_host) and len(self.metrics_token) < SHORTEST_TOKEN:
            raise ValueError(
                f"metrics_host: buiten deze computer zijn de meetwaarden alleen met een sleutel te lezen. Geef in WIJZER_METRICS_TOKEN {SHORTEST_TOKEN} "
                "willekeurige tekens of meer, of laat WIJZER_METRICS_HOST weg."
            )
        return self
