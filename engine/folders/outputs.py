"""What a run on a folder writes, whether it propagates or predicts: checked first, written last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.errors import EngineError
from engine.folders.exemplars import check_nothing_lost
from engine.folders.film_scan import FilmScan
from engine.io.atomic import check_writable
from engine.io.provenance import RunRecord, check_run, write_run
from engine.io.table_write import FilmRow, write_landmarks
from engine.io.tables import LandmarkTable
from engine.landmarks import LandmarkSet, Scheme
from engine.oneshot.propagate import Propagation


def check_outputs(
    out: Path, table: LandmarkTable | None, images: Path, pictures: Mapping[str, Path | None]
) -> None:
    """Fail before the work rather than after it: raises `EngineError` where something could not be written.

    `table`: what the run starts from. `pictures`: folders for pictures of the films in `images`, by what
    they hold.
    """
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


def run_record(result: Propagation, found: FilmScan, notes: tuple[str, ...]) -> RunRecord:
    """What run.json says of a run with this `result` on the films that were `found`."""
    return RunRecord(
        method=result.method,
        device=result.device,
        exemplars=result.exemplars,
        films=found.hashes,
        unreadable={**found.unreadable, **result.unreadable},
        mirrored=tuple(film for film, mirrored in result.mirrored.items() if mirrored),
        seconds=result.seconds,
        unfit=result.unfit,
        notes=notes,
        sigmas={} if result.sigmas is None else result.sigmas.as_json(),
    )


def write_results(
    out: Path, sets: Sequence[LandmarkSet], scheme: Scheme, films: Sequence[FilmRow], record: RunRecord
) -> None:
    """Write the table of all `films` and its run.json. Raises `WriteError`."""
    write_landmarks(out, sets, scheme, films)
    write_run(out, sets, record)
