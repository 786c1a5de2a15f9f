"""Reading a film in a pool thread: image, facts and thumbnail in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Signal
from PySide6.QtGui import QImage

from app.document.film import FilmFacts
from app.views.film_display import to_qimage
from engine.errors import ImageReadError
from engine.imaging.image import Image
from engine.imaging.pixels import thumbnail
from engine.io.images import content_hash, film_path, read_image

THUMBNAIL_SIDE = 104  # px, twice what the list shows: sharp on dense screens


@dataclass(frozen=True, slots=True)
class FilmRead:
    """What came of reading a film. `generation` tells which opened folder asked for it."""

    generation: int
    identity: str
    facts: FilmFacts
    image: Image | None = None
    thumbnail: QImage | None = None


class ReadSignals(QObject):
    """A runnable is no QObject: this one carries its result into the window's thread."""

    read = Signal(object)


class ReadTask(QRunnable):
    """Reads one film, unless `is_due(identity, generation)` says that nobody waits for it any more."""

    def __init__(
        self,
        folder: Path,
        identity: str,
        generation: int,
        is_due: Callable[[str, int], bool],
        signals: ReadSignals,
    ) -> None:
        super().__init__()
        self._folder, self._identity, self._generation = folder, identity, generation
        self._is_due, self._signals = is_due, signals

    def run(self) -> None:
        """Called by the pool."""
        if self._is_due(self._identity, self._generation):
            self._signals.read.emit(read_film(self._folder, self._identity, self._generation))


def read_film(folder: Path, identity: str, generation: int = 0) -> FilmRead:
    """Read a film with its facts and thumbnail; one that cannot be read gives the reason."""
    facts = FilmFacts()
    try:
        path = film_path(folder, identity)
        facts = FilmFacts(sha256=content_hash(path))
        image = read_image(path)
    except ImageReadError as error:
        return FilmRead(generation, identity, FilmFacts(sha256=facts.sha256, unreadable=str(error)))
    except Exception as error:  # one strange file must not take the others with it
        reason = f"OneMark cannot read it ({type(error).__name__}: {error}). Please report this film."
        return FilmRead(generation, identity, FilmFacts(sha256=facts.sha256, unreadable=reason))
    picture = to_qimage(thumbnail(image, THUMBNAIL_SIDE))
    return FilmRead(generation, identity, facts.after_reading(image), image, picture)
