"""The reference picture of a landmark: where it lies on an exemplar, cut out of that film."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF

from app.translation import tr
from app.views.film_display import to_qimage
from app.views.inset import Inset
from app.workspace.film_reader import SOON
from app.workspace.workspace import Workspace
from engine.imaging.image import pixel_shape

_SHARE = 0.3  # of the exemplar's shorter side, around the landmark


class Reference(QObject):
    """Fills `inset`; while the film of the exemplar is being read it stays hidden.

    `elsewhere`: only from other films than the one on screen, where the point itself is in sight.
    """

    def __init__(self, workspace: Workspace, inset: Inset, elsewhere: bool = False) -> None:
        super().__init__(workspace.window)
        self._document, self._selection = workspace.document, workspace.selection
        self._previews, self._reader = workspace.previews, workspace.reader
        self._inset, self._elsewhere = inset, elsewhere
        self._shown: tuple[object, ...] = ()

    def show(self, name: str) -> None:
        """Show where the landmark `name` lies on the first exemplar that has it."""
        project = self._document.project
        films = [
            film for film in self._previews.exemplars if film != self._selection.film or not self._elsewhere
        ]
        film = next((film for film in films if name and project.landmarks(film).get(name).position), "")
        position = project.landmarks(film).get(name).position if film else None
        if self._elsewhere:
            self._reader.hold(film, SOON)
        image = self._reader.image(film) if film else None
        key = (film, name, position, id(image))
        if key == self._shown:
            return
        self._shown = key
        if position is None or image is None:
            if position is not None:
                self._reader.want_image(film, SOON)
            self._inset.show_crop(None, QPointF(), "")
        else:
            self._show_crop(film, name, position)

    def _show_crop(self, film: str, name: str, position: tuple[float, float]) -> None:
        picture = self._reader.picture(film)
        if picture is None:
            return
        width, height = picture.size
        half = max(20, round(_SHARE * min(width, height) / 2))
        left = min(max(round(position[0]) - half, 0), max(width - 2 * half, 0))
        top = min(max(round(position[1]) - half, 0), max(height - 2 * half, 0))
        rows, columns = slice(top, min(top + 2 * half, height)), slice(left, min(left + 2 * half, width))
        crop = picture.part(0, rows, columns)
        spot = QPointF(
            (position[0] + 0.5 - left) / crop.shape[1],  # edges of the crop, not pixel centres
            (position[1] + 0.5 - top) / crop.shape[0],
        )
        shape = pixel_shape(self._document.project.film(film).spacing)
        self._inset.show_crop(
            to_qimage(crop), spot, tr("{landmark} on {film}", landmark=name, film=film), shape
        )
