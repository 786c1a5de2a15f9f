"""The tables of the one-shot rows as Markdown, ours and those beside published ones.

Every line says on which films it was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.benchmark.oneshot.measure import Measured
from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import ABLATIONS, PAPER_ABLATIONS, STAGE_ONE_CHANGES, RowKind
from engine.benchmark.oneshot.summary import EXEMPLAR, ExemplarMean, Machine, TargetCheck, means
from engine.benchmark.published import FigureFromElsewhere, PublishedOneShot, PublishedTable
from engine.benchmark.table import figure, paragraphs, rates, sdr_header, spread, table
from engine.evaluation.metrics import Unit
from engine.evaluation.report import detection_rates
from engine.wording import counted

SDR = "SDR 2 / 2.5 / 3 / 4 mm (%)"


def head_table(rows: Sequence[OneShotRowResult], elsewhere: Sequence[FigureFromElsewhere]) -> str:
    """The head films: errors in mm, costs, the means over the exemplars, and figures from elsewhere."""
    if not rows:
        return ""
    header = ("row", "films", "MRE ± SD (mm)", "median", SDR, "MRE without 16", "s a film", "peak MiB")
    lines = [*_head_lines(rows), *map(_mean_line, means(rows)), *map(_line_from_elsewhere, elsewhere)]
    footer = f"The last {len(elsewhere)} lines were not measured here: mind their films."
    return paragraphs(table(header, lines), footer)


def _head_lines(rows: Sequence[OneShotRowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        every, sure = row.overall(Unit.MM), row.overall(Unit.MM, without_doubtful=True)
        if every is not None:
            errors = (spread(every.mre, every.sd), figure(every.median), rates(every.sdr))
            without = figure(sure.mre if sure else None)
            yield (row.row.name, _count(row), *errors, without, *_cost(row.measured))


def _mean_line(mean: ExemplarMean) -> tuple[str, ...]:
    return (
        *(mean.row, f"mean of {len(mean.exemplars)}", spread(mean.mre, mean.sd), figure(mean.median)),
        *(rates(mean.sdr), figure(mean.mre_without_doubtful), figure(mean.seconds_per_film)),
        _mebibytes(mean.peak_bytes),
    )


def _line_from_elsewhere(other: FigureFromElsewhere) -> tuple[str, ...]:
    return (
        *(f"{other.name} ({other.where})", other.films, figure(other.mre), figure(other.median)),
        *(rates(other.sdr, 0), "-", figure(other.seconds, 1), "-"),
    )


def exemplars_table(rows: Sequence[OneShotRowResult]) -> str:
    """What several exemplars are worth; nothing where no such row was measured."""
    header = ("row", "exemplars", "films", "MRE ± SD (mm)", "median", SDR, "s a film")
    lines = []
    for row in rows:
        metric = row.overall(Unit.MM)
        if metric is not None:
            errors = (spread(metric.mre, metric.sd), figure(metric.median), rates(metric.sdr))
            count = 1 + len(row.row.further or ())
            lines.append((row.row.name, str(count), _count(row), *errors, _cost(row.measured)[0]))
    return table(header, lines)


def parts_table(rows: Sequence[OneShotRowResult]) -> str:
    """What registration and each detector find alone in the rows that learn, and where the time went."""
    parts = ("registration", "detector 1", "detector 2")
    times = ("minutes", "learning (s)", "predicting (s)", "further films learned from")
    lines = []
    for row in rows:
        if row.parts and row.measured is not None:
            whole, measured = row.scores[0].evaluation, row.measured
            errors = (whole.overall.mre, *(row.part_mre(part) for part in parts))
            learning = None if measured.predicting is None else measured.learning
            lines.append(
                (
                    *(row.row.name, whole.unit, *map(figure, errors), figure(measured.seconds / 60, 1)),
                    *(figure(learning, 0), figure(measured.predicting, 0), str(len(row.learned_from))),
                )
            )
    return table(("row", "MRE of", "all parts", *parts, *times), lines)


def targets_table(checks: Sequence[TargetCheck]) -> str:
    """What must be reached, and what was; nothing where no row with a target was measured."""
    if all(check.found is None for check in checks):
        return ""
    header = ("preset, machine", "figure", "must reach", "measured", "reached")
    on_gpu = (check for check in checks if check.target.device is Machine.GPU)
    later = "" if any(check.found is not None for check in on_gpu) else _GPU
    return paragraphs(table(header, [_target_line(check) for check in checks]), later)


_GPU = (
    "The rows of one GPU: `onemark benchmark one-shot --root DIR --device cuda --rows head-125-balanced "
    "head-019-balanced head-071-balanced`."
)


def _target_line(check: TargetCheck) -> tuple[str, ...]:
    target = check.target
    machine = "2 CPU cores" if target.device is Machine.CPU else "one GPU"
    bound = ">=" if target.quantity.at_least else "<="
    reached = check.reason if check.reached is None else "yes" if check.reached else "no"
    return (
        *(f"{target.kind}, {machine}", target.quantity.value, f"{bound} {target.value:g}"),
        *(figure(check.found), reached),
    )


def mirrored_table(rows: Sequence[OneShotRowResult]) -> str:
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
    return table(header, lines)


def others_table(rows: Sequence[OneShotRowResult]) -> str:
    """The other sets: shares of the diagonal, and mm where there are any."""
    header = ("row", "films", "mean (% of the diagonal)", "median (%)", "MRE (mm)", "s a film", "peak MiB")
    lines = []
    for row in rows:
        share, metric = row.overall(Unit.DIAGONAL), row.overall(Unit.MM)
        if share is not None:
            errors = (share.mre, share.median, metric.mre if metric else None)
            lines.append((row.row.name, _count(row), *map(figure, errors), *_cost(row.measured)))
    return table(header, lines)


def _cost(measured: Measured | None) -> tuple[str, str]:
    if measured is None:
        return "-", "-"
    return figure(measured.seconds_per_film), _mebibytes(measured.peak_bytes)


def _mebibytes(peak_bytes: int | None) -> str:
    return figure(None if peak_bytes is None else peak_bytes / 2**20, 0)


def _count(row: OneShotRowResult) -> str:
    return str(len(row.films)) if row.whole else f"first {len(row.films)} of {row.there}"


def ablation_table(rows: Sequence[OneShotRowResult], published: PublishedTable) -> str:
    """The parts of C2T switched off one by one, ours and the paper's; nothing where none was measured."""
    ours = _of_exemplar(rows)
    if not any(row.row.kind in (*ABLATIONS, *PAPER_ABLATIONS) for row in ours):
        return ""
    return _row_by_row(ours, published)


def _of_exemplar(rows: Sequence[OneShotRowResult]) -> list[OneShotRowResult]:
    """The rows of heads with the literature's exemplar."""
    return [row for row in rows if _shows(row, "head") and row.row.exemplar == EXEMPLAR]


def _shows(row: OneShotRowResult, anatomy: str) -> bool:
    """Whether the set of `row` is the one called `anatomy`, or like it."""
    return bool(anatomy) and anatomy in (row.row.spec.name, row.row.spec.like)


def _row_by_row(ours: Sequence[OneShotRowResult], published: PublishedTable) -> str:
    """Each printed row beside those of ours that compute it."""
    sdr = sdr_header(published.limits, published.unit)
    columns = ("ours: films", "ours: MRE (mm)", f"ours: {sdr}", "paper: MRE (mm)", f"paper: {sdr}")
    lines = []
    for paper in published.rows:
        printed = figure(paper.mre), rates(paper.sdr, 2)
        kinds = (paper.kind, paper.as_published)
        found = sorted(
            (row for row in ours if row.row.kind in kinds), key=lambda row: kinds.index(row.row.kind)
        )
        lines += [(f"{paper.name} ({row.row.name})", *_cells(row, published), *printed) for row in found]
        if not found:
            lines.append((paper.name, "-", "-", "-", *printed))
    note = f"; {published.note}" if published.note else "."
    footer = f"Paper: {published.source}, {published.films}{note}"
    return paragraphs(table((published.title, *columns), lines), footer)


def published_tables(rows: Sequence[OneShotRowResult], published: PublishedOneShot) -> str:
    """The published tables on the sets of `rows` that were measured; with the head those on stage I too."""
    measured = [row for row in rows if row.measured is not None]
    ours = [row for row in measured if row.row.kind not in _APART]
    heads = _of_exemplar(measured)
    wanted = (
        _beside(each, ours)
        for each in published.tables
        if any(_shows(row, each.title.lower()) for row in ours)
    )
    any_head = any(_shows(row, "head") for row in ours)
    parts = published.stage_one if any_head or {row.row.kind for row in heads} & {*STAGE_ONE_CHANGES} else ()
    return paragraphs(*wanted, *(_part_of_stage_one(heads, each) for each in parts))


def _part_of_stage_one(ours: Sequence[OneShotRowResult], published: PublishedTable) -> str:
    kinds = {row.row.kind.value for row in ours}
    if any(row.kind in kinds for row in published.rows):
        return _row_by_row(ours, published)
    return _beside(published, ())


# these have tables of their own
_APART = (*ABLATIONS, *PAPER_ABLATIONS, *STAGE_ONE_CHANGES, RowKind.MIRRORED)


def _beside(published: PublishedTable, rows: Sequence[OneShotRowResult]) -> str:
    header = (f"MRE ({published.unit})", sdr_header(published.limits, published.unit))
    lines = [
        (f"ours: {row.row.name}", *_cells(row, published)) for row in rows if _shows(row, published.ours)
    ]
    heads = [row for row in rows if row.row.spec.name == published.ours == "head"]
    lines += [
        (f"ours: {mean.row}", _films(heads[0]), figure(mean.mre), rates(mean.sdr, 2)) for mean in means(heads)
    ]
    return published.beside(header, lines, lambda row: (figure(row.mre), rates(row.sdr, 2)))


def _cells(row: OneShotRowResult, published: PublishedTable) -> tuple[str, str, str]:
    """Films, MRE and SDR of a row of ours in the unit and at the limits of a `published` table."""
    fits = (score for score in row.scores if score.unit == published.unit and not score.without)
    score = next(fits, None)
    if score is None:
        return _films(row), "-", "-"
    ours = score.evaluation
    found = detection_rates(ours.errors, ours.counted, published.limits)
    return _films(row), figure(ours.overall.mre), rates(found, 2)


def _films(row: OneShotRowResult) -> str:
    count = len(row.films)
    return f"our {counted(count, 'test film')}" if row.whole else f"the first {count} of our test films"
