"""PNG, TIFF, JPEG and BMP open upright, with their stored values; what is no film says so."""

import struct
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import PIL.Image
import pytest

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Photometric
from engine.imaging.pixels import display_pixels
from engine.io.images import read_image, read_size

RNG = np.random.default_rng(0)
GREY8 = RNG.integers(0, 256, (12, 17)).astype(np.uint8)
GREY16 = RNG.integers(0, 65536, (12, 17)).astype(np.uint16)
COLOUR = RNG.integers(0, 256, (12, 17, 3)).astype(np.uint8)


def saved(path, pixels, **options):
    PIL.Image.fromarray(pixels).save(path, **options)
    return path


def tiff(path, pixels, order, sample_format, photometric=1):
    """A one-strip grey TIFF by hand, for kinds that Pillow does not write."""
    data = pixels.astype(pixels.dtype.newbyteorder("<" if order == "II" else ">")).tobytes()
    height, width = pixels.shape
    end = "<" if order == "II" else ">"
    bits = 8 * pixels.dtype.itemsize
    tags = [(256, 4, width), (257, 4, height), (258, 3, bits), (259, 3, 1), (262, 3, photometric)]
    tags += [(273, 4, 8), (277, 3, 1), (278, 4, height), (279, 4, len(data)), (339, 3, sample_format)]
    entries = b"".join(
        struct.pack(end + "HHI", tag, kind, 1)
        + struct.pack(end + ("HH" if kind == 3 else "I"), *([value, 0][: 5 - kind] if kind == 3 else [value]))
        for tag, kind, value in tags
    )
    head = order.encode() + struct.pack(end + "HI", 42, 8 + len(data))
    path.write_bytes(head + data + struct.pack(end + "H", len(tags)) + entries + b"\0" * 4)
    return path


@pytest.mark.parametrize(
    ("suffix", "pixels", "how"),
    [
        *((suffix, GREY8, {}) for suffix in (".png", ".tif", ".bmp")),
        *((suffix, GREY16, {}) for suffix in (".png", ".tif")),
        *((".tif", GREY16, {"compression": kind}) for kind in ("tiff_lzw", "tiff_adobe_deflate")),
    ],
)
def test_8_and_16_bits_keep_their_values(tmp_path, suffix, pixels, how):
    image = read_image(saved(tmp_path / f"film{suffix}", pixels, **how))
    assert image.pixels.dtype == pixels.dtype
    np.testing.assert_array_equal(image.pixels, pixels)
    assert image.spacing is None


SIGNED = ((np.int16, 2), (np.int32, 2), (np.float32, 3))


@pytest.mark.parametrize(
    ("order", "dtype", "sample_format"),
    [
        ("MM", np.uint16, 1),
        ("II", np.uint32, 1),
        *((order, *kind) for order in ("II", "MM") for kind in SIGNED),
    ],
)
def test_tiffs_of_every_depth_and_byte_order(tmp_path, order, dtype, sample_format):
    pixels = np.array([[0, 1, 2], [100, 30000, 32767]]).astype(dtype)
    pixels[0, 0] = np.finfo(dtype).min if sample_format == 3 else np.iinfo(dtype).min
    pixels[1, 2] = np.finfo(dtype).max if sample_format == 3 else np.iinfo(dtype).max
    image = read_image(tiff(tmp_path / "film.tif", pixels, order, sample_format))
    assert image.pixels.dtype == dtype
    np.testing.assert_array_equal(image.pixels, pixels)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_white_is_zero_in_a_tiff_shows_low_values_bright(tmp_path, dtype):
    pixels = np.array([[0, 100, 200]]).astype(dtype)
    shown = display_pixels(read_image(tiff(tmp_path / "film.tif", pixels, "II", 1, photometric=0)))
    assert shown[0, 0] > shown[0, 1] > shown[0, 2]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif"])
def test_orientation_is_applied_once(tmp_path, suffix, orientation):
    upright = np.zeros((16, 32), np.uint8)
    upright[:8, :8] = 255  # a mark at the top left, so that each of the eight ways differs
    upright[:8, 24:] = 128
    turned = np.rot90(upright, (0, 0, 2, 2, -1, 1, 1, -1)[orientation - 1])
    # 6: turning it clockwise makes it upright
    stored = turned[:, ::-1] if orientation in (2, 4, 5, 7) else turned
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / f"film{suffix}", np.ascontiguousarray(stored), exif=exif)
    assert np.abs(read_image(path).pixels.astype(int) - upright).max() <= 12
    assert read_size(path) == Size(32, 16)


def test_colour_stays_and_equal_channels_become_grey(tmp_path):
    image = read_image(saved(tmp_path / "film.png", COLOUR))
    assert image.photometric is Photometric.RGB
    np.testing.assert_array_equal(image.pixels, COLOUR)
    image = read_image(saved(tmp_path / "grey.png", np.repeat(GREY8[..., None], 3, axis=2)))
    assert image.photometric is Photometric.MONOCHROME2
    np.testing.assert_array_equal(image.pixels, GREY8)


def test_palettes_of_greys_of_colours_and_with_transparency(tmp_path):
    picture = PIL.Image.fromarray(GREY8 % 4)
    picture.putpalette([0, 0, 0, 90, 90, 90, 180, 180, 180, 255, 255, 255])
    picture.save(tmp_path / "grey.png")
    np.testing.assert_array_equal(
        read_image(tmp_path / "grey.png").pixels, np.array([0, 90, 180, 255])[GREY8 % 4]
    )
    picture.save(tmp_path / "clear.png", transparency=3)  # what is transparent lies over black
    np.testing.assert_array_equal(
        read_image(tmp_path / "clear.png").pixels, np.array([0, 90, 180, 0])[GREY8 % 4]
    )
    picture.putpalette([0, 0, 0, 90, 0, 0, 0, 180, 0, 0, 0, 255])
    picture.save(tmp_path / "colour.png")
    assert read_image(tmp_path / "colour.png").photometric is Photometric.RGB


def test_opaque_alpha_is_dropped_and_transparency_lies_over_black(tmp_path):
    alpha = np.full(GREY8.shape, 255, np.uint8)
    path = saved(tmp_path / "la.png", np.dstack([GREY8, alpha]))
    np.testing.assert_array_equal(read_image(path).pixels, GREY8)
    alpha[:6] = 0
    for channels in ([GREY8, alpha], [GREY8, GREY8, GREY8, alpha]):
        image = read_image(saved(tmp_path / "film.png", np.dstack(channels)))
        np.testing.assert_array_equal(image.pixels, np.where(alpha == 255, GREY8, 0))


def test_one_bit_and_cmyk(tmp_path):
    path = saved(tmp_path / "bits.png", GREY8 > 127)
    np.testing.assert_array_equal(read_image(path).pixels, np.where(GREY8 > 127, 255, 0))
    grey = PIL.Image.fromarray(np.full((16, 16, 3), 100, np.uint8)).convert("CMYK")
    grey.save(tmp_path / "print.jpg", quality=95)
    assert np.abs(read_image(tmp_path / "print.jpg").pixels.astype(int) - 100).max() <= 3


def test_dots_per_inch_are_no_spacing(tmp_path):
    for suffix in (".png", ".tif", ".jpg"):
        assert read_image(saved(tmp_path / f"film{suffix}", GREY8, dpi=(300, 300))).spacing is None


def test_content_decides_not_the_suffix(tmp_path):
    path = tmp_path / "film.jpg"
    saved(path, GREY16, format="PNG")
    np.testing.assert_array_equal(read_image(path).pixels, GREY16)
    dicom_named = tmp_path / "film.dcm"
    saved(dicom_named, GREY8, format="PNG")
    np.testing.assert_array_equal(read_image(dicom_named).pixels, GREY8)


def test_several_pages_are_refused_but_a_small_copy_is_no_page(tmp_path):
    pages = [PIL.Image.fromarray(GREY8) for _ in range(3)]
    pages[0].save(tmp_path / "pages.tif", save_all=True, append_images=pages[1:])
    with pytest.raises(ImageReadError, match=r"has 3 pages or frames.*save the one"):
        read_image(tmp_path / "pages.tif")
    pages[1].encoderinfo = {"tiffinfo": {254: 1}}
    pages[0].save(tmp_path / "copy.tif", save_all=True, append_images=pages[1:2])
    np.testing.assert_array_equal(read_image(tmp_path / "copy.tif").pixels, GREY8)


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".bmp"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_truncated_pictures_are_refused(tmp_path, suffix, share):
    noise = RNG.integers(0, 256, (128, 128)).astype(np.uint8)
    path = saved(tmp_path / f"film{suffix}", noise)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ImageReadError, match=r"damaged.*export it again"):
        read_image(path)


def test_files_that_are_no_pictures_say_what_to_do(tmp_path):
    empty, text, bogus = tmp_path / "a.png", tmp_path / "b.dcm", tmp_path / "c.tif"
    empty.write_bytes(b"")
    text.write_text("patient, film\n1, 2\n" * 50)
    bogus.write_bytes(b"II*\0" + b"\xff" * 40)
    for path, match in (
        (empty, "file is empty"),
        (text, r"called \.dcm but holds no DICOM"),
        (bogus, "no picture"),
    ):
        for read in (read_image, read_size):
            with pytest.raises(ImageReadError, match=match):
                read(path)
    with pytest.raises(ImageReadError, match="not there any more"):
        read_image(tmp_path / "gone.png")
    with pytest.raises(ImageReadError, match="a folder, not a film"):
        read_image(tmp_path)


def test_a_decompression_bomb_is_refused_by_its_header(tmp_path):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)))
    for read in (read_image, read_size):
        with pytest.raises(ImageReadError, match="more pixels than can be opened"):
            read(path)


def test_reading_in_several_threads_leaves_the_warning_filters_alone(tmp_path):
    paths = [saved(tmp_path / f"{number}.png", GREY16) for number in range(40)]
    before = list(warnings.filters)
    with ThreadPoolExecutor(8) as pool:
        images = list(pool.map(read_image, paths))
    assert warnings.filters == before
    assert all(np.array_equal(image.pixels, GREY16) for image in images)
