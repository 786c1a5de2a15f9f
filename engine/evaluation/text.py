"""An evaluation in words and as JSON: the table, its intervals, and who of two is nearer."""

from __future__ import annotations

from typing import Any

from engine.evaluation.evaluate import Evaluation, Scored
from engine.evaluation.paired import Difference, PairedComparison
from engine.evaluation.statistics import Confidence, Interval
from engine.wording import counted, in_lines, printable


def as_text(done: Evaluation, names: tuple[str, str]) -> str:
    """The whole evaluation for the terminal; `names` of the first and the second prediction."""
    if done.second is None or done.comparison is None:
        return _scored(done.first)
    both = zip(names, (done.first, done.second), strict=True)
    parts = [
        f"{letter}: {printable(name)}\n{_scored(scored)}"
        for letter, (name, scored) in zip("AB", both, strict=True)
    ]
    return "\n\n".join([*parts, _comparison(done.comparison)])


def as_json(done: Evaluation) -> dict[str, Any]:
    """The whole evaluation as plain JSON; `second` and `comparison` are None without a second one."""
    return {
        **_data(done.first),
        "second": None if done.second is None else _data(done.second),
        "comparison": None if done.comparison is None else done.comparison.as_json(),
    }


def _data(scored: Scored) -> dict[str, Any]:
    return {
        **scored.report.as_json(),
        "confidence": scored.intervals.as_json() if scored.intervals else None,
        "image_fraction": scored.fraction.as_json() if scored.fraction else None,
    }


def _scored(scored: Scored) -> str:
    lines = [scored.report.text()]
    if scored.intervals is not None:
        width = max(12, *(len(name) for name in scored.report.landmarks))
        lines += _interval_rows(scored.intervals, width)
    if scored.fraction is not None:
        lines.append(scored.fraction.text())
    return "\n".join(lines)


def _interval_rows(found: Confidence, width: int) -> list[str]:
    """Two rows under the table's last one, in its columns."""
    level = f"{100 * found.how.level:g} %"
    rows = []
    for label, at in ((f"{level} from", 0), (f"{level} to", 1)):
        mre, median = (
            None if interval is None else interval.as_json()[at] for interval in (found.mre, found.median)
        )
        figures = "".join(f"{'-' if v is None else format(v, '.2f'):>9}" for v in (mre, None, median))
        rates = "".join(f"{rate.as_json()[at]:>9.1f}" for rate in found.sdr)
        rows.append(f"{label:<{width}}{found.groups:>7}{'':>9}{figures}{rates}")
    return rows


def _comparison(found: PairedComparison) -> str:
    """The paired comparison as a table, the line of all films last but for what was left out."""
    width = max(12, *(len(name) for name in found.landmarks))
    level = f"{100 * found.how.level:g} % interval"
    lines = [
        f"A - B on {counted(found.points, 'point')} that both predict, in {found.unit}; below 0: A is nearer",
        f"{'landmark':<{width}}{'films':>7}{'A':>9}{'B':>9}{'A - B':>9}{level:>20}{'p':>9}{'p (Holm)':>10}",
        *(_row(name, width, row) for name, row in found.landmarks.items()),
        _row("films", width, found.overall),
    ]
    signs = "all combinations" if found.exact else f"{counted(found.how.resamples, 'draw')}"
    lines.append(f"p: two-sided sign-flip test over {counted(found.groups, 'group')} of films, {signs}")
    lines += _left_out(found)
    return in_lines(lines)


def _row(name: str, width: int, row: Difference) -> str:
    figures = f"{row.first:>9.3f}{row.second:>9.3f}{row.difference:>+9.3f}"
    corrected = "" if row.corrected is None else f"{row.corrected:.4f}"
    return f"{name:<{width}}{row.count:>7}{figures}{_interval(row.interval):>20}{row.p:>9.4f}{corrected:>10}"


def _interval(found: Interval | None) -> str:
    return "-" if found is None else f"[{found.low:+.3f}, {found.high:+.3f}]"


def _left_out(found: PairedComparison) -> list[str]:
    """Sentences on what only one of the two predicts, or neither."""
    lines = []
    for what, names in (("film", found.left_out_films), ("landmark", found.left_out_landmarks)):
        if names:
            lines.append(f"Not compared: {counted(len(names), what)} ({', '.join(names)}).")
    if found.left_out_points:
        lines.append(f"Not compared: {counted(found.left_out_points, 'further point')} of these films.")
    return lines
