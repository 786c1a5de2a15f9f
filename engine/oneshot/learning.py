"""One-shot with learning, the recipe: register, label, co-teach, predict, and teach a finder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from engine.coteaching.fusion import each_opinion, in_names_order, in_scheme_order
from engine.errors import PropagationError
from engine.geometry.coordinates import Points, Size
from engine.inference.gallery import Gallery
from engine.io.images import read_size
from engine.io.provenance import library_versions
from engine.landmarks import LandmarkSet, Scheme
from engine.models.reference import Framing, Reference, film_reference, landmark_reference
from engine.models.trained_model import (
    Finder,
    KeptExemplar,
    KeptRegistration,
    RegistrationUse,
    TrainedModel,
    TrainingRecord,
)
from engine.networks.pretrained_features import FeatureNet, pretrained_features
from engine.networks.registration_net import RegistrationBackbone, RegistrationNet
from engine.oneshot.corrections import as_seen, human_points
from engine.oneshot.coteaching_rounds import CoTeachingRounds, Round, starting_detectors
from engine.oneshot.presets import Plan
from engine.oneshot.settings import PropagationSettings
from engine.oneshot.variety import shape_of, varied
from engine.operation import Operation, Progress
from engine.registration.bridges import choose_bridges, join_ways, over_bridge
from engine.registration.carry import ReadyExemplar, carry, read_exemplar
from engine.registration.copied import Instead, placed_where_lost
from engine.registration.edgetrans import EdgeTransRegistration
from engine.registration.edgetrans_batches import stage_one_films
from engine.registration.edgetrans_training import StageOneConfig, StageOneTraining
from engine.registration.films import GridFilm, GridReader, LeftOut
from engine.registration.opinions import Fused, fused_of_plain, fused_to_plain, on_film, preview
from engine.registration.simpleitk import SimpleItkRegistration
from engine.runtime.device import describe
from engine.runtime.random import Seeded
from engine.runtime.run_store import RunStore, resumed_by_all
from engine.sigma.config import SigmaHistory
from engine.training.finder import finder_size, train_finder
from engine.wording import told

_OFTEN = 16  # films between two times that the registration's state is kept


@dataclass(frozen=True, slots=True)
class OneShotInputs:
    """What a run starts from. `paths`: all films, those of the `exemplars` with them.

    `device`: what `settings` asked for, as this process has it. `hashes`: SHA-256 of the films that are
    there. `corrections`: films of which a person decided on a part; they learn on from `settings.start` too,
    and get the rest. Several ranks register, look and learn together; the first one teaches the finder, and
    detectors whose sigmas are learned.
    """

    paths: Mapping[str, Path]
    exemplars: Sequence[LandmarkSet]
    scheme: Scheme
    settings: PropagationSettings
    device: torch.device
    hashes: Mapping[str, str] = field(default_factory=dict)
    corrections: Sequence[LandmarkSet] = ()

    @property
    def registered(self) -> tuple[LandmarkSet, ...]:
        """The exemplars that are registered to all films: the first, and of many corrected ones a few."""
        most = self.settings.registered(len(self.exemplars))
        if most == len(self.exemplars):
            return tuple(self.exemplars)
        shapes = np.stack([shape_of(marks, self.scheme.names) for marks in self.exemplars])
        rows = (0, *varied(shapes, most - 1))
        return tuple(self.exemplars[row] for row in rows)

    def placed_where_lost(
        self,
        carried: Mapping[str, Fused],
        sizes: Mapping[str, Size],
        ready: Sequence[ReadyExemplar],
        reader: GridReader,
    ) -> Operation[Instead]:
        """What films get where registration is lost on most of those `carried`: the first process says."""

        def features() -> FeatureNet | None:
            return pretrained_features(self.device) if self.settings.instance.pretrained else None

        return (
            yield from self.settings.ranks.from_first(
                lambda: placed_where_lost(carried, sizes, ready, self.scheme, self.paths, reader, features)
            )
        )

    @property
    def targets(self) -> dict[str, Path]:
        """The films without the exemplars."""
        annotated = {marks.film for marks in self.exemplars}
        return {film: path for film, path in self.paths.items() if film not in annotated}


@dataclass(frozen=True, slots=True)
class OneShotResult:
    """What came out, film by film in scheme order, and what was `learned` to find it on further films.

    `sizes`: of the films, pixels. `opinions`: film -> "registration", "detector 1", "detector 2" -> places
    [K, 2] in scheme order. `sigmas`: how they were learned, None where they were not; `is_early`: the
    learning was stopped before its end. `instead`: what films got where registration was lost. Registration
    alone has `fused`, `sizes`, `notes` and `instead` only.
    """

    fused: Mapping[str, Fused]
    sizes: Mapping[str, Size]
    opinions: Mapping[str, Mapping[str, Points]] = field(default_factory=dict)
    learned: TrainedModel | None = None
    notes: tuple[str, ...] = ()
    sigmas: SigmaHistory | None = None
    is_early: bool = False
    instead: Instead = field(default_factory=Instead)


def stage_one(
    inputs: OneShotInputs, config: StageOneConfig, reader: GridReader, store: RunStore
) -> Operation[RegistrationNet]:
    """A registration network trained on the films of `inputs` around its first exemplar.

    What it starts from, ImageNet's weights or random ones, is said in the first progress.
    """
    first, targets = inputs.exemplars[0], inputs.targets
    canvas = inputs.settings.chosen_plan.canvas_for(read_size(inputs.paths[first.film]))
    if canvas is not None:
        config = replace(config, net=replace(config.net, width=canvas.width, height=canvas.height))
    size = config.net.size
    images, left_out = [], LeftOut()
    with closing(reader.batches(targets, left_out)) as batches:
        for number, batch in enumerate(batches):
            yield Progress("reading films", min(len(targets), number * 4), len(targets))
            # only the small canvas stays: whole films would not fit into memory together
            images += [_shrunk(film.image, size) for film in batch]
    if not images:
        raise _nothing_left(left_out)
    exemplar = reader.read(first.film, inputs.paths[first.film])
    places = [first.get(name).position for name in inputs.scheme.names]
    points = exemplar.to_grid(np.array([place for place in places if place is not None]))
    films = stage_one_films(exemplar.image, points, images, size)
    with Seeded(config.seed):
        weights = inputs.settings.weights if config.net.backbone is RegistrationBackbone.HRNET else None
        net = RegistrationNet(config.net, weights)
    yield Progress("learning to register", 0, 0, net.initialisation.line, notice=True)
    training = StageOneTraining(films, config, net, inputs.settings.ranks)
    return (yield from resumed_by_all(training, store, "stage-one", inputs.settings.ranks))


def _nothing_left(left_out: LeftOut) -> PropagationError:
    """None of the films can be learned from, and why not the first."""
    film, reason = next(iter({**left_out.unreadable, **left_out.unfit}.items()))
    return PropagationError(f"None of the films can be learned from. {film}: {reason}")


def _shrunk(image: Tensor, size: Size) -> Tensor:
    """`image` [1, 1, h, w] no larger than fits on a canvas of `size`."""
    factor = min(size.width / image.shape[-1], size.height / image.shape[-2])
    if factor >= 1:
        return image
    inner = max(1, round(image.shape[-2] * factor)), max(1, round(image.shape[-1] * factor))
    return F.interpolate(image, size=inner, mode="area")


class OneShotTraining:
    """One run from registered exemplars to detectors. `store` keeps what is finished of it."""

    def __init__(self, inputs: OneShotInputs, ready: Sequence[ReadyExemplar], store: RunStore) -> None:
        self._inputs, self._ready, self._store = inputs, ready, store
        self._settings, self._plan = inputs.settings, inputs.settings.chosen_plan
        self._sizes: dict[str, Size] = {}
        start, films = self._settings.start, [exemplar.film for exemplar in ready]
        placed = {name for exemplar in ready for name in exemplar.names}
        names = tuple(name for name in inputs.scheme.names if name in placed)
        names = names if start is None else start.names
        self._shapes = {exemplar.film.identity: _in_order(exemplar, names) for exemplar in ready}
        reference = _reference(self._plan, list(self._shapes.values()), films)
        self._gallery = Gallery(
            inputs.scheme,
            names,
            self._plan.framing,
            reference if start is None else start.reference,
            finder_size([film.size for film in films], self._plan.finder.longest),
        )
        self._sure: dict[str, NDArray[np.float64]] = {}
        self._instead = Instead()

    def run(
        self, reader: GridReader, left_out: LeftOut, registration: RegistrationNet | None
    ) -> Operation[OneShotResult]:
        """Register, co-teach, predict and teach the finder.

        Films that get no points go into `left_out`. `registration`: the network of stage I.
        """
        if self._settings.start is None:
            for exemplar in self._ready:
                self._gallery.add(exemplar.film, self._shapes[exemplar.film.identity], mirrored=False)
        else:
            yield from self._gather(self._settings.start, reader)
        carried = yield from self._carried(reader, left_out)
        if not carried:
            raise _nothing_left(left_out)
        self._take_corrections(carried)
        labels = yield from self._bridged(self._by_names(carried), reader)
        rounds, last, notes = yield from self._co_taught(labels)
        notes = (*notes, *filter(None, [self._instead.note]))
        joined = {film: rounds.joined(last, film) for film in labels}
        fused = {film: self._in_scheme(label) for film, label in joined.items()}
        yield self._preview(fused)
        finder = yield from self._finder(joined, RunStore(None) if last.stopped else self._store)
        learned = self._learned(last, finder, registration)
        opinions = {film: self._opinions(last, film, carried[film]) for film in carried}
        return OneShotResult(fused, self._sizes, opinions, learned, notes, last.history, bool(last.stopped))

    def _gather(self, start: TrainedModel, reader: GridReader) -> Operation[None]:
        """All exemplars, registered or not, each as the detectors of `start` would see it."""
        inputs, films = self._inputs, {exemplar.film.identity: exemplar.film for exemplar in self._ready}
        for number, marks in enumerate(inputs.exemplars):
            yield Progress("reading exemplars", number, len(inputs.exemplars), marks.film)
            film = films.get(marks.film)
            if film is None:
                film, _, _ = read_exemplar(marks, inputs.paths, inputs.scheme, reader)
            human = as_seen(marks, start, inputs.scheme)
            self._shapes[marks.film], self._sure[marks.film] = human.points, human.weight
            self._gallery.add(film, human.points, human.mirrored)

    def _take_corrections(self, carried: Mapping[str, Fused]) -> None:
        """Single points that a person decided on, on films that were registered."""
        for marks in self._inputs.corrections:
            if marks.film in carried:
                mirrored = self._gallery.films[marks.film].mirrored
                human = human_points(marks, self._gallery.names, self._inputs.scheme, mirrored)
                self._shapes[marks.film], self._sure[marks.film] = human.points, human.weight

    def _carried(self, reader: GridReader, left_out: LeftOut) -> Operation[dict[str, Fused]]:
        """Registration, from where an interrupted run left it."""
        targets, ranks = self._inputs.targets, self._settings.ranks
        known = ranks.broadcast(fused_of_plain(self._store.load("registration")))
        done = dict(known)

        def keep(film: GridFilm, fused: Fused) -> None:
            self._gallery.add_carried(film, fused)
            self._sizes[film.identity] = film.size
            if film.identity not in done:
                done[film.identity] = fused
                if len(done) % _OFTEN == 0:
                    self._store.save("registration", fused_to_plain(done))

        scheme, title = self._inputs.scheme, self._settings.title
        try:
            carried = yield from carry(
                targets, self._ready, scheme, reader, title, left_out, keep, known, ranks
            )
            done.update(carried)
            self._sizes = ranks.union(self._sizes, carried)
            self._instead = yield from self._inputs.placed_where_lost(
                carried, self._sizes, self._ready, reader
            )
            yield from self._see_again(self._instead.fused, reader)
            self._gallery.put_together(ranks, (*self._shapes, *carried))
            return {**carried, **self._instead.fused}
        finally:  # at the end, and however it is stopped
            if len(done) > len(known):
                self._store.save("registration", fused_to_plain(done))

    def _see_again(self, placed: Mapping[str, Fused], reader: GridReader) -> Operation[None]:
        """Gather the films of this process that were `placed` anew once more: these say where to look."""
        mine = [film for film in placed if film in self._gallery.films]
        for number, film in enumerate(mine):
            yield Progress("reading films", number, len(mine), film)
            self._gallery.add_carried(reader.read(film, self._inputs.paths[film]), placed[film])

    def _by_names(self, carried: Mapping[str, Fused]) -> dict[str, Fused]:
        """`carried` in the order of the gallery's names, which are those that an exemplar has."""
        return {
            film: in_names_order(fused, self._gallery.columns(fused.mirrored))
            for film, fused in carried.items()
        }

    def _bridged(self, labels: dict[str, Fused], reader: GridReader) -> Operation[dict[str, Fused]]:
        """`labels` joined with what the best registered films say of the others."""
        ranks, ways = self._settings.ranks, dict[str, dict[str, Fused]]()
        # further exemplars of a person are better ways than bridges
        spared = 0 if self._settings.start is None else len(self._ready) - 1
        if self._instead.fused:  # where registration is lost it is lost over bridges too
            return labels
        chosen = choose_bridges(labels, max(0, self._plan.bridges - spared))
        for number, bridge in ranks.share(list(enumerate(chosen, 1))):
            way = fused_of_plain(self._store.load(f"bridge-{number}"))
            if not way:
                way = yield from self._over(
                    bridge, labels, reader, number, told(f"bridge {number} of {len(chosen)}: {bridge}")
                )
            ways[bridge] = way
        ways = ranks.union(ways, chosen)
        return {
            film: join_ways(
                label, [way[film] for way in ways.values() if film in way], self._sizes[film].diagonal
            )
            for film, label in labels.items()
        }

    def _over(
        self, bridge: str, labels: dict[str, Fused], reader: GridReader, number: int, now: str
    ) -> Operation[dict[str, Fused]]:
        """What the film `bridge` says of all others, from where an interrupted run left it."""
        part, paths, config = f"bridge-{number}-part", self._inputs.paths, self._settings.instance
        known = fused_of_plain(self._store.load(part))

        def keep(found: Mapping[str, Fused]) -> None:  # a few points a film: soon written
            if found:
                self._store.save(part, fused_to_plain(found))

        way = yield from over_bridge(bridge, labels, paths, reader, config, now, known, keep)
        if way:
            self._store.save(f"bridge-{number}", fused_to_plain(way))
        return way

    def _co_taught(
        self, labels: Mapping[str, Fused]
    ) -> Operation[tuple[CoTeachingRounds, Round, tuple[str, ...]]]:
        """The rounds on `labels`, the last one that stayed, and sentences on what was decided."""
        settings, device = self._settings, self._inputs.device
        detectors, started = None, "the detectors start from what an earlier run has learned"
        if settings.start is None:
            detectors, started = starting_detectors(
                len(self._gallery.names), self._plan.stage_two, settings.seed + 1, settings.weights
            )
        yield Progress("co-teaching", 0, 0, started, notice=True)
        gathered = (self._gallery, self._shapes, labels, settings, device, self._store)
        rounds = CoTeachingRounds(*gathered, self._sure) if self._sure else CoTeachingRounds(*gathered)
        last, notes = yield from rounds.run(detectors)
        return rounds, last, notes

    def _preview(self, fused: Mapping[str, Fused]) -> Progress:
        """The predictions to show while the rest is made."""
        scheme, title = self._inputs.scheme, self._settings.title
        shown = {film: on_film(label, self._sizes[film], scheme)[0] for film, label in fused.items()}
        found = tuple(preview(film, label, scheme, title) for film, label in shown.items())
        return Progress("prediction", len(fused), len(fused), found=found)

    def _finder(self, joined: Mapping[str, Fused], store: RunStore) -> Operation[Finder | None]:
        """A finder taught by the first process on all films, where the detectors need one.

        `store` keeps nothing of one that half-taught detectors teach: a run that goes on learns another.
        """
        if self._plan.framing is not Framing.LANDMARKS:
            return None
        if self._settings.start is not None and self._settings.start.finder is not None:
            return self._settings.start.finder  # where films have to be looked at it knows already
        places = self._shapes | {film: label.points for film, label in joined.items()}
        data = self._gallery.for_finder(places)
        return (
            yield from self._settings.ranks.from_first(
                lambda: train_finder(data, self._plan.finder, self._inputs.device, self._settings.seed, store)
            )
        )

    def _learned(
        self, last: Round, finder: Finder | None, registration: RegistrationNet | None
    ) -> TrainedModel:
        """What finds the landmarks on further films."""
        plan, gallery = self._plan, self._gallery
        return TrainedModel(
            scheme=self._inputs.scheme,
            names=gallery.names,
            framing=plan.framing,
            reference=gallery.reference,
            network=plan.stage_two.network,
            detectors=last.detectors,
            sigma=sum(last.sigmas) / len(last.sigmas) if last.sigmas else plan.stage_two.sigma[1],
            sigmas=last.sigmas,
            finder=finder,
            registration=None if registration is None else (registration.config, registration),
            exemplars=tuple(
                KeptExemplar(film.identity, film.pixels, self._shapes[film.identity])
                for film in (exemplar.film for exemplar in self._ready)
            ),
            training=self._training(last),
            views=plan.views,
            registration_use=self._registration_use(),
            displacements=None if self._settings.start is None else self._settings.start.displacements,
        )

    def _in_scheme(self, fused: Fused) -> Fused:
        return in_scheme_order(fused, self._gallery.columns(fused.mirrored), len(self._inputs.scheme.names))

    def _opinions(self, last: Round, film: str, carried: Fused) -> dict[str, Points]:
        """Every part's own places on a film, in scheme order."""
        framed, seen = self._gallery.films[film], last.seen[film]
        at = self._gallery.columns(framed.mirrored)
        return each_opinion(seen, framed.frame, at, len(self._inputs.scheme.names), carried)

    def _registration_use(self) -> RegistrationUse:
        """What this run did with registration, for predictions to do the same."""
        plan, kind = self._plan, KeptRegistration.FITTED
        methods = [exemplar.registration for exemplar in self._ready]
        if any(isinstance(method, SimpleItkRegistration) for method in methods):
            kind = KeptRegistration.SIMPLEITK
        elif any(isinstance(method, EdgeTransRegistration) for method in methods):
            kind = KeptRegistration.FITTED if plan.edgetrans.instance_optimisation else KeptRegistration.NET
        instance = self._settings.instance
        # a model that does not fit films says nothing of how these are compared
        pretrained = instance.pretrained and kind is KeptRegistration.FITTED
        return RegistrationUse(kind, plan.joins, plan.edgetrans.local_steps, instance.fine, pretrained)

    def _training(self, last: Round) -> TrainingRecord:
        hashes = self._inputs.hashes
        known = [hashes[film] for film in self._gallery.films if film in hashes]
        files = {str(number): digest for number, digest in enumerate(known, 1)}
        metrics = {} if np.isnan(last.check) else {"held_back_px": last.check}
        return TrainingRecord(
            preset=f"{self._settings.preset_title}{', stopped early' if last.stopped else ''}",
            seed=self._settings.seed,
            device=describe(self._inputs.device),
            exemplars=tuple(self._shapes),
            films=files,
            metrics=metrics,
            versions=library_versions(),
            trained_utc=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def _reference(plan: Plan, shapes: Sequence[Points], films: Sequence[GridFilm]) -> Reference:
    sizes = [film.size for film in films]
    if plan.framing is Framing.FILM:
        return film_reference(shapes, plan.side, sizes, canvas=plan.canvas_for(sizes[0]))
    return landmark_reference(shapes, plan.side, plan.margin, sizes)


def _in_order(exemplar: ReadyExemplar, names: Sequence[str]) -> Points:
    """An exemplar's places [K, 2] in the order of `names`, NaN where it has none."""
    places = dict(zip(exemplar.names, exemplar.points, strict=True))
    return np.stack([places.get(name, np.full(2, np.nan)) for name in names])
