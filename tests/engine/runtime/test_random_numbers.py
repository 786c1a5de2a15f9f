"""Seeds: the same numbers as torch's own, whatever other threads build or draw meanwhile."""

from threading import Thread

import pytest
import torch
from device_waits import DeviceWaits

from engine.networks import detector
from engine.networks.detector import new_detectors
from engine.networks.unet import UNetConfig
from engine.runtime import random
from engine.runtime.random import Seeded, generator_of

TINY = UNetConfig((4, 6))


def in_another_thread(work):
    thread = Thread(target=work)
    thread.start()
    thread.join()


def disturb():
    torch.manual_seed(7)
    torch.randn(5)


def weights(nets):
    return [each for net in nets for each in net.parameters()]


def test_equal_seeds_give_equal_networks_while_another_thread_builds_one(monkeypatch):
    alone, real = new_detectors(2, TINY, 5), detector.build_detector

    def disturbed(landmarks, config):
        built = real(landmarks, config)
        in_another_thread(lambda: real(landmarks, config))
        in_another_thread(disturb)
        return built

    monkeypatch.setattr(detector, "build_detector", disturbed)
    beside = new_detectors(2, TINY, 5)
    assert all(map(torch.equal, weights(alone), weights(beside)))


def test_what_other_threads_draw_is_not_changed_by_a_seed():
    torch.manual_seed(3)
    alone = torch.rand(4)
    torch.manual_seed(3)
    with Seeded(1):
        torch.rand(9)
        torch.native_dropout(torch.ones(9), 0.5, True)  # has no argument for a generator
        found: list[torch.Tensor] = []
        in_another_thread(lambda: found.append(torch.rand(4)))
    assert torch.equal(found[0], alone)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: torch.nn.Conv2d(2, 3, 3).weight,
        lambda: torch.nn.Embedding(3, 4).weight,
        lambda: torch.nn.functional.dropout(torch.ones(40, requires_grad=True), 0.5) * 1,
        lambda: torch.nn.MultiheadAttention(4, 2, dropout=0.5)(*3 * (torch.ones(1, 9, 4),))[0],
        lambda: torch.randperm(30),
        lambda: torch.randint(3, 90, (20,)),
        lambda: torch.nn.init.trunc_normal_(torch.empty(20)),
    ],
    ids=["convolution", "embedding", "dropout", "attention", "randperm", "randint", "truncated"],
)
def test_a_seed_gives_what_torch_itself_draws_from_it(draw):
    torch.manual_seed(11)
    usual = draw()
    with Seeded(11):
        assert torch.equal(draw(), usual)
    with Seeded(12):
        assert not torch.equal(draw(), usual)


def test_operations_without_a_generator_are_decided_by_the_seed_too():
    def drawn(seed):
        with Seeded(seed):
            return torch.stack([torch.native_dropout(torch.ones(64), 0.5, True)[0] for _ in range(2)])

    first = drawn(1)
    assert torch.equal(first, drawn(1))
    assert not torch.equal(first, drawn(2))
    assert not torch.equal(*first)


def test_what_knows_no_generator_draws_from_the_seed_too_and_does_not_wait_for_a_gpu(monkeypatch):
    monkeypatch.setattr(random, "_with_generator", lambda func: None)  # as fused dropout on a GPU
    with DeviceWaits() as seen, Seeded(1):
        lent = [torch.rand(4), torch.rand(4)]
    assert seen.reads == 0
    torch.manual_seed(1)
    assert torch.equal(torch.cat(lent), torch.cat([torch.rand(4), torch.rand(4)]))


def test_a_generator_that_is_named_stays_the_one_that_is_drawn_from():
    with Seeded(1):
        drawn = torch.rand(4, generator=generator_of(3))
    assert torch.equal(drawn, torch.rand(4, generator=generator_of(3)))
    assert not torch.equal(drawn, torch.rand(4, generator=generator_of(4)))
