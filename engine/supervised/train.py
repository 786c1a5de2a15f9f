"""Learning from labelled films, the recipe: prepare, train, choose, measure on what chose, and keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from engine.io.provenance import library_versions
from engine.models.model_card import ModelCard
from engine.models.trained_model import TrainedModel, TrainingRecord
from engine.networks.half_weights import in_half
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.norm import Norm
from engine.operation import Operation, Progress, StopEarly, renamed
from engine.runtime.device import describe
from engine.runtime.run_store import resumed, resumed_by_all, with_trouble
from engine.sigma.config import SigmaHistory
from engine.sigma.search import SigmaSearch
from engine.supervised.assessment import (
    Assessment,
    Decodings,
    assess_both_ways,
    assess_by_others,
    shared_out,
)
from engine.supervised.displacements import fit_displacements
from engine.supervised.films import Prepared, TrainingSet, canvas_shapes, prepare
from engine.supervised.settings import SupervisedSettings as SupervisedSettings
from engine.supervised.start import of_domain
from engine.supervised.systems import Recipe
from engine.training.adversarial import AdversarialTrainer
from engine.training.trainer import Trainer, TrainingError
from engine.training.validation import DomainFilms, EpochRecord
from engine.wording import counted

_TOO_EARLY = (
    "The training was stopped before its detector had learned anything: let it run longer before it is "
    "stopped early."
)
_ALONE_NORM = (
    "batch normalisation sees the films of its own process only; --sync-norm or --norm group learn as one "
    "process does"
)


@dataclass(frozen=True, slots=True)
class Trained:
    """What came out: a model by domain, what its validation films say, and the curve of each network.

    `sigmas`: how those of each network were learned, empty where they were not. `notes`: what was chosen.
    """

    domains: Mapping[str, TrainedModel]
    assessments: Mapping[str, Assessment]
    curves: tuple[tuple[EpochRecord, ...], ...]
    sigmas: tuple[SigmaHistory, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def metrics(self) -> dict[str, dict[str, float]]:
        """The figures of the validation films by domain."""
        return {name: assessment.metrics for name, assessment in self.assessments.items()}


def train(sets: Sequence[TrainingSet], settings: SupervisedSettings) -> Operation[Trained]:
    """Learn all `sets` at once with one network (or several, averaged). Raises `EngineError`s.

    Films that are neither to learn from nor to validate are not in the sets: nothing of them is read.
    """
    return (yield from with_trouble(_learned(sets, settings), settings.store))


def _learned(sets: Sequence[TrainingSet], settings: SupervisedSettings) -> Operation[Trained]:
    settings.check([anatomy.name for anatomy in sets])
    _check_patience(sets, settings.recipe)
    _check_reading(sets, settings)
    if settings.assessed_by:  # what is wrong with these is said before the training
        shared_out(sets[0], settings.assessed_by)
    settings = replace(settings, recipe=settings.start.recipe(settings.recipe))
    recipe, device, seed = settings.recipe, settings.device, settings.seed
    ready = []
    for number, anatomy in enumerate(sets):
        preparing = prepare(anatomy, number, recipe, device, seed, settings.store, settings.ranks)
        prepared = yield from renamed(preparing, lambda progress: _needed(progress, settings.stop))
        ready.append(prepared)
    taught: list[_Taught] = []
    for number in range(recipe.detectors):
        if taught and settings.stop.is_wanted:
            break
        network = yield from _trained(sets, ready, settings, number)
        if settings.half:
            _shorten(network.net)
        taught.append(network)
    domains = settings.start.kept_domains([network.net for network in taught])
    assessments, notes = {}, list[str]()
    for number, (anatomy, prepared) in enumerate(zip(sets, ready, strict=True)):
        networks = [of_domain(network.net, number, len(sets)) for network in taught]
        model = _model(anatomy, prepared, networks, settings)
        model = _with_sigmas(model, [network.sigma for network in taught])
        decodings = yield from _assessed(anatomy, model, settings)
        assessments[anatomy.name] = assessment = decodings.chosen
        if decodings.reason:
            notes.append(": ".join(filter(None, (anatomy.name, decodings.reason))))
        if not decodings.is_together_better:
            model = replace(model, displacements=None)
        model = assessment.calibrated(model)
        if settings.fit_reading:
            model = assessment.read(model, anatomy)
        domains[anatomy.name] = _with_score(model, anatomy, assessment, settings)
    sigmas = tuple(network.sigmas for network in taught if network.sigmas is not None)
    curves = tuple(network.curve for network in taught)
    return Trained(domains, assessments, curves, sigmas, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Taught:
    """One trained network; `sigma` [K] of its heatmaps and how it came about, where it was learned."""

    net: HeatmapNetwork
    curve: tuple[EpochRecord, ...]
    sigma: tuple[float, ...] = ()
    sigmas: SigmaHistory | None = None


def _shorten(net: HeatmapNetwork) -> None:
    try:
        in_half(net)
    except ValueError as error:
        raise TrainingError(
            "The network has weights beyond what half precision can hold: leave --half away."
        ) from error


def _needed(progress: Progress, stop: StopEarly) -> Progress:
    """`progress` of what comes before the first step of a network; raises where that is not wanted."""
    if stop.is_wanted:
        raise TrainingError(_TOO_EARLY)
    return progress


def _check_patience(sets: Sequence[TrainingSet], recipe: Recipe) -> None:
    if recipe.training.patience is not None and not any(anatomy.validation for anatomy in sets):
        raise TrainingError(
            "Without validation films no epoch is better than another: leave --patience away, or keep films "
            "for the validation."
        )


def _check_reading(sets: Sequence[TrainingSet], settings: SupervisedSettings) -> None:
    kept_back = settings.assessed_by or all(anatomy.validation for anatomy in sets)
    if settings.fit_reading and not kept_back:
        raise TrainingError(
            "Only films that are not learned from show how their readers place points beside the model's: "
            "leave --fit-reading away, or keep films for the validation."
        )


def _trained(
    sets: Sequence[TrainingSet], ready: Sequence[Prepared], settings: SupervisedSettings, number: int
) -> Operation[_Taught]:
    """Network `number` (from 0) of the model, from where an interrupted run left it, and its curve."""
    seed, ranks, name = settings.seed + number, settings.ranks, f"network-{number}"
    landmarks = [len(anatomy.names) for anatomy in sets]
    net, started = settings.start.network(landmarks, settings.recipe, seed)
    yield Progress("training", 0, 0, started, notice=True)
    if ranks.world > 1 and settings.recipe.norm is Norm.BATCH and not settings.recipe.training.sync_norm:
        yield Progress("training", 0, 0, _ALONE_NORM, notice=True)
    films = [prepared.films for prepared in ready]
    trainer = _trainer(net, films, settings, seed)
    trainer.stop = settings.stop
    if settings.recipe.adaptive is None:
        best = yield from resumed_by_all(trainer, settings.store, name, ranks)
        if trainer.step == 0:
            raise TrainingError(_TOO_EARLY)
        return _Taught(best, trainer.curve)
    steering, names, search = ready[0].steering, sets[0].names, settings.recipe.adaptive
    searching = SigmaSearch(trainer, steering, names, search, settings.device, seed)
    best = yield from resumed(searching, settings.store, name)
    return _Taught(best, trainer.curve, searching.sigma, searching.history)


def _trainer(
    net: HeatmapNetwork, films: Sequence[DomainFilms], settings: SupervisedSettings, seed: int
) -> Trainer:
    recipe, device, ranks = settings.recipe, settings.device, settings.ranks
    if recipe.adversary is None:
        return Trainer(net, films, recipe.training, device, seed, ranks)
    return AdversarialTrainer(net, films[0], recipe.training, recipe.adversary, device, seed)


def _with_sigmas(model: TrainedModel, sigmas: Sequence[tuple[float, ...]]) -> TrainedModel:
    """`model` whose heatmaps are decoded with the mean of the `sigmas` that its networks learned, if any."""
    if not all(sigmas):
        return model
    means = tuple(sum(landmark) / len(landmark) for landmark in zip(*sigmas, strict=True))
    return replace(model, sigma=sum(means) / len(means), sigmas=means)


def _model(
    anatomy: TrainingSet, prepared: Prepared, networks: Sequence[HeatmapNetwork], settings: SupervisedSettings
) -> TrainedModel:
    """What `networks` are together, before it is known how exact they are and how to place landmarks."""
    hashes = [anatomy.hashes[film] for film in anatomy.films if film in anatomy.hashes]
    recipe = settings.recipe
    shapes = canvas_shapes(anatomy, anatomy.train, recipe.framing, prepared.reference)
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
        scheme=anatomy.scheme,
        names=anatomy.names,
        framing=recipe.framing,
        reference=prepared.reference,
        network=recipe.network,
        detectors=tuple(networks),
        sigma=recipe.training.sigma[1],
        finder=prepared.finder,
        registration=None,
        exemplars=(),
        training=training,
        norm=recipe.norm,
        views=recipe.views,
        displacements=fit_displacements(shapes),
    )


def _assessed(
    anatomy: TrainingSet, model: TrainedModel, settings: SupervisedSettings
) -> Operation[Decodings]:
    """The validation films, or what `assessed_by` has not seen, looked at by the first process for all."""
    if not settings.ranks.is_first:
        decodings = yield from assess_both_ways(anatomy, (), model, settings.device)
    elif settings.assessed_by:
        decodings = yield from assess_by_others(anatomy, settings.assessed_by, settings.device)
    else:
        decodings = yield from assess_both_ways(anatomy, anatomy.validation, model, settings.device)
    return settings.ranks.broadcast(decodings)


def _with_score(
    model: TrainedModel, anatomy: TrainingSet, assessment: Assessment, settings: SupervisedSettings
) -> TrainedModel:
    """`model` with its figures on films, and a card that has them where that of `settings` is silent."""
    metrics, card = assessment.metrics, settings.card
    protocol = _protocol(anatomy, assessment, settings) if metrics else "not measured"
    if model.calibration is not None:  # so that nobody takes them for those of films never seen
        protocol += "; error radii come from " + (
            "these films too" if settings.assessed_by else "the films that chose the weights"
        )
    steering = f", {len(anatomy.steering)} to learn the sigmas" if anatomy.steering else ""
    measured = ModelCard(
        title=": ".join(filter(None, (anatomy.name, counted(len(anatomy.names), "landmark")))),
        data=f"{counted(len(anatomy.train), 'film')} to learn from, "
        f"{len(anatomy.validation)} to choose the weights{steering}",
        protocol=protocol,
        score=", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in metrics.items()),
        source="trained with OneMark",
    )
    texts = {text.name: value for text in fields(card) if (value := getattr(card, text.name))}
    training = replace(model.training, metrics=metrics)
    return replace(model, training=training, card=replace(measured, **texts))


def _protocol(anatomy: TrainingSet, assessment: Assessment, settings: SupervisedSettings) -> str:
    """Which films the figures of a card are from, and which model's."""
    if not settings.assessed_by:
        return "validation films, seen as films in use are"
    models = counted(len(settings.assessed_by), "model")
    return (
        f"not of this model: of {models} trained likewise from parts of its {len(anatomy.films)} films, on "
        f"{len(assessment.films)} of these that each had not seen"
    )
