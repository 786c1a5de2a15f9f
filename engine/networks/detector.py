"""Which network a detector is made of: chosen by the type of its config."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import torch
from torch import nn

from engine.networks.hrnet import HRNetConfig, HRNetDetector
from engine.networks.unet import UNetConfig, UNetDetector

DetectorConfig: TypeAlias = UNetConfig | HRNetConfig
Detector: TypeAlias = UNetDetector | HRNetDetector
Net = TypeVar("Net", bound=nn.Module)


def to_device(net: Net, device: torch.device) -> Net:
    """`net` moved to `device`, its channels stored last: a quarter quicker in half precision."""
    moved: Net = net.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return moved


def build_detector(landmarks: int, config: DetectorConfig) -> Detector:
    """A detector of `landmarks` heatmaps with random weights from torch's global generator.

    Images [N, 1, H, W] in 0..1 -> heatmaps [N, K, ceil(H / stride), ceil(W / stride)].
    """
    if isinstance(config, HRNetConfig):
        return HRNetDetector(landmarks, config)
    return UNetDetector(landmarks, config)
