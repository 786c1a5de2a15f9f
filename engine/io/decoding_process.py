"""Compressed DICOM pixels are decoded in a process apart: their codecs may end it, freeze it or never end.

HDF5 files are read there too (`engine.io.hdf5`): over one damaged byte their library may end the process.
GDCM lets C++ exceptions out that end the process it runs in, CharLS takes seconds over one damaged byte, and
neither lets other threads work meanwhile. The process starts with the first film that needs it and serves all
others; the next one starts where a film has ended it. As always with Python's processes, a script reads films
below `if __name__ == "__main__"`, or all of it runs once more over there; `DecodingError` says so.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset
from pydicom.pixels.utils import pixel_array

from engine.errors import EngineError, ImageReadError
from engine.io import dicom_header as header_of
from engine.io.guard import sentence_part
from engine.io.jpeg12 import decode_jpeg12, is_jpeg12

_START_S = 60.0  # of the clock, to import this module on a busy machine
_SECONDS, _SECONDS_A_MEGAPIXEL = 1.0, 2.0  # of the processor; codecs take a tenth of it
_BUSY = 10.0  # times more by the clock, where other programs want the processor too
_BYTES, _BYTES_A_PIXEL = 1 << 28, 32  # beyond what the process has; GDCM keeps several copies
_IMPORT_FAILED = 1  # how Python ends a process after an exception that nobody catches
_ENDED = (EOFError, OSError)  # of a pipe whose other end is no more, also amid an answer


class DecodingError(EngineError):
    """The program that reads films is not made so that they can be decoded: no film can help that."""


class ProcessEndedError(Exception):
    """The process apart has ended, or its time, before it gave an answer."""


class DecodingProcess:
    """The process apart; any thread may ask, one at a time.

    Time is limited everywhere, by the processor's on Linux and macOS and by the clock on Windows; memory
    is limited on Linux, the only system that both says how much a process has and keeps it to a limit.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: BaseProcess | None = None
        self._pipe: Connection | None = None

    def decode(self, dataset: FileDataset, plugin: str) -> NDArray[Any]:
        """The single frame of `dataset`, [H, W] or [H, W, 3], by pydicom's `plugin` ("": any); YBR as RGB.

        Raises ValueError with the codec's words where it refuses the pixels, and ImageReadError where they
        end the process or its time; DecodingError where this process may start no other one.
        """
        question = dataset.group_dataset(0x0028)
        question.PixelData = dataset["PixelData"].value
        question.file_meta = dataset.file_meta
        size = header_of.film_size(dataset)
        pixels = size.width * size.height
        seconds = _SECONDS + _SECONDS_A_MEGAPIXEL * pixels / 1e6
        try:
            answer = self.run(_pixels, (question, plugin), seconds, _BYTES + _BYTES_A_PIXEL * pixels)
        except ProcessEndedError as error:
            raise ImageReadError(
                "The pixel data are damaged, or too much to be decoded here: export the film again, "
                "uncompressed."
            ) from error
        if isinstance(answer, str):
            raise ValueError(answer)
        return answer  # type: ignore[no-any-return]

    def run(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, most_bytes: int
    ) -> Any:
        """What `function` of a module gives for `arguments`; a text is the reason why it gives nothing.

        Over there it has so many `seconds` of the processor and `most_bytes` of memory. ProcessEndedError
        where it ends the process, DecodingError where this process may start no other one.
        """
        with self._lock:
            try:
                return self._answer((function, arguments, seconds, most_bytes), _BUSY * seconds)
            except BaseException:  # an interrupt too: its answer would be taken for the next one
                self.close()
                raise

    def _answer(self, question: tuple[Any, ...], patience: float) -> Any:
        pipe = self._started()
        try:
            pipe.send(question)
            if pipe.poll(patience):
                return pipe.recv()
        except _ENDED:
            pass
        raise ProcessEndedError

    def _started(self) -> Connection:
        """The pipe to a process that waits for a film."""
        if self._pipe is not None and self._child is not None and self._child.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")  # a fork would inherit this process's memory and locks
        self._pipe, other = context.Pipe()
        self._child = context.Process(target=_serve, args=(other,), name="film decoder", daemon=True)
        try:
            self._child.start()
            other.close()  # so that a process that has ended shows as end of file
            ready = self._pipe.poll(_START_S) and self._pipe.recv()
        except (RuntimeError, AssertionError) as error:  # Python lets this process start no other one
            is_pool = multiprocessing.current_process().daemon
            raise DecodingError(_IN_A_POOL if is_pool else _UNGUARDED) from error
        except _ENDED as error:
            self._child.join(1.0)
            if self._child.exitcode == _IMPORT_FAILED:
                raise DecodingError(_UNGUARDED) from error
            raise _not_started() from error
        if not ready:
            raise _not_started()
        return self._pipe

    def close(self) -> None:
        """End the process, if there is one; the next film starts another."""
        pipe, child = self._pipe, self._child
        self._pipe = self._child = None
        if pipe is not None:
            pipe.close()
        if child is not None and child.pid is not None:
            child.kill()  # it writes nothing
            child.join()
            child.close()


decoding_process = DecodingProcess()


_UNGUARDED = (
    "Compressed films and HDF5 files are read in a process apart, which cannot start from this script: put "
    'what reads them below `if __name__ == "__main__":`; if it is there already, close other programs.'
)
_IN_A_POOL = (
    "Compressed films and HDF5 files are read in a process apart, which a worker of multiprocessing.Pool may "
    "not start: use concurrent.futures.ProcessPoolExecutor."
)


def _not_started() -> ImageReadError:
    return ImageReadError(
        "The process that reads compressed films and HDF5 files could not be started: close other programs, "
        "and open the file again."
    )


def _serve(pipe: Connection) -> None:
    """The body of the process: pixels or a reason for each question, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to both; the parent ends this one
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # codecs print what they think of a film
        os.dup2(nowhere, stream)
    pipe.send(True)
    while True:
        try:
            function, arguments, seconds, most_bytes = pipe.recv()
        except _ENDED:
            return
        _limit(seconds, most_bytes)
        try:
            answer = function(*arguments)
        except BaseException as error:  # the codec for RLE, in Rust, panics with one outside Exception
            answer = sentence_part(error) or type(error).__name__
        _limit(0.0, None)
        try:
            pipe.send(answer)
        except _ENDED:
            return
        del arguments, answer


def _pixels(question: Dataset, plugin: str) -> NDArray[Any] | str:
    if is_jpeg12(question):
        return decode_jpeg12(question)
    return np.ascontiguousarray(pixel_array(question, decoding_plugin=plugin))


def _limit(seconds: float, most_bytes: int | None) -> None:
    """End this process after so many `seconds` of the processor, 0 for never; `most_bytes` more than now."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
    if sys.platform == "linux":
        import resource

        most = resource.RLIM_INFINITY
        if most_bytes is not None:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            most = most_bytes + pages * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            most = hard if most == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
