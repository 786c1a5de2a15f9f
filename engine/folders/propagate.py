"""The main job on a folder, from table to table: read, propagate, merge, write, draw overlays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import EngineError
from engine.folders.exemplars import check_inside, check_readable, choose_exemplars, combine
from engine.folders.film_scan import FilmScan, scan_films
from engine.folders.outputs import FolderOutcome, check_outputs, run_record, with_findings, write_results
from engine.folders.overlays import write_overlays
from engine.imaging.image import Spacing
from engine.io.atomic import check_writable
from engine.io.images import content_hash, film_path, find_films
from engine.io.provenance import CommandLine
from engine.io.schemes import read_scheme
from engine.io.spacing import SpacingRule, apply_spacing, spacing_file
from engine.io.table_write import Layout
from engine.io.tables import LandmarkTable, read_landmarks
from engine.io.targets import Result, check_target
from engine.models.checkpoint import Model, save_model
from engine.oneshot.estimate import estimate
from engine.oneshot.presets import Preset
from engine.oneshot.propagate import (
    FilmSource,
    Method,
    PropagationSettings,
)
from engine.operation import Operation, Progress
from engine.prediction.large_folder import propagate_films
from engine.runtime.run_lock import forget_run


@dataclass(frozen=True, slots=True)
class PropagateRequest:
    """Which folder and table to propagate from, with what `settings`, and where to write what.

    `model_out`: where to keep what was learned; `with_exemplars`: with the exemplars' pixels.
    `spacing_text` is `spacing` as the user typed it, `command` what run.json keeps to do it again.
    `start`: the file of the model to start from. `with_patient_id`, `decimal_comma`: see `write_table`. Of
    several ranks the first one writes.
    """

    images: Path
    landmarks: Path
    out: Path
    settings: PropagationSettings
    overlays: Path | None = None
    scheme: Path | None = None
    model_out: Path | None = None
    with_exemplars: bool = False
    spacing: SpacingRule | None = None
    spacing_text: str = ""
    with_patient_id: bool = False
    decimal_comma: bool = False
    layout: Layout = Layout.TIDY
    command: CommandLine | None = None
    start: Path | None = None

    @property
    def inputs(self) -> list[Path | None]:
        """The files that are read, which no result may replace."""
        weights = self.settings.weights if isinstance(self.settings.weights, Path) else None
        return [self.landmarks, self.scheme, spacing_file(self.spacing), weights, self.start]


def propagate_folder(request: PropagateRequest) -> Operation[FolderOutcome]:
    """Propagate the exemplars of a table to all films of a folder and write the table of all.

    Everything that can fail without computing is checked first. Raises `EngineError`s.
    """
    settings, ranks = request.settings, request.settings.ranks
    films = {identity: film_path(request.images, identity) for identity in find_films(request.images)}
    scheme = None if request.scheme is None else read_scheme(request.scheme)
    table = read_landmarks(request.landmarks, tuple(films), scheme)
    choice = choose_exemplars(table.sets.values(), table.scheme.names)
    _check_outputs(request, table, films)
    if request.spacing is not None:
        apply_spacing(request.spacing, tuple(films), table.sets, table.scheme)  # raises before the work
    scan = yield from scan_films(films, ranks)
    if request.spacing is not None:  # again, before the work, as the films' own spacings are known now
        known = {**scan.spacings, **table.spacings}
        apply_spacing(request.spacing, tuple(films), table.sets, table.scheme, known)
    check_readable(choice.exemplars, scan.unreadable)
    check_inside(choice.exemplars, scan.rows)
    yield from _announce_duration(settings, len(scan.rows), len(choice.exemplars))
    sources = [FilmSource(identity, path) for identity, path in films.items()]
    result = yield from propagate_films(sources, choice.exemplars, table.scheme, settings, choice.corrected)
    sets = combine(table, result.sets, result.unfit, result.exemplars)
    notes = (*table.notes, *choice.notes, *scan.notes, *result.notes)
    unreadable = {**scan.unreadable, **result.unreadable}
    outcome = FolderOutcome(sets, table.scheme, tuple(films), result, unreadable, (), notes)
    if not ranks.is_first:
        return outcome
    _write(request, table, scan, outcome)
    if settings.work is not None:
        forget_run(settings.work)  # not before everything is on the disk
    if request.overlays is not None:
        drawn = yield from write_overlays(request.overlays, films, sets, table.scheme)
        outcome = replace(outcome, overlays=drawn)
    return outcome


def _announce_duration(settings: PropagationSettings, films: int, exemplars: int) -> Operation[None]:
    """Say how long the run will take, where that is long."""
    soon_over = settings.method is Method.REGISTRATION or settings.preset is Preset.TEST
    if soon_over or settings.ranks.world > 1:  # the estimate knows one process only
        return
    expected = yield from estimate(films, settings, exemplars)
    seconds = {"seconds": expected.seconds}
    yield Progress("expected to take", 0, 0, expected.text, seconds, notice=True)


def _check_outputs(request: PropagateRequest, table: LandmarkTable, films: Collection[str]) -> None:
    """Fail before the work rather than after it."""
    inputs = request.inputs
    check_outputs(request.out, table, request.images, films, {"overlays": request.overlays}, inputs)
    if request.layout is Layout.WIDE and table.others:
        raise EngineError(
            f"{table.others[0].film} has several readings: a wide table holds one; write a tidy one."
        )
    if request.model_out is not None:
        if request.settings.method is Method.REGISTRATION:
            raise EngineError(
                "Registration alone learns nothing: leave the model away, or use the one-shot method."
            )
        check_target(request.model_out, Result.MODEL, inputs)
        check_writable(request.model_out)


def _write(request: PropagateRequest, table: LandmarkTable, scan: FilmScan, outcome: FolderOutcome) -> None:
    """Write the model, which run.json names, the table and its run.json."""
    settings, result = request.settings, outcome.propagation
    spacings: dict[str, Spacing] = dict(table.spacings)
    if request.spacing is not None:
        known = {**scan.spacings, **spacings}
        spacings.update(apply_spacing(request.spacing, outcome.films, outcome.sets, table.scheme, known))
    record = replace(
        run_record(result, scan, outcome.notes),
        preset=settings.preset.value if settings.method is Method.ONE_SHOT else "",
        seed=settings.seed,
        spacing=request.spacing_text,
        processes=settings.ranks.world,
        command=request.command,
    )
    if request.model_out is not None and result.learned is not None:
        model = result.learned if request.with_exemplars else result.learned.without_exemplars()
        save_model(request.model_out, Model({"": model}))
        record = replace(record, model=request.model_out.name, model_sha256=content_hash(request.model_out))
    everything = [*outcome.sets.values(), *table.others]
    rows = with_findings(scan.with_spacings(spacings), outcome.propagation, outcome.unreadable)
    write_results(
        request.out,
        everything,
        table.scheme,
        rows,
        record,
        request.layout,
        request.with_patient_id,
        request.decimal_comma,
    )
