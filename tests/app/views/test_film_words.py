"""Names and values choose places on the screen that cover neither each other nor the points."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QGuiApplication

from app.views import film_places
from app.views.film_display import DrawnMeasure, FilmDisplay, Mark
from app.views.film_places import Wish, places_around, places_beside, places_of_words
from app.views.film_words import named, placed_words

PORT = QRectF(0, 0, 600, 400)
SIZE = QSizeF(90, 16)


def boxes(needed=False, **spots):
    places = [QPointF(*spot) for spot in spots.values()]
    points = [QRectF(spot.x() - 5, spot.y() - 5, 10, 10) for spot in places]
    wishes = [Wish(spot, SIZE, places_beside, needed) for spot in places]
    return dict(zip(spots, places_of_words(wishes, points, PORT), strict=True))


def test_a_name_stands_to_the_right_of_a_point_that_is_alone():
    box = boxes(a=(300, 200))["a"]
    assert box.left() > 300
    assert box.center().y() == 200


def test_remainders_of_rounding_move_no_name_away_from_the_right():
    spots = [(100 + n / 7, 50 + n / 3) for n in range(300)]
    assert all(boxes(a=spot)["a"].left() > spot[0] for spot in spots)


def test_names_of_close_points_do_not_cover_each_other_nor_the_points():
    spots = {"a": (300, 200), "b": (306, 206), "c": (330, 198), "d": (312, 190)}
    found = boxes(**spots)
    assert not any(one.intersects(other) for one, other in combinations(found.values(), 2))
    assert not any(box.contains(QPointF(*spot)) for box in found.values() for spot in spots.values())


def test_a_name_stays_on_the_screen():
    assert all(PORT.contains(box) for box in boxes(right=(595, 200), left=(4, 100), low=(590, 394)).values())


def test_the_first_name_keeps_its_place_whatever_comes_beside_it():
    assert boxes(a=(300, 200))["a"] == boxes(a=(300, 200), b=(302, 230), c=(420, 240))["a"]


def test_eight_times_as_many_names_take_no_more_looks_each(monkeypatch):
    looks = []
    beside = film_places._Taken.beside
    monkeypatch.setattr(
        film_places._Taken, "beside", lambda *given: looks.extend(beside(*given)) or beside(*given)
    )

    def looks_for(count):
        looks.clear()
        spots = {str(n): QPointF(130.0 * (n % 20) + 10, 40.0 * (n // 20) + 20) for n in range(count)}
        wishes = [Wish(spot, SIZE, places_beside) for spot in spots.values()]
        points = [QRectF(spot.x() - 5, spot.y() - 5, 10, 10) for spot in spots.values()]
        places_of_words(wishes, points, QRectF(0, 0, 2700, 2700))
        return len(looks) / count

    assert looks_for(800) < 1.5 * looks_for(100)


def test_of_more_names_than_can_be_read_the_active_one_is_shown():
    assert named(["0", "1", "2"], "1") == ["0", "1", "2"]
    assert named([str(n) for n in range(450)], "7") == ["7"]
    assert named([str(n) for n in range(450)], "") == []


def test_a_place_near_the_edge_is_moved_into_the_view_and_what_finds_none_is_left_out():
    wide = QSizeF(400, 16)
    crowd = [Wish(QPointF(300, 20.0 * row), wide, places_beside) for row in (1, 1.1, 1.2, 1.3, 1.4, 1.5)]
    found = places_of_words(crowd, (), QRectF(0, 0, 450, 60))
    there = [box for box in found if box is not None]
    assert 0 < len(there) < len(crowd)
    assert all(QRectF(0, 0, 450, 60).contains(box) for box in there)
    assert not any(one.intersects(other) for one, other in combinations(there, 2))


def test_what_is_needed_has_a_place_where_all_is_covered():
    everything = [QRectF(0, 0, 600, 400)]
    spot = QPointF(300, 200)
    assert places_of_words([Wish(spot, SIZE, places_around)], everything, PORT) == [None]
    (box,) = places_of_words([Wish(spot, SIZE, places_around, needed=True)], everything, PORT)
    assert box.center() == spot


def test_a_name_with_room_stands_to_the_right_wherever_its_point_is():
    spots = [(130 + 1.37 * step, 60 + 0.91 * step) for step in range(250)]
    assert all(boxes(a=spot)["a"].left() > spot[0] for spot in spots)


def words(marks, measures=(), port=PORT, active="", absent=(), taken=()):
    display = FilmDisplay("f", marks=marks, measures=measures, active=active, absent=absent)
    spots = {mark.name: QPointF(mark.x, mark.y) for mark in marks}
    metrics = QFontMetricsF(QGuiApplication.font())
    return placed_words(display, spots, lambda spot: spot, metrics, port, taken)


def crowded(count, text="Anterior nasal spine"):
    return tuple(Mark(f"{text} {n}", 420.0 + 17 * (n % 5), 60.0 + 15 * n) for n in range(count))


def value(text, x, y, chosen=False):
    return DrawnMeasure(text, chosen, (), (), (), (), (x, y))


def all_boxes(found):
    return [word.box for word in (*found.names, *found.values)] + [box for _line, box in found.corner]


def test_values_and_names_cover_neither_each_other_nor_points(qapp):
    marks = crowded(12)
    values = tuple(value(f"M{n} 84.4\N{DEGREE SIGN}", 430.0, 80.0 + 9 * n, n == 3) for n in range(15))
    found = words(marks, values, active=marks[4].name)
    shown = all_boxes(found)
    assert len(found.names) > 8
    assert len(found.values) > 8
    assert not any(one.intersects(other) for one, other in combinations(shown, 2))
    assert not any(box.contains(QPointF(mark.x, mark.y)) for box in shown for mark in marks)
    assert all(PORT.contains(box) for box in shown)


@pytest.mark.parametrize("width", [180.0, 268.0])
def test_in_a_narrow_view_no_name_is_cut_off_and_the_corner_counts_those_left_out(qapp, width):
    port = QRectF(0, 0, width, 240)
    marks = tuple(Mark(f"Soft-tissue pogonion {n}", width - 40, 20.0 + 6 * n) for n in range(30))
    found = words(marks, port=port, active=marks[20].name)
    assert all(port.contains(box) for box in all_boxes(found))
    assert marks[20].name in [word.text for word in found.names if word.strong]
    ((line, _box),) = found.corner
    assert line.startswith(f"Zoom in for {30 - len(found.names)} names")


def test_thousands_of_names_are_counted_and_absent_landmarks_told_in_a_corner_without_points(qapp):
    marks = tuple(Mark(str(n), 100.0, 390.0 - n % 100) for n in range(5000))
    found = words(marks, absent=("Sella",), active="3")
    assert [word.text for word in found.names] == ["3"]
    assert [line for line, _box in found.corner] == ["Absent: Sella", "Zoom in for 4999 names"]
    assert not any(box.contains(QPointF(mark.x, mark.y)) for _, box in found.corner for mark in marks)


def test_names_of_points_out_of_sight_do_not_count(qapp):
    marks = tuple(Mark(str(n), 300.0 * n, 5.0) for n in range(450))
    found = words(marks, port=QRectF(0, 0, 500, 400))
    assert [word.text for word in found.names] == ["0", "1"]
    assert found.corner == ()


def test_words_leave_the_hint_free(qapp):
    hint = QRectF(200, 10, 200, 40)
    found = words((Mark("Under the hint", 230.0, 60.0),), (value("ANB", 300, 30),), taken=[hint])
    assert len(all_boxes(found)) == 2
    assert not any(box.intersects(hint) for box in all_boxes(found))


@pytest.mark.parametrize("x", [1.0, 299.0])
def test_a_value_at_the_edge_of_the_view_is_shown_whole(qapp, x):
    found = words((), (value("GoGn-SN 29.2", x, 50),), QRectF(0, 0, 300, 600))
    assert QRectF(0, 0, 300, 600).contains(found.values[0].box)


def test_values_of_many_measurements_at_one_place_never_lie_over_each_other(qapp):
    found = words((), tuple(value(f"M{place} 1.0 mm", 300, 200) for place in range(20)))
    assert len(found.values) == 20
    assert not any(a.intersects(b) for a, b in combinations(all_boxes(found), 2))
