"""Point selections of ImageJ: whose names count, what is no point, and what a zip may not unpack to."""

import zipfile

import numpy as np
import pytest
from fuzzing import damaged
from roifile import ROI_TYPE, ImagejRoi

from engine.errors import TableError
from engine.geometry.coordinates import Size
from engine.io.exchange import imagej
from engine.io.point_files import read_points
from engine.io.table_write import FilmRow

FILMS = {"a.png": FilmRow("a.png", Size(56, 40))}


def selection(points, name="", kind=ROI_TYPE.POINT, **more):
    roi = ImagejRoi.frompoints(points, name=name)
    roi.roitype, roi.options = kind, roi.options & 128  # sub-pixel resolution alone
    for key, value in more.items():
        setattr(roi, key, value)
    return roi.tobytes()


def zipped(path, **contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(f"{name}.roi", content)
    return path


def marks_in(path):
    found = read_points(path, FILMS)
    return {name: mark.position for name, mark in found.sets["a.png"].landmarks.items()}, found.notes


def test_whole_pixels_and_parts_of_them_count_from_the_centre_of_a_pixel(tmp_path):
    path = zipped(
        tmp_path / "a.zip",
        S=selection(np.array([[10, 9]]), "S"),
        N=selection(np.array([[10.0, 9.0]]), "N"),
        Gn=selection(np.array([[30.5, 34.75]]), "Gn"),
    )
    marks, notes = marks_in(path)
    assert (marks, notes) == ({"S": (10, 9), "N": (10, 9), "Gn": (30.5, 34.75)}, ())


def test_what_is_no_point_is_left_out_and_told(tmp_path):
    line = selection([[1, 1], [2, 2], [3, 1]], "line", ROI_TYPE.POLYLINE)
    path = zipped(tmp_path / "a.zip", S=selection([[10, 9]], "S"), line=line, other=line)
    marks, notes = marks_in(path)
    assert marks == {"S": (10, 9)}
    assert notes == ("Left out, as they are no points: 2 x polyline.",)


def test_a_multi_point_selection_numbers_its_points_in_their_order(tmp_path):
    path = tmp_path / "a.roi"
    path.write_bytes(selection([[10.0, 9.0], [0.0, 0.0], [5.25, 6.5]], "points"))
    marks, notes = marks_in(path)
    assert marks == {"1": (10, 9), "2": (0, 0), "3": (5.25, 6.5)}
    assert "The points have no names: they are numbered in the order of the file." in notes


def test_names_that_imagej_has_made_of_positions_are_none(tmp_path):
    automatic = {"0009-0010": selection([[10, 9]], "0009-0010"), "0001-0002": selection([[2, 1]])}
    marks, notes = marks_in(zipped(tmp_path / "a.zip", **automatic))
    assert marks == {"1": (10, 9), "2": (2, 1)}
    assert any("numbered" in note for note in notes)


def test_points_of_several_multi_point_selections_are_called_by_them(tmp_path):
    pair = [[10, 9], [2, 1]]
    path = zipped(tmp_path / "a.zip", left=selection(pair, "left"), right=selection(pair, "right"))
    marks, notes = marks_in(path)
    assert list(marks) == ["left-1", "left-2", "right-1", "right-2"]
    assert any("called by it" in note for note in notes)


def test_two_points_of_a_name_and_slices_of_a_stack_are_refused(tmp_path):
    twice = zipped(tmp_path / "a.zip", one=selection([[1, 1]], "S"), two=selection([[2, 2]], "S"))
    with pytest.raises(TableError, match="two points called S"):
        read_points(twice, FILMS)
    stack = zipped(
        tmp_path / "a.zip", S=selection([[1, 1]], "S", position=1), N=selection([[2, 2]], "N", position=2)
    )
    with pytest.raises(TableError, match="2 slices of a stack"):
        read_points(stack, FILMS)
    with_counters = {"counters": np.zeros(2, np.uint8), "counter_positions": np.array([1, 2], np.uint32)}
    (tmp_path / "a.roi").write_bytes(selection([[1, 1], [2, 2]], "S", **with_counters))
    with pytest.raises(TableError, match="2 slices of a stack"):
        read_points(tmp_path / "a.roi", FILMS)


def test_a_zip_that_unpacks_to_more_than_a_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(imagej, "_MOST_BYTES", 1 << 16)
    path = zipped(tmp_path / "a.zip", S=selection([[1, 1]], "S") + bytes(1 << 20))
    assert path.stat().st_size < 10_000
    with pytest.raises(TableError, match="unpack to more than"):
        read_points(path, FILMS)


def test_damaged_selections_outside_a_zip_are_read_or_refused(tmp_path):
    path, content = tmp_path / "a.roi", selection([[10.0, 9.0], [2.0, 3.5]], "points")
    refused = 0
    for seed in range(300):
        path.write_bytes(damaged(content, seed))
        try:
            read_points(path, FILMS)
        except TableError:
            refused += 1
    assert refused > 50
