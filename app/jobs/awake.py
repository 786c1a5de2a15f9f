"""Keeps the computer from sleeping while a run goes on, as long as it has mains power."""

from __future__ import annotations

from contextlib import ExitStack, closing
from time import monotonic
from typing import TypeVar

from engine.operation import Operation

T = TypeVar("T")
_LOOK_FIRST, _LOOK_AGAIN = 5.0, 30.0  # s until the first look at the plug, and between two looks


def kept_awake(operation: Operation[T]) -> Operation[T]:
    """`operation`, during which the computer does not go to sleep by itself while it is on mains power.

    A system that cannot be kept awake does not hinder it. All of it happens in the thread of the job, and
    none in a run of a few seconds, which would wait for the libraries that this takes.
    """
    awake, due = ExitStack(), monotonic() + _LOOK_FIRST
    with awake, closing(operation):
        is_held = False
        while True:
            if monotonic() >= due:
                is_held, due = _held(awake, is_held), monotonic() + _LOOK_AGAIN
            try:
                progress = next(operation)
            except StopIteration as end:
                result: T = end.value
                return result
            yield progress


def _held(awake: ExitStack, is_held: bool) -> bool:
    """Hold the computer awake within `awake` where it has mains power, and let go where it has not."""
    if has_mains_power() == is_held:
        return is_held
    if is_held:
        awake.close()
        return False
    from wakepy import keep

    awake.enter_context(keep.running(on_fail="pass"))
    return True


def has_mains_power() -> bool:
    """False where a battery is what the computer lives on; a desktop computer has none."""
    import psutil

    try:
        battery = psutil.sensors_battery()
    except (OSError, AttributeError):  # a system that does not tell, as BSDs
        return True
    return battery is None or battery.power_plugged is not False
