"""Frozen dataclasses as plain JSON values and back, every type checked on the way in.

Only what configs are made of: dataclasses, enums, tuples, mappings with text as keys, numbers, text and
`X | None`. A field that a file lacks takes its default, so a new field's default has to mean what files
without it mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter, transform_error
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn

from engine.wording import counted

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """`value` as JSON can hold it; numbers that are not finite become null."""
    return _CONVERTER.unstructure(value)


def from_plain(kind: type[T], data: object, where: str) -> T:
    """The dataclass `kind` from what `to_plain` made of it. `where` names it in the `ValueError`s."""
    try:
        return _CONVERTER.structure(data, kind)
    except (ClassValidationError, _WrongValueError) as error:
        # a line of its own for the words: a key of the file may contain " @ "
        lines = transform_error(error, where, lambda wrong, _: f"{_words(wrong)}\n")
        words, place = lines[0].split("\n @ ", 1)
        raise ValueError(f"{place} {words}") from error


class _WrongValueError(ValueError):
    """What is wrong with a value, as the end of a sentence that begins with its place."""


def _words(error: BaseException) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        return f"has {min(error.extra_fields)}, which this version does not know"
    if isinstance(error, KeyError):
        return "is missing"
    if isinstance(error, AttributeError):  # of what should be a mapping
        return "is no group of values"
    return str(error) if isinstance(error, _WrongValueError) else f"cannot be meant: {error}"


def _group(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    structure = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
    return lambda data, _: structure(_checked(data, Mapping, "group of values"), kind)


def _tuple(data: object, kind: Any) -> tuple[Any, ...]:
    values, inner = _checked(data, list, "list"), get_args(kind)
    kinds = inner[:1] * len(values) if inner[-1] is Ellipsis else inner
    if len(kinds) != len(values):
        raise _WrongValueError(f"has {counted(len(values), 'value')} instead of {len(kinds)}")
    return tuple(_CONVERTER.structure(each, single) for each, single in zip(values, kinds, strict=True))


def _checked(data: Any, kind: type, words: str) -> Any:
    if not isinstance(data, kind):
        raise _WrongValueError(f"is no {words}")
    return data


def _single(data: Any, kind: type) -> Any:
    if issubclass(kind, Enum):
        if data not in [member.value for member in kind]:
            raise _WrongValueError(f"is {data!r:.40}, which this version does not know")
        return kind(data)
    if kind is float and (data is None or type(data) is int):
        return math.nan if data is None else float(data)
    if type(data) is not kind:  # True is an int in Python, but not in a config
        raise _WrongValueError(f"is {data!r:.40}, which is no {kind.__name__}")
    return data


def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(float, lambda number: number if math.isfinite(number) else None)
    converter.register_structure_hook_factory(is_dataclass, _group)
    converter.register_structure_hook_func(_is_tuple, _tuple)
    for kind in (Enum, bool, int, float, str):  # as base classes too, of a StrEnum for one
        converter.register_structure_hook(kind, _single)
    return converter


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


_CONVERTER = _converter()
