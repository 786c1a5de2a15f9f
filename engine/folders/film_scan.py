"""What there is to know of a folder's films before anything runs: size, spacing, hash, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import ImageReadError
from engine.imaging.image import Spacing
from engine.io.images import content_hash, read_image
from engine.io.table_write import FilmRow
from engine.operation import Operation, Progress
from engine.runtime.distributed import ALONE, Ranks


@dataclass(frozen=True, slots=True)
class FilmScan:
    """`rows` for every film in their order, unreadable ones with their name only; hashes by film."""

    rows: tuple[FilmRow, ...]
    hashes: Mapping[str, str]
    unreadable: Mapping[str, str]

    def with_spacings(self, spacings: Mapping[str, Spacing]) -> tuple[FilmRow, ...]:
        """The rows, where `spacings` (what the user said) win over the files'."""
        return tuple(
            FilmRow(row.identity, row.size, spacings.get(row.identity, row.spacing), row.attributes)
            for row in self.rows
        )


def scan_films(films: Mapping[str, Path], ranks: Ranks = ALONE) -> Operation[FilmScan]:
    """Read every film of `films` (identity -> file) once; a film that fails is noted, not raised.

    Several `ranks` share the films, and all know everything in the end.
    """
    rows: dict[str, FilmRow] = {}
    hashes: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    share = ranks.share(list(films.items()))
    for number, (identity, path) in enumerate(share, 1):
        try:
            rows[identity] = FilmRow.of(identity, read_image(path))
            hashes[identity] = content_hash(path)
        except ImageReadError as error:
            rows[identity] = FilmRow(identity)
            unreadable[identity] = str(error)
        yield Progress("reading films", number, len(share), identity)
    everything = tuple(ranks.union(rows, films).values())
    return FilmScan(everything, ranks.union(hashes, films), ranks.union(unreadable, films))
