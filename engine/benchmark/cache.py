"""Finished measurements on the disk, found again only where everything that decides them is the same."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

import engine
from engine.benchmark.measure import Measured, Request, measured_from_json
from engine.io.atomic import write_atomic
from engine.io.images import content_hash
from engine.io.provenance import library_versions
from engine.runtime.device import choose_device, describe

T = TypeVar("T")
_FORMAT = "onemark-benchmark-row-2"
_DECIDING = ("benchmark/measure.py",)


def default_folder() -> Path:
    """Where measurements are kept unless a person says otherwise."""
    return Path(platformdirs.user_cache_dir("OneMark", appauthor=False)) / "benchmark"


def digest(data: object) -> str:
    """SHA-256 of plain JSON values, in hexadecimal."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def code_hash(deciding: Collection[str] = _DECIDING) -> str:
    """SHA-256 of the engine's source; blank in a built app, which has none.

    Of this package only what is `deciding`: scoring and wording are done anew from what is kept.
    """
    folder = Path(engine.__file__).parent
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.py"))}
    decide = [name for name in files if not name.startswith("benchmark/") or name in deciding]
    return digest({name: content_hash(files[name]) for name in decide}) if files else ""


def films_hash(films: Iterable[tuple[str, Path]]) -> str:
    """SHA-256 over the films in their order."""
    return digest([[identity, content_hash(path)] for identity, path in films])


def row_key(row: str, request: Request) -> dict[str, Any]:
    """Everything that decides the result of `request`, and its time, as plain JSON."""
    settings = request.settings
    return {
        "row": row,
        "versions": library_versions(),
        "code": code_hash(),
        "settings": settings.described(),
        "films": films_hash(request.films),
        "unseen": films_hash(request.unseen),
        "exemplar": request.exemplar,
        "points": {name: list(point) for name, point in request.points.items()},
        "names": list(request.names),
        "device": describe(choose_device(settings.device)),
        "threads": request.threads,
        "machine": machine(),
    }


def machine() -> str:
    """The machine in words."""
    return f"{platform.platform()} {platform.processor()}, {os.cpu_count()} cores".strip()


@dataclass(frozen=True, slots=True)
class RowCache:
    """Measurements in `folder`; with `fresh` none is taken from it, but new ones are kept."""

    folder: Path
    fresh: bool = False

    def find(self, key: Mapping[str, Any]) -> Measured | None:
        """What was measured for `key`, None where nothing or something unreadable is there."""
        return self.load(key, measured_from_json)

    def load(self, key: Mapping[str, Any], read: Callable[[Mapping[str, Any]], T]) -> T | None:
        """As `find`, for anything that `read` makes of plain JSON values."""
        if self.fresh:
            return None
        try:
            data = json.loads(self._path(key).read_text(encoding="utf-8"))
            same = data["format"] == _FORMAT and digest(data["key"]) == digest(key)
            return read(data["measured"]) if same else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # as good as not there: measuring again mends it

    def keep(self, key: Mapping[str, Any], measured: Measured) -> None:
        """Write `measured`; raises `WriteError`."""
        self.save(key, asdict(measured))

    def save(self, key: Mapping[str, Any], measured: Mapping[str, Any]) -> None:
        """As `keep`, for plain JSON values."""
        data = {"format": _FORMAT, "key": dict(key), "measured": dict(measured)}
        write_atomic(self._path(key), json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8"))

    def _path(self, key: Mapping[str, Any]) -> Path:
        return self.folder / f"{key['row']}-{digest(key)[:16]}.json"
