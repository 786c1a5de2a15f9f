"""Which network a detector is made of: chosen by the type of its config."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeVar

import torch
from torch import nn

from engine.networks.farnet import FARNet, FARNetConfig
from engine.networks.farnet_baselines import FPN, FPNConfig, OriginalUNet, OriginalUNetConfig
from engine.networks.gu2net import GU2Net, GU2NetConfig, UniversalUNet, UniversalUNetConfig
from engine.networks.heatmap_network import HeatmapNetwork
from engine.networks.hrnet import HRNetConfig, HRNetDetector
from engine.networks.laoml_baselines import BaselineKind, CoordinateUNet, LaomlBaselineConfig, RecurrentUNet
from engine.networks.pretrained_unet import PretrainedUNet, PretrainedUNetConfig
from engine.networks.unet import UNetConfig, UNetDetector
from engine.runtime.device import quick_points
from engine.runtime.random import Seeded

DetectorConfig: TypeAlias = (
    UNetConfig
    | HRNetConfig
    | FARNetConfig
    | FPNConfig
    | OriginalUNetConfig
    | LaomlBaselineConfig
    | GU2NetConfig
    | UniversalUNetConfig
    | PretrainedUNetConfig
)
Net = TypeVar("Net", bound=nn.Module)


def to_device(net: Net, device: torch.device) -> Net:
    """`net` moved to `device`, its channels stored last: a quarter quicker in half precision."""
    there: Net = net.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return quick_points(there, device)


def moved(net: Net, device: torch.device) -> Net:
    """`net` on `device`, its channels stored last on a GPU, whose convolutions want them so."""
    return to_device(net, device) if device.type == "cuda" else net.to(device)


def build_network(landmarks: Sequence[int], config: DetectorConfig) -> HeatmapNetwork:
    """A network with random weights (see `Seeded`); `landmarks`: how many in each domain.

    Raises `ValueError` for several domains where the network knows one only.
    """
    if isinstance(config, GU2NetConfig):
        return GU2Net(landmarks, config)
    if isinstance(config, UniversalUNetConfig):
        return UniversalUNet(landmarks, config)
    if len(landmarks) != 1:
        raise ValueError(f"{type(config).__name__} knows one domain, not {len(landmarks)}")
    return _of_one_domain(landmarks[0], config)


def _of_one_domain(
    landmarks: int,
    config: UNetConfig
    | PretrainedUNetConfig
    | HRNetConfig
    | FARNetConfig
    | FPNConfig
    | OriginalUNetConfig
    | LaomlBaselineConfig,
) -> HeatmapNetwork:
    if isinstance(config, LaomlBaselineConfig):
        recurrent = config.kind is BaselineKind.RECURRENT
        return RecurrentUNet(landmarks, config) if recurrent else CoordinateUNet(landmarks, config)
    if isinstance(config, FARNetConfig):
        return FARNet(landmarks, config)
    if isinstance(config, FPNConfig):
        return FPN(landmarks, config)
    if isinstance(config, OriginalUNetConfig):
        return OriginalUNet(landmarks, config)
    if isinstance(config, PretrainedUNetConfig):
        return PretrainedUNet(landmarks, config)
    if isinstance(config, HRNetConfig):
        return HRNetDetector(landmarks, config)
    return UNetDetector(landmarks, config)


def build_detector(landmarks: int, config: DetectorConfig) -> HeatmapNetwork:
    """A detector of `landmarks` heatmaps in one domain, as `build_network` makes it."""
    return build_network((landmarks,), config)


def new_detectors(landmarks: int, config: DetectorConfig, seed: int) -> tuple[HeatmapNetwork, HeatmapNetwork]:
    """Two detectors with different random weights, decided by `seed` alone."""
    with Seeded(seed):
        return build_detector(landmarks, config), build_detector(landmarks, config)
