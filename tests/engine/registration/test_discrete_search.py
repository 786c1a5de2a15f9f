"""Cost volumes, coupled convex smoothing, trimmed affine fits and gradient steps find known motions."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from warped_films import affine, anatomy, warped

from engine.geometry.coordinates import Size
from engine.geometry.displacement import affine_field, compose_affine, pixel_positions, warp
from engine.operation import run
from engine.registration.discrete import (
    COUPLING,
    SearchLevel,
    block_affine,
    candidates,
    cost_volume,
    coupled_convex,
    search,
)
from engine.registration.instance import RefineConfig, bicubic, edge_weight, refine
from engine.registration.similarity import gaussian, oriented_gradients, sobel

SIZE = Size(160, 192)


@pytest.fixture(scope="module")
def film():
    return anatomy(SIZE)


def tensor(pixels):
    return torch.from_numpy(np.ascontiguousarray(pixels))[None, None]


def test_a_displacement_is_the_cheapest_of_all_at_once():
    radius, shape = 2, (2, 25, 9, 7)
    cost = gaussian(torch.rand(shape, generator=torch.Generator().manual_seed(0)), 1.0)
    field, steps = torch.zeros(2, 2, 9, 7), candidates(radius, cost.device)[None, :, :, None, None]
    for weight in (0.0, *COUPLING):
        best = (cost + weight * (steps - field[:, None]).square().sum(2)).argmin(1)
        field = gaussian(steps[0, best, :, 0, 0].movedim(-1, 1), 0.5)
    torch.testing.assert_close(coupled_convex(cost, radius, 0.5), field)


def test_a_gaussian_keeps_a_constant_and_its_own_variance():
    constant = gaussian(torch.full((1, 2, 20, 30), 0.7), 2.0)
    torch.testing.assert_close(constant, torch.full((1, 2, 20, 30), 0.7))
    spike = torch.zeros(1, 1, 41, 41)
    spike[0, 0, 20, 20] = 1.0
    across = gaussian(spike, 2.5)[0, 0].sum(0)
    assert float((across * (torch.arange(41.0) - 20) ** 2).sum()) == pytest.approx(6.25, rel=0.05)


def test_a_ramp_has_unit_gradient():
    ramp = pixel_positions(Size(12, 9), torch.device("cpu"))
    gradient = sobel(ramp[:, None])[:, :, 1:-1, 1:-1]
    torch.testing.assert_close(gradient[0, :, 3, 4], torch.tensor([1.0, 0.0]))
    torch.testing.assert_close(gradient[1, :, 3, 4], torch.tensor([0.0, 1.0]))


def test_control_nodes_are_spread_as_bicubic_interpolation_does():
    nodes = torch.rand(3, 2, 6, 5, generator=torch.Generator().manual_seed(0))
    usual = F.interpolate(nodes, size=(48, 40), mode="bicubic", align_corners=False)
    torch.testing.assert_close(bicubic(6, 48, nodes) @ nodes @ bicubic(5, 40, nodes).t(), usual)


def test_descriptors_hardly_see_exposure(film):
    plain = oriented_gradients(tensor(film))
    brighter = oriented_gradients(tensor(0.5 * film + 0.3))
    other = oriented_gradients(tensor(np.roll(film, 9, axis=1)))
    changed = float((plain - brighter).norm() / plain.norm())
    assert changed < 0.2
    assert changed < 0.2 * float((plain - other).norm() / plain.norm())


def test_descriptors_tell_the_two_sides_of_an_edge_apart(film):
    plain, negative = oriented_gradients(tensor(film)), oriented_gradients(tensor(1 - film))
    torch.testing.assert_close(negative, plain.roll(4, dims=1), atol=1e-4, rtol=1e-3)


def test_candidates_have_the_order_of_the_cost_volume():
    fixed = torch.rand(1, 3, 20, 20, generator=torch.Generator().manual_seed(0))
    moving = fixed.roll((2, -1), dims=(2, 3))  # what was at (x, y) is now at (x - 1, y + 2)
    cost = cost_volume(fixed, moving, 3)
    best = candidates(3, torch.device("cpu"))[cost[0, :, 10, 10].argmin()]
    assert cost.shape == (1, 49, 20, 20)
    assert best.tolist() == [-1.0, 2.0]


@pytest.mark.parametrize("shift", [(2, -1), (0, 3), (-3, -3)])
def test_the_coupled_search_finds_a_whole_shift_everywhere(shift):
    fixed = torch.rand(2, 4, 30, 40, generator=torch.Generator().manual_seed(1))
    moving = fixed.roll((shift[1], shift[0]), dims=(2, 3))
    field = coupled_convex(cost_volume(fixed, moving, 4), 4, 1.0)
    off = (field - torch.tensor(shift, dtype=torch.float32)[None, :, None, None]).abs()
    assert off[..., 8:-8, 8:-8].max() < 0.1  # what lies nearer to the edge came from outside


def test_a_search_level_answers_in_pixels(film):
    moving = np.roll(film, (8, -4), axis=(0, 1))
    fixed, seen = (oriented_gradients(tensor(each)) for each in (film, moving))
    field = search(fixed, seen, SearchLevel(4, 4, 1.5))
    middle = field[0, :, 60:130, 50:110].mean(dim=(1, 2))
    torch.testing.assert_close(middle, torch.tensor([-4.0, 8.0]), atol=0.5, rtol=0)


def test_a_film_is_searched_the_same_alone_and_in_a_batch(film):
    films = torch.cat([tensor(film), tensor(0.4 * np.roll(film, 5, axis=0))])
    fixed, seen = oriented_gradients(tensor(film)), oriented_gradients(films)
    level = SearchLevel(4, 3, 1.0)
    both = search(fixed.expand(2, -1, -1, -1), seen, level)
    torch.testing.assert_close(search(fixed, seen[1:], level), both[1:], atol=1e-4, rtol=0)


@pytest.mark.parametrize(
    ("degrees", "scale", "shift"), [(6, 1.0, (4, -3)), (-4, 1.06, (0, 5)), (0, 0.95, (-6, 0))]
)
def test_block_matching_recovers_a_known_affine_map(film, degrees, scale, shift):
    forward, back = affine(degrees, scale, shift, SIZE)
    moving = tensor(warped(film, back))
    fixed, maps = oriented_gradients(tensor(film)), torch.eye(2, 3)[None]
    for _ in range(4):
        seen = oriented_gradients(warp(moving, affine_field(maps, SIZE)))
        step = block_affine(fixed, seen, torch.ones(1, 1, SIZE.height, SIZE.width), SearchLevel(4, 4, 1.0))
        maps = compose_affine(maps, step)
    points = np.array([[50.0, 60.0], [110.0, 60.0], [80.0, 130.0]])
    found = points @ maps[0, :, :2].numpy().T + maps[0, :, 2].numpy()
    assert np.linalg.norm(found - forward(points), axis=1).max() < 1.0


def test_gradient_steps_take_up_a_small_shift(film):
    moving = np.roll(film, (2, -1), axis=(0, 1))
    halves = [torch.nn.functional.avg_pool2d(oriented_gradients(tensor(each)), 2) for each in (film, moving)]
    still = torch.zeros(1, 2, SIZE.height, SIZE.width)
    weight = edge_weight(tensor(film), 0.1)
    field = run(refine(*halves, weight, still, RefineConfig(steps=80)))
    middle = field[0, :, 60:130, 50:110].mean(dim=(1, 2))
    torch.testing.assert_close(middle, torch.tensor([-1.0, 2.0]), atol=0.4, rtol=0)


def test_no_difference_asks_for_no_step(film):
    half = torch.nn.functional.avg_pool2d(oriented_gradients(tensor(film)), 2)
    still = torch.zeros(1, 2, SIZE.height, SIZE.width)
    field = run(refine(half, half, edge_weight(tensor(film), 0.1), still, RefineConfig()))
    assert field[..., 50:140, 40:120].norm(dim=1).mean() < 0.2


def test_edges_relax_the_smoothness(film):
    weight = edge_weight(tensor(film), 0.1)
    assert weight.shape == (1, 1, SIZE.height // 2, SIZE.width // 2)
    assert float(weight.max()) <= 1.0
    assert float(weight.min()) < float(weight[0, 0, 0, 0])  # the corner of the film is empty
