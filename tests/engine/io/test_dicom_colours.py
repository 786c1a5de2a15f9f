"""DICOM films whose colours, JPEG streams or value transformations are stored in unusual ways."""

from io import BytesIO

import gdcm
import numpy as np
import PIL.Image
import pytest
from dicom_files import film_dataset, save, save_compressed, save_jpeg, save_through_gdcm
from pydicom import dcmread, dcmwrite
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.sequence import Sequence
from pydicom.uid import JPEG2000Lossless, RLELossless

from engine.errors import ImageReadError
from engine.imaging.image import Lookup
from engine.imaging.pixel_values import apply_modality
from engine.imaging.pixels import default_window
from engine.io.images import read_image

RAMP = (np.add.outer(np.arange(40) * 90, np.arange(56) * 10)).astype(np.uint16)  # 12 bits
GREY = (RAMP >> 4).astype(np.uint8)
COLOUR = np.stack([GREY, 255 - GREY, GREY // 2], axis=-1)
SMOOTH = 12  # of 255, that JPEG may change


def opened(path, dataset):
    return read_image(save(dataset, path))


def apart(pixels, wanted):
    assert pixels.shape == wanted.shape
    return np.abs(pixels.astype(int) - wanted.astype(int)).max()


def test_colours_that_end_at_the_highest_bit_are_shifted_down(tmp_path):
    samples = COLOUR.astype(np.uint16) << 8 | 0x33
    image = opened(tmp_path / "film", film_dataset(samples, 12, HighBit=15))
    np.testing.assert_array_equal(image.pixels, COLOUR)


def test_colours_of_fewer_than_8_bits_span_all_brightness(tmp_path):
    image = opened(tmp_path / "film", film_dataset(COLOUR >> 1, 7))
    np.testing.assert_array_equal(image.pixels, COLOUR & 0xFE)


@pytest.mark.parametrize("bits", [12, 16])
def test_grey_stored_as_colours_keeps_its_depth(tmp_path, bits):
    grey = RAMP << (bits - 12)
    image = opened(tmp_path / "film", film_dataset(np.repeat(grey[..., None], 3, axis=2), bits))
    np.testing.assert_array_equal(image.pixels, grey)


def test_a_palette_of_greys_keeps_its_depth(tmp_path):
    tables = {}
    for colour in ("Red", "Green", "Blue"):
        tables[f"{colour}PaletteColorLookupTableDescriptor"] = [4096, 0, 16]
        tables[f"{colour}PaletteColorLookupTableData"] = (np.arange(4096) << 4).astype("<u2").tobytes()
    dataset = film_dataset(RAMP, 12, PhotometricInterpretation="PALETTE COLOR", **tables)
    np.testing.assert_array_equal(opened(tmp_path / "film", dataset).pixels, RAMP << 4)


@pytest.mark.parametrize("model", ["YBR_PARTIAL_422", "ARGB", "HSV", "MONOCHROME"])
def test_colours_of_other_models_are_refused_by_name(tmp_path, model):
    pixels = GREY if model == "MONOCHROME" else COLOUR
    with pytest.raises(ImageReadError, match=f"colours are {model} "):
        opened(tmp_path / "film", film_dataset(pixels, PhotometricInterpretation=model))


def test_colours_that_are_said_to_share_samples_and_do_not_are_read(tmp_path):
    stored = np.asarray(PIL.Image.fromarray(COLOUR).convert("YCbCr"))
    dataset = film_dataset(stored, PhotometricInterpretation="YBR_FULL_422")
    assert apart(opened(tmp_path / "film", dataset).pixels, COLOUR) <= 3


def test_a_jpeg_lies_pixel_by_pixel_whatever_its_planar_configuration(tmp_path):
    path = save_jpeg(film_dataset(COLOUR, PlanarConfiguration=1), tmp_path / "film", COLOUR)
    assert apart(read_image(path).pixels, COLOUR) <= SMOOTH


def test_a_jpeg_2000_that_mixes_its_colours_is_rgb_whatever_the_header_says(tmp_path):
    stream = BytesIO()
    PIL.Image.fromarray(COLOUR).save(stream, "JPEG2000", irreversible=False, mct=1, no_jp2=True)
    dataset = film_dataset(COLOUR, PhotometricInterpretation="YBR_FULL")
    dataset.PixelData = encapsulate([stream.getvalue()])
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    dcmwrite(tmp_path / "film", dataset, enforce_file_format=True)
    np.testing.assert_array_equal(read_image(tmp_path / "film").pixels, COLOUR)


def test_a_jpeg_of_8_bits_keeps_its_colours_where_the_header_says_16(tmp_path):
    path = save_jpeg(film_dataset(COLOUR.astype(np.uint16)), tmp_path / "film", COLOUR)
    assert apart(read_image(path).pixels, COLOUR) <= SMOOTH


def test_a_jpeg_of_colours_that_is_said_to_be_grey_is_refused(tmp_path):
    path = save_jpeg(film_dataset(GREY), tmp_path / "film", GREY)
    dataset = dcmread(save_jpeg(film_dataset(COLOUR), tmp_path / "colour", COLOUR))
    grey = dcmread(path)
    grey.PixelData = dataset.PixelData
    grey.save_as(path)
    with pytest.raises(ImageReadError, match="says it has 1 component a pixel, but its JPEG has 3"):
        read_image(path)


def test_run_lengths_of_bytes_are_read_where_the_header_says_16_bits(tmp_path):
    path = save_compressed(film_dataset(GREY), tmp_path / "film", RLELossless)
    dataset = dcmread(path)
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.save_as(path)
    np.testing.assert_array_equal(read_image(path).pixels, GREY)


def written_without(path, cut):
    """A JPEG film at `path` with `cut` bytes of its stream off."""
    dataset = dcmread(path)
    stream = get_frame(dataset.PixelData, 0, number_of_frames=1).rstrip(b"\0")
    dataset.PixelData = encapsulate([stream[:-cut]])
    dataset.save_as(path)
    return path


def as_baseline(path):
    return save_jpeg(film_dataset(GREY), path, GREY)


def as_lossless(path):
    return save_through_gdcm(film_dataset(RAMP, 12), path, gdcm.TransferSyntax.JPEGLosslessProcess14_1)


@pytest.mark.parametrize("write", [as_baseline, as_lossless])
def test_a_jpeg_that_lacks_nothing_but_its_end_marker_opens(tmp_path, write):
    whole = read_image(write(tmp_path / "film")).pixels
    np.testing.assert_array_equal(read_image(written_without(tmp_path / "film", cut=2)).pixels, whole)


@pytest.mark.parametrize("write", [as_baseline, as_lossless])
@pytest.mark.parametrize("cut", [12, 300])
def test_a_jpeg_that_ends_before_its_last_pixel_is_refused(tmp_path, write, cut):
    with pytest.raises(ImageReadError, match="before its last pixel"):
        read_image(written_without(write(tmp_path / "film"), cut))


@pytest.mark.parametrize(
    ("vr", "slope", "intercept"),
    [("LO", "0,5", "-1024,0"), ("OB", b"0.5 ", b"-1024\0"), ("ST", " 0.5", "-1.024E3"), ("FD", 0.5, -1024.0)],
)
def test_values_are_rescaled_however_slope_and_intercept_are_written(tmp_path, vr, slope, intercept):
    dataset = film_dataset(RAMP, 12)
    dataset.add_new("RescaleSlope", vr, slope)
    dataset.add_new("RescaleIntercept", vr, intercept)
    image = opened(tmp_path / "film", dataset)
    np.testing.assert_array_equal(apply_modality(image, image.pixels), RAMP * 0.5 - 1024)
    assert image.note == ""


def test_a_slope_that_is_no_number_is_said(tmp_path):
    dataset = film_dataset(RAMP, 12)
    dataset.add_new("RescaleSlope", "LO", "half")
    assert "RescaleSlope is 'half'" in opened(tmp_path / "film", dataset).note


@pytest.mark.parametrize("groups", ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"])
def test_functional_groups_say_what_the_values_mean(tmp_path, groups):
    values, window, group = Dataset(), Dataset(), Dataset()
    values.RescaleSlope, values.RescaleIntercept = "2", "-100"
    window.WindowCenter, window.WindowWidth = "300", "80"
    group.PixelValueTransformationSequence = Sequence([values])
    group.FrameVOILUTSequence = Sequence([window])
    image = opened(tmp_path / "film", film_dataset(RAMP, 12, **{groups: Sequence([group])}))
    assert (image.slope, image.intercept) == (2.0, -100.0)
    assert (default_window(image).center, default_window(image).width) == (300.0, 80.0)


@pytest.mark.parametrize("keyword", ["BitsStored", "BitsAllocated", "Rows", "PixelRepresentation"])
def test_numbers_stored_as_text_count(tmp_path, keyword):
    dataset = film_dataset(RAMP, 12)
    number = dataset[keyword].value
    del dataset[keyword]
    dataset.add_new(keyword, "LO", str(number))
    np.testing.assert_array_equal(opened(tmp_path / "film", dataset).pixels, RAMP)


def test_more_bits_stored_than_allocated_are_all(tmp_path):
    np.testing.assert_array_equal(opened(tmp_path / "film", film_dataset(RAMP, BitsStored=20)).pixels, RAMP)


def voi_item(bits, entries):
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [len(entries), 0, bits])
    item.add_new("LUTData", "OW", np.asarray(entries, "<u2").tobytes())
    return item


def read_voi(path, *items) -> Lookup | None:
    return opened(path, film_dataset(RAMP, 12, VOILUTSequence=Sequence(items))).voi_lut


@pytest.mark.parametrize(
    ("said", "needed", "taken"),
    [(8, 12, 12), (10, 16, 16), (16, 14, 14), (12, 8, 8), (12, 11, 12), (8, 5, 8)],
)
def test_the_entries_of_a_voi_table_say_how_deep_they_are(tmp_path, said, needed, taken):
    lookup = read_voi(tmp_path / "film", voi_item(said, np.arange(4096) * (2**needed - 1) // 4095))
    assert lookup is not None
    assert lookup.bits == taken


def test_the_first_voi_table_that_shows_something_is_used(tmp_path):
    empty, short = voi_item(12, [0] * 4096), voi_item(12, range(4096))
    short.LUTData = short.LUTData[:100]
    lookup = read_voi(tmp_path / "film", empty, short, voi_item(12, range(4095, -1, -1)))
    assert lookup is not None
    assert lookup.values[0] == 4095
