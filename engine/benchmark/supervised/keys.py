"""Everything that decides a training and its predictions, as plain JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from engine.benchmark.cache import code_hash, digest, machine
from engine.benchmark.supervised.recipes import described
from engine.benchmark.supervised.request import Domain, Film, Request
from engine.io.images import content_hash
from engine.io.provenance import library_versions
from engine.runtime.device import choose_device, describe

_DECIDING = ("benchmark/supervised/learning.py", "benchmark/supervised/recipes.py")


class Fingerprints:
    """Hashes of files and of the code, each taken once: rows share their films, and films are large."""

    def __init__(self) -> None:
        self.code = code_hash(_DECIDING)
        self._known: dict[Path, str] = {}

    def of(self, path: Path) -> str:
        """SHA-256 of the file at `path`."""
        if path not in self._known:
            self._known[path] = content_hash(path)
        return self._known[path]

    def of_films(self, films: Iterable[tuple[str, Path]]) -> str:
        """SHA-256 over films (identity, file) in their order."""
        return digest([[identity, self.of(path)] for identity, path in films])


def run_key(row: str, request: Request, prints: Fingerprints) -> dict[str, Any]:
    """The key of one training of `row`."""
    return {
        "row": row,
        "versions": library_versions(),
        "code": prints.code,
        "recipe": described(request),
        "model": "" if request.model is None else prints.of(request.model),
        "weights": "" if request.weights is None else prints.of(request.weights),
        "domains": [_domain(domain, prints) for domain in request.domains],
        "device": describe(choose_device(request.device)),
        "seed": request.seed,
        "threads": request.threads,
        "machine": machine(),
    }


def _domain(domain: Domain, prints: Fingerprints) -> dict[str, Any]:
    return {
        "name": domain.name,
        "landmarks": list(domain.scheme.names),
        "train": _films(domain.train, prints),
        "validation": _films(domain.validation, prints),
        "test": {
            "films": [identity for identity, _ in domain.test],
            "hash": prints.of_films(domain.test),
        },
    }


def _films(films: Sequence[Film], prints: Fingerprints) -> dict[str, Any]:
    """Names, and hashes of pixels and landmarks."""
    points = [[(mark.name, mark.x, mark.y) for mark in film.marks.placed()] for film in films]
    return {
        "films": [film.identity for film in films],
        "hash": prints.of_films((film.identity, film.path) for film in films),
        "points": digest([points, [film.mm_per_px for film in films]]),
    }
