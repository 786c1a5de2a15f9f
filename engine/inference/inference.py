"""What was learned, asked about one film: where to look, looking twice, and all opinions joined."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.coteaching.fusion import columns, each_opinion, fuse_opinions, in_names_order, in_scheme_order
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
from engine.imaging.content import within_wide_border
from engine.inference.coherent_detection import coherent_detections
from engine.models.displacement_tree import DisplacementTree
from engine.models.reference import Framing, Reference, frame_of, frame_on_film, is_plausible
from engine.models.trained_model import Finder, TrainedModel
from engine.networks.detector import moved, to_device
from engine.networks.norm import folded, without_margins
from engine.registration.opinions import Fused
from engine.training.augmentation import heatmaps_through
from engine.training.detection import Detection, detect, detected, mean_heatmaps
from engine.training.patches import cut_patch

T = TypeVar("T")
CLEARLY = 1.2  # times the upright film's mean peak: less does not turn or mirror a film
# share of the canvas: after a second look at whole films of head's train split no frame was off by more than
# 0.002 (after the first one 0.025), with a border 0.01 to 0.3; from about 0.08 on the points were worse
ELSEWHERE = 0.05
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

    def moved(self, right: float, down: float) -> FinderResult:
        """The same of a film whose pixels lie `right` and `down` (pixels) of those that were seen."""
        away = np.array([right, down])
        return replace(
            self, points=self.points + away, pose=self.pose + np.column_stack([np.zeros((2, 2)), away])
        )


def find(finder: Finder, pixels: NDArray[np.float32], device: torch.device) -> FinderResult:
    """Ask `finder`, whose net is on `device`, for the landmarks of a film's `pixels` [H, W] (0..1).

    The film is seen upright, turned by 90, 180 and 270 degrees, and mirrored in each of these; another
    pose than the film's own is taken only where it is clearly better. Where a film is seen so well as it is
    that a peak of 1 would not be, the others are not looked at.
    """
    poses, patches = _poses(pixels, finder.size)

    def looked(at: Tensor) -> list[Detection]:
        return detect((finder.net,), at.to(device), finder.size, finder.sigma, views=1)

    seen, best = looked(patches[:1]), 0
    if CLEARLY * seen[0].peak.mean() < 1.0:
        seen += looked(patches[1:])
        peaks = [float(detection.peak.mean()) for detection in seen]
        best = int(np.argmax(peaks))
        if peaks[best] <= CLEARLY * peaks[0]:
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
    """Where detectors look first on a film's `pixels` [H, W] (0..1); all of it where there is no finder.

    Where a plain border takes much of the film, the finder sees it with and without, and the clearer counts:
    heads on a ninth of the film it saw wrongly (10 of 18: six films, three greys), none without the border.
    """
    size = Size(pixels.shape[1], pixels.shape[0])
    whole = film_frame(reference.size, size)
    if finder is None:
        return FrameGuess(whole)
    found, content = find(finder, pixels, device), within_wide_border(pixels)
    if content is not None:
        within = find(finder, content.of(pixels), device).moved(content.left, content.top)
        found = max(found, within, key=lambda result: float(result.peak.mean()))
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


def frames_apart(reference: Reference, first: Frame, second: Frame) -> float:
    """How far the corners of two frames' canvases lie apart, on average: a share of its longer side."""
    moved = apply_frame(invert_frame(first), apply_frame(second, reference.size.corners))
    distance = np.linalg.norm(moved - reference.size.corners, axis=1).mean()
    return float(distance) / max(reference.size.width, reference.size.height)


Net = TypeVar("Net", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class FilmDetection:
    """What all say of a film: `fused` in scheme order, the last `frame`, and each part's own places.

    `opinions`: "registration", "detector 1", "detector 2" -> [K, 2] original pixels in scheme order.
    `seen`: what the detectors alone said in `frame`.
    """

    fused: Fused
    frame: Frame
    opinions: Mapping[str, Points]
    seen: Detection


@dataclass(frozen=True, slots=True)
class FilmDetector:
    """Networks of `learned` on `device`."""

    learned: TrainedModel
    device: torch.device

    def guess(self, pixels: NDArray[np.float32]) -> FrameGuess:
        """Where to look on a film's `pixels` [H, W] (0..1) that nothing is known of."""
        learned = self.learned
        finder = None if learned.framing is Framing.FILM else learned.finder
        return first_frame(learned.reference, finder, pixels, self.device)

    def registered(self, size: Size, carried: Fused) -> Frame:
        """Where to look on a film of `size` of which registration says `carried` (scheme order)."""
        learned = self.learned
        if learned.framing is Framing.FILM:
            return film_frame(learned.reference.size, size, carried.mirrored)
        at = columns(learned.scheme, learned.names, carried.mirrored)
        return frame_on_film(learned.reference, carried.points[at], carried.mirrored, size)

    def look(self, pixels: NDArray[np.float32], frame: Frame, carried: Fused | None) -> FilmDetection:
        """Look at a film in `frame`, again in the one that this gives, and join with what was `carried`.

        That is only noted among the opinions where registration has no say beside the detectors.
        """
        maps, last = self._last_maps(pixels, frame)
        return self._joined(self._placed(maps, self.learned.displacements), last, carried)

    def look_both_ways(
        self, pixels: NDArray[np.float32], frame: Frame
    ) -> tuple[FilmDetection, FilmDetection | None]:
        """As `look` without registration: each landmark placed for itself, and all by displacements.

        The second is None where the model does not know these.
        """
        (maps, last), tree = self._last_maps(pixels, frame), self.learned.displacements
        alone = self._joined(self._placed(maps, None), last, None)
        return alone, None if tree is None else self._joined(self._placed(maps, tree), last, None)

    def _last_maps(self, pixels: NDArray[np.float32], frame: Frame) -> tuple[Tensor, Frame]:
        """The heatmaps [D, 1, K, h, w] that say where landmarks are, and the frame that they were seen in."""
        learned, upright = self.learned, None
        if learned.framing is Framing.LANDMARKS:
            # each landmark for itself: the second look is better from the mean of all ways to count vertebrae
            # than from one that was taken too early
            first, before = self._maps(pixels, frame, views=1), frame
            frame = corrected_by(learned.reference, self._placed(first, None), before, _size(pixels))
            if learned.views > 1 and frames_apart(learned.reference, before, frame) < ELSEWHERE:
                upright = self._moved(first, before, frame)  # that is the first view already
        return self._maps(pixels, frame, learned.views, upright), frame

    def _joined(self, seen: Detection, frame: Frame, carried: Fused | None) -> FilmDetection:
        """What was `seen` in `frame` and what was `carried`, as one."""
        learned = self.learned
        count = len(learned.scheme.names)
        at = columns(learned.scheme, learned.names, is_mirrored_frame(frame))
        joins = carried is not None and learned.registration_use.joins
        beside = in_names_order(carried, at) if carried is not None and joins else None
        agreement = 1.0 if carried is None else carried.agreement
        joined = fuse_opinions(seen, frame, beside, agreement)
        opinions = each_opinion(seen, frame, at, count, carried)
        return FilmDetection(in_scheme_order(joined, at, count), frame, opinions, seen)

    def _maps(
        self, pixels: NDArray[np.float32], frame: Frame, views: int, upright: Tensor | None = None
    ) -> Tensor:
        """The heatmaps [D, 1, K, h, w] of what the detectors see in `frame`."""
        size = self.learned.reference.size
        patch = cut_patch(pixels, frame, size)[None].to(self.device)
        return mean_heatmaps(self.learned.detectors, patch, size, views, upright)

    def _moved(self, maps: Tensor, before: Frame, frame: Frame) -> Tensor:
        """Heatmaps `maps` [D, 1, K, h, w] that were seen in the frame `before` as they are in `frame`."""
        between = torch.as_tensor(compose_frames(invert_frame(before), frame), dtype=torch.float32)
        through = between.expand(len(maps), -1, -1)
        moved, covered = heatmaps_through(maps[:, 0], through, self.learned.detectors[0].stride)
        return (moved * covered)[:, None]

    def _placed(self, maps: Tensor, displacements: DisplacementTree | None) -> Detection:
        """Where heatmaps [D, 1, K, h, w] have the landmarks: each its own, or all by `displacements`."""
        stride, widths = self.learned.detectors[0].stride, self.learned.widths
        if displacements is None:
            return detected(maps, stride, widths)[0]
        return coherent_detections(maps, stride, widths, displacements)[0]


def _size(pixels: NDArray[np.float32]) -> Size:
    return Size(pixels.shape[1], pixels.shape[0])


def on_device(learned: TrainedModel, device: torch.device) -> TrainedModel:
    """A copy of `learned` whose networks are on `device`, to be asked; the caller's stay where they are."""
    finder, registration = learned.finder, learned.registration
    if registration is not None:
        # as it lay while it learned: alignment turns other roundings into tenths of a pixel
        registration = registration[0], moved(deepcopy(registration[1]), device).eval()
    return replace(
        learned,
        detectors=tuple(to_be_asked(net, device) for net in learned.detectors),
        finder=None if finder is None else replace(finder, net=to_be_asked(finder.net, device)),
        registration=registration,
    )


def to_be_asked(net: Net, device: torch.device) -> Net:
    """A copy of the detector or finder `net` on `device` that answers quickest and learns nothing more."""
    # detectors were trained with channels last, which also is quicker
    return to_device(without_margins(folded(deepcopy(net))), device).eval()
