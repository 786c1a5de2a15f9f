"""LaOML's search around a training: copies, the best of them, holding, resuming, and what goes wrong."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from spot_sets import CPU, TINY, config, domain
from stopped_runs import same_tensors

from engine.networks.detector import build_network
from engine.networks.heatmap_network import head_parameters
from engine.operation import run
from engine.sigma import search as sigma_search
from engine.sigma.config import PAPER, EarlyStop, SigmaConfig, SigmaForm, sigma_config
from engine.sigma.controllers import SigmaControllers
from engine.sigma.round import SigmaRound
from engine.sigma.search import SigmaSearch
from engine.supervised.systems import SYSTEMS
from engine.training.losses import counts
from engine.training.trainer import Trainer, TrainingError

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


@pytest.mark.parametrize(
    ("form", "epochs", "held"),
    [
        (PAPER, 250, True),
        (PAPER, 101, True),  # by the round that ends with epoch 100
        (PAPER, 100, False),
        (PAPER, 60, False),
        (replace(PAPER, warm_up=95), 126, True),  # 30 epochs after the warm-up
        (replace(PAPER, warm_up=95), 125, False),
        (replace(PAPER, early_stop=None), 60, True),
        (replace(PAPER, until=50), 60, True),
        (sigma_config(SigmaForm.LAPTOP, 60), 60, True),
    ],
)
def test_it_is_known_before_whether_a_sigma_can_be_held(form, epochs, held):
    assert form.can_hold(epochs) == held


def test_a_schedule_that_can_never_hold_a_sigma_is_said():
    for rule, warns in ((EarlyStop(3, 2), True), (EarlyStop(2, 1), False), (None, False)):
        searching, _ = search(replace(FORM, early_stop=rule))
        said = []
        run(searching.run(), said.append)
        notices = [progress.message for progress in said if progress.notice]
        assert [
            notice.startswith("no sigma can settle: one is held from epoch 3 on") for notice in notices
        ] == ([True] if warns else [])


def alike(first, second):
    """Whether weights and Adam's moments are the same."""
    moments = zip(first["optimiser"]["state"].values(), second["optimiser"]["state"].values(), strict=True)
    return same_tensors(first["nets"][0], second["nets"][0]) and all(same_tensors(*pair) for pair in moments)


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
        assert alike(best, now)
        assert same_tensors(best["means"][0], now["means"][0])
        assert all(alike(copy, starts[0]) for copy in starts)
        heads = {f"head.{name}" for name in ("weight", "bias")}
        for name in best["nets"][0]:
            if form.head_only and name not in heads and "running" not in name and "num_" not in name:
                assert torch.equal(best["nets"][0][name], starts[0]["nets"][0][name])
        assert not torch.equal(best["nets"][0]["head.weight"], starts[0]["nets"][0]["head.weight"])
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
        assert same_tensors(best, run(second.run()))
        assert repr(second.history) == repr(whole.history)
        assert second.sigma == whole.sigma


def stubbed(monkeypatch, form):
    """A search where landmark A is better with a large sigma, B with a small one, and its trainer."""
    searching, trainer = search(form, epochs=9)

    def stub(nets, steering, sigma, device):
        yield from ()
        assert sigma is None  # copies are compared by the tops of their heatmaps, however wide
        large, small = trainer.sigma
        return np.array([[9.0 - large, 5.0 + small]] * 2)

    monkeypatch.setattr(sigma_search, "film_errors", stub)
    return searching, trainer


def test_the_sigma_of_the_least_error_wins_and_teaches_the_controllers(monkeypatch):
    form = replace(FORM, copies=8, highest=9.0, steps=1, baseline=True, broadcast=False)
    searching, trainer = stubbed(monkeypatch, form)
    controllers = searching.state()["controllers"]
    before = {name: each.clone() for name, each in controllers.items()}
    run(searching.run())
    large, small = trainer.sigma
    assert large == 9.0
    assert small == 1.0
    seen = torch.zeros(2, 5)  # losses as on average
    after, asked = SigmaControllers(2, torch.Generator()), SigmaControllers(2, torch.Generator())
    after.load_state_dict(searching.state()["controllers"])
    asked.load_state_dict(before)
    gain = (after(seen).exp() - asked(seen).exp()).tolist()
    assert gain[0][2] > 0.15  # A's controller has come to let sigma grow, B's to let it shrink
    assert gain[1][0] > 0.15
    monkeypatch.setattr(sigma_search, "update", lambda *_: None)
    untaught, _ = stubbed(monkeypatch, form)
    run(untaught.run())
    assert same_tensors(before, untaught.state()["controllers"])  # all that it learned, it was taught


def test_landmarks_that_no_steering_film_has_keep_their_sigma():
    films = domain(5, checked=1)
    judges = domain(1, checked=2, seed=4)
    judges.validation.points[:, 1] = math.nan
    trainer = Trainer(network(), [films], config(epochs=4), CPU, 1)
    searching, said = SigmaSearch(trainer, judges, "AB", FORM, CPU, 7), []
    run(searching.run(), said.append)
    assert {one.sigma[1] for one in searching.history.records} == {3.0}
    assert said[0].notice
    assert said[0].message == "no film that steers has B: sigma stays 3 there"
    judges.validation.points[:] = math.nan
    with pytest.raises(TrainingError, match="have no landmark placed"):
        SigmaSearch(trainer, judges, "AB", FORM, CPU, 7)


def test_sharp_landmarks_are_learned_beside_wide_ones():
    """Balanced, a landmark of a quarter of the sigma counts sixteen times; alike ones count once."""
    shape = torch.zeros(3, 2)
    assert counts((1.0, 4.0), 4.0, shape).tolist() == [16.0, 1.0]
    assert counts((8.0, 4.0), 4.0, shape).tolist() == [1.0, 1.0]
    assert counts((1.0, 4.0), None, shape).tolist() == counts(2.0, 4.0, shape).tolist() == [1.0]
    _, trainer = search(replace(FORM, balanced=True, lowest=1.0, start=2.0), epochs=2)
    assert (trainer.balance, search()[1].balance) == (2.0, None)
    batch = {"points": torch.full((1, 2, 2), 9.0), "weights": torch.ones(1, 2)}
    images, found = torch.zeros(1, 1, 32, 40), [torch.zeros(1, 2, 16, 20)]
    costs = []
    for trainer.balance in (None, 2.0):
        trainer.sigma = (1.0, 2.0)
        costs.append(float(trainer._cost(found, images, **batch)))
    sharp, wide = trainer.losses.state()["sums"]  # noted twice, as they are
    assert costs == pytest.approx([(sharp + wide) / 2, (4 * sharp + wide) / 2])


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


def test_copies_that_all_diverge_do_not_stop_a_training_that_lives(monkeypatch):
    real = Trainer._learn

    def learn(self):
        tried = self.step == self.steps and not self.net.stem[0].weight.requires_grad
        return real(self) * (math.nan if tried else 1.0)

    monkeypatch.setattr(Trainer, "_learn", learn)
    searching, trainer = search(replace(LAPTOP, broadcast=False))
    run(searching.run())
    first, second = searching.history.records
    assert first.sigma == (3.0, 3.0)  # of the round without a copy that came to anything
    assert all(math.isfinite(value) for value in second.error)
    assert len(trainer.curve) == 3


def test_copies_that_only_say_which_sigmas_are_good_leave_the_training_as_it_is():
    form = replace(LAPTOP, broadcast=False, lowest=3.0, highest=3.0)
    films = domain(5, checked=1)
    alone = Trainer(network(), [films], config(epochs=3, sigma=(3.0, 3.0)), CPU, 1)
    searching, trainer = search(form)
    assert same_tensors(run(alone.run()), run(searching.run()))
    assert [one.epoch for one in searching.history.records] == [2, 3]
    assert trainer.curve == alone.curve


def test_one_landmark_is_enough():
    searching, _ = search(LAPTOP, landmarks=1)
    run(searching.run())
    assert len(searching.sigma) == 1


def test_what_settled_is_never_changed_again():
    """Sanity (d), in the training: from the first round on, all landmarks."""
    stop = EarlyStop(after=2, window=1, variance=1e9)
    form = replace(LAPTOP, early_stop=stop, broadcast=False, copies=8)
    searching, trainer = search(form, epochs=6)
    told = []
    run(searching.run(), lambda progress: told.append((progress, trainer.sigma)))
    rounds = [sigma for progress, sigma in told if "sigma A" in progress.metrics]
    assert rounds[0] != (3.0, 3.0)  # the first round found others
    assert {one.sigma for one in searching.history.records[1:]} == {trainer.sigma} == {rounds[1]}
    assert len(rounds) == 2  # then nothing is left to search
    assert len(trainer.curve) == 6


def test_the_search_ends_where_the_network_is_to_settle():
    form = replace(FORM, until=3, copies=8)
    searching, trainer = search(form, epochs=6)
    told = []
    run(searching.run(), lambda progress: told.append("sigma A" in progress.metrics))
    assert sum(told) == 2  # rounds of epochs 2 and 3
    assert {one.sigma for one in searching.history.records[2:]} == {trainer.sigma}
    assert [one.epoch for one in searching.history.records] == [2, 3, 4, 5, 6]


def test_without_steering_films_or_epochs_it_says_so():
    with pytest.raises(TrainingError, match="--steer"):
        search(steering=False)
    with pytest.raises(TrainingError, match="begins after 9 epochs"):
        search(replace(FORM, warm_up=9))


def test_heads_are_known_in_all_kinds_of_networks():
    heads = head_parameters(network())
    assert [tuple(each.shape) for each in heads] == [(2, 6, 1, 1), (2,)]
    for system, recipe in SYSTEMS.items():
        with torch.device("meta"):
            net = build_network((2,), recipe.network)
        assert 0 < len(head_parameters(net)) < len(list(net.parameters())), system
    with pytest.raises(ValueError, match="no layers called"):
        head_parameters(torch.nn.Linear(1, 1))
