"""What a prediction finds on one film, and what a person has to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.geometry.coordinates import Points
from engine.geometry.frames import Frame
from engine.registration.opinions import Fused, beyond_note
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class FilmFound:
    """What was found on one film: plain values, which any process can hand to any other.

    `radii` [K] px in scheme order, NaN where nothing is calibrated. `unfit`: why the film shows another
    anatomy, "" where it does not. `outside`: landmarks that would lie beyond its edge. Not `sure` where
    the finder hardly saw anything.
    """

    fused: Fused
    frame: Frame
    opinions: Mapping[str, Points]
    radii: NDArray[np.float64]
    unfit: str = ""
    outside: tuple[str, ...] = ()
    sure: bool = True


def film_notes(found: Mapping[str, FilmFound]) -> tuple[str, ...]:
    """What a person has to know of single films."""
    unfit = [film for film, about in found.items() if about.unfit]
    notes = []
    if unfit:
        which = ", ".join(unfit)
        notes.append(
            f"{counted(len(unfit), 'film')} got no points, as the anatomy does not fit the model: {which}."
        )
    for film, about in found.items():
        if not about.sure and not about.unfit:
            notes.append(f"The landmarks were hardly found on {film}: look at it first.")
        if about.outside and not about.unfit:
            notes.append(beyond_note(film, about.outside, "the model"))
    return tuple(notes)
