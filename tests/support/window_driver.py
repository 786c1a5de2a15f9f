"""Drives the real window as a person does: by mouse and keyboard, looking at what is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from app.main_window import MainWindow
from app.settings import Settings
from engine.landmarks import Landmark

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Driver:
    """One open window. Positions are original pixels (x, y)."""

    def __init__(self, qtbot, settings_file: Path, way: str = "registration") -> None:
        self.bot = qtbot
        store = QSettings(str(settings_file), QSettings.Format.IniFormat)
        settings = Settings(store)
        if way:
            settings.set("propagation", way)  # nothing is learned, unless a journey is about that
        self.window = MainWindow(settings)
        qtbot.addWidget(
            self.window
        )  # closed and deleted after the test: a theme is told to every widget left
        self.window.resize(1300, 850)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    @property
    def film_view(self):
        return self.window.views.film

    @property
    def project(self):
        return self.window.workspace.document.project

    @property
    def film(self) -> str:
        return self.window.workspace.selection.film

    def open(self, folder: Path) -> None:
        with self.bot.waitSignal(self.window.controllers.folder.opened):
            self.window.controllers.folder.open(folder)
        self.wait_for_picture()
        self.bot.waitUntil(lambda: all(film.sha256 for film in self.project.films.values()))

    def wait_for_picture(self) -> None:
        def there() -> None:
            display = self.film_view._display
            assert display.film == self.film
            assert display.picture is not None

        self.bot.waitUntil(there)

    def press_step(self, name: str) -> None:
        """Press a button of the toolbar."""
        button = self.window.steps.widgetForAction(self.window.actions_[name])
        assert isinstance(button, QToolButton)
        self.bot.waitUntil(button.isEnabled)
        QTest.mouseClick(button, LEFT)

    def lit_step(self) -> str:
        names = ("open", "annotate", "propagate", "review", "export")
        bar = self.window.steps
        lit = [n for n in names if bar.widgetForAction(self.window.actions_[n]).property("lit")]
        assert len(lit) == 1
        return lit[0]

    def spot(self, x: float, y: float) -> QPoint:
        return self.film_view.to_screen(QPointF(x, y)).toPoint()

    def click(self, x: float, y: float) -> None:
        QTest.mouseClick(self.film_view.viewport(), LEFT, NO_KEYS, self.spot(x, y))
        self.settle()

    def drag(self, name: str, x: float, y: float) -> None:
        """Take hold of a point and let it go at (x, y)."""
        # what was shown last is dragged: it may be a preview that the document lacks
        mark = next(mark for mark in self.film_view._display.marks if mark.name == name)
        port, start, end = self.film_view.viewport(), self.spot(mark.x, mark.y), self.spot(x, y)
        QTest.mousePress(port, LEFT, NO_KEYS, start)
        QTest.mouseMove(port, start + QPoint(4, 0))
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, LEFT, NO_KEYS, end)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """A key while the film has the focus, after what happened before it has been shown."""
        self.settle()
        self.film_view.setFocus()
        QTest.keyClick(self.film_view, key, modifiers)
        self.settle()

    def settle(self) -> None:
        """Let the window do what it does before a person's next move."""
        QTest.qWait(1)

    def drop(self, *paths: Path, over: QWidget | None = None) -> None:
        """Let go of things from the desktop over a part of the window, as the system tells it."""
        target = over or self.film_view
        spot = target.mapTo(self.window, target.rect().center())
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        for kind in (QDragEnterEvent, QDropEvent):
            place = spot if kind is QDragEnterEvent else QPointF(spot)
            event = kind(place, Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
            QApplication.sendEvent(self.window.windowHandle(), event)
        self.settle()

    @property
    def told(self) -> str:
        """The message on show, "" where there is none."""
        notice = self.window.views.notice
        return notice.text if notice.isVisible() else ""

    def press_notice(self) -> None:
        """Press the button of the message."""
        button = self.window.views.notice.findChild(QPushButton)
        assert button.isVisible()
        QTest.mouseClick(button, LEFT)
        self.settle()

    def undo(self) -> None:
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def redo(self) -> None:
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    def landmark(self, name: str, film: str = "") -> Landmark:
        return self.project.landmarks(film or self.film).get(name)

    def wait_for_job(self) -> None:
        self.bot.waitUntil(lambda: not self.window.workspace.jobs.is_busy)
        self.settle()  # what its end allows or forbids is shown a moment later

    @property
    def within(self) -> float:
        """How far a click may land beside its aim: half a pixel of the screen, in film pixels."""
        return 0.75 / self.film_view.scale_now

    def close(self) -> None:
        if self.window.isVisible():
            self.window.workspace.jobs.cancel()  # or the window asks
            assert self.window.close()
