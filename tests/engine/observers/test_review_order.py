"""The order of review and the number of points that are still too far off."""

import math

import pytest

from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.observers.queue import OpenPoint, open_points, review_order, worst_open

COARSE, FINE = (Spacing(pitch, pitch, SpacingSource.TABLE) for pitch in (0.5, 0.1))


def marks(film, origin=Origin.PREDICTED, **known):
    return LandmarkSet(
        film, {name: Landmark(name, 1.0, 2.0, Presence.PRESENT, origin, **has) for name, has in known.items()}
    )


def within(radius, coverage=0.9):
    return {"error_radius": radius, "error_coverage": coverage}


def names(points):
    return [(point.film, point.name) for point in points]


def test_the_worst_come_first_over_all_films_in_mm():
    coarse = open_points(marks("a", A=within(4.0), B=within(30.0)), None, COARSE)
    fine = open_points(marks("b", A=within(30.0), B=within(90.0)), None, FINE)
    assert names(review_order((*coarse, *fine))) == [("a", "B"), ("b", "B"), ("b", "A"), ("a", "A")]


def test_films_of_which_one_is_not_calibrated_in_mm_are_compared_by_their_diagonals():
    small = open_points(marks("a", A=within(10.0), B={"spread": 1.0}), Size(300, 400), COARSE)
    large = open_points(marks("b", A={"spread": 12.0}, B=within(40.0)), Size(600, 800), None)
    assert [round(point.share, 3) for point in (*small, *large)] == [0.02, 0.002, 0.04, 0.012]
    assert names(review_order((*small, *large))) == [("b", "B"), ("a", "A"), ("b", "A"), ("a", "B")]


def test_what_a_person_decided_or_has_no_place_is_not_open_and_the_unknown_comes_last():
    mixed = marks("a", A={"spread": 1.0}, B={}).with_landmarks(
        [
            Landmark("C", 1.0, 1.0, Presence.PRESENT, Origin.CORRECTED, spread=9.0),
            Landmark("D", 1.0, 1.0, Presence.PRESENT, None, spread=9.0),
            Landmark("E", presence=Presence.UNPLACED, origin=Origin.PREDICTED),
        ]
    )
    assert names(open_points(mixed, None, None)) == [("a", "A"), ("a", "B")]


def test_the_worst_of_a_film_is_the_first_of_its_points():
    mixed = marks("a", B={"spread": 4.0}, A=within(3.0, 0.5), C=within(4.0))
    (first, *_), worst = open_points(mixed, Size(300, 400), None), worst_open(mixed)
    assert worst is not None
    assert worst.name == first.name == "A"
    assert worst_open(marks("a", A={})) is None


def test_a_radius_of_lower_coverage_counts_as_the_larger_one_that_it_means():
    points = open_points(
        marks(
            "a",
            A=within(10.0),
            B=within(9.0, 0.5),
        ),
        None,
        FINE,
    )
    assert names(points) == [("a", "B"), ("a", "A")]
    assert points[0].mm == 0.9  # what is told of it stays what was measured


@pytest.mark.parametrize(("threshold", "risk"), [(3.0, 0.1), (6.0, 0.1 ** (2**1.25)), (1e-9, 1.0)])
def test_the_risk_at_the_radius_is_what_its_coverage_leaves_and_it_falls_with_the_distance(threshold, risk):
    assert math.isclose(OpenPoint("a", "A", (0, 0), 0.1, 3.0, 0.9).risk(threshold), risk, rel_tol=1e-6)


def test_nothing_is_said_of_what_was_never_calibrated_or_has_no_mm():
    for point in (OpenPoint("a", "A", (0, 0), 0.9, 30.0), OpenPoint("a", "A", (0, 0), 0.9, None, 0.9)):
        assert not point.is_calibrated
        assert point.risk(2.0) == 0.0


def test_a_radius_of_no_width_or_a_certain_one_is_believed():
    assert OpenPoint("a", "A", (0, 0), 0.0, 0.0, 0.9).risk(2.0) == 0.0
    assert OpenPoint("a", "A", (0, 0), 0.1, 3.0, 1.0).risk(2.0) == 1.0
