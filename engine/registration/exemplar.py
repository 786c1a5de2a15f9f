"""Exemplars made ready: their film read and put on the grid, their placed landmarks bound to a method."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.errors import ImageReadError, PropagationError
from engine.geometry.coordinates import Points, inside
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress
from engine.registration.films import GridFilm, GridReader, Registration

Bind = Callable[[GridFilm, Points], Registration]


@dataclass(frozen=True, slots=True)
class ReadyExemplar:
    """One exemplar: its film, the names and places (original pixels) of its placed landmarks.

    `registration` carries these to other films.
    """

    film: GridFilm
    names: tuple[str, ...]
    points: Points
    registration: Registration


def ready_exemplars(
    paths: Mapping[str, Path],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    reader: GridReader,
    bind: Bind,
) -> Operation[list[ReadyExemplar]]:
    """Read and bind all `exemplars` that have a placed landmark of the scheme.

    Raises `PropagationError` for none at all, one that is not among `paths` or cannot be read, and a
    landmark outside its film.
    """
    usable = [(marks, placed_names(marks, scheme)) for marks in exemplars]
    usable = [(marks, names) for marks, names in usable if names]
    if not usable:
        raise PropagationError("There is no exemplar yet: place the landmarks of one film first.")
    ready = []
    for number, (marks, names) in enumerate(usable):
        yield Progress("reading exemplars", number, len(usable), marks.film)
        film = _read(marks.film, paths, reader)
        points = np.array([marks.get(name).position for name in names], dtype=np.float64)
        _check_inside(film, names, points)
        ready.append(ReadyExemplar(film, names, points, bind(film, points)))
    return ready


def placed_names(marks: LandmarkSet, scheme: Scheme) -> tuple[str, ...]:
    """Names of the scheme that have a position in `marks`, in scheme order."""
    return tuple(name for name in scheme.names if marks.get(name).position is not None)


def _read(identity: str, paths: Mapping[str, Path], reader: GridReader) -> GridFilm:
    if identity not in paths:
        raise PropagationError(f"The exemplar {identity} is not among the films: add it to the folder.")
    try:
        return reader.read(identity, paths[identity])
    except ImageReadError as error:
        raise PropagationError(f"The exemplar {identity} cannot be read. {error}") from error


def _check_inside(film: GridFilm, names: Sequence[str], points: Points) -> None:
    outside = [name for name, on in zip(names, inside(points, film.size), strict=True) if not on]
    if outside:
        raise PropagationError(
            f"{outside[0]} of the exemplar {film.identity} lies outside the film: move it onto the film."
        )
