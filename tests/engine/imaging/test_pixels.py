"""Stored pixels become brightness and learning values as the standard and the percentiles say."""

import numpy as np
import pytest

from engine.imaging.image import Image, Lookup, Photometric, Spacing, SpacingSource, VoiFunction, Window
from engine.imaging.pixel_values import apply_modality, luminance, value_range
from engine.imaging.pixels import (
    default_window,
    display_pixels,
    learning_pixels,
    nothing_shown,
    window_share,
)
from engine.imaging.pyramid import pyramid_of, thumbnail

RNG = np.random.default_rng(0)
RAMP = np.arange(4096, dtype=np.uint16).reshape(64, 64)


@pytest.mark.parametrize(
    ("function", "window", "values", "shares"),
    [
        # The example of PS3.3 C.11.2.1.2.1: centre 2048, width 4096 maps 0..4095 to 0..255.
        (VoiFunction.LINEAR, Window(2048, 4096), [-5.0, 0.0, 2047.5, 4095.0, 9000.0], [0, 0, 0.5, 1, 1]),
        # And its narrowest window: centre 0, width 1 is a threshold.
        (VoiFunction.LINEAR, Window(0, 1), [-1.0, -0.5, 0.0], [0, 0, 1]),
        (VoiFunction.LINEAR_EXACT, Window(5, 10), [-1e9, 0.0, 5.0, 10.0, 1e9], [0, 0, 0.5, 1, 1]),
        (VoiFunction.SIGMOID, Window(5, 10), [-1e9, 0.0, 5.0, 1e9], [0, 1 / (1 + np.exp(2)), 0.5, 1]),
        (VoiFunction.SIGMOID, Window(5, 10), [10.0], [1 / (1 + np.exp(-2))]),
    ],
    ids=["linear", "narrowest linear", "exact", "sigmoid", "upper half of a sigmoid"],
)
def test_windows_follow_the_standard(function, window, values, shares):
    np.testing.assert_allclose(window_share(np.array(values), window, function), shares, atol=1e-12)


@pytest.mark.parametrize("function", list(VoiFunction))
@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int16, np.int32, np.float32])
def test_every_dtype_is_shown_as_the_formula_says(function, dtype):
    stored = RNG.integers(-100, 100, (37, 21)).astype(dtype)
    image = Image(stored, slope=2.0, intercept=5.0, voi_function=function)
    window = Window(30.0, 150.0)
    expected = np.rint(255 * window_share(stored * 2.0 + 5.0, window, function))
    shown = display_pixels(image, window)
    assert shown.dtype == np.uint8
    np.testing.assert_array_equal(shown, expected)
    np.testing.assert_array_equal(display_pixels(image, window, invert=True), np.rint(255 - expected))


def test_the_users_inversion_undoes_that_of_monochrome1():
    first, second = (
        Image(RAMP, photometric) for photometric in (Photometric.MONOCHROME1, Photometric.MONOCHROME2)
    )
    window = Window(2048, 4096)
    np.testing.assert_array_equal(display_pixels(first, window, invert=True), display_pixels(second, window))
    assert display_pixels(first, window)[0, 0] == 255


def test_a_voi_table_is_used_until_the_user_sets_a_window():
    image = Image(RAMP, voi_lut=Lookup(0, np.arange(4096)[::-1], 12), windows=(Window(2048, 4096),))
    assert display_pixels(image)[0, 0] == 255
    assert display_pixels(image, default_window(image))[0, 0] == 0


def test_the_first_window_of_the_file_is_the_default():
    windows = Window(100, 50, "BONE"), Window(300, 20)
    assert default_window(Image(RAMP, windows=windows)) is windows[0]


@pytest.mark.parametrize("function", list(VoiFunction))
def test_the_percentile_window_spans_the_percentiles(function):
    image = Image(RAMP, voi_function=function)
    low, high = np.percentile(RAMP, [0.5, 99.5])
    dark, middle, bright = window_share(
        np.array([low, (low + high) / 2, high]), default_window(image), function
    )
    assert middle == pytest.approx(0.5)
    assert (dark, bright) == pytest.approx(
        (0.119, 0.881) if function is VoiFunction.SIGMOID else (0, 1), abs=1e-3
    )


@pytest.mark.parametrize("slope", [1.0, -0.5])
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.float32])
def test_percentiles_are_those_of_all_pixels(dtype, slope):
    stored = RNG.normal(120, 20, (200, 300)).astype(dtype)
    image = Image(stored, slope=slope, intercept=7.0)
    expected = np.percentile(apply_modality(image, stored), [0.5, 99.5])
    np.testing.assert_allclose(value_range(image, 0.5, 99.5), expected, rtol=1e-6)


@pytest.mark.parametrize("photometric", [Photometric.MONOCHROME2, Photometric.MONOCHROME1, Photometric.RGB])
def test_a_wide_plain_border_of_any_grey_takes_no_part_in_learning_pixels(photometric):
    film = np.random.default_rng(0).integers(0, 200, (40, 30), dtype=np.uint8)
    film = film[..., None].repeat(3, axis=2) if photometric is Photometric.RGB else film
    sides = ((40, 40), (30, 30), (0, 0))[: film.ndim]
    within = np.pad(film, sides, constant_values=120)
    alone, bordered = (learning_pixels(Image(pixels, photometric)) for pixels in (film, within))
    np.testing.assert_allclose(bordered[40:80, 30:60], alone, atol=1e-6)


@pytest.mark.parametrize(("grey", "noise"), [(255, 1), (100, 0), (20, 1)])
def test_a_film_within_a_wide_border_is_as_bright_on_screen_as_without(grey, noise):
    random = np.random.default_rng(1)
    film = random.integers(60, 140, (1500, 1200), dtype=np.uint8)
    around = np.clip(grey + random.integers(-noise, noise + 1, (4500, 3600)), 0, 255).astype(np.uint8)
    around[1500:3000, 1200:2400] = film
    shown = display_pixels(Image(around))[1500:3000, 1200:2400]
    np.testing.assert_allclose(shown, display_pixels(Image(film)).astype(float), atol=3)


def test_learning_pixels_stretch_the_percentiles_and_ignore_windows():
    stored = RNG.normal(20000, 3000, (100, 100)).astype(np.uint16)
    low, high = np.percentile(stored, [0.5, 99.5])
    expected = np.clip((stored - low) / (high - low), 0, 1)
    learned = learning_pixels(Image(stored, windows=(Window(0, 10),), voi_lut=Lookup(0, np.arange(5))))
    assert learned.dtype == np.float32
    np.testing.assert_allclose(learned, expected, atol=1e-6)
    inverted = learning_pixels(Image(stored, Photometric.MONOCHROME1))
    np.testing.assert_allclose(inverted, 1 - expected, atol=1e-6)


@pytest.mark.parametrize("border", [0, 65535])
def test_a_large_border_of_one_value_does_not_eat_the_contrast(border):
    stored = np.full((100, 200), border, np.uint16)
    stored[:, 120:] = RNG.normal(30000, 500, (100, 80))
    learned = learning_pixels(Image(stored))[:, 120:]
    assert learned.min() == 0.0
    assert learned.max() == 1.0
    assert 0.1 < learned.std() < 0.3


@pytest.mark.parametrize("value", [0, 7, 65535])
@pytest.mark.parametrize("photometric", [Photometric.MONOCHROME1, Photometric.MONOCHROME2])
def test_constant_and_two_valued_images(value, photometric):
    image = Image(np.full((9, 9), value, np.uint16), photometric)
    assert np.ptp(learning_pixels(image)) == 0
    assert np.ptp(display_pixels(image)) == 0
    stepped = Image(np.repeat(np.array([[3, 9]], np.uint8), 9, axis=0))
    np.testing.assert_array_equal(learning_pixels(stepped)[0], [0, 1])
    np.testing.assert_array_equal(display_pixels(stepped)[0], [0, 255])


def test_nan_and_infinity_stay_out_of_the_percentiles():
    stored = RNG.normal(0, 1, (50, 50)).astype(np.float32)
    clean = value_range(Image(stored), 0.5, 99.5)
    stored = np.vstack([stored, np.full((5, 50), np.nan), np.full((1, 50), np.inf)]).astype(np.float32)
    image = Image(stored, voi_function=VoiFunction.LINEAR_EXACT)
    assert value_range(image, 0.5, 99.5) == clean
    assert np.isfinite(learning_pixels(image)).all()
    assert display_pixels(image)[-1, 0] == 255
    assert np.isfinite(learning_pixels(Image(np.full((4, 4), np.nan, np.float32)))).all()


def test_colour_is_shown_as_stored_and_learned_in_grey():
    colour = RNG.integers(0, 256, (30, 40, 3)).astype(np.uint8)
    image = Image(colour, Photometric.RGB, voi_function=VoiFunction.LINEAR_EXACT)
    np.testing.assert_array_equal(display_pixels(image), colour)
    np.testing.assert_array_equal(display_pixels(image, default_window(image)), colour)
    np.testing.assert_array_equal(display_pixels(image, invert=True), 255 - colour)
    np.testing.assert_allclose(luminance(colour), colour @ [0.299, 0.587, 0.114], rtol=1e-5)
    assert learning_pixels(image).shape == (30, 40)
    assert display_pixels(image, Window(64, 128))[colour > 130].min() == 255


def test_thumbnails_average_and_are_never_larger():
    stored = np.zeros((300, 200), np.uint8)
    stored[:, ::2] = 200
    image = Image(stored, windows=(Window(128, 256),))
    small = thumbnail(pyramid_of(image), 150)
    assert small.shape == (150, 100)
    np.testing.assert_array_equal(small, 100)
    assert thumbnail(pyramid_of(image), 1000).shape == (300, 200)
    assert thumbnail(pyramid_of(Image(np.zeros((1000, 2), np.uint8))), 50).shape == (50, 1)
    colour = Image(np.zeros((90, 60, 3), np.uint8), Photometric.RGB)
    assert thumbnail(pyramid_of(colour), 30).shape == (30, 20, 3)


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
def test_nothing_is_shown_by_a_film_of_one_grey_even_with_a_few_specks(level):
    pixels = np.full((400, 300), level, np.float32)
    assert "all its pixels are alike" in nothing_shown(pixels)
    pixels[200, 150:152] = 1.0 - level
    assert "all its pixels are alike" in nothing_shown(pixels)


def test_something_is_shown_by_little_and_by_two_greys():
    pixels = np.zeros((400, 300), np.float32)
    pixels[100:120, 50:60] = 1.0  # a fifth of a per cent
    assert nothing_shown(pixels) == ""
    pixels[:, 150:] = 1.0
    assert nothing_shown(pixels) == ""


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (300, 7)])
def test_nothing_is_shown_by_a_film_of_hardly_any_pixels(shape):
    pixels = np.random.default_rng(0).random(shape, np.float32)
    assert f"a film of {shape[1]} x {shape[0]} pixels" in nothing_shown(pixels)


@pytest.mark.parametrize("stored", [-2000, 0, 700])
def test_nothing_is_shown_by_padding_alone(stored):
    pixels = np.full((40, 30), stored, np.int16)
    assert nothing_shown(learning_pixels(Image(pixels, Photometric.MONOCHROME2, padding=(stored, stored))))
    assert nothing_shown(learning_pixels(Image(pixels, Photometric.MONOCHROME2)))


@pytest.mark.parametrize(
    ("x", "y", "shape"), [(0.1, 0.2, (60, 45)), (0.2, 0.1, (20, 60)), (0.1, 0.1, (40, 60))]
)
def test_a_thumbnail_shows_pixels_in_their_shape(x, y, shape):
    image = Image(np.zeros((400, 600), np.uint8), spacing=Spacing(x, y, SpacingSource.PIXEL_SPACING))
    assert thumbnail(pyramid_of(image), 60).shape == shape
