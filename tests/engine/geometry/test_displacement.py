"""Displacement fields on known maps: warp, transfer, compose, invert."""

import math

import pytest
import torch

from engine.geometry.coordinates import Size
from engine.geometry.displacement import (
    affine_field,
    compose,
    compose_affine,
    invert_affine,
    invert_points,
    local_linear,
    pixel_positions,
    rescale_affine,
    sample,
    transfer_points,
    warp,
)

GRID = Size(64, 48)
CPU = torch.device("cpu")


def turn(degrees, scale=1.0, shift=(0.0, 0.0), mirror=1.0):
    """Affine map [1, 2, 3]: turned, scaled, mirrored, then shifted."""
    cos, sin = (scale * f(math.radians(degrees)) for f in (math.cos, math.sin))
    return torch.tensor([[[mirror * cos, -sin, shift[0]], [mirror * sin, cos, shift[1]]]])


def apply(matrix, points):
    return points @ matrix[:, :, :2].transpose(1, 2) + matrix[:, None, :, 2]


def waves(size=GRID, height=3.0):
    """A smooth field that is 0 at no edge: [1, 2, H, W]."""
    x, y = pixel_positions(size, CPU)
    return torch.stack([height * torch.sin(y / 9), height * torch.cos(x / 11)])[None]


def some_points(low=12.0, high=34.0, count=20):
    return low + (high - low) * torch.rand(1, count, 2, generator=torch.Generator().manual_seed(0))


def test_positions_are_x_then_y():
    positions = pixel_positions(GRID, CPU)
    assert positions.shape == (2, 48, 64)
    assert positions[:, 7, 30].tolist() == [30.0, 7.0]


def test_a_sample_at_a_pixel_is_that_pixel_and_beyond_the_edge_the_edge():
    image = torch.arange(12.0).view(1, 1, 3, 4)
    where = torch.tensor([[2.0, 1.0], [2.5, 1.0], [9.0, 2.0], [-9.0, 0.0]]).t()[None, :, None]
    assert sample(image, where).flatten().tolist() == pytest.approx([6.0, 6.5, 11.0, 0.0], abs=1e-5)
    assert sample(image, where, padding="zeros").flatten().tolist()[2:] == [0.0, 0.0]


def test_warping_by_a_shift_shows_the_shifted_image():
    image = torch.rand(1, 2, 48, 64, generator=torch.Generator().manual_seed(0))
    field = torch.zeros(1, 2, 48, 64)
    field[:, 0], field[:, 1] = 5.0, -3.0
    seen = warp(image, field)
    torch.testing.assert_close(seen[..., 3:, :-5], image[..., :-3, 5:], atol=1e-4, rtol=0)


def test_the_moving_image_may_have_another_size():
    shift = turn(0, shift=(100.0, 40.0))
    moving = pixel_positions(Size(200, 150), CPU)[None]
    seen = warp(moving, affine_field(shift, GRID))
    torch.testing.assert_close(
        seen[0], pixel_positions(GRID, CPU) + torch.tensor([100.0, 40.0])[:, None, None]
    )


@pytest.mark.parametrize("matrix", [turn(35, 1.2, (3, -8)), turn(180, 0.8, (60, 40)), turn(10, mirror=-1.0)])
def test_points_follow_an_affine_field_exactly(matrix):
    points = some_points()
    moved = transfer_points(affine_field(matrix, GRID), points)
    torch.testing.assert_close(moved, apply(matrix, points), atol=1e-3, rtol=0)


def test_a_landmark_moves_with_what_is_seen_at_it():
    # the warped image shows at p what the moving image holds at p + u(p)
    image = torch.rand(1, 1, 48, 64, generator=torch.Generator().manual_seed(3))
    field = waves()
    p = torch.tensor([[[20.0, 30.0]]])
    there = transfer_points(field, p).transpose(1, 2)[:, :, None]
    assert float(sample(image, there)) == pytest.approx(float(warp(image, field)[0, 0, 30, 20]), abs=1e-5)


def test_composed_affine_fields_are_the_product_of_their_maps():
    outer, inner = turn(20, 1.1, (2, 1)), turn(-12, 0.9, (4, 6))
    both = compose_affine(outer, inner)
    points = some_points()
    torch.testing.assert_close(apply(both, points), apply(outer, apply(inner, points)), atol=1e-4, rtol=0)
    # the inner map keeps these points on the grid, where fields know the outer one
    composed = compose(affine_field(outer, GRID), affine_field(inner, GRID))
    torch.testing.assert_close(transfer_points(composed, points), apply(both, points), atol=1e-3, rtol=0)


def test_composing_waves_is_going_one_after_the_other():
    points = some_points()
    composed = compose(waves(), waves(height=2.0))
    in_turn = transfer_points(waves(), transfer_points(waves(height=2.0), points))
    assert (transfer_points(composed, points) - in_turn).norm(dim=-1).max() < 0.02  # bilinear twice


def test_inverting_an_affine_map_undoes_it():
    matrix = turn(130, 0.7, (40, -9), mirror=-1.0)
    identity = compose_affine(matrix, invert_affine(matrix))
    torch.testing.assert_close(identity, turn(0), atol=1e-5, rtol=0)


@pytest.mark.parametrize("factor", [4, 2, 0.5, 0.25])
def test_rescaled_maps_are_the_same_map_on_finer_and_coarser_grids(factor):
    matrix = turn(25, 1.3, (5.5, -2.25), mirror=-1.0)
    coarse = some_points()
    fine = (coarse + 0.5) * factor - 0.5
    expected = (apply(matrix, coarse) + 0.5) * factor - 0.5
    torch.testing.assert_close(apply(rescale_affine(matrix, factor), fine), expected, atol=1e-4, rtol=0)


@pytest.mark.parametrize("start_off", [0.0, 2.0])
def test_points_of_a_wavy_field_are_inverted_to_a_hundredth_of_a_pixel(start_off):
    points = some_points()
    there = transfer_points(waves(), points)
    back = invert_points(waves(), there, there + start_off)
    assert (back - points).norm(dim=-1).max() < 0.01


@pytest.mark.parametrize(
    "matrix", [turn(90, 1.0, (50, 0)), turn(180, 0.9, (60, 45)), turn(0, 1, (63, 0), -1.0)]
)
def test_points_of_turned_and_mirrored_fields_are_inverted_too(matrix):
    points = some_points()
    field = affine_field(matrix, GRID)
    field = compose(field, waves(height=1.5))
    there = transfer_points(field, points)
    back = invert_points(field, there, points + 3.0)
    assert (back - points).norm(dim=-1).max() < 0.01


def test_inverting_at_a_fold_ends_in_finite_points():
    x, _ = pixel_positions(GRID, CPU)
    field = torch.stack([-1.5 * (x - 32), torch.zeros_like(x)])[None]  # turned inside out along x
    flat = torch.stack([-(x - 32), torch.zeros_like(x)])[None]  # everything falls onto one line
    for folded in (field, flat):
        found = invert_points(folded, torch.full((1, 1, 2), 30.0), torch.full((1, 1, 2), 20.0))
        assert torch.isfinite(found).all()


def test_the_local_map_of_an_affine_field_is_its_linear_part():
    matrix = turn(40, 1.2, (3, 4))
    linear = local_linear(affine_field(matrix, GRID), some_points())
    torch.testing.assert_close(linear, matrix[:, None, :, :2].expand(1, 20, 2, 2), atol=1e-4, rtol=0)
