"""What makes two films comparable: oriented gradients for the fit, structural similarity for learning.

Oriented gradients are normalised by the gradient energy around them. They are invariant to a brightness
offset, to gain (through the local energy) and to slow shading, so that films of other exposure, and the
two sides of a collimator, still match.

Structural similarity (Wang 2004) is that of films in 0..1. Its window is a Gaussian of 1.5 pixels over
11 x 11, edges held; C1 = 0.01^2, C2 = 0.03^2.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

_SIGMA, _RADIUS = 1.5, 5
_C1, _C2 = 0.01**2, 0.03**2


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
    across = torch.arange(-1, 2, dtype=image.dtype, device=image.device)
    kernel = (2 - across.abs())[:, None] * across / 8
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
    # |g| cos^4 / e = (g . d)^4 / (|g|^3 e): the fourth power last, and opposite directions differ in the sign
    scale = (squared * squared.sqrt()).mul_(energy.add_(floor)).rsqrt_().sqrt_()
    x, y = x * scale, y * scale
    angles = [math.pi * index / 4 for index in range(4)]
    product = torch.cat([x * math.cos(angle) + y * math.sin(angle) for angle in angles], dim=1)
    return torch.cat([product, -product], dim=1).clamp_(min=0).square_().square_()


def agreement(fixed: Tensor, moving: Tensor, weight: Tensor) -> Tensor:
    """Cosine of the descriptors [N, C, H, W] under `weight` [1, 1, H, W]: [N] in 0..1."""
    cross = (fixed * moving * weight).sum(dim=(1, 2, 3))
    power = (fixed**2 * weight).sum(dim=(1, 2, 3)) * (moving**2 * weight).sum(dim=(1, 2, 3))
    return cross / power.clamp(min=1e-12).sqrt()


def ssim(first: Tensor, second: Tensor) -> Tensor:
    """Structural similarity of `first` and `second` [N, C, H, W] at every pixel, [N, C, H, W] in -1..1."""
    stacked = torch.cat([first, second, first * first, second * second, first * second])
    mean_first, mean_second, square_first, square_second, product = _windowed(stacked).chunk(5)
    # rounding makes the variance of an even area slightly negative
    variance_first = (square_first - mean_first**2).clamp(min=0)
    variance_second = (square_second - mean_second**2).clamp(min=0)
    covariance = product - mean_first * mean_second
    brightness = (2 * mean_first * mean_second + _C1) / (mean_first**2 + mean_second**2 + _C1)
    structure = (2 * covariance + _C2) / (variance_first + variance_second + _C2)
    return brightness * structure


def _windowed(image: Tensor) -> Tensor:
    """`image` [N, C, H, W] under the window, as two matrix products.

    On a CPU these are forwards and backwards many times as fast as a convolution of each channel.
    """
    height, width = image.shape[-2:]
    return _window(height, image) @ image @ _window(width, image).t()


def _window(side: int, like: Tensor) -> Tensor:
    """The window along one axis as a matrix [side, side]; beyond an edge lies its value."""
    offsets = torch.arange(-_RADIUS, _RADIUS + 1, device=like.device)
    weights = torch.exp(-(offsets.to(like.dtype) ** 2) / (2 * _SIGMA**2))
    places = torch.arange(side, device=like.device)[:, None] + offsets
    matrix = like.new_zeros(side, side)
    return matrix.scatter_add_(
        1, places.clamp(0, side - 1), (weights / weights.sum()).expand(side, -1).contiguous()
    )


def ssim_loss(first: Tensor, second: Tensor, weight: Tensor) -> Tensor:
    """Weighted mean of 1 - SSIM per pair, [N], averaged over the channels; `weight` [N, 1, H, W] >= 0."""
    return masked_mean((1 - ssim(first, second)).mean(dim=1, keepdim=True), weight)


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
