"""The page of the settings on which a person gives actions other keys; each conflict is named at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QKeyCombination, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.translation import tr
from app.views.dialogs import enter_presses
from app.views.palette import named
from app.views.plain import label

_STRONG = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_EDITORS = (tr("Key"), tr("Another key"))


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An action and its keys, as portable texts of QKeySequence; `usual` are those that it comes with.

    `everywhere`: it works in the whole window, not over the film alone. `fixed`: its keys are not to be had.
    """

    id: str
    label: str
    menu: str
    keys: tuple[str, ...]
    usual: tuple[str, ...] = ()
    everywhere: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Why an action does not get a key, in words; `owner` could give it up, None where nobody can."""

    why: str
    owner: KeyRow | None = None


def portable(key: str) -> str:
    """One spelling for each key: "ctrl+s" and "Ctrl+S" are the same; "" for what is no key."""
    sequence = QKeySequence(key)
    if sequence.count() != 1 or _pressed(sequence).key() == Qt.Key.Key_unknown:
        return ""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def _pressed(sequence: QKeySequence) -> QKeyCombination:
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs lack it
    return pressed


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def clash(rows: Sequence[KeyRow], row: KeyRow, key: str) -> Clash | None:
    """Why `row` cannot have `key`; None where it can. The film lies in the window: a key has one meaning."""
    wanted = portable(key)
    if not wanted:
        return Clash(tr("That is no key that an action can have: press another one."))
    if row.everywhere and not _is_strong(wanted):
        return Clash(
            tr(
                "{key} alone would be in the way of typing, for {action} works in the whole "
                "window: add Ctrl or Alt, or take an F key.",
                key=native(wanted),
                action=row.label,
            )
        )
    for other in rows:
        if other.id != row.id and wanted in map(portable, other.keys):
            return _taken(wanted, other)
    return None


def _taken(key: str, other: KeyRow) -> Clash:
    if other.fixed:
        words = tr("{key} is {action}, and stays so: press another key.", key=native(key), action=other.label)
        return Clash(words)
    place = (
        tr("{menu}, anywhere", menu=other.menu)
        if other.everywhere
        else tr("{menu}, over the film", menu=other.menu)
    )
    return Clash(tr("{key} is {action} ({place}).", key=native(key), action=other.label, place=place), other)


def _is_strong(key: str) -> bool:
    """True where no text can be typed with it."""
    pressed = _pressed(QKeySequence(key))
    is_f_key = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    return is_f_key or bool(pressed.keyboardModifiers() & _STRONG)


class KeysPage(QWidget):
    """`own_keys()` is what differs from the usual keys. Fixed rows are not shown; their keys are known."""

    def __init__(self, rows: Sequence[KeyRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {row.id: row for row in rows}
        self._search, self._tree, self._words = QLineEdit(), QTreeWidget(), label()
        self._editors = tuple(QKeySequenceEdit() for _ in _EDITORS)
        self._take = QPushButton(tr("&Take it over"))
        self._usual, self._all_usual = (
            QPushButton(tr("Reset &this one")),
            QPushButton(tr("Reset &all")),
        )
        self._wish: tuple[int, str, Clash] | None = None
        self._set_up_tree()
        self._set_up_editors()
        self._lay_out()
        self._fill()
        if items := self._items():
            self._tree.setCurrentItem(items[0])

    def own_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Action -> its keys, of those that have not their usual ones."""
        return {row.id: row.keys for row in self._rows.values() if not row.fixed and row.keys != row.usual}

    def _set_up_tree(self) -> None:
        self._search.setPlaceholderText(tr("Find an action or a key"))
        named(self._search, tr("Find an action or a key"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree.setHeaderLabels([tr("What it does"), tr("Keys"), tr("Menu")])
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        header = self._tree.header()
        header.setStretchLastSection(False)
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        named(self._tree, tr("Actions and their keys"), tr("Choose one, and press its new key below"))
        self._tree.currentItemChanged.connect(lambda *_items: self._show_current())

    def _set_up_editors(self) -> None:
        for place, (editor, name) in enumerate(zip(self._editors, _EDITORS, strict=True)):
            editor.setMaximumSequenceLength(1)
            editor.setClearButtonEnabled(True)
            named(editor, name, tr("Click here and press the key; the cross takes it away"))
            # Qt empties the editor before it takes a key, and says so: only what is left then counts
            soon = QTimer(editor, singleShot=True, interval=0)
            soon.timeout.connect(lambda place=place: self._press(place))
            editor.keySequenceChanged.connect(lambda _keys, soon=soon: soon.start())
        self._take.clicked.connect(self._take_over)
        self._usual.clicked.connect(self._reset_current)
        self._all_usual.clicked.connect(self._reset_all)
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        form, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        for name, editor in zip(_EDITORS, self._editors, strict=True):
            form.addRow(label(name), editor)
        for button in (self._take, self._usual, self._all_usual):
            buttons.addWidget(button)
        enter_presses(self._take, self._usual, self._all_usual)  # in a field of keys it is a key
        column.addWidget(self._search)
        column.addWidget(self._tree, 1)
        column.addLayout(form)
        column.addWidget(self._words)
        column.addLayout(buttons)

    def _fill(self) -> None:
        for row in (row for row in self._rows.values() if not row.fixed):
            item = QTreeWidgetItem(self._tree)
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
        self._renew()

    def _renew(self) -> None:
        for item in self._items():
            row = self._rows[item.data(0, Qt.ItemDataRole.UserRole)]
            changed = row.keys != row.usual
            item.setText(0, tr("{action}  (changed)", action=row.label) if changed else row.label)
            item.setText(1, _keys_words(row.keys))
            item.setText(2, row.menu)
        chosen = self._current
        self._usual.setEnabled(chosen is not None and chosen.keys != chosen.usual)
        self._all_usual.setEnabled(bool(self.own_keys()))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._tree.topLevelItem(place) for place in range(self._tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _filter(self, text: str) -> None:
        sought = text.casefold()
        for item in self._items():
            words = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(sought not in words)

    @property
    def _current(self) -> KeyRow | None:
        item = self._tree.currentItem()
        return None if item is None else self._rows[item.data(0, Qt.ItemDataRole.UserRole)]

    def _show_current(self, words: str = "") -> None:
        """Show the keys of the chosen action; what was refused before is forgotten."""
        row = self._current
        self._wish = None
        for place, editor in enumerate(self._editors):
            with QSignalBlocker(editor):
                keys = row.keys[place : place + 1] if row is not None else ()
                editor.setKeySequence(QKeySequence(*keys))
            editor.setEnabled(row is not None)
        self._take.setEnabled(False)
        self._words.setText(words)
        self._renew()

    def _press(self, place: int) -> None:
        row = self._current
        if row is None:
            return
        key = self._editors[place].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        found = clash(tuple(self._rows.values()), row, key) if key else None
        if found is None:
            self._give(row, place, key)
            self._show_current()
            return
        self._wish = (place, key, found)
        self._take.setEnabled(found.owner is not None)
        can_be_had = found.owner is not None
        more = tr("{why} Press another key, or take it over.", why=found.why) if can_be_had else found.why
        self._words.setText(f"\N{WARNING SIGN} {more}")

    def _give(self, row: KeyRow, place: int, key: str) -> None:
        """`key` becomes the first or second key of `row`; "" takes that one away."""
        keys = [*row.keys[:place], key, *row.keys[place + 1 :]]
        self._rows[row.id] = replace(row, keys=tuple(dict.fromkeys(filter(None, keys))))

    def _take_over(self) -> None:
        row, wish = self._current, self._wish
        if row is None or wish is None or (owner := wish[2].owner) is None:
            return
        place, key, _ = wish
        left = tuple(other for other in owner.keys if portable(other) != portable(key))
        self._rows[owner.id] = replace(owner, keys=left)
        self._give(row, place, key)
        words = tr(
            "{key} was taken from {action}, which has {left} now.",
            key=native(key),
            action=owner.label,
            left=_keys_words(left) if left else tr("no key"),
        )
        self._show_current(words)

    def _reset_current(self) -> None:
        """The usual keys, as far as no other action has been given one of them."""
        row = self._current
        if row is None:
            return
        free = {key: clash(tuple(self._rows.values()), row, key) for key in row.usual}
        self._rows[row.id] = replace(row, keys=tuple(key for key, found in free.items() if found is None))
        self._show_current("\n".join(found.why for found in free.values() if found is not None))

    def _reset_all(self) -> None:
        rows = self._rows.values()
        self._rows = {row.id: row if row.fixed else replace(row, keys=row.usual) for row in rows}
        self._show_current(tr("All actions have their usual keys."))


def _keys_words(keys: Sequence[str]) -> str:
    return tr(" or ").join(map(native, keys))
