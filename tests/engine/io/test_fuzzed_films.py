"""Damaged films of all kinds: read or refused in a sentence, soon, in little memory; the process goes on."""

from io import BytesIO
from pathlib import Path

import gdcm
import numpy as np
import PIL.Image
import pytest
from dicom_files import film_dataset, save, save_compressed, save_jpeg, save_through_gdcm
from fuzzing import faults, fuzz
from pydicom import uid
from pydicom.data import get_testdata_file

from engine.io.images import read_image, read_size

ROWS, COLUMNS = np.mgrid[0:64, 0:80]
DEEP = np.rint(4095 * (0.5 + 0.25 * np.sin(ROWS / 7) + 0.25 * np.cos(COLUMNS / 9))).astype(np.uint16)
GREY = (DEEP >> 4).astype(np.uint8)
COLOUR = np.stack([GREY, GREY[::-1], np.full_like(GREY, 90)], axis=-1)
CLEAR = np.dstack([COLOUR, GREY])
SYNTAXES = {
    save: (
        "ExplicitVRLittleEndian", "ImplicitVRLittleEndian", "ExplicitVRBigEndian",
        "DeflatedExplicitVRLittleEndian",
    ),
    save_compressed: ("RLELossless", "JPEGLSLossless", "JPEGLSNearLossless", "JPEG2000Lossless"),
}  # fmt: skip
TIFFS = ("raw", "tiff_lzw", "tiff_deflate", "packbits")
PICTURES = (
    ("deep.png", DEEP, {}), ("clear.png", CLEAR, {}), ("grey.png", GREY, {}), ("colour.bmp", COLOUR, {}),
    ("grey.bmp", GREY, {}), ("grey.jpg", GREY, {}), ("colour.jpg", COLOUR, {"progressive": True}),
    ("clear.webp", CLEAR, {"lossless": True}), ("grey.gif", GREY, {}), ("colour.jp2", COLOUR, {}),
    *((f"{kind}.tif", DEEP, {"compression": kind}) for kind in TIFFS),
    ("jpeg.tif", COLOUR, {"compression": "jpeg"}), ("fax.tif", GREY > 128, {"compression": "group4"}),
)  # fmt: skip


def pictures():
    for name, pixels, options in PICTURES:
        stream = BytesIO()
        PIL.Image.fromarray(pixels).save(
            stream, PIL.Image.registered_extensions()[Path(name).suffix], **options
        )
        yield name, stream.getvalue()


def dicom_films(folder):
    path = folder / "film"
    for write, names in SYNTAXES.items():
        for name in names:
            yield name, write(film_dataset(DEEP, 12), path, getattr(uid, name)).read_bytes()
    yield "colour RLE", save_compressed(film_dataset(COLOUR), path, uid.RLELossless).read_bytes()
    for name in ("JPEGLosslessProcess14", "JPEGLosslessProcess14_1"):
        syntax = getattr(gdcm.TransferSyntax, name)
        yield name, save_through_gdcm(film_dataset(DEEP, 12), path, syntax).read_bytes()
    for name, pixels in (("grey baseline", GREY), ("colour baseline", COLOUR)):
        yield name, save_jpeg(film_dataset(pixels), path, pixels).read_bytes()
    yield "12 bits", Path(get_testdata_file("JPGExtended.dcm", download=False)).read_bytes()


def size_and_pixels(path):
    """What the window asks for: a refusal of the size is one of the pixels too."""
    read_size(path)
    return read_image(path)


@pytest.mark.parametrize("count", [300, pytest.param(12_000, marks=pytest.mark.slow)])
def test_damaged_films_are_read_or_refused_in_a_sentence(tmp_path, count):
    films = {**dict(pictures()), **dict(dicom_films(tmp_path))}
    outcomes = fuzz(size_and_pixels, films, range(count), tmp_path)
    assert faults(outcomes) == []
    assert {True, False} == {bool(outcome.refusal) for outcome in outcomes}
