"""What there is to know of a folder's films before anything runs: size, spacing, hash, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import ImageReadError
from engine.imaging.image import Spacing
from engine.imaging.pixels import learning_pixels, nothing_shown
from engine.io.images import content_hash, read_image
from engine.io.table_write import FilmRow
from engine.operation import Operation, Progress
from engine.runtime.distributed import ALONE, Ranks


@dataclass(frozen=True, slots=True)
class FilmScan:
    """`rows` for every film in their order, unreadable ones with their name only; hashes by film.

    `blank`: why nothing can be found on a film, where that was looked for.
    """

    rows: tuple[FilmRow, ...]
    hashes: Mapping[str, str]
    unreadable: Mapping[str, str]
    blank: Mapping[str, str] = field(default_factory=dict)

    def with_spacings(self, spacings: Mapping[str, Spacing]) -> tuple[FilmRow, ...]:
        """The rows, where `spacings` (what the user said) win over the files'."""
        return tuple(replace(row, spacing=spacings.get(row.identity, row.spacing)) for row in self.rows)


def scan_films(
    films: Mapping[str, Path], ranks: Ranks = ALONE, *, for_blank: bool = False
) -> Operation[FilmScan]:
    """Read every film of `films` (identity -> file) once; a film that fails is noted, not raised.

    Several `ranks` share the films, and all know everything in the end. `for_blank`: look for films that show
    nothing, too.
    """
    rows: dict[str, FilmRow] = {}
    blank: dict[str, str] = {}
    hashes: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    share = ranks.share(list(films.items()))
    for number, (identity, path) in enumerate(share, 1):
        try:
            hashes[identity] = content_hash(path)  # of an unreadable film too, which may be mended
            image = read_image(path)
            rows[identity] = FilmRow.of(identity, image)
            if for_blank and (why := nothing_shown(learning_pixels(image))):
                blank[identity] = why
        except ImageReadError as error:
            rows[identity] = FilmRow(identity)
            unreadable[identity] = str(error)
        yield Progress("reading films", number, len(share), identity)
    everything = tuple(ranks.union(rows, films).values())
    known = (ranks.union(part, films) for part in (hashes, unreadable, blank))
    return FilmScan(everything, *known)
