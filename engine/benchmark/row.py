"""A row of a report: what is measured under one name, and which rows a person asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from engine.errors import EngineError


@dataclass(frozen=True, slots=True)
class Row:
    """What is measured; each protocol adds on which films and how."""

    name: str

    @property
    def long(self) -> bool:
        """Whether it takes so long without a GPU that it is only measured when asked for by name."""
        return False


AnyRow = TypeVar("AnyRow", bound=Row)


def select_rows(rows: Sequence[AnyRow], wanted: Sequence[str] | None) -> tuple[AnyRow, ...]:
    """Those of `rows` that are called `wanted`, or whose names start so (None: all), in their order.

    Raises `EngineError` for a name that fits no row.
    """
    if wanted is None:
        return tuple(rows)
    meant = {row.name for name in wanted for row in _meant(rows, name)}
    return tuple(row for row in rows if row.name in meant)


def _meant(rows: Sequence[AnyRow], name: str) -> list[AnyRow]:
    exact = [row for row in rows if row.name == name]
    fits = exact or [row for row in rows if name and row.name.startswith(name)]
    if not fits:
        known = ", ".join(row.name for row in rows)
        raise EngineError(f"There is no row {name!r}: use one of {known}, or how some of them begin.")
    return fits
