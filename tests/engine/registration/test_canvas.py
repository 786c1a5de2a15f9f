"""Films on a network's canvas: places survive the round trip, fields change frames exactly."""

import pytest
import torch

from engine.geometry.coordinates import Size
from engine.geometry.displacement import transfer_points
from engine.registration.canvas import between_canvases, mirrored, onto_grids, place

CANVAS = Size(64, 96)


def film(width, height, seed=0):
    return torch.rand(1, 1, height, width, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize(("width", "height"), [(128, 192), (200, 100), (31, 47), (64, 96), (90, 300)])
def test_a_film_keeps_its_aspect_ratio_and_its_points(width, height):
    canvas = place(film(width, height), CANVAS)
    assert canvas.image.shape == canvas.valid.shape == (1, 1, 96, 64)
    assert canvas.grid == Size(width, height)
    scale_x, scale_y = float(canvas.into[0, 0, 0]), float(canvas.into[0, 1, 1])
    assert scale_x == pytest.approx(scale_y, rel=0.03)  # whole pixels
    points = torch.rand(7, 2) * torch.tensor([width, height])
    torch.testing.assert_close(canvas.to_grid(canvas.to_canvas(points)), points, atol=1e-3, rtol=1e-5)
    rows, columns = canvas.valid[0, 0].any(dim=1).sum(), canvas.valid[0, 0].any(dim=0).sum()
    assert rows == 96 or columns == 64
    corner = canvas.to_canvas(torch.tensor([[-0.5, -0.5]]))
    assert canvas.valid.sum() == rows * columns
    torch.testing.assert_close(corner, torch.round(corner + 0.5) - 0.5, atol=1e-3, rtol=0.0)


def test_beside_the_film_nothing_is_valid_and_black():
    canvas = place(torch.ones(1, 1, 40, 80), CANVAS)
    assert float(canvas.image[canvas.valid == 0].abs().max()) == 0.0
    assert float(canvas.image[canvas.valid == 1].min()) == pytest.approx(1.0)


def test_a_field_between_canvases_carries_the_points_of_the_grids():
    fixed, moving = place(film(100, 130), CANVAS), place(film(70, 60, 1), CANVAS)
    field = torch.zeros(1, 2, 96, 64)
    field[:, 0], field[:, 1] = 3.0, -2.0
    points = torch.tensor([[20.0, 30.0], [77.5, 100.25]])
    found = transfer_points(onto_grids(field, fixed, moving), points[None])[0]
    expected = moving.to_grid(fixed.to_canvas(points) + torch.tensor([3.0, -2.0]))
    torch.testing.assert_close(found, expected, atol=1e-2, rtol=0.0)


def test_a_pose_between_grids_becomes_one_between_canvases():
    fixed, moving = place(film(100, 130), CANVAS), mirrored(place(film(70, 60, 1), CANVAS))
    pose = torch.tensor([[[-0.7, 0.1, 68.0], [0.05, 0.5, -3.0]]])
    maps = between_canvases(pose, fixed, moving)
    point = torch.tensor([41.0, 87.0])
    there = maps[0, :2, :2] @ fixed.to_canvas(point) + maps[0, :2, 2]
    expected = pose[0, :, :2] @ point + pose[0, :, 2]
    torch.testing.assert_close(moving.to_grid(there), expected, atol=1e-3, rtol=0.0)
    assert torch.linalg.det(maps[0]) > 0  # turned back


def test_a_mirrored_canvas_shows_the_same_pixel_at_its_mirrored_place():
    image = torch.zeros(1, 1, 96, 64)
    image[0, 0, 20, 10] = 1.0
    canvas = mirrored(place(image, CANVAS))
    (x, y) = canvas.to_canvas(torch.tensor([10.0, 20.0])).round().int().tolist()
    assert (x, y) == (53, 20)
    assert float(canvas.image[0, 0, y, x]) == 1.0
    torch.testing.assert_close(canvas.to_grid(torch.tensor([53.0, 20.0])), torch.tensor([10.0, 20.0]))
