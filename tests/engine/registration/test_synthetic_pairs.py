"""Synthetic pairs: the returned field is the truth, drawing repeats, limits hold."""

import math

import pytest
import torch

from engine.geometry.coordinates import Size
from engine.geometry.displacement import transfer_points, warp
from engine.registration.synthetic_pairs import (
    AUGMENTATION,
    SYNTHETIC,
    WarpRanges,
    apply_warps,
    draw_warps,
    homographies,
    map_points,
    warp_field,
)

SIZE = Size(48, 64)
STILL = (0.0, 0.0)


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def blob(points, size=SIZE):
    """Films [N, 1, H, W] with a small bright spot at each of `points` [N, 2]."""
    y, x = torch.meshgrid(torch.arange(size.height), torch.arange(size.width), indexing="ij")
    squared = (x - points[:, :1, None]) ** 2 + (y - points[:, 1:, None]) ** 2
    return torch.exp(-squared / 8.0)[:, None]


def centroid(images):
    y, x = torch.meshgrid(torch.arange(images.shape[-2]), torch.arange(images.shape[-1]), indexing="ij")
    total = images.sum(dim=(1, 2, 3))
    return torch.stack([(images[:, 0] * axis).sum(dim=(1, 2)) / total for axis in (x, y)], dim=1)


@pytest.mark.parametrize("bend", [0.0, 0.02])
def test_what_the_new_image_shows_lies_where_the_field_says(bend):
    ranges = WarpRanges((0.1, 0.1), (7.5, 15.0), (0.75, 1.5), (0.05, 0.1), (0.05, 0.1), bend=bend)
    warps = draw_warps(generator(), 6, ranges)
    films = blob(torch.tensor([[24.0, 30.0]]).expand(6, 2))
    made = apply_warps(warps, films, torch.ones_like(films))
    seen = centroid(made.image)
    there = transfer_points(made.field, seen[:, None])[:, 0]
    assert (there - torch.tensor([24.0, 30.0])).norm(dim=1).max() < 0.5
    assert (seen - torch.tensor([24.0, 30.0])).norm(dim=1).max() > 1.5
    inside = made.valid[:, 0, 10:-10, 10:-10] == 1
    difference = (warp(films, made.field) - made.image)[:, 0, 10:-10, 10:-10]
    assert difference[inside].abs().max() < 1e-5


def test_points_move_by_the_same_map_and_back():
    warps = draw_warps(generator(1), 4, SYNTHETIC)
    maps = homographies(warps, SIZE)
    points = torch.rand(4, 5, 2, generator=generator(2)) * 40
    there = map_points(maps, points)
    torch.testing.assert_close(map_points(torch.linalg.inv(maps), there), points, atol=2e-3, rtol=1e-4)
    by_field = transfer_points(warp_field(warps, SIZE, points.device), points)
    torch.testing.assert_close(by_field, there, atol=0.05, rtol=0.0)


def test_a_known_rotation_about_the_middle():
    warps = draw_warps(generator(), 1, WarpRanges(STILL, (1000.0, 90.0), STILL, STILL, STILL))
    angle = math.pi / 2 * (1 if float(warps.linear[0, 1, 0]) > 0 else -1)
    (turned,) = map_points(homographies(warps, SIZE), torch.tensor([[[33.5, 31.5]]]))
    expected = torch.tensor([[23.5 + 10 * math.cos(angle), 31.5 + 10 * math.sin(angle)]])
    torch.testing.assert_close(turned, expected, atol=1e-3, rtol=0.0)


def test_equal_generators_draw_equal_warps():
    one, other = draw_warps(generator(5), 3, SYNTHETIC), draw_warps(generator(5), 3, SYNTHETIC)
    torch.testing.assert_close(one.linear, other.linear, atol=0.0, rtol=0.0)
    assert not torch.equal(one.linear, draw_warps(generator(6), 3, SYNTHETIC).linear)


def test_no_film_meets_the_horizon():
    field = warp_field(draw_warps(generator(), 300, SYNTHETIC), SIZE, torch.device("cpu"))
    assert torch.isfinite(field).all()
    assert field.abs().max() < 4 * SIZE.diagonal


def test_some_films_are_not_augmented_and_those_stay_as_they_are():
    warps = draw_warps(generator(), 200, AUGMENTATION)
    still = (warps.linear == torch.eye(3)).all(dim=2).all(dim=1)
    assert 40 < int(still.sum()) < 120  # 40 % of 200
    films = torch.rand(200, 1, 8, 8, generator=generator(3))
    made = apply_warps(warps, films, torch.ones_like(films))
    torch.testing.assert_close(made.image[still], films[still], atol=1e-4, rtol=0.0)


def test_what_lies_outside_the_film_is_not_valid():
    warps = draw_warps(generator(), 20, WarpRanges(STILL, STILL, STILL, (1e6, 0.5), STILL))
    films = torch.ones(20, 1, 64, 48)
    made = apply_warps(warps, films, films)
    half = 32 * 0.5
    torch.testing.assert_close(made.field.abs(), torch.full_like(made.field, half))
    for valid in made.valid:
        assert float(valid.mean()) == pytest.approx((1 - half / 48) * (1 - half / 64), abs=0.02)
