"""Stage I of EdgeTrans4Mark alone, on films that its network has not seen.

The network learns from the films to learn from; the exemplar is then registered to the others, in one look at
each, as in the paper: no fit and no detector has a say.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.geometry.coordinates import Points
from engine.landmarks import LandmarkSet, Scheme
from engine.networks.registration_net import RegistrationNet
from engine.oneshot.learning import OneShotInputs, stage_one
from engine.oneshot.propagate import Propagation, PropagationSettings
from engine.operation import Operation
from engine.registration.carry import ReadyExemplar, carry, ready_exemplars
from engine.registration.edgetrans import EdgeTransRegistration
from engine.registration.films import GridFilm, GridReader, LeftOut, Registration
from engine.registration.opinions import Fused, on_film, predicted_sets
from engine.runtime.device import choose_device, describe
from engine.runtime.run_store import RunStore, with_trouble


def registered_apart(
    films: Sequence[tuple[str, Path]],
    unseen: Sequence[tuple[str, Path]],
    exemplars: Sequence[LandmarkSet],
    scheme: Scheme,
    settings: PropagationSettings,
) -> Operation[tuple[Propagation, float]]:
    """What a network that learned from `films` finds on the `unseen`, and the seconds that it learned.

    `films` (identity, file) have the exemplars among them. A training that was stopped goes on from the state
    in `settings.work`. Raises `EngineError`s as `propagate` does.
    """
    start, device = time.monotonic(), choose_device(settings.device)
    reader, left_out = GridReader(settings.instance.fine, device), LeftOut()
    inputs = OneShotInputs(dict(films), tuple(exemplars), scheme, settings, device)
    net = yield from _learned(inputs, reader)
    learning, config = time.monotonic() - start, settings.chosen_plan.edgetrans

    def bind(film: GridFilm, points: Points) -> Registration:
        return EdgeTransRegistration(film, points, net, replace(config, instance=settings.instance))

    ready = yield from ready_exemplars(inputs.paths, exemplars, scheme, reader, bind)
    fused = yield from _found(unseen, ready, scheme, reader, settings.title, left_out)
    found = Propagation(
        sets=predicted_sets(fused, scheme, settings.title),
        mirrored=dict.fromkeys(fused, False),
        unreadable=left_out.unreadable,
        exemplars=tuple(exemplar.film for exemplar in exemplars),
        device=describe(device),
        seconds=time.monotonic() - start,
        method=settings.title,
        unfit=left_out.unfit,
    )
    return found, learning


def _learned(inputs: OneShotInputs, reader: GridReader) -> Operation[RegistrationNet]:
    """The network that has learned to register the films of `inputs`, from where a stopped run left it."""
    settings, device = inputs.settings, inputs.device
    settings.check(len(inputs.targets))
    config = settings.chosen_plan.stage_one
    assert config is not None
    config = replace(config, seed=settings.seed).for_films(len(inputs.paths))
    known = {"settings": settings.described(), "films": list(inputs.paths), "device": device.type}
    store = RunStore.of_run(settings.work, known)
    net = yield from with_trouble(stage_one(inputs, config, reader, store), store)
    return net.to(device)


def _found(
    unseen: Sequence[tuple[str, Path]],
    ready: Sequence[ReadyExemplar],
    scheme: Scheme,
    reader: GridReader,
    title: str,
    left_out: LeftOut,
) -> Operation[dict[str, Fused]]:
    """The landmarks of the exemplar on the films that are `unseen`, as far as they lie on them."""
    kept: dict[str, Fused] = {}

    def keep(film: GridFilm, found: Fused) -> None:
        kept[film.identity], _ = on_film(found, film.size, scheme)

    yield from carry(dict(unseen), ready, scheme, reader, title, left_out, keep)
    return kept
