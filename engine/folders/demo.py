"""The main job on phantoms, from drawing them to the radial error; needs no data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.evaluation.comparison import compare_tables
from engine.evaluation.metrics import Unit, evaluate
from engine.evaluation.report import EvaluationReport
from engine.folders.outputs import FolderOutcome, check_nothing_lost
from engine.folders.propagate import PropagateRequest, propagate_folder
from engine.io.provenance import CommandLine
from engine.io.schemes import write_scheme
from engine.io.table_write import FilmRow, write_landmarks
from engine.io.tables import LandmarkTable, read_landmarks
from engine.oneshot.propagate import Method, PropagationSettings
from engine.operation import Operation
from engine.phantoms.phantom import Phantoms, write_phantoms

FILMS = 8


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the demo wrote, what it predicted, and how far that is from the truth (mm)."""

    films: Path
    table: Path
    overlays: Path
    outcome: FolderOutcome
    report: EvaluationReport


def run_demo(
    folder: Path,
    device: str = "auto",
    seed: int = 0,
    count: int = FILMS,
    command: Callable[[], CommandLine] | None = None,
) -> Operation[DemoResult]:
    """Draw `count` films in `folder`, annotate the first, propagate, and compare with the truth.

    `command`: asked for what propagates in the same way, once its inputs are there. Writes films/,
    exemplar.csv, hand.scheme.json, truth.csv, landmarks.csv and overlays/. Raises `EngineError`s, also
    where one of these tables holds points of a person that would be lost.
    """
    images, table, overlays = folder / "films", folder / "landmarks.csv", folder / "overlays"
    phantoms = yield from write_phantoms(images, count, seed)
    scheme_file, drawn = folder / "hand.scheme.json", LandmarkTable(phantoms.scheme, phantoms.truth, {})
    for name in ("truth.csv", "exemplar.csv"):
        check_nothing_lost(folder / name, drawn)
    write_scheme(scheme_file, phantoms.scheme)
    first = next(iter(phantoms.truth))
    _write_truth(folder / "truth.csv", phantoms, tuple(phantoms.truth))
    _write_truth(folder / "exemplar.csv", phantoms, (first,))
    # learning takes minutes, a demo seconds
    settings = PropagationSettings(Method.REGISTRATION, device=device, seed=seed)
    outcome = yield from propagate_folder(
        PropagateRequest(
            images,
            folder / "exemplar.csv",
            table,
            settings,
            overlays,
            scheme_file,
            command=None if command is None else command(),
        )
    )
    tables = compare_tables(read_landmarks(table), read_landmarks(folder / "truth.csv"))
    report = evaluate(
        tables.predictions, tables.truth, tables.scheme.names, spacings=tables.spacings, unit=Unit.MM
    )
    return DemoResult(images, table, overlays, outcome, report)


def _write_truth(path: Path, phantoms: Phantoms, films: tuple[str, ...]) -> None:
    rows = [FilmRow(film, spacing=phantoms.spacings[film]) for film in films]
    write_landmarks(path, [phantoms.truth[film] for film in films], phantoms.scheme, rows)
