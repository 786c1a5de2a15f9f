"""Learning from labelled films, the recipe: prepare, train, choose, measure on what chose, and keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
import torch
from numpy.typing import NDArray

from engine.detection.learned import Card, Learned, Training
from engine.detection.looking import Looker, on_device
from engine.detection.stage_two import resumed
from engine.detection.training import EpochRecord, Trainer, TrainingError
from engine.device import describe
from engine.io.images import read_image
from engine.io.provenance import library_versions
from engine.networks.detector import build_network
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain
from engine.networks.norm import with_norm
from engine.operation import Operation, Progress
from engine.pixels import learning_pixels
from engine.prediction import PredictionSettings
from engine.run_store import RunStore
from engine.supervised_films import Prepared, TrainingSet, prepare
from engine.systems import Recipe, System

THRESHOLDS_MM = (2.0, 2.5, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class SupervisedSettings:
    """How to learn. `store` keeps the state of an unfinished run; `card`: what its texts say wins."""

    system: System
    recipe: Recipe
    device: torch.device
    seed: int = 0
    store: RunStore = field(default_factory=lambda: RunStore(None))
    card: Card = field(default_factory=Card)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a model says of `films`: `points` [N, K, 2] original pixels, its `errors` and `spread` [N, K].

    Both in `unit`, NaN where there is no truth; landmarks in the order of `TrainingSet.names`.
    """

    films: tuple[str, ...]
    points: NDArray[np.float64]
    errors: NDArray[np.float64]
    spread: NDArray[np.float64]
    unit: str

    @property
    def metrics(self) -> dict[str, float]:
        """Mean radial error, its standard deviation, and in mm the share within 2, 2.5, 3 and 4 mm."""
        return measured(self.errors, self.unit)


def measured(errors: NDArray[np.float64], unit: str) -> dict[str, float]:
    """Figures of `errors` [N, K] in `unit`: mean, standard deviation, in mm rates within thresholds too."""
    known = errors[np.isfinite(errors)]
    if not len(known):
        return {}
    found = {f"mre_{unit}": float(known.mean()), f"sd_{unit}": float(known.std())}
    if unit == "mm":
        found |= {f"sdr_{limit:g}mm": float((known <= limit).mean() * 100) for limit in THRESHOLDS_MM}
    return found


@dataclass(frozen=True, slots=True)
class Trained:
    """What came out: a model by domain, what its validation films say, and the curve of each network."""

    domains: Mapping[str, Learned]
    assessments: Mapping[str, Assessment]
    curves: tuple[tuple[EpochRecord, ...], ...]

    @property
    def metrics(self) -> dict[str, dict[str, float]]:
        """The figures of the validation films by domain."""
        return {name: one.metrics for name, one in self.assessments.items()}


def train(sets: Sequence[TrainingSet], settings: SupervisedSettings) -> Operation[Trained]:
    """Learn all `sets` at once with one network (or several, averaged). Raises `EngineError`s.

    Films that are neither to learn from nor to validate are not in the sets: nothing of them is read.
    """
    if not sets:
        raise TrainingError("There is no set to learn from: give films and a table of their landmarks.")
    ready = []
    for one in sets:
        made = yield from prepare(one, settings.recipe, settings.device, settings.seed, settings.store)
        ready.append(made)
    networks, curves = [], []
    for number in range(settings.recipe.detectors):
        trainer = Trainer(
            _network(sets, settings.recipe, settings.seed + number), [one.films for one in ready],
            settings.recipe.training, settings.device, settings.seed + number,
        )  # fmt: skip
        networks.append((yield from resumed(trainer, settings.store, f"network-{number}", every=200)))
        curves.append(trainer.curve)
    domains, assessments = {}, {}
    for number, (one, made) in enumerate(zip(sets, ready, strict=True)):
        learned = _learned(one, made, [_of_domain(net, number, len(sets)) for net in networks], settings)
        found = yield from assess(one, learned, settings.device)
        assessments[one.name] = found
        domains[one.name] = _with_score(learned, one, found, settings.card)
    return Trained(domains, assessments, tuple(curves))


def _network(sets: Sequence[TrainingSet], recipe: Recipe, seed: int) -> HeatmapNetwork:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        net = build_network([len(one.names) for one in sets], recipe.network)
    return with_norm(net, recipe.norm)


def _of_domain(net: HeatmapNetwork, number: int, domains: int) -> HeatmapNetwork:
    return net if domains == 1 else OneDomain(net, number)


def _learned(
    one: TrainingSet, made: Prepared, networks: Sequence[HeatmapNetwork], settings: SupervisedSettings
) -> Learned:
    hashes = [one.hashes[film] for film in (*one.train, *one.validation) if film in one.hashes]
    training = Training(
        preset=settings.system.value,
        seed=settings.seed,
        device=describe(settings.device),
        exemplars=(),
        films={str(number): digest for number, digest in enumerate(hashes, 1)},
        versions=library_versions(),
        trained_utc=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return Learned(
        scheme=one.scheme,
        names=one.names,
        framing=settings.recipe.framing,
        reference=made.reference,
        network=settings.recipe.network,
        detectors=tuple(networks),
        sigma=settings.recipe.training.sigma[1],
        finder=made.finder,
        registration=None,
        exemplars=(),
        training=training,
    )


def assess(one: TrainingSet, learned: Learned, device: torch.device) -> Operation[Assessment]:
    """How far `learned` is from the truth on the validation films of `one`, seen as films in use are."""
    looker = Looker(on_device(learned, device), device, PredictionSettings().views)
    at = [one.scheme.names.index(name) for name in one.names]
    points, errors, spread = [], [], []
    for number, film in enumerate(one.validation):
        yield Progress("measuring", number, len(one.validation), film)
        pixels = learning_pixels(read_image(one.paths[film]))
        fused = looker.look(pixels, looker.guess(pixels).frame, None).fused
        unit = one.millimetres(film)
        points.append(fused.points[at])
        errors.append(np.linalg.norm((fused.points[at] - one.points(film)) * unit, axis=1))
        spread.append(fused.spread[at] * np.sqrt(unit.prod()))
    count = len(one.names)
    return Assessment(
        one.validation,
        np.array(points).reshape(-1, count, 2),
        np.array(errors).reshape(-1, count),
        np.array(spread).reshape(-1, count),
        one.unit,
    )


def _with_score(learned: Learned, one: TrainingSet, found: Assessment, card: Card) -> Learned:
    """`learned` with its figures on the validation films, and a card that says them."""
    metrics = found.metrics
    score = ", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in metrics.items())
    own = Card(
        title=f"{one.name or 'Landmarks'}: {len(one.names)} landmarks",
        data=f"{len(one.train)} films to learn from, {len(one.validation)} to choose the weights",
        protocol="validation films, each found by the finder and seen as in use"
        if metrics
        else "not measured",
        score=score,
        source="trained with OneMark",
    )
    texts = {
        name: getattr(card, name) for name in ("title", "data", "protocol", "score", "source", "licence")
    }
    told = replace(own, **{name: text for name, text in texts.items() if text})
    return replace(learned, training=replace(learned.training, metrics=metrics), card=told)
