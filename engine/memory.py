"""Too little memory, on any device, recognised so that a training can go on with smaller batches."""

from __future__ import annotations

import torch


def out_of_memory(error: RuntimeError) -> bool:
    """True where torch ran out of memory, on a GPU or on the CPU (which has no error type of its own)."""
    if isinstance(error, torch.OutOfMemoryError):
        return True
    words = str(error).lower()
    return any(told in words for told in ("out of memory", "not enough memory", "can't allocate memory"))
