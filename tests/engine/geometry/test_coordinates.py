"""The frames: half pixels, round trips, edges; the formula that everything else relies on."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engine.geometry.coordinates import (
    Size,
    from_stride,
    inside,
    mirror_points,
    normalised_affine,
    resize_affine,
    resize_points,
    to_normalised,
    to_stride,
)
from engine.geometry.displacement import in_sight
from engine.geometry.frames import apply_frame, film_frame, frame_of_edges, pooled_frame

FILM, GRID = Size(1935, 2400), Size(304, 384)


def scattered(size, count=50):
    random = np.random.default_rng(0)
    return random.uniform([-0.5, -0.5], [size.width - 0.5, size.height - 0.5], (count, 2))


def test_resizing_follows_the_half_pixel_formula():
    points = scattered(FILM)
    expected = (points + 0.5) * [304 / 1935, 384 / 2400] - 0.5
    np.testing.assert_allclose(resize_points(points, FILM, GRID), expected, rtol=0, atol=1e-12)


def test_strides_are_resized_grids_for_arrays_and_tensors_alike():
    points = scattered(FILM)
    coarse = resize_points(points, Size(1936, 2400), Size(484, 600))
    np.testing.assert_allclose(to_stride(points, 4), coarse, atol=1e-12)
    np.testing.assert_allclose(from_stride(coarse, 4), points, atol=1e-9)
    np.testing.assert_allclose(to_stride(torch.from_numpy(points), 4).numpy(), coarse, atol=1e-12)
    assert FILM.pooled(4) == Size(484, 600)


def test_the_centre_lies_midway_between_the_corners():
    np.testing.assert_allclose(FILM.corners.mean(axis=0), FILM.centre)
    np.testing.assert_allclose(to_normalised(FILM.corners, FILM), [[-1, -1], [1, -1], [1, 1], [-1, 1]])


@pytest.mark.parametrize("shape", [(2,), (5, 2), (3, 4, 2)])
def test_round_trips_return_every_point_and_keep_its_shape(shape):
    points = np.random.default_rng(1).uniform(0, 300, shape)
    there = resize_points(points, FILM, GRID)
    assert there.shape == shape
    np.testing.assert_allclose(resize_points(there, GRID, FILM), points, atol=1e-9)
    np.testing.assert_allclose(mirror_points(mirror_points(points, FILM), FILM), points, atol=1e-9)


def test_affine_pairs_are_the_maps_of_points():
    points = scattered(FILM)
    for pair, mapped in (
        (resize_affine(FILM, GRID), resize_points(points, FILM, GRID)),
        (normalised_affine(FILM), to_normalised(points, FILM)),
    ):
        np.testing.assert_allclose(points * np.array(pair[0]) + np.array(pair[1]), mapped, atol=1e-12)


def test_torch_resizes_images_in_the_same_frame():
    # pixel values are their own positions, so a resized image holds the positions of its pixels
    positions = np.stack(np.meshgrid(np.arange(12.0), np.arange(20.0)))
    smaller = F.interpolate(torch.tensor(positions)[None], size=(10, 6), mode="bilinear")[0].numpy()
    pixels = np.stack(np.meshgrid(np.arange(6.0), np.arange(10.0)), axis=-1)
    expected = resize_points(pixels, Size(6, 10), Size(12, 20))
    np.testing.assert_allclose(np.moveaxis(smaller, 0, -1), expected, atol=1e-9)


def test_torch_samples_at_normalised_points():
    ramp = torch.arange(7.0).expand(5, 7)[None, None]
    points = np.array([[1.25, 2.0], [4.5, 0.5], [6.0, 4.0]])
    grid = torch.tensor(to_normalised(points, Size(7, 5)), dtype=torch.float32)[None, None]
    sampled = F.grid_sample(ramp, grid, align_corners=False, padding_mode="border")
    np.testing.assert_allclose(sampled[0, 0, 0].numpy(), points[:, 0], atol=1e-5)


def test_mirroring_points_is_mirroring_the_film():
    film = np.zeros((4, 9))
    film[1, 2] = 1.0
    x, y = mirror_points(np.array([2.0, 1.0]), Size(9, 4))
    assert np.fliplr(film)[int(y), int(x)] == 1.0


def test_a_film_ends_at_the_outer_edge_of_its_pixels():
    points = np.array([[-0.5, 0], [9.5, 3.5], [9.6, 0], [0, -0.6], [np.nan, 1]])
    assert inside(points, Size(10, 4)).tolist() == [True, True, False, False, False]
    assert in_sight(torch.from_numpy(points), Size(10, 4)).tolist() == [False] * 5
    assert in_sight(torch.tensor([[-0.4, 3.4], [9.4, 0.0]]), Size(10, 4)).tolist() == [True, True]


def test_a_pooled_frame_leads_from_the_maps_to_where_the_canvas_does():
    frame, places = film_frame(GRID, FILM, mirrored=True), scattered(GRID)
    found = apply_frame(pooled_frame(frame, 4), to_stride(places, 4))
    np.testing.assert_allclose(found, apply_frame(frame, places), atol=1e-9)


def test_a_frame_of_edges_counts_from_the_outer_edge_on_both_sides():
    frame, places = film_frame(GRID, FILM, mirrored=True), scattered(GRID)
    found = apply_frame(frame_of_edges(frame), places + 0.5)
    np.testing.assert_allclose(found, apply_frame(frame, places) + 0.5, atol=1e-9)


def test_mapping_leaves_the_callers_points_alone():
    points = scattered(FILM)
    before = points.copy()
    resize_points(points, FILM, GRID)
    mirror_points(points, FILM)
    np.testing.assert_array_equal(points, before)
