"""Where on a film the detectors have to look: the finder asked, and frames made of found landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import (
    Frame,
    apply_frame,
    compose_frames,
    film_frame,
    flip_frame,
    invert_frame,
    is_mirrored_frame,
    pitch_of,
)
from engine.models.reference import Reference, frame_of, is_plausible
from engine.models.trained_model import Finder
from engine.training.detection import Detection, detect
from engine.training.patches import cut_patch

T = TypeVar("T")
_CLEARLY = 1.2  # times the upright film's mean peak: less does not turn or mirror a film
_HARDLY = 0.15  # mean peak of the finder's heatmaps below which nothing was found for certain
_FAINT = 1 / 3  # of the median peak: landmarks below it do not say where the others lie


@dataclass(frozen=True, slots=True)
class FinderResult:
    """What a finder says of a film: `points` [K, 2] original pixels, `peak` [K] (1: sure).

    `pose`: the frame of the finder's canvas in which the landmarks were seen best, upright and unmirrored.
    """

    points: Points
    peak: NDArray[np.float64]
    pose: Frame

    @property
    def mirrored(self) -> bool:
        """Whether the film shows the anatomy mirrored."""
        return is_mirrored_frame(self.pose)


def find(finder: Finder, pixels: NDArray[np.float32], device: torch.device) -> FinderResult:
    """Ask `finder`, whose net is on `device`, for the landmarks of a film's `pixels` [H, W] (0..1).

    The film is seen upright, turned by 90, 180 and 270 degrees, and mirrored in each of these; another
    pose than the film's own is taken only where it is clearly better.
    """
    poses, patches = _poses(pixels, finder.size)
    seen = detect((finder.net,), patches.to(device), finder.size, finder.sigma, views=1)
    peaks = [float(detection.peak.mean()) for detection in seen]
    best = int(np.argmax(peaks))
    if peaks[best] <= _CLEARLY * peaks[0]:
        best = 0
    return FinderResult(apply_frame(poses[best], seen[best].points), seen[best].peak, poses[best])


def _poses(pixels: NDArray[np.float32], size: Size) -> tuple[list[Frame], Tensor]:
    """The frames of all eight poses of a film, its own first, and their patches [8, 1, h, w]."""
    height, width = pixels.shape
    upright = film_frame(size, Size(width, height))
    # a film turned by 90 degrees is as wide as this one is high: other letter-box, other pitch
    across = film_frame(size, Size(height, width))
    turned = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, height - 1.0]])  # pixels of the turned film -> the film
    frames, patches = [], []
    for frame in (upright, compose_frames(turned, across)):
        patch = cut_patch(pixels, frame, size)
        # a patch lies around the middle of its canvas: mirroring and half turns are flips
        for flips in ((), (1, 2), (2,), (1,)):
            frames.append(compose_frames(frame, flip_frame(size, flips)))
            patches.append(patch.flip(flips) if flips else patch)
    return frames, torch.stack(patches)


def corrected_frame(
    reference: Reference, points: Points, peak: NDArray[np.float64], guess: Frame, film: Size
) -> Frame | None:
    """The frame of a film whose landmarks were found at `points` [K, 2] (original pixels) through `guess`.

    It is mirrored where `guess` is, and turned as `guess` where a single landmark cannot say how.
    Landmarks of faint `peak` [K] have no say. None where no canvas can lie like that on the film.
    """
    clear = peak >= _FAINT * np.median(peak)
    if not clear.any():
        return None
    seen = apply_frame(invert_frame(guess), np.where(clear[:, None], points, np.nan))
    inner = frame_of(reference, seen, mirrored=False, pitch=reference.pitch / pitch_of(guess))
    frame = compose_frames(guess, inner)
    return frame if is_plausible(frame, reference, film) else None


@dataclass(frozen=True, slots=True)
class FrameGuess:
    """The frame in which to look first; not `sure` where the finder hardly saw anything."""

    frame: Frame
    sure: bool = True


def first_frame(
    reference: Reference, finder: Finder | None, pixels: NDArray[np.float32], device: torch.device
) -> FrameGuess:
    """Where detectors look first on a film's `pixels` [H, W] (0..1); all of it where there is no finder."""
    size = Size(pixels.shape[1], pixels.shape[0])
    whole = film_frame(reference.size, size)
    if finder is None:
        return FrameGuess(whole)
    found = find(finder, pixels, device)
    frame = corrected_frame(reference, found.points, found.peak, found.pose, size)
    if frame is None:
        return FrameGuess(whole, sure=False)
    return FrameGuess(frame, bool(found.peak.mean() >= _HARDLY))


def corrected_by(reference: Reference, seen: Detection, guess: Frame, film: Size) -> Frame:
    """`guess` corrected by what was `seen` in it (canvas pixels), where that is plausible."""
    frame = corrected_frame(reference, apply_frame(guess, seen.points), seen.peak, guess, film)
    # landmarks are looked for around the canvas: twice or half the size is no correction but an error
    if frame is None or not 0.5 < pitch_of(frame) / pitch_of(guess) < 2.0:
        return guess
    return frame
