"""What the header of a model file says: everything but the tensors, as JSON that a person can read.

All of it is checked before a network is built: a damaged file must ask for neither memory nor time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, get_args

from torch import nn

from engine.geometry.coordinates import Size
from engine.io.plain_values import from_plain, to_plain
from engine.io.schemes import scheme_from_json, scheme_to_json
from engine.landmarks import Scheme
from engine.models.displacement_tree import DisplacementTree
from engine.models.model_card import ModelCard
from engine.models.model_format import as_version_2
from engine.models.reference import Framing
from engine.models.trained_model import (
    Calibration,
    Fit,
    KeptRegistration,
    RegistrationUse,
    TrainedModel,
    TrainingRecord,
)
from engine.networks.detector import DetectorConfig, build_network
from engine.networks.gu2net import GU2NetConfig
from engine.networks.half_weights import is_half
from engine.networks.heatmap_network import HeatmapNetwork, OneDomain, UniversalNetwork
from engine.networks.norm import Norm, with_norm
from engine.networks.registration_net import RegistrationNetConfig
from engine.networks.unet import UNetConfig
from engine.observers.reading_offsets import ReadingOffsets
from engine.wording import counted

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
    "joins: whether that counts beside the detectors; side: longest side of the grid, pixels; pretrained: "
    "films are compared by features of EfficientNet-lite0 too",
}
_HALF_WORDS = {
    "half": "tensors of two and more dimensions of that network are stored as float16, and used as float32",
}
_DISPLACEMENT_WORDS = {
    "displacements": "landmarks are placed together, each at one of the 8 highest local maxima of its "
    "heatmap: those that make the sum of -log(height + 0.01) and of 1/16 of the squared Mahalanobis "
    "distance of every displacement smallest; `parents`: the number (from 0) of the landmark that each lies "
    "from, -1 for none; `means` (x, y) and `covariances` (xx, xy, yy) of displacements: canvas pixels",
}
# what a file says -> the first version of the format that can say it
_SAID_SINCE = {
    "names": 2,
    "registration_use": 3,
    "reading": 4,
    "leaky": 5,
    "head_kernel": 5,
    "pretrained": 5,
    "pretrainedunet": 6,
    "half": 7,
    "displacements": 8,
}
_LARGEST_SIDE = 8192  # pixels of a canvas
_MOST = {  # of what is stacked: each one costs time before its weights are compared with the file's
    "blocks": 16,
    "modules": 16,
    "layers": 64,
    "heads": 64,
    "local_steps": 64,
    "dilations": 64,
    "image_kernel": 63,
    "head_kernel": 63,
    "colours": 3,
}
_MOST_DOMAINS = 64
_WIDEST = 8192  # channels, landmarks, or pixels of a side
_DEEPEST = 12  # levels of a U-Net
_MOST_NETWORKS = 64
_MOST_STEPS = 64  # N_phi


@dataclass(frozen=True, slots=True)
class NetworkHeader:
    """One network without its weights; `landmarks`: how many each of its domains has.

    `half`: its weights (not what belongs to single channels) are stored in half precision.
    """

    config: DetectorConfig
    norm: Norm
    landmarks: tuple[int, ...]
    half: bool = False

    def build(self) -> HeatmapNetwork:
        """The network with random weights."""
        return with_norm(build_network(self.landmarks, self.config), self.norm)


@dataclass(frozen=True, slots=True)
class Use:
    """A detector: which of the file's networks it is (from 1), and which domain of it is asked (from 0)."""

    network: int
    domain: int


@dataclass(frozen=True, slots=True)
class FinderHeader:
    """`Finder` without its weights."""

    network: UNetConfig
    size: Size
    sigma: float


# fields that `TrainedModel` and its header have in common
ALIKE = (
    *("names", "framing", "sigma", "training", "views", "calibration", "fit", "card", "sigmas"),
    *("registration_use", "reading", "displacements"),
)


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
    reading: ReadingOffsets | None = None
    displacements: DisplacementTree | None = None


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
        name: _domain_header(learned, used)
        for (name, learned), used in zip(domains.items(), uses, strict=True)
    }
    return Header(tuple(networks), headers, {name: each.scheme for name, each in domains.items()})


def _domain_header(learned: TrainedModel, uses: tuple[Use, ...]) -> DomainHeader:
    finder = learned.finder
    return DomainHeader(
        size=learned.reference.size,
        pitch=learned.reference.pitch,
        detectors=uses,
        finder=None if finder is None else FinderHeader(finder.network, finder.size, finder.sigma),
        registration=None if learned.registration is None else learned.registration[0],
        exemplars=tuple(kept.identity for kept in learned.exemplars),
        **{name: getattr(learned, name) for name in ALIKE},
    )


def header_text(header: Header) -> str:
    """Header, schemes and conventions as JSON, in the lowest version that can say it."""
    domains = {}
    for name, domain in header.domains.items():
        domains[name] = {**to_plain(domain), "scheme": scheme_to_json(header.schemes[name])}
        if domain.registration_use == RegistrationUse():
            del domains[name]["registration_use"]
        elif not domain.registration_use.pretrained:
            del domains[name]["registration_use"]["pretrained"]
        for younger in ("reading", "displacements"):
            if getattr(domain, younger) is None:
                del domains[name][younger]
    networks = [network_to_plain(network) for network in header.networks]
    says = {key for plain in domains.values() for key in plain}
    says |= {key for plain in networks for key in (plain["kind"], *plain, *plain["config"])}
    if any(domain.registration_use.pretrained for domain in header.domains.values()):
        says.add("pretrained")
    data = {
        "version": max(version for key, version in _SAID_SINCE.items() if key in says),
        "networks": networks,
        "domains": domains,
        "conventions": _WORDS
        | (_REGISTRATION_WORDS if "registration_use" in says else {})
        | (_HALF_WORDS if "half" in says else {})
        | (_DISPLACEMENT_WORDS if "displacements" in says else {}),
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def parse_header(data: Mapping[str, Any]) -> Header:
    """The inverse of `header_text`; raises `ValueError` or `EngineError` for what it cannot mean."""
    newer = as_version_2(data) if data["version"] == 1 else data
    others = {"version", "networks", "domains", "conventions"}  # the last one is for people
    for stranger in sorted(set(newer) - others):
        raise ValueError(f"header has {stranger}, which this version does not know")
    named = newer.get("domains")
    if not isinstance(named, Mapping) or not named or (len(named) > 1 and "" in named):
        raise ValueError("it does not say what it knows")
    schemes = {name: _scheme(each) for name, each in named.items()}
    domains = {name: _domain(each) for name, each in named.items()}
    header = Header(_networks(newer.get("networks")), domains, schemes)
    for name in domains:
        _check(header, name)
    return header


def _scheme(domain: object) -> Scheme:
    data = domain.get("scheme") if isinstance(domain, Mapping) else None
    if not isinstance(data, Mapping):
        raise ValueError("it has no scheme")
    return scheme_from_json(data)


def _domain(data: Mapping[str, Any]) -> DomainHeader:
    return from_plain(DomainHeader, {key: each for key, each in data.items() if key != "scheme"}, "header")


def _networks(data: object) -> tuple[NetworkHeader, ...]:
    if not isinstance(data, list) or not 1 <= len(data) <= _MOST_NETWORKS:
        raise ValueError("it does not say which network its detectors are")
    return tuple(network_from_plain(network, "network") for network in data)


def _check(header: Header, name: str) -> None:
    domain, scheme = header.domains[name], header.schemes[name]
    known = frozenset(domain.names)
    if not known or tuple(name for name in scheme.names if name in known) != domain.names:
        raise ValueError("its landmarks are not those of its scheme, in its order")
    sizes, lengths = [domain.size], [domain.pitch, domain.sigma]
    if domain.finder is not None:
        sizes, lengths = [*sizes, domain.finder.size], [*lengths, domain.finder.sigma]
    lengths += domain.sigmas
    if any(not 8 <= side <= _LARGEST_SIDE for size in sizes for side in (size.width, size.height)):
        raise ValueError("the size of a canvas is out of range")
    if any(not (math.isfinite(length) and 0 < length < _LARGEST_SIDE) for length in lengths):
        raise ValueError("pitch or sigma is out of range")
    if len(domain.sigmas) not in (0, len(domain.names)):
        raise ValueError("not every landmark has a sigma")
    if not 1 <= domain.views <= 3:
        raise ValueError("the number of views is out of range")
    _check_registration(domain)
    for config in (None if domain.finder is None else domain.finder.network, domain.registration):
        if config is not None:
            check_config(config)
    _check_detectors(header.networks, domain)
    _check_measures(domain)


def _check_registration(domain: DomainHeader) -> None:
    use = domain.registration_use
    steps = 1 if use.local_steps is None else use.local_steps
    if not 48 <= use.side <= _LARGEST_SIDE or not 1 <= steps <= _MOST_STEPS:
        raise ValueError("side or local steps of its registration are out of range")
    if use.kind is KeptRegistration.NET and domain.registration is None:
        raise ValueError("it has no network to register with")


def _check_detectors(networks: Sequence[NetworkHeader], domain: DomainHeader) -> None:
    used = [networks[use.network - 1] for use in domain.detectors if 1 <= use.network <= len(networks)]
    if not used or len(used) < len(domain.detectors):
        raise ValueError("it does not say which network its detectors are")
    for network, use in zip(used, domain.detectors, strict=True):
        if not 0 <= use.domain < len(network.landmarks) or network.landmarks[use.domain] != len(domain.names):
            raise ValueError("a network does not find the landmarks of its detector")
        if (network.config, network.norm) != (used[0].config, used[0].norm):
            raise ValueError("its detectors are networks of different kinds")


def _check_measures(domain: DomainHeader) -> None:
    if domain.reading is not None and domain.reading.names != domain.names:
        raise ValueError("its reading is of other landmarks")
    if domain.displacements is not None:
        domain.displacements.check(len(domain.names))
    known, fit = domain.calibration, domain.fit
    if known is not None:
        right = len(known.factors) == len(domain.names) and all(0 < each < math.inf for each in known.factors)
        if not right or not 0 < known.coverage < 1:
            raise ValueError("its calibration is out of range")
    if fit is not None and not (math.isfinite(fit.lowest_peak) and math.isfinite(fit.largest_residual)):
        raise ValueError("its fit is out of range")


def kind_of(config: type[DetectorConfig]) -> str:
    """The name of a kind of network in files: that of its config's class, which therefore has to stay."""
    return config.__name__.removesuffix("Config").lower()


def network_to_plain(header: NetworkHeader) -> dict[str, Any]:
    """`header` as JSON can hold it, without what older versions do not know where it is as these have it."""
    plain = {"kind": kind_of(type(header.config)), **to_plain(header)}
    if isinstance(header.config, GU2NetConfig):
        usual = GU2NetConfig()
        for name in ("leaky", "head_kernel"):
            if getattr(header.config, name) == getattr(usual, name):
                del plain["config"][name]
    if not header.half:
        del plain["half"]
    return plain


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
    return NetworkHeader(config, plain.norm, counts, plain.half)


@dataclass(frozen=True, slots=True)
class _Plain:
    """What all kinds have in common."""

    landmarks: tuple[int, ...]
    norm: Norm = Norm.BATCH
    half: bool = False


def check_config(config: DetectorConfig | RegistrationNetConfig) -> None:
    """Bounds before a network is built, so that a damaged file cannot ask for all memory or time."""
    least = 0 if isinstance(config, RegistrationNetConfig) else 1
    for name in (each.name for each in fields(config)):
        value = getattr(config, name)
        if is_dataclass(value) and not isinstance(value, type):
            check_config(value)  # type: ignore[arg-type]
            continue
        values = value if isinstance(value, tuple) else (value,)
        if not all(_in_range(each, least, _MOST.get(name, _WIDEST)) for each in values):
            raise ValueError(f"{name} of a network is out of range")
        if not 1 <= len(values) <= _DEEPEST:
            raise ValueError(f"{name} of a network has {counted(len(values), 'value')}")


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
    for model in learned:
        used = []
        for detector in model.detectors:
            net, domain = _unwrapped(detector)
            if id(net) not in numbers:
                landmarks = net.landmarks if isinstance(net, UniversalNetwork) else (len(model.names),)
                found.append((NetworkHeader(model.network, model.norm, landmarks, is_half(net)), net))
                numbers[id(net)] = len(found)
            used.append(Use(numbers[id(net)], domain))
        uses.append(tuple(used))
    return found, uses


def _unwrapped(detector: HeatmapNetwork) -> tuple[HeatmapNetwork, int]:
    return (detector.net, detector.domain) if isinstance(detector, OneDomain) else (detector, 0)
