"""Films not seen: found in any pose, looked at in the right frame, every opinion kept."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from spot_films import CANVAS, FILM, NAMES, SCHEME, SPOTS, SpotNet, save_film, spot_film, spot_model, turned
from stopped_runs import stopped
from warped_films import affine, anatomy, landmarks, warped

from engine.errors import PropagationError
from engine.geometry.coordinates import Size, mirror_points
from engine.geometry.frames import apply_frame, film_frame, invert_frame
from engine.inference.inference import corrected_by, corrected_frame, find
from engine.landmarks import Origin
from engine.models.model_card import ModelCard
from engine.models.reference import Framing, frame_of
from engine.models.trained_model import KeptExemplar
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.prediction.film_heatmap import film_heat
from engine.prediction.predict import PredictionSettings, predict, predict_with_frames
from engine.training.detection import Detection, detect, mean_heatmaps

CPU = torch.device("cpu")
ON_CPU = PredictionSettings("cpu")
POSES = [(quarters, mirrored) for mirrored in (False, True) for quarters in range(4)]


def positions(marks, names=NAMES):
    return np.array([marks.get(name).position for name in names])


def off(found, truth):
    return float(np.linalg.norm(np.asarray(found) - truth, axis=1).max())


@pytest.mark.parametrize(("quarters", "mirrored"), POSES)
def test_the_finder_finds_a_film_in_each_of_eight_poses(quarters, mirrored):
    points, size = turned(SPOTS, quarters, mirrored)
    found = find(spot_model().finder, spot_film(points, size), CPU)
    assert off(found.points, points) < 0.15
    assert found.mirrored == mirrored
    assert found.peak.mean() > 0.9
    upright = apply_frame(invert_frame(found.pose), points)
    assert off(upright, apply_frame(invert_frame(film_frame(CANVAS, FILM)), SPOTS)) < 1e-9


def test_a_film_that_looks_the_same_in_another_pose_stays_as_it_is():
    both = np.concatenate([SPOTS, mirror_points(SPOTS, FILM)])
    found = find(spot_model().finder, spot_film(both), CPU)
    assert not found.mirrored
    assert off(found.points, SPOTS) < 0.15


@pytest.mark.parametrize(("better", "mirrored"), [(1.15, False), (1.3, True)])
def test_another_pose_has_to_be_clearly_better(better, mirrored):
    film = np.maximum(spot_film(SPOTS) / better, spot_film(mirror_points(SPOTS, FILM)))
    assert find(spot_model().finder, film, CPU).mirrored == mirrored


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_frame_is_what_the_found_points_say_however_they_were_found(mirrored):
    reference = spot_model().reference
    forward, _ = affine(37, 1.6, (30, -12), FILM, -1.0 if mirrored else 1.0)
    points = forward(SPOTS)
    for angle in (0, 90, 200):
        guess = frame_of(
            reference, affine(angle, 1.3, (5, 5), FILM, -1.0 if mirrored else 1.0)[0](SPOTS), mirrored
        )
        frame = corrected_frame(reference, points, np.ones(4), guess, FILM)
        assert frame == pytest.approx(frame_of(reference, points, mirrored), abs=1e-4)


def test_a_single_landmark_keeps_the_turn_of_the_guess_and_the_pitch_of_the_exemplar():
    reference = replace(spot_model().reference, points=spot_model().reference.points[:1])
    guess = np.array([[0.0, -7.0, 200.0], [7.0, 0.0, 10.0]])
    frame = corrected_frame(reference, np.array([[50.0, 60.0]]), np.ones(1), guess, FILM)
    assert frame[:, :2] == pytest.approx(reference.pitch * np.array([[0.0, -1.0], [1.0, 0.0]]))
    assert apply_frame(frame, reference.points) == pytest.approx(np.array([[50.0, 60.0]]))


def test_faint_landmarks_have_no_say_in_the_frame():
    reference = spot_model().reference
    wrong = SPOTS.copy()
    wrong[1] = 5.0, 5.0
    frame = corrected_frame(reference, wrong, np.array([1.0, 0.1, 1.0, 0.9]), film_frame(FILM, FILM), FILM)
    assert frame == pytest.approx(frame_of(reference, SPOTS, False), abs=1e-6)


def test_a_frame_that_cannot_be_is_none_and_the_guess_stays():
    reference, guess = spot_model().reference, film_frame(CANVAS, FILM)
    same = np.full((4, 2), 100.0)
    assert corrected_frame(reference, same, np.zeros(4), guess, FILM) is None
    assert corrected_frame(reference, SPOTS * 40, np.ones(4), guess, FILM) is None
    own = frame_of(reference, SPOTS, False)
    for points in (np.full((4, 2), 48.0), 3 * reference.points):
        seen = Detection(points, np.stack([points, points]), np.ones(4), np.zeros(4))
        assert np.array_equal(corrected_by(reference, seen, own, FILM), own)


def test_heatmaps_of_several_views_lie_on_the_upright_canvas():
    model = spot_model()
    size = model.reference.size
    film = torch.from_numpy(spot_film(model.reference.points, size, 3.0))[None, None]
    around = torch.nn.functional.pad(film, (29, 29, 36, 36))
    maps = mean_heatmaps(model.detectors, around, size, views=3)
    assert maps.shape == (2, 1, 4, size.height, size.width)
    (seen,) = detect(model.detectors, around, size, model.sigma, views=3)
    assert off(seen.points, model.reference.points) < 0.1


class Folder:
    """Spot films in files, with their true points by film."""

    def __init__(self, folder):
        self.folder, self.truth = folder, {}

    def add(self, name, points, size=FILM, spread=5.0):
        save_film(self.folder / name, spot_film(points, size, spread))
        self.truth[name] = points
        return FilmSource(name, self.folder / name)

    def broken(self, name):
        (self.folder / name).write_bytes(b"no picture")
        return FilmSource(name, self.folder / name)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def test_films_of_every_pose_size_and_scale_are_predicted_to_a_fraction_of_a_pixel(folder):
    films = [folder.add("same.png", SPOTS)]
    films.append(folder.add("turned.png", *turned(SPOTS, 1, False)))
    films.append(folder.add("shifted.png", affine(2, 1.03, (5, -4), FILM)[0](SPOTS)))
    films.append(folder.add("large.png", (SPOTS + 0.5) * 3 - 0.5, Size(720, 900), 15.0))
    result = run(predict(films, spot_model(), ON_CPU))
    assert list(result.sets) == [film.identity for film in films]
    for name, points in folder.truth.items():
        assert off(positions(result.sets[name]), points) < (0.6 if name == "large.png" else 0.2), name
    assert set(result.mirrored.values()) == {False}


def test_pairs_of_a_mirrored_film_swap_their_names(folder):
    points, size = turned(SPOTS, 3, True)
    result = run(predict([folder.add("m.png", points, size)], spot_model(), ON_CPU))
    assert result.mirrored == {"m.png": True}
    assert off(positions(result.sets["m.png"], ("S", "right", "left", "tip")), points) < 0.2
    plain = replace(spot_model(), scheme=replace(SCHEME, pairs=()))
    result = run(predict([FilmSource("m.png", folder.folder / "m.png")], plain, ON_CPU))
    assert off(positions(result.sets["m.png"]), points) < 0.2


def test_opinions_of_both_detectors_are_kept_in_scheme_order(folder):
    model = spot_model()
    model = replace(model, detectors=(model.detectors[0], SpotNet(model.reference.points, 14.0, 0.5)))
    result = run(predict([folder.add("a.png", SPOTS)], model, ON_CPU))
    assert set(result.opinions["a.png"]) == {"detector 1", "detector 2"}
    for points in result.opinions["a.png"].values():
        assert off(points[[0, 1, 3, 4]], SPOTS) < 0.2
        assert np.isnan(points[2]).all()
    assert {mark.name for mark in result.sets["a.png"].placed()} == set(NAMES)
    assert {mark.origin for mark in result.sets["a.png"].placed()} == {Origin.PREDICTED}


def test_a_film_that_cannot_be_read_is_reported_and_the_rest_go_on(folder):
    films = [folder.add("a.png", SPOTS), folder.broken("b.png"), folder.add("c.png", SPOTS)]
    steps = []
    result = run(predict(films, spot_model(), ON_CPU), steps.append)
    assert list(result.sets) == ["a.png", "c.png"]
    assert list(result.unreadable) == ["b.png"]
    assert (steps[-1].done, steps[-1].total) == (3, 3)
    assert [marks.film for step in steps for marks in step.found] == ["a.png", "c.png"]


def test_a_film_on_which_the_landmarks_are_hardly_found_is_named(folder):
    black = np.zeros((300, 240), np.uint8)
    black[295:, :6] = 255  # something, but far from all landmarks
    Image.fromarray(black).save(folder.folder / "empty.png")
    films = [FilmSource("empty.png", folder.folder / "empty.png"), folder.add("a.png", SPOTS)]
    result = run(predict(films, spot_model(), ON_CPU))
    assert result.notes == (
        "The landmarks were hardly found on empty.png: look at it first.",
        "On empty.png the model places S, left, right, tip beyond the edge: left unplaced.",
    )
    assert [len(marks.placed()) for marks in result.sets.values()] == [0, 4]


def test_detectors_of_whole_films_need_no_finder(folder):
    model = replace(spot_model(framing=Framing.FILM), finder=None)
    prediction = run(predict_with_frames([folder.add("a.png", SPOTS)], model, ON_CPU))
    assert off(positions(prediction.propagation.sets["a.png"]), SPOTS) < 0.2
    assert np.array_equal(prediction.frames["a.png"], film_frame(model.reference.size, FILM))


def test_the_last_frame_is_that_of_the_landmarks(folder):
    points, size = turned(SPOTS, 2, True)
    prediction = run(predict_with_frames([folder.add("a.png", points, size)], spot_model(), ON_CPU))
    found = apply_frame(prediction.frames["a.png"], spot_model().reference.points)
    assert off(found, points) < 0.2


@pytest.mark.parametrize(("title", "said"), [("Heads", "Heads"), ("", "one-shot (quick) model")])
def test_points_name_the_model_by_its_card(folder, title, said):
    model = replace(spot_model(), card=ModelCard(title))
    found = run(predict([folder.add("a.png", SPOTS)], model, ON_CPU))
    assert {mark.model for marks in found.sets.values() for mark in marks.placed()} == {said}


def test_the_callers_model_stays_as_it_is_and_the_same_call_gives_the_same_bits(folder):
    model, films = spot_model(), [folder.add("a.png", SPOTS)]
    model.detectors[0].train()
    first, again = (run(predict(films, model, ON_CPU)) for _ in range(2))
    assert first.sets == again.sets
    assert model.detectors[0].training


def test_what_cannot_start_says_what_to_do(folder):
    with pytest.raises(PropagationError, match="choose a folder with films"):
        run(predict([], spot_model(), ON_CPU))
    with pytest.raises(PropagationError, match=r"None of the films can be read\. "):
        run(predict([folder.broken("b.png")], spot_model(), ON_CPU))
    with pytest.raises(PropagationError, match="save it with its exemplars"):
        run(predict([folder.add("a.png", SPOTS)], replace(spot_model(), finder=None), ON_CPU))


def test_cancelling_works_wherever_the_run_is(folder):
    films = [folder.add("a.png", SPOTS), folder.add("b.png", SPOTS)]
    for stop in range(len(list(predict(films, spot_model(), ON_CPU)))):
        stopped(predict(films, spot_model(), ON_CPU), stop + 1)
    assert torch.is_grad_enabled()


@pytest.fixture(scope="module")
def with_exemplar():
    """A model whose detectors see nothing: what it finds comes from the kept exemplar."""
    size = Size(220, 280)
    film, points = anatomy(size), landmarks(size, 4)
    points[3] = np.nan
    model = spot_model()
    blind = SpotNet(model.reference.points, 14.0, 0.0)
    reference = replace(model.reference, points=landmarks(size, 4))
    kept = KeptExemplar("e.png", film, points)
    return replace(model, reference=reference, detectors=(blind, blind), finder=None, exemplars=(kept,))


def test_a_kept_exemplar_is_registered_and_has_a_say(folder, with_exemplar):
    (kept,) = with_exemplar.exemplars
    forward, back = affine(5, 1.04, (6, 4), Size(220, 280))
    moved = warped(kept.pixels, back)
    save_film(folder.folder / "flipped.png", np.fliplr(moved))
    films = [folder.broken("b.png"), FilmSource("flipped.png", folder.folder / "flipped.png")]
    steps = []
    prediction = run(predict_with_frames(films, with_exemplar, ON_CPU), steps.append)
    result = prediction.propagation
    truth = mirror_points(forward(kept.points[:3]), Size(220, 280))
    assert result.mirrored == {"flipped.png": True}
    # in scheme order: left and right are swapped, as the film is mirrored
    assert off(result.opinions["flipped.png"]["registration"][[0, 3, 1]], truth) < 2.0
    # the blind detectors pull a little: their doubt is large but finite
    assert off(positions(result.sets["flipped.png"], ("S", "right", "left")), truth) < 4.0
    assert list(result.unreadable) == ["b.png"]
    assert [marks.film for step in steps for marks in step.found] == ["flipped.png"]
    assert np.linalg.det(prediction.frames["flipped.png"][:, :2]) < 0
    counts = [step.done for step in steps if step.stage == "prediction"]
    assert (counts, counts[-1]) == (sorted(counts), 2)
    assert {step.stage for step in steps} == {"reading exemplars", "prediction"}


def test_a_blank_film_has_no_points_and_no_heatmap_where_exemplars_lead(folder, with_exemplar):
    save_film(folder.folder / "moved.png", warped(with_exemplar.exemplars[0].pixels, affine(3)[1]))
    save_film(folder.folder / "blank.png", np.zeros((280, 220)))
    moved, blank = (FilmSource(name, folder.folder / name) for name in ("moved.png", "blank.png"))
    result = run(predict([blank, moved], with_exemplar, ON_CPU))
    assert (list(result.sets), list(result.unfit)) == (["moved.png"], ["blank.png"])
    for model in (with_exemplar, spot_model()):
        with pytest.raises(PropagationError, match="Nothing can be found on this film"):
            run(film_heat(blank, model, ON_CPU))
