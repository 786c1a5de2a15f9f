"""What the one-shot rows of the head films must reach, and whether they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import RowKind
from engine.benchmark.oneshot.summary import means
from engine.evaluation.metrics import Unit
from engine.wording import counted

EXEMPLAR = "125"  # the literature's
_CORES = 2  # of the machine without a GPU that the times are meant for


class Machine(StrEnum):
    """The kind of machine a target is for."""

    CPU = "cpu"
    GPU = "cuda"


class Quantity(StrEnum):
    """What is to be reached; the time at most, errors at most, rates at least."""

    MINUTES = "minutes, slowest exemplar"
    MRE = "MRE (mm)"
    SDR_2 = "SDR 2 mm (%)"
    SDR_4 = "SDR 4 mm (%)"
    MEAN_MRE = "MRE, mean of the exemplars (mm)"

    @property
    def at_least(self) -> bool:
        """Whether more is better."""
        return self in (Quantity.SDR_2, Quantity.SDR_4)

    def reached(self, value: float, target: float) -> bool:
        """Whether `value` is as good as `target`."""
        return value >= target if self.at_least else value <= target


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that rows of `kind` on `device` must reach."""

    kind: RowKind
    device: Machine
    quantity: Quantity
    value: float


@dataclass(frozen=True, slots=True)
class TargetCheck:
    """A target beside what was measured. `found` None: not measured; `reached` None: cannot be said.

    `reason` says why it cannot.
    """

    target: Target
    found: float | None
    reached: bool | None
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """The check as plain JSON values."""
        return asdict(self)


def _targets(kind: RowKind, device: Machine, *values: float | None) -> tuple[Target, ...]:
    pairs = zip(Quantity, values, strict=True)
    return tuple(Target(kind, device, quantity, value) for quantity, value in pairs if value is not None)


TARGETS = (
    *_targets(RowKind.QUICK, Machine.CPU, 10.0, 2.20, 54.0, 89.0, 2.6),
    *_targets(RowKind.BALANCED, Machine.CPU, 60.0, 2.05, 57.0, 91.0, None),
    *_targets(RowKind.BALANCED, Machine.GPU, 8.0, 1.95, 60.0, 92.0, 2.2),
)


def checks(rows: Sequence[OneShotRowResult], threads: int) -> tuple[TargetCheck, ...]:
    """Every target beside the figures of `rows`, which were computed with `threads` threads on a CPU."""
    return tuple(_check(target, rows, threads) for target in TARGETS)


def _check(target: Target, rows: Sequence[OneShotRowResult], threads: int) -> TargetCheck:
    rows = [row for row in rows if _is_of(row, target)]
    if target.quantity is Quantity.MEAN_MRE:
        found = next((mean.mre for mean in means(rows)), None)
    elif target.quantity is Quantity.MINUTES:
        found = max((row.measured.seconds / 60 for row in rows if row.measured is not None), default=None)
    else:
        rows = [row for row in rows if row.row.exemplar == EXEMPLAR]
        found = _figure(target.quantity, rows[0]) if rows else None
    if found is None:
        return TargetCheck(target, None, None, "not measured")
    reason = _doubt(target, rows, threads)
    reached = None if reason else target.quantity.reached(found, target.value)
    return TargetCheck(target, found, reached, reason)


def _is_of(row: OneShotRowResult, target: Target) -> bool:
    if row.row.spec.name != "head" or row.measured is None:
        return False
    return row.row.kind is target.kind and row.measured.device.startswith(target.device.value)


def _figure(quantity: Quantity, row: OneShotRowResult) -> float | None:
    score = row.score(Unit.MM)
    if score is None:
        return None
    rates = dict(zip(score.evaluation.thresholds, score.evaluation.overall.sdr, strict=True))
    figures = {
        Quantity.MRE: score.evaluation.overall.mre,
        Quantity.SDR_2: rates.get(2.0),
        Quantity.SDR_4: rates.get(4.0),
    }
    return figures[quantity]


def _doubt(target: Target, rows: Sequence[OneShotRowResult], threads: int) -> str:
    """Why the figure of `rows` must not be held against its target, "" where nothing speaks against it."""
    if not all(row.whole for row in rows):
        return "not all films"
    if target.quantity is Quantity.MINUTES and target.device is Machine.CPU and threads > _CORES:
        return f"{threads} threads"
    lacking = sum(summary.missing for row in rows if (summary := row.overall(Unit.MM)))
    # a landmark that was not found takes no part in an MRE
    if lacking and target.quantity in (Quantity.MRE, Quantity.MEAN_MRE):
        return f"{counted(lacking, 'landmark')} missing"
    return ""
