"""What a library user needs without folders, windows or tables: read a film, register arrays, predict one."""

import numpy as np
import pytest
import torch

from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.operation import run
from engine.phantoms.phantom import dicom_bytes, draw_phantom
from engine.registration.films import to_grid
from engine.registration.instance import InstanceConfig, InstanceRegistration

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def hands():
    """Two drawn hands of one size in another pose."""
    return draw_phantom(0, seed=0), draw_phantom(1, seed=0)


def array(phantom):
    """Its pixels as a person may have them: float32 [H, W] in 0..1."""
    return (phantom.pixels / phantom.pixels.max()).astype(np.float32)


def truth(phantom):
    return np.array([mark.position for mark in phantom.truth.placed()])


def test_a_film_is_read_in_two_lines(hands, tmp_path):
    (tmp_path / "hand.dcm").write_bytes(dicom_bytes(hands[0]))
    film = read_image(tmp_path / "hand.dcm")
    pixels = learning_pixels(film)
    assert np.array_equal(film.pixels, hands[0].pixels)
    assert (film.spacing.x, film.spacing.y) == pytest.approx((hands[0].spacing.x, hands[0].spacing.y))
    assert (pixels.dtype, pixels.shape, pixels.min(), pixels.max()) == (np.float32, film.pixels.shape, 0, 1)


def test_points_are_carried_from_one_array_to_another(hands):
    config, points = InstanceConfig(), truth(hands[0])
    fixed, moving = (to_grid(hand.identity, array(hand), config.fine, CPU) for hand in hands)
    [carried] = run(InstanceRegistration(fixed, points, config).register([moving]))
    errors = np.linalg.norm(carried.points - truth(hands[1]), axis=1)
    before = np.linalg.norm(points - truth(hands[1]), axis=1)
    assert np.median(errors) < 4
    assert np.median(before) > 10 * np.median(errors)
    assert not carried.mirrored
