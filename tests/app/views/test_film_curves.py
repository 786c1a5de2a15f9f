"""Curves of a scheme on the film: smooth, through their points, gone with the lines."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from app.views.film_display import FilmDisplay
from app.views.film_marks import paint_marks

SPOTS = {"A": QPointF(10, 50), "B": QPointF(50, 10), "C": QPointF(90, 50)}


def painted(display, spots=SPOTS):
    image = QImage(100, 100, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    paint_marks(painter, display, spots, (1.0, 1.0), "")
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(100, image.bytesPerLine())[:, :100].copy()


def test_a_curve_is_drawn_beside_the_chord_and_through_its_points():
    shown = painted(FilmDisplay(curves=(("A", "B", "C"),)))
    assert shown[30, 30] == 0  # a line would be here
    assert max(shown[30 - step, 30 - step] for step in range(1, 10)) > 60
    assert all(shown[y - 1 : y + 2, x - 1 : x + 2].max() > 60 for x, y in ((10, 50), (50, 10), (89, 50)))


def test_curves_go_with_the_lines_and_stop_at_a_point_that_is_not_there():
    display = FilmDisplay(curves=(("A", "B", "C"),))
    assert painted(replace(display, lines_shown=False)).max() == 0
    assert painted(display, {name: SPOTS[name] for name in "AC"}).max() == 0
