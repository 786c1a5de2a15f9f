"""The tensors of a model file: those that its header asks for, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from engine.models.checkpoint_header import DomainHeader, Header
from engine.networks.registration_net import RegistrationNet
from engine.networks.unet import UNetDetector

WHITE = 65535.0  # uint16 of a pixel of 1


def other_networks(one: DomainHeader) -> dict[str, nn.Module]:
    """Finder and registration of an anatomy, where it has them, with weights still to be replaced."""
    nets: dict[str, nn.Module] = {}
    if one.finder is not None:
        nets["finder"] = UNetDetector(len(one.names), one.finder.network)
    if one.registration is not None:
        nets["registration"] = RegistrationNet(one.registration)
    return nets


def expected_tensors(header: Header) -> dict[str, Tensor | None]:
    """Every tensor that belongs to `header`, without memory; None where any height and width will do."""
    expected: dict[str, Tensor | None] = {}
    with torch.device("meta"):
        for number, network in enumerate(header.networks, 1):
            for name, weights in network.build().state_dict().items():
                expected[f"detector{number}.{name}"] = weights
        for number, one in enumerate(header.domains.values(), 1):
            expected |= {f"domain{number}.{name}": each for name, each in _of_domain(one).items()}
    return expected


def _of_domain(one: DomainHeader) -> dict[str, Tensor | None]:
    expected: dict[str, Tensor | None] = {
        f"{part}.{name}": weights
        for part, net in other_networks(one).items()
        for name, weights in net.state_dict().items()
    }
    points = torch.empty(len(one.names), 2, dtype=torch.float64)
    for number in range(len(one.exemplars)):
        expected |= {f"exemplar.{number}.points": points, f"exemplar.{number}.pixels": None}
    return expected | {"reference.points": points}


def check_tensors(tensors: Mapping[str, Tensor], expected: Mapping[str, Tensor | None]) -> None:
    """Raises `ValueError` where a model that is to be saved could not be read again."""
    for name in sorted(set(tensors) ^ set(expected)):
        raise ValueError(f"{name} is not what config and norm of its network say")
    for name, wanted in expected.items():
        if wanted is not None and (tensors[name].shape, tensors[name].dtype) != (wanted.shape, wanted.dtype):
            raise ValueError(f"{name} is not what config and norm of its network say")


def read_tensors(file: Any, expected: Mapping[str, Tensor | None], version: int) -> dict[str, Tensor]:
    """All tensors of `file`; raises `ValueError` unless they are exactly those that are `expected`."""
    said = {name: _stored(name, version) for name in expected}
    there = set(file.keys())
    for name in sorted(there ^ set(said.values())):
        missing = name in said.values()
        raise ValueError(f"{name} is missing" if missing else f"{name} does not belong there")
    for name, wanted in expected.items():
        shape = tuple(file.get_slice(said[name]).get_shape())
        fits = len(shape) == 2 and min(shape) > 0 if wanted is None else shape == tuple(wanted.shape)
        if not fits:
            raise ValueError(f"{said[name]} has the shape {shape}")
    tensors = {name: file.get_tensor(said[name]) for name in expected}
    for name, tensor in tensors.items():
        _check(said[name], tensor, expected[name])
    return tensors


def _check(name: str, tensor: Tensor, wanted: Tensor | None) -> None:
    if tensor.dtype != (torch.uint16 if wanted is None else wanted.dtype):
        raise ValueError(f"{name} holds values of another type")
    # points are NaN where an exemplar lacks a landmark
    if not name.endswith(".points") and tensor.is_floating_point() and not tensor.isfinite().all():
        raise ValueError(f"{name} holds values that are no numbers")


def _stored(name: str, version: int) -> str:
    """What a tensor is called in a file: version 1 knew one anatomy only."""
    return name.removeprefix("domain1.") if version == 1 else name
