"""Landmark names of two tables: by name, else by order where one side has numbers only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.errors import TableError
from engine.landmarks import Scheme
from engine.wording import counted, listed


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`names`: name on side a -> name on side b; `notes` say what was assumed or left over."""

    names: Mapping[str, str]
    notes: tuple[str, ...] = ()


def only_numbered(names: Sequence[str]) -> bool:
    """True where the landmarks have numbers instead of names."""
    return bool(names) and all(name.isdecimal() for name in names)


def match_landmarks(names_a: Sequence[str], names_b: Sequence[str] | Scheme) -> NameMatch:
    """Match landmark names, case and aliases aside; by order where one side is only numbered.

    Raises `TableError` where nothing fits: no name in common, or numbers whose count differs.
    """
    scheme = names_b if isinstance(names_b, Scheme) else Scheme(tuple(names_b))
    found = {name: match for name in names_a if (match := scheme.find(name)) is not None}
    if found and only_numbered(names_a) == only_numbered(scheme.names):
        return NameMatch(found, _leftovers(names_a, found))
    if only_numbered(names_a) or only_numbered(scheme.names):
        if len(names_a) != len(scheme.names):
            raise TableError(
                f"One side numbers {counted(len(names_a), 'landmark')}, "
                f"the other one has {len(scheme.names)}: "
                "name the landmarks, or give a scheme of the same length."
            )
        note = (
            f"{len(names_a)} landmarks were matched by their order, as one side has numbers instead of names."
        )
        return NameMatch(dict(zip(names_a, scheme.names, strict=True)), (note,))
    if found:
        return NameMatch(found, _leftovers(names_a, found))
    raise TableError(
        f"No landmark name in common ({listed(names_a)} against {listed(scheme.names)}): "
        "rename them or give a scheme with aliases."
    )


def _leftovers(names: Sequence[str], found: Mapping[str, str]) -> tuple[str, ...]:
    left = [name for name in names if name not in found]
    return (f"Landmarks without a counterpart: {listed(left)}.",) if left else ()
