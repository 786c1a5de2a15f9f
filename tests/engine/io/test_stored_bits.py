"""Which bits of a DICOM sample count, and what follows from the rest of a header that says too little."""

import numpy as np
import pytest
from dicom_files import film_dataset, save, save_compressed, save_jpeg
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGExtended12Bit,
    JPEGLSLossless,
    RLELossless,
)

from engine.errors import ImageReadError
from engine.imaging.image import Photometric
from engine.imaging.pixels import display_pixels
from engine.io.images import read_image

RAMP = np.arange(48 * 64, dtype=np.uint16).reshape(48, 64) % 4096
SYNTAXES = (ExplicitVRLittleEndian, RLELossless, JPEGLSLossless, JPEG2000Lossless)


def stored(path, samples, syntax, **elements):
    """A film whose samples are stored with all their 16 bits, and whose header says `elements` of them."""
    dataset = film_dataset(samples)
    if syntax is not ExplicitVRLittleEndian:
        dataset.compress(syntax)
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    if syntax is ExplicitVRLittleEndian:
        return save(dataset, path)
    dataset.save_as(path)
    return path


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda uid: uid.name)
@pytest.mark.parametrize("above", [0x5000, 0x8000, 0xF000])
def test_bits_above_those_that_are_stored_never_count(tmp_path, syntax, above):
    path = stored(tmp_path / "film", RAMP | np.uint16(above), syntax, BitsStored=12, HighBit=11)
    np.testing.assert_array_equal(read_image(path).pixels, RAMP)


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda uid: uid.name)
def test_negative_samples_of_12_bits_are_negative(tmp_path, syntax):
    values = RAMP.astype(np.int16) - 2048
    samples = values.view(np.uint16) & np.uint16(0x0FFF)  # two's complement of 12 bits, zeros above
    path = stored(tmp_path / "film", samples, syntax, BitsStored=12, HighBit=11, PixelRepresentation=1)
    image = read_image(path)
    assert image.pixels.dtype == np.int16
    np.testing.assert_array_equal(image.pixels, values)


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda uid: uid.name)
def test_samples_that_end_at_the_highest_bit_are_shifted_down(tmp_path, syntax):
    path = stored(tmp_path / "film", RAMP << 4 | 7, syntax, BitsStored=12, HighBit=15)
    np.testing.assert_array_equal(read_image(path).pixels, RAMP)


@pytest.mark.parametrize("high", [3, 99])
def test_a_high_bit_that_cannot_be_is_taken_for_the_usual_one(tmp_path, high):
    path = save(film_dataset(RAMP, 12, HighBit=high), tmp_path / "film")
    np.testing.assert_array_equal(read_image(path).pixels, RAMP)


@pytest.mark.parametrize("syntax", [None, JPEGExtended12Bit])
def test_a_jpeg_of_8_bits_opens_whatever_the_header_says_of_its_samples(tmp_path, syntax):
    grey = (RAMP >> 4).astype(np.uint8)
    path = save_jpeg(film_dataset(grey), tmp_path / "plain", grey)
    plain = read_image(path).pixels
    dataset = film_dataset(grey, BitsAllocated=16, BitsStored=12, HighBit=11)
    path = save_jpeg(dataset, tmp_path / "film", grey)
    if syntax is not None:
        dataset.file_meta.TransferSyntaxUID = syntax
        dataset.save_as(path)
    np.testing.assert_array_equal(read_image(path).pixels, plain)


@pytest.mark.parametrize("changed", [{"BitsStored": None}, {"BitsStored": 0}, {"HighBit": None}])
def test_what_follows_from_the_rest_is_filled_in(tmp_path, changed):
    path = save(film_dataset(RAMP, **changed), tmp_path / "film")
    np.testing.assert_array_equal(read_image(path).pixels, RAMP)


@pytest.mark.filterwarnings("ignore:Invalid value for VR CS")  # pydicom says so when it writes one
@pytest.mark.parametrize("spelling", ["monochrome1", " MONOCHROME1", "Monochrome1 "])
def test_a_photometric_interpretation_is_understood_however_it_is_spelled(tmp_path, spelling):
    image = read_image(save(film_dataset(RAMP, PhotometricInterpretation=spelling), tmp_path / "film"))
    assert image.photometric is Photometric.MONOCHROME1
    np.testing.assert_array_equal(image.pixels, RAMP)


def test_colours_without_a_planar_configuration_lie_pixel_by_pixel(tmp_path):
    colours = np.random.default_rng(0).integers(0, 256, (12, 16, 3)).astype(np.uint8)
    path = save(film_dataset(colours, PlanarConfiguration=None), tmp_path / "film")
    np.testing.assert_array_equal(read_image(path).pixels, colours)


@pytest.mark.parametrize(
    ("changed", "element"),
    [
        ({"PhotometricInterpretation": None}, "PhotometricInterpretation is missing"),
        ({"PixelData": b""}, "PixelData is empty"),
    ],
)
def test_what_does_not_follow_is_named(tmp_path, changed, element):
    path = save(film_dataset(RAMP, **changed), tmp_path / "film")
    with pytest.raises(ImageReadError, match=element) as refused:
        read_image(path)
    assert "damaged" not in str(refused.value)


def voi(bits, values):
    item = Dataset()
    item.LUTDescriptor = [4096, 0, bits]
    item.LUTData = np.asarray(values, "<u2").tobytes()
    item["LUTDescriptor"].VR, item["LUTData"].VR = "US", "OW"
    return Sequence([item])


def test_a_voi_table_says_more_than_its_descriptor_of_how_bright_its_entries_are(tmp_path):
    shown = [
        display_pixels(read_image(save(film_dataset(RAMP, 12, VOILUTSequence=table), tmp_path / "film")))
        for table in (voi(12, np.arange(4096)), voi(16, np.arange(4096)))
    ]
    np.testing.assert_array_equal(*shown)
    assert shown[0].max() > 180


def test_a_voi_table_of_equal_entries_gives_way_to_the_window(tmp_path):
    window = {"WindowCenter": 2048, "WindowWidth": 4096}
    plain = read_image(save(film_dataset(RAMP, 12, **window), tmp_path / "plain"))
    path = save(film_dataset(RAMP, 12, VOILUTSequence=voi(16, [0] * 4096), **window), tmp_path / "film")
    np.testing.assert_array_equal(display_pixels(read_image(path)), display_pixels(plain))


def test_compression_changes_no_sample(tmp_path):
    path = save_compressed(film_dataset(RAMP, 12), tmp_path / "film", JPEG2000Lossless)
    np.testing.assert_array_equal(read_image(path).pixels, RAMP)
