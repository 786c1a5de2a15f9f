"""Finished trials on the disk, found again only where everything that decides them is the same."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import platformdirs
from cattrs import Converter

import engine
from engine.io.atomic import write_atomic
from engine.io.guard import parsed_json
from engine.io.images import content_hash
from engine.io.provenance import library_versions
from engine.runtime.device import choose_device, describe

T = TypeVar("T")
_FORMAT = "onemark-benchmark-row-3"
_CONVERTER = Converter(detailed_validation=False)


def digest(data: object) -> str:
    """SHA-256 of plain JSON values, in hexadecimal."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _code_hash(deciding: Collection[str]) -> str:
    """SHA-256 of the engine's source; blank in a built app, which has none."""
    folder = Path(engine.__file__).parent
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.py"))}
    decide = [name for name in files if not name.startswith("benchmark/") or name in deciding]
    return digest({name: content_hash(files[name]) for name in decide}) if files else ""


class Fingerprints:
    """Hashes of files and of the code, each taken once: rows share their films, and films are large.

    Of this package only what is `deciding` (file names within it) counts: scoring and wording are done anew
    from what is kept.
    """

    def __init__(self, deciding: Collection[str]) -> None:
        self.code = _code_hash([f"benchmark/{name}" for name in deciding])
        self._known: dict[Path, str] = {}

    def of(self, path: Path) -> str:
        """SHA-256 of the file at `path`."""
        if path not in self._known:
            self._known[path] = content_hash(path)
        return self._known[path]

    def of_films(self, films: Iterable[tuple[str, Path]]) -> str:
        """SHA-256 over films (identity, file) in their order."""
        return digest([[identity, self.of(path)] for identity, path in films])

    def key(self, row: str, device: str, threads: int, deciding: Mapping[str, Any]) -> dict[str, Any]:
        """Everything that decides a trial of `row`, and its time, as plain JSON."""
        return {
            "row": row,
            "versions": library_versions(),
            "code": self.code,
            **deciding,
            "device": describe(choose_device(device)),
            "threads": threads,
            "machine": f"{platform.platform()} {platform.processor()}, {os.cpu_count()} cores".strip(),
        }


@dataclass(frozen=True, slots=True)
class TrialCache:
    """Outcomes of trials in `folder`; with `fresh` none is taken from it, but new ones are kept."""

    folder: Path
    fresh: bool = False

    @classmethod
    def at(cls, folder: Path | None, fresh: bool) -> TrialCache:
        """The cache in `folder`, None: where the user's programs keep what can be made anew."""
        users = Path(platformdirs.user_cache_dir("OneMark", appauthor=False)) / "benchmark"
        return cls(folder or users, fresh)

    def load(self, key: Mapping[str, Any], kind: type[T]) -> T | None:
        """The outcome for `key`, a dataclass `kind`; None where none or an unreadable one is there."""
        if self.fresh:
            return None
        try:
            data = parsed_json(self._path(key).read_text(encoding="utf-8"))
            same = data["format"] == _FORMAT and digest(data["key"]) == digest(key)
            outcome: T | None = from_plain(kind, data["measured"]) if same else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # as good as not there: measuring again mends it
        return outcome

    def save(self, key: Mapping[str, Any], outcome: Any) -> None:
        """Write `outcome`, a dataclass of plain values; raises `WriteError`."""
        data = {"format": _FORMAT, "key": dict(key), "measured": asdict(outcome)}
        write_atomic(self._path(key), json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8"))

    def unfinished(self, key: Mapping[str, Any]) -> Path:
        """The folder for the state of a trial that was stopped."""
        return self.folder / f"unfinished-{digest(key)[:16]}"

    def _path(self, key: Mapping[str, Any]) -> Path:
        return self.folder / f"{key['row']}-{digest(key)[:16]}.json"


def from_plain(kind: Any, data: Any) -> Any:
    """The inverse of `dataclasses.asdict` after JSON or TOML: `data` as `kind`, a type with its arguments.

    Fields that have a default may be left out. Raises KeyError, TypeError, ValueError or AttributeError.
    """
    return _CONVERTER.structure(data, kind)
