"""Which device computes: CUDA, Apple's MPS or the CPU."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.errors import EngineError
from engine.wording import counted


def choose_device(wanted: str = "auto") -> torch.device:
    """The device called `wanted` (auto, cuda, mps, cpu); `auto` takes CUDA where it is, else the CPU.

    MPS is taken only when it is asked for: nobody has tried registration on it yet. Raises
    `EngineError` for a device that this machine does not have.
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        return torch.device("cuda" if there["cuda"] else "cpu")
    if wanted not in there:
        raise EngineError(f"There is no device called {wanted}: use auto, cuda, mps or cpu.")
    if not there[wanted]:
        raise EngineError(
            f"This machine has no {wanted} device that torch can use: compute on auto or cpu instead."
        )
    return torch.device(wanted)


def sent(values: Tensor, device: torch.device) -> Tensor:
    """`values` of the CPU on `device`; nobody waits until a GPU has them."""
    if device.type != "cuda":
        return values.to(device)
    return values.pin_memory().to(device, non_blocking=True)


def fused(device: torch.device) -> bool | None:
    """Whether an optimiser's step is one kernel: on CUDA; None leaves that to torch, as ever elsewhere."""
    return True if device.type == "cuda" else None


def describe(device: torch.device) -> str:
    """The device in words, for run.json and reports."""
    if device.type == "cuda":
        return f"cuda ({torch.cuda.get_device_name(device)})"
    return f"cpu ({counted(torch.get_num_threads(), 'thread')})" if device.type == "cpu" else device.type
