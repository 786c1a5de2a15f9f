"""Reads films in a pool of its own: the one on screen first, then neighbours, thumbnails, the rest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from app.controllers.film_tasks import FilmRead, ReadSignals, ReadTask
from app.document.film import FilmFacts
from engine.imaging.image import Image

NOW, SOON, SEEN, LATER = 30, 20, 10, 0  # priorities in the pool
_FACTS_MS = 250  # facts of many films are passed on together


class FilmReader(QObject):
    """Signals come in the window's thread, none of them for a folder that was left.

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
        self._cache: OrderedDict[str, Image] = OrderedDict()
        self._wanted: set[str] = set()  # films whose image is to stay, not only their facts
        self._waiting: dict[str, int] = {}  # identity -> the highest priority that was asked for
        self._facts: dict[str, FilmFacts] = {}
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
        for kept in (self._cache, self._wanted, self._waiting, self._facts):
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
        image = self._cache.get(identity)
        if image is not None:
            self._cache.move_to_end(identity)
        return image

    def want_image(self, identity: str, priority: int = NOW) -> None:
        """Ask for an image; `image_ready` comes, or its facts say why not."""
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
        if read.thumbnail is not None:
            self.thumbnail_ready.emit(read.identity, read.thumbnail)
        if read.identity in self._wanted:
            self._wanted.discard(read.identity)
            self._keep(read)
        if not self._teller.isActive():
            self._teller.start()

    def _keep(self, read: FilmRead) -> None:
        self._tell_facts()  # who shows the film wants its size and spacing first
        if read.image is not None:
            self._cache[read.identity] = read.image
            self._trim()
        self.image_ready.emit(read.identity)

    def _trim(self) -> None:
        while (
            len(self._cache) > 1 and sum(image.pixels.nbytes for image in self._cache.values()) > self._limit
        ):
            self._cache.popitem(last=False)

    def _tell_facts(self) -> None:
        facts, self._facts = self._facts, {}
        if facts:
            self.facts_ready.emit(facts)
