"""What several rows say together: means over exemplars, one method against the other, targets reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import RowKind
from engine.benchmark.table import figure
from engine.evaluation.metrics import Unit
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class ExemplarMean:
    """The plain mean of each figure over all exemplars of the head films (mm; SDR in %)."""

    row: str
    exemplars: tuple[str, ...]
    mre: float | None
    sd: float | None
    median: float | None
    sdr: tuple[float | None, ...]
    mre_without_doubtful: float | None
    seconds_per_film: float | None
    peak_bytes: int | None  # the largest

    def as_json(self) -> dict[str, Any]:
        """The mean as plain JSON values."""
        return {**asdict(self), "exemplars": list(self.exemplars), "sdr": list(self.sdr)}


def means(rows: Sequence[OneShotRowResult]) -> tuple[ExemplarMean, ...]:
    """One mean for each kind of row that has been measured with every exemplar of the head films."""
    head = [row for row in rows if row.row.spec.name == "head"]
    found = (_mean([row for row in head if row.row.kind is kind]) for kind in RowKind)
    return tuple(mean for mean in found if mean is not None)


def _mean(rows: Sequence[OneShotRowResult]) -> ExemplarMean | None:
    if len(rows) < 2 or len(rows) < len(rows[0].row.spec.exemplars):
        return None
    every = [summary for row in rows if (summary := row.overall(Unit.MM))]
    sure = [summary for row in rows if (summary := row.overall(Unit.MM, without_doubtful=True))]
    known = [row.measured for row in rows if row.measured is not None]
    peaks = [measured.peak_bytes for measured in known if measured.peak_bytes is not None]
    return ExemplarMean(
        row=f"head-mean-{rows[0].row.kind}",
        exemplars=tuple(row.row.exemplar for row in rows),
        mre=_average([summary.mre for summary in every]),
        sd=_average([summary.sd for summary in every]),
        median=_average([summary.median for summary in every]),
        sdr=tuple(_average(values) for values in zip(*(summary.sdr for summary in every), strict=True)),
        mre_without_doubtful=_average([summary.mre for summary in sure]),
        seconds_per_film=_average([measured.seconds_per_film for measured in known]),
        peak_bytes=max(peaks) if peaks else None,
    )


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def comparisons(rows: Sequence[OneShotRowResult]) -> Iterator[str]:
    """A sentence for each exemplar that two methods carried to the same films in this run."""
    by_place = {(row.row.spec.name, row.row.exemplar, row.row.kind): row for row in rows}
    for (name, exemplar, kind), row in by_place.items():
        peer = by_place.get((name, exemplar, _PEERS[kind])) if kind in _PEERS else None
        if peer is not None and row.films == peer.films:
            yield _comparison(row, peer)


# what a kind of row is held against
_PEERS = {
    RowKind.INSTANCE: RowKind.SIMPLEITK,
    RowKind.QUICK: RowKind.INSTANCE,
    RowKind.BALANCED: RowKind.INSTANCE,
}
_VERDICTS = {  # closer, quicker
    (True, True): "better in error and time",
    (True, False): "better in error, not in time",
    (False, True): "better in time, not in error",
    (False, False): "better in neither",
}


def _comparison(row: OneShotRowResult, peer: OneShotRowResult) -> str:
    ours, theirs = row.scores[0].evaluation, peer.scores[0].evaluation
    times = [each.measured.seconds_per_film for each in (row, peer) if each.measured is not None]
    errors = (ours.overall.mre, theirs.overall.mre)
    closer = None not in errors and (errors[0] or 0.0) < (errors[1] or 0.0)
    return (
        f"{row.row.name} against {peer.row.name}, same {counted(len(row.films), 'film')}: "
        f"{figure(errors[0])} against {figure(errors[1])} {ours.unit}, "
        f"{figure(times[0])} against {figure(times[1])} s a film: {_VERDICTS[closer, times[0] < times[1]]}."
    )


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
