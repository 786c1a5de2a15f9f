"""The tables of the supervised rows, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.benchmark.score import Score
from engine.benchmark.supervised.result import SetResult, SupervisedRowResult
from engine.benchmark.table import figure, paragraphs, rates, sdr_header, spread, table
from engine.evaluation.report import EvaluationReport

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
