"""The comparison methods with small networks, and phantoms that they learn from in seconds."""

from dataclasses import replace
from functools import cache

import numpy as np
import torch

from engine.benchmark.baselines.cc2d_matching import PatchViews
from engine.benchmark.baselines.task import BaselineTask, CanvasFilm, Epochs
from engine.benchmark.oneshot.rows import BASELINES, RowKind
from engine.geometry.coordinates import Size
from engine.networks.unet import UNetConfig
from engine.operation import run
from engine.phantoms.phantom import draw_phantom
from engine.registration.canvas import place
from engine.registration.films import to_grid

SIDES = Size(64, 64)
_MATCHING = replace(
    BASELINES[RowKind.CC2D_SSL], canvas=SIDES, widths=(8, 12, 16, 16, 16), embedding=8,
    views=PatchViews(32), epochs=Epochs(3, 6, 4e-3, repeats=2), reach=5,
)  # fmt: skip
TINY = {
    RowKind.CC2D_SSL: _MATCHING,
    RowKind.CC2D_TPL: replace(
        BASELINES[RowKind.CC2D_TPL], matching=_MATCHING, canvas=SIDES,
        network=UNetConfig((8, 12, 16), stride=2), epochs=Epochs(4, 3, 3e-3),
    ),
    RowKind.DATA_AUG: replace(
        BASELINES[RowKind.DATA_AUG], canvas=SIDES, channels=6, detector=UNetConfig((8, 12, 16, 16), stride=2),
        spatial=Epochs(8, 5, 3e-3), appearance=Epochs(6, 5, 3e-3), detection=Epochs(8, 5, 5e-3),
    ),
    RowKind.FAB_REC: replace(
        BASELINES[RowKind.FAB_REC], canvas=SIDES, widths=(8, 8, 12, 16), code=12,
        drawing=Epochs(6, 7, 3e-3), heatmaps=Epochs(4, 6, 3e-3, repeats=24),
    ),
}  # fmt: skip


@cache
def phantoms(count):
    """(film on its grid, points [K, 2] of its first six landmarks) of `count` drawn hands."""
    drawn = []
    for number in range(count):
        film = draw_phantom(number, 0)
        points = np.array([mark.position for mark in film.truth.placed()][:6])
        pixels = film.pixels.astype(np.float32) / np.iinfo(film.pixels.dtype).max
        drawn.append((to_grid(str(number), pixels, 128, torch.device("cpu")), points))
    return drawn


def on_canvas(film, sides):
    return CanvasFilm(film.identity, film.size, film.image, place(film.image, sides))


def task_of_phantoms(sides, count=21):
    """The first phantom is annotated, the others are there to learn from."""
    films = [on_canvas(film, sides) for film, _ in phantoms(count)]
    return BaselineTask(films[0], films[0].to_canvas(phantoms(count)[0][1]), films[1:], 0)


def learned_from_phantoms(baseline):
    """What `baseline` has learned from twenty films, and the points [K, 2] that it finds on another."""
    torch.manual_seed(0)
    task = task_of_phantoms(baseline.canvas)
    learned = run(baseline.learn(task))
    unseen = [on_canvas(film, baseline.canvas) for film, _ in phantoms(22)[21:]]
    with torch.no_grad():
        return learned, [learned.find(film) for film in unseen]
