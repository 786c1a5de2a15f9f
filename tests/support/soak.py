"""The real window at scripted work, and what of memory, threads and handles is held after each round."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from exported import export_table
from PIL import Image as Picture
from PySide6.QtCore import QObject, QPointF, QSize, Qt
from PySide6.QtTest import QTest
from window_driver import Driver

from app.document import edits
from app.views.guide import GuideWindow
from engine.landmarks import Scheme

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("Sella", "Nasion")  # of the tiny model
FILMS = 4
_PROCESS = Path("/proc/self")
MIB = 2**20


@dataclass(frozen=True, slots=True)
class Sample:
    """What the process holds after a round. `memory` in MiB, `objects`: of Qt that belong to the window."""

    seconds: float
    memory: float
    threads: int
    handles: int
    objects: int


def can_measure() -> bool:
    return (_PROCESS / "statm").exists()


def sample(driver: Driver, began: float) -> Sample:
    """What is held now; garbage and what the allocator only keeps for later do not count."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    pages = int((_PROCESS / "statm").read_text().split()[1])
    status = (_PROCESS / "status").read_text()
    return Sample(
        time.monotonic() - began,
        pages * 4096 / MIB,
        int(status.split("Threads:")[1].split()[0]),
        len(list((_PROCESS / "fd").iterdir())) - 1,
        len(driver.window.findChildren(QObject)),
    )


def draw_films(folder: Path) -> Path:
    folder.mkdir()
    random = np.random.default_rng(0)
    for number in range(FILMS):
        pixels = random.integers(0, 255, (60, 80), np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        Picture.fromarray(pixels).save(folder / f"film{number}.png")
    return folder


def one_round(driver: Driver, folder: Path) -> None:
    """Open a folder, do with its films all that an hour of work is made of, and take all of it back."""
    driver.open(folder)
    document = driver.window.workspace.document
    document.push(edits.set_scheme(driver.project, Scheme(NAMES)))
    driver.settle()
    _annotate(driver)
    _look_around(driver)
    _predict_and_review(driver)
    _propagate(driver)
    export_table(driver.window, folder / "landmarks.csv")
    _dialogs(driver)
    for _ in range(document.undo_stack.count()):
        document.undo_stack.undo()
        driver.settle()
    document.undo_stack.redo()
    document.undo_stack.undo()
    driver.window.controllers.folder.save()


def _go_to(driver: Driver, number: int) -> None:
    driver.window.workspace.selection.set_film(f"film{number}.png")
    driver.wait_for_picture()


def _annotate(driver: Driver) -> None:
    for number in range(FILMS // 2):
        _go_to(driver, number)
        places = (200, 200), (600, 420)
        for x, y in places:
            driver.click(x, y)
        for name, (x, y) in zip(NAMES, places, strict=True):
            driver.drag(name, x + 40, y + 10 * number)
            driver.key(Qt.Key.Key_Right)


def _look_around(driver: Driver) -> None:
    view = driver.film_view
    for _ in range(2):
        view.zoom(1.5, QPointF(200, 200))
        driver.settle()
    view.fit()
    for name in ("names", "lines", "loupe"):
        for _ in range(2):
            driver.window.actions_[name].trigger()
            QTest.mouseMove(view.viewport(), driver.spot(300, 300))
            driver.settle()
    driver.window.resize(QSize(1200, 800))
    driver.settle()
    driver.window.resize(QSize(1300, 850))
    driver.settle()


def _predict_and_review(driver: Driver) -> None:
    window = driver.window
    for number in range(FILMS // 2, FILMS):
        _go_to(driver, number)
        window.controllers.prediction.predict((driver.film,))
        driver.wait_for_job()
        _show_heat(driver, True)
        driver.bot.waitUntil(lambda: driver.film_view._display.heat is not None)
        _show_heat(driver, False)
        driver.settle()
    driver.key(Qt.Key.Key_Space)
    driver.key(Qt.Key.Key_Return)


def _show_heat(driver: Driver, shown: bool) -> None:
    action = driver.window.actions_["heatmap"]
    driver.bot.waitUntil(action.isEnabled)
    if action.isChecked() is not shown:
        action.trigger()


def _propagate(driver: Driver) -> None:
    window = driver.window
    _go_to(driver, 0)
    window.actions_["exemplar"].trigger()
    driver.bot.waitUntil(window.actions_["propagate"].isEnabled)
    window.actions_["propagate"].trigger()
    assert window.workspace.jobs.is_busy, driver.told
    QTest.qWait(100)  # fitting films takes long, and its memory is the engine's
    window.workspace.jobs.cancel()
    driver.wait_for_job()


def _dialogs(driver: Driver) -> None:
    window = driver.window
    window.actions_["models"].trigger()
    driver.settle()
    window.controllers.model_dialog.dialog.close()
    window.actions_["guide"].trigger()
    driver.settle()
    window.findChild(GuideWindow).close()
    driver.settle()


def soak(driver: Driver, folders: list[Path], seconds: float) -> list[Sample]:
    """Work for so long; one sample a round."""
    began, samples = time.monotonic(), []
    while time.monotonic() - began < seconds or len(samples) < 4:
        one_round(driver, folders[len(samples) % len(folders)])
        samples.append(sample(driver, began))
    return samples
