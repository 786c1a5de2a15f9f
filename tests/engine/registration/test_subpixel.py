"""Patches of the exemplar are found again on the film to a fraction of an original pixel."""

import math

import numpy as np
import pytest
import torch
from scipy import ndimage
from warped_films import affine, warped

from engine.geometry.coordinates import Size
from engine.registration.subpixel import SubpixelConfig, refine_points, to_original_axes

SIZE = Size(120, 100)
WHOLE = SubpixelConfig(trust=1.0)
POINTS = torch.tensor([[40.0, 45.0], [70.25, 52.5], [60.0, 60.75]])


@pytest.fixture(scope="module")
def texture():
    random = np.random.default_rng(0)
    film = ndimage.gaussian_filter(random.standard_normal((SIZE.height, SIZE.width)), 2.5)
    return (0.5 + film / (6 * film.std())).astype(np.float32)


def tensor(pixels):
    return torch.from_numpy(np.ascontiguousarray(pixels, dtype=np.float32))[None, None]


def straight(count=3):
    return torch.eye(2).expand(count, 2, 2)


def shifted(film, x, y):
    """Band-limited, so that the shift is exact between the pixels too."""
    return np.real(np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(film), (y, x))))


@pytest.mark.parametrize("shift", [(0.3, 0.7), (-0.7, 0.3), (2.3, -1.7), (0.0, 0.5)])
def test_a_known_shift_is_recovered_to_a_tenth_of_a_pixel(texture, shift):
    film = tensor(shifted(texture, *shift))
    found = refine_points(tensor(texture), POINTS, film, POINTS, straight(), WHOLE)
    assert (found - POINTS - torch.tensor(shift)).norm(dim=1).max() < 0.06


def test_exposure_does_not_matter(texture):
    film = tensor(0.4 * shifted(texture, 1.3, -0.6) + 0.3)
    found = refine_points(tensor(texture), POINTS, film, POINTS, straight(), WHOLE)
    assert (found - POINTS - torch.tensor([1.3, -0.6])).norm(dim=1).max() < 0.06


def test_the_patch_turns_with_the_local_map(texture):
    forward, back = affine(25, 1.1, (3, -2), SIZE)
    film = tensor(warped(texture, back))
    truth = torch.tensor(forward(POINTS.numpy()), dtype=torch.float32)
    cos, sin = 1.1 * math.cos(math.radians(25)), 1.1 * math.sin(math.radians(25))
    linear = torch.tensor([[cos, -sin], [sin, cos]]).expand(3, 2, 2)
    found = refine_points(tensor(texture), POINTS, film, truth + torch.tensor([1.4, -0.8]), linear, WHOLE)
    assert (found - truth).norm(dim=1).max() < 0.1


def test_half_the_trust_takes_half_the_shift(texture):
    film = tensor(shifted(texture, 2.0, 0.0))
    found = refine_points(tensor(texture), POINTS, film, POINTS, straight(), SubpixelConfig(trust=0.5))
    torch.testing.assert_close(found - POINTS, torch.tensor([[1.0, 0.0]] * 3), atol=0.05, rtol=0)


def test_a_peak_beyond_the_window_moves_nothing(texture):
    film = tensor(shifted(texture, 7.0, 0.0))
    found = refine_points(tensor(texture), POINTS, film, POINTS, straight(), WHOLE)
    moved = (found - POINTS).norm(dim=1)
    assert moved.max() == 0.0


@pytest.mark.parametrize("film", [np.full((100, 120), 0.5), np.random.default_rng(9).random((100, 120))])
def test_a_film_without_the_patch_moves_nothing(texture, film):
    found = refine_points(tensor(texture), POINTS, tensor(film), POINTS, straight(), WHOLE)
    torch.testing.assert_close(found, POINTS)


def test_a_flat_exemplar_moves_nothing(texture):
    flat = tensor(np.full((100, 120), 0.25))
    found = refine_points(flat, POINTS, tensor(texture), POINTS, straight(), WHOLE)
    torch.testing.assert_close(found, POINTS)


def test_landmarks_at_the_edge_of_the_film_stay_finite(texture):
    corners = torch.tensor([[-0.5, -0.5], [119.5, 99.5], [0.0, 50.0]])
    found = refine_points(tensor(texture), corners, tensor(texture), corners, straight(), WHOLE)
    assert (found - corners).norm(dim=1).max() < 0.06


def test_axes_between_grids_become_axes_between_films():
    # the fixed grid has half the film's pixels, the moving grid a quarter across and a third down
    linear = torch.tensor([[[1.0, 0.5], [-0.25, 2.0]]])
    fixed, moving = (Size(100, 80), Size(200, 160)), (Size(50, 60), Size(200, 180))
    axes = to_original_axes(linear, fixed, moving)
    offset = torch.tensor([6.0, -4.0])
    on_grid = linear[0] @ (offset * torch.tensor([0.5, 0.5]))
    torch.testing.assert_close(axes[0] @ offset, on_grid * torch.tensor([4.0, 3.0]))
