"""What a DICOM header says arrives in the image: meaning of the values, spacing, who and what."""

from pathlib import Path

import numpy as np
import pytest
from dicom_files import film_dataset, save
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import BasicTextSRStorage, ExplicitVRBigEndian, ImplicitVRLittleEndian

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Photometric, SpacingSource, VoiFunction
from engine.imaging.pixel_values import apply_modality
from engine.imaging.pixels import display_pixels, learning_pixels
from engine.imaging.pyramid import pyramid_of, thumbnail
from engine.io.images import find_films, read_image, read_size

RAMP = np.arange(64, dtype=np.uint16).reshape(8, 8) * 64
REAL = Path(__file__).parents[3].parent / "shared" / "radiographs" / "dicom"


def opened(tmp_path, pixels=RAMP, bits=None, syntax=None, **elements):
    path = tmp_path / "film.dcm"
    save(film_dataset(pixels, bits, **elements), path, *([syntax] if syntax else []))
    return read_image(path)


def table(first, values, bits=16, packed=None):
    item = Dataset()
    item.LUTDescriptor = [len(values) % 65536, first & 0xFFFF, bits]
    item["LUTDescriptor"].VR = "US"
    item.add_new("LUTData", "OW" if packed else "US", packed or [int(value) for value in values])
    return Sequence([item])


def test_monochrome1_is_shown_inverted_exactly_once(tmp_path):
    window = {"WindowCenter": 2016.5, "WindowWidth": 4033}  # 0..4032 becomes 0..255
    plain = display_pixels(opened(tmp_path, **window))
    inverted = display_pixels(opened(tmp_path, PhotometricInterpretation="MONOCHROME1", **window))
    assert plain[0, 0] == 0
    assert plain[-1, -1] == 255
    np.testing.assert_array_equal(inverted, 255 - plain)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_an_inverse_presentation_shape_inverts_once(tmp_path, photometric):
    image = opened(tmp_path, PhotometricInterpretation=photometric, PresentationLUTShape="INVERSE")
    assert image.photometric is Photometric.MONOCHROME1
    assert learning_pixels(image)[0, 0] == 1.0


def test_rescale_and_signed_pixels(tmp_path):
    stored = np.arange(-32, 32, dtype=np.int16).reshape(8, 8)
    image = opened(tmp_path, stored, RescaleSlope="2.5", RescaleIntercept="-10", RescaleType="US")
    assert image.pixels.dtype == np.int16
    np.testing.assert_allclose(apply_modality(image, image.pixels), stored * 2.5 - 10)


def test_negative_slopes_turn_the_scale_round(tmp_path):
    image = opened(tmp_path, RescaleSlope="-1", RescaleIntercept="4032", RescaleType="US")
    shown = display_pixels(image)
    assert shown[0, 0] == 255
    assert shown[-1, -1] == 0


def test_the_unused_high_bits_count_for_nothing(tmp_path):
    image = opened(tmp_path, RAMP | np.uint16(0xF000), bits=12)
    np.testing.assert_array_equal(image.pixels, RAMP)


def test_all_windows_are_offered_and_broken_ones_left_out(tmp_path):
    image = opened(
        tmp_path,
        WindowCenter=[100, 2000, 50],
        WindowWidth=[200, 1000, 0],
        WindowCenterWidthExplanation=["SOFT", "BONE", "BROKEN"],
    )
    assert [(window.center, window.width, window.explanation) for window in image.windows] == [
        (100, 200, "SOFT"),
        (2000, 1000, "BONE"),
    ]


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_the_voi_function_is_read(tmp_path, function):
    image = opened(tmp_path, WindowCenter=5, WindowWidth=10, VOILUTFunction=function)
    assert image.voi_function is VoiFunction(function)


@pytest.mark.parametrize("syntax", [None, ImplicitVRLittleEndian, ExplicitVRBigEndian])
def test_a_voi_table_shapes_the_brightness(tmp_path, syntax):
    image = opened(
        tmp_path,
        syntax=syntax,
        VOILUTSequence=table(0, np.arange(4096) // 2, bits=12),
        WindowCenter=1,
        WindowWidth=2,
    )
    expected = np.rint(RAMP // 2 / 4095 * 255)
    np.testing.assert_array_equal(display_pixels(image), expected)


@pytest.mark.parametrize("syntax", [None, ImplicitVRLittleEndian, ExplicitVRBigEndian])
def test_a_modality_table_gives_the_values(tmp_path, syntax):
    values = np.arange(4096)[::-1]
    item = table(0, values)
    item[0].ModalityLUTType = "US"
    image = opened(tmp_path, syntax=syntax, ModalityLUTSequence=item)
    np.testing.assert_array_equal(apply_modality(image, image.pixels), 4095 - RAMP)


def test_tables_start_below_zero_for_signed_pixels_and_hold_their_ends(tmp_path):
    stored = np.array([[-5, -2, -1, 0, 9]], dtype=np.int16)
    item = table(-2, [10, 20, 30])
    item[0].ModalityLUTType = "US"
    image = opened(tmp_path, stored, ModalityLUTSequence=item)
    assert apply_modality(image, image.pixels).tolist() == [[10, 10, 20, 30, 30]]


def test_tables_packed_into_bytes(tmp_path):
    stored = np.array([[0, 1, 2, 3]], dtype=np.uint8)
    image = opened(
        tmp_path, stored, VOILUTSequence=table(0, range(4), bits=8, packed=bytes([0, 255, 85, 170]))
    )
    assert display_pixels(image).tolist() == [[0, 255, 85, 170]]


def test_a_damaged_modality_table_refuses_the_film_a_damaged_voi_table_does_not(tmp_path):
    item = table(0, range(8))
    item[0].LUTData = [1, 2]
    assert opened(tmp_path, VOILUTSequence=item).voi_lut is None
    with pytest.raises(ImageReadError, match="modality look-up table is damaged"):
        opened(tmp_path, ModalityLUTSequence=item)


def test_declared_padding_takes_no_part_in_the_percentiles(tmp_path):
    stored = np.full((40, 40), 60000, np.uint16)
    stored[:, 20:] = 1000 + np.arange(800).reshape(40, 20) % 100
    image = opened(tmp_path, stored, PixelPaddingValue=59000, PixelPaddingRangeLimit=65000)
    assert image.padding == (59000, 65000)
    assert np.ptp(learning_pixels(image)[:, 20:]) == 1.0


PIXEL, IMAGER, KIND = "PixelSpacing", "ImagerPixelSpacing", "PixelSpacingCalibrationType"
FACTOR = "EstimatedRadiographicMagnificationFactor"
FROM = SpacingSource


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({PIXEL: [0.2, 0.1]}, (0.1, 0.2, FROM.PIXEL_SPACING)),  # rows, that is y, come first
        ({PIXEL: [0.2, 0.1], KIND: "FIDUCIAL"}, (0.1, 0.2, FROM.PIXEL_SPACING_FIDUCIAL)),
        ({PIXEL: [0.2] * 2, IMAGER: [0.2] * 2, KIND: "GEOMETRY"}, (0.2, 0.2, FROM.PIXEL_SPACING_GEOMETRY)),
        ({PIXEL: [0.2, 0.2], IMAGER: [0.3, 0.3]}, (0.2, 0.2, FROM.PIXEL_SPACING)),
        # Without calibration a repeated ImagerPixelSpacing is a figure at the detector (PS3.3 10.7.1.3).
        ({PIXEL: [0.2, 0.2], IMAGER: [0.2, 0.2]}, (0.2, 0.2, FROM.IMAGER)),
        ({IMAGER: [0.3, 0.15]}, (0.15, 0.3, FROM.IMAGER)),
        ({IMAGER: [0.3, 0.15], FACTOR: 1.5}, (0.1, 0.2, FROM.IMAGER_MAGNIFIED)),
        ({IMAGER: [0.3, 0.15], FACTOR: 0}, (0.15, 0.3, FROM.IMAGER)),
        ({PIXEL: [0, 0], IMAGER: [0.3, 0.3]}, (0.3, 0.3, FROM.IMAGER)),
    ],
)
def test_spacing_follows_the_order_of_trust(tmp_path, elements, expected):
    spacing = opened(tmp_path, **elements).spacing
    assert (spacing.x, spacing.y) == pytest.approx(expected[:2])
    assert spacing.source is expected[2]


@pytest.mark.parametrize(
    "text", [b"0\\0 ", b"-1\\-1 ", b"nan\\nan ", b"0,2,0,2 ", b"0.2 ", b"0.2\\inf ", b""]
)
def test_a_spacing_that_makes_no_sense_is_none(tmp_path, text):
    path = save(film_dataset(RAMP, PixelSpacing=[11.125, 11.125], PixelAspectRatio=[1, 2]), tmp_path / "film")
    data = path.read_bytes()
    old = b"DS" + len(b"11.125\\11.125 ").to_bytes(2, "little") + b"11.125\\11.125 "
    assert old in data
    path.write_bytes(data.replace(old, b"DS" + len(text).to_bytes(2, "little") + text))
    assert read_image(path).spacing is None


def test_no_spacing_at_all_is_none(tmp_path):
    assert opened(tmp_path).spacing is None


def test_attributes_hold_the_id_and_never_the_name(tmp_path):
    image = opened(
        tmp_path,
        PatientID="P 7 ",
        PatientName="Doe^Jane",
        StudyDate="20240301",
        Laterality="L",
        ImageLaterality="R",
        ViewPosition="LL",
    )
    assert dict(image.attributes) == {"subject": "P 7", "timepoint": "20240301", "side": "R", "view": "LL"}
    assert dict(opened(tmp_path, PatientID="", Laterality="L").attributes) == {"side": "L"}


def test_colour_films(tmp_path):
    colour = np.random.default_rng(0).integers(0, 256, (6, 8, 3)).astype(np.uint8)
    image = opened(tmp_path, colour)
    assert image.photometric is Photometric.RGB
    np.testing.assert_array_equal(image.pixels, colour)
    grey = opened(tmp_path, np.repeat(colour[..., :1], 3, axis=2))
    assert grey.photometric is Photometric.MONOCHROME2
    np.testing.assert_array_equal(grey.pixels, colour[..., 0])


def test_ybr_films_become_rgb(tmp_path):
    red = np.tile(np.array([76, 85, 255], np.uint8), (4, 4, 1))
    image = opened(tmp_path, red, PhotometricInterpretation="YBR_FULL")
    assert np.abs(image.pixels.astype(int) - [255, 0, 0]).max() <= 2


def test_palette_films_become_rgb(tmp_path):
    ramp = np.arange(256)
    tables = {}
    for colour, values in {"Red": ramp * 257, "Green": ramp[::-1] * 257, "Blue": ramp * 0}.items():
        tables[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, 16]
        tables[f"{colour}PaletteColorLookupTableData"] = values.astype("<u2").tobytes()
    stored = np.array([[0, 100, 255]], dtype=np.uint8)
    image = opened(tmp_path, stored, PhotometricInterpretation="PALETTE COLOR", **tables)
    assert image.photometric is Photometric.RGB
    assert image.pixels.tolist() == [[[0, 255, 0], [100, 155, 0], [255, 0, 0]]]


def test_several_frames_are_refused_with_their_number(tmp_path):
    frames = np.zeros((3, 8, 8), np.uint16)
    dataset = film_dataset(RAMP, NumberOfFrames=3)
    dataset.PixelData = frames.tobytes()
    with pytest.raises(ImageReadError, match=r"holds 3 frames.*export the frame"):
        read_image(save(dataset, tmp_path / "film.dcm"))


def test_a_report_says_that_it_is_no_image(tmp_path):
    dataset = film_dataset(RAMP, SOPClassUID=BasicTextSRStorage)
    for keyword in ("PixelData", "Rows", "Columns"):
        delattr(dataset, keyword)
    path = save(dataset, tmp_path / "report.dcm")
    for read in (read_image, read_size):
        with pytest.raises(ImageReadError, match=r"holds no image .it is Basic Text SR"):
            read(path)


def test_a_header_that_ends_before_its_pixels_is_refused(tmp_path):
    with pytest.raises(ImageReadError, match="ends before its pixel data"):
        read_image(save(film_dataset(RAMP, PixelData=None), tmp_path / "film"))


def test_an_absurd_size_is_refused_before_memory_is_asked_for(tmp_path):
    with pytest.raises(ImageReadError, match="65535 x 65535 pixels"):
        opened(tmp_path, Rows=65535, Columns=65535)


def test_a_film_without_preamble_and_meta_opens(tmp_path):
    path = save(film_dataset(RAMP), tmp_path / "full", ImplicitVRLittleEndian)
    data = path.read_bytes()
    start = data.index(b"\x08\x00\x16\x00")
    bare = tmp_path / "bare.dcm"
    bare.write_bytes(data[start:])
    np.testing.assert_array_equal(read_image(bare).pixels, RAMP)
    assert find_films(tmp_path) == ("bare.dcm", "full")


def test_the_size_comes_from_the_header(tmp_path):
    path = save(film_dataset(np.zeros((5, 9), np.uint8)), tmp_path / "film")
    path.write_bytes(path.read_bytes()[:-20])  # the pixel data are not looked at
    assert read_size(path) == Size(9, 5)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real films (../shared/radiographs/dicom) are not here")
def test_real_films_show_bone_bright_and_claim_no_spacing():
    assert find_films(REAL) == ("RG1_J2KI.dcm", "RG3_J2KI.dcm", "RG3_J2KR.dcm")
    chest, leg, leg_lossless = (read_image(REAL / identity) for identity in find_films(REAL))
    assert all(image.spacing is None for image in (chest, leg, leg_lossless))
    assert chest.attributes["view"] == "PA"
    for view in (display_pixels, lambda image: 255 * learning_pixels(image)):
        shown = view(chest)
        assert shown[500:1200, 850:950].mean() > shown[500:900, 500:600].mean() + 40  # spine, lung
        for image in (leg, leg_lossless):
            shown = view(image)
            tibia, air = shown[600:800, 825:850].mean(), shown[600:800, 500:560].mean()
            assert tibia > air + 60
    assert thumbnail(pyramid_of(chest), 160).shape == (160, 151)
