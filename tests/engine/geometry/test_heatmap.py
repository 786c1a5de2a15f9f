"""Heatmaps: Gaussians at sub-pixel places, and the way back."""

import numpy as np
import pytest
import torch

from engine.geometry.coordinates import Size
from engine.geometry.heatmaps import decode, local_maxima, peaks, render

SIZE = Size(48, 40)
SIGMAS = (1.0, 1.5, 2.0, 3.0, 4.0)  # those that presets train towards, and more


def random_points(low, high, count=60):
    return torch.tensor(np.random.default_rng(0).uniform(low, high, (1, count, 2)), dtype=torch.float32)


def missed(points, sigma):
    return float((decode(render(points, SIZE, sigma), sigma).points - points).norm(dim=2).max())


@pytest.mark.parametrize("sigma", SIGMAS)
def test_places_come_back_to_a_twentieth_of_a_pixel(sigma):
    assert missed(random_points([13, 13], [34, 26]), sigma) < 0.05


@pytest.mark.parametrize("sigma", SIGMAS)
def test_also_where_the_edge_cuts_the_gaussian(sigma):
    assert missed(random_points([-0.5, -0.5], [47.5, 39.5], 400), sigma) < 0.05
    corners = torch.tensor([[[-0.4, -0.3], [47.3, 0.2], [0.1, 39.4], [47.0, 39.0]]])
    assert missed(corners, sigma) < 0.05


def test_a_gaussian_has_its_height_width_and_place():
    heat = render(torch.tensor([[10.0, 20.0]]), SIZE, 2.0)[0]
    assert heat.shape == (40, 48)
    assert float(heat[20, 10]) == 1.0
    assert float(heat[20, 12]) == pytest.approx(np.exp(-0.5))
    assert float(heat[23, 10]) == pytest.approx(np.exp(-9 / 8))


def test_an_unknown_place_is_an_empty_map():
    maps = render(torch.tensor([[[np.nan, np.nan], [5.0, 6.0]]]), SIZE, 2.0)
    assert float(maps[0, 0].abs().max()) == 0.0
    assert float(maps[0, 1].max()) == 1.0


def test_peak_and_spread_say_how_sure_a_map_is():
    points = torch.tensor([[[20.0, 20.0], [20.0, 20.0]]])
    narrow, broad = render(points[:, :1], SIZE, 2.0), render(points[:, 1:], SIZE, 4.0)
    found = decode(torch.cat([0.5 * narrow, broad], dim=1), 4.0)
    assert found.peak[0].tolist() == pytest.approx([0.5, 1.0])
    assert float(found.spread[0, 0]) < 0.7 * float(found.spread[0, 1])


def test_a_floor_and_negative_values_do_not_move_the_place():
    point = torch.tensor([[[20.3, 18.6]]])
    heat = render(point, SIZE, 2.0)
    assert float((decode(heat + 0.04, 2.0).points - point).norm()) < 0.05
    heat[heat < 1e-3] = -0.3
    assert float((decode(heat, 2.0).points - point).norm()) < 0.05


def test_an_empty_map_gives_some_finite_place():
    found = decode(torch.zeros(1, 1, 40, 48), 2.0)
    assert torch.isfinite(found.points).all()
    assert float(found.peak) == 0.0


def test_every_landmark_has_a_sigma_of_its_own():
    widths = (1.0, 3.0, 4.0)
    points = random_points([13, 13], [34, 26], 3)
    maps = render(points, SIZE, widths)
    for number, sigma in enumerate(widths):
        alone = points[:, number : number + 1]
        assert torch.equal(maps[:, number : number + 1], render(alone, SIZE, sigma))
        found = decode(maps, widths)
        single = decode(maps[:, number : number + 1], sigma)
        torch.testing.assert_close(found.points[:, number : number + 1], single.points)
        torch.testing.assert_close(found.spread[:, number : number + 1], single.spread)


def test_alike_sigmas_give_what_one_sigma_gives_to_the_bit():
    points = random_points([-0.5, -0.5], [47.5, 39.5], 6)
    noise = torch.rand(1, 6, 40, 48, generator=torch.Generator().manual_seed(1)) * 0.1
    maps = render(points, SIZE, 2.0) + noise
    assert torch.equal(render(points, SIZE, (2.0,) * 6), render(points, SIZE, 2.0))
    assert torch.equal(decode(maps, (2.0,) * 6).points, decode(maps, 2.0).points)


def test_an_edge_cuts_the_windows_of_wide_landmarks_only():
    points = torch.tensor([[[6.3, 20.0], [6.3, 20.0]]])
    found = decode(render(points, SIZE, (1.5, 4.0)), (1.5, 4.0))
    torch.testing.assert_close(found.points, points, atol=0.05, rtol=0)


def test_tops_are_exact_for_any_width_and_at_the_edge():
    points = torch.tensor([[[20.3, 14.8], [1.2, 28.6], [33.9, 3.4]]])
    for sigma in (1.0, 3.0, 10.0):
        found = peaks(render(points, Size(40, 30), sigma))
        torch.testing.assert_close(found, points, atol=0.02, rtol=0)


@pytest.mark.parametrize("sigma", [1.0, 2.0, 3.0])
def test_the_maxima_of_a_map_come_with_the_highest_first(sigma):
    places = torch.tensor([[[9.3, 12.4], [33.2, 11.8], [20.6, 28.7]]])
    heights = torch.tensor([0.6, 0.9, 0.3])
    heat = (render(places, SIZE, sigma) * heights[:, None, None]).sum(dim=1, keepdim=True)
    found = local_maxima(heat, sigma, 3)
    assert found.peak[0, 0].tolist() == pytest.approx([0.9, 0.6, 0.3], abs=0.1)
    assert found.peak[0, 0, 0] == heat.max()
    assert float((found.points[0, 0] - places[0, [1, 0, 2]]).norm(dim=1).max()) < 0.05
    assert local_maxima(heat, sigma, 4).peak[0, 0, 3] < 1e-3


def test_maxima_at_the_edge_and_of_landmarks_of_other_widths_are_as_exact():
    places, sigmas = torch.tensor([[[0.3, 20.1], [30.4, 39.2]]]), (1.0, 3.0)
    found = local_maxima(render(places, SIZE, sigmas), sigmas, 2)
    assert float((found.points[0, :, 0] - places[0]).norm(dim=1).max()) < 0.05


def test_a_map_with_fewer_maxima_than_asked_for_has_no_others():
    x, y = torch.meshgrid(torch.arange(12.0), torch.arange(10.0), indexing="xy")
    slope = (x + 20 * y)[None, None]  # rises to a corner
    found = local_maxima(slope, 2.0, 3)
    assert found.peak[0, 0].tolist() == [191.0, -np.inf, -np.inf]
    assert local_maxima(slope[..., :3, :4], 2.0, 20).peak.shape == (1, 1, 12)


def test_a_neighbour_hardly_moves_a_maximum():
    places = torch.tensor([[[20.3, 14.2], [20.6, 22.3]]])
    heat = render(places, SIZE, 2.0).sum(dim=1, keepdim=True)
    away = local_maxima(heat, 2.0, 2).points[0, 0].sort(dim=0).values - places[0]
    assert float(away.norm(dim=1).max()) < 0.15
    assert missed(places[:, :1], 2.0) < 0.05 < float((decode(heat, 2.0).points[0, 0] - places[0, 1]).norm())
