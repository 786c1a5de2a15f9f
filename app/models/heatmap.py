"""The heatmap over the film on screen: computed when it is wanted, kept while the folder is open."""

from __future__ import annotations

from collections import Counter, OrderedDict
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.document.document import Document
from app.document.film import FilmRecord
from app.document.name_matching import matched
from app.jobs.job import Bug, JobSlot
from app.models.model_list import ModelList
from app.models.operations import HeatmapSource, looking
from app.runs.propagation import Propagating
from app.sentences import translated
from app.translation import tr
from app.views.film_display import HeatDisplay
from app.views.film_view import FilmView
from app.views.heat_bar import FAINTEST, STRONGEST, HeatBar
from app.workspace.workspace import Workspace
from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.prediction.film_heatmap import FilmHeat


class HeatmapSources:
    """Knows a model again by the name that its predictions carry, also on another day."""

    def __init__(self, document: Document, propagating: Propagating, models: ModelList) -> None:
        self._document, self._propagating, self._models = document, propagating, models

    def of(self, film: str) -> HeatmapSource | str:
        """Where the predictions of `film` come from, or a sentence that says why nobody can be asked."""
        project = self._document.project
        record = project.film(film)
        if record.unfit or record.unreadable:
            return translated(record.unfit)  # why a film cannot be read is told in its place
        marks = project.landmarks(film).landmarks.values()
        # points that were accepted or moved still say who had predicted them
        named = Counter(mark.model for mark in marks if mark.model)
        if not named:
            return self._nothing_predicted(record)
        model = named.most_common(1)[0][0]
        source = self._of_run(model) or self._of_model(model)
        return source or tr(
            "{model} has predicted this film and is no model at hand: P predicts it anew.", model=model
        )

    def _nothing_predicted(self, film: FilmRecord) -> str:
        if film.exemplar or film.excluded:  # P passes them over
            return tr("No model has predicted this film: there is no heatmap of it.")
        if self._models.chosen is None and not self._models.finds_out:
            return tr("No model has predicted this film, and none is at hand: import one with Models...")
        return tr("No model has predicted this film yet: P does, then the heatmap shows what it saw.")

    def _of_run(self, model: str) -> HeatmapSource | None:
        last = self._propagating.last
        if last is None or last.result.learned is None:
            return None
        learned = last.result.learned
        if model not in (last.result.method, learned.training.title):  # the latter on films that came later
            return None
        return HeatmapSource(f"run {last.finished}", tr("This run"), lambda: learned)

    def _of_model(self, model: str) -> HeatmapSource | None:
        choice = self._models.titled(model)
        if choice is None:
            return None
        loaded = self._models.loaded
        return HeatmapSource(loaded.state_of(choice), choice.title, lambda: loaded.learned(choice))


_KEPT = 200_000_000  # bytes: a film's heatmaps are one MB, or 35 at full resolution of a long spine
_REST_MS = 150  # a person who goes through the films wants no heatmap of each
_STEP = 10  # % a turn of the wheel or a key
_COMPUTING = tr("Computing the heatmap...")


class HeatmapOverlay(QObject):
    """Whether heatmaps are shown, and what. `changed` comes when the film has to be shown anew."""

    changed = Signal()

    def __init__(self, workspace: Workspace, sources: HeatmapSources, view: FilmView, bar: HeatBar) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._settings, self._messages = workspace.settings, workspace.messages
        self._sources, self._bar = sources, bar
        self.shown = False
        self._generation = 0  # results of jobs that were started for an earlier one are dropped
        self._slot = JobSlot(self)
        self._asked = ("", "")  # film and source of the running job
        self._kept: OrderedDict[tuple[str, str], FilmHeat | str] = OrderedDict()  # or why there is none
        self._values: tuple[object, ...] = ()  # what the picture was made of, and the picture
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._compute)
        self._slot.busy_changed.connect(self._busy_changed)
        self._selection.film_changed.connect(lambda _film: self._look_again())
        self._document.landmarks_changed.connect(lambda _films: self._look_again())
        self._document.replaced.connect(self._forget)
        self._settings.changed.connect(
            lambda key: self.changed.emit() if key.startswith("heatmap-") else None
        )
        view.heat_wheeled.connect(self.strengthen)
        bar.opacity_wanted.connect(lambda percent: self._settings.set("heatmap-opacity", percent))
        bar.all_wanted.connect(lambda shown: self._settings.set("heatmap-all", shown))

    def show(self, shown: bool) -> None:
        """Show heatmaps, or no longer."""
        self.shown = shown
        self._look_again()
        self.changed.emit()

    def show_bar(self) -> None:
        """Tell the bar what holds now."""
        opacity, all_ = self._settings.number("heatmap-opacity"), self._settings.flag("heatmap-all")
        self._bar.show_heat(self.shown, opacity, all_, self._key_of_all)

    @property
    def _key_of_all(self) -> str:
        return self._settings.key("heatmap-all", "Shift+M")

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
        if values is None and not wanted:
            return None, tr("{model} knows none of the landmarks of this project.", model=source.title)
        if values is None:
            return None, tr(
                "{model} does not know {landmark}: {key} shows what it knows.",
                model=source.title,
                landmark=wanted,
                key=self._key_of_all,
            )
        return HeatDisplay(values, heat.frame, self._settings.number("heatmap-opacity") / 100.0), ""

    def close(self) -> None:
        """The window closes: wait for the job."""
        self._slot.close()
        self._rest.stop()  # not earlier: the end of a job asks for the next one

    def _picture(self, key: tuple[str, ...], heat: FilmHeat, wanted: str) -> NDArray[np.uint8] | None:
        """The same array for the same `key`: the view makes a picture of a new one only."""
        made_of = (heat, self._document.project.scheme, *key)
        if self._values[:-1] != made_of:
            self._values = (*made_of, self._values_of(heat, wanted))
        found = self._values[-1]
        return found if isinstance(found, np.ndarray) else None

    def _values_of(self, heat: FilmHeat, wanted: str) -> NDArray[np.uint8] | None:
        """The heatmap of `wanted`, or of all landmarks of the project; None where the model knows none."""
        meant = matched(heat.scheme, heat.names, self._document.project.scheme)
        known = [row for row, name in enumerate(heat.names) if name in meant]
        rows = [row for row in known if wanted in ("", meant[heat.names[row]])]
        highest: NDArray[np.uint8] | None = heat.maps[rows].max(axis=0) if rows else None
        return highest

    def _look_again(self) -> None:
        if self.shown and self._wanted() is not None:
            self._rest.start()

    def _wanted(self) -> HeatmapSource | None:
        """The source for the film on screen where its heatmap is still to be computed."""
        film = self._selection.film
        source = self._sources.of(film) if film else ""
        if isinstance(source, str) or (film, source.key) in self._kept:
            return None
        return source

    def _compute(self) -> None:
        source, folder, film = self._wanted(), self._document.folder, self._selection.film
        if not self.shown or source is None or folder is None:
            return
        if self._slot.is_busy:
            if self._asked != (film, source.key):
                self._slot.cancel()  # its end asks for this one
            return
        self._generation += 1
        self._asked = (film, source.key)
        take = partial(self._take, self._generation, self._asked)
        self._slot.start(looking(film, folder, source, self._settings.text("device")), take, take)

    def _take(self, generation: int, asked: tuple[str, str], found: FilmHeat | EngineError | Bug) -> None:
        """Keep what a job found, or why it found nothing."""
        if generation != self._generation:
            return
        if isinstance(found, Bug):
            self._messages.error(found)
        self._kept[asked] = _why(found) if isinstance(found, EngineError | Bug) else found
        while len(self._kept) > 1 and sum(map(_bytes, self._kept.values())) > _KEPT:
            self._kept.popitem(last=False)
        self.changed.emit()

    def _busy_changed(self, busy: bool) -> None:
        if not busy:
            self._look_again()

    def _forget(self) -> None:
        self._generation += 1
        self._kept.clear()
        self._values = ()
        self._asked = ("", "")


def _bytes(kept: FilmHeat | str) -> int:
    return 0 if isinstance(kept, str) else kept.maps.nbytes


def _why(found: EngineError | Bug) -> str:
    if isinstance(found, EngineError):
        return translated(str(found))
    return tr("The heatmap could not be computed.")
