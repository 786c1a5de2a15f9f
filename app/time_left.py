"""How long it still takes: a stage by its own pace, a whole run by its estimate."""

from __future__ import annotations

import math

from app.translation import tr
from engine.operation import Progress

_SETTLE = 3  # units of a stage before its pace says anything
_CALM = 20.0  # s in which most of a difference to what was shown is made good


def in_words(seconds: float) -> str:
    """A time as a person says it: 45 s, 3 min, 1 h 20 min, 52 h."""
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{seconds} s", seconds=whole)
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{minutes} min", minutes=minutes)
    if minutes < 600 and minutes % 60:
        return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return tr("{hours} h", hours=round(minutes / 60))


class Pace:
    """Estimates the time left of a stage from its own pace: other stages go at another one.

    Units come several at a time: between two of their reports the time left runs down, it does not grow.
    """

    def __init__(self) -> None:
        self._stage = ""
        self._began, self._first = 0.0, 0
        self._done, self._until = 0, 0.0  # units at the latest report, and when the stage will end by them

    def seconds_left(self, progress: Progress, now: float) -> float | None:
        """Seconds until the stage ends, None while nobody can know."""
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now, progress.done
            self._done = progress.done
        units = progress.done - self._first
        if units < _SETTLE or not progress.total:
            return None
        if progress.done != self._done:
            pace = (now - self._began) / units
            self._done, self._until = progress.done, now + pace * (progress.total - progress.done)
        return max(self._until - now, 1.0 if progress.done < progress.total else 0.0)


class RunPace:
    """The time left of a whole run. Without an estimate it is that of the stage.

    What is told runs down with the clock and drifts to a better guess; it never leaps.
    """

    def __init__(self) -> None:
        self._stage = Pace()
        self._end: float | None = None  # when the run ends by its estimate
        self._latest: tuple[float, float] | None = None  # (time, seconds left) of the latest answer

    @property
    def is_of_run(self) -> bool:
        """True where the whole run is spoken of, by its estimate; else its stage."""
        return self._end is not None

    def expect(self, seconds: float, now: float) -> None:
        """The whole run is expected to take `seconds` from now on."""
        self._end, self._latest = now + seconds, None

    def seconds_left(self, progress: Progress, now: float) -> float | None:
        """Seconds until the run ends, None while nobody can know."""
        stage = self._stage.seconds_left(progress, now)
        if self._end is None:
            return stage
        # a stage that alone takes longer than all was expected to take proves the estimate wrong
        guess = max(self._end - now, stage or 0.0, 1.0)
        if self._latest is not None:
            since = now - self._latest[0]
            shown = max(self._latest[1] - since, 1.0)
            guess += (shown - guess) * math.exp(-since / _CALM)
        self._latest = (now, guess)
        return guess
