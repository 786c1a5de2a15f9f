"""C2T as a training: who learns from whom, what is shown when, and how it goes on after a stop."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from coteaching_spots import CPU, SIZE, TINY, Starved, same, spots, weights
from stopped_runs import stopped

from engine.coteaching.c2t import CoTeaching
from engine.errors import PropagationError
from engine.geometry.coordinates import Size
from engine.networks.detector import new_detectors
from engine.networks.hrnet import HRNetConfig
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.runtime.run_store import RunStore, resumed
from engine.training.detection import detect


class Watched(CoTeaching):
    """Notes the films of every step."""

    def _show(self, rows, *rest):
        self.rows = getattr(self, "rows", [])
        self.rows.append(rows.tolist())
        return super()._show(rows, *rest)


def test_every_batch_has_an_exemplar_and_every_film_comes_once_an_epoch():
    training = Watched(spots(9, exemplars=2), replace(TINY, least_steps=14), CPU, 0)
    run(training.run())
    steps = training.rows[::2]  # the easy view, then the hard one of the same films
    assert training.rows[1::2] == steps
    assert {row[-1] for row in steps} == {0, 1}
    shown = [film for row in steps for film in row[:-1]]
    for epoch in range(6):
        assert sorted(shown[7 * epoch : 7 * (epoch + 1)]) == list(range(2, 9))
    assert shown[:7] != shown[7:14]


@pytest.mark.parametrize("both_views", [True, False])
def test_the_easy_view_is_looked_at_from_when_on_it_counts(both_views):
    class Asked(CoTeaching):
        asked = 0

        def _ask(self, *shown):
            self.asked += 1
            return super()._ask(*shown)

    ramp = (0.5, 0.1)
    config = replace(TINY, epochs=1, least_steps=4, self_ramp=ramp, cross_ramp=ramp, both_views=both_views)
    training = Asked(spots(), config, CPU, 0)
    counts = [training.asked for _ in training.run()]
    assert counts == ([4, 8, 12, 16] if both_views else [2, 4, 6, 10])


@pytest.mark.parametrize("exchanged", [True, False])
def test_a_detector_learns_from_what_the_other_one_chose(exchanged):
    config = replace(
        TINY, cross_weight=0.0, exemplar_weight=0.0, weight_decay=0.0, average=None, filter=exchanged
    )

    class OneSided(CoTeaching):
        """The first detector chooses nothing, the second one everything."""

        def _choose(self, heat, own, trust, *rest):
            self.asked = getattr(self, "asked", 0) + 1
            return trust[:-1] * (self.asked % 2 == 0)

    training = OneSided(spots(), config, CPU, 0)
    before = new_detectors(2, config.network, 0)
    next(training.run())
    moved = [
        any(not torch.equal(now, then) for now, then in zip(net.parameters(), old.parameters(), strict=True))
        for net, old in zip(training.detectors, before, strict=True)
    ]
    assert moved == ([True, False] if exchanged else [False, True])


def test_it_learns_to_see_the_spots_and_the_loss_falls():
    films, losses = spots(), []
    config = replace(TINY, least_steps=90, rate=5e-3)
    detectors = run(CoTeaching(films, config, CPU, 0).run(), lambda now: losses.append(now.metrics["loss"]))
    seen = detect(detectors, films.patches.float(), SIZE, 1.5, views=1)
    off = np.array(
        [np.linalg.norm(one.points - films.points[i].numpy(), axis=1) for i, one in enumerate(seen)]
    )
    assert off.mean() < 1.5  # the same places for all films: about 3
    assert np.mean(losses[-10:]) < 0.5 * np.mean(losses[:10])


def test_what_is_wrong_is_left_out():
    films = spots(9)
    config = replace(TINY, batch=8, forget=0.2, forget_ramp=0.01, self_weight=0.0, rate=5e-3)
    # detectors that know the spots: in their first steps a label's loss says little
    right = run(CoTeaching(films, replace(config, least_steps=120, forget=0.0), CPU, 0).run())
    films.points[4] = films.points[4].flip(0)  # both spots by the other's name
    stayed = torch.zeros(9)

    class Choosing(CoTeaching):
        def _show(self, rows, *rest):
            self.shown = rows
            return super()._show(rows, *rest)

        def _choose(self, *given):
            chosen = super()._choose(*given)
            if self.step >= 30:
                stayed[self.shown[:-1]] += chosen.gt(0).sum(dim=1)
            return chosen

    run(Choosing(films, replace(config, least_steps=60), CPU, 0, right).run())
    # of 120 times: at most 8, at least 83, over 8 seeds, two instruction sets, single and half precision
    assert stayed[4] < 0.5 * stayed[[1, 2, 3, 5, 6, 7, 8]].min()


def test_the_detectors_compute_in_bfloat16_where_the_hardware_does(monkeypatch):
    monkeypatch.setattr("engine.runtime.precision.has_half", lambda device: True)  # other CPUs emulate it
    training, kinds, losses = CoTeaching(spots(), TINY, CPU, 0), set(), []
    # all but the last layer
    for layer in (training.nets[0].head, training.nets[0]):
        layer.register_forward_hook(lambda _, given, found: kinds.add((given[0].dtype, found.dtype)))
    detectors = run(training.run(), lambda now: losses.append(now.metrics["loss"]))
    assert kinds == {(torch.bfloat16, torch.float32), (torch.float32, torch.float32)}
    assert np.isfinite(losses).all()
    monkeypatch.setattr("engine.runtime.precision.has_half", lambda device: False)
    single = next(CoTeaching(spots(), TINY, CPU, 0).run()).metrics["loss"]
    assert losses[0] == pytest.approx(single, rel=0.05)
    assert {value.dtype for value in weights(detectors) if value.is_floating_point()} == {torch.float32}


def test_all_stay_without_forgetting_and_metrics_say_so():
    kept = []
    run(CoTeaching(spots(), replace(TINY, forget=0.0), CPU, 0).run(), lambda now: kept.append(now.metrics))
    assert all(step["kept"] == pytest.approx(1.0) for step in kept)
    assert all(np.isfinite(list(step.values())).all() for step in kept)


@pytest.mark.parametrize("stop", [1, 4])
@pytest.mark.parametrize("average", [None, 0.9])
def test_a_stopped_training_goes_on_to_the_same_bits(tmp_path, stop, average):
    config = replace(TINY, average=average, least_steps=7)
    whole = run(CoTeaching(spots(), config, CPU, 5).run())
    store = RunStore.of_run(tmp_path / "state", {"run": 1})
    stopped(resumed(CoTeaching(spots(), config, CPU, 5), store, "round-1"), stop)
    counts = []
    again = resumed(CoTeaching(spots(), config, CPU, 5), store, "round-1")
    assert same(whole, run(again, lambda now: counts.append(now.done)))
    assert counts == list(range(stop + 1, 8))
    # finished: asked again it is there at once
    done = resumed(CoTeaching(spots(), config, CPU, 5), store, "round-1")
    assert same(whole, run(done, lambda now: pytest.fail("it has learned already")))


def test_the_seed_decides_everything():
    first, again, other = (run(CoTeaching(spots(), TINY, CPU, seed).run()) for seed in (0, 0, 1))
    assert same(first, again)
    assert not same(first, other)
    assert not torch.equal(weights(first[:1])[0], weights(first[1:])[0])


def test_the_global_generator_neither_decides_nor_moves():
    torch.manual_seed(1)
    first = run(CoTeaching(spots(), TINY, CPU, 0).run())
    after = torch.rand(1)
    torch.manual_seed(1)
    assert torch.equal(torch.rand(1), after)
    assert same(first, run(CoTeaching(spots(), TINY, CPU, 0).run()))


def test_one_single_unlabelled_film_is_enough():
    training = Watched(spots(2), TINY, CPU, 0)
    detectors = run(training.run())
    assert all(row == [1, 0] for row in training.rows)
    assert all(torch.isfinite(value).all() for value in weights(detectors))


def test_without_any_film_to_learn_from_it_says_so():
    with pytest.raises(PropagationError, match="no film besides the exemplars"):
        CoTeaching(spots(2, exemplars=2), TINY, CPU, 0)


def test_labels_that_nobody_knows_leave_the_rest_unharmed():
    films = spots()
    films.points[3, 1], films.trust[3, 1] = torch.nan, 0.0
    films.points[2], films.trust[2] = torch.nan, 0.0
    metrics = []
    detectors = run(CoTeaching(films, TINY, CPU, 0).run(), lambda now: metrics.append(now.metrics))
    assert all(np.isfinite(list(step.values())).all() for step in metrics)
    assert all(torch.isfinite(value).all() for value in weights(detectors))


def test_too_little_memory_halves_the_batch_and_says_so(tmp_path, monkeypatch):
    store = RunStore.of_run(tmp_path / "state", {})
    steps = resumed(Starved(spots(), TINY, CPU, 0), store, "it")
    told = [next(steps).message for _ in range(3)]
    assert told == ["too little memory: going on with 1 film at a time", "", ""]
    steps.close()
    # what goes on later knows what fits
    rest = [now.message for now in resumed(Starved(spots(), TINY, CPU, 0), store, "it")]
    assert rest == [""] * 4
    monkeypatch.setattr(Starved, "room", 0)
    with pytest.raises(PropagationError, match=r"too little memory\. Close other programs"):
        run(Starved(spots(), TINY, CPU, 0).run())


@pytest.mark.parametrize(
    "network",
    [UNetConfig((6, 8, 8, 8), stride=4), UNetConfig((6, 8), stride=1), HRNetConfig(4, 8, 1, (1, 1, 1))],
)
def test_canvases_need_not_be_multiples_of_32(network):
    size = Size(56, 72)
    config = replace(TINY, network=network, least_steps=1, epochs=1, batch=6, average=None, both_views=True)
    films = spots(size=size)
    detectors = run(CoTeaching(films, config, CPU, 0).run())
    seen = detect(detectors, films.patches.float(), size, 1.5)
    assert all(np.isfinite(one.points).all() and one.points.shape == (2, 2) for one in seen)


def test_a_further_round_starts_from_the_detectors_of_the_one_before():
    before = run(CoTeaching(spots(), TINY, CPU, 0).run())
    kept = [value.clone() for value in weights(before)]
    still = replace(TINY, least_steps=1, epochs=0, rate=0.0, average=None, weight_decay=0.0)
    after = run(CoTeaching(spots(), still, CPU, 1, before).run())
    changed = [not torch.equal(*pair) for pair in zip(weights(after), kept, strict=True)]
    names = [name for net in after for name in net.state_dict()]
    # nothing but the statistics of batch normalisation has moved
    assert all(
        ("running" in name or "tracked" in name) for name, so in zip(names, changed, strict=True) if so
    )


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("both", [False, True])
def test_it_learns_and_looks_on_cuda(tmp_path, both):
    films, cuda = spots(), torch.device("cuda")
    config = replace(TINY, both_views=both)
    store = RunStore.of_run(tmp_path / "state", {})
    stopped(resumed(CoTeaching(films, config, cuda, 0), store, "it"))
    detectors = run(resumed(CoTeaching(films, config, cuda, 0), store, "it"))
    assert {value.device.type for value in weights(detectors)} == {"cuda"}
    seen = detect(detectors, films.patches.to(cuda), SIZE, 1.5)
    assert all(np.isfinite(one.points).all() for one in seen)
