"""No mistake in what Qt calls ends the process: it is caught, reported once, and the work goes on."""

import ast
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from failing_overrides import all_overrides
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QImage, QUndoCommand
from PySide6.QtWidgets import QMessageBox

import app
from app.guard import guarded, kept, painting
from app.main_window import MainWindow
from app.settings import Settings
from app.views.dialogs import BugDialog
from app.window import catch_bugs
from engine.errors import EngineError


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    """The real window; what nobody catches is reported in it as in the running app."""
    window = MainWindow(Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_bugs(window)
    qtbot.addWidget(window)
    return window


def dialogs(window):
    return window.findChildren(BugDialog)


def test_every_function_that_qt_calls_is_guarded():
    assert [name for name, function in all_overrides().items() if not hasattr(function, "__wrapped__")] == []


def test_every_class_can_be_found_by_the_test_above():
    """A class within a function would be overlooked."""
    hidden = []
    for path in Path(app.__path__[0]).rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                hidden += [node for node in ast.walk(function) if isinstance(node, ast.ClassDef)]
    assert hidden == []


@pytest.mark.parametrize("where", ["start", "half"])
def test_window_outlives_the_failure_of_each_function_that_qt_calls_and_reports_it_once(tmp_path, where):
    process = subprocess.run(
        [sys.executable, "-m", "failing_overrides", str(tmp_path), where],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment_of_child(),
    )
    assert process.returncode == 0, process.stderr[-3000:]
    found = json.loads(process.stdout)
    assert found.keys() == all_overrides().keys()
    assert {name for name, (failures, _) in found.items() if failures < 2} == set()
    assert {name: told for name, (_, told) in found.items() if told != 1} == {}
    assert "QPainter::" not in process.stderr
    assert "QBackingStore" not in process.stderr


def environment_of_child():
    root = Path(app.__path__[0]).parent
    paths = os.pathsep.join([str(root), str(root / "tests" / "support")])
    return {**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}


def test_guarded_override_does_what_qt_does_where_it_fails(monkeypatch):
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: reported.append(str(error)))

    @guarded
    class Step(QUndoCommand):
        def id(self):
            raise LookupError("no id")

    assert Step().id() == -1
    assert reported == ["no id"]


def test_mistake_in_a_slot_opens_one_dialog_and_is_a_sentence_from_then_on(window, qtbot):
    timer = QTimer(window, interval=0)
    failures = []

    def fail():
        failures.append(1)
        raise LookupError("lost")

    timer.timeout.connect(fail)
    timer.start()
    qtbot.waitUntil(lambda: len(failures) > 3)
    timer.stop()
    qtbot.waitUntil(lambda: "failed again" in window.views.notice.text)
    assert len(dialogs(window)) == 1
    assert "lost" in window.views.notice.text


def test_refusal_in_a_slot_is_told_each_time(window, qtbot):
    def refuse():
        raise EngineError("Place a point first.")

    for _ in range(2):
        window.views.notice.show_message("something else")
        QTimer.singleShot(0, refuse)
        qtbot.waitUntil(lambda: window.views.notice.text == "Place a point first.")
    assert dialogs(window) == []


def test_mistake_on_another_thread_opens_the_dialog_in_the_window_s_own(window, qtbot):
    def fail():
        try:
            raise LookupError("far away")
        except LookupError as error:
            sys.excepthook(type(error), error, error.__traceback__)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert dialogs(window) == []
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)


def test_mistake_while_closing_asks_before_anything_is_lost(window, monkeypatch, qtbot):
    def fail():
        raise LookupError("not closed")

    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_asked, **_more: answers.pop(0))
    monkeypatch.setattr(window.controllers.heatmap, "close", fail)
    window.show()
    assert not window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    assert window.close()
    monkeypatch.undo()
    window.close()


def test_painters_end_and_are_given_back_as_they_were_where_painting_fails(qtbot):
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    painters = []

    def paint_words(painter):
        with kept(painter):
            painter.setOpacity(0.5)
            raise LookupError

    def paint():
        with painting(picture) as painter:
            painters.append(painter)
            with pytest.raises(LookupError):
                paint_words(painter)
            assert painter.opacity() == 1.0
            raise LookupError

    with pytest.raises(LookupError):
        paint()
    assert not painters[0].isActive()
