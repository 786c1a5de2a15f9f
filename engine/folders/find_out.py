"""Prediction of a folder whose anatomy nobody has named: each film by the installed model that fits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from engine.errors import EngineError
from engine.folders.film_scan import FilmScan, scan_films
from engine.folders.heatmap_overlays import write_heatmaps
from engine.folders.outputs import FolderOutcome, run_record, with_findings, write_results
from engine.folders.overlays import write_overlays
from engine.folders.predict import PredictedFolder, PredictRequest, check_places
from engine.imaging.image import Spacing
from engine.io.images import film_path, find_films
from engine.io.provenance import library_versions
from engine.io.spacing import LandmarkDistance, apply_spacing, spacing_file
from engine.io.table_write import Layout
from engine.landmarks import Scheme
from engine.models.trained_model import known_films
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation
from engine.prediction.picking import Candidate, PickedPrediction, find_out_which, installed_candidates
from engine.runtime.run_lock import forget_run, only_run
from engine.runtime.run_store import RunStore, with_trouble


def find_out_folder(request: PredictRequest) -> Operation[PredictedFolder]:
    """As `predict_folder`, each film with the installed model that fits it; see `find_out_which`.

    The table has of each film the landmarks of its own model, of a film without points those of the model of
    most films. `request.model` is not read. What only one model can have is refused: an anatomy, a reading,
    a spacing by landmarks, and a wide table where models have different landmarks. Raises `EngineError`s.
    """
    films = {identity: film_path(request.images, identity) for identity in find_films(request.images)}
    candidates, left_out = installed_candidates()
    _check(request, candidates, tuple(films))
    scan = yield from scan_films(films, request.settings.ranks)
    spacings: Mapping[str, Spacing] = {}
    if request.spacing is not None:
        spacings = apply_spacing(request.spacing, tuple(films), {}, Scheme(()), scan.spacings)
    picked = yield from _picked(request, films, candidates, scan)
    result = picked.propagation
    known = [known_films(_hashes(scan, part.films), part.learned) for part in picked.parts]
    notes = (*left_out, *(note for each in known for note in each), *scan.notes, *result.notes)
    unreadable = {**scan.unreadable, **result.unreadable}
    outcome = FolderOutcome(result.sets, picked.scheme, tuple(films), result, unreadable, (), notes)
    done = PredictedFolder(outcome, (), "", picked=picked.record)
    if not request.settings.ranks.is_first:
        return done
    _write(request, picked, scan, outcome, spacings)
    if request.work is not None:
        forget_run(request.work)  # not before everything is on the disk
    drawn, heated = list[Path](), list[Path]()
    for part in picked.parts:
        learned, sets = part.learned, part.prediction.propagation.sets
        if request.overlays is not None:
            drawn += yield from write_overlays(request.overlays, films, sets, learned.scheme)
        if request.heatmaps is not None:
            heated += yield from write_heatmaps(
                request.heatmaps, films, learned, part.prediction, request.settings
            )
    if request.overlays is not None:
        drawn += yield from write_overlays(request.overlays, films, {}, picked.scheme, tuple(result.unfit))
    return replace(done, outcome=replace(outcome, overlays=tuple(drawn)), heatmaps=tuple(heated))


def _hashes(scan: FilmScan, films: Sequence[str]) -> dict[str, str]:
    return {film: scan.hashes[film] for film in films}


def _check(request: PredictRequest, candidates: Sequence[Candidate], films: tuple[str, ...]) -> None:
    """Fail before the work rather than after it."""
    if request.domain is not None:
        raise EngineError("An anatomy is one of a single model, not of all models: name the model.")
    if request.reading is not None or request.reading_out is not None:
        raise EngineError("A reading is learned beside a single model, not all models: name the model.")
    if isinstance(request.spacing, LandmarkDistance):
        raise EngineError(
            "Not all models have the landmarks that the spacing is measured by: name the model."
        )
    if request.layout is Layout.WIDE and len({each.scheme.names for each in candidates}) > 1:
        raise EngineError(
            "A wide table has the same landmarks for all films, not those of several models: name the model, "
            "or write the tidy table."
        )
    check_places(request, films, (*(each.path for each in candidates), spacing_file(request.spacing)))
    if request.spacing is not None:
        apply_spacing(request.spacing, films, {}, Scheme(()))


def _picked(
    request: PredictRequest, films: Mapping[str, Path], candidates: Sequence[Candidate], scan: FilmScan
) -> Operation[PickedPrediction]:
    """Every film looked at, from where a run was interrupted that had the same models and films."""
    settings = request.settings
    work = request.work if settings.ranks.is_first else None
    about: dict[str, object] = {
        "models": [[each.sha256, each.domain, each.title] for each in candidates],
        "films": scan.hashes,
        "device": settings.ranks.device(settings.device).type,
        "versions": library_versions(),
    }
    sources = [FilmSource(identity, path) for identity, path in films.items()]
    with only_run(work):
        store = RunStore.of_run(work, about)
        return (yield from with_trouble(find_out_which(sources, candidates, settings, store), store))


def _write(
    request: PredictRequest,
    picked: PickedPrediction,
    scan: FilmScan,
    outcome: FolderOutcome,
    spacings: Mapping[str, Spacing],
) -> None:
    record = replace(
        run_record(outcome.propagation, scan, outcome.notes),
        spacing=request.spacing_text,
        model=request.model.name,
        processes=request.settings.ranks.world,
        command=request.command,
        picked=picked.record,
    )
    write_results(
        request.out,
        list(outcome.sets.values()),
        picked.scheme,
        with_findings(scan.with_spacings(spacings), outcome.propagation, outcome.unreadable),
        record,
        request.layout,
        request.with_patient_id,
        request.decimal_comma,
        dict.fromkeys(outcome.films, picked.main.scheme) | dict(picked.schemes),
    )
