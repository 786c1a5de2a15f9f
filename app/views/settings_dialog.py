"""The settings dialog, generated from the table of settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.settings import SETTINGS, Setting, Value
from app.translation import tr
from app.views.dialogs import AskingDialog, DecimalBox, Scrolled, grow_to_contents, ok_cancel, with_files
from app.views.keys_page import KeyRow, KeysPage
from app.views.plain import unmarked


class SettingsDialog(AskingDialog):
    """Shows one control a setting, and the keys; `values()` and `keys.own_keys()` are what was chosen.

    `absent`: choices that are not to be had here. `weights_from`: where weights are looked for first.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        parent: QWidget | None = None,
        absent: Collection[str] = (),
        keys: Sequence[KeyRow] = (),
        weights_from: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.keys = KeysPage(keys)
        self._readers: dict[str, Callable[[], Value]] = {}
        general = QWidget()
        form = QFormLayout(general)
        for setting in SETTINGS:
            control, reader = _control(setting, values[setting.key], absent, weights_from or Path.home())
            control.setAccessibleName(setting.label)
            control.setToolTip(unmarked(setting.help))
            control.setObjectName(setting.key)
            self._readers[setting.key] = reader
            form.addRow(setting.label, control)
        pages = QTabWidget()
        pages.addTab(Scrolled(general), tr("&General"))
        pages.addTab(Scrolled(self.keys), tr("&Keys"))
        column = QVBoxLayout(self)
        column.addWidget(pages)
        column.addWidget(ok_cancel(self))
        grow_to_contents(self)
        self._before = self._all_values()

    def values(self) -> Mapping[str, Value]:
        """What the controls say now."""
        return {key: reader() for key, reader in self._readers.items()}

    def choices_made(self) -> int:
        """The settings and keys that are other ones than at first."""
        now = self._all_values()
        return sum(self._before.get(key) != now.get(key) for key in self._before.keys() | now.keys())

    def _all_values(self) -> Mapping[str, object]:
        return {**self.values(), **{f"key {action}": keys for action, keys in self.keys.own_keys().items()}}


def _control(
    setting: Setting, value: Value, absent: Collection[str], weights_from: Path
) -> tuple[QWidget, Callable[[], Value]]:
    if isinstance(setting.default, bool):
        box = QCheckBox()
        box.setChecked(bool(value))
        return box, box.isChecked
    if setting.choices:
        combo = QComboBox()
        for choice, words in setting.choices.items():
            if choice == value or choice not in absent:
                combo.addItem(words, choice)
        combo.setCurrentIndex(combo.findData(value))
        return combo, lambda: str(combo.currentData())
    if isinstance(setting.default, int):
        spin = QSpinBox()
        spin.setRange(int(setting.low), int(setting.high))
        spin.setSuffix(f" {setting.unit}" if setting.unit else "")
        spin.setValue(int(value))
        return spin, spin.value
    if isinstance(setting.default, float):
        real = DecimalBox()
        real.setRange(setting.low, setting.high)
        real.setSingleStep(0.5)
        real.setDecimals(1)
        real.setSuffix(f" {setting.unit}" if setting.unit else "")
        real.setValue(float(value))
        return real, real.value
    line = QLineEdit(str(value))
    if setting.files:
        line.setAccessibleName(setting.label)
        line.setToolTip(unmarked(setting.help))
        return with_files(line, setting.label, setting.files, weights_from), line.text
    return line, line.text
