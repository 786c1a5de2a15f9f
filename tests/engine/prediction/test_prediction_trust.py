"""What a prediction says of itself: error radii, films of another anatomy, points beyond the edge."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from spot_films import NAMES, SCHEME, SPOTS, SpotNet, contrast_model, save_film, spot_film, spot_model
from torch import nn

from engine.coteaching.fusion import detectors_deviation
from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.geometry.frames import pitch_of
from engine.imaging.pixels import learning_pixels
from engine.inference.inference import FilmDetector
from engine.io.images import read_image
from engine.models.reference import Framing, frame_of
from engine.models.trained_model import Calibration, Finder
from engine.networks.detector import build_detector
from engine.networks.unet import UNetConfig
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.prediction.film_heatmap import film_heat
from engine.prediction.predict import PredictionSettings, predict, predict_with_frames
from engine.training.detection import detect, mean_heatmaps
from engine.training.patches import patch_size

CPU = torch.device("cpu")
FACTORS = (2.0, 3.0, 4.0, 5.0)


class SmoothNet(nn.Module):
    """As `SpotNet`, but through a convolution, and on any device."""

    stride = 1

    def __init__(self, places, reach):
        super().__init__()
        self.reach = reach
        self.register_buffer("places", torch.as_tensor(places, dtype=torch.float32))
        self.smooth = nn.Conv2d(1, 1, 5, padding=2, bias=False)
        bump = torch.exp(-((torch.arange(5.0) - 2) ** 2) / 4)
        self.smooth.weight.data = (bump[:, None] * bump / bump.sum() ** 2)[None, None]

    def forward(self, images):
        y, x = (torch.arange(side, device=images.device) for side in images.shape[-2:])
        px, py = self.places[:, 0, None, None], self.places[:, 1, None, None]
        near = (x - px) ** 2 + (y[:, None] - py) ** 2 < self.reach**2
        return self.smooth(images) * near


def smooth_model():
    model = spot_model()
    finder = model.finder
    return replace(
        model,
        detectors=(SmoothNet(model.reference.points, 14.0),),
        finder=Finder(finder.network, SmoothNet(finder.net.places, 7.0), finder.size, finder.sigma),
    )


def save(folder, name, points, **how):
    save_film(folder / name, spot_film(points, **how))
    return FilmSource(name, folder / name)


def places(marks):
    return np.array([marks.get(name).position for name in NAMES])


def predicted(films, model, device="cpu", tell=None):
    return run(predict(films, model, PredictionSettings(device)), *([] if tell is None else [tell]))


@pytest.fixture
def films(tmp_path):
    rng = np.random.default_rng(3)
    return [save(tmp_path, f"{n}.png", SPOTS + rng.uniform(-3, 3, SPOTS.shape)) for n in range(3)]


def test_radii_are_the_deviation_times_the_factor_in_pixels_of_the_film(films):
    model = replace(spot_model(), calibration=Calibration(FACTORS, 0.9, 30))
    steps = []
    prediction = run(predict_with_frames(films, model, PredictionSettings("cpu")), steps.append)
    film = films[1]
    pixels = learning_pixels(read_image(film.path))
    looker = FilmDetector(model, CPU)
    looked = looker.look(pixels, looker.guess(pixels).frame, None)
    expected = detectors_deviation(looked.seen) * pitch_of(looked.frame) * FACTORS
    marks = prediction.propagation.sets[film.identity]
    assert [marks.get(name).error_radius for name in NAMES] == pytest.approx(expected)
    assert {mark.error_coverage for mark in marks.placed()} == {0.9}
    # what is shown while the run goes on has them as well
    shown = [found for step in steps for found in step.found]
    assert [marks.get("S").error_radius for marks in shown] == pytest.approx(
        [marks.get("S").error_radius for marks in prediction.propagation.sets.values()]
    )


def test_without_calibration_there_is_no_radius(films):
    result = predicted(films, spot_model())
    marks = [mark for each in result.sets.values() for mark in each.placed()]
    assert len(marks) == 12
    assert {(mark.error_radius, mark.error_coverage) for mark in marks} == {(None, None)}


def test_a_film_of_another_anatomy_gets_no_points_and_the_others_go_on(tmp_path, films):
    other = save(tmp_path, "other.png", SPOTS[::-1] * [0.3, 1.4] + [100, -20])
    model = contrast_model()
    steps = []
    prediction = run(
        predict_with_frames([films[0], other, films[1]], model, PredictionSettings("cpu")), steps.append
    )
    result = prediction.propagation
    assert list(result.sets) == [films[0].identity, films[1].identity]
    assert list(result.unfit) == ["other.png"]
    assert "choose another model" in result.unfit["other.png"]
    assert "1 film got no points, as the anatomy does not fit the model: other.png." in result.notes
    for parts in (result.mirrored, result.opinions, prediction.frames):
        assert "other.png" not in parts
    assert "other.png" not in [marks.film for step in steps for marks in step.found]
    assert (steps[-1].done, steps[-1].total) == (3, 3)
    # ranks are among the films that have points
    assert {mark.confidence is not None for marks in result.sets.values() for mark in marks.placed()} == {
        True
    }


def test_where_no_film_fits_the_run_still_ends_well(tmp_path):
    other = save(tmp_path, "other.png", SPOTS[::-1] * [0.3, 1.4] + [100, -20])
    result = predicted([other], contrast_model())
    assert (dict(result.sets), list(result.unfit)) == ({}, ["other.png"])


def test_a_landmark_beyond_the_edge_is_left_unplaced(tmp_path):
    model = spot_model(Framing.FILM)  # the film is 76.8 pixels of 96 wide in the middle of the canvas
    seen = np.array([[5.0, 20.0], [30.0, 70.0], [91.0, 60.0], [40.0, 20.0]])
    film = save(tmp_path, "a.png", SPOTS)
    result = predicted([film], replace(model, detectors=(_Stubborn(seen),), finder=None))
    marks = result.sets["a.png"]
    assert {mark.name for mark in marks.placed()} == {"left", "tip"}
    assert marks.get("S").position is None
    assert result.notes == ("On a.png the model places S, right beyond the edge: left unplaced.",)


class _Stubborn(SpotNet):
    """Sees a spot at each of its places, whatever the film shows."""

    def __init__(self, places):
        super().__init__(places, 14.0)

    def forward(self, images):
        y, x = (torch.arange(side, dtype=torch.float32) for side in images.shape[-2:])
        px, py = self.places[:, 0, None, None], self.places[:, 1, None, None]
        spots = torch.exp(-((x - px) ** 2 + (y[:, None] - py) ** 2) / 18)
        return spots.expand(len(images), -1, -1, -1)


def test_one_detector_is_enough(films):
    model = replace(spot_model(), detectors=spot_model().detectors[:1])
    result = predicted(films[:1], model)
    assert set(result.opinions["0.png"]) == {"detector 1"}
    truth = places(predicted(films[:1], spot_model()).sets["0.png"])
    assert np.abs(places(result.sets["0.png"]) - truth).max() < 1e-6


@pytest.mark.parametrize(("views", "growth", "passes"), [(1, 1.0, 2), (3, 1.02, 3), (3, 1.25, 4)])
def test_the_first_look_is_one_of_the_views_where_it_was_about_right(monkeypatch, views, growth, passes):
    asked = []

    def noted(detectors, patches, size, views, upright=None):
        asked.append(views - (upright is not None))
        return mean_heatmaps(detectors, patches, size, views, upright)

    monkeypatch.setattr("engine.inference.inference.mean_heatmaps", noted)
    model = replace(spot_model(), views=views)
    frame = frame_of(model.reference, SPOTS, False)
    middle = frame @ [*model.reference.size.centre, 1.0]
    frame[:, :2] *= growth
    frame[:, 2] = middle - frame[:, :2] @ model.reference.size.centre
    seen = FilmDetector(model, CPU).look(spot_film(SPOTS), frame, None)
    assert (len(asked), sum(asked)) == (2, passes)
    found = seen.fused.points[[SCHEME.names.index(name) for name in NAMES]]
    assert np.linalg.norm(found - SPOTS, axis=1).max() < 0.2


def test_a_canvas_alone_and_among_others_has_the_same_points():
    torch.manual_seed(0)
    net = build_detector(3, UNetConfig((6, 8))).eval()
    nn.init.normal_(net.head.weight, std=0.5)
    size = Size(48, 40)
    patches = torch.rand(5, 1, patch_size(size).height, patch_size(size).width).half()
    together = detect((net,), patches, size, 2.0)
    for number, seen in enumerate(together):
        alone = detect((net,), patches[number : number + 1], size, 2.0)[0]
        assert np.linalg.norm(alone.points - seen.points, axis=1).max() <= 0.01
    assert np.ptp([seen.points for seen in together], axis=0).max() > 1  # they are different canvases


class Greedy(nn.Module):
    """Runs out of memory for more than `most` canvases at once, as a GPU or the CPU says it."""

    stride = 1

    def __init__(self, net, most, error):
        super().__init__()
        self.net, self.most, self.error = net, most, error

    def forward(self, images):
        if len(images) > self.most:
            raise self.error
        return self.net(images)


SHORT = (
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
    RuntimeError("[enforce fail at alloc_cpu.cpp:121] . DefaultCPUAllocator: can't allocate memory"),
    MemoryError("std::bad_alloc"),
)


@pytest.mark.parametrize("error", SHORT)
@pytest.mark.parametrize("most", [1, 3])
def test_poses_are_looked_at_a_few_at_once_where_memory_is_short(films, error, most):
    model = spot_model()
    short = replace(model, finder=replace(model.finder, net=Greedy(model.finder.net, most, error)))
    expected, found = predicted(films, model).sets, predicted(films, short).sets
    for film, marks in expected.items():
        assert places(found[film]) == pytest.approx(places(marks), abs=1e-3)


@pytest.mark.parametrize("error", SHORT)
def test_a_single_film_that_is_too_much_is_one_sentence_and_other_errors_stay_what_they_are(films, error):
    model = spot_model()
    for part in (
        {"finder": replace(model.finder, net=Greedy(model.finder.net, 0, error))},
        {"detectors": (Greedy(model.detectors[0], 0, error),)},
    ):
        with pytest.raises(EngineError, match="too little memory to look at a single film: close"):
            predicted(films, replace(model, **part))
        with pytest.raises(EngineError, match="too little memory to look at a single film: close"):
            run(film_heat(films[0], replace(model, **part), PredictionSettings("cpu")))
    with pytest.raises(RuntimeError, match="shapes"):
        predicted(films, replace(model, detectors=(Greedy(None, 0, RuntimeError("shapes differ")),)))


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_one_film_alone_and_in_a_batch_and_on_any_device_has_the_same_points(films, device):
    if device == "cuda" and not torch.cuda.is_available():
        pytest.skip("there is no CUDA device")
    model = smooth_model()
    together = predicted(films, model).sets
    for film in films:
        alone = predicted([film], model, device).sets[film.identity]
        off = np.linalg.norm(places(alone) - places(together[film.identity]), axis=1).max()
        assert off <= (0.01 if device == "cpu" else 0.05)
