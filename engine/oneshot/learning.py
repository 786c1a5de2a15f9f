"""One-shot with learning, the recipe: register, label, co-teach, predict, and teach a finder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.coteaching.fusion import in_names_order, in_scheme_order
from engine.errors import PropagationError
from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import apply_frame
from engine.inference.gallery import Gallery
from engine.io.provenance import library_versions
from engine.landmarks import LandmarkSet, Scheme
from engine.models.reference import Framing, Reference, film_reference, landmark_reference
from engine.models.trained_model import KeptExemplar, TrainedModel, TrainingRecord
from engine.networks.hrnet_weights import WeightsSource
from engine.networks.registration_net import RegistrationBackbone, RegistrationNet
from engine.oneshot.presets import Plan
from engine.oneshot.stage_two import Round, StageTwo, starting_detectors
from engine.operation import Operation, Progress
from engine.registration.bridges import choose_bridges, join_ways, over_bridge
from engine.registration.carry import carry
from engine.registration.edgetrans_batches import stage_one_films
from engine.registration.edgetrans_training import StageOneConfig, StageOneTraining
from engine.registration.exemplar import ReadyExemplar
from engine.registration.films import GridFilm, GridReader
from engine.registration.instance import InstanceConfig
from engine.registration.opinions import Fused, fused_of_plain, fused_to_plain, preview
from engine.runtime.device import describe
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.random import Seeded
from engine.runtime.run_store import RunStore, resumed
from engine.sigma.config import SigmaForm, SigmaHistory
from engine.training.finder import finder_size, train_finder

_NONE_READ = "None of the films could be read: see the reason beside each film, or open another folder."
_OFTEN = 16  # films between two times that the registration's state is kept


@dataclass(frozen=True, slots=True)
class OneShotTask:
    """What to learn from. `paths`: all films with the exemplars; `targets`: the films without.

    `hashes`: SHA-256 of the films that are there. Several `ranks` register and look together; the first
    one trains. `sigma_form`: how co-teaching learns each landmark's sigma, None for the plan's.
    """

    paths: Mapping[str, Path]
    targets: Mapping[str, Path]
    exemplars: Sequence[LandmarkSet]
    scheme: Scheme
    plan: Plan
    device: torch.device
    seed: int
    model: str  # what the predictions are said to come from
    instance: InstanceConfig
    weights: WeightsSource | None = None  # ImageNet weights for networks that have an HRNet
    hashes: Mapping[str, str] = field(default_factory=dict)
    ranks: Ranks = ALONE
    sigma_form: SigmaForm | None = None


@dataclass(frozen=True, slots=True)
class OneShotResult:
    """What came out, film by film in scheme order, and what finds the landmarks on further films.

    `opinions`: film -> "registration", "detector 1", "detector 2" -> places [K, 2] in scheme order.
    `sigmas`: how they were learned, None where they were not.
    """

    fused: Mapping[str, Fused]
    opinions: Mapping[str, Mapping[str, Points]]
    learned: TrainedModel
    notes: tuple[str, ...]
    sigmas: SigmaHistory | None = None


def stage_one(
    task: OneShotTask, config: StageOneConfig, reader: GridReader, store: RunStore
) -> Operation[RegistrationNet]:
    """A registration network trained on the films of `task` around its first exemplar.

    What it starts from, ImageNet's weights or random ones, is said in the first progress.
    """
    first = task.exemplars[0]
    size = config.net.size
    images, unreadable = [], dict[str, str]()
    for number, batch in enumerate(reader.batches(task.targets, unreadable)):
        yield Progress("reading films", min(len(task.targets), number * 4), len(task.targets))
        # only the small canvas stays: whole films would not fit into memory together
        images += [_shrunk(film.image, size) for film in batch]
    if not images:
        raise PropagationError(_NONE_READ)
    exemplar = reader.read(first.film, task.paths[first.film])
    places = [first.get(name).position for name in task.scheme.names]
    points = exemplar.to_grid(np.array([place for place in places if place is not None]))
    films = stage_one_films(exemplar.image, points, images, size)
    with Seeded(config.seed):
        weights = task.weights if config.net.backbone is RegistrationBackbone.HRNET else None
        net = RegistrationNet(config.net, weights)
    yield Progress("learning to register", 0, 0, net.initialisation.line, notice=True)
    return (yield from resumed(StageOneTraining(films, config, net), store, "stage-one"))


def _shrunk(image: Tensor, size: Size) -> Tensor:
    """`image` [1, 1, h, w] no larger than fits on a canvas of `size`."""
    factor = min(size.width / image.shape[-1], size.height / image.shape[-2])
    if factor >= 1:
        return image
    inner = max(1, round(image.shape[-2] * factor)), max(1, round(image.shape[-1] * factor))
    return F.interpolate(image, size=inner, mode="area")


class OneShotTraining:
    """One run from registered exemplars to detectors. `store` keeps what is finished of it."""

    def __init__(self, task: OneShotTask, ready: Sequence[ReadyExemplar], store: RunStore) -> None:
        self._task, self._ready, self._store = task, ready, store
        self._diagonals: dict[str, float] = {}
        placed = {name for one in ready for name in one.names}
        names = tuple(name for name in task.scheme.names if name in placed)
        self._shapes = {one.film.identity: _in_order(one, names) for one in ready}
        sizes = [one.film.size for one in ready]
        self._gallery = Gallery(
            task.scheme,
            names,
            task.plan.framing,
            _reference(task.plan, list(self._shapes.values()), [one.film for one in ready]),
            finder_size(sizes, task.plan.finder.longest),
        )

    def run(
        self,
        reader: GridReader,
        unreadable: dict[str, str],
        registration: tuple[StageOneConfig, RegistrationNet] | None,
    ) -> Operation[OneShotResult]:
        """Register, co-teach, predict and teach the finder."""
        task, gallery = self._task, self._gallery
        for one in self._ready:
            gallery.add(one.film, self._shapes[one.film.identity], mirrored=False)
        carried = yield from self._carried(reader, unreadable)
        if not carried:
            raise PropagationError(_NONE_READ)
        own = {film: in_names_order(one, gallery.columns(one.mirrored)) for film, one in carried.items()}
        own = yield from self._bridged(own, reader)
        plan = task.plan
        two = StageTwo(
            gallery, self._shapes, own, plan.stage_two, task.device, task.seed, plan.views, self._store,
            plan.weighs, plan.joins, task.ranks, task.sigma_form,
        )  # fmt: skip
        detectors, said = starting_detectors(len(gallery.names), plan.stage_two, task.seed + 1, task.weights)
        yield Progress("co-teaching", 0, 0, said, notice=True)
        found, notes = yield from two.run(plan.rounds, detectors)
        joined = {film: two.joined(found, film) for film in own}
        fused = {film: self._in_scheme(one) for film, one in joined.items()}
        previews = tuple(preview(film, one, task.scheme, task.model) for film, one in fused.items())
        yield Progress("prediction", len(fused), len(fused), found=previews)
        finder = None
        if plan.framing is Framing.LANDMARKS:
            places = self._shapes | {film: one.points for film, one in joined.items()}
            data = gallery.for_finder(places)
            finder = yield from task.ranks.from_first(
                lambda: train_finder(data, plan.finder, task.device, task.seed, self._store)
            )
        learned = TrainedModel(
            scheme=task.scheme,
            names=gallery.names,
            framing=plan.framing,
            reference=gallery.reference,
            network=plan.stage_two.network,
            detectors=found.detectors,
            sigma=sum(found.sigmas) / len(found.sigmas) if found.sigmas else plan.stage_two.sigma[1],
            sigmas=found.sigmas,
            finder=finder,
            registration=None if registration is None else (registration[0].net, registration[1]),
            exemplars=tuple(
                KeptExemplar(one.film.identity, one.film.pixels, self._shapes[one.film.identity])
                for one in self._ready
            ),
            training=self._training(found),
        )
        opinions = {film: self._opinions(found, film, carried[film]) for film in carried}
        return OneShotResult(fused, opinions, learned, notes, found.history)

    def _carried(self, reader: GridReader, unreadable: dict[str, str]) -> Operation[dict[str, Fused]]:
        """Registration, from where an interrupted run left it."""
        task = self._task
        known = task.ranks.broadcast(fused_of_plain(self._store.load("registration")))
        done = dict(known)

        def keep(film: GridFilm, fused: Fused) -> None:
            self._gallery.add_carried(film, fused)
            self._diagonals[film.identity] = film.size.diagonal
            if film.identity not in done:
                done[film.identity] = fused
                if len(done) % _OFTEN == 0:
                    self._store.save("registration", fused_to_plain(done))

        steps = carry(
            task.targets, self._ready, task.scheme, reader, task.model, unreadable, keep, known, task.ranks
        )
        try:
            carried = yield from steps
            done.update(carried)
            self._gallery.put_together(task.ranks, (*self._shapes, *carried))
            self._diagonals = task.ranks.union(self._diagonals, carried)
            return carried
        finally:  # at the end, and however it is stopped
            if len(done) > len(known):
                self._store.save("registration", fused_to_plain(done))

    def _bridged(self, own: dict[str, Fused], reader: GridReader) -> Operation[dict[str, Fused]]:
        """`own` joined with what the best registered films say of the others."""
        task, ways = self._task, dict[str, dict[str, Fused]]()
        chosen = choose_bridges(own, task.plan.bridges)
        for number, bridge in task.ranks.share(list(enumerate(chosen, 1))):
            said = fused_of_plain(self._store.load(f"bridge-{number}"))
            if not said:
                now = f"bridge {number} of {len(chosen)}: {bridge}"
                said = yield from over_bridge(bridge, own, task.paths, reader, task.instance, now)
                self._store.save(f"bridge-{number}", fused_to_plain(said))
            ways[bridge] = said
        ways = task.ranks.union(ways, chosen)
        return {
            film: join_ways(one, [way[film] for way in ways.values() if film in way], self._diagonals[film])
            for film, one in own.items()
        }

    def _in_scheme(self, one: Fused) -> Fused:
        return in_scheme_order(one, self._gallery.columns(one.mirrored), len(self._task.scheme.names))

    def _opinions(self, found: Round, film: str, carried: Fused) -> dict[str, Points]:
        """Every part's own places on a film, in scheme order."""
        framed, seen = self._gallery.films[film], found.seen[film]
        at = self._gallery.columns(framed.mirrored)
        opinions = {"registration": carried.points}
        for number, places in enumerate(seen.each, 1):
            points = np.full((len(self._task.scheme.names), 2), np.nan)
            points[at] = apply_frame(framed.frame, places)
            opinions[f"detector {number}"] = points
        return opinions

    def _training(self, found: Round) -> TrainingRecord:
        task = self._task
        known = [task.hashes[film] for film in self._gallery.films if film in task.hashes]
        files = {str(number): digest for number, digest in enumerate(known, 1)}
        metrics = {} if np.isnan(found.check) else {"held_back_px": found.check}
        return TrainingRecord(
            preset=task.plan.title.lower(),
            seed=task.seed,
            device=describe(task.device),
            exemplars=tuple(self._shapes),
            films=files,
            metrics=metrics,
            versions=library_versions(),
            trained_utc=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def _reference(plan: Plan, shapes: Sequence[Points], films: Sequence[GridFilm]) -> Reference:
    sizes = [film.size for film in films]
    if plan.framing is Framing.FILM:
        return film_reference(shapes, plan.side, sizes)
    return landmark_reference(shapes, plan.side, plan.margin, sizes)


def _in_order(one: ReadyExemplar, names: Sequence[str]) -> Points:
    """An exemplar's places [K, 2] in the order of `names`, NaN where it has none."""
    places = dict(zip(one.names, one.points, strict=True))
    return np.stack([places.get(name, np.full(2, np.nan)) for name in names])
