"""Phantom radiographs: known points, deterministic, real DICOM files, bone bright."""

import numpy as np
import pydicom
import pytest

from engine.errors import EngineError
from engine.imaging.image import Photometric, SpacingSource
from engine.imaging.pixels import learning_pixels
from engine.io.images import read_image
from engine.operation import run
from engine.phantoms.drawing import Capsule, add_solid
from engine.phantoms.hand import hand_scheme
from engine.phantoms.phantom import draw_phantom, write_phantoms


def test_a_rod_is_as_thick_as_its_circle():
    film = np.zeros((40, 60), np.float32)
    add_solid(film, Capsule((-30.0, 20.0), (90.0, 20.0), 10.0, 10.0))
    assert film[20, 30] == pytest.approx(20.0)
    assert film[26, 30] == pytest.approx(16.0)  # 2 * sqrt(10^2 - 6^2)
    assert film[31, 30] == 0.0


def test_the_same_seed_gives_the_same_bits_and_another_one_does_not():
    first, again, other = draw_phantom(1, 7), draw_phantom(1, 7), draw_phantom(1, 8)
    assert np.array_equal(first.pixels, again.pixels)
    assert first.truth == again.truth
    assert not np.array_equal(first.pixels, other.pixels)
    assert first.truth != other.truth


def test_every_landmark_lies_on_the_film_and_films_differ_in_pose():
    films = [draw_phantom(number, 0) for number in range(12)]
    names = hand_scheme().names
    assert len(names) >= 10
    assert {name for line in hand_scheme().lines for name in line} <= set(names)
    for film in films:
        points = np.array([film.truth.get(name).position for name in names])
        height, width = film.pixels.shape
        assert (points > 5).all()
        assert (points < (width - 5, height - 5)).all()
    tips = np.array([film.truth.get("Middle tip").position for film in films])
    assert (tips.std(axis=0) > 3).all()


def test_joints_are_darker_than_the_bones_beside_them():
    film = draw_phantom(0, 0)
    knuckle = np.array(film.truth.get("Middle knuckle").position)
    joint = np.array(film.truth.get("Middle middle joint").position)

    def brightness(point):
        x, y = np.round(point).astype(int)
        return film.pixels[y - 2 : y + 3, x - 2 : x + 3].mean()

    assert brightness(knuckle) < 0.95 * brightness(0.85 * knuckle + 0.15 * joint)


def test_files_are_16_bit_dicom_with_spacing_and_one_is_inverted(tmp_path):
    phantoms = run(write_phantoms(tmp_path, 4, 0))
    headers = [pydicom.dcmread(path) for path in phantoms.paths.values()]
    kinds = [header.PhotometricInterpretation for header in headers]
    assert kinds == ["MONOCHROME2", "MONOCHROME2", "MONOCHROME1", "MONOCHROME2"]
    assert {header.BitsStored for header in headers} == {16}
    for film, path in phantoms.paths.items():
        image = read_image(path)
        assert image.spacing == phantoms.spacings[film]
        assert image.spacing.source is SpacingSource.PIXEL_SPACING
        shown = learning_pixels(image)
        wrist = np.round(np.array(phantoms.truth[film].get("Radius tip").position)).astype(int)
        forearm = shown[wrist[1] + 60 : wrist[1] + 70, wrist[0] + 15 : wrist[0] + 35]
        assert forearm.mean() > shown[100:120, 5:15].mean() + 0.3  # bone bright, air dark
    assert read_image(phantoms.paths["phantom-03.dcm"]).photometric is Photometric.MONOCHROME1
    again = run(write_phantoms(tmp_path / "again", 4, 0))
    assert all(path.read_bytes() == phantoms.paths[film].read_bytes() for film, path in again.paths.items())


def test_progress_counts_the_films_and_none_is_refused(tmp_path):
    steps = []
    run(write_phantoms(tmp_path, 2, 3), steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]
    with pytest.raises(EngineError, match="count above 0"):
        run(write_phantoms(tmp_path, 0, 3))
