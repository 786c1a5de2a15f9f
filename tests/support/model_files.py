"""A tiny model with random weights, and ways to spoil its file."""

import json
import struct
from dataclasses import replace

import numpy as np
import torch
from safetensors.numpy import load, save
from small_nets import tiny_net

from engine.geometry.coordinates import Size
from engine.landmarks import Scheme
from engine.models.checkpoint import Model
from engine.models.model_card import ModelCard
from engine.models.reference import Framing, Reference
from engine.models.trained_model import Calibration, Finder, Fit, KeptExemplar, TrainedModel, TrainingRecord
from engine.networks.detector import build_network, new_detectors
from engine.networks.heatmap_network import OneDomain
from engine.networks.norm import Norm, with_norm
from engine.networks.registration_net import GlobalAlignment, RegistrationNet
from engine.networks.unet import UNetConfig, UNetDetector

SCHEME = Scheme(
    ("S", "left", "right", "unused"),
    {"S": ("Sella",)},
    {"left": "on the left"},
    (("left", "right"),),
    (("S", "left"),),
)
NAMES = ("S", "left", "right")


def learned(network=None):
    """Everything that a model can have, random."""
    network = network or UNetConfig((4, 6))
    random = np.random.default_rng(0)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        finder = UNetDetector(len(NAMES), UNetConfig((3, 4)))
        config = tiny_net(alignment=GlobalAlignment.PERSPECTIVE)
        net = RegistrationNet(config)
        detectors = new_detectors(len(NAMES), network, 5)
        for one in (*detectors, finder):  # heads start at 0, which would hide an error
            for weights in one.parameters():
                torch.nn.init.normal_(weights, std=0.1)
    points = np.array([[30.5, 20.25], [10.0, 70.0], [np.nan, np.nan]])
    return TrainedModel(
        scheme=SCHEME,
        names=NAMES,
        framing=Framing.LANDMARKS,
        reference=Reference(Size(48, 64), random.uniform(5, 45, (3, 2)), 1.7),
        network=network,
        detectors=detectors,
        sigma=2.1,
        finder=Finder(UNetConfig((3, 4)), finder, Size(32, 40), 1.5),
        registration=(config, net),
        exemplars=(KeptExemplar("e/é.png", random.random((90, 70)).astype(np.float32), points),),
        training=TrainingRecord(
            "quick",
            3,
            "cpu",
            ("e/é.png",),
            {"a.png": "00ff", "b.png": "11ee"},
            {"loss": 0.1 + 0.2},
            {"torch": "2"},
        ),
    )


def universal(config, norm=Norm.BATCH):
    """Two anatomies that share one network: three landmarks, and one."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(2)
        net = with_norm(build_network((3, 1), config), norm)
    first = replace(
        learned(), network=config, norm=norm, detectors=(OneDomain(net, 0),), finder=None, registration=None
    )
    second = replace(
        first,
        names=("left",),
        detectors=(OneDomain(net, 1),),
        reference=replace(first.reference, points=first.reference.points[:1]),
        exemplars=(),
        card=ModelCard("Side", score="1.5 mm"),
        calibration=Calibration((2.5,), 0.9, 31),
        fit=Fit(0.3, 0.1),
        views=1,
    )
    return Model({"head": first, "side": second})


def header_and_body(path):
    """The header of a safetensors file as a dictionary, and the bytes after it."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def written(tensors, metadata):
    """The bytes of a safetensors file."""
    return save({name: np.asarray(each) for name, each in tensors.items()}, metadata=metadata or None)


def damaged(path, change, tensors=None):
    """Rewrite the model at `path` with `change` in what it says of its anatomy, and other `tensors`.

    `change["network"]` replaces the config of its networks. A tensor that is None is removed.
    """
    said = json.loads(header_and_body(path)[0]["__metadata__"]["onemark-model"])
    for network in said["networks"]:
        network["config"] = change.get("network", network["config"])
    said["domains"] = {
        name: {**one, **{key: each for key, each in change.items() if key != "network"}}
        for name, one in said["domains"].items()
    }
    rewritten(path, said, tensors or {})


def rewritten(path, said, tensors):
    """Rewrite the model at `path` with the description `said` and other `tensors` (None: removed)."""
    parts = {**load(path.read_bytes()), **tensors}
    kept = {name: each for name, each in parts.items() if each is not None}
    path.write_bytes(written(kept, {"onemark-model": json.dumps(said)}))


def as_version_1(path):
    """Rewrite a model of one anatomy with two detectors as the first OneMark that had models wrote it."""
    said = json.loads(header_and_body(path)[0]["__metadata__"]["onemark-model"])
    first, _ = said["networks"]
    ((_, one),) = said["domains"].items()
    newer = ("detectors", "views", "calibration", "fit", "card")
    old = {key: each for key, each in one.items() if key not in newer}
    old["training"] = {key: each for key, each in old["training"].items() if key != "method"}
    kinds = {kind: first["config"] if kind == first["kind"] else None for kind in ("unet", "hrnet")}
    tensors = {name.removeprefix("domain1."): each for name, each in load(path.read_bytes()).items()}
    told = {"version": 1, **old, **kinds, "conventions": said["conventions"]}
    path.write_bytes(written(tensors, {"onemark-model": json.dumps(told)}))
