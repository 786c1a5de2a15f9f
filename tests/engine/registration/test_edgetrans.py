"""A trained net as a registration: frames, directions, mirrored films, and the fit that goes on from it."""

import numpy as np
import pytest
import torch
from small_nets import NONE, STILL, tiny_config, tiny_net
from torch import nn
from warped_films import affine, anatomy, bend, landmarks, on_grid, then, warped

from engine.geometry.coordinates import Size, mirror_points
from engine.geometry.displacement import affine_after, affine_field
from engine.networks.registration_net import Transform
from engine.operation import run
from engine.registration.canvas import place
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration, split_affine
from engine.registration.edgetrans_batches import PairRanges, stage_one_films
from engine.registration.edgetrans_training import StageOneTraining
from engine.registration.synthetic_pairs import WarpRanges

SIZE = Size(220, 280)
LONGEST = 192
NET_ONLY = EdgeTransConfig(instance_optimisation=False)


@pytest.fixture(scope="module")
def film():
    return anatomy(SIZE)


@pytest.fixture(scope="module")
def points():
    return landmarks(SIZE)


class Answer(nn.Module):
    """Instead of a net: always says `matrix` [2, 3] on the canvas, and its inverse the other way round."""

    def __init__(self, exemplar, matrix):
        super().__init__()
        self.config = tiny_net()
        self.there = torch.cat([torch.tensor(matrix), torch.tensor([[0.0, 0.0, 1.0]])])
        self.exemplar = place(exemplar, self.config.size).image

    def forward(self, fixed, moving, *, alignment=None, local_steps=None):
        there = torch.equal(fixed, self.exemplar)
        matrix = self.there if there else torch.linalg.inv(self.there)
        matrix = matrix if alignment is None else alignment[0]
        field = affine_field(matrix[None, :2], self.config.size)
        return Transform(matrix[None], (), (field,), (moving,))


def finish(steps):
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def carry(registration, *films):
    grids = [on_grid(film, LONGEST, str(i)) for i, film in enumerate(films)]
    return finish(registration.register(grids))


def answering(film, points, matrix, config):
    exemplar = on_grid(film, LONGEST)
    return EdgeTransRegistration(exemplar, points, Answer(exemplar.image, matrix), config)


def error(found, truth):
    return float(np.linalg.norm(np.asarray(found) - truth, axis=1).mean())


IDENTITY = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
SHIFTED = [[1.0, 0.0, 4.0], [0.0, 1.0, -3.0]]  # of 64 x 64, the longest side of the films is 280
LOST = [[0.5, 0.6, 30.0], [-0.6, 0.5, 20.0]]


def test_what_the_net_says_is_read_in_original_pixels(film, points):
    darker = np.ascontiguousarray(film * 0.9)  # else both directions look alike to the answer
    (found,) = carry(answering(film, points, SHIFTED, NET_ONLY), darker)
    factor = np.array([220 / 48, 280 / 64])  # the film covers 48 x 64 pixels of the canvas
    np.testing.assert_allclose(found.points, points + np.array([4.0, -3.0]) * factor, atol=0.1)
    assert found.gap.max() < 0.1
    assert not found.mirrored


def test_films_of_another_size_get_points_of_their_own(film, points):
    registration = answering(film, points, IDENTITY, NET_ONLY)
    for size in (Size(440, 560), Size(110, 140)):
        factor = size.width / 220

        def stretched(q, factor=factor):
            return (q + 0.5) / factor - 0.5

        (found,) = carry(registration, warped(film, stretched, size))
        assert error(found.points, (points + 0.5) * factor - 0.5) < 0.5 * max(1.0, factor)
        assert found.agreement > 0.8


def test_the_gap_is_how_far_both_directions_differ(film, points):
    registration = answering(film, points, IDENTITY, NET_ONLY)
    net = registration._net

    def one_way(fixed, moving, *, alignment=None, local_steps=None):
        found = Answer.forward(net, fixed, moving)
        if torch.equal(fixed, net.exemplar):
            found.fields[-1][:, 0] += 2.0
        return found

    net.forward = one_way
    (found,) = carry(registration, np.ascontiguousarray(film * 0.9))
    factor = 220 / 48
    np.testing.assert_allclose(found.gap, 2 * factor, rtol=0.03)
    np.testing.assert_allclose(found.points, points + np.array([factor, 0.0]), atol=0.4)


def test_a_field_becomes_its_affine_part_and_the_rest():
    matrix = torch.tensor([[[1.2, 0.1, -4.0], [-0.2, 0.9, 7.0]]])
    local = 3 * torch.rand(1, 2, 60, 50, generator=torch.Generator().manual_seed(0))
    whole = affine_after(matrix, local)
    start = split_affine(whole)
    torch.testing.assert_close(affine_after(start.matrices, start.local), whole, atol=1e-2, rtol=0.0)
    exact = split_affine(affine_field(matrix, Size(50, 60)))
    torch.testing.assert_close(exact.matrices, matrix, atol=1e-2, rtol=0.0)
    assert exact.local.abs().max() < 0.05


@pytest.mark.parametrize("says", [IDENTITY, LOST])
def test_the_fit_goes_on_from_the_net_and_survives_a_lost_one(film, points, says):
    forward, back = then(bend(3.0), affine(5, 1.05, (4, 3)))
    moving = warped(film, back)
    truth = forward(points)
    registration = answering(film, points, says, EdgeTransConfig())
    plain, flipped = carry(registration, moving, np.fliplr(moving))
    assert error(plain.points, truth) < 2.0
    assert error(flipped.points, mirror_points(truth, SIZE)) < 2.0
    assert (plain.mirrored, flipped.mirrored) == (False, True)


def test_a_tiny_net_recovers_a_known_warp(film, points):
    shifts = WarpRanges(STILL, STILL, STILL, (0.1, 0.2), STILL)
    forward, back = affine(0, 1.0, (22, -18))
    exemplar, moving = on_grid(film, LONGEST), on_grid(warped(film, back), LONGEST)
    net = tiny_net(dropout=0.0, local_steps=1)
    films = stage_one_films(exemplar.image, exemplar.to_grid(points), [moving.image] * 3, net.size)
    config = tiny_config(
        net=net, ranges=PairRanges(NONE, shifts), epochs=80, batch=4, highest_rate=3e-3, pseudo_start=1.0
    )
    trained = run(StageOneTraining(films, config).run())
    registration = EdgeTransRegistration(exemplar, points, trained, NET_ONLY)
    (found,) = finish(registration.register([moving]))
    assert error(found.points, forward(points)) < 0.25 * error(points, forward(points))
