"""The channel on which the portal talks to Rasa: Rasa's own REST channel, with what never changes remembered.

Rasa checks the answer of every action call against a JSON schema, and `jsonschema` checks that schema anew against
its meta-schema each time. The schema never changes, yet this took 23 of the 44 ms of processor time of a turn
(measured with py-spy, Rasa 3.6.21 and jsonschema 4.17). Here the same check runs once per schema. For each event of a
tracker Rasa goes through all its classes of events to find the one of that name, 6% of a turn; that is remembered as well.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.channels.rest import RestInput
from rasa.shared.core.events import Event
from sanic.request import Request

from bot.rasa_components.wordless_log import keep_words_out

_check_schema = Draft202012Validator.check_schema


@lru_cache(maxsize=64)
def _checked(schema: str) -> None:
    """Raises SchemaError for a schema that is wrong, each time: only what is right is remembered."""
    _check_schema(json.loads(schema))


def check_schema_once(schema: Any, *rest: Any, **options: Any) -> None:
    """Stands in for `Draft202012Validator.check_schema`."""
    if rest or options:
        _check_schema(schema, *rest, **options)
    else:
        _checked(json.dumps(schema, sort_keys=True))


event_class = lru_cache(maxsize=256)(Event.resolve_by_type)
"""Stands in for `Event.resolve_by_type`; raises ValueError for an unknown name, each time."""


class PortalChannel(RestInput):
    """Answers on /webhooks/rest/webhook, on loopback only, as the built-in channel does; what is said reaches no log."""

    def __init__(self) -> None:
        super().__init__()
        Draft202012Validator.check_schema = staticmethod(check_schema_once)
        Event.resolve_by_type = staticmethod(event_class)

    def _extract_message(self, req: Request) -> str | None:
        """The text of a message, which nothing may log from here on."""
        keep_words_out()
        return super()._extract_message(req)
