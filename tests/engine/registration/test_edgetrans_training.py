"""Training of stage I: it learns, keeps what a person placed, and can be stopped and taken up anywhere."""

import io
import itertools

import pytest
import torch
from small_nets import NONE, SHIFTS, tiny_config, tiny_films, tiny_net
from stopped_runs import same_tensors

from engine.errors import PropagationError
from engine.networks.registration_net import GlobalAlignment, RegistrationNet
from engine.operation import run
from engine.registration.edgetrans_batches import PairRanges, SiftPairs, draw_batch
from engine.registration.edgetrans_training import StageOneConfig, StageOneTraining, small_stage_one
from engine.registration.synthetic_pairs import WarpRanges


@pytest.fixture(scope="module")
def films():
    return tiny_films()


def stored(state):
    """`state` as a file would give it back."""
    file = io.BytesIO()
    torch.save(state, file)
    file.seek(0)
    return torch.load(file, weights_only=True)


def test_every_step_reports_its_terms_and_the_last_one_is_the_end(films):
    config = tiny_config(epochs=2)
    reports = []
    run(StageOneTraining(films, config).run(), reports.append)
    steps = [one for one in reports if one.metrics]
    assert len(steps) == 4
    assert {"loss", "global", "similarity", "smooth", "inverse", "synthetic"} <= set(steps[0].metrics)
    assert [one.done for one in steps] == [2, 4, 6, 8]
    assert steps[-1].total == 8
    assert all(torch.isfinite(torch.tensor(list(one.metrics.values()))).all() for one in steps)


@pytest.mark.parametrize("stop", [1, 2, 3, 5, 6])
def test_a_resumed_run_equals_an_uninterrupted_one(films, stop):
    config = tiny_config(epochs=3, pseudo_start=1 / 3)
    whole = StageOneTraining(films, config)
    run(whole.run())
    first = StageOneTraining(films, config)
    operation = first.run()
    steps = 0
    while steps < stop:
        steps += bool(next(operation).metrics)
    operation.close()
    second = StageOneTraining(films, config)
    second.restore(stored(first.state()))
    torch.manual_seed(99)  # nothing may depend on torch's own generators
    run(second.run())
    assert same_tensors(whole.net, second.net)
    assert torch.equal(whole.points, second.points)


def scaled_by(monkeypatch, scale):
    """Trainings scale their losses, as on a GPU whose half precision is float16."""
    made = torch.amp.GradScaler("cpu", init_scale=scale)
    monkeypatch.setattr("engine.registration.edgetrans_training.loss_scaler", lambda *_: made)


def test_scaled_losses_lead_to_the_same_weights_and_the_scale_is_kept(films, monkeypatch):
    plain = StageOneTraining(films, tiny_config(epochs=2))
    run(plain.run())
    assert "scaler" not in plain.state()
    scaled_by(monkeypatch, 2.0**10)
    scaled = StageOneTraining(films, tiny_config(epochs=2))
    run(scaled.run())
    assert same_tensors(plain.net, scaled.net)  # a power of two costs no bit
    state = stored(scaled.state())
    assert (state["scaler"]["scale"], state["scaler"]["_growth_tracker"]) == (2.0**10, 4)
    scaled_by(monkeypatch, 2.0**4)
    again = StageOneTraining(films, tiny_config(epochs=2))
    again.restore(state)
    assert again.state()["scaler"]["scale"] == 2.0**10


def test_a_step_whose_scaled_gradients_are_no_numbers_is_left_out(films, monkeypatch):
    scaled_by(monkeypatch, 2.0**127)
    training = StageOneTraining(films, tiny_config(epochs=1))
    before = [weight.clone() for weight in training.net.parameters()]
    steps = training.run()
    next(steps)
    steps.close()
    assert all(map(torch.equal, before, training.net.parameters()))
    assert training.state()["scaler"]["scale"] == 2.0**126


def test_a_run_stopped_while_labelling_labels_again(films):
    config = tiny_config(epochs=2, pseudo_start=0.0)
    whole, cut = (StageOneTraining(films, config) for _ in range(2))
    run(whole.run())
    list(itertools.islice(cut.run(), 3))  # two steps and the first half of the labels
    assert cut.points is None
    second = StageOneTraining(films, config)
    second.restore(stored(cut.state()))
    run(second.run())
    assert same_tensors(whole.net, second.net)


def test_training_leaves_the_generators_of_torch_alone(films):
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    list(itertools.islice(StageOneTraining(films, tiny_config()).run(), 2))
    assert torch.equal(torch.rand(3), expected)


def test_the_points_of_the_exemplar_never_change_and_the_others_follow_an_average(films):
    config = tiny_config(epochs=3, pseudo_start=1 / 3, highest_rate=1e-2)
    training = StageOneTraining(films, config)
    steps = (training.points for progress in training.run() if progress.metrics)
    seen = [points.clone() for points in steps if points is not None]
    assert training.points.shape == (len(films), 3, 2)
    for points in [*seen, training.points]:
        assert torch.equal(points[0], films.points)
    last = training._carried(torch.arange(len(films)))
    expected = 0.9 * seen[-1] + 0.1 * last
    torch.testing.assert_close(training.points[1:], expected[1:])


def test_pseudo_landmarks_begin_when_the_settings_say(films):
    training = StageOneTraining(films, tiny_config(epochs=3, pseudo_start=2 / 3))
    began = [training.points is not None for progress in training.run() if progress.metrics]
    assert not any(began)
    assert training.points is not None


def test_one_single_unlabelled_film_is_enough():
    training = StageOneTraining(tiny_films(2), tiny_config(epochs=2, batch=10, pseudo_start=0.0))
    net = run(training.run())
    assert isinstance(net, RegistrationNet)
    assert torch.isfinite(training.points).all()


def test_no_film_at_all_is_refused():
    with pytest.raises(PropagationError, match="add the films"):
        StageOneTraining(tiny_films(1), tiny_config())


def short_of_memory(training, most):
    """Let `training` run out of memory with more than `most` films in a batch."""
    step = training._step

    def limited(chosen):
        if len(chosen) > most:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return step(chosen)

    training._step = limited


def test_too_little_memory_means_smaller_batches_and_for_one_film_advice(films):
    training = StageOneTraining(films, tiny_config(epochs=1, batch=4))
    short_of_memory(training, most=1)
    reports = []
    run(training.run(), reports.append)
    told = [one.message for one in reports if "memory" in one.message]
    assert told == [f"too little memory: going on with {count} at a time" for count in ("2 films", "1 film")]
    assert sum(bool(one.metrics) for one in reports) == 4
    short_of_memory(training := StageOneTraining(films, tiny_config(batch=1)), most=0)
    with pytest.raises(PropagationError, match="smaller preset"):
        run(training.run())


@pytest.mark.parametrize("alignment", GlobalAlignment)
def test_every_global_alignment_trains(films, alignment):
    config = tiny_config(net=tiny_net(alignment=alignment, local_steps=1), epochs=1, pseudo_start=0.0)
    training = StageOneTraining(films, config)
    run(training.run())
    assert torch.isfinite(training.points).all()


def test_pairs_are_half_synthetic_and_their_points_lie_on_the_fixed_film(films):
    augmentation = WarpRanges((0.1, 0.2), (15.0, 30.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    points = torch.rand(len(films), 3, 2) * 30 + 15
    chosen = torch.tensor([2, 1, 3])
    ranges = PairRanges(augmentation, SHIFTS, exemplar_share=1.0)
    sift = SiftPairs(films.images, tiny_config().sift)
    batch = draw_batch(films, chosen, points, ranges, torch.Generator().manual_seed(0), sift)
    assert batch.pairs.fixed.shape == (6, 1, 64, 64)
    assert batch.pairs.truth.shape == (3, 2, 64, 64)
    assert batch.pairs.points.shape == (3, 3, 2)
    still = draw_batch(
        films, chosen, points, PairRanges(NONE, NONE, exemplar_share=1.0), torch.Generator().manual_seed(0)
    )
    assert still.alignment is None
    for image, marks in zip(still.pairs.fixed[3:], still.pairs.points, strict=True):
        film = next(i for i in range(len(films)) if (films.images[i] - image).abs().max() < 1e-3)
        torch.testing.assert_close(marks, points[film])


def test_an_augmentation_that_bends_is_refused():
    with pytest.raises(ValueError, match="cannot bend"):
        PairRanges(augmentation=WarpRanges(bend=0.1))


def test_the_small_setting_has_as_many_steps_for_any_number_of_films():
    small = small_stage_one(steps=800)
    assert [small.for_films(films).epochs for films in (4, 150, 280, 100_000)] == [800, 43, 23, 1]
    assert StageOneConfig().for_films(150) == StageOneConfig()
