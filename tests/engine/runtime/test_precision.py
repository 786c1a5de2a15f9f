"""TF32 is off where places are computed, and allowed again once the last who forbade it has ended."""

from contextlib import ExitStack

import pytest
import torch

from engine.runtime.precision import exact

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


def test_a_cpu_is_exact_anyway(usual):
    with exact(torch.device("cpu")):
        assert allowed() == usual
