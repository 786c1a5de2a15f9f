"""Learning from labelled films, the recipe: prepare, train, choose, measure on what chose, and keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime

import torch

from engine.io.provenance import library_versions
from engine.models.model_card import ModelCard
from engine.models.trained_model import TrainedModel, TrainingRecord
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.norm import Norm
from engine.operation import Operation, Progress
from engine.runtime.device import describe
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.run_store import RunStore, resumed
from engine.sigma.config import SigmaConfig, SigmaHistory
from engine.sigma.search import SigmaSearch
from engine.supervised.assessment import Assessment, assess
from engine.supervised.films import Prepared, TrainingSet, prepare
from engine.supervised.start import StartingNetwork, of_domain
from engine.supervised.systems import Recipe, System
from engine.training.adversarial import AdversarialTrainer
from engine.training.best_weights import EpochRecord
from engine.training.losses import HeatmapLoss
from engine.training.trainer import Trainer, TrainingError
from engine.training.validation import DomainFilms

# between two times that the state of a training is kept: a FARNet's is a gigabyte
_STATE_STEPS, _STATE_SECONDS = 10, 60.0

_ALONE_NORM = (
    "batch normalisation sees the films of its own process only; --norm group learns as one process does"
)


@dataclass(frozen=True, slots=True)
class SupervisedSettings:
    """How to learn. `store` keeps the state of an unfinished run; `card`: what its texts say wins.

    `start`: what the networks start from. `ranks`: the processes that share the work.
    """

    system: System
    recipe: Recipe
    device: torch.device
    seed: int = 0
    store: RunStore = field(default_factory=lambda: RunStore(None))
    card: ModelCard = field(default_factory=ModelCard)
    start: StartingNetwork = field(default_factory=StartingNetwork)
    ranks: Ranks = ALONE


@dataclass(frozen=True, slots=True)
class Trained:
    """What came out: a model by domain, what its validation films say, and the curve of each network.

    `sigmas`: how those of each network were learned, empty where they were not.
    """

    domains: Mapping[str, TrainedModel]
    assessments: Mapping[str, Assessment]
    curves: tuple[tuple[EpochRecord, ...], ...]
    sigmas: tuple[SigmaHistory, ...] = ()

    @property
    def metrics(self) -> dict[str, dict[str, float]]:
        """The figures of the validation films by domain."""
        return {name: one.metrics for name, one in self.assessments.items()}


def train(sets: Sequence[TrainingSet], settings: SupervisedSettings) -> Operation[Trained]:
    """Learn all `sets` at once with one network (or several, averaged). Raises `EngineError`s.

    Films that are neither to learn from nor to validate are not in the sets: nothing of them is read.
    """
    check_sets([one.name for one in sets], settings.recipe, settings.start, settings.ranks)
    _check_patience(sets, settings.recipe)
    settings = replace(settings, recipe=settings.start.recipe(settings.recipe))
    ready = []
    for number, one in enumerate(sets):
        made = yield from prepare(
            one, number, settings.recipe, settings.device, settings.seed, settings.store, settings.ranks
        )
        ready.append(made)
    taught = []
    for number in range(settings.recipe.detectors):
        found = yield from _trained(sets, ready, settings, number)
        taught.append(found)
    networks = [one.net for one in taught]
    domains = settings.start.kept_domains(networks)
    assessments = {}
    for number, (one, made) in enumerate(zip(sets, ready, strict=True)):
        learned = _learned(one, made, [of_domain(net, number, len(sets)) for net in networks], settings)
        learned = _with_sigmas(learned, [each.sigma for each in taught])
        said = yield from _assessed(one, learned, settings)
        assessments[one.name] = said
        domains[one.name] = _with_score(said.calibrated(learned), one, said, settings.card)
    sigmas = tuple(each.sigmas for each in taught if each.sigmas is not None)
    return Trained(domains, assessments, tuple(each.curve for each in taught), sigmas)


@dataclass(frozen=True, slots=True)
class _Taught:
    """One trained network; `sigma` [K] of its heatmaps and how it came about, where it was learned."""

    net: HeatmapNetwork
    curve: tuple[EpochRecord, ...]
    sigma: tuple[float, ...] = ()
    sigmas: SigmaHistory | None = None


def check_sets(names: Sequence[str], recipe: Recipe, start: StartingNetwork, ranks: Ranks = ALONE) -> None:
    """Raise `TrainingError` where sets of these `names` cannot be learned together, by so many `ranks`."""
    if not names:
        raise TrainingError("There is no set to learn from: give films and a table of their landmarks.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TrainingError(f"Two sets are called {twice[0]!r}: give each a name of its own.")
    if len(names) > 1 and not recipe.universal:
        raise TrainingError(
            f"{recipe.title} learns one anatomy, not {len(names)}: train gu2net, or one model for each."
        )
    if start.extended is not None and not recipe.universal:
        raise TrainingError(f"{recipe.title} cannot extend a model: train with --system gu2net.")
    if recipe.norm is Norm.FROZEN and start.weights is None and start.extended is None:
        raise TrainingError(
            "Normalisation cannot be frozen where it has learned nothing yet: give --weights FILE, or choose "
            "--norm group."
        )
    if recipe.adaptive is not None:
        _check_search(len(names), recipe, recipe.adaptive, ranks)
    if recipe.adversary is not None and ranks.world > 1:
        raise TrainingError("A critic learns in one process: start it without torchrun.")
    start.check(names)


def _check_search(sets: int, recipe: Recipe, search: SigmaConfig, ranks: Ranks) -> None:
    if sets > 1:
        raise TrainingError("Sigmas are learned for one anatomy at a time: give one set, or fixed sigmas.")
    if recipe.training.loss is HeatmapLoss.COORDINATES:
        raise TrainingError(f"{recipe.title} has no heatmaps whose sigmas could be learned: train laoml.")
    if ranks.world > 1:
        raise TrainingError("Sigmas are learned in one process: start it without torchrun.")
    if search.warm_up >= recipe.training.epochs:
        raise TrainingError(
            f"The search for sigmas begins after {search.warm_up} epochs, and the training has "
            f"{recipe.training.epochs}: give it more (--epochs)."
        )


def _check_patience(sets: Sequence[TrainingSet], recipe: Recipe) -> None:
    if recipe.training.patience is not None and not any(one.validation for one in sets):
        raise TrainingError(
            "Without validation films no epoch is better than another: leave --patience away, or keep films "
            "for the validation."
        )


def _trained(
    sets: Sequence[TrainingSet], ready: Sequence[Prepared], settings: SupervisedSettings, number: int
) -> Operation[_Taught]:
    """Network `number` (from 0) of the model, from where an interrupted run left it, and its curve."""
    seed, ranks, name = settings.seed + number, settings.ranks, f"network-{number}"
    net, said = settings.start.network([len(one.names) for one in sets], settings.recipe, seed)
    yield Progress("training", 0, 0, said, notice=True)
    if ranks.world > 1 and settings.recipe.norm is Norm.BATCH:
        yield Progress("training", 0, 0, _ALONE_NORM, notice=True)
    films = [one.films for one in ready]
    trainer = _trainer(net, films, settings, seed)
    if ranks.world > 1:
        state = ranks.broadcast(settings.store.load(name) if ranks.is_first else None)
        if state is not None and not ranks.is_first:  # the first one loads it below
            trainer.restore(state)
    store = settings.store if ranks.is_first else RunStore(None)
    if settings.recipe.adaptive is None:
        best = yield from resumed(trainer, store, name, _STATE_STEPS, _STATE_SECONDS)
        return _Taught(best, trainer.curve)
    steering, names, search = ready[0].steering, sets[0].names, settings.recipe.adaptive
    searching = SigmaSearch(trainer, steering, names, search, settings.device, seed)
    best = yield from resumed(searching, store, name, _STATE_STEPS, _STATE_SECONDS)
    return _Taught(best, trainer.curve, searching.sigma, searching.history)


def _trainer(
    net: HeatmapNetwork, films: Sequence[DomainFilms], settings: SupervisedSettings, seed: int
) -> Trainer:
    recipe, device, ranks = settings.recipe, settings.device, settings.ranks
    if recipe.adversary is None:
        return Trainer(net, films, recipe.training, device, seed, ranks)
    return AdversarialTrainer(net, films[0], recipe.training, recipe.adversary, device, seed)


def _with_sigmas(learned: TrainedModel, each: Sequence[tuple[float, ...]]) -> TrainedModel:
    """`learned` whose heatmaps are decoded with the mean of what its networks learned, if they did."""
    if not all(each):
        return learned
    means = tuple(sum(own) / len(own) for own in zip(*each, strict=True))
    return replace(learned, sigma=sum(means) / len(means), sigmas=means)


def _learned(
    one: TrainingSet, made: Prepared, networks: Sequence[HeatmapNetwork], settings: SupervisedSettings
) -> TrainedModel:
    hashes = [one.hashes[film] for film in (*one.train, *one.validation, *one.steering) if film in one.hashes]
    recipe = settings.recipe
    training = TrainingRecord(
        preset=settings.system.value,
        seed=settings.seed,
        device=describe(settings.device),
        exemplars=(),
        films={str(number): digest for number, digest in enumerate(hashes, 1)},
        versions=library_versions(),
        trained_utc=datetime.now(UTC).isoformat(timespec="seconds"),
        method="labelled films",
    )
    return TrainedModel(
        scheme=one.scheme,
        names=one.names,
        framing=recipe.framing,
        reference=made.reference,
        network=recipe.network,
        detectors=tuple(networks),
        sigma=recipe.training.sigma[1],
        finder=made.finder,
        registration=None,
        exemplars=(),
        training=training,
        norm=recipe.norm,
        views=recipe.views,
    )


def _assessed(one: TrainingSet, learned: TrainedModel, settings: SupervisedSettings) -> Operation[Assessment]:
    """The validation films looked at by the first process, for all of them."""
    films = one.validation if settings.ranks.is_first else ()
    found = yield from assess(one, films, learned, settings.device)
    return settings.ranks.broadcast(found)


def _with_score(learned: TrainedModel, one: TrainingSet, found: Assessment, card: ModelCard) -> TrainedModel:
    """`learned` with its figures on the validation films, and a card that says them."""
    metrics = found.metrics
    protocol = "validation films, seen as films in use are" if metrics else "not measured"
    if learned.calibration is not None:  # so that nobody takes them for those of films never seen
        protocol += "; error radii come from the films that chose the weights"
    steering = f", {len(one.steering)} to learn the sigmas" if one.steering else ""
    own = ModelCard(
        title=": ".join(filter(None, (one.name, f"{len(one.names)} landmarks"))),
        data=f"{len(one.train)} films to learn from, {len(one.validation)} to choose the weights{steering}",
        protocol=protocol,
        score=", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in metrics.items()),
        source="trained with OneMark",
    )
    said = {each.name: getattr(card, each.name) for each in fields(card) if getattr(card, each.name)}
    return replace(learned, training=replace(learned.training, metrics=metrics), card=replace(own, **said))
