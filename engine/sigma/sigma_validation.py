"""Sigmas learned while detectors teach each other: no true label is there, so pseudo-labels steer.

A share of the films is kept back from learning. How far both detectors together are from what registration
says of these, at the more trusted half of it, is what the search has to make smaller. The exemplars do not
steer: every batch learns from them, so that on them the narrowest sigma would look the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.coteaching.c2t import CoTeachingConfig
from engine.errors import PropagationError
from engine.geometry.coordinates import Points
from engine.sigma.config import PAPER, SigmaConfig, SigmaForm, sigma_config
from engine.training.patches import Labelled
from engine.training.validation import DomainFilms

HELD_TO_STEER = 0.2  # share of the films that steer, as of labelled films
FEWEST_TO_STEER = 20  # films below which the four that steer would say nothing


def search_config(form: SigmaForm, config: CoTeachingConfig, films: int) -> SigmaConfig:
    """The search in a round of co-teaching on so many pseudo-labelled `films` to learn from.

    An epoch is one pass over these films. All sigmas start from the first one of `config`, brought into the
    range of the search; what `config` anneals it to has no meaning then. Raises `PropagationError` where
    the round ends before the search could begin.
    """
    steps, total = -(-films // config.batch), config.steps(films)
    start = min(max(config.sigma[0], PAPER.lowest), PAPER.highest)
    epochs = max(1, round(total / steps))
    search = sigma_config(form, epochs, start)
    if (search.warm_up + 1) * steps > total:
        other = " or the laptop's form of the search" if form is SigmaForm.PAPER else ""
        raise PropagationError(
            f"The search for sigmas begins after {search.warm_up} passes over the films, and co-teaching has "
            f"only {epochs}: choose a larger preset{other}."
        )
    return search


def check_search(form: SigmaForm, config: CoTeachingConfig, films: int) -> None:
    """Raise `PropagationError` where sigmas cannot be learned from `films` besides the exemplars."""
    if films < FEWEST_TO_STEER:
        raise PropagationError(
            f"Widths of heatmaps (sigma) are learned from {FEWEST_TO_STEER} films at least besides the "
            f"exemplars, not {films}: add films, or do not have widths learned."
        )
    search_config(form, config, films - sigma_validation_count(films))


def sigma_validation_count(films: int) -> int:
    """How many of so many `films` are kept back to steer."""
    return round(HELD_TO_STEER * films)


def sigma_validation_films(
    learned: Labelled, patches: Sequence[Tensor], places: Points, counts: NDArray[np.bool_]
) -> DomainFilms:
    """Films that steer a training on `learned`: `patches`, and `places` [N, K, 2] where they count.

    Places are canvas pixels. Raises `PropagationError` where none counts.
    """
    if not counts.any():
        raise PropagationError(
            "Registration found nothing reliable on the films by which widths (sigma) are learned: add films "
            "or exemplars, or do not have widths learned."
        )
    points = torch.as_tensor(np.where(counts[..., None], places, np.nan), dtype=torch.float32)
    trust = torch.as_tensor(counts, dtype=torch.float32)
    judges = replace(learned, patches=torch.stack(list(patches)), points=points, trust=trust, exemplars=0)
    return DomainFilms("", learned, judges, np.ones(len(patches)))
