"""What the command line prints: results on stdout, progress, notes and errors on stderr."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, TextIO, TypeVar

from engine.operation import Operation, Progress, run

T = TypeVar("T")
_WIDTH = 24  # characters of the bar
_REDRAW_S = 0.1
_LINE_S = 5.0  # without a terminal: at most one line in this time, and one for each stage
# Ctrl+C, a polite kill, a terminal that is closed, and Ctrl+Break of Windows, where there are such
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_STOPPING = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
Handler = Callable[[int, Any], None]


class Stopped(KeyboardInterrupt):
    """A signal ends the command; `exit_code` is 128 and the signal's number, as shells have it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.exit_code = 128 + number


def stop_now(number: int, _: object) -> None:
    """Raise `Stopped`: a handler of signals."""
    raise Stopped(number)


@contextmanager
def stopping(handler: Handler) -> Iterator[None]:
    """A context in which `handler` gets the signals that end a process, but for those that it ignores.

    Signals belong to the main thread; in others nothing changes.
    """
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        found = {number: signal.getsignal(number) for number in _STOPPING}
        before = {number: how for number, how in found.items() if how not in (signal.SIG_IGN, None)}
    for number in before:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, how in before.items():
            signal.signal(number, how)


class _AtNextStep:
    """A handler that lets an operation end its step and keep its state; the second signal does not."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, number: int, frame: object) -> None:
        if self._asked:
            stop_now(number, frame)
        self._asked = number

    def check(self) -> None:
        """Raise `Stopped` if a signal has come."""
        if self._asked:
            raise Stopped(self._asked)


class Terminal:
    """Where a command prints. With `as_json` stdout gets exactly one JSON object.

    `quiet`: one of several processes, which only says what made it fail. `several`: others may wait for
    this one, so that signals do not wait for the end of a step.
    """

    def __init__(
        self,
        out: TextIO | None,
        err: TextIO | None,
        *,
        as_json: bool = False,
        quiet: bool = False,
        several: bool = False,
    ) -> None:
        self._out = out
        self._err = err
        self._as_json = as_json
        self._quiet = quiet
        self._several = several
        self._bar = _Bar(None if quiet else err)

    @classmethod
    def of_process(cls, *, as_json: bool, quiet: bool = False, several: bool = False) -> Terminal:
        """The streams of this process; a film's name never fails for the encoding of a terminal."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # None in an app without console
                stream.reconfigure(errors="backslashreplace")
        return cls(sys.stdout, sys.stderr, as_json=as_json, quiet=quiet, several=several)

    def finish(self, operation: Operation[T]) -> T:
        """Run `operation` with a progress bar; Ctrl+C and the like close it after its step: it cleans up.

        Raises `Stopped` then.
        """
        stop = _AtNextStep()

        def see(progress: Progress) -> None:
            self._bar.show(progress)
            stop.check()

        with stopping(stop_now if self._several else stop), closing(operation):
            try:
                return run(operation, see)
            finally:
                self._bar.clear()

    def show(self, text: str, data: Mapping[str, Any], notes: Sequence[str] = (), failure: str = "") -> None:
        """Print a result: `text`, or `data` as JSON; notes and `failure` go to stderr, and into the JSON."""
        if self._quiet:
            return
        for note in notes:
            _tell(f"note: {note}", self._err)
        if self._as_json:
            found = {**data, "notes": list(notes), **({"error": failure} if failure else {})}
            _print(json.dumps(found, ensure_ascii=False, allow_nan=False), self._out)
        else:
            _print(text, self._out)
        if failure:
            _tell(f"onemark: {failure}", self._err)

    def fail(self, message: str) -> None:
        """Print one line on what went wrong."""
        line = " ".join(message.split())
        _tell(f"onemark: {line}", self._err)
        if self._as_json:
            _print(json.dumps({"error": line}, ensure_ascii=False), self._out)

    def fail_alike(self, message: str) -> None:
        """Print what every one of several processes finds wrong: once."""
        if not self._quiet:
            self.fail(message)


class _Bar:
    """A progress bar in a terminal, now and then a line elsewhere."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._in_terminal = stream is not None and stream.isatty()
        self._stage = ""
        self._shown_at = 0.0
        self._dirty = False

    def show(self, progress: Progress) -> None:
        if progress.notice:
            self.clear()
            _tell(f"{progress.stage}: {progress.message}", self._stream)
            return
        now = time.monotonic()
        new = progress.stage != self._stage
        finished = progress.total > 0 and progress.done >= progress.total
        patience = _REDRAW_S if self._in_terminal else _LINE_S
        if not new and now - self._shown_at < patience and not (finished and self._in_terminal):
            return
        if new:
            self.clear()
        self._stage, self._shown_at = progress.stage, now
        if self._in_terminal and self._stream is not None:
            _tell(f"\r\x1b[2K{_line(progress)}", self._stream, end="")
            self._dirty = True
        else:
            _tell(_line(progress), self._stream)

    def clear(self) -> None:
        """End the line that the bar stands in."""
        if self._dirty:
            _tell("", self._stream)
            self._dirty = False


def _line(progress: Progress) -> str:
    if progress.total <= 0:
        return f"{progress.stage} {progress.message}".rstrip()
    full = round(_WIDTH * min(progress.done / progress.total, 1.0))
    bar = "#" * full + "." * (_WIDTH - full)
    return f"{progress.stage:<22} [{bar}] {progress.done}/{progress.total} {progress.message}"[:110].rstrip()


def _print(text: str, stream: TextIO | None, end: str = "\n") -> None:
    if stream is not None:
        print(text, end=end, file=stream, flush=True)


def _tell(text: str, stream: TextIO | None, end: str = "\n") -> None:
    """Print what goes beside the result; a terminal that is gone fails no run."""
    with contextlib.suppress(OSError):
        _print(text, stream, end)
