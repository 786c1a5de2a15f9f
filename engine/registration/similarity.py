"""What makes two films comparable: oriented gradients, normalised by the gradient energy around them.

Invariant to a brightness offset, to gain (through the local energy) and to slow shading, so that
films of other exposure, and the two sides of a collimator, still match.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def gaussian(image: Tensor, sigma: float) -> Tensor:
    """`image` [N, C, H, W] smoothed by a Gaussian of `sigma` pixels, edges held."""
    radius = max(1, math.ceil(3 * sigma))
    offsets = torch.arange(-radius, radius + 1, dtype=image.dtype, device=image.device)
    kernel = torch.exp(-(offsets**2) / (2 * sigma**2))
    kernel = kernel / kernel.sum()
    channels = image.shape[1]
    across = kernel.view(1, 1, 1, -1).expand(channels, 1, 1, -1)
    down = kernel.view(1, 1, -1, 1).expand(channels, 1, -1, 1)
    image = F.conv2d(F.pad(image, (radius, radius, 0, 0), mode="replicate"), across, groups=channels)
    return F.conv2d(F.pad(image, (0, 0, radius, radius), mode="replicate"), down, groups=channels)


def sobel(image: Tensor) -> Tensor:
    """Gradient (x, y) of `image` [N, 1, H, W] -> [N, 2, H, W]; a unit ramp gives 1."""
    kernel = image.new_tensor([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]) / 8
    both = torch.stack([kernel, kernel.t()])[:, None]
    return F.conv2d(F.pad(image, (1, 1, 1, 1), mode="replicate"), both)


def oriented_gradients(
    image: Tensor, smoothing: float = 1.0, reach: float = 12.0, floor: float = 0.005
) -> Tensor:
    """Descriptors [N, 8, H, W] of `image` [N, 1, H, W] in 0..1.

    Channel i holds |g| max(0, cos(angle(g) - 2 pi i / 8))^4 / (e + floor), where g is the gradient at
    `smoothing` pixels and e the root mean square of |g| within a Gaussian of `reach` pixels. `floor`
    (grey levels a pixel) keeps the noise of empty areas small.
    """
    gradient = sobel(gaussian(image, smoothing))
    x, y = gradient[:, :1], gradient[:, 1:]
    squared = x * x + y * y + 1e-12
    small = gaussian(F.avg_pool2d(squared, 4), reach / 4)  # so smooth that a quarter of the size will do
    energy = F.interpolate(small, size=image.shape[-2:], mode="bilinear", align_corners=False).sqrt()
    # |g| cos^4 = (g . d)^4 / |g|^3; opposite directions share the product and differ in its sign
    angles = [math.pi * index / 4 for index in range(4)]
    product = torch.cat([x * math.cos(angle) + y * math.sin(angle) for angle in angles], dim=1)
    strength = product.square().square() / (squared * squared.sqrt() * (energy + floor))
    forward = product > 0
    return torch.cat([strength * forward, strength * ~forward], dim=1)


def agreement(fixed: Tensor, moving: Tensor, weight: Tensor) -> Tensor:
    """Cosine of the descriptors [N, C, H, W] under `weight` [1, 1, H, W]: [N] in 0..1."""
    cross = (fixed * moving * weight).sum(dim=(1, 2, 3))
    power = (fixed**2 * weight).sum(dim=(1, 2, 3)) * (moving**2 * weight).sum(dim=(1, 2, 3))
    return cross / power.clamp(min=1e-12).sqrt()
