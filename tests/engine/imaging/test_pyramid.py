import numpy as np
import pytest

from engine.imaging.image import Image, Photometric, Window
from engine.imaging.local_contrast import LocalContrast
from engine.imaging.pixels import default_window, display_pixels
from engine.imaging.pyramid import Picture, Tone, pyramid_of, window_of_part


def film(height=1301, width=903, dtype=np.uint16, **facts):
    rows, columns = np.mgrid[0:height, 0:width]
    return Image((20 * columns + 7 * rows).astype(dtype), **facts)


def whole(picture, level=0):
    height, width = picture.pyramid.levels[level].shape[:2]
    return picture.part(level, slice(0, height), slice(0, width))


@pytest.mark.parametrize("shape", [(1024, 768), (1301, 903), (1024, 600, 3), (5000, 3)])
def test_each_level_holds_the_means_of_two_by_two_pixels(shape):
    pixels = np.random.default_rng(0).integers(0, 65536, shape).astype(np.uint16)
    photometric = Photometric.RGB if len(shape) == 3 else Photometric.MONOCHROME2
    first, second, *_ = pyramid_of(Image(pixels, photometric)).levels
    even = pixels[: shape[0] // 2 * 2, : shape[1] // 2 * 2].astype(float)
    means = (even[0::2, 0::2] + even[1::2, 0::2] + even[0::2, 1::2] + even[1::2, 1::2]) / 4
    assert first is pixels
    assert np.abs(second[: means.shape[0], : means.shape[1]] - means).max() <= 0.5
    assert second.shape[:2] == ((shape[0] + 1) // 2, (shape[1] + 1) // 2)
    if shape[0] % 2:
        np.testing.assert_allclose(
            second[-1, : shape[1] // 2], (pixels[-1, 0:-1:2].astype(float) + pixels[-1, 1::2]) / 2, atol=0.5
        )


def test_signed_and_real_pixels_are_halved_without_overflow():
    signed = np.full((1200, 1200), -32768, np.int16)
    real = np.full((1200, 1200), 0.25, np.float32)
    for pixels in (signed, real, np.full((1200, 1200), 2**31 - 1, np.int32)):
        for level in pyramid_of(Image(pixels)).levels:
            assert level.dtype == pixels.dtype
            assert (level == pixels[0, 0]).all()


@pytest.mark.parametrize("photometric", list(Photometric)[:2])
@pytest.mark.parametrize("tone", [Tone(), Tone(Window(9000.0, 4000.0)), Tone(invert=True)])
def test_parts_of_the_first_level_are_the_film_as_the_eye_gets_it(photometric, tone):
    image = film(photometric=photometric)
    seen = display_pixels(image, tone.window, tone.invert)
    part = Picture(pyramid_of(image), tone).part(0, slice(17, 400), slice(800, 903))
    np.testing.assert_array_equal(part, seen[17:400, 800:903])


def test_gamma_moves_what_lies_between_dark_and_bright_and_leaves_the_ends():
    image = Image(np.arange(256, dtype=np.uint8).reshape(1, 256))
    span = Window(128.0, 256.0)
    plain = whole(Picture(pyramid_of(image), Tone(span)))
    bright = whole(Picture(pyramid_of(image), Tone(span, gamma=2.0)))
    np.testing.assert_allclose(bright, 255 * np.sqrt(plain / 255), atol=12)
    assert (bright[0, 0], bright[0, -1]) == (0, 255)
    assert (bright >= plain).all()


def test_the_window_of_a_part_spreads_that_part_from_dark_to_bright():
    pixels = np.zeros((2000, 1500), np.uint16)
    pixels[500:900, 300:700] = np.linspace(30000, 31000, 400).astype(np.uint16)
    window = window_of_part(pyramid_of(Image(pixels)), slice(500, 900), slice(300, 700))
    assert window.center == pytest.approx(30500, abs=20)
    assert window.width == pytest.approx(990, abs=20)


def test_the_start_window_is_that_of_the_whole_film():
    image = film()
    assert pyramid_of(image).window == default_window(image)


def test_local_contrast_levels_a_film_of_little_contrast_up_to_its_limit():
    rows, columns = np.mgrid[0:400, 0:400]
    seen = (128 + 9 * np.sin(columns / 3) * np.cos(rows / 3)).astype(np.uint8)  # alike in all regions
    raised = LocalContrast.of(seen, 1.0).applied(seen, (0, 0), seen.shape)
    gain = np.ptp(raised.astype(int)) / np.ptp(seen.astype(int))
    assert 1.5 < gain <= 3.05
    np.testing.assert_array_equal(LocalContrast.of(seen, 0.0).applied(seen, (0, 0), seen.shape), seen)


def test_local_contrast_of_a_part_is_the_part_of_the_whole():
    rng = np.random.default_rng(1)
    for shape in ((333, 257), (120, 90, 3)):
        seen = rng.integers(0, 256, shape).astype(np.uint8)
        contrast = LocalContrast.of(seen, 0.7)
        every = contrast.applied(seen, (0, 0), shape[:2])
        part = contrast.applied(seen[31:100, 7:80], (31, 7), shape[:2])
        np.testing.assert_array_equal(part, every[31:100, 7:80])


def test_local_contrast_keeps_the_order_of_greys_in_each_place():
    seen = np.random.default_rng(2).integers(0, 256, (64, 64)).astype(np.uint8)
    curves = LocalContrast.of(seen, 1.0).curves
    assert (np.diff(curves, axis=2) >= 0).all()
    assert curves.min() >= 0
    assert curves.max() <= 255
