"""The losses and the selection of C2T (consistency co-teaching), eqs. 17 to 20 of EdgeTrans4Mark.

Losses are [B, K], one value a film and landmark. The paper's norms are taken as mean squares over the
pixels of a heatmap, as its released code does; `emphasis` (0 in the paper) lets pixels near the peak
count more, without which a small network from random weights first learns that all is background.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.runtime.schedules import keep_count
from engine.training.losses import HeatmapLoss, heatmap_loss


def heat_loss(found: Tensor, target: Tensor, emphasis: float) -> Tensor:
    """L_heat (eq. 17): mean of (found - target)^2 (1 + emphasis target) over [B, K, H, W] -> [B, K]."""
    return heatmap_loss(HeatmapLoss.PEAK, found, target, emphasis)


def consistency(found: Tensor, other: Tensor, covered: Tensor, emphasis: float) -> Tensor:
    """L_con (eqs. 18 and 20): `found` on the hard view against `other`, brought there from the easy one.

    [B, K, H, W] -> [B, K]. No gradient flows into `other`: the easy view teaches the hard one. Pixels
    that the easy view does not cover (mask [B, 1, H, W]) do not count.
    """
    teacher = other.detach().clamp(0, 1)
    weight = (1 + emphasis * teacher) * covered
    return ((found - teacher) ** 2 * weight).mean(dim=(2, 3))


def filter_score(heat: Tensor, self_consistency: Tensor, weight: float) -> Tensor:
    """L_filter (eq. 19) of every film and landmark: (1 - w) L_heat + w L_con^self, as the code mixes them.

    The released code averages L_con^self over the batch, which cannot change a ranking; here it is
    each film's and landmark's own.
    """
    return (1 - weight) * heat.detach() + weight * self_consistency.detach()


def small_loss_selection(score: Tensor, trust: Tensor, forget: float) -> Tensor:
    """Weights [B, K] of the pseudo-labels that stay: those of smallest `score` [B, K], landmark by landmark.

    `trust` [B, K]: a pseudo-label's weight, 0 where there is none. The share `forget` of the present
    ones is left out, but one of a landmark always stays.
    """
    present = trust > 0
    ordered = torch.where(present, score, torch.inf).argsort(dim=0).argsort(dim=0)
    keep = torch.tensor([keep_count(int(count), forget) for count in present.sum(dim=0).tolist()])
    return trust * (present & (ordered < keep.to(ordered)))


def weighted_mean(losses: Tensor, weights: Tensor) -> Tensor:
    """Mean of `losses` [B, K] by `weights` [B, K]; 0 where all weights are 0."""
    return (losses * weights).sum() / weights.sum().clamp(min=1e-6)
