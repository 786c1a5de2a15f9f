"""What the GPU is, and what it reaches: the ceilings that all other figures are read under."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import torch
from torch import Tensor

from engine.benchmark.gpu.agreement import tf32
from engine.benchmark.gpu.usage import GIB, GpuOutcome, timed
from engine.operation import Operation, Progress
from engine.runtime.precision import Precision, computed_in, exact

_SIDE, _REPEATS = 8192, 10
_BYTES = 2**30


def describe_device(device: torch.device) -> Operation[GpuOutcome]:
    """Name, memory, drivers; rates of matrix products and copies; what a launch and a wait cost."""
    yield Progress("device", 0, 3, "describing")
    properties = torch.cuda.get_device_properties(device)
    figures = {
        "memory GiB": properties.total_memory / GIB,
        "multiprocessors": float(properties.multi_processor_count),
    }
    yield Progress("device", 1, 3, "products")
    factor = torch.randn(_SIDE, _SIDE, device=device)
    with exact(device):
        figures["float32 TFLOP/s"] = _products(factor, device)
    with tf32(device):
        figures["TF32 TFLOP/s"] = _products(factor, device)
    figures["bf16 TFLOP/s"] = _products(factor.bfloat16(), device)
    yield Progress("device", 2, 3, "copies")
    return GpuOutcome(figures | _copies(device) | _latencies(device), _facts(device))


def _products(factor: Tensor, device: torch.device) -> float:
    """10^12 operations a second of matrix products."""
    seconds = _each(lambda: factor @ factor, device, _REPEATS)
    return 2 * _SIDE**3 / seconds / 1e12


def _copies(device: torch.device) -> dict[str, float]:
    """10^9 bytes a second: read and written on the GPU, and from the program's memory onto it."""
    there = torch.empty(_BYTES, dtype=torch.uint8, device=device)
    here = torch.ones(_BYTES // 8, dtype=torch.uint8)
    pinned = here.pin_memory()
    return {
        "on GPU GB/s": 2 * _BYTES / _each(there.clone, device, _REPEATS) / 1e9,
        "to GPU GB/s": len(here) / _each(lambda: here.to(device), device, _REPEATS) / 1e9,
        "to GPU pinned GB/s": len(here) / _each(lambda: pinned.to(device), device, _REPEATS) / 1e9,
    }


def _latencies(device: torch.device) -> dict[str, float]:
    """Microseconds of the program: to ask for something small, and to read one number back."""
    small = torch.zeros(8, device=device)
    return {
        "launch us": 1e6 * _each(lambda: small.add_(1), device, 1000),
        "read back us": 1e6 * _each(lambda: small[0].item(), device, 1000),
    }


def _each(work: Callable[[], object], device: torch.device, repeats: int) -> float:
    """Seconds of one `work` of many, after a first one."""
    work()
    return timed(lambda: [work() for _ in range(repeats)], device) / repeats


def _facts(device: torch.device) -> dict[str, str]:
    major, minor = torch.cuda.get_device_capability(device)
    return {
        "name": torch.cuda.get_device_name(device),
        "capability": f"{major}.{minor}",
        "driver": _driver(),
        "CUDA": str(torch.version.cuda),
        "cuDNN": str(torch.backends.cudnn.version()),  # type: ignore[no-untyped-call]
        "trains in": computed_in(device, Precision.AUTO),
        "TF32": f"convolutions {torch.backends.cudnn.allow_tf32}, "
        f"products {torch.backends.cuda.matmul.allow_tf32}",
    }


def _driver() -> str:
    program = shutil.which("nvidia-smi")
    if program is None:
        return "unknown"
    asked = [program, "--query-gpu=driver_version", "--format=csv,noheader"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
