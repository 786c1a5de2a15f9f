"""The films of the measurement of learned sigmas: whole films made ready once for all rows and seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from engine.benchmark.sets.labelled import BenchmarkSet
from engine.errors import EngineError
from engine.operation import Operation
from engine.runtime.run_store import RunStore
from engine.supervised.films import TrainingSet, prepare
from engine.supervised.splits import carve
from engine.supervised.systems import Recipe
from engine.training.validation import DomainFilms

STEERING_SHARE = 0.2  # 30 of the 150 head films
_DRAWN = 0  # the seed that draws them, once for all rows and seeds


@dataclass(frozen=True, slots=True)
class SigmaFilms:
    """`learned`: films to learn from; `steering` and `tested`: others, as validation films.

    `identities` of all three, in their order.
    """

    names: tuple[str, ...]
    learned: DomainFilms
    steering: DomainFilms
    tested: DomainFilms
    identities: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def ready_films(
    labelled: BenchmarkSet, recipe: Recipe, limit: int | None, steer_by: str | None = None
) -> Operation[SigmaFilms]:
    """The films of a `labelled` set on the canvas of `recipe`, at most `limit` of each part.

    What other measurements choose weights by is learned from here. `steer_by`: the part of the test films
    that steers instead of a share of those to learn from, as Test1 does in the paper; it is not scored then.
    Raises `EngineError` for too few films and an unknown part.
    """
    fold = labelled.split("").folds[0]
    films, test = tuple(sorted((*fold.train, *fold.validation))[:limit]), fold.test
    if steer_by is None:
        train, steering = carve(films, {}, STEERING_SHARE, _DRAWN)
    else:
        train, steering = films, _part(labelled, steer_by)[:limit]
        test = tuple(film for film in test if film not in labelled.parts[steer_by])
    test = test[:limit]
    if not steering or not test:
        raise EngineError(
            f"{labelled.title} has too few films: sigmas need some to learn, to steer and to score."
        )
    asked = _set(labelled, (*train, *steering, *test), train, steering, test)
    made = yield from prepare(asked, 0, recipe, torch.device("cpu"), 0, RunStore(None))
    assert made.steering is not None
    # the films to score stand where a training has those that choose its weights; none chooses here
    tested = made.films
    learned = DomainFilms(labelled.name, tested.train, None, None, tested.unit)
    return SigmaFilms(asked.names, learned, made.steering, tested, (train, steering, tuple(test)))


def _part(labelled: BenchmarkSet, name: str) -> tuple[str, ...]:
    if name not in labelled.parts:
        known = ", ".join(labelled.parts) or "none"
        raise EngineError(
            f"{labelled.title}: no part of the test films is called {name!r} (there are: {known})."
        )
    return labelled.parts[name]


def _set(
    labelled: BenchmarkSet,
    films: Sequence[str],
    train: tuple[str, ...],
    steering: tuple[str, ...],
    test: Sequence[str],
) -> TrainingSet:
    return TrainingSet(
        name=labelled.name,
        scheme=labelled.scheme,
        paths={film: labelled.films[film] for film in films},
        marks={film: labelled.truth[film] for film in films},
        train=train,
        validation=tuple(test),
        spacings={film: labelled.spacings[film] for film in films if film in labelled.spacings},
        steering=steering,
    )
