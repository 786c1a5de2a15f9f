"""A process with a window that is worked in until it is killed; prints where each point is, and when."""

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QPointF, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.settings import Settings
from app.storage import snapshots

STEP_MS = 20
POINTS = 4  # on each film; then they are moved to the right


def main(folder: Path, seed: int) -> None:
    application = QApplication([])
    dice = random.Random(seed)
    snapshots.BACKUP_INTERVAL_S = 0.5  # as many backups as may be cut short
    store = QSettings(str(folder.with_suffix(".ini")), QSettings.Format.IniFormat)
    window = MainWindow(Settings(store))
    window.resize(1300, 850)
    window.show()
    document, selection = window.workspace.document, window.workspace.selection
    view = window.views.film

    def report(_edit: object) -> None:
        for name, mark in document.project.landmarks(selection.film).landmarks.items():
            if mark.x is not None:
                print(time.monotonic(), selection.film, name, mark.x, flush=True)

    def step() -> None:
        placed = sorted(document.project.landmarks(selection.film).landmarks)
        if dice.random() < 0.1:  # which saves the whole project
            QTest.keyClick(view, dice.choice((Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)))
        elif len(placed) < POINTS:
            spot = view.to_screen(QPointF(20.0 + 300 * len(placed), 50.0)).toPoint()
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        else:
            selection.set_landmark(dice.choice(placed))
            view.setFocus()
            QTest.keyClick(view, Qt.Key.Key_Right)

    timer = QTimer(interval=STEP_MS)
    timer.timeout.connect(step)
    document.edited.connect(report)
    window.controllers.folder.opened.connect(timer.start)
    window.controllers.folder.open(folder)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
