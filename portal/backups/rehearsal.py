"""Whether what was put back can be served: a real portal on it, on a free port of this machine, asked for its health and stopped again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

import portal
from bot.rasa_server.process import free_port
from portal.backups.errors import RestoreRefused
from portal.settings import JOURNAL

_STARTING = 300.0  # seconds; some 15 on a machine that does nothing else
_STOPPING = 30.0


def rehearse(folder: Path, secret: str, store: str = "") -> float:
    """Serves from the folder and asks its health and its first page; the seconds until it answered. Raises RestoreRefused with what the portal said.

    Without Rasa, which is no part of a backup: nothing listens where it would be. The settings are those of this environment.
    """
    port, nothing = free_port(), free_port()
    environment = {
        **os.environ, "WIJZER_VAR": str(folder), "WIJZER_SECRET_KEY": secret, "WIJZER_ERASURES": str(folder / JOURNAL), "WIJZER_STORE": store,
        "PYTHONPATH": os.pathsep.join([str(Path(portal.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
    }
    command = [sys.executable, "-c", "from portal.cli import main; main()", "serve", "--port", str(port), "--rasa", f"http://127.0.0.1:{nothing}"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        try:
            return _answered(process, f"http://127.0.0.1:{port}")
        except RestoreRefused as error:
            said.seek(0)
            raise RestoreRefused(f"{error}\n{said.read().decode(errors='replace')[-2000:]}".rstrip()) from error
        finally:
            _stop(process)


def _answered(process: subprocess.Popen[bytes], address: str) -> float:
    began = time.monotonic()
    with httpx.Client(base_url=address, timeout=5.0, trust_env=False) as client:
        while time.monotonic() - began < _STARTING:
            if process.poll() is not None:
                raise RestoreRefused("Er is niets teruggezet: het portaal start niet op wat er in de reservekopie zit. Het zei:")
            try:
                if client.get("/health").json().get("store") == "ok" and not client.get("/").is_error:
                    return time.monotonic() - began
            except (httpx.HTTPError, ValueError):
                pass
            time.sleep(0.1)
    raise RestoreRefused(f"Er is niets teruggezet: het portaal antwoordt niet binnen {_STARTING:.0f} seconden, of kan niet bij de paspoorten. Het zei:")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
