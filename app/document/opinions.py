"""What the machines said of a film: kept apart from its landmarks, and also where a person decided.

A person's points are compared with these, and each can be adopted.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

import numpy as np

from engine.geometry.coordinates import Points
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence

Place = tuple[float, float]


class Voice(StrEnum):
    """Who said where a landmark is."""

    PREDICTION = "prediction"  # all others joined: the point as the machine found it, before any adjustment
    REGISTRATION = "registration"
    DETECTOR_1 = "detector 1"
    DETECTOR_2 = "detector 2"


class Places(Mapping[str, Place]):
    """Landmark -> (x, y) in original pixels, to 0.01 px. Packed: a project holds up to a million of them."""

    __slots__ = ("_flat", "_rows")

    def __init__(self, rows: Mapping[str, int], flat: array[float]) -> None:
        self._rows, self._flat = rows, flat

    @staticmethod
    def of(places: Mapping[str, Place]) -> Places:
        """`places` packed; those that are no finite numbers are left out. What is packed stays as it is."""
        if isinstance(places, Places):
            return places
        known = {name: spot for name, spot in places.items() if isfinite(spot[0]) and isfinite(spot[1])}
        flat = array("d", (round(value, 2) for spot in known.values() for value in spot))
        return Places({name: row for row, name in enumerate(known)}, flat)

    @property
    def rows(self) -> Mapping[str, int]:
        """Landmark -> its place in `flat`, counted in pairs; shared between films where it is the same."""
        return self._rows

    @property
    def flat(self) -> array[float]:
        """x, y, x, y, ... as packed."""
        return self._flat

    def carried(self, renames: Mapping[str, str], gone: Collection[str] = ()) -> Places:
        """The same with landmarks under new names and without those `gone`; itself where none is."""
        if self._rows.keys().isdisjoint(renames) and self._rows.keys().isdisjoint(gone):
            return self
        kept = {renames.get(name, name): row for name, row in self._rows.items() if name not in gone}
        flat = array("d", (value for row in kept.values() for value in self._flat[2 * row : 2 * row + 2]))
        return Places({name: row for row, name in enumerate(kept)}, flat)

    def __getitem__(self, name: str) -> Place:
        row = 2 * self._rows[name]
        return self._flat[row], self._flat[row + 1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"Places({dict(self)})"


@dataclass(frozen=True, slots=True)
class FilmOpinions:
    """What the run of `model` said of one film: voice (see `Voice`) -> landmark -> (x, y) original pixels.

    `doubts`: landmark -> spread and error radius of the joined point, px, 0 unknown; the radius holds with
    the probability `coverage`, 0 where none is calibrated.
    """

    model: str
    voices: Mapping[str, Mapping[str, Place]]
    doubts: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    coverage: float = 0.0

    def __post_init__(self) -> None:
        packed = {voice: Places.of(places) for voice, places in self.voices.items()}
        object.__setattr__(self, "voices", MappingProxyType(packed))
        object.__setattr__(self, "doubts", Places.of(self.doubts))

    def of(self, name: str) -> Mapping[str, Place]:
        """Voice -> where it sees the landmark `name`; without those that do not see it."""
        return {voice: places[name] for voice, places in self.voices.items() if name in places}

    def carried(self, renames: Mapping[str, str], gone: Collection[str] = ()) -> FilmOpinions:
        """The same with landmarks under new names and without those `gone`; itself where none is."""
        carried = {voice: Places.of(places).carried(renames, gone) for voice, places in self.voices.items()}
        changed = any(carried[voice] is not places for voice, places in self.voices.items())
        doubts = Places.of(self.doubts).carried(renames, gone)
        return replace(self, voices=carried, doubts=doubts) if changed else self

    def raw(self) -> LandmarkSet:
        """The points as the machine found them, by landmark; of no film."""
        marks = {name: self._raw(name, spot) for name, spot in self.voices.get(Voice.PREDICTION, {}).items()}
        return LandmarkSet("", marks)

    def _raw(self, name: str, spot: Place) -> Landmark:
        spread, radius = (value or None for value in self.doubts.get(name, (0.0, 0.0)))
        return Landmark(
            name,
            *spot,
            Presence.PRESENT,
            Origin.PREDICTED,
            spread=spread,
            error_radius=radius if self.coverage else None,
            error_coverage=self.coverage or None,
            model=self.model,
        )


def packed_opinions(
    opinions: Mapping[str, Mapping[str, Points]], names: Iterable[str], meant: Mapping[str, str] | None = None
) -> dict[str, dict[str, Places]]:
    """Film -> voice -> places, from places [K, 2] in the order of `names`.

    `meant`: name -> that of the project; names without a meaning are left out.
    """
    kept = {(name if meant is None else meant.get(name, "")): row for row, name in enumerate(names)}
    kept.pop("", None)
    rows, at = {name: row for row, name in enumerate(kept)}, list(kept.values())
    return {
        film: {voice: _packed(rows, points[at]) for voice, points in said.items()}
        for film, said in opinions.items()
    }


def _packed(rows: Mapping[str, int], points: Points) -> Places:
    if np.isfinite(points).all():
        return Places(rows, array("d", np.round(points, 2).tobytes()))
    return Places.of({name: (float(points[row, 0]), float(points[row, 1])) for name, row in rows.items()})


def opinions_of(found: LandmarkSet, others: Mapping[str, Places]) -> FilmOpinions:
    """What a run has `found` on a film, before any adjustment, beside the `others` that it was joined of."""
    placed = found.placed()
    raw = {mark.name: spot for mark in placed if (spot := mark.unadjusted or mark.position)}
    # the radius of a point that a reading has moved is not the machine's own
    radii = {mark.name: mark.error_radius or 0.0 for mark in placed if mark.unadjusted is None}
    doubts = {mark.name: (mark.spread or 0.0, radii.get(mark.name, 0.0)) for mark in placed}
    model = next((mark.model for mark in placed if mark.model), "")
    coverage = next((mark.error_coverage for mark in placed if mark.error_coverage), 0.0)
    return FilmOpinions(model, {**others, Voice.PREDICTION.value: Places.of(raw)}, doubts, coverage)
