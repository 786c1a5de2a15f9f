"""Several opinions on one landmark: the geometric median, the disagreement, ranks; then whole films."""

import numpy as np
import pytest

from engine.geometry.coordinates import Size
from engine.landmarks import Origin, Presence, Scheme
from engine.registration.films import Carried
from engine.registration.opinions import (
    Opinion,
    disagreement,
    doubtful_films,
    fuse,
    geometric_median,
    mirrored_names,
    predicted_sets,
    preview,
    ranks,
)

NAMES = ("A", "B", "C")
SCHEME = Scheme((*NAMES, "left", "right"), pairs=(("left", "right"),))


def carried(points, agreement=0.8, mirrored=False, gap=1.0):
    points = np.asarray(points, dtype=np.float64)
    return Carried(points, np.full(len(points), gap), agreement, mirrored)


def square(offset=0.0):
    return np.array([[10.0, 10.0], [20.0, 10.0], [20.0, 30.0]]) + offset


@pytest.mark.parametrize(
    ("votes", "weights", "median"),
    [
        ([(3, 4)], [1], (3, 4)),
        ([(5, 5), (5, 5), (90, 5)], [1, 1, 1], (5, 5)),
        ([(0, 0), (10, 0)], [3, 1], (0, 0)),
        ([(0, 0), (100, 0), (50, 100 * np.sqrt(0.75))], [1, 1, 1], (50, 100 * np.sqrt(0.75) / 3)),
    ],
    ids=["one vote", "equal votes outweigh one far away", "weights decide between two", "Fermat point"],
)
def test_the_geometric_median_is_the_known_one(votes, weights, median):
    points, weights = np.array(votes, dtype=float)[:, None], np.array(weights, dtype=float)[:, None]
    np.testing.assert_allclose(geometric_median(points, weights), [median], atol=1e-3)
    if len(votes) == 1:
        assert disagreement(points, points[0], weights).tolist() == [0.0]


def test_a_film_whose_opinions_lie_far_apart_or_that_is_unlike_the_exemplar_looks_failed():
    sizes = dict.fromkeys(("good", "apart", "unlike"), Size(300, 400))  # a diagonal of 500
    fused = {
        "good": fuse(SCHEME, [Opinion(NAMES, carried(square(), 0.51, gap=14.9))], 500.0),
        "apart": fuse(SCHEME, [Opinion(NAMES, carried(square(), 0.9, gap=15.1))], 500.0),
        "unlike": fuse(SCHEME, [Opinion(NAMES, carried(square(), 0.49, gap=float("nan")))], 500.0),
    }
    doubts = doubtful_films(fused, sizes)
    assert list(doubts) == ["apart", "unlike"]
    assert doubts["apart"] == "Looks failed: the opinions on its points are 3.0 % of its diagonal apart."
    assert doubts["unlike"] == "Looks failed: it hardly resembles the exemplar (0.49 of 1)."


def test_opinions_that_lie_together_are_averaged_and_one_far_away_counts_less():
    points = np.array([[[0.0, 0.0]], [[4.0, 0.0]], [[5.0, 6.0]]])
    weights = np.array([[2.0], [1.0], [1.0]])
    assert geometric_median(points, weights, together=20.0)[0] == pytest.approx([2.25, 1.5])
    far = np.concatenate([points, [[[1000.0, 0.0]]]])
    mean = geometric_median(far, np.vstack([weights, [[1.0]]]), together=20.0)[0]
    assert 2.25 < mean[0] < 2.25 + 20.0 / 3  # it pulls no more than one that lies 20 px away


def test_two_exemplars_are_averaged_by_how_well_a_film_resembles_them():
    both = [Opinion(NAMES, carried(square(0.0), 0.8)), Opinion(NAMES, carried(square(2.0), 0.8))]
    assert fuse(SCHEME, both, 500.0).points[:3] == pytest.approx(square(1.0))


def test_an_outlier_hardly_moves_the_median():
    points = np.array([[[0.0, 0.0]], [[1.0, 0.0]], [[0.0, 1.0]], [[1.0, 1.0]], [[1000.0, 1000.0]]])
    median = geometric_median(points, np.ones((5, 1)))[0]
    assert np.linalg.norm(median - 0.5) < 0.8  # the mean lies 282 px away


def test_unknown_points_have_no_say_and_all_unknown_stays_unknown():
    points = np.array([[[1.0, 2.0], [np.nan, np.nan]], [[np.nan, np.nan], [np.nan, np.nan]]])
    weights = np.ones((2, 2))
    median = geometric_median(points, weights)
    np.testing.assert_allclose(median[0], [1.0, 2.0])
    assert np.isnan(median[1]).all()
    assert disagreement(points, median, weights)[0] == 0.0


def test_disagreement_is_the_weighted_root_mean_square_distance():
    points = np.array([[[0.0, 0.0]], [[3.0, 4.0]]])
    apart = disagreement(points, np.zeros((1, 2)), np.array([[1.0], [3.0]]))
    assert apart[0] == pytest.approx(np.sqrt(0.75 * 25))


def test_ranks_run_from_one_for_the_surest_to_zero_and_ties_share():
    assert ranks([5.0, 1.0, 3.0]).tolist() == [0.0, 1.0, 0.5]
    assert ranks([2.0, 2.0, 9.0]).tolist() == [0.75, 0.75, 0.0]
    assert ranks([7.0]).tolist() == [1.0]
    assert ranks([]).tolist() == []


def test_the_more_similar_exemplar_is_believed():
    near, far = Opinion(NAMES, carried(square(), 0.9)), Opinion(NAMES, carried(square(8.0), 0.3))
    fused = fuse(SCHEME, [far, near], 500.0)
    np.testing.assert_allclose(fused.points[:3], square(), atol=0.1)
    assert np.isnan(fused.points[3:]).all()
    assert not fused.mirrored


def test_exemplars_with_different_landmarks_complete_each_other():
    one = Opinion(("A", "C"), carried(square()[[0, 2]]))
    other = Opinion(("C", "B"), carried(square()[[2, 1]]))
    np.testing.assert_allclose(fuse(SCHEME, [one, other], 500.0).points[:3], square(), atol=1e-6)


def test_exemplars_that_disagree_leave_a_larger_spread():
    agreed = fuse(SCHEME, [Opinion(NAMES, carried(square()))] * 2, 500.0)
    split = fuse(SCHEME, [Opinion(NAMES, carried(square(shift))) for shift in (0.0, 6.0)], 500.0)
    assert (split.spread[:3] > 2 * agreed.spread[:3]).all()
    assert (split.doubt[:3] > agreed.doubt[:3]).all()
    assert np.isnan(split.spread[3:]).all()


def test_a_method_without_a_gap_still_ranks_its_films():
    sure, unsure = (
        fuse(SCHEME, [Opinion(NAMES, carried(square(), agreement, gap=np.nan))], 500.0)
        for agreement in (0.9, 0.2)
    )
    sets = predicted_sets({"sure": sure, "unsure": unsure}, SCHEME, "m")
    assert sets["sure"].get("A").confidence > sets["unsure"].get("A").confidence


def test_the_minority_on_the_mirror_image_has_no_say():
    plain = [Opinion(NAMES, carried(square(shift))) for shift in (0.0, 0.2)]
    turned = Opinion(NAMES, carried(square(300.0), mirrored=True))
    fused = fuse(SCHEME, [turned, *plain], 500.0)
    assert not fused.mirrored
    np.testing.assert_allclose(fused.points[:3], square(0.1), atol=0.5)
    assert fuse(SCHEME, [turned], 500.0).mirrored


def test_pairs_swap_their_names_on_a_mirrored_film_and_others_do_not():
    assert mirrored_names(("A", "left", "right"), SCHEME) == ("A", "right", "left")


def test_predictions_say_what_they_are():
    fused = fuse(SCHEME, [Opinion(NAMES, carried(square()))], 500.0)
    mark = predicted_sets({"f": fused}, SCHEME, "method")["f"].get("B")
    assert (mark.position, mark.predicted) == ((20.0, 10.0), (20.0, 10.0))
    assert (mark.origin, mark.presence, mark.model) == (Origin.PREDICTED, Presence.PRESENT, "method")
    assert mark.error_radius is None  # nothing is calibrated here
    assert preview("f", fused, SCHEME, "method").get("B").confidence is None


def test_confidences_are_ranks_over_the_whole_run():
    films = {
        str(gap): fuse(SCHEME, [Opinion(NAMES, carried(square(), gap=gap))], 500.0) for gap in (1.0, 9.0, 4.0)
    }
    sets = predicted_sets(films, SCHEME, "m")
    assert list(sets) == ["1.0", "9.0", "4.0"]
    by_film = [sets[film].get("A").confidence for film in ("1.0", "4.0", "9.0")]
    assert by_film == sorted(by_film, reverse=True)
    every = [mark.confidence for own in sets.values() for mark in own.placed()]
    assert len(every) == 9
    assert min(every) >= 0.0
    assert max(every) <= 1.0
    assert predicted_sets({}, SCHEME, "m") == {}


def test_mirrored_opinions_without_any_agreement_still_count():
    fused = fuse(SCHEME, [Opinion(NAMES, carried(square(), 0.0, mirrored=True))] * 2, 500.0)
    assert fused.mirrored
    np.testing.assert_allclose(fused.points[:3], square(), atol=1e-6)
