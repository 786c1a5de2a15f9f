"""A window on three small films with a tiny model at hand."""

import numpy as np
import pytest
from PIL import Image as Picture
from PySide6.QtCore import QSettings
from tiny_models import save_tiny

from app.document import edits
from app.main_window import MainWindow
from app.settings import Settings
from engine.landmarks import Scheme

FILMS = ("1.png", "2.png", "3.png")


@pytest.fixture(name="places")
def model_places(tmp_path, monkeypatch):
    """The box with a model, and an own folder without any."""
    box, own = tmp_path / "box", tmp_path / "own"
    monkeypatch.setattr("engine.models.installed.box_folder", lambda: box)
    monkeypatch.setattr("engine.models.installed.own_folder", lambda: own)
    save_tiny(box / "tiny.safetensors")
    return box, own


@pytest.fixture(name="window")
def window_on_films(qtbot, tmp_path, places):
    folder = tmp_path / "films"
    folder.mkdir()
    for number, name in enumerate(FILMS):
        pixels = np.random.default_rng(number).integers(0, 255, (70, 60), np.uint8)
        Picture.fromarray(pixels).save(folder / name)
    window = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(window)
    window.settings.set("device", "cpu")
    window.show()
    with qtbot.waitSignal(window.controllers.folder.opened):
        window.controllers.folder.open(folder)
    window.bot = qtbot
    yield window
    window.close()


def finished(window):
    window.bot.waitUntil(lambda: not window.workspace.jobs.is_busy)


def predict(window, *films):
    window.controllers.prediction.predict(films or (window.workspace.selection.film,))
    finished(window)


def name_landmarks(window, *names):
    window.workspace.document.push(edits.set_scheme(window.workspace.document.project, Scheme(names)))
