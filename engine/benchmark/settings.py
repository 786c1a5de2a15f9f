"""What a person asks of a measurement, and what its report says of that: alike for all protocols."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from engine.errors import EngineError
from engine.io.provenance import library_versions
from engine.runtime.device import choose_device, describe


@dataclass(frozen=True, slots=True)
class BenchmarkSettings:
    """The `rows` (names or their beginnings, None: the usual ones) to measure on the sets in `root`.

    `published`: the folder of the figures from elsewhere. `limit`: at most so many films of each part of a
    set. Finished trials are kept in the folder `cache` (None: the user's) and found again unless `fresh`.
    Raises `EngineError` for a limit below 1.
    """

    root: Path
    rows: Sequence[str] | None
    published: Path
    device: str = "auto"
    seed: int = 0
    limit: int | None = None
    cache: Path | None = None
    fresh: bool = False

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise EngineError(f"{self.limit} films are too few to measure on: choose 1 or more.")

    def setup(self) -> BenchmarkSetup:
        """What holds for all rows, for the report. Raises `EngineError` for a device that is not there."""
        device = describe(choose_device(self.device))
        return BenchmarkSetup(device, torch.get_num_threads(), self.seed, self.root.name, self.limit)


@dataclass(frozen=True, slots=True)
class BenchmarkSetup:
    """What all rows of a report were measured with."""

    device: str
    threads: int
    seed: int
    root: str
    limit: int | None

    def as_json(self) -> dict[str, Any]:
        """The setup as plain JSON values, with the versions it ran on."""
        return {**versions_json(), **asdict(self)}

    def title(self, what: str, libraries: Sequence[str], films: str) -> str:
        """The first sentence of a report; `films`: how a limit is put, with the number in braces."""
        versions = library_versions()
        used = ", ".join(f"{name} {versions[name]}" for name in libraries)
        limit = "" if self.limit is None else f", {films.format(self.limit)}"
        return f"{what}: {used}; {self.device}, seed {self.seed}{limit}."


def versions_json() -> dict[str, Any]:
    """Libraries and operating system as plain JSON values."""
    return {"versions": library_versions(), "os": platform.platform()}
