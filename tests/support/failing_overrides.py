"""A process with the real window in which each function that Qt calls fails once; prints what was reported.

One line of JSON: "Kind.name" -> [how often it failed, how many dialogs told of it].
"""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import numpy as np
from PIL import Image as Picture
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QHelpEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton, QWidget

import app
from app.guard import overrides
from app.main_window import MainWindow
from app.settings import Settings
from app.views.arrangement import ListsSplitter
from app.views.dialogs import BugDialog, DecimalBox
from app.views.evaluation_view import EvaluationDialog
from app.views.focus_ring import show_ring
from app.views.import_preview import FilmChoice, ImportDisplay, ImportPreview
from app.views.left_out_list import LeftOutRow
from app.views.measure_panel import MeasurePanelDisplay, MeasureRow
from app.views.sigma_curves import SigmaRoundMark
from app.views.superimposition_picture import SuperimpositionPicture
from app.window import catch_bugs

LEFT, NO_BUTTON, NO_KEYS = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
MESSAGE = "injected"


def all_overrides() -> dict[str, FunctionType]:
    """What Qt calls: "Kind.name" -> function."""
    found: dict[str, FunctionType] = {}
    for path in sorted(Path(app.__path__[0]).rglob("*.py")):
        if path.stem != "__main__":
            parts = path.relative_to(Path(app.__path__[0]).parent).with_suffix("").parts
            module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
            kinds = [kind for kind in vars(module).values() if isinstance(kind, type)]
            for kind in (kind for kind in kinds if kind.__module__ == module.__name__):
                for name, function in overrides(kind).items():
                    found[f"{kind.__name__}.{name}"] = function
    return found


class Saboteur:
    """Lets one function fail: as it begins, or at the line `half` way through its first call."""

    def __init__(self, half: bool) -> None:
        self.failures, self._half, self._lines = 0, half, []
        self._target: CodeType | None = None

    def aim(self, target: CodeType) -> None:
        self._target, self.failures, self._lines = target, 0, []

    def trace(self, frame: FrameType, event: str, _argument: object) -> Callable[..., object] | None:
        if frame.f_code is not self._target:
            return None
        if not self._half:
            self._fail()
        return self._follow if self._lines else self._learn

    def _learn(self, frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
        if event == "line":
            self._lines.append(frame.f_lineno)
        return self._learn

    def _follow(self, frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
        if event == "line" and frame.f_lineno == self._lines[len(self._lines) // 2]:
            self._fail()
        return self._follow

    def _fail(self) -> None:
        self.failures += 1
        raise LookupError(MESSAGE)


def edit_scheme(window: MainWindow) -> None:
    """Open the scheme editor, press a key, let a row go, leave a text, and close it."""
    editor = window.controllers.scheme_editing.editor
    editor.show()
    QTest.keyClick(editor._list, Qt.Key.Key_F20)
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, QMimeData(), LEFT, NO_KEYS)
    editor._list.dropEvent(drop)
    QApplication.sendEvent(editor._description, QFocusEvent(QEvent.Type.FocusOut))
    editor.close()


def look_at_import(window: MainWindow) -> None:
    """Show the preview of an import, zoom and pan in it, and leave it."""

    dialog, row = ImportPreview(window), LeftOutRow("film", "A", "why")
    dialog.show_import(ImportDisplay("1 point", "a.tps", (FilmChoice("film", "film"),), left_out=(row,)))
    dialog.show()
    dialog.grab()
    dialog.film.sizeHint()
    area = dialog.film.viewport()
    QTest.mouseDClick(area, LEFT)
    QTest.mousePress(area, LEFT)
    QTest.mouseMove(area, QPoint(20, 30))
    QTest.mouseRelease(area, LEFT)
    none, phase = QPoint(), Qt.ScrollPhase.NoScrollPhase
    at = QPointF(9, 9)
    QApplication.sendEvent(area, QWheelEvent(at, at, none, QPoint(0, 120), NO_BUTTON, NO_KEYS, phase, False))
    dialog.reject()
    dialog.close()
    dialog.deleteLater()


def ring_a_button(window: MainWindow) -> None:
    """Show the ring of the keys on a button that becomes larger."""
    button = QPushButton(window)
    show_ring(button)
    button.resize(90, 40)
    button.show()
    button.grab()
    button.deleteLater()


def gestures(window: MainWindow, folder: Path) -> list[Callable[[], object]]:
    """What a person and the desktop do; every function that Qt calls is called three times."""
    views, film = window.views, window.views.film
    port, send = film.viewport(), QApplication.sendEvent
    spot = film.to_screen(QPointF(50, 60)).toPoint()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    copy = Qt.DropAction.CopyAction
    palette = QEvent.Type.PaletteChange

    def wheel() -> None:
        none, phase = QPoint(), Qt.ScrollPhase.NoScrollPhase
        at = QPointF(spot)
        send(port, QWheelEvent(at, at, none, QPoint(0, 120), NO_BUTTON, NO_KEYS, phase, False))

    def drag() -> None:
        QTest.mousePress(port, LEFT, NO_KEYS, spot)
        QTest.mouseMove(port, spot + QPoint(9, 9))
        QTest.mouseRelease(port, LEFT, NO_KEYS, spot)

    def show_crop() -> None:
        views.landmarks.about.inset.show_crop(QImage(20, 20, QImage.Format.Format_Grayscale8), QPointF(), "")
        views.landmarks.about.inset.grab()

    def draw_curves() -> None:
        views.job.setVisible(True)
        views.job.sigmas.show_all([SigmaRoundMark(n, {"a": n}, {"a": n}) for n in range(3)])
        views.job.grab()

    def show_measures() -> None:
        rows = tuple(MeasureRow(symbol, "1 mm", deviation=1.0) for symbol in "ab")
        views.measures.show_open(True)
        views.measures.show_values(MeasurePanelDisplay(rows=rows))
        views.measures.grab()
        views.measures.show_open(False)

    def draw_film() -> None:
        film._picture.update()  # what was drawn is kept
        film.grab()

    def nudge() -> None:
        for _ in range(2):
            QTest.keyClick(film, Qt.Key.Key_Right)

    def turn(widget: QWidget) -> Callable[[], object]:
        return lambda: send(widget, QEvent(palette))

    plain, box = QEvent.Type.User, DecimalBox(window)
    once = [
        lambda: send(window.actions_["undo"], QEvent(plain)),
        *(lambda menu=menu: send(menu, QEvent(plain)) for menu in window.actions_.menus.values()),
        lambda: QTest.mouseClick(port, LEFT, NO_KEYS, spot),
        drag,
        lambda: QTest.mouseDClick(port, LEFT, NO_KEYS, spot),
        nudge,
        lambda: send(views, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F20, NO_KEYS)),
        window.actions_["undo"].trigger,
        window.actions_["redo"].trigger,
        wheel,
        lambda: send(port, QHelpEvent(QEvent.Type.ToolTip, spot, port.mapToGlobal(spot))),
        lambda: send(film, QEvent(QEvent.Type.Leave)),
        lambda: send(film, QFocusEvent(QEvent.Type.FocusOut)),
        lambda: window.resize(1000, 700),
        lambda: window.resize(1300, 850),
        lambda: send(window, QDragEnterEvent(spot, copy, data, LEFT, NO_KEYS)),
        lambda: send(window, QDropEvent(QPointF(spot), copy, data, LEFT, NO_KEYS)),
        lambda: edit_scheme(window),
        show_crop,
        lambda: look_at_import(window),
        draw_curves,
        draw_film,
        show_measures,
        SuperimpositionPicture(window).grab,
        *map(
            turn,
            (
                window,
                EvaluationDialog(window),
                views.job.sigmas,
                *views.job.findChildren(QWidget),
                *views.job.details.findChildren(QWidget),
            ),
        ),
        views.landmarks.about.inset.sizeHint,
        views.welcome.grab,
        lambda: [child.sizeHint() for child in views.welcome.findChildren(QWidget)],
        views.films._list.doItemsLayout,
        lambda: views.films._filter.set_text("film"),
        window.controllers.lists.refresh_soon,
        lambda: QTest.keyClicks(box, "1"),
        views.landmarks.sizeHint,
        window.findChild(ListsSplitter).sizeHint,
        lambda: film.scrollContentsBy(1, 0),
        lambda: ring_a_button(window),
        views.landmarks.hasHeightForWidth,
        window.grab,
    ]
    return once * 3


def main(folder: Path, half: bool) -> None:
    application = QApplication([])
    films = folder / "films"
    films.mkdir()
    for number in range(3):
        Picture.fromarray(np.full((300, 200), 80 + number, np.uint8)).save(films / f"film{number}.png")
    window = MainWindow(Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)))
    window.resize(1300, 850)
    window.show()
    QMessageBox.question = lambda *_asked, **_more: QMessageBox.StandardButton.No
    catch_bugs(window)
    window.controllers.folder.open(films)
    while window.views.film._display.picture is None:
        QTest.qWait(10)
    saboteur, found = Saboteur(half), {}
    for name, function in all_overrides().items():
        saboteur.aim(getattr(function, "__wrapped__", function).__code__)
        before = gestures(window, films)
        if name == "MainWindow.closeEvent":
            before = [lambda: QApplication.sendEvent(window, QEvent(QEvent.Type.Close)), window.show] * 3
        for gesture in before:
            sys.settrace(saboteur.trace)  # a failure ends the tracing
            gesture()
        QTest.qWait(1)
        sys.settrace(None)
        dialogs = window.findChildren(BugDialog)
        told = [MESSAGE in dialog.findChild(QPlainTextEdit).toPlainText() for dialog in dialogs]
        found[name] = (saboteur.failures, sum(told))
        for dialog in dialogs:
            dialog.close()
            dialog.deleteLater()
        QTest.qWait(1)
    print(json.dumps(found), flush=True)
    window.close()
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "half")
