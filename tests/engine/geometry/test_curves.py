"""Curves through landmarks: exact where the answer is known."""

import numpy as np
import pytest

from engine.geometry.curves import placed_runs, smooth_curve


def test_a_curve_goes_through_all_its_points_in_order():
    points = [(0.0, 0.0), (10.0, 3.0), (11.0, 9.0), (40.0, 2.0)]
    curve = smooth_curve(points)
    places = [int(np.argmin(np.hypot(*(curve - point).T))) for point in points]
    np.testing.assert_allclose(curve[places], points, atol=1e-12)
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(curve) - 1)


def test_points_on_a_straight_line_stay_on_it_however_unevenly_they_lie():
    curve = smooth_curve([(0.0, 1.0), (1.0, 3.0), (50.0, 101.0), (51.0, 103.0)])
    np.testing.assert_allclose(curve[:, 1], 2 * curve[:, 0] + 1, atol=1e-9)
    assert np.all(np.diff(curve[:, 0]) > 0)  # and never goes back


def test_a_closed_curve_through_twelve_points_of_a_circle_is_nearly_that_circle():
    angles = np.linspace(0, 2 * np.pi, 13)
    ring = [(100 * np.cos(angle), 100 * np.sin(angle)) for angle in angles[:-1]]
    curve = smooth_curve([*ring, ring[0]])
    assert np.hypot(*curve.T) == pytest.approx(100, abs=0.2)  # straight pieces would be 3.4 off
    np.testing.assert_allclose(curve[-1], curve[0])


def test_scaling_turning_and_moving_the_points_does_so_with_the_curve():
    points = np.array([(0.0, 0.0), (4.0, 1.0), (5.0, 7.0), (9.0, 8.0)])
    turn = 3 * np.array([[0.6, -0.8], [0.8, 0.6]])
    moved = smooth_curve([(x, y) for x, y in points @ turn.T + 5])
    np.testing.assert_allclose(moved, smooth_curve([(x, y) for x, y in points]) @ turn.T + 5, atol=1e-9)


def test_two_points_are_a_straight_line_and_the_same_point_twice_is_one():
    np.testing.assert_array_equal(smooth_curve([(0, 0), (2, 1)]), [(0, 0), (2, 1)])
    np.testing.assert_array_equal(
        smooth_curve([(0, 0), (0, 0), (2, 1), (4, 0), (4, 0)]), smooth_curve([(0, 0), (2, 1), (4, 0)])
    )
    assert smooth_curve([(1, 2), (1, 2)]).shape == (1, 2)


def test_a_curve_stops_where_a_landmark_is_missing():
    places = {"A": (0.0, 0.0), "B": (1.0, 0.0), "D": (3.0, 0.0), "E": (4.0, 0.0), "G": (6.0, 0.0)}
    runs = placed_runs("ABCDEFG", places)
    assert runs == [[(0.0, 0.0), (1.0, 0.0)], [(3.0, 0.0), (4.0, 0.0)]]
