"""Frames: similarities found, canvases laid around landmarks, patches cut out of films."""

import numpy as np
import pytest
import torch
from spot_films import spot_film

from engine.geometry.coordinates import Size
from engine.geometry.frames import apply_frame, film_frame, invert_frame, similarity
from engine.geometry.heatmaps import decode
from engine.models.reference import Reference, film_reference, frame_of, landmark_reference
from engine.training.augmentation import patch_origin
from engine.training.patches import cut_patch, labelled, on_canvas, patch_size

FILM = Size(400, 500)
SHAPE = np.random.default_rng(3).uniform([100, 120], [300, 400], (12, 2))


def turn(degrees, scale, shift, mirrored=False):
    cos, sin = scale * np.cos(np.deg2rad(degrees)), scale * np.sin(np.deg2rad(degrees))
    linear = np.array([[cos, -sin], [sin, cos]]) * ([-1.0, 1.0] if mirrored else [1.0, 1.0])
    return np.column_stack([linear, shift])


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("degrees", [0, 25, -170])
def test_a_known_similarity_is_recovered(degrees, mirrored):
    true = turn(degrees, 1.3, (20.0, -7.0), mirrored)
    np.testing.assert_allclose(similarity(SHAPE, apply_frame(true, SHAPE), mirrored), true, atol=1e-6)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_few_wrong_landmarks_hardly_turn_the_film(mirrored):
    true = turn(15, 0.8, (5.0, 9.0), mirrored)
    target = apply_frame(true, SHAPE) + np.random.default_rng(0).normal(0, 1.0, SHAPE.shape)
    target[[2, 7]] += 120.0
    target[4] = np.nan
    off = apply_frame(similarity(SHAPE, target, mirrored), SHAPE) - apply_frame(true, SHAPE)
    assert np.linalg.norm(off, axis=1).max() < 4.0  # plain least squares: more than 20


def test_fewer_than_two_landmarks_only_shift():
    target = np.full_like(SHAPE, np.nan)
    np.testing.assert_allclose(similarity(SHAPE, target), [[1, 0, 0], [0, 1, 0]])
    target[5] = SHAPE[5] + (3, 4)
    np.testing.assert_allclose(similarity(SHAPE, target), [[1, 0, 3], [0, 1, 4]])


def test_a_frame_and_its_inverse_cancel():
    frame = turn(33, 2.2, (-4.0, 11.0), True)
    np.testing.assert_allclose(apply_frame(invert_frame(frame), apply_frame(frame, SHAPE)), SHAPE)


def test_the_canvas_holds_the_landmarks_with_their_margin():
    reference = landmark_reference([SHAPE], 192, 0.25, [FILM])
    assert max(reference.size.width, reference.size.height) == 192
    assert (reference.size.width % 8, reference.size.height % 8) == (0, 0)
    extent = np.ptp(SHAPE, axis=0)
    edge = 0.25 * extent.max() / reference.pitch - 8
    assert reference.points.min() > edge
    assert (reference.points < np.array([reference.size.width, reference.size.height]) - edge).all()
    np.testing.assert_allclose(np.ptp(reference.points, axis=0) * reference.pitch, extent)


def test_one_landmark_gets_a_part_of_the_film_around_it():
    reference = landmark_reference([SHAPE[:1]], 96, 0.25, [FILM])
    np.testing.assert_allclose(
        reference.points[0], [(reference.size.width - 1) / 2, (reference.size.height - 1) / 2]
    )
    assert reference.pitch * 96 == pytest.approx(0.25 * 500 * 1.5)


def test_several_shapes_are_turned_onto_the_first_and_averaged():
    moved = apply_frame(turn(20, 1.4, (30.0, 10.0)), SHAPE)
    part = SHAPE.copy()
    part[3] = np.nan
    one, both = (landmark_reference(shapes, 192, 0.25, [FILM] * 2) for shapes in ([SHAPE], [part, moved]))
    np.testing.assert_allclose(both.points, one.points, atol=1e-4)


def test_many_landmarks_give_the_frame_its_turn_and_scale():
    reference = landmark_reference([SHAPE], 192, 0.25, [FILM])
    for mirrored in (False, True):
        true = turn(12, 1.7, (40.0, 60.0), mirrored)
        frame = frame_of(reference, apply_frame(true, reference.points), mirrored)
        np.testing.assert_allclose(frame, true, atol=1e-6)


def test_two_landmarks_are_enough_and_unknown_ones_have_no_say():
    reference = landmark_reference([SHAPE], 192, 0.25, [FILM])
    true = turn(-40, 2.0, (40.0, 60.0))
    points = apply_frame(true, reference.points)
    points[2:] = np.nan
    np.testing.assert_allclose(frame_of(reference, points, False), true, atol=1e-6)


def test_one_landmark_places_the_frame_at_the_pitch_that_is_said():
    reference = landmark_reference([SHAPE], 192, 0.25, [FILM])
    points = np.full_like(SHAPE, np.nan)
    points[4] = (210.0, 190.0)
    for mirrored, pitch in ((False, None), (True, None), (True, 3.0)):
        frame = frame_of(reference, points, mirrored, pitch)
        np.testing.assert_allclose(apply_frame(frame, reference.points[4]), points[4])
        scale = reference.pitch if pitch is None else pitch
        np.testing.assert_allclose(frame[:, :2], np.diag([-scale if mirrored else scale, scale]))


def test_a_whole_film_fits_into_its_frame():
    frame = film_frame(Size(96, 64), FILM)
    corners = apply_frame(invert_frame(frame), np.array([[-0.5, -0.5], [399.5, 499.5]]))
    np.testing.assert_allclose(corners[:, 1], [-0.5, 63.5])  # its longer side fills the canvas
    np.testing.assert_allclose(corners.sum(axis=0), [95.0, 63.0])  # in the middle
    mirrored = film_frame(Size(96, 64), FILM, mirrored=True)
    np.testing.assert_allclose(apply_frame(mirrored, np.array([47.5, 31.5])), [199.5, 249.5])
    assert np.linalg.det(mirrored[:, :2]) < 0 < np.linalg.det(frame[:, :2])


def test_the_canvas_for_whole_films_has_sides_of_32():
    reference = film_reference([SHAPE], 320, [FILM])
    assert reference.size == Size(256, 320)
    np.testing.assert_allclose(apply_frame(film_frame(reference.size, FILM), reference.points), SHAPE)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("pitch", [0.5, 1.0, 2.7, 6.3])
def test_a_patch_shows_the_film_in_the_right_place(pitch, mirrored):
    size, spot = Size(64, 48), np.array([[211.3, 170.8]])
    film = spot_film(spot, FILM, spread=3.0 * pitch)
    reference = Reference(size, np.array([[31.0, 22.4]]), pitch)
    frame = frame_of(reference, spot + np.array([2.0, -1.5]), mirrored)
    patch = cut_patch(film, frame, size)
    assert patch.dtype == torch.float16
    assert patch.shape == (1, patch_size(size).height, patch_size(size).width)
    origin = torch.tensor(patch_origin(patch[None], size))
    found = decode(patch[None].float(), 3.0).points[0] - origin
    assert float((found - on_canvas(frame, spot)).norm()) < 0.1


def test_beyond_the_film_its_edge_goes_on():
    film = np.tile(np.linspace(0.2, 0.8, 60, dtype=np.float32), (50, 1))
    patch = cut_patch(film, film_frame(Size(96, 96), Size(60, 50)), Size(96, 96)).float()
    assert float(patch.min()) == pytest.approx(0.2, abs=1e-3)
    assert float(patch.max()) == pytest.approx(0.8, abs=1e-3)


def test_what_has_no_place_is_not_trusted():
    points = torch.tensor([[1.0, 2.0], [np.nan, np.nan]])
    one = labelled([torch.zeros(1, 8, 8)] * 2, [points, points], [np.ones(2), np.full(2, 0.5)], 1, Size(4, 4))
    assert one.trust.tolist() == [[1.0, 0.0], [0.5, 0.0]]
    assert one.exemplars == 1
