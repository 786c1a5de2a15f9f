"""The scheme editor: landmarks in their order, what is said of each, and what is drawn through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDropEvent, QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.guard import guarded
from app.translation import tr
from app.views.carried_sets_page import CarriedSetsPage
from app.views.dialogs import Scrolled, enter_presses, resize_within_screen
from app.views.inset import Inset
from app.views.keys_page import native
from app.views.names_entry import NamesEntry
from app.views.palette import named
from app.views.path_page import PathPage
from app.views.plain import label
from engine.landmarks import Scheme

_NO_PARTNER = tr("none", comment="partner")


@dataclass(frozen=True, slots=True)
class EditorDisplay:
    """What the editor shows; `active`: the chosen landmark, `placed`: on how many films it has a point."""

    scheme: Scheme = field(default_factory=Scheme)
    active: str = ""
    placed: int = 0


@guarded
class SchemeEditor(QDialog):
    """Beside the window: emits each wish at once, as a step of its own that can be undone there and here."""

    picked = Signal(str)
    picture_wanted = Signal()
    added = Signal(tuple)  # names
    renamed = Signal(str, str)  # old, new
    removed = Signal(str)
    ordered = Signal(tuple)  # all names
    move_wanted = Signal(str, int)  # a landmark, and by how many places down the list
    described = Signal(str, str)
    respelled = Signal(str, tuple)
    paired = Signal(str, str)  # a landmark and its partner, "" for none
    pairing = Signal(bool)  # the landmarks of pairs are clicked on the film, or no longer
    file_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Scheme editor"))
        self._display = EditorDisplay()
        self._filled: tuple[object, ...] = ()
        self.inset, self.paths, self.sets = Inset(), PathPage(), CarriedSetsPage()
        self._list, self._entry, self._words = _Landmarks(), NamesEntry(), label()
        self._name, self._spellings, self._partner = QLineEdit(), QLineEdit(), QComboBox()
        self._pairs = QPushButton(tr("&On the film"))
        self._description, self._placed = _Text(), label()
        self._no_picture = label(tr("No exemplar shows this landmark yet."))
        self._from_file, self._remove = QPushButton(tr("Add from a &file...")), QPushButton(tr("&Remove"))
        self._pages = QTabWidget()
        self._set_up_fields()
        self._lay_out()
        self._connect()
        resize_within_screen(self, 820, 560)

    # -- what the window does with it ---------------------------------------------------------------------

    def show_scheme(self, display: EditorDisplay) -> None:
        """Show the scheme; what is being typed stays unless the document has another value now."""
        self._display = display
        with QSignalBlocker(self._list):
            self._list.show_names(display.scheme.names, display.active, display.scheme.descriptions)
        self.paths.show_paths(display.scheme.lines, display.scheme.curves)
        self._fill()
        self.picture_wanted.emit()

    def say(self, words: str) -> None:
        """Tell what came of a wish."""
        self._words.setText(words)

    def give(self, schemes: QMenu, actions: list[QAction]) -> None:
        """The menu of schemes that ship, and the actions whose keys work here too: undo and redo."""
        shipped = QPushButton(tr("Start from a &shipped scheme"))
        shipped.setMenu(schemes)
        enter_presses(shipped)
        self._foot.insertWidget(0, shipped)
        self.addActions(actions)

    @property
    def is_pairing(self) -> bool:
        """True while the landmarks of pairs are clicked on the film."""
        return self._pairs.isChecked()

    def end_choosing(self) -> None:
        """No landmark is clicked on the film any more, for a line or a pair."""
        self.paths.leave()
        self._pairs.setChecked(False)

    def forget_typed(self) -> None:
        """The names that were typed to be added are in the scheme now."""
        self._entry.clear()

    def show_picture_or_words(self) -> None:
        """Where there is no picture, say why."""
        self._no_picture.setVisible(self.inset.isHidden() and bool(self._display.active))

    # -- set up -------------------------------------------------------------------------------------------

    def _set_up_fields(self) -> None:
        named(self._list, tr("Landmarks in their order"), tr("Drag a landmark, or press Alt+Up and Alt+Down"))
        named(self._name, tr("Name"), tr("Its points on all films come along"))
        named(self._spellings, tr("Other spellings"), tr("Commas between them; tables are read by them too"))
        named(
            self._partner,
            tr("Partner on the other side"),
            tr("Left and right change places on mirrored films"),
        )
        self._pairs.setCheckable(True)
        named(
            self._pairs,
            tr("Pairs on the film"),
            tr("Click one landmark on the film, then its partner; so on until Esc, or this button again"),
        )
        named(self._description, tr("Description"), tr("Where the landmark lies: shown while one annotates"))
        self._description.setTabChangesFocus(True)
        self._description.setMaximumHeight(5 * self._description.fontMetrics().lineSpacing())
        for words in (self._words, self._no_picture):
            words.setWordWrap(True)

    def _lay_out(self) -> None:
        left, page, body = QWidget(), QWidget(), QSplitter()
        up, down, save = (
            QPushButton(tr("Up", comment="in a list")),
            QPushButton(tr("Down", comment="in a list")),
            QPushButton(tr("Save as a f&ile...")),
        )
        named(up, tr("Move up"), native("Alt+Up"))
        named(down, tr("Move down"), native("Alt+Down"))
        tools = QHBoxLayout()
        for button, act in ((up, self._move(-1)), (down, self._move(1)), (self._remove, self._ask_remove)):
            button.clicked.connect(act)
            tools.addWidget(button)
        column = QVBoxLayout(left)
        column.addWidget(self._list, 1)
        column.addWidget(self._entry)
        column.addLayout(tools)
        form, fields = QFormLayout(), QVBoxLayout(page)
        fields.addLayout(form)
        fields.addStretch(1)
        form.addRow(tr("Name"), self._name)
        form.addRow(tr("Other spellings"), self._spellings)
        partner = QHBoxLayout()
        partner.addWidget(self._partner, 1)
        partner.addWidget(self._pairs)
        form.addRow(tr("Partner"), partner)
        form.addRow(tr("Description"), self._description)
        form.addRow(tr("On films"), self._placed)
        form.addRow(self._no_picture)
        form.addRow(self.inset)
        self._pages.addTab(Scrolled(page), tr("&Landmark"))
        self._pages.addTab(self.paths, tr("Lines and &curves"))
        self._pages.addTab(self.sets, tr("&Measurements"))
        body.addWidget(left)
        body.addWidget(self._pages)
        body.setStretchFactor(1, 1)
        self._foot = QHBoxLayout()
        for button, act in ((self._from_file, self.file_wanted.emit), (save, self.save_wanted.emit)):
            button.clicked.connect(act)
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        self._foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addWidget(body, 1)
        whole.addWidget(self._words)
        whole.addLayout(self._foot)
        enter_presses(*self.findChildren(QPushButton))  # it belongs to the field that is typed in

    def _connect(self) -> None:
        self._list.dropped.connect(self.ordered)
        self._list.currentItemChanged.connect(self._choose)
        self._list.chosen.connect(self._choose_for_path)
        self._entry.entered.connect(self.added)
        self._name.editingFinished.connect(self._rename)
        self._spellings.editingFinished.connect(self._respell)
        self._description.left.connect(self._describe)
        self._partner.activated.connect(self._pair)
        self._pairs.toggled.connect(self.pairing)
        self.paths.drawing.connect(lambda: self._list.setFocus())
        self.finished.connect(lambda _result: self.end_choosing())
        for keys, act in (
            ("Alt+Up", self._move(-1)),
            ("Alt+Down", self._move(1)),
            ("F2", self._edit_name),
        ):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(
            QKeySequence("Delete"), self._list, self._ask_remove, context=Qt.ShortcutContext.WidgetShortcut
        )

    # -- the fields of the chosen landmark ----------------------------------------------------------------

    def _fill(self) -> None:
        scheme, name = self._display.scheme, self._display.active
        spellings, words = scheme.aliases.get(name, ()), scheme.descriptions.get(name, "")
        partner = scheme.mirror_names.get(name, "")
        films = self._display.placed
        on_films = tr("Its point is on {n} film.", "Its point is on {n} films.", n=films)
        self._placed.setText(on_films if films else tr("It has no point yet."))
        removed = tr("&Remove ({n} film)", "&Remove ({n} films)", n=films)
        self._remove.setText(removed if films else tr("&Remove"))
        filled = (name, spellings, words, partner, scheme.names)
        if filled == self._filled:
            return
        self._filled = filled
        for widget in (self._name, self._spellings, self._partner, self._description, self._remove):
            widget.setEnabled(bool(name))
        self._name.setText(name)
        self._spellings.setText(("; " if _have_commas(spellings) else ", ").join(spellings))
        self._description.setPlainText(words)
        with QSignalBlocker(self._partner):
            self._partner.clear()
            self._partner.addItem(_NO_PARTNER, "")
            for other in scheme.names:
                if other != name:
                    self._partner.addItem(other, other)
            self._partner.setCurrentIndex(self._partner.findData(partner))

    @property
    def _shown(self) -> str:
        """The landmark whose fields are shown: a field that is left says something of this one."""
        return str(self._filled[0]) if self._filled else ""

    def _rename(self) -> None:
        new = self._name.text().strip()
        if self._name.isModified() and new and self._shown and new != self._shown:
            self.renamed.emit(self._shown, new)
        self._name.setText(self._shown)  # the document decides; a refused name leaves the old one

    def _respell(self) -> None:
        text, known = self._spellings.text(), self._display.scheme.aliases.get(self._shown, ())
        parts = (text if _have_commas(known) else text.replace(",", ";")).split(";")
        typed = tuple(stripped for part in parts if (stripped := part.strip()))
        if self._shown and self._spellings.isModified() and typed != known:
            self.respelled.emit(self._shown, typed)

    def _describe(self) -> None:
        if self._shown and self._description.document().isModified():
            self.described.emit(self._shown, self._description.toPlainText())

    def _pair(self) -> None:
        self.paired.emit(self._shown, str(self._partner.currentData()))

    def _edit_name(self) -> None:
        self._pages.setCurrentIndex(0)
        self._name.setFocus()
        self._name.selectAll()

    # -- the list -----------------------------------------------------------------------------------------

    def _choose(self) -> None:
        if self._list.current and self._list.current != self._display.active:
            self.picked.emit(self._list.current)

    def _choose_for_path(self, name: str) -> None:
        if self._pages.currentWidget() is self.paths:
            self.paths.add(name)

    def _move(self, by: int) -> Callable[[], None]:
        def move() -> None:
            if self._list.current:
                self.move_wanted.emit(self._list.current, by)

        return move

    def _ask_remove(self) -> None:
        if self._list.current:
            self.removed.emit(self._list.current)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed last counts."""
        for leave in (self._rename, self._respell, self._describe):
            leave()
        super().closeEvent(event)


@guarded
class _Landmarks(QListWidget):
    """The landmarks in their order; a drag puts one at another place, and it is told, not done."""

    dropped = Signal(tuple)
    chosen = Signal(str)  # clicked, or Enter or Space on it

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda item: self.chosen.emit(_name(item)))

    @property
    def current(self) -> str:
        """The name of the chosen landmark, or ""."""
        item = self.currentItem()
        return "" if item is None else _name(item)

    def show_names(self, names: tuple[str, ...], active: str, tips: Mapping[str, str]) -> None:
        """Show `names`; rows stay where they are, and get other words."""
        while self.count() > len(names):
            self.takeItem(self.count() - 1)
        for row, name in enumerate(names):
            item = self.item(row) if row < self.count() else QListWidgetItem(self)
            item.setText(f"{row + 1}  {name}")
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tips.get(name, ""))
        self.setCurrentRow(names.index(active) if active in names else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the order that is wished for: Qt moves no row by itself."""
        names = [_name(self.item(row)) for row in range(self.count())]
        moved, spot = self.current, event.position().toPoint()
        below = self.itemAt(spot)
        target = self.count() if below is None else self.row(below)
        if below is not None and spot.y() > self.visualItemRect(below).center().y():
            target += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if moved in names:
            row = names.index(moved)
            names.insert(target, moved)
            del names[row if row < target else row + 1]
            self.dropped.emit(tuple(names))


@guarded
class _Text(QPlainTextEdit):
    """A text of several lines that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The text counts now."""
        super().focusOutEvent(event)
        self.left.emit()


def _have_commas(spellings: Sequence[str]) -> bool:
    """True where only semicolons can stand between them."""
    return any("," in spelling for spelling in spellings)


def _name(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
