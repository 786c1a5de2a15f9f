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
from engine.wording import listed


@dataclass(frozen=True, slots=True)
class FilmScan:
    """`rows` for every film in their order, unreadable ones with their name only; hashes by film.

    `blank`: why nothing can be found on a film, where that was looked for. `left_out`: what of a film's file
    could not be understood, in a sentence.
    """

    rows: tuple[FilmRow, ...]
    hashes: Mapping[str, str]
    unreadable: Mapping[str, str]
    blank: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def spacings(self) -> Mapping[str, Spacing]:
        """Pixel spacing by film, where the file says it."""
        return {row.identity: row.spacing for row in self.rows if row.spacing is not None}

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out of which films, a line for each sentence."""
        films: dict[str, list[str]] = {}
        for film, words in self.left_out.items():
            films.setdefault(words, []).append(film)
        return tuple(f"{words} ({listed(names)})" for words, names in films.items())

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
    left_out: dict[str, str] = {}
    share = ranks.share(list(films.items()))
    for number, (identity, path) in enumerate(share, 1):
        try:
            hashes[identity] = content_hash(path)  # of an unreadable film too, which may be mended
            image = read_image(path)
            rows[identity] = FilmRow.of(identity, image)
            if image.note:
                left_out[identity] = image.note
            if for_blank and (why := nothing_shown(learning_pixels(image))):
                blank[identity] = why
        except ImageReadError as error:
            rows[identity] = FilmRow(identity)
            unreadable[identity] = str(error)
        yield Progress("reading films", number, len(share), identity)
    everything = tuple(ranks.union(rows, films).values())
    known = (ranks.union(part, films) for part in (hashes, unreadable, blank, left_out))
    return FilmScan(everything, *known)
