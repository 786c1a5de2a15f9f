"""Values of a run as bytes between its processes, rebuilt without running any code in them.

torch writes and reads them; of classes it builds only what is a value or a network, never what can act.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.serialization import get_unsafe_globals_in_checkpoint, safe_globals

from engine.errors import EngineError

_NUMBERS = (np.float64, np.float32, np.int64, np.int32, np.uint16, np.uint8, np.bool_)
_DTYPES = tuple(type(np.dtype(kind)) for kind in _NUMBERS)  # of arrays; no bytes name these classes
_NUMPY = ("ndarray", "dtype", "_core.multiarray._reconstruct", "_core.multiarray.scalar")
_PLAIN = frozenset(
    {
        *(f"numpy.{name}" for name in _NUMPY),
        *("builtins.frozenset", "torch.nn.functional.relu", "torch.nn.functional.gelu"),
    }
)


def packed(value: object) -> Tensor:
    """`value` as bytes (uint8): numbers, text, tensors, arrays, networks, enums, dataclasses, containers."""
    buffer = io.BytesIO()
    torch.save(value, buffer)
    return torch.frombuffer(buffer.getbuffer(), dtype=torch.uint8)


def unpacked(data: Tensor) -> Any:
    """What `packed` made `data` of, on the CPU. Raises `EngineError` for bytes of anything else."""
    content = data.numpy().tobytes()
    try:
        names = get_unsafe_globals_in_checkpoint(io.BytesIO(content))
        with safe_globals([*_DTYPES, *map(_value_class, names)]):
            return torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises almost anything on strange bytes
        raise EngineError(
            "Another process of this run sent what this one does not know: start all with the same OneMark, "
            "on a network that nobody else uses."
        ) from error


def _value_class(name: str) -> tuple[Callable[..., Any], str]:
    """What is called `name`, a class of plain values or networks. Raises `ValueError` for all else."""
    module, _, attribute = name.rpartition(".")
    if name not in _PLAIN and not f"{module}.".startswith(("engine.", "torch.nn.modules.")):
        raise ValueError(f"{name} is no value")
    found = getattr(importlib.import_module(module), attribute)
    is_class = isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | nn.Module))
    if name not in _PLAIN and not is_class:
        raise ValueError(f"{name} is no value")
    return found, name
