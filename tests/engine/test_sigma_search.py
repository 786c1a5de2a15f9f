"""LaOML's search around a training: copies, the best of them, holding, resuming, and what goes wrong."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from spot_sets import CPU, TINY, config, domain

from engine.detection import sigma_search
from engine.detection.sigma_config import EarlyStop, SigmaConfig
from engine.detection.sigma_round import SigmaRound
from engine.detection.sigma_search import SigmaSearch
from engine.detection.training import Trainer, TrainingError
from engine.networks.detector import build_network
from engine.networks.farnet import FARNetConfig
from engine.networks.heatmap_network import head_parameters
from engine.operation import run

FORM = SigmaConfig(start=3.0, highest=4.0, warm_up=1, period=1, copies=2, rate=1e-2, early_stop=None)
LAPTOP = replace(FORM, steps=1, head_only=True, baseline=True, copies=3)


def network(landmarks=2):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        return build_network((landmarks,), TINY)


def search(form=FORM, landmarks=2, steering=True, **changes):
    films = domain(5, landmarks=landmarks, checked=1)
    trainer = Trainer(network(landmarks), [films], config(**({"epochs": 3} | changes)), CPU, 1)
    judges = domain(1, landmarks=landmarks, checked=2, seed=4) if steering else None
    return SigmaSearch(trainer, judges, "AB"[:landmarks], form, CPU, 7), trainer


def same(first, second):
    return all(torch.equal(a, b) for a, b in zip(first.values(), second.values(), strict=True))


def test_every_epoch_after_the_warm_up_has_sigmas_rewards_and_errors():
    searching, trainer = search(average=None)
    said = []
    run(searching.run(), said.append)
    assert [one.epoch for one in searching.history.records] == [2, 3]
    assert len(trainer.curve) == 3
    assert trainer.step == trainer.total == 6  # copies are not counted
    for one in searching.history.records:
        assert all(1.0 <= value <= 4.0 and abs(value - 3.0) <= one.epoch - 1 for value in one.sigma)
        # a canvas pixel of these films measures half a millimetre
        np.testing.assert_allclose(25.0 - np.array(one.reward), np.array(one.error) / 0.5)
    assert any(message.message.startswith("copy 2 of 2") for message in said)
    assert sum("sigma A" in message.metrics for message in said) == 2


@pytest.mark.parametrize("form", [FORM, LAPTOP])
def test_copies_start_alike_to_the_bit_and_all_go_on_from_the_best(form, monkeypatch):
    """Sanity (c): after the broadcast weights, running mean and optimiser are the best copy's."""
    starts, ends, errors = [], [], []
    start, close, broadcast = SigmaRound.start_copy, SigmaRound.close, SigmaRound.broadcast

    def begin(self, trainer):
        start(self, trainer)
        starts.append(sigma_search.deepcopy(trainer.state()))

    def end(self, trainer, found, constant):
        ends.append(sigma_search.deepcopy(trainer.state()))
        errors.append(found.mean())
        close(self, trainer, found, constant)

    def spread(self, trainer, best):
        records = broadcast(self, trainer, best)
        best, now = ends[int(np.argmin(errors))], trainer.state()
        assert same(best["net"], now["net"])
        assert same(best["mean"], now["mean"])
        for number, kept in best["optimiser"]["state"].items():
            assert same(kept, now["optimiser"]["state"][number])
        for copy in starts:
            assert same(copy["net"], starts[0]["net"])
        heads = {f"head.{name}" for name in ("weight", "bias")}
        for name in best["net"]:
            if form.head_only and name not in heads and "running" not in name and "num_" not in name:
                assert torch.equal(best["net"][name], starts[0]["net"][name])
        assert not torch.equal(best["net"]["head.weight"], starts[0]["net"]["head.weight"])
        for each in (starts, ends, errors):
            each.clear()
        return records

    for name, new in (("start_copy", begin), ("close", end), ("broadcast", spread)):
        monkeypatch.setattr(SigmaRound, name, new)
    searching, trainer = search(form)
    run(searching.run())
    assert all(each.requires_grad for each in trainer.net.parameters())


@pytest.mark.parametrize("form", [FORM, LAPTOP])
def test_a_resumed_search_equals_an_unbroken_one_to_the_bit(form):
    whole, _ = search(form)
    best = run(whole.run())
    total = sum(1 for _ in search(form)[0].run())
    for stop in sorted({3, 4, total // 2, total - 4}):
        first, _ = search(form)
        steps = first.run()
        for _ in range(stop):
            next(steps)
        state = sigma_search.deepcopy(first.state())
        steps.close()
        second, _ = search(form)
        second.restore(state)
        assert same(best.state_dict(), run(second.run()).state_dict())
        assert repr(second.history) == repr(whole.history)
        assert second.sigma == whole.sigma


def test_the_sigma_of_the_least_error_wins(monkeypatch):
    """In a stub environment landmark A is better with a large sigma, B with a small one."""

    def stub(net, steering, sigma, device):
        yield from ()
        return np.array([[9.0 - sigma[0], 5.0 + sigma[1]]] * 2)

    monkeypatch.setattr(sigma_search, "film_errors", stub)
    searching, _ = search(replace(FORM, copies=8, highest=9.0, steps=1), epochs=6)
    run(searching.run())
    large, small = searching.history.records[-1].sigma
    assert large > 6
    assert small == 1.0


def test_a_copy_that_diverges_is_discarded(monkeypatch):
    real, broken = Trainer._learn, []

    def learn(self):
        loss = real(self)
        if len(broken) < 1 and self.step == self.steps:
            broken.append(1)
            with torch.no_grad():
                self.net.head.weight.fill_(math.nan)
            return math.nan
        return loss

    monkeypatch.setattr(Trainer, "_learn", learn)
    searching, _ = search()
    net = run(searching.run())
    assert broken
    assert all(bool(each.isfinite().all()) for each in net.parameters())
    assert all(math.isfinite(value) for one in searching.history.records for value in one.reward)

    def never(self):
        return real(self) * (math.nan if self.step >= self.steps else 1.0)

    monkeypatch.setattr(Trainer, "_learn", never)
    with pytest.raises(TrainingError, match="diverged whatever"):
        run(search()[0].run())


def test_copies_that_only_say_which_sigmas_are_good_leave_the_training_as_it_is():
    form = replace(LAPTOP, broadcast=False, lowest=3.0, highest=3.0)
    films = domain(5, checked=1)
    alone = Trainer(network(), [films], config(epochs=3, sigma=(3.0, 3.0)), CPU, 1)
    searching, trainer = search(form)
    assert same(run(alone.run()).state_dict(), run(searching.run()).state_dict())
    assert [one.epoch for one in searching.history.records] == [2, 3]
    assert trainer.curve == alone.curve


def test_one_landmark_is_enough():
    searching, _ = search(LAPTOP, landmarks=1)
    run(searching.run())
    assert len(searching.sigma) == 1


def test_what_settled_is_never_changed_again():
    """Sanity (d), in the training."""
    stop = EarlyStop(after=2, window=1, variance=1e9)
    searching, trainer = search(replace(FORM, early_stop=stop), epochs=5)
    run(searching.run())
    [held] = {one.sigma for one in searching.history.records}
    assert trainer.sigma == held
    assert len(trainer.curve) == 5


def test_without_steering_films_or_epochs_it_says_so():
    with pytest.raises(TrainingError, match="--steer"):
        search(steering=False)
    with pytest.raises(TrainingError, match="begins after 9 epochs"):
        search(replace(FORM, warm_up=9))


def test_heads_are_known_in_all_kinds_of_networks():
    heads = head_parameters(network())
    assert [tuple(each.shape) for each in heads] == [(2, 6, 1, 1), (2,)]
    with torch.device("meta"):
        both = build_network((2,), FARNetConfig())
    assert 0 < len(head_parameters(both)) < len(list(both.parameters()))
