"""Opens the window and stays until it is closed."""

from __future__ import annotations

import contextlib
import signal
import sys
from pathlib import Path
from types import TracebackType

if sys.platform == "win32":
    # Windows: torch's libraries must be loaded before Qt's
    with contextlib.suppress(ImportError):
        import torch  # noqa: F401

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.settings import Settings
from app.views.icons import app_icon


def open_window(path: str | None) -> int:
    """Open the window, on a folder or project file where one is given; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without windows is running already")
    app.setApplicationName("OneMark")
    app.setApplicationDisplayName("OneMark")
    app.setOrganizationName("OneMark")
    app.setDesktopFileName("onemark")
    app.setWindowIcon(app_icon())
    window = MainWindow(Settings(QSettings()))
    catch_bugs(window)
    stop_on_interrupt(window)
    window.show()
    if path is not None:
        QTimer.singleShot(0, lambda: window.controllers.folder.open(Path(path)))
    return app.exec()


def stop_on_interrupt(window: MainWindow) -> None:
    """Ctrl+C in the terminal closes the window in good order: everything is saved."""

    def close(*_ignored: object) -> None:
        window.workspace.jobs.cancel()  # who interrupts in a terminal is asked nothing in the window
        window.close()

    signal.signal(signal.SIGINT, close)
    # Python looks at signals only between its own steps, and Qt's loop may take none for long
    heartbeat = QTimer(window, interval=300)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()


def catch_bugs(window: MainWindow) -> None:
    """Show errors that nobody foresaw in the bug dialog instead of losing them on a console."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception) or window.workspace.messages.raised(error):
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = show
