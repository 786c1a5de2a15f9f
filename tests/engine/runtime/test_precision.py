"""TF32 is off where places are computed, and allowed again once the last who forbade it has ended."""

from contextlib import ExitStack

import pytest
import torch

from engine.errors import EngineError
from engine.runtime.precision import Precision, autocast, computed_in, exact, fastest

CUDA = torch.device("cuda")  # only a setting of torch: no device is needed


def allowed():
    return torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32


def allow(values):
    torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32 = values


@pytest.fixture(params=[(True, True), (True, False), (False, False)])
def usual(request):
    before = allowed()
    allow(request.param)
    yield request.param
    allow(before)


def test_convolutions_and_products_are_exact_within_and_as_before_afterwards(usual):
    with exact(CUDA):
        assert allowed() == (False, False)
    assert allowed() == usual
    with pytest.raises(RuntimeError), exact(CUDA):
        raise RuntimeError
    assert allowed() == usual


def test_contexts_that_overlap_put_it_back_when_the_last_one_ends(usual):
    first, second = ExitStack(), ExitStack()
    first.enter_context(exact(CUDA))
    second.enter_context(exact(CUDA))
    first.close()
    assert allowed() == (False, False)
    second.close()
    assert allowed() == usual


def test_trainings_try_convolutions_and_nothing_else_does():
    assert not torch.backends.cudnn.benchmark
    with fastest(CUDA), fastest(CUDA):
        assert torch.backends.cudnn.benchmark
    assert not torch.backends.cudnn.benchmark


@pytest.mark.parametrize(
    ("capability", "asked", "wanted"),
    [
        (8, "auto", "bfloat16"),
        (7, "auto", "float16"),
        (6, "auto", "float32"),
        (9, "float32", "float32"),
        (8, "bfloat16", "bfloat16"),
    ],
)
def test_what_networks_learn_in_is_what_the_gpu_is_quick_with(capability, asked, wanted, monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _device: (capability, 0))
    assert computed_in(CUDA, Precision(asked)) == wanted


def test_a_gpu_without_bfloat16_says_so(monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _device: (7, 5))
    with pytest.raises(EngineError, match="choose the precision auto or float32"):
        computed_in(CUDA, Precision.BFLOAT16)


def test_bfloat16_can_be_asked_of_a_cpu():
    factor, cpu = torch.ones(2, 2), torch.device("cpu")
    for precision, wanted in ((Precision.BFLOAT16, torch.bfloat16), (Precision.FLOAT32, torch.float32)):
        with autocast(cpu, precision):
            assert (factor @ factor).dtype is wanted


def test_a_cpu_is_exact_anyway(usual):
    with exact(torch.device("cpu")):
        assert allowed() == usual
