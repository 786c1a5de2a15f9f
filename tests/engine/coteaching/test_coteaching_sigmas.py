"""Co-teaching with a sigma for each landmark: switched off, held, and searched by films kept back."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from coteaching_spots import CPU, SIZE, TINY, Starved, same, spots, weights
from stopped_runs import stopped

from engine.coteaching import c2t as coteaching
from engine.coteaching.batches import show as real_show
from engine.coteaching.c2t import CoTeaching
from engine.geometry.coordinates import Size
from engine.networks.heatmap_network import head_parameters
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.runtime.run_store import RunStore, resumed
from engine.sigma import search as sigma_search
from engine.sigma.config import SigmaConfig
from engine.sigma.search import SigmaSearch
from engine.sigma.sigma_validation import sigma_validation_films
from engine.training.detection import detect
from engine.training.errors import DivergedError, TrainingError

# 7 films besides the exemplar in batches of 3: an epoch is 3 steps
FORM = SigmaConfig(start=2.0, highest=4.0, warm_up=1, period=1, copies=2, rate=1e-2, early_stop=None)
LAPTOP = replace(FORM, steps=2, head_only=True, baseline=True, copies=3, broadcast=False)
LONG = replace(TINY, network=UNetConfig((4, 6), 4), least_steps=11)


def search(form=FORM, config=LONG, trained=CoTeaching):
    every = spots(11)
    films = replace(every, patches=every.patches[:8], points=every.points[:8], trust=every.trust[:8])
    training = trained(films, config, CPU, 1)
    counts = np.array([[True, True], [True, False], [True, True]])
    steering = sigma_validation_films(
        films, list(every.patches[8:]), every.points[8:].double().numpy(), counts
    )
    return SigmaSearch(training, steering, "AB", form, CPU, 7), training


def test_without_learned_sigmas_the_schedule_is_the_configs(monkeypatch):
    drawn = []

    def watched(films, rows, ranges, sigma, stride, device, generator):
        drawn.append(sigma)
        return real_show(films, rows, ranges, sigma, stride, device, generator)

    monkeypatch.setattr(coteaching, "show", watched)
    training = CoTeaching(spots(), TINY, CPU, 0)
    run(training.run())
    expected = [2.0 * (1.5 / 2.0) ** (step / 6) for step in range(6) for _ in range(2)]
    assert drawn == expected
    assert training.losses.epochs == []
    assert training.state()["sigma"] is None


def test_a_sigma_for_each_landmark_that_is_the_same_changes_no_bit():
    config = replace(TINY, sigma=(2.0, 2.0))
    alone, given = CoTeaching(spots(), config, CPU, 0), CoTeaching(spots(), TINY, CPU, 0)
    given.sigma = (2.0, 2.0)  # instead of the annealing of TINY
    assert same(run(alone.run()), run(given.run()))
    assert len(given.losses.epochs) == 3  # 6 films in batches of 3: an epoch is 2 steps
    assert all(math.isfinite(value) for epoch in given.losses.epochs for value in epoch)


def test_a_balanced_training_hears_sharp_landmarks_too():
    """Alike sigmas at the balance are as without one; below it, every loss counts so many times more."""
    alike, plain, sharp = (CoTeaching(spots(), TINY, CPU, 0) for _ in range(3))
    alike.sigma = plain.sigma = (2.0, 2.0)
    alike.balance = 2.0
    assert same(run(alike.run()), run(plain.run()))
    sharp.sigma, sharp.balance = (2.0, 2.0), 4.0
    losses = [run_first(one) for one in (CoTeaching(spots(), TINY, CPU, 0), sharp)]
    plain_first, loud = losses
    assert loud["loss"] == pytest.approx(4 * plain_first["loss"])
    assert loud["consistency"] == pytest.approx(4 * plain_first["consistency"])


def run_first(training):
    """The figures of the first step, with a sigma of 2 for both landmarks."""
    training.sigma = (2.0, 2.0)
    return next(training.run()).metrics


def test_each_landmark_gets_the_width_that_it_was_given():
    films, drawn = spots(size=Size(80, 80)), torch.Generator().manual_seed(0)
    films.points[:] = 40.0
    training = CoTeaching(films, TINY, CPU, 0)
    training.sigma = (1.5, 3.0)
    shown = training._show(torch.tensor([1, 2]), TINY.hard, 0.5, drawn)
    mass = shown.target.sum(dim=(2, 3))
    np.testing.assert_allclose(mass, [[2 * math.pi * 1.5**2, 2 * math.pi * 3.0**2]] * 2, rtol=0.02)


def test_the_search_over_co_teaching_runs_to_the_end_within_its_range():
    searching, training = search()
    said = []
    detectors = run(searching.run(), said.append)
    assert [one.epoch for one in searching.history.records] == [2, 3]
    assert training.step == training.total == 11
    assert len(detectors) == 2
    for one in searching.history.records:
        assert all(1.0 <= value <= 4.0 and abs(value - 2.0) <= one.epoch - 1 for value in one.sigma)
        # a pseudo-label has no spacing: errors are canvas pixels, as rewards are
        np.testing.assert_allclose(25.0 - np.array(one.reward), np.array(one.error))
    assert searching.sigma == searching.history.records[-1].sigma
    assert any(now.message == "copy 2 of 2" for now in said)
    assert sum("sigma A" in now.metrics for now in said) == 2


@pytest.mark.parametrize("form", [FORM, LAPTOP])
def test_the_sigmas_that_are_told_are_those_that_the_last_weights_learned_with(form):
    used = []

    class Watched(CoTeaching):
        def _learn(self):
            used.append((self.step, self.sigma))
            return super()._learn()

        def restore(self, state):
            super().restore(state)
            used.append((self.step, None))

    searching, training = search(form, trained=Watched)
    run(searching.run())
    every = {sigma for step, sigma in used if step >= 9}  # 2 steps of a fourth epoch are left
    told = searching.sigma
    assert told in every
    if form is LAPTOP:
        assert used[-1] == (10, told)
        assert training.sigma == told
    else:  # both copies went to the end, and one of them is what is gone on from
        assert used[-1] == (11, None)


def test_errors_are_those_of_both_detectors_together_where_labels_count():
    searching, training = search(replace(FORM, highest=2.0, lowest=2.0, copies=1))
    run(searching.run())
    judges = searching._steering.validation
    found = detect(training.detectors, judges.patches, SIZE, (2.0, 2.0), views=1)
    off = np.array(
        [np.linalg.norm(one.points - judges.points[i].numpy(), axis=1) for i, one in enumerate(found)]
    )
    assert np.isnan(off).tolist() == [[False, False], [False, True], [False, False]]
    errors = run(sigma_search.film_errors(training.networks, searching._steering, (2.0, 2.0), CPU))
    np.testing.assert_allclose(errors, off, rtol=1e-5)  # in batches of another size


def test_copies_that_only_say_which_sigmas_are_good_leave_co_teaching_as_it_is():
    searching, training = search(replace(LAPTOP, lowest=2.0, highest=2.0))
    _, alone = search()
    alone.sigma = (2.0, 2.0)
    assert same(run(searching.run()), run(alone.run()))
    assert all(each.requires_grad for net in training.nets for each in net.parameters())


def test_heads_alone_learn_in_both_detectors():
    _, training = search()
    run(training.advance(3))
    training.sigma = (2.0, 2.0)
    before = [value.clone() for net in training.nets for value in net.parameters()]
    heads = {id(each) for net in training.nets for each in head_parameters(net)}
    every = [each for net in training.nets for each in net.parameters()]
    for each in every:
        each.requires_grad_(id(each) in heads)
    run(training.advance(4))
    moved = [not torch.equal(now, then) for now, then in zip(every, before, strict=True)]
    assert moved == [id(each) in heads for each in every]


@pytest.mark.parametrize("form", [FORM, LAPTOP])
def test_a_stopped_search_over_co_teaching_goes_on_to_the_same_bits(tmp_path, form):
    whole, _ = search(form)
    best = run(whole.run())
    total = sum(1 for _ in search(form)[0].run())
    for stop in (5, total - 3):
        store = RunStore.of_run(tmp_path / str(stop), {"run": stop})
        stopped(resumed(search(form)[0], store, "round-1"), stop)
        again, _ = search(form)
        assert same(best, run(resumed(again, store, "round-1")))
        assert repr(again.history) == repr(whole.history)


def test_a_copy_of_no_numbers_is_discarded():
    class Breaking(CoTeaching):
        broken = 0

        def _learn(self):
            metrics = super()._learn()
            if not self.broken and self.step == self.steps:
                self.broken = 1
                with torch.no_grad():
                    self.nets[1].head.weight.fill_(math.nan)
                return metrics | {"loss": math.nan}
            return metrics

    searching, training = search(trained=Breaking)
    detectors = run(searching.run())
    assert training.broken
    assert all(bool(value.isfinite().all()) for value in weights(detectors))
    assert all(math.isfinite(value) for one in searching.history.records for value in one.reward)


def test_where_all_copies_run_away_it_says_so():
    class Lost(CoTeaching):
        late = True

        def _learn(self):
            loss = math.nan if not self.late or self.step >= self.steps else 1.0
            return super()._learn() | {"loss": loss}

    with pytest.raises(TrainingError, match="diverged whatever"):
        run(search(trained=Lost)[0].run())
    Lost.late = False
    with pytest.raises(DivergedError, match="another seed"):
        run(search(trained=Lost)[0].run())


def test_less_memory_changes_the_batch_but_not_the_epochs():
    searching, training = search(trained=Starved)
    run(searching.run())
    assert training.step == 11
    assert [one.epoch for one in searching.history.records] == [2, 3]


def test_a_step_that_lacks_memory_is_not_counted_twice():
    class LateStarved(CoTeaching):
        def _gradients(self, share):
            found = super()._gradients(share)
            if self._portion.size == 3:
                raise RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes.")
            return found

    _, training = search(trained=LateStarved)
    steps = training.advance(2)
    assert "too little memory" in next(steps).message
    assert training.losses.state()["sums"] == []
    next(steps)
    assert training.losses.state()["sums"] != []
