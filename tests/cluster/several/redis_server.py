"""A Redis server for tests: on a port of loopback that is free, nothing on a disk; killed, frozen and started again as a test wants it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time

import redis

from bot.rasa_server.process import free_port


class RedisServer:
    """`start` it; `close` removes everything."""

    def __init__(self) -> None:
        binary = shutil.which("redis-server")
        assert binary, "Needs Redis: apt install redis-server."
        self._binary = binary
        self._folder = tempfile.mkdtemp(prefix="wijzer-redis-")
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url, decode_responses=True)

    def start(self) -> None:
        """Until it answers; it is empty then."""
        self._process = subprocess.Popen(
            [self._binary, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", self._folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        with self.client as client:
            while True:
                try:
                    client.ping()
                    return
                except redis.RedisError:
                    assert self._process.poll() is None and time.monotonic() < until, "Redis does not start"
                    time.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(20)

    def freeze(self, frozen: bool = True) -> None:
        """It stands still, or goes on: it takes connections and is silent."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()
        shutil.rmtree(self._folder)
