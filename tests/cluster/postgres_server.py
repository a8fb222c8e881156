"""A PostgreSQL server for tests: its own folder, its own user, a port of loopback that is free; gone afterwards."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from skills_passport.sql import PostgresPlace

_LIBC = ctypes.CDLL(None)
UNPRIVILEGED = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this user."""
SETTINGS = {
    "listen_addresses": "127.0.0.1", "max_connections": "200", "shared_buffers": "64MB", "log_min_messages": "warning", "log_error_verbosity": "terse",
}


class ServerMissing(Exception):
    """What the tests of a cluster need is not there."""


def binaries() -> Path:
    """The folder with the server. Raises ServerMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise ServerMissing("PostgreSQL's server is not installed (Debian: apt install postgresql)")
    return found[-1].parent if found else Path(str(on_path)).parent


def _end_with_parent() -> None:
    """Tests that are shot leave no server behind."""
    _LIBC.prctl(1, signal.SIGINT)


class PostgresServer:
    """`start` it, ask it for databases, `kill` it, `start` it again; `close` removes everything."""

    def __init__(self, parent: Path | None = None, *, namespace: str = "", network: str = "") -> None:
        """`parent`: where its folder is made; in a network `namespace`, when one is given, where it is reached from this `network`."""
        self._namespace = namespace
        self.bin = binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="wijzer-postgres-", dir=parent))
        self.password = secrets.token_urlsafe(12)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None
        self._as: dict[str, str | int] = {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []} if os.getuid() == 0 else {}  # type: ignore[dict-item]
        if self._as:
            shutil.chown(self.folder, UNPRIVILEGED, UNPRIVILEGED)
        secret = self.folder / "password"
        secret.write_text(self.password, encoding="utf-8")
        if self._as:
            shutil.chown(secret, UNPRIVILEGED, UNPRIVILEGED)
        self._run("initdb", "--pgdata", str(self.data), "--username", "wijzer", "--pwfile", str(secret), "--auth", "scram-sha-256",
                  "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions")
        if network:
            with (self.data / "pg_hba.conf").open("a", encoding="utf-8") as rights:
                rights.write(f"host all all {network} scram-sha-256\n")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def url(self, database: str = "postgres", *, host: str = "127.0.0.1", port: int = 0) -> str:
        """`host`: an address, or the folder of its socket."""
        return f"postgresql://wijzer:{quote(self.password)}@{quote(host, safe='')}:{port or self.port}/{database}"

    def start(self) -> None:
        """Until it answers."""
        settings = SETTINGS | ({"listen_addresses": "*"} if self._namespace else {})
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            program = [str(self.bin / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.folder), *options]
            if self._namespace:  # only root enters one, and becomes the user there
                program = ["ip", "netns", "exec", self._namespace, "setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", *program]
            self._process = subprocess.Popen(program, stdout=log, stderr=log, preexec_fn=_end_with_parent, **({} if self._namespace else self._as))  # type: ignore[call-overload]  # noqa: PLW1509 - one system call, nothing that locks
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url(host=str(self.folder)) if self._namespace else self.url(), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT cuts everybody off and ends in good order, SIGQUIT without order; either way until it is gone."""
        assert self._process
        self._process.send_signal(how)
        self._process.wait(60)

    def freeze(self, frozen: bool = True) -> None:
        """Every process of the server stands still, or goes on: connected, and silent."""
        assert self._process
        import psutil

        parent = psutil.Process(self._process.pid)
        for each in (parent, *parent.children(recursive=True)):
            each.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def make(self) -> PostgresPlace:
        """A new, empty database."""
        name = f"test_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name}")
        return PostgresPlace(self.url(name))

    def remove(self, place: PostgresPlace) -> None:
        self.run(f"DROP DATABASE IF EXISTS {place.url.rsplit('/', 1)[1]} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.freeze(False)
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self.bin / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self._as)  # type: ignore[call-overload]
