"""The window as a process: ended from outside it saves and closes; without a screen it says so."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.storage.opening import open_project

ROOT = Path(__file__).parents[2]

# the real window, which places a point as soon as its folder is open
PLACING = """
import sys
from PySide6.QtCore import QTimer
import app.main_window
from app.document import edits
from app.main_window import MainWindow

class Placing(MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.timer = QTimer(self, interval=50)
        self.timer.timeout.connect(self.place)
        self.timer.start()

    def place(self):
        document = self.workspace.document
        if "a.png" in document.project.films:
            self.timer.stop()
            document.push(edits.add_landmark(document.project, "a.png", 12.0, 7.0, now=document.now()))
            print("placed", flush=True)

app.main_window.MainWindow = Placing
from app.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_window_that_is_ended_from_outside_saves_and_closes(tmp_path, name):
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (40, 30), np.uint8)).save(tmp_path / "a.png")
    places = {"XDG_CONFIG_HOME": str(tmp_path / ".config"), "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    window = subprocess.Popen(
        [sys.executable, "-c", PLACING, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert window.stdout is not None
        assert window.stdout.readline() == "placed\n"
        window.send_signal(getattr(signal, name))
        _, err = window.communicate(timeout=300)
    finally:
        window.kill()
    assert window.returncode == 0, err
    assert "Traceback" not in err
    [mark] = open_project(tmp_path).project.landmarks("a.png").placed()
    assert (mark.x, mark.y) == (12.0, 7.0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_the_window_says_so_in_a_line(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    blind = {key: value for key, value in os.environ.items() if key not in hidden}
    found = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env=blind | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert found.returncode == 1
    assert found.stderr.startswith("onemark: There is no screen that the window can open on: ")
    assert found.stderr.count("\n") == 1
