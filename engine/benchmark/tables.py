"""The tables of our own rows, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from engine.benchmark.markdown import figure, rates, table
from engine.benchmark.published import HEAD
from engine.benchmark.result import RowResult, chosen
from engine.benchmark.rows import RowKind
from engine.benchmark.summary import means
from engine.benchmark.targets import Check, Device
from engine.evaluation.metrics import Unit

SDR = "SDR 2 / 2.5 / 3 / 4 mm (%)"


def head_table(rows: Sequence[RowResult]) -> str:
    """The head films: errors in mm, costs, the means over the exemplars, and figures from elsewhere."""
    header = ("row", "films", "MRE ± SD (mm)", "median", SDR, "MRE without 16", "s a film", "peak MiB")
    lines: list[Sequence[str]] = []
    for row in rows:
        every, sure = row.score(Unit.MM), row.score(Unit.MM, without_doubtful=True)
        if every is not None:
            one = every.evaluation.overall
            spread = f"{figure(one.mre)} ± {figure(one.sd)}"
            less = figure(sure.evaluation.overall.mre if sure else None)
            cost = _cost(row)
            lines.append((row.row.name, _count(row), spread, figure(one.median), rates(one.sdr), less, *cost))
    lines.extend(mean.cells() for mean in means(rows))
    for other in HEAD:
        figures = (
            figure(other.mre),
            figure(other.median),
            rates(other.sdr, 0),
            "-",
            figure(other.seconds, 1),
        )
        lines.append((f"{other.name} ({other.where})", other.films, *figures, "-"))
    return f"{table(header, lines)}\n\nThe last {len(HEAD)} lines were not measured here: mind their films."


def parts_table(rows: Sequence[RowResult]) -> str:
    """What registration and each detector find alone in the rows that learn, and where the time went."""
    header = ("row", "MRE of", "all parts", "registration", "detector 1", "detector 2", *_TIMES)
    lines = []
    for row in rows:
        if row.parts and row.measured is not None:
            unit = row.scores[0].evaluation.unit
            alone = [_part(row, part, Unit(unit)) for part in header[3:6]]
            measured = row.measured
            split = measured.predicting is not None
            times = (
                figure(measured.seconds / 60, 1),
                figure(measured.learning, 0) if split else "-",
                figure(measured.predicting, 0),
            )
            whole = figure(row.scores[0].evaluation.overall.mre)
            lines.append((row.row.name, unit, whole, *alone, *times, str(len(row.learned_from))))
    return table(header, lines) if lines else ""


_TIMES = ("minutes", "learning (s)", "predicting (s)", "further films learned from")


def _part(row: RowResult, part: str, unit: Unit) -> str:
    score = chosen(row.parts.get(part, ()), unit)
    return figure(score.evaluation.overall.mre if score else None)


def targets_table(checks: Sequence[Check]) -> str:
    """What must be reached, and what was; nothing where no row with a target was measured."""
    if all(check.found is None for check in checks):
        return ""
    header = ("preset, machine", "figure", "must reach", "measured", "reached")
    lines = []
    for check in checks:
        target = check.target
        machine = "2 CPU cores" if target.device is Device.CPU else "one GPU"
        bound = ">=" if target.quantity.at_least else "<="
        said = check.reason if check.reached is None else "yes" if check.reached else "no"
        lines.append(
            (
                f"{target.kind}, {machine}",
                target.quantity.value,
                f"{bound} {target.value:g}",
                figure(check.found),
                said,
            )
        )
    on_gpu = (check for check in checks if check.target.device is Device.GPU)
    later = "" if any(check.found is not None for check in on_gpu) else f"\n\n{_GPU}"
    return table(header, lines) + later


_GPU = (
    "The rows of one GPU: `onemark benchmark one-shot --root DIR --device cuda --rows head-125-balanced "
    "head-019-balanced head-071-balanced`."
)


def mirrored_table(rows: Sequence[RowResult]) -> str:
    """Films as they are against the same flipped."""
    header = ("row", "films", "MRE as they are", "MRE flipped", "flipped found", "others flagged", "unit")
    lines = []
    for row in rows:
        if row.row.kind is RowKind.MIRRORED:
            plain, flipped = row.scores[0].evaluation, row.flipped[0].evaluation
            wrongly, found = row.flagged
            mres = (figure(plain.overall.mre), figure(flipped.overall.mre))
            shares = (f"{found} of {len(row.films)}", f"{wrongly} of {len(row.films)}")
            lines.append((row.row.name, str(len(row.films)), *mres, *shares, plain.unit))
    return table(header, lines) if lines else ""


def others_table(rows: Sequence[RowResult]) -> str:
    """The other sets: shares of the diagonal, and mm where there are any."""
    header = ("row", "films", "mean (% of the diagonal)", "median (%)", "MRE (mm)", "s a film", "peak MiB")
    lines = []
    for row in rows:
        share, metric = row.score(Unit.DIAGONAL), row.score(Unit.MM)
        if share is not None:
            one = share.evaluation.overall
            mm = figure(metric.evaluation.overall.mre if metric else None)
            lines.append((row.row.name, _count(row), figure(one.mre), figure(one.median), mm, *_cost(row)))
    return table(header, lines) if lines else ""


def _cost(row: RowResult) -> tuple[str, str]:
    if row.measured is None:
        return "-", "-"
    peak = row.measured.peak_bytes
    return figure(row.measured.seconds_per_film), "-" if peak is None else f"{peak / 2**20:.0f}"


def _count(row: RowResult) -> str:
    return str(len(row.films)) if row.whole else f"first {len(row.films)} of {row.there}"
