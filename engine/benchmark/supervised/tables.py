"""The tables of our own rows, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.benchmark.markdown import figure, rates, table
from engine.benchmark.supervised.result import RowResult, SetResult
from engine.benchmark.supervised.scoring import Score
from engine.evaluation.report import EvaluationReport

Line = tuple[RowResult, SetResult]


def lines_by_set(rows: Sequence[RowResult]) -> dict[str, list[Line]]:
    """What every row scores on each set, by the set's name."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        for one in row.sets:
            found.setdefault(one.name, []).append((row, one))
    return found


def score_tables(rows: Sequence[RowResult]) -> Iterator[str]:
    """One table a set: errors with their spread and what they are worth, on all films and on parts."""
    for lines in lines_by_set(rows).values():
        one = lines[0][1]
        unit, limits = one.main.unit, one.main.evaluation.thresholds
        sdr = f"SDR {' / '.join(f'{limit:g}' for limit in limits)} (%)"
        doubtful = any(result.sure() for _, result in lines)
        without = ("MRE without 16",) if doubtful else ()
        header = ("row", "films", f"MRE ± SD ({unit})", "95 % interval", "median", sdr, *without)
        cells = [cell for row, result in lines for cell in _cells(row.row.name, result, with_sure=doubtful)]
        split = "; ".join(dict.fromkeys(result.split for _, result in lines))
        parts = f"{one.title}, split: {split}", table(header, cells), _missed(lines)
        yield "\n\n".join(part for part in parts if part)


def _missed(lines: Sequence[Line]) -> str:
    """What is not found counts for one figure and not for the other."""
    whole = [(row.row.name, result.main.evaluation.overall) for row, result in lines]
    missed = [f"{name} {one.missing} of {one.count}" for name, one in whole if one.missing]
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
        own = figures(score)
        sure = result.sure() if score is result.main else None
        less = (figure(sure.evaluation.overall.mre if sure else None),) if with_sure else ()
        yield (f"{name} ({label})" if label else name, films, *own, *less)


def figures(score: Score) -> tuple[str, str, str, str]:
    """MRE and SD, the interval of the MRE, the median and the SDR of a score."""
    one = score.evaluation.overall
    interval = None if score.confidence is None else score.confidence.mre
    between = "-" if interval is None else f"{figure(interval.low)} to {figure(interval.high)}"
    return f"{figure(one.mre)} ± {figure(one.sd)}", between, figure(one.median), rates(one.sdr)


def landmark_tables(rows: Sequence[RowResult]) -> Iterator[str]:
    """One table a set: the MRE of every landmark and its SDR at the first threshold, row by row."""
    for lines in lines_by_set(rows).values():
        main = [(row.row.name, result.main.evaluation) for row, result in lines]
        first = main[0][1]
        limit = f"SDR {first.thresholds[0]:g} (%)"
        header = ("landmark", *(f"{name}: MRE, {limit}" for name, _ in main))
        body = [(name, *(_landmark_cell(one, name) for _, one in main)) for name in first.landmarks]
        unit = lines[0][1].main.unit
        yield f"{lines[0][1].title}, landmark by landmark ({unit})\n\n{table(header, body)}"


def _landmark_cell(one: EvaluationReport, name: str) -> str:
    summary = one.landmarks[name]
    return f"{figure(summary.mre)}, {figure(summary.sdr[0], 1)}"


def training_table(rows: Sequence[RowResult]) -> str:
    """How the trainings went: films, losses, what they cost."""
    header = (
        *("training", "films", "epochs", "loss, first to last", "MRE on it, first to last", "parameters"),
        *("minutes", "predicting (s)", "device"),
    )
    cells = [cell for row in rows for cell in _training_cells(row)]
    if not cells:
        return ""
    return (
        f"{table(header, cells)}\n\nFilms: to learn from + for choices. MRE: on the films for choices, on "
        "those learned from in rows of 20 films; mm, or pixels of the film where it has no spacing."
    )


def _training_cells(row: RowResult) -> Iterator[tuple[str, ...]]:
    for number, run in enumerate(row.runs):
        if not row.row.kind.trains:
            continue
        outcome = run.outcome
        counts = [one.folds[number] for one in row.sets]
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
