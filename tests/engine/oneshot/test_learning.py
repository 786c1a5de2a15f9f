"""One-shot with learning as a whole, on drawn hands: everything that a run can meet, and stopping it."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from drawn_hands import NUMBERS, PLAN, SCHEME, SETTINGS, Hands, bits, off
from small_nets import tiny_config
from stopped_runs import stopped

from engine.errors import PropagationError
from engine.io.images import content_hash
from engine.landmarks import LandmarkSet, Origin, Scheme
from engine.models.reference import Framing
from engine.oneshot.propagate import FilmSource, RegistrationMethod, propagate
from engine.operation import StopEarly, run
from engine.registration.instance import InstanceRegistration

ORDER = ("a.png", "broken.png", "e.png", "b.png", "other.png", "flipped.png")
STATE_OF = {"registration": "registration.pt", "co-teaching": "round-1.pt"}


@pytest.fixture(scope="module")
def hands(tmp_path_factory):
    return Hands(tmp_path_factory.mktemp("hands"))


@pytest.fixture(scope="module")
def whole(hands):
    """A run that nobody stops, and its steps."""
    steps = []
    return run(hands.propagation(SETTINGS, *ORDER), steps.append), steps


def test_all_readable_films_get_all_landmarks(whole, hands):
    result, _ = whole
    assert list(result.sets) == ["a.png", "b.png", "other.png", "flipped.png"]
    for film, own in result.sets.items():
        assert {mark.name for mark in own.placed()} == set(SCHEME.names)
        assert {mark.origin for mark in own.placed()} == {Origin.PREDICTED}
        assert all(0 <= mark.confidence <= 1 and mark.spread > 0 for mark in own.placed())
        assert np.median(off(own, hands.truth[film])) < 25  # barely trained: the place, not the millimetre
    assert result.method == "one-shot (test)"


def test_the_exemplar_keeps_its_points_and_the_broken_film_is_reported(whole):
    result, _ = whole
    assert result.exemplars == ("e.png",)
    assert "e.png" not in result.sets
    assert list(result.unreadable) == ["broken.png"]


def test_mirrored_films_are_marked(whole):
    assert whole[0].mirrored == {"a.png": False, "b.png": False, "other.png": False, "flipped.png": True}


def test_every_part_says_what_it_alone_thinks(whole):
    result, _ = whole
    assert set(result.opinions) == set(result.sets)
    for each in result.opinions.values():
        assert set(each) == {"registration", "detector 1", "detector 2"}
        assert all(points.shape == (len(SCHEME.names), 2) for points in each.values())
        assert all(np.isfinite(points).all() for points in each.values())


def test_the_stages_come_in_order_and_count_up(whole):
    stages = list(dict.fromkeys(step.stage for step in whole[1]))
    assert stages == [
        "reading films",
        "reading exemplars",
        "registration",
        "co-teaching",
        "prediction",
        "finder",
    ]
    for stage in ("registration", "co-teaching", "prediction", "finder"):
        done = [step.done for step in whole[1] if step.stage == stage]
        assert done == sorted(done)
    assert {own.film for step in whole[1] for own in step.found} == set(whole[0].sets)
    taught = [step for step in whole[1] if step.stage == "co-teaching"]
    assert taught[0].message == "the detectors start from random weights"
    losses = [step.metrics for step in taught[1:]]
    assert all({"loss", "consistency", "kept"} <= set(each) for each in losses)


def test_what_was_learned_describes_itself(whole, hands):
    learned = whole[0].learned
    assert learned.names == SCHEME.names
    assert learned.finder is not None
    assert learned.training.exemplars == ("e.png",)
    files = {content_hash(hands.folder / name) for name in ("e.png", *whole[0].sets)}
    assert set(learned.training.films.values()) == files
    bare = learned.without_exemplars()
    assert not bare.exemplars
    assert not any(name in repr(bare.training) for name in NUMBERS)  # they may be patients' names
    np.testing.assert_allclose(learned.exemplars[0].points, hands.truth["e.png"])
    assert not any(net.training for net in learned.detectors)


@pytest.mark.parametrize("stage", ["registration", "co-teaching"])
def test_a_stopped_run_goes_on_to_the_same_bits(whole, hands, tmp_path, monkeypatch, stage):
    settings = replace(SETTINGS, work=tmp_path / "work")

    def kept(step):
        return step.stage == stage and (step.found or (step.metrics and step.done == 4))

    stopped(hands.propagation(settings, *ORDER), kept)
    assert (tmp_path / "work" / STATE_OF[stage]).exists()
    registered = []
    original = InstanceRegistration.register

    def noting(self, films):
        registered.extend(film.identity for film in films)
        return original(self, films)

    monkeypatch.setattr(InstanceRegistration, "register", noting)
    first = []
    again = run(hands.propagation(settings, *ORDER), first.append)
    assert bits(again) == bits(whole[0])
    taught = [step.done for step in first if step.stage == "co-teaching" and step.metrics]
    if stage == "registration":
        assert registered == ["other.png"]  # the first batch was there already
        assert taught == list(range(1, 11))
    else:
        assert registered == []
        assert taught == list(range(5, 11))
    assert (tmp_path / "work").exists()  # whoever writes the result down clears it


def test_another_seed_does_not_go_on_from_what_was_left(hands, tmp_path):
    settings = replace(SETTINGS, work=tmp_path / "work")
    stopped(hands.propagation(settings, "e.png", "a.png"), lambda step: step.stage == "co-teaching")
    other = hands.propagation(replace(settings, seed=1), "e.png", "a.png")

    def registers_or_learns(step):
        return step.stage == "co-teaching" or (step.stage == "registration" and step.message)

    assert stopped(other, registers_or_learns).stage == "registration"


def test_one_single_film_and_one_single_landmark_are_enough(hands):
    film = "a.png"
    name = SCHEME.names[3]
    marks = LandmarkSet("e.png", {name: hands.exemplar.get(name)})
    result = run(hands.propagation(SETTINGS, "e.png", film, marks=marks))
    assert [mark.name for mark in result.sets[film].placed()] == [name]
    assert np.isfinite(result.sets[film].get(name).position).all()
    assert result.learned.names == (name,)
    weights = [value for net in result.learned.detectors for value in net.state_dict().values()]
    assert all(torch.isfinite(value).all() for value in weights)


@pytest.mark.parametrize("registration", [RegistrationMethod.INSTANCE, RegistrationMethod.EDGETRANS])
def test_a_black_film_takes_part_in_nothing(hands, registration):
    settings = replace(
        SETTINGS, registration=registration, plan=replace(PLAN, stage_one=tiny_config(epochs=1))
    )
    without = run(hands.propagation(settings, "e.png", "a.png"))
    result = run(hands.propagation(settings, "e.png", "black.png", "a.png"))
    assert bits(result) == bits(without)
    assert list(result.unfit) == ["black.png"]


@pytest.mark.parametrize("registration", [RegistrationMethod.INSTANCE, RegistrationMethod.EDGETRANS])
def test_without_any_readable_film_it_says_so(hands, registration):
    settings = replace(SETTINGS, registration=registration)
    with pytest.raises(PropagationError, match=r"None of the films can be learned from\. broken\.png: "):
        run(hands.propagation(settings, "e.png", "broken.png"))


def test_a_learned_registration_stops_and_goes_on_as_well(hands, tmp_path):
    plan = replace(PLAN, stage_one=tiny_config(epochs=2))
    settings = replace(SETTINGS, plan=plan, work=tmp_path / "work")
    names = ("e.png", "a.png", "b.png")
    uninterrupted = run(hands.propagation(replace(settings, work=None), *names))
    stopped(
        hands.propagation(settings, *names),
        lambda step: step.stage == "learning to register" and step.done >= 2,
    )
    again = run(hands.propagation(settings, *names))
    assert bits(again) == bits(uninterrupted)
    assert again.learned.registration is not None


@pytest.mark.parametrize("wrong", ["outside", "unreadable"])
def test_what_is_wrong_with_an_exemplar_is_said_before_any_training(hands, wrong):
    marks = hands.exemplar
    if wrong == "outside":
        name = SCHEME.names[0]
        moved = replace(marks.get(name), x=5000.0)
        marks = replace(marks, landmarks={**marks.landmarks, name: moved})
    else:
        marks = replace(marks, film="broken.png")
    settings = replace(SETTINGS, registration=RegistrationMethod.EDGETRANS)
    steps = hands.propagation(settings, "e.png", "a.png", "broken.png", marks=marks)
    with pytest.raises(PropagationError, match=r"lies outside the film|cannot be read"):
        run(
            steps,
            lambda step: step.stage in ("reading films", "reading exemplars") or pytest.fail(step.stage),
        )


def test_landmarks_that_no_exemplar_has_stay_unplaced(hands):
    more = Scheme((*SCHEME.names, "nowhere"))
    sources = [FilmSource(name, hands.folder / name) for name in ("e.png", "a.png")]
    result = run(propagate(sources, [hands.exemplar], more, SETTINGS))
    assert result.sets["a.png"].get("nowhere").position is None
    assert len(result.sets["a.png"].placed()) == len(SCHEME.names)
    assert np.isnan(result.opinions["a.png"]["detector 1"][-1]).all()


def test_bridges_stop_and_go_on_as_well(hands, tmp_path, monkeypatch):
    monkeypatch.setattr("engine.registration.bridges.FEWEST_FOR_BRIDGES", 2)
    settings = replace(SETTINGS, plan=replace(PLAN, bridges=2), work=tmp_path / "work")
    names = ("e.png", "a.png", "b.png", "flipped.png", "other.png")
    steps = []
    uninterrupted = run(hands.propagation(replace(settings, work=None), *names), steps.append)
    second = [step for step in steps if step.stage == "bridges"][-1].message
    assert second.startswith("bridge 2 of 2: ")
    stopped(hands.propagation(settings, *names), lambda step: step.message == second)
    rest = []
    again = run(hands.propagation(settings, *names), rest.append)
    assert bits(again) == bits(uninterrupted)
    assert {step.message for step in rest if step.stage == "bridges"} == {second}
    assert np.median(off(again.sets["flipped.png"], hands.truth["flipped.png"])) < 25


def test_the_plan_decides_the_canvas_and_the_finder(whole, hands):
    learned = whole[0].learned
    assert max(learned.reference.size.width, learned.reference.size.height) == PLAN.side == 96
    assert (learned.framing, learned.network) == (PLAN.framing, PLAN.stage_two.network)
    assert learned.finder.network == PLAN.finder.network
    wide = replace(PLAN, margin=2 * PLAN.margin, stage_two=replace(PLAN.stage_two, least_steps=1))
    wider = run(hands.propagation(replace(SETTINGS, plan=wide), "e.png", "a.png")).learned
    extents = [np.ptp(model.reference.points, axis=0).max() for model in (learned, wider)]
    assert extents[1] < 0.9 * extents[0]  # more free space around them
    film = replace(wide, framing=Framing.FILM, side=64)
    whole_film = run(hands.propagation(replace(SETTINGS, plan=film), "e.png", "a.png")).learned
    size = whole_film.reference.size
    assert (whole_film.finder, max(size.width, size.height)) == (None, 64)


def test_exemplars_are_bound_as_the_plan_uses_the_learned_registration(hands, monkeypatch):
    bound = []

    def noting(film, points, net, config):
        bound.append(config)
        return InstanceRegistration(film, points, config.instance)

    monkeypatch.setattr("engine.oneshot.propagate.EdgeTransRegistration", noting)
    edgetrans = replace(PLAN.edgetrans, local_steps=7)
    plan = replace(PLAN, stage_one=tiny_config(epochs=1), edgetrans=edgetrans)
    settings = replace(SETTINGS, plan=plan)
    stopped(hands.propagation(settings, "e.png", "a.png"), lambda _: bound)
    assert bound == [replace(edgetrans, instance=SETTINGS.instance)]


def test_the_request_reaches_the_rounds_as_it_was_made(hands, monkeypatch):
    class Reached(Exception):
        pass

    def rounds(gallery, exemplars, labels, settings, device, store):
        raise Reached(settings)

    monkeypatch.setattr("engine.oneshot.learning.CoTeachingRounds", rounds)
    with pytest.raises(Reached) as reached:
        run(hands.propagation(SETTINGS, "e.png", "a.png"))
    assert reached.value.args[0] is SETTINGS


def test_weights_for_no_network_are_refused(hands, tmp_path):
    settings = replace(SETTINGS, weights=tmp_path / "weights.safetensors")
    with pytest.raises(PropagationError, match="no HRNet in one-shot"):
        run(hands.propagation(settings, "e.png", "a.png"))


def test_learning_that_is_stopped_early_gives_all_films_points_and_goes_on_to_the_same_bits(
    whole, hands, tmp_path
):
    settings, stop = replace(SETTINGS, work=tmp_path / "work"), StopEarly()
    steps = []

    def ask(step):
        steps.append(step.stage)
        if step.stage == "co-teaching" and step.done == 4:
            stop.ask()

    early = run(hands.propagation(replace(settings, stop=stop), *ORDER), ask)
    assert steps.count("co-teaching") < 8  # of ten
    assert early.is_early
    assert early.method == "one-shot (test), stopped early"
    assert {mark.model for own in early.sets.values() for mark in own.placed()} == {early.method}
    assert early.sets.keys() == whole[0].sets.keys()
    assert early.learned.finder is not None
    assert any("after 4 of 10 steps" in note for note in early.notes)
    again = run(hands.propagation(settings, *ORDER))
    assert not again.is_early
    assert bits(again) == bits(whole[0])


def test_a_wish_to_stop_that_comes_after_the_learning_changes_nothing(whole, hands):
    stop = StopEarly()
    late = run(
        hands.propagation(replace(SETTINGS, stop=stop), *ORDER),
        lambda step: stop.ask() if step.stage == "finder" else None,
    )
    assert not late.is_early
    assert bits(late) == bits(whole[0])
