"""A trained net as a registration: frames, directions, mirrored films, and the fit that goes on from it."""

import numpy as np
import pytest
import torch
from small_nets import NONE, STILL, tiny_config, tiny_net
from torch import nn
from warped_films import USUAL, affine, anatomy, bend, carry, error, landmarks, on_grid, scaled, then, warped

from engine.geometry.coordinates import Size, mirror_points
from engine.geometry.displacement import affine_after, affine_field
from engine.networks.registration_net import Transform
from engine.operation import run
from engine.registration.canvas import place
from engine.registration.edgetrans import EdgeTransConfig, EdgeTransRegistration, split_affine
from engine.registration.edgetrans_batches import PairRanges, stage_one_films
from engine.registration.edgetrans_training import StageOneTraining
from engine.registration.synthetic_pairs import WarpRanges

LONGEST = 192
FILM, POINTS = anatomy(), landmarks()
NET_ONLY = EdgeTransConfig(instance_optimisation=False)


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


def answering(matrix, config=NET_ONLY):
    exemplar = on_grid(FILM, LONGEST)
    return EdgeTransRegistration(exemplar, POINTS, Answer(exemplar.image, matrix), config)


IDENTITY = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
SHIFTED = [[1.0, 0.0, 4.0], [0.0, 1.0, -3.0]]  # of 64 x 64, the longest side of the films is 280
LOST = [[0.5, 0.6, 30.0], [-0.6, 0.5, 20.0]]


def test_what_the_net_says_is_read_in_original_pixels():
    # a darker film, else both directions look alike to the answer
    (found,) = carry(answering(SHIFTED), FILM * 0.9, longest=LONGEST)
    factor = np.array([220 / 48, 280 / 64])  # the film covers 48 x 64 pixels of the canvas
    np.testing.assert_allclose(found.points, POINTS + np.array([4.0, -3.0]) * factor, atol=0.1)
    assert found.gap.max() < 0.1
    assert not found.mirrored


@pytest.mark.parametrize("factor", [2.0, 0.5])
def test_films_of_another_size_get_points_of_their_own(factor):
    forward, back = scaled(factor)
    moving = warped(FILM, back, Size(int(220 * factor), int(280 * factor)))
    (found,) = carry(answering(IDENTITY), moving, longest=LONGEST)
    assert error(found.points, forward(POINTS)) < 0.5 * max(1.0, factor)
    assert found.agreement > 0.8


def test_the_gap_is_how_far_both_directions_differ():
    registration = answering(IDENTITY)
    net = registration._net

    def one_way(fixed, moving, *, alignment=None, local_steps=None):
        found = Answer.forward(net, fixed, moving)
        if torch.equal(fixed, net.exemplar):
            found.fields[-1][:, 0] += 2.0
        return found

    net.forward = one_way
    (found,) = carry(registration, FILM * 0.9, longest=LONGEST)
    factor = 220 / 48
    np.testing.assert_allclose(found.gap, 2 * factor, rtol=0.03)
    np.testing.assert_allclose(found.points, POINTS + np.array([factor, 0.0]), atol=0.4)


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
def test_the_fit_goes_on_from_the_net_and_survives_a_lost_one(says):
    forward, back = then(bend(3.0), affine(5, 1.05, (4, 3)))
    moving = warped(FILM, back)
    truth = forward(POINTS)
    registration = answering(says, EdgeTransConfig())
    plain, flipped = carry(registration, moving, np.fliplr(moving), longest=LONGEST)
    assert error(plain.points, truth) < 2.0
    assert error(flipped.points, mirror_points(truth, USUAL)) < 2.0
    assert (plain.mirrored, flipped.mirrored) == (False, True)


def test_a_tiny_net_recovers_a_known_warp():
    shifts = WarpRanges(STILL, STILL, STILL, (0.1, 0.2), STILL)
    forward, back = affine(0, 1.0, (22, -18))
    exemplar, moving = on_grid(FILM, LONGEST), on_grid(warped(FILM, back), LONGEST)
    net = tiny_net(dropout=0.0, local_steps=1)
    films = stage_one_films(exemplar.image, exemplar.to_grid(POINTS), [moving.image] * 3, net.size)
    config = tiny_config(
        net=net, ranges=PairRanges(NONE, shifts), epochs=80, batch=4, highest_rate=3e-3, pseudo_start=1.0
    )
    trained = run(StageOneTraining(films, config).run())
    registration = EdgeTransRegistration(exemplar, POINTS, trained, NET_ONLY)
    (found,) = run(registration.register([moving]))
    assert error(found.points, forward(POINTS)) < 0.25 * error(POINTS, forward(POINTS))
