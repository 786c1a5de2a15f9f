"""Films laid over each other: transforms that are known come back."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.errors import EngineError
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.measurements.superimposition import FilmFit, superimpose

PLACES = {"S": (100.0, 120.0), "N": (300.0, 110.0), "A": (290.0, 260.0), "Me": (240.0, 400.0)}


def film(places):
    return LandmarkSet(
        "f", {name: Landmark(name, *place, Presence.PRESENT) for name, place in places.items()}
    )


def carried(places, scale, degrees, shift):
    """The places that this similarity carries onto `places`."""
    turn = np.radians(-degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) / scale
    return {name: tuple(matrix @ (np.array(place) - shift)) for name, place in places.items()}


@pytest.mark.parametrize("names", [("S", "N"), ()])
@pytest.mark.parametrize(("fit", "scale"), [(FilmFit.RIGID, 1.0), (FilmFit.SCALED, 1.25)])
@pytest.mark.parametrize("degrees", [0.0, 7.0, -40.0, 175.0])
def test_a_known_similarity_is_found_again(names, fit, scale, degrees):
    moving = film(carried(PLACES, scale, degrees, (15.0, -8.0)))
    found = superimpose(film(PLACES), moving, names=names, fit=fit)

    assert found.scale == pytest.approx(scale)
    assert found.angle == pytest.approx(degrees, abs=1e-9)
    assert found.shift == pytest.approx((15.0, -8.0))
    assert {mark.name: mark.position for mark in found.moved(moving).placed()} == {
        name: pytest.approx(place) for name, place in PLACES.items()
    }
    assert max(found.residuals.values()) == pytest.approx(0, abs=1e-9)
    assert found.unit == "px"


def test_on_two_landmarks_the_first_coincides_and_growth_lies_along_the_line():
    grown = {**PLACES, "N": (340.0, 108.0)}  # 40 further along S-N
    found = superimpose(film(PLACES), film(grown), names=("S", "N"))

    assert found.apply(grown["S"]) == pytest.approx(PLACES["S"])
    assert found.residuals == {"S": pytest.approx(0), "N": pytest.approx(math.hypot(40, 2), abs=0.01)}
    assert found.angle == pytest.approx(0, abs=1e-9)


def test_without_scale_a_larger_film_keeps_its_size_and_lies_over_the_middle():
    larger = {name: (2 * x, 2 * y) for name, (x, y) in PLACES.items()}
    found = superimpose(film(PLACES), film(larger))

    assert found.scale == 1
    middle = np.mean(list(PLACES.values()), axis=0)
    moved = [found.apply(place) for place in larger.values()]
    assert np.mean(moved, axis=0) == pytest.approx(middle)


def test_films_of_different_pixels_meet_in_millimetres():
    coarse, fine = Spacing(0.2, 0.4, SpacingSource.TYPED), Spacing(0.1, 0.1, SpacingSource.TYPED)
    in_mm = {name: (x * 0.2, y * 0.4) for name, (x, y) in PLACES.items()}
    turned = {name: (x / 0.1, y / 0.1) for name, (x, y) in carried(in_mm, 1.0, 12.0, (3.0, 4.0)).items()}
    found = superimpose(film(PLACES), film(turned), coarse, fine)

    assert found.unit == "mm"
    assert found.angle == pytest.approx(12)
    assert found.apply(turned["Me"]) == pytest.approx(PLACES["Me"])


@pytest.mark.parametrize(
    ("width", "mm", "pixels"),
    [
        (1000, 50, 250),
        (999, 20, 100),
        (399, 10, 50),
        (400, 20, 100),
        (39.9, 1, 5),
        (20, 1, 5),
        (10, 0.5, 2.5),
    ],
)
def test_a_scale_bar_has_the_longest_round_length_in_a_quarter_of_the_width(width, mm, pixels):
    fixed, moving = Spacing(0.2, 0.4, SpacingSource.TYPED), Spacing(0.1, 0.1, SpacingSource.TYPED)
    bar = superimpose(film(PLACES), film(PLACES), fixed, moving).scale_bar(width)

    assert (bar.mm, bar.pixels) == (pytest.approx(mm), pytest.approx(pixels))


def test_without_millimetres_of_both_films_there_is_no_scale_bar():
    found = superimpose(film(PLACES), film(PLACES), Spacing(0.2, 0.2, SpacingSource.TYPED))

    assert found.scale_bar(1000) is None


def test_predictions_that_nobody_has_decided_on_are_counted_on_both_films():
    first, second = film(PLACES), film(PLACES)
    first = first.with_landmarks(replace(first.get(name), origin=Origin.PREDICTED) for name in ("S", "Me"))
    second = second.with_landmarks([replace(second.get("A"), origin=Origin.PREDICTED)])
    second = second.with_landmarks([replace(second.get("N"), origin=Origin.ACCEPTED)])

    assert superimpose(first, second, names=("S", "N")).unreviewed == 3
    assert superimpose(film(PLACES), film(PLACES)).unreviewed == 0


def test_a_film_that_shows_the_other_side_is_turned_over_first():
    there = carried(PLACES, 1.0, 12.0, (3.0, 4.0))
    mirrored = {name: (999.0 - x, y) for name, (x, y) in there.items()}
    found = superimpose(film(PLACES), film(mirrored), mirrored=True)

    assert found.angle == pytest.approx(12)
    assert found.apply(mirrored["Me"]) == pytest.approx(PLACES["Me"])


def test_a_landmark_of_one_film_alone_is_refused_by_name():
    with pytest.raises(EngineError, match="Me is not placed on both films"):
        superimpose(film(PLACES), film({"S": (0.0, 0.0), "N": (1.0, 0.0)}), names=("S", "Me"))


@pytest.mark.parametrize("names", [("S",), ("S", "S")])
def test_one_landmark_is_too_few(names):
    with pytest.raises(EngineError, match="two landmarks or more"):
        superimpose(film(PLACES), film(PLACES), names=names)


def test_landmarks_on_one_point_turn_no_way():
    with pytest.raises(EngineError, match="lie on one point"):
        superimpose(film(PLACES), film({"S": (5.0, 5.0), "N": (5.0, 5.0)}), names=("S", "N"))
