"""Choosing a device: what is there, what is not, what is no device at all."""

import pytest
import torch

from engine.errors import EngineError
from engine.runtime.device import choose_device, describe, fallback, quick_points


def has(monkeypatch, cuda=False, mps=False):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    monkeypatch.setattr("engine.runtime.device._trouble", lambda _kind: "")


@pytest.mark.parametrize(
    ("cuda", "mps", "best"),
    [(True, False, "cuda"), (True, True, "cuda"), (False, True, "cpu"), (False, False, "cpu")],
)
def test_auto_takes_cuda_where_it_is_else_the_cpu(monkeypatch, cuda, mps, best):
    has(monkeypatch, cuda, mps)
    assert choose_device("auto").type == best


def test_the_device_that_was_asked_for_is_taken(monkeypatch):
    has(monkeypatch, cuda=True)
    assert choose_device("cpu").type == "cpu"


@pytest.mark.parametrize("wanted", ["cuda", "mps"])
def test_a_device_that_is_missing_says_what_to_use(monkeypatch, wanted):
    has(monkeypatch)
    with pytest.raises(EngineError, match=f"no {wanted} device.*compute on auto or cpu"):
        choose_device(wanted)


def test_an_unknown_device_names_the_choices():
    with pytest.raises(EngineError, match="no device called tpu: use auto, cuda, mps or cpu"):
        choose_device("tpu")


@pytest.mark.parametrize(("threads", "words"), [(1, "cpu (1 thread)"), (6, "cpu (6 threads)")])
def test_the_cpu_is_described_with_the_threads_that_a_run_has(monkeypatch, threads, words):
    monkeypatch.setattr(torch, "get_num_threads", lambda: threads)
    assert describe(torch.device("cpu")) == words


def test_a_gpu_is_described_by_its_name(monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: f"card {device.index}")
    assert describe(torch.device("cuda", 1)) == "cuda (card 1)"
    assert describe(torch.device("mps")) == "mps"


@pytest.fixture
def broken_gpu(monkeypatch):
    """A GPU that is there, but has no kernels that this build of torch could run."""

    def ones(*shape, device="cpu"):
        if device == "cuda":
            raise RuntimeError("CUDA error: no kernel image is available\nCUDA kernel errors might be")
        return real(*shape, device=device)

    real = torch.ones
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch, "ones", ones)


def test_auto_takes_the_cpu_and_says_why_where_a_gpu_cannot_compute(broken_gpu):
    device = choose_device("auto")
    assert device.type == "cpu"
    wanted = "computing on the CPU, as the GPU cannot (CUDA error: no kernel image is available)"
    assert fallback("auto", device) == wanted
    assert fallback("cpu", device) == ""


def test_a_gpu_that_is_asked_for_and_cannot_compute_ends_in_a_sentence(broken_gpu):
    with pytest.raises(EngineError, match=r"cuda cannot compute here \(CUDA error: no kernel image"):
        choose_device("cuda")


def test_convolutions_of_one_pixel_stay_what_they_are_on_a_cpu_and_are_plain_elsewhere():
    torch.manual_seed(1)
    net = torch.nn.Sequential(torch.nn.Conv2d(3, 5, 1), torch.nn.Conv2d(5, 2, 3))
    image = torch.rand(2, 3, 9, 8)
    before = net(image)
    assert quick_points(net, torch.device("cpu")) is net
    assert [part.dilation for part in net] == [(2, 2), (1, 1)]
    assert torch.allclose(net(image), before, atol=1e-6)
    quick_points(net, torch.device("cuda"))
    assert [part.dilation for part in net] == [(1, 1), (1, 1)]
