"""The pages and forms, which no description tells programs of, with whatever their fields allow and do not allow: none ever answers 500 or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import sampled_from
from schemathesis import GenerationMode

from tests.access.matrix import known_of
from tests.access.people import People
from tests.access.test_api_by_schema import described
from tests.portal.route_table import every_route_object

__all__ = ["described"]
pytestmark = pytest.mark.slow
EXAMPLES = 4
"""Per form and per way of filling it in."""

PLACES = {"ria": ("/gesprek", "/paspoort"), "carla": ("/begeleiding",), "hans": ("/beheer",)}
ENDS_IT = {"/paspoort/wissen", "/paspoort/toestemming", "/paspoort/delen/stoppen"}
"""What takes the passport, or the share with the coach who asks next, along; the matrix asks these."""


@pytest.fixture(scope="module")
def forms(described: People, application: FastAPI) -> Iterator[Any]:
    """A description of every route, also of those that hide from /openapi.json."""
    hidden = [route for route in every_route_object(application) if hasattr(route, "include_in_schema") and not route.include_in_schema]
    for route in hidden:
        route.include_in_schema = True
    yield schemathesis.openapi.from_dict(get_openapi(title="forms", version="1", routes=application.routes))
    for route in hidden:
        route.include_in_schema = False


@pytest.mark.parametrize("who", PLACES)
def test_no_form_breaks_anything(described: People, forms: Any, who: str) -> None:
    answered: dict[str, Counter[int]] = {}
    for found in forms.get_all_operations():
        operation = found.ok()
        if operation.path.startswith(PLACES[who]) and operation.path not in ENDS_IT and not operation.path.endswith(".pdf"):
            _try(described, who, operation, answered.setdefault(operation.label, Counter()))
    assert len(answered) > 15, answered
    through = [label for label, seen in answered.items() if any(status < 400 for status in seen)]
    assert len(through) > len(answered) / 3, (answered, "many were filled in well enough to be taken")


def _try(people: People, who: str, operation: schemathesis.APIOperation, seen: Counter[int]) -> None:
    known = {name: str(value) for name, value in known_of(people, who, "ria" if who != "hans" else "").items()}
    if who == "carla":
        known["version"] = known["casework"]
    wanted = {parameter.name for parameter in operation.path_parameters}
    given_here = {"path_parameters": {name: known.get(name, "nergens") for name in wanted}} if wanted else {}
    modes = [GenerationMode.POSITIVE] if operation.method.upper() == "GET" else [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    for mode in modes:
        @given(case=operation.as_strategy(mode, **given_here), is_true=sampled_from([True, False]))
        @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        def each(case: schemathesis.Case, is_true: bool) -> None:
            if is_true and isinstance(case.body, dict):  # what the page itself would send along
                case.body.update({name: known[name] for name in case.body if name in known})
            sent = case.as_transport_kwargs(base_url="http://127.0.0.1")
            sent.pop("cookies")
            answer = people.ask(who, **sent)
            seen[answer.status_code] += 1
            assert answer.status_code < 500, (sent, answer.text)

        with suppress(Unsatisfiable):  # a page without fields cannot be filled in wrongly
            each()
