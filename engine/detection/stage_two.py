"""Stage II on a gallery of films: rounds of C2T, and what their detectors say of every film."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from engine.coordinates import Points
from engine.detection.coteaching import CoTeaching, CoTeachingConfig
from engine.detection.films import Labelled
from engine.detection.gallery import Gallery
from engine.detection.inference import Seen, look
from engine.detection.joining import join_opinions
from engine.detection.pseudo_labels import trust
from engine.detection.reference import apply_frame, invert_frame, pitch_of
from engine.distributed import ALONE, Ranks
from engine.networks.detector import new_detectors, to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.hrnet import HRNetDetector
from engine.networks.hrnet_weights import WeightsSource, load_weights
from engine.operation import Operation, Progress
from engine.registration.opinions import Fused
from engine.run_store import RunStore

T = TypeVar("T", covariant=True)
_HELD = 0.1  # share of the films whose labels are kept back, where a further round has to prove itself
_SAVING = 0.02  # most of the time that goes into keeping states, where it is measured
FEWEST_FOR_ROUNDS = 40  # films below which none can be spared for that


class Training(Protocol[T]):
    """A training that can be stopped after any step and taken up again."""

    def run(self) -> Operation[T]:
        """Train to the end."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything that is needed to go on."""
        ...

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on where `state` was taken."""
        ...


def resumed(
    training: Training[T], store: RunStore, name: str, every: int = 50, apart: float | None = None
) -> Operation[T]:
    """Run `training` from where `store` has it, keeping its state every so many steps and on cancelling.

    `apart`: least seconds between two such times; large states then come later still, so that keeping them
    takes 2 % of the time at most.
    """
    state = store.load(name)
    if state is not None:
        training.restore(state)
    steps, since = training.run(), 0
    due = 0.0 if apart is None else monotonic() + apart
    try:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                store.save(name, training.state())
                result: T = end.value
                return result
            since += 1
            if since % every == 0 and (apart is None or monotonic() >= due):
                due = _saved(store, name, training.state(), apart or 0.0)
            yield progress
    except GeneratorExit:
        store.save(name, training.state())
        raise
    finally:
        steps.close()


def _saved(store: RunStore, name: str, state: Mapping[str, Any], apart: float) -> float:
    """Keep `state`; when the next one is due."""
    began = monotonic()
    store.save(name, state)
    ended = monotonic()
    return ended + max(apart, (ended - began) / _SAVING)


def starting_detectors(
    landmarks: int, config: CoTeachingConfig, seed: int, weights: WeightsSource | None
) -> tuple[tuple[HeatmapNetwork, HeatmapNetwork], str]:
    """Two detectors to start from and a line on what they are: `weights` are ImageNet's, for HRNets."""
    first, second = new_detectors(landmarks, config.network, seed)
    said = "the detectors start from random weights"
    for net in (first, second):
        if weights is not None and isinstance(net, HRNetDetector):
            said = load_weights(net.backbone, weights).line
    return (first, second), said


def further_round(config: CoTeachingConfig) -> CoTeachingConfig:
    """`config` for detectors that know their landmarks already: half as long, half the rate, no ramps."""
    return replace(
        config,
        epochs=-(-config.epochs // 2),
        least_steps=-(-config.least_steps // 2),
        rate=config.rate / 2,
        sigma=(min(config.sigma[0], 2 * config.sigma[1]), config.sigma[1]),
        self_ramp=(0.0, 0.0),
        cross_ramp=(0.0, 0.0),
    )


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of C2T ended with: its detectors and what they see on every film.

    `check`: how far they are from labels that were kept back, canvas pixels; NaN where none were.
    """

    detectors: tuple[HeatmapNetwork, HeatmapNetwork]
    seen: Mapping[str, Seen]
    check: float


@dataclass(frozen=True, slots=True)
class StageTwo:
    """The rounds on `gallery`: `exemplars` (original points [K, 2]) and what registration `carried`.

    `carried` is in the order of the gallery's names. Of several `ranks` the first teaches, all look.
    """

    gallery: Gallery
    exemplars: Mapping[str, Points]
    carried: Mapping[str, Fused]
    config: CoTeachingConfig
    device: torch.device
    seed: int
    views: int
    store: RunStore
    weighs: bool = True
    joins: bool = True
    ranks: Ranks = ALONE

    def run(
        self, rounds: int, detectors: tuple[HeatmapNetwork, HeatmapNetwork] | None = None
    ) -> Operation[tuple[Round, tuple[str, ...]]]:
        """At most `rounds` rounds; a later one stays only where it comes closer to the labels kept back.

        `detectors`: to start from, None for random ones. Also returns sentences on what was decided.
        """
        films = tuple(self.carried)
        held = self._held_back(films) if rounds > 1 else ()
        labels, sure = dict(self.carried), self._trust(self.carried)
        best: Round | None = None
        notes = []
        for number in range(1, rounds + 1):
            learned = [film for film in films if film not in held]
            rows = [films.index(film) for film in learned]
            data = self.gallery.labelled(
                self.exemplars, learned, {film: labels[film].points for film in learned}, sure[rows]
            )
            before = detectors if best is None else deepcopy(best.detectors)
            config = self.config if best is None else further_round(self.config)
            trained = yield from self._taught(data, config, number, before)
            seen = yield from self._look(trained)
            found = Round(trained, seen, self._check(seen, held))
            if best is not None:
                better = found.check < best.check
                verdict = "kept" if better else "not kept"
                notes.append(
                    f"Round {number} of co-teaching was {verdict}: {found.check:.2f} canvas pixels from "
                    f"labels kept back, the round before {best.check:.2f}."
                )
                if not better:
                    break
            best = found
            if not held:
                break  # nothing could say whether a further round helps
            labels = {film: self.joined(best, film) for film in films}
            sure = self._trust(labels)
        assert best is not None
        return best, tuple(notes)

    def joined(self, found: Round, film: str) -> Fused:
        """Detectors and registration on `film` joined, in the order of the gallery's names."""
        carried = self.carried[film]
        beside = carried if self.joins else None
        return join_opinions(found.seen[film], self.gallery.films[film].frame, beside, carried.agreement)

    def _taught(
        self,
        data: Labelled,
        config: CoTeachingConfig,
        number: int,
        before: tuple[HeatmapNetwork, HeatmapNetwork] | None,
    ) -> Operation[tuple[HeatmapNetwork, HeatmapNetwork]]:
        """The detectors of round `number`, on this process's device."""

        def taught() -> Operation[tuple[HeatmapNetwork, HeatmapNetwork]]:
            training = CoTeaching(data, config, self.device, self.seed + number, before)
            return (yield from resumed(training, self.store, f"round-{number}"))

        first, second = yield from self.ranks.from_first(taught)
        return to_device(first, self.device), to_device(second, self.device)

    def _look(self, detectors: tuple[HeatmapNetwork, HeatmapNetwork]) -> Operation[dict[str, Seen]]:
        """What `detectors` see on every film of the gallery, a few at a time."""
        films, seen = list(self.gallery.films), dict[str, Seen]()
        count = 8 if self.device.type == "cpu" else 64
        parts = [films[first : first + count] for first in range(0, len(films), count)]
        for number, part in enumerate(self.ranks.share(parts)):
            yield Progress("prediction", number * count * self.ranks.world, len(films))
            patches = torch.stack([self.gallery.films[film].patch for film in part]).to(self.device)
            size, sigma = self.gallery.reference.size, self.config.sigma[1]
            seen.update(zip(part, look(detectors, patches, size, sigma, self.views), strict=True))
        return self.ranks.union(seen, films)

    def _trust(self, labels: Mapping[str, Fused]) -> NDArray[np.float64]:
        shapes, spread = [], []
        for film, one in labels.items():
            frame = self.gallery.films[film].frame
            shapes.append(apply_frame(invert_frame(frame), one.points))
            spread.append(one.spread / pitch_of(frame))
        if not self.weighs:
            return np.where(np.isfinite(np.stack(spread)), 1.0, 0.0)
        agreement = np.array([one.agreement for one in labels.values()])
        return trust(np.stack(spread), agreement, np.stack(shapes))

    def _held_back(self, films: Sequence[str]) -> tuple[str, ...]:
        if len(films) < FEWEST_FOR_ROUNDS:
            return ()
        order = np.random.default_rng(self.seed).permutation(len(films))
        return tuple(films[index] for index in order[: round(_HELD * len(films))])

    def _check(self, seen: Mapping[str, Seen], held: Sequence[str]) -> float:
        """Mean distance to the more trusted half of the registration's labels that nobody learned from."""
        if not held:
            return float("nan")
        films = list(self.carried)
        sure = self._trust(self.carried)[[films.index(film) for film in held]]
        far = np.stack(
            [
                np.linalg.norm(
                    seen[film].points
                    - apply_frame(invert_frame(self.gallery.films[film].frame), self.carried[film].points),
                    axis=1,
                )
                for film in held
            ]
        )
        return float(far[sure >= np.median(sure[sure > 0])].mean())
