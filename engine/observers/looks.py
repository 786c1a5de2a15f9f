"""Films compared by a small picture of each: which show the same pixels, which are mirrored or negatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

SIDE = 32  # pixels of a look: two films of one kind of anatomy differ at this size, two copies of one do not
Look = NDArray[np.uint8]  # [SIDE, SIDE]
Units = NDArray[np.float32]  # [F, SIDE * SIDE], each of mean 0 and length 1

# Correlation. Measured: copies of a film have at least 0.993, different films of one anatomy at most 0.984.
_SAME = 0.99
_BLOCK = 512  # films compared with all at once
_ROUNDS = 4
_ENOUGH = 500  # films say what the common picture is
# Correlations with the common picture. Measured on head, chest, hand and wing films: a film as it is fits at
# most 0.08 better in another pose; films of another anatomy have 0.4 at most, the median film 0.74 to 0.9.
_CLEARLY = 0.1  # by which another pose must fit better
_ALIKE, _UNLIKE = 0.6, 0.4  # shares of the median film's correlation
_COMMON = 0.5  # which that must have before a film can be unlike it


def look_of(thumbnail: NDArray[np.uint8]) -> Look:
    """A thumbnail [H, W] or [H, W, 3] as a grey square; its sides may differ, as those of a copy do alike."""
    grey = Picture.fromarray(thumbnail).convert("L")
    return np.asarray(grey.resize((SIDE, SIDE), Picture.Resampling.BOX))


def units_of(looks: NDArray[np.uint8]) -> Units:
    """Looks [F, SIDE, SIDE] as vectors whose products are correlations; a plain one is 0 with all."""
    flat = looks.reshape(len(looks), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)
    return flat


def same_pictures(units: Units) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Pairs (earlier, later film) that show one picture, block by block: (films done, pairs of the block)."""
    for first in range(0, len(units), _BLOCK):
        likeness = units[first : first + _BLOCK] @ units[first:].T
        rows, columns = np.nonzero(likeness > _SAME)
        pairs = [(first + int(a), first + int(b)) for a, b in zip(rows, columns, strict=True) if a < b]
        yield min(first + _BLOCK, len(units)), pairs


@dataclass(frozen=True, slots=True)
class Poses:
    """What the picture of each film [F] is beside the one that most of them show.

    `mirrored` and `negative` (both may hold), or `other`: it resembles the common picture in no pose.
    """

    mirrored: NDArray[np.bool_]
    negative: NDArray[np.bool_]
    other: NDArray[np.bool_]


def poses_of(units: Units) -> Poses:
    """Compare each film with the common picture as it is, mirrored, as a negative, and both.

    The pose that most films have counts as the right one. Nothing is said where the films have no picture
    in common.
    """
    sample = slice(None, None, max(1, len(units) // _ENOUGH))
    flipped = units.reshape(-1, SIDE, SIDE)[:, :, ::-1].reshape(len(units), -1)
    pose, fit = np.zeros(len(units), dtype=np.intp), np.zeros((len(units), 4))
    for _ in range(_ROUNDS):
        turned_back = np.where((pose[sample] & 1)[:, None] > 0, flipped[sample], units[sample])
        # a minority has no say in a median
        common = np.median(turned_back * np.where(pose[sample] & 2, -1.0, 1.0)[:, None], axis=0)
        common /= max(float(np.linalg.norm(common)), 1e-6)
        straight, turned = units @ common, flipped @ common
        fit = np.stack([straight, turned, -straight, -turned], axis=1)  # bit 0: mirrored, bit 1: negative
        usual = float(np.median(fit.max(axis=1)))
        sure = (fit.max(axis=1) - straight > _CLEARLY) & (fit.max(axis=1) > _ALIKE * usual)
        pose = np.where(sure, fit.argmax(axis=1), 0)
    other = (fit.max(axis=1) < _UNLIKE * usual) & (usual > _COMMON)
    return Poses((pose & 1) > 0, (pose & 2) > 0, other)
