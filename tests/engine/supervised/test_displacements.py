"""The tree of displacements of labelled films: who lies from whom, how far, and how surely."""

from itertools import pairwise

import numpy as np
import pytest

from engine.supervised.displacements import fit_displacements


def chains(films, order=(0, 1, 2, 3, 4), seed=0):
    """Shapes whose landmarks, in `order`, each lie (2, 10) from the one before, +- (1, 3)."""
    random = np.random.default_rng(seed)
    steps = np.array([2.0, 10.0]) + random.normal(size=(films, len(order), 2)) * [1.0, 3.0]
    steps[:, 0] = random.uniform(0, 100, (films, 2))
    shapes = np.empty_like(steps)
    shapes[:, list(order)] = steps.cumsum(axis=1)
    return shapes


def edges(tree):
    return {frozenset(pair) for pair in enumerate(tree.parents) if pair[1] >= 0}


def test_landmarks_that_lie_from_each_other_in_turn_are_a_chain():
    order = (3, 0, 4, 1, 2)
    tree = fit_displacements(chains(300, order))
    tree.check(5)
    assert edges(tree) == {frozenset(pair) for pair in pairwise(order)}
    assert tree.parents.count(-1) == 1
    forward = {after: before for before, after in pairwise(order)}
    for child, parent in enumerate(tree.parents):
        if parent < 0:
            assert tree.covariances[child] == (0.0, 0.0, 0.0)
            continue
        way = 1 if forward.get(child) == parent else -1
        assert tree.means[child] == pytest.approx((2.0 * way, 10.0 * way), abs=0.6)
        xx, xy, yy = tree.covariances[child]
        assert (xx, yy) == pytest.approx((1.0 + 0.25, 9.0 + 0.25), rel=0.25)  # labels are off by 0.5
        assert abs(xy) < 0.7


def test_the_spread_is_that_of_a_film_that_is_not_among_them():
    shapes = chains(6)
    tree = fit_displacements(shapes)
    child = next(number for number, parent in enumerate(tree.parents) if parent >= 0)
    between = shapes[:, child] - shapes[:, tree.parents[child]]
    assert tree.means[child] == pytest.approx(between.mean(axis=0))
    covariance = np.cov(between.T) * 7 / 6 + 0.25 * np.eye(2)
    assert tree.covariances[child] == pytest.approx(covariance[[0, 0, 1], [0, 1, 1]])


def test_films_that_lack_a_landmark_say_nothing_of_it():
    shapes = chains(60)
    shapes[:30, 2] = np.nan
    tree = fit_displacements(shapes)
    tree.check(5)
    assert frozenset((2, 1)) in edges(tree)
    other = fit_displacements(shapes[30:])
    assert tree.means[2] == pytest.approx(other.means[2])


def test_landmarks_that_too_few_films_have_together_are_not_joined():
    shapes = chains(20)
    shapes[:8, 3:] = np.nan
    shapes[8:, :3] = np.nan
    tree = fit_displacements(shapes)
    tree.check(5)
    assert edges(tree) == {frozenset(pair) for pair in ((0, 1), (1, 2), (3, 4))}
    assert fit_displacements(chains(4)) is None
    assert fit_displacements(shapes[:, 2:4]) is None
