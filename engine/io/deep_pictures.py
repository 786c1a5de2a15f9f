"""Pictures with more in a sample than Pillow keeps, and what is said of sound ones that it does not know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray
from PIL import ImageFile, TiffImagePlugin

from engine.io.jpeg_header import jpeg_header
from engine.wording import counted

_HEAD = 1 << 16  # bytes of a JPEG within which its size and depth stand
_WIDTH, _BITS, _COMPRESSION, _ORIENTATION = 256, 258, 259, 274  # TIFF tags
_SUBFILE_TYPE, _SAMPLES, _PLANAR, _SUB_IMAGES, _SAMPLE_FORMAT = 254, 277, 284, 330, 339
_COMPRESSIONS = {33003: "JPEG 2000", 33005: "JPEG 2000", 34712: "JPEG 2000", 34887: "LERC", 50001: "WebP"}
_SAMPLE_KINDS = {1: "unsigned", 2: "signed", 3: "floating point", 5: "complex", 6: "complex"}
_DEEP_COLOURS = ("RGB;16", "RGBA;16", "RGBa;16", "RGBX;16")  # as Pillow calls them; a: over black already
_READERS = {"PNG": "PNGImageIO", "TIFF": "TIFFImageIO"}


def deep_colours(picture: ImageFile.ImageFile, path: Path) -> NDArray[Any] | None:
    """The pixels of an opened picture of 16 bits whose colours, or grey with alpha, Pillow would cut to 8.

    [H, W] uint16 where it is grey, [H, W, 3] uint8 where it is coloured; None for all other pictures.
    """
    rawmode = _rawmode(picture)
    if rawmode == "LA;16B":  # in a PNG grey and alpha of 16 bits lie as RGBA of 8 bits do
        picture.tile = [picture.tile[0]._replace(args="RGBA")]
        grey, alpha = np.moveaxis(np.array(picture).view(">u2"), -1, 0)
        share = alpha / np.float32(0xFFFF) if alpha.any() else np.float32(1.0)
        over_black: NDArray[np.uint16] = np.rint(grey * share).astype(np.uint16)
        return over_black
    if not rawmode.startswith(_DEEP_COLOURS) or picture.format not in _READERS or _is_turned(picture):
        return None
    reader = sitk.ImageFileReader()
    reader.SetImageIO(_READERS[picture.format])
    reader.SetFileName(str(path))
    colours: NDArray[np.uint16] = sitk.GetArrayFromImage(reader.Execute())
    colours, alpha = colours[..., :3], colours[..., 3:]
    if rawmode.startswith("RGBA") and alpha.any():
        colours = np.rint(colours * (alpha / np.float32(0xFFFF))).astype(np.uint16)
    if (colours[..., :1] == colours[..., 1:]).all():
        return np.ascontiguousarray(colours[..., 0])
    shown: NDArray[np.uint8] = (colours >> 8).astype(np.uint8)
    return shown


def holds_deep_colours(picture: ImageFile.ImageFile) -> bool:
    """True for an opened picture of 16 bits of red, green and blue, with alpha or without."""
    return _rawmode(picture).startswith(_DEEP_COLOURS)


def _rawmode(picture: ImageFile.ImageFile) -> str:
    """How Pillow calls the layout of the samples."""
    tile: Any = next(iter(picture.tile), None)
    return "" if tile is None else str(tile.args if isinstance(tile.args, str) else tile.args[0])


def _is_turned(picture: ImageFile.ImageFile) -> bool:
    """True for a TIFF that is stored turned or mirrored, which ITK leaves so and Pillow undoes by itself."""
    return isinstance(picture, TiffImagePlugin.TiffImageFile) and picture.tag_v2.get(_ORIENTATION, 1) != 1


def not_a_picture(path: Path) -> str:
    """Why Pillow does not know the file, and what to save instead, in a sentence."""
    if path.suffix.lower() in (".dcm", ".dicom"):
        return f"The file is called {path.suffix} but holds no DICOM: export it again or remove it."
    if kind := _sound_kind(path):
        return f"This is {kind}, which cannot be read here: save it as a grey PNG or TIFF of 8 or 16 bits."
    return (
        "The file holds no picture that can be read here, or its beginning is damaged: "
        "export it again as PNG, TIFF, JPEG, BMP or DICOM."
    )


def refused_tiff(picture: ImageFile.ImageFile) -> str:
    """Why a TIFF that Pillow has opened cannot be decoded, in a sentence; "" where it can be."""
    if not isinstance(picture, TiffImagePlugin.TiffImageFile):
        return ""
    tags = picture.tag_v2
    if int(tags.get(_SUBFILE_TYPE, 0)) & 1 and _SUB_IMAGES in tags:
        return (
            "This TIFF shows a small copy and keeps the film in a part of its own: save the film by itself."
        )
    if tags.get(_PLANAR, 1) == 2 and max(tags.get(_BITS, (1,))) > 8:  # Pillow takes them for 8 bits
        return "This is a TIFF with a plane of 16 bits for each colour: save it as grey, or pixel by pixel."
    packed = _COMPRESSIONS.get(tags.get(_COMPRESSION, 1))
    return (
        "" if packed is None else f"This is a TIFF with {packed} inside: save it uncompressed, or with LZW."
    )


def _sound_kind(path: Path) -> str:
    """What a sound TIFF or JPEG is that Pillow does not know; "" for other files."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if head.startswith(b"\xff\xd8"):
                precision = jpeg_header(head).precision
                return "" if precision == 8 else f"a JPEG of {precision} bits"
            if head[:4] not in (b"II*\0", b"MM\0*"):
                return ""
            tags = TiffImagePlugin.ImageFileDirectory_v2(head[:8])
            file.seek(tags.next)
            tags.load(file)
    except Exception:  # then it is damaged
        return ""
    if _WIDTH not in tags:
        return ""
    if (packed := _COMPRESSIONS.get(tags.get(_COMPRESSION, 1))) is not None:
        return f"a TIFF with {packed} inside"
    kind = _SAMPLE_KINDS.get(next(iter(tags.get(_SAMPLE_FORMAT, (1,)))), "unknown")
    bands = counted(tags.get(_SAMPLES, 1), "band")
    return f"a TIFF with {bands} of {next(iter(tags.get(_BITS, (1,))))} bits ({kind})"
