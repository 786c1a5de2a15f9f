"""Global alignment by SIFT and RANSAC, the classical row of EdgeTrans4Mark's table 2. CPU only.

Features are taken once per film; an alignment matches two films' features and keeps what one similarity
or affine map explains. Radiographs of two people share few of them, so it may fail: the result says so.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

MOST_SCALE = 2.0  # a map that enlarges or shrinks more than this is a false match


class SiftModel(StrEnum):
    """What RANSAC fits."""

    SIMILARITY = "similarity"
    AFFINE = "affine"


@dataclass(frozen=True, slots=True)
class SiftConfig:
    """`ratio`: Lowe's test; `residual`: inlier distance in pixels; `least`: inliers below which it failed."""

    model: SiftModel = SiftModel.SIMILARITY
    ratio: float = 0.9
    residual: float = 8.0
    least: int = 6
    trials: int = 2000


@dataclass(frozen=True, slots=True)
class SiftFeatures:
    """Places [M, 2] (x, y) in pixels and their descriptors [M, 128]; M may be 0."""

    places: NDArray[np.float64]
    descriptors: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class SiftAlignment:
    """`matrix` [3, 3], fixed pixel -> moving pixel. Where not `found` it is the identity."""

    matrix: Tensor
    found: bool
    inliers: int


def sift_features(image: Tensor) -> SiftFeatures:
    """SIFT features of `image` [1, 1, H, W] in 0..1."""
    from skimage.feature import SIFT  # slow to import

    sift = SIFT()
    try:
        sift.detect_and_extract(image[0, 0].detach().cpu().double().numpy())
    except RuntimeError:  # scikit-image's way of saying that an image has no feature at all
        return SiftFeatures(np.zeros((0, 2)), np.zeros((0, 128), dtype=np.uint8))
    return SiftFeatures(sift.positions[:, ::-1].astype(np.float64), sift.descriptors)


def align(fixed: SiftFeatures, moving: SiftFeatures, config: SiftConfig, seed: int = 0) -> SiftAlignment:
    """The map from the fixed film's pixels to the moving film's; the same for equal `seed`."""
    from skimage.feature import match_descriptors
    from skimage.measure import ransac
    from skimage.transform import AffineTransform, SimilarityTransform

    failed = SiftAlignment(torch.eye(3), False, 0)
    if min(len(fixed.places), len(moving.places)) < 2:  # Lowe's test needs a second best
        return failed
    matches = match_descriptors(fixed.descriptors, moving.descriptors, max_ratio=config.ratio)
    if len(matches) < config.least:
        return failed
    pairs = fixed.places[matches[:, 0]], moving.places[matches[:, 1]]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # "no inliers": the result says so
        model, inliers = ransac(
            pairs,
            SimilarityTransform if config.model is SiftModel.SIMILARITY else AffineTransform,
            min_samples=2 if config.model is SiftModel.SIMILARITY else 3,
            residual_threshold=config.residual,
            max_trials=config.trials,
            is_model_valid=_plausible,
            rng=seed,
        )
    count = 0 if inliers is None else int(inliers.sum())
    if not model or count < config.least:
        return failed
    return SiftAlignment(torch.as_tensor(model.params, dtype=torch.float32), True, count)


def _plausible(model: object, *_: object) -> bool:
    """False for maps that mirror, or change the size by more than `MOST_SCALE`."""
    params = getattr(model, "params")  # noqa: B009 - the model's type is scikit-image's, without types
    size = float(np.linalg.det(params[:2, :2]))
    return bool(np.isfinite(params).all()) and MOST_SCALE**-2 < size < MOST_SCALE**2
