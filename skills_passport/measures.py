"""What is counted and timed of the record, for Prometheus, and the spans of a trace. Numbers and names of the program only: nothing of anybody.

Every floor above measures in the same way; docs/OPERATIONS.md lists all names.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from prometheus_client import Counter, Histogram

STORE_WAIT = Histogram(
    "wijzer_store_wait_seconds", "How long a change waited until it could be written.", ["store"],
    buckets=(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20),
)
STORE_ERRORS = Counter("wijzer_store_errors_total", "Reads and writes that the store could not do, by kind (busy, unavailable).", ["kind"])
ADVICE_SECONDS = Histogram(
    "wijzer_advice_seconds", "How long it took to work out an advice.", buckets=(0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2.5, 5, 10),
)
for _kind in ("busy", "unavailable"):
    STORE_ERRORS.labels(_kind)  # from nothing on: Prometheus sees no rise in what was not there before
_tracer: trace.Tracer = trace.NoOpTracer()


@contextmanager
def timed(histogram: Histogram) -> Iterator[None]:
    """Observes the seconds that the block takes; not those of one that fails."""
    began = time.perf_counter()
    yield
    histogram.observe(time.perf_counter() - began)


def trace_with(tracer: trace.Tracer) -> None:
    """Have this one make the spans from now on.

    It is ours alone, and not the one that OpenTelemetry hands to everybody: with that libraries make spans too, and FastAPI's hold addresses and what was searched for.
    """
    global _tracer  # noqa: PLW0603 - one in a process, as with the metrics
    _tracer = tracer


@contextmanager
def span(name: str, **attributes: str | int | float) -> Iterator[None]:
    """A part of a trace, where traces are made (portal/watching/traces.py); costs next to nothing where not.

    `attributes` are names and numbers of the program. An error leaves only its class: its text may hold what somebody typed.
    """
    with _tracer.start_as_current_span(name, attributes=attributes, record_exception=False, set_status_on_exception=False) as current:
        try:
            yield
        except BaseException as error:
            current.set_attribute("error.type", type(error).__name__)
            raise
