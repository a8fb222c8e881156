"""Metrics for Prometheus on a door of their own: never on the address where browsers come.

The door listens on loopback, or elsewhere with a token. Several processes that share a folder (`PROMETHEUS_MULTIPROC_DIR`, which prometheus-client reads
when it is loaded) are told of together by whichever of them is asked.
"""

from __future__ import annotations

import hmac
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from portal.errors import PortalDidNotStart
from portal.watching_settings import WatchingSettings
from skills_passport.errors import StoreError
from skills_passport.store import PassportStore

ERRORS = Counter("wijzer_errors_total", "Mistakes of the program itself; the log says which.")
PATH = "/metrics"


class Now(Collector):
    """What is looked at when it is asked for: the parts, and the cases that wait for a coach."""

    def __init__(self, store: PassportStore, rasa_is_up: Callable[[], bool] | None, version: Callable[[], int]) -> None:
        """`rasa_is_up`: None where none is used; `version`: the number of the published version that is served."""
        self._store, self._rasa_is_up, self._version = store, rasa_is_up, version

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily("wijzer_live_version", "The number of the published version that is served.", value=self._version())
        parts = GaugeMetricFamily("wijzer_part_up", "Whether a part works (1) or not (0).", labels=["part"])
        if self._rasa_is_up is not None:
            parts.add_metric(["rasa"], float(self._rasa_is_up()))
        try:
            many, since = self._store.waiting_cases()
        except StoreError:
            parts.add_metric(["store"], 0.0)
            yield parts
            return
        parts.add_metric(["store"], 1.0)
        yield parts
        yield GaugeMetricFamily("wijzer_coach_cases_waiting", "Cases for the coach team that nobody took yet.", value=many)
        age = max(0.0, (datetime.now(UTC) - since).total_seconds()) if since else 0.0
        yield GaugeMetricFamily("wijzer_coach_case_oldest_seconds", "How long the oldest of them waits; 0 when none does.", value=age)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        return iter(())


def exposition(now: Collector) -> bytes:
    """All metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REGISTRY)
    registry.register(now)
    return generate_latest(registry)


@contextmanager
def door(settings: WatchingSettings, now: Collector) -> Iterator[None]:
    """Metrics can be read as long as the block runs, where a port is set. Raises PortalDidNotStart when the port cannot be had."""
    if not settings.metrics_port:
        yield
        return
    try:
        server = ThreadingHTTPServer((settings.metrics_host, settings.metrics_port), _handler(settings.metrics_token, now))
    except OSError as error:
        raise PortalDidNotStart(
            f"Op {settings.metrics_host}, poort {settings.metrics_port} kunnen de meetwaarden niet staan (fout {error.errno}). Kies een andere WIJZER_METRICS_PORT."
        ) from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(token: str, now: Collector) -> type[BaseHTTPRequestHandler]:
    wanted = f"Bearer {token}".encode()

    class Metrics(BaseHTTPRequestHandler):
        server_version, sys_version = "metrics", ""
        timeout = 10.0

        def do_GET(self) -> None:
            if token and not hmac.compare_digest(self.headers.get("Authorization", "").encode("latin-1", "replace"), wanted):
                self._answer(HTTPStatus.UNAUTHORIZED, b"")
            elif self.path != PATH:
                self._answer(HTTPStatus.NOT_FOUND, b"")
            else:
                self._answer(HTTPStatus.OK, exposition(now))

        def _answer(self, status: HTTPStatus, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", CONTENT_TYPE_LATEST)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Metrics
