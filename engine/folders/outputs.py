"""What a run on a folder writes, whether it propagates or predicts: checked first, written last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import torch

from engine.errors import EngineError
from engine.folders.film_scan import FilmScan
from engine.folders.overlays import overlay_names
from engine.io.atomic import check_writable
from engine.io.provenance import RunRecord, check_run, machine_points, write_run
from engine.io.table_write import FilmRow, Layout, write_table
from engine.io.tables import LandmarkTable, read_landmarks
from engine.io.targets import Result, check_target
from engine.landmarks import LandmarkSet, Scheme
from engine.oneshot.propagate import Propagation
from engine.wording import counted


@dataclass(frozen=True, slots=True)
class FolderOutcome:
    """What was written: `sets` by film (merged), how they came about, and sentences to show."""

    sets: Mapping[str, LandmarkSet]
    scheme: Scheme
    films: tuple[str, ...]
    propagation: Propagation
    unreadable: Mapping[str, str]
    overlays: tuple[Path, ...]
    notes: tuple[str, ...]


def check_outputs(
    out: Path,
    table: LandmarkTable | None,
    images: Path,
    films: Collection[str],
    pictures: Mapping[str, Path | None],
    inputs: Iterable[Path | None],
) -> None:
    """Fail before the work rather than after it: raises `EngineError` where something could not be written.

    `table`: what the run starts from. `pictures`: folders for pictures of `films`, which lie in
    `images`, by what they hold. `inputs`: files that the run reads.
    """
    check_target(out, Result.TABLE, inputs)
    check_nothing_lost(out, table)
    check_writable(out)
    check_run(out)
    for what, folder in pictures.items():
        if folder is None:
            continue
        # pictures among the films would be films themselves the next time
        if folder.resolve().is_relative_to(images.resolve()):
            raise EngineError(
                f"The folder for {what} lies inside that of the films: choose one outside of it."
            )
        check_writable(folder / "picture.png")
        for name in overlay_names(films).values():
            check_target(folder / name, Result.PICTURE)


def check_nothing_lost(out: Path, table: LandmarkTable | None) -> None:
    """Raise `EngineError` if writing `out` would lose points of a person that `table` does not hold.

    None: the run starts from no table.
    """
    if not out.exists():
        return
    try:
        existing = read_landmarks(out)
    except EngineError as error:
        raise EngineError(f"{out} is there and is no landmark table: choose another file.") from error
    kept = () if table is None else (*table.sets.values(), *table.others)
    known = {point for marks in kept for point in _human_points(marks)}
    lost = {
        point
        for marks in (*existing.sets.values(), *existing.others)
        for point in _human_points(marks) - known
    }
    if len(lost) <= machine_points(out, existing.sets.values()):  # a wide table as a run has left it
        return
    if lost and table is None:
        raise EngineError(
            f"{out} holds {counted(len(lost), 'point')} of a person, which would be lost: "
            "write to another file."
        )
    if lost:
        raise EngineError(
            f"{out} holds {counted(len(lost), 'point')} of a person that your table does not hold: "
            "propagate from that table, or write to another file."
        )


def _human_points(marks: LandmarkSet) -> set[tuple[str, str, float | None, float | None]]:
    return {(marks.film, mark.name, mark.x, mark.y) for mark in marks.landmarks.values() if mark.is_human}


def run_record(result: Propagation, scan: FilmScan, notes: tuple[str, ...]) -> RunRecord:
    """What run.json says of a run with this `result` on the films of `scan`."""
    return RunRecord(
        method=result.method,
        device=result.device,
        threads=torch.get_num_threads(),
        exemplars=result.exemplars,
        films=scan.hashes,
        unreadable={**scan.unreadable, **result.unreadable},
        mirrored=tuple(film for film, mirrored in result.mirrored.items() if mirrored),
        seconds=result.seconds,
        unfit=result.unfit,
        notes=notes,
        sigmas={} if result.sigmas is None else result.sigmas.as_json(),
    )


def with_findings(
    rows: Sequence[FilmRow], result: Propagation, unreadable: Mapping[str, str]
) -> tuple[FilmRow, ...]:
    """`rows` with which films are mirrored, and why they have no points or look failed."""
    notes = {**result.doubtful, **result.unfit, **unreadable}
    return tuple(
        replace(row, mirrored=result.mirrored.get(row.identity, False), note=notes.get(row.identity, ""))
        for row in rows
    )


def write_results(
    out: Path,
    sets: Sequence[LandmarkSet],
    scheme: Scheme,
    films: Sequence[FilmRow],
    record: RunRecord,
    layout: Layout,
    with_patient_id: bool,
    decimal_comma: bool = False,
    schemes: Mapping[str, Scheme] = MappingProxyType({}),
) -> None:
    """Write the table of all `films`, as `write_table` does, and its run.json. Raises `WriteError`."""
    write_table(
        out,
        sets,
        scheme,
        films,
        layout,
        with_patient_id=with_patient_id,
        decimal_comma=decimal_comma,
        schemes=schemes,
    )
    write_run(out, sets, record)
