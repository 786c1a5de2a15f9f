"""Pictures of other kinds than most: 16 bits of colour, an empty alpha, thumbnails first, other suffixes."""

import struct
import zlib
from io import BytesIO

import numpy as np
import PIL.Image
import pytest
import SimpleITK as sitk
from dicom_files import film_dataset, save
from PIL import TiffImagePlugin
from pydicom.encaps import get_frame
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEG2000Lossless

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.io.images import find_films, read_image, read_size

RNG = np.random.default_rng(0)
GREY16 = RNG.integers(0, 65536, (12, 17)).astype(np.uint16)
GREY8 = RNG.integers(0, 256, (12, 17)).astype(np.uint8)


def deep_png(path, samples, kind):
    """A PNG of 16 bits a sample; `kind`: 2 colours, 4 grey with alpha, 6 colours with alpha."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    height, width = samples.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    return path


def in_all_channels(grey):
    return np.repeat(grey[..., None], 3, axis=2)


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_grey_in_16_bits_of_colour_keeps_its_depth(tmp_path, suffix):
    path = tmp_path / f"film.{suffix}"
    sitk.WriteImage(sitk.GetImageFromArray(in_all_channels(GREY16), isVector=True), str(path))
    np.testing.assert_array_equal(read_image(path).pixels, GREY16)


def test_colours_of_16_bits_are_shown_in_8(tmp_path):
    colours = RNG.integers(0, 65536, (12, 17, 3)).astype(np.uint16)
    path = deep_png(tmp_path / "film.png", colours, 2)
    np.testing.assert_array_equal(read_image(path).pixels, colours >> 8)


@pytest.mark.parametrize("alpha", [0, 65535])
def test_grey_with_an_alpha_of_16_bits_keeps_its_depth(tmp_path, alpha):
    samples = np.stack([GREY16, np.full_like(GREY16, alpha)], axis=2)
    np.testing.assert_array_equal(read_image(deep_png(tmp_path / "film.png", samples, 4)).pixels, GREY16)


def test_half_transparent_grey_of_16_bits_lies_over_black(tmp_path):
    samples = np.stack([np.full_like(GREY16, 40000), np.full_like(GREY16, 32768)], axis=2)
    assert np.unique(read_image(deep_png(tmp_path / "film.png", samples, 4)).pixels).tolist() == [20000]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_an_alpha_of_nothing_but_zeros_hides_nothing(tmp_path, mode):
    picture = PIL.Image.fromarray(GREY8).convert(mode)
    picture.putalpha(0)
    picture.save(tmp_path / "film.png")
    np.testing.assert_array_equal(read_image(tmp_path / "film.png").pixels, GREY8)


@pytest.mark.parametrize("subfile", [1, 4])
def test_a_thumbnail_or_mask_before_the_film_is_not_the_film(tmp_path, subfile):
    small, film = (PIL.Image.fromarray(pixels) for pixels in (GREY8[:4, :4], GREY8))
    small.encoderinfo = {}
    small.save(tmp_path / "film.tif", save_all=True, append_images=[film], tiffinfo={254: subfile})
    data = bytearray((tmp_path / "film.tif").read_bytes())
    second = data.rfind(struct.pack("<HHII", 254, 4, 1, subfile))
    if data.count(struct.pack("<HHII", 254, 4, 1, subfile)) > 1:  # Pillow writes the tag on both pages
        data[second : second + 12] = struct.pack("<HHII", 254, 4, 1, 0)
    (tmp_path / "film.tif").write_bytes(data)
    np.testing.assert_array_equal(read_image(tmp_path / "film.tif").pixels, GREY8)
    assert read_size(tmp_path / "film.tif") == Size(17, 12)


def tiff_of(tags):
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + bytes(64)


PLAIN_TIFF = {256: 2, 257: 2, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 2, 279: 4}


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ({258: 64, 339: 3}, r"1 band of 64 bits \(floating point\)"),
        ({258: 16, 339: 3}, r"1 band of 16 bits \(floating point\)"),
        ({258: 64}, r"1 band of 64 bits \(unsigned\)"),
        ({277: 5}, r"5 bands of 8 bits"),
        ({259: 34712}, "JPEG 2000 inside"),
        ({259: 50001}, "WebP inside"),
    ],
)
def test_a_sound_tiff_that_cannot_be_read_says_what_it_is(tmp_path, capfd, tags, words):
    path = tmp_path / "film.tif"
    path.write_bytes(tiff_of({**PLAIN_TIFF, **tags}))
    with pytest.raises(ImageReadError, match=words) as refused:
        read_image(path)
    assert "damaged" not in str(refused.value)
    assert capfd.readouterr().err == ""


def test_a_jpeg_of_12_bits_says_so(tmp_path):
    PIL.Image.fromarray(GREY8).save(tmp_path / "film.jpg")
    data = bytearray((tmp_path / "film.jpg").read_bytes())
    data[data.index(b"\xff\xc0") + 4] = 12
    (tmp_path / "film.jpg").write_bytes(data)
    with pytest.raises(ImageReadError, match="JPEG of 12 bits"):
        read_image(tmp_path / "film.jpg")


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [("jfif", "JPEG"), ("jpe", "JPEG"), ("webp", "WEBP"), ("gif", "GIF"), ("jp2", "JPEG2000")],
)
def test_a_picture_is_found_under_all_suffixes_that_are_in_use(tmp_path, suffix, kind):
    PIL.Image.fromarray(GREY8).save(tmp_path / f"film.{suffix}", kind)
    assert find_films(tmp_path) == (f"film.{suffix}",)
    assert read_image(tmp_path / f"film.{suffix}").size == Size(17, 12)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
@pytest.mark.parametrize("with_meta", [True, False])
def test_dicom_without_preamble_and_suffix_is_found(tmp_path, syntax, with_meta):
    data = save(film_dataset(GREY16), tmp_path / "film", syntax).read_bytes()[132:]
    if not with_meta:
        length = struct.unpack_from("<I", data, 8)[0]
        data = data[12 + length :]
    (tmp_path / "film").write_bytes(data)
    (tmp_path / "notes").write_bytes(b"\x08\x00" + b"no film at all")
    assert find_films(tmp_path) == ("film",)
    np.testing.assert_array_equal(read_image(tmp_path / "film").pixels, GREY16)


@pytest.mark.parametrize("suffix", ["png", "tif"])
@pytest.mark.parametrize("alpha", [0, 65535])
def test_grey_in_16_bits_of_colour_and_alpha_keeps_its_depth(tmp_path, suffix, alpha):
    path, samples = tmp_path / f"film.{suffix}", np.dstack([in_all_channels(GREY16), GREY16 * 0 + alpha])
    sitk.WriteImage(sitk.GetImageFromArray(samples.astype(np.uint16), isVector=True), str(path))
    np.testing.assert_array_equal(read_image(path).pixels, GREY16)


def tagged(path, tag, value):
    """The TIFF at `path` with another value of a tag that it has (SHORT, little-endian)."""
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    places = {struct.unpack_from("<H", data, first + 2 + 12 * n)[0]: first + 2 + 12 * n for n in range(count)}
    struct.pack_into("<HHII", data, places[tag], tag, 3, 1, value)
    path.write_bytes(data)


@pytest.mark.parametrize(("tag", "value"), [(274, 2), (274, 6), (284, 2)])
def test_16_bits_of_colour_that_would_lose_half_of_them_are_refused(tmp_path, tag, value):
    path = tmp_path / "film.tif"
    sitk.WriteImage(sitk.GetImageFromArray(in_all_channels(GREY16), isVector=True), str(path))
    tagged(path, tag, value)
    with pytest.raises(ImageReadError, match="16 bits"):
        read_image(path)


def test_a_small_copy_of_a_film_that_lies_in_a_part_of_its_own_is_not_the_film(tmp_path):
    path = tmp_path / "film.tif"
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[254], tags[330] = 1, 8
    PIL.Image.fromarray(GREY8).save(path, tiffinfo=tags)
    with pytest.raises(ImageReadError, match="small copy"):
        read_image(path)


def test_a_palette_whose_colours_are_all_clear_hides_nothing(tmp_path):
    picture = PIL.Image.fromarray(GREY8).convert("P")
    picture.save(tmp_path / "film.png", transparency=bytes(256))
    assert read_image(tmp_path / "film.png").pixels.max() > 200


def jpeg(**options):
    stream = BytesIO()
    smooth = np.add.outer(np.arange(40), 2 * np.arange(56)).astype(np.uint8)
    PIL.Image.fromarray(smooth).save(stream, "JPEG", quality=95, **options)
    return stream.getvalue()


@pytest.mark.parametrize("lacking", [1, 2])
@pytest.mark.parametrize("turned", [1, 6])
def test_a_jpeg_that_lacks_nothing_but_its_end_marker_opens(tmp_path, lacking, turned):
    exif = PIL.Image.Exif()
    exif[0x112] = turned
    stream = jpeg(exif=exif)
    (tmp_path / "whole.jpg").write_bytes(stream)
    (tmp_path / "open.jpg").write_bytes(stream[:-lacking])
    whole, unended = (read_image(tmp_path / f"{name}.jpg").pixels for name in ("whole", "open"))
    np.testing.assert_array_equal(unended, whole)


@pytest.mark.parametrize(("options", "lacking"), [({}, 8), ({}, 60), ({"progressive": True}, 2)])
def test_a_jpeg_that_may_lack_pixels_is_refused(tmp_path, options, lacking):
    (tmp_path / "film.jpg").write_bytes(jpeg(**options)[:-lacking])
    with pytest.raises(ImageReadError, match="cut off or damaged"):
        read_image(tmp_path / "film.jpg")


def test_a_jpeg_2000_of_signed_samples_is_refused(tmp_path):
    signed = film_dataset(np.tile(GREY8, (4, 4)).astype(np.int16) - 128, 12)
    signed.compress(JPEG2000Lossless)
    (tmp_path / "film.j2k").write_bytes(get_frame(signed.PixelData, 0, number_of_frames=1))
    with pytest.raises(ImageReadError, match="signed samples"):
        read_image(tmp_path / "film.j2k")
