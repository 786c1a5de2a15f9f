"""Which labelled sets a folder holds: it may be one itself, or hold them, each in its official layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engine.benchmark.datasets import DatasetError
from engine.benchmark.sets.aasce import is_aasce, read_aasce
from engine.benchmark.sets.hand_atlas import Wrist, is_hand_atlas, read_hand_atlas
from engine.benchmark.sets.isbi import is_isbi, read_isbi
from engine.benchmark.sets.labelled import BenchmarkSet
from engine.benchmark.sets.radiographs import read_radiographs, specs_in
from engine.benchmark.sets.shenzhen import is_shenzhen, read_shenzhen
from engine.errors import EngineError

_LAYOUTS = (
    "ISBI 2015 (RawImage/, AnnotationsByMD/), Digital Hand Atlas (all.csv), Shenzhen chest (pngs/, labels/), "
    "AASCE spine (data/, labels/training/landmarks.csv), or NAME/images/ with NAME/landmarks.csv"
)


@dataclass(frozen=True, slots=True)
class SetInFolder:
    """A set that is there and not yet read."""

    name: str
    folder: Path
    read: Callable[[], BenchmarkSet]


def find_sets(root: Path, wrist: Wrist = Wrist.GU2NET) -> tuple[SetInFolder, ...]:
    """The sets in `root` and up to two folders below it. Raises `DatasetError` for none, or two of a kind."""
    found: dict[str, SetInFolder] = {}
    for candidate in _all(root, wrist):
        if candidate.name in found:
            raise DatasetError(
                f"{root} holds the set {candidate.name} twice, in {found[candidate.name].folder} and "
                f"{candidate.folder}: give the folder of one of them."
            )
        found[candidate.name] = candidate
    if not found:
        raise DatasetError(f"{root} holds no labelled set in a known layout: {_LAYOUTS}.")
    return tuple(found.values())


def _all(root: Path, wrist: Wrist) -> Iterator[SetInFolder]:
    for folder in _folders(root):
        if is_isbi(folder):
            yield SetInFolder("isbi", folder, partial(read_isbi, folder))
        elif is_hand_atlas(folder):
            yield SetInFolder("hand-atlas", folder, partial(read_hand_atlas, folder, wrist))
        elif is_shenzhen(folder):
            yield SetInFolder("shenzhen", folder, partial(read_shenzhen, folder))
        elif is_aasce(folder):
            yield SetInFolder("aasce", folder, partial(read_aasce, folder))
    for spec in specs_in(root):
        yield SetInFolder(spec.name, root / spec.name, partial(read_radiographs, root, spec))


def _folders(root: Path) -> list[Path]:
    """`root`, its folders and theirs: archives often unpack into a folder of their own."""
    try:
        inner = [path for path in sorted(root.iterdir()) if path.is_dir()]
        deeper = [path for folder in inner for path in sorted(folder.iterdir()) if path.is_dir()]
    except OSError as error:
        raise EngineError(f"Cannot look into {root} ({error.strerror or error}): check --root.") from error
    return [root, *inner, *deeper]
