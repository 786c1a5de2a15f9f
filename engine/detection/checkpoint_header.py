"""What the header of a model file says: everything but the tensors, as JSON that a person can read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine.coordinates import Size
from engine.detection.checkpoint_values import from_plain, to_plain
from engine.detection.learned import Learned, Training
from engine.detection.reference import Framing
from engine.io.schemes import scheme_from_json, scheme_to_json
from engine.landmarks import Scheme
from engine.networks.detector import DetectorConfig
from engine.networks.hrnet import HRNetConfig
from engine.networks.registration_net import RegistrationNetConfig
from engine.networks.unet import UNetConfig

_WORDS = {
    "coordinates": "(x, y), x right, y down; (0, 0) is the centre of the first pixel of the original film",
    "pixels": "bone bright, 0.5th and 99.5th percentile at 0 and 1, clipped; no window; luminance of colour",
    "canvas": "a frame [2, 3] maps canvas pixels to film pixels; a finer film is averaged before it is "
    "sampled; framing 'landmarks': the similarity that carries reference.points to the film's landmarks; "
    "framing 'film': the whole film, centred, as large as fits",
    "heatmaps": "one map a landmark in the order of `names`, Gaussian of `sigma` heatmap pixels, peak 1",
    "exemplar pixels": "0..1 as 0..65535",
    "licence": "The weights were learned from the films listed under training and carry whatever rights and "
    "duties these have: ask their owner before you pass this file on.",
}
_LARGEST_SIDE = 8192  # pixels of a canvas
_MOST = {"blocks": 16, "modules": 16, "layers": 64, "heads": 64, "local_steps": 64}  # of what is stacked
_WIDEST = 8192  # channels, or pixels of a side
_DEEPEST = 12  # levels of a U-Net


@dataclass(frozen=True, slots=True)
class FinderHeader:
    """`Finder` without its weights."""

    network: UNetConfig
    size: Size
    sigma: float


@dataclass(frozen=True, slots=True)
class Header:
    """`Learned` without scheme and tensors; exactly one of `unet` and `hrnet` is there."""

    names: tuple[str, ...]
    framing: Framing
    size: Size
    pitch: float
    sigma: float
    unet: UNetConfig | None
    hrnet: HRNetConfig | None
    finder: FinderHeader | None
    registration: RegistrationNetConfig | None
    exemplars: tuple[str, ...]
    training: Training

    @property
    def network(self) -> DetectorConfig:
        """Of the detectors."""
        network = self.unet or self.hrnet
        assert network is not None
        return network


def header_of(learned: Learned) -> Header:
    """The header of `learned`."""
    network, finder = learned.network, learned.finder
    return Header(
        names=learned.names,
        framing=learned.framing,
        size=learned.reference.size,
        pitch=learned.reference.pitch,
        sigma=learned.sigma,
        unet=network if isinstance(network, UNetConfig) else None,
        hrnet=network if isinstance(network, HRNetConfig) else None,
        finder=None if finder is None else FinderHeader(finder.network, finder.size, finder.sigma),
        registration=None if learned.registration is None else learned.registration[0],
        exemplars=tuple(one.identity for one in learned.exemplars),
        training=learned.training,
    )


def header_text(learned: Learned, version: int) -> str:
    """Header, scheme and conventions as JSON."""
    data = {
        "version": version,
        **to_plain(header_of(learned)),
        "scheme": scheme_to_json(learned.scheme),
        "conventions": _WORDS,
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def parse_header(data: Mapping[str, Any]) -> tuple[Header, Scheme]:
    """The inverse of `header_text`; raises `ValueError` or `EngineError` for what it cannot mean."""
    scheme = _scheme(data.get("scheme"))
    others = ("version", "scheme", "conventions")  # the last one is for people
    header = from_plain(Header, {key: each for key, each in data.items() if key not in others}, "header")
    _check(header, scheme)
    return header, scheme


def _scheme(data: object) -> Scheme:
    if not isinstance(data, Mapping):
        raise ValueError("it has no scheme")
    read = scheme_from_json(data)
    aliases = {name: each for name, each in read.aliases.items() if each}
    descriptions = {name: each for name, each in read.descriptions.items() if each}
    return Scheme(read.names, aliases, descriptions, read.pairs, read.lines)


def _check(header: Header, scheme: Scheme) -> None:
    names = [name for name in scheme.names if name in header.names]
    if not names or names != list(header.names):
        raise ValueError("its landmarks are not those of its scheme, in its order")
    if (header.unet is None) == (header.hrnet is None):
        raise ValueError("it does not say which network its detectors are")
    sizes, lengths = [header.size], [header.pitch, header.sigma]
    if header.finder is not None:
        sizes, lengths = [*sizes, header.finder.size], [*lengths, header.finder.sigma]
    if any(not 8 <= side <= _LARGEST_SIDE for size in sizes for side in (size.width, size.height)):
        raise ValueError("the size of a canvas is out of range")
    if any(not (math.isfinite(length) and 0 < length < _LARGEST_SIDE) for length in lengths):
        raise ValueError("pitch or sigma is out of range")
    finder = None if header.finder is None else header.finder.network
    for config in (header.unet, header.hrnet, finder, header.registration):
        if config is not None:
            _check_config(config)


def _check_config(config: UNetConfig | HRNetConfig | RegistrationNetConfig) -> None:
    """Bounds before a network is built, so that a damaged file cannot ask for all memory or time."""
    least = 0 if isinstance(config, RegistrationNetConfig) else 1
    for field in fields(config):
        value = getattr(config, field.name)
        each = value if isinstance(value, tuple) else (value,)
        most = _MOST.get(field.name, _WIDEST)
        if any(
            isinstance(one, int) and not isinstance(one, bool) and not least <= one <= most for one in each
        ):
            raise ValueError(f"{field.name} of a network is out of range")
        if not 1 <= len(each) <= _DEEPEST:
            raise ValueError(f"{field.name} of a network has {len(each)} values")
