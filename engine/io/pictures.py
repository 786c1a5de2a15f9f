"""PNG, TIFF, JPEG, BMP and their like through Pillow: upright, greys in their stored depth."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL import (
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    ImageFile,
    ImageOps,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from pydicom.pixels.utils import get_j2k_parameters

from engine.errors import ImageReadError
from engine.geometry.coordinates import Size
from engine.imaging.image import Image, Photometric, VoiFunction
from engine.io.deep_pictures import deep_colours, holds_deep_colours, not_a_picture, refused_tiff
from engine.io.guard import checked_size, refuse_many_scans, sentence_part
from engine.io.jpeg_header import with_ends

# Content decides, so a PNG named .jpg opens; formats that need outside programs (EPS, PDF) never do.
# Named by their plugins, because Pillow knows a format only once its plugin is imported.
_FORMATS = tuple(
    plugin.format
    for plugin in (
        PngImagePlugin.PngImageFile,
        TiffImagePlugin.TiffImageFile,
        JpegImagePlugin.JpegImageFile,
        BmpImagePlugin.BmpImageFile,
        BmpImagePlugin.DibImageFile,
        GifImagePlugin.GifImageFile,
        WebPImagePlugin.WebPImageFile,
        Jpeg2KImagePlugin.Jpeg2KImageFile,
    )
)
_DEEP_MODES = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")
_MOST_PAGES = 100  # of a TIFF that are looked at
_STRIP = 256  # rows that are converted at a time, so that no second copy of a large film is made
_SUBFILE_TYPE, _BITS, _PHOTOMETRIC, _SAMPLE_FORMAT = 254, 258, 262, 339  # TIFF tags
_NO_FILM = 1 | 4  # a page that is a small copy, or a mask
# Pillow's blocks of 16 MB stay with the thread that has read a film; those above 32 MB the system gets back
PIL.Image.core.set_block_size(64 << 20)  # type: ignore[attr-defined]


def read_picture(path: Path) -> Image:
    """The picture at `path`: greys [H, W] in their stored dtype, colour [H, W, 3] uint8.

    Orientation is applied, transparency laid over black, equal channels become one grey. A pixel
    spacing is never taken from dots per inch: cameras and screens write 72 or 96 there.
    """
    with path.open("rb") as file:
        try:
            return _read(path, file)
        except ImageReadError:
            file.seek(0)
            if not (streams := _with_ends(file)):
                raise
        images = [_read(path, BytesIO(stream)) for stream in streams]
        if any(not np.array_equal(images[0].pixels, image.pixels) for image in images[1:]):
            raise ImageReadError(
                "The picture is cut off or damaged (it ends before its last pixel): copy or export it again."
            )
        return images[0]


def _with_ends(file: BinaryIO) -> tuple[bytes, ...]:
    """A JPEG without its end marker with several ones; () for all other files."""
    if file.read(2) != b"\xff\xd8":
        return ()
    try:
        return with_ends(b"\xff\xd8" + file.read())
    except Exception:  # a damaged header
        return ()


def _read(path: Path, file: BinaryIO) -> Image:
    """The picture in `file`, which is that at `path`."""
    picture = _opened(path, file)
    try:
        if picture.format == "JPEG2000" and get_j2k_parameters(path.read_bytes()).get("is_signed"):
            raise ImageReadError(
                "This is a JPEG 2000 of signed samples, whose zero would be lost: save it as TIFF of 16 bits."
            )
        if picture.info.get("progressive"):
            refuse_many_scans(path.read_bytes(), Size(*picture.size))
        polarity = _polarity(picture)
        sample, may_lose = _tiff_sample(picture), holds_deep_colours(picture)
        deep = deep_colours(picture, path)  # first: to know the orientation of a PNG is to load it
        pixels = _pixels(_upright(picture), sample) if deep is None else _turned(deep, _orientation(picture))
    except ImageReadError:
        raise
    except Exception as error:  # the decoders raise whatever they please on damaged data
        raise ImageReadError(
            f"The picture is cut off or damaged ({sentence_part(error)}): copy or export it again."
        ) from error
    if pixels.ndim == 3:
        image = grey_or_colour(pixels)
        if may_lose and image.photometric is not Photometric.RGB:
            raise ImageReadError(
                "This is grey stored as colours of 16 bits and turned, of which 8 bits would be lost: "
                "save it upright, or as grey."
            )
        return image
    # Windows on pictures are real numbers: greys of a float TIFF may all lie between 0 and 1.
    return Image(pixels, polarity, voi_function=VoiFunction.LINEAR_EXACT)


def read_picture_size(path: Path) -> Size:
    """Width and height after orientation, from the header wherever the format allows it."""
    with path.open("rb") as file:
        picture = _opened(path, file)
        width, height = picture.size
        # Pillow swaps the size of a turned TIFF by itself, and then leaves the tag in place.
        turned = picture.format != "TIFF" and _orientation(picture) in (5, 6, 7, 8)
    return Size(height, width) if turned else Size(width, height)


def grey_or_colour(pixels: NDArray[np.uint8]) -> Image:
    """An RGB array [H, W, 3] as an image; as grey [H, W] where the three channels are equal."""
    red = pixels[..., 0]
    if np.array_equal(red, pixels[..., 1]) and np.array_equal(red, pixels[..., 2]):
        return Image(np.ascontiguousarray(red), voi_function=VoiFunction.LINEAR_EXACT)
    return Image(pixels, Photometric.RGB, voi_function=VoiFunction.LINEAR_EXACT)


def _opened(path: Path, file: BinaryIO) -> ImageFile.ImageFile:
    """The picture in `file`, its header read and its size checked."""
    # By file object: given a path, Pillow maps uncompressed TIFFs into memory, and scrambles turned ones.
    try:
        picture = PIL.Image.open(file, formats=_FORMATS)
        _go_to_film(picture)
    except ImageReadError:
        raise
    except PIL.Image.DecompressionBombError as error:
        raise ImageReadError(
            "The picture says it has more pixels than can be opened: make it smaller, "
            "or remove it if it is no film."
        ) from error
    except Exception as error:  # unknown content, or a header that makes no sense
        raise ImageReadError(not_a_picture(path)) from error
    if why := refused_tiff(picture):
        raise ImageReadError(why)
    checked_size(*picture.size, _bytes_a_pixel(picture))
    return picture


def _bytes_a_pixel(picture: ImageFile.ImageFile) -> int:
    """What reading takes at its peak: samples as the decoder holds them, in Pillow, and in an array."""
    depth = 4 if picture.mode in ("I", "F") else 2 if ";16" in f"{picture.mode} {picture.tile[:1]}" else 1
    stored = depth * len(picture.getbands())
    if picture.format in ("WEBP", "JPEG2000"):  # their decoders hold all of it once more, and wider
        return 8 * stored
    plain = picture.mode in ("1", "L", "RGB", *_DEEP_MODES)
    return 3 * stored if plain else max(10, 4 * stored)  # alpha and palettes are spread to colours first


def _go_to_film(picture: PIL.Image.Image) -> None:
    """Go to the page of a TIFF that is the film: small copies and masks may come before it.

    Raises ImageReadError where there are several full pages; what a camera puts into its JPEG are none.
    """
    if picture.format == "MPO" or not getattr(picture, "is_animated", False):
        return
    count = "several"  # counting the frames of a GIF would read all of it
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        looked_at, films = _pages(picture)
        if looked_at < _MOST_PAGES and len(films) <= 1:
            picture.seek(films[0] if films else 0)
            return
        count = f"at least {looked_at}" if looked_at == _MOST_PAGES else str(len(films))
    raise ImageReadError(
        f"The picture has {count} pages or frames, and a film is one: save the one you need by itself."
    )


def _pages(picture: TiffImagePlugin.TiffImageFile) -> tuple[int, list[int]]:
    """How many pages were looked at, at most `_MOST_PAGES`, and which are films.

    Pillow compares each page with all before.
    """
    films: list[int] = []
    for page in range(_MOST_PAGES):
        try:
            picture.seek(page)
        except EOFError:
            return page, films
        if not int(picture.tag_v2.get(_SUBFILE_TYPE, 0)) & _NO_FILM:
            films.append(page)
    return _MOST_PAGES, films


def _polarity(picture: PIL.Image.Image) -> Photometric:
    """MONOCHROME1 for a TIFF "white is zero" that Pillow leaves as it is: all deeper than 8 bits."""
    if isinstance(picture, TiffImagePlugin.TiffImageFile) and picture.mode in _DEEP_MODES:
        return (
            Photometric.MONOCHROME1 if picture.tag_v2.get(_PHOTOMETRIC, 1) == 0 else Photometric.MONOCHROME2
        )
    return Photometric.MONOCHROME2


def _tiff_sample(picture: PIL.Image.Image) -> tuple[int, int]:
    """(sample format, bits) of a grey TIFF: 1 unsigned, 2 signed, 3 float; (0, 0) for all others."""
    if not isinstance(picture, TiffImagePlugin.TiffImageFile):
        return 0, 0
    return int(picture.tag_v2.get(_SAMPLE_FORMAT, (1,))[0]), int(picture.tag_v2.get(_BITS, (1,))[0])


def _orientation(picture: PIL.Image.Image) -> int:
    """EXIF orientation 1..8; 1 where the EXIF block makes no sense."""
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # damaged EXIF says nothing about the pixels, so the film stays as it is stored
        return 1


def _upright(picture: PIL.Image.Image) -> PIL.Image.Image:
    """The loaded picture with its orientation applied once (loading a TIFF applies and deletes it)."""
    picture.load()
    return ImageOps.exif_transpose(picture) if _orientation(picture) != 1 else picture


def _turned(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """`pixels` [H, W, ...] upright, as `ImageOps.exif_transpose` turns pictures."""
    if orientation >= 5:
        pixels = np.swapaxes(pixels, 0, 1)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels[:, ::-1] if orientation in (2, 3, 6, 7) else pixels)


def _pixels(picture: PIL.Image.Image, sample: tuple[int, int]) -> NDArray[Any]:
    """[H, W] in the stored dtype or [H, W, 3] uint8; `sample` as `_tiff_sample` has it."""
    if picture.mode in _DEEP_MODES:
        return _deep(picture, sample)
    if picture.mode == "1":
        return np.asarray(picture).astype(np.uint8) * np.uint8(255)
    if picture.mode == "L":
        grey = _greys(picture, np.dtype(np.uint8))
        return grey.view(np.int8) if sample == (2, 8) else grey
    if picture.mode in ("LA", "La"):
        return _in_strips(picture, "LA")[..., 0]
    transparent = picture.mode != "RGB" and picture.has_transparency_data
    return _in_strips(picture, "RGBA" if transparent else "RGB")


def _in_strips(picture: PIL.Image.Image, mode: str) -> NDArray[np.uint8]:
    """Colours [H, W, C] uint8 of `picture` in `mode`; those with an alpha channel over black."""
    width, height = picture.size
    colours = mode.removesuffix("A")
    if mode != colours and _hides_all(picture, mode):
        picture, mode = picture.convert(colours), colours  # hides everything: some writers leave it empty
    pixels = np.empty((height, width, len(colours)), dtype=np.uint8)
    for top in range(0, height, _STRIP):
        strip = np.asarray(picture.crop((0, top, width, min(top + _STRIP, height))).convert(mode))
        opaque = strip.reshape(*strip.shape[:2], -1) if mode == colours else _over_black(strip)
        pixels[top : top + _STRIP] = opaque
    return pixels


def _hides_all(picture: PIL.Image.Image, mode: str) -> bool:
    """True where the alpha of `picture`, its own or that of its palette, is 0 everywhere."""
    spread = picture if "A" in picture.getbands() else picture.convert(mode)
    return spread.getchannel("A").getextrema() == (0, 0)


def _deep(picture: PIL.Image.Image, sample: tuple[int, int]) -> NDArray[Any]:
    """16 and 32 bits as stored: Pillow widens signed 16 bits and takes unsigned 32 bits for signed."""
    dtype = np.asarray(picture.crop((0, 0, 1, 1))).dtype.newbyteorder("=")
    pixels = _greys(picture, np.dtype(np.int16) if sample == (2, 16) else dtype)
    return pixels.view(np.uint32) if sample == (1, 32) and dtype == np.int32 else pixels


def _greys(picture: PIL.Image.Image, dtype: np.dtype[Any]) -> NDArray[Any]:
    """[H, W] of a loaded grey `picture`, a few rows at a time: all at once takes three times the pixels."""
    width, height = picture.size
    pixels = np.empty((height, width), dtype)
    for top in range(0, height, _STRIP):
        pixels[top : top + _STRIP] = np.asarray(picture.crop((0, top, width, min(top + _STRIP, height))))
    return pixels


def _over_black(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Colours [H, W, C] of pixels [H, W, C + alpha] over black, which is what surrounds a film."""
    colours, alpha = pixels[..., :-1], pixels[..., -1:]
    if (alpha == 255).all():
        return colours
    return np.rint(colours * (alpha / np.float32(255.0))).astype(np.uint8)
