"""Errors as fractions of the image, and the correlation of coordinates."""

import numpy as np
import pytest

from engine.errors import EngineError
from engine.evaluation.metrics import image_fraction
from engine.geometry.coordinates import Size
from engine.landmarks import Landmark, LandmarkSet, Presence

NAMES = ("A", "B", "C")
SIZES = {"f": Size(100, 100), "g": Size(200, 400)}
SHARES = np.array([[0.1, 0.2], [0.5, 0.6], [0.3, 0.8]])


def moved(dx, dy):
    """Landmarks at `SHARES` of each film, moved by fractions of it."""
    sets = {}
    for film, size in SIZES.items():
        points = zip(NAMES, ((SHARES + np.array([dx, dy])) * (size.width, size.height)).tolist(), strict=True)
        sets[film] = LandmarkSet(film, {n: Landmark(n, *place, Presence.PRESENT) for n, place in points})
    return sets


TRUTH = moved(0.0, 0.0)


def test_ten_pixels_of_a_hundred_along_both_axes_are_0_010():
    found = image_fraction(moved(0.1, 0.1), TRUTH, NAMES, SIZES)
    assert found.mse == pytest.approx(0.010)
    assert found.rho == pytest.approx(1.0)
    assert image_fraction(moved(0.1, 0.0), TRUTH, NAMES, SIZES).mse == pytest.approx(0.005)


def test_rho_is_that_of_all_coordinates_in_one_row():
    found = image_fraction(moved(0.2, -0.1), TRUTH, NAMES, SIZES)
    true = np.tile(SHARES, (2, 1))
    said = true + np.array([0.2, -0.1])
    assert found.rho == pytest.approx(np.corrcoef(true.ravel(), said.ravel())[0, 1])
    assert found.rho < 0.9


def test_what_is_not_predicted_takes_no_part_and_is_counted():
    said = {"f": moved(0.1, 0.1)["f"]}
    found = image_fraction(said, TRUTH, NAMES, SIZES)
    assert (found.mse, found.count, found.missing) == (pytest.approx(0.010), 3, 3)
    assert image_fraction(said, TRUTH, NAMES, SIZES, exclude={"g"}).missing == 0


def test_an_unknown_size_and_nothing_to_compare_are_said():
    with pytest.raises(EngineError, match="size of g is unknown"):
        image_fraction(TRUTH, TRUTH, NAMES, {"f": Size(100, 100)})
    with pytest.raises(EngineError, match="fewer than two landmarks"):
        image_fraction({}, TRUTH, NAMES, SIZES)
