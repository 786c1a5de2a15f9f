"""Overlay PNGs: points where they belong, told apart by form, one file a film."""

from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

from engine.folders.overlays import _common, _free_box, draw_overlay, overlay_names, write_overlays
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence, Scheme
from engine.operation import run

GREY = np.full((100, 100), 128, np.uint8)


def drawn(origin, **more):
    mark = Landmark("A", 30.0, 60.0, Presence.PRESENT, origin, **more)
    return np.asarray(draw_overlay(GREY, LandmarkSet("f", {"A": mark}), Scheme(("A",)))).astype(int)


def test_a_small_film_is_enlarged_and_the_mark_lies_at_its_pixel_centre():
    shown = drawn(Origin.ANNOTATED)
    assert shown.shape == (900, 900, 3)
    # the centre of pixel (30, 60) is at (30.5, 60.5) * 9 - 0.5 = (274, 544)
    assert tuple(shown[544, 274]) == (80, 200, 255)


def test_a_prediction_is_hollow_with_a_ring_of_its_spread():
    plain, ringed = drawn(Origin.PREDICTED), drawn(Origin.PREDICTED, spread=10.0)
    assert tuple(plain[544, 274]) == (128, 128, 128)
    assert tuple(plain[544, 274 - 90]) == (128, 128, 128)
    assert ringed[544, 274 - 90][0] > 200  # 10 px of the film are 90 of the overlay
    assert ringed[544, 274 - 90][2] < 60


def test_names_of_neighbours_do_not_cover_each_other():
    film, unit, words, taken = Size(900, 900), 3.0, Size(120, 14), []
    for place in [(400.0, 400.0), (404.0, 402.0), (398.0, 406.0), (890.0, 4.0)]:
        box = _free_box(place, words, film, taken, unit)
        assert sum(_common(box, other) for other in taken) == 0.0
        assert 0 <= box[0] < box[2] <= 900
        assert 0 <= box[1] < box[3] <= 900
        taken.append(box)


def test_lines_join_the_landmarks_that_are_there():
    points = {
        name: Landmark(name, x, 20.0, Presence.PRESENT, Origin.ANNOTATED)
        for name, x in (("A", 10.0), ("C", 90.0))
    }
    scheme = Scheme(("A", "B", "C"), lines=(("A", "B", "C"),))
    shown = np.asarray(draw_overlay(GREY, LandmarkSet("f", points), scheme))
    assert tuple(shown[184, 600]) == (120, 150, 120)


def test_a_curve_bends_between_its_landmarks_where_a_line_goes_straight():
    places = {"A": (10.0, 50.0), "B": (50.0, 10.0), "C": (90.0, 50.0)}
    points = {
        name: Landmark(name, x, y, Presence.PRESENT, Origin.ANNOTATED) for name, (x, y) in places.items()
    }
    straight, bent = (
        np.asarray(draw_overlay(GREY, LandmarkSet("f", points), Scheme(tuple("ABC"), **path)))
        for path in ({"lines": (tuple("ABC"),)}, {"curves": (tuple("ABC"),)})
    )
    colour, chord = (120, 150, 120), (274, 274)  # halfway from A to B: (30, 30) of the film
    assert tuple(straight[chord]) == colour
    assert tuple(bent[chord]) != colour
    outside = [tuple(bent[274 - step, 274 - step]) for step in range(4, 60)]
    assert colour in outside


def test_overlays_are_written_for_films_with_points_and_broken_films_are_skipped(tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        PillowImage.fromarray(GREY).save(folder / name)
    (folder / "broken.png").write_bytes(b"no picture")
    films = {name: folder / name for name in ("a.png", "b.png", "broken.png")}
    point = {"A": Landmark("A", 1.0, 2.0, Presence.PRESENT)}
    sets = {"a.png": LandmarkSet("a.png", point), "broken.png": LandmarkSet("broken.png", point)}
    written = run(write_overlays(tmp_path / "out", films, sets, Scheme(("A",))))
    assert [path.name for path in written] == ["a.png"]
    with PillowImage.open(written[0]) as shown:
        assert shown.size == (900, 900)


def test_two_films_with_one_stem_get_two_overlays():
    names = overlay_names({film: Path(film) for film in ("x/a.dcm", "x/A.png", "b.dcm")})
    assert names == {"x/a.dcm": "x/a.dcm.png", "x/A.png": "x/A.png.png", "b.dcm": "b.png"}


def test_a_film_of_pixels_that_are_not_square_is_drawn_in_its_shape():
    mark = Landmark("A", 150.0, 50.0, Presence.PRESENT, Origin.ANNOTATED)
    spacing = Spacing(0.1, 0.3, SpacingSource.PIXEL_SPACING)
    film = np.full((100, 300), 90, np.uint8)
    picture = draw_overlay(film, LandmarkSet("f", {"A": mark}), Scheme(("A",)), spacing)
    assert picture.size == (900, 900)
    assert picture.getpixel((451, 454)) == (80, 200, 255)  # (x + 0.5) * 3, (y + 0.5) * 9
