"""Mouse gestures over the film: what was pressed becomes a pan, a window, a drag or a click, never two."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QPointF, Qt

K = TypeVar("K")

DRAG_THRESHOLD = 3.0  # px of the screen before a press becomes a drag
STRAY_THRESHOLD = 10.0  # the same over bare film: a hand that shakes still clicks there


class Act(Enum):
    """What the pressed button is doing now."""

    NOTHING = auto()
    PRESSED = auto()  # left, not moved far enough yet
    DRAGGING = auto()  # a point is on the way
    STRAYED = auto()  # left, moved over the film without a point: neither click nor drag
    PANNING = auto()
    WINDOWING = auto()
    MEASURING = auto()  # a ruler is being drawn
    SHAPING = auto()  # all points are moved, turned or scaled


@dataclass(slots=True)
class Gesture:
    """The state of the gesture in progress; positions are pixels of the screen."""

    act: Act = Act.NOTHING
    start: QPointF = field(default_factory=QPointF)
    last: QPointF = field(default_factory=QPointF)
    button: Qt.MouseButton = Qt.MouseButton.NoButton
    mark: str = ""  # the point under the press, "" over bare film
    offset: QPointF = field(default_factory=QPointF)  # from the cursor to the middle of that point
    fixed: bool = False  # the point under the press cannot be dragged
    soft: bool = False  # neighbours that nobody has decided on go with the point
    straight: bool = False  # it goes along a line only
    went_far: bool = False  # at some time: what returned to its start was no click

    @property
    def held(self) -> str:
        """The name of the point being dragged, or ""."""
        return self.mark if self.act is Act.DRAGGING else ""

    @property
    def drop(self) -> QPointF:
        """Where the middle of the point that is being dragged would come to lie without `straight`."""
        return self.last + self.offset

    def press(self, button: Qt.MouseButton, at: QPointF, pan: bool, mark: str, middle: QPointF) -> bool:
        """Begin; False where another button is down already. `middle` is the place of `mark`."""
        if self.act is not Act.NOTHING:
            return False
        acts = {
            Qt.MouseButton.LeftButton: Act.PANNING if pan else Act.PRESSED,
            Qt.MouseButton.MiddleButton: Act.PANNING,
            Qt.MouseButton.RightButton: Act.WINDOWING,
        }
        if button not in acts:
            return False
        self.act, self.button, self.mark = acts[button], button, mark
        self.start, self.last, self.offset = at, at, middle - at
        self.fixed = self.soft = self.straight = self.went_far = False
        return True

    def move(self, at: QPointF) -> QPointF:
        """Go on; returns how far the cursor went since the last move."""
        step = at - self.last
        self.last = at
        threshold, way = DRAG_THRESHOLD if self.mark else STRAY_THRESHOLD, _length(at - self.start)
        self.went_far = self.went_far or way >= DRAG_THRESHOLD
        if self.act is Act.PRESSED and way >= threshold:
            self.act = Act.DRAGGING if self.mark and not self.fixed else Act.STRAYED
        return step

    def release(self, button: Qt.MouseButton) -> Act:
        """End, if it is the button that began; returns what it was."""
        if button != self.button:
            return Act.NOTHING
        ended = self.act
        self.cancel()
        return ended

    def cancel(self) -> None:
        """Forget it: nothing happens at the release."""
        self.act, self.button = Act.NOTHING, Qt.MouseButton.NoButton


def window_after(window: tuple[float, float], drag: QPointF) -> tuple[float, float]:
    """(centre, width) after a right drag: to the right is wider, upwards is brighter."""
    centre, width = window
    # proportional to the width at the start, so that 8 and 16 bits feel the same
    return centre + drag.y() * width / 400.0, max(1.0, width * math.exp(drag.x() / 250.0))


def along(start: QPointF, spot: QPointF, anchor: QPointF | None) -> QPointF:
    """The place nearest to `spot` from which a line to `anchor` has the angle that it had from `start`.

    Without an anchor: straight across or down from `start`, whichever is nearer.
    """
    way = spot - start
    if anchor is None or anchor == start:
        return start + (QPointF(way.x(), 0) if abs(way.x()) >= abs(way.y()) else QPointF(0, way.y()))
    line = start - anchor
    share = QPointF.dotProduct(way, line) / QPointF.dotProduct(line, line)
    return start + line * share


def snapped(start: QPointF, end: QPointF) -> QPointF:
    """`end` turned about `start` to the nearest of eight directions, as far away as it is."""
    way = end - start
    angle = math.radians(45 * round(math.degrees(math.atan2(way.y(), way.x())) / 45))
    direction = QPointF(math.cos(angle), math.sin(angle))
    return start + direction * QPointF.dotProduct(way, direction)


def nearest(spots: dict[str, QPointF], at: QPointF, reach: float, preferred: str = "") -> str:
    """The point whose middle is nearest to `at` within `reach`; the preferred one wins there; else ""."""
    close = {name: _length(spot - at) for name, spot in spots.items()}
    if close.get(preferred, math.inf) <= reach:
        return preferred
    name = min(close, key=lambda key: close[key], default="")
    return name if close.get(name, math.inf) <= reach else ""


def nearest_of(spots: Mapping[K, QPointF], at: QPointF, reach: float) -> K | None:
    """What is nearest to `at` within `reach`; None: nothing."""
    close = {key: _length(spot - at) for key, spot in spots.items()}
    return min((key for key in close if close[key] <= reach), key=lambda key: close[key], default=None)


def _length(vector: QPointF) -> float:
    return math.hypot(vector.x(), vector.y())
