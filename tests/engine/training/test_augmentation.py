"""Views: image, landmarks and heatmaps go the same way."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from spot_films import spot_film

from engine.geometry.coordinates import Size
from engine.geometry.displacement import pixel_positions, sample
from engine.geometry.heatmaps import decode, render
from engine.training.augmentation import (
    ViewRanges,
    draw_views,
    heatmaps_between,
    patch_origin,
    view_images,
    view_points,
)
from engine.training.patches import patch_size

SIZE = Size(64, 48)
GEOMETRY = ViewRanges(20.0, 0.2, 0.05, gamma=0.0, gain=0.0, noise=0.0)
STILL = ViewRanges(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
SPOT = np.array([[30.3, 22.6]])  # canvas pixels


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def patches(count):
    """A spot on the canvas, on the patch around it, `count` times."""
    size = patch_size(SIZE)
    origin = np.array([(size.width - SIZE.width) / 2, (size.height - SIZE.height) / 2])
    film = torch.from_numpy(spot_film(SPOT + origin, size, spread=3.0))
    return film.expand(count, 1, -1, -1)


def test_a_view_moves_image_and_landmarks_alike():
    views = draw_views(12, SIZE, GEOMETRY, generator())
    images = view_images(views, patches(12), SIZE, generator(1))
    assert images.shape == (12, 1, 48, 64)
    wanted = view_points(views, torch.tensor(SPOT, dtype=torch.float32).expand(12, 1, 2))
    found = decode(images, 3.0).points
    assert float((wanted - torch.tensor(SPOT)).norm(dim=2).max()) > 2.0  # the views do move something
    assert float((found - wanted).norm(dim=2).max()) < 0.1


def test_a_flipped_view_is_mirrored_with_its_landmarks_and_its_heatmaps():
    flipped = replace(STILL, flip=1.0)
    views, straight = (draw_views(1, SIZE, ranges, generator()) for ranges in (flipped, STILL))
    shown, upright = (view_images(each, patches(1), SIZE, generator()) for each in (views, straight))
    torch.testing.assert_close(shown, upright.flip(-1))
    points = view_points(views, torch.tensor(SPOT, dtype=torch.float32)[None])
    torch.testing.assert_close(points, torch.tensor([[[SIZE.width - 1 - 30.3, 22.6]]]))
    heat = render(torch.tensor(SPOT, dtype=torch.float32)[None], SIZE, 3.0)
    carried, covered = heatmaps_between(heat, straight, views, 1)
    torch.testing.assert_close(carried, heat.flip(-1))
    assert bool(covered.all())
    share = (
        torch.linalg.det(draw_views(400, SIZE, replace(GEOMETRY, flip=0.5), generator()).maps[..., :2]) < 0
    )
    assert 0.4 < float(share.float().mean()) < 0.6
    # and no other view changes where none is flipped
    torch.testing.assert_close(
        draw_views(5, SIZE, replace(GEOMETRY, flip=1e-9), generator()).maps,
        draw_views(5, SIZE, GEOMETRY, generator()).maps,
    )


def test_no_ranges_show_the_canvas_as_it_is():
    images = view_images(draw_views(1, SIZE, STILL, generator()), patches(1), SIZE, generator())
    left, top = (int(side) for side in patch_origin(patches(1), SIZE))
    torch.testing.assert_close(images, patches(1)[..., top : top + 48, left : left + 64])


def test_views_stay_within_their_ranges():
    views = draw_views(200, SIZE, ViewRanges(10.0, 0.1, 0.0, 0.2, 0.3, 0.04), generator())
    linear = views.maps[:, :, :2]
    scale = torch.linalg.det(linear).sqrt()
    angle = torch.rad2deg(torch.atan2(linear[:, 1, 0], linear[:, 0, 0]))
    assert 9.0 < float(angle.abs().max()) <= 10.0
    assert 0.09 < float(scale.log().abs().max()) <= 0.1001
    assert float(views.gamma.log().abs().max()) <= 0.2001
    assert float((views.gain - 1).abs().max()) <= 0.3001
    assert 0.0 <= float(views.noise.min()) <= float(views.noise.max()) <= 0.04


def test_a_share_of_the_views_is_turned_and_another_shifted():
    ranges = ViewRanges(2.0, 0.0, 0.02, 0.0, 0.0, 0.0)
    whole = draw_views(2000, SIZE, ranges, generator())
    some = draw_views(2000, SIZE, replace(ranges, share=0.1), generator())
    turned = (some.maps[:, 0, 1] != 0).double()
    centre = torch.tensor([(SIZE.width - 1) / 2, (SIZE.height - 1) / 2])
    shifted = (centre @ some.maps[:, :, :2].mT + some.maps[:, :, 2] - centre).norm(dim=1) > 1e-4
    assert float(turned.mean()) == pytest.approx(0.1, abs=0.03)
    assert float(shifted.double().mean()) == pytest.approx(0.1, abs=0.03)
    both = float((turned * shifted).mean())
    assert 0.001 < both < 0.025  # each for itself
    kept = (turned > 0) & shifted
    torch.testing.assert_close(some.maps[kept], whole.maps[kept])


def test_the_same_generator_gives_the_same_view():
    first, again, other = (
        view_images(
            draw_views(2, SIZE, ViewRanges(10, 0.1, 0.1), generator(seed)), patches(2), SIZE, generator(seed)
        )
        for seed in (3, 3, 4)
    )
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_heatmaps_go_from_view_to_view_as_if_rendered_there(stride):
    easy = draw_views(8, SIZE, ViewRanges(4.0, 0.05, 0.02), generator())
    hard = draw_views(8, SIZE, ViewRanges(10.0, 0.1, 0.05), generator(1))
    points = torch.tensor([[30.0, 24.0], [38.0, 20.0]]).expand(8, 2, 2)
    heat = Size(SIZE.width // stride, SIZE.height // stride)
    shown, wanted = (
        render((view_points(views, points) + 0.5) / stride - 0.5, heat, 2.0) for views in (easy, hard)
    )
    moved, covered = heatmaps_between(shown, easy, hard, stride)
    there = (view_points(hard, points) + 0.5) / stride - 0.5
    assert float((decode(moved, 2.0).points - there).norm(dim=2).max()) < 0.1
    # a turned and scaled Gaussian is one of another width: equal but for that
    assert float((moved - wanted).abs().mean()) < 0.02
    assert covered.shape == (8, 1, heat.height, heat.width)


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_heatmap_pixels_go_exactly_where_their_centres_go(stride):
    shown, wanted = (draw_views(4, SIZE, ViewRanges(40.0, 0.3, 0.1), generator(seed)) for seed in (0, 1))
    heat = Size(SIZE.width // stride, SIZE.height // stride)
    grid = pixel_positions(heat, torch.device("cpu"))
    # maps of their own coordinates: interpolated exactly, as they are linear
    moved, covered = heatmaps_between(grid.expand(4, -1, -1, -1), shown, wanted, stride)
    centres = ((grid.flatten(1).t() + 0.5) * stride - 0.5).expand(4, -1, -1)
    canvas = centres @ wanted.maps[:, :, :2].transpose(1, 2) + wanted.maps[:, None, :, 2]
    truth = ((view_points(shown, canvas) + 0.5) / stride - 0.5).transpose(1, 2).reshape(4, 2, *grid.shape[1:])
    x, y = truth[:, 0], truth[:, 1]
    within = (x > 0) & (y > 0) & (x < heat.width - 1) & (y < heat.height - 1)
    assert float(within.float().mean()) > 0.3
    assert float((moved - truth).abs().amax(dim=1)[within].max()) < 1e-3
    assert float(covered[:, 0][within].min()) == 1


def test_only_what_the_other_view_shows_is_covered():
    views = draw_views(2, SIZE, STILL, generator())
    away = draw_views(2, SIZE, STILL, generator())
    away.maps[:, 0, 2] += 10  # looks 10 pixels further to the right
    moved, covered = heatmaps_between(torch.ones(2, 1, 48, 64), views, away, 1)
    assert covered[0, 0, :, :54].min() == 1
    assert covered[0, 0, :, 54:].max() == 0
    assert moved.shape == (2, 1, 48, 64)


BENT = ViewRanges(15.0, 0.1, 0.03, gamma=0.0, gain=0.0, noise=0.0, elastic=0.04)


def test_a_bent_view_moves_image_and_landmarks_alike():
    film, size = patches(1), patch_size(SIZE)
    views = draw_views(12, SIZE, BENT, generator(4))
    wanted = view_points(views, torch.tensor(SPOT, dtype=torch.float32).expand(12, 1, 2))
    # where each pixel of a view shows the patch, read off a patch that holds its own coordinates
    x, y = pixel_positions(size, film.device)[:, None, None]
    shown = [
        view_images(views, (each / 200).expand(12, 1, -1, -1), SIZE, generator()) * 200 for each in (x, y)
    ]
    origin = patch_origin(film, SIZE)
    canvas = torch.cat(shown, 1) - torch.tensor(origin)[:, None, None]
    positions = wanted.transpose(1, 2)[:, :, None]
    back = sample(canvas, positions)[:, :, 0].transpose(1, 2)
    assert float((back - torch.tensor(SPOT)).norm(dim=2).max()) < 0.1
    straight = replace(views, bend=None)
    assert (
        float((view_points(straight, torch.tensor(SPOT).expand(12, 1, 2)) - wanted).norm(dim=2).max()) > 1.0
    )


def test_a_bend_leaves_the_other_draws_as_they_were():
    plain = draw_views(3, SIZE, replace(BENT, elastic=0.0), generator(4))
    bent = draw_views(3, SIZE, BENT, generator(4))
    assert plain.bend is None
    assert torch.equal(plain.maps, bent.maps)
    part = bent.part(slice(1, 3))
    assert torch.equal(part.bend.knots, bent.bend.knots[1:])
    with pytest.raises(ValueError, match="affine"):
        heatmaps_between(torch.zeros(3, 1, 24, 32), bent, plain, 2)
