"""A window with two films that bear the landmarks of a small set, and its panel of measurements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image as Picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget
from window_driver import LEFT, NO_KEYS, Driver

from app.document import edits
from app.views.film_display import DrawnMeasure
from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Scheme

SMALL_SET = """
format = "onemark-measures"
version = 1
title = "Small"
landmarks = ["A", "B", "C", "D"]

[[measurement]]
symbol = "A-B"
name = "Length"
definition = "Distance of A and B."
unit = "mm"
distance = ["A", "B"]
norm = { mean = 50, sd = 5, source = "Nobody 1900" }
groups = ["Lengths"]

[[measurement]]
symbol = "ABC"
name = "Angle"
definition = "Angle A, B, C."
unit = "deg"
angle = ["A", "B", "C"]
norm = { mean = 90, sd = 10 }
groups = ["Angles"]

[[measurement]]
symbol = "A-D"
name = "Missing"
definition = "Distance of A and D."
unit = "mm"
distance = ["A", "D"]
groups = ["Lengths"]
"""
PLACES = {"A": (50.0, 50.0), "B": (150.0, 50.0), "C": (150.0, 150.0)}


class MeasuredWindow(Driver):
    """D is placed nowhere; a pixel is 0.5 mm by the ruler."""

    def __init__(self, qtbot, tmp_path: Path) -> None:
        self.folder = tmp_path / "films"
        self.folder.mkdir()
        for number in range(2):
            Picture.fromarray(np.full((240, 200), 70 + number, np.uint8)).save(
                self.folder / f"film{number}.png"
            )
        self.set_file = self.folder / "small.measures.toml"
        self.set_file.write_text(SMALL_SET)
        super().__init__(qtbot, tmp_path / "settings.ini")
        self.open(self.folder)
        document = self.window.workspace.document
        document.push(
            edits.set_scheme(document.project, Scheme(("A", "B", "C", "D"), lines=(("A", "B", "C"),)))
        )
        mm = Spacing(0.5, 0.5, SpacingSource.RULER)
        films = {name: replace(film, user_spacing=mm) for name, film in document.project.films.items()}
        document.push(edits.change(document.project, "mm", films=films))
        for number, film in enumerate(films):
            for name, (x, y) in PLACES.items():
                step = edits.place(document.project, film, name, x + 4 * number, y, now=document.now())
                document.push(step)
        self.settle()

    @property
    def panel(self):
        return self.window.views.measures

    @property
    def rows(self) -> dict[str, str]:
        """Symbol -> what stands beside it."""
        return {row.symbol: row.value for row in self.panel._rows.rows}

    @property
    def drawn(self) -> tuple[DrawnMeasure, ...]:
        return self.film_view._display.measures

    def unfold(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def choose_in(self, box: QComboBox, text: str) -> None:
        """By the keys: along the list to the entry that begins so."""
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText().startswith(text):
                break
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText().startswith(text)
        self.settle()

    def press(self, within: QWidget, name: str) -> None:
        """Press the button of that name."""
        button = next(each for each in within.findChildren(QToolButton) if each.accessibleName() == name)
        QTest.mouseClick(button, LEFT)
        self.settle()

    def pick(self, symbol: str) -> None:
        """Click a measurement in the list."""
        rows, tree = self.panel._rows, self.panel._tree
        place = [row.symbol for row in rows.rows].index(symbol)
        tree.scrollTo(rows.index(place, 0))
        spot = tree.visualRect(rows.index(place, 0)).center()
        QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, spot)
        self.settle()
