"""The landmarks of a film found together: of the places that its heatmaps allow, those that hang together.

Where parts of an anatomy look alike, a heatmap has several maxima, and the highest of each may not be of one
shape: a part of a spine lies a vertebra further then. Of M places for each of K landmarks those are taken
that make

    sum_k -log(h_k + e) + w / 2 sum_(j, k) r_jk' C_jk^-1 r_jk

smallest: h the heights of the heatmaps there, r what the displacement from j to k differs from its mean, C
its covariance, over the edges of a tree. The smallest of all is found exactly, from the leaves to the root
and back (a pictorial structure, Felzenszwalb and Huttenlocher 2005).
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.coordinates import from_stride
from engine.geometry.heatmaps import Maxima, Sigma, local_maxima
from engine.models.displacement_tree import DisplacementTree
from engine.training.detection import Detection

_MOST = 8  # places of a landmark; 5 and 12 gave the same on spines, within a pixel of 28
_FLOOR = 0.01  # e: a height that says nothing; 0.003 to 0.03 gave the same
# w: landmarks side by side are seen in the same pixels, so that their heights count several times. 1/4 to
# 1/16 were within 1.2 px of each other on the spines that it was chosen on, 1 was worse by 2
_WEIGHT = 0.125


def coherent_detections(maps: Tensor, stride: int, sigma: Sigma, tree: DisplacementTree) -> list[Detection]:
    """What `mean_heatmaps` [D, N, K, h, w] of `stride` say of each of N canvases, landmarks taken together.

    As `detected` has it. `peak` is the height of the mean heatmap at the place that was taken, so that a
    landmark that its heatmap has elsewhere is as unsure as it was seen there.
    """
    joint = _canvas_maxima(maps.mean(dim=0), stride, sigma)
    alone = [_canvas_maxima(each, stride, sigma) for each in maps] if len(maps) > 1 else [joint]
    found = []
    for film in range(maps.shape[1]):
        places, peak = _taken(joint, film, tree)
        each = np.stack([_taken(one, film, tree)[0] for one in alone])
        found.append(Detection(places, each, peak, np.linalg.norm(each[0] - each[-1], axis=1)))
    return found


def _canvas_maxima(heatmaps: Tensor, stride: int, sigma: Sigma) -> Maxima:
    found = local_maxima(heatmaps, sigma, _MOST)
    return Maxima(from_stride(found.points, stride), found.peak)


def _taken(maxima: Maxima, film: int, tree: DisplacementTree) -> tuple[NDArray[np.float64], ...]:
    """The places [K, 2] that hang together on `film`, and how high its heatmaps are there [K]."""
    points, peak = (_plain(values[film]) for values in (maxima.points, maxima.peak))
    rows = np.arange(len(points))
    choice = coherent_choice(points, peak, tree)
    return points[rows, choice], peak[rows, choice]


def coherent_choice(
    points: NDArray[np.float64], peak: NDArray[np.float64], tree: DisplacementTree
) -> NDArray[np.intp]:
    """Which of M `points` [K, M, 2] (canvas pixels) with heights `peak` [K, M] each landmark takes, [K].

    A height of -inf is no place at all.
    """
    costs = np.where(np.isfinite(peak), -np.log(np.maximum(peak, 0.0) + _FLOOR), np.inf)
    order, best = tree.parents_first(), np.zeros(peak.shape, dtype=np.intp)
    for child in reversed(order):
        parent = tree.parents[child]
        if parent < 0:
            continue
        # [M, M]: a row for each place of the parent, whose own cost comes later
        both = costs[child] + _WEIGHT * _strain(points[parent], points[child], child, tree)
        best[child] = both.argmin(axis=1)
        costs[parent] += both.min(axis=1)
    choice = np.zeros(len(order), dtype=np.intp)
    for landmark in order:
        parent = tree.parents[landmark]
        choice[landmark] = costs[landmark].argmin() if parent < 0 else best[landmark, choice[parent]]
    return choice


def _strain(
    parents: NDArray[np.float64], children: NDArray[np.float64], child: int, tree: DisplacementTree
) -> NDArray[np.float64]:
    """Half the squared Mahalanobis distance [M, M] of displacements from `parents` to `children` [M, 2]."""
    x, y = np.moveaxis(children - parents[:, None] - np.array(tree.means[child]), -1, 0)
    xx, xy, yy = tree.covariances[child]
    squared: NDArray[np.float64] = yy * x * x - 2 * xy * x * y + xx * y * y
    return squared / (2 * (xx * yy - xy * xy))


def _plain(values: Tensor) -> NDArray[np.float64]:
    return values.detach().to("cpu", torch.float64).numpy()
