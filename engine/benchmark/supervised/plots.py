"""PCK curves of the rows, one picture a set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.benchmark.supervised.result import RowResult
from engine.benchmark.supervised.tables import lines_by_set
from engine.errors import EngineError
from engine.evaluation.plots import plot_pck


def write_plots(folder: Path, rows: Sequence[RowResult]) -> tuple[Path, ...]:
    """Write `pck-SET.png` into `folder` for every set, all rows in one picture. Raises `EngineError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(f"Cannot make the folder {folder} ({error.strerror or error}).") from error
    written = []
    for name, lines in lines_by_set(rows).items():
        path = folder / f"pck-{name}.png"
        curves = {row.row.name: result.main.evaluation for row, result in lines}
        plot_pck(path, curves, lines[0][1].title, lines[0][1].main.unit)
        written.append(path)
    return tuple(written)
