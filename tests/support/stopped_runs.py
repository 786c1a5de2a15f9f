"""Operations that a person stops before their end, and whether two end the same."""

import pytest
import torch


def stopped(operation, after=1):
    """Close `operation` after so many steps, or after the first one of which `after` is true; that step."""
    for number, step in enumerate(operation, 1):
        if after(step) if callable(after) else number == after:
            operation.close()
            return step
    pytest.fail("it came to its end")


def same_tensors(first, second):
    """Whether two networks, or the states of two, have the same names and values to the bit."""
    pair = (first, second)
    one, other = (each.state_dict() if isinstance(each, torch.nn.Module) else each for each in pair)
    return list(one) == list(other) and all(map(torch.equal, one.values(), other.values()))
