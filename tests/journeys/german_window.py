"""A process with a window in German that a person walks through; prints all that it said, as JSON."""

import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QSettings, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from app.window import open_window

LOOK_MS = 200
PATIENCE = 100  # looks at an action that cannot be had
READY = "advise"  # enabled once films are open
WALK = (
    "annotate",
    "propagate",
    "review",
    "heatmap",
    "settings",
    "models",
    "history",
    "undo",
    "redo",
    "undo-list",
    "checks",
    "scheme-editor",
    "export",
    "import",
    "exclude",
    "spacing",
    "train-detector",
    "audit",
    "about",
    "rescan",
    "save",
    "advise",
)


def texts_of(widget: QWidget) -> Iterator[str]:
    """All that a widget says, shown by now or not."""
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.accessibleName())
    for action in widget.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        heads = range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
        yield from (str(model.headerData(head, Qt.Orientation.Horizontal) or "") for head in heads)
        cells = (model.index(row, column) for row in range(min(model.rowCount(), 40)) for column in heads)
        yield from (str(cell.data() or "") for cell in cells)


class Walk:
    """Looks at all widgets again and again; leaves a dialog that blocks, else goes one step on."""

    def __init__(self) -> None:
        self.said: dict[str, None] = {}
        self.left = list(WALK)
        self.skipped: list[str] = []
        self.waited = 0
        self.timer = QTimer(interval=LOOK_MS)
        self.timer.timeout.connect(self.go_on)
        self.timer.start()

    def go_on(self) -> None:
        try:
            self.look()
        except BaseException:
            traceback.print_exc()
            os._exit(1)

    def look(self) -> None:
        for widget in QApplication.allWidgets():
            if not isinstance(widget.window(), QFileDialog):
                self.said.update(dict.fromkeys(texts_of(widget)))
        blocking = QApplication.activeModalWidget()
        if isinstance(blocking, QDialog):
            blocking.reject()
            return
        window = next((w for w in QApplication.topLevelWidgets() if hasattr(w, "controllers")), None)
        if window is None or not window.actions_[READY].isEnabled() or window.workspace.jobs.is_busy:
            return
        if not self.left:
            self.timer.stop()
            window.close()
            QApplication.quit()
            return
        action = window.actions_[self.left[0]]
        if not action.isEnabled() and self.waited < PATIENCE:  # it may be on its way
            self.waited += 1
            return
        name, self.waited = self.left.pop(0), 0
        if not action.isEnabled():
            self.skipped.append(name)
        QTimer.singleShot(0, action.trigger)  # this timer does not fire below its own slot


def main(settings: Path, films: Path) -> None:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(settings))
    application = QApplication([])
    walk = Walk()
    code = open_window(str(films))
    print(json.dumps({"said": list(walk.said), "skipped": walk.skipped}))
    del application
    sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
