"""Heatmap pictures: colour where the detectors saw a landmark, and nowhere else."""

import io

import numpy as np
from PIL import Image
from spot_films import FILM, SPOTS, save_film, spot_film, spot_model, turned

from engine.folders.heatmap_overlays import draw_heatmap
from engine.folders.heatmap_overlays import write_heatmaps as write
from engine.geometry.coordinates import Size, resize_points
from engine.geometry.frames import film_frame
from engine.imaging.image import Image as Film
from engine.imaging.image import Spacing, SpacingSource
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.prediction.predict import PredictionSettings, predict_with_frames


def coloured(picture):
    """How far each pixel is from grey, [H, W]."""
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    return pixels.max(axis=2) - pixels.min(axis=2)


def test_a_peak_on_the_canvas_is_drawn_where_it_lies_on_the_film():
    film, canvas, heat = Size(400, 500), Size(80, 100), np.zeros((50, 40), np.float32)
    heat[30, 10] = 1.0
    picture = draw_heatmap(
        Film(np.zeros((500, 400), np.uint8)), heat, film_frame(canvas, film), canvas, np.zeros((0, 2))
    )
    assert picture.size == (800, 1000)
    shown = coloured(picture)[4:-4, 4:-4]  # within the line around the canvas
    rows, columns = np.nonzero(shown > 100)
    place = resize_points(np.array([10.0, 30.0]), Size(40, 50), Size(800, 1000))
    assert np.allclose([columns.mean() + 4, rows.mean() + 4], place, atol=0.6)
    assert shown[:500].max() == 0


def test_a_heatmap_lies_on_its_place_where_pixels_are_not_square():
    size, canvas, heat = Size(400, 250), Size(80, 50), np.zeros((50, 80), np.float32)
    heat[30, 20] = 1.0
    film = Film(np.zeros((250, 400), np.uint8), spacing=Spacing(0.1, 0.2, SpacingSource.PIXEL_SPACING))
    picture = draw_heatmap(film, heat, film_frame(canvas, size), canvas, np.zeros((0, 2)))
    assert picture.size == (800, 1000)
    rows, columns = np.nonzero(coloured(picture)[4:-4, 4:-4] > 100)
    place = resize_points(np.array([20.0, 30.0]), canvas, Size(800, 1000))
    assert np.allclose([columns.mean() + 4, rows.mean() + 4], place, atol=0.6)


def test_a_frame_that_leaves_the_film_colours_nothing_beyond_the_canvas():
    frame = np.array([[0.0, -2.0, 90.0], [2.0, 0.0, 10.0]])
    picture = draw_heatmap(
        Film(np.zeros((100, 100), np.uint8)),
        np.ones((20, 20), np.float32),
        frame,
        Size(20, 20),
        np.zeros((0, 2)),
    )
    shown = coloured(picture) > 30
    x, y = np.meshgrid(np.arange(1000), np.arange(1000))
    # canvas pixels -0.5 .. 19.5 lie at x = 90 - 2 v, y = 10 + 2 u of the film, ten picture pixels each
    inside = (x > 515) & (x < 908) & (y > 96) & (y < 490)
    outside = (x < 508) | (x > 918) | (y < 88) | (y > 502)
    assert shown[inside].all()
    assert not shown[outside].any()


def test_every_predicted_film_gets_a_picture_with_its_landmarks(tmp_path):
    points, size = turned(SPOTS, 1, True)
    for name, where, film in (("a.png", SPOTS, FILM), ("sub/b.png", points, size)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        save_film(tmp_path / name, spot_film(where, film))
    films = {name: tmp_path / name for name in ("a.png", "sub/b.png", "c.png")}
    (tmp_path / "c.png").write_bytes(b"no picture")
    settings = PredictionSettings("cpu")
    sources = [FilmSource(*each) for each in films.items()]
    prediction = run(predict_with_frames(sources, spot_model(), settings))
    written = run(write(tmp_path / "heat", films, spot_model(), prediction, settings))
    assert written == (tmp_path / "heat" / "a.png", tmp_path / "heat" / "sub" / "b.png")
    for path, where, film in zip(written, (SPOTS, points), (FILM, size), strict=True):
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            shown = coloured(picture)
            target = Size(*picture.size)
        for x, y in np.rint(resize_points(where, film, target)).astype(int):
            # the dot itself is white
            assert shown[y - 10 : y + 10, x - 10 : x + 10].max() > 100
        assert np.median(shown) == 0
