"""Too little memory, on any device: recognised, so that a training can go on with smaller batches."""

from __future__ import annotations

import torch
from torch.optim import Optimizer


def out_of_memory(error: RuntimeError) -> bool:
    """True where torch ran out of memory, on a GPU or on the CPU (which has no error type of its own)."""
    if isinstance(error, torch.OutOfMemoryError):
        return True
    words = str(error).lower()
    return any(told in words for told in ("out of memory", "not enough memory", "can't allocate memory"))


def smaller_batches(batch: int, optimiser: Optimizer, device: torch.device) -> tuple[int, str]:
    """Half of `batch`, once what the failed step held is given back, and the sentence to say so."""
    optimiser.zero_grad()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    return batch // 2, f"too little memory: going on with {batch // 2} films at a time"
