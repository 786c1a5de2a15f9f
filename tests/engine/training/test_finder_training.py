"""The finder: learned from whole films, the same for the same seed."""

import numpy as np
import pytest
import torch
from coteaching_spots import spots
from stopped_runs import stopped

from engine.geometry.coordinates import Size
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.runtime.run_store import RunStore
from engine.training import finder
from engine.training.augmentation import ViewRanges
from engine.training.detection import detect
from engine.training.errors import TrainingError
from engine.training.finder import FinderConfig, FinderTraining, finder_size, train_finder

CPU, SIZE = torch.device("cpu"), Size(48, 40)
TINY = FinderConfig(
    network=UNetConfig((8, 12, 16)),
    longest=48,
    steps=160,
    batch=4,
    rate=1e-2,
    sigma=(2.0, 1.5),
    ranges=ViewRanges(8.0, 0.1, 0.05, 0.1, 0.1, 0.02),
)


def films(count=6):
    return spots(count, exemplars=0, size=SIZE, places=((14.0, 14.0), (33.0, 25.0)), spread=4)


def test_it_learns_where_the_landmarks_are():
    data, steps = films(), []
    learned = run(FinderTraining(data, TINY, CPU, 0).run(), steps.append)
    assert (learned.size, learned.sigma, learned.net.training) == (SIZE, 1.5, False)
    assert [step.done for step in steps] == list(range(1, 161))
    assert steps[-1].metrics["loss"] < 0.5 * steps[4].metrics["loss"]
    seen = detect((learned.net,), data.patches.float(), SIZE, learned.sigma, views=1)
    off = [np.linalg.norm(one.points - data.points[i].numpy(), axis=1) for i, one in enumerate(seen)]
    assert np.mean(off) < 1.5  # the same place for all films: about 3


def test_the_seed_decides():
    quick = FinderConfig(network=UNetConfig((4, 6)), steps=3, batch=2)
    first, again, other = (run(FinderTraining(films(3), quick, CPU, seed).run()).net for seed in (0, 0, 1))
    pairs = list(zip(first.parameters(), again.parameters(), strict=True))
    assert all(torch.equal(*pair) for pair in pairs)
    assert not torch.equal(next(first.parameters()), next(other.parameters()))


@pytest.mark.parametrize("stop", [1, 4, 6])
def test_a_stopped_finder_goes_on_to_the_same_bits(tmp_path, stop):
    quick = FinderConfig(network=UNetConfig((4, 6)), steps=6, batch=2)
    whole = run(FinderTraining(films(3), quick, CPU, 0).run()).net.state_dict()
    store = RunStore.of_run(tmp_path / "state", {})
    stopped(train_finder(films(3), quick, CPU, 0, store), stop)
    made = []
    found = run(train_finder(films(3), quick, CPU, 0, store), lambda now: made.append(now.done))
    assert made == list(range(stop + 1, 7))
    assert all(map(torch.equal, whole.values(), found.net.state_dict().values()))


def short_of_memory(monkeypatch, room):
    """Losses of more than `room` films at a time do not fit."""
    real = finder.heatmap_loss

    def loss(kind, found, *rest):
        if len(found) > room:
            raise torch.OutOfMemoryError("out of memory")
        return real(kind, found, *rest)

    monkeypatch.setattr(finder, "heatmap_loss", loss)


def test_too_little_memory_computes_a_batch_in_parts(monkeypatch):
    quick, usual, tight = FinderConfig(network=UNetConfig((4, 6)), steps=2, batch=3), [], []
    run(FinderTraining(films(3), quick, CPU, 0).run(), usual.append)
    short_of_memory(monkeypatch, 2)
    run(FinderTraining(films(3), quick, CPU, 0).run(), tight.append)
    assert [now.message for now in tight] == ["too little memory: going on with 1 film at a time", "", ""]
    # a new network answers 0 everywhere: the loss says which films it saw, and in which views
    assert tight[1].metrics["loss"] == pytest.approx(usual[0].metrics["loss"])
    short_of_memory(monkeypatch, 0)
    with pytest.raises(TrainingError, match="too little memory"):
        run(FinderTraining(films(3), quick, CPU, 0).run())


def test_landmarks_that_are_unknown_leave_the_rest_unharmed():
    data = films(3)
    data.points[1, 0], data.trust[1, 0] = torch.nan, 0.0
    quick, losses = FinderConfig(network=UNetConfig((4, 6)), steps=4, batch=3), []
    learned = run(FinderTraining(data, quick, CPU, 0).run(), lambda now: losses.append(now.metrics["loss"]))
    assert np.isfinite(losses).all()
    assert all(torch.isfinite(weight).all() for weight in learned.net.parameters())


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ([Size(2400, 1920)], Size(128, 104)),
        ([Size(500, 1000)] * 2 + [Size(3000, 100)], Size(64, 128)),
        ([Size(100, 4000)], Size(32, 128)),
    ],
)
def test_the_canvas_has_the_shape_of_the_middle_film(sizes, wanted):
    assert finder_size(sizes, 128) == wanted
