"""What marks a model file, known without torch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.errors import EngineError
from engine.io.guard import parsed_json

FORMAT = "onemark-model"
# 1: one anatomy with two detectors; 2: does not say how registration is used; 3: keeps no reading; 4: knows
# GU2Net as released only, and registration without pretrained features; 5: no U-Net that starts from these;
# 6: stores no weights in half precision; 7: places each landmark for itself
VERSION = 8
MAKE = "`onemark train` or `onemark propagate --model-out FILE`"


class ModelFileError(EngineError):
    """A file is no model that this OneMark can use."""


def check_version(path: Path, metadata: Mapping[str, str]) -> int:
    """The version of the model file at `path`; raises `ModelFileError` or `ValueError` if there is none."""
    if FORMAT not in metadata:
        raise ModelFileError(
            f"{path.name} holds weights, but is no OneMark model: choose a file that {MAKE} wrote."
        )
    data = parsed_json(metadata[FORMAT])
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is not int or version < 1:
        raise ValueError("it does not say its version")
    if version > VERSION:
        raise ModelFileError(
            f"{path.name} comes from a newer OneMark (model version {version}, this one reads {VERSION}): "
            "update OneMark."
        )
    return version


def as_version_2(data: Mapping[str, Any]) -> dict[str, Any]:
    """The header `data` of version 1 as version 2 says it.

    It knew one anatomy without a name, two detectors, and a key for each kind of network.
    """
    kinds = [kind for kind in ("unet", "hrnet") if data.get(kind) is not None]
    names = data.get("names")
    count = len(names) if isinstance(names, list) else 0
    networks = [{"kind": kind, "config": data[kind], "landmarks": [count]} for kind in kinds]
    domain = {
        key: each for key, each in data.items() if key not in ("version", "conventions", "unet", "hrnet")
    }
    domain["detectors"] = [{"network": number, "domain": 0} for number in (1, 2)]
    return {"networks": 2 * networks if len(networks) == 1 else [], "domains": {"": domain}}
