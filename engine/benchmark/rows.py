"""The rows of the one-shot measurement: which there are, and which ones a person asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.benchmark.datasets import SETS, SetSpec
from engine.errors import EngineError
from engine.oneshot import RegistrationMethod


class RowKind(StrEnum):
    """What a row measures."""

    INSTANCE = "instance"
    SIMPLEITK = "simpleitk"
    COPY = "copy"  # the exemplar's coordinates, taken over: what doing nothing scores
    MIRRORED = "mirrored"  # flipped copies against the films as they are, method instance

    @property
    def method(self) -> RegistrationMethod | None:
        """The registration behind it; None where nothing is registered."""
        methods = {
            RowKind.INSTANCE: RegistrationMethod.INSTANCE,
            RowKind.MIRRORED: RegistrationMethod.INSTANCE,
            RowKind.SIMPLEITK: RegistrationMethod.SIMPLEITK,
        }
        return methods.get(self)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: a set, one exemplar, and what is done with it."""

    name: str
    spec: SetSpec
    exemplar: str
    kind: RowKind


def all_rows() -> tuple[Row, ...]:
    """Every row in the order of the report; the exemplar is in the name where a set has several."""
    rows: list[Row] = []
    for spec in SETS:
        for exemplar in spec.exemplars:
            stem = f"{spec.name}-{exemplar}" if len(spec.exemplars) > 1 else spec.name
            kinds = (RowKind.INSTANCE, RowKind.SIMPLEITK, RowKind.COPY)
            rows.extend(Row(f"{stem}-{kind}", spec, exemplar, kind) for kind in kinds)
        if spec.name == "head":  # the set whose exemplar looks to one side
            rows.append(Row(f"{spec.name}-mirrored", spec, spec.exemplars[0], RowKind.MIRRORED))
    return tuple(rows)


def select_rows(wanted: Sequence[str] | None, methods: Sequence[RegistrationMethod]) -> tuple[Row, ...]:
    """The rows called `wanted`, or whose names start so (None: all), as far as `methods` allow.

    Raises `EngineError` for a name that fits no row.
    """
    allowed = [row for row in all_rows() if row.kind.method is None or row.kind.method in methods]
    if wanted is None:
        return tuple(allowed)
    chosen: set[str] = set()
    for name in wanted:
        exact = {row.name for row in allowed if row.name == name}
        fits = exact or {row.name for row in allowed if row.name.startswith(name)}
        if not fits or not name:
            there = ", ".join(row.name for row in allowed)
            raise EngineError(f"There is no row {name!r}: use one of {there}, or how some of them begin.")
        chosen |= fits
    return tuple(row for row in allowed if row.name in chosen)
