"""On a screen of two pixels a unit the loupe shows the film wherever it is."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from app.views.film_display import FilmDisplay, FilmPicture
from app.views.film_view import FilmView

app = QApplication([])
white = np.full((600, 800), 255, np.uint8)
view = FilmView()
view.resize(800, 600)
view.show()
picture = FilmPicture((800, 600), 1, lambda level, rows, columns: white[rows, columns])
view.show_film(FilmDisplay(film="film", picture=picture, loupe=True))
no, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
for spot in (QPointF(100, 300), QPointF(560, 500)):
    # sent by hand: the screen that is drawn nowhere is smaller than the view
    app.sendEvent(view.viewport(), QMouseEvent(QEvent.Type.MouseMove, spot, spot, no, no, keys))
    shown = view.viewport().grab().toImage()
    grey = [shown.pixelColor(x, y).red() for x in range(200, 1400) for y in range(200, 1000)]
    print(shown.devicePixelRatio(), sum(value < 0x30 for value in grey))
"""


def test_the_loupe_of_a_dense_screen_shows_the_film_left_and_right():
    root = str(Path(__file__).parents[3])
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": root}
    words = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    left, right = (line.split() for line in done.stdout.splitlines())
    assert left[0] == right[0] == "2.0"
    assert max(int(left[1]), int(right[1])) < 500  # the cross alone is dark
