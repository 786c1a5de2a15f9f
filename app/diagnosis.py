"""What this installation has and lacks: versions, device, DICOM codecs, paths. Imports no Qt."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import ImageReadError
from engine.imaging.image import Image
from engine.io.images import film_path, find_films, read_image
from engine.io.provenance import PRETRAINED, is_installed, library_version, library_versions
from engine.operation import Operation, Progress
from engine.resources import resource
from engine.wording import counted

# everything that a film may arrive in; the native ones need no codec
TRANSFER_SYNTAXES = {
    "RLE Lossless": "1.2.840.10008.1.2.5",
    "JPEG Baseline (8 bits)": "1.2.840.10008.1.2.4.50",
    "JPEG Extended (12 bits)": "1.2.840.10008.1.2.4.51",
    "JPEG Lossless": "1.2.840.10008.1.2.4.57",
    "JPEG Lossless SV1": "1.2.840.10008.1.2.4.70",
    "JPEG-LS Lossless": "1.2.840.10008.1.2.4.80",
    "JPEG-LS Near-lossless": "1.2.840.10008.1.2.4.81",
    "JPEG 2000 Lossless": "1.2.840.10008.1.2.4.90",
    "JPEG 2000": "1.2.840.10008.1.2.4.91",
    "HTJ2K Lossless": "1.2.840.10008.1.2.4.201",
    "HTJ2K Lossless RPCL": "1.2.840.10008.1.2.4.202",
    "HTJ2K": "1.2.840.10008.1.2.4.203",
}
NEEDED_FOLDERS = ("icons", "models", "published")  # of resources
_NATIVE = "uncompressed, deflated, big endian"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`sections`: title -> name -> value; `problems`: sentences on what is missing and what to do."""

    sections: Mapping[str, Mapping[str, str]]
    problems: tuple[str, ...]


def diagnose() -> Diagnosis:
    """Look at everything; takes a second or two, as torch is loaded."""
    problems: list[str] = []
    sections = {
        "versions": _versions(problems),
        "device": _device(problems),
        "codecs": _codecs(problems),
        "paths": _paths(problems),
    }
    return Diagnosis(sections, tuple(problems))


def _versions(problems: list[str]) -> dict[str, str]:
    # found, not imported: the command line stays free of Qt
    window = {"matplotlib": "matplotlib", "pyqtgraph": "pyqtgraph", "PySide6-Essentials": "PySide6"}
    versions = library_versions()
    versions |= {name: library_version(name, module) for name, module in window.items()}
    problems.extend(
        f"{name} is missing: run the set-up again." for name, v in versions.items() if v == "missing"
    )
    return versions | {PRETRAINED.distribution: _pretrained()}


def _pretrained() -> str:
    """Whether there are pretrained features."""
    if is_installed(PRETRAINED):
        version = library_version(PRETRAINED.distribution, PRETRAINED.module)
        return f"{version}: detectors and registration have pretrained features"
    return 'none: detectors and registration go without, less exactly (pip install "onemark[pretrained]")'


def _device(problems: list[str]) -> dict[str, str]:
    cores = counted(os.cpu_count() or 1, "core")
    facts = {"system": platform.platform(), "processor": f"{platform.machine()}, {cores}"}
    try:
        import torch
    except (ImportError, OSError) as error:
        problems.append(f"torch cannot be loaded ({error}): run the set-up again.")
        return facts
    facts["torch threads"] = str(torch.get_num_threads())
    if torch.cuda.is_available():
        name, memory = torch.cuda.get_device_name(0), torch.cuda.get_device_properties(0).total_memory
        facts["cuda"] = f"{name}, {memory / 2**30:.1f} GiB"
    elif torch.version.cuda is None:
        facts["cuda"] = "none: this torch was built without CUDA"
    else:
        facts["cuda"] = f"none: torch has CUDA {torch.version.cuda}, but no NVIDIA card or driver was found"
    available = torch.backends.mps.is_available()
    facts["mps"] = "available" if available else "none: only on Macs with Apple silicon"
    return facts


def _codecs(problems: list[str]) -> dict[str, str]:
    from pydicom.pixels.decoders.base import get_decoder
    from pydicom.uid import UID

    found = {_NATIVE: "yes"}
    for name, uid in TRANSFER_SYNTAXES.items():
        decoder = get_decoder(UID(uid))
        if decoder.is_available:
            found[name] = f"yes ({', '.join(decoder.available_plugins)})"
        else:
            found[name] = f"no; needs one of: {'; '.join(decoder.missing_dependencies)}"
            problems.append(f"Films in {name} cannot be read: run the set-up again.")
    return found


def _paths(problems: list[str]) -> dict[str, str]:
    missing = [path for path in map(resource, NEEDED_FOLDERS) if not path.is_dir() or not any(path.iterdir())]
    problems.extend(f"{path} is missing or empty: install OneMark again." for path in missing)
    return {
        "python": sys.executable,
        "program": str(Path(__file__).resolve().parent.parent),
        "resources": str(resource()),
        "current folder": str(Path.cwd()),
        "temporary files": tempfile.gettempdir(),
    }


@dataclass(frozen=True, slots=True)
class FilmsFound:
    """Film -> what is in it, and film -> why it cannot be read."""

    readable: Mapping[str, str]
    unreadable: Mapping[str, str]


def look_at_films(folder: Path) -> Operation[FilmsFound]:
    """Read every film of `folder` as an operation. Raises `ImageReadError` where there is none."""
    films = find_films(folder)
    readable: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for number, film in enumerate(films, 1):
        try:
            readable[film] = _description(read_image(film_path(folder, film)))
        except ImageReadError as error:
            unreadable[film] = str(error)
        yield Progress("reading films", number, len(films), film)
    return FilmsFound(readable, unreadable)


def _description(image: Image) -> str:
    """Size, stored type and range, polarity and spacing of one film."""
    size, spacing = image.size, image.spacing
    mm = f"{spacing.x:g} x {spacing.y:g} mm, {spacing.source}" if spacing else "no spacing"
    values = f"{image.pixels.dtype} {image.pixels.min()}..{image.pixels.max()}"
    return f"{size.width} x {size.height} px, {values}, {image.photometric}, {mm}"
