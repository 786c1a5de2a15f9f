"""Each transfer syntax that can be written here opens, and damaged or unknown ones say so."""

from functools import partial
from pathlib import Path

import gdcm
import numpy as np
import pytest
from dicom_files import film_dataset, save, save_compressed, save_jpeg, save_through_gdcm
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.encaps import encapsulate, get_frame
from pydicom.uid import (
    JPEG2000,
    MPEG2MPML,
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from engine.errors import ImageReadError
from engine.imaging.image import Photometric
from engine.io.images import read_image

PLAIN = (ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
LOSSLESS = (RLELossless, JPEGLSLossless, JPEG2000Lossless)


def smooth(top=4095, dtype=np.uint16, size=(48, 64)):
    rows, columns = np.mgrid[0 : size[0], 0 : size[1]]
    wave = 0.5 + 0.25 * np.sin(rows / 7.0) + 0.25 * np.cos(columns / 9.0)
    return np.rint(top * wave).astype(dtype)


WRITERS = {
    **{syntax.name: partial(save, syntax=syntax) for syntax in PLAIN},
    **{syntax.name: partial(save_compressed, syntax=syntax) for syntax in LOSSLESS},
    "JPEG lossless": partial(save_through_gdcm, syntax=gdcm.TransferSyntax.JPEGLosslessProcess14),
    "JPEG lossless SV1": partial(save_through_gdcm, syntax=gdcm.TransferSyntax.JPEGLosslessProcess14_1),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("bits", [8, 12, 16])
def test_films_without_loss_keep_their_pixels(tmp_path, write, bits):
    pixels = smooth(2**bits - 1, np.uint8 if bits == 8 else np.uint16)
    image = read_image(write(film_dataset(pixels, bits), tmp_path / "film.dcm"))
    assert image.pixels.dtype == pixels.dtype
    assert image.pixels.dtype.isnative
    np.testing.assert_array_equal(image.pixels, pixels)


@pytest.mark.parametrize("syntax", LOSSLESS, ids=lambda uid: uid.name)
def test_signed_pixels_survive_compression(tmp_path, syntax):
    pixels = smooth(4095, np.int16) - 2048
    image = read_image(save_compressed(film_dataset(pixels.astype(np.int16), 12), tmp_path / "film", syntax))
    assert image.pixels.dtype == np.int16
    np.testing.assert_array_equal(image.pixels, pixels)


def test_lossy_films_stay_close(tmp_path):
    pixels = smooth()
    near = save_compressed(film_dataset(pixels, 12), tmp_path / "near", JPEGLSNearLossless, jls_error=3)
    assert np.abs(read_image(near).pixels.astype(int) - pixels).max() <= 3
    lossy = save_compressed(film_dataset(pixels, 12), tmp_path / "lossy", JPEG2000, j2k_cr=[4])
    assert np.abs(read_image(lossy).pixels.astype(int) - pixels).mean() < 40


def test_jpeg_of_12_bits_decodes():
    # A real film of 12 bits comes with pydicom; GDCM's own encoder writes a wrong precision here.
    image = read_image(Path(get_testdata_file("JPGExtended.dcm", download=False)))
    assert image.pixels.dtype == np.uint16
    assert image.pixels.shape == (1024, 256)
    assert (image.pixels.min(), image.pixels.max()) == (0, 264)  # as another decoder has it
    assert image.pixels.mean() == pytest.approx(14.383, abs=0.05)


def test_a_damaged_jpeg_of_12_bits_is_refused(tmp_path):
    dataset = dcmread(get_testdata_file("JPGExtended.dcm", download=False))
    frame = get_frame(dataset.PixelData, 0, number_of_frames=1)
    dataset.PixelData = encapsulate([frame[: len(frame) // 3]])
    dataset.save_as(tmp_path / "film.dcm")
    with pytest.raises(ImageReadError, match="cut off or damaged"):
        read_image(tmp_path / "film.dcm")


def test_jpeg_baseline_grey_and_colour(tmp_path):
    grey = smooth(255, np.uint8)
    image = read_image(save_jpeg(film_dataset(grey), tmp_path / "grey", grey))
    assert image.photometric is Photometric.MONOCHROME2
    assert np.abs(image.pixels.astype(int) - grey).max() <= 4
    colour = np.stack([grey, grey[::-1], np.full_like(grey, 90)], axis=-1)
    image = read_image(save_jpeg(film_dataset(colour), tmp_path / "colour", colour))
    assert image.photometric is Photometric.RGB
    assert np.abs(image.pixels.astype(int) - colour).mean() <= 4


def jpeg_baseline(dataset, path):
    return save_jpeg(dataset, path, dataset.pixel_array.astype(np.uint8))


@pytest.mark.parametrize("share", [0.4, 0.9])
@pytest.mark.parametrize("write", [*WRITERS.values(), jpeg_baseline], ids=[*WRITERS, "JPEG baseline"])
def test_truncated_films_are_refused(tmp_path, write, share):
    noise = np.random.default_rng(0).integers(0, 4096, (64, 64)).astype(np.uint16)
    path = write(film_dataset(noise), tmp_path / "film.dcm")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ImageReadError, match=r"cut off or damaged|ends before its pixel data"):
        read_image(path)


def test_damaged_rle_is_refused_although_its_codec_panics(tmp_path):
    path = save_compressed(film_dataset(smooth(), 12), tmp_path / "film", RLELossless)
    data = bytearray(path.read_bytes())
    start = data.index(b"\xe0\x7f\x10\x00OB") + 100  # past the headers of the item and of the segments
    data[start : start + 40] = b"\x81" * 40  # runs that are longer than the film
    path.write_bytes(data)
    with pytest.raises(ImageReadError, match="cut off or damaged"):
        read_image(path)


@pytest.mark.parametrize(("syntax", "named"), [(MPEG2MPML, "MPEG2"), ("1.2.3.4.5", r"1\.2\.3\.4\.5")])
def test_a_transfer_syntax_without_codec_is_named(tmp_path, syntax, named):
    path = save_compressed(film_dataset(smooth()), tmp_path / "film", RLELossless)
    dataset = dcmread(path)
    dataset.file_meta.TransferSyntaxUID = UID(syntax)
    dataset.save_as(path, implicit_vr=False, little_endian=True)
    with pytest.raises(ImageReadError, match=rf"{named}.*cannot be decoded here: export it"):
        read_image(path)
