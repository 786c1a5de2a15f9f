"""The losses of EdgeTrans4Mark's stage I (Yin et al., ECCV 2022, eqs. 11-16), each with its switch.

The paper's I_dst is the fixed film here, on whose grid all fields live, and I_src the moving one. The
first pairs of a batch are synthetic, with their true field; the others are real. Where paper and
released code differ, the code's reading is the default, because it trained the released model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import torch
from torch import Tensor

from engine.geometry.displacement import constant, in_sight, pixel_positions, size_of, warp
from engine.networks.registration_net import Transform
from engine.registration.similarity import edge_map, masked_mean, sobel, ssim_loss
from engine.runtime.schedules import cosine_down, sigmoid_ramp


class SyntheticRamp(StrEnum):
    """How the weight of L_syn falls: the paper's cosine, the released code's sigmoid, or not at all."""

    COSINE = "cosine"
    SIGMOID = "sigmoid"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class StageOneLosses:
    """Weights of all terms; None switches a term off, as table 4 of the paper does one by one.

    `local` (lambda_1) rises over `local_ramp` and `synthetic` (lambda_3) falls over `synthetic_ramp`,
    both shares of the run. `edges`: L_esim instead of L_sim; `edge_relaxed`: L_esmooth instead of
    L_smooth; `edge_scale` is T of eq. 16 in grey levels a pixel; `sigma` is that of eq. 14, in half
    sides of the film. `synthetic_global` is not in the paper: L_syn of the global step, of constant weight.
    """

    global_l1: float | None = 1.0
    local: float = 1.0
    local_ramp: float = 250 / 750
    similarity: float | None = 0.125
    edges: bool = True
    sigma: float = 0.0707
    smooth: float | None = 1.0
    edge_relaxed: bool = True
    edge_scale: float = 0.1
    inverse: float | None = 0.125
    synthetic: float | None = 5.0
    synthetic_ramp: float = 350 / 750
    synthetic_fall: SyntheticRamp = SyntheticRamp.SIGMOID
    synthetic_global: float | None = None


def paper_losses() -> StageOneLosses:
    """The weights as the paper prints them: lambda_2 = 0.25, lambda_3 from 5 to 0 by a cosine."""
    return StageOneLosses(
        similarity=1.0,
        inverse=0.25,
        synthetic_ramp=1.0,
        synthetic_fall=SyntheticRamp.COSINE,
    )


@dataclass(frozen=True, slots=True)
class Pairs:
    """N pairs on the network's grid, the first B = len(`truth`) of them synthetic.

    Images and their validity [N, 1, H, W] in 0..1; `truth` [B, 2, H, W] px, fixed -> moving; `points`
    [N - B, K, 2]: landmarks of the real pairs' fixed films, None before there are pseudo-labels.
    """

    fixed: Tensor
    moving: Tensor
    fixed_valid: Tensor
    moving_valid: Tensor
    truth: Tensor
    points: Tensor | None

    def part(self, rows: Sequence[int]) -> Pairs:
        """Only the synthetic and the real pairs `rows`, of as many of each."""
        count = len(self.truth)
        both, kept = [*rows, *(count + row for row in rows)], list(rows)
        return Pairs(
            self.fixed[both],
            self.moving[both],
            self.fixed_valid[both],
            self.moving_valid[both],
            self.truth[kept],
            None if self.points is None else self.points[kept],
        )


def stage_one_loss(
    pairs: Pairs, found: Transform, losses: StageOneLosses, progress: float
) -> tuple[Tensor, dict[str, float]]:
    """Eq. 11 at `progress` (0..1 of the run) and the value of every term that is on, before its weight.

    As in the released code the local terms are the mean over the steps; eq. 11 has their sum.
    """
    terms: dict[str, Tensor] = {}
    total = pairs.fixed.new_zeros(())
    if losses.global_l1 is not None:
        terms["global"] = global_loss(pairs, found)
        total = total + losses.global_l1 * terms["global"]
    if losses.synthetic_global is not None:
        terms["synthetic global"] = synthetic_loss(found.fields[0], pairs.truth)
        total = total + losses.synthetic_global * terms["synthetic global"]
    steps = [_local_terms(pairs, found, step, losses) for step in range(len(found.local))]
    weights = _local_weights(losses, progress)
    for name in steps[0] if steps else ():
        terms[name] = torch.stack([step[name] for step in steps]).mean()
        total = total + weights[name] * terms[name]
    values = torch.stack([value.detach() for value in terms.values()]).tolist() if terms else []
    return total, dict(zip(terms, values, strict=True))


def _local_weights(losses: StageOneLosses, progress: float) -> dict[str, float]:
    """The weight of every local term at `progress` of the run."""
    local = losses.local * sigmoid_ramp(progress, losses.local_ramp)
    fall = {
        SyntheticRamp.COSINE: cosine_down(progress, losses.synthetic_ramp),
        SyntheticRamp.SIGMOID: 1.0 - sigmoid_ramp(progress, losses.synthetic_ramp),
        SyntheticRamp.CONSTANT: 1.0,
    }[losses.synthetic_fall]
    return {
        "similarity": local * (losses.similarity or 0.0),
        "inverse": local * (losses.inverse or 0.0),
        "smooth": local * (losses.smooth or 0.0),
        "synthetic": local * (losses.synthetic or 0.0) * fall,
    }


def _local_terms(pairs: Pairs, found: Transform, step: int, losses: StageOneLosses) -> dict[str, Tensor]:
    """All terms that are on, of one local step."""
    terms = {}
    if losses.similarity is not None:
        terms["similarity"] = similarity_loss(pairs, found, step, losses)
    if losses.inverse is not None:
        terms["inverse"] = inverse_loss(pairs, found, step)
    if losses.smooth is not None:
        edges = found.warped[step + 1] if losses.edge_relaxed else None
        terms["smooth"] = smoothness_loss(found.local[step], edges, losses.edge_scale)
    if losses.synthetic is not None:
        terms["synthetic"] = synthetic_loss(found.fields[step + 1], pairs.truth)
    return terms


def global_loss(pairs: Pairs, found: Transform) -> Tensor:
    """L_global of eq. 2: mean |I_src^A - I_dst| where both films are valid (the paper has no mask)."""
    weight = pairs.fixed_valid * seen_valid(pairs, found, 0)
    return masked_mean((found.warped[0] - pairs.fixed).abs(), weight).mean()


def seen_valid(pairs: Pairs, found: Transform, step: int) -> Tensor:
    """Where the moving film is valid as seen through field `step`, [N, 1, H, W], without gradient."""
    return _valid_along(pairs.moving_valid, found.fields[step].detach())


def _valid_along(valid: Tensor, field: Tensor) -> Tensor:
    """`valid` [N, 1, H, W] sampled along `field`, 0 where that leaves the grid."""
    size = size_of(field)
    positions = pixel_positions(size, field.device) + field
    return warp(valid, field) * in_sight(positions.movedim(1, -1), size)[:, None].to(valid.dtype)


def similarity_loss(pairs: Pairs, found: Transform, step: int, losses: StageOneLosses) -> Tensor:
    """L_sim = 1 - SSIM, or L_esim (eq. 13) where there are pseudo-landmarks and `losses.edges`.

    The paper adds the masked edge term to the image term over all pixels; here as in the released code
    both are averaged, half each, and the edge term stands in for real pairs only. Its mask is
    normalised to sum 1, or it would be two orders smaller than the image term. Eq. 14 centres the
    mask on the warped landmarks of I_src; here the fixed film's own landmarks are used: the same
    anatomy in the frame where the comparison happens.
    """
    fixed, seen = pairs.fixed, found.warped[step + 1]
    image = ssim_loss(seen, fixed, pairs.fixed_valid * seen_valid(pairs, found, step + 1))
    if pairs.points is None or not losses.edges:
        return image.mean()
    first = len(pairs.truth)
    mask = landmark_mask(pairs.points, fixed[first:], losses.sigma)
    edges = ssim_loss(edge_map(seen[first:]), edge_map(fixed[first:]), mask)
    return torch.cat([image[:first], (image[first:] + edges) / 2]).mean()


def landmark_mask(points: Tensor, like: Tensor, sigma: float) -> Tensor:
    """Eq. 14: mean over `points` [N, K, 2] px of exp(-d^2 / (2 sigma^2)), [N, 1, H, W] as `like`.

    d is measured in half sides, as in the released code; points beyond the film count at its edge.
    """
    size = size_of(like)
    half = constant((size.width / 2, size.height / 2), like.dtype, like.device)
    middle = constant(size.centre, like.dtype, like.device)
    centres = ((points - middle) / half).clamp(-1, 1)
    pixels = (pixel_positions(size, like.device) - middle[:, None, None]) / half[:, None, None]
    # a Gaussian of both axes is the product of one of each: K small maps instead of K distances
    across = torch.exp(-((pixels[0, 0] - centres[..., :1]) ** 2) / (2 * sigma**2))
    down = torch.exp(-((pixels[1, :, 0] - centres[..., 1:]) ** 2) / (2 * sigma**2))
    return torch.einsum("nkh,nkw->nhw", down, across)[:, None] / points.shape[1]


def inverse_loss(pairs: Pairs, found: Transform, step: int) -> Tensor:
    """L_inv of eq. 12: the fixed film sampled along -u must look like the moving film before this step.

    The released code has no separate term: it averages this one with the forward similarity, 0.5 each.
    """
    back = warp(pairs.fixed, -found.local[step])
    weight = _valid_along(pairs.fixed_valid, -found.local[step].detach()) * seen_valid(pairs, found, step)
    return ssim_loss(back, found.warped[step], weight).mean()


def smoothness_loss(local: Tensor, edges: Tensor | None, scale: float) -> Tensor:
    """L_smooth (eq. 15), and L_esmooth (eq. 16) where `edges` [N, 1, H, W] is the warped moving film.

    ||grad u||^2 by forward differences, u in pixels of the heat map (a quarter of ours) as in the
    released code, which draws one random direction a pixel instead of both axes. The weight is
    exp(-|edge| / T) as there (eq. 16 squares the magnitude), of the warped film as in eq. 16 (the code
    takes it before the step), normalised per film.
    """
    flow = local / 4
    across = (flow[..., :-1, 1:] - flow[..., :-1, :-1]).square().sum(dim=1, keepdim=True)
    down = (flow[..., 1:, :-1] - flow[..., :-1, :-1]).square().sum(dim=1, keepdim=True)
    if edges is None:
        return (across + down).mean()
    weight = torch.exp(-sobel(edges.detach()).norm(dim=1, keepdim=True) / scale)
    return masked_mean(across + down, weight[..., :-1, :-1]).mean()


def synthetic_loss(field: Tensor, truth: Tensor) -> Tensor:
    """L_syn: mean squared error of the first len(`truth`) fields, in half sides of the film.

    The released code compares each step alone with what the steps before have left, added up; fields
    are composed here, so the whole field after each step is compared, which says the same.
    """
    if len(truth) == 0:
        return field.new_zeros(())
    size = size_of(field)
    unit = constant((2 / size.width, 2 / size.height), field.dtype, field.device)[:, None, None]
    return ((field[: len(truth)] - truth) * unit).square().mean()
