"""The losses of stage I: exact values where they can be known, and every switch does what it says."""

import math
from dataclasses import fields, replace

import pytest
import torch

from engine.geometry.coordinates import Size
from engine.geometry.displacement import affine_field, transfer_points, warp
from engine.networks.registration_net import Transform
from engine.registration.edgetrans_losses import (
    Pairs,
    StageOneLosses,
    SyntheticRamp,
    global_loss,
    inverse_loss,
    landmark_mask,
    similarity_loss,
    smoothness_loss,
    stage_one_loss,
    synthetic_loss,
)

H, W = 40, 32


def noise(*shape, seed=0):
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed))


def pairs_of(fixed, moving, truth=None, points=None):
    ones = torch.ones_like(fixed)
    return Pairs(fixed, moving, ones, ones, fixed.new_zeros(0, 2, H, W) if truth is None else truth, points)


def steps_of(moving, *steps):
    """A Transform with the identity as global step and the given local ones."""
    still = moving.new_zeros(len(moving), 2, H, W)
    whole, warped = [still], [moving]
    for step in steps:
        whole.append(warp(whole[-1], step) + step)
        warped.append(warp(moving, whole[-1]))
    return Transform(torch.eye(3).expand(len(moving), 3, 3), tuple(steps), tuple(whole), tuple(warped))


def shift(count, x, y):
    return torch.tensor([x, y])[None, :, None, None].expand(count, 2, H, W).clone()


def test_a_pair_of_equal_films_and_the_identity_cost_nothing():
    film, still = noise(2, 1, H, W), shift(2, 0.0, 0.0)
    points = noise(1, 5, 2) * 30
    pairs = pairs_of(film, film, truth=still[:1], points=points)
    total, terms = stage_one_loss(pairs, steps_of(film, still, still), StageOneLosses(), 1.0)
    assert set(terms) == {"global", "similarity", "smooth", "inverse", "synthetic"}
    assert terms["synthetic"] == 0.0
    assert float(total) == pytest.approx(0.0, abs=1e-4)
    torch.testing.assert_close(transfer_points(still[:1], points), points)


def test_the_synthetic_loss_counts_half_sides_of_synthetic_pairs_only():
    found, truth = shift(3, 3.0, -2.0), shift(1, 0.0, 0.0)
    expected = ((3 * 2 / W) ** 2 + (2 * 2 / H) ** 2) / 2
    assert float(synthetic_loss(found, truth)) == pytest.approx(expected)
    assert float(synthetic_loss(found, found[:2])) == 0.0
    assert float(synthetic_loss(found, found[:0])) == 0.0


def test_the_global_loss_ignores_what_is_not_valid():
    fixed, moving = noise(1, 1, H, W), noise(1, 1, H, W, seed=1)
    moving[..., :16] = fixed[..., :16]
    pairs = pairs_of(fixed, moving)
    left = torch.zeros(1, 1, H, W)
    left[..., :16] = 1
    found = steps_of(moving)
    assert float(global_loss(pairs, found)) > 0.1
    for name in ("fixed_valid", "moving_valid"):
        assert float(global_loss(replace(pairs, **{name: left}), found)) == pytest.approx(0.0)


def test_the_right_step_satisfies_similarity_and_inverse():
    moving = noise(1, 1, H, W)
    right = shift(1, 3.0, -2.0)
    pairs = pairs_of(warp(moving, right), moving)
    good, wrong = steps_of(moving, right), steps_of(moving, -right)
    losses = StageOneLosses()
    assert float(similarity_loss(pairs, good, 0, losses)) == pytest.approx(0.0, abs=1e-5)
    assert float(inverse_loss(pairs, good, 0)) < 0.1  # windows that reach beyond the border
    assert float(similarity_loss(pairs, wrong, 0, losses)) > 0.5
    assert float(inverse_loss(pairs, wrong, 0)) > 0.5


def test_the_edge_term_looks_around_landmarks_only():
    fixed, moving = noise(1, 1, H, W), noise(1, 1, H, W)
    moving[..., 24:] = noise(1, 1, H, 8, seed=3)
    found = steps_of(moving, shift(1, 0.0, 0.0))
    pairs = pairs_of(fixed, moving)
    plain = float(similarity_loss(pairs, found, 0, StageOneLosses(edges=False)))

    def with_point(x):
        pairs_with = replace(pairs, points=torch.tensor([[[x, 20.0]]]))
        return float(similarity_loss(pairs_with, found, 0, StageOneLosses()))

    assert with_point(4.0) == pytest.approx(plain / 2, abs=0.02)
    assert with_point(29.0) > plain
    pairs_with = replace(pairs, points=torch.tensor([[[29.0, 20.0]]]))
    assert float(similarity_loss(pairs_with, found, 0, StageOneLosses(edges=False))) == plain


def test_the_mask_is_the_mean_of_gaussians():
    mask = landmark_mask(torch.tensor([[[10.0, 20.0], [25.0, 5.0]]]), torch.zeros(1, 1, H, W), 0.0707)
    assert mask.shape == (1, 1, H, W)
    assert float(mask[0, 0, 20, 10]) == pytest.approx(0.5, abs=1e-6)
    squared = (2 * 2 / W) ** 2
    assert float(mask[0, 0, 20, 12]) == pytest.approx(0.5 * math.exp(-100 * squared), rel=1e-3)
    beyond = landmark_mask(torch.tensor([[[900.0, 20.0]]]), torch.zeros(1, 1, H, W), 0.0707)
    assert int(beyond[0, 0, 20].argmax()) == W - 1


def test_smoothness_of_a_stretch_is_known_and_edges_relax_it():
    stretch = affine_field(torch.tensor([[[1.4, 0.0, 0.0], [0.0, 1.2, 0.0]]]), Size(W, H))
    assert float(smoothness_loss(stretch, None, 0.1)) == pytest.approx((0.4**2 + 0.2**2) / 16, rel=1e-4)
    assert float(smoothness_loss(shift(1, 5.0, 5.0), None, 0.1)) == 0.0
    torn = torch.zeros(1, 2, H, W)
    torn[:, :, :, 16:] = 4.0  # a jump between two columns
    step = torch.zeros(1, 1, H, W)
    step[..., 16:] = 1.0  # where the film has an edge
    relaxed = smoothness_loss(torn, step, 0.1)
    assert float(relaxed) < 0.05 * float(smoothness_loss(torn, torch.zeros_like(step), 0.1))


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("global_l1", "global"),
        ("similarity", "similarity"),
        ("inverse", "inverse"),
        ("smooth", "smooth"),
        ("synthetic", "synthetic"),
    ],
)
def test_every_term_can_be_switched_off_and_is_missed(term, name):
    film, other = noise(2, 1, H, W), noise(2, 1, H, W, seed=1)
    step = noise(2, 2, H, W, seed=2)
    pairs, found = pairs_of(film, other, truth=step[:1] + 1), steps_of(other, step)
    whole, terms = stage_one_loss(pairs, found, StageOneLosses(), 0.1)
    less, left = stage_one_loss(pairs, found, replace(StageOneLosses(), **{term: None}), 0.1)
    assert set(terms) - set(left) == {name}
    assert float(less) < float(whole)


def test_weights_over_the_run():
    film, other = noise(1, 1, H, W), noise(1, 1, H, W, seed=1)
    off = {f.name: None for f in fields(StageOneLosses) if f.default is not None and "None" in str(f.type)}
    only = replace(StageOneLosses(), **{**off, "synthetic": 5.0})
    pairs, found = pairs_of(film, other, truth=shift(1, 2.0, 0.0)), steps_of(other, shift(1, 0.0, 0.0))

    def at(progress, **changes):
        return float(stage_one_loss(pairs, found, replace(only, **changes), progress)[0])

    constant = {"synthetic_fall": SyntheticRamp.CONSTANT}
    full = at(1.0, **constant)
    assert full == pytest.approx(5.0 * (2 * 2 / W) ** 2 / 2)
    assert at(0.0, **constant) == pytest.approx(0.006738 * full, rel=1e-3)
    assert at(1 / 6, **constant) == pytest.approx(0.2865 * full, rel=1e-3)
    assert at(0.5) == pytest.approx(0.0, abs=1e-7)
    cosine = {"synthetic_fall": SyntheticRamp.COSINE, "synthetic_ramp": 1.0}
    assert at(0.5, **cosine) == pytest.approx(full / 2)
    assert at(1.0, **cosine) == pytest.approx(0.0, abs=1e-7)


def test_only_the_global_step_still_gives_a_loss():
    film, other = noise(1, 1, H, W), noise(1, 1, H, W, seed=1)
    total, terms = stage_one_loss(pairs_of(film, other), steps_of(other), StageOneLosses(), 1.0)
    assert set(terms) == {"global"}
    assert float(total) == pytest.approx(terms["global"])
