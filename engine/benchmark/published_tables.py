"""Our rows beside the published ones, as Markdown: every line says on which films it was measured."""

from __future__ import annotations

from collections.abc import Sequence

from engine.benchmark.markdown import figure, rates, table
from engine.benchmark.published import (
    ONE_SHOT,
    STAGE_ONE,
    STAGE_TWO,
    STAGE_TWO_SOURCE,
    PublishedTable,
    Rates,
)
from engine.benchmark.result import RowResult
from engine.benchmark.rows import ABLATIONS, RowKind
from engine.benchmark.summary import means
from engine.evaluation.metrics import Unit
from engine.evaluation.report import detection_rates


def ablation_table(rows: Sequence[RowResult]) -> str:
    """The parts of C2T switched off one by one, ours and the paper's; nothing where none was measured."""
    own = {row.row.kind: row for row in rows if row.row.spec.name == "head" and row.row.exemplar == "125"}
    if not any(kind in own for kind in STAGE_TWO if kind is not RowKind.QUICK):
        return ""
    sdr = _sdr((2.0, 2.5, 3.0, 4.0), "mm")
    header = ("stage II", "ours: films", "ours: MRE (mm)", f"ours: {sdr}", "paper: MRE (mm)", f"paper: {sdr}")
    lines = []
    for kind, paper in STAGE_TWO.items():
        films, mre, found = _ours(own[kind], (2.0, 2.5, 3.0, 4.0)) if kind in own else ("-", None, ())
        row = f"{paper.name} ({own[kind].row.name})" if kind in own else paper.name
        lines.append((row, films, figure(mre), rates(found, 2), figure(paper.mre), rates(paper.sdr, 2)))
    said = (
        f"Paper: {STAGE_TWO_SOURCE}; where its table has no figure its text was taken. Of the second line "
        "its text says that L_heat alone selects."
    )
    return f"{table(header, lines)}\n\n{said}"


def published_tables(rows: Sequence[RowResult]) -> str:
    """The published tables on the sets of `rows` that were measured; with the head those on stage I too."""
    own = [row for row in rows if row.measured is not None and row.row.kind not in _APART]
    sets = {row.row.spec.name for row in own}
    wanted = [one for one in ONE_SHOT if one.title.lower() in sets]
    wanted += STAGE_ONE if "head" in sets else ()
    return "\n\n".join(_published(one, own) for one in wanted)


_APART = (*ABLATIONS, RowKind.MIRRORED)  # these have tables of their own


def _published(one: PublishedTable, rows: Sequence[RowResult]) -> str:
    header = (one.title, "films", f"MRE ({one.unit})", _sdr(one.limits, one.unit))
    lines = []
    for row in rows:
        if one.ours == row.row.spec.name:
            films, mre, found = _ours(row, one.limits)
            lines.append((f"ours: {row.row.name}", films, figure(mre), rates(found, 2)))
    if one.ours == "head":
        lines += [
            (f"ours: {mean.row}", _films(rows), figure(mean.mre), rates(mean.sdr, 2)) for mean in means(rows)
        ]
    lines += [(other.name, one.films, figure(other.mre), rates(other.sdr, 2)) for other in one.rows]
    said = " ".join(part for part in (f"Published: {one.source}.", one.note) if part)
    return f"{table(header, lines)}\n\n{said}"


def _ours(row: RowResult, limits: Sequence[float]) -> tuple[str, float | None, Rates]:
    """Films, MRE in mm and the SDR at `limits` (mm) of a row of ours."""
    score = row.score(Unit.MM)
    films = _films([row])
    if score is None:
        return films, None, tuple(None for _ in limits)
    one = score.evaluation
    return films, one.overall.mre, detection_rates(one.errors, one.counted, limits)


def _films(rows: Sequence[RowResult]) -> str:
    row = rows[0]
    return (
        f"{'our' if row.whole else 'the first'} {len(row.films)}{'' if row.whole else ' of our'} test films"
    )


def _sdr(limits: Sequence[float], unit: str) -> str:
    return f"SDR {' / '.join(f'{limit:g}' for limit in limits)} {unit.split()[0]} (%)"
