"""Where most films look failed: which get an exemplar's own points, where these lie, and what is said."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.registration.copied import FEWEST_TO_JUDGE, copies_where_lost, lost_note
from engine.registration.opinions import Fused, doubt_about

SCHEME = Scheme(("A", "B", "C"))
SMALL, SIZE = Size(150, 100), Size(300, 400)  # its diagonal is 500


def found(agreement, spread=1.0):
    return Fused(np.full((3, 2), 7.0), np.full(3, spread), np.full(3, 0.1), True, agreement)


def exemplar(names, points, size=SMALL):
    return SimpleNamespace(names=names, points=np.array(points, float), film=SimpleNamespace(size=size))


def copies(carried, *exemplars):
    chosen = exemplars or (exemplar(("A", "B", "C"), [[74.5, 49.5], [-0.5, -0.5], [149.5, 99.5]]),)
    return copies_where_lost(carried, dict.fromkeys(carried, SIZE), chosen, SCHEME)


def films(lost, good):
    return {f"{number}": found(0.4 if number < lost else 0.7) for number in range(lost + good)}


def test_where_most_films_look_failed_these_get_the_exemplars_share_of_the_frame():
    carried = films(lost=6, good=4)
    made = copies(carried)
    assert list(made) == [str(number) for number in range(6)]
    for copy in made.values():
        assert copy.points == pytest.approx(np.array([[149.5, 199.5], [-0.5, -0.5], [299.5, 399.5]]))
        assert not copy.mirrored
        assert copy.agreement == 0.4
        assert copy.spread == pytest.approx([25, 25, 25])
        assert doubt_about(copy, SIZE)  # who looks at it later is warned too


def test_one_that_looks_right_among_failed_ones_is_copied_too():
    assert len(copies(films(lost=18, good=2))) == 20
    assert len(copies(films(lost=17, good=3))) == 17


@pytest.mark.parametrize(("lost", "good"), [(5, 5), (1, 30), (FEWEST_TO_JUDGE - 1, 0), (0, 12)])
def test_half_of_the_films_or_few_films_prove_nothing(lost, good):
    assert copies(films(lost, good)) == {}


def test_directions_that_differ_count_as_lost_too():
    carried = {str(number): found(0.7, spread=20.0) for number in range(10)}
    assert len(copies(carried)) == 10


def test_of_several_exemplars_the_mean_is_taken_of_those_that_have_a_landmark():
    first = exemplar(("A", "B"), [[9.5, 9.5], [19.5, 19.5]], Size(300, 400))
    second = exemplar(("A",), [[29.5, 49.5]], Size(300, 400))
    copy = copies(films(10, 0), first, second)["0"]
    assert copy.points[:2] == pytest.approx(np.array([[19.5, 29.5], [19.5, 19.5]]))
    assert np.isnan(copy.points[2]).all()
    assert np.isnan(copy.spread[2])
    assert np.isnan(copy.doubt[2])


def test_the_note_counts_the_films_and_says_what_to_do():
    assert lost_note(0, 12) == ""
    assert "11 of 12 films look failed" in lost_note(11, 12)
    for note in (lost_note(11, 12), lost_note(11, 12, matched=True)):
        assert note.endswith("correct some of them, or annotate more films.")
