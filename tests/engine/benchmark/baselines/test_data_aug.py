"""DataAug: films that are made have their points where they say, and all three networks learn."""

import pytest
import torch
from small_baselines import TINY, learned_from_phantoms, task_of_phantoms

from engine.benchmark.baselines.data_aug import TransformNetwork, uneven
from engine.benchmark.oneshot.rows import RowKind
from engine.geometry.coordinates import Size, to_stride
from engine.geometry.heatmaps import render

SMALL = TINY[RowKind.DATA_AUG]


def test_it_learns_from_twenty_films_and_finds_points_on_a_film_not_seen():
    learned, [points] = learned_from_phantoms(SMALL)
    assert len(learned.losses) == 3
    for stage, losses in learned.losses.items():
        assert losses[-1] < 0.9 * losses[0], stage
    assert points.shape == (6, 2)
    assert bool(((points >= -0.5) & (points <= 63.5)).all())


def test_a_film_that_is_made_has_the_exemplars_points_moved_as_its_pixels_and_other_grey_values():
    task = task_of_phantoms(SMALL.canvas, 3)

    def three_left_two_down(first, second):
        return torch.tensor([3.0, -2.0])[None, :, None, None].expand(len(second), 2, 64, 64)

    def brighter(first, second):
        return torch.full_like(second, 0.25)

    numbers = torch.tensor([0, 1])
    made, points = SMALL.made(task, three_left_two_down, brighter, numbers, numbers)
    wanted = task.points + torch.tensor([-3.0, 2.0])
    assert float((points - wanted).abs().max()) < 1e-3
    shown = task.exemplar.image[0, 0, 8:48, 13:53] + 0.25
    assert float((made[1, 0, 10:50, 10:50] - shown).abs().max()) < 1e-5


def test_transforms_start_at_none_and_even_maps_cost_nothing():
    net = TransformNetwork(4, 2)
    films = torch.rand(2, 1, 64, 96)
    assert torch.equal(net(films, films.flip(0)), torch.zeros(2, 2, 64, 96))
    assert float(uneven(torch.full((1, 2, 8, 8), 5.0))) == 0.0
    slope = torch.arange(8.0).expand(1, 1, 8, 8)
    assert float(uneven(slope)) == pytest.approx(0.5)  # 1 across, 0 down


def test_heatmaps_of_the_truth_cost_nothing_and_are_found_again():
    film = task_of_phantoms(SMALL.canvas, 2).exemplar
    points = torch.tensor([[[30.2, 25.7], [40.0, 33.5]]])
    stride = SMALL.detector.stride
    heatmaps = render(to_stride(points, stride), Size(32, 32), SMALL.sigma / stride)
    assert float(SMALL.heat_loss(heatmaps, points)) == 0.0
    assert float(SMALL.heat_loss(heatmaps, points + 1)) > 0.1
    found = SMALL.find(lambda image: heatmaps, film)
    assert float((found - points[0]).abs().max()) < 0.3
