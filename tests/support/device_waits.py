"""Counts, without a GPU, for what a program would wait if all its tensors lay on one."""

import torch
from torch.utils._python_dispatch import TorchDispatchMode


class DeviceWaits(TorchDispatchMode):
    """Within: `reads` of single numbers, and `copies` of numbers that become a tensor.

    All tensors count as a GPU's, also an optimiser's count of its steps, which is none. Not so those that
    `.cpu()` gave, and what is computed from these alone.
    """

    def __init__(self):
        super().__init__()
        self.reads = self.copies = 0

    def __enter__(self):
        self._cpu = torch.Tensor.cpu
        torch.Tensor.cpu = lambda tensor: _here(tensor.clone())
        return super().__enter__()

    def __exit__(self, *exception):
        torch.Tensor.cpu = self._cpu
        return super().__exit__(*exception)

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        given = [each for each in args if isinstance(each, torch.Tensor)]
        here = bool(given) and all(getattr(each, "is_here", False) for each in given)
        self.reads += func is torch.ops.aten._local_scalar_dense.default and not here
        self.copies += func is torch.ops.aten.lift_fresh.default
        result = func(*args, **kwargs or {})
        if here:
            for each in result if isinstance(result, list | tuple) else [result]:
                _here(each)
        return result


def _here(value):
    if isinstance(value, torch.Tensor):
        value.is_here = True
    return value
