"""Films that do not fit as they are: negatives, turned, bordered ones are read otherwise, others refused."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image as PillowImage
from scipy.ndimage import affine_transform
from spot_films import FILM, NAMES, SPOTS, contrast_model, save_film, spot_film

from engine.folders.heatmap_overlays import write_heatmaps
from engine.geometry.coordinates import Size
from engine.geometry.frames import apply_frame, compose_frames, film_frame, invert_frame
from engine.inference.inference import FilmDetector, on_device
from engine.inference.readings import AS_IT_IS, Reading, look_settled
from engine.models.checkpoint import load_model
from engine.models.reference import Framing
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.phantoms.phantom import draw_phantom
from engine.prediction.film_heatmap import film_heat
from engine.prediction.predict import PredictionSettings, find_landmarks, predict, predict_with_frames
from engine.resources import resource

CPU = torch.device("cpu")
ON_CPU = PredictionSettings("cpu")


def turned_by(pixels, points, angle, mirrored=False):
    """`pixels` turned clockwise onto a larger dark film, mirrored before; and `points` there."""
    cos, sin = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    linear = np.array([[cos, -sin], [sin, cos]]) @ np.diag([-1.0 if mirrored else 1.0, 1.0])
    size = Size(*np.ceil(np.abs(linear) @ [FILM.width, FILM.height]).astype(int).tolist())
    frame = np.column_stack([linear, np.array(size.centre) - linear @ np.array(FILM.centre)])
    back = invert_frame(frame)[::-1]  # rows before columns
    turned = affine_transform(pixels, back[:, [1, 0]], back[:, 2], (size.height, size.width), order=1)
    return turned, apply_frame(frame, points)


def bordered(pixels, points, grey):
    return np.pad(pixels, ((300, 200), (100, 300)), constant_values=grey), points + np.array([100, 300])


def negative(pixels, points):
    return 1 - pixels, points


CASES = {
    "as a negative": negative(spot_film(SPOTS), SPOTS),
    "as turned by about 60 degrees clockwise": turned_by(spot_film(SPOTS), SPOTS, 60),
    "as mirrored, turned by about 60 degrees counter-clockwise": turned_by(
        spot_film(SPOTS), SPOTS, -60, True
    ),
    "as a negative, turned by about 120 degrees clockwise": negative(
        *turned_by(spot_film(SPOTS), SPOTS, 120)
    ),
    "as a negative, without its border": bordered(*negative(spot_film(SPOTS), SPOTS), 0.9),
}


@pytest.mark.parametrize("words", CASES)
def test_a_film_that_does_not_fit_is_read_otherwise_and_a_note_says_how(tmp_path, words):
    pixels, truth = CASES[words]
    save_film(tmp_path / "b.png", pixels)
    film, model = FilmSource("b.png", tmp_path / "b.png"), contrast_model()
    prediction = run(predict_with_frames([film], model, ON_CPU))
    result = prediction.propagation
    assert result.notes == (f"b.png was read {words}.",)
    at = ("S", "right", "left", "tip") if result.mirrored["b.png"] else NAMES
    found = [result.sets["b.png"].get(name).position for name in at]
    assert np.linalg.norm(np.array(found) - truth, axis=1).max() < 0.4
    assert result.mirrored["b.png"] == ("mirrored" in words)


@pytest.mark.parametrize("grey", [0.0, 0.5, 1.0])
def test_a_film_in_a_wide_plain_border_is_found_at_once(grey):
    pixels, truth = bordered(spot_film(SPOTS), SPOTS, grey)
    detector = FilmDetector(contrast_model(), CPU)
    found = find_landmarks(pixels, detector)
    assert found.reading == AS_IT_IS
    at = [detector.learned.scheme.names.index(name) for name in NAMES]
    assert np.linalg.norm(found.fused.points[at] - truth, axis=1).max() < 0.4


def test_what_was_seen_of_a_negative_is_drawn_as_it_was_seen(tmp_path):
    save_film(tmp_path / "b.png", 1 - spot_film(SPOTS))
    film, model = FilmSource("b.png", tmp_path / "b.png"), contrast_model()
    assert run(film_heat(film, model, ON_CPU)).maps.max(axis=(1, 2)).min() > 150
    prediction = run(predict_with_frames([film], model, ON_CPU))
    [picture] = run(write_heatmaps(tmp_path / "heat", {"b.png": film.path}, model, prediction, ON_CPU))
    assert np.ptp(np.asarray(PillowImage.open(picture)), axis=2).max() > 100  # in colour where there is heat


def test_a_film_that_fits_at_once_is_not_read_again_and_keeps_its_points(tmp_path):
    save_film(tmp_path / "a.png", spot_film(SPOTS))
    films = [FilmSource("a.png", tmp_path / "a.png")]
    model = contrast_model()
    detector = FilmDetector(model, CPU)
    plain = detector.look(spot_film(SPOTS), detector.guess(spot_film(SPOTS)).frame, None)
    asked = [model.finder.net.asked, model.detectors[0].asked]
    found = find_landmarks(spot_film(SPOTS), detector)
    assert [model.finder.net.asked, model.detectors[0].asked] == [2 * count for count in asked]
    assert np.array_equal(found.fused.points, plain.fused.points, equal_nan=True)
    assert found.reading == AS_IT_IS
    fitting, unable = (run(predict(films, each, ON_CPU)) for each in (model, replace(model, fit=None)))
    assert fitting.sets == unable.sets
    assert fitting.notes == ()


def test_detectors_of_whole_films_try_the_negative():
    model = replace(contrast_model(Framing.FILM), finder=None)
    found = find_landmarks(1 - spot_film(SPOTS), FilmDetector(model, CPU))
    assert (found.unfit, found.reading) == ("", Reading(negative=True))


def test_a_film_that_was_seen_far_too_small_is_looked_at_once_more():
    detector, pixels = FilmDetector(contrast_model(), CPU), spot_film(SPOTS)
    frame, canvas = detector.guess(pixels).frame, detector.learned.reference.size
    middle = np.array(canvas.centre)
    too_small = compose_frames(frame, np.column_stack([1.9 * np.eye(2), middle - 1.9 * middle]))
    unable = FilmDetector(replace(detector.learned, fit=None), CPU)
    once, again = (look_settled(pixels, each, too_small) for each in (unable, detector))
    off = [
        np.abs(apply_frame(seen.frame, canvas.corners) - apply_frame(frame, canvas.corners)).max()
        for seen in (once, again)
    ]
    assert off[1] < 0.5 < 10 < off[0]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (AS_IT_IS, ""),
        (Reading(turn=90), "as turned by about 90 degrees clockwise"),
        (Reading(turn=180, closer=True), "as turned by about 180 degrees, from closer up"),
        (
            Reading(turn=300, cropped=True),
            "as turned by about 60 degrees counter-clockwise, without its border",
        ),
        (Reading(turn=30).turned_as(film_frame(Size(9, 9), Size(90, 90))), ""),
    ],
)
def test_the_note_names_the_shorter_way_round(reading, words):
    assert reading.note("a.png") == (words and f"a.png was read {words}.")


def test_greys_of_the_content_are_stretched_where_a_border_was_left_out():
    pixels = np.array([[0.0, 0.2, 0.3, 0.4, 1.0]], np.float32)
    assert Reading(cropped=True, low=0.2, high=0.4).of(pixels) == pytest.approx(np.array([[0, 0, 0.5, 1, 1]]))
    assert Reading(negative=True).of(pixels) == pytest.approx(1 - pixels)


def test_the_box_refuses_drawn_hands_in_every_reading():
    model = on_device(load_model(resource("models", "head.safetensors")).domain(), CPU)
    hand = draw_phantom(0, seed=0)
    pixels = np.asarray(hand.pixels / hand.pixels.max(), dtype=np.float32)
    assert find_landmarks(pixels, FilmDetector(model, CPU)).unfit
