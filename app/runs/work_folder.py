"""Where runs that were not finished keep their state: a folder of the user's cache for each film folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

import platformdirs

from app.run_choice import RunChoice
from app.translation import tr
from engine.errors import EngineError
from engine.io.atomic import WriteError, write_atomic
from engine.runtime.run_lock import only_run

_SPENT = "seconds.txt"


def work_folder(
    films: Path, choice: RunChoice, learns_sigma: bool = False, on_corrections: bool = False
) -> Path:
    """The folder for runs of `choice` on the film folder `films`: another way's run is left alone.

    A run that learns the widths of heatmaps, or on corrections, is another way than one that does not.
    """
    way = f"{choice.value}-sigma" if learns_sigma and choice.learns else choice.value
    return _of_films(films) / (f"{way}-corrected" if on_corrections else way)


def training_folder(films: Path, system: str, seed: int) -> Path:
    """The folder for trainings of a detector on the film folder `films`: another system has its own."""
    return _of_films(films) / f"train-{system}-{seed}"


def _of_films(films: Path) -> Path:
    place = os.path.normcase(os.path.abspath(films))  # noqa: PTH100  resolve() would follow links
    key = hashlib.sha256(place.encode()).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("OneMark", appauthor=False)) / "runs" / key


def shown_file(films: Path, *, of_model: bool) -> Path:
    """Where a propagation on the film folder `films`, or a prediction of a model, keeps what it has found."""
    return work_folder(films, RunChoice.QUICK).with_name("predicted.jsonl" if of_model else "shown.jsonl")


def state_of(work: Path | None) -> str:
    """What the unfinished run in `work` is known by, "" where there is none to go on from.

    The engine names each run by all that decides its result, and begins anew where that differs.
    """
    try:
        if work is None or not any(path.suffix == ".pt" for path in work.iterdir()):
            return ""
        return (work / "run.json").read_text(encoding="utf-8")
    except OSError:  # there is none, or nobody may look
        return ""


def seconds_spent(work: Path | None) -> float:
    """How long the unfinished run in `work` has computed, as far as that was noted; s."""
    try:
        return max(0.0, float((work / _SPENT).read_text(encoding="utf-8"))) if work is not None else 0.0
    except (OSError, ValueError):  # it was killed before it could be noted
        return 0.0


def note_seconds(work: Path, seconds: float) -> None:
    """Note how long the run in `work` has computed: the time left of the next one is told by it."""
    with contextlib.suppress(WriteError):  # then the next one says that it takes longer than it does
        write_atomic(work / _SPENT, f"{seconds:.0f}".encode())


def forget(work: Path) -> None:
    """Delete what a run has left; EngineError where that fails, or a run of another window is at it."""
    try:
        with only_run(work):
            shutil.rmtree(work)
    except FileNotFoundError:
        return
    except OSError as error:
        raise EngineError(
            tr(
                "The unfinished run in {work} could not be deleted ({strerror}): "
                "close other windows of OneMark, then try again.",
                work=work,
                strerror=error.strerror,
            )
        ) from error
