"""The films on the left: search and filter above, the list, and a line that counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.document.project import FilmState
from app.guard import guarded
from app.translation import tr
from app.views.check_button import CheckButton
from app.views.film_delegate import FilmDelegate
from app.views.film_model import (
    ROW_ROLE,
    STATE_WORDS,
    FilmFilter,
    FilmListRow,
    FilmModel,
    FilmOrder,
    Findings,
)
from app.views.icons import give_icon, icon
from app.views.palette import STATE_ICONS, named, state_colour
from app.views.plain import label
from app.views.sort_button import SortButton


@guarded
class FilmList(QWidget):
    """Shows rows, emits which film was chosen. Nothing is chosen by a change of rows or filter."""

    film_chosen = Signal(str)
    thumbnail_wanted = Signal(str)
    checks_wanted = Signal()  # the menu of the checks opens: they are to be made
    film_wanted = Signal()  # a film was clicked, or the search left: the keys of the film are wanted again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = FilmModel(self)
        self._filter = FilmFilter(self._model, self)
        self._search, self._states, self._count = QLineEdit(), QComboBox(), label()
        self._checks, self._order = CheckButton(), SortButton()
        self._list = QListView()
        self._setting = False  # a row is being made current from outside: no intent
        self._on_screen = ""  # its row is current, unless search and filter hide it
        # a click goes on to select what is under it, and rows must not move before
        self._ranking = QTimer(self, singleShot=True, interval=0)
        self._ranking.timeout.connect(self._hold)
        self._set_up_controls()
        self._set_up_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(5)
        top = QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addWidget(self._order)
        top.addWidget(self._checks)
        column.addLayout(top)
        for widget in (self._states, self._list, self._count):
            column.addWidget(widget)
        self._count.setWordWrap(True)
        for widget in (self._states, self._list):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _set_up_controls(self) -> None:
        self._search.setPlaceholderText(tr("Search films"))
        self._search.setClearButtonEnabled(True)
        give_icon(self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition), "search")
        named(self._search, tr("Search films"), tr("Show the films whose name contains this"))
        named(self._states, tr("Filter by state"))
        self._states.addItem(tr("All films"), None)
        for state in FilmState:
            self._states.addItem(_capitalized(STATE_WORDS[state]), state)
        self.renew_icons()
        self._search.textChanged.connect(lambda text: self._refilter(lambda: self._filter.set_text(text)))
        self._search.returnPressed.connect(self._go_to_found)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_search)
        self._states.currentIndexChanged.connect(self._filter_state)
        self._checks.opened.connect(self.checks_wanted)
        self._checks.chosen.connect(self._filter_check)
        self._order.chosen.connect(self._sort)

    def renew_icons(self) -> None:
        """Draw the icons of the filter in the colours of the present palette."""
        self._states.setItemIcon(0, icon("filter"))
        for place, state in enumerate(FilmState, 1):
            self._states.setItemIcon(place, icon(STATE_ICONS[state], state_colour(state)))

    def _set_up_list(self) -> None:
        self._list.setModel(self._filter)
        self._list.setItemDelegate(FilmDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.clicked.connect(lambda _index: self.film_wanted.emit())
        named(self._list, tr("Films"), "")
        self._model.thumbnail_wanted.connect(self.thumbnail_wanted)
        self._list.selectionModel().currentChanged.connect(self._say_chosen)
        self._list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes below the list, as the counter, leaves the current row in sight."""
        if event.type() == QEvent.Type.Resize and self._list.currentIndex().isValid():
            QTimer.singleShot(0, self._list, lambda: self._list.scrollTo(self._list.currentIndex()))
        return super().eventFilter(watched, event)

    @property
    def check(self) -> str:
        """The check whose films are shown, "" for none."""
        return self._model.check

    def give_menu(self, actions: Sequence[QAction]) -> None:
        """What a right click on films offers."""
        menu = QMenu(self)
        menu.addActions(actions)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(
            lambda spot: menu.popup(self._list.viewport().mapToGlobal(spot))
        )

    def set_rows(self, rows: Sequence[FilmListRow], another_folder: bool = False) -> None:
        """Show these films; `another_folder` drops pictures, search and filter of the old one."""
        if another_folder:
            self._model.forget_thumbnails()
            self._search.clear()
            self._states.setCurrentIndex(0)
            self._checks.choose("")
        elif self._model.holds([row.identity for row in rows]):  # a reset would scroll the list
            self.update_rows(rows)
            return
        self._setting = True
        self._model.set_rows(rows)
        self._setting = False
        self._offer_traits(self._model.traits)
        self.set_current(self._on_screen)
        self._say_count()

    def show_findings(self, findings: Findings) -> None:
        """Show what each check found, in the order of the checks."""
        if findings == self._model.findings:
            return
        self._model.set_findings(findings)
        self._checks.show_counts({check: len(films) for check, films in findings.items()})
        if self._checks.check:
            self._filter_check(self._checks.check)

    def note_checks(self, note: str) -> None:
        """Say below the checks what is still being done; "": nothing is."""
        self._checks.show_note(note)

    def open_checks(self) -> None:
        """Open the menu of the checks."""
        self._checks.open()

    def update_rows(self, rows: Sequence[FilmListRow]) -> None:
        """Show new states of some films."""
        self._model.update_rows(rows)
        self._offer_traits(self._model.traits)
        self._say_count()

    def model_lacks(self, identity: str) -> bool:
        """True where the list has no row for a film yet."""
        return self._model.place(identity) < 0

    def set_thumbnail(self, identity: str, image: QImage) -> None:
        """Show a picture that was asked for."""
        self._model.set_thumbnail(identity, image)

    def set_current(self, identity: str) -> None:
        """Make a film current without emitting; it is scrolled into sight where the filter shows it."""
        self._keep(identity)
        place = self._model.place(identity)
        index = self._filter.mapFromSource(self._model.index(place)) if place >= 0 else QModelIndex()
        self._setting = True
        if not index.isValid():
            self._list.clearSelection()
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Clear)
        elif identity != self.current:  # a click that made it current goes on to say what is selected
            # the view's own way would add to the selection while Ctrl is held for a key of the window
            self._list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._list.scrollTo(index)
        self._setting = False

    @property
    def current(self) -> str:
        """The identity of the current row, or ""."""
        index = self._list.currentIndex()
        return str(index.data(ROW_ROLE).identity) if index.isValid() else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The identities of all selected rows, in order."""
        rows = sorted(self._list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return tuple(index.data(ROW_ROLE).identity for index in rows)

    @property
    def shown(self) -> tuple[str, ...]:
        """The identities that search and filter let through, in order."""
        rows = range(self._filter.rowCount())
        return tuple(self._filter.index(row, 0).data(ROW_ROLE).identity for row in rows)

    def neighbours(self, identity: str) -> tuple[str, ...]:
        """The films after and before a film in the list as it is shown; none of one that is hidden."""
        place = self._model.place(identity)
        row = self._filter.mapFromSource(self._model.index(place)).row() if place >= 0 else -1
        near = (self._filter.index(row + step, 0) for step in (1, -1)) if row >= 0 else ()
        return tuple(index.data(ROW_ROLE).identity for index in near if index.isValid())

    def start_search(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_list(self) -> None:
        """Put the focus on the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._setting:
            self._keep(index.data(ROW_ROLE).identity)
            self.film_chosen.emit(index.data(ROW_ROLE).identity)

    def _keep(self, identity: str) -> None:
        """Remember what is on screen from now on."""
        if identity != self._on_screen:
            self._on_screen = identity
            self._ranking.start()

    def _hold(self) -> None:
        self._setting = True
        self._model.hold(self._on_screen)
        self._setting = False

    def _sort(self, order: FilmOrder, backwards: bool) -> None:
        self._refilter(lambda: self._filter.sort_by(order, backwards))

    def _filter_state(self, _row: int) -> None:
        wanted = self._states.currentData() or ""  # Qt gives a state back as plain text
        is_state = wanted in {state.value for state in FilmState}

        def apply() -> None:
            self._filter.set_state(FilmState(wanted) if is_state else None)
            self._filter.set_trait("" if is_state else wanted)

        self._refilter(apply)

    def _offer_traits(self, traits: Sequence[str]) -> None:
        """Let films be found by these traits too; one that no film has any more is shown until it is left."""
        first = 1 + len(FilmState)
        chosen = self._states.currentData()
        kept = [*traits, chosen] if self._states.currentIndex() >= first and chosen not in traits else traits
        if [self._states.itemData(row) for row in range(first, self._states.count())] == list(kept):
            return
        with QSignalBlocker(self._states):
            while self._states.count() > first:
                self._states.removeItem(first)
            for trait in kept:
                self._states.addItem(_capitalized(trait), trait)
            self._states.setCurrentIndex(max(self._states.findData(chosen), 0))

    def _filter_check(self, check: str) -> None:
        self._model.check = check
        found = self._model.findings.get(check, {}) if check else None
        self._refilter(lambda: self._filter.set_found(found))

    def _refilter(self, apply: Callable[[], None]) -> None:
        self._setting = True
        apply()
        self._setting = False
        self.set_current(self._on_screen)
        self._list.scrollTo(
            self._list.currentIndex()
        )  # also where it was current before, elsewhere in the list
        self._say_count()

    def _go_to_found(self) -> None:
        found = self._found(self._search.text().strip().casefold())
        if found:
            self._leave_search()
            self.film_chosen.emit(found)

    def _leave_search(self) -> None:
        self._search.clear()
        self.film_wanted.emit()

    def _found(self, text: str) -> str:
        """The film that a search means: so named or so numbered, else the first shown, else by its place."""
        if not text:
            return self._on_screen
        number = int(text) if text.isdecimal() else -1
        films = {film: PurePosixPath(film).stem.casefold() for film in self.shown}
        named = [film for film, stem in films.items() if text in (stem, film.casefold())]
        numbered = [film for film, stem in films.items() if number in map(int, re.findall(r"\d+", stem))]
        found = [*named, *numbered, *films]
        if not found and 0 < number <= self._model.rowCount():
            found = [self._model.index(number - 1).data(ROW_ROLE).identity]
        return found[0] if found else ""

    def _say_count(self) -> None:
        shown, films, check = self._filter.rowCount(), self._model.rowCount(), self._checks.check
        if shown == films and not check:
            words = tr("{n} film", "{n} films", n=films)
        else:
            words = tr("{shown} of {n} film", "{shown} of {n} films", n=films, shown=shown)
        self._count.setText(f"{words}: {check}" if check else words)


def _capitalized(words: str) -> str:
    """`words` as an entry of their own; those behind the first stay as they are, names and nouns too."""
    return words[:1].upper() + words[1:]
