"""A process with a window on a folder; prints as JSON how long a person waits, and what memory it takes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from exported import export_table
from measured_process import resident
from PySide6.QtCore import QEventLoop, QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from app.document import edits
from app.main_window import MainWindow
from app.settings import Settings
from app.window import give_way, import_plainly
from engine.landmarks import Scheme
from engine.models import installed

_PROCESS = Path("/proc/self")
MIB = 2**20
TICK_MS, SCROLLED_S = 5, 4.0


def wait(is_done: Callable[[], bool], most_s: float = 900.0) -> float:
    """Seconds until `is_done`, while the window works.

    In Qt's loop, as for a person: `QTest.qWait` keeps the interpreter while it sleeps, and what runs beside
    the window took 2.5 times as long.
    """
    began, loop = time.perf_counter(), QEventLoop()
    timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: loop.quit() if is_done() or time.perf_counter() - began > most_s else None)
    timer.start()
    loop.exec()
    timer.stop()
    if not is_done():
        raise TimeoutError
    return time.perf_counter() - began


class Measured:
    """One window on one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        store = QSettings(str(folder.with_suffix(".ini")), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.set("propagation", "registration")  # nothing is learned
        self.window = MainWindow(settings)
        self.window.resize(1300, 850)
        self.window.show()
        QTest.qWait(200)
        self.found: dict[str, object] = {}
        self.start = resident()
        (_PROCESS / "clear_refs").write_text("5")  # the peak counts from here

    def open(self) -> None:
        """Until the list is there, and until the first film is on the screen."""
        opened: list[float] = []
        folder = self.window.controllers.folder
        folder.opened.connect(lambda: opened.append(time.perf_counter()))
        view = self.window.views.film
        began = time.perf_counter()
        folder.open(self.folder)
        wait(lambda: bool(opened) and view._display.picture is not None)
        view.viewport().repaint()
        self.found["first_s"] = time.perf_counter() - began
        wait(lambda: self.list.model().rowCount() == len(self.window.workspace.document.project.films))
        self.found["open_s"] = max(opened[0] - began, 0.0)

    @property
    def list(self) -> QListView:
        found = self.window.views.films.findChild(QListView)
        assert isinstance(found, QListView)
        return found

    def scroll(self, name: str) -> None:
        """The longest time for which the window does nothing while its list is scrolled, ms."""
        loop = QEventLoop()
        bar, ticks = self.list.verticalScrollBar(), [time.perf_counter()]
        timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)

        def tick() -> None:
            now = time.perf_counter()
            ticks.append(now)
            share = (now - ticks[0]) / SCROLLED_S
            bar.setValue(round(min(share, 1.0) * bar.maximum()))
            if share > 1.0:
                loop.quit()

        timer.timeout.connect(tick)
        timer.start()
        loop.exec()
        timer.stop()
        self.found[name] = 1000 * max(late - early for early, late in pairwise(ticks))

    def predict(self) -> None:
        """P at once: until the film has points, and for how long the window does nothing at most, ms."""
        ticks = [time.perf_counter()]
        timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
        timer.start()
        QTest.keyClick(self.window, Qt.Key.Key_P)
        self.found["predict_s"] = wait(lambda: bool(self.window.workspace.document.project.sets))
        timer.stop()
        self.found["predict_gap_ms"] = 1000 * max(late - early for early, late in pairwise(ticks))

    def read_all(self) -> None:
        films = self.window.workspace.document
        self.found["read_s"] = wait(
            lambda: all(film.sha256 or film.unreadable for film in films.project.films.values())
        )

    def drag_window(self) -> None:
        """Window and level by right drags: each step until it is painted, ms."""
        port = self.window.views.film.viewport()
        spot, right, steps = port.rect().center(), Qt.MouseButton.RightButton, []
        QTest.mousePress(port, right, pos=spot)
        for step in range(1, 21):
            began = time.perf_counter()
            QTest.mouseMove(port, spot + QPoint(3 * step, 2 * step))
            QApplication.processEvents()
            port.repaint()
            steps.append(1000 * (time.perf_counter() - began))
        QTest.mouseRelease(port, right, pos=spot + QPoint(60, 40))
        self.found["window_ms"] = steps[2:]

    def predict_all(self) -> None:
        """All films by the first model of the box."""
        films = tuple(self.window.workspace.document.project.films)
        self.window.controllers.prediction.predict(films)
        self.found["predict_all_s"] = wait(lambda: not self.window.workspace.jobs.is_busy)
        assert len(self.window.workspace.document.project.sets) == len(films)

    def register_all(self) -> None:
        """The first film, with a few landmarks, to all others."""
        document, exemplar = (
            self.window.workspace.document,
            next(iter(self.window.workspace.document.project.films)),
        )
        document.push(edits.set_scheme(document.project, Scheme(("A", "B", "C"))))
        for name, (x, y) in {"A": (100, 120), "B": (250, 150), "C": (180, 380)}.items():
            document.push(edits.place(document.project, exemplar, name, x, y, now=document.now()))
        self.window.actions_["exemplar"].trigger()
        wait(self.window.actions_["propagate"].isEnabled)
        self.window.actions_["propagate"].trigger()
        assert self.window.workspace.jobs.is_busy
        self.found["register_s"] = wait(lambda: not self.window.workspace.jobs.is_busy)
        assert len(document.project.sets) == len(document.project.films)

    def export(self) -> None:
        began = time.perf_counter()
        export_table(self.window, self.folder.parent / "landmarks.csv")
        self.found["export_s"] = time.perf_counter() - began

    def close(self) -> None:
        peak = resident("VmHWM")
        self.found |= {"peak_mib": peak, "grown_mib": peak - self.start}
        self.window.close()
        print(json.dumps(self.found), flush=True)


def main(folder: Path, parts: list[str]) -> None:
    import_plainly()
    give_way()
    if "bare" in parts or "predict all" in parts:  # no model is loaded beside the films, or a small one
        installed.box_folder = lambda: folder.parent / "models"
    application = QApplication([])
    measured = Measured(folder)
    measured.open()
    if "predict" in parts:
        measured.predict()
    if "scroll" in parts:
        measured.scroll("reading_gap_ms")
    if "read" in parts:
        measured.read_all()
        measured.scroll("gap_ms")
    if "window" in parts:
        measured.drag_window()
    if "register" in parts:
        measured.register_all()
    if "predict all" in parts:
        measured.predict_all()
        measured.export()
    measured.close()
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
