"""Structural similarity against its definition, and the masks that it is averaged under."""

import pytest
import torch

from engine.registration.similarity import edge_map, masked_mean, ssim, ssim_loss


def noise(*shape, seed=0):
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed))


def by_definition(one, other, x, y):
    """SSIM of two images [H, W] at one inner pixel, summed up window by window."""
    offsets = torch.arange(-5, 6, dtype=torch.float64)
    weight = torch.exp(-(offsets**2) / (2 * 1.5**2))
    weight = torch.outer(weight, weight) / weight.sum() ** 2
    a, b = (each.double()[y - 5 : y + 6, x - 5 : x + 6] for each in (one, other))
    mean_a, mean_b = (weight * a).sum(), (weight * b).sum()
    variance_a, variance_b = (weight * (a - mean_a) ** 2).sum(), (weight * (b - mean_b) ** 2).sum()
    covariance = (weight * (a - mean_a) * (b - mean_b)).sum()
    brightness = (2 * mean_a * mean_b + 1e-4) / (mean_a**2 + mean_b**2 + 1e-4)
    return float(brightness * (2 * covariance + 9e-4) / (variance_a + variance_b + 9e-4))


def test_identical_images_lose_nothing():
    image = noise(2, 1, 24, 20)
    torch.testing.assert_close(ssim(image, image), torch.ones_like(image))
    assert ssim_loss(image, image, torch.ones_like(image)).abs().max() < 1e-5
    even = torch.full((1, 1, 24, 20), 0.3)
    assert ssim_loss(even, even, torch.ones_like(even)).abs().max() < 1e-4


def test_the_map_follows_the_definition():
    one, other = noise(1, 1, 30, 26), noise(1, 1, 30, 26, seed=1)
    found = ssim(one, other)[0, 0]
    for x, y in [(5, 5), (12, 9), (20, 24)]:
        assert float(found[y, x]) == pytest.approx(by_definition(one[0, 0], other[0, 0], x, y), abs=1e-4)


def test_only_what_the_mask_covers_counts():
    one = noise(2, 1, 40, 40)
    other = one.clone()
    other[:, :, :, 20:] = noise(2, 1, 40, 20, seed=2)
    left = torch.zeros(1, 1, 40, 40)
    left[..., :14] = 1  # more than half a window away from where they differ
    assert ssim_loss(one, other, left).abs().max() < 1e-5
    assert ssim_loss(one, other, 1 - left).min() > 0.3


def test_a_masked_mean_is_a_mean_and_an_empty_one_is_zero():
    values = torch.tensor([[1.0, 2.0], [3.0, 10.0]]).view(1, 1, 2, 2)
    mask = torch.tensor([[1.0, 0.0], [1.0, 0.0]]).view(1, 1, 2, 2)
    torch.testing.assert_close(masked_mean(values, mask), torch.tensor([2.0]))
    torch.testing.assert_close(masked_mean(values, 0 * mask), torch.tensor([0.0]))


def test_edges_of_a_step_have_the_sobel_profile():
    image = torch.zeros(1, 1, 12, 12)
    image[..., 6:] = 1.0
    across, down = edge_map(image)[0]
    assert across.min() == 0.0
    torch.testing.assert_close(across[4, 5:7], torch.ones(2))  # stretched from a gradient of 0.5 to 1
    assert down.abs().max() == 0.0


def test_gradients_are_finite_on_even_images():
    image = torch.full((1, 1, 20, 20), 0.5, requires_grad=True)
    (ssim_loss(image, noise(1, 1, 20, 20), torch.ones(1, 1, 20, 20)).sum()).backward()
    assert torch.isfinite(image.grad).all()
