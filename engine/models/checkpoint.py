"""A model as one safetensors file: named parts, and a header that describes them.

Parts: `detectorN.` + the names of a network's weights, however many anatomies share it. For the n-th
anatomy: `domainN.finder.`, `domainN.registration.`, `domainN.reference.points` [K, 2], and
`domainN.exemplar.M.points` [K, 2] and `.pixels` [H, W] (uint16) where the person keeps exemplars.
Nothing is ever unpickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from engine.errors import EngineError
from engine.io.atomic import write_atomic
from engine.io.guard import parsed_json, require_regular
from engine.io.targets import Result, check_target
from engine.models.checkpoint_header import (
    ALIKE,
    DomainHeader,
    Header,
    header_of,
    header_text,
    parse_header,
    shared_networks,
)
from engine.models.model_format import FORMAT, MAKE, ModelFileError, check_version
from engine.models.reference import Reference
from engine.models.trained_model import Finder, KeptExemplar, TrainedModel
from engine.networks.half_weights import is_shortened
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain, UniversalNetwork
from engine.networks.registration_net import RegistrationNet
from engine.networks.unet import UNetDetector
from engine.runtime.random import Undrawn

_WHITE = 65535.0  # uint16 of a pixel of 1


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned of one anatomy or several, by name; a single one may be named "".

    Anatomies of one universal network share it through `OneDomain`.
    """

    domains: Mapping[str, TrainedModel]

    def __post_init__(self) -> None:
        if not self.domains or (len(self.domains) > 1 and "" in self.domains):
            raise ValueError("a model knows one anatomy at least, and each of several by its name")

    def domain(self, name: str | None = None) -> TrainedModel:
        """The detectors of one anatomy; the only one without a `name`.

        Raises `EngineError` with all names where there is a choice, or where it is not among them.
        """
        if name is None and len(self.domains) == 1:
            return next(iter(self.domains.values()))
        if name is not None and name in self.domains:
            return self.domains[name]
        known = ", ".join(self.domains)
        if name is None:
            raise EngineError(f"The model knows several anatomies: choose one of {known} (--domain NAME).")
        if not known:
            raise EngineError(f"The model knows one anatomy, which has no name: leave {name!r} away.")
        raise EngineError(f"The model has no anatomy {name!r}: choose one of {known}.")


def save_model(path: Path, model: Model) -> None:
    """Write `model` to `path` in one go; an older file there is replaced. Raises `WriteError`.

    Everything is kept to the bit, but for the exemplars' pixels: these are kept to 1/65535. Detectors whose
    weights half precision holds (`in_half`) are kept in it. Raises
    `ValueError` for a network that is not what its `TrainedModel` says it is.
    """
    check_target(path, Result.MODEL)
    learned = list(model.domains.values())
    networks, uses = shared_networks(learned)
    header = header_of(model.domains, [network for network, _ in networks], uses)
    tensors = dict[str, Tensor]()
    for number, (network, net) in enumerate(networks, 1):
        weights = _weights({f"detector{number}": net})
        tensors |= _shortened(weights) if network.half else weights
    for number, domain in enumerate(learned, 1):
        tensors |= _tensors_of(f"domain{number}.", domain)
    _check_tensors(tensors, _expected_tensors(header))
    # clones, as safetensors refuses tensors that share memory
    plain = {
        name: each.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, each in tensors.items()
    }
    # one entry: safetensors writes several in random order, and equal models shall be equal files
    write_atomic(path, save(plain, metadata={FORMAT: header_text(header)}))


def _weights(nets: Mapping[str, nn.Module]) -> dict[str, Tensor]:
    return {
        f"{part}.{name}": weights for part, net in nets.items() for name, weights in net.state_dict().items()
    }


def _shortened(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: each.half() if is_shortened(each) else each for name, each in weights.items()}


def _tensors_of(start: str, learned: TrainedModel) -> dict[str, Tensor]:
    """Everything of one anatomy but its detectors."""
    nets: dict[str, nn.Module] = {}
    if learned.finder is not None:
        nets[f"{start}finder"] = learned.finder.net
    if learned.registration is not None:
        nets[f"{start}registration"] = learned.registration[1]
    tensors = _weights(nets)
    tensors[f"{start}reference.points"] = torch.from_numpy(learned.reference.points)
    for number, kept in enumerate(learned.exemplars):
        grey = np.rint(np.clip(kept.pixels, 0.0, 1.0) * _WHITE).astype(np.uint16)
        tensors[f"{start}exemplar.{number}.pixels"] = torch.from_numpy(grey)
        tensors[f"{start}exemplar.{number}.points"] = torch.from_numpy(kept.points)
    return tensors


def load_model(path: Path) -> Model:
    """What `save_model` wrote, on the CPU and ready to be asked.

    Raises `ModelFileError` for every file that is not whole, not a model, or of a newer version.
    """
    try:
        require_regular(path)
        with safe_open(path, framework="pt", device="cpu") as file:
            metadata = file.metadata() or {}
            version = check_version(path, metadata)
            header = parse_header(parsed_json(metadata[FORMAT]))
            return _model(header, _read_tensors(file, _expected_tensors(header), version))
    except SafetensorError as error:
        raise ModelFileError(
            f"{path.name} is no model, or only a part of one ({error}): choose a file that {MAKE} wrote, "
            "or copy it again."
        ) from error
    except OSError as error:
        reason = error.strerror or "it is a folder, or not there"
        raise ModelFileError(
            f"Cannot read the model {path} ({reason}): choose a file that {MAKE} wrote."
        ) from error
    except ModelFileError:
        raise
    except (EngineError, ValueError, TypeError, ArithmeticError, LookupError, RuntimeError) as error:
        raise ModelFileError(
            f"The model {path.name} is damaged ({str(error).rstrip('.')}): copy it again, or make it anew "
            f"with {MAKE}."
        ) from error


def _model(header: Header, tensors: Mapping[str, Tensor]) -> Model:
    with Undrawn():
        networks = [network.build() for network in header.networks]
        others = [_other_networks(domain) for domain in header.domains.values()]
    for number, net in enumerate(networks, 1):
        _fill(net, _part(tensors, f"detector{number}."))
    domains = {}
    for number, (name, domain) in enumerate(header.domains.items(), 1):
        weights = _part(tensors, f"domain{number}.")
        for part, other in others[number - 1].items():
            _fill(other, _part(weights, f"{part}."))
        detectors = tuple(_asked(networks[use.network - 1], use.domain) for use in domain.detectors)
        domains[name] = _learned(header, name, detectors, others[number - 1], weights)
    return Model(domains)


def _part(tensors: Mapping[str, Tensor], start: str) -> dict[str, Tensor]:
    """Those whose names begin with `start`, without it."""
    return {name.removeprefix(start): each for name, each in tensors.items() if name.startswith(start)}


def _fill(net: nn.Module, weights: Mapping[str, Tensor]) -> None:
    net.load_state_dict(weights)
    net.eval()


def _asked(net: HeatmapNetwork, domain: int) -> HeatmapNetwork:
    several = isinstance(net, UniversalNetwork) and len(net.landmarks) > 1
    return OneDomain(net, domain).eval() if several else net


def _learned(
    header: Header,
    name: str,
    detectors: tuple[HeatmapNetwork, ...],
    others: Mapping[str, Any],
    tensors: Mapping[str, Tensor],
) -> TrainedModel:
    domain = header.domains[name]
    network, small = header.networks[domain.detectors[0].network - 1], domain.finder
    finder = None if small is None else Finder(small.network, others["finder"], small.size, small.sigma)
    return TrainedModel(
        scheme=header.schemes[name],
        reference=Reference(domain.size, tensors["reference.points"].numpy().copy(), domain.pitch),
        network=network.config,
        detectors=detectors,
        finder=finder,
        registration=None if domain.registration is None else (domain.registration, others["registration"]),
        exemplars=tuple(
            _kept(identity, f"exemplar.{number}", tensors) for number, identity in enumerate(domain.exemplars)
        ),
        norm=network.norm,
        **{field: getattr(domain, field) for field in ALIKE},
    )


def _kept(identity: str, part: str, tensors: Mapping[str, Tensor]) -> KeptExemplar:
    pixels = tensors[f"{part}.pixels"].numpy().astype(np.float32) / np.float32(_WHITE)
    return KeptExemplar(identity, pixels, tensors[f"{part}.points"].numpy().copy())


def _other_networks(domain: DomainHeader) -> dict[str, nn.Module]:
    """Finder and registration of an anatomy, where it has them, with weights still to be replaced."""
    nets: dict[str, nn.Module] = {}
    if domain.finder is not None:
        nets["finder"] = UNetDetector(len(domain.names), domain.finder.network)
    if domain.registration is not None:
        nets["registration"] = RegistrationNet(domain.registration)
    return nets


def _expected_tensors(header: Header) -> dict[str, Tensor | None]:
    """Every tensor that belongs to `header`, without memory; None where any height and width will do."""
    expected: dict[str, Tensor | None] = {}
    with torch.device("meta"), Undrawn():
        for number, network in enumerate(header.networks, 1):
            weights = _weights({f"detector{number}": network.build()})
            expected |= _shortened(weights) if network.half else weights
        for number, domain in enumerate(header.domains.values(), 1):
            expected |= {f"domain{number}.{name}": each for name, each in _of_domain(domain).items()}
    return expected


def _of_domain(domain: DomainHeader) -> dict[str, Tensor | None]:
    expected: dict[str, Tensor | None] = {
        f"{part}.{name}": weights
        for part, net in _other_networks(domain).items()
        for name, weights in net.state_dict().items()
    }
    points = torch.empty(len(domain.names), 2, dtype=torch.float64)
    for number in range(len(domain.exemplars)):
        expected |= {f"exemplar.{number}.points": points, f"exemplar.{number}.pixels": None}
    return expected | {"reference.points": points}


def _check_tensors(tensors: Mapping[str, Tensor], expected: Mapping[str, Tensor | None]) -> None:
    """Raises `ValueError` where a model that is to be saved could not be read again."""
    for name in sorted(set(tensors) ^ set(expected)):
        raise ValueError(f"{name} is not what config and norm of its network say")
    for name, wanted in expected.items():
        if wanted is not None and (tensors[name].shape, tensors[name].dtype) != (wanted.shape, wanted.dtype):
            raise ValueError(f"{name} is not what config and norm of its network say")


def _read_tensors(file: Any, expected: Mapping[str, Tensor | None], version: int) -> dict[str, Tensor]:
    """All tensors of `file`; raises `ValueError` unless they are exactly those that are `expected`."""
    stored = {name: _stored(name, version) for name in expected}
    there = set(file.keys())
    for name in sorted(there ^ set(stored.values())):
        missing = name in stored.values()
        raise ValueError(f"{name} is missing" if missing else f"{name} does not belong there")
    for name, wanted in expected.items():
        shape = tuple(file.get_slice(stored[name]).get_shape())
        fits = len(shape) == 2 and min(shape) > 0 if wanted is None else shape == tuple(wanted.shape)
        if not fits:
            raise ValueError(f"{stored[name]} has the shape {shape}")
    tensors = {name: file.get_tensor(stored[name]) for name in expected}
    for name, tensor in tensors.items():
        _check_values(stored[name], tensor, expected[name])
    return tensors


def _check_values(name: str, tensor: Tensor, wanted: Tensor | None) -> None:
    if tensor.dtype != (torch.uint16 if wanted is None else wanted.dtype):
        raise ValueError(f"{name} holds values of another type")
    # points are NaN where an exemplar lacks a landmark
    if not name.endswith(".points") and tensor.is_floating_point() and not tensor.isfinite().all():
        raise ValueError(f"{name} holds values that are no numbers")


def _stored(name: str, version: int) -> str:
    """What a tensor is called in a file: version 1 knew one anatomy only."""
    return name.removeprefix("domain1.") if version == 1 else name
