"""What several rows say together: the mean over exemplars, and one method against the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.benchmark.markdown import figure, rates
from engine.benchmark.result import RowResult
from engine.benchmark.rows import RowKind
from engine.evaluation.metrics import Unit


@dataclass(frozen=True, slots=True)
class Mean:
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

    def cells(self) -> tuple[str, ...]:
        """The mean as a line of the table of the head films."""
        peak = "-" if self.peak_bytes is None else f"{self.peak_bytes / 2**20:.0f}"
        return (
            *(self.row, f"mean of {len(self.exemplars)}", f"{figure(self.mre)} ± {figure(self.sd)}"),
            *(figure(self.median), rates(self.sdr), figure(self.mre_without_doubtful)),
            *(figure(self.seconds_per_film), peak),
        )


def means(rows: Sequence[RowResult]) -> tuple[Mean, ...]:
    """One mean for each kind of row that has been measured with every exemplar of the head films."""
    found = (_mean([row for row in rows if row.row.kind is kind]) for kind in RowKind)
    return tuple(mean for mean in found if mean is not None)


def _mean(rows: Sequence[RowResult]) -> Mean | None:
    rows = [row for row in rows if row.row.spec.name == "head"]
    if len(rows) < 2 or len(rows) < len(rows[0].row.spec.exemplars):
        return None
    every = [score.evaluation.overall for row in rows if (score := row.score(Unit.MM))]
    sure = [s.evaluation.overall for row in rows if (s := row.score(Unit.MM, without_doubtful=True))]
    known = [row.measured for row in rows if row.measured is not None]
    peaks = [measured.peak_bytes for measured in known if measured.peak_bytes is not None]
    return Mean(
        row=f"head-mean-{rows[0].row.kind}",
        exemplars=tuple(row.row.exemplar for row in rows),
        mre=_average([one.mre for one in every]),
        sd=_average([one.sd for one in every]),
        median=_average([one.median for one in every]),
        sdr=tuple(_average(values) for values in zip(*(one.sdr for one in every), strict=True)),
        mre_without_doubtful=_average([one.mre for one in sure]),
        seconds_per_film=_average([one.seconds_per_film for one in known]),
        peak_bytes=max(peaks) if peaks else None,
    )


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def comparisons(rows: Sequence[RowResult]) -> Iterator[str]:
    """A sentence for each exemplar that two methods carried to the same films in this run."""
    by_place = {(row.row.spec.name, row.row.exemplar, row.row.kind): row for row in rows}
    for (name, exemplar, kind), own in by_place.items():
        peer = by_place.get((name, exemplar, _PEERS[kind])) if kind in _PEERS else None
        if peer is not None and own.films == peer.films:
            yield _comparison(own, peer)


# what a kind of row is held against
_PEERS = {
    RowKind.INSTANCE: RowKind.SIMPLEITK,
    RowKind.QUICK: RowKind.INSTANCE,
    RowKind.BALANCED: RowKind.INSTANCE,
}


def _comparison(own: RowResult, peer: RowResult) -> str:
    ours, theirs = own.scores[0].evaluation, peer.scores[0].evaluation
    times = [row.measured.seconds_per_film for row in (own, peer) if row.measured is not None]
    errors = (ours.overall.mre, theirs.overall.mre)
    closer = None not in errors and (errors[0] or 0.0) < (errors[1] or 0.0)
    quicker = times[0] < times[1]
    said = {
        (True, True): "better in error and time",
        (True, False): "better in error, not in time",
        (False, True): "better in time, not in error",
        (False, False): "better in neither",
    }[closer, quicker]
    return (
        f"{own.row.name} against {peer.row.name}, same {len(own.films)} films: "
        f"{figure(errors[0])} against {figure(errors[1])} {ours.unit}, "
        f"{figure(times[0])} against {figure(times[1])} s a film: {said}."
    )
