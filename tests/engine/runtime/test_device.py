"""Choosing a device: what is there, what is not, what is no device at all."""

import pytest
import torch

from engine.errors import EngineError
from engine.runtime.device import choose_device, describe


def has(monkeypatch, cuda=False, mps=False):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)


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
