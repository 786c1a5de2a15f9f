"""What was learned, asked about one film: where to look, looking twice, and all opinions joined."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from engine.coteaching.fusion import columns, each_opinion, fuse_opinions, in_names_order, in_scheme_order
from engine.geometry.coordinates import Points, Size
from engine.geometry.frames import Frame, film_frame, is_mirrored_frame
from engine.inference.finding import FrameGuess, corrected_by, first_frame
from engine.models.reference import Framing, frame_on_film
from engine.models.trained_model import TrainedModel
from engine.networks.norm import folded
from engine.registration.opinions import Fused
from engine.training.detection import Detection, detect
from engine.training.patches import cut_patch

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
        learned = self.learned
        if learned.framing is Framing.LANDMARKS:
            first = self._seen(pixels, frame, views=1)
            frame = corrected_by(learned.reference, first, frame, _size(pixels))
        seen = self._seen(pixels, frame, learned.views)
        count = len(learned.scheme.names)
        at = columns(learned.scheme, learned.names, is_mirrored_frame(frame))
        joins = carried is not None and learned.registration_use.joins
        beside = in_names_order(carried, at) if carried is not None and joins else None
        agreement = 1.0 if carried is None else carried.agreement
        joined = fuse_opinions(seen, frame, beside, agreement)
        opinions = each_opinion(seen, frame, at, count, carried)
        return FilmDetection(in_scheme_order(joined, at, count), frame, opinions, seen)

    def _seen(self, pixels: NDArray[np.float32], frame: Frame, views: int) -> Detection:
        learned = self.learned
        size = learned.reference.size
        patch = cut_patch(pixels, frame, size)[None].to(self.device)
        return detect(learned.detectors, patch, size, learned.widths, views)[0]


def _size(pixels: NDArray[np.float32]) -> Size:
    return Size(pixels.shape[1], pixels.shape[0])


def on_device(learned: TrainedModel, device: torch.device) -> TrainedModel:
    """A copy of `learned` whose networks are on `device`, to be asked; the caller's stay where they are."""

    def moved(net: Net) -> Net:
        # detectors were trained in this layout, which also is the quicker one
        return net.to(device, memory_format=torch.channels_last).eval()  # type: ignore[call-overload, no-any-return]

    def asked(net: Net) -> Net:
        return moved(folded(deepcopy(net)))

    finder, registration = learned.finder, learned.registration
    return replace(
        learned,
        detectors=tuple(asked(net) for net in learned.detectors),
        finder=None if finder is None else replace(finder, net=asked(finder.net)),
        registration=None if registration is None else (registration[0], moved(deepcopy(registration[1]))),
    )
