"""Distances, angles, areas, circles and tilts of films, what makes them blank, and their errors."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.imaging.image import Spacing, SpacingSource
from engine.landmarks import Landmark, LandmarkSet, Origin, Presence
from engine.measurements.constructions import Figure
from engine.measurements.point_errors import sigma_of
from engine.measurements.set_file import read_measurement_set
from engine.measurements.values import facing, measure

ONE = Spacing(1.0, 1.0, SpacingSource.TYPED)
HEAD = """
format = "onemark-measures"
version = 1
title = "Test"
landmarks = ["A", "B", "C", "D", "E", "F"]
"""


@pytest.fixture
def measures(tmp_path):
    """Make a set of measurements, each given by its symbol, unit and keys."""

    def make(*measurements, head=""):
        text = HEAD + head
        for symbol, unit, keys in measurements:
            text += f'[[measurement]]\nsymbol = "{symbol}"\nname = "n"\ndefinition = "d"\n'
            text += f'unit = "{unit}"\n{keys}\n'
        path = tmp_path / "test.measures.toml"
        path.write_text(text, encoding="utf-8")
        return read_measurement_set(path)

    return make


def film(**points):
    return LandmarkSet(
        "f", {name: Landmark(name, *place, Presence.PRESENT) for name, place in points.items()}
    )


def values(measures, marks, spacing=ONE, **more):
    return {each.measurement.symbol: each for each in measure(measures, marks, spacing, **more)}


@pytest.mark.parametrize(
    ("unit", "keys", "points", "expected"),
    [
        ("mm", 'distance = ["A", "B"]', {"A": (1, 1), "B": (4, 5)}, 5),
        ("mm", 'distance = ["A", "B"]\npositive = "above"', {"A": (1, 1), "B": (4, 5)}, -5),
        ("deg", 'angle = ["A", "B", "C"]', {"A": (5, 0), "B": (0, 0), "C": (0, -3)}, 90),
        ("deg", 'angle = ["A", "B", "C"]', {"A": (5, 0), "B": (0, 0), "C": (-3, 0)}, 180),
        (
            "deg",
            'angle_of_lines = [["A", "B"], ["C", "D"]]',
            {"A": (0, 0), "B": (5, 0), "C": (9, 9), "D": (8, 10)},
            135,
        ),
        (
            "deg",
            'angle_of_lines = [["A", "B"], ["C", "D"]]\nrange = "0-90"',
            {"A": (0, 0), "B": (5, 0), "C": (9, 9), "D": (8, 10)},
            45,
        ),
        (
            "deg",
            'angle_of_lines = [["A", "B"], ["C", "D"]]\nrange = "signed"\npositive = "counterclockwise"',
            {"A": (0, 0), "B": (5, 0), "C": (9, 9), "D": (8, 10)},
            -135,
        ),
        (
            "deg",
            'angle_of_lines = [["A", "B"], ["C", "D"]]\nrange = "signed-90"\npositive = "clockwise"',
            {"A": (0, 0), "B": (5, 0), "C": (9, 9), "D": (8, 10)},
            -45,
        ),
        ("mm", 'distance_to_line = ["C", ["A", "B"]]', {"A": (0, 0), "B": (0, 9), "C": (-4, 3)}, 4),
        (
            "mm",
            'distance_to_line = ["C", ["A", "B"]]\npositive = "ahead"',
            {"A": (0, 0), "B": (0, 9), "C": (-4, 3)},
            -4,
        ),
        (
            "mm",
            'distance_to_line = ["C", ["B", "A"]]\npositive = "ahead"',
            {"A": (0, 0), "B": (0, 9), "C": (-4, 3)},
            -4,
        ),
        (
            "mm",
            'distance_to_line = ["C", ["A", "B"]]\ntoward = "D"',
            {"A": (0, 0), "B": (9, 0), "C": (3, 4), "D": (5, 7)},
            4,
        ),
        (
            "mm",
            'distance_along = ["C", "D", ["A", "B"]]\npositive = "behind"',
            {"A": (0, 0), "B": (9, 0), "C": (3, 4), "D": (5, 7)},
            -2,
        ),
        ("mm2", 'area = ["A", "B", "C", "D"]', {"A": (0, 0), "B": (4, 0), "C": (6, 3), "D": (2, 3)}, 12),
        ("mm", 'radius = ["A", "B", "C"]', {"A": (5, 0), "B": (0, 5), "C": (-3, 4)}, 5),
        ("mm", 'distance = ["A", "Mid"]', {"A": (0, 0), "B": (6, 0), "C": (0, 8)}, 5),
        ("mm", 'distance = ["A", "Meet"]', {"A": (0, 0), "B": (3, 0), "C": (3, 7), "D": (0, 4)}, 5),
        (
            "mm",
            'distance = ["A", "Foot"]',
            {"A": (0, 0), "B": (5, 2), "C": (5, 9), "D": (5, 3), "E": (7, 12)},
            13,
        ),
        ("mm", 'distance = ["A", "Third"]', {"A": (0, 0), "B": (9, 12)}, 5),
        (
            "mm",
            'distance = ["A", "Hub"]',
            {"A": (0, 0), "B": (8, 8), "C": (-2, 8), "D": (3, 13)},
            math.hypot(3, 8),
        ),
        ("deg", 'angle_of_lines = [["A", "B"], "Upright"]', {"A": (0, 0), "B": (5, 0), "C": (1, 1)}, 90),
        ("deg", 'angle_of_lines = [["A", "B"], "Seven"]', {"A": (0, 0), "B": (5, 0), "C": (1, 1)}, 7),
        ("deg", 'angle_of_lines = ["Level", ["A", "B"]]', {"A": (0, 0), "B": (5, 5), "C": (1, 1)}, 45),
        ("deg", 'angle_of_lines = ["Plumb", ["A", "B"]]', {"A": (0, 0), "B": (5, 0), "C": (1, 1)}, 90),
        # moments about (3, 0): 20 across, 2 down, -2 of both; the main axis is half of atan2(2 * -2, 20 - 2)
        (
            "deg",
            'angle_of_lines = ["Best", ["E", "F"]]',
            {"A": (0, 0), "B": (2, 1), "C": (4, -1), "D": (6, 0), "E": (0, 0), "F": (1, 1)},
            45 + math.degrees(math.atan2(4, 18)) / 2,
        ),
    ],
)
def test_a_quantity_has_the_value_of_plain_geometry(measures, unit, keys, points, expected):
    helpers = """
[points]
Mid = { midpoint = ["B", "C"] }
Meet = { intersection = [["B", "C"], { parallel = ["A", { midpoint = ["B"  , "B"] }], at = "D" }] }
Foot = { projection = "E", on = { parallel = ["B", "C"], at = "D" } }
Third = { between = ["A", "B"], share = 0.3333333333333333 }
Hub = { circle_centre = ["B", "C", "D"] }
[lines]
Upright = { perpendicular = ["A", "B"], at = "C" }
Seven = { turned = ["A", "B"], by = 7, at = "C" }
Level = { horizontal = "C" }
Plumb = { vertical = "C" }
Best = { best_fit = ["A", "B", "C", "D"] }
"""
    made = measures(("m", unit, keys), head=helpers)

    assert values(made, film(**points))["m"].value == pytest.approx(expected, abs=1e-9)


def test_the_nearest_circle_of_many_points_is_found_where_they_scatter_evenly(measures):
    made = measures(("r", "mm", 'radius = ["A", "B", "C", "D", "E", "F"]'))
    places = [(10.0 * math.cos(a), 10.0 * math.sin(a)) for a in (0.1, 0.5, 1.1, 1.9, 2.2, 3.0)]

    assert values(made, film(**dict(zip("ABCDEF", places, strict=True))))["r"].value == pytest.approx(10)


def test_arithmetic_of_measurements_keeps_the_usual_order(measures):
    made = measures(
        ("AB", "mm", 'distance = ["A", "B"]'),
        ("CD", "mm", 'distance = ["C", "D"]'),
        ("f", "mm", 'formula = "2 * ({AB} - {CD}) - max({AB}, {CD}) / 2 + abs(-1)"'),
        ("share", "%", 'formula = "100 * {AB} / {CD}"'),
    )
    found = values(made, film(A=(0, 0), B=(3, 0), C=(0, 0), D=(0, 8)))

    assert found["f"].value == pytest.approx(2 * (3 - 8) - 4 + 1)
    assert found["share"].value == pytest.approx(37.5)


@pytest.fixture
def spine(tmp_path):
    """A set of three curves of five end plates, and a film on which these are tilted as wanted."""

    def make(*tilts):
        names = [f"P{n}{side}" for n in range(len(tilts)) for side in "lr"]
        lines = "\n".join(f'"plate {n}" = ["P{n}l", "P{n}r"]' for n in range(len(tilts)))
        row = ", ".join(f'"plate {n}"' for n in range(len(tilts)))
        text = HEAD[: HEAD.index("landmarks")] + f"landmarks = {names}\n[lines]\n{lines}\n"
        for symbol, more in (("main", ""), ("upper", 'above = "main"'), ("lower", 'below = "main"')):
            text += f'[[measurement]]\nsymbol = "{symbol}"\nname = "n"\ndefinition = "d"\nunit = "deg"\n'
            text += f"greatest_tilt = [{row}]\n{more}\n"
        path = tmp_path / "spine.measures.toml"
        path.write_text(text.replace("'", '"'), encoding="utf-8")
        marks = {}
        for n, tilt in enumerate(tilts):
            marks[f"P{n}l"] = (10.0, 20.0 * n)
            marks[f"P{n}r"] = (
                10 + 30 * math.cos(math.radians(tilt)),
                20 * n + 30 * math.sin(math.radians(tilt)),
            )
        return read_measurement_set(path), film(**marks)

    return make


def test_the_greatest_tilt_is_that_of_cobb_with_the_curves_above_and_below(spine):
    found = values(*spine(5, -15, 20, 10, 17))

    assert found["main"].value == pytest.approx(35)
    assert found["main"].note == "between plate 1 and plate 2"
    assert found["upper"].value == pytest.approx(20)
    assert found["lower"].value == pytest.approx(10)
    assert found["lower"].note == "between plate 2 and plate 3"


def test_there_is_no_curve_above_the_uppermost_end_plate(spine):
    found = values(*spine(-15, 0, 20))

    assert found["main"].value == pytest.approx(35)
    assert found["upper"].value is None
    assert found["upper"].note == "there is no curve above the other one"


def test_angles_and_lengths_are_true_where_pixels_are_not_square(measures):
    made = measures(("AB", "mm", 'distance = ["A", "B"]'), ("a", "deg", 'angle = ["B", "A", "C"]'))
    # twice as tall as wide: a slope of one pixel in two is 45 degrees
    found = values(made, film(A=(0, 0), B=(6, 4), C=(9, 0)), Spacing(0.5, 0.75, SpacingSource.TABLE))

    assert found["AB"].value == pytest.approx(math.hypot(3, 3))
    assert found["a"].value == pytest.approx(45)


def test_without_spacing_lengths_are_blank_and_angles_ratios_and_pixels_stay(measures):
    made = measures(
        ("mm", "mm", 'distance = ["A", "B"]'),
        ("px", "px", 'distance = ["A", "B"]'),
        ("area", "mm2", 'area = ["A", "B", "C"]'),
        ("ratio", "ratio", 'formula = "{mm} / ({mm} + {mm})"'),
        ("mixed", "ratio", 'formula = "{mm} / 10"'),
        ("side", "ratio", 'formula = "2 * sign(-{mm})"'),
        ("beyond", "ratio", 'formula = "sign({mm} - 10)"'),
        ("angle", "deg", 'angle = ["A", "B", "C"]'),
    )
    found = values(made, film(A=(0, 0), B=(3, 4), C=(3, 0)), None)

    assert {symbol: each.value for symbol, each in found.items() if each.value is None} == dict.fromkeys(
        ("mm", "area", "mixed", "beyond")
    )
    assert found["mm"].note == found["mixed"].note == "no pixel spacing"
    assert found["px"].value == 5
    assert found["ratio"].value == pytest.approx(0.5)
    assert found["side"].value == -2
    assert found["angle"].value == pytest.approx(math.degrees(math.asin(0.6)))


def test_a_film_in_mm_still_measures_pixels_where_the_set_asks_for_them(measures):
    made = measures(("px", "px", 'distance = ["A", "B"]'))

    assert values(made, film(A=(0, 0), B=(3, 4)), Spacing(0.1, 0.2, SpacingSource.TYPED))["px"].value == 5


def test_a_blank_measurement_names_the_landmarks_that_it_lacks(measures):
    made = measures(
        ("a", "deg", 'angle = ["A", "Mid", "D"]'), head='[points]\nMid = { midpoint = ["B", "C"] }\n'
    )
    marks = film(A=(0, 0), B=(1, 1)).with_landmarks([Landmark("C", presence=Presence.ABSENT)])
    found = values(made, marks)["a"]

    assert found.value is None
    assert found.note == "absent: C; not placed: D"


def test_an_occluded_landmark_gives_a_value_with_a_note(measures):
    made = measures(("AB", "mm", 'distance = ["A", "B"]'))
    marks = film(A=(0, 0)).with_landmarks([Landmark("B", 3, 4, Presence.OCCLUDED)])

    assert values(made, marks)["AB"].note == "occluded: B"


def test_parallels_do_not_meet(measures):
    made = measures(("m", "mm", 'distance = ["A", { intersection = [["A", "B"], ["C", "D"]] }]'))
    found = values(made, film(A=(0, 0), B=(1, 0), C=(0, 1), D=(1, 1)))["m"]

    assert found.value is None
    assert found.error is None
    assert "do not meet" in found.note


def test_a_sign_needs_to_know_which_way_the_face_looks(measures):
    made = measures(
        ("m", "mm", 'distance_to_line = ["C", ["A", "B"]]\npositive = "ahead"'),
        ("size", "mm", 'distance_to_line = ["C", ["A", "B"]]'),
        head='facing = [["D", "E"], ["E", "F"]]\n',
    )
    bare = film(A=(50, 0), B=(50, 9), C=(52, 3))

    unknown = values(made, bare)
    assert unknown["m"].note == "which way the face looks is unknown: place D and E"
    assert unknown["size"].value == 2
    assert values(made, bare, mirrored=False)["m"].value == 2
    assert values(made, bare, mirrored=True)["m"].value == -2
    looks_left = bare.with_landmarks(film(E=(60, 0), F=(40, 0)).landmarks.values())
    assert (
        values(made, looks_left, mirrored=False)["m"].value == -2
    )  # points tell more than a mark of the film
    assert facing(made, looks_left) == -1


def with_radii(marks, radius, coverage=0.9):
    return marks.with_landmarks(
        Landmark(mark.name, mark.x, mark.y, mark.presence, error_radius=radius, error_coverage=coverage)
        for mark in marks.landmarks.values()
    )


def test_the_error_radius_becomes_the_deviation_of_a_gaussian():
    draws = np.random.default_rng(0).normal(0, sigma_of(3.0), (200_000, 2))

    assert np.mean(np.hypot(*draws.T) <= 3.0) == pytest.approx(0.9, abs=0.003)
    assert sigma_of(1.0) == pytest.approx(1 / 2.145966)


def test_the_error_of_a_distance_is_that_of_both_ends_along_it(measures):
    made = measures(("AB", "mm", 'distance = ["A", "B"]'))
    marks = with_radii(film(A=(0, 0), B=(30, 0)), 2.0)
    found = values(made, marks, Spacing(0.5, 0.1, SpacingSource.TYPED))["AB"]

    assert found.value == pytest.approx(15)
    assert found.error == pytest.approx(math.sqrt(2) * sigma_of(2.0) * 0.5, rel=1e-5)


def test_a_folded_angle_of_nought_still_has_an_error(measures):
    made = measures(("a", "deg", 'angle = ["A", "B", "C"]'))
    found = values(made, with_radii(film(A=(50, 0), B=(0, 0), C=(100, 0)), 1.0))["a"]

    expected = math.degrees(math.sqrt(1 / 50**2 + 1 / 100**2 + (1 / 50 - 1 / 100) ** 2)) * sigma_of(1.0)
    assert found.value == 0
    assert found.error == pytest.approx(expected, rel=1e-3)


def test_a_signed_angle_across_the_turn_has_a_small_error(measures):
    keys = 'angle_of_lines = [["A", "B"], ["C", "D"]]\nrange = "signed"\npositive = "clockwise"'
    made = measures(("a", "deg", keys))
    found = values(made, with_radii(film(A=(0, 0), B=(100, 0), C=(100, 50), D=(0, 50)), 1.0))["a"]

    assert abs(found.value) == pytest.approx(180)
    assert found.error == pytest.approx(math.degrees(2 * sigma_of(1.0) / 100), rel=1e-3)


def test_without_error_radius_a_value_has_no_error_unless_the_readers_is_given(measures):
    made = measures(("AB", "mm", 'distance = ["A", "B"]'), ("AC", "mm", 'distance = ["A", "C"]'))
    marks = with_radii(film(A=(0, 0), B=(30, 0)), 2.0).with_landmarks(film(C=(0, 30)).landmarks.values())
    bare, given = (
        values(made, marks),
        values(made, marks, Spacing(0.5, 0.5, SpacingSource.TYPED), reader_radius=1),
    )

    assert bare["AB"].error is not None
    assert bare["AC"].error is None
    # the reader's 1 mm, and the 2 px of the other point
    assert given["AC"].error == pytest.approx(math.sqrt(2) * sigma_of(1.0), rel=1e-5)


def test_a_corrected_point_has_not_the_radius_of_the_prediction_that_lay_elsewhere(measures):
    distance = measures(("AB", "mm", 'distance = ["A", "B"]'))
    kept = [
        Landmark(name, x, 0.0, Presence.PRESENT, origin, error_radius=2.0)
        for name, x, origin in (("A", 0.0, Origin.ACCEPTED), ("B", 9.0, Origin.CORRECTED))
    ]
    marks = LandmarkSet("f", {mark.name: mark for mark in kept})
    assert values(distance, marks)["AB"].error is None
    assert values(distance, marks, reader_radius=2.0)["AB"].error == pytest.approx(math.sqrt(2) * sigma_of(2))


def test_errors_of_the_first_order_are_those_of_monte_carlo(measures):
    made = measures(
        ("distance", "mm", 'distance = ["A", "B"]'),
        ("offset", "mm", 'distance_to_line = ["C", ["A", "B"]]\npositive = "above"'),
        ("along", "mm", 'distance_along = ["C", "D", ["A", "B"]]\npositive = "ahead"'),
        ("angle", "deg", 'angle = ["A", "B", "C"]'),
        ("lines", "deg", 'angle_of_lines = [["A", "B"], "axis"]\nrange = "signed"\npositive = "clockwise"'),
        ("area", "mm2", 'area = ["A", "B", "D", "C"]'),
        ("radius", "mm", 'radius = ["A", "B", "C", "D", "E", "F"]'),
        ("tilt", "deg", 'greatest_tilt = [["A", "B"], ["C", "D"], ["E", "F"]]'),
        ("ratio", "ratio", 'formula = "({distance} + {along}) / {radius}"'),
        head='[lines]\naxis = { best_fit = ["C", "D", "E", "F"] }\n',
    )
    spacing = Spacing(0.2, 0.3, SpacingSource.TYPED)
    places = {
        "A": (100, 300),
        "B": (420, 320),
        "C": (140, 420),
        "D": (400, 110),
        "E": (300, 60),
        "F": (220, 450),
    }
    radii = {"A": 3.0, "B": 5.0, "C": 4.0, "D": 2.0, "E": 6.0, "F": 3.0}
    marks = film(**places).with_landmarks(
        Landmark(name, *places[name], Presence.PRESENT, error_radius=radius, error_coverage=0.9)
        for name, radius in radii.items()
    )
    random, count = np.random.default_rng(7), 30_000
    scattered = {
        name: np.concatenate([[place], random.normal(place, sigma_of(radii[name]), (count, 2))])
        for name, place in places.items()
    }
    in_mm = {name: place * np.array([spacing.x, spacing.y]) for name, place in scattered.items()}
    drawn = Figure(in_mm, made.points, made.lines, made.quantities)

    for each in measure(made, marks, spacing):
        deviation = np.std(each.measurement.quantity.value(drawn)[1:])
        assert each.error == pytest.approx(deviation, rel=0.03), each.measurement.symbol
