"""How bright films are shown: the window of a film or of all; inversion, gamma and local contrast of all."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Signal

from app.translation import tr
from app.views.film_display import FilmPicture
from app.workspace.film_reader import FilmReader, as_picture
from engine.imaging.image import Photometric, Window
from engine.imaging.pyramid import Pyramid, Tone, window_of_part

_STEP = 1.15  # gamma after one step
_GAMMAS = 0.25, 4.0


class Brightness(QObject):
    """Remembers windows of films while their project is open, and what belongs to all films."""

    changed = Signal()

    def __init__(self, reader: FilmReader, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._windows: dict[str, Window] = {}
        self._for_all: Window | None = None
        self._tone = Tone()
        self._picture: FilmPicture | None = None
        self._picture_of: tuple[Pyramid | None, Tone] = (None, self._tone)

    def picture(self, film: str) -> FilmPicture | None:
        """The film as it is to be seen, if it is in memory: the same value until something is another one."""
        pyramid = self._reader.pyramid(film) if film else None
        tone = replace(self._tone, window=self._chosen(film))
        shown, toned = self._picture_of
        if pyramid is not shown or tone != toned:
            self._picture_of = (pyramid, tone)
            self._picture = None if pyramid is None else as_picture(pyramid, tone)
        return self._picture

    def window(self, film: str) -> Window | None:
        """The window that a drag changes; None for colours, and for what is not in memory."""
        pyramid = self._reader.pyramid(film) if film else None
        if pyramid is None or pyramid.image.photometric is Photometric.RGB:
            return None
        return self._chosen(film) or pyramid.window

    def words(self) -> str:
        """What changes the brightness besides the window, in short; "" for nothing."""
        gamma = tr("gamma {gamma:.2f}", gamma=self._tone.gamma) if self._tone.gamma != 1.0 else ""
        others = (
            tr("local contrast") if self._tone.local else "",
            tr("inverted") if self._tone.invert else "",
        )
        return "  ".join(filter(None, (gamma, *others)))

    def set_window(self, film: str, window: Window) -> None:
        """Show a film in this window."""
        self._windows[film] = window
        self.changed.emit()

    def show_sight(self, film: str, sight: QRectF) -> None:
        """Spread what is in `sight` (original pixels) from dark to bright."""
        pyramid = self._reader.pyramid(film)
        if pyramid is None or self.window(film) is None or sight.isEmpty():
            return
        rows = slice(int(sight.top() + 0.5), int(sight.bottom() + 0.5) + 1)
        columns = slice(int(sight.left() + 0.5), int(sight.right() + 0.5) + 1)
        self.set_window(film, window_of_part(pyramid, rows, columns))

    def apply_to_all(self, film: str) -> bool:
        """Show all films in the window of this one; False where it has none."""
        window = self.window(film)
        if window is None:
            return False
        self._windows.clear()
        self._for_all = window
        self.changed.emit()
        return True

    def reset(self, film: str) -> None:
        """The film as it was stored; the window of all films and gamma go with it."""
        self._windows.pop(film, None)
        self._for_all = None
        self._tone = replace(self._tone, gamma=1.0)
        self.changed.emit()

    def brighten(self, steps: int) -> None:
        """Make what is between dark and bright brighter, or darker where `steps` is negative."""
        gamma = self._tone.gamma * _STEP**steps
        gamma = 1.0 if abs(gamma - 1.0) < 0.01 else min(max(gamma, _GAMMAS[0]), _GAMMAS[1])
        self._tone = replace(self._tone, gamma=gamma)
        self.changed.emit()

    def invert(self, inverted: bool) -> None:
        """Swap dark and bright, or back."""
        self._tone = replace(self._tone, invert=inverted)
        self.changed.emit()

    def raise_local(self, raised: bool) -> None:
        """Raise the contrast of each part of the films, or no longer."""
        self._tone = replace(self._tone, local=1.0 if raised else 0.0)
        self.changed.emit()

    def forget(self) -> None:
        """Another project: its films have windows of their own."""
        self._windows.clear()
        self._for_all = None

    def _chosen(self, film: str) -> Window | None:
        """The window that a person chose; None lets a VOI LUT of the file work."""
        return self._windows.get(film, self._for_all)
