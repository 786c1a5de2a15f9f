"""How far pseudo-labels are trusted, and which of them do not fit the shape of the others."""

import numpy as np
import pytest

from engine.coteaching.pseudo_labels import fits_shape, trust

MEAN = np.random.default_rng(5).uniform(20, 170, (10, 2))


def shapes(count=30, noise=0.6):
    """Shapes that vary in two ways and a little at random, canvas pixels."""
    random = np.random.default_rng(0)
    modes = random.normal(0, 1, (2, *MEAN.shape))
    weights = random.normal(0, 3.0, (count, 2))
    return MEAN + np.tensordot(weights, modes, 1) + random.normal(0, noise, (count, *MEAN.shape))


@pytest.mark.parametrize("count", [10, 30, 200])
def test_a_landmark_far_off_is_found_and_no_other(count):
    films = shapes(count)
    films[4, 7] += (25.0, -20.0)
    wrong = np.argwhere(~fits_shape(films))
    assert [4, 7] in wrong.tolist()
    assert len(wrong) <= 1 + 0.01 * films[..., 0].size  # chance


def test_what_varies_together_is_no_outlier():
    assert fits_shape(shapes(60)).mean() > 0.99


def test_unknown_landmarks_fit_and_do_not_disturb():
    films = shapes(30)
    films[3, 2] = np.nan
    films[:, 9] = np.nan
    films[5] = np.nan
    fits = fits_shape(films)
    assert fits[3, 2]
    assert fits[:, 9].all()
    assert fits[5].all()
    assert fits.mean() > 0.98


def test_few_shapes_say_nothing():
    films = shapes(7)
    films[0, 0] += 500
    assert fits_shape(films).all()


def uniform(count=12, landmarks=3):
    """Labels of which nothing distinguishes one from the other but their order."""
    return np.full((count, landmarks), 2.0), np.full(count, 0.8), np.zeros((count, landmarks, 2))


def test_a_larger_spread_is_trusted_less():
    spread, agreement, films = uniform()
    spread[:, 1] += np.arange(12)[::-1]
    weights = trust(spread, agreement, films)
    assert (np.diff(weights[:, 1]) > 0).all()
    assert weights[0, 0] == pytest.approx(weights[0, 2])
    assert weights.max() <= 1.0
    assert weights.min() > 0.0


def test_a_film_that_resembles_no_exemplar_is_trusted_less():
    spread, agreement, films = uniform()
    agreement[6] = 0.1
    weights = trust(spread, agreement, films)
    assert (weights[6] == weights.min(axis=0)).all()


def test_what_does_not_fit_or_is_unknown_is_not_trusted_at_all():
    films = shapes(30)
    films[4, 7] += (40.0, 0.0)
    spread = np.ones((30, 10))
    spread[2, 3] = np.nan
    weights = trust(spread, np.linspace(0.5, 0.9, 30), films)
    assert weights[4, 7] == 0
    assert weights[2, 3] == 0
    assert (weights > 0).mean() > 0.97


@pytest.mark.parametrize("count", [1, 2, 9])
def test_films_and_landmarks_of_which_nothing_is_known_do_no_harm(count):
    spread, agreement, films = uniform(count)
    spread[:, 1] = np.nan  # a landmark that no film has
    spread[-1] = np.nan  # a film that could not be registered
    films[~np.isfinite(spread)] = np.nan
    weights = trust(spread, agreement, films)
    assert np.isfinite(weights).all()
    assert (weights[:, 1] == 0).all()
    assert (weights[-1] == 0).all()
    assert (weights[:-1, [0, 2]] > 0).all()


def test_spreads_of_zero_are_fine():
    spread, agreement, films = uniform()
    weights = trust(np.zeros_like(spread), agreement, films)
    assert np.isfinite(weights).all()
    assert (weights > 0).all()
