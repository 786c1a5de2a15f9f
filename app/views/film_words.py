"""Words on the film: names beside their points, values of measurements, and what a corner tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.translation import listed, tr
from app.views.film_display import DrawnMeasure, FilmDisplay
from app.views.film_measures import CHOSEN, MEASURE
from app.views.film_places import Places, Wish, fewest_points, places_around, places_beside, places_of_words
from app.views.film_plate import INK, paint_plate, paint_tie
from app.views.palette import YELLOW

_POINT = 5.0  # half the side of what a point covers
_MOST = 400  # names in sight: of more none could be read


@dataclass(frozen=True, slots=True)
class FilmWord:
    """Words at `box`, of what lies at `spot`, px of the screen; the `strong` ones are of what is chosen."""

    text: str
    spot: QPointF
    strong: bool
    box: QRectF


@dataclass(frozen=True, slots=True)
class FilmWords:
    """The words of a film, none over a point or another one; `corner`: a line each, above each other."""

    names: tuple[FilmWord, ...] = ()
    values: tuple[FilmWord, ...] = ()
    corner: tuple[tuple[str, QRectF], ...] = ()


def placed_words(
    display: FilmDisplay,
    spots: Mapping[str, QPointF],
    to_screen: Callable[[QPointF], QPointF],
    metrics: QFontMetricsF,
    port: QRectF,
    taken: Sequence[QRectF] = (),
) -> FilmWords:
    """Find a place within `port` for each word; `spots` are the points' on the screen, `taken` is no place.

    `to_screen`: original pixels to the screen. Words without room are left out and the corner counts them;
    the active name and the chosen value are always there.
    """
    shown, inside = display.marks if display.names_shown else (), port.contains
    seen = [mark.name for mark in shown if inside(spots[mark.name])]
    names = [(name, spots[name], name == display.active) for name in named(seen, display.active)]
    values = [(each.text, at, each.chosen) for each, at in _in_sight(display.measures, to_screen, port)]
    wishes = [*_wishes(names, metrics, 6, places_beside), *_wishes(values, metrics, 8, places_around)]
    points = [*spots.values()]
    lines = [_absent_words(display)] if display.absent and display.names_shown else []
    taken = [*taken, *map(_around, filter(_reach(wishes).contains, points))]
    left_out = 0, 0
    for _ in range(3):  # the line that counts what is left out takes room from the last of it
        counted = [*lines, _left_out_words(*left_out)] if any(left_out) else lines
        corner, before = _corner(counted, metrics, port, points), left_out
        boxes = places_of_words(wishes, [*taken, *(box for _line, box in corner)], port)
        left_out = boxes[: len(names)].count(None) + len(seen) - len(names), boxes[len(names) :].count(None)
        if left_out == before:
            break
    placed = zip([*names, *values], boxes, strict=True)
    words = [None if box is None else FilmWord(*word, box) for word, box in placed]
    split = len(names)
    return FilmWords(tuple(filter(None, words[:split])), tuple(filter(None, words[split:])), corner)


def named(seen: Sequence[str], active: str) -> list[str]:
    """Those of the points in sight whose names are shown: the active one alone where they are too many."""
    return [*seen] if len(seen) <= _MOST else [name for name in seen if name == active]


def _in_sight(
    measures: Iterable[DrawnMeasure], to_screen: Callable[[QPointF], QPointF], port: QRectF
) -> Iterator[tuple[DrawnMeasure, QPointF]]:
    """The measurements whose values belong to a place in sight, and these places."""
    for measure in measures:
        spot = to_screen(QPointF(*measure.label))
        if port.contains(spot):
            yield measure, spot


def _wishes(
    words: Iterable[tuple[str, QPointF, bool]], metrics: QFontMetricsF, margin: float, places: Places
) -> list[Wish]:
    return [
        Wish(spot, QSizeF(metrics.horizontalAdvance(text) + margin, metrics.height()), places, strong)
        for text, spot, strong in words
    ]


def _reach(wishes: Iterable[Wish]) -> QRectF:
    """What no word gets out of: of thousands of points only those in it are in the way."""
    whole = QRectF()
    for wish in wishes:
        far = 2 * max(wish.size.width(), 4 * wish.size.height())
        whole = whole.united(QRectF(wish.spot, QSizeF()).adjusted(-far, -far, far, far))
    return whole


def _around(spot: QPointF) -> QRectF:
    return QRectF(spot.x() - _POINT, spot.y() - _POINT, 2 * _POINT, 2 * _POINT)


def _absent_words(display: FilmDisplay) -> str:
    return tr("Absent: {landmarks}", landmarks=listed(display.absent))


def _left_out_words(names: int, values: int) -> str:
    counted = [
        tr("{n} name", "{n} names", n=names) if names else "",
        tr("{n} value", "{n} values", n=values) if values else "",
    ]
    return tr("Zoom in for {words}", words=", ".join(filter(None, counted)))


def _corner(
    lines: Sequence[str], metrics: QFontMetricsF, port: QRectF, points: Sequence[QPointF]
) -> tuple[tuple[str, QRectF], ...]:
    """Lines in a corner of `port`, left below unless another one covers fewer of `points`."""
    if not lines:
        return ()
    words = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, port.width() - 24) for line in lines]
    step = metrics.height() + 4
    size = QSizeF(max(map(metrics.horizontalAdvance, words)) + 8, step * len(words) - 2)
    inside = port.adjusted(8, 8, -8, -8)
    right, low = inside.right() - size.width(), inside.bottom() - size.height()
    corners = [(inside.left(), low), (right, low), (inside.left(), inside.top()), (right, inside.top())]
    whole = fewest_points(
        [QRectF(QPointF(*corner), size) for corner in corners], points[:: len(points) // _MOST + 1]
    )
    return tuple(
        (line, QRectF(whole.left(), whole.top() + row * step, metrics.horizontalAdvance(line) + 8, step - 2))
        for row, line in enumerate(words)
    )


def paint_names(painter: QPainter, words: FilmWords) -> None:
    """Paint the names of points, the active one in yellow, the corner, and below all what ties words."""
    for word in (*words.names, *words.values):
        paint_tie(painter, word.box, word.spot)
    _paint(painter, words.names, INK, YELLOW)
    for line, box in words.corner:
        paint_plate(painter, box)
        painter.setPen(INK)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), line)


def paint_values(painter: QPainter, words: FilmWords) -> None:
    """Paint the values of measurements, the chosen one framed."""
    _paint(painter, words.values, MEASURE, CHOSEN)
    painter.setPen(QPen(CHOSEN, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for word in words.values:
        if word.strong:
            painter.drawRoundedRect(word.box, 3, 3)


def _paint(painter: QPainter, words: Iterable[FilmWord], ink: QColor, strong: QColor) -> None:
    for word in words:
        paint_plate(painter, word.box)
        painter.setPen(strong if word.strong else ink)
        painter.drawText(word.box, int(Qt.AlignmentFlag.AlignCenter), word.text)
