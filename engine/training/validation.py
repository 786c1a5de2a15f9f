"""How far a network is from the truth on films that it does not learn from, and which weights that keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.geometry.coordinates import Points
from engine.geometry.frames import Frame, apply_frame
from engine.geometry.heatmaps import Sigma
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain
from engine.operation import Operation, Progress
from engine.runtime.memory import Portion
from engine.training.augmentation import STILL
from engine.training.batches import Batch, show, weighted_losses
from engine.training.config import TrainingConfig
from engine.training.detection import NoLookError, detect, tops
from engine.training.patches import Labelled, beside
from engine.wording import told

STAGE = "validation"


@dataclass(frozen=True, slots=True)
class CanvasPlaces:
    """Where canvases lie: (film, its frame) in the order of the patches; `names` [K] of the landmarks."""

    frames: tuple[tuple[str, Frame], ...]
    names: tuple[str, ...]

    def preview(self, row: int, points: Points) -> LandmarkSet:
        """Canvas `points` [K, 2] found on the film of `row`, in its original pixels."""
        film, frame = self.frames[row]
        marks = {
            name: Landmark(name, float(x), float(y), Presence.PRESENT, Origin.PREDICTED, model="in training")
            for name, (x, y) in zip(self.names, apply_frame(frame, points), strict=True)
        }
        return LandmarkSet(film, marks)


AT_ONCE = 16  # films that a GPU looks at; a CPU is as quick with one


@dataclass(frozen=True, slots=True)
class DomainFilms:
    """One anatomy to learn: its films to learn from and those that say how well.

    `scale` [N]: what a canvas pixel of each validation film measures in `unit` ("mm", or "px" of the film).
    `places`: of the validation films, where what is found on them is to be shown; `samples`: films to learn
    from that are shown with them, patches [S, 1, h, w] and their places.
    """

    name: str
    train: Labelled
    validation: Labelled | None = None
    scale: NDArray[np.float64] | None = None
    unit: str = "px"
    places: CanvasPlaces | None = None
    samples: tuple[Tensor, CanvasPlaces] | None = None

    def beside(self, device: torch.device) -> DomainFilms:
        """The same with its patches on `device`, as far as it has room for them."""
        validation = None if self.validation is None else beside(self.validation, device)
        return replace(self, train=beside(self.train, device), validation=validation)


def validate(
    net: HeatmapNetwork, domains: Sequence[DomainFilms], sigma: Sigma, device: torch.device
) -> Operation[dict[str, float]]:
    """Mean radial error by domain, in its unit; domains without validation films are missing.

    Every film is seen once, upright, places are decoded to fractions of a pixel. Yields film by film.
    """
    found = {}
    for number, domain in enumerate(domains):
        if domain.validation is None or domain.scale is None:
            continue
        asked = OneDomain(net, number)
        errors = yield from film_errors(asked, domain, sigma, device)
        yield from _sampled(asked, domain, sigma, device)
        errors *= domain.scale[:, None]
        known = errors[np.isfinite(errors)]
        if len(known):  # films may have other landmarks than those to learn
            found[domain.name] = float(known.mean())
    return found


def film_errors(
    nets: HeatmapNetwork | tuple[HeatmapNetwork, ...],
    domain: DomainFilms,
    sigma: Sigma | None,
    device: torch.device,
) -> Operation[NDArray[np.float64]]:
    """Radial errors [N, K] on the validation films of `domain`, canvas pixels; NaN without a label.

    Several `nets` are asked together: their mean heatmaps say where a landmark is. `sigma`: how they are
    decoded; None for the tops of the heatmaps, which do not favour a width where several are compared.
    """
    films, asked = domain.validation, nets if isinstance(nets, tuple) else (nets,)
    assert films is not None
    for net in asked:
        net.eval()
    errors, count = list[NDArray[np.float64]](), len(films.patches)
    portion = Portion(1 if device.type == "cpu" else AT_ONCE, device, NoLookError())
    for part in portion.over(count, lambda part: _places(asked, films, part, sigma, device)):
        for found in part:
            row = len(errors)
            errors.append(np.linalg.norm(found - films.points[row].numpy(), axis=1))
            previews = () if domain.places is None else (domain.places.preview(row, found),)
            yield Progress(STAGE, row + 1, count, domain.name, found=previews)
    return np.stack(errors)


def _places(
    nets: Sequence[HeatmapNetwork], films: Labelled, part: slice, sigma: Sigma | None, device: torch.device
) -> list[Points]:
    """Where `nets` see the landmarks [K, 2] of the films `part`, canvas pixels."""
    shown = films.patches[part].to(device)
    if sigma is None:
        return tops(nets, shown, films.size)
    return [each.points for each in detect(nets, shown, films.size, sigma, views=1)]


def _sampled(net: HeatmapNetwork, domain: DomainFilms, sigma: Sigma, device: torch.device) -> Operation[None]:
    """Show what `net` finds on the samples of `domain`."""
    if domain.samples is None or domain.validation is None:
        return
    patches, places = domain.samples
    for row, patch in enumerate(patches):
        found = detect((net,), patch[None].to(device), domain.validation.size, sigma, views=1)[0].points
        count = len(domain.validation.patches)
        yield Progress(STAGE, count, count, domain.name, found=(places.preview(row, found),))


@torch.no_grad()
def validation_loss(
    net: HeatmapNetwork,
    domains: Sequence[DomainFilms],
    config: TrainingConfig,
    sigma: Sigma,
    device: torch.device,
) -> float:
    """The loss of `config` on the validation films of all `domains`, a sum over films and landmarks."""
    net.eval()
    still, lost = replace(config, ranges=STILL), list[Tensor]()
    for number, domain in enumerate(domains):
        films = domain.validation
        for row in range(0 if films is None else len(films.patches)):
            assert films is not None
            shown = show(films, Batch(number, torch.tensor([row])), still, 0, 0, device)
            images, places = shown.images([0]), (shown.points, shown.weights)
            each = weighted_losses(net.outputs(images, number), images, *places, still, sigma)
            lost.append(torch.stack([losses.sum() for losses in each]))
    return float(sum(sum(film) for film in torch.stack(lost).tolist())) if lost else 0.0


def joint_score(errors: dict[str, float]) -> float:
    """One figure for several domains, smaller is better: the geometric mean, in which units do not matter."""
    return float(np.exp(np.mean(np.log(np.maximum(list(errors.values()), 1e-9)))))


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """What one epoch (from 1) came to: mean loss, last learning rate, mean radial error by domain.

    `score`: what its weights are chosen by, smaller is better; None: by the errors together.
    """

    epoch: int
    loss: float
    rate: float
    errors: dict[str, float]
    score: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The epoch as plain JSON values, `score` where it chose; null for one that is no number."""
        plain = asdict(self)
        if self.score is None:
            del plain["score"]
        elif not math.isfinite(self.score):
            plain["score"] = None
        return plain

    @property
    def chosen_by(self) -> float:
        """The figure that is smallest for the best epoch; infinite for a score that is no number."""
        figure = joint_score(self.errors) if self.score is None else self.score
        return math.inf if math.isnan(figure) else figure  # nothing is smaller than NaN


@dataclass(slots=True)
class BestWeights:
    """All epochs so far, and the weights of the best one (None before there is one)."""

    curve: list[EpochRecord] = field(default_factory=list)
    weights: dict[str, Tensor] | None = None

    def note(self, record: EpochRecord, net: nn.Module) -> None:
        """One more epoch; keeps the weights of `net` where it is the best so far."""
        self.curve.append(record)
        if self.best == record.epoch:
            # where they are: each that a GPU gives back is waited for
            self.weights = {name: each.detach().clone() for name, each in net.state_dict().items()}

    @property
    def best(self) -> int | None:
        """The number of the first epoch with the smallest joint score, None without any."""
        scores = {record.epoch: record.chosen_by for record in self.curve if record.errors}
        return min(scores, key=scores.__getitem__) if scores else None

    def is_stale(self, patience: int | None) -> bool:
        """True where the last `patience` epochs were no better than one before."""
        if patience is None:
            return False
        best = self.best
        return best is not None and self.curve[-1].epoch - best >= patience

    def summary(self, epochs: int, units: Mapping[str, str]) -> str:
        """The last validation in words, of so many `epochs`; `units` of the errors by domain."""
        if not self.curve:
            return ""
        last = self.curve[-1]
        errors = ", ".join(f"{name} {error:.2f} {units[name]}".strip() for name, error in last.errors.items())
        place = told(f"epoch {last.epoch}/{epochs}")
        return f"{place} {errors}" if errors else place

    def state(self) -> dict[str, Any]:
        """As `RunStore` keeps it."""
        return {"curve": [asdict(record) for record in self.curve], "weights": self.weights}

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> BestWeights:
        """The inverse of `state`."""
        return cls([EpochRecord(**record) for record in state["curve"]], state["weights"])
