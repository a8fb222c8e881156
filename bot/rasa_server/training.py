"""Train the Rasa model when, and only when, its sources changed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import CannotTrain

MODEL_NAME = "wijzer.tar.gz"
FINGERPRINT_NAME = "fingerprint.json"
LOCK_NAME = "training.lock"
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


@dataclass(frozen=True, slots=True)
class RasaPlace:
    """Where the Rasa side lives: the checkout and the interpreter of its own environment."""

    root: Path
    python: Path

    @property
    def model(self) -> Path:
        return self.root / "models" / MODEL_NAME

    @property
    def fingerprint_file(self) -> Path:
        return self.root / "models" / FINGERPRINT_NAME


def sources(root: Path) -> Iterator[Path]:
    """Every file that the trained model depends on, in a fixed order."""
    yield root / "config.yml"
    yield root / "requirements" / "rasa.txt"
    for folder in ("bot/domain", "bot/rasa_components", "data/dialogue"):
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in {".yml", ".py"})


def fingerprint(root: Path) -> str:
    """One hash over names and contents of all sources."""
    digest = hashlib.sha256()
    for path in sources(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_trained(place: RasaPlace) -> bool:
    """Whether a model stands there that was trained from these very sources."""
    try:
        known = json.loads(place.fingerprint_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(known.get("sources") == fingerprint(place.root) and place.model.is_file()
                and known.get("bytes") == place.model.stat().st_size)


@contextmanager
def one_at_a_time(place: RasaPlace) -> Iterator[None]:
    """Waits while another process trains; a process that dies lets go by itself."""
    place.model.parent.mkdir(exist_ok=True)
    with (place.model.parent / LOCK_NAME).open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_installed(place: RasaPlace) -> None:
    """Raises CannotTrain when there is no Rasa here, saying how to do without."""
    if not place.python.exists():
        raise CannotTrain(f"Rasa is hier niet: {place.python} ontbreekt. Draai 'make run', of start zonder Rasa met WIJZER_DIALOGUE=buttons.")


def train(place: RasaPlace) -> float:
    """Train, put the model in place in one move, and return the seconds it took.

    Raises CannotTrain with the last lines that Rasa printed.
    """
    check_installed(place)
    began = time.monotonic()
    wanted = fingerprint(place.root)
    place.model.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.model.parent, prefix=".training-") as folder:
        answer = subprocess.run(
            [str(place.python), "-W", "ignore", "-m", "rasa", "train", "--quiet",
             "--config", "config.yml", "--domain", "bot/domain", "--data", "data/dialogue",
             "--out", folder, "--fixed-model-name", MODEL_NAME.removesuffix(".tar.gz")],
            cwd=place.root, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False,
        )
        trained = Path(folder) / MODEL_NAME
        if answer.returncode != 0 or not trained.is_file():
            tail = "\n".join((answer.stdout + answer.stderr).strip().splitlines()[-15:])
            raise CannotTrain(f"Rasa kon het gespreksmodel niet trainen. Dit waren de laatste regels:\n{tail}")
        known = {"sources": wanted, "bytes": trained.stat().st_size}
        place.fingerprint_file.unlink(missing_ok=True)
        os.replace(trained, place.model)
        written = Path(folder) / FINGERPRINT_NAME
        written.write_text(json.dumps(known), encoding="utf-8")
        os.replace(written, place.fingerprint_file)
    return time.monotonic() - began
