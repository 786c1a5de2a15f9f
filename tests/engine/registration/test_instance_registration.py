"""Global search and whole registration on films whose warp is known."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from device_waits import DeviceWaits
from warped_films import USUAL, affine, anatomy, bend, carry, error, landmarks, on_grid, scaled, then, warped

from engine.geometry.coordinates import Size, mirror_points
from engine.operation import run
from engine.registration.alignment import AlignmentConfig, GlobalSearch, is_mirrored, is_upright
from engine.registration.instance import InstanceConfig, InstanceRegistration, agreement, landmark_weight

FILM, POINTS = anatomy(), landmarks()


@pytest.fixture(scope="module")
def registration():
    return InstanceRegistration(on_grid(FILM), POINTS, InstanceConfig())


@pytest.fixture(scope="module")
def search():
    grid = on_grid(FILM)
    weight = landmark_weight(grid.to_grid(POINTS), grid.grid, 30.0)
    return GlobalSearch(F.avg_pool2d(grid.image, 4), F.avg_pool2d(weight, 4), AlignmentConfig())


def test_a_film_waits_for_a_gpu_a_few_times_only(registration):
    grids = [on_grid(FILM, identity=str(number)) for number in range(3)]
    waits = []
    for count in (1, 3):
        with DeviceWaits() as seen:
            run(registration.register(grids[:count]))
        waits.append(seen.reads + seen.copies)
    assert (waits[1] - waits[0]) / 2 <= 10  # a film's share, without what a whole batch waits for


POSES = {
    "as it is": affine(),
    "a quarter turn": affine(90, 0.75),
    "upside down": affine(180),
    "turned by -60": affine(-60, 0.8),
    "larger": affine(0, 1.25),
    "far away": affine(0, 0.8, (38, -45)),
    "mirrored": affine(0, mirror=-1.0),
    "mirrored and turned": affine(90, 0.75, mirror=-1.0),
}


@pytest.mark.parametrize("pose", POSES)
def test_one_of_a_few_starts_is_close_to_any_pose(search, pose):
    forward, back = POSES[pose]
    grid = on_grid(warped(FILM, back))
    starts = search.starts(F.avg_pool2d(grid.image, 4), 3)
    assert 1 <= len(starts) <= 3
    to_search, _ = scaled(96 / 280)  # its grids are 96 px on the longest side: all sides shrink alike here
    coarse, truth = to_search(POINTS), to_search(forward(POINTS))
    off = [error(coarse @ one[:, :2].numpy().T + one[:, 2].numpy(), truth) for one in starts]
    best = starts[int(np.argmin(off))]
    assert min(off) < 6.0  # block matching reaches further than this
    assert is_mirrored(best) == pose.startswith("mirrored")


def test_the_best_upright_start_is_always_kept(search):
    turned = on_grid(warped(FILM, affine(180)[1]))
    starts = search.starts(F.avg_pool2d(turned.image, 4), 2)
    assert not is_upright(starts[0])
    assert any(is_upright(start) for start in starts)


def test_films_of_another_size_in_between_change_no_start(search):
    films = [F.avg_pool2d(on_grid(each).image, 4) for each in (FILM, FILM[: len(FILM) // 2])]
    first, other, again = (search.starts(films[number], 3) for number in (0, 1, 0))
    assert torch.equal(first, again)
    assert not torch.equal(first[0], other[0])


def test_upright_means_less_than_an_eighth_turn():
    def turn(degrees, mirror=1.0):
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return torch.tensor([[mirror * cos, -sin, 0.0], [mirror * sin, cos, 0.0]])

    assert is_upright(turn(40))
    assert is_upright(turn(-40))
    assert not is_upright(turn(50))
    assert not is_upright(turn(0, mirror=-1.0))
    assert is_mirrored(turn(120, mirror=-1.0))


def test_a_film_registered_to_itself_stays_put(registration):
    (same,) = carry(registration, FILM)
    assert error(same.points, POINTS) < 0.3
    assert same.agreement > 0.95
    assert same.gap.max() < 1.0
    assert not same.mirrored


def test_a_known_warp_is_recovered(registration):
    forward, back = then(bend(6.0), affine(7, 1.08, (9, -6)))
    truth = forward(POINTS)
    (found,) = carry(registration, warped(FILM, back))
    assert error(found.points, truth) < 0.25 * error(POINTS, truth)
    assert error(found.points, truth) < 1.5
    assert not found.mirrored


@pytest.mark.parametrize("pose", [name for name in POSES if name != "as it is"])
def test_every_pose_is_recovered(registration, pose):
    forward, back = then(bend(3.0), POSES[pose])
    truth = forward(POINTS)
    (found,) = carry(registration, warped(FILM, back))
    assert error(found.points, truth) < min(2.0, 0.25 * error(POINTS, truth))
    assert found.mirrored == pose.startswith("mirrored")


def test_a_flipped_film_scores_as_well_as_the_film(registration):
    forward, back = then(bend(6.0), affine(5, 1.05, (4, 3)))
    moving = warped(FILM, back)
    plain, flipped = carry(registration, moving, np.fliplr(moving))
    truth = forward(POINTS)
    missed = error(plain.points, truth)
    assert (plain.mirrored, flipped.mirrored) == (False, True)
    assert error(flipped.points, mirror_points(truth, USUAL)) < missed + 0.5


@pytest.mark.parametrize("exposure", [lambda v: v**0.6, lambda v: v**1.7, lambda v: 0.5 * v + 0.2])
def test_exposure_hardly_matters(registration, exposure):
    forward, back = then(bend(5.0), affine(4, 1.04, (5, 2)))
    (found,) = carry(registration, exposure(warped(FILM, back)))
    assert error(found.points, forward(POINTS)) < 1.5


@pytest.mark.parametrize("size", [Size(440, 560), Size(110, 140), Size(300, 280)])
def test_the_moving_film_may_have_any_size_and_resolution(registration, size):
    factor = np.array([size.width / 220, size.height / 280])
    forward, back = then(affine(3, 1.0, (2, -3)), scaled(factor))
    (found,) = carry(registration, warped(FILM, back, size))
    assert error(found.points, forward(POINTS)) < 2.0 * factor.max()


def test_a_batch_says_the_same_as_its_films_alone(registration):
    moving = [warped(FILM, bend(height)[1]) for height in (3.0, 6.0)]
    both = carry(registration, *moving)
    for one, together in zip(moving, both, strict=True):
        np.testing.assert_allclose(carry(registration, one)[0].points, together.points, atol=0.05)


def test_the_gap_is_larger_where_the_anatomy_is_gone(registration):
    forward, back = bend(4.0)
    clear = warped(FILM, back)
    hidden = clear.copy()
    hidden[140:] = np.random.default_rng(5).random(hidden[140:].shape).astype(np.float32) * 0.5
    (sure,), (unsure,) = carry(registration, clear), carry(registration, hidden)
    covered = forward(POINTS)[:, 1] > 150
    assert 0 < covered.sum() < len(POINTS)
    assert unsure.gap[covered].mean() > 2 * sure.gap[covered].mean()
    assert unsure.agreement < sure.agreement


@pytest.mark.parametrize("grey", [0.0, 0.5, 1.0])
def test_the_pose_of_a_plain_film_keeps_the_size(registration, grey):
    pose = registration.pose(on_grid(np.full((280, 220), grey)))
    assert abs(float(torch.linalg.det(pose[:, :2]))) == pytest.approx(1.0, rel=0.1)


@pytest.mark.parametrize("pixels", [np.zeros((280, 220)), np.ones((280, 220)), np.eye(280)[:, :220]])
def test_a_film_without_anatomy_still_gives_finite_points(registration, pixels):
    (found,) = carry(registration, pixels)
    assert np.isfinite(found.points).all()
    assert np.isfinite(found.gap).all()
    assert found.agreement < 0.5


def test_one_landmark_is_enough():
    forward, back = affine(4, 1.03, (5, 2))
    registration = InstanceRegistration(on_grid(FILM), POINTS[:1], InstanceConfig())
    (found,) = carry(registration, warped(FILM, back))
    assert found.points.shape == (1, 2)
    assert error(found.points, forward(POINTS[:1])) < 2.0


def test_agreement_is_one_for_the_same_and_ignores_gain():
    descriptors = torch.rand(2, 8, 20, 20, generator=torch.Generator().manual_seed(0))
    weight = torch.ones(1, 1, 20, 20)
    torch.testing.assert_close(agreement(descriptors, 3 * descriptors, weight), torch.ones(2))
    assert float(agreement(descriptors[:1], torch.zeros(1, 8, 20, 20), weight)) == 0.0


def test_the_weight_is_one_at_a_landmark_and_never_zero():
    weight = landmark_weight(torch.tensor([[10.0, 20.0]]), Size(60, 50), 5.0)
    assert weight.shape == (1, 1, 50, 60)
    assert float(weight[0, 0, 20, 10]) == pytest.approx(1.0)
    assert float(weight[0, 0, 20, 15]) == pytest.approx(0.03 + 0.97 * math.exp(-0.5), abs=1e-4)
    assert float(weight.min()) == pytest.approx(0.03, abs=1e-4)
