"""Small pictures of a few films with what a run has found on them so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.translation import tr
from app.views.palette import ORANGE, named
from app.views.plain import label
from app.views.small_plot import small_font

MOST = 3
_ROOM = QSize(78, 78)  # screen pixels of a picture: three fit into the narrowest panel


@dataclass(frozen=True, slots=True)
class _Sample:
    """A film that is shown; `points` are shares (0..1) of its width and height."""

    place: QLabel
    picture: QImage
    points: tuple[tuple[float, float], ...] = ()


class SampleStrip(QWidget):
    """Hidden until a film is shown; at most `MOST` films, by the names that the caller has for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = label(tr("What it finds now:"))
        words.setFont(small_font(self))
        self._places = tuple(label() for _ in range(MOST))
        self._shown: dict[str, _Sample] = {}
        column, row = QVBoxLayout(self), QHBoxLayout()
        for layout in (column, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(2)
        column.addWidget(words)
        column.addLayout(row)
        for place in self._places:
            row.addWidget(place)
        row.addStretch(1)
        self.start()

    @property
    def films(self) -> tuple[str, ...]:
        """The films that are shown."""
        return tuple(self._shown)

    def points(self, film: str) -> tuple[tuple[float, float], ...]:
        """The points on a film that is shown."""
        return self._shown[film].points

    def start(self) -> None:
        """No film as yet."""
        self._shown = {}
        for place in self._places:
            place.clear()
            place.setVisible(False)
        self.setVisible(False)

    def show_film(self, film: str, picture: QImage) -> None:
        """The picture of one more film, while there is room, or of one that is shown."""
        if film not in self._shown and len(self._shown) < MOST:
            self._shown[film] = _Sample(self._places[len(self._shown)], picture)
            named(self._shown[film].place, tr("Sample film {film}", film=film), film)
            self._shown[film].place.setVisible(True)
            self.setVisible(True)

    def show_points(self, film: str, points: Sequence[tuple[float, float]]) -> None:
        """What was found on a film that is shown."""
        if film in self._shown:
            self._shown[film] = sample = replace(self._shown[film], points=tuple(points))
            sample.place.setPixmap(_drawn(sample))


def _drawn(sample: _Sample) -> QPixmap:
    """The film as large as there is room, and its points."""
    smooth = Qt.TransformationMode.SmoothTransformation
    drawn = QPixmap.fromImage(sample.picture).scaled(_ROOM, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen in (QPen(Qt.GlobalColor.black, 4.0), QPen(ORANGE, 2.6)):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for x, y in sample.points:
            painter.drawPoint(QPointF(x * drawn.width(), y * drawn.height()))
    painter.end()
    return drawn
