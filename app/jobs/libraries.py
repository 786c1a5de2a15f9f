"""Imports torch in the thread of a job while the window goes on.

Two things would hold the window up for half a second and more: loading the large library, for which an import
keeps the interpreter to itself, and the collector of garbage, which looks through the million objects that
come with the import, all threads waiting, and through all of them again each time later.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_LARGEST = {"linux": "libtorch_cpu.so", "darwin": "libtorch_cpu.dylib"}  # Windows loads all before the window
_IMPORTING = threading.Lock()


@contextmanager
def smooth_import() -> Iterator[None]:
    """Import what needs torch within this; the first time its objects become such as nobody collects.

    One thread at a time: a second one that asked for the library would wait with the interpreter to itself.
    """
    with _IMPORTING:
        if "torch" in sys.modules:
            yield
            return
        _map_library()
        gc.disable()
        try:
            yield
        finally:
            gc.freeze()
            gc.enable()


def _map_library() -> None:
    """Have torch's largest library in memory before the import, which loads it where that does not work.

    A call through ctypes gives the interpreter away for as long as it takes.
    """
    name = _LARGEST.get(sys.platform, "")
    found = find_spec("torch") if name else None
    for folder in (found and found.submodule_search_locations) or ():
        path = Path(folder, "lib", name)
        if path.is_file():
            load = ctypes.CDLL(None).dlopen
            load.argtypes, load.restype = [ctypes.c_char_p, ctypes.c_int], ctypes.c_void_p
            load(os.fsencode(path), os.RTLD_LAZY)
