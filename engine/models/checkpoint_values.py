"""Frozen dataclasses as plain JSON values and back, every type checked on the way in.

Only what configs are made of: dataclasses, enums, tuples, mappings with text as keys, numbers, text and
`X | None`. A field that a file lacks takes its default, so a new field's default has to mean what files
without it mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """`value` as JSON can hold it; numbers that are not finite become null."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def from_plain(kind: type[T], data: object, where: str) -> T:
    """The dataclass `kind` from what `to_plain` made of it. `where` names it in the `ValueError`s."""
    whole: T = _group(kind, data, where)
    return whole


def _group(kind: Any, data: object, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{where} is no group of values")
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    strangers = sorted(set(data) - set(known))
    if strangers:
        raise ValueError(f"{where} has {strangers[0]}, which this version does not know")
    for name, field in known.items():
        if name not in data and field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{where} lacks {name}")
    return kind(**{name: _value(hints[name], each, f"{where}.{name}") for name, each in data.items()})


def _value(kind: Any, data: object, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if data is None and NoneType in inner:
            return None
        return _value(next(each for each in inner if each is not NoneType), data, where)
    if origin is tuple:
        return _tuple(inner, data, where)
    if origin is Mapping:
        if not isinstance(data, Mapping):
            raise ValueError(f"{where} is no group of values")
        return {key: _value(inner[1], each, f"{where}.{key}") for key, each in data.items()}
    if is_dataclass(kind):
        return _group(kind, data, where)
    if issubclass(kind, Enum):
        if data not in [member.value for member in kind]:
            raise ValueError(f"{where} is {data!r}, which this version does not know")
        return kind(data)
    return _single(kind, data, where)


def _tuple(inner: tuple[Any, ...], data: object, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{where} is no list")
    kinds = [inner[0]] * len(data) if inner[-1] is Ellipsis else list(inner)
    if len(kinds) != len(data):
        raise ValueError(f"{where} has {len(data)} values instead of {len(kinds)}")
    return tuple(_value(kind, each, where) for kind, each in zip(kinds, data, strict=True))


def _single(kind: Any, data: object, where: str) -> Any:
    if kind is float:
        if data is None:
            return math.nan
        if isinstance(data, int | float) and not isinstance(data, bool):
            return float(data)
    # True is an int in Python, but not in a config
    elif isinstance(data, kind) and isinstance(data, bool) == (kind is bool):
        return data
    raise ValueError(f"{where} is {data!r:.40}, which is no {kind.__name__}")
