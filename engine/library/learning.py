"""Detectors learned from labelled films, and how far predictions lie from the truth."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import EngineError
from engine.evaluation.metrics import evaluate as evaluated
from engine.evaluation.report import EvaluationReport
from engine.geometry.coordinates import Points
from engine.io.images import content_hash
from engine.landmarks import Scheme
from engine.library.films import Films, film_files, typed_spacing
from engine.library.landmarked_film import names_of, placed_by_person, places_of
from engine.library.landmarked_films import LearnedModel
from engine.library.progress import finish
from engine.runtime.device import choose_device
from engine.supervised.films import TrainingSet
from engine.supervised.settings import SupervisedSettings
from engine.supervised.splits import carve, grouped
from engine.supervised.systems import SYSTEMS, System, tuned
from engine.supervised.train import train as training

THRESHOLDS_MM = (2.0, 2.5, 3.0, 4.0)


def train(
    films: Films,
    points: Points,
    names: Sequence[str] | None = None,
    *,
    system: str = "unet",
    epochs: int | None = None,
    validation: float = 0.12,
    seed: int = 0,
    spacing: float | None = None,
    device: str = "auto",
    progress: bool = True,
) -> LearnedModel:
    """Learn a detector from labelled `films` (see `predict_films`) and their `points` [N, K, 2], NaN unknown.

    `system`: "unet", "unet-pretrained", "hrnet", "farnet", "gu2net" and the like; `epochs`: those
    of the system where None; the first three teach a finder first, some hundred steps whatever the epochs.
    The share `validation` of the films is not learned from: it chooses among the epochs, calibrates the error
    radii and gives `metrics`, which say little where it is a film or two. `spacing`: mm of a pixel, wins over
    the films' own; errors count in mm where every film has one. Raises `EngineError`.
    """
    places, names, stated = places_of(points), names_of(points, names), typed_spacing(spacing)
    kind = _system(system)
    if epochs is not None and epochs < 1:
        raise EngineError(f"{epochs} epochs teach nothing: give 1 or more.")
    if not 0 <= validation < 1:
        raise EngineError(f"A share of {validation} cannot validate: give 0 to below 1.")
    with film_files(films) as given:
        files = given.paths
        if len(files) != len(places):
            raise EngineError(f"{len(files)} films and points of {len(places)}: give points for each film.")
        marks = {film: placed_by_person(film, names, each) for film, each in zip(files, places, strict=True)}
        hashes = {film: content_hash(path) for film, path in files.items()}
        spacings = {film: stated or given.image(film).spacing for film in files}
        learned_from, validating = carve(tuple(files), grouped(files, [hashes]), validation, seed)
        labelled = TrainingSet(
            name="",
            scheme=Scheme(names),
            paths=files,
            marks=marks,
            train=learned_from,
            validation=validating,
            spacings={film: spacing for film, spacing in spacings.items() if spacing is not None},
            hashes=hashes,
        )
        recipe = tuned(SYSTEMS[kind], epochs=epochs)
        settings = SupervisedSettings(kind, recipe, choose_device(device), seed)
        learned = finish(training([labelled], settings), progress)
    return LearnedModel(learned.domains[""], learned.metrics[""])


def _system(name: str) -> System:
    known = [system.value for system in System]
    if name not in known:
        raise EngineError(f"There is no system {name!r}: choose one of {', '.join(known)}.")
    return System(name)


def evaluate(
    predicted: Points,
    true: Points,
    names: Sequence[str] | None = None,
    *,
    spacing: float | None = None,
    thresholds: Sequence[float] = THRESHOLDS_MM,
) -> EvaluationReport:
    """Radial errors of `predicted` against `true` places, both [N, K, 2] in original pixels.

    MRE, SD, median and SDR of all landmarks and of each; `print(report.text())` shows them. With `spacing`
    (mm of a pixel) in mm, else in pixels, as are the `thresholds`. A true place without a predicted one is a
    miss at every threshold and takes no part in the MRE. Raises `EngineError`.
    """
    found, truth, stated = places_of(predicted), places_of(true), typed_spacing(spacing)
    if found.shape != truth.shape or found.ndim != 3 or found.shape[-1] != 2:
        raise EngineError(f"Points of shapes {found.shape} and {truth.shape}: give both as [N, K, 2].")
    names = names_of(truth, names)
    films = [f"film {number}" for number in range(1, len(truth) + 1)]
    sets = [
        {film: placed_by_person(film, names, places) for film, places in zip(films, each, strict=True)}
        for each in (found, truth)
    ]
    spacings = None if stated is None else dict.fromkeys(films, stated)
    return evaluated(sets[0], sets[1], names, spacings=spacings, thresholds=thresholds)
