"""Our rows beside the published ones, as Markdown: every line says on which films it was measured."""

from __future__ import annotations

from collections.abc import Sequence

from engine.benchmark.oneshot.result import OneShotRowResult
from engine.benchmark.oneshot.rows import ABLATIONS, RowKind
from engine.benchmark.oneshot.summary import means
from engine.benchmark.oneshot.targets import EXEMPLAR
from engine.benchmark.published import PublishedOneShot, PublishedTable
from engine.benchmark.table import figure, paragraphs, rates, sdr_header, table
from engine.evaluation.metrics import Unit
from engine.evaluation.report import detection_rates


def ablation_table(rows: Sequence[OneShotRowResult], published: PublishedTable) -> str:
    """The parts of C2T switched off one by one, ours and the paper's; nothing where none was measured."""
    ours = {
        row.row.kind.value: row
        for row in rows
        if row.row.spec.name == "head" and row.row.exemplar == EXEMPLAR
    }
    if not any(kind in ours for kind in ABLATIONS):
        return ""
    sdr = sdr_header(published.limits, published.unit)
    columns = ("ours: films", "ours: MRE (mm)", f"ours: {sdr}", "paper: MRE (mm)", f"paper: {sdr}")
    lines = []
    for paper in published.rows:
        row = ours.get(paper.kind)
        cells = ("-", "-", "-") if row is None else _cells(row, published.limits)
        name = paper.name if row is None else f"{paper.name} ({row.row.name})"
        lines.append((name, *cells, figure(paper.mre), rates(paper.sdr, 2)))
    footer = f"Paper: {published.source}, {published.films}; {published.note}"
    return paragraphs(table((published.title, *columns), lines), footer)


def published_tables(rows: Sequence[OneShotRowResult], published: PublishedOneShot) -> str:
    """The published tables on the sets of `rows` that were measured; with the head those on stage I too."""
    ours = [row for row in rows if row.measured is not None and row.row.kind not in _APART]
    sets = {row.row.spec.name for row in ours}
    wanted = [*(each for each in published.tables if each.title.lower() in sets)]
    wanted += published.stage_one if "head" in sets else ()
    return paragraphs(*(_beside(each, ours) for each in wanted))


_APART = (*ABLATIONS, RowKind.MIRRORED)  # these have tables of their own


def _beside(published: PublishedTable, rows: Sequence[OneShotRowResult]) -> str:
    header = (f"MRE ({published.unit})", sdr_header(published.limits, published.unit))
    lines = [
        (f"ours: {row.row.name}", *_cells(row, published.limits))
        for row in rows
        if row.row.spec.name == published.ours
    ]
    if published.ours == "head":
        lines += [
            (f"ours: {mean.row}", _films(rows[0]), figure(mean.mre), rates(mean.sdr, 2))
            for mean in means(rows)
        ]
    return published.beside(header, lines, lambda row: (figure(row.mre), rates(row.sdr, 2)))


def _cells(row: OneShotRowResult, limits: Sequence[float]) -> tuple[str, str, str]:
    """Films, MRE in mm and the SDR at `limits` (mm) of a row of ours."""
    score = row.score(Unit.MM)
    if score is None:
        return _films(row), "-", "-"
    ours = score.evaluation
    return _films(row), figure(ours.overall.mre), rates(detection_rates(ours.errors, ours.counted, limits), 2)


def _films(row: OneShotRowResult) -> str:
    count = len(row.films)
    return f"our {count} test films" if row.whole else f"the first {count} of our test films"
