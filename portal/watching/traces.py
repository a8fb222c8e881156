"""Traces by OpenTelemetry, when `WIJZER_TRACES_URL` says where they go; else nothing is made and nothing sent.

Spans are ours only (skills_passport/measures.py). Libraries that make some of their own (FastAPI, rasa-sdk) ask OpenTelemetry's global provider, which stays empty:
theirs hold addresses, and what was searched for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace

from portal.watching_settings import WatchingSettings
from skills_passport.measures import trace_with

SERVICE = "loopbaanwijzer"


@contextmanager
def traced(settings: WatchingSettings, version: str) -> Iterator[None]:
    """Spans of the block, and of all that runs meanwhile, are sent in batches; what is left is sent at its end."""
    if not settings.traces_url:
        yield
        return
    # Only here: who makes no traces need not load them.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": SERVICE, "service.version": version}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=settings.traces_url)))
    trace_with(provider.get_tracer(SERVICE))
    try:
        yield
    finally:
        trace_with(trace.NoOpTracer())
        provider.shutdown()
