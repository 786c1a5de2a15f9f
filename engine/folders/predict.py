"""Prediction of a folder, from a model to a table: read, predict, write, draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import EngineError, TableError
from engine.folders.film_scan import FilmScan, scan_films
from engine.folders.heatmap_overlays import write_heatmaps
from engine.folders.outputs import FolderOutcome, check_outputs, run_record, with_findings, write_results
from engine.folders.overlays import write_overlays
from engine.imaging.image import Spacing
from engine.io.atomic import check_writable
from engine.io.images import content_hash, film_path, find_films
from engine.io.provenance import PRETRAINED, CommandLine, PickedFilms, is_installed, library_versions
from engine.io.spacing import LandmarkDistance, SpacingRule, apply_spacing, spacing_file
from engine.io.table_write import Layout
from engine.io.targets import Result, check_target
from engine.models.checkpoint import load_model
from engine.models.trained_model import TrainedModel, known_films
from engine.observers.reading_offsets import ReadingOffsets
from engine.oneshot.propagate import FilmSource
from engine.operation import Operation
from engine.prediction.predict import Prediction, PredictionSettings, predict_with_frames
from engine.prediction.reading import read_as, read_reading, save_reading
from engine.runtime.run_lock import forget_run, only_run
from engine.runtime.run_store import RunStore, with_trouble


@dataclass(frozen=True, slots=True)
class PredictRequest:
    """Which folder to predict with which model, and where to write what.

    `domain`: the anatomy to look for, None for the only one. `spacing_text` is `spacing` as the user typed
    it, `command` what run.json keeps to do it again. `with_patient_id`, `decimal_comma`: see `write_table`.
    Of several ranks the first one writes. `work`: where a prediction keeps what it has found until everything
    is on the disk, so that an interrupted one goes on; None keeps nothing. `reading`: a table with points of
    a person, or a saved reading, whose offsets all predictions are moved by; `reading_out`: where to save it.
    """

    model: Path
    images: Path
    out: Path
    settings: PredictionSettings
    heatmaps: Path | None = None
    overlays: Path | None = None
    spacing: SpacingRule | None = None
    spacing_text: str = ""
    domain: str | None = None
    with_patient_id: bool = False
    decimal_comma: bool = False
    layout: Layout = Layout.TIDY
    command: CommandLine | None = None
    work: Path | None = None
    reading: Path | None = None
    reading_out: Path | None = None


@dataclass(frozen=True, slots=True)
class PredictedFolder:
    """What was written, the heatmap pictures, the SHA-256 of the model file, the `reading` that had a say.

    `picked`: which model found which films, where that was found out.
    """

    outcome: FolderOutcome
    heatmaps: tuple[Path, ...]
    model_sha256: str
    reading: ReadingOffsets | None = None
    picked: tuple[PickedFilms, ...] = ()


def predict_folder(request: PredictRequest) -> Operation[PredictedFolder]:
    """Predict all films of a folder with a model file and write the table of all.

    Everything that can fail without computing is checked first. Raises `EngineError`s.
    """
    films = {identity: film_path(request.images, identity) for identity in find_films(request.images)}
    learned = load_model(request.model).domain(request.domain)
    _check(request, learned, tuple(films))
    given = None if request.reading is None else read_reading(request.reading, tuple(films), learned)
    digest = content_hash(request.model)
    scan = yield from scan_films(films, request.settings.ranks)
    if request.spacing is not None and not isinstance(request.spacing, LandmarkDistance):
        apply_spacing(request.spacing, tuple(films), {}, learned.scheme, scan.spacings)  # before the work
    sources = [FilmSource(identity, path) for identity, path in films.items()]
    prediction = yield from _predicted(request, sources, learned, {"model": digest, "films": scan.hashes})
    result = prediction.propagation
    notes = (*known_films(scan.hashes, learned), *scan.notes, *result.notes)
    reading = learned.reading
    if given is not None:
        sizes = {row.identity: row.size for row in scan.rows}
        read = read_as(result.sets, given, learned.names, sizes)
        result, reading, notes = replace(result, sets=read.sets), read.reading, (*notes, *read.notes)
    unreadable = {**scan.unreadable, **result.unreadable}
    outcome = FolderOutcome(result.sets, learned.scheme, tuple(films), result, unreadable, (), notes)
    if not request.settings.ranks.is_first:
        return PredictedFolder(outcome, (), digest, reading)
    _write(request, learned, scan, outcome, digest, reading)
    if request.work is not None:
        forget_run(request.work)  # not before everything is on the disk
    drawn: tuple[Path, ...] = ()
    if request.overlays is not None:
        drawn = yield from write_overlays(
            request.overlays, films, result.sets, learned.scheme, tuple(result.unfit)
        )
    heated: tuple[Path, ...] = ()
    if request.heatmaps is not None:
        heated = yield from write_heatmaps(request.heatmaps, films, learned, prediction, request.settings)
    return PredictedFolder(replace(outcome, overlays=drawn), heated, digest, reading)


def _predicted(
    request: PredictRequest, films: Sequence[FilmSource], learned: TrainedModel, hashes: Mapping[str, object]
) -> Operation[Prediction]:
    """Every film predicted, from where a prediction was interrupted that had the same model and films."""
    settings = request.settings
    work = request.work if settings.ranks.is_first else None
    about: dict[str, object] = {
        "domain": request.domain,
        "device": settings.ranks.device(settings.device).type,
        "versions": library_versions(),
    }
    if learned.exemplars and learned.registration_use.pretrained:  # else they have no say
        about["pretrained"] = is_installed(PRETRAINED)
    with only_run(work):
        store = RunStore.of_run(work, {**hashes, **about})
        return (yield from with_trouble(predict_with_frames(films, learned, settings, store), store))


def _write(
    request: PredictRequest,
    learned: TrainedModel,
    scan: FilmScan,
    outcome: FolderOutcome,
    digest: str,
    reading: ReadingOffsets | None,
) -> None:
    spacings: Mapping[str, Spacing] = {}
    if request.spacing is not None:
        known = scan.spacings
        spacings = apply_spacing(request.spacing, outcome.films, outcome.sets, learned.scheme, known)
    record = replace(
        run_record(outcome.propagation, scan, outcome.notes),
        preset=learned.training.preset,
        spacing=request.spacing_text,
        model=request.model.name,
        model_sha256=digest,
        domain=request.domain or "",
        processes=request.settings.ranks.world,
        command=request.command,
        reading="" if reading is None else reading.reader,
        reading_films=0 if reading is None else reading.films,
    )
    sets = list(outcome.sets.values())
    rows = with_findings(scan.with_spacings(spacings), outcome.propagation, outcome.unreadable)
    write_results(
        request.out,
        sets,
        learned.scheme,
        rows,
        record,
        request.layout,
        request.with_patient_id,
        request.decimal_comma,
    )
    if request.reading_out is not None and reading is not None:
        save_reading(request.reading_out, reading)


def _check(request: PredictRequest, learned: TrainedModel, films: tuple[str, ...]) -> None:
    """Fail before the work rather than after it."""
    inputs = (request.model, spacing_file(request.spacing), request.reading)
    if request.reading_out is not None:
        if request.reading is None and learned.reading is None:
            raise EngineError("There is no reading to save: say with --reading whose points are wanted.")
        check_target(request.reading_out, Result.READING, (*inputs, request.out))
        check_writable(request.reading_out)
    check_places(request, films, inputs)
    if isinstance(request.spacing, LandmarkDistance):
        _check_distance(request.spacing, learned)
    elif request.spacing is not None:
        apply_spacing(request.spacing, films, {}, learned.scheme)


def check_places(request: PredictRequest, films: tuple[str, ...], inputs: Iterable[Path | None]) -> None:
    """Raise `EngineError` where the table, or pictures of the `films`, could not be written.

    `inputs`: files that the run reads.
    """
    pictures = {"overlays": request.overlays, "heatmaps": request.heatmaps}
    check_outputs(request.out, None, request.images, films, pictures, inputs)
    given = [folder.resolve() for folder in pictures.values() if folder is not None]
    if len(set(given)) < len(given):
        raise EngineError("Overlays and heatmaps have the same file names: choose two folders.")


def _check_distance(rule: LandmarkDistance, learned: TrainedModel) -> None:
    """The two landmarks have to be predicted before anything can be measured between them."""
    found = {name: learned.scheme.find(name) for name in (rule.first, rule.second)}
    for given, name in found.items():
        if name not in learned.names:
            raise TableError(f"Spacing: the model has no landmark {given!r}; choose one of its own.")
    if len(set(found.values())) < 2:
        raise TableError("Spacing: a landmark has no distance to itself; choose two of them.")
