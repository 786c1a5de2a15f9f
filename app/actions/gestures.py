"""What mouse and held keys do on the film: on the F1 sheet, in no menu; a part of the one table."""

from __future__ import annotations

from functools import partial

from app.actions.action import Action, Menu, Scope
from app.translation import tr


def _gesture(text: str, keys: str, tip: str = "", scope: Scope = Scope.GESTURE) -> Action:
    return Action(f"gesture-{text}", text, Menu.MOUSE, (keys,), help=tip, scope=scope)


_held = partial(_gesture, scope=Scope.FILM)


GESTURES = (
    _gesture(tr("Place the next landmark"), tr("Left click")),
    _gesture(tr("Move a point"), tr("Drag the point"), tr("3 px before it moves; Esc puts it back")),
    _gesture(
        tr("Choose a point"),
        tr("Click the point"),
        tr("On the film or in the list: it comes into sight and stays"),
    ),
    _gesture(
        tr("Adopt what one machine alone saw"),
        tr("Click its ghost"),
        tr("The small hollow marks beside the point"),
    ),
    _held(tr("Move the chosen point"), tr("{mark-move}, then left click"), tr("Esc leaves it where it is")),
    _gesture(
        tr("Move a point and its neighbours"),
        tr("Ctrl + drag the point"),
        tr("Those that nobody has decided on follow, the nearer the more"),
    ),
    _gesture(
        tr("Keep the angle of a line"),
        tr("Shift while dragging"),
        tr("A point goes along its line, a ruler in eighths"),
    ),
    _gesture(tr("What can be done"), tr("Right click"), tr("On a point, on the film, on a row of a list")),
    _gesture(tr("Zoom at the cursor"), tr("Wheel")),
    _gesture(tr("Heatmap stronger or fainter"), tr("Ctrl + wheel"), tr("While the heatmap is shown")),
    _gesture(tr("Pan"), tr("Middle drag, or Space + drag")),
    _gesture(tr("Window (across) and level (up, down)"), tr("Right drag")),
    _held(
        tr("Next doubtful point"),
        tr("Space"),
        tr("Tapped: the worst of all films first, from near; {fit}: the whole film"),
    ),
    _held(tr("Back to the point before"), tr("Shift+Space"), tr("Through all that Space has shown")),
    _held(tr("Hide the points"), tr("H held")),
    _held(tr("Nudge the chosen point"), tr("Arrows"), tr("1 px; with Shift 10 px, with Alt 0.1 px")),
)
