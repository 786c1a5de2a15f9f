"""Other readings of a film that does not fit as it is: as a negative, turned, mirrored, without its border.

The finder, which is small, sees the film in all of them; detectors then look in the one where it saw most.
And a second look where the first one was not where the landmarks lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import torch
from numpy.typing import NDArray

from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import Frame, apply_frame, film_frame
from engine.imaging.content import PixelBox, content_box
from engine.imaging.pixels import LOWER_PERCENTILE, UPPER_PERCENTILE
from engine.inference.calibration import mean_peak, misfit
from engine.inference.inference import (
    CLEARLY,
    ELSEWHERE,
    FilmDetection,
    FilmDetector,
    FrameGuess,
    corrected_by,
    corrected_frame,
    frames_apart,
)
from engine.models.reference import Framing
from engine.models.trained_model import Finder
from engine.training.detection import detect
from engine.training.patches import cut_patch
from engine.wording import told

Pixels = NDArray[np.float32]

# Chosen on films of head's train split: detectors find what is up to 15 degrees or a third in size off, and
# the middle serves where a border is there but is not plain.
_TURNS = tuple(range(0, 360, 30))  # degrees, clockwise
_CLOSER = 0.6  # sides of the middle, as a share of those of the content
_BORDER = 0.98  # share of the film's area: with more, what was left out is the rim of a turned film


@dataclass(frozen=True, slots=True)
class Reading:
    """How a film's pixels and its pose were understood. As they are, if nothing else is given.

    `turn`: about how far the anatomy is turned clockwise, degrees in 0..360. `cropped`: a plain border was
    left out; `closer`: only the middle of the film was looked at first. `low` and `high`: greys (0..1) of
    the film that became 0 and 1, those of its content where it was cropped.
    """

    negative: bool = False
    turn: int = 0
    mirrored: bool = False
    cropped: bool = False
    closer: bool = False
    low: float = 0.0
    high: float = 1.0

    def of(self, pixels: Pixels) -> Pixels:
        """A film's `pixels` [H, W] (0..1), not moved, as the detectors see them."""
        if self == AS_IT_IS:
            return pixels
        share = np.clip((pixels - self.low) / ((self.high - self.low) or 1.0), 0.0, 1.0)
        return np.asarray(1.0 - share if self.negative else share, dtype=np.float32)

    def turned_as(self, frame: Frame) -> Reading:
        """The same with the turn of `frame`, in which the landmarks were found.

        To 15 degrees, and nothing up to there: that says how a head is held, not how a film lies.
        """
        angle = np.rad2deg(np.arctan2(-frame[0, 1], frame[1, 1]))
        turn = int(15 * round(angle / 15))
        return replace(self, turn=turn % 360 if abs(turn) > 15 else 0)

    def note(self, film: str) -> str:
        """Such as "a.png was read as a negative, turned by about 180 degrees."; "" for a film as it is."""
        seen_as = ((told("a negative"), self.negative), (told("mirrored"), self.mirrored))
        seen_how = ((told("without its border"), self.cropped), (told("from closer up"), self.closer))
        first = [*(words for words, done in seen_as if done), *filter(None, [self._turn_words])]
        every = [*first, *(words for words, done in seen_how if done)]
        if first:
            return told(f"{film} was read as {', '.join(every)}.")
        return told(f"{film} was read {', '.join(every)}.") if every else ""

    @property
    def _turn_words(self) -> str:
        if self.turn in (0, 180):
            return told("turned by about 180 degrees") if self.turn else ""
        if self.turn < 180:
            return told(f"turned by about {self.turn} degrees clockwise")
        return told(f"turned by about {360 - self.turn} degrees counter-clockwise")


AS_IT_IS = Reading()


@dataclass(frozen=True, slots=True)
class ReadingGuess:
    """A `reading` and where to look first in its pixels."""

    reading: Reading
    guess: FrameGuess


def look_settled(pixels: Pixels, detector: FilmDetector, frame: Frame) -> FilmDetection:
    """As `FilmDetector.look` without registration; once more where landmarks lie elsewhere than looked.

    So it is where the finder saw a film as too small. Films that do not fit are looked at once, and so are
    all where the model cannot say whether they do.
    """
    seen, learned = detector.look(pixels, frame, None), detector.learned
    if learned.framing is Framing.FILM or learned.fit is None or misfit(learned, seen):
        return seen
    corrected = corrected_by(learned.reference, seen.seen, seen.frame, Size(pixels.shape[1], pixels.shape[0]))
    if frames_apart(learned.reference, seen.frame, corrected) < ELSEWHERE:
        return seen
    again = detector.look(pixels, corrected, None)
    return again if CLEARLY * mean_peak(again) > mean_peak(seen) else seen


def other_reading(pixels: Pixels, detector: FilmDetector) -> ReadingGuess | None:
    """The reading of a film's `pixels` [H, W] (0..1) in which its landmarks are most likely seen.

    Whether they are is for the detectors to say. Detectors of whole films have no finder to ask: theirs is
    the negative. None where no canvas can lie on the film as the finder says.
    """
    learned, film = detector.learned, Size(pixels.shape[1], pixels.shape[0])
    if learned.framing is Framing.FILM or learned.finder is None:
        whole = FrameGuess(film_frame(learned.reference.size, film))
        return ReadingGuess(Reading(negative=True), whole)
    reading, pose, points, peak = _best(pixels, learned.finder, detector.device)
    frame = corrected_frame(learned.reference, points, peak, pose, film)
    return None if frame is None else ReadingGuess(reading, FrameGuess(frame))


def _best(
    pixels: Pixels, finder: Finder, device: torch.device
) -> tuple[Reading, Frame, Points, NDArray[np.float64]]:
    """The reading in which `finder` sees most, its pose, points [K, 2] (original pixels) and peaks [K]."""
    found = []
    for window, understood in _windows(pixels):
        readings = [
            replace(understood, turn=turn, mirrored=mirrored)
            for turn, mirrored in product(_TURNS, (False, True))
        ]
        shown = understood.of(pixels)
        poses = [_pose(reading, finder.size, window) for reading in readings]
        patches = torch.stack([cut_patch(shown, pose, finder.size) for pose in poses])
        seen = detect((finder.net,), patches.to(device), finder.size, finder.sigma, views=1)
        peaks = [float(detection.peak.mean()) for detection in seen]
        best = int(np.argmax(peaks))
        found.append((peaks[best], readings[best], poses[best], seen[best]))
    _, reading, pose, detection = max(found, key=lambda each: each[0])
    return reading, pose, apply_frame(pose, detection.points), detection.peak


def _windows(pixels: Pixels) -> Iterator[tuple[PixelBox, Reading]]:
    """Where to look on a film: all of it, what is within its border, the middle of that; and its negative."""
    height, width = pixels.shape
    content, whole = content_box(pixels), PixelBox(0, 0, width, height)
    rest = Reading()
    windows = [(whole, rest)]
    if content.area < _BORDER * whole.area:
        low, high = (
            float(grey) for grey in np.percentile(content.of(pixels), (LOWER_PERCENTILE, UPPER_PERCENTILE))
        )
        rest = Reading(cropped=True, low=low, high=high)
        windows.append((content, rest))
    windows.append((content.middle(_CLOSER), replace(rest, closer=True)))
    for negative, (window, reading) in product((False, True), windows):
        yield window, replace(reading, negative=negative)


def _pose(reading: Reading, size: Size, window: PixelBox) -> Frame:
    """The frame in which a canvas of `size` shows the middle of a `window` upright and unmirrored.

    A film that was turned onto a larger one is seen as large as it was: its corners touch the edges.
    """
    angle = np.deg2rad(reading.turn)
    cos, sin = np.cos(angle), np.sin(angle)
    width = size.width * abs(cos) + size.height * abs(sin)
    height = size.width * abs(sin) + size.height * abs(cos)
    pitch = max((window.right - window.left) / width, (window.bottom - window.top) / height)
    linear = pitch * np.array([[cos, -sin], [sin, cos]]) @ np.diag([-1.0 if reading.mirrored else 1.0, 1.0])
    middle = np.array([window.left + window.right - 1, window.top + window.bottom - 1]) / 2
    return np.column_stack([linear, middle - linear @ np.array(size.centre)])
