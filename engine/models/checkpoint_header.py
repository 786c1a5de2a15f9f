"""What the header of a model file says: everything but the tensors, as JSON that a person can read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.geometry.coordinates import Size
from engine.io.schemes import scheme_from_json, scheme_to_json
from engine.landmarks import Scheme
from engine.models.checkpoint_networks import (
    NetworkHeader,
    Use,
    check_config,
    network_from_plain,
    network_to_plain,
)
from engine.models.checkpoint_values import from_plain, to_plain
from engine.models.model_card import ModelCard
from engine.models.model_format import VERSION, as_version_2
from engine.models.reference import Framing
from engine.models.trained_model import (
    Calibration,
    Fit,
    KeptRegistration,
    RegistrationUse,
    TrainedModel,
    TrainingRecord,
)
from engine.networks.registration_net import RegistrationNetConfig
from engine.networks.unet import UNetConfig

_WORDS = {
    "coordinates": "(x, y), x right, y down; (0, 0) is the centre of the first pixel of the original film",
    "pixels": "bone bright, 0.5th and 99.5th percentile at 0 and 1, clipped; no window; luminance of colour",
    "canvas": "a frame [2, 3] maps canvas pixels to film pixels; a finer film is averaged before it is "
    "sampled; framing 'landmarks': the similarity that carries reference.points to the film's landmarks; "
    "framing 'film': the whole film, centred, as large as fits",
    "heatmaps": "one map a landmark in the order of `names`, Gaussian of `sigma` heatmap pixels, peak 1; "
    "each of its own one of `sigmas` where there are any",
    "detectors": "`network` N is the tensors that begin with detectorN; `domain` the number of the anatomy "
    "that it is asked for; what belongs to the n-th of `domains` begins with domainN",
    "calibration": "`factors` times a landmark's deviation hold the true point with the probability "
    "`coverage`; deviation in canvas pixels: hypot(4.4 (1 / clip(peak, 0.05, 1.2) - 0.6), half the distance "
    "of the first and the last detector's place)",
    "exemplar pixels": "0..1 as 0..65535",
    "licence": "The weights were learned from the films listed under training and carry whatever rights and "
    "duties these have: ask their owner before you pass this file on.",
}
_REGISTRATION_WORDS = {
    "registration_use": "how films are registered to the exemplars: kind 'fitted' (each one on its own, from "
    "the network's field where there is a network; the default), 'net' (the network alone) or 'simpleitk'; "
    "joins: whether that counts beside the detectors; side: longest side of the grid, pixels",
}
_LARGEST_SIDE = 8192  # pixels of a canvas
_MOST_NETWORKS = 64
_MOST_STEPS = 64  # N_phi


@dataclass(frozen=True, slots=True)
class FinderHeader:
    """`Finder` without its weights."""

    network: UNetConfig
    size: Size
    sigma: float


@dataclass(frozen=True, slots=True)
class DomainHeader:
    """`TrainedModel` without scheme, networks and tensors."""

    names: tuple[str, ...]
    framing: Framing
    size: Size
    pitch: float
    sigma: float
    detectors: tuple[Use, ...]
    finder: FinderHeader | None
    registration: RegistrationNetConfig | None
    exemplars: tuple[str, ...]
    training: TrainingRecord
    views: int = 3
    calibration: Calibration | None = None
    fit: Fit | None = None
    card: ModelCard = field(default_factory=ModelCard)
    sigmas: tuple[float, ...] = ()
    registration_use: RegistrationUse = field(default_factory=RegistrationUse)


@dataclass(frozen=True, slots=True)
class Header:
    """All of a file: its networks, and what each anatomy (by name) makes of them."""

    networks: tuple[NetworkHeader, ...]
    domains: Mapping[str, DomainHeader]
    schemes: Mapping[str, Scheme]


def header_of(
    domains: Mapping[str, TrainedModel], networks: Sequence[NetworkHeader], uses: Sequence[tuple[Use, ...]]
) -> Header:
    """The header of all `domains`, which use `networks` as `uses` says."""
    headers = {
        name: _domain_header(learned, own) for (name, learned), own in zip(domains.items(), uses, strict=True)
    }
    return Header(tuple(networks), headers, {name: each.scheme for name, each in domains.items()})


def _domain_header(learned: TrainedModel, uses: tuple[Use, ...]) -> DomainHeader:
    finder = learned.finder
    return DomainHeader(
        names=learned.names,
        framing=learned.framing,
        size=learned.reference.size,
        pitch=learned.reference.pitch,
        sigma=learned.sigma,
        detectors=uses,
        finder=None if finder is None else FinderHeader(finder.network, finder.size, finder.sigma),
        registration=None if learned.registration is None else learned.registration[0],
        exemplars=tuple(one.identity for one in learned.exemplars),
        training=learned.training,
        views=learned.views,
        calibration=learned.calibration,
        fit=learned.fit,
        card=learned.card,
        sigmas=learned.sigmas,
        registration_use=learned.registration_use,
    )


def header_text(header: Header) -> str:
    """Header, schemes and conventions as JSON, in the lowest version that can say it."""
    domains = {}
    for name, one in header.domains.items():
        domains[name] = {**to_plain(one), "scheme": scheme_to_json(header.schemes[name])}
        if one.registration_use == RegistrationUse():
            del domains[name]["registration_use"]
    newest = any("registration_use" in domain for domain in domains.values())
    data = {
        "version": VERSION if newest else VERSION - 1,
        "networks": [network_to_plain(network) for network in header.networks],
        "domains": domains,
        "conventions": _WORDS | _REGISTRATION_WORDS if newest else _WORDS,
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def parse_header(data: Mapping[str, Any]) -> Header:
    """The inverse of `header_text`; raises `ValueError` or `EngineError` for what it cannot mean."""
    said = as_version_2(data) if data["version"] == 1 else data
    others = {"version", "networks", "domains", "conventions"}  # the last one is for people
    for stranger in sorted(set(said) - others):
        raise ValueError(f"header has {stranger}, which this version does not know")
    named = said.get("domains")
    if not isinstance(named, Mapping) or not named or (len(named) > 1 and "" in named):
        raise ValueError("it does not say what it knows")
    schemes = {name: _scheme(each) for name, each in named.items()}
    domains = {name: _domain(each) for name, each in named.items()}
    header = Header(_networks(said.get("networks")), domains, schemes)
    for name in domains:
        _check(header, name)
    return header


def _scheme(domain: object) -> Scheme:
    data = domain.get("scheme") if isinstance(domain, Mapping) else None
    if not isinstance(data, Mapping):
        raise ValueError("it has no scheme")
    read = scheme_from_json(data)
    aliases = {name: each for name, each in read.aliases.items() if each}
    descriptions = {name: each for name, each in read.descriptions.items() if each}
    return Scheme(read.names, aliases, descriptions, read.pairs, read.lines)


def _domain(data: Mapping[str, Any]) -> DomainHeader:
    return from_plain(DomainHeader, {key: each for key, each in data.items() if key != "scheme"}, "header")


def _networks(data: object) -> tuple[NetworkHeader, ...]:
    if not isinstance(data, list) or not 1 <= len(data) <= _MOST_NETWORKS:
        raise ValueError("it does not say which network its detectors are")
    return tuple(network_from_plain(one, "network") for one in data)


def _check(header: Header, name: str) -> None:
    one, scheme = header.domains[name], header.schemes[name]
    names = [name for name in scheme.names if name in one.names]
    if not names or names != list(one.names):
        raise ValueError("its landmarks are not those of its scheme, in its order")
    sizes, lengths = [one.size], [one.pitch, one.sigma]
    if one.finder is not None:
        sizes, lengths = [*sizes, one.finder.size], [*lengths, one.finder.sigma]
    lengths += one.sigmas
    if any(not 8 <= side <= _LARGEST_SIDE for size in sizes for side in (size.width, size.height)):
        raise ValueError("the size of a canvas is out of range")
    if any(not (math.isfinite(length) and 0 < length < _LARGEST_SIDE) for length in lengths):
        raise ValueError("pitch or sigma is out of range")
    if len(one.sigmas) not in (0, len(one.names)):
        raise ValueError("not every landmark has a sigma")
    if not 1 <= one.views <= 3:
        raise ValueError("the number of views is out of range")
    _check_registration(one)
    for config in (None if one.finder is None else one.finder.network, one.registration):
        if config is not None:
            check_config(config)
    _check_detectors(header.networks, one)
    _check_measures(one)


def _check_registration(one: DomainHeader) -> None:
    use = one.registration_use
    steps = 1 if use.local_steps is None else use.local_steps
    if not 48 <= use.side <= _LARGEST_SIDE or not 1 <= steps <= _MOST_STEPS:
        raise ValueError("side or local steps of its registration are out of range")
    if use.kind is KeptRegistration.NET and one.registration is None:
        raise ValueError("it has no network to register with")


def _check_detectors(networks: Sequence[NetworkHeader], one: DomainHeader) -> None:
    used = [networks[use.network - 1] for use in one.detectors if 1 <= use.network <= len(networks)]
    if not used or len(used) < len(one.detectors):
        raise ValueError("it does not say which network its detectors are")
    for network, use in zip(used, one.detectors, strict=True):
        if not 0 <= use.domain < len(network.landmarks) or network.landmarks[use.domain] != len(one.names):
            raise ValueError("a network does not find the landmarks of its detector")
        if (network.config, network.norm) != (used[0].config, used[0].norm):
            raise ValueError("its detectors are networks of different kinds")


def _check_measures(one: DomainHeader) -> None:
    known, fit = one.calibration, one.fit
    if known is not None:
        right = len(known.factors) == len(one.names) and all(0 < each < math.inf for each in known.factors)
        if not right or not 0 < known.coverage < 1:
            raise ValueError("its calibration is out of range")
    if fit is not None and not (math.isfinite(fit.lowest_peak) and math.isfinite(fit.largest_residual)):
        raise ValueError("its fit is out of range")
