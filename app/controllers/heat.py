"""The heatmap over the film on screen: computed when it is wanted, kept while the folder is open."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.controllers.films import Films
from app.controllers.heat_sources import HeatSource, HeatSources
from app.controllers.model_operations import looking
from app.controllers.say import Say
from app.document.document import Document
from app.document.name_matching import matched
from app.document.selection import Selection
from app.job import Bug, Job
from app.settings import Settings
from app.views.film_display import HeatDisplay
from app.views.film_view import FilmView
from app.views.heat_bar import FAINTEST, STRONGEST, HeatBar
from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.prediction.film_heatmap import FilmHeat

_KEPT = 200_000_000  # bytes: a film's heatmaps are one MB, or 35 at full resolution of a long spine
_REST_MS = 150  # a person who goes through the films wants no heatmap of each
_STEP = 10  # % a turn of the wheel or a key
_COMPUTING = "Computing the heatmap..."


class Heat(QObject):
    """Whether heatmaps are shown, and what. `changed` comes when the film has to be shown anew."""

    changed = Signal()

    def __init__(
        self,
        document: Document,
        selection: Selection,
        films: Films,
        sources: HeatSources,
        settings: Settings,
        say: Say,
        view: FilmView,
        bar: HeatBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._films = document, selection, films
        self._sources, self._settings, self._say, self._bar = sources, settings, say, bar
        self.shown = False
        self._generation = 0  # results of jobs that were started for an earlier one are dropped
        self._job: Job | None = None
        self._asked = ("", "")  # film and source of the running job
        self._kept: OrderedDict[tuple[str, str], FilmHeat | str] = OrderedDict()  # or why there is none
        self._values: tuple[object, ...] = ()  # what the picture was made of, and the picture
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._compute)
        selection.film_changed.connect(lambda _film: self._look_again())
        document.landmarks_changed.connect(lambda _films: self._look_again())
        document.replaced.connect(self._forget)
        settings.changed.connect(lambda key: self.changed.emit() if key.startswith("heatmap-") else None)
        view.heat_wheeled.connect(self.strengthen)
        bar.opacity_wanted.connect(lambda percent: settings.set("heatmap-opacity", percent))
        bar.all_wanted.connect(lambda shown: settings.set("heatmap-all", shown))

    def show(self, shown: bool) -> None:
        """Show heatmaps, or no longer."""
        self.shown = shown
        self._look_again()
        self.changed.emit()

    def show_bar(self) -> None:
        """Tell the bar what holds now."""
        opacity, all_ = self._settings.number("heatmap-opacity"), self._settings.flag("heatmap-all")
        self._bar.show_heat(self.shown, opacity, all_)

    def strengthen(self, steps: float) -> None:
        """Cover more of the film, or less."""
        wanted = self._settings.number("heatmap-opacity") + round(_STEP * steps)
        self._settings.set("heatmap-opacity", min(max(wanted, FAINTEST), STRONGEST))

    def of(self, film: str, landmark: str) -> tuple[HeatDisplay | None, str]:
        """The heatmap over `film`, and the words that stand in its place where there is none."""
        if not self.shown or not film:
            return None, ""
        source = self._sources.of(film)
        if isinstance(source, str):
            return None, source
        heat = self._kept.get((film, source.key), _COMPUTING)
        if isinstance(heat, str):
            return None, heat
        wanted = "" if self._settings.flag("heatmap-all") else landmark
        values = self._picture((film, source.key, wanted), heat, wanted)
        if values is None:
            return None, f"{source.title} does not know {wanted}: Shift+M shows what it knows."
        return HeatDisplay(values, heat.frame, self._settings.number("heatmap-opacity") / 100.0), ""

    def close(self) -> None:
        """The window closes: wait for the job."""
        if self._job is not None:
            self._job.cancel_and_wait()
        self._rest.stop()  # not earlier: the end of a job asks for the next one

    def _picture(self, key: tuple[str, ...], heat: FilmHeat, wanted: str) -> NDArray[np.uint8] | None:
        """The same array for the same `key`: the view makes a picture of a new one only."""
        if self._values[:-1] != (heat, *key):
            self._values = (heat, *key, self._values_of(heat, wanted))
        found = self._values[-1]
        return found if isinstance(found, np.ndarray) else None

    def _values_of(self, heat: FilmHeat, wanted: str) -> NDArray[np.uint8] | None:
        if not wanted:
            highest: NDArray[np.uint8] = heat.maps.max(axis=0)
            return highest
        own = matched(heat.scheme, heat.names, self._document.project.scheme)
        at = [row for row, name in enumerate(heat.names) if own.get(name) == wanted]
        return heat.maps[at[0]] if at else None

    def _look_again(self) -> None:
        if self.shown and self._wanted() is not None:
            self._rest.start()

    def _wanted(self) -> HeatSource | None:
        """The source for the film on screen where its heatmap is still to be computed."""
        film = self._selection.film
        source = self._sources.of(film) if film else ""
        if isinstance(source, str) or (film, source.key) in self._kept:
            return None
        return source

    def _compute(self) -> None:
        source, folder, film = self._wanted(), self._films.folder, self._selection.film
        if not self.shown or source is None or folder is None:
            return
        if self._job is not None:
            if self._asked != (film, source.key):
                self._job.cancel()  # its end asks for this one
            return
        self._generation += 1
        self._asked = (film, source.key)
        self._job = Job(looking(film, folder, source, self._settings.text("device")), self)
        self._job.ended.connect(self._ended)
        take = partial(self._take, self._generation, self._asked)
        self._job.succeeded.connect(take)
        self._job.failed.connect(take)
        self._job.start()

    def _take(self, generation: int, asked: tuple[str, str], found: FilmHeat | EngineError | Bug) -> None:
        """Keep what a job found, or why it found nothing."""
        if generation != self._generation:
            return
        if isinstance(found, Bug):
            self._say.error(found)
        self._kept[asked] = _why(found) if isinstance(found, EngineError | Bug) else found
        while len(self._kept) > 1 and sum(map(_bytes, self._kept.values())) > _KEPT:
            self._kept.popitem(last=False)
        self.changed.emit()

    def _ended(self) -> None:
        self._job = None
        self._look_again()

    def _forget(self) -> None:
        self._generation += 1
        self._kept.clear()
        self._values = ()
        self._asked = ("", "")


def _bytes(kept: FilmHeat | str) -> int:
    return 0 if isinstance(kept, str) else kept.maps.nbytes


def _why(found: EngineError | Bug) -> str:
    return str(found) if isinstance(found, EngineError) else "The heatmap could not be computed."
