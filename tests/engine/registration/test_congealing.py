"""Films placed together: random feature fields displaced by known amounts, or that show nothing known."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from pretrained_package import put_there
from scipy import stats
from warped_films import anatomy, landmarks, on_grid

from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.networks.pretrained_features import FeatureMap, pretrained_features
from engine.operation import run
from engine.registration import copied
from engine.registration.congealing import (
    Congealing,
    CongealingConfig,
    LandmarkTree,
    SeenFilm,
    even_contrast,
    seen_film,
)
from engine.registration.opinions import Fused

SIZE = Size(160, 240)
DIAGONAL = 288.4441
PLACES = torch.tensor([[60.0, 70.0], [100.0, 70.0], [60.0, 120.0], [100.0, 120.0], [80.0, 170.0]])
SHAPE = PLACES.double().numpy() / DIAGONAL
ALL = np.ones(len(PLACES), bool)
STRIDE = 8


def field(seed, size=SIZE, channels=24):
    """Unit features of random directions, smooth over a few cells."""
    random = torch.Generator().manual_seed(seed)
    cells = torch.randn(1, channels, size.height // STRIDE + 12, size.width // STRIDE + 12, generator=random)
    return torch.nn.functional.normalize(torch.nn.functional.avg_pool2d(cells, 3, 1), dim=1)


def film(values, x=0, y=0, places=PLACES):
    """The part of `values` that lies 5 cells from its corner, its content moved by (x, y) cells."""
    high, wide = SIZE.height // STRIDE, SIZE.width // STRIDE
    part = values[:, :, 5 - y : 5 - y + high, 5 - x : 5 - x + wide]
    return SeenFilm(FeatureMap(part, STRIDE, (STRIDE - 1) / 2), SIZE, places)


def model(exemplar, **changes):
    return Congealing([(exemplar, ALL)], SHAPE, CongealingConfig(**changes))


def shares(x, y):
    return np.array([x, y]) * STRIDE / DIAGONAL


@pytest.mark.parametrize(("x", "y"), [(2, 0), (-1, 2), (0, -3)])
def test_a_known_displacement_is_found(x, y):
    values = field(0)
    placed = model(film(values), prior=0.2).place({"a": film(values, x, y)})["a"]
    assert placed.mean == pytest.approx(np.tile(shares(x, y), (5, 1)), abs=0.012)
    assert (placed.spread < 0.05).all()


def test_a_landmark_with_its_own_displacement_is_found_too():
    values = field(1)
    other = film(values).features.values.clone()
    other[:, :, 17:26] = film(values, 1, 0).features.values[:, :, 17:26]  # the lowest landmark's surroundings
    placed = model(film(values)).place({"a": SeenFilm(FeatureMap(other, STRIDE, 3.5), SIZE, PLACES)})["a"]
    assert placed.mean[4] == pytest.approx(shares(1, 0), abs=0.012)
    assert placed.mean[:2] == pytest.approx(np.zeros((2, 2)), abs=0.012)


def test_without_information_nothing_moves_and_the_spread_is_that_of_the_prior():
    plain = SeenFilm(FeatureMap(torch.zeros(1, 24, 30, 20), STRIDE, 3.5), SIZE, PLACES)
    placed = model(film(field(2)), strain=100.0).place({"a": plain})["a"]
    assert placed.mean == pytest.approx(np.zeros((5, 2)), abs=1e-3)
    # landmarks that are not tied to each other: five times the same, each in two axes
    assert placed.spread == pytest.approx(np.full(5, 0.05 * np.sqrt(2)), rel=0.05)


def test_films_that_show_something_else_stay_within_their_spread_of_the_copy():
    placed = run(model(film(field(3))).together({str(seed): film(field(seed)) for seed in range(10, 18)}))
    moved = np.linalg.norm([found.mean for found in placed.values()], axis=2)
    assert moved.mean() < np.mean([found.spread for found in placed.values()])


def test_films_that_lie_differently_are_placed_better_by_what_all_share():
    """The exemplar shows their anatomy faintly; four draws of both."""
    moves = [(2, 0), (-2, 0), (0, 2), (0, -2), (1, 1), (-1, -1), (1, -1), (-1, 1)]
    apart = np.zeros(2)
    for seed in (4, 14, 24, 34):
        shown = field(seed)
        faint = film(torch.nn.functional.normalize(0.2 * shown + field(seed + 1), dim=1))
        films = {str(number): film(shown, *move) for number, move in enumerate(moves)}
        for row, rounds in enumerate((1, 6)):
            placed = run(model(faint, rounds=rounds).together(films)).values()
            errors = [found.mean - shares(*move) for found, move in zip(placed, moves, strict=True)]
            apart[row] += np.linalg.norm(errors, axis=2).mean()
    assert apart[1] < 0.6 * apart[0]


def test_no_film_is_compared_with_itself():
    other, learned = film(field(6)), model(film(field(5)), rounds=3)
    placed = run(learned.together({"0": other}))["0"]
    assert learned.place({"1": other})["1"].spread.mean() < 0.8 * placed.spread.mean()


AROUND = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)]
MOVES = [*AROUND, (2, 1), (-1, 2), (1, -2), (2, 0)]
NAMES = tuple("ABCDE")


class LostFilm(SimpleNamespace):
    """A film of a grid as large as itself."""

    def to_grid(self, points):
        return torch.as_tensor(points).float()


def in_fours(paths, _left_out):
    for first in range(0, len(paths), 4):
        yield [LostFilm(identity=name) for name in list(paths)[first : first + 4]]


def placed_as_lost(films, exemplar, limit, monkeypatch):
    """Where lost `films` get their points [5, 2] px, `limit` making the template; and the rounds of that."""
    known = {**films, "exemplar": exemplar}
    monkeypatch.setattr(copied, "_GROUP", limit)
    monkeypatch.setattr(copied, "seen_film", lambda lost, _net, at: replace(known[lost.identity], places=at))
    first = LostFilm(identity="exemplar", size=SIZE, image=PLACES)
    exemplars = [SimpleNamespace(names=NAMES, points=PLACES.double().numpy(), film=first)]
    lost = Fused(np.zeros((5, 2)), np.full(5, 90.0), np.full(5, 0.1), False, 0.4)
    carried, sizes, paths = (dict.fromkeys(films, each) for each in (lost, SIZE, Path()))
    reader, steps = SimpleNamespace(batches=in_fours), []
    placing = copied.placed_where_lost(carried, sizes, exemplars, Scheme(NAMES), paths, reader, object)
    points = {name: fused.points for name, fused in run(placing, steps.append).fused.items()}
    return points, [(step.message, step.total) for step in steps if step.message]


def lost_films():
    """Films displaced by `MOVES`, and an exemplar that shows their anatomy faintly."""
    shown = field(44)
    faint = film(torch.nn.functional.normalize(0.2 * shown + field(45), dim=1))
    return {str(number): film(shown, *move) for number, move in enumerate(MOVES)}, faint


def test_of_many_lost_films_the_first_make_the_template_and_the_others_are_placed_with_it(monkeypatch):
    films, faint = lost_films()
    points, rounds = placed_as_lost(films, faint, 8, monkeypatch)
    assert rounds == [(f"round {1 + number} of 8", 8) for number in range(8)]
    template = model(faint)
    found = run(template.together({name: films[name] for name in list(films)[:8]}))
    others = {name: films[name] for name in list(films)[8:]}
    found |= template.place(others)
    for name in films:
        assert points[name] == pytest.approx(PLACES.numpy() + DIAGONAL * found[name].mean, abs=1e-3)
    truth = [shares(*move) for move in MOVES[8:]]
    alone = [each.mean for each in model(faint).place(others).values()]  # by the exemplar, without a template
    off, off_alone = (
        [DIAGONAL * np.linalg.norm(mean - at, axis=1).mean() for mean, at in zip(means, truth, strict=True)]
        for means in ([found[name].mean for name in others], alone)
    )
    assert max(off) < STRIDE  # a cell of the features
    assert np.mean(off) < 0.6 * np.mean(off_alone)


@pytest.mark.parametrize("limit", [10, 12, 200])
def test_lost_films_that_are_no_more_than_the_template_takes_are_all_placed_together(limit, monkeypatch):
    films, faint = lost_films()
    points, rounds = placed_as_lost(films, faint, limit, monkeypatch)
    assert {count for _, count in rounds} == {12}
    found = run(model(faint).together(films))
    for name in films:
        assert points[name] == pytest.approx(PLACES.numpy() + DIAGONAL * found[name].mean, abs=1e-3)


def test_marginals_are_those_of_the_joint_gaussian():
    """Three landmarks in a row: mean and spread of the middle one by hand, from precision matrices."""
    tree = LandmarkTree(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]))
    steps = torch.arange(-30, 31, dtype=torch.float64)
    sd, tie = np.array([6.0, 3.0, 4.0]), 2.0
    centre = np.array([[5.0, 0.0], [-3.0, 2.0], [0.0, -4.0]])
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    alone = torch.stack(
        [-((x - cx) ** 2 + (y - cy) ** 2) / (2 * s**2) for (cx, cy), s in zip(centre, sd, strict=True)]
    )[None]
    blur = torch.exp(-((steps[:, None] - steps) ** 2) / (2 * tie**2))
    density = tree.marginals(alone, torch.stack([blur] * 3))[0]
    laplacian = np.array([[1, -1, 0], [-1, 2, -1], [0, -1, 1]]) / tie**2
    covariance = np.linalg.inv(np.diag(1 / sd**2) + laplacian)
    mean = covariance @ (centre / sd[:, None] ** 2)
    for k in range(3):
        across = (density[k].sum(dim=0) * steps).sum(), (density[k].sum(dim=1) * steps).sum()
        assert [float(each) for each in across] == pytest.approx(mean[k].tolist(), abs=0.02)
        squares = (density[k].sum(dim=0) * steps.square()).sum() - across[0] ** 2
        assert float(squares) == pytest.approx(covariance[k, k], rel=0.01)


def test_the_spread_is_as_large_as_errors_are_where_the_model_holds():
    """Displacements drawn from the prior, seen through noise of known size."""
    tree, random = LandmarkTree(SHAPE), np.random.default_rng(0)
    steps = torch.arange(-20, 21, dtype=torch.float64)
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    deviation, prior, noise = 3.0, 5.0, 4.0
    blur = torch.exp(-((steps[:, None] - steps) ** 2) / (2 * deviation**2))
    ties = np.zeros((5, 5))
    for child, parent in enumerate(tree.parents):
        if parent >= 0:
            ties[child, child] += 1
            ties[parent, parent] += 1
            ties[child, parent] -= 1
            ties[parent, child] -= 1
    covariance = np.linalg.inv(np.eye(5) / prior**2 + ties / deviation**2)
    truth = random.multivariate_normal(np.zeros(5), covariance, (60, 2)).transpose(0, 2, 1)
    seen = truth + noise * random.standard_normal(truth.shape)
    at = torch.as_tensor(seen)[..., None, None, :]
    apart = (torch.stack([x, y], dim=-1) - at).square().sum(dim=-1) / noise**2
    alone = -(apart + (x**2 + y**2) / prior**2) / 2
    density = tree.marginals(alone, torch.stack([blur] * 5))
    places = torch.stack([x, y], dim=-1)
    mean = torch.einsum("nkyx,yxa->nka", density, places).numpy()
    squares = torch.einsum("nkyx,yx->nk", density, places.square().sum(dim=-1)).numpy()
    variance = squares - (mean**2).sum(axis=2)
    ratio = ((mean - truth) ** 2).sum(axis=2).mean() / variance.mean()
    assert stats.norm.ppf(0.001) * 0.1 < ratio - 1 < stats.norm.ppf(0.999) * 0.1


def test_no_point_is_placed_beyond_the_edge():
    values = field(7)
    corner = PLACES - PLACES.amin(dim=0)
    placed = model(film(values, places=corner), prior=0.2).place({"a": film(values, -3, -3, corner)})["a"]
    assert (corner.numpy() + placed.mean * DIAGONAL > -0.5).all()


def test_landmarks_that_lie_together_make_a_tree_too():
    tree = LandmarkTree(np.array([[0.1, 0.1], [0.1, 0.1], [0.3, 0.1]]))
    assert sorted(tree.order) == [0, 1, 2]
    assert tree.lengths == pytest.approx([0, 0, 0.2], abs=1e-6)


def test_of_several_exemplars_each_says_what_it_has():
    values = field(8)
    first, second = film(field(9)), film(values)
    has = np.array([True, True, True, True, False])
    joined = Congealing([(first, has), (second, ~has)], SHAPE)
    placed = joined.place({"a": film(values, 1, 0)})["a"]
    assert placed.mean[4] == pytest.approx(shares(1, 0), abs=0.012)


def test_a_pale_half_of_a_film_gets_the_contrast_of_the_rest():
    image = torch.from_numpy(anatomy())[None, None].float()
    pale = image.clone()
    pale[..., : image.shape[-1] // 2] = 0.8 + 0.2 * pale[..., : image.shape[-1] // 2]
    before = (pale - image).abs().mean()
    assert (even_contrast(pale) - even_contrast(image)).abs().mean() < 0.5 * before


def test_a_film_is_seen_by_the_coarsest_features(monkeypatch, tmp_path):
    put_there(monkeypatch, tmp_path)
    grid = on_grid(anatomy())
    places = grid.to_grid(landmarks())
    seen = seen_film(grid, pretrained_features(torch.device("cpu")), places)
    assert (seen.size, seen.features.stride) == (grid.grid, 16)
    assert seen.features.values.norm(dim=1).mean() == pytest.approx(1.0, abs=1e-4)
