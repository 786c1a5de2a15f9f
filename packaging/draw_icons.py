"""Draw resources/icons/onemark.svg into the bitmap icons that Windows, macOS and Linux desktops ask for.

Run it after a change of the drawing and commit what it writes: `.venv/bin/python packaging/draw_icons.py`.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]


def draw(renderer: QSvgRenderer, size: int) -> Image.Image:
    """The drawing as an RGBA picture of size x size pixels."""
    canvas = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(buffer, b"PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def main() -> None:
    """Write onemark.png, onemark.ico and onemark.icns beside the drawing."""
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(ICONS / "onemark.svg"))
    if not renderer.isValid():
        raise SystemExit(f"{ICONS / 'onemark.svg'} is no drawing that Qt can read.")
    # Small sizes are drawn, not shrunk: thin lines keep their contrast.
    small = [draw(renderer, size) for size in ICO_SIZES]
    small[-1].save(ICONS / "onemark.png", optimize=True)
    small[-1].save(ICONS / "onemark.ico", sizes=[(size, size) for size in ICO_SIZES], append_images=small)
    draw(renderer, 512).save(ICONS / "onemark.icns")
    print("written:", ", ".join(sorted(path.name for path in ICONS.glob("onemark.*"))))
    del application


if __name__ == "__main__":
    main()
