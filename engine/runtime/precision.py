"""Half precision where the hardware computes in it; single precision everywhere else."""

from __future__ import annotations

import threading
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

    CUDA shortens the factors of convolutions, and of products where it is told to, to 11 bits (TF32), which
    moves a landmark by tenths of a film's pixel. That is a setting of the whole process: contexts may overlap
    in several threads, and the last one to end puts it back.
    """
    if device.type != "cuda":
        yield
        return
    _TF32.forbid()
    try:
        yield
    finally:
        _TF32.release()


class _Tf32:
    """How many contexts forbid TF32, and what was allowed before the first of them."""

    def __init__(self) -> None:
        self._lock, self._contexts = threading.Lock(), 0
        self._allowed = (False, False)

    def forbid(self) -> None:
        with self._lock:
            if self._contexts == 0:
                self._allowed = (torch.backends.cudnn.allow_tf32, torch.backends.cuda.matmul.allow_tf32)
                self._allow(False, False)
            self._contexts += 1

    def release(self) -> None:
        with self._lock:
            self._contexts -= 1
            if self._contexts == 0:
                self._allow(*self._allowed)

    @staticmethod
    def _allow(convolutions: bool, products: bool) -> None:
        torch.backends.cudnn.allow_tf32 = convolutions
        torch.backends.cuda.matmul.allow_tf32 = products


_TF32 = _Tf32()  # it counts a setting that is itself the process's


def has_half(device: torch.device) -> bool:
    """True where `device` computes bfloat16 in hardware, and quicker than single precision."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device)[0] >= 8
    if device.type == "cpu":
        # asks for the tiles that this process may use; there is no public name for the question yet
        question = getattr(torch.cpu, "_is_amx_tile_supported", None)
        return question is not None and bool(question())
    return False
