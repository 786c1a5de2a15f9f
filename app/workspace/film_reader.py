"""Reads films in a pool of its own: the one on screen first, then neighbours, thumbnails, the rest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage

from app.document.film import FilmFacts
from app.views.film_display import FilmPicture, to_qimage
from engine.errors import EngineError
from engine.imaging.image import Image, Photometric
from engine.imaging.pyramid import Picture, Pyramid, Tone, pyramid_of, thumbnail
from engine.io.images import content_hash, film_path, read_image
from engine.observers.looks import Look, look_of

THUMBNAIL_SIDE = 104  # px, twice what the list shows: sharp on dense screens


@dataclass(frozen=True, slots=True)
class FilmRead:
    """What came of reading a film. `generation` tells which opened folder asked for it.

    `look`: its small picture, by which films are compared.
    """

    generation: int
    identity: str
    facts: FilmFacts
    pyramid: Pyramid | None = None
    thumbnail: QImage | None = None
    look: Look | None = None


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
        pyramid = pyramid_of(read_image(path))
    except EngineError as error:
        return FilmRead(generation, identity, FilmFacts(sha256=facts.sha256, unreadable=str(error)))
    except Exception as error:  # one strange file must not take the others with it
        reason = f"OneMark cannot read it ({type(error).__name__}: {error}). Please report this film."
        return FilmRead(generation, identity, FilmFacts(sha256=facts.sha256, unreadable=reason))
    small = thumbnail(pyramid, THUMBNAIL_SIDE)
    known = facts.after_reading(pyramid.image)
    return FilmRead(generation, identity, known, pyramid, to_qimage(small), look_of(small))


def as_picture(pyramid: Pyramid, tone: Tone) -> FilmPicture:
    """A film for the view, in the brightness of `tone`; colours have no window."""
    if pyramid.image.photometric is Photometric.RGB:
        tone = replace(tone, window=None)
    size = pyramid.image.size
    return FilmPicture((size.width, size.height), len(pyramid.levels), Picture(pyramid, tone).part)


NOW, SOON, SEEN, LATER = 30, 20, 10, 0  # priorities in the pool
_FACTS_MS = 250  # facts of many films are passed on together


class FilmReader(QObject):
    """Signals come in the window's thread, none of them for a folder that was left.

    The film on screen stays in memory, and so does that of the inset: `hold`.
    `image_ready` carries the identity of a film whose reading ended, `thumbnail_ready` (identity, QImage),
    `facts_ready` a mapping identity -> FilmFacts.
    """

    image_ready = Signal(str)
    thumbnail_ready = Signal(str, object)
    facts_ready = Signal(object)

    def __init__(self, cache_mb: int, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._generation = 0
        self._limit = cache_mb * 2**20
        self._cache: OrderedDict[str, Pyramid] = OrderedDict()
        self._held: dict[int, str] = {}  # place -> the film that is shown there
        self._wanted: set[str] = set()  # films whose image is to stay, not only their facts
        self._waiting: dict[str, int] = {}  # identity -> the highest priority that was asked for
        self._facts: dict[str, FilmFacts] = {}
        self.looks: dict[str, Look] = {}  # of all films read since the folder was opened: 1 kB each
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # a job may be running, and the window needs a core
        self._signals = ReadSignals(self)
        self._signals.read.connect(self._took)
        self._teller = QTimer(self, singleShot=True, interval=_FACTS_MS)
        self._teller.timeout.connect(self._tell_facts)

    def open(self, folder: Path | None) -> None:
        """Read from another folder: whatever was asked of the old one is dropped."""
        self._generation += 1
        self._pool.clear()
        self._folder = folder
        for kept in (self._cache, self._held, self._wanted, self._waiting, self._facts, self.looks):
            kept.clear()

    def close(self) -> None:
        """Drop everything and wait for the film that is being read."""
        self.open(None)
        self._teller.stop()
        self._pool.waitForDone()

    def set_cache(self, megabytes: int) -> None:
        """Let films that were shown take up to this much memory."""
        self._limit = megabytes * 2**20
        self._trim()

    def image(self, identity: str) -> Image | None:
        """The image if it is in memory."""
        pyramid = self.pyramid(identity)
        return None if pyramid is None else pyramid.image

    def pyramid(self, identity: str) -> Pyramid | None:
        """The image with its halved sizes, for the eye, if it is in memory."""
        pyramid = self._cache.get(identity)
        if pyramid is not None:
            self._cache.move_to_end(identity)
        return pyramid

    def picture(self, identity: str) -> FilmPicture | None:
        """The film as it is shown by default, if it is in memory."""
        pyramid = self.pyramid(identity)
        return None if pyramid is None else as_picture(pyramid, Tone())

    def hold(self, identity: str, place: int) -> None:
        """Say which film is shown in a place, NOW the screen and SOON the inset: it is not dropped."""
        self._held[place] = identity

    def want_image(self, identity: str, priority: int = NOW) -> None:
        """Ask for an image, NOW for the screen; `image_ready` comes, or its facts say why not."""
        if priority == NOW:
            self.hold(identity, NOW)
        if identity not in self._cache:
            self._wanted.add(identity)
            self._ask(identity, priority)

    def want_thumbnail(self, identity: str) -> None:
        """Ask for a thumbnail of a row in sight."""
        self._ask(identity, SEEN)

    def want_facts(self, identities: Iterable[str]) -> None:
        """Read these films when nothing else is to do."""
        for identity in identities:
            self._ask(identity, LATER)

    def _ask(self, identity: str, priority: int) -> None:
        # a film that waits with a lower priority is asked for again; whichever comes second finds it done
        if self._folder is not None and self._waiting.get(identity, -1) < priority:
            self._waiting[identity] = priority
            task = ReadTask(self._folder, identity, self._generation, self._is_due, self._signals)
            self._pool.start(task, priority)

    def _is_due(self, identity: str, generation: int) -> bool:
        """False where the film was read already, or for another folder; called in pool threads."""
        return generation == self._generation and identity in self._waiting

    def _took(self, read: FilmRead) -> None:
        if read.generation != self._generation:
            return
        self._waiting.pop(read.identity, None)
        self._facts[read.identity] = read.facts
        if read.look is not None:
            self.looks[read.identity] = read.look
        if read.thumbnail is not None:
            self.thumbnail_ready.emit(read.identity, read.thumbnail)
        if read.identity in self._wanted:
            self._wanted.discard(read.identity)
            self._keep(read)
        if not self._teller.isActive():
            self._teller.start()

    def _keep(self, read: FilmRead) -> None:
        self._tell_facts()  # who shows the film wants its size and spacing first
        if read.pyramid is not None:
            self._cache[read.identity] = read.pyramid
            self._trim()
        self.image_ready.emit(read.identity)

    def _trim(self) -> None:
        """Drop films that are not on show, the one that was looked at longest ago first."""
        size = sum(pyramid.nbytes for pyramid in self._cache.values())
        for identity in tuple(self._cache):
            if size > self._limit and identity not in self._held.values():
                size -= self._cache.pop(identity).nbytes

    def _tell_facts(self) -> None:
        facts, self._facts = self._facts, {}
        if facts:
            self.facts_ready.emit(facts)
