"""Two windows of two processes on one project, and a computer whose clock goes back: no work is lost."""

import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import Qt
from window_driver import Driver

from app.storage import snapshots
from app.storage.layout import layout_for

ROOT = Path(__file__).parents[2]
CTRL = Qt.KeyboardModifier.ControlModifier

# a window that places a landmark for each line that it reads, and closes at the end of them
PLACING = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QThread, Signal
from PySide6.QtWidgets import QApplication
from app.document import edits
from app.main_window import MainWindow
from app.settings import Settings

class Lines(QThread):
    read = Signal(float)

    def run(self):
        for line in sys.stdin:
            self.read.emit(float(line))

application = QApplication([])
window = MainWindow(Settings(QSettings(sys.argv[2], QSettings.Format.IniFormat)))
document, lines = window.workspace.document, Lines()

def place(x):
    document.push(edits.add_landmark(document.project, "film0.png", x, 60.0, now=document.now()))
    print("placed", flush=True)

lines.read.connect(place)
lines.finished.connect(window.close)
window.controllers.folder.opened.connect(lines.start)
window.show()
window.controllers.folder.open(Path(sys.argv[1]))
application.exec()
"""


@pytest.fixture
def films(tmp_path):
    place = tmp_path / "films"
    place.mkdir()
    for number in range(2):
        Picture.fromarray(np.full((300, 200), 80 + number, np.uint8)).save(place / f"film{number}.png")
    return place


def open_window(qtbot, films, name):
    driver = Driver(qtbot, films.parent / name)
    with qtbot.waitSignal(driver.window.controllers.folder.opened):
        driver.window.controllers.folder.open(films)
    driver.wait_for_picture()
    return driver


def places(driver):
    return sorted(round(mark.x) for mark in driver.project.landmarks("film0.png").placed())


class Clock(datetime):
    """The computer's clock, so far ahead."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + cls.ahead


def test_a_second_window_is_told_looks_on_and_costs_the_first_no_edit(qtbot, films, tmp_path):
    # the folders of tests, not of the person who runs them
    hidden = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(tmp_path))
    command = [sys.executable, "-c", PLACING, str(films), str(tmp_path / "first.ini")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | hidden, **pipes) as first:

        def place(x):
            print(x, file=first.stdin, flush=True)
            assert first.stdout.readline() == "placed\n"

        place(40.0)
        qtbot.waitUntil(layout_for(films).project.exists, timeout=30_000)  # with the first edit in it
        second = open_window(qtbot, films, "second.ini")
        assert "open in another window: close it there to edit it here" in second.told
        assert places(second) == [40]
        second.click(150, 200)
        second.key(Qt.Key.Key_S, CTRL)
        place(80.0)
        assert places(second) == [40]
        second.close()
        place(120.0)
        first.stdin.close()
        assert first.wait(300) == 0
    third = open_window(qtbot, films, "second.ini")
    assert (places(third), third.told) == ([40, 80, 120], "")
    third.click(150, 200)
    assert places(third) == [40, 80, 120, 150]
    third.close()


def test_after_a_clock_went_back_the_newest_backup_and_the_journal_hold_all_work(qtbot, films, monkeypatch):
    for module in ("app.storage.snapshots", "app.storage.recovery", "app.document.change"):
        monkeypatch.setattr(f"{module}.datetime", Clock)
    layout, driver = layout_for(films), open_window(qtbot, films, "settings.ini")
    for number, days in enumerate((0, 0, -3, -3, -4)):
        monkeypatch.setattr(Clock, "ahead", timedelta(days=days))
        driver.click(20 + 30 * number, 60)
        driver.key(Qt.Key.Key_S, CTRL)
    made = snapshots.backups(layout)
    assert len(made) == 3  # what was saved before the clock went back, and after each time
    times = [snapshots.backup_time(backup) for backup in made]
    assert times == sorted(times)  # the newest has the oldest time
    assert snapshots.newest_good_backup(layout) == made[0]

    driver.click(180, 60)  # which the journal alone has
    qtbot.waitUntil(lambda: '"6"' in layout.journal.read_text())
    crashed = shutil.copytree(films, films.with_name("crashed"))
    driver.close()
    (crashed / layout.project.name).write_bytes(b"{")
    again = Driver(qtbot, films.parent / "again.ini")
    again.window.controllers.folder.open(crashed)
    qtbot.waitUntil(lambda: "restore it" in again.told)
    assert made[0].name in again.told
    with qtbot.waitSignal(again.window.controllers.folder.opened):
        again.press_notice()
    again.wait_for_picture()
    assert places(again) == [20 + 30 * number for number in range(5)] + [180]
    again.close()
