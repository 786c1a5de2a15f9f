"""Features beside gradients in the discrete search: films of a known warp, random and trained weights."""

from dataclasses import replace

import pytest
import torch
from pretrained_package import put_there, take_away
from warped_films import USUAL, affine, anatomy, bend, carry, error, landmarks, on_grid, then, warped

from engine.geometry.coordinates import Size
from engine.io.provenance import PRETRAINED, is_installed
from engine.networks.pretrained_features import FeatureMap, FeatureNet, FeatureNetConfig, FeatureStage
from engine.registration.discrete import SearchLevel, candidates, search
from engine.registration.feature_matching import FeatureComparison, FeatureMatcher
from engine.registration.instance import InstanceConfig, InstanceRegistration

FILM, POINTS = anatomy(), landmarks()
TINY = FeatureNetConfig(16, (FeatureStage(1, 16, 3, 1, expand=1), FeatureStage(1, 24, 3, 2)), kept=(1,))
STILL = torch.eye(2, 3)[None]


@pytest.fixture(scope="module")
def matcher():
    torch.manual_seed(0)
    return FeatureMatcher(FeatureNet(TINY).eval())


def shifted(image, x, y):
    """`image` that shows at p what it showed at p - (x, y)."""
    return torch.roll(image, (y, x), dims=(2, 3))


@pytest.mark.parametrize("level", [SearchLevel(8, 4, 1.5), SearchLevel(4, 5, 1.5)])
def test_the_cheapest_displacement_is_where_the_film_was_moved_to(matcher, level):
    fixed = on_grid(FILM).image
    local = torch.zeros(1, 2, *fixed.shape[-2:])
    cost = matcher.between(fixed, shifted(fixed, 16, -8), STILL).cost(local, level)
    assert cost.shape[1:] == (
        (2 * level.radius + 1) ** 2,
        *(side // level.stride for side in fixed.shape[-2:]),
    )
    inner = cost[0, :, 14:-14, 14:-14].flatten(1).mean(dim=1)
    assert (level.stride * candidates(level.radius, fixed.device)[inner.argmin()]).tolist() == [16, -8]


def test_what_is_found_already_costs_least_where_it_is(matcher):
    fixed, level = on_grid(FILM).image, SearchLevel(4, 3, 1.5)
    local = torch.tensor([16.0, -8.0]).view(1, 2, 1, 1).expand(1, 2, *fixed.shape[-2:])
    cost = matcher.between(fixed, shifted(fixed, 16, -8), STILL).cost(local, level)
    inner = cost[0, :, 14:-14, 14:-14].flatten(1).mean(dim=1)
    assert candidates(3, fixed.device)[inner.argmin()].tolist() == [0, 0]


def test_a_turned_film_is_seen_through_its_map(matcher):
    fixed, level = on_grid(FILM).image, SearchLevel(8, 3, 1.5)
    turned = torch.rot90(fixed, dims=(2, 3))
    there = torch.tensor([[[0.0, 1.0, 0.0], [-1.0, 0.0, fixed.shape[-1] - 1.0]]])
    local = torch.zeros(1, 2, *fixed.shape[-2:])
    cost = matcher.between(fixed, turned, there).cost(local, level)
    inner = cost[0, :, 10:-10, 10:-10].flatten(1).mean(dim=1)
    assert candidates(3, fixed.device)[inner.argmin()].tolist() == [0, 0]


def test_features_have_no_say_at_the_finest_level(matcher):
    fixed = on_grid(FILM).image
    comparison = matcher.between(fixed, fixed, STILL)
    assert comparison.cost(torch.zeros(1, 2, *fixed.shape[-2:]), SearchLevel(2, 3, 1.5)) is None


def test_a_cost_beside_steers_where_gradients_say_nothing():
    level, flat = SearchLevel(4, 2, 1.0), torch.zeros(1, 8, 64, 48)
    beside = torch.zeros(1, 25, 16, 12)
    wanted = candidates(2, flat.device).tolist().index([1.0, -2.0])
    beside[:, wanted] = -5.0
    found = search(flat, flat, level, beside)
    assert found[0, :, 20:-20, 16:-16].mean(dim=(1, 2)).tolist() == pytest.approx([4, -8], abs=0.1)


def test_films_of_a_batch_do_not_change_each_other(matcher):
    fixed, level = on_grid(FILM).image, SearchLevel(8, 3, 1.5)
    both = torch.cat([shifted(fixed, 8, 0), shifted(fixed, 0, 16)])
    local = torch.zeros(2, 2, *fixed.shape[-2:])
    together = matcher.between(fixed, both, STILL.expand(2, -1, -1)).cost(local, level)
    alone = matcher.between(fixed, both[1:], STILL).cost(local[1:], level)
    assert torch.allclose(together[1:], alone, atol=1e-4)


def test_beyond_the_edge_lie_the_features_of_the_edge():
    ramp = torch.arange(6.0).view(1, 1, 1, 6).expand(1, 1, 6, 6)
    maps = (FeatureMap(ramp, 8, 3.5),)
    comparison = FeatureComparison(maps, maps, Size(48, 48))
    cost = comparison.cost(torch.zeros(1, 2, 48, 48), SearchLevel(8, 2, 1.0))
    at_the_edge, further = cost[0, 10:15, 2, 5][3:]
    assert at_the_edge == further


@pytest.fixture(params=["random weights", "trained weights"])
def weights(request, monkeypatch, tmp_path):
    """The package, with the weights that it brings where it is installed."""
    if request.param == "random weights":
        put_there(monkeypatch, tmp_path)
    elif not is_installed(PRETRAINED):
        pytest.skip("the pretrained weights are not installed")


def test_a_known_warp_is_recovered_by_gradients_and_features(weights):
    config = replace(InstanceConfig(), pretrained=True)
    registration = InstanceRegistration(on_grid(FILM), POINTS, config)
    forward, back = then(bend(6.0), affine(7, 1.08, (9, -6)))
    truth = forward(POINTS)
    plain, mirrored = carry(registration, warped(FILM, back), warped(FILM, back)[:, ::-1].copy())
    assert error(plain.points, truth) < min(1.5, 0.25 * error(POINTS, truth))
    assert (plain.mirrored, mirrored.mirrored) == (False, True)
    truth[:, 0] = USUAL.width - 1 - truth[:, 0]
    assert error(mirrored.points, truth) < 2.0


def test_features_are_used_unasked_where_they_are_installed(monkeypatch, tmp_path):
    take_away(monkeypatch)
    assert not InstanceConfig().pretrained
    monkeypatch.undo()
    put_there(monkeypatch, tmp_path)
    assert InstanceConfig().pretrained
