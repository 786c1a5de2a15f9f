"""Radii that hold the true point as often as they say, and films of another anatomy that are told."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from spot_films import SPOTS, spot_film, spot_model

from engine.geometry.coordinates import Size
from engine.geometry.frames import apply_frame
from engine.inference.calibration import (
    calibrate,
    error_radii,
    fit_of,
    mean_peak,
    misfit,
    shape_residual,
    upside_down,
)
from engine.inference.inference import FilmDetector
from engine.models.reference import Reference
from engine.models.trained_model import Calibration, Fit

CPU = torch.device("cpu")


def drawn(films, landmarks=3, seed=0, wide=1.0):
    """Deviations, and errors whose size goes with them: their ratio is that of a Rayleigh distribution."""
    random = np.random.default_rng(seed)
    deviations = random.uniform(0.5, 4.0, (films, landmarks))
    return deviations, deviations * random.rayleigh(wide, (films, landmarks))


@pytest.mark.parametrize("coverage", [0.8, 0.9])
def test_radii_hold_new_points_as_often_as_they_say(coverage):
    held = []
    for seed in range(30):
        calibration = calibrate(*drawn(40, seed=seed), coverage)
        deviations, errors = drawn(400, seed=1000 + seed)
        held.append((errors <= deviations * np.array(calibration.factors)).mean())
    # the finite sample's promise: coverage, and at most 1 / 41 above it
    assert coverage - 0.012 < np.mean(held) < coverage + 1 / 41 + 0.012


def test_the_factor_is_the_ratio_of_the_rank_that_is_corrected_for_few_films():
    deviations = np.full((24, 1), 2.0)
    errors = 2.0 * np.arange(1.0, 25.0)[:, None]  # ratios 1 to 24
    assert calibrate(deviations, errors, 0.9).factors == (23.0,)  # rank ceil(25 * 0.9)
    assert calibrate(deviations, errors, 0.5).factors == (13.0,)
    assert calibrate(deviations, errors, 0.9).films == 24


def test_landmarks_of_few_films_get_the_factor_of_all_scaled_by_their_own_errors():
    deviations, errors = drawn(300)
    errors[12:, 0] = np.nan
    errors[:, 1] *= 10
    first, second, third = calibrate(deviations, errors).factors
    assert second == pytest.approx(10 * third, rel=0.2)
    assert 0.6 * third < first < 1.7 * third  # as its own errors are, not those of the bad one
    few, bad, good = calibrate(deviations[:18], errors[:18]).factors
    assert bad > 3 * few > 0
    assert bad > 3 * good


def test_too_few_films_calibrate_nothing():
    assert calibrate(*drawn(2, 3)) is None
    assert calibrate(*drawn(3, 3)) is not None  # nine ratios are the least for 0.9
    assert calibrate(np.ones((5, 2)), np.full((5, 2), np.nan)) is None


def test_the_unit_does_not_matter():
    deviations, errors = drawn(25)
    assert calibrate(0.1 * deviations, 0.1 * errors).factors == pytest.approx(
        calibrate(deviations, errors).factors
    )


def test_radii_stand_in_the_order_of_the_scheme():
    model = replace(spot_model(), calibration=Calibration((2.0, 3.0, 4.0, 5.0), 0.9, 20))
    spread = np.array([1.0, 1.0, np.nan, 2.0, 1.0])  # the third landmark of the scheme is not the model's
    assert error_radii(model, spread) == pytest.approx([2.0, 3.0, np.nan, 8.0, 5.0], nan_ok=True)
    assert np.isnan(error_radii(spot_model(), spread)).all()


def test_a_shape_may_be_turned_scaled_and_shifted():
    reference = spot_model().reference
    turn = 1.7 * np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    assert shape_residual(reference, reference.points @ turn.T + [5, -9]) < 1e-6
    assert shape_residual(reference, reference.points * [-1, 1]) > 0.2
    assert shape_residual(reference, np.full((4, 2), 30.0)) > 0.5


def test_the_residual_is_a_share_of_the_shapes_size():
    square = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
    reference = replace(spot_model().reference, points=square)
    # as far inwards as outwards: no similarity makes that smaller
    bent = square + np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, -1.0], [-1.0, 1.0]])
    assert shape_residual(reference, bent) == pytest.approx(np.sqrt(2) / np.sqrt(50), abs=0.02)
    assert shape_residual(reference, bent[:2].repeat(2, axis=0) * np.nan) == 0.0


def test_two_landmarks_fit_anything():
    reference = spot_model().reference
    points = np.where(np.arange(4)[:, None] < 2, reference.points, np.nan)
    assert shape_residual(reference, points) == 0.0


def test_a_fit_leaves_room_for_films_that_look_worse():
    fit = fit_of([0.8] * 20, [0.03] * 20, [0.2] * 20)
    assert (fit.lowest_peak, fit.largest_residual) == (pytest.approx(0.5), pytest.approx(0.06))
    assert fit_of([0.8] * 20, [0.0] * 20, [0.2] * 20).largest_residual == 0.05
    assert fit_of([0.8] * 4, [0.03] * 4, [0.2] * 4) is None


def test_the_lowest_peak_lies_between_the_films_and_the_same_upside_down():
    peaks, turned = np.linspace(0.5, 0.7, 21), np.linspace(0.2, 0.4, 21)
    assert fit_of(peaks, [0.03] * 21, turned).lowest_peak == pytest.approx((0.51 + 0.39) / 2)
    # an anatomy that looks the same either way is known by its own films alone
    for again in (peaks, [0.95 * 0.51] * 21):
        assert fit_of(peaks, [0.03] * 21, again).lowest_peak == pytest.approx(0.6 * 0.51)


def test_upside_down_the_middle_of_the_canvas_stays_and_nothing_is_mirrored():
    reference = Reference(Size(40, 60), np.zeros((1, 2)), 1.0)
    frame = np.array([[0.0, 2.0, 5.0], [-2.0, 0.0, 9.0]])
    turned, middle = upside_down(reference, frame), np.array([[19.5, 29.5]])
    np.testing.assert_allclose(
        apply_frame(turned, np.zeros((1, 2))), apply_frame(frame, np.array([[39.0, 59.0]]))
    )
    np.testing.assert_allclose(apply_frame(turned, middle), apply_frame(frame, middle))
    assert np.linalg.det(turned[:, :2]) == pytest.approx(4.0)


def looked(model, film):
    looker = FilmDetector(model, CPU)
    return looker.look(film, looker.guess(film).frame, None)


def test_a_film_that_shows_nothing_and_one_of_another_shape_are_told_from_the_right_one():
    model = replace(spot_model(), fit=Fit(0.5, 0.1))
    right = looked(model, spot_film(SPOTS))
    assert mean_peak(right) > 0.85
    assert misfit(model, right) is None
    empty = looked(model, np.zeros((300, 240), np.float32))
    assert "hardly sees its landmarks here (certainty 0.00, on its own films at least 0.50)" in misfit(
        model, empty
    )
    bent = replace(right, seen=replace(right.seen, points=right.seen.points * [0.3, 1.0]))
    assert "not the shape that it knows" in misfit(model, bent)
    assert "choose another model" in misfit(model, bent)
    assert misfit(spot_model(), empty) is None
