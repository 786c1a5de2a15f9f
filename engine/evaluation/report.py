"""The evaluation report: summaries of radial errors, as values, text and JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.evaluation.protocols import Protocol
from engine.geometry.coordinates import Points, Size
from engine.wording import counted, in_lines


@dataclass(frozen=True, slots=True)
class Summary:
    """Radial errors in short. Means are None where nothing was predicted; `sd` is of the sample (n - 1).

    `count` landmarks of the truth, `missing` of them without a prediction; `sdr` = share of ALL of
    them within each threshold, in percent.
    """

    count: int
    missing: int
    mre: float | None
    sd: float | None
    median: float | None
    sdr: tuple[float, ...]

    def as_json(self) -> dict[str, Any]:
        """The values as plain JSON."""
        return {
            "n": self.count,
            "missing": self.missing,
            "mre": self.mre,
            "sd": self.sd,
            "median": self.median,
            "sdr": list(self.sdr),
        }


def hits(
    errors: Points, counted: NDArray[np.bool_], limit: float, *, inclusive: bool = True
) -> NDArray[np.bool_]:
    """Where a `counted` landmark lies within `limit`, for errors [...]; a NaN error is a miss."""
    slack = 1e-9  # a float sum such as 0.3 * 0.1 * ... must not miss its own threshold by the last bit
    within = errors <= limit + slack if inclusive else errors < limit - slack
    return np.asarray(within & counted)


def detection_rates(
    errors: Points, counted: NDArray[np.bool_], thresholds: Sequence[float], *, inclusive: bool = True
) -> tuple[float, ...]:
    """Share of the `counted` landmarks within each threshold, in percent; a NaN error is a miss."""
    total = int(np.count_nonzero(counted)) or 1
    within = (hits(errors, counted, limit, inclusive=inclusive) for limit in thresholds)
    return tuple(100.0 * float(np.count_nonzero(hit)) / total for hit in within)


def summarise(
    errors: Points, counted: NDArray[np.bool_], thresholds: Sequence[float], inclusive: bool
) -> Summary:
    """Summarise radial `errors` [...] where `counted`; NaN = no prediction."""
    wanted = errors[counted]
    found = wanted[np.isfinite(wanted)]
    return Summary(
        count=int(wanted.size),
        missing=int(wanted.size - found.size),
        mre=float(found.mean()) if found.size else None,
        sd=float(found.std(ddof=1)) if found.size > 1 else None,
        median=float(np.median(found)) if found.size else None,
        sdr=detection_rates(errors, counted, thresholds, inclusive=inclusive),
    )


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Predictions against the truth: overall, by landmark, by film.

    `errors` [films, landmarks] in `unit` with NaN where there is no prediction or no truth; `counted`
    marks where there is a truth. `spacing_sources` say where the mm come from. `grid`: what the gu2net
    protocol counted on.
    """

    unit: str
    spacing_sources: tuple[str, ...]
    protocol: Protocol
    thresholds: tuple[float, ...]
    overall: Summary
    landmarks: Mapping[str, Summary]
    films: Mapping[str, Summary]
    errors: Points
    counted: NDArray[np.bool_]
    grid: Size | None = None

    def pck(self, thresholds: Sequence[float]) -> tuple[float, ...]:
        """The PCK curve: percent of landmarks within each of `thresholds` (in `unit`)."""
        return detection_rates(self.errors, self.counted, thresholds, inclusive=self.protocol.inclusive)

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "unit": self.unit,
            "spacing_sources": list(self.spacing_sources),
            "protocol": self.protocol.value,
            "grid": [self.grid.width, self.grid.height] if self.grid else None,
            "hit": "<=" if self.protocol.inclusive else "<",
            "thresholds": list(self.thresholds),
            "n_films": len(self.films),
            "overall": self.overall.as_json(),
            "landmarks": {name: summary.as_json() for name, summary in self.landmarks.items()},
            "films": {film: summary.as_json() for film, summary in self.films.items()},
        }

    def text(self) -> str:
        """The report as a table for the terminal, the overall line last."""
        hit = "<=" if self.protocol.inclusive else "<"
        limits = "".join(f"{hit + format(limit, 'g'):>9}" for limit in self.thresholds)
        width = max(12, *(len(name) for name in self.landmarks))
        source = f"; mm by {', '.join(self.spacing_sources)}" if self.spacing_sources else ""
        grid = f" on {self.grid.width} x {self.grid.height}" if self.grid else ""
        protocol, films = f"{self.protocol}{grid}", counted(len(self.films), "film")
        lines = [
            f"{films}, errors in {self.unit}, protocol {protocol}{source}; SDR in %",
            f"{'landmark':<{width}}{'n':>7}{'missing':>9}{'MRE':>9}{'SD':>9}{'median':>9}{limits}",
        ]
        rows = [*self.landmarks.items(), ("all", self.overall)]
        return in_lines([*lines, *(_line(name, width, summary) for name, summary in rows)])


def _line(name: str, width: int, summary: Summary) -> str:
    figures = (
        f"{'-' if v is None else format(v, '.2f'):>9}" for v in (summary.mre, summary.sd, summary.median)
    )
    rates = "".join(f"{rate:>9.1f}" for rate in summary.sdr)
    return f"{name:<{width}}{summary.count:>7}{summary.missing:>9}{''.join(figures)}{rates}"
