"""`benchmark gpu`: row after row while time is left, each in the report as soon as it has ended."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeVar

import torch

import engine
from engine.benchmark.cache import Fingerprints, TrialCache
from engine.benchmark.datasets import read_set
from engine.benchmark.gpu.agreement import compare_predictions, compare_registrations, registration_memory
from engine.benchmark.gpu.device import describe_device
from engine.benchmark.gpu.films import HEAD, GpuFilms, read_films
from engine.benchmark.gpu.report import GpuReport, GpuRowResult
from engine.benchmark.gpu.rows import ROWS, GpuKind, GpuRow
from engine.benchmark.gpu.trainings import memory_retry, resume, train_speed
from engine.benchmark.gpu.usage import GpuOutcome
from engine.benchmark.gpu.whole_run import whole_run
from engine.benchmark.job import Run, Trial, run_rows, select_rows
from engine.benchmark.oneshot.job import DECIDING
from engine.benchmark.settings import BenchmarkSettings
from engine.errors import EngineError
from engine.operation import Operation, Progress
from engine.runtime.device import choose_device

T = TypeVar("T")
_DECIDING = (
    *DECIDING,
    *(
        f"gpu/{name}.py"
        for name in ("agreement", "device", "films", "rows", "trainings", "usage", "whole_run")
    ),
)
BUDGET_S = 600.0


@dataclass(frozen=True, slots=True)
class GpuAmounts:
    """How many films and steps the rows take.

    `learned`: films that trainings have. Of those not seen: `predicted` and `compared` (registered) on both
    devices, `timed` and `registered` (in one batch) on the GPU alone. `steps` of a training, at most.
    """

    learned: int = 12
    predicted: int = 16
    timed: int = 64
    compared: int = 8
    registered: int = 32
    steps: int = 30

    def within(self, limit: int | None) -> GpuAmounts:
        """The same with at most so many films of those not seen."""
        names = ("predicted", "timed", "compared", "registered")
        return (
            self
            if limit is None
            else replace(self, **{name: min(limit, getattr(self, name)) for name in names})
        )


def benchmark(
    settings: BenchmarkSettings,
    out: Path,
    *,
    model: Path,
    budget: float = BUDGET_S,
    amounts: GpuAmounts = GpuAmounts(),
) -> Operation[GpuReport]:
    """Measure rows for `budget` seconds on the set head in the root; `model`: the one of the box.

    The report lies in the folder `out` and grows row by row. A row that fails or lacks time says so and is
    measured by the next call; the others are found again then. Raises `EngineError`: unknown row, no head
    films, a device that is not there, an `out` that cannot be written.
    """
    until = time.monotonic() + budget
    chosen, device = select_rows(ROWS, settings.rows), choose_device(settings.device)
    head = read_set(settings.root, HEAD)
    films = yield from read_films(head, amounts.learned)
    amounts = amounts.within(settings.limit)
    measuring = _Measuring(settings, films, model, device, amounts, Fingerprints(_DECIDING))
    cache = TrialCache.at(settings.cache or out / "rows", settings.fresh)
    setup, results = settings.setup(), list[GpuRowResult]()
    for number, row in enumerate(chosen):
        yield Progress("rows", number, len(chosen), row.name)
        results.append((yield from _row(row, measuring, cache, until)))
        GpuReport(setup, tuple(results)).write(out)
    return GpuReport(setup, tuple(results))


def _row(row: GpuRow, measuring: _Measuring, cache: TrialCache, until: float) -> Operation[GpuRowResult]:
    """The row, whatever happens to it."""
    if row.kind.needs_gpu and measuring.device.type != "cuda":
        return GpuRowResult(row, failed="This needs a GPU: run it where torch has CUDA.")
    try:
        rows = run_rows([_GpuJob(row, measuring)], cache, asked=True)
        [result] = (yield from _in_time(rows, until)).results
    except Exception as error:  # one row's failure, whatever it is, must not cost the others
        return GpuRowResult(row, failed=_failure(error))
    return result


class _OutOfTimeError(EngineError):
    """The budget is spent."""


def _in_time(operation: Operation[T], until: float) -> Operation[T]:
    """`operation`, closed at its next step after the time `until`. Raises `_OutOfTimeError` then."""
    last = "before it began"
    with closing(operation):
        while True:
            if time.monotonic() > until:
                raise _OutOfTimeError(f"The time was over, {last}: run the same command again.")
            try:
                progress = next(operation)
            except StopIteration as end:
                result: T = end.value
                return result
            last = f"at {progress.stage} {progress.message}".rstrip()
            yield progress


def _failure(error: Exception) -> str:
    """What went wrong, in one line, and for what is no sentence of ours in which line of the engine."""
    first_line = (str(error).strip().splitlines() or [""])[0]
    if isinstance(error, EngineError):
        return first_line
    root = Path(engine.__file__).parent
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(root)]
    lines = [f"{Path(frame.filename).relative_to(root).as_posix()}:{frame.lineno}" for frame in frames[-1:]]
    return f"{type(error).__name__}: {first_line} ({', '.join(lines)})"


@dataclass(frozen=True, slots=True)
class _Measuring:
    """What all rows share."""

    settings: BenchmarkSettings
    films: GpuFilms
    model: Path
    device: torch.device
    amounts: GpuAmounts
    prints: Fingerprints

    def key(self, row: GpuRow) -> dict[str, Any]:
        """Everything that decides what `row` comes to, as plain JSON."""
        deciding = {
            "films": self.prints.of_films(sorted(self.films.head.films.items())),
            "model": self.prints.of(self.model),
            "amounts": asdict(self.amounts),
            "seed": self.settings.seed,
            "limit": self.settings.limit,
        }
        return self.prints.key(f"gpu-{row.name}", self.settings.device, torch.get_num_threads(), deciding)

    def measured(self, row: GpuRow, folder: Path) -> Operation[GpuOutcome]:
        """What `row` comes to; `folder` is its own, for states."""
        films, device, amounts, seed = self.films, self.device, self.amounts, self.settings.seed
        if row.length is not None:
            return whole_run(row.length, films.head, self.settings, self.prints)
        if row.kind is GpuKind.DEVICE:
            return describe_device(device)
        if row.kind is GpuKind.PREDICT:
            return compare_predictions(films, self.model, device, amounts.predicted, amounts.timed)
        if row.kind is GpuKind.REGISTRATION:
            return compare_registrations(films, device, amounts.compared, amounts.registered)
        if row.learner is None:
            return registration_memory(films, device, amounts.registered)
        if row.kind is GpuKind.MEMORY:
            return memory_retry(row.learner, films, device, seed)
        if row.kind is GpuKind.RESUME:
            return resume(row.learner, films, device, seed, folder)
        return train_speed(row.learner, films, device, seed, amounts.steps)


@dataclass(frozen=True, slots=True)
class _GpuJob:
    row: GpuRow
    measuring: _Measuring

    def trials(self) -> tuple[Trial[GpuOutcome]]:
        """The one measurement of the row."""
        return (Trial(self.row.name, self.measuring.key(self.row), GpuOutcome, self._timed),)

    def result(self, runs: Sequence[Run[GpuOutcome]]) -> GpuRowResult:
        """What it came to."""
        return GpuRowResult(self.row, runs[0].outcome)

    def _timed(self, folder: Path) -> Operation[GpuOutcome]:
        start = time.monotonic()
        outcome = yield from self.measuring.measured(self.row, folder)
        return replace(outcome, seconds=time.monotonic() - start)
