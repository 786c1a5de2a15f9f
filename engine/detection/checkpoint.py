"""A one-shot run's result as one safetensors file: named parts, and a header that describes them.

Parts: `detector1.`, `detector2.`, `finder.` and `registration.` + the names of the networks' weights,
`reference.points` [K, 2], and `exemplar.N.points` [K, 2] and `exemplar.N.pixels` [H, W] (uint16) where
the person keeps exemplars. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from engine.detection.checkpoint_header import Header, header_text, parse_header
from engine.detection.learned import Finder, KeptExemplar, Learned
from engine.detection.reference import Reference
from engine.errors import EngineError
from engine.io.atomic import write_atomic
from engine.landmarks import Scheme
from engine.networks.detector import build_detector
from engine.networks.registration_net import RegistrationNet
from engine.networks.unet import UNetDetector

FORMAT = "onemark-model"
VERSION = 1
_WHITE = 65535.0  # uint16 of a pixel of 1
_MAKE = "`onemark propagate --model-out FILE`"


class ModelFileError(EngineError):
    """A file is no model that this OneMark can use."""


def save_learned(path: Path, learned: Learned) -> None:
    """Write `learned` to `path` in one go; an older file there is replaced. Raises `WriteError`.

    Everything is kept to the bit, but for the exemplars' pixels: these are kept to 1/65535.
    """
    tensors = {
        f"{part}.{name}": weights
        for part, net in _nets(learned).items()
        for name, weights in net.state_dict().items()
    }
    tensors["reference.points"] = torch.from_numpy(learned.reference.points)
    for number, one in enumerate(learned.exemplars):
        grey = np.rint(np.clip(one.pixels, 0.0, 1.0) * _WHITE).astype(np.uint16)
        tensors[f"exemplar.{number}.pixels"] = torch.from_numpy(grey)
        tensors[f"exemplar.{number}.points"] = torch.from_numpy(one.points)
    # clones, as safetensors refuses tensors that share memory
    plain = {
        name: each.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, each in tensors.items()
    }
    # one entry: safetensors writes several in random order, and equal models shall be equal files
    write_atomic(path, save(plain, metadata={FORMAT: header_text(learned, VERSION)}))


def _nets(learned: Learned) -> dict[str, nn.Module]:
    nets: dict[str, nn.Module] = dict(zip(("detector1", "detector2"), learned.detectors, strict=True))
    if learned.finder is not None:
        nets["finder"] = learned.finder.net
    if learned.registration is not None:
        nets["registration"] = learned.registration[1]
    return nets


def load_learned(path: Path) -> Learned:
    """What `save_learned` wrote, on the CPU and ready to be asked.

    Raises `ModelFileError` for every file that is not whole, not a model, or of a newer version.
    """
    try:
        with safe_open(path, framework="pt", device="cpu") as file:
            header, scheme = _header(path, file.metadata() or {})
            return _learned(header, scheme, _tensors(file, _expected(header)))
    except SafetensorError as error:
        raise ModelFileError(
            f"{path.name} is no model, or only a part of one ({error}): choose a file that {_MAKE} wrote, "
            "or copy it again."
        ) from error
    except OSError as error:
        reason = error.strerror or "it is a folder, or not there"
        raise ModelFileError(
            f"Cannot read the model {path} ({reason}): choose a file that {_MAKE} wrote."
        ) from error
    except ModelFileError:
        raise
    except (EngineError, ValueError, TypeError, ArithmeticError, LookupError, RuntimeError) as error:
        raise ModelFileError(
            f"The model {path.name} is damaged ({str(error).rstrip('.')}): copy it again, or make it anew "
            f"with {_MAKE}."
        ) from error


def _header(path: Path, metadata: Mapping[str, str]) -> tuple[Header, Scheme]:
    if FORMAT not in metadata:
        raise ModelFileError(
            f"{path.name} holds weights, but is no OneMark model: choose a file that {_MAKE} wrote."
        )
    data = json.loads(metadata[FORMAT])
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is not int or version < 1:
        raise ValueError("it does not say its version")
    if version > VERSION:
        raise ModelFileError(
            f"{path.name} comes from a newer OneMark (model version {version}, this one reads {VERSION}): "
            "update OneMark."
        )
    return parse_header(data)


def _build(header: Header) -> dict[str, nn.Module]:
    """The networks that `header` describes, with weights that are still to be replaced."""
    landmarks = len(header.names)
    nets: dict[str, nn.Module] = {
        part: build_detector(landmarks, header.network) for part in ("detector1", "detector2")
    }
    if header.finder is not None:
        nets["finder"] = UNetDetector(landmarks, header.finder.network)
    if header.registration is not None:
        nets["registration"] = RegistrationNet(header.registration)
    return nets


def _expected(header: Header) -> dict[str, Tensor | None]:
    """Every tensor that belongs to `header`, without memory; None where any height and width will do."""
    with torch.device("meta"):
        expected: dict[str, Tensor | None] = {
            f"{part}.{name}": weights
            for part, net in _build(header).items()
            for name, weights in net.state_dict().items()
        }
        points = torch.empty(len(header.names), 2, dtype=torch.float64)
    for number in range(len(header.exemplars)):
        expected |= {f"exemplar.{number}.points": points, f"exemplar.{number}.pixels": None}
    return expected | {"reference.points": points}


def _tensors(file: Any, expected: Mapping[str, Tensor | None]) -> dict[str, Tensor]:
    """All tensors of `file`; raises `ValueError` unless they are exactly those that are `expected`."""
    there = set(file.keys())
    for name in sorted(there ^ set(expected)):
        raise ValueError(f"{name} is missing" if name in expected else f"{name} does not belong there")
    for name, wanted in expected.items():
        shape = tuple(file.get_slice(name).get_shape())
        fits = len(shape) == 2 and min(shape) > 0 if wanted is None else shape == tuple(wanted.shape)
        if not fits:
            raise ValueError(f"{name} has the shape {shape}")
    tensors = {name: file.get_tensor(name) for name in expected}
    for name, tensor in tensors.items():
        wanted = expected[name]
        if tensor.dtype != (torch.uint16 if wanted is None else wanted.dtype):
            raise ValueError(f"{name} holds values of another type")
        # points are NaN where an exemplar lacks a landmark
        if not name.endswith(".points") and tensor.is_floating_point() and not tensor.isfinite().all():
            raise ValueError(f"{name} holds values that are no numbers")
    return tensors


def _learned(header: Header, scheme: Scheme, tensors: Mapping[str, Tensor]) -> Learned:
    with torch.random.fork_rng(devices=[]):  # building draws random weights: nobody else's draws change
        nets = _build(header)
    for part, net in nets.items():
        start = f"{part}."
        net.load_state_dict(
            {name.removeprefix(start): each for name, each in tensors.items() if name.startswith(start)}
        )
        net.eval()
    finder = header.finder
    kept = (
        KeptExemplar(
            identity,
            tensors[f"exemplar.{number}.pixels"].numpy().astype(np.float32) / np.float32(_WHITE),
            tensors[f"exemplar.{number}.points"].numpy().copy(),
        )
        for number, identity in enumerate(header.exemplars)
    )
    found: Any = nets
    return Learned(
        scheme=scheme,
        names=header.names,
        framing=header.framing,
        reference=Reference(header.size, tensors["reference.points"].numpy().copy(), header.pitch),
        network=header.network,
        detectors=(found["detector1"], found["detector2"]),
        sigma=header.sigma,
        finder=None if finder is None else Finder(finder.network, found["finder"], finder.size, finder.sigma),
        registration=None if header.registration is None else (header.registration, found["registration"]),
        exemplars=tuple(kept),
        training=header.training,
    )
