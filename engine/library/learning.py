"""Detectors learned from labelled films, and how far predictions lie from the truth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.errors import EngineError
from engine.evaluation.metrics import evaluate as evaluated
from engine.evaluation.report import EvaluationReport
from engine.geometry.coordinates import Points
from engine.imaging.image import Spacing, SpacingSource
from engine.io.images import content_hash
from engine.landmarks import Scheme
from engine.library.films import Films, film_files
from engine.library.landmarked_film import numbered_names, placed_by_person
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

    `system`: "unet", "hrnet", "farnet", "gu2net" and the like; `epochs`: those of the system where None.
    The share `validation` of the films is not learned from: it chooses among the epochs, calibrates the error
    radii and gives `metrics`. `spacing`: mm of a pixel, in which errors then count. Raises `EngineError`.
    """
    places = np.asarray(points, dtype=np.float64)
    names = tuple(names) if names is not None else numbered_names(places.shape[1])
    kind = _system(system)
    with film_files(films) as files:
        if len(files) != len(places):
            raise EngineError(f"{len(files)} films and points of {len(places)}: give points for each film.")
        marks = {film: placed_by_person(film, names, each) for film, each in zip(files, places, strict=True)}
        hashes = {film: content_hash(path) for film, path in files.items()}
        learned_from, validating = carve(tuple(files), grouped(files, [hashes]), validation, seed)
        stated = None if spacing is None else Spacing(spacing, spacing, SpacingSource.TYPED)
        labelled = TrainingSet(
            name="",
            scheme=Scheme(names),
            paths=files,
            marks=marks,
            train=learned_from,
            validation=validating,
            spacings={} if stated is None else dict.fromkeys(files, stated),
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
    found, truth = (np.asarray(each, dtype=np.float64) for each in (predicted, true))
    if found.shape != truth.shape or found.ndim != 3 or found.shape[-1] != 2:
        raise EngineError(f"Points of shapes {found.shape} and {truth.shape}: give both as [N, K, 2].")
    names = tuple(names) if names is not None else numbered_names(truth.shape[1])
    films = [f"film {number}" for number in range(1, len(truth) + 1)]
    sets = [
        {film: placed_by_person(film, names, places) for film, places in zip(films, each, strict=True)}
        for each in (found, truth)
    ]
    spacings = None
    if spacing is not None:
        spacings = dict.fromkeys(films, Spacing(spacing, spacing, SpacingSource.TYPED))
    return evaluated(sets[0], sets[1], names, spacings=spacings, thresholds=thresholds)
