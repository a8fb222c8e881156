"""The API as /openapi.json describes it, against the real application with whatever the description allows, and what it does not allow."""

from __future__ import annotations

import copy
import shutil
from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.access.conftest import opened
from tests.access.people import People
from tests.portal.route_table import every_template

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 25
"""Per operation; with all of them it stays under a minute."""


@pytest.fixture(scope="module")
def described(settled: People, application: FastAPI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """Everybody, in a store for this file; nobody is held back by the limits."""
    first, var = application.state.settings, tmp_path_factory.mktemp("described") / "var"
    shutil.copytree(first.var, var)
    application.state.settings = first.model_copy(update={"var": var, "chat_per_minute": 1_000_000})
    with opened(application) as client:
        people = copy.copy(settled)
        people.client = client
        yield people
    application.state.settings = first


@pytest.mark.parametrize("who", ["ria", "carla", "nobody"])
def test_everything_answers_as_described(described: People, who: str) -> None:
    answered = _try_all(described, who, GenerationMode.POSITIVE)
    if who == "ria":
        assert all(any(200 <= status < 300 for status in seen) for label, seen in answered.items() if label != "GET /health"), answered


@pytest.mark.parametrize("who", ["ria", "nobody"])
def test_what_is_not_as_described_breaks_nothing(described: People, who: str) -> None:
    answered = _try_all(described, who, GenerationMode.NEGATIVE)
    assert who == "nobody" or all(422 in seen for label, seen in answered.items() if label.startswith("POST")), answered


def _try_all(people: People, who: str, mode: GenerationMode) -> dict[str, Counter[int]]:
    """How often each operation answered with which status."""
    loaded = schemathesis.openapi.from_dict(people.ask("nobody", "GET", "/openapi.json").json())
    answered: dict[str, Counter[int]] = {}
    for found in loaded.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and operation.label.startswith("GET"):
            continue  # none of them has anything that could be wrong
        seen = answered.setdefault(operation.label, Counter())
        _try(people, who, operation, operation.as_strategy(mode), seen)
        if "{case}" in operation.path and mode is GenerationMode.POSITIVE:
            own = people.cases["ended" if operation.label.startswith("DELETE") else "ria"]
            _try(people, who, operation, operation.as_strategy(mode, path_parameters={"case": own}), seen)
    return answered


def _try(people: People, who: str, operation: schemathesis.APIOperation, cases: SearchStrategy[schemathesis.Case], seen: Counter[int]) -> None:
    @given(case=cases)
    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def each(case: schemathesis.Case) -> None:
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
        sent.pop("cookies")
        answer = people.ask(who, **sent)
        seen[answer.status_code] += 1
        assert answer.status_code < 500 or operation.path == "/health", answer.text
        case.validate_response(answer, checks=CHECKS)

    each()


def test_every_route_for_programs_is_described(application: FastAPI) -> None:
    described = {(method.upper(), path) for path, operations in application.openapi()["paths"].items() for method in operations}
    assert {route for route in every_template(application) if route[1].startswith("/api/")} <= described
    for operations in application.openapi()["paths"].values():
        assert all(operation["summary"] and operation["description"] for operation in operations.values())
