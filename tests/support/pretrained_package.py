"""The package of pretrained weights, as the tests need it: gone, or there with random weights."""

import importlib.machinery
import sys

import torch

from engine.io.provenance import PRETRAINED
from engine.networks.pretrained_features import FeatureNet, FeatureNetConfig

FILE = "efficientnet-lite0-57934424.pth"


def entries_of(net):
    """The weights of `net` under the names of the package's file, with some of a classifier."""
    named = {key.removeprefix("stem."): value for key, value in net.state_dict().items()}
    return {**named, "_fc.weight": torch.zeros(10, 4), "_blocks.15._bn2.weight": torch.ones(4)}


def put_there(monkeypatch, folder, entries=None):
    """Install the package in `folder` with `entries`, or those of a random network."""
    if entries is None:
        torch.manual_seed(3)
        entries = entries_of(FeatureNet(FeatureNetConfig()))
    package = folder / PRETRAINED.module
    (package / "models").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    torch.save(entries, package / "models" / FILE)
    monkeypatch.delitem(sys.modules, PRETRAINED.module, raising=False)
    monkeypatch.syspath_prepend(str(folder))
    return package / "models" / FILE


def take_away(monkeypatch):
    """As on a machine where the package is not installed."""
    whole = importlib.machinery.PathFinder.find_spec

    def without(name, path=None, target=None):
        return None if name == PRETRAINED.module else whole(name, path, target)

    monkeypatch.delitem(sys.modules, PRETRAINED.module, raising=False)
    monkeypatch.setattr(importlib.machinery.PathFinder, "find_spec", without)
