"""One-shot propagation: the landmarks of the exemplars carried to all other films."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from engine.errors import ImageReadError, PropagationError
from engine.geometry.coordinates import Points, Size
from engine.io.images import content_hash
from engine.io.provenance import library_versions
from engine.landmarks import LandmarkSet, Origin, Scheme
from engine.networks.registration_net import RegistrationNet
from engine.oneshot.corrections import check_names
from engine.oneshot.learning import OneShotInputs, OneShotResult, OneShotTraining, stage_one
from engine.oneshot.outcome import FilmSource as FilmSource
from engine.oneshot.outcome import Propagation as Propagation
from engine.oneshot.settings import Method as Method
from engine.oneshot.settings import PropagationSettings as PropagationSettings
from engine.oneshot.settings import RegistrationMethod as RegistrationMethod
from engine.operation import Operation, Progress
from engine.registration.carry import ReadyExemplar, carry, placed_names, ready_exemplars
from engine.registration.edgetrans import EdgeTransRegistration
from engine.registration.edgetrans_training import small_stage_one
from engine.registration.films import GridFilm, GridReader, LeftOut, Registration
from engine.registration.instance import InstanceRegistration
from engine.registration.opinions import Fused, beyond_note, doubtful_films, on_film, predicted_sets
from engine.registration.simpleitk import SimpleItkRegistration
from engine.runtime.device import describe, fallback
from engine.runtime.precision import computed_in
from engine.runtime.run_lock import only_run
from engine.runtime.run_store import RunStore, with_trouble


def propagate(
    films: Sequence[FilmSource],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    settings: PropagationSettings,
    corrections: Sequence[LandmarkSet] = (),
) -> Operation[Propagation]:
    """Predict the landmarks of all readable `films` that are no exemplar.

    `corrections`: films of which a person has decided on a part only; with `settings.start` the detectors
    learn on from these points too, and the films get the rest. An exemplar serves with those of its landmarks
    that are placed. A film that cannot be registered gets no points, and neither does a landmark beyond the
    film's edge. Raises `PropagationError` where there is no exemplar, no other film, an exemplar that cannot
    be read or shows nothing, or a point outside its film; `EngineError` where another process keeps its state
    in the same place.
    """
    device = settings.ranks.device(settings.device)
    used = tuple(marks for marks in exemplars if placed_names(marks, scheme))
    paths = {film.identity: film.path for film in films}
    parts = tuple(corrections) if settings.start is not None else ()
    return (yield from _Run(OneShotInputs(paths, used, scheme, settings, device, corrections=parts)).run())


class _Run:
    """One propagation, from films to predictions."""

    def __init__(self, inputs: OneShotInputs) -> None:
        self._start = time.monotonic()
        self._inputs, self._settings = inputs, inputs.settings
        if not inputs.targets:
            raise PropagationError("There is no film besides the exemplars: add the films to propagate to.")
        self._settings.check(len(inputs.targets))
        if self._settings.start is not None:
            human = (*inputs.exemplars, *inputs.corrections)
            check_names(self._settings.start, human, inputs.scheme)
        self._reader = GridReader(self._settings.instance.fine, inputs.device)

    def run(self) -> Operation[Propagation]:
        """Register, and learn where the method says so, from where an interrupted run left it."""
        if said := fallback(self._settings.device, self._inputs.device):
            yield Progress("reading films", 0, 0, said, notice=True)
        work = self._settings.work if self._settings.ranks.is_first else None
        with only_run(work):
            hashes = yield from self._hashes()
            self._inputs = replace(self._inputs, hashes=hashes)
            self._go_on_as_begun(work)
            store = RunStore.of_run(work, self._described())
            return (yield from with_trouble(self._propagated(store), store))

    def _go_on_as_begun(self, work: Path | None) -> None:
        """Use pretrained features or none as an interrupted run did that `work` keeps.

        Where they are gone since, binding an exemplar says so.
        """
        instance = self._settings.instance
        other = replace(self._settings, instance=replace(instance, pretrained=not instance.pretrained))
        begun_otherwise = (
            work is not None
            and not RunStore.is_kept(work, self._described())
            and RunStore.is_kept(work, self._described(other))
        )
        if self._settings.ranks.broadcast(begun_otherwise):  # the first process alone has the state
            self._settings, self._inputs = other, replace(self._inputs, settings=other)

    def _propagated(self, store: RunStore) -> Operation[Propagation]:
        settings, left_out = self._settings, LeftOut()
        ready, net = (yield from self._ready(None)), None
        if settings.chosen_registration is RegistrationMethod.EDGETRANS:
            # what is wrong with an exemplar has been said: before the training, not after it
            net = yield from self._learn_to_register(store)
            ready = yield from self._ready(net)
        if settings.method is Method.REGISTRATION:
            result = yield from self._registered(ready, left_out)
        else:
            training = OneShotTraining(self._inputs, ready, store)
            result = yield from training.run(self._reader, left_out, net)
        fused, beyond = self._on_films(result)
        title = f"{settings.title}{', stopped early' if result.is_early else ''}"
        return Propagation(
            sets=predicted_sets(fused, self._inputs.scheme, title),
            mirrored={film: found.mirrored for film, found in fused.items()},
            unreadable=left_out.unreadable,
            exemplars=tuple(marks.film for marks in self._inputs.exemplars),
            device=describe(self._inputs.device),
            seconds=time.monotonic() - self._start,
            method=title,
            learned=result.learned,
            opinions=result.opinions,
            notes=(*result.notes, *beyond, *filter(None, [settings.compared_by])),
            unfit=left_out.unfit,
            doubtful={
                **doubtful_films(fused, result.sizes),
                **dict.fromkeys(result.instead.fused, result.instead.why),
            },
            sigmas=result.sigmas,
            is_early=result.is_early,
            precision=computed_in(self._inputs.device, settings.precision),
        )

    def _registered(self, ready: Sequence[ReadyExemplar], left_out: LeftOut) -> Operation[OneShotResult]:
        """What registration alone finds."""
        settings, inputs, sizes = self._settings, self._inputs, dict[str, Size]()

        def keep(film: GridFilm, _: Fused) -> None:
            sizes[film.identity] = film.size

        fused = yield from carry(
            inputs.targets, ready, inputs.scheme, self._reader, settings.title, left_out, keep,
            ranks=settings.ranks,
        )  # fmt: skip
        sizes = settings.ranks.union(sizes, fused)
        instead = yield from inputs.placed_where_lost(fused, sizes, ready, self._reader)
        notes = tuple(filter(None, [instead.note]))
        return OneShotResult({**fused, **instead.fused}, sizes, notes=notes, instead=instead)

    def _on_films(self, result: OneShotResult) -> tuple[dict[str, Fused], list[str]]:
        """The landmarks of `result` that lie on their film, and a note for each film with others."""
        by_model = self._settings.method is not Method.REGISTRATION
        kept, notes = dict[str, Fused](), []
        for film, found in result.fused.items():
            kept[film], beyond = on_film(found, result.sizes[film], self._inputs.scheme)
            if beyond:
                notes.append(beyond_note(film, beyond, by_model))
        return kept, notes

    def _hashes(self) -> Operation[dict[str, str]]:
        """SHA-256 of the films, where a run or a model is known by them."""
        hashes: dict[str, str] = {}
        if self._settings.method is Method.REGISTRATION and self._settings.work is None:
            return hashes
        paths, ranks = self._inputs.paths, self._settings.ranks
        share = ranks.share(list(paths.items()))
        for number, (film, path) in enumerate(share):
            yield Progress("reading films", number, len(share))
            with contextlib.suppress(ImageReadError):  # reported when it is its turn to be read
                hashes[film] = content_hash(path)
        return ranks.union(hashes, paths)

    def _ready(self, net: RegistrationNet | None) -> Operation[list[ReadyExemplar]]:
        """The exemplars, bound to the registration that is asked for."""
        settings = self._settings

        def bind(film: GridFilm, points: Points) -> Registration:
            if net is not None:
                config = replace(settings.chosen_plan.edgetrans, instance=settings.instance)
                return EdgeTransRegistration(film, points, net, config)
            if settings.chosen_registration is RegistrationMethod.SIMPLEITK:
                return SimpleItkRegistration(film, points, settings.simpleitk)
            return InstanceRegistration(film, points, settings.instance)

        inputs = self._inputs
        registered = inputs.registered
        return (yield from ready_exemplars(inputs.paths, registered, inputs.scheme, self._reader, bind))

    def _learn_to_register(self, store: RunStore) -> Operation[RegistrationNet]:
        """The network of stage I."""
        settings, inputs = self._settings, self._inputs
        if settings.start is not None and settings.start.registration is not None:
            return deepcopy(settings.start.registration[1]).to(inputs.device)
        stage = settings.chosen_plan.stage_one or small_stage_one()
        config = replace(
            stage, seed=settings.seed, precision=settings.precision, sync_norm=settings.sync_norm
        )
        config = config.for_films(len(inputs.targets) + 1)
        return (yield from stage_one(inputs, config, self._reader, store))

    def _described(self, settings: PropagationSettings | None = None) -> dict[str, object]:
        """What an interrupted run must have in common with this one to go on from its state.

        `settings`: those of another run; None: of this one.
        """
        inputs = self._inputs
        return {
            "films": dict(inputs.hashes),
            "exemplars": _described(inputs.exemplars),
            **({"corrections": _described(inputs.corrections)} if inputs.corrections else {}),
            "scheme": list(inputs.scheme.names),
            "settings": (settings or self._settings).described(),
            "device": inputs.device.type,
            "versions": library_versions(),
        }


def _described(sets: Iterable[LandmarkSet]) -> dict[str, object]:
    """The places of `sets` by film, as plain values; whether a person accepted them only, where he did."""
    return {
        marks.film: [
            [mark.name, *(mark.position or ()), *(["accepted"] if mark.origin is Origin.ACCEPTED else [])]
            for mark in marks.placed()
        ]
        for marks in sets
    }
