"""The main job on a folder, from table to table: read, propagate, merge, write, draw overlays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import EngineError
from engine.folders.exemplars import check_inside, check_readable, choose_exemplars, combine
from engine.folders.film_scan import FilmScan, scan_films
from engine.folders.outputs import check_outputs, run_record, write_results
from engine.folders.overlays import write_overlays
from engine.imaging.image import Spacing
from engine.io.atomic import check_writable
from engine.io.images import film_path, find_films
from engine.io.schemes import read_scheme
from engine.io.spacing import SpacingRule, apply_spacing
from engine.io.tables import LandmarkTable, read_landmarks
from engine.landmarks import LandmarkSet, Scheme
from engine.models.checkpoint import Model, save_model
from engine.networks.hrnet_weights import HubModel
from engine.oneshot.estimate import estimate
from engine.oneshot.presets import Preset
from engine.oneshot.propagate import (
    FilmSource,
    Method,
    Propagation,
    PropagationSettings,
    RegistrationMethod,
    propagate,
)
from engine.operation import Operation, Progress
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.run_store import RunStore
from engine.sigma.config import SigmaForm


@dataclass(frozen=True, slots=True)
class FolderRequest:
    """What to propagate and where to write it; `spacing_text` is `spacing` as the user typed it.

    `model_out`: where to keep what was learned; `with_exemplars`: with the exemplars' pixels. `work`:
    where an unfinished run keeps its state. Of several `ranks` the first one writes. The others are as in
    `PropagationSettings`.
    """

    images: Path
    landmarks: Path
    out: Path
    overlays: Path | None = None
    scheme: Path | None = None
    method: Method = Method.ONE_SHOT
    preset: Preset = Preset.QUICK
    registration: RegistrationMethod | None = None
    weights: Path | HubModel | None = None
    model_out: Path | None = None
    with_exemplars: bool = False
    work: Path | None = None
    device: str = "auto"
    seed: int = 0
    spacing: SpacingRule | None = None
    spacing_text: str = ""
    ranks: Ranks = ALONE
    sigma_form: SigmaForm | None = None


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


def propagate_folder(request: FolderRequest) -> Operation[FolderOutcome]:
    """Propagate the exemplars of a table to all films of a folder and write the table of all.

    Everything that can fail without computing is checked first. Raises `EngineError`s.
    """
    films = {identity: film_path(request.images, identity) for identity in find_films(request.images)}
    scheme = None if request.scheme is None else read_scheme(request.scheme)
    table = read_landmarks(request.landmarks, tuple(films), scheme)
    choice = choose_exemplars(table.sets.values(), table.scheme.names)
    _check_outputs(request, table)
    if request.spacing is not None:
        apply_spacing(request.spacing, tuple(films), table.sets, table.scheme)  # raises before the work
    found = yield from scan_films(films, request.ranks)
    check_readable(choice.exemplars, found.unreadable)
    check_inside(choice.exemplars, found.rows)
    settings = PropagationSettings(
        method=request.method,
        preset=request.preset,
        registration=request.registration,
        device=request.device,
        seed=request.seed,
        work=request.work,
        weights=request.weights,
        ranks=request.ranks,
        sigma_form=request.sigma_form,
    )
    soon_over = request.method is Method.REGISTRATION or request.preset is Preset.TEST
    if not soon_over and request.ranks.world == 1:  # the estimate knows one process only
        expected = yield from estimate(len(found.rows), settings, len(choice.exemplars))
        yield Progress("expected to take", 0, 0, expected.text, notice=True)
    sources = [FilmSource(identity, path) for identity, path in films.items()]
    result = yield from propagate(sources, choice.exemplars, table.scheme, settings)
    sets = combine(table, result.sets)
    notes = (*table.notes, *choice.notes, *result.notes)
    unreadable = {**found.unreadable, **result.unreadable}
    outcome = FolderOutcome(sets, table.scheme, tuple(films), result, unreadable, (), notes)
    if not request.ranks.is_first:
        return outcome
    _write_table(request, table, sets, found, result, notes)
    if request.model_out is not None and result.learned is not None:
        model = result.learned if request.with_exemplars else result.learned.without_exemplars()
        save_model(request.model_out, Model({"": model}))
    RunStore(request.work).clear()  # not before everything is on the disk
    if request.overlays is not None:
        drawn = yield from write_overlays(request.overlays, films, sets, table.scheme)
        outcome = replace(outcome, overlays=drawn)
    return outcome


def _check_outputs(request: FolderRequest, table: LandmarkTable) -> None:
    """Fail before the work rather than after it."""
    if request.out.resolve() == request.landmarks.resolve():
        raise EngineError("The result would overwrite the table it comes from: choose another file.")
    check_outputs(request.out, table, request.images, {"overlays": request.overlays})
    if request.model_out is not None:
        if request.method is Method.REGISTRATION:
            raise EngineError(
                "Registration alone learns nothing: leave the model away, or use the one-shot method."
            )
        check_writable(request.model_out)


def _write_table(
    request: FolderRequest,
    table: LandmarkTable,
    sets: Mapping[str, LandmarkSet],
    found: FilmScan,
    result: Propagation,
    notes: tuple[str, ...],
) -> None:
    said: dict[str, Spacing] = dict(table.spacings)
    if request.spacing is not None:
        said.update(apply_spacing(request.spacing, [row.identity for row in found.rows], sets, table.scheme))
    everything = [*sets.values(), *table.others]
    record = replace(
        run_record(result, found, notes),
        preset=request.preset.value if request.method is Method.ONE_SHOT else "",
        seed=request.seed,
        spacing=request.spacing_text,
    )
    write_results(request.out, everything, table.scheme, found.with_spacings(said), record)
