"""The loop of all trainings on labelled films: order, resuming, memory, patience, several processes."""

import math
import os
import socket
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from spot_sets import CPU, TINY, config, domain

from engine.networks.detector import build_network
from engine.networks.gu2net import GU2NetConfig, TrainedParts
from engine.networks.norm import Norm, with_norm
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.training import trainer as training
from engine.training.batches import epoch_batches, steps_of_epoch
from engine.training.config import Choice, OptimiserKind, Schedule, build_optimiser, rate_at
from engine.training.losses import HeatmapLoss
from engine.training.patches import Labelled
from engine.training.trainer import Trainer, TrainingError
from engine.training.validation import BestWeights, EpochRecord, joint_score, validate, validation_loss

ROOT = Path(__file__).parents[3]


def network(landmarks=(2,), kind=TINY, norm=Norm.BATCH):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        return with_norm(build_network(landmarks, kind), norm)


def trainer(films=None, seed=1, net=None, **changes):
    return Trainer(net or network(), films or [domain()], config(**changes), CPU, seed)


def same(first, second):
    pairs = zip(first.state_dict().items(), second.state_dict().items(), strict=True)
    return all(a == b and torch.equal(x, y) for (a, x), (b, y) in pairs)


def test_a_network_learns_where_the_spots_are():
    teaching = trainer(epochs=20, rate=2e-2)
    before = run(validate(teaching.network, [domain()], 1.5, CPU))[""]
    learned = run(teaching.run())
    after = run(validate(learned, [domain()], 1.5, CPU))[""]
    assert teaching.curve[-1].loss < 0.5 * teaching.curve[0].loss
    assert after < 0.5 * before
    assert after == pytest.approx(min(one.errors[""] for one in teaching.curve), abs=1e-6)  # the best is kept


def test_every_epoch_shows_every_film_once_in_an_order_of_its_own():
    films = (7, 4)
    epochs = [epoch_batches(films, 3, 5, epoch) for epoch in (0, 1)]
    assert len(epochs[0]) == steps_of_epoch(films, 3) == 5
    for batches in epochs:
        for number, count in enumerate(films):
            shown = torch.cat([batch.rows for batch in batches if batch.domain == number])
            assert sorted(shown.tolist()) == list(range(count))
    orders = [[(batch.domain, batch.rows.tolist()) for batch in batches] for batches in epochs]
    assert orders[0] != orders[1]
    again = [(batch.domain, batch.rows.tolist()) for batch in epoch_batches(films, 3, 5, 0)]
    assert again == orders[0]


@pytest.mark.parametrize("stop", [1, 3, 4, 7])
def test_a_resumed_training_equals_an_unbroken_one_to_the_bit(stop):
    whole = trainer()
    best = run(whole.run())
    first = trainer()
    steps = first.run()
    for _ in range(stop):
        next(steps)
    state = first.state()
    kept = state | {"nets": [{name: each.clone() for name, each in state["nets"][0].items()}]}
    second = trainer(net=network())
    second.restore(kept)
    assert same(best, run(second.run()))
    assert second.curve == whole.curve


def test_too_little_memory_computes_a_batch_in_parts(monkeypatch):
    steady = {
        "average": None,
        "optimiser": OptimiserKind.ADADELTA,
        "rate": 0.1,
    }  # no small gradient counts much
    usual = trainer(net=network(norm=Norm.GROUP), **steady)
    reached = run(usual.run())
    tight = trainer(net=network(norm=Norm.GROUP), **steady)
    real, notices = training.Trainer._loss, []

    def small(self, shown, numbers):
        if len(numbers) > 1:
            raise torch.OutOfMemoryError("out of memory")
        return real(self, shown, numbers)

    monkeypatch.setattr(training.Trainer, "_loss", small)
    found = run(tight.run(), lambda progress: notices.append(progress.message) if progress.notice else None)
    assert notices == ["too little memory: going on with 1 film at a time"]
    for a, b in zip(reached.parameters(), found.parameters(), strict=True):
        torch.testing.assert_close(a, b, rtol=1e-3, atol=1e-4)

    def never(self, shown, numbers):
        raise torch.OutOfMemoryError("out of memory")

    monkeypatch.setattr(training.Trainer, "_loss", never)
    with pytest.raises(TrainingError, match="too little memory"):
        run(trainer().run())


def test_a_step_that_lacked_memory_notes_the_losses_of_landmarks_once(monkeypatch):
    usual, tight = trainer(net=network(norm=Norm.GROUP)), trainer(net=network(norm=Norm.GROUP))
    usual.sigma = tight.sigma = (2.0, 3.0)
    run(usual.advance(1))
    real = training.Trainer._loss

    def late(self, shown, numbers):
        loss = real(self, shown, numbers)
        if len(numbers) > 1:
            raise torch.OutOfMemoryError("out of memory")  # the losses are noted by now
        return loss

    monkeypatch.setattr(training.Trainer, "_loss", late)
    run(tight.advance(1))
    found, expected = tight.losses.state(), usual.losses.state()
    assert found["weights"] == expected["weights"]
    np.testing.assert_allclose(found["sums"], expected["sums"], rtol=1e-4)


def test_a_loss_that_is_no_number_ends_the_training(monkeypatch):
    real, teaching = training.Trainer._loss, trainer()

    def runs_away(self, shown, numbers):
        return real(self, shown, numbers) * (float("nan") if self.step == 2 else 1.0)

    monkeypatch.setattr(training.Trainer, "_loss", runs_away)
    with pytest.raises(TrainingError, match="at step 3 its loss is no number"):
        run(teaching.run())


def test_films_too_small_for_batch_normalisation_are_said_in_words():
    deep = UNetConfig((4, 4, 4, 4, 4, 4), 2)
    with pytest.raises(TrainingError, match="too small for batch normalisation"):
        run(trainer(net=network(kind=deep), batch=1).run())
    run(trainer(net=network(kind=deep, norm=Norm.GROUP), batch=1, epochs=1).run())


def test_missing_labels_carry_no_loss():
    films = domain()
    missing = films.train.points.clone()
    missing[:, 1] = torch.nan
    trust = films.train.trust.clone()
    trust[:, 1] = 0
    half = Labelled(films.train.patches, missing, trust, len(missing), films.train.size)
    net = run(trainer([replace(films, train=half, validation=None)], average=None, weight_decay=0.0).run())
    assert all(bool(each.isfinite().all()) for each in net.parameters())
    assert torch.equal(net.head.weight[1], network().head.weight[1])
    assert not torch.equal(net.head.weight[0], network().head.weight[0])


def test_patience_ends_a_training_and_the_first_best_epoch_counts():
    choice, net = BestWeights(), torch.nn.Linear(1, 1)
    for epoch, error in enumerate((3.0, 2.0, 2.5, 2.0), 1):
        choice.note(EpochRecord(epoch, 0.0, 0.0, {"": error}), net)
    assert choice.best == 2
    assert choice.is_stale(2)
    assert not choice.is_stale(3)
    assert not choice.is_stale(None)
    teaching = trainer(net=network(norm=Norm.GROUP), epochs=30, patience=2, rate=0.0, average=None)
    run(teaching.run())
    assert len(teaching.curve) == 3
    assert joint_score({"a": 2.0, "b": 8.0}) == pytest.approx(4.0)


def test_an_epoch_whose_loss_is_no_number_is_not_the_best():
    choice, net = BestWeights(), torch.nn.Linear(1, 1)
    for epoch, score in enumerate((math.nan, 3.0, math.nan, 2.0), 1):
        choice.note(EpochRecord(epoch, 0.0, 0.0, {"": 1.0}, score), net)
    assert choice.best == 4
    assert not choice.is_stale(2)
    assert [record.as_json()["score"] for record in choice.curve] == [None, 3.0, None, 2.0]  # JSON has no NaN


@pytest.mark.parametrize("choice", Choice)
def test_the_weights_that_are_kept_are_those_of_the_chosen_epoch(choice):
    teaching = trainer(epochs=6, rate=3e-2, choice=choice, average=None)
    kept = []
    for progress in teaching.run():
        if "epoch" in (progress.metrics or {}):
            loss = validation_loss(teaching.network, [domain()], config(), 1.5, CPU)
            kept.append((teaching.curve[-1].errors[""], loss, deepcopy(teaching.network.state_dict())))
    best = {
        Choice.ERROR: min(range(6), key=lambda epoch: kept[epoch][0]),
        Choice.LOSS: min(range(6), key=lambda epoch: kept[epoch][1]),
        Choice.LAST: 5,
    }[choice]
    assert teaching.best_epoch == best + 1
    assert all(
        torch.equal(weights, kept[best][2][name]) for name, weights in teaching.result.state_dict().items()
    )


@pytest.mark.parametrize(
    ("kind", "step", "wanted"),
    [
        (Schedule.STEPS, 65, 1e-2),
        (Schedule.STEPS, 67, 1e-3),
        (Schedule.COSINE, 0, 1e-2 * 0.04),
        (Schedule.COSINE, 50, 5e-3),
        (Schedule.CYCLIC, 0, 1e-4),
        (Schedule.CYCLIC, 10, 1e-2),
        (Schedule.CYCLIC, 20, 1e-4),
        (Schedule.CYCLIC, 30, 1e-4 + (1e-2 - 1e-4) / 2),
    ],
)
def test_learning_rates_follow_their_schedule(kind, step, wanted):
    assert rate_at(config(rate=1e-2, schedule=kind, half_cycle=10), step, 100) == pytest.approx(wanted)


def test_the_cyclic_rate_is_that_of_torch():
    weight = torch.nn.Parameter(torch.zeros(1))
    optimiser = torch.optim.SGD([weight], lr=0.1)
    theirs = torch.optim.lr_scheduler.CyclicLR(
        optimiser, 1e-4, 1e-2, step_size_up=7, step_size_down=7, mode="triangular2", cycle_momentum=False
    )
    chosen = config(rate=1e-2, schedule=Schedule.CYCLIC, half_cycle=7)
    for step in range(40):
        assert rate_at(chosen, step, 40) == pytest.approx(theirs.get_last_lr()[0])
        optimiser.step()
        theirs.step()


@pytest.mark.parametrize("steps", [600, 601])
def test_a_training_too_short_for_a_cycle_is_one_whole_cycle(steps):
    chosen = config(rate=1e-2, base_rate=1e-4, schedule=Schedule.CYCLIC, half_cycle=2000)
    rates = [rate_at(chosen, step, steps) for step in range(steps)]
    assert rates.index(max(rates)) == 300
    assert max(rates) == pytest.approx(1e-2)
    assert rates[599] < 2e-4
    assert rate_at(chosen, 0, 1) == pytest.approx(1e-4)
    assert rate_at(chosen, 2000, 21_700) == pytest.approx(1e-2)  # as published where there is the time
    assert rate_at(chosen, 6000, 21_700) == pytest.approx(1e-4 + (1e-2 - 1e-4) / 2)


@pytest.mark.parametrize("kind", list(OptimiserKind))
def test_optimisers_leave_frozen_weights_alone(kind):
    learning, frozen = torch.nn.Parameter(torch.ones(2)), torch.nn.Parameter(torch.ones(2))
    frozen.requires_grad_(False)
    optimiser = build_optimiser([learning, frozen], config(optimiser=kind))
    assert [len(group["params"]) for group in optimiser.param_groups] == [1]


def test_several_anatomies_share_a_network_and_each_has_its_error():
    films = [domain(6, 2, 0, name="hand"), domain(4, 3, 1, name="chest")]
    net = network((2, 3), GU2NetConfig(TrainedParts.GLOBAL))
    teaching = trainer(films, net=net, epochs=1, batch=2, loss=HeatmapLoss.BCE, summed=True, average=None)
    run(teaching.run())
    assert set(teaching.curve[0].errors) == {"hand", "chest"}
    assert np.isfinite(list(teaching.curve[0].errors.values())).all()


SCRIPT = """
import sys
from pathlib import Path
import torch
sys.path.insert(0, sys.argv[1])
from matrix_tiles import leave_tiles_alone
from spot_sets import CPU, TINY, config, domain
from engine.training.trainer import Trainer
from engine.runtime.distributed import joined_ranks
from engine.networks.detector import build_detector
from engine.networks.norm import Norm, with_norm
from engine.operation import run
leave_tiles_alone()
def learn(ranks):  # a function, as in use: what holds the process group is gone before the group is
    torch.manual_seed(3)
    net = with_norm(build_detector(2, TINY), Norm.GROUP)
    teaching = Trainer(net, [domain()], config(average=None, optimiser="adadelta", rate=0.1), CPU, 1, ranks)
    learned = run(teaching.run())
    if ranks.is_first:
        torch.save((learned.state_dict(), teaching.curve[-1].loss), sys.argv[2])
with joined_ranks("cpu") as ranks:
    learn(ranks)
threads = [place.read_text() for place in Path("/proc/self/task").glob("*/comm")]  # none but on Linux
assert not [name for name in threads if "gloo" in name], "they abort an interpreter that ends under them"
"""


def test_two_processes_reach_what_one_reaches(tmp_path):
    # 7 films in batches of 3: the last batch of an epoch leaves the second process without a film
    alone = trainer(net=network(norm=Norm.GROUP), average=None, optimiser="adadelta", rate=0.1)
    learned = run(alone.run())
    with socket.socket() as free:
        free.bind(("localhost", 0))
        place = {"MASTER_ADDR": "localhost", "MASTER_PORT": str(free.getsockname()[1]), "WORLD_SIZE": "2"}
    kept = os.environ | place | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT, str(ROOT / "tests" / "support"), str(tmp_path / "both.pt")]
    both = [
        subprocess.Popen(
            command, cwd=ROOT, env=kept | {"RANK": rank, "LOCAL_RANK": rank}, stderr=subprocess.PIPE
        )
        for rank in "01"
    ]
    for process in both:
        said = process.communicate(timeout=600)[1]
        assert process.returncode == 0, said
    both, loss = torch.load(tmp_path / "both.pt", weights_only=True)
    assert loss == pytest.approx(alone.curve[-1].loss, rel=1e-4)
    for name, weight in learned.state_dict().items():
        torch.testing.assert_close(both[name], weight, rtol=1e-3, atol=1e-5)
