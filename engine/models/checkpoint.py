"""A model as one safetensors file: named parts, and a header that describes them.

Parts: `detectorN.` + the names of a network's weights, however many anatomies share it. For the n-th
anatomy: `domainN.finder.`, `domainN.registration.`, `domainN.reference.points` [K, 2], and
`domainN.exemplar.M.points` [K, 2] and `.pixels` [H, W] (uint16) where the person keeps exemplars.
Nothing is ever unpickled.
"""

from __future__ import annotations

import json
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
from engine.models.checkpoint_header import Header, header_of, header_text, parse_header
from engine.models.checkpoint_networks import shared_networks
from engine.models.checkpoint_tensors import (
    WHITE,
    check_tensors,
    expected_tensors,
    other_networks,
    read_tensors,
)
from engine.models.model_format import FORMAT, MAKE, VERSION, ModelFileError, check_version
from engine.models.reference import Reference
from engine.models.trained_model import Finder, KeptExemplar, TrainedModel
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain, UniversalNetwork
from engine.runtime.random import Seeded


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

    Everything is kept to the bit, but for the exemplars' pixels: these are kept to 1/65535. Raises
    `ValueError` for a network that is not what its `TrainedModel` says it is.
    """
    learned = list(model.domains.values())
    networks, uses = shared_networks(learned)
    header = header_of(model.domains, [network for network, _ in networks], uses)
    tensors = _weights({f"detector{number}": net for number, (_, net) in enumerate(networks, 1)})
    for number, one in enumerate(learned, 1):
        tensors |= _tensors_of(f"domain{number}.", one)
    check_tensors(tensors, expected_tensors(header))
    # clones, as safetensors refuses tensors that share memory
    plain = {
        name: each.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, each in tensors.items()
    }
    # one entry: safetensors writes several in random order, and equal models shall be equal files
    write_atomic(path, save(plain, metadata={FORMAT: header_text(header, VERSION)}))


def _weights(nets: Mapping[str, nn.Module]) -> dict[str, Tensor]:
    return {
        f"{part}.{name}": weights for part, net in nets.items() for name, weights in net.state_dict().items()
    }


def _tensors_of(start: str, learned: TrainedModel) -> dict[str, Tensor]:
    """Everything of one anatomy but its detectors."""
    nets: dict[str, nn.Module] = {}
    if learned.finder is not None:
        nets[f"{start}finder"] = learned.finder.net
    if learned.registration is not None:
        nets[f"{start}registration"] = learned.registration[1]
    tensors = _weights(nets)
    tensors[f"{start}reference.points"] = torch.from_numpy(learned.reference.points)
    for number, one in enumerate(learned.exemplars):
        grey = np.rint(np.clip(one.pixels, 0.0, 1.0) * WHITE).astype(np.uint16)
        tensors[f"{start}exemplar.{number}.pixels"] = torch.from_numpy(grey)
        tensors[f"{start}exemplar.{number}.points"] = torch.from_numpy(one.points)
    return tensors


def load_model(path: Path) -> Model:
    """What `save_model` wrote, on the CPU and ready to be asked.

    Raises `ModelFileError` for every file that is not whole, not a model, or of a newer version.
    """
    try:
        with safe_open(path, framework="pt", device="cpu") as file:
            said = file.metadata() or {}
            version = check_version(path, said)
            header = parse_header(json.loads(said[FORMAT]))
            return _model(header, read_tensors(file, expected_tensors(header), version))
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
    with Seeded(0):  # building draws random weights: nobody else's draws change
        networks = [one.build() for one in header.networks]
        others = [other_networks(one) for one in header.domains.values()]
    for number, net in enumerate(networks, 1):
        _fill(net, _part(tensors, f"detector{number}."))
    domains = {}
    for number, (name, one) in enumerate(header.domains.items(), 1):
        own = _part(tensors, f"domain{number}.")
        for part, other in others[number - 1].items():
            _fill(other, _part(own, f"{part}."))
        detectors = tuple(_asked(networks[use.network - 1], use.domain) for use in one.detectors)
        domains[name] = _learned(header, name, detectors, others[number - 1], own)
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
    one = header.domains[name]
    network, finder = header.networks[one.detectors[0].network - 1], one.finder
    return TrainedModel(
        scheme=header.schemes[name],
        names=one.names,
        framing=one.framing,
        reference=Reference(one.size, tensors["reference.points"].numpy().copy(), one.pitch),
        network=network.config,
        detectors=detectors,
        sigma=one.sigma,
        finder=None
        if finder is None
        else Finder(finder.network, others["finder"], finder.size, finder.sigma),
        registration=None if one.registration is None else (one.registration, others["registration"]),
        exemplars=tuple(
            _kept(identity, f"exemplar.{n}", tensors) for n, identity in enumerate(one.exemplars)
        ),
        training=one.training,
        calibration=one.calibration,
        fit=one.fit,
        card=one.card,
        norm=network.norm,
        views=one.views,
        sigmas=one.sigmas,
    )


def _kept(identity: str, part: str, tensors: Mapping[str, Tensor]) -> KeptExemplar:
    pixels = tensors[f"{part}.pixels"].numpy().astype(np.float32) / np.float32(WHITE)
    return KeptExemplar(identity, pixels, tensors[f"{part}.points"].numpy().copy())
