"""How far a command is: its stage, n of m, the time left, and the film or step that it is at."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from app.time_left import RunPace, in_words
from engine.operation import Progress
from engine.wording import printable

_WIDTH = 24  # characters of the bar
_LINE = 120  # characters at most
_REDRAW_S = 0.1
_LINE_S = 5.0  # without a terminal: at most one line in this time, and one for each stage
Tell = Callable[[str, str], None]


class ProgressBar:
    """A progress bar in a terminal, now and then a line elsewhere; `tell` prints a text and its end."""

    def __init__(self, stream: TextIO | None, tell: Tell) -> None:
        self._tell = tell
        self._in_terminal = stream is not None and stream.isatty()
        self._pace = RunPace()
        self._stage = ""
        self._shown_at = 0.0
        self._dirty = False

    def show(self, progress: Progress) -> None:
        """Show `progress`; a notice stays, and its `seconds` say how long all will take."""
        now = time.monotonic()
        if progress.notice:
            self.clear()
            self._tell(printable(f"{progress.stage}: {progress.message}"), "\n")
            if "seconds" in progress.metrics:
                self._pace.expect(progress.metrics["seconds"], now)
            return
        left = self._pace.seconds_left(progress, now)
        new = progress.stage != self._stage
        finished = progress.total > 0 and progress.done >= progress.total
        patience = _REDRAW_S if self._in_terminal else _LINE_S
        if not new and now - self._shown_at < patience and not (finished and self._in_terminal):
            return
        if new:
            self.clear()
        self._stage, self._shown_at = progress.stage, now
        if self._in_terminal:
            self._tell(f"\r\x1b[2K{progress_line(progress, left)}", "")
            self._dirty = True
        else:
            self._tell(progress_line(progress, left), "\n")

    def clear(self) -> None:
        """End the line that the bar stands in."""
        if self._dirty:
            self._tell("", "\n")
            self._dirty = False


def progress_line(progress: Progress, left: float | None) -> str:
    """`progress` in a line, with the seconds `left` where they are known."""
    if progress.total <= 0:
        return printable(f"{progress.stage} {progress.message}".rstrip())
    full = round(_WIDTH * min(progress.done / progress.total, 1.0))
    bar = "#" * full + "." * (_WIDTH - full)
    time_left = f"about {in_words(left)} left  " if left else ""
    line = f"{progress.stage:<22} [{bar}] {progress.done}/{progress.total}  {time_left}{progress.message}"
    return printable(line)[:_LINE].rstrip()
