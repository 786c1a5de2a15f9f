"""What several rows say together: the mean over exemplars, and one method against the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
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
