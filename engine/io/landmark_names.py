"""Landmark names of two tables: by name, else by number where one side has nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.errors import TableError
from engine.landmarks import Scheme, spelled
from engine.wording import counted, listed


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`names`: name on side a -> name on side b; `notes` say what was assumed or left over."""

    names: Mapping[str, str]
    notes: tuple[str, ...] = ()


def only_numbered(names: Sequence[str]) -> bool:
    """True where the landmarks have numbers instead of names: no more digits than a place can have."""
    return bool(names) and all(name.isdecimal() and name.isascii() and len(name) < 10 for name in names)


def match_landmarks(names_a: Sequence[str], names_b: Sequence[str] | Scheme) -> NameMatch:
    """Match landmark names: an exact one first, then aliases, then blind to case.

    Where one side is only numbered, number n is the n-th name of the other, in whatever order it comes.
    Raises `TableError` where nothing fits: no name in common, or numbers that do not fit.
    """
    scheme = names_b if isinstance(names_b, Scheme) else Scheme(tuple(names_b))
    found = _by_name(names_a, scheme)
    if found and only_numbered(names_a) == only_numbered(scheme.names):
        return NameMatch(found, _leftovers(names_a, found))
    if only_numbered(names_a):
        return _by_number(names_a, scheme.names)
    if only_numbered(scheme.names):
        match = _by_number(scheme.names, names_a)
        return NameMatch({name: number for number, name in match.names.items()}, match.notes)
    if found:
        return NameMatch(found, _leftovers(names_a, found))
    raise TableError(
        f"No landmark name in common ({listed(names_a)} against {listed(scheme.names)}): "
        "rename them or give a scheme with aliases."
    )


def _by_name(names: Sequence[str], scheme: Scheme) -> dict[str, str]:
    """Name -> that of the scheme; what is spelled just so keeps it from what only resembles it."""
    found = {name: match for name in names if (match := scheme.find(name)) is not None}
    exact = {match for name, match in found.items() if spelled(name) == spelled(match)}
    return {
        name: match for name, match in found.items() if match not in exact or spelled(name) == spelled(match)
    }


def _by_number(numbers: Sequence[str], names: Sequence[str]) -> NameMatch:
    """Number -> the name in that place, counted from 1, or from 0 where 0 is among the numbers."""
    first = 0 if any(int(number) == 0 for number in numbers) else 1
    places = {number: int(number) - first for number in numbers}
    if len(set(places.values())) < len(numbers) or max(places.values()) != len(names) - 1:
        raise TableError(
            f"One side numbers {counted(len(numbers), 'landmark')}, from {min(map(int, numbers))} to "
            f"{max(map(int, numbers))}, the other one has {len(names)}: "
            "name the landmarks, or give a scheme of the same length."
        )
    note = (
        f"{len(numbers)} landmarks were matched by their order ({first} is the first name), "
        "as one side has numbers instead of names."
    )
    return NameMatch({number: names[place] for number, place in places.items()}, (note,))


def _leftovers(names: Sequence[str], found: Mapping[str, str]) -> tuple[str, ...]:
    left = [name for name in names if name not in found]
    return (f"Landmarks without a counterpart: {listed(left)}.",) if left else ()
