"""An advice to JSON and back: the same advice always gives the same bytes, and nothing is lost on the way."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date
from enum import StrEnum
from functools import cache

from rules.answer import Advice
from rules.errors import AdviceFormatError


def advice_to_json(advice: Advice) -> str:
    """Readable JSON, fields in the order of the dataclasses."""
    return json.dumps(_plain(advice), ensure_ascii=False, indent=2)


def advice_from_json(text: str) -> Advice:
    """The advice that `advice_to_json` wrote; raises `AdviceFormatError` for anything else."""
    try:
        found = _typed(json.loads(text), Advice, "advice")
    except (ValueError, RecursionError) as error:
        raise AdviceFormatError(f"Dit is geen advies dat ik kan lezen: {error}") from error
    assert isinstance(found, Advice)
    return found


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _typed(value: object, kind: typing.Any, where: str) -> object:
    """A plain value as the type it was written from."""
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{where}: moet een lijst zijn")
        item_kind = typing.get_args(kind)[0]
        return tuple(_typed(item, item_kind, f"{where}[{index}]") for index, item in enumerate(value))
    if isinstance(kind, types.UnionType):
        inner = next(option for option in typing.get_args(kind) if option is not type(None))
        return None if value is None else _typed(value, inner, where)
    if dataclasses.is_dataclass(kind):
        return _dataclass(value, typing.cast(type, kind), where)
    if kind is date or issubclass(kind, StrEnum):
        if not isinstance(value, str):
            raise ValueError(f"{where}: moet tekst zijn")
        return date.fromisoformat(value) if kind is date else kind(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{where}: moet {kind.__name__} zijn")
    return value


_hints = cache(typing.get_type_hints)


def _dataclass(value: object, kind: type, where: str) -> object:
    names = {field.name for field in dataclasses.fields(kind)}
    needed = {field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING}
    if not isinstance(value, dict) or not needed <= set(value) <= names:
        raise ValueError(f"{where}: heeft niet de velden {', '.join(field.name for field in dataclasses.fields(kind))}")
    hints = _hints(kind)
    return kind(**{name: _typed(given, hints[name], f"{where}.{name}") for name, given in value.items()})
