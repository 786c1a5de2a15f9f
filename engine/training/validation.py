"""How far a network is from the truth on films that it does not learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from engine.geometry.heatmaps import Sigma
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain
from engine.operation import Operation, Progress
from engine.training.detection import detect, tops
from engine.training.patches import Labelled

STAGE = "validation"


@dataclass(frozen=True, slots=True)
class DomainFilms:
    """One anatomy to learn: its films to learn from and those that say how well.

    `scale` [N]: what a canvas pixel of each validation film measures in `unit` ("mm", or "px" of the film).
    """

    name: str
    train: Labelled
    validation: Labelled | None = None
    scale: NDArray[np.float64] | None = None
    unit: str = "px"


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
        errors = yield from film_errors(OneDomain(net, number), domain, sigma, device)
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
    errors = []
    for row, patch in enumerate(films.patches):
        shown = patch[None].to(device)
        if sigma is None:
            found = tops(asked, shown, films.size)[0]
        else:
            found = detect(asked, shown, films.size, sigma, views=1)[0].points
        errors.append(np.linalg.norm(found - films.points[row].numpy(), axis=1))
        yield Progress(STAGE, row + 1, len(films.patches), domain.name)
    return np.stack(errors)


def joint_score(errors: dict[str, float]) -> float:
    """One figure for several domains, smaller is better: the geometric mean, in which units do not matter."""
    return float(np.exp(np.mean(np.log(np.maximum(list(errors.values()), 1e-9)))))
