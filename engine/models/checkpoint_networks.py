"""The networks of a model file: what its header says of each, checked before one is built."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from torch import nn

from engine.models.checkpoint_values import from_plain, to_plain
from engine.models.trained_model import TrainedModel
from engine.networks.detector import DetectorConfig, build_network
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain, UniversalNetwork
from engine.networks.norm import Norm, with_norm
from engine.networks.registration_net import RegistrationNetConfig

_MOST = {  # of what is stacked: each one costs time before its weights are compared with the file's
    "blocks": 16,
    "modules": 16,
    "layers": 64,
    "heads": 64,
    "local_steps": 64,
    "dilations": 64,
    "image_kernel": 63,
    "colours": 3,
}
_MOST_DOMAINS = 64
_WIDEST = 8192  # channels, landmarks, or pixels of a side
_DEEPEST = 12  # levels of a U-Net


@dataclass(frozen=True, slots=True)
class NetworkHeader:
    """One network without its weights; `landmarks`: how many each of its domains has."""

    config: DetectorConfig
    norm: Norm
    landmarks: tuple[int, ...]

    def build(self) -> HeatmapNetwork:
        """The network with random weights."""
        return with_norm(build_network(self.landmarks, self.config), self.norm)


@dataclass(frozen=True, slots=True)
class Use:
    """A detector: which of the file's networks it is (from 1), and which domain of it is asked (from 0)."""

    network: int
    domain: int


def kind_of(config: type[DetectorConfig]) -> str:
    """The name of a kind of network in files: that of its config's class, which therefore has to stay."""
    return config.__name__.removesuffix("Config").lower()


def network_to_plain(header: NetworkHeader) -> dict[str, Any]:
    """`header` as JSON can hold it."""
    return {"kind": kind_of(type(header.config)), **to_plain(header)}


def network_from_plain(data: object, where: str) -> NetworkHeader:
    """The inverse of `network_to_plain`; raises `ValueError` for a network that cannot be meant."""
    if not isinstance(data, Mapping):
        raise ValueError(f"{where} is no group of values")
    kinds = {kind_of(config): config for config in get_args(DetectorConfig)}
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise ValueError(f"{where}.kind is {kind!r:.40}, which this version does not know")
    config = from_plain(kinds[kind], data.get("config"), f"{where}.config")
    rest = {key: each for key, each in data.items() if key not in ("kind", "config")}
    plain = from_plain(_Plain, rest, where)
    check_config(config)
    counts = plain.landmarks
    if not 1 <= len(counts) <= _MOST_DOMAINS or not all(1 <= count <= _WIDEST for count in counts):
        raise ValueError("landmarks of a network is out of range")
    return NetworkHeader(config, plain.norm, counts)


@dataclass(frozen=True, slots=True)
class _Plain:
    """What all kinds have in common."""

    landmarks: tuple[int, ...]
    norm: Norm = Norm.BATCH


def check_config(config: DetectorConfig | RegistrationNetConfig) -> None:
    """Bounds before a network is built, so that a damaged file cannot ask for all memory or time."""
    least = 0 if isinstance(config, RegistrationNetConfig) else 1
    for field in fields(config):
        value = getattr(config, field.name)
        if is_dataclass(value) and not isinstance(value, type):
            check_config(value)  # type: ignore[arg-type]
            continue
        each = value if isinstance(value, tuple) else (value,)
        if not all(_in_range(one, least, _MOST.get(field.name, _WIDEST)) for one in each):
            raise ValueError(f"{field.name} of a network is out of range")
        if not 1 <= len(each) <= _DEEPEST:
            raise ValueError(f"{field.name} of a network has {len(each)} values")


def _in_range(value: object, least: int, most: int) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or isinstance(value, bool) or least <= value <= most


def shared_networks(
    learned: Sequence[TrainedModel],
) -> tuple[list[tuple[NetworkHeader, nn.Module]], list[tuple[Use, ...]]]:
    """The networks of all `learned`, each once however many share it, and the detectors of each of them."""
    numbers: dict[int, int] = {}
    found: list[tuple[NetworkHeader, nn.Module]] = []
    uses = []
    for one in learned:
        own = []
        for detector in one.detectors:
            net, domain = _unwrapped(detector)
            if id(net) not in numbers:
                landmarks = net.landmarks if isinstance(net, UniversalNetwork) else (len(one.names),)
                found.append((NetworkHeader(one.network, one.norm, landmarks), net))
                numbers[id(net)] = len(found)
            own.append(Use(numbers[id(net)], domain))
        uses.append(tuple(own))
    return found, uses


def _unwrapped(detector: HeatmapNetwork) -> tuple[HeatmapNetwork, int]:
    return (detector.net, detector.domain) if isinstance(detector, OneDomain) else (detector, 0)
