"""Errors that a person can act on. Each message says what happened and what to do next."""

from __future__ import annotations

import errno
import os

from engine.wording import printable

_SHOWN = 120  # letters of a path in a sentence


class EngineError(Exception):
    """Anything the person can mend: the message is one clear sentence or two, ready to show.

    Names in it may come from any file: what of them is not `printable` is spelt out. Lines become one.
    """

    def __init__(self, message: str) -> None:
        super().__init__(printable(" ".join(message.splitlines())))


class ImageReadError(EngineError):
    """A film could not be read; the message names the reason, not the path."""


class TableError(EngineError):
    """A landmark table or scheme file could not be understood."""


class PropagationError(EngineError):
    """Propagation cannot start or go on with what it was given."""


class PeerError(EngineError):
    """Another process of the same run failed first and has said why: this one ends without a word."""


_MEMORY_SHORT = (  # as NumPy, torch, SimpleITK, C++ and the loader of libraries say that they got no memory
    "out of memory",
    "not enough memory",
    "allocate memory",
    "bad_alloc",
    "bad allocation",
    "failed to map segment",
    "can't start new thread",
)


def out_of_memory(error: BaseException) -> bool:
    """True where memory ran out, on a GPU or on the CPU; most libraries have no error type of its own."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":  # torch's
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    message = str(error).lower()
    is_kind = isinstance(error, RuntimeError | ImportError)
    # oneDNN has no room for its code; "... primitive descriptor" is what it cannot compute at all
    no_room = "could not create a primitive" in message.replace("primitive descriptor", "")
    return is_kind and (no_room or any(phrase in message for phrase in _MEMORY_SHORT))


def mendable(error: BaseException) -> EngineError | None:
    """What a person can do about an `error` that nobody has put in words yet; None for a bug."""
    if isinstance(error, EngineError):
        return error
    if out_of_memory(error):
        return EngineError(
            "There is too little memory for this: close other programs, or make the films smaller, then try "
            "again; on the command line OMP_NUM_THREADS=1 helps too, and a smaller --batch or --longest "
            "of `onemark train`."
        )
    return refused_path(error)


def refused_path(error: BaseException) -> EngineError | None:
    """`error` as one sentence where the system refused a path: too long, forbidden, gone; else None."""
    if not isinstance(error, OSError) or error.filename is None:
        return None
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
    shown = path if len(path) <= _SHOWN else f"{path[: _SHOWN - 30]}...{path[-27:]}"
    if error.errno == errno.ENAMETOOLONG:
        return EngineError(f"{shown} is too long a name: choose a shorter one.")
    reason = error.strerror or type(error).__name__
    return EngineError(f"{shown} cannot be used ({reason}): check its name, its permissions and its drive.")
