"""What Qt calls may fail without harm: no error leaves a function that overrides one of Qt's.

PySide keeps such an error and raises it in whatever Python code called Qt last, which knows nothing of it and
stops half way; a painter that stays open then ends the process.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any, TypeVar

from PySide6.QtGui import QPaintDevice, QPainter

Kind = TypeVar("Kind", bound=type)
_BINDINGS = ("PySide6", "pyqtgraph")
_OF_TYPE = {"int": 0, "bool": False}  # what Qt gets where it has no answer of its own


def overrides(kind: type) -> dict[str, FunctionType]:
    """The functions of `kind` itself that Qt calls: name -> function. A thread's `run` catches by itself."""
    found = {}
    for name, function in vars(kind).items():
        ours = isinstance(function, FunctionType) and name != "run" and not name.startswith("__")
        if ours and _of_qt(kind, name) is not None:
            found[name] = function
    return found


def guarded(kind: Kind) -> Kind:
    """Report what the overrides of `kind` raise to `sys.excepthook`, and do what Qt does without them."""
    for name, function in overrides(kind).items():
        setattr(kind, name, _guard(function, _of_qt(kind, name)))
    return kind


def came_from_qt(error: BaseException) -> bool:
    """True where `error` was raised in a guarded override: Qt may ask for it again and again."""
    trace = error.__traceback__
    return trace is not None and trace.tb_frame.f_globals is globals()


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter on `device` that ends in any case: one left open on a widget ends the process."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


@contextmanager
def kept(painter: QPainter) -> Iterator[None]:
    """Give `painter` back as it was, also where the painting fails half way."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def _of_qt(kind: type, name: str) -> Callable[..., Any] | None:
    bases = (base for base in kind.__mro__[1:] if base.__module__.startswith(_BINDINGS))
    return next((getattr(base, name) for base in bases if hasattr(base, name)), None)


def _guard(function: FunctionType, of_qt: Callable[..., Any] | None) -> Callable[..., Any]:
    @functools.wraps(function)
    def answer(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
        try:
            return None if of_qt is None else of_qt(*arguments)
        except Exception:  # Qt has none either, as for the rows of a model
            return _OF_TYPE.get(str(function.__annotations__.get("return")))

    return answer
