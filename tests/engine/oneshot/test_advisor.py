"""Which film to annotate first and next: by known distances, and on films warped from two anatomies."""

import math

import numpy as np
import pytest
from stopped_runs import stopped
from warped_films import affine, anatomy, bend, save, warped

from engine.errors import PropagationError
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.oneshot.advisor import (
    AdvisorConfig,
    advise,
    films_of_people,
    open_doubts,
    ranked_films,
    spread_sample,
)
from engine.oneshot.propagate import FilmSource
from engine.operation import run

NAMES = tuple("abcdef")
SMALL = AdvisorConfig(side=64)


def between(places):
    """Distances of films that lie at `places` on a line."""
    line = np.asarray(places, dtype=np.float64)
    return np.abs(line[:, None] - line)


def order(places, exemplars=(), weights=None, count=3):
    names = NAMES[: len(places)]
    even = np.ones(len(places)) if weights is None else np.asarray(weights, dtype=np.float64)
    return [each.film for each in ranked_films(between(places), names, exemplars, even, count)]


def test_the_first_film_is_the_nearest_to_all_and_the_second_leads_to_those_far_from_it():
    # two groups: the middle of all first, then the other group's
    assert order([0.0, 1.0, 2.0, 9.0, 10.0], count=2) == ["c", "d"]


def test_an_exemplar_is_never_advised_and_counts_as_there():
    assert order([0.0, 1.0, 2.0, 9.0, 10.0], exemplars=("d",), count=1) == ["b"]
    assert order([0.0, 1.0, 2.0], exemplars=("a", "b", "c")) == []


def test_one_film_that_resembles_none_is_not_annotated_for_its_own_sake():
    # it is worst served, and helps no other
    assert order([0.0, 1.0, 2.0, 3.0, 4.0, 1000.0], count=2) == ["c", "b"]


def test_the_next_film_leads_to_those_that_a_run_left_doubtful():
    places = [0.0, 4.0, 4.5, -4.0, -4.5]
    assert order(places, ("a",), [0, 1, 1, 0.1, 0.1], 1) == ["b"]
    assert order(places, ("a",), [0, 0.1, 0.1, 1, 1], 1) == ["d"]


def test_reasons_say_how_near_and_to_which_films():
    first, second, last = ranked_films(between([0.0, 0.1, 0.2, 0.9, 1.0]), NAMES[:5], (), np.ones(5), 3)
    assert first.reason.startswith("it is the nearest to the 4 films that it was compared with")
    assert second.reason == "it is nearer than those before it to 1 film: e."
    assert last.distance < second.distance < first.distance


def test_a_film_that_helps_no_other_says_so():
    found = ranked_films(between([0.0, 0.0, 0.0, 1.0]), NAMES[:4], ("a",), np.ones(4), 1)
    assert [(each.film, each.reason) for each in found] == [
        ("d", "it is the one that those before it serve worst.")
    ]


def test_a_large_folder_is_sampled_evenly_with_its_exemplars():
    films = [f"{number}.png" for number in range(1, 1001)]
    sample = spread_sample(films, ("500.png",), 48)
    numbers = sorted(int(name.removesuffix(".png")) for name in sample)
    assert len(sample) == 48
    assert {1, 500, 1000} <= set(numbers)
    assert max(np.diff(numbers)) <= math.ceil(999 / 46)
    assert spread_sample(films[::-1], ("500.png",), 48) == sample
    assert spread_sample(films[:5], films[:4], 4) == {"1.png", "2.png", "5.png"}


def test_doubts_are_of_the_points_that_nobody_has_decided_on():
    def marks(film, *points):
        return LandmarkSet(
            film,
            {
                str(number): Landmark(str(number), 1.0, 1.0, Presence.PRESENT, origin, confidence)
                for number, (origin, confidence) in enumerate(points)
            },
        )

    sets = [
        marks("half", (Origin.PREDICTED, 0.25), (Origin.PREDICTED, 0.75), (Origin.CORRECTED, None)),
        marks("done", (Origin.ACCEPTED, 0.1)),
        LandmarkSet("bare"),
    ]
    assert open_doubts(sets) == {"half": 0.5, "done": 0.0}
    assert films_of_people(sets) == ("done",)  # it serves, and is not advised again


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Films bent and turned from one that is there too, that one flipped, and one of another anatomy."""
    folder, film = tmp_path_factory.mktemp("films"), anatomy()
    save(folder / "middle.png", film)
    for name, warp in (("left.png", affine(9)), ("right.png", affine(-9)), ("bent.png", bend(4.0))):
        save(folder / name, warped(film, warp[1]))
    save(folder / "flipped.png", np.fliplr(film))
    save(folder / "other.png", anatomy(seed=5))
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    save(folder / "blank.png", np.full((280, 220), 0.5))
    return folder


def asked(folder, *names, exemplars=()):
    films = [FilmSource(name, folder / name) for name in names]
    return advise(films, exemplars, config=SMALL, device="cpu")


def test_the_film_between_the_others_is_advised_whatever_their_order_and_always_the_same(folder):
    names = ("other.png", "left.png", "middle.png", "right.png", "bent.png", "broken.png", "blank.png")
    steps = []
    advice = run(asked(folder, *names), steps.append)
    assert advice.ranked[0].film == "middle.png"
    assert (advice.compared, advice.films, set(advice.left_out)) == (5, 7, {"broken.png", "blank.png"})
    assert advice.left_out["blank.png"].startswith("Nothing can be found on this film")
    assert {step.stage for step in steps} == {"reading films", "comparing films"}
    again = run(asked(folder, *names))
    assert again.ranked == advice.ranked


def test_a_mirrored_film_is_as_near_as_it_is_unmirrored(folder):
    advice = run(asked(folder, "flipped.png", "left.png", "right.png", "other.png"))
    assert advice.ranked[0].film == "flipped.png"


def test_beside_an_exemplar_a_film_of_those_that_it_does_not_lead_to_helps_most(folder):
    save(folder / "another.png", warped(anatomy(seed=5), bend(3.0)[1]))
    names = ("middle.png", "left.png", "right.png", "other.png", "another.png")
    advice = run(asked(folder, *names, exemplars=("middle.png",)))
    assert advice.exemplars == ("middle.png",)
    assert advice.ranked[0].film in {"other.png", "another.png"}
    assert "middle.png" not in {each.film for each in advice.ranked}


@pytest.mark.parametrize("names", [(), ("middle.png", "broken.png", "left.png")])
def test_too_few_films_are_told_in_a_sentence(folder, names):
    with pytest.raises(PropagationError, match=r"films? can be compared, which tells nothing: annotate any"):
        run(asked(folder, *names))


def test_where_all_are_annotated_nothing_is_advised(folder):
    names = ("middle.png", "left.png", "right.png")
    with pytest.raises(PropagationError, match="Every film that can be compared is annotated already"):
        run(asked(folder, *names, exemplars=names))


def test_comparing_can_be_cancelled_at_any_step(folder):
    names = ("middle.png", "left.png", "right.png")
    count = len(list(asked(folder, *names)))
    for stop in (1, count // 2, count):
        operation = asked(folder, *names)
        stopped(operation, stop)
        with pytest.raises(StopIteration):
            next(operation)
