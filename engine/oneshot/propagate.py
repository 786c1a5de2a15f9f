"""One-shot propagation: the landmarks of the exemplars carried to all other films."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import ImageReadError, PropagationError
from engine.geometry.coordinates import Points, Size
from engine.io.images import content_hash
from engine.io.provenance import library_versions
from engine.landmarks import LandmarkSet, Scheme
from engine.models.trained_model import TrainedModel
from engine.networks.registration_net import RegistrationNet
from engine.oneshot.learning import OneShotTask, OneShotTraining, stage_one
from engine.oneshot.settings import Method as Method
from engine.oneshot.settings import PropagationSettings as PropagationSettings
from engine.oneshot.settings import RegistrationMethod as RegistrationMethod
from engine.operation import Operation, Progress
from engine.registration.carry import Bind, ReadyExemplar, carry, placed_names, ready_exemplars
from engine.registration.edgetrans import EdgeTransRegistration
from engine.registration.edgetrans_training import StageOneConfig, small_stage_one
from engine.registration.films import GridFilm, GridReader, LeftOut, Registration
from engine.registration.instance import InstanceRegistration
from engine.registration.opinions import Fused, beyond_note, on_film, predicted_sets
from engine.registration.simpleitk import SimpleItkRegistration
from engine.runtime.device import describe
from engine.runtime.run_store import RunStore
from engine.sigma.config import SigmaHistory
from engine.sigma.sigma_validation import check_search


@dataclass(frozen=True, slots=True)
class FilmSource:
    """A film by its identity and file."""

    identity: str
    path: Path


@dataclass(frozen=True, slots=True)
class Propagation:
    """What a run found: predictions by film, which films are mirrored, which could not be read.

    `learned` finds the landmarks on further films; `opinions`: film -> "registration", "detector 1",
    "detector 2" -> what that part alone says, places [K, 2] in scheme order. Without learning: neither.
    `unfit`: film -> sentence, for films without a set as they show nothing or another anatomy. `sigmas`: how
    those of the detectors were learned, None where they were not.
    """

    sets: Mapping[str, LandmarkSet]
    mirrored: Mapping[str, bool]
    unreadable: Mapping[str, str]
    exemplars: tuple[str, ...]
    device: str
    seconds: float
    method: str
    learned: TrainedModel | None = None
    opinions: Mapping[str, Mapping[str, Points]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    unfit: Mapping[str, str] = field(default_factory=dict)
    sigmas: SigmaHistory | None = None


def propagate(
    films: Sequence[FilmSource],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    settings: PropagationSettings,
) -> Operation[Propagation]:
    """Predict the landmarks of all readable `films` that are no exemplar.

    An exemplar serves with those of its landmarks that are placed. A film that cannot be registered gets no
    points, and neither does a landmark beyond the film's edge. Raises `PropagationError` where there is no
    exemplar, no other film, an exemplar that cannot be read or shows nothing, or a point outside its film.
    """
    run = _Run(films, exemplars, scheme, settings)
    return (yield from run.run())


class _Run:
    """One propagation, from films to predictions."""

    def __init__(
        self,
        films: Sequence[FilmSource],
        exemplars: Sequence[LandmarkSet],
        scheme: Scheme,
        settings: PropagationSettings,
    ) -> None:
        self._start = time.monotonic()
        self._settings, self._scheme = settings, scheme
        self._device = settings.ranks.device(settings.device)
        if settings.weights is not None and not settings.has_hrnet:
            raise PropagationError(
                f"There is no HRNet in {settings.title}, which ImageNet weights are for: leave them away "
                "or use the preset paper."
            )
        self._used = tuple(marks for marks in exemplars if placed_names(marks, scheme))
        self._paths = {film.identity: film.path for film in films}
        chosen = {marks.film for marks in self._used}
        self._targets = {film: path for film, path in self._paths.items() if film not in chosen}
        if not self._targets:
            raise PropagationError("There is no film besides the exemplars: add the films to propagate to.")
        check_sigmas(settings, len(self._targets))
        self._reader = GridReader(settings.instance.fine, self._device)
        self._task = OneShotTask(
            self._paths,
            self._targets,
            self._used,
            scheme,
            settings.chosen_plan,
            self._device,
            settings.seed,
            settings.title,
            settings.instance,
            settings.weights,
            ranks=settings.ranks,
            sigma_form=settings.sigma_form,
        )

    def run(self) -> Operation[Propagation]:
        """Register, and learn where the method says so."""
        settings, left_out = self._settings, LeftOut()
        hashes = yield from self._hashes()
        work = settings.work if settings.ranks.is_first else None
        store = RunStore.of_run(work, self._described(hashes))
        ready, net = (yield from self._ready(None)), None
        if settings.chosen_registration is RegistrationMethod.EDGETRANS:
            # what is wrong with an exemplar has been said: before the training, not after it
            net = yield from self._learn_to_register(store)
            ready = yield from self._ready(net)
        if settings.method is Method.REGISTRATION:
            fused, sizes = yield from self._registered(ready, left_out)
            lesson = None
        else:
            lecture = OneShotTraining(replace(self._task, hashes=hashes), ready, store)
            lesson = yield from lecture.run(self._reader, left_out, net)
            fused, sizes = dict(lesson.fused), dict(lesson.sizes)
        fused, beyond = self._on_films(fused, sizes)
        return Propagation(
            sets=predicted_sets(fused, self._scheme, settings.title),
            mirrored={film: found.mirrored for film, found in fused.items()},
            unreadable=left_out.unreadable,
            exemplars=tuple(marks.film for marks in self._used),
            device=describe(self._device),
            seconds=time.monotonic() - self._start,
            method=settings.title,
            learned=None if lesson is None else lesson.learned,
            opinions={} if lesson is None else lesson.opinions,
            notes=(*(() if lesson is None else lesson.notes), *beyond),
            unfit=left_out.unfit,
            sigmas=None if lesson is None else lesson.sigmas,
        )

    def _registered(
        self, ready: Sequence[ReadyExemplar], left_out: LeftOut
    ) -> Operation[tuple[dict[str, Fused], dict[str, Size]]]:
        """What registration alone finds, and the sizes of the films that it finds it on."""
        settings, sizes = self._settings, dict[str, Size]()

        def keep(film: GridFilm, _: Fused) -> None:
            sizes[film.identity] = film.size

        fused = yield from carry(
            self._targets, ready, self._scheme, self._reader, settings.title, left_out, keep,
            ranks=settings.ranks,
        )  # fmt: skip
        return fused, settings.ranks.union(sizes, fused)

    def _on_films(
        self, fused: Mapping[str, Fused], sizes: Mapping[str, Size]
    ) -> tuple[dict[str, Fused], list[str]]:
        """`fused` without the landmarks beyond the edge of their film, and a note for each such film."""
        finder = "registration" if self._settings.method is Method.REGISTRATION else "the model"
        kept, notes = dict[str, Fused](), []
        for film, found in fused.items():
            kept[film], beyond = on_film(found, sizes[film], self._scheme)
            if beyond:
                notes.append(beyond_note(film, beyond, finder))
        return kept, notes

    def _hashes(self) -> Operation[dict[str, str]]:
        """SHA-256 of the films, where a run or a model is known by them."""
        hashes: dict[str, str] = {}
        if self._settings.method is Method.REGISTRATION and self._settings.work is None:
            return hashes
        share = self._settings.ranks.share(list(self._paths.items()))
        for number, (film, path) in enumerate(share):
            yield Progress("reading films", number, len(share))
            with contextlib.suppress(ImageReadError):  # reported when it is its turn to be read
                hashes[film] = content_hash(path)
        return self._settings.ranks.union(hashes, self._paths)

    def _ready(self, net: tuple[StageOneConfig, RegistrationNet] | None) -> Operation[list[ReadyExemplar]]:
        bind = self._bind(net)
        return (yield from ready_exemplars(self._paths, self._used, self._scheme, self._reader, bind))

    def _learn_to_register(self, store: RunStore) -> Operation[tuple[StageOneConfig, RegistrationNet]]:
        plan = self._settings.chosen_plan
        config = replace(plan.stage_one or small_stage_one(), seed=self._settings.seed)
        config = config.for_films(len(self._targets) + 1)
        net = yield from self._settings.ranks.from_first(
            lambda: stage_one(self._task, config, self._reader, store)
        )
        return config, net.to(self._device)

    def _bind(self, net: tuple[StageOneConfig, RegistrationNet] | None) -> Bind:
        settings = self._settings

        def bind(film: GridFilm, points: Points) -> Registration:
            if net is not None:
                config = replace(settings.chosen_plan.edgetrans, instance=settings.instance)
                return EdgeTransRegistration(film, points, net[1], config)
            if settings.chosen_registration is RegistrationMethod.SIMPLEITK:
                return SimpleItkRegistration(film, points, settings.simpleitk)
            return InstanceRegistration(film, points, settings.instance)

        return bind

    def _described(self, hashes: Mapping[str, str]) -> dict[str, object]:
        """What an interrupted run must have in common with this one to go on from its state."""
        return {
            "films": dict(hashes),
            "exemplars": {
                marks.film: [[mark.name, *(mark.position or ())] for mark in marks.placed()]
                for marks in self._used
            },
            "scheme": list(self._scheme.names),
            "settings": self._settings.described(),
            "device": self._device.type,
            "versions": library_versions(),
        }


def check_sigmas(settings: PropagationSettings, films: int) -> None:
    """Say now what would fail after the registration of `films`; which cannot be read is not known yet.

    Raises `PropagationError` where sigmas are to be learned and cannot be.
    """
    if settings.sigma_form is None:
        return
    if settings.method is Method.REGISTRATION:
        raise PropagationError("Registration alone has no sigmas to learn: use the one-shot method.")
    check_search(settings.sigma_form, settings.chosen_plan.stage_two, films)
