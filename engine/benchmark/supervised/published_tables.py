"""Our rows beside the printed ones, as Markdown: every line says on which films it was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.benchmark.published import MIXTURE, PublishedSupervised, PublishedTable, SpineFigures
from engine.benchmark.score import Score
from engine.benchmark.sets.labelled import BodyPart
from engine.benchmark.supervised.result import SetResult, SupervisedRowResult
from engine.benchmark.table import figure, paragraphs, rates, sdr_header, spread, table
from engine.evaluation.report import Summary, detection_rates


def published_tables(rows: Sequence[SupervisedRowResult], published: PublishedSupervised) -> Iterator[str]:
    """The printed tables that any of `rows` may be read beside, and those rows."""
    for each in published.tables:
        beside = [row for row in rows if row.row.kind in each.kinds]
        ours = list(_mixed_lines(beside) if each.ours == MIXTURE else _our_lines(each, beside))
        if ours:
            header = (f"MRE ± SD ({each.unit})", sdr_header(each.limits), "parameters")
            yield each.beside(header, ours, lambda row: _cells(row.mre, row.sd, row.sdr, row.parameters))
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
                yield _line(films, report.overall, found, row)


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
            yield _line(films, row.mixed, row.mixed.sdr, row)


def _line(films: str, summary: Summary, found: Sequence[float], row: SupervisedRowResult) -> tuple[str, ...]:
    parameters = row.runs[0].outcome.parameters / 1e6 if row.runs else None
    return f"ours: {row.row.name}", films, *_cells(summary.mre, summary.sd, found, parameters)


def _cells(
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
