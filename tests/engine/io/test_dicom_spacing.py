"""Where the pixel spacing of a DICOM film may stand, and how it may be written."""

import numpy as np
import pytest
from dicom_files import film_dataset, save
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.imaging.image import Spacing, SpacingSource
from engine.io.images import read_image

RAMP = np.arange(48, dtype=np.uint16).reshape(6, 8)


def opened(tmp_path, **elements):
    return read_image(save(film_dataset(RAMP, **elements), tmp_path / "film"))


def written(tmp_path, text, vr="DS"):
    """A film whose spacing is `text` to the letter."""
    text += " " * (len(text) % 2)
    path = save(film_dataset(RAMP, PixelSpacing=[11.125, 11.125]), tmp_path / "film")
    data, old = path.read_bytes(), b"DS\x0e\0" + b"11.125\\11.125 "
    assert old in data
    path.write_bytes(data.replace(old, vr.encode() + len(text).to_bytes(2, "little") + text.encode()))
    return read_image(path)


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        ("0,2000\\0,1000", 0.1, 0.2),
        ("0.2000,0.1000", None, None),
        ("0.20000\\0.10000", 0.1, 0.2),
        ("2.0E-1\\1.0E-1", 0.1, 0.2),
        ("0,200\\0.10000", 0.1, 0.2),
        ("0,2000;0,1000", 0.1, 0.2),
        ("0.200 / 0.100", 0.1, 0.2),
        ("0.200   0.100", 0.1, 0.2),
        ("[0.200, 0.10]", 0.1, 0.2),
        ("0.20mm\\0.10mm", 0.1, 0.2),
    ],
)
@pytest.mark.parametrize("vr", ["DS", "ST", "LO"])
def test_a_spacing_is_understood_however_it_is_written(tmp_path, text, x, y, vr):
    if x is None:  # a comma between two numbers with points
        x, y = 0.1, 0.2
    spacing = written(tmp_path, text, vr=vr).spacing
    assert (spacing.x, spacing.y) == (x, y)


@pytest.mark.parametrize("text", ["0,2,0,1,3", "zero\\zero", "0.2\\0.1\\0.3", "0.2000mm", "1,50000"])
def test_what_is_no_spacing_is_said(tmp_path, text):
    image = written(tmp_path, text)
    assert image.spacing is None
    assert image.note.startswith("PixelSpacing is ")
    assert text[:4] in image.note


@pytest.mark.parametrize("vr", ["FD", "FL"])
def test_a_spacing_stored_as_numbers_of_another_kind_counts(tmp_path, vr):
    dataset = film_dataset(RAMP)
    dataset.add_new("PixelSpacing", vr, [0.2, 0.1])
    spacing = read_image(save(dataset, tmp_path / "film")).spacing
    assert (spacing.x, spacing.y) == (0.1, 0.2)


def test_the_shape_of_pixels_of_unknown_size_is_said(tmp_path):
    assert "pixels are 1 wide and 2 high" in opened(tmp_path, PixelAspectRatio=[2, 1]).note
    assert opened(tmp_path, PixelAspectRatio=[2, 1], PixelSpacing=[0.2, 0.1]).note == ""


def test_a_film_that_states_none_has_no_note(tmp_path):
    assert opened(tmp_path).note == ""


@pytest.mark.parametrize("pixel", [[0.1389, 0.1389], [0.139, 0.139], [0.14, 0.14]])
def test_a_rounded_copy_of_the_detectors_spacing_is_at_the_detector(tmp_path, pixel):
    found = opened(tmp_path, PixelSpacing=pixel, ImagerPixelSpacing=[0.13889, 0.13889]).spacing
    assert found == Spacing(0.13889, 0.13889, SpacingSource.IMAGER)


def test_a_copy_that_was_cut_off_is_at_the_detector_where_it_has_three_digits(tmp_path):
    found = opened(tmp_path, PixelSpacing=[0.149, 0.149], ImagerPixelSpacing=[0.1498, 0.1498]).spacing
    assert found == Spacing(0.1498, 0.1498, SpacingSource.IMAGER)
    found = opened(tmp_path, PixelSpacing=[0.14, 0.14], ImagerPixelSpacing=[0.1498, 0.1498]).spacing
    assert found == Spacing(0.14, 0.14, SpacingSource.PIXEL_SPACING)


def test_another_spacing_than_the_detectors_is_calibrated(tmp_path):
    found = opened(tmp_path, PixelSpacing=[0.125, 0.125], ImagerPixelSpacing=[0.139, 0.139]).spacing
    assert found == Spacing(0.125, 0.125, SpacingSource.PIXEL_SPACING)


def test_a_scanners_spacing_counts_where_there_is_no_other(tmp_path):
    scanned = {"NominalScannedPixelSpacing": [0.2, 0.1]}
    assert opened(tmp_path, **scanned).spacing == Spacing(0.1, 0.2, SpacingSource.SCANNED)
    both = opened(tmp_path, ImagerPixelSpacing=[0.15, 0.15], **scanned)
    assert both.spacing == Spacing(0.15, 0.15, SpacingSource.IMAGER)


@pytest.mark.parametrize("group", ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"])
def test_a_spacing_in_the_functional_groups_counts(tmp_path, group):
    measures, groups = Dataset(), Dataset()
    measures.PixelSpacing = [0.2, 0.1]
    groups.PixelMeasuresSequence = Sequence([measures])
    found = opened(tmp_path, **{group: Sequence([groups])}).spacing
    assert found == Spacing(0.1, 0.2, SpacingSource.PIXEL_SPACING)


def test_the_magnification_follows_from_the_distances(tmp_path):
    distances = {"DistanceSourceToDetector": 1800, "DistanceSourceToPatient": 1500}
    found = opened(tmp_path, ImagerPixelSpacing=[0.15, 0.15], **distances).spacing
    assert found.source is SpacingSource.IMAGER_DISTANCES
    assert found.x == pytest.approx(0.125)
    stated = opened(
        tmp_path, ImagerPixelSpacing=[0.15, 0.15], EstimatedRadiographicMagnificationFactor=1.5, **distances
    )
    assert stated.spacing.source is SpacingSource.IMAGER_MAGNIFIED


@pytest.mark.parametrize(("patient", "is_said"), [(0, False), (1800, False), (2000, True), (150, True)])
def test_distances_that_cannot_be_do_not_count(tmp_path, patient, is_said):
    image = opened(
        tmp_path,
        ImagerPixelSpacing=[0.15, 0.15],
        DistanceSourceToDetector=1800,
        DistanceSourceToPatient=patient,
    )
    assert image.spacing == Spacing(0.15, 0.15, SpacingSource.IMAGER)
    assert ("distances from the source" in image.note) is is_said


@pytest.mark.parametrize("stated", ["0.8", "125", "0"])
def test_a_magnification_that_cannot_be_is_said_and_left_out(tmp_path, stated):
    image = opened(tmp_path, ImagerPixelSpacing=[0.15, 0.15], EstimatedRadiographicMagnificationFactor=stated)
    assert image.spacing == Spacing(0.15, 0.15, SpacingSource.IMAGER)
    assert f"MagnificationFactor is '{stated}'" in image.note


def test_a_magnification_that_the_distances_contradict_is_said(tmp_path):
    distances = {"DistanceSourceToDetector": 1800, "DistanceSourceToPatient": 1500}
    stated = {"ImagerPixelSpacing": [0.15, 0.15], "EstimatedRadiographicMagnificationFactor": 1.5}
    assert (
        "a magnification of 1.5, and distances that give 1.2" in opened(tmp_path, **stated, **distances).note
    )
