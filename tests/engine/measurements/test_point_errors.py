"""How far off a point may be: its own radius, the readings of the same films, the readers of the set."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.measurements.point_errors import (
    PointError,
    ReaderErrors,
    errors_of_readings,
    point_error,
    sigma_of,
)
from engine.measurements.set_file import find_set

HEAD = Path(__file__).parents[4] / "shared" / "radiographs" / "head"
MM = Spacing(0.5, 0.25, SpacingSource.TYPED)
READER, OTHER = ReaderErrors({"S": 1.0}, "one"), ReaderErrors({"S": 9.0, "N": 3.0}, "other", in_mm=False)


def mark(name, **more):
    return Landmark(name, **{"x": 1.0, "y": 2.0, "presence": Presence.PRESENT, **more})


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (mark("S", error_radius=3.0), PointError(sigma_of(3.0), sigma_of(3.0))),
        (mark("S"), PointError(2.0, 4.0, "one")),
        (mark("S", origin=Origin.CORRECTED, error_radius=3.0), PointError(2.0, 4.0, "one")),
        (mark("N", origin=Origin.ANNOTATED), PointError(3.0, 3.0, "other")),
        (mark("S", origin=Origin.PREDICTED), None),
        (mark("S", origin=Origin.ACCEPTED), None),
        (mark("A"), None),
    ],
)
def test_an_own_radius_comes_before_readers_who_speak_of_clicks_alone(point, expected):
    assert point_error(point, MM, readers=(READER, OTHER)) == expected


def test_a_typed_radius_comes_before_readers_and_millimetres_need_a_spacing():
    assert point_error(mark("S"), MM, 1.0, (READER,)) == PointError(sigma_of(1.0) / 0.5, sigma_of(1.0) / 0.25)
    assert point_error(mark("S"), None, readers=(READER,)) is None
    assert point_error(mark("S"), None, readers=(READER, OTHER)) == PointError(9.0, 9.0, "other")


def scattered(films, readings, sigma, seed=0):
    """Readings of S on films, each along both axes `sigma` mm off."""
    random = np.random.default_rng(seed)
    for film in range(films):
        offs = random.normal(0, sigma, (readings, 2)) / (MM.x, MM.y)
        yield [LandmarkSet(str(film), {"S": mark("S", x=50 + x, y=60 + y)}) for x, y in offs]


@pytest.mark.parametrize("readings", [2, 5])
def test_the_spread_of_readings_is_found_where_pixels_are_not_square(readings):
    found = errors_of_readings(scattered(4000, readings, 0.7), {str(n): MM for n in range(4000)})
    assert found.in_mm
    assert found.sigmas == {"S": pytest.approx(0.7, rel=0.02)}


def test_one_film_without_a_spacing_makes_the_spread_one_of_pixels():
    films = [[LandmarkSet(str(film), {"S": mark("S", x=x)}) for x in (10.0, 14.0)] for film in range(5)]
    found = errors_of_readings(films, {str(n): MM for n in range(4)})
    assert (found.in_mm, found.sigmas) == (False, {"S": pytest.approx(2.0)})


@pytest.mark.parametrize(
    "films",
    [
        list(scattered(4, 2, 1.0)),
        list(scattered(9, 1, 1.0)),
        [[LandmarkSet(str(film), {"S": mark("S")})] * 2 for film in range(9)],  # a copy is no reading
        [
            [LandmarkSet(str(f), {"S": mark("S", x=x, origin=Origin.ACCEPTED)}) for x in (1.0, 2.0)]
            for f in range(9)
        ],
    ],
)
def test_too_few_films_copies_and_what_machines_placed_say_nothing_of_a_reader(films):
    assert errors_of_readings(films, {}) is None


@pytest.mark.skipif(not HEAD.is_dir(), reason="needs the films of ../shared/radiographs")
def test_the_readers_of_the_cephalometric_set_are_those_of_the_challenge():
    """`pytest -s` prints the standard deviation of each landmark."""
    with (HEAD / "split.csv").open(encoding="utf-8") as file:
        doubles = {row["image"] for row in csv.DictReader(file) if row["split"] == "twin"}
    readers = find_set("cephalometry").readers
    names = find_set("cephalometry").schemes[0].names
    sets = {}
    for reader in ("junior", "senior"):
        with (HEAD / f"landmarks_{reader}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                marks = {
                    name: mark(name, x=float(row[f"x{n}"]), y=float(row[f"y{n}"]))
                    for n, name in enumerate(names, 1)
                }
                sets.setdefault(row["image"], []).append(LandmarkSet(row["image"], marks))
    spacings = dict.fromkeys(sets, Spacing(0.234375, 0.234375, SpacingSource.TYPED))
    found = errors_of_readings([sets[film] for film in sets if film not in doubles], spacings)
    for name, sigma in found.sigmas.items():
        print(f"{name}: {sigma:.2f} mm")
    assert readers.sigmas == pytest.approx(found.sigmas, abs=0.005)
    assert len(readers.sigmas) == 19
    assert math.isclose(max(readers.sigmas.values()), readers.sigmas["Soft-tissue pogonion"])
