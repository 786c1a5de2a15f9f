"""Structural similarity (Wang 2004) of films in 0..1, as a map and as a loss, and edge maps for it.

The window is a Gaussian of 1.5 pixels over 11 x 11, edges held; C1 = 0.01^2, C2 = 0.03^2.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.registration.similarity import sobel

SIGMA, RADIUS = 1.5, 5
C1, C2 = 0.01**2, 0.03**2


def ssim(one: Tensor, other: Tensor) -> Tensor:
    """Structural similarity of `one` and `other` [N, C, H, W] at every pixel, [N, C, H, W] in -1..1."""
    stacked = torch.cat([one, other, one * one, other * other, one * other])
    mean_one, mean_other, square_one, square_other, product = _windowed(stacked).chunk(5)
    # rounding makes the variance of an even area slightly negative
    variance_one = (square_one - mean_one**2).clamp(min=0)
    variance_other = (square_other - mean_other**2).clamp(min=0)
    covariance = product - mean_one * mean_other
    brightness = (2 * mean_one * mean_other + C1) / (mean_one**2 + mean_other**2 + C1)
    structure = (2 * covariance + C2) / (variance_one + variance_other + C2)
    return brightness * structure


def _windowed(image: Tensor) -> Tensor:
    """`image` [N, C, H, W] under the window, as two matrix products.

    On a CPU these are forwards and backwards many times as fast as a convolution of each channel.
    """
    height, width = image.shape[-2:]
    return _window(height, image) @ image @ _window(width, image).t()


def _window(side: int, like: Tensor) -> Tensor:
    """The window along one axis as a matrix [side, side]; beyond an edge lies its value."""
    offsets = torch.arange(-RADIUS, RADIUS + 1, device=like.device)
    weights = torch.exp(-(offsets.to(like.dtype) ** 2) / (2 * SIGMA**2))
    places = torch.arange(side, device=like.device)[:, None] + offsets
    matrix = like.new_zeros(side, side)
    return matrix.scatter_add_(
        1, places.clamp(0, side - 1), (weights / weights.sum()).expand(side, -1).contiguous()
    )


def ssim_loss(one: Tensor, other: Tensor, weight: Tensor) -> Tensor:
    """Weighted mean of 1 - SSIM per pair, [N], averaged over the channels; `weight` [N, 1, H, W] >= 0."""
    return masked_mean((1 - ssim(one, other)).mean(dim=1, keepdim=True), weight)


def masked_mean(values: Tensor, weight: Tensor) -> Tensor:
    """Mean [N] of `values` [N, 1, H, W] under `weight` [N or 1, 1, H, W]; 0 where the weight is all 0."""
    total = weight.expand_as(values).sum(dim=(1, 2, 3))
    summed: Tensor = (values * weight).sum(dim=(1, 2, 3))
    return summed / total.clamp(min=1e-8)


def edge_map(image: Tensor) -> Tensor:
    """Sobel gradients (x, y) of `image` [N, 1, H, W], each stretched to 0..1 per film: [N, 2, H, W]."""
    gradient = sobel(image)
    low, high = gradient.amin(dim=(2, 3), keepdim=True), gradient.amax(dim=(2, 3), keepdim=True)
    return (gradient - low) / (high - low).clamp(min=1e-6)
