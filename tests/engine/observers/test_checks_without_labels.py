"""What is found in a folder without labels: planted faults are, and a folder without faults has none."""

import numpy as np
import pytest

from engine.landmarks import Landmark, LandmarkSet, Presence, Scheme
from engine.observers.checks import Check, CheckedFilm, check_films
from engine.observers.looks import SIDE, look_of
from engine.operation import run

NAMES = ("L eye", "R eye", "L ear", "R ear", "Nose", "Chin", "Brow")
FACE = np.array([[-30, 0], [30, 0], [-60, 10], [60, 10], [4, 30], [0, 70], [-9, -25]], dtype=float)
PAIRS = (("L eye", "R eye"), ("L ear", "R ear"))
COUNT = 30


def faces(seed=0):
    """Thirty films [30, 7, 2] of one shape: turned, scaled, moved, each landmark half a pixel off or so."""
    random = np.random.default_rng(seed)
    turn = random.uniform(-0.3, 0.3, COUNT)
    scale = random.uniform(0.7, 1.4, COUNT)
    matrix = scale[:, None, None] * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]).T
    moved = FACE @ matrix + random.uniform(100, 400, (COUNT, 1, 2))
    return moved + random.normal(0, 0.5, (COUNT, 7, 2))


def film(name, points, **more):
    marks = {
        known: Landmark(known, *xy, Presence.PRESENT)
        for known, xy in zip(NAMES, points.tolist(), strict=True)
        if np.isfinite(xy).all()
    }
    return CheckedFilm(LandmarkSet(name, marks), **more)


def found(films, pairs=PAIRS):
    """What is found: check -> film -> reason, of checks that found something."""
    scheme = Scheme(NAMES, pairs=pairs)
    return {check: dict(films) for check, films in run(check_films(films, scheme)).items() if films}


def of_points(points, pairs=PAIRS):
    return found([film(str(number), each) for number, each in enumerate(points)], pairs)


def test_nothing_is_found_among_films_of_one_shape():
    assert of_points(faces()) == {}


def test_a_landmark_that_strays_is_named():
    points = faces()
    points[7, 5] += (25.0, 0.0)
    (reasons,) = (of_points(points)[Check.SHAPE],)
    assert list(reasons) == ["7"]
    assert reasons["7"].startswith("Chin lies ")


def test_a_few_films_are_no_measure():
    points = faces()[:7]
    points[3, 5] += (25.0, 0.0)
    assert of_points(points) == {}


def test_one_exchanged_pair_is_named_and_is_no_outlier_besides():
    points = faces()
    points[4, [0, 1]] = points[4, [1, 0]]
    assert of_points(points) == {Check.SWAPPED: {"4": "L eye and R eye seem exchanged"}}


def test_all_pairs_exchanged_are_told_from_a_turned_film():
    points = faces()
    points[4, [0, 1, 2, 3]] = points[4, [1, 0, 3, 2]]
    (reasons,) = of_points(points).values()
    assert list(reasons) == ["4"]
    assert "exchanged" in reasons["4"]


def test_a_film_mirrored_against_the_others_is_found_by_its_points():
    points = faces()
    points[9, :, 0] = 600.0 - points[9, :, 0]
    assert of_points(points, pairs=()) == {Check.SIDE: {"9": "its points lie as on a mirrored film"}}


def test_points_that_nobody_decided_on_are_missing_and_absent_or_bare_films_are_not():
    points = faces()
    points[2, 4] = np.nan
    films = [film(str(number), each) for number, each in enumerate(points)]
    absent = Landmark("Nose", presence=Presence.ABSENT)
    films[5] = CheckedFilm(films[5].marks.with_landmarks([absent]))
    films.append(CheckedFilm(LandmarkSet("bare")))
    assert found(films) == {Check.MISSING: {"2": "no point for Nose"}}


def test_views_and_sides_of_the_files_that_are_not_those_of_most_films_are_found():
    known = [("AP", "L"), ("ap ", ""), ("PA", "L"), ("AP", "R"), ("", "L")]
    films = [
        CheckedFilm(LandmarkSet(str(number)), {"view": view, "side": side})
        for number, (view, side) in enumerate(known)
    ]
    assert found(films) == {
        Check.VIEW: {"2": "view PA in the file, 3 of 4 films have AP"},
        Check.SIDE: {"3": "side R in the file, 3 of 4 films have L"},
    }


@pytest.mark.parametrize(("mirrored", "odd"), [("a", "a"), ("abcd", "e"), ("", "")])
def test_films_that_were_seen_mirrored_and_most_were_not_are_found_or_the_other_way_round(mirrored, odd):
    films = [film(name, FACE, mirrored=name in mirrored) for name in "abcde"]
    films.append(CheckedFilm(LandmarkSet("bare")))
    assert "".join(found(films).get(Check.SIDE, {})) == odd


def pictures(count=20, seed=0):
    """Films [64, 96] of one anatomy, lopsided, and different from each other."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[:64, :96]
    for _ in range(count):
        middle = random.normal((30, 60), 2.0)
        blob = 150 * np.exp(-(((x - middle[0]) / 20) ** 2) - ((y - 30) / 14) ** 2)
        blob += 80 * np.exp(-(((x - middle[1]) / 9) ** 2) - ((y - 45) / 9) ** 2)
        coarse = np.kron(random.normal(0, 14, (16, 24)), np.ones((4, 4)))
        yield np.clip(blob + coarse + 20, 0, 255).astype(np.uint8)


def seen(shown):
    return found(
        [CheckedFilm(LandmarkSet(str(number)), look=look_of(each)) for number, each in enumerate(shown)]
    )


def test_a_mirrored_film_a_negative_and_another_picture_are_found_by_their_pixels():
    shown = list(pictures())
    shown[3], shown[8], shown[12] = (
        shown[3][:, ::-1],
        255 - shown[8],
        np.kron(np.random.default_rng(1).integers(0, 255, (8, 12)), np.ones((8, 8))).astype(np.uint8),
    )
    assert {check: list(films) for check, films in seen(shown).items()} == {
        Check.SIDE: ["3"],
        Check.POLARITY: ["8"],
        Check.VIEW: ["12"],
    }


def test_a_copy_with_other_contrast_and_size_is_the_same_picture_and_its_like_is_not():
    shown = list(pictures())
    brighter = np.clip(0.8 * shown[2].astype(float) + 30, 0, 255).astype(np.uint8)
    shown.append(np.kron(brighter, np.ones((2, 2))).astype(np.uint8))
    assert seen(shown) == {Check.DUPLICATE: {"2": "the same picture as 20", "20": "the same picture as 2"}}


def test_three_files_of_one_content_are_told_as_such():
    films = [CheckedFilm(LandmarkSet(name), sha256=text) for name, text in zip("abcde", "xyxxz", strict=True)]
    assert found(films)[Check.DUPLICATE] == {
        "a": "the same file as c, d",
        "c": "the same file as a, d",
        "d": "the same file as a, c",
    }


@pytest.mark.parametrize("shape", [(5, 200), (200, 3), (64, 64, 3)])
def test_a_look_is_made_of_any_thumbnail(shape):
    assert look_of(np.full(shape, 7, np.uint8)).shape == (SIDE, SIDE)


def test_a_plain_film_resembles_no_other():
    plain = [np.full((40, 40), 90, np.uint8)] * 2
    assert Check.DUPLICATE not in seen([*pictures(), *plain])
