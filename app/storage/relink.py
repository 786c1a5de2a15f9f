"""Finding films again that were moved or renamed: by the hash of their content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.document.project import Project
from engine.io.film_names import film_order


def moved_films(project: Project, missing: Iterable[str], hashes: Mapping[str, str]) -> dict[str, str]:
    """Old -> new identity of the missing films that are found among `hashes` (identity -> content hash).

    Where copies of a film are found, one with the same file name wins; of several equals the first in
    order. A place is given to one film only, and never one where a film of the project has landmarks.
    """
    by_hash: dict[str, list[str]] = {}
    for identity in sorted(hashes, key=film_order):
        marks = project.sets.get(identity)
        if marks is None or not marks.landmarks:
            by_hash.setdefault(hashes[identity], []).append(identity)
    moved: dict[str, str] = {}
    for old in missing:
        places = by_hash.get(project.film(old).sha256, []) if project.film(old).sha256 else []
        if places:
            same_name = [place for place in places if Path(place).name == Path(old).name]
            moved[old] = (same_name or places)[0]
            places.remove(moved[old])
    return moved
