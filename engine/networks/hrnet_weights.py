"""ImageNet weights for HRNet: from a file, or from the Hugging Face hub when the person asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.errors import EngineError
from engine.io.guard import quiet
from engine.networks.hrnet import HRNet

CLASSIFIER = ("incre_modules.", "downsamp_modules.", "final_layer.", "classifier.")
COUNTERS = "num_batches_tracked"  # old files lack them; nothing here depends on their values
WRAPPERS = ("state_dict", "model")  # under which some files keep their weights
LEGACY = (".pth", ".pt", ".bin")


class Initialisation(StrEnum):
    """Where a network starts."""

    RANDOM = "random"
    IMAGENET = "ImageNet"


@dataclass(frozen=True, slots=True)
class HubModel:
    """A file on the Hugging Face hub; the default is HRNet-W18 (MIT licence, 86 MB)."""

    repository: str = "timm/hrnet_w18.ms_aug_in1k"
    filename: str = "model.safetensors"

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"https://huggingface.co/{self.repository}"


WeightsSource = Path | HubModel
_HUB = "hub"  # what a person says instead of a file
FROM_HUB = f"Take {HubModel().filename} from {HubModel().address}"


def weights_source(text: str | None) -> WeightsSource | None:
    """What a person's `text` names: a file, or with the word "hub" the default there; None for nothing.

    Raises `EngineError` for a file that is not there.
    """
    if not text or text == _HUB:
        return HubModel() if text else None
    if not Path(text).is_file():
        raise EngineError(f"There is no file {text} of starting weights: choose another, or leave it away.")
    return Path(text)


@dataclass(frozen=True, slots=True)
class WeightsReport:
    """What a backbone starts from. `source`: file or hub address, blank for random weights."""

    source: str
    loaded: int
    initialisation: Initialisation

    @property
    def line(self) -> str:
        """One line for the log."""
        if self.initialisation is Initialisation.RANDOM:
            return "Backbone: random weights."
        return f"Backbone: {self.initialisation.value} weights, {self.loaded} entries from {self.source}."


def load_weights(backbone: nn.Module, source: WeightsSource | None) -> WeightsReport:
    """Load `source` into `backbone`; None leaves it as it is (random).

    Raises `EngineError` where the file cannot be had or read, or does not fit.
    """
    if source is None:
        return WeightsReport("", 0, Initialisation.RANDOM)
    if not isinstance(backbone, HRNet):
        raise EngineError("ImageNet weights are for HRNet only: choose HRNet, or start from random weights.")
    path = download(source) if isinstance(source, HubModel) else source
    name = source.address if isinstance(source, HubModel) else str(source)
    return WeightsReport(name, load_entries(backbone, read_weights(path), name), Initialisation.IMAGENET)


def load_entries(backbone: HRNet, entries: Mapping[str, Tensor], name: str) -> int:
    """Copy `entries` into `backbone` and return how many there were; `name` is for the messages.

    Entries of the classifier are ignored and counters may be missing; anything else must fit.
    """
    given = {key: value for key, value in entries.items() if not key.startswith(CLASSIFIER)}
    if "conv1.weight" in given:
        given["conv1.weight"] = adapt_channels(given["conv1.weight"], backbone.config.in_channels)
    return copy_entries(backbone, given, name, f"{FROM_HUB}, or start from random weights.")


def copy_entries(net: nn.Module, given: Mapping[str, Tensor], name: str, advice: str) -> int:
    """Copy `given` into `net`, where only counters may be missing, and return how many entries there were.

    Raises `EngineError` otherwise, before anything is copied; `name` and `advice` are for its message.
    """
    wanted = net.state_dict()
    missing = [key for key in wanted if key not in given and not key.endswith(COUNTERS)]
    strange = [key for key in given if key not in wanted]
    unlike = [key for key, value in given.items() if key in wanted and value.shape != wanted[key].shape]
    broken = [key for key, value in given.items() if not value.isfinite().all()]
    problems = (("lack", missing), ("have unknown", strange), ("have another shape for", unlike))
    for problem, keys in (*problems, ("have something else than numbers in", broken)):
        if keys:
            raise EngineError(
                f"The weights in {name} are not those of this {type(net).__name__}: they {problem} {keys[0]}"
                f"{f' and {len(keys) - 1} more' if len(keys) > 1 else ''}. {advice}"
            )
    net.load_state_dict(given, strict=False)  # only counters can be missing by now
    return len(given)


def adapt_channels(weight: Tensor, channels: int) -> Tensor:
    """First-layer `weight` [out, given, k, k] for another number of input `channels`.

    A grey film in all `channels` excites the layer exactly as it did in all the given ones.
    """
    if weight.ndim != 4 or weight.shape[1] == channels:
        return weight
    return weight.sum(dim=1, keepdim=True).expand(-1, channels, -1, -1) / channels


def read_weights(path: Path, advice: str = f"{FROM_HUB}.") -> dict[str, Tensor]:
    """Named tensors of a .safetensors file, or of a .pth, .pt or .bin file without running code in it.

    Raises `EngineError`, which ends with `advice` where the file is damaged.
    """
    if path.suffix.lower() not in (".safetensors", *LEGACY):
        raise EngineError(f"{path.name} is no file of weights: pass .safetensors, .pth, .pt or .bin.")
    if not path.is_file():
        raise EngineError(f"There is no file {path}: check the path of the weights.")
    try:
        with quiet():
            return _read_legacy(path) if path.suffix.lower() in LEGACY else load_file(path)
    except Exception as error:  # torch raises almost anything on a damaged file
        raise EngineError(
            f"{path.name} could not be read as weights: it is damaged, too large for the memory, or holds "
            f"more than tensors. {advice}"
        ) from error


def _read_legacy(path: Path) -> dict[str, Tensor]:
    content = torch.load(path, map_location="cpu", weights_only=True)
    for wrapper in WRAPPERS:
        if isinstance(content, dict) and isinstance(content.get(wrapper), dict):
            content = content[wrapper]
    if not isinstance(content, dict) or not all(map(_is_plain, content.values())):
        raise ValueError("not a table of tensors")
    return {str(key).removeprefix("module."): value for key, value in content.items()}


def _is_plain(value: object) -> bool:
    """True for a tensor of real numbers that a file holds whole; pickles can also repeat few of them."""
    if not isinstance(value, Tensor) or value.device.type != "cpu" or value.layout != torch.strided:
        return False
    whole = value.numel() * value.element_size() <= value.untyped_storage().nbytes()
    return whole and not value.is_quantized and not value.is_complex()


def download(model: HubModel) -> Path:
    """The file of `model`, from the hub's cache on this machine or over the network."""
    by_hand = f"or download {model.filename} from {model.address} and pass that file."
    try:
        from huggingface_hub import hf_hub_download
    except ImportError as error:
        raise EngineError(
            f"Downloading weights needs huggingface_hub: pip install huggingface_hub, {by_hand}"
        ) from error
    try:
        return Path(hf_hub_download(model.repository, model.filename))
    except Exception as error:  # which exceptions these are differs from version to version
        raise EngineError(
            f"The weights could not be downloaded from the hub: check the connection and try again, {by_hand}"
        ) from error
