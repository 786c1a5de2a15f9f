"""3FabRec: views keep pixels and points together, what draws is not changed by what marks, and both learn."""

import torch
from small_baselines import TINY, learned_from_phantoms, task_of_phantoms

from engine.benchmark.baselines.fab_rec import STRIDE, AffineViews, DrawingNetwork, HeatmapLayers
from engine.benchmark.oneshot.rows import BASELINES, RowKind
from engine.geometry.coordinates import Size, to_stride
from engine.geometry.displacement import sample
from engine.geometry.heatmaps import render

SMALL = TINY[RowKind.FAB_REC]


def test_it_learns_from_twenty_films_and_finds_points_on_a_film_not_seen():
    learned, [points] = learned_from_phantoms(SMALL)
    assert set(learned.losses) == {"drawing", "heatmaps"}
    for stage, losses in learned.losses.items():
        assert losses[-1] < 0.9 * losses[0], stage
    assert points.shape == (6, 2)
    assert bool(((points >= -0.5) & (points <= 63.5)).all())


def test_views_have_their_points_where_their_pixels_went():
    points = torch.tensor([[[30.0, 26.0], [22.0, 40.0], [41.0, 36.0]]]).expand(5, -1, -1)
    films = render(points, Size(64, 72), 3.0).amax(dim=1, keepdim=True)
    views, there = AffineViews().draw(films, points, torch.Generator().manual_seed(2))
    at = sample(views, there.transpose(1, 2)[:, :, None])
    assert float(at.min()) > 0.93  # the tops of the spots
    away = (there - points).norm(dim=2)
    assert 2 < float(away.max()) < 25
    still, same = AffineViews(0.0, 0.0, (1.0, 1.0), 0.0).draw(films, points, torch.Generator())
    assert float((still - films).abs().max()) < 1e-4
    assert float((same - points).abs().max()) < 1e-4


def test_learning_the_heatmaps_leaves_what_draws_as_it_was():
    net = DrawingNetwork(SMALL.canvas, SMALL.widths, SMALL.code).eval()
    layers = HeatmapLayers(net, SMALL.widths, 6)
    drawing = {id(weight) for weight in net.parameters()}
    assert not drawing & {id(weight) for weight in layers.parameters()}
    before = {name: value.clone() for name, value in net.state_dict().items()}
    layers(torch.rand(2, 1, 64, 64)).sum().backward()
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())
    assert all(weight.grad is not None for weight in layers.parameters())


def test_as_published_four_convolutions_lie_between_the_levels_and_heatmaps_are_half_as_large():
    published = BASELINES[RowKind.FAB_REC]
    net = DrawingNetwork(published.canvas, published.widths, published.code).eval()
    layers = HeatmapLayers(net, published.widths, 19)
    assert net.start == (512, 4, 4)
    assert [each.in_channels for each in layers.between] == [256, 128, 64, 64]
    assert len(layers.between) == HeatmapLayers.COUNT
    with torch.no_grad():
        assert layers(torch.rand(1, 1, 256, 256)).shape == (1, 19, 128, 128)


def test_heatmaps_of_the_truth_cost_nothing_and_are_found_again():
    film = task_of_phantoms(SMALL.canvas, 2).exemplar
    points = torch.tensor([[[30.2, 25.7], [40.0, 33.5]]])
    heatmaps = render(to_stride(points, STRIDE), Size(32, 32), SMALL.sigma / STRIDE)
    assert float(SMALL.heatmap_loss(heatmaps, points)) == 0.0
    found = SMALL.find(lambda image: heatmaps, film)
    assert float((found - points[0]).abs().max()) < 0.5
