"""A table of a file of measurements: values by key, and sentences that name the place of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from engine.errors import EngineError

T = TypeVar("T")


class SetTable:
    """A table of the file from which values are taken by key; what is left over is a mistake."""

    def __init__(self, values: Any, where: str) -> None:
        if not isinstance(values, dict):
            raise EngineError(f"{where} must be a table of keys and values.")
        self._values, self.where = dict(values), where

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of `key`; raises `EngineError` where it is missing or of another kind."""
        if key not in self._values:
            if default is None:
                raise EngineError(f"{self.where} lacks {key}: add it.")
            return default
        value = self._values.pop(key)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = _as_float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise EngineError(f"{self.where}, {key}: {_KINDS[kind]} belongs here, not {shown(value)}.")
        if isinstance(value, float) and not abs(value) < float("inf"):
            raise EngineError(f"{self.where}, {key}: a finite number belongs here.")
        return value

    def any(self, key: str) -> Any:
        """The value of `key`, whatever it is, None where it is missing."""
        return self._values.pop(key, None)

    def word(self, key: str, words: Mapping[str, T]) -> T:
        """What the word at `key` stands for."""
        word = self.take(key, str)
        if word not in words:
            raise EngineError(f"{self.where}, {key}: {word!r} is none of {', '.join(words)}.")
        return words[word]

    def one_of(self, keys: Mapping[str, T]) -> tuple[str, T]:
        """The only one of `keys` that it has."""
        found = [key for key in keys if key in self._values]
        if len(found) != 1:
            has = f"has {' and '.join(found)}" if found else "has none"
            raise EngineError(f"{self.where} needs exactly one of {', '.join(keys)}, and {has}.")
        return found[0], keys[found[0]]

    def finish(self) -> None:
        """Raise `EngineError` for what was not taken."""
        if self._values:
            raise EngineError(
                f"{self.where} has an unknown key {next(iter(self._values))}: correct or remove it."
            )


_KINDS: Mapping[type, str] = {
    str: "text",
    float: "a number",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def shown(value: object) -> str:
    """`value` as a sentence quotes it."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def list_at(value: Any, where: str) -> list[Any]:
    """`value`, which must be a list."""
    if not isinstance(value, list):
        raise EngineError(f"{where}: a list belongs here, not {shown(value)}.")
    return value


def text_at(value: Any, where: str) -> str:
    """`value`, which must be a text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise EngineError(f"{where}: text belongs here, not {shown(value)}.")
    return value
