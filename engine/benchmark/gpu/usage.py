"""What a piece of work asks of a GPU: time it computes, kernels, waits and copies, and which lines wait."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.profiler import ProfilerActivity, profile

import engine

_COMPUTES = ("kernel", "gpu_memcpy", "gpu_memset")
# calls that hold the program until the GPU is done; the profiler itself waits for the device as a whole
_WAITS = ("cudaStreamSynchronize", "cudaEventSynchronize", "cudaMemcpy")
_ENGINE = Path(engine.__file__).parent
GIB = 2.0**30
_LINES = 8  # of the program that are named


@dataclass(frozen=True, slots=True)
class GpuOutcome:
    """What a row comes to: figures by name, with their units, `facts` in words, and the `seconds` it took."""

    figures: Mapping[str, float]
    facts: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one profiled piece of work: `busy` seconds in which the GPU computed or copied, and counts."""

    busy: float
    kernels: int
    waits: int
    copies_to: int
    copies_from: int
    megabytes_to: float

    def figures(self, units: int, seconds: float) -> dict[str, float]:
        """By unit (step, film) of `units`, of which one takes `seconds` when nobody looks on."""
        return {
            "GPU busy %": 100 * self.busy / units / seconds,
            "kernels": self.kernels / units,
            "waits": self.waits / units,
            "copies to GPU": self.copies_to / units,
            "MB to GPU": self.megabytes_to / units,
            "copies from GPU": self.copies_from / units,
        }


def usage_of(events: Sequence[Mapping[str, Any]]) -> Usage:
    """What a trace of the profiler (`traceEvents`, times in microseconds) says."""
    device = [event for event in events if event.get("cat") in _COMPUTES]
    called = Counter(event["name"] for event in events if event.get("cat") in ("cuda_runtime", "cuda_driver"))
    to, back = ([event for event in device if way in event["name"]] for way in ("HtoD", "DtoH"))
    return Usage(
        busy=_covered([(float(event["ts"]), float(event["ts"]) + float(event["dur"])) for event in device])
        / 1e6,
        kernels=sum(event["cat"] == "kernel" for event in device),
        waits=sum(called[name] for name in _WAITS),
        copies_to=len(to),
        copies_from=len(back),
        megabytes_to=sum(float(event.get("args", {}).get("bytes", 0)) for event in to) / 1e6,
    )


def _covered(spans: Sequence[tuple[float, float]]) -> float:
    """The length that `spans` cover together; streams compute at once."""
    total, until = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, until))
        until = max(until, end)
    return total


def profiled(work: Callable[[], object]) -> Usage:
    """What `work` asks of the GPU."""
    with profile(activities=[ProfilerActivity.CUDA], acc_events=True) as seen:
        work()
        torch.cuda.synchronize()
    with tempfile.TemporaryDirectory(prefix="onemark-trace-") as folder:
        path = Path(folder) / "trace.json"
        seen.export_chrome_trace(str(path))
        return usage_of(json.loads(path.read_text(encoding="utf-8"))["traceEvents"])


@contextmanager
def waits_by_line() -> Iterator[Counter[str]]:
    """Within: torch's warnings of a wait for the GPU, counted by the engine's line that asked for it."""
    found: Counter[str] = Counter()

    def note(message: Warning | str, *_: object, **__: object) -> None:
        if "synchroniz" in str(message):
            found[_line()] += 1

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = note
        torch.cuda.set_sync_debug_mode("warn")
        try:
            yield found
        finally:
            torch.cuda.set_sync_debug_mode("default")


def _line() -> str:
    frame = sys._getframe(2)
    while frame.f_back is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_ENGINE) and path.name != Path(__file__).name:
            return f"{path.relative_to(_ENGINE).as_posix()}:{frame.f_lineno}"
        frame = frame.f_back
    return "elsewhere"


def looked_at(work: Callable[[], object], units: int, each: float) -> tuple[dict[str, float], str]:
    """What a unit (step, film) of `work` asks of the GPU, and the lines that wait for it most often."""
    figures = profiled(work).figures(units, each)
    with waits_by_line() as lines:
        work()
    often = lines.most_common(_LINES)
    return figures, ", ".join(f"{line} {times / units:g}" for line, times in often) or "none"


def busiest(work: Callable[[], object]) -> str:
    """The functions that the program itself spends most of `work` in, in % of it, without what they call."""
    with Profile() as seen:
        work()
    own: dict[str, float] = {}
    for entry in seen.getstats():
        code = entry.code
        at = code if isinstance(code, str) else f"{_short(Path(code.co_filename))} {code.co_name}"
        own[at] = own.get(at, 0.0) + entry.inlinetime
    first = sorted(own.items(), key=lambda each: -each[1])[:_LINES]
    return ", ".join(f"{name} {100 * seconds / sum(own.values()):.0f}" for name, seconds in first)


def _short(path: Path) -> str:
    return "/".join(path.parts[-2:])


def timed(work: Callable[[], object], device: torch.device) -> float:
    """Seconds until `work` is done, on the GPU too."""
    wait(device)
    start = time.perf_counter()
    work()
    wait(device)
    return time.perf_counter() - start


def wait(device: torch.device) -> None:
    """Until `device` has computed all that it was asked for."""
    if device.type == "cuda":
        torch.cuda.synchronize()


def tidied() -> None:
    """Give back the GPU memory that nobody holds, and count its peak anew."""
    gc.collect()
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
