"""Take the pictures of README: the real window on drawn films, driven by mouse and keyboard.

Run it after the window changed and commit what it writes: `.venv/bin/python packaging/screenshots.py`.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QPointF, QSettings, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.cli import run_command_line
from app.document import edits
from app.document.project import FilmState
from app.main_window import MainWindow
from app.run_choice import RunChoice
from app.settings import Settings
from app.theme import apply_theme
from engine.io.tables import FilmRow, write_landmarks
from engine.landmarks import Landmark
from engine.operation import run
from engine.phantoms.phantom import Phantoms, write_phantoms

TARGET = ROOT / "resources" / "screenshots"
SIZE = (1280, 800)
FILMS, SEED = 12, 7
LEARNED, LEARNED_SEED, PREDICTED_SEED = 30, 11, 23  # films of the model, and of those that it has never seen
HABIT = {"Thumb tip": (5.0, 14.0), "Index tip": (0.0, 9.0)}  # px: how one person clicks beside the truth
GREYS, COLOURS = 56, 48  # so few make small files, and nobody sees the difference
FONTS = ("Inter", "Noto Sans", "Segoe UI", "Helvetica Neue")  # the first that is there; else Qt's own
LEFT = Qt.MouseButton.LeftButton


def palette_of(picture: Image.Image) -> Image.Image:
    """Evenly spaced greys for the films, and the picture's own colours for all that is coloured."""
    pixels = np.asarray(picture)
    coloured = pixels[np.ptp(pixels, axis=2) > 20]
    chosen = Image.fromarray(coloured[None]).quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=3)
    greys = np.linspace(0, 255, GREYS).round().astype(np.uint8)
    flat = [*np.repeat(greys, 3).tolist(), *(chosen.getpalette() or [])[: 3 * COLOURS]]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat)
    return palette


class Photographer:
    """One window on a folder of films."""

    def __init__(self, application: QApplication, place: Path) -> None:
        self._application = application
        settings = Settings(QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat))
        self.window = MainWindow(settings)
        self.window.resize(*SIZE)
        self.window.show()

    def wait(self, milliseconds: int) -> None:
        """Let the window live for a while; QTest.qWait would keep the job's thread from running."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait_until(self, true: Callable[[], bool], seconds: float = 240) -> None:
        """Wait for something to become true."""
        for _ in range(round(seconds / 0.02)):
            if true():
                return
            self.wait(20)
        raise TimeoutError("The window did not get there: look at what it shows.")

    def shoot(self, name: str) -> None:
        """Write what the window shows now."""
        self.window.views.bar.show_cursor(None)
        self.wait(150)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.window.grab().save(buffer, "PNG")
        picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        small = picture.quantize(palette=palette_of(picture), dither=Image.Dither.NONE)
        path = TARGET / f"{name}.png"
        small.save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1000:.0f} kB")

    def click(self, mark: Landmark) -> None:
        """Click where a landmark lies on the film on screen."""
        film = self.window.views.film
        spot = film.to_screen(QPointF(mark.x or 0.0, mark.y or 0.0)).toPoint()
        QTest.mouseClick(film.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
        self.wait(20)

    def press(self, step: str) -> None:
        """Press a button of the toolbar."""
        button = self.window.steps.widgetForAction(self.window.actions_[step])
        self.wait_until(button.isEnabled)
        QTest.mouseClick(button, LEFT)

    def key(self, key: Qt.Key) -> None:
        """A key over the film."""
        self.window.views.film.setFocus()
        QTest.keyClick(self.window.views.film, key)
        self.wait(50)

    def is_film_shown(self) -> bool:
        """True once the film on screen is read, and all others for their pictures in the list."""
        films = self.window.workspace.document.project.films.values()
        there = self.window.workspace.reader.image(self.window.workspace.selection.film) is not None
        return there and all(film.sha256 for film in films)


def take_all(photographer: Photographer, films: Path, phantoms: Phantoms) -> None:
    """The whole main job, with a picture at each step."""
    window = photographer.window
    photographer.shoot("welcome")
    window.controllers.folder.open(films)
    photographer.wait_until(lambda: bool(window.workspace.selection.film))
    photographer.wait_until(photographer.is_film_shown)
    annotate(photographer, phantoms.truth[window.workspace.selection.film].landmarks, phantoms.scheme.names)
    photographer.press("propagate")
    previews = window.workspace.previews
    photographer.wait_until(lambda: previews.counts.states[FilmState.PREDICTED] >= FILMS // 3)
    photographer.key(Qt.Key.Key_D)
    photographer.key(Qt.Key.Key_D)
    photographer.wait_until(photographer.is_film_shown)
    photographer.shoot("propagating")
    photographer.wait_until(lambda: not window.workspace.jobs.is_busy, 1800)
    photographer.press("review")
    photographer.key(Qt.Key.Key_Return)
    photographer.key(Qt.Key.Key_Return)
    photographer.wait_until(photographer.is_film_shown)
    window.views.job.hide()
    photographer.shoot("reviewing")


def take_reading(photographer: Photographer, films: Path, phantoms: Phantoms) -> None:
    """The bar that says how the person reads: six films corrected by somebody who has a habit."""
    window, document = photographer.window, photographer.window.workspace.document
    window.settings.set("propagation", RunChoice.REGISTRATION.value)
    window.controllers.folder.open(films)
    photographer.wait_until(lambda: bool(window.workspace.selection.film))
    photographer.wait_until(photographer.is_film_shown)
    for name in phantoms.scheme.names:
        window.views.landmarks.add_wanted.emit((name,))
    for mark in phantoms.truth[window.workspace.selection.film].landmarks.values():
        photographer.click(mark)
    photographer.press("propagate")
    photographer.wait_until(lambda: window.workspace.jobs.is_busy)
    photographer.wait_until(lambda: not window.workspace.jobs.is_busy)
    for film in list(document.project.films)[1:7]:
        window.workspace.selection.set_film(film)
        for name, mark in phantoms.truth[film].landmarks.items():
            x, y = mark.position or (0.0, 0.0)
            across, down = HABIT.get(name, (0.0, 0.0))
            document.push(edits.move(document.project, film, name, x + across, y + down, now=document.now()))
        photographer.key(Qt.Key.Key_Return)
    photographer.wait_until(lambda: window.views.reading.offer is not None)
    window.views.notice.withdraw(window.views.notice.text)  # the offer to register again, which goes before
    photographer.wait_until(window.views.reading.isVisible)
    window.workspace.selection.set_film(list(document.project.films)[7])
    window.workspace.selection.set_landmark(next(iter(HABIT)))
    photographer.key(Qt.Key.Key_F)
    window.views.job.hide()
    photographer.wait_until(photographer.is_film_shown)
    photographer.shoot("reading")


def annotate(photographer: Photographer, truth: Mapping[str, Landmark], names: tuple[str, ...]) -> None:
    """Type the names and click the points, with a picture when most are placed."""
    entry: QWidget = photographer.window.views.landmarks.findChild(QWidget, "add-landmarks")
    QTest.mouseClick(entry, LEFT)
    QTest.keyClicks(entry, ", ".join(names))
    QTest.keyClick(entry, Qt.Key.Key_Return)
    for number, name in enumerate(names):
        if number == 2 * len(names) // 3:
            photographer.shoot("annotating")
        photographer.click(truth[name])


def learn(place: Path) -> Path:
    """A model of other drawn films: no picture of a patient belongs into a repository."""
    films, model, table = place / "Learned", place / "Models" / "hands.safetensors", place / "hands.csv"
    films.mkdir()
    drawn = run(write_phantoms(films, LEARNED, LEARNED_SEED))
    rows = [FilmRow(name, None, spacing, {}) for name, spacing in drawn.spacings.items()]
    write_landmarks(table, list(drawn.truth.values()), drawn.scheme, rows)
    given = {"images": films, "landmarks": table, "model-out": model, "epochs": 80, "longest": 256}
    given |= {"title": "Hand: drawn films", "device": "cpu"}
    model.parent.mkdir(parents=True)
    if run_command_line(["train", *(f"--{key}={value}" for key, value in given.items())]):
        raise RuntimeError("The model was not learned: the lines above say why.")
    return model


def take_prediction(photographer: Photographer, films: Path, model: Path) -> None:
    """A film predicted by a model, under its heatmaps."""
    window = photographer.window
    window.controllers.models.own_folder = model.parent  # not the person's own list
    window.controllers.models.refresh()
    choices = window.controllers.models.shelf.choices
    window.controllers.models.choose(next(choice.key for choice in choices if choice.path == model))
    window.controllers.folder.open(films)
    photographer.wait_until(lambda: bool(window.workspace.selection.film))
    photographer.wait_until(photographer.is_film_shown)
    window.controllers.prediction.predict_all()
    photographer.wait_until(lambda: not window.workspace.jobs.is_busy)
    for _ in range(3):
        photographer.key(Qt.Key.Key_D)
    photographer.key(Qt.Key.Key_M)
    photographer.wait_until(lambda: window.views.film._display.heat is not None)
    photographer.wait_until(photographer.is_film_shown)
    photographer.shoot("predicting")


def main() -> None:
    """Write the pictures, light ones and a dark one."""
    application = QApplication([])
    application.setApplicationName("OneMark")
    there = set(QFontDatabase.families())
    if family := next((font for font in FONTS if font in there), ""):
        application.setFont(QFont(family, 10))
    apply_theme(application, "light")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        films = Path(folder) / "Hands"
        films.mkdir()
        phantoms = run(write_phantoms(films, FILMS, SEED))
        photographer = Photographer(application, Path(folder))
        take_all(photographer, films, phantoms)
        apply_theme(application, "dark")
        photographer.shoot("reviewing-dark")
        photographer.window.close()
        apply_theme(application, "light")
        model = learn(Path(folder))
        more = Path(folder) / "New hands"
        more.mkdir()
        run(write_phantoms(more, FILMS, PREDICTED_SEED))
        photographer = Photographer(application, Path(folder))
        take_prediction(photographer, more, model)
        photographer.window.close()
        others = Path(folder) / "Read hands"
        others.mkdir()
        drawn = run(write_phantoms(others, FILMS, PREDICTED_SEED))
        photographer = Photographer(application, Path(folder))
        take_reading(photographer, others, drawn)
        photographer.window.close()


if __name__ == "__main__":
    main()
