"""Detectors and registration joined: whose opinion counts how much, and under which name."""

import numpy as np
import pytest

from engine.coteaching.fusion import (
    columns,
    detectors_deviation,
    fuse_opinions,
    in_names_order,
    in_scheme_order,
)
from engine.landmarks import Scheme
from engine.registration.opinions import Fused
from engine.training.detection import Detection

SCHEME = Scheme(("S", "left", "unused", "right", "tip"), pairs=(("left", "right"),))
NAMES = ("S", "left", "right")
FRAME = np.array([[0.0, -3.0, 400.0], [3.0, 0.0, 50.0]])  # turned, 3 original pixels a canvas pixel
FLOOR = 1.75  # canvas pixels that registration is never better than


def seen(points, peak=0.8, apart=0.0):
    points = np.asarray(points, dtype=float)
    each = np.stack([points, points])
    return Detection(points, each, np.full(len(points), peak), np.full(len(points), apart))


def carried(points, spread):
    points, spread = np.asarray(points, dtype=float), np.asarray(spread, dtype=float)
    return Fused(points, spread, spread / 500, False, 0.9)


def in_film(points):
    return np.asarray(points) @ FRAME[:, :2].T + FRAME[:, 2]


def test_the_mean_is_weighted_by_the_inverse_variances():
    found = seen([[10.0, 20.0], [30.0, 40.0]], apart=2.0)
    other = carried(in_film([[14.0, 20.0], [30.0, 44.0]]), [6.0, 0.0])
    joined = fuse_opinions(found, FRAME, other)
    own, theirs = 3 * detectors_deviation(found), np.hypot([6.0, 0.0], 3 * FLOOR)
    share = (own**-2 / (own**-2 + theirs**-2))[:, None]
    np.testing.assert_allclose(joined.points, in_film(found.points) * share + other.points * (1 - share))
    # doubt that remains, and how far both are apart: 4 canvas pixels, 12 original ones
    np.testing.assert_allclose(joined.spread, np.hypot((own**-2 + theirs**-2) ** -0.5, 6.0))
    assert joined.agreement == 0.9
    assert not joined.mirrored


def test_the_surer_one_counts_more():
    registration = carried(in_film([[14.0, 20.0]]), [3.0])
    sure, unsure = (fuse_opinions(seen([[10.0, 20.0]], peak), FRAME, registration) for peak in (1.0, 0.2))
    place = in_film([[10.0, 20.0]])
    assert np.linalg.norm(sure.points - place) < np.linalg.norm(unsure.points - place)
    assert sure.spread[0] < unsure.spread[0]
    assert sure.doubt[0] < unsure.doubt[0]


def test_without_a_registration_the_detectors_decide():
    found = seen([[10.0, 20.0]])
    alone = fuse_opinions(found, FRAME, None, agreement=0.5)
    np.testing.assert_allclose(alone.points, in_film(found.points))
    np.testing.assert_allclose(alone.spread, 3 * detectors_deviation(found))
    assert alone.agreement == 0.5
    assert alone.doubt[0] > fuse_opinions(found, FRAME, None, agreement=0.9).doubt[0]


def test_an_opinion_that_is_unknown_has_no_say():
    found = seen([[10.0, 20.0], [30.0, 40.0], [5.0, 5.0]])
    found.points[2] = np.nan
    other = carried([[np.nan, np.nan], [400.0, 60.0], [np.nan, np.nan]], [np.nan, np.nan, np.nan])
    joined = fuse_opinions(found, FRAME, other)
    np.testing.assert_allclose(joined.points[:2], in_film(found.points[:2]))  # the second has no spread
    assert np.isfinite(joined.spread[:2]).all()
    assert np.isnan(joined.points[2]).all()
    assert np.isnan(joined.spread[2])


def test_a_mirrored_frame_makes_a_mirrored_film():
    mirrored = FRAME.copy()
    mirrored[:, 0] *= -1
    assert fuse_opinions(seen([[1.0, 2.0]]), mirrored, None).mirrored


def test_deviation_grows_with_faint_peaks_and_disagreement():
    base, faint, apart = (
        detectors_deviation(one)[0]
        for one in (seen([[0, 0]]), seen([[0, 0]], 0.3), seen([[0, 0]], apart=9.0))
    )
    assert 0 < base < faint
    assert base < apart
    assert np.isfinite(detectors_deviation(seen([[0, 0]], -0.2))).all()
    assert detectors_deviation(seen([[0, 0]], 5.0))[0] > 0


def test_partners_swap_names_on_mirrored_films():
    assert columns(SCHEME, NAMES, False) == [0, 1, 3]
    assert columns(SCHEME, NAMES, True) == [0, 3, 1]


@pytest.mark.parametrize("mirrored", [False, True])
def test_there_and_back_between_both_orders(mirrored):
    at = columns(SCHEME, NAMES, mirrored)
    own = carried(np.arange(6.0).reshape(3, 2), [1.0, 2.0, 3.0])
    full = in_scheme_order(own, at, len(SCHEME.names))
    assert np.isnan(full.points[[2, 4]]).all()
    assert full.points[at[1]].tolist() == [2.0, 3.0]
    back = in_names_order(full, at)
    np.testing.assert_array_equal(back.points, own.points)
    np.testing.assert_array_equal(back.spread, own.spread)


def test_detectors_that_are_distrusted_count_little_and_their_distance_makes_little_doubt():
    found = seen([[10.0, 20.0], [30.0, 40.0], [60.0, 10.0]])
    other = carried(in_film([[40.0, 20.0], [30.0, 70.0], [60.0, 10.0]]), [3.0, 3.0, 3.0])
    trusted = fuse_opinions(found, FRAME, other)
    joined = fuse_opinions(found, FRAME, other, distrust=np.array([30.0, 30.0, 0.0]))
    off = np.linalg.norm(joined.points - other.points, axis=1)
    assert (off[:2] < 1.0).all()  # of 90 px
    assert (np.linalg.norm(trusted.points - other.points, axis=1)[:2] > 10).all()
    assert (joined.spread[:2] < 0.25 * trusted.spread[:2]).all()
    np.testing.assert_allclose(joined.points[2], trusted.points[2])
