from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.views import film_names
from app.views.film_display import FilmDisplay, Mark
from app.views.film_names import named, plates

PORT = QRectF(0, 0, 600, 400)
SIZE = QSizeF(90, 16)


def boxes(**spots):
    places = {name: QPointF(*spot) for name, spot in spots.items()}
    return plates(tuple(spots), places, dict.fromkeys(spots, SIZE), PORT)


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
    common = film_names._common
    monkeypatch.setattr(film_names, "_common", lambda *boxes: looks.append(1) or common(*boxes))

    def looks_for(count):
        looks.clear()
        spots = {str(n): QPointF(130.0 * (n % 20) + 10, 40.0 * (n // 20) + 20) for n in range(count)}
        plates(tuple(spots), spots, dict.fromkeys(spots, SIZE), QRectF(0, 0, 2700, 2700))
        return len(looks) / count

    assert looks_for(800) < 1.5 * looks_for(100)


def test_of_more_names_than_can_be_read_the_active_one_is_shown_and_none_of_points_out_of_sight():
    def names(count, active="7"):
        marks = tuple(Mark(str(n), float(n), 5.0) for n in range(count))
        spots = {mark.name: QPointF(mark.x, mark.y) for mark in marks}
        return named(FilmDisplay("f", marks=marks, active=active), spots, QRectF(0, 0, 500, 400))

    assert names(3, "1") == ["1", "0", "2"]
    assert names(450) == ["7"]
    assert names(450, "") == []
    assert len(named(*far())) == 2


def far():
    marks = tuple(Mark(str(n), 300.0 * n, 5.0) for n in range(450))
    spots = {mark.name: QPointF(mark.x, mark.y) for mark in marks}
    return FilmDisplay("f", marks=marks), spots, QRectF(0, 0, 500, 400)


def test_a_name_with_room_stands_to_the_right_wherever_its_point_is():
    spots = [(130 + 1.37 * step, 60 + 0.91 * step) for step in range(250)]
    assert all(boxes(a=spot)["a"].left() > spot[0] for spot in spots)
