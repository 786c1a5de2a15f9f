"""A tree of displacements: parents before children, and what is none is said."""

import math

import pytest

from engine.models.displacement_tree import DisplacementTree


def tree_of(*parents, mean=(1.0, 2.0), spread=(1.0, 0.0, 1.0)):
    return DisplacementTree(parents, (mean,) * len(parents), (spread,) * len(parents))


def test_every_landmark_comes_after_its_parent():
    order = tree_of(2, -1, 4, 1, -1, 0).parents_first()
    assert sorted(order) == [0, 1, 2, 3, 4, 5]
    at = {landmark: place for place, landmark in enumerate(order)}
    assert all(at[parent] < at[child] for child, parent in ((0, 2), (2, 4), (3, 1), (5, 0)))


@pytest.mark.parametrize("parents", [(0,), (1, 0), (-1, 2, 1), (-1, 3), (-2, -1)])
def test_what_is_no_tree_is_said(parents):
    with pytest.raises(ValueError, match="no tree"):
        tree_of(*parents).parents_first()


def test_displacements_that_cannot_be_meant_are_said():
    tree_of(-1, 0).check(2)
    tree_of(-1, -1, spread=(0.0, 0.0, 0.0)).check(2)
    with pytest.raises(ValueError, match="not every landmark"):
        tree_of(-1, 0).check(3)
    with pytest.raises(ValueError, match="no number"):
        tree_of(-1, 0, mean=(math.nan, 0.0)).check(2)
    with pytest.raises(ValueError, match="out of range"):
        tree_of(-1, 0, spread=(1.0, 2.0, 1.0)).check(2)
    with pytest.raises(ValueError, match="out of range"):
        tree_of(-1, 0, spread=(0.0, 0.0, 1.0)).check(2)
