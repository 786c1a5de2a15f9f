"""What a result may be written over: never a film, a project, a model, nor what the work reads."""

from __future__ import annotations

import io
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from PIL import Image as PillowImage
from PIL.PngImagePlugin import PngInfo

from engine.io.atomic import WriteError, write_atomic
from engine.io.dicom_references import WRITTEN_AS
from engine.io.film_names import FILM_SUFFIXES
from engine.io.images import is_film

_TABLES, _PROJECTS, _MODELS = frozenset({".csv", ".tsv"}), frozenset({".json"}), frozenset({".safetensors"})
_DRAWN_BY = (b"Software\0OneMark", b"Software\0Matplotlib")  # in the head of a PNG: who drew it
_HEAD_LENGTH = 4096  # bytes


class Result(Enum):
    """What is written: its name in sentences."""

    TABLE = "table"
    PICTURE = "picture"
    MODEL = "model"
    READING = "reading"
    EXCHANGE = "file of landmarks"


_FOREIGN = {
    Result.TABLE: {"film": FILM_SUFFIXES, "project": _PROJECTS, "model": _MODELS},
    Result.EXCHANGE: {"film": FILM_SUFFIXES, "model": _MODELS},
    Result.MODEL: {"film": FILM_SUFFIXES, "table": _TABLES, "project": _PROJECTS},
    Result.READING: {"film": FILM_SUFFIXES, "table": _TABLES, "model": _MODELS},
}


def check_target(target: Path, result: Result, inputs: Iterable[Path | None] = ()) -> None:
    """Raise `WriteError` where `result` must not be written to `target`.

    It must not bear the name of something else, nor replace one of the `inputs`, a film, or a picture that
    was not drawn here, whatever they are called. None of the inputs need be there.
    """
    if result is Result.PICTURE and target.suffix.casefold() not in ("", ".png"):
        raise WriteError(f"{target} does not end in .png, as pictures are PNG: choose another name.")
    is_named_points = result is Result.EXCHANGE and target.name.casefold().endswith(WRITTEN_AS)
    for what, suffixes in _FOREIGN.get(result, {}).items():
        if target.suffix.casefold() in suffixes and not is_named_points:
            raise WriteError(
                f"{target} is the name of a {what}, not of a {result.value}: choose another name."
            )
    if any(path is not None and _is_same(path, target) for path in inputs):
        raise WriteError(
            f"{target} is read by this work, and the {result.value} would replace it: choose another file."
        )
    if result is Result.PICTURE and target.is_file():
        with target.open("rb") as file:
            head = file.read(_HEAD_LENGTH)
        if not any(mark in head for mark in _DRAWN_BY):
            raise WriteError(f"{target} is there and is no picture that OneMark drew: choose another place.")
    elif target.is_file() and result is Result.EXCHANGE and _is_project(target):
        raise WriteError(
            f"{target} is a OneMark project, and the {result.value} would replace it: choose another."
        )
    elif target.is_file() and is_film(target):
        raise WriteError(f"{target} is a film, and the {result.value} would replace it: choose another file.")


def check_outside(picture: Path, films: Path) -> None:
    """Raise `WriteError` where `picture` lies in the folder `films`: it would be one of them next time."""
    if picture.resolve().is_relative_to(films.resolve()):
        raise WriteError("The picture would be one of the films: choose a place outside their folder.")


def write_picture(path: Path, picture: PillowImage.Image) -> None:
    """Write a PNG that says who drew it, over nothing but such a one. Raises `WriteError`."""
    check_target(path, Result.PICTURE)
    stream, text = io.BytesIO(), PngInfo()
    text.add_text("Software", "OneMark")
    picture.save(stream, format="PNG", pnginfo=text)
    write_atomic(path, stream.getvalue())


def _is_project(path: Path) -> bool:
    with path.open("rb") as file:
        return b'"onemark-project"' in file.read(_HEAD_LENGTH)


def _is_same(path: Path, target: Path) -> bool:
    try:
        return path.samefile(target)
    except OSError:  # one of them is not there: nothing is replaced yet, but the run may make both
        return path.absolute() == target.absolute()
