"""CC2D: what it draws, how maps and votes become places, and that both halves learn."""

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from small_baselines import TINY, learned_from_phantoms, task_of_phantoms

from engine.benchmark.baselines.cc2d_matching import PatchViews, at_points, find
from engine.benchmark.baselines.cc2d_voting import tops
from engine.benchmark.oneshot.rows import BASELINES, RowKind
from engine.geometry.coordinates import Size
from engine.geometry.displacement import pixel_positions

SIDES = (2, 4, 8, 16, 32)  # of the maps of a film of 64 pixels
SSL, TPL = TINY[RowKind.CC2D_SSL], TINY[RowKind.CC2D_TPL]


@pytest.mark.parametrize("baseline", [SSL, TPL], ids=["ssl", "tpl"])
def test_it_learns_from_twenty_films_and_finds_points_on_films_not_seen(baseline):
    learned, [points] = learned_from_phantoms(baseline)
    for stage, losses in learned.losses.items():
        assert losses[-1] < 0.9 * losses[0], stage
    assert points.shape == (6, 2)
    assert bool(((points >= 0) & (points < 64)).all())


def test_a_patch_shows_the_point_where_it_says_turned_or_not():
    films = pixel_positions(Size(64, 64), torch.device("cpu"))[:, None, None].expand(-1, 6, 1, -1, -1)
    points = torch.tensor([[20.0, 30.0], [40.5, 31.25], [33.0, 22.0]]).repeat(2, 1)
    views = PatchViews(33, brightness=0.0, contrast=0.0)
    for axis, each in enumerate(films):  # whose grey tells the place along the axis
        patches, inner = views.draw(each, points, torch.Generator().manual_seed(0))
        assert bool(((inner >= 3.2) & (inner <= 28.8)).all())
        nearest = inner.round().long()
        shown = patches[range(6), 0, nearest[:, 1], nearest[:, 0]]
        assert float((shown - points[:, axis]).abs().max()) < 0.75  # half a pixel each way, turned
    film = films[0, :1] + 100 * films[1, :1]
    whole = views.cut(film, points[:1], torch.tensor([[16.0, 16.0]]), torch.zeros(1))
    assert torch.equal(whole[0, 0], film[0, 0, 14:47, 4:37])


def test_matching_finds_the_cell_whose_features_are_those_of_the_template():
    torch.manual_seed(0)
    film = task_of_phantoms(Size(64, 64)).exemplar
    maps = [
        torch.nn.functional.normalize(torch.randn(1, 24, side, side), dim=1) for side in (2, 4, 8, 16, 32)
    ]
    points = torch.tensor([[28.5, 40.5], [40.5, 22.5]])
    templates = at_points([level.expand(2, -1, -1, -1) for level in maps], points, film.image)
    found = find(lambda images: maps, templates, film)
    assert float((found - points).abs().max()) <= 1.0


def test_the_loss_of_matching_is_low_where_the_true_cells_are_alike():
    torch.manual_seed(1)
    like, points = torch.zeros(2, 1, 64, 64), torch.tensor([[10.5, 20.5], [50.5, 40.5]])
    maps = [F.normalize(torch.randn(2, 64, side, side), dim=1) for side in SIDES]
    cells = [(points // (64 // side)).long() for side in SIDES]
    right = [m[[0, 1], :, c[:, 1], c[:, 0]] for m, c in zip(maps, cells, strict=True)]
    wrong = [m[[0, 1], :, c[:, 1] - 1, c[:, 0]] for m, c in zip(maps, cells, strict=True)]
    plain = replace(SSL, slope=0.0)
    assert float(plain.loss(maps, right, points, like)) < 0.5 * float(plain.loss(maps, wrong, points, like))
    # what is wrong is helped, so that what is right must be better by a margin
    assert float(SSL.loss(maps, right, points, like)) > float(plain.loss(maps, right, points, like))


def true_answers(points, side):
    """What a perfect network of `TPL` answers for `points` [N, K, 2] on its grid of `side` pixels."""
    away = (points[..., None, None] - pixel_positions(Size(side, side), points.device)) / TPL.near
    masks = torch.where(away.square().sum(dim=2) <= 1, 20.0, -20.0)
    return torch.cat([masks, away[:, :, 0], away[:, :, 1]], dim=1)


def test_a_perfect_answer_of_voting_costs_nothing_and_is_found_to_half_a_pixel():
    film = task_of_phantoms(Size(64, 64)).exemplar
    points = torch.tensor([[[10.0, 12.0], [20.3, 15.8]]])
    answers = true_answers(points, 32)
    assert float(TPL.loss(answers, points)) < 1e-4
    assert float(TPL.loss(torch.zeros_like(answers), points)) > 0.1
    found = TPL.find(lambda images: answers, film)
    assert float((found - (2 * points[0] + 0.5)).abs().max()) <= 1.0


def test_votes_off_the_film_are_void():
    votes = torch.tensor([[[-1, 0], [-1, 0], [-1, 0], [2, 1]]])
    assert tops(votes, Size(4, 3)).tolist() == [[2.0, 1.0]]


def test_as_published_the_masks_reach_forty_pixels():
    assert BASELINES[RowKind.CC2D_TPL].near == 40.0
