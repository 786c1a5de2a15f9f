"""Half precision where the hardware computes in it; single precision everywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import torch


def autocast(device: torch.device) -> AbstractContextManager[None]:
    """A context in which convolutions and products run in bfloat16 where that is quicker and safe.

    bfloat16 has the range of single precision, so no loss needs to be scaled. CUDA from the Ampere
    generation on and CPUs with matrix tiles (AMX) have it in hardware; elsewhere nothing changes.
    """
    return torch.autocast(device.type, torch.bfloat16, enabled=has_half(device))


@contextmanager
def exact(device: torch.device) -> Iterator[None]:
    """A context in which `device` computes with all digits of single precision, as a CPU does.

    CUDA shortens the factors of convolutions to 11 bits (TF32) where nobody forbids it, which moves a
    landmark by tenths of a film's pixel.
    """
    if device.type != "cuda":
        yield
        return
    before = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = False
    try:
        yield
    finally:
        torch.backends.cudnn.allow_tf32 = before


def has_half(device: torch.device) -> bool:
    """True where `device` computes bfloat16 in hardware, and quicker than single precision."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device)[0] >= 8
    if device.type == "cpu":
        # asks for the tiles that this process may use; there is no public name for the question yet
        question = getattr(torch.cpu, "_is_amx_tile_supported", None)
        return question is not None and bool(question())
    return False
