"""One-shot propagation: the landmarks of the exemplars carried to all other films."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from engine.coordinates import Points
from engine.device import choose_device, describe
from engine.errors import PropagationError
from engine.landmarks import LandmarkSet, Scheme
from engine.operation import Operation, Progress
from engine.registration.exemplar import ReadyExemplar, placed_names, ready_exemplars
from engine.registration.films import Carried, FilmReader, GridFilm, Registration
from engine.registration.instance import InstanceConfig, InstanceRegistration
from engine.registration.opinions import Fused, Opinion, fuse, mirrored_names, predicted_sets, preview
from engine.registration.simpleitk import SimpleItkConfig, SimpleItkRegistration


class RegistrationMethod(StrEnum):
    """How an exemplar is registered to a film."""

    INSTANCE = "instance"
    SIMPLEITK = "simpleitk"


@dataclass(frozen=True, slots=True)
class FilmSource:
    """A film by its identity and file."""

    identity: str
    path: Path


@dataclass(frozen=True, slots=True)
class PropagationSettings:
    """How to propagate. `seed` is for what draws at random; neither registration does."""

    registration: RegistrationMethod = RegistrationMethod.INSTANCE
    device: str = "auto"
    seed: int = 0
    instance: InstanceConfig = field(default_factory=InstanceConfig)
    simpleitk: SimpleItkConfig = field(default_factory=SimpleItkConfig)

    @property
    def method(self) -> str:
        """The method in words, as tables and run.json name it."""
        return f"registration ({self.registration.value})"


@dataclass(frozen=True, slots=True)
class Propagation:
    """What a run found: predictions by film, which films are mirrored, which could not be read."""

    sets: Mapping[str, LandmarkSet]
    mirrored: Mapping[str, bool]
    unreadable: Mapping[str, str]
    exemplars: tuple[str, ...]
    device: str
    seconds: float
    method: str


def propagate(
    films: Sequence[FilmSource],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    settings: PropagationSettings,
) -> Operation[Propagation]:
    """Predict the landmarks of all readable `films` that are no exemplar.

    An exemplar serves with those of its landmarks that are placed. Raises `PropagationError` where
    there is no exemplar, no other film, an exemplar that cannot be read or a point outside its film.
    """
    start = time.monotonic()
    device = choose_device(settings.device)
    paths = {film.identity: film.path for film in films}
    chosen = tuple(marks.film for marks in exemplars if placed_names(marks, scheme))
    targets = {film: path for film, path in paths.items() if film not in chosen}
    if not targets:
        raise PropagationError("There is no film besides the exemplars: add the films to propagate to.")
    reader = FilmReader(settings.instance.fine, device)

    def bind(film: GridFilm, points: Points) -> Registration:
        if settings.registration is RegistrationMethod.SIMPLEITK:
            return SimpleItkRegistration(film, points, settings.simpleitk)
        return InstanceRegistration(film, points, settings.instance)

    ready = yield from ready_exemplars(paths, exemplars, scheme, reader, bind)
    unreadable: dict[str, str] = {}
    fused: dict[str, Fused] = {}
    for batch in reader.batches(targets, unreadable):
        now = Progress("registration", len(fused) + len(unreadable), len(targets))
        results = yield from _register(batch, ready, scheme, now)
        fused.update(results)
        found = tuple(preview(film, one, scheme, settings.method) for film, one in results.items())
        yield Progress("registration", len(fused) + len(unreadable), len(targets), found=found)
    ordered = {film: fused[film] for film in targets if film in fused}
    return Propagation(
        sets=predicted_sets(ordered, scheme, settings.method),
        mirrored={film: one.mirrored for film, one in ordered.items()},
        unreadable=unreadable,
        exemplars=chosen,
        device=describe(device),
        seconds=time.monotonic() - start,
        method=settings.method,
    )


def _register(
    batch: Sequence[GridFilm], exemplars: Sequence[ReadyExemplar], scheme: Scheme, now: Progress
) -> Operation[dict[str, Fused]]:
    """Every exemplar's opinion on the films of a batch, fused film by film."""
    opinions: list[list[Opinion]] = [[] for _ in batch]
    for exemplar in exemplars:
        carried = yield from _reported(exemplar.registration.register(batch), now, batch[0].identity)
        for film, one in enumerate(carried):
            names = mirrored_names(exemplar.names, scheme) if one.mirrored else exemplar.names
            opinions[film].append(Opinion(names, one))
    return {
        film.identity: fuse(scheme, each, film.size.diagonal)
        for film, each in zip(batch, opinions, strict=True)
    }


def _reported(
    steps: Generator[str, None, list[Carried]], now: Progress, film: str
) -> Operation[list[Carried]]:
    """The stages of a registration as progress."""
    while True:
        try:
            stage = next(steps)
        except StopIteration as end:
            carried: list[Carried] = end.value
            return carried
        yield Progress(now.stage, now.done, now.total, f"{film}: {stage}")
