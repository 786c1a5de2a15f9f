"""The content of a film: what lies within a border that is plain on each side."""

import numpy as np

from engine.imaging.content import PixelBox, content_box, within_wide_border


def test_content_lies_within_a_border_that_is_plain_on_each_side():
    film = np.full((40, 30), 0.3, np.float32)
    film[8:36, 5:26] = np.linspace(0.5, 0.9, 28)[:, None]
    film[:, 26:] = 0.3 + 0.03 * np.eye(40, 4)  # as JPEG leaves it
    assert content_box(film) == PixelBox(5, 8, 26, 36)
    assert content_box(np.zeros((4, 6), np.float32)) == PixelBox(0, 0, 6, 4)
    assert PixelBox(10, 20, 110, 70).middle(0.6) == PixelBox(30, 30, 90, 60)


def test_a_line_that_is_not_plain_ends_the_border_wherever_it_lies():
    for first in range(20):
        film = np.zeros((40, 30), np.float32)
        film[first:, 11] = 0.5
        assert content_box(film) == PixelBox(11, first, 12, 40)


def test_a_box_shows_its_part_of_the_film():
    film = np.arange(12.0, dtype=np.float32).reshape(3, 4)
    assert PixelBox(1, 0, 3, 2).of(film).tolist() == [[1, 2], [5, 6]]


def test_only_a_wide_border_around_more_than_a_speck_is_left_out():
    def film(side):
        pixels = np.zeros((100, 100), np.float32)
        pixels[:side, :side] = 0.5
        pixels[0, 0] = pixels[side - 1, side - 1] = 1.0
        return within_wide_border(pixels)

    assert [film(side) for side in (14, 85, 100)] == [None, None, None]
    assert [film(side) for side in (20, 80)] == [PixelBox(0, 0, 20, 20), PixelBox(0, 0, 80, 80)]


def test_faint_tissue_is_no_part_of_a_border():
    pixels = np.zeros((100, 100), np.float32)
    pixels[30:60, 30:60] = np.linspace(0.2, 1.0, 30)
    assert within_wide_border(pixels) == PixelBox(30, 30, 60, 60)
    pixels[10:95, 20:80] += np.linspace(0.02, 0.03, 60, dtype=np.float32)
    assert within_wide_border(pixels) == PixelBox(20, 10, 80, 95)
