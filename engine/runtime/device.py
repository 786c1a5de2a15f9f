"""Which device computes: CUDA, Apple's MPS or the CPU."""

from __future__ import annotations

from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import EngineError
from engine.wording import counted, told

Net = TypeVar("Net", bound=nn.Module)


def choose_device(wanted: str = "auto") -> torch.device:
    """The device called `wanted` (auto, cuda, mps, cpu); `auto` takes CUDA where it computes, else the CPU.

    MPS is taken only when it is asked for: nobody has tried registration on it yet. Raises
    `EngineError` for a device that this machine does not have, or that cannot compute.
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        return torch.device("cuda" if there["cuda"] and not _trouble("cuda") else "cpu")
    if wanted not in there:
        raise EngineError(f"There is no device called {wanted}: use auto, cuda, mps or cpu.")
    if not there[wanted]:
        raise EngineError(
            f"This machine has no {wanted} device that torch can use: compute on auto or cpu instead."
        )
    if trouble := _trouble(wanted):
        raise EngineError(f"{wanted} cannot compute here ({trouble}): mend that, or compute on cpu.")
    return torch.device(wanted)


def fallback(wanted: str, device: torch.device) -> str:
    """Why `choose_device` took the CPU where there is a GPU, a sentence; "" where there is nothing to say."""
    if wanted != "auto" or device.type != "cpu" or not torch.cuda.is_available():
        return ""
    return f"computing on the CPU, as the GPU cannot ({_trouble('cuda') or told('a moment ago')})"


def _trouble(kind: str) -> str:
    """What goes wrong where a device of `kind` computes something small, "" for nothing."""
    try:
        film = torch.ones(1, 1, 8, 8, device=kind)
        F.conv2d(film, film[..., :3, :3]).sum().item()
    except (RuntimeError, AssertionError) as error:  # an old driver, no memory, kernels for other GPUs
        return str(error).partition("\n")[0] or type(error).__name__
    return ""


def sent(values: Tensor, device: torch.device) -> Tensor:
    """`values` of the CPU on `device`; nobody waits until a GPU has them."""
    if device.type != "cuda":
        return values.to(device)
    return values.pin_memory().to(device, non_blocking=True)


def quick_points(net: Net, device: torch.device) -> Net:
    """`net` itself; its convolutions of 1 x 1 pixels are called dilated on a CPU, and nowhere else.

    That changes nothing of what they are. But on one thread torch computes those that are not dilated by
    another routine, which is the slower one.
    """
    for part in net.modules():
        if isinstance(part, nn.Conv2d) and part.kernel_size == (1, 1):
            part.dilation = (2, 2) if device.type == "cpu" else (1, 1)
    return net


def fused(device: torch.device) -> bool | None:
    """Whether an optimiser's step is one kernel: on CUDA; None leaves that to torch, as ever elsewhere."""
    return True if device.type == "cuda" else None


def describe(device: torch.device) -> str:
    """The device in words, for run.json and reports."""
    if device.type == "cuda":
        return f"cuda ({torch.cuda.get_device_name(device)})"
    if device.type == "cpu":
        return told(f"cpu ({counted(torch.get_num_threads(), 'thread')})")
    return device.type
