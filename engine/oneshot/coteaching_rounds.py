"""Rounds of C2T on a gallery of films, and what their detectors say of every film: stage II."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.coteaching.c2t import CoTeaching, CoTeachingConfig
from engine.coteaching.fusion import fuse_opinions
from engine.coteaching.pseudo_labels import trust
from engine.geometry.coordinates import Points
from engine.geometry.frames import apply_frame, invert_frame, pitch_of
from engine.geometry.heatmaps import Sigma
from engine.inference.coherent_detection import coherent_detections
from engine.inference.gallery import Gallery
from engine.models.trained_model import TrainedModel
from engine.networks.detector import new_detectors, to_device
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.hrnet import HRNetDetector
from engine.networks.hrnet_weights import WeightsSource, load_weights
from engine.networks.pretrained_features import load_stages
from engine.networks.pretrained_unet import PretrainedUNet
from engine.oneshot.corrections import reader_offset
from engine.oneshot.presets import Plan
from engine.oneshot.settings import PropagationSettings
from engine.operation import Operation, Progress
from engine.registration.opinions import Fused
from engine.runtime.distributed import ALONE
from engine.runtime.memory import Portion
from engine.runtime.run_store import RunStore, resumed, resumed_by_all
from engine.sigma.config import SigmaConfig, SigmaForm, SigmaHistory
from engine.sigma.search import SigmaSearch
from engine.sigma.sigma_validation import (
    check_search,
    search_config,
    sigma_validation_count,
    sigma_validation_films,
)
from engine.training.detection import Detection, NoLookError, detect, mean_heatmaps, moved_by
from engine.training.patches import Labelled
from engine.wording import counted

_HELD = 0.1  # share of the films whose labels are kept back, where a further round has to prove itself
FEWEST_FOR_ROUNDS = 40  # films below which none can be spared for that


def starting_detectors(
    landmarks: int, config: CoTeachingConfig, seed: int, weights: WeightsSource | None
) -> tuple[tuple[HeatmapNetwork, HeatmapNetwork], str]:
    """Two detectors to start from and a line on what they are: `weights` are ImageNet's, for HRNets.

    Raises `EngineError` where weights are not to be had.
    """
    first, second = new_detectors(landmarks, config.network, seed)
    started = "the detectors start from random weights"
    for net in (first, second):
        if isinstance(net, PretrainedUNet):
            load_stages(net.encoder)
            started = "the detectors start from pretrained features (EfficientNet-lite0)"
        if weights is not None and isinstance(net, HRNetDetector):
            started = load_weights(net.backbone, weights).line
    return (first, second), started


def several_exemplars(config: CoTeachingConfig) -> CoTeachingConfig:
    """`config` where a person annotated several films: two of them are in a batch, at full weight.

    On 145 films of head's train split, five exemplars, the detectors came to 1.62 mm instead of 1.65 (joined
    with registration 1.58 instead of 1.59); four in a batch at twice the weight to 1.63 (1.58).
    """
    return replace(config, exemplars=2, exemplar_weight=1.0)


def correction_round(config: CoTeachingConfig) -> CoTeachingConfig:
    """`config` for detectors that learn on from what a person corrected: as a further round, half as long.

    The films are several exemplars. On 24 films of head's train split (exemplar 071, five films
    corrected) 120 steps came as far as 320: 1.59 mm, from 2.89.
    """
    shorter = further_round(config)
    epochs, steps = -(-shorter.epochs // 2), -(-shorter.least_steps // 2)
    return several_exemplars(replace(shorter, epochs=epochs, least_steps=steps))


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

    `check`: how far they are from labels that were kept back, canvas pixels; NaN where none were. `sigmas`
    [K] and their `history`: where they were learned. `stopped`: a sentence
    where its learning was stopped early; `distrust` [K], canvas pixels: of detectors that were random before.
    """

    detectors: tuple[HeatmapNetwork, HeatmapNetwork]
    sigmas: tuple[float, ...] = ()
    history: SigmaHistory | None = None
    seen: Mapping[str, Detection] = field(default_factory=dict)
    check: float = float("nan")
    stopped: str = ""
    distrust: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True)
class CoTeachingRounds:
    """The rounds on `gallery`: `exemplars` (original points [K, 2]) and what registration `carried`.

    `sure`: film -> weight [K] of an exemplar's points, 1 without. A film in both has a person's points in
    `exemplars`, NaN where nobody decided. `carried` is in the order of the gallery's names. Of several ranks
    the first teaches, all look. With a `sigma_form` the first round learns each landmark's sigma, the same
    for both detectors; further rounds keep these. The films that steer it are those that a further round has
    to prove itself on, then a fifth of all. `device`: what `settings` asked for, as this process has it.
    """

    gallery: Gallery
    exemplars: Mapping[str, Points]
    carried: Mapping[str, Fused]
    settings: PropagationSettings
    device: torch.device
    store: RunStore
    sure: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    @property
    def _plan(self) -> Plan:
        return self.settings.chosen_plan

    def run(
        self, detectors: tuple[HeatmapNetwork, HeatmapNetwork] | None = None
    ) -> Operation[tuple[Round, tuple[str, ...]]]:
        """As many rounds as the plan says; a later one stays only where it is closer to the labels kept back.

        `detectors`: to start from, None for random ones. Also returns sentences on what was decided. Raises
        `PropagationError` where sigmas are to be learned from too few films.
        """
        if self.settings.start is not None:
            return (yield from self._learned_on(self.settings.start))
        films, form = tuple(self.carried), self.settings.sigma_form
        if form is not None:
            check_search(form, self._plan.stage_two, len(films))
        # with fewer films nothing could say whether another round helps
        rounds = self._plan.rounds if len(films) >= FEWEST_FOR_ROUNDS else 1
        held, labels = self._held_back(films, rounds), dict(self.carried)
        best: Round | None = None
        notes = []
        for number in range(1, rounds + 1):
            found = yield from self._round(number, labels, held, detectors, best)
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
            if best.stopped:
                notes.append(best.stopped)
                break
            if number < rounds:
                labels = {film: self.joined(found, film) for film in films}
        assert best is not None
        return best, tuple(notes)

    def _learned_on(self, start: TrainedModel) -> Operation[tuple[Round, tuple[str, ...]]]:
        """One round from the detectors of `start`, its labels what these and registration say now.

        What the detectors say is moved first by how the person's points lie beside it on films that they have
        not learned from; where a person placed a point of a film, that is its label.
        """
        copies = [to_device(deepcopy(net), self.device) for net in (start.detectors[0], start.detectors[-1])]
        before = Round((copies[0], copies[1]), start.sigmas)
        seen = yield from self._look(before, start.widths)
        new = [film for film in self.exemplars if film not in start.training.exemplars]
        moved = self._reader_offset(seen, new)
        before = replace(before, seen={film: moved_by(found, moved) for film, found in seen.items()})
        labels = {film: self._by_person(film, self.joined(before, film)) for film in self.carried}
        found = yield from self._round(1, labels, (), None, before)
        human = sum(int(np.isfinite(points[:, 0]).sum()) for points in self.exemplars.values())
        films = counted(len(self.exemplars), "film")
        learned_on = (
            f"The detectors learned on from a model ({start.digest[:12]}), with {human} points that a person "
            f"decided on, on {films}."
        )
        return found, (learned_on, *([found.stopped] if found.stopped else []))

    def _reader_offset(self, seen: Mapping[str, Detection], films: Sequence[str]) -> Points:
        """How a person's points lie beside what was `seen` on the exemplars `films`, canvas pixels [K, 2]."""
        away = [
            apply_frame(invert_frame(self.gallery.films[film].frame), self.exemplars[film])
            - seen[film].points
            for film in films
        ]
        return reader_offset(np.stack(away)) if away else np.zeros((len(self.gallery.names), 2))

    def _by_person(self, film: str, label: Fused) -> Fused:
        """`label` with what a person placed on the `film`."""
        if film not in self.exemplars:
            return label
        placed: NDArray[np.bool_] = np.asarray(np.isfinite(self.exemplars[film]).all(axis=1))
        points = np.where(placed[:, None], self.exemplars[film], label.points)
        return replace(label, points=points, spread=np.where(placed, 0.0, label.spread))

    def _round(
        self,
        number: int,
        labels: Mapping[str, Fused],
        held: Sequence[str],
        detectors: tuple[HeatmapNetwork, HeatmapNetwork] | None,
        best: Round | None,
    ) -> Operation[Round]:
        """Round `number` (from 1) on all `labels` but those of the films `held`; `best`: the round before."""
        learned = [film for film in labels if film not in held]
        rows = [row for row, film in enumerate(labels) if film not in held]
        points = {film: labels[film].points for film in learned}
        data = self.gallery.labelled(self.exemplars, learned, points, self._trust(labels)[rows], self.sure)
        taught = yield from self._taught(data, number, detectors, held, best)
        seen = yield from self._look(taught)
        distrust = self._distrust(seen) if taught.stopped and best is None else None
        return replace(taught, seen=seen, check=self._check(seen, held), distrust=distrust)

    def joined(self, found: Round, film: str) -> Fused:
        """Detectors and registration on `film` joined, in the order of the gallery's names."""
        carried = self.carried[film]
        beside = carried if self._plan.joins or found.distrust is not None else None
        frame = self.gallery.films[film].frame
        return fuse_opinions(found.seen[film], frame, beside, carried.agreement, found.distrust)

    def _distrust(self, seen: Mapping[str, Detection]) -> NDArray[np.float64]:
        """How far half-taught detectors lie from registration, root mean square of each landmark [K].

        They show high peaks before these are in their places: after 5 % of a run on head films detectors
        were 9.5 mm off, registration 1.5 mm, both joined as after a whole run 4.0 mm.
        """
        away = []
        for film, label in self.carried.items():
            points = apply_frame(invert_frame(self.gallery.films[film].frame), label.points)
            away.append(np.square(seen[film].points - points).sum(axis=1))
        known = np.isfinite(each := np.stack(away))
        total = np.where(known, each, 0.0).sum(axis=0)
        return np.asarray(np.sqrt(total / np.maximum(known.sum(axis=0), 1)))

    def _taught(
        self,
        data: Labelled,
        number: int,
        detectors: tuple[HeatmapNetwork, HeatmapNetwork] | None,
        held: Sequence[str],
        best: Round | None,
    ) -> Operation[Round]:
        """Round `number` before its detectors look, on this device: from `best`, or `detectors` at first."""
        before = detectors if best is None else deepcopy(best.detectors)
        first_round, form = self._plan.stage_two, self.settings.sigma_form
        if len(self.exemplars) > 1:
            first_round = several_exemplars(first_round)
        later = further_round if self.settings.start is None else correction_round
        config = first_round if best is None else later(first_round)

        searches, ranks = form is not None and best is None, self.settings.ranks

        def taught() -> Operation[Round]:
            # a search compares copies, which several processes would have to do alike to the bit
            together = ALONE if searches else ranks
            training = CoTeaching(data, config, self.device, self.settings.seed + number, before, together)
            training.stop = self.settings.stop
            name = f"round-{number}"
            if searches and form is not None:
                search = search_config(form, config, len(data.patches) - data.exemplars)
                return (yield from self._searched(training, data, held, name, search))
            if best is not None and best.sigmas:  # learned in a first round, or by the run before
                pseudo = len(data.patches) - data.exemplars
                training.sigma = best.sigmas
                training.balance = search_config(form or SigmaForm.LAPTOP, first_round, pseudo).balance
            found = yield from resumed_by_all(training, self.store, name, ranks)
            made = Round(found, stopped=self._stopped(number, training))
            return made if best is None else replace(made, sigmas=best.sigmas, history=best.history)

        if not searches:
            return (yield from taught())
        made = yield from ranks.from_first(taught)
        first, second = made.detectors
        return replace(made, detectors=(to_device(first, self.device), to_device(second, self.device)))

    def _searched(
        self, training: CoTeaching, data: Labelled, held: Sequence[str], name: str, config: SigmaConfig
    ) -> Operation[Round]:
        """What `training` on `data` comes to while the films `held` say which sigmas are good."""
        places, counts = self._judged(held)
        steering = sigma_validation_films(
            data, [self.gallery.films[film].patch for film in held], places, counts
        )
        search = SigmaSearch(training, steering, self.gallery.names, config, self.device, self.settings.seed)
        found = yield from resumed(search, self.store, name)
        return Round(found, search.sigma, search.history, stopped=self._stopped(1, training))

    def _stopped(self, number: int, training: CoTeaching) -> str:
        """How far the `training` of round `number` came where somebody stopped it, "" where it is whole."""
        is_last = number >= self._plan.rounds or self.settings.start is not None
        if not self.settings.stop.is_wanted or (training.step == training.total and is_last):
            return ""
        return (
            f"The learning was stopped early, after {training.step} of {training.total} steps of round "
            f"{number}: all films have the points that were known by then."
        )

    def _look(self, taught: Round, widths: Sigma | None = None) -> Operation[dict[str, Detection]]:
        """What the detectors see on every film of the gallery, a few at a time; `widths` of other sigmas."""
        films, seen = list(self.gallery.films), dict[str, Detection]()
        count = 8 if self.device.type == "cpu" else 64
        parts = [films[first : first + count] for first in range(0, len(films), count)]
        for number, part in enumerate(self.settings.ranks.share(parts)):
            yield Progress("prediction", number * count * self.settings.ranks.world, len(films))
            patches = torch.stack([self.gallery.films[film].patch for film in part])
            portion = Portion(len(part), self.device, NoLookError())
            found = portion.over(len(part), partial(self._seen, taught, widths, patches))
            seen.update(zip(part, chain.from_iterable(found), strict=True))
        return self.settings.ranks.union(seen, films)

    def _seen(self, taught: Round, widths: Sigma | None, patches: Tensor, part: slice) -> list[Detection]:
        """What the detectors see on the films `part` of `patches` [N, 1, h, w]."""
        sigma = widths or taught.sigmas or self._plan.stage_two.sigma[1]
        shown = patches[part].to(self.device)
        size, views, start = self.gallery.reference.size, self._plan.views, self.settings.start
        if start is None or start.displacements is None:
            return detect(taught.detectors, shown, size, sigma, views)
        maps = mean_heatmaps(taught.detectors, shown, size, views)
        return coherent_detections(maps, taught.detectors[0].stride, sigma, start.displacements)

    def _trust(self, labels: Mapping[str, Fused]) -> NDArray[np.float64]:
        """The weights [N, K] of `labels`; what a person placed is as sure as it is on an exemplar."""
        shapes, spread = [], []
        for film, label in labels.items():
            frame = self.gallery.films[film].frame
            shapes.append(apply_frame(invert_frame(frame), label.points))
            spread.append(label.spread / pitch_of(frame))
        agreement = np.array([label.agreement for label in labels.values()])
        weights = np.where(np.isfinite(np.stack(spread)), 1.0, 0.0)
        if self._plan.weighs:
            weights = trust(np.stack(spread), agreement, np.stack(shapes))
        for row, film in enumerate(labels):
            if film in self.sure:
                weights[row] = np.where(self.sure[film] > 0, self.sure[film], weights[row])
        return weights

    def _held_back(self, films: Sequence[str], rounds: int) -> tuple[str, ...]:
        """The films whose labels nobody learns from, by the seed."""
        count = round(_HELD * len(films)) if rounds > 1 else 0
        if self.settings.sigma_form is not None:
            count = sigma_validation_count(len(films))
        order = np.random.default_rng(self.settings.seed).permutation(len(films))
        return tuple(films[index] for index in order[:count])

    def _judged(self, held: Sequence[str]) -> tuple[Points, NDArray[np.bool_]]:
        """What registration says of the films `held`, canvas pixels [H, K, 2], and which of it counts [H, K].

        That is the more trusted half.
        """
        films = list(self.carried)
        sure = self._trust(self.carried)[[films.index(film) for film in held]]
        frames = [self.gallery.films[film].frame for film in held]
        places = np.stack(
            [
                apply_frame(invert_frame(frame), self.carried[film].points)
                for film, frame in zip(held, frames, strict=True)
            ]
        )
        known = sure[sure > 0]
        return places, np.asarray(sure >= (np.median(known) if len(known) else np.inf))

    def _check(self, seen: Mapping[str, Detection], held: Sequence[str]) -> float:
        """Mean distance to the more trusted half of the registration's labels that nobody learned from."""
        if not held:
            return float("nan")
        places, counts = self._judged(held)
        far = np.linalg.norm(np.stack([seen[film].points for film in held]) - places, axis=2)
        return float(far[counts].mean()) if counts.any() else float("nan")
