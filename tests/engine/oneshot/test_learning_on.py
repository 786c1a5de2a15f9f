"""A one-shot run that goes on from what an earlier one learned, with what a person corrected since."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from drawn_hands import SCHEME, SETTINGS, Hands, bits
from stopped_runs import same_tensors, stopped

from engine.errors import PropagationError
from engine.geometry.coordinates import Size
from engine.inference.coherent_detection import coherent_detections
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.models.displacement_tree import DisplacementTree
from engine.models.reference import Reference
from engine.networks.gu2net import GU2NetConfig
from engine.oneshot.corrections import as_seen, human_points, reader_offset
from engine.oneshot.coteaching_rounds import CoTeachingRounds
from engine.oneshot.propagate import Method
from engine.oneshot.variety import look_of, shape_of, varied
from engine.operation import run

FILMS = ("e.png", "a.png", "b.png", "flipped.png", "other.png")


@pytest.fixture(scope="module")
def hands(tmp_path_factory):
    return Hands(tmp_path_factory.mktemp("hands"))


@pytest.fixture(scope="module")
def first(hands):
    return run(hands.propagation(SETTINGS, *FILMS))


@pytest.fixture(scope="module")
def settings(first):
    return replace(SETTINGS, start=first.learned)


def corrected(hands, film, names=SCHEME.names, origin=Origin.CORRECTED):
    """What a person has put right on a film: the landmarks `names`."""
    places = dict(zip(SCHEME.names, hands.truth[film].tolist(), strict=True))
    return LandmarkSet(
        film, {name: Landmark(name, *places[name], Presence.PRESENT, origin) for name in names}
    )


def again(hands, settings, part=3):
    """The run on `a.png` corrected as a whole and `b.png` in part."""
    more, some = [corrected(hands, "a.png")], [corrected(hands, "b.png", SCHEME.names[:part])]
    return hands.propagation(settings, *FILMS, more=more, corrections=some)


@pytest.fixture(scope="module")
def second(hands, settings):
    steps = []
    return run(again(hands, settings), steps.append), steps


def test_all_but_whole_corrected_films_are_predicted_and_the_run_says_what_it_went_on_from(second, settings):
    result, steps = second
    assert set(result.sets) == {"b.png", "flipped.png", "other.png"}
    assert result.exemplars == ("e.png", "a.png")
    assert result.method == "one-shot (test, corrected)"
    assert "the detectors start from what an earlier run has learned" in [step.message for step in steps]
    [note] = [note for note in result.notes if "learned on from a model" in note]
    assert settings.start.digest[:12] in note
    points = 2 * len(SCHEME.names) + 3
    assert f"{points} points that a person decided on, on 3 films" in note


def test_it_is_a_short_round_from_the_old_weights_which_stay_as_they_were(first, second, hands):
    result, steps = second
    taught = [step for step in steps if step.stage == "co-teaching" and step.metrics]
    assert len(taught) == 3  # a quarter of the first run's
    assert "finder" not in [step.stage for step in steps]
    assert not same_tensors(result.learned.detectors[0], first.learned.detectors[0])
    untouched = run(hands.propagation(SETTINGS, *FILMS)).learned
    assert first.learned.digest == untouched.digest
    assert result.learned.digest != first.learned.digest


def test_the_same_seed_gives_the_same_bits(second, hands, settings):
    assert bits(run(again(hands, settings))) == bits(second[0])


def test_a_stopped_run_on_corrections_goes_on_to_the_same_bits(second, hands, settings, tmp_path):
    kept = replace(settings, work=tmp_path / "work")
    stopped(again(hands, kept), lambda step: step.stage == "co-teaching" and step.done == 1)
    rest = []
    assert bits(run(again(hands, kept), rest.append)) == bits(second[0])
    assert [step.done for step in rest if step.stage == "co-teaching" and step.metrics] == [2, 3]


def test_landmarks_go_on_to_be_placed_as_the_model_placed_them(hands, settings, monkeypatch):
    count, asked = len(settings.start.names), []
    parents = (-1, *range(count - 1))
    tree = DisplacementTree(parents, ((0.0, 0.0),) * count, ((900.0, 0.0, 900.0),) * count)

    def placed(maps, stride, sigma, displacements):
        asked.append(displacements)
        return coherent_detections(maps, stride, sigma, displacements)

    monkeypatch.setattr("engine.oneshot.coteaching_rounds.coherent_detections", placed)
    start = replace(settings.start, displacements=tree)
    result = run(again(hands, replace(settings, start=start)))
    assert asked
    assert all(each is tree for each in asked)
    assert result.learned.displacements == tree


@pytest.mark.parametrize("what", ["start", "point"])
def test_another_start_or_one_more_point_is_another_run(second, hands, settings, tmp_path, what):
    kept = replace(settings, work=tmp_path / "work")
    stopped(again(hands, kept), lambda step: step.stage == "co-teaching" and step.done == 1)
    other = replace(kept, start=second[0].learned) if what == "start" else kept
    rest = again(hands, other, part=3 if what == "start" else 4)
    assert stopped(rest, lambda step: step.stage == "co-teaching" and step.metrics).done == 1


def test_detectors_learn_a_persons_points_and_no_other_label_there(hands, settings, monkeypatch):
    given = []
    original = CoTeachingRounds._taught

    def noting(rounds, data, *rest):
        given.append((rounds, data))
        return (yield from original(rounds, data, *rest))

    monkeypatch.setattr(CoTeachingRounds, "_taught", noting)
    run(again(hands, settings))
    [(rounds, data)] = given
    assert data.exemplars == 3
    assert data.trust[:2].unique().tolist() == [1.0]
    assert data.trust[2].tolist() == [1.0] * 3 + [0.0] * (len(SCHEME.names) - 3)
    film = 3 + list(rounds.carried).index("b.png")
    torch.testing.assert_close(data.points[film, :3], data.points[2, :3])
    assert data.trust[film, :3].tolist() == [1.0] * 3


def test_an_accepted_point_counts_half_and_an_undecided_one_nothing():
    names = ("a", "b", "c", "d")
    origins = (Origin.CORRECTED, Origin.ACCEPTED, Origin.PREDICTED, None)
    marks = {
        name: Landmark(name, 1.0, 2.0, Presence.PRESENT, origin)
        for name, origin in zip(names, origins, strict=True)
    }
    human = human_points(LandmarkSet("f", marks), (*names, "e"), Scheme((*names, "e")), False)
    assert human.weight.tolist() == [1.0, 0.5, 0.0, 1.0, 0.0]
    assert np.isfinite(human.points[:, 0]).tolist() == [True, True, False, True, False]


def test_a_corrected_film_that_is_mirrored_is_learned_from_as_such(first, hands):
    learned = first.learned
    upright, flipped = (as_seen(corrected(hands, film), learned, SCHEME) for film in ("b.png", "flipped.png"))
    assert (upright.mirrored, flipped.mirrored) == (False, True)
    pairs = Scheme(("left", "right", "top"), pairs=(("left", "right"),))
    shape = np.array([[0.0, 0.0], [10.0, 1.0], [7.0, 20.0]])
    marks = {
        name: Landmark(name, -x, y, Presence.PRESENT, Origin.CORRECTED)
        for name, (x, y) in zip(("right", "left", "top"), shape.tolist(), strict=True)
    }
    start = replace(learned, names=pairs.names, reference=Reference(Size(48, 48), shape, 1.0))
    seen = as_seen(LandmarkSet("f", marks), start, pairs)
    assert seen.mirrored
    np.testing.assert_allclose(seen.points, shape * [-1, 1])  # the left one is called right there


def test_a_persons_habit_is_found_and_noise_is_not():
    random = np.random.default_rng(0)
    steady = np.tile([[3.0, 0.0], [0.0, 0.0], [0.0, -2.0]], (5, 1, 1))
    noise = random.normal(0, 0.3, steady.shape)
    np.testing.assert_allclose(reader_offset(steady + noise), steady[0], atol=0.5)
    many = random.normal(0, 2.0, (5, 40, 2))
    assert np.abs(reader_offset(many)).mean() < 0.3 * np.abs(many.mean(axis=0)).mean()
    some = (steady + noise).copy()
    some[:, 1] = np.nan
    some[1:, 2] = np.nan
    assert reader_offset(some)[1].tolist() == [0.0, 0.0]
    assert np.isfinite(reader_offset(some)).all()
    assert reader_offset(np.full((2, 3, 2), np.nan)).tolist() == [[0.0, 0.0]] * 3


def test_what_cannot_be_gone_on_from_is_refused_at_once(hands, settings, tmp_path):
    def refused(wanted, words):
        with pytest.raises(PropagationError, match=words):
            run(hands.propagation(wanted, *FILMS), lambda step: pytest.fail(step.stage))

    refused(replace(settings, method=Method.REGISTRATION), "no detectors to start")
    start = settings.start
    refused(replace(settings, start=replace(start, network=GU2NetConfig())), "not from those of this model")
    refused(replace(settings, start=replace(start, names=start.names[1:])), "does not know")
    other = replace(start, names=("elsewhere", *start.names[1:]))
    refused(replace(settings, start=other), "knows elsewhere, which is no landmark here")
    refused(replace(settings, weights=tmp_path / "hrnet.safetensors"), "HRNet|ImageNet")


def test_of_many_corrected_films_a_few_varied_ones_are_registered(hands, settings):
    more = [corrected(hands, film) for film in ("a.png", "b.png", "other.png")]
    result = run(hands.propagation(replace(settings, most_registered=2), *FILMS, more=more))
    assert result.exemplars == ("e.png", "a.png", "b.png", "other.png")
    assert len(result.learned.exemplars) == 2
    assert result.learned.exemplars[0].identity == "e.png"
    assert result.learned.training.exemplars == result.exemplars
    assert [SETTINGS.registered(9), settings.registered(9), settings.registered(3)] == [9, 6, 3]
    alone = replace(SETTINGS, method=Method.REGISTRATION, most_registered=1)
    few = run(hands.propagation(alone, *FILMS, more=more))
    assert set(few.sets) == {"flipped.png"}
    plain = run(hands.propagation(replace(SETTINGS, method=Method.REGISTRATION), "e.png", "flipped.png"))
    assert few.sets == plain.sets


def test_varied_rows_leave_none_far_from_a_chosen_one():
    points = np.array([[0.0], [0.1], [5.0], [5.1], [10.0], [0.0]])
    assert varied(points, 2) == (2, 4)
    assert varied(points, 99) == (1, 2, 3, 4)  # the last is the first once more
    assert varied(points, 1, first=(0, 4)) == (2,)


def test_films_and_shapes_are_compared_without_what_does_not_count():
    pixels = np.random.default_rng(0).random((96, 72)).astype(np.float32)
    np.testing.assert_allclose(look_of(pixels), look_of(0.5 * pixels + 0.2), atol=1e-4)
    assert look_of(np.full((50, 40), 0.3, np.float32)).any() == np.False_
    places = {"a": (0, 0), "b": (4, 0), "c": (0, 3)}

    def marks(scale, shift):
        return LandmarkSet(
            "f", {n: Landmark(n, scale * x + shift, scale * y) for n, (x, y) in places.items()}
        )

    first, second = (shape_of(each, ("a", "b", "c", "d")) for each in (marks(1, 0), marks(3, 7)))
    np.testing.assert_allclose(first, second, atol=1e-12)
