"""Opens the window and stays until it is closed."""

from __future__ import annotations

import builtins
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if sys.platform == "win32":
    # Windows: torch's libraries must be loaded before Qt's
    with contextlib.suppress(ImportError):
        import torch  # noqa: F401

from PySide6.QtCore import QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.language import use_language
from app.terminal import stopping

if TYPE_CHECKING:
    from app.main_window import MainWindow

_HANDOVER_S = 0.0005  # within which another thread of Python gives way to the window; 0.005 is usual
_NO_SCREEN = (
    "There is no screen that the window can open on: start it on a desktop, or see onemark --help for what "
    "needs none."
)


def open_window(path: str | None) -> int:
    """Open the window, on a folder or project file where one is given; returns the exit code."""
    import_plainly()
    give_way()
    app = QApplication.instance() or _new_application()
    if not isinstance(app, QApplication):
        raise TypeError("a Qt application without windows is running already")
    app.setApplicationName("OneMark")
    app.setApplicationDisplayName("OneMark")
    app.setOrganizationName("OneMark")
    app.setDesktopFileName("onemark")
    use_language(app, QSettings())
    # only now: the tables of these modules hold what the window says
    from app.main_window import MainWindow
    from app.settings import Settings
    from app.views.icons import app_icon

    app.setWindowIcon(app_icon())
    window = MainWindow(Settings(QSettings()))
    catch_bugs(window)
    window.show()
    if path is not None:
        QTimer.singleShot(0, lambda: window.controllers.folder.open(Path(path)))
    with closing_on_signals(window):
        return app.exec()


def import_plainly() -> None:
    """Have imports cost what they cost without PySide, which reads the source of every module that comes in.

    It looks there for its own name, for the sake of `__feature__`, which nothing here uses: a sixth of what
    the window's modules take, and with torch 40 MB of text that stay in memory.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)  # PySide's name for it


def give_way() -> None:
    """Let the window go first where films are read or a model is loaded beside it.

    Each of its many calls into Qt gives the interpreter away, and it has to wait until it gets it back.
    """
    sys.setswitchinterval(_HANDOVER_S)


def _new_application() -> QApplication:
    """Qt at work; where it finds no screen the process ends with a sentence, as Qt can only abort then."""
    found: list[str] = []

    def hear(kind: QtMsgType, _: object, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            print(f"onemark: {_NO_SCREEN} Qt says: {' '.join(' '.join(found).split())}", file=sys.stderr)
            sys.stderr.flush()
            os._exit(1)
        found.append(text)

    before = qInstallMessageHandler(hear)
    try:
        app = QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(before)
    for text in found:
        print(text, file=sys.stderr)
    return app


@contextlib.contextmanager
def closing_on_signals(window: MainWindow) -> Iterator[None]:
    """Ctrl+C in the terminal, SIGTERM and the like close the window in good order: everything is saved."""

    def close(*_ignored: object) -> None:
        window.workspace.jobs.interrupt()  # who interrupts in a terminal is asked nothing in the window
        window.close()

    # Python looks at signals only between its own steps, and Qt's loop may take none for long
    heartbeat = QTimer(window, interval=300)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    with stopping(close):
        yield


def catch_bugs(window: MainWindow) -> None:
    """Show errors that nobody foresaw in the bug dialog instead of losing them on a console."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception) or window.workspace.messages.raised(error):
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = show
