"""Half precision where the hardware computes in it; single precision everywhere else."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum

import torch

from engine.errors import EngineError
from engine.runtime.process_setting import ProcessSetting, attribute


class Precision(StrEnum):
    """What networks learn in. AUTO: half precision where the hardware is quicker with it, see `half_of`."""

    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


def half_of(device: torch.device, precision: Precision = Precision.AUTO) -> torch.dtype | None:
    """The half precision that networks learn in on `device`; None for single precision.

    bfloat16 has the range of single precision: CUDA from the Ampere generation on and CPUs with matrix tiles
    (AMX) have it in hardware. The two generations of GPUs before have float16 only, whose losses have to be
    scaled (`loss_scaler`). Raises `EngineError` where bfloat16 is asked of a GPU that has none.
    """
    if precision is Precision.FLOAT32:
        return None
    if has_half(device):
        return torch.bfloat16
    if precision is Precision.BFLOAT16:
        if device.type == "cuda":
            raise EngineError("This GPU does not compute in bfloat16: choose the precision auto or float32.")
        return torch.bfloat16
    tensor_cores = device.type == "cuda" and torch.cuda.get_device_capability(device)[0] >= 7
    return torch.float16 if tensor_cores else None


def autocast(device: torch.device, precision: Precision = Precision.AUTO) -> AbstractContextManager[None]:
    """A context in which convolutions and products run in half precision where `half_of` says so."""
    half = half_of(device, precision)
    return torch.autocast(device.type, half or torch.bfloat16, enabled=half is not None)


def in_float32(device: torch.device) -> AbstractContextManager[None]:
    """A context within that of `autocast` that computes in single precision what is of single precision."""
    has_none = device.type == "meta"  # shapes without values
    return nullcontext() if has_none else torch.autocast(device.type, enabled=False)


def loss_scaler(device: torch.device, precision: Precision = Precision.AUTO) -> torch.amp.GradScaler | None:
    """What keeps gradients within the range of float16; None where nothing is computed in it."""
    return torch.amp.GradScaler(device.type) if half_of(device, precision) is torch.float16 else None


def computed_in(device: torch.device, precision: Precision) -> str:
    """What networks learn in on `device`, for run.json."""
    return str(half_of(device, precision) or torch.float32).removeprefix("torch.")


def exact(device: torch.device) -> AbstractContextManager[None]:
    """A context in which `device` computes with all digits of single precision, as a CPU does.

    CUDA shortens the factors of convolutions, and of products where it is told to, to 11 bits (TF32), which
    moves a landmark by tenths of a film's pixel. That is a setting of the whole process: contexts may overlap
    in several threads, and the last one to end puts it back.
    """
    return _NO_TF32.held() if device.type == "cuda" else nullcontext()


def fastest(device: torch.device) -> AbstractContextManager[None]:
    """A context in which CUDA tries its ways of a convolution where a shape is new, and takes the quickest.

    For trainings, whose shapes hardly change: a trial takes as long as many films.
    """
    return _TRIALS.held() if device.type == "cuda" else nullcontext()


_NO_TF32 = ProcessSetting(
    False, attribute(torch.backends.cudnn, "allow_tf32"), attribute(torch.backends.cuda.matmul, "allow_tf32")
)
_TRIALS = ProcessSetting(True, attribute(torch.backends.cudnn, "benchmark"))


def has_half(device: torch.device) -> bool:
    """True where `device` computes bfloat16 in hardware, and quicker than single precision."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device)[0] >= 8
    if device.type == "cpu":
        # asks for the tiles that this process may use; there is no public name for the question yet
        question = getattr(torch.cpu, "_is_amx_tile_supported", None)
        return question is not None and bool(question())
    return False
