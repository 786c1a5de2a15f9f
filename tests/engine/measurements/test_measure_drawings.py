"""What is drawn of a measurement lies where geometry says, in original pixels."""

import math

import pytest

from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Presence
from engine.measurements.drawings import drawings
from engine.measurements.set_file import find_set, read_measurement_set, shipped_sets
from engine.measurements.values import measure

HEAD = """
format = "onemark-measures"
version = 1
title = "Drawn"
landmarks = ["A", "B", "C", "D"]
"""


@pytest.fixture
def drawn(tmp_path):
    """Of a measurement in TOML: its drawing on a film with these points."""

    def make(body, spacing=None, **points):
        path = tmp_path / "drawn.measures.toml"
        path.write_text(f'{HEAD}[[measurement]]\nsymbol = "M"\nname = "M"\ndefinition = "M."\n{body}\n')
        return drawings(read_measurement_set(path), ["M"], marks(points), spacing).get("M")

    return make


def marks(points):
    placed = {name: Landmark(name, *place, presence=Presence.PRESENT) for name, place in points.items()}
    return LandmarkSet("film", placed)


def test_a_distance_is_a_way_with_its_value_in_the_middle(drawn):
    found = drawn('unit = "px"\ndistance = ["A", "B"]', A=(10.0, 20.0), B=(30.0, 20.0))
    assert found.solid == (((10, 20), (30, 20)),)
    assert found.label == (20, 20)
    assert not found.dashed
    assert not found.points


def test_a_line_is_dashed_from_its_end_to_the_foot_beyond_it(drawn):
    body = 'unit = "px"\ndistance_to_line = ["C", ["A", "B"]]'
    found = drawn(body, A=(0.0, 0.0), B=(10.0, 0.0), C=(25.0, 8.0))
    assert found.dashed == (((10, 0), (25, 0)),)
    assert ((25, 8), (25, 0)) in found.solid
    assert found.points == ((25, 0),)


def test_an_angle_has_an_arc_from_one_leg_to_the_other(drawn):
    found = drawn('unit = "deg"\nangle = ["A", "B", "C"]', A=(10.0, 0.0), B=(0.0, 0.0), C=(0.0, 20.0))
    arc = found.arcs[0]
    assert [math.hypot(x, y) for x, y in arc] == pytest.approx([3] * len(arc))
    assert arc[0] == pytest.approx((3, 0))
    assert arc[-1] == pytest.approx((0, 3))
    assert found.label[0] == pytest.approx(found.label[1])


def test_lines_are_led_on_to_where_they_meet(drawn):
    body = 'unit = "deg"\nangle_of_lines = [["A", "B"], ["C", "D"]]'
    found = drawn(body, A=(4.0, 0.0), B=(10.0, 0.0), C=(0.0, 3.0), D=(0.0, 9.0))
    assert ((4, 0), (0, 0)) in found.dashed
    assert ((0, 3), (0, 0)) in found.dashed
    assert all(x >= -1e-9 and y >= -1e-9 for x, y in found.arcs[0])


def test_lines_that_meet_nowhere_get_no_arc(drawn):
    body = 'unit = "deg"\nangle_of_lines = [["A", "B"], ["C", "D"]]'
    found = drawn(body, A=(0.0, 0.0), B=(10.0, 0.0), C=(0.0, 5.0), D=(10.0, 5.0))
    assert found.arcs == ()
    assert len(found.solid) == 2


def test_a_right_angle_in_mm_is_none_in_pixels_that_are_not_square(drawn):
    body = 'unit = "mm"\ndistance_to_line = ["C", ["A", "B"]]'
    flat = Spacing(1.0, 0.5, SpacingSource.TYPED)
    found = drawn(body, flat, A=(0.0, 0.0), B=(10.0, 20.0), C=(10.0, 0.0))  # 45 degrees in mm
    assert found.points[0] == pytest.approx((5, 10))


def test_what_lacks_a_point_is_not_drawn(drawn):
    assert drawn('unit = "px"\ndistance = ["A", "B"]', A=(10.0, 20.0)) is None


@pytest.mark.parametrize("name", shipped_sets())
def test_each_measurement_that_ships_and_has_a_value_can_be_drawn(name):
    measures = find_set(name)
    points = {
        landmark: (300 + 250 * math.cos(2.4 * turn), 400 + 9 * turn + 130 * math.sin(2.4 * turn))
        for turn, landmark in enumerate(measures.landmarks)
    }
    spacing = Spacing(0.1, 0.1, SpacingSource.TYPED)
    values = measure(measures, marks(points), spacing)
    known = {each.measurement.symbol for each in values if each.value is not None}
    found = drawings(measures, known, marks(points), spacing)
    assert found.keys() == known
    for drawing in found.values():
        assert drawing.solid or drawing.arcs
        assert all(
            math.isfinite(value) for way in (*drawing.solid, *drawing.dashed) for end in way for value in end
        )
