"""What the command line prints: results on stdout, progress, notes and errors on stderr.

Names of films and landmarks come from anywhere: whatever is printed here is `printable`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

from app.progress_bar import ProgressBar, progress_line
from app.run_log import logging_to, note
from engine.operation import Operation, Progress, run
from engine.wording import in_lines, printable

T = TypeVar("T")
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

    `silent`: one of several processes, which only says what made it fail. `several`: others may wait for
    this one, so that signals do not wait for the end of a step.
    """

    def __init__(
        self,
        out: TextIO | None,
        err: TextIO | None,
        *,
        as_json: bool = False,
        silent: bool = False,
        several: bool = False,
    ) -> None:
        self._out = out
        self._err = err
        self._as_json = as_json
        self._silent = silent
        self._several = several
        self._brief = silent
        self._logs = ExitStack()
        self._bar = ProgressBar(err, self._beside)

    @classmethod
    def of_process(cls, *, as_json: bool, silent: bool = False, several: bool = False) -> Terminal:
        """The streams of this process; a film's name never fails for the encoding of a terminal."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # None in an app without console
                stream.reconfigure(errors="backslashreplace")
        return cls(sys.stdout, sys.stderr, as_json=as_json, silent=silent, several=several)

    def speak(self, *, brief: bool, verbose: bool, log: Path | None) -> None:
        """How much is said from now on, until `close`.

        `brief`: the result and errors only. `verbose`: every step and where a bug lies, as log lines.
        `log`: a file at whose end everything is logged. Raises `WriteError`.
        """
        if not self._silent:
            self._brief = brief or verbose
            self._logs.enter_context(logging_to(log, self._err if verbose else None))

    def close(self) -> None:
        """End the log."""
        self._logs.close()

    def finish(self, operation: Operation[T]) -> T:
        """Run `operation` with a progress bar; Ctrl+C and the like close it after its step: it cleans up.

        Raises `Stopped` then.
        """
        stop = _AtNextStep()

        def see(progress: Progress) -> None:
            note(progress_line(progress, None))
            if not self._brief:
                self._bar.show(progress)
            stop.check()

        with stopping(stop_now if self._several else stop), closing(operation):
            try:
                return run(operation, see)
            finally:
                self._bar.clear()

    def show(self, text: str, data: Mapping[str, Any], notes: Sequence[str] = (), failure: str = "") -> None:
        """Print a result: `text`, or `data` as JSON; notes and `failure` go to stderr, and into the JSON."""
        if self._silent:
            return
        for sentence in notes:
            note(sentence, logging.WARNING)
            if not self._brief:
                _tell(printable(f"note: {sentence}"), self._err)
        note(text, printed=True)
        if self._as_json:
            found = {**data, "notes": list(notes), **({"error": failure} if failure else {})}
            _print(printable(json.dumps(found, ensure_ascii=False, allow_nan=False)), self._out)
        else:
            _print(in_lines(text.split("\n")), self._out)
        if failure:
            self._say(failure)

    def fail(self, message: str, bug: Exception | None = None) -> None:
        """Print one line on what went wrong, and log where a `bug` lies."""
        line = " ".join(message.split())
        if bug is not None:
            note("Where the bug lies:", logging.ERROR, error=bug)
        self._say(line)
        if self._as_json:
            _print(printable(json.dumps({"error": line}, ensure_ascii=False)), self._out)

    def fail_alike(self, message: str) -> None:
        """Print what every one of several processes finds wrong: once."""
        if not self._silent:
            self.fail(message)

    def _say(self, line: str) -> None:
        note(line, logging.ERROR, printed=True)
        _tell(printable(f"onemark: {line}"), self._err)

    def _beside(self, text: str, end: str) -> None:
        _tell(text, self._err, end)


def _print(text: str, stream: TextIO | None, end: str = "\n") -> None:
    if stream is not None:
        print(text, end=end, file=stream, flush=True)


def _tell(text: str, stream: TextIO | None, end: str = "\n") -> None:
    """Print what goes beside the result; a terminal that is gone fails no run."""
    with contextlib.suppress(OSError):
        _print(text, stream, end)
