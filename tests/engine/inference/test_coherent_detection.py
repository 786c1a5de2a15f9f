"""Landmarks placed together: the best of all combinations, and a jump inside a row is mended."""

from itertools import product

import numpy as np
import pytest
import torch

from engine.geometry.coordinates import Size, from_stride
from engine.geometry.heatmaps import render
from engine.inference.coherent_detection import coherent_choice, coherent_detections
from engine.models.displacement_tree import DisplacementTree
from engine.training.detection import detected

STRIDE, SIGMA, STEP = 2, 1.5, 9.0
COUNT = 6
ROW = DisplacementTree(  # each landmark lies a step below the one before
    tuple(range(-1, COUNT - 1)),
    ((0.0, 0.0), *((0.0, STRIDE * STEP),) * (COUNT - 1)),
    ((0.0, 0.0, 0.0), *((4.0, 0.0, 4.0),) * (COUNT - 1)),
)
PLACES = torch.stack([torch.full((COUNT,), 12.3), 9.6 + STEP * torch.arange(COUNT)], dim=1)  # on the maps


def row_maps(own, next_one):
    """Maps [1, 1, K, h, w] with a peak of `own` [K] height at each place and one a step further."""
    first, second = (
        render(places, Size(24, 74), SIGMA) for places in (PLACES, PLACES + PLACES.new([0, STEP]))
    )
    heights = torch.tensor([own, next_one])[:, :, None, None]
    return (heights[0] * first + heights[1] * second)[None, None]


def off(points):
    return np.linalg.norm(points - from_stride(PLACES, STRIDE).numpy(), axis=1)


def test_a_part_of_a_row_that_lies_a_step_further_is_brought_back():
    maps = row_maps([0.8, 0.8, 0.8, 0.8, 0.5, 0.5], [0.2, 0.2, 0.2, 0.2, 0.6, 0.6])
    [alone], [together] = detected(maps, STRIDE, SIGMA), coherent_detections(maps, STRIDE, SIGMA, ROW)
    assert off(alone.points)[4:] == pytest.approx(STRIDE * STEP, abs=0.3)
    assert off(together.points).max() < 0.2
    # as sure as the heatmap is of the place that was taken, not of the one that was left
    assert together.peak == pytest.approx(
        maps[0, 0].amax(dim=(1, 2)).numpy() - [0, 0, 0, 0, 0.1, 0.1], abs=0.04
    )


def test_the_whole_row_goes_where_the_heatmaps_together_have_it():
    maps = row_maps([0.5] * 3 + [0.4] * 3, [0.4] * 3 + [0.6] * 3)
    [together] = coherent_detections(maps, STRIDE, SIGMA, ROW)
    assert off(together.points) == pytest.approx(STRIDE * STEP, abs=0.3)
    assert together.points[:3, 1] == pytest.approx(
        off(together.points)[:3] + (PLACES[:3, 1] * 2 + 0.5).numpy()
    )


def test_what_is_seen_clearly_is_placed_as_each_for_itself():
    maps = render(PLACES, Size(24, 74), SIGMA)[None, None]
    [alone], [together] = detected(maps, STRIDE, SIGMA), coherent_detections(maps, STRIDE, SIGMA, ROW)
    np.testing.assert_allclose(together.points, alone.points, atol=0.15)
    np.testing.assert_array_equal(together.peak, alone.peak)
    np.testing.assert_array_equal(together.each, together.points[None])
    assert not together.apart.any()


def test_a_landmark_that_is_clearly_elsewhere_stays_there():
    """A row may have a gap: the displacements are no law."""
    places = PLACES + torch.tensor([[0.0, 0.0]] * 5 + [[0.0, 7.0]])
    [together] = coherent_detections(render(places, Size(24, 74), SIGMA)[None, None], STRIDE, SIGMA, ROW)
    assert off(together.points)[5] == pytest.approx(14.0, abs=0.2)


def test_each_of_two_detectors_and_each_film_is_placed_together():
    jump = row_maps([0.8, 0.8, 0.8, 0.8, 0.5, 0.5], [0.2, 0.2, 0.2, 0.2, 0.6, 0.6])
    moved = torch.roll(row_maps([0.8] * 6, [0.0] * 6), 1, dims=-1)
    first, second = coherent_detections(
        torch.stack([torch.cat([jump, moved], dim=1)[0], moved[0].expand(2, -1, -1, -1)]), STRIDE, SIGMA, ROW
    )
    assert first.each.shape == (2, COUNT, 2)
    assert first.apart == pytest.approx(2.0, abs=0.2)  # the second one's are a pixel of the maps beside
    assert off(first.each[0]).max() < 0.2
    assert second.apart == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("parents", [(-1, 0, 1, 2), (1, -1, 1, 0), (3, 3, 3, -1), (-1, 0, -1, 2)])
def test_the_best_of_all_combinations_is_found(parents):
    random = np.random.default_rng(sum(parents) + 7)
    for _ in range(20):
        points, peak = random.uniform(0, 20, (4, 3, 2)), random.uniform(0, 1, (4, 3))
        peak[1, 2] = -np.inf
        means = tuple((float(x), float(y)) for x, y in random.uniform(-5, 5, (4, 2)))
        tree = DisplacementTree(parents, means, ((5.0, 1.0, 3.0),) * 4)
        inverse = np.linalg.inv([[5.0, 1.0], [1.0, 3.0]])

        def cost(choice, points=points, peak=peak, means=means, inverse=inverse):
            total = 0.0
            for child, parent in enumerate(parents):
                if not np.isfinite(peak[child, choice[child]]):
                    return np.inf
                total -= np.log(peak[child, choice[child]] + 0.01)
                if parent >= 0:
                    away = points[child, choice[child]] - points[parent, choice[parent]] - means[child]
                    total += away @ inverse @ away / 16
            return total

        best = min(product(range(3), repeat=4), key=cost)
        assert tuple(coherent_choice(points, peak, tree)) == best
