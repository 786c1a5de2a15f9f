"""The thin bar below the film: zoom, window, millimetres and their source, and what is under the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.guard import guarded
from app.translation import tr
from app.views.heat_bar import HeatBar
from app.views.icons import give_icon
from app.views.palette import named
from app.views.plain import label, unmarked

_MARGIN, _SPACE = 8, 16  # px


@dataclass(frozen=True, slots=True)
class FilmBarDisplay:
    """What the bar says besides zoom and cursor. `spacing` is (x, y) in mm per pixel or None.

    `note`: what of the film's own words on its pixels was left out.
    """

    film: str = ""
    size: tuple[int, int] | None = None
    window: tuple[float, float] | None = None  # centre, width
    spacing: tuple[float, float] | None = None
    source: str = ""
    mirrored: bool = False
    note: str = ""
    tone: str = ""  # what changes the brightness besides the window


@guarded
class FilmBar(QWidget):
    """Says how the film is shown; the spacing is a button that asks for the spacing dialog."""

    spacing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display = FilmBarDisplay()
        self._film, self._zoom, self._window, self._tone, self._cursor = (label() for _ in range(5))
        self._mirrored = label(tr("mirrored"))
        self.heat = HeatBar()
        self._spacing = QPushButton(tr("no spacing"))
        self._spacing.setFlat(True)
        give_icon(self._spacing, "ruler")
        self._spacing.clicked.connect(self.spacing_wanted)
        named(self._film, tr("Film on screen"))
        named(self._zoom, tr("Zoom"))
        named(self._window, tr("Window and level"), tr("Width and centre of the window on the stored values"))
        named(self._tone, tr("Gamma and local contrast"))
        named(
            self._cursor,
            tr("Cursor"),
            tr("Position under the cursor: (0, 0) is the centre of the first pixel"),
        )
        named(self._spacing, tr("Pixel spacing and its source"))
        named(
            self._mirrored,
            tr("Mirrored"),
            tr("This film fits the exemplar better mirrored; coordinates stay"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 2, _MARGIN, 2)
        row.setSpacing(_SPACE)
        said = (self._film, self._zoom, self._window, self._tone, self._spacing, self._mirrored, self.heat)
        for widget in said:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._cursor)
        self.show_film(FilmBarDisplay())

    def minimumSizeHint(self) -> QSize:
        """Narrower than all it says: what does not fit is left out, the spacing last."""
        return QSize(80, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave out what has no room."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        words, room = spacing_text(self._display), self.width() - 2 * _MARGIN
        taken = self._spacing.fontMetrics().horizontalAdvance(words) + 2 * self._spacing.iconSize().width()
        self._spacing.setText(words if taken <= room else words.partition(" (")[0])
        left = room - self._spacing.sizeHint().width()
        wanted: dict[QWidget, bool] = {
            self._mirrored: self._display.mirrored,
            self.heat: self.heat.is_wanted,
            self._cursor: self._display.size is not None,
            self._zoom: True,
            self._window: True,
            self._tone: bool(self._display.tone),
            self._film: bool(self._display.film),  # the last: title and list say it too
        }
        for widget, shown in wanted.items():
            width = self._cursor_room() if widget is self._cursor else widget.sizeHint().width() + _SPACE
            fits = shown and width <= left
            left -= width if fits else 0
            widget.setVisible(fits)

    def _cursor_room(self) -> int:
        """What the cursor's words may take, kept for them: nothing jumps or goes when the mouse comes."""
        widest = cursor_text(self._display.size or (0, 0), self._display.spacing)
        return self._cursor.fontMetrics().horizontalAdvance(widest) + _SPACE

    def show_film(self, display: FilmBarDisplay) -> None:
        """Say size, window and spacing of the film on screen."""
        self._display = display
        self._film.setText(display.film)
        centre_width = display.window
        words = (
            ""
            if centre_width is None
            else tr("W {width:.0f}  L {centre:.0f}", width=centre_width[1], centre=centre_width[0])
        )
        self._window.setText(words)
        self._tone.setText(display.tone)
        self._spacing.setEnabled(display.size is not None)
        tips = (spacing_text(display), display.note, tr("Millimetres per pixel: click to change"))
        self._spacing.setToolTip(unmarked("\n".join(filter(None, tips))))
        self._spacing.setAccessibleDescription(display.note)
        give_icon(self._spacing, "triangle-alert" if display.note else "ruler")
        self._make_room()

    def show_scale(self, scale: float) -> None:
        """Say the zoom; 1.0 is one film pixel on one screen pixel."""
        self._zoom.setText(f"{scale * 100:.0f} %")

    def show_cursor(self, point: tuple[float, float] | None) -> None:
        """Say what is under the cursor, in px and where it is known in mm; None: nothing."""
        self._cursor.setText("" if point is None else cursor_text(point, self._display.spacing))


def spacing_text(display: FilmBarDisplay) -> str:
    """Millimetres per pixel with their source, or "no spacing"."""
    if display.spacing is None:
        return tr("no spacing")
    across, down = display.spacing
    square = abs(across - down) < 1e-9 * across
    numbers = f"{across:.4g}" if square else f"{across:.4g} x {down:.4g}"
    return f"{numbers} mm/px ({display.source})"


def cursor_text(point: tuple[float, float], spacing: tuple[float, float] | None) -> str:
    """The position in px, and in mm from the centre of the first pixel."""
    x, y = point
    pixels = f"{x:.1f}, {y:.1f} px"
    if spacing is None:
        return pixels
    return f"{pixels}   {x * spacing[0]:.2f}, {y * spacing[1]:.2f} mm"
