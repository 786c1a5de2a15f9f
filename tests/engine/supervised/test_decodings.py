"""Landmarks placed together or each for itself: what films that were not learned from say."""

import numpy as np
import pytest

from engine.supervised.assessment import Assessment, Decodings


def said(errors, unit="px"):
    errors = np.array(errors, float)
    films = tuple(f"{number}.png" for number in range(len(errors)))
    zeros = np.zeros(errors.shape)
    return Assessment(films, np.zeros((*errors.shape, 2)), errors, zeros, (1.0,) * len(films), (), (), unit)


ALONE = said([[4, 6], [5, 5], [9, 1], [5, 5], [20, 0]])


def test_together_is_taken_where_it_is_better_by_more_than_chance():
    both = Decodings(ALONE, said([[2, 6], [4, 4], [8, 0], [3, 5], [18, 0]]))  # 1 px better on every film
    assert both.is_together_better
    assert both.chosen is both.together
    assert both.reason == (
        "Landmarks are placed together, by how they lie from one another: 5.00 px off on 5 films not learned "
        "from, 6.00 with each placed for itself."
    )


@pytest.mark.parametrize(
    "errors",
    [
        [[4, 6], [5, 5], [9, 1], [5, 5], [20, 0]],  # the same
        [[6, 6], [6, 6], [10, 2], [6, 6], [21, 1]],  # worse
        [[3.9, 5.9], [4.9, 4.9], [8.9, 0.9], [4.9, 4.9], [19.9, 0]],  # better by a tenth of a pixel
        [[4, 6], [5, 5], [9, 1], [5, 5], [10, 0]],  # better on one film: 1 px with an error of 1 px
    ],
)
def test_each_for_itself_is_taken_where_there_is_little_between_them(errors):
    both = Decodings(ALONE, said(errors))
    assert not both.is_together_better
    assert both.chosen is ALONE
    assert both.reason.startswith(
        "Each landmark is placed for itself: 6.00 px off on 5 films not learned from, "
    )


def test_films_count_alike_and_unknown_landmarks_do_not():
    alone = said([[4, np.nan], [5, np.nan], [6, np.nan], [7, np.nan], [8, 100], [np.nan, np.nan]])
    better = said([[3, np.nan], [4, np.nan], [5, np.nan], [6, np.nan], [7, 99], [np.nan, np.nan]])
    assert Decodings(alone, better).is_together_better
    worse_on_most = said([[5, np.nan], [6, np.nan], [7, np.nan], [8, np.nan], [1, 93], [np.nan, np.nan]])
    assert not Decodings(alone, worse_on_most).is_together_better


def test_four_films_and_a_model_without_displacements_leave_no_choice():
    assert not Decodings(said(ALONE.errors[:4]), said(ALONE.errors[:4] - 1)).is_together_better
    assert Decodings(said(ALONE.errors[:4]), said(ALONE.errors[:4] - 1)).reason.startswith("Each landmark is")
    assert Decodings(ALONE).chosen is ALONE
    assert Decodings(ALONE).reason == ""
    assert Decodings(said(np.empty((0, 2))), said(np.empty((0, 2)))).reason == ""
