"""Alignment by SIFT: a known similarity is found; where nothing matches the result says so."""

import numpy as np
import pytest
import torch
from warped_films import affine, anatomy, landmarks, warped

from engine.registration.sift import SiftConfig, SiftModel, align, sift_features

FILM = anatomy()


def features(pixels):
    return sift_features(torch.from_numpy(np.ascontiguousarray(pixels, dtype=np.float32))[None, None])


@pytest.fixture(scope="module")
def own():
    return features(FILM)


@pytest.mark.parametrize("model", SiftModel)
def test_a_known_similarity_is_found(own, model):
    forward, back = affine(12, 1.1, (6, -4))
    found = align(own, features(warped(FILM, back)), SiftConfig(model))
    points = landmarks()
    mapped = points @ found.matrix[:2, :2].numpy().T + found.matrix[:2, 2].numpy()
    assert found.found
    assert found.inliers > 50
    assert np.linalg.norm(mapped - forward(points), axis=1).max() < 0.5


def test_equal_seeds_give_equal_maps(own):
    other = features(warped(FILM, affine(5)[1]))
    assert torch.equal(align(own, other, SiftConfig()).matrix, align(own, other, SiftConfig()).matrix)


@pytest.mark.parametrize(
    "pixels", [np.zeros((90, 80)), np.random.default_rng(0).random((90, 80)), np.eye(90)[:, :80]]
)
def test_a_film_that_matches_nothing_is_reported(own, pixels):
    for found in (align(own, features(pixels), SiftConfig()), align(features(pixels), own, SiftConfig())):
        assert not found.found
        assert torch.equal(found.matrix, torch.eye(3))


def test_too_few_inliers_are_a_failure(own):
    found = align(own, features(warped(FILM, affine(12)[1])), SiftConfig(least=10_000))
    assert (found.found, found.inliers) == (False, 0)


def test_a_film_is_never_mirrored(own):
    found = align(own, features(np.fliplr(FILM)), SiftConfig())
    assert torch.linalg.det(found.matrix[:2, :2]) > 0
