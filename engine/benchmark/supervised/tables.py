"""The tables of the supervised rows as Markdown, ours and those beside printed ones.

Every line says on which films it was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.benchmark.published import MIXTURE, PublishedSupervised, PublishedTable, SpineFigures
from engine.benchmark.score import Score
from engine.benchmark.sets.labelled import BodyPart
from engine.benchmark.supervised.result import SetResult, SupervisedRowResult
from engine.benchmark.table import figure, paragraphs, rates, sdr_header, spread, table
from engine.evaluation.report import EvaluationReport, Summary, detection_rates

Line = tuple[SupervisedRowResult, SetResult]


def lines_by_set(rows: Sequence[SupervisedRowResult]) -> dict[str, list[Line]]:
    """What every row scores on each set, by the set's name."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        for result in row.sets:
            found.setdefault(result.name, []).append((row, result))
    return found


def score_tables(rows: Sequence[SupervisedRowResult]) -> Iterator[str]:
    """One table a set: errors with their spread and what they are worth, on all films and on parts."""
    for lines in lines_by_set(rows).values():
        first = lines[0][1]
        doubtful = any(result.sure() for _, result in lines)
        header = (
            *("row", "films", f"MRE ± SD ({first.main.unit})", "95 % interval", "median"),
            *(sdr_header(first.main.evaluation.thresholds), *(("MRE without 16",) if doubtful else ())),
        )
        cells = [cell for row, result in lines for cell in _cells(row.row.name, result, with_sure=doubtful)]
        split = "; ".join(dict.fromkeys(result.split for _, result in lines))
        yield paragraphs(f"{first.title}, split: {split}", table(header, cells), _missed(lines))


def _missed(lines: Sequence[Line]) -> str:
    """What is not found counts for one figure and not for the other."""
    whole = [(row.row.name, result.main.evaluation.overall) for row, result in lines]
    missed = [f"{name} {overall.missing} of {overall.count}" for name, overall in whole if overall.missing]
    if not missed:
        return ""
    return (
        f"Landmarks without a prediction, also of films that do not fit a model: {', '.join(missed)}. MRE, "
        "SD and median are without them; in SDR they are misses."
    )


def _cells(name: str, result: SetResult, *, with_sure: bool) -> Iterator[tuple[str, ...]]:
    for score in result.scores:
        if score.without:
            continue  # a column of its own
        label = ", ".join(part for part in (score.part, score.against and f"against {score.against}") if part)
        films = result.films if not score.part else f"{len(set(score.films))} of them"
        sure = result.sure() if score is result.main else None
        less = (figure(sure.evaluation.overall.mre if sure else None),) if with_sure else ()
        yield (f"{name} ({label})" if label else name, films, *_figures(score), *less)


def _figures(score: Score) -> tuple[str, str, str, str]:
    """MRE and SD, the interval of the MRE, the median and the SDR of a score."""
    overall = score.evaluation.overall
    interval = None if score.confidence is None else score.confidence.mre
    between = "-" if interval is None else f"{figure(interval.low)} to {figure(interval.high)}"
    return spread(overall.mre, overall.sd), between, figure(overall.median), rates(overall.sdr)


def landmark_tables(rows: Sequence[SupervisedRowResult]) -> Iterator[str]:
    """One table a set: the MRE of every landmark and its SDR at the first threshold, row by row."""
    for lines in lines_by_set(rows).values():
        main = [(row.row.name, result.main.evaluation) for row, result in lines]
        first = main[0][1]
        limit = f"SDR {first.thresholds[0]:g} (%)"
        header = ("landmark", *(f"{name}: MRE, {limit}" for name, _ in main))
        body = [(name, *(_landmark_cell(report, name) for _, report in main)) for name in first.landmarks]
        unit = lines[0][1].main.unit
        yield f"{lines[0][1].title}, landmark by landmark ({unit})\n\n{table(header, body)}"


def _landmark_cell(report: EvaluationReport, name: str) -> str:
    summary = report.landmarks[name]
    return f"{figure(summary.mre)}, {figure(summary.sdr[0], 1)}"


def training_table(rows: Sequence[SupervisedRowResult]) -> str:
    """How the trainings went: films, losses, what they cost."""
    header = (
        *("training", "films", "epochs", "loss, first to last", "MRE on it, first to last", "parameters"),
        *("minutes", "predicting (s)", "device"),
    )
    cells = [cell for row in rows if row.row.kind.trains for cell in _training_cells(row)]
    footer = (
        "Films: to learn from + for choices. MRE: on the films for choices, on those learned from in rows of "
        "20 films; mm, or pixels of the film where it has no spacing."
    )
    return paragraphs(table(header, cells), footer if cells else "")


def _training_cells(row: SupervisedRowResult) -> Iterator[tuple[str, ...]]:
    for number, run in enumerate(row.runs):
        outcome = run.outcome
        counts = [result.folds[number] for result in row.sets]
        films = f"{sum(train for train, _, _ in counts)} + {sum(choice for _, choice, _ in counts)}"
        name = row.row.name if len(row.runs) == 1 else f"{row.row.name} {number + 1}"
        loss, error = outcome.curves.get("loss", ()), outcome.curves.get("mre", ())
        yield (
            *(name, films, str(len(loss)), _ends(loss, 4), _ends(error, 2)),
            *(f"{outcome.parameters:,}", figure(outcome.seconds / 60, 1), figure(outcome.predicting, 0)),
            outcome.device,
        )


def _ends(values: Sequence[float], digits: int) -> str:
    return f"{values[0]:.{digits}g} -> {values[-1]:.{digits}g}" if values else "-"


def published_tables(rows: Sequence[SupervisedRowResult], published: PublishedSupervised) -> Iterator[str]:
    """The printed tables that any of `rows` may be read beside, and those rows."""
    for each in published.tables:
        beside = [row for row in rows if row.row.kind in each.kinds]
        ours = list(_mixed_lines(beside) if each.ours == MIXTURE else _our_lines(each, beside))
        if ours:
            header = (f"MRE ± SD ({each.unit})", sdr_header(each.limits), "parameters")
            yield each.beside(header, ours, lambda row: _entries(row.mre, row.sd, row.sdr, row.parameters))
    spines = list(_spine_lines(rows))
    if spines:
        yield _spine_table(spines, published.spine)


def _our_lines(published: PublishedTable, rows: Sequence[SupervisedRowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for result in row.sets:
            score = _score(published, result)
            if result.anatomy == published.ours and score is not None:
                report = score.evaluation
                found = detection_rates(report.errors, report.counted, published.limits)
                films = f"our {len(set(score.films))} {score.part or 'test'} films of {result.title}"
                yield _our_line(films, report.overall, found, row)


def _score(published: PublishedTable, result: SetResult) -> Score | None:
    """The score of a set that belongs beside a table; None where the unit or the films are other ones."""
    if result.main.unit != published.unit:
        return None
    named = {score.part for score in result.scores}
    if len(named) > 1:  # a set with parts: the table's own, or all
        return result.part(published.part)
    return None if published.part == "test2" else result.main


def _mixed_lines(rows: Sequence[SupervisedRowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if row.mixed is not None:
            films = ", ".join(f"{len(set(result.main.films))} {result.name}" for result in row.sets)
            yield _our_line(films, row.mixed, row.mixed.sdr, row)


def _our_line(
    films: str, summary: Summary, found: Sequence[float], row: SupervisedRowResult
) -> tuple[str, ...]:
    parameters = row.runs[0].outcome.parameters / 1e6 if row.runs else None
    return f"ours: {row.row.name}", films, *_entries(summary.mre, summary.sd, found, parameters)


def _entries(
    mre: float | None, sd: float | None, sdr: Sequence[float | None], parameters: float | None
) -> tuple[str, str, str]:
    error = figure(mre) if sd is None else spread(mre, sd)
    return error, rates(sdr, 2), "-" if parameters is None else f"{parameters:.2f} M"


def _spine_lines(rows: Sequence[SupervisedRowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for result in row.sets:
            fractions = result.main.fractions
            if result.anatomy is BodyPart.SPINE and fractions is not None:
                films = f"our {result.films} of {result.title}"
                yield f"ours: {row.row.name}", films, figure(fractions.mse, 5), figure(fractions.rho, 3)


def _spine_table(ours: Sequence[tuple[str, ...]], spine: SpineFigures) -> str:
    printed = [(row.name, spine.films, figure(row.mse, 4), figure(row.rho)) for row in spine.rows]
    header = ("Spine", "films", "MSE (fraction of the image)", "Pearson rho")
    footer = (
        "MSE: mean of the squared errors of x / width and y / height; rho over the same coordinates. Figures "
        "from elsewhere may weigh films otherwise."
    )
    return paragraphs(table(header, [*ours, *printed]), f"Published: {spine.source}. {footer}")
