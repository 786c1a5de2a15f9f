"""Small sets in the layout of the benchmark's, and a measurement that costs nothing."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from engine.benchmark.oneshot.measure import Measured
from engine.benchmark.oneshot.run import benchmark
from engine.benchmark.settings import BenchmarkSettings
from engine.networks.farnet_baselines import OriginalUNetConfig
from engine.networks.laoml_baselines import LaomlBaselineConfig
from engine.networks.unet import UNetConfig
from engine.oneshot.propagate import Method, RegistrationMethod
from engine.operation import Progress, run

PUBLISHED = Path(__file__).parents[2] / "resources" / "published"
SPEED = {
    RegistrationMethod.INSTANCE: 0.5,
    RegistrationMethod.SIMPLEITK: 2.0,
    RegistrationMethod.EDGETRANS: 3.0,
}
PARTS = ("registration", "detector 1", "detector 2")


def write_set(folder, films, points, size=(60, 40), pictures=None):
    """Films called `films`, `pictures` or noise of `size` (width, height), each with its `points` [K, 2]."""
    (folder / "images").mkdir(parents=True)
    with (folder / "landmarks.csv").open("w", newline="") as stream:
        count = len(points[0])
        rows = csv.writer(stream)
        rows.writerow(["image", *(f"{axis}{k}" for k in range(1, count + 1) for axis in "xy")])
        for number, (film, marks) in enumerate(zip(films, points, strict=True)):
            noise = np.random.default_rng(number).integers(0, 255, size[::-1], np.uint8)
            picture = noise if pictures is None else pictures[number]
            Image.fromarray(picture).save(folder / "images" / f"{film}.png")
            rows.writerow([film, *(float(value) for mark in marks for value in mark)])


def write_heads(root, points=None, pictures=None, **parts):
    """The set head, films by part of split.csv; all have the same 19 points unless `points` says else."""
    films = [film for names in parts.values() for film in names]
    same = np.repeat(some_points(1, 19), len(films), axis=0)
    write_set(root / "head", films, same if points is None else points, pictures=pictures)
    lines = [f"{film},{part}" for part, names in parts.items() for film in names]
    (root / "head" / "split.csv").write_text("\n".join(["image,split", *lines]))
    return root


def some_points(films, count, seed=0):
    return np.random.default_rng(seed).uniform(5, 35, (films, count, 2)).round(2)


class Fake:
    """A measurement that carries the exemplar's points over, moved by `shift` pixels, and remembers."""

    def __init__(self, shift=(3.0, 4.0)):
        self.shift, self.requests = shift, []

    def __call__(self, request):
        self.requests.append(request)
        annotated = {request.exemplar, *request.further}
        films = [film for film, _ in request.unseen or request.films if film not in annotated]
        yield Progress("registration", 1, len(films), films[0])
        moved = {name: (x + self.shift[0], y + self.shift[1]) for name, (x, y) in request.points.items()}
        found = dict.fromkeys(films, moved)
        parts = PARTS if request.settings.method is Method.ONE_SHOT else ()
        return Measured(
            points=found,
            mirrored=(),
            unreadable={},
            seconds=SPEED[request.settings.chosen_registration] * len(films),
            peak_bytes=300 * 2**20,
            device="cpu (2 threads)",
            opinions=dict.fromkeys(parts, found),
            predicting=0.5 * len(films) if request.unseen else None,
            learned_from=len(request.films) - 1 if request.unseen else 0,
        )


def settings_of(root, rows, **more):
    """Settings on a CPU with the cache beside `root`, unless `more` says otherwise."""
    usual = {"published": PUBLISHED, "device": "cpu", "cache": root.parent / "cache"}
    return BenchmarkSettings(root, rows, **{**usual, **more})


def report_of(root, rows=None, measuring=None, plots=None, **more):
    return run(benchmark(settings_of(root, rows, **more), measuring=measuring or Fake(), plots=plots))


def not_again(request):
    """For what must be found again: measuring fails."""
    raise AssertionError(f"measured again: {request}")


def shrunk(recipe):
    """A recipe of LaOML's rows with few channels on a small canvas."""
    unet = OriginalUNetConfig((4, 6), colours=1, bias=True)
    network = recipe.network
    if isinstance(network, LaomlBaselineConfig):
        network = replace(network, unet=unet)
    elif isinstance(network, OriginalUNetConfig):
        network = unet
    else:
        network = UNetConfig((4, 6), stride=2)
    return replace(recipe, network=network, longest=48)
