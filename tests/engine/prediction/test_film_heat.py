"""Heatmaps of one film: where they lie on it, and when there is none."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tiny_models import tiny

from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.geometry.frames import apply_frame
from engine.models.reference import Reference
from engine.models.trained_model import Fit
from engine.networks.heatmap_network import HeatmapNetwork
from engine.oneshot.propagate import FilmSource
from engine.operation import run
from engine.prediction.film_heatmap import film_heat
from engine.prediction.predict import PredictionSettings

CPU = PredictionSettings("cpu")
DOT = (53, 120)  # x, y on a film of 140 x 200


class Bright(HeatmapNetwork):
    """Takes whatever is bright for both landmarks."""

    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def forward(self, images):
        pooled = images.unfold(2, self.stride, self.stride).unfold(3, self.stride, self.stride)
        return pooled.mean(dim=(4, 5)).expand(-1, 2, -1, -1)


@pytest.fixture
def film(tmp_path):
    """A black film with one soft white dot."""
    y, x = np.mgrid[:200, :140]
    pixels = 255 * np.exp(-((x - DOT[0]) ** 2 + (y - DOT[1]) ** 2) / (2 * 6.0**2))
    Image.fromarray(pixels.astype(np.uint8)).save(tmp_path / "a.png")
    return FilmSource("a.png", tmp_path / "a.png")


def seen_by(stride):
    learned = tiny(views=1)
    reference = Reference(Size(96, 112), learned.reference.points, 2.0)
    return replace(learned, detectors=(Bright(stride),), reference=reference)


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_what_is_seen_lies_where_it_is_on_the_film_whatever_the_stride(film, stride):
    heat = run(film_heat(film, seen_by(stride), CPU))
    assert heat.names == ("Sella", "Nasion")
    assert (heat.maps.dtype, heat.maps.shape) == (np.uint8, (2, 112 // stride, 96 // stride))
    weights = heat.maps[0].astype(float)
    y, x = np.mgrid[: weights.shape[0], : weights.shape[1]]
    middle = np.array([(weights * x).sum(), (weights * y).sum()]) / weights.sum()
    assert apply_frame(heat.frame, middle) == pytest.approx(DOT, abs=0.3)


def test_maps_of_any_stride_cover_the_same_part_of_the_film(film):
    edges = []
    for stride in (1, 4):
        heat = run(film_heat(film, seen_by(stride), CPU))
        height, width = heat.maps.shape[1:]
        edges.append(apply_frame(heat.frame, np.array([[-0.5, -0.5], [width - 0.5, height - 0.5]])))
    assert edges[0] == pytest.approx(edges[1])
    # all of the film, in the middle of the canvas
    assert edges[0].mean(axis=0) == pytest.approx((69.5, 99.5))


def test_what_was_seen_is_shown_even_of_another_anatomy(film):
    learned = replace(seen_by(2), fit=Fit(lowest_peak=5.0, largest_residual=1e-6))
    assert run(film_heat(film, learned, CPU)).maps.max() > 100


def test_as_many_views_are_averaged_as_the_model_averages(film):
    once, often = (replace(seen_by(2), views=views) for views in (1, 3))
    maps = [run(film_heat(film, learned, CPU)).maps for learned in (once, often)]
    assert (maps[0] != maps[1]).any()


def test_a_film_that_cannot_be_read_says_so(tmp_path):
    (tmp_path / "b.png").write_bytes(b"no picture")
    with pytest.raises(EngineError, match="no picture that can be read"):
        run(film_heat(FilmSource("b.png", tmp_path / "b.png"), tiny(), CPU))
