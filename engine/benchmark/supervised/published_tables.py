"""Our rows beside the printed ones, as Markdown: every line says on which films it was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.benchmark.markdown import figure, rates, table
from engine.benchmark.supervised.published import (
    SPINE,
    SPINE_FILMS,
    SPINE_SOURCE,
    TABLES,
    PrintedTable,
)
from engine.benchmark.supervised.result import RowResult, SetResult
from engine.benchmark.supervised.scoring import Score
from engine.benchmark.supervised.sets import Anatomy
from engine.evaluation.report import Summary, detection_rates


def published_tables(rows: Sequence[RowResult]) -> Iterator[str]:
    """The printed tables that any of `rows` may be read beside, and those rows."""
    for one in TABLES:
        own = list(_mixed_lines(one, rows) if one.anatomy is None else _own_lines(one, rows))
        if own:
            yield _beside(one, own)
    spines = list(_spine_lines(rows))
    if spines:
        yield _spine_table(spines)


def _beside(one: PrintedTable, own: Sequence[tuple[str, ...]]) -> str:
    limits = " / ".join(f"{limit:g}" for limit in one.limits)
    header = (one.title, "films", f"MRE ± SD ({one.unit})", f"SDR {limits} (%)", "parameters")
    printed = [
        (row.name, one.films, _spread(row.mre, row.sd), rates(row.sdr, 2), _millions(row.parameters))
        for row in one.rows
    ]
    said = " ".join(part for part in (f"Published: {one.source}.", one.note) if part)
    return f"{table(header, [*own, *printed])}\n\n{said}"


def _own_lines(one: PrintedTable, rows: Sequence[RowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for result in row.sets:
            score = _score(one, result)
            if row.row.kind in one.kinds and result.anatomy is one.anatomy and score is not None:
                found = detection_rates(score.evaluation.errors, score.evaluation.counted, one.limits)
                films = f"our {len(set(score.films))} {score.part or 'test'} films of {result.title}"
                yield _line(f"ours: {row.row.name}", films, score.evaluation.overall, found, row)


def _score(one: PrintedTable, result: SetResult) -> Score | None:
    """The score of a set that belongs beside a table; None where the unit or the films are other ones."""
    if result.main.unit != one.unit:
        return None
    named = {score.part for score in result.scores}
    if len(named) > 1:  # a set with parts: the table's own, or all
        return result.part(one.part)
    return None if one.part == "test2" else result.main


def _mixed_lines(one: PrintedTable, rows: Sequence[RowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if row.mixed is not None and row.row.kind in one.kinds:
            films = ", ".join(f"{len(set(result.main.films))} {result.name}" for result in row.sets)
            yield _line(f"ours: {row.row.name}", films, row.mixed, row.mixed.sdr, row)


def _line(name: str, films: str, summary: Summary, found: Sequence[float], row: RowResult) -> tuple[str, ...]:
    parameters = row.runs[0].outcome.parameters / 1e6 if row.runs else None
    return name, films, _spread(summary.mre, summary.sd), rates(found, 2), _millions(parameters)


def _spread(mre: float | None, sd: float | None) -> str:
    return figure(mre) if sd is None else f"{figure(mre)} ± {figure(sd)}"


def _millions(count: float | None) -> str:
    return "-" if count is None else f"{count:.2f} M"


def _spine_lines(rows: Sequence[RowResult]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for result in row.sets:
            one = result.main.fractions
            if result.anatomy is Anatomy.SPINE and one is not None:
                films = f"our {result.films} of {result.title}"
                yield f"ours: {row.row.name}", films, figure(one.mse, 5), figure(one.rho, 3)


def _spine_table(own: Sequence[tuple[str, ...]]) -> str:
    printed = [(row.name, SPINE_FILMS, figure(row.mse, 4), figure(row.rho)) for row in SPINE]
    header = ("Spine", "films", "MSE (fraction of the image)", "Pearson rho")
    said = (
        "MSE: mean of the squared errors of x / width and y / height; rho over the same coordinates. Figures "
        "from elsewhere may weigh films otherwise."
    )
    return f"{table(header, [*own, *printed])}\n\nPublished: {SPINE_SOURCE}. {said}"
