"""What the command line prints: results on stdout, progress, notes and errors on stderr.

Names of films and landmarks come from anywhere: whatever is printed here is `printable`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any, TextIO, TypeVar

from engine.operation import Operation, Progress, run
from engine.wording import in_lines, printable

T = TypeVar("T")
_WIDTH = 24  # characters of the bar
_REDRAW_S = 0.1
_LINE_S = 5.0  # without a terminal: at most one line in this time, and one for each stage


class Terminal:
    """Where a command prints. With `as_json` stdout gets exactly one JSON object.

    `quiet`: one of several processes, which only says what made it fail.
    """

    def __init__(
        self, out: TextIO | None, err: TextIO | None, *, as_json: bool = False, quiet: bool = False
    ) -> None:
        self._out = out
        self._err = err
        self._as_json = as_json
        self._quiet = quiet
        self._bar = _Bar(None if quiet else err)

    @classmethod
    def of_process(cls, *, as_json: bool, quiet: bool = False) -> Terminal:
        """The streams of this process; a film's name never fails for the encoding of a terminal."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # None in an app without console
                stream.reconfigure(errors="backslashreplace")
        return cls(sys.stdout, sys.stderr, as_json=as_json, quiet=quiet)

    def finish(self, operation: Operation[T]) -> T:
        """Run `operation` with a progress bar; on Ctrl+C it is closed, so that it cleans up."""
        with closing(operation):
            try:
                return run(operation, self._bar.show)
            finally:
                self._bar.clear()

    def show(self, text: str, data: Mapping[str, Any], notes: Sequence[str] = ()) -> None:
        """Print a result: `text`, or `data` as JSON; notes go to stderr, in JSON into the object too."""
        if self._quiet:
            return
        for note in notes:
            _print(printable(f"note: {note}"), self._err)
        if self._as_json:
            _print(json.dumps({**data, "notes": list(notes)}, ensure_ascii=False, allow_nan=False), self._out)
        else:
            _print(text, self._out)

    def fail(self, message: str) -> None:
        """Print one line on what went wrong."""
        line = " ".join(message.split())
        _print(f"onemark: {line}", self._err)
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
            _print(printable(f"{progress.stage}: {progress.message}"), self._stream)
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
            self._stream.write(f"\r\x1b[2K{_line(progress)}")
            self._stream.flush()
            self._dirty = True
        else:
            _print(_line(progress), self._stream)

    def clear(self) -> None:
        """End the line that the bar stands in."""
        if self._dirty and self._stream is not None:
            self._stream.write("\n")
            self._dirty = False


def _line(progress: Progress) -> str:
    if progress.total <= 0:
        return printable(f"{progress.stage} {progress.message}".rstrip())
    full = round(_WIDTH * min(progress.done / progress.total, 1.0))
    bar = "#" * full + "." * (_WIDTH - full)
    line = f"{progress.stage:<22} [{bar}] {progress.done}/{progress.total} {progress.message}"
    return printable(line)[:110].rstrip()


def _print(text: str, stream: TextIO | None) -> None:
    """Print the lines of `text`; nothing in them moves the cursor or turns the writing round."""
    if stream is not None:
        print(in_lines(text.split("\n")), file=stream, flush=True)
