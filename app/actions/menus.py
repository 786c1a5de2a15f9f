"""The menus made as the program runs: what was open last, schemes that ship, ways of propagating, models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.actions.action_set import ActionSet, KeyAction
from app.actions.table import way_id, way_text
from app.models.model_list import FIND_OUT, ModelList
from app.models.shelf import ModelChoice
from app.run_choice import LEARN_SIGMA, RunChoice
from app.runs.run_times import RunTimes
from app.settings import Settings
from app.shipped_words import in_words
from app.translation import tr
from app.views.plain import unmarked, unshortened
from engine.io.shipped_schemes import shipped_schemes

_UNTIMED = tr("Nobody has timed it on this computer yet: a run begins with that.")
_WITH_SIGMA = tr("The width of each landmark's heatmap is learned too.")


class RecentMenu(QObject):
    """The folders and projects opened last, in a menu of their own above the entry `below`."""

    def __init__(
        self, menu: QMenu, below: QAction, settings: Settings, opens: Callable[[Path], None]
    ) -> None:
        super().__init__(menu)
        self._menu, self._settings, self._opens = QMenu(tr("Open recen&t"), menu), settings, opens
        menu.insertMenu(below, self._menu)
        menu.aboutToShow.connect(self._refresh)

    def _refresh(self) -> None:
        self._menu.clear()
        for place in map(Path, self._settings.recent()):
            entry = self._menu.addAction(unshortened(f"{place.name}    {place.parent}"))
            entry.triggered.connect(self._opener(place))
        self._menu.setDisabled(self._menu.isEmpty())

    def _opener(self, place: Path) -> Callable[[], None]:
        return lambda: self._opens(place)


class SchemeMenu(QObject):
    """The schemes that ship, to start from: a submenu at the end of `menu`, each by title and size."""

    def __init__(self, menu: QMenu, starts: Callable[[str], None], has_films: Callable[[], bool]) -> None:
        super().__init__(menu)
        self.menu, self._starts, self._has_films = QMenu(tr("Start &from a scheme"), menu), starts, has_films
        self.menu.setToolTipsVisible(True)
        menu.addMenu(self.menu)
        self.menu.aboutToShow.connect(self._refresh)

    def _refresh(self) -> None:
        if self.menu.isEmpty():  # read when it is first wanted: they never change
            for each in shipped_schemes():
                count = tr("{n} landmark", "{n} landmarks", n=len(each.scheme.names))
                entry = self.menu.addAction(f"{in_words(each.title)}   ({count})")
                entry.setToolTip(unmarked(each.source))
                entry.triggered.connect(self._starter(each.name))
        for entry in self.menu.actions():
            entry.setEnabled(self._has_films())

    def _starter(self, name: str) -> Callable[[], None]:
        return lambda: self._starts(name)


class RunMenu(QObject):
    """Keeps the actions in step with settings and known times; `said` carries the time of a run in words."""

    said = Signal(str)

    def __init__(self, actions: ActionSet, times: RunTimes, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._times, self._settings = actions, times, settings
        times.changed.connect(self.refresh)
        settings.changed.connect(lambda key: self.refresh() if key in ("propagation", LEARN_SIGMA) else None)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        chosen = RunChoice(self._settings.text("propagation"))
        for choice in RunChoice:
            action = self._actions[way_id(choice)]
            action.setText(way_text(choice, self._times.about(choice)))
            action.setChecked(choice is chosen)
        learns = self._settings.flag(LEARN_SIGMA)
        self._actions[LEARN_SIGMA].setChecked(learns)
        step = self._actions["propagate"]
        step.setIconText(tr("Propagate: {way}", way=chosen.label))  # what the button of the toolbar says
        about = self._times.about(chosen)
        took = tr("{time} here", time=about) if about else ""
        more = f"\n{_WITH_SIGMA}" if learns and chosen.learns else ""
        times = {choice: self._times.about(choice) for choice in RunChoice}
        known = _listed(times)
        earlier = _listed({choice: self._times.earlier(choice) for choice in RunChoice})
        before = (
            tr("On this computer, with other films, exemplars or device: {times}", times=earlier)
            if earlier
            else _UNTIMED
        )
        self.said.emit(tr("On this computer: {times}", times=known) if known else before)
        step.explain(f"{chosen.label}: {', '.join(filter(None, (chosen.explanation, took)))}.{more}")


def _listed(times: Mapping[RunChoice, str]) -> str:
    return ", ".join(f"{choice.label} {time}" for choice, time in times.items() if time)


_NONE = tr("Import a model first, with Models...")
_LONGEST = 30  # letters of a title on the toolbar


class PredictMenu(QObject):
    """Keeps the menu and the words of the step in keeping with the list of models."""

    def __init__(self, menu: QMenu, step: KeyAction, models: ModelList, parent: QObject) -> None:
        super().__init__(parent)
        self._menu, self._step, self._models = menu, step, models
        self._first = menu.actions()[0]  # the entries of the models stand above it
        self._group = QActionGroup(self)
        self._entries: list[QAction] = []
        models.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        for entry in self._entries:
            self._menu.removeAction(entry)
            entry.deleteLater()
        chosen, candidates = self._models.chosen, self._models.candidates
        self._entries = [self._search_entry(candidates)] if candidates else []
        self._entries += [self._entry(choice, choice == chosen) for choice in self._models.shelf.choices]
        if self._entries:
            self._entries.append(self._menu.insertSeparator(self._first))
        if self._models.finds_out:
            self._step.setIconText(tr("Predict: find out which"))
            self._step.explain(_search_words(candidates))
            return
        self._step.setIconText(
            tr("Predict")
            if chosen is None
            else tr("Predict: {model}", model=unshortened(_short(chosen.title)))
        )
        self._step.explain(_NONE if chosen is None else f"{chosen.what}{_score(chosen)}")

    def _entry(self, choice: ModelChoice, chosen: bool) -> QAction:
        about = f"{choice.path}\n{', '.join(choice.names)}"
        return self._added(f"{choice.what}{_score(choice)}", about, choice.key, chosen)

    def _search_entry(self, candidates: Sequence[ModelChoice]) -> QAction:
        return self._added(tr("Find out which"), _search_words(candidates), FIND_OUT, self._models.finds_out)

    def _added(self, text: str, about: str, key: str, chosen: bool) -> QAction:
        entry = QAction(unshortened(text), self._menu)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        entry.setToolTip(unmarked(about))
        entry.triggered.connect(self._chooser(key))
        self._group.addAction(entry)
        self._menu.insertAction(self._first, entry)
        return entry

    def _chooser(self, key: str) -> Callable[[], None]:
        return lambda: self._models.choose(key)


def _search_words(candidates: Sequence[ModelChoice]) -> str:
    return tr("Whichever fits the films: {models}", models="; ".join(each.what for each in candidates))


def _score(choice: ModelChoice) -> str:
    return f"   ({choice.score})" if choice.score else ""


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
