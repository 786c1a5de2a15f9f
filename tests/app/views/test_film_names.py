from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.views.film_names import plates

PORT = QRectF(0, 0, 600, 400)
SIZE = QSizeF(90, 16)


def boxes(**spots):
    places = {name: QPointF(*spot) for name, spot in spots.items()}
    return plates(tuple(spots), places, dict.fromkeys(spots, SIZE), PORT)


def test_a_name_stands_to_the_right_of_a_point_that_is_alone():
    box = boxes(a=(300, 200))["a"]
    assert box.left() > 300
    assert box.center().y() == 200


def test_names_of_close_points_do_not_cover_each_other_nor_the_points():
    spots = {"a": (300, 200), "b": (306, 206), "c": (330, 198), "d": (312, 190)}
    found = boxes(**spots)
    assert not any(one.intersects(other) for one, other in combinations(found.values(), 2))
    assert not any(box.contains(QPointF(*spot)) for box in found.values() for spot in spots.values())


def test_a_name_stays_on_the_screen():
    assert all(PORT.contains(box) for box in boxes(right=(595, 200), left=(4, 100), low=(590, 394)).values())


def test_the_first_name_keeps_its_place_whatever_comes_beside_it():
    assert boxes(a=(300, 200))["a"] == boxes(a=(300, 200), b=(302, 230), c=(420, 240))["a"]


def test_a_name_with_room_stands_to_the_right_wherever_its_point_is():
    spots = [(130 + 1.37 * step, 60 + 0.91 * step) for step in range(250)]
    assert all(boxes(a=spot)["a"].left() > spot[0] for spot in spots)
